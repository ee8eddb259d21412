"""The nine worked cases of the retention terms, from a description in YAML to the day of every copy.

For what the program says about them to an officer and a client, see tests/cli/test_example_dates.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from auditor.audit import audit
from auditor.importers import load
from auditor.model import Audience
from auditor.results import Verdict
from auditor.traces import DatedClock, DatedEnding, DateKind, Dates, Doubt, EndKind, LastDay, LawNote, Traces, law_notes

Told = Callable[..., "Case"]
HEAD = """
model: 1
name: Invented
owner: council
organisations:
  council: {kind: municipality}
  provider: {kind: care-provider}
  mixed: {kind: youth-care}
  cak: {use: cak}
  safe-home: {use: veilig-thuis}
items:
  notes: {category: free-text}
"""


class Case:
    """A description with example dates."""

    def __init__(self, folder: Path, text: str, item: str = "notes", born: str | None = None, **since: str) -> None:
        (folder / "model.yaml").write_text(HEAD + text, encoding="utf-8")
        self.model = load(folder)
        self.traces = Traces(self.model, Audience.OFFICER)
        given = [(event.replace("_", "-"), date.fromisoformat(day)) for event, day in since.items()]
        self.dates = Dates.of(self.traces.view, given, date.fromisoformat(born) if born else None)
        self.trace = self.traces.of(item)

    @property
    def last(self) -> LastDay:
        return self.traces.last_day(self.trace, self.dates)

    def at(self, node: str) -> DatedClock:
        (found,) = (one for one in self.last.clocks if one.clock.node == node)
        return found

    def end(self, node: str) -> DatedEnding:
        (found,) = self.at(node).ends
        return found

    def notes(self) -> dict[str, LawNote]:
        clocks = self.traces.clocks(self.trace)
        return {note.law: note for note in law_notes(self.traces.view, clocks, self.dates)}


@pytest.fixture
def told(tmp_path: Path) -> Told:
    def case(text: str, item: str = "notes", born: str | None = None, **since: str) -> Case:
        return Case(tmp_path, text, item, born, **since)

    return case


WMO = """
systems:
  file:
    kind: client-registration
    controller: council
    collects: [{items: notes, from: client}]
    keeps: [{items: all, term: {law: wmo-2015-5.3.4}}]
flows:
  - {from: file, to: cak, items: notes, mode: copy}
  - {from: file, to: safe-home, items: notes, mode: copy}
"""


def test_t1_a_wmo_file_stays_at_least_15_years_and_a_change_is_coming(told: Told) -> None:
    case = told(WMO, last_change="2024-03-10")
    end = case.end("file")
    assert end.sure.kind is DateKind.AT_LEAST
    assert end.sure.first == date(2039, 3, 10)
    assert "36 579" in str(case.notes()["wmo-2015-5.3.4"].pending)


def test_t2_the_contribution_at_the_cak_is_7_years_by_the_rule(told: Told) -> None:
    """Nobody described the inside of the CAK: the day is what the law says, not what surely happens."""
    end = told(WMO, last_change="2024-03-10").end("cak")
    assert (end.rule.day, end.doubtful, end.ending.doubt) == (date(2031, 3, 10), True, Doubt.SET_UP_UNKNOWN)


def test_t3_the_file_at_veilig_thuis_stays_at_least_20_years_and_is_last(told: Told) -> None:
    case = told(WMO, last_change="2024-03-10")
    assert case.end("safe-home").sure.first == date(2044, 3, 10)
    assert (case.last.span.first, case.last.span.last) == (date(2044, 3, 10), None)
    assert [one.clock.node for one in case.last.until] == ["safe-home"]
    assert [one.clock.node for one in case.last.unknown] == ["cak", "file", "safe-home"]


YOUTH = """
systems:
  file:
    kind: client-registration
    controller: mixed
    collects: [{items: notes, from: client}]
    keeps: [{items: all, term: {law: jeugdwet-7.3.8}%s}]
"""


def test_t4_a_youth_file_stays_20_years_after_its_last_change(told: Told) -> None:
    at_least = told(YOUTH % "", last_change="2022-06-01").end("file")
    assert (at_least.sure.kind, at_least.sure.first) == (DateKind.AT_LEAST, date(2042, 6, 1))
    removed = told(YOUTH % ", then: delete, set-up: automatic", last_change="2022-06-01").end("file")
    assert removed.sure.day == date(2042, 6, 1)


WITHDRAWN = """
systems:
  file:
    kind: municipal-backoffice
    controller: council
    collects: [{items: notes, from: client}]
    keeps: [{items: all, term: {law: selectielijst-2020-8.4.1}, then: delete, set-up: automatic}]
