"""The table of a trace, as text."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.exporters.printing import plain
from auditor.exporters.say import Speaker
from auditor.exporters.terminal import trace
from auditor.traces import Traces
from tests.traces.small import collecting, described, flow, rule


def words(language: str, **parts: Any) -> str:
    """The table of the trace of the notes, column after column, because a column can be narrow."""
    traces = Traces(described(**parts))
    said = plain(trace(traces, traces.of("notes"), Speaker(traces.view, language)))
    rows = [line.split("\u2502")[1:-1] for line in said.splitlines() if line.count("\u2502") == 6]
    return " ".join(" ".join(" ".join(column) for column in zip(*rows, strict=True)).split())


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", "(ook: 1 jaar, de tijd begint als"), ("en", "(also: 1 year, the time starts when")],
)
def test_of_two_rules_both_are_told_and_which_lasts_longer(language: str, said: str) -> None:
    five = {"term": "5 years", "starts": "end-of-help", "then": "delete", "set_up": "automatic"}
    keeps = [rule(**{**five, "term": "1 year"}), rule(**five)]
    found = words(language, systems={"file": collecting("notes", keeps=keeps)})
    assert said in found
    assert found.index("5 ") < found.index(said)


def test_more_conditions_than_can_be_told_are_told_as_such() -> None:
    flows = [flow("file", "list", if_=f"if {letter} is so") for letter in "abcdefghijkl"]
    found = words("en", systems={"file": collecting("notes"), "list": {}}, flows=flows)
    assert "if a is so" in found
    assert "under more than one condition" in found
