"""When: example dates of a made-up client, and what they make of every clock.

A date is never surer than the rule behind it. What follows is a span: the copy is not gone before its first day, and
gone on its last day at the latest; either can be missing. A rule that nobody surely keeps to gives the days that the
rule says, and no sure ones. Where a day could be told too early or too late, an end is told late and a beginning early.

The dates are only calculated with; nothing keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from auditor.errors import AuditorError, NotFound
from auditor.knowledge.types import Limit
from auditor.model import View
from auditor.traces.endings import REMOVALS, SOURCE_REMOVED, Doubt, Ending, EndKind
from auditor.values import Term

BIRTH, DEATH = "birth", "death"
AGES: Mapping[str, int] = MappingProxyType({"turned-18": 18, "turned-23": 23})
"""The events of the knowledge that are a birthday: how old somebody is then."""


@dataclass(frozen=True)
class Dates:
    """The day of each event of a made-up client, by the id of the event; never: those that do not come any more."""

    given: Mapping[str, date] = field(default_factory=dict)
    never: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        view: View,
        since: Iterable[tuple[str, date]] = (),
        born: date | None = None,
        died: date | None = None,
        today: date | None = None,
    ) -> Dates:
        """The dates of events, and of what follows from a birth and a death. today: a birth is not after it.

        Raises NotFound for an event that this view does not have, and AuditorError for a date that cannot be: two for
        one event, a birth that is still to come, a death before it or before a birthday.
        """
        events = events_of(view)
        found: dict[str, date] = {}
        birthdays: dict[str, date] = {}
        named = [(BIRTH, born), (DEATH, died), *since] if BIRTH in events else [*since]
        for name, day in named:
            if day is None:
                continue
            if name not in events:
                raise NotFound("event", name, events)
            if name in found:
                raise AuditorError("error.two-dates", name=name)
            found[name] = day
        if BIRTH in found:
            if found[BIRTH] > (today or date.today()):
                raise AuditorError("error.born-later")
            if found.get(DEATH, date.max) < found[BIRTH]:
                raise AuditorError("error.died-before-birth")
            for name, age in AGES.items():
                if name in found:
                    raise AuditorError("error.two-dates-by-birth", name=name)
                if name in events and found[BIRTH].year + age <= date.max.year:
                    birthdays[name] = birthday(found[BIRTH], age)
        died_on = found.get(DEATH, date.max)
        if any(found.get(name, date.min) > died_on for name in AGES):
            raise AuditorError("error.died-before-birthday")
        never = frozenset(name for name, day in birthdays.items() if day > died_on)
        found |= {name: day for name, day in birthdays.items() if name not in never}
        return cls(MappingProxyType(dict(sorted(found.items()))), never)

    def __bool__(self) -> bool:
        return bool(self.given)


def events_of(view: View) -> tuple[str, ...]:
    """The events that this view has: those of the description first, then those of the knowledge."""
    own = [name for name in view.model.events if view.tells_event(name)]
    known = [name for name in view.knowledge.events if name not in view.model.events]
    return (*sorted(own), *sorted(known))


def birthday(born: date, age: int) -> date:
    """The day on which somebody becomes this old.

    Who was born on 29 February is, in a year without that day, a year older on 1 March. The law that was read does not
    say which day it is; this is our choice, because nothing is then told to be gone a day too early.

    Raises OverflowError past the year 9999.
    """
    year = born.year + age
    if year > date.max.year:
        raise OverflowError(year)
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


OLDEST = 1000
"""No example is of somebody so old."""


def years_on(day: date, dates: Dates) -> range:
    """How old somebody can be on a day, in whole years, by the birth or the birthdays that are given."""
    least, most = 0, OLDEST
    birthdays = {AGES[name]: on for name, on in dates.given.items() if name in AGES}
    if BIRTH in dates.given:
        birthdays[0] = dates.given[BIRTH]
    for age, its in birthdays.items():
        years = day.year - its.year
        years = age + years - (birthday(its, years) > day)
        least, most = max(least, years), min(most, years + 1)
    return range(least, most)


class DateKind(StrEnum):
    """What a span tells of the day on which a copy is gone."""

    GONE = "gone"
    AT_LATEST = "at-latest"
    AT_LEAST = "at-least"
    BETWEEN = "between"
    BEYOND = "beyond"
    NONE = "none"


@dataclass(frozen=True)
class Span:
    """The days between which a copy is gone: not before `first`, at the latest on `last`; None is not known.

    A first day that is the last one of the calendar stands for a day after the year 9999.
    """

    first: date | None = None
    last: date | None = None

    @property
    def kind(self) -> DateKind:
        """What is known."""
        if self.first and self.last:
            return DateKind.GONE if self.first == self.last else DateKind.BETWEEN
        if self.first:
            return DateKind.BEYOND if self.first == date.max else DateKind.AT_LEAST
        return DateKind.AT_LATEST if self.last else DateKind.NONE

    @property
    def day(self) -> date | None:
        """The day itself, where it is known."""
        return self.last if self.kind is DateKind.GONE else None

    def __bool__(self) -> bool:
        return self.kind is not DateKind.NONE

    def after(self, term: Term) -> Span:
        """The span a term later. Past the year 9999 there is no last day."""
        first = _after(self.first, term) if self.first else None
        last = _after(self.last, term) if self.last else None
        return Span(first or (date.max if self.first else None), last)

    def within(self, limit: Limit) -> Span:
        """What is left where the rule says "at most" or "at least"."""
        return Span(
            None if limit is Limit.MAXIMUM else self.first,
            None if limit is Limit.MINIMUM else self.last,
        )


NO_SPAN = Span()


def on(day: date) -> Span:
    """Exactly this day."""
    return Span(day, day)


def earliest_of(spans: Iterable[Span]) -> Span:
    """When the first of these is over. One that is not known can be over sooner, never later."""
    found = tuple(spans)
    firsts = [span.first for span in found]
    return Span(_least(firsts, whole=True), _least(span.last for span in found))


def latest_of(spans: Iterable[Span]) -> Span:
    """When the last of these is over. One that is not known can be over later, never sooner."""
    found = tuple(spans)
    return Span(_most(span.first for span in found), _most([span.last for span in found], whole=True))


def all_or_some(spans: Iterable[Span]) -> Span:
    """When the last of those that are there is over, where nobody knows which of them are."""
    found = tuple(spans)
    return Span(_least([span.first for span in found], whole=True), latest_of(found).last)


def _least(days: Iterable[date | None], *, whole: bool = False) -> date | None:
    return _extreme(days, earliest=True, whole=whole)


def _most(days: Iterable[date | None], *, whole: bool = False) -> date | None:
    return _extreme(days, earliest=False, whole=whole)


def _extreme(days: Iterable[date | None], *, earliest: bool, whole: bool) -> date | None:
    """The first or last of these days; whole: only where all of them are known."""
    listed = list(days)
    known = [day for day in listed if day]
    if not known or (whole and len(known) < len(listed)):
        return None
    return min(known) if earliest else max(known)


def _after(start: date, term: Term) -> date | None:
    try:
        return term.after(start)
    except OverflowError:
        return None


@dataclass(frozen=True)
class DatedEnding:
    """One rule on a copy with dates.

    rule: what the rule says. sure: what can be relied on: less, where nobody knows whether the rule is kept to.
    missing: the events without a date that would tell more. never: those it waits for that do not come any more.
    """

    ending: Ending
    rule: Span = NO_SPAN
    sure: Span = NO_SPAN
    missing: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    @property
    def doubtful(self) -> bool:
        """Whether only the rule has dates."""
        return bool(self.rule) and not self.sure

    def leaving(self) -> DatedEnding:
        """The same of a copy that can go before its time is over, whatever its rule says."""
        return replace(self, sure=Span(None, self.sure.last))


_STILL_THERE = (Doubt.MINIMUM, Doubt.SOURCE_UNKNOWN)
"""Doubts about how long a copy stays after the first day on which it can be gone, and not about the time before."""


def dated(ending: Ending, dates: Dates) -> DatedEnding:
    """When a copy is gone by one rule."""
    return _dated(ending, dates, ())


def _dated(ending: Ending, dates: Dates, restarts: tuple[str, ...]) -> DatedEnding:
    again = (*restarts, *ending.restarts)
    if ending.of:
        found = _alternatives(ending, dates, again)
    elif ending.kind is EndKind.TERM and ending.term:
        found = _term(ending, ending.term, dates, again)
    elif ending.kind is EndKind.EVENT and ending.starts:
        found = _event(ending, ending.starts, dates, again)
    else:
        return DatedEnding(ending)
    rule, sure = found.rule.within(ending.limit), found.sure.within(ending.limit)
    if ending.doubt:
        sure = Span(sure.first, None) if ending.doubt in _STILL_THERE else NO_SPAN
    return replace(found, rule=rule, sure=sure)


def _alternatives(ending: Ending, dates: Dates, again: tuple[str, ...]) -> DatedEnding:
    """The first or the last of several; what starts the time again does so in each of them."""
    parts = [_dated(part, dates, again) for part in ending.of]
    chosen = earliest_of if ending.kind is EndKind.FIRST_OF else latest_of
    missing = frozenset[str]().union(*(part.missing for part in parts))
    never = frozenset[str]().union(*(part.never for part in parts))
    rule, sure = chosen(part.rule for part in parts), chosen(part.sure for part in parts)
    return DatedEnding(ending, rule, sure, missing, never)


def _term(ending: Ending, term: Term, dates: Dates, again: tuple[str, ...]) -> DatedEnding:
    """A term after its start, or after the last of the moments at which it starts again."""
    started = dates.given.get(ending.starts) if ending.starts else None
    unknown = frozenset(again).difference(dates.given, dates.never)
    rule = sure = NO_SPAN
    missing = unknown
    if ending.after:
        source = _source(ending, ending.after, dates)
        rule, sure = (_removed(span, dates).after(term) for span in (source.rule, source.sure))
        missing |= source.missing
    elif ending.starts and started:
        rule = sure = _since(ending.starts, started, term)
    elif ending.starts:
        missing |= {ending.starts} - dates.never
    later = [on(dates.given[event]).after(term) for event in again if event in dates.given]
    later += [NO_SPAN] * bool(unknown)
    never = dates.never.intersection((ending.starts,))
    return DatedEnding(ending, latest_of([rule, *later]), latest_of([sure, *later]), missing, never)


def _since(event: str, start: date, term: Term) -> Span:
    """A term after an event. A term of years after a birth is an age, and is over on a birthday."""
    months, days = term.months_and_days
    if event != BIRTH or months % 12:
        return on(start).after(term)
    try:
        return on(birthday(start, months // 12) + timedelta(days))
    except OverflowError:
        return Span(date.max)


def _event(ending: Ending, event: str, dates: Dates, again: tuple[str, ...]) -> DatedEnding:
    """An event itself. After a new start it is waited for once more, unless it is the removal."""
    again = () if event in REMOVALS else again
    day = dates.given.get(event)
    missing = frozenset((event, *again)).difference(dates.given, dates.never)
    restarted = [dates.given[one] for one in again if one in dates.given]
    span = on(day) if day else NO_SPAN
    if missing or (day and any(start > day for start in restarted)):
        span = latest_of([span, NO_SPAN, *map(Span, restarted)])
    return DatedEnding(ending, span, span, missing, dates.never.intersection((event,)))


def _source(ending: Ending, base: Ending, dates: Dates) -> DatedEnding:
    """When the copies from which a back-up was made are removed.

    Of several copies, or several rules on them (they stand together without a place in the description), nobody knows
    which this client has.
    """
    several = base.kind is EndKind.LAST_OF and not base.path
    parts = [_dated(part, dates, ()) for part in (base.of if several else (base,))]
    rule, sure = all_or_some(part.rule for part in parts), all_or_some(part.sure for part in parts)
    found = DatedEnding(base, rule, sure, frozenset[str]().union(*(part.missing for part in parts)))
    return found if len(ending.sources) == 1 else found.leaving()


def _removed(source: Span, dates: Dates) -> Span:
    """When the source is removed: as its own dates say, else on the day that was given for it, if that can be."""
    given = dates.given.get(SOURCE_REMOVED)
    if given is None or source.last:
        return source
    return on(max(given, source.first)) if source.first else on(given)
