"""When copies are gone, with the example days of the person an answer is for.

A day is never surer than the rule behind it: a bound is told as a bound, and what has no sure day is told as the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from auditor.answers.base.asked import Asked
from auditor.answers.base.endings import Told, deciding_phrases, whole_end
from auditor.answers.base.lines import say
from auditor.model.elements import Fate
from auditor.results import Known, Sentence
from auditor.traces import Clock, DatedClock, DatedEnding, DateKind, Ending, EndKind, Span
from auditor.traces.dates import AGES, NO_SPAN, latest_of


def last_span(asked: Asked) -> Span:
    """Between which days the last copy is gone, of all that is asked about.

    There is no last day where a copy is moved on, for nobody knows when, nor where one stays without names.
    """
    if not asked.last_days:
        return NO_SPAN
    span = latest_of(day.span for day in asked.last_days if day.clocks)
    endings = [ending for clock in asked.clocks for ending in clock.endings]
    stays = any(ending.kind is EndKind.MOVED or ending.fate is Fate.ANONYMISE for ending in endings)
    return Span(span.first, None) if stays else span


def phrases_with_days(asked: Asked) -> Callable[[Clock], Iterable[Told]]:
    """How to tell the rules on a copy: each with the day that follows from it, where one does."""
    found = _dated_clocks(asked)

    def told(clock: Clock) -> list[Told]:
        one = found.get((clock.node, clock.item))
        if one is None:
            return deciding_phrases(clock)
        return [(end.ending, _with_day(end, one.clock)) for end in one.deciding]

    return told


def _dated_clocks(asked: Asked) -> dict[tuple[str, str], DatedClock]:
    """The copies with days. What is made of several kinds of data has none where those do not agree about it."""
    found: dict[tuple[str, str], DatedClock] = {}
    differing: set[tuple[str, str]] = set()
    for day in asked.last_days:
        for one in day.clocks:
            key = (one.clock.node, one.clock.item)
            if found.setdefault(key, one).ends != one.ends:
                differing.add(key)
    return {key: one for key, one in found.items() if key not in differing}


def _with_day(end: DatedEnding, clock: Clock) -> Sentence:
    """A rule and its day. With a last day the rule is surely kept to, whatever is not known of other clients."""
    alone = replace(clock, endings=(end.ending,)) if end.sure.last else clock
    anonymous = end.ending.fate is Fate.ANONYMISE
    rule = whole_end(end.ending, alone, then=not (anonymous and end.sure.last))
    first, last, kind = end.sure.first, end.sure.last, end.sure.kind
    counted = replace(rule, rests_on=())
    if kind is DateKind.GONE and last:
        key = "day.gone-anonymous" if anonymous else "day.gone"
        return say(key, *rule.rests_on, date=last, end=counted)
    if last and (kind is DateKind.AT_LATEST or anonymous):
        key = "day.at-latest-anonymous" if anonymous else "day.at-latest"
        return say(key, *rule.rests_on, date=last, end=counted)
    if kind is DateKind.AT_LEAST and first:
        return say("day.at-least", *rule.rests_on, date=first, end=counted)
    if kind is DateKind.BETWEEN and first and last:
        return say("day.between", *rule.rests_on, first=first, date=last, end=counted)
    return rule


def example_days(asked: Asked) -> Sentence | None:
    """The days that an answer counts with, told as the examples they are; of the birthdays those that matter."""
    dates = asked.person.dates
    if not dates:
        return None
    spoken = {event for clock in asked.clocks for ending in clock.endings for event in _events(ending)}
    days = [(name, day) for name, day in dates.given.items() if name in spoken or name not in AGES]
    return say("day.examples", bullets=[say("day.example", event=Known("events", n), date=day) for n, day in days])


def past_days(asked: Asked) -> Sentence | None:
    """That an example day leads to a day that is over: the rules say what had to happen, not what did."""
    today = asked.person.day
    ends = [end for day in asked.last_days for one in day.clocks for end in one.deciding]
    over = [end for end in ends if end.sure.last and end.sure.last < today]
    return say("day.past", *(end.ending.path for end in over if end.ending.path)) if over else None


def _events(ending: Ending) -> Iterator[str]:
    """The events that a rule speaks of."""
    yield from (event for event in (ending.starts, *ending.restarts) if event)
    for part in ending.inside:
        yield from _events(part)
