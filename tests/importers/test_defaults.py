"""What holds for every element of a section is said once per file, and every value still knows where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from auditor.importers import load
from auditor.model import build
from auditor.model.defaults import filled
from auditor.model.elements import Fate, Mode, SetUp
from auditor.model.facts import YesNo

A = """model: 1
name: Team
owner: team
defaults:
  systems: {controller: team, located: NL, measures: {encryption: yes}}
  keeps: {then: delete, set-up: by-hand}
  flows: {mode: copy, told: yes}
organisations: {team: {}}
items: {notes: {category: free-text}}
systems:
  file:
    keeps: [{term: 5 years, starts: end-of-help}, {term: 1 year, starts: last-use, then: archive}]
  mail: {located: [NL, BE], measures: {two-step-login: yes}}
  chat:
flows:
  - {from: file, to: mail, items: notes}
  - {from: file, to: sheet, items: notes, mode: view}
"""
B = "systems:\n  sheet: {}\nflows:\n  - {from: mail, to: sheet, items: notes, mode: move}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(A)
    (tmp_path / "b.yaml").write_text(B)
    return tmp_path


def test_an_element_has_what_the_defaults_say_unless_it_says_so_itself(folder: Path) -> None:
    model = load(folder)
    assert [system.located for system in model.systems.values()] == [("NL",), ("NL", "BE"), ("NL",), None]
    assert [flow.mode for flow in model.flows] == [Mode.COPY, Mode.VIEW, Mode.MOVE]
    keeps = model.systems["file"].keeps
    assert isinstance(keeps, tuple)
    assert [(rule.then, rule.set_up) for rule in keeps] == [(Fate.DELETE, SetUp.BY_HAND), (Fate.ARCHIVE, SetUp.BY_HAND)]


def test_defaults_hold_for_their_own_file_alone(folder: Path) -> None:
    model = load(folder)
    assert model.systems["sheet"].controller is None
    assert [flow.told for flow in model.flows] == [YesNo.YES, YesNo.YES, None]


def test_a_key_is_taken_whole(folder: Path) -> None:
    measures = load(folder).systems["mail"].measures
    assert (measures.two_step_login, measures.encryption) == (YesNo.YES, None)


@pytest.mark.parametrize(
    ("said", "has"),
    [
        ({"until": "end-of-help"}, {"until": "end-of-help"}),
        ({"criteria": "while needed"}, {"criteria": "while needed"}),
        ({"last-of": []}, {"last-of": []}),
        ({"term": "1 year"}, {"term": "1 year", "starts": "end-of-help"}),
        ({"starts": "last-use"}, {"term": "5 years", "starts": "last-use"}),
        ({}, {"term": "5 years", "starts": "end-of-help"}),
    ],
)
def test_a_rule_that_says_how_it_ends_takes_no_other_way_from_the_defaults(said: Any, has: Any) -> None:
    keeps = {"term": "5 years", "starts": "end-of-help", "then": "delete"}
    data = {"defaults": {"keeps": keeps}, "systems": {"file": {"keeps": [said]}}}
    assert filled(data)["systems"]["file"]["keeps"] == [{"then": "delete", **has}]


def test_a_term_takes_no_event_from_the_defaults() -> None:
    data = {"defaults": {"keeps": {"until": "end-of-help"}}, "systems": {"file": {"keeps": [{"term": "1 year"}]}}}
    assert filled(data)["systems"]["file"]["keeps"] == [{"term": "1 year"}]


def test_a_value_from_the_defaults_stands_among_the_defaults(folder: Path) -> None:
    model = load(folder)

    def at(*path: str | int) -> tuple[int, int] | None:
        found = model.locate(path)
        return (found.line, found.column) if found else None

    assert at("systems", "file", "located") == (5, 31)
    assert at("systems", "mail", "located") == (13, 10)
    assert at("systems", "file", "measures", "encryption") == (5, 55)
    assert at("systems", "file", "keeps", 0, "set-up") == (6, 25)
    assert at("systems", "file", "keeps", 1, "then") == (12, 84)
    assert at("flows", 0, "mode") == (7, 11)
    assert at("flows", 1, "mode") == (17, 43)
    assert at("systems", "file") == (11, 3)


def test_a_model_in_memory_knows_defaults_too() -> None:
    data: dict[str, Any] = {
        "model": 1, "name": "Team", "owner": "team", "organisations": {"team": {}}, "systems": {"file": {}},
        "defaults": {"systems": {"located": "NL"}},
    }  # fmt: skip
    assert build(data).systems["file"].located == ("NL",)


def test_data_without_defaults_stays_as_it_is() -> None:
    data = {"systems": {"file": {}}}
    assert filled(data) is data
