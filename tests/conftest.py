"""For all tests: the same random descriptions in every run, and no garbage collector over all tests."""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "same", derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those of the app first: they wait for a browser, and others work meanwhile."""
    items.sort(key=lambda item: item.path.parent.name != "ui")


def pytest_collection_finish() -> None:
    """Ten thousand collected tests are no garbage: without this every collection walks through all of them."""
    gc.collect()
    gc.freeze()
