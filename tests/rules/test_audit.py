"""One report out of all rules: acceptances, dates, and a rule that crashes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from auditor import audit as module
from auditor.audit import audit
from auditor.errors import RuleCrashed
from auditor.model import Model, build
from auditor.results import Finding, Level
from auditor.rules import RULES
from auditor.rules.base import Rule, rule
from auditor.traces import Traces

ON_THE_DAY = date(2026, 12, 31)
AFTER_IT = date(2027, 1, 1)
FINDING = "retention-missing@list"


def model(*accepted: dict[str, Any]) -> Model:
    return build(
        {
            "model": 1,
            "name": "Case",
            "owner": "us",
            "organisations": {"us": {"kind": "welfare", "country": "NL"}},
            "roles": {"officer": {"of": "us"}},
            "items": {"name": {"category": "name"}},
            "purposes": {"help": {"basis": "public-task"}},
            "systems": {
                "list": {
                    "controller": "us",
                    "located": "NL",
                    "collects": [{"items": "name", "from": "client", "for": "help"}],
                }
            },
            "accepted": list(accepted),
        }
    )


def acceptance(finding: str = FINDING) -> dict[str, Any]:
    return {"finding": finding, "reason": "A new system comes.", "by": "officer", "until": "2026-12-31"}


def found(report_of: Model, day: date) -> dict[str, Finding]:
    return {finding.id: finding for finding in audit(report_of, day).findings}


def test_a_report_tells_what_was_checked() -> None:
    report = audit(model(), ON_THE_DAY)
    assert report.model == "Case"
    assert report.rules == (*(rule_.id for rule_ in RULES), "acceptance-orphaned")
    assert (report.places, report.flows) == (1, 0)
    assert [finding.id for finding in report.findings] == [FINDING]
    assert report.broken() == report.findings


def test_an_accepted_finding_is_marked_up_to_and_on_its_last_day() -> None:
    finding = found(model(acceptance()), ON_THE_DAY)[FINDING]
    assert finding.accepted == ("accepted", 0)
    assert not audit(model(acceptance()), ON_THE_DAY).broken()


def test_after_its_last_day_the_finding_is_back() -> None:
    report = audit(model(acceptance()), AFTER_IT)
    assert [finding.id for finding in report.broken()] == [FINDING]
    assert [finding.id for finding in report.findings] == [FINDING]


def test_an_acceptance_that_fits_no_finding_is_reported_once() -> None:
    orphan = found(model(acceptance("retention-missing@gone"), acceptance("retention-missing@gone")), ON_THE_DAY)
    finding = orphan["acceptance-orphaned@retention-missing@gone"]
    assert finding.level is Level.CONSIDER
    assert finding.rests_on == (("accepted", 0), ("accepted", 1))
    assert finding.params["finding"] == "retention-missing@gone"


def test_without_a_day_the_present_day_counts() -> None:
    old = {**acceptance(), "until": "2020-01-01"}
    assert [finding.id for finding in audit(model(old)).broken()] == [FINDING]


def test_findings_come_in_report_order() -> None:
    other = build(
        {
            "model": 1,
            "name": "Case",
            "owner": "us",
            "organisations": {"us": {}},
            "items": {"name": {"category": "name"}},
            "systems": {name: {"collects": [{"items": "name", "from": "client"}]} for name in ("b", "a")},
        }
    )
    order = [rule_.id for rule_ in RULES]
    ids = [(order.index(finding.rule), finding.subject) for finding in audit(other, ON_THE_DAY).findings]
    assert ids == sorted(ids)
    assert len(ids) == 6


def test_a_crash_names_the_rule_and_is_never_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    @rule("falls-over", level=Level.CONSIDER, since="0.1", laws=())
    def falls_over(self: Rule, traces: Traces) -> Iterator[Finding]:
        yield self.broken("first", [])
        raise ZeroDivisionError("no")

    monkeypatch.setattr(module, "RULES", (*RULES, falls_over))
    with pytest.raises(RuleCrashed) as crash:
        audit(model(), ON_THE_DAY)
    assert crash.value.params == {"rule": "falls-over", "cause": "ZeroDivisionError: no"}
