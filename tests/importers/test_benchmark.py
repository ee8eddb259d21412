"""The benchmark runs; what it measures is looked at by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.importers import load
from benchmarks import start
from benchmarks.load import Size, description, main


def test_prints_a_table_and_writes_the_description(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "model.yaml"
    main(["--places", "6", "--flows", "4", "--runs", "1", "--memory", "--write", str(file)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("own: 6 places, 4 flows, ")
    assert [line.split("  ")[1] for line in lines[2:]] == [
        "yaml.load(CSafeLoader)", "the same, collector off", "JSON by pydantic-core", "JSON to a model", "load",
        "load, asking a place", "nothing", "yaml.load(CSafeLoader)", "load",
    ]  # fmt: skip
    model = load(file)
    assert (len(model.places), len(model.flows)) == (6, 4)


def test_the_same_seed_gives_the_same_description() -> None:
    assert description(Size(10, 10), 3) == description(Size(10, 10), 3) != description(Size(10, 10), 4)


def test_the_start_is_measured_against_the_models_alone(capsys: pytest.CaptureFixture[str]) -> None:
    start.main(["--runs", "1"])
    assert [line.split("  ")[1] for line in capsys.readouterr().out.splitlines()] == [
        "pydantic with the models", "auditor check", "ratio, median of the pairs",
    ]  # fmt: skip
