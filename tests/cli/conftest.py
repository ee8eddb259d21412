"""Running the command line as people do: from the folder of the project, in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


@cache
def printed(*arguments: str) -> Result:
    """What a command prints about the examples, run once for all tests."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture(autouse=True)
def _in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for variable in ("AUDITOR_LANG", "FORCE_COLOR", "TTY_COMPATIBLE", "CLICOLOR_FORCE"):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def run() -> Run:
    """Run a command; an exception that is not one of ours fails the test."""

    def of(*arguments: str | Path, env: Mapping[str, str] | None = None) -> Result:
        written = [str(argument) for argument in arguments]
        return CliRunner().invoke(main, written, env=env, catch_exceptions=False)

    return of
