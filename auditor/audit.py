"""From a model to a report: runs every rule, and weighs what somebody accepted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from auditor.memory import without_collecting
from auditor.model import Model
from auditor.results import Finding, Level, Name, Report
from auditor.rules import RULES, Rule
from auditor.rules.base import rule
from auditor.traces import Traces


def audit(model: Model, today: date | None = None) -> Report:
    """Everything the rules find in this model, for the officer, in report order.

    Findings about a partner's part of the model are the partner's.

    today: the day on which acceptances and dates are judged; the present day where nothing is given.
    Raises RuleCrashed when a rule raises: a check that did not run is never passed over.
    """
    day = today or date.today()
    traces = Traces(model)
    with without_collecting():
        found = [finding for rule_ in RULES for finding in _run(rule_.on(day), traces)]
        orphaned = acceptance_orphaned({finding.id for finding in found})
        found += _run(orphaned, traces)
    found = [finding for finding in found if not finding.rests_on or any(map(model.is_own, finding.rests_on))]
    return Report(
        model.name,
        tuple(_weighed(model, finding, day) for finding in found),
        tuple(rule_.id for rule_ in (*RULES, orphaned)),
        len(traces.view.own_places),
        sum(model.is_own(flow.path) for flow in traces.view.flows),
    )


def acceptance_orphaned(findings: Collection[str]) -> Rule:
    """The rule that every finding somebody accepted is still there.

    The only rule that looks at findings instead of traces, so it is made when the findings are there.
    """

    @rule("acceptance-orphaned", level=Level.CONSIDER, since="0.1", laws=("avg-5-2",))
    def orphaned(self: Rule, traces: Traces) -> Iterator[Finding]:
        positions: dict[str, list[int]] = {}
        for position, accepted in enumerate(traces.model.accepted):
            if accepted.finding not in findings:
                positions.setdefault(accepted.finding, []).append(position)
        for finding, where in positions.items():
            by = Name(traces.model.accepted[where[0]].by)
            rests_on = [("accepted", position) for position in where]
            yield self.broken(finding, [], rests_on=rests_on, finding=finding, by=by)

    return orphaned


def _run(rule_: Rule, traces: Traces) -> list[Finding]:
    return sorted(rule_.run(traces), key=lambda finding: finding.subject)


def _weighed(model: Model, finding: Finding, day: date) -> Finding:
    """The finding, marked with the acceptance that names it, unless the end date of that has passed."""
    for position, accepted in enumerate(model.accepted):
        if accepted.finding == finding.id and accepted.until >= day:
            return replace(finding, accepted=("accepted", position))
    return finding