"""


def test_t5_a_withdrawn_application_has_the_short_term_of_the_list_and_the_note_of_the_conflict(told: Told) -> None:
    case = told(WITHDRAWN, end_of_process="2026-02-01", last_change="2026-01-20")
    assert case.end("file").sure.day == date(2026, 3, 15)
    note = case.notes()["selectielijst-2020-8.4.1"]
    assert "42" in str(note.conflict)
    assert [(other.ending.law, other.rule.first, other.rule.last) for other in note.others] == [
        ("wmo-2015-5.3.4", date(2041, 1, 20), None)
    ]


def test_t5_the_other_term_needs_its_own_day(told: Told) -> None:
    note = told(WITHDRAWN, end_of_process="2026-02-01").notes()["selectielijst-2020-8.4.1"]
    assert (note.conflict is not None, note.others) == (True, ())


def test_conflicts_are_told_only_where_both_terms_are_for_that_holder(told: Told) -> None:
    """The selection list is of municipalities; a provider of youth help does not follow it."""
    assert "jeugdwet-7.3.8" not in told(YOUTH % "", last_change="2022-06-01").notes()


def test_t6_school_absence_stays_until_the_19th_birthday(told: Told) -> None:
    case = told(
        """
systems:
  file:
    kind: municipal-backoffice
    controller: council
    collects: [{items: notes, from: us}]
    keeps: [{items: all, term: {law: selectielijst-2020-12.1.3}, then: delete, set-up: automatic}]
""",
        born="2012-08-15",
    )
    assert case.end("file").sure.day == date(2031, 8, 15)


def test_t7_treatment_in_a_youth_file_has_the_medical_term(told: Told) -> None:
    """The description says which notes are treatment; the program knows no treatment by its text."""
    text = """
  treatment: {category: mental-health}
systems:
  file:
    kind: client-registration
    controller: mixed
    collects: [{items: [notes, treatment], from: client}]
    keeps:
      - {items: treatment, term: {law: bw-7.454}}
      - {items: notes, term: {law: jeugdwet-7.3.8}}
"""
    for item, law in (("treatment", "bw-7.454"), ("notes", "jeugdwet-7.3.8")):
        end = told(text, item, last_change="2022-06-01").end("file")
        assert (end.ending.law, end.sure.first) == (law, date(2042, 6, 1))


def test_t8_a_spreadsheet_without_a_term_of_its_own_is_found_and_has_no_day(told: Told) -> None:
    case = told(
        """
systems:
  file:
    kind: client-registration
    controller: council
    collects: [{items: notes, from: client}]
    keeps: [{items: all, term: {law: wmo-2015-5.3.4}, then: delete, set-up: automatic}]
  list-on-drive: {kind: spreadsheet, controller: council}
flows: [{from: file, to: list-on-drive, items: notes, mode: copy}]
""",
        last_change="2024-03-10",
    )
    found = [one for one in audit(case.model).findings if one.rule == "retention-missing"]
    assert [(one.subject, one.verdict) for one in found] == [("list-on-drive", Verdict.BROKEN)]
    assert case.at("file").span.day == date(2039, 3, 10)
    assert not case.at("list-on-drive").span
    assert (case.last.span.first, case.last.span.last) == (date(2039, 3, 10), None)
    assert [one.clock.node for one in case.last.unknown] == ["list-on-drive"]


LOG = """
systems:
  log:
    kind: log
    controller: %s
    collects: [{items: notes, from: observed}]
    keeps: [{items: all, term: {law: %s}}]
"""


def test_t9_a_log_line_of_a_care_provider_is_not_gone_before_5_years(told: Told) -> None:
    end = told(LOG % ("provider", "nen-7513"), log_line="2025-05-05").end("log")
    assert (end.sure.kind, end.sure.first) == (DateKind.AT_LEAST, date(2030, 5, 5))


def test_t9_the_log_of_a_municipality_has_no_number(told: Told) -> None:
    by_risk = told(LOG % ("council", "bio2-8.15.04"), log_line="2025-05-05").end("log")
    assert (by_risk.ending.kind, by_risk.ending.law, by_risk.rule.kind) == (
        EndKind.CRITERIA,
        "bio2-8.15.04",
        DateKind.NONE,
    )
    not_for_it = told(LOG % ("council", "nen-7513"), log_line="2025-05-05").end("log")
    assert (not_for_it.ending.doubt, not_for_it.rule.kind) == (Doubt.LAW_SILENT, DateKind.NONE)


def test_a_client_reads_nothing_of_what_is_not_law_yet(told: Told) -> None:
    case = told(WMO, last_change="2024-03-10")
    client = Traces(case.model, Audience.CLIENT)
    assert law_notes(client.view, client.clocks(client.of("notes")), case.dates) == ()
