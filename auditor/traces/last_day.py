"""When the last copy of an item is gone, with example dates.

With dates, terms with different starts can be compared: the dates decide which copy is last. What surely is there, what
is there for some clients or sometimes, and what nobody knows are never mixed: a copy that is there only sometimes can
make the end later, and never makes "at least until" later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from auditor.model import View
from auditor.traces.cases import EVERYBODY, Groups, Status
from auditor.traces.clocks import Clock
from auditor.traces.dates import DatedEnding, Dates, Span, all_or_some, dated, latest_of
from auditor.traces.endings import Doubt, Ending, EndKind
from auditor.traces.steps import Arrival, Presence, Trace, together


@dataclass(frozen=True)
class DatedClock:
    """The clock of one copy with dates.

    ends: one for every ending of the clock, in the same order, each with the groups of clients of its rule; what is
    sure of it counts the other rules that can be for the same client, because the longest decides. deciding: those
    that no other rule for the same clients surely outlasts. span: when the copy is gone, for whoever has it. always:
    whether every client has it. moved: whether it surely goes on to a place that has a clock of its own.
    """

    clock: Clock
    ends: tuple[DatedEnding, ...]
    deciding: tuple[DatedEnding, ...]
    span: Span
    always: bool
    moved: bool


@dataclass(frozen=True)
class LastDay:
    """When the last copy is gone.

    span: for any client; without a last day where the audience may not know of every copy. last: of the copies with a
    last day, those that can be the last to go. until: the copies that are surely there until the first day. unknown:
    the copies without a last day; while there is one, there is none for all. clocks: all of them. missing: the events
    without a date that would tell more.
    """

    span: Span
    last: tuple[DatedClock, ...]
    until: tuple[DatedClock, ...]
    unknown: tuple[DatedClock, ...]
    clocks: tuple[DatedClock, ...]
    missing: tuple[str, ...]


def last_day(view: View, trace: Trace, clocks: Iterable[Clock], dates: Dates) -> LastDay:
    """When every copy of an item is gone, and which one is last."""
    found = tuple(_dated_clock(view, trace, clock, dates) for clock in clocks)
    found = tuple(sorted(found, key=lambda one: (one.clock.node, one.clock.item)))
    staying = tuple(one for one in found if not one.moved) or found
    known = tuple(one for one in staying if one.span.last)
    last = latest_of(one.span for one in known).last
    first = latest_of(one.span for one in staying if one.always).first
    return LastDay(
        Span(first, last if known == staying and view.tells_all else None),
        tuple(one for one in known if one.span.last == last),
        tuple(one for one in staying if first and one.always and one.span.first == first),
        tuple(one for one in staying if not one.span.last),
        found,
        tuple(sorted({event for one in found for end in one.ends for event in end.missing})),
    )


def _dated_clock(view: View, trace: Trace, clock: Clock, dates: Dates) -> DatedClock:
    copies = [arrival for arrival in trace.reached[clock.node].may_stay if arrival.item == clock.item]
    rules = tuple(dated(ending, dates) for ending in clock.endings)
    if clock.leaves or not view.tells_all:  # a reserved move can begin anywhere: one place less sure would tell of it
        rules = tuple(rule.leaving() for rule in rules)
    ends = tuple(_beside(view, rule, rules) for rule in rules)
    deciding = tuple(end for end, rule in zip(ends, rules, strict=True) if _decides(rule, rules))
    stays = (arrival for arrival in copies if arrival.presence is Presence.COPY)
    always = any(arrival.status is Status.ALWAYS and not arrival.groups for arrival in stays)
    return DatedClock(clock, ends, deciding, _span(rules, copies), always, _moved(view, trace, clock))


def _beside(view: View, rule: DatedEnding, rules: Iterable[DatedEnding]) -> DatedEnding:
    """What is sure by one rule, beside the others: one that can be for the same client can keep the copy longer."""
    together_with = [other.sure for other in rules if other is rule or _for_one_client(view, rule.ending, other.ending)]
    return replace(rule, sure=Span(rule.sure.first, latest_of(together_with).last))


def _for_one_client(view: View, one: Ending, other: Ending) -> bool:
    """Whether one client can have both rules. What nobody said for others is not about who has a rule."""
    if Doubt.NOT_SAID_FOR_ALL in (one.doubt, other.doubt):
        return False
    pairs = [(group, another) for group in one.groups for another in other.groups]
    return not pairs or any(together(view, frozenset([group]), frozenset([another])) for group, another in pairs)


def _decides(rule: DatedEnding, rules: Iterable[DatedEnding]) -> bool:
    """Whether no other rule for the same clients, or for all with a later day, surely lasts longer."""
    return not any(
        _later(other, rule) or (other.ending.groups == rule.ending.groups and _longer(other.ending, rule.ending))
        for other in rules
        if other.ending.groups in (EVERYBODY, rule.ending.groups)
    )


def _later(one: DatedEnding, other: DatedEnding) -> bool:
    return one.sure.first is not None and other.sure.last is not None and one.sure.first > other.sure.last


def _longer(one: Ending, other: Ending) -> bool:
    return one.level == other.level and one.outlasts(other) and not other.outlasts(one)


def _span(ends: Iterable[DatedEnding], copies: Iterable[Arrival]) -> Span:
    """When a copy is gone for whoever has it: the last of the rules on it, where all are for all of those clients.

    Where it comes here in more ways, for different clients, nobody knows which rules are those of one client.
    """
    whose = {arrival.groups for arrival in copies}
    found = tuple(ends)
    for_all = [end.sure for end in found if _concerns_all(end.ending.groups, whose)]
    first = (latest_of if len(whose) == 1 else all_or_some)(for_all).first
    return Span(first, latest_of(end.sure for end in found).last)


def _concerns_all(groups: Groups, whose: Iterable[Groups]) -> bool:
    return not groups or all(groups & one for one in whose)


def _moved(view: View, trace: Trace, clock: Clock) -> bool:
    """Whether the copy surely goes on to a place where it is counted."""
    to = {flow.id: flow.value.to for flow in view.flows}
    goes = {to[ending.flow] for ending in clock.endings if ending.kind is EndKind.MOVED and ending.flow}
    return bool(goes) and all(_copies(trace, node, clock.item) for node in goes)


def _copies(trace: Trace, node: str, item: str) -> bool:
    reached = trace.reached.get(node)
    return reached is not None and any(copy.item == item and copy.form.personal for copy in reached.copies)
