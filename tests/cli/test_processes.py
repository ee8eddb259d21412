"""The program as a process of its own: starting, exit codes, pipes and encodings."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT

HEAVY = ("networkx", "streamlit", "numpy", "pandas", "graphviz", "typst", "wasmtime")


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT, capture_output=True, timeout=60, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def imported_after(code: str) -> set[str]:
    result = start("-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)")
    assert result.returncode == 0, result.stderr.decode()
    return set(result.stderr.decode().split())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "examples/mano"], 0),
        (["audit", "examples/pasq", "--fail-on", "consider"], 1),
        (["check", "nothing"], 2),
        (["chek"], 2),
        (["--version"], 0),
    ],
    ids=str,
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    assert start("-m", "auditor", *arguments).returncode == code


def test_a_check_imports_nothing_heavy() -> None:
    check = "from auditor.cli import main\nmain(['check', 'examples/wijkteam'], standalone_mode=False)"
    loaded = imported_after(f"try:\n    {check.replace(chr(10), chr(10) + '    ')}\nexcept SystemExit: pass")
    assert "auditor.importers.yaml_files" in loaded
    assert not loaded & {*HEAVY, "auditor.graph", "auditor.traces"}


def test_help_imports_not_even_the_model() -> None:
    loaded = imported_after("from auditor.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit: pass")
    assert not loaded & {*HEAVY, "pydantic", "yaml", "auditor.model"}


def test_importing_the_package_is_light() -> None:
    assert not imported_after("import auditor") & {*HEAVY, "pydantic", "yaml", "click", "rich"}


@pytest.mark.parametrize("encoding", ["ascii"])
def test_what_goes_into_a_pipe_is_utf_8_whatever_the_terminal_speaks(encoding: str) -> None:
    page = start("-m", "auditor", "ask", "examples/pasq", "--format", "html", PYTHONIOENCODING=encoding)
    assert page.returncode == 0
    assert "Pôle Accueil Social" in page.stdout.decode("utf-8")
    said = start("-m", "auditor", "trace", "examples/pasq", "--item", "name", PYTHONIOENCODING=encoding)
    assert said.returncode == 0
    assert "→" in said.stdout.decode("utf-8")
    problem = start("-m", "auditor", "check", "één", PYTHONIOENCODING=encoding)
    assert "één" in problem.stderr.decode("utf-8")


def test_json_is_utf_8() -> None:
    result = start("-m", "auditor", "check", "examples/pasq", "--format", "json", PYTHONIOENCODING="ascii")
    assert json.loads(result.stdout.decode("utf-8"))["model"].startswith("Pôle")


@pytest.mark.parametrize("command", [["ask"], ["audit"], ["trace", "--item", "report"]], ids=str)
def test_two_runs_give_the_same_bytes(command: list[str]) -> None:
    runs = {start("-m", "auditor", *command, "examples/mano", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}
    assert len(runs) == 1
    assert len(runs.pop()) > 1000


def test_a_reader_that_stops_early_gets_no_traceback() -> None:
    command = f"{sys.executable} -m auditor ask examples/mano | head -n 1"
    result = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert result.stdout.count(b"\n") == 1
    assert b"Traceback" not in result.stderr
