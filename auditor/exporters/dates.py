"""Dates beside the rules: as words for a trace, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.results import Known, Param, Phrases, Sentence
from auditor.traces import DatedEnding, DateKind, Dates, Doubt, LastDay, LawNote, Span
from auditor.values import Text

_KEPT: dict[Doubt | None, str] = {
    Doubt.NOTHING_HAPPENS: "dates.rule-nothing-happens",
    Doubt.ARCHIVED: "dates.rule-archived",
}
"""Doubts of which it is known what happens instead."""


class DatedOut(Out):
    """When a copy is gone by one rule.

    first: not before this day; last: on this day at the latest; equal where the day itself is known. after_9999: the
    first day is not in the calendar. rule_first, rule_last: the same as the rule says it, whether or not it is kept to.
    groups: clients who are in one of these; empty for all. missing: events without a date that would tell more.
    decides: whether no other rule for the same clients surely lasts longer.
    """

    kind: DateKind
    first: date | None
    last: date | None
    after_9999: bool
    rule_first: date | None
    rule_last: date | None
    groups: list[str]
    missing: list[str]
    decides: bool
    words: str | None


class OtherTermOut(Out):
    """What another law says about the same copy."""

    law: str
    first: date | None
    last: date | None


class LawNoteOut(Out):
    """What an officer should know of the law behind a date: a change that is coming, a conflict, the other dates."""

    law: str
    pending: str | None
    conflict: str | None
    others: list[OtherTermOut]


class DatesOut(Out):
    """The example dates, by event; what is missing; and what an officer should know of the laws behind them.

    never: events that do not come any more, such as a birthday after the death.
    """

    given: dict[str, date]
    never: list[str]
    missing: list[str]
    laws: list[LawNoteOut]


class LastDayOut(Out):
    """When the last copy is gone, of the copies that are known.

    first: a copy stays at least until then, at `until`; last: all are gone on that day at the latest, the last one at
    `last_at`. unknown: places of which there is no last day; while there are any, `last` is null. It also is for an
    audience that may not know of everything described.
    """

    kind: DateKind
    first: date | None
    last: date | None
    after_9999: bool
    until: list[str]
    last_at: list[str]
    unknown: list[str]


def dated_out(end: DatedEnding, decides: bool, speaker: Speaker) -> DatedOut:
    """The dates of one rule."""
    said = of_rule(end, decides=decides)
    return DatedOut(
        kind=end.sure.kind,
        first=_told(end.sure),
        last=end.sure.last,
        after_9999=end.sure.kind is DateKind.BEYOND,
        rule_first=_told(end.rule),
        rule_last=end.rule.last,
        groups=sorted(end.ending.groups),
        missing=sorted(end.missing),
        decides=decides,
        words=speaker.phrase(said) if said else None,
    )


def dates_out(dates: Dates, last: LastDay, notes: Iterable[LawNote], speaker: Speaker) -> DatesOut:
    """What was given, and what is to be known beside it."""
    return DatesOut(
        given=dict(dates.given),
        never=sorted(dates.never),
        missing=list(last.missing),
        laws=[
            LawNoteOut(
                law=note.law,
                pending=_words(note.pending, speaker),
                conflict=_words(note.conflict, speaker),
                others=[
                    OtherTermOut(law=other.ending.law or "", first=_told(other.rule), last=other.rule.last)
                    for other in note.others
                ],
            )
            for note in notes
        ],
    )


def last_day_out(last: LastDay) -> LastDayOut:
    """The last day of all copies."""
    return LastDayOut(
        kind=last.span.kind,
        first=_told(last.span),
        last=last.span.last,
        after_9999=last.span.kind is DateKind.BEYOND,
        until=list(dict.fromkeys(one.clock.node for one in last.until)),
        last_at=list(dict.fromkeys(one.clock.node for one in last.last)),
        unknown=list(dict.fromkeys(one.clock.node for one in last.unknown)),
    )


def _words(text: Text | None, speaker: Speaker) -> str | None:
    return text.said_in(speaker.language) if text else None


def _told(span: Span) -> date | None:
    """The first day, where it is one of the calendar."""
    return None if span.kind is DateKind.BEYOND else span.first


def of_rule(end: DatedEnding, *, decides: bool = True) -> Sentence | None:
    """When a copy is gone by one rule, as a phrase; nothing where a date can say no more than the rule.

    decides: whether the rule can be the one that lasts longest.
    """
    if end.sure and decides:
        return Sentence(f"dates.{_kind(end.sure)}", _days(end.sure))
    if end.rule:
        plain = not end.rule.last or not decides
        return Sentence(
            "dates.this-rule" if plain else _KEPT.get(end.ending.doubt, "dates.rule"), {"when": says(end.rule)}
        )
    for key, events in (("dates.missing", end.missing), ("dates.never", end.never)):
        if events:
            return Sentence(key, {"events": Phrases(tuple(map(_event, sorted(events))))})
    return None


def says(span: Span) -> Sentence:
    """A span in value position: a day, "at the latest" or "at least until" a day."""
    return Sentence(f"dates.says.{_kind(span)}", _days(span))


def day_of(day: date | None) -> Param:
    """A day; the last one of the calendar stands for a later one."""
    return Sentence("dates.after-9999") if day is None or day == date.max else day


def _kind(span: Span) -> DateKind:
    return DateKind.AT_LEAST if span.kind is DateKind.BEYOND else span.kind


def _days(span: Span) -> dict[str, Param]:
    if span.kind is DateKind.BETWEEN:
        return {"first": day_of(span.first), "date": day_of(span.last)}
    return {"date": span.last or day_of(span.first)}


def _event(name: str) -> Param:
    return Known("events", name, "name")


def given(dates: Dates) -> Sentence:
    """The example dates."""
    days = (Sentence("dates.day", {"event": _event(name), "date": day}) for name, day in dates.given.items())
    return Sentence("dates.given", {"days": Phrases(tuple(days))})


def missing(last: LastDay) -> Sentence | None:
    """The events of which a date would tell more, with their ids."""
    if not last.missing:
        return None
    events = (Sentence("dates.event", {"event": _event(name), "name": name}) for name in last.missing)
    return Sentence("dates.add", {"events": Phrases(tuple(events))})
