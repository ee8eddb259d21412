"""A national number (in the Netherlands the BSN) is only used where a law allows it for that purpose."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Sensitivity
from auditor.results import Finding, Level
from auditor.rules.base import Rule, kinds_of, names, rule, used, without_ground
from auditor.traces import Traces

LAW = "rule.number-without-law.because.law"
COUNTRY = "rule.number-without-law.because.country"


@rule("number-without-law", level=Level.MUST, since="0.1", laws=("uavg-46",))
def number_without_law(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Every country has rules of its own for its number. Where the knowledge has none, this is a question."""
    rules_known = any(law in traces.view.knowledge.laws for law in self.laws)
    for purpose, found, asked in without_ground(traces, (Sensitivity.NATIONAL_NUMBER,)):
        rests_on = [traces.view.path(purpose), *(use.path for use in found)]
        kinds = used(found)
        items = kinds_of(traces, kinds.all)
        places = names(place for use in found for place in use.where)
        if asked or not rules_known:
            because = LAW if asked else COUNTRY
            yield self.cannot_tell(purpose, because, [purpose], rests_on=rests_on, items=items, places=places)
        else:
            yield self.broken(purpose, [purpose], status=kinds.status, rests_on=rests_on, items=items, places=places)
