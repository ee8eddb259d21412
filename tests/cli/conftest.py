"""Running the command line as people do: from the folder of the project, in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from auditor.cli import main

ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


def valid(name: str, text: str) -> Any:
    """A JSON output of a command, after it was held against its schema."""
    _validator(name).validate(json.loads(text))
    return json.loads(text)


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / f"output-{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def flat(text: str) -> str:
    """A text on one line, however a terminal broke it."""
    return " ".join(text.split())


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
