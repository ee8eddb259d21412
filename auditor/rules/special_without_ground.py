"""Special and criminal data is only used for a purpose that names what allows it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Sensitivity
from auditor.results import Finding, Level
from auditor.rules.base import Rule, kinds_of, names, of_sensitivity, rule, used, without_ground
from auditor.traces import Traces

LAWS = {Sensitivity.SPECIAL: ("avg-9", "uavg-22"), Sensitivity.CRIMINAL: ("avg-10", "uavg-31")}


@rule("special-without-ground", level=Level.MUST, since="0.1", laws=("avg-9", "uavg-22", "avg-10", "uavg-31"))
def special_without_ground(self: Rule, traces: Traces) -> Iterator[Finding]:
    for purpose, found, asked in without_ground(traces, LAWS):
        kinds = used(found)
        laws = [law for kind, laws in LAWS.items() if kinds.all & of_sensitivity(traces, kind) for law in laws]
        rests_on = [traces.view.path(purpose), *(use.path for use in found)]
        named, places = kinds_of(traces, kinds.all), names(place for use in found for place in use.where)
        if asked:
            because = "rule.special-without-ground.because.ground"
            yield self.cannot_tell(
                purpose, because, [purpose], rests_on=rests_on, laws=laws, items=named, places=places
            )
        else:
            yield self.broken(
                purpose, [purpose], status=kinds.status, rests_on=rests_on, laws=laws, items=named, places=places
            )
