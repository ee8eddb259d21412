"""For all tests: the same random descriptions in every run, and what a file prepares prepared once."""

from __future__ import annotations

import gc

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "same", derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file run in one process; those of the app, which come last, wherever there is room."""
    for item in items:
        if item.path.parent.name != "ui":
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


def pytest_collection_finish() -> None:
    """Ten thousand collected tests are no garbage: without this every collection walks through all of them."""
    gc.collect()
    gc.freeze()
