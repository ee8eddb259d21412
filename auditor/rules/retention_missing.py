"""Every place that keeps data about people has a term for it, with the moment at which that term starts."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.facts import Unknown
from auditor.results import Finding, Level
from auditor.rules.base import Rule, all_clocks, kept, names, route, rule, surest
from auditor.traces import Arrival, Clock, Doubt, Ending, StepKind, Traces

BECAUSE = {
    Doubt.UNKNOWN: "rule.retention-missing.because.unknown",
    Doubt.NOT_SAID_FOR_ALL: "rule.retention-missing.because.not-for-all",
    Doubt.LAW_SILENT: "rule.retention-missing.because.law",
    Doubt.LAW_TO_CHECK: "rule.retention-missing.because.law",
}
"""Why we cannot tell, the most important first."""


@rule("retention-missing", level=Level.MUST, since="0.1", laws=("avg-5-1-e", "avg-30"))
def retention_missing(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Organisations are left out: a receiver that nobody described answers for its own terms."""
    for place in sorted(set(kept(traces)) & set(traces.view.places)):
        copies = {item: ways for item, ways in kept(traces)[place].items() if not _only_lies_on(ways)}
        doubts = {item: _doubts(traces, all_clocks(traces).get((place, item), ())) for item in copies}
        rests_on = [traces.view.path(place)]
        missing = [item for item, found in doubts.items() if found & {Doubt.NO_RULE, Doubt.NO_START}]
        if missing:
            ways = [way for item in missing for way in copies[item]]
            status, flows, items = surest(ways), route(ways), names(missing)
            yield self.broken(place, [place], status=status, rests_on=rests_on, route=flows, items=items)
            continue
        for doubt, because in BECAUSE.items():
            doubtful = [item for item, found in doubts.items() if doubt in found]
            if doubtful:
                yield self.cannot_tell(place, because, [place], rests_on=rests_on, items=names(doubtful))
                break


def _only_lies_on(arrivals: tuple[Arrival, ...]) -> bool:
    """What is on a phone as part of an app ends when it ends in the app."""
    return all(arrival.route[-1].kind is StepKind.LIES_ON for arrival in arrivals)


def _doubts(traces: Traces, clocks: tuple[Clock, ...]) -> set[Doubt]:
    """What is not said. A term inside another counts too; a doubt about what happens at the end does not.

    A start that somebody asked about (`starts: unknown`) is an open question and not a missing start.
    """
    found: set[Doubt] = set()
    for clock in clocks:
        rules = {at.path: at.value for at in traces.view.keeps(clock.node) or ()}
        for ending in clock.endings:
            rule_ = rules.get(ending.path)
            periods = (rule_, *(rule_.first_of or ()), *(rule_.last_of or ())) if rule_ else ()
            asked = any(isinstance(period.starts, Unknown) for period in periods)
            doubts = {part.doubt for part in _parts(ending) if part.doubt}
            found |= (doubts - {Doubt.NO_START}) | {Doubt.UNKNOWN} if asked else doubts
    return found


def _parts(ending: Ending) -> Iterator[Ending]:
    yield ending
    for part in ending.of:
        yield from _parts(part)
