"""The trace of an item with the days of a made-up client, as readable text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Group, RenderableType
from rich.text import Text as Rich

from auditor.answers.time.how_long import end_of_rule
from auditor.exporters import dates as dates_said
from auditor.exporters.say import Speaker
from auditor.exporters.terminal import cited, trace_table, who_looked
from auditor.exporters.traced import route, told_case
from auditor.traces import (
    Clock,
    DatedClock,
    DateKind,
    Dates,
    LastDay,
    LawNote,
    Span,
    Trace,
    Traces,
    law_notes,
    widest,
)


def with_dates(traces: Traces, found: Trace, dates: Dates, speaker: Speaker) -> RenderableType:
    """Where an item goes, with the day of every rule, and below it when the last copy is gone."""
    last = traces.last_day(found, dates)

    def ends(clocks: Sequence[Clock]) -> list[str]:
        return _ends([one for one in last.clocks if one.clock in clocks], speaker)

    table = trace_table(traces, found, speaker, ends)
    below = (*_last_day(found, last, speaker), *_footing(dates, last, traces, speaker))
    return Group(table, *below, who_looked(found, speaker))


def _ends(clocks: Sequence[DatedClock], speaker: Speaker) -> list[str]:
    """Every rule with its day below it; the rules that do not decide come after those that do."""
    deciding: list[str] = []
    others: list[str] = []
    for one in clocks:
        for end in one.ends:
            decides = end in one.deciding
            alone = replace(one.clock, endings=(end.ending,)) if end.sure.last else one.clock
            rule, when = speaker.phrase(end_of_rule(end.ending, alone)), dates_said.of_rule(end, decides=decides)
            said = rule if decides else speaker.text("trace.not-last", end=rule)
            lines = said + (f"\n→ {speaker.phrase(when)}" if when else "")
            told = deciding if decides else others
            told += [lines] if lines not in told else []
    return [*deciding, *(lines for lines in others if lines not in deciding)]


def _last_day(found: Trace, last: LastDay, speaker: Speaker) -> list[RenderableType]:
    """When the last copy is gone, where that is and how it came there; what is not known is told apart."""
    lines: list[str] = []
    if last.span.last:
        kind = DateKind.GONE if last.span.kind is DateKind.GONE else DateKind.AT_LATEST
        lines.append(speaker.text(f"dates.last.{kind}", date=last.span.last))
    elif last.unknown:
        places = ", ".join(dict.fromkeys(speaker.label(one.clock.node) for one in last.unknown))
        lines.append(speaker.text("dates.no-last", places=places))
    elif last.clocks:
        lines.append(speaker.text("trace.more-places"))
    for one in last.last:
        if not last.span.last and one.span.last and last.span.first and one.span.last <= last.span.first:
            continue  # a copy stays longer elsewhere, which is told below
        key = "dates.last-copy" if last.span.last else "dates.last-known"
        when = dates_said.says(one.span if one.span.day else Span(None, one.span.last))
        lines.append(speaker.text(key, place=_place(found, one, speaker), when=when, route=_route(one, speaker)))
    if last.span.kind is not DateKind.GONE:
        day = dates_said.day_of(last.span.first)
        lines += [
            speaker.text("dates.until", date=day, place=speaker.label(one.clock.node), route=_route(one, speaker))
            for one in last.until
        ]
    first, *rest = dict.fromkeys(lines) or [speaker.text("trace.nothing-stays")]
    return [Rich(first, style="bold"), *map(Rich, rest)]


def _place(found: Trace, one: DatedClock, speaker: Speaker) -> str:
    """A place; with how sure it is that a copy is there, where not every client has one."""
    place = speaker.label(one.clock.node)
    if one.always:
        return place
    if one.clock.through:
        return speaker.text("dates.place", place=place, case=speaker.text(f"presence.{one.clock.arrival.how}"))
    cases = widest(copy.case for copy in found.reached[one.clock.node].copies if copy.item == one.clock.item)
    return speaker.text("dates.place", place=place, case="; ".join(told_case(case, speaker) for case in cases))


def _route(one: DatedClock, speaker: Speaker) -> str:
    return route(one.clock.arrival.route, speaker)


def _footing(dates: Dates, last: LastDay, traces: Traces, speaker: Speaker) -> list[RenderableType]:
    """What the days rest on: the examples that were given, those that are missing, and the law for an officer."""
    notes = law_notes(traces.view, (one.clock for one in last.clocks), dates)
    said = [line for note in notes for line in _law_note(note, speaker)]
    missing = dates_said.missing(last)
    said += [speaker.sentence(missing)] if missing else []
    said.append(speaker.sentence(dates_said.given(dates)))
    return [Rich(line, style="dim") for line in said]


def _law_note(note: LawNote, speaker: Speaker) -> list[str]:
    laws = speaker.view.knowledge.laws
    law = cited(laws[note.law], speaker)
    lines = [speaker.text("dates.law-pending", law=law, said=note.pending)] if note.pending else []
    lines += [speaker.text("dates.law-conflict", law=law, said=note.conflict)] if note.conflict else []
    for other in note.others:
        article = cited(laws[other.ending.law or ""], speaker)
        lines.append(speaker.text("dates.law-other", law=article, when=dates_said.says(other.rule)))
    return lines
