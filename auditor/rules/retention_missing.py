"""Every place that keeps data about people has a term for it, with the moment at which that term starts."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.facts import Unknown
from auditor.results import Finding, Level
from auditor.rules.base import Rule, joined, kinds_of, people, route, rule
from auditor.traces import Doubt, Ending, How, Kinds, Spot, StepKind, Traces

BECAUSE = {
    Doubt.UNKNOWN: "rule.retention-missing.because.unknown",
    Doubt.NOT_SAID_FOR_ALL: "rule.retention-missing.because.not-for-all",
    Doubt.LAW_SILENT: "rule.retention-missing.because.law",
    Doubt.LAW_TO_CHECK: "rule.retention-missing.because.law",
}
"""Why we cannot tell, the most important first."""
THROUGH = "rule.retention-missing.because.through"


@rule("retention-missing", level=Level.MUST, since="0.1", laws=("avg-5-1-e", "avg-30"))
def retention_missing(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Organisations are left out: a receiver that nobody described answers for its own terms.

    Where data only goes through, a missing term is a question: perhaps nothing of it stays.
    """
    staying = traces.inventory.may_stay
    for place in sorted(set(staying) & set(traces.view.places)):
        kinds_there = [_ours(traces, spot) for spot in staying[place]]
        ours = joined(kinds_there)
        doubts = [(kinds & ours.all, _doubts(traces, place, endings))
                  for kinds, endings in traces.inventory.endings(place) if kinds & ours.all]  # fmt: skip
        rests_on = [traces.view.path(place)]
        missing = _with_doubt(doubts, {Doubt.NO_RULE, Doubt.NO_START})
        copies = joined(kinds for spot, kinds in zip(staying[place], kinds_there, strict=True) if spot.how is How.COPY)
        if missing & copies.all:
            missing &= copies.all
            status, items = copies.among(missing).status, kinds_of(traces, missing)
            flows = route(staying[place][:1], missing)
            yield self.broken(place, [place], status=status, rests_on=rests_on, route=flows, items=items)
            continue
        if missing:
            flows, items = route(staying[place], missing), kinds_of(traces, missing)
            yield self.cannot_tell(place, THROUGH, [place], rests_on=rests_on, route=flows, items=items)
            continue
        for doubt, because in BECAUSE.items():
            doubtful = _with_doubt(doubts, {doubt})
            if doubtful:
                items = kinds_of(traces, doubtful)
                yield self.cannot_tell(place, because, [place], rests_on=rests_on, items=items)
                break


def _ours(traces: Traces, spot: Spot) -> Kinds:
    """What is there about people, but for what is on a thing because it is in an app: that ends when it ends there."""
    return spot.kinds.among(people(traces) & ~spot.last(StepKind.LIES_ON))


def _with_doubt(doubts: list[tuple[int, set[Doubt]]], asked: set[Doubt]) -> int:
    """The kinds of data of which one of these is in doubt."""
    found = 0
    for kinds, of_these in doubts:
        if of_these & asked:
            found |= kinds
    return found


def _doubts(traces: Traces, place: str, endings: tuple[Ending, ...]) -> set[Doubt]:
    """What is not said. A term inside another counts too; a doubt about what happens at the end does not.

    A start that somebody asked about (`starts: unknown`) is an open question and not a missing start.
    """
    found: set[Doubt] = set()
    rules = {at.path: at.value for at in traces.view.keeps(place) or ()}
    for ending in endings:
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
