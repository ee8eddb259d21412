"""A trace in words: where something is, how it came there, who can see it and how long it stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from auditor.answers.base import any_of
from auditor.answers.time.how_long import end_of_copy
from auditor.exporters.access import cases_of_access
from auditor.exporters.say import Speaker
from auditor.knowledge.types import Channel, Message
from auditor.model import Audience
from auditor.model.elements import Condition, Form
from auditor.model.facts import Unknown, stated
from auditor.results import Phrases
from auditor.traces import Case, Clock, Presence, Reached, Reader, Status, Step, StepKind, Trace, Traces, Way, widest

COLUMNS: Final = ("place", "how", "who", "how-long", "route")
"""What a row tells, in this order; the name of each stands under `trace.<column>`."""


class Row(NamedTuple):
    """A place or organisation that something reaches, in lines."""

    place: list[str]
    how: list[str]
    who: list[str]
    how_long: list[str]
    route: list[str]


def rows(
    traces: Traces, found: Trace, speaker: Speaker, ends: Callable[[Sequence[Clock]], list[str]] | None = None
) -> Iterator[Row]:
    """Every place and organisation that it reaches, the nearest first.

    ends: what to tell of the clocks of a place instead of the rules on its copies.
    """
    readers, clocks = traces.readers(found), traces.clocks(found)
    for reached in sorted(found.reached.values(), key=lambda reached: (len(reached.best.route), reached.node)):
        here = [clock for clock in clocks if clock.node == reached.node]
        told = ends(here) if ends else _ends(here, speaker)
        yield Row(
            [speaker.label(reached.node)],
            _how(reached, speaker),
            told_readers([reader for reader in readers if reader.node == reached.node], speaker),
            told or [speaker.text("trace.nothing-stays")],
            [route(reached.best.route, speaker)],
        )


def _ends(clocks: Sequence[Clock], speaker: Speaker) -> list[str]:
    """When the copies are gone; the rules that do not decide come after those that do."""
    deciding = [speaker.phrase(phrase) for phrase in end_of_copy(clocks)]
    every = [speaker.phrase(phrase) for phrase in end_of_copy(clocks, every=True)]
    return [*deciding, *(speaker.text("trace.not-last", end=end) for end in every if end not in deciding)]


def _how(reached: Reached, speaker: Speaker) -> list[str]:
    best = reached.best
    lines = [speaker.text(f"presence.{best.how}")]
    lines += [told_case(case, speaker) for case in widest(arrival.case for arrival in reached.arrivals)]
    forms = sorted({arrival.form for arrival in reached.arrivals}, key=lambda form: form.depth)
    lines += [speaker.text(f"form.{form}") for form in forms if form is not Form.AS_IS]
    items = sorted({arrival.item for arrival in reached.arrivals} - {best.route[0].item})
    lines += [speaker.text("trace.derived", item=speaker.label(item, "items")) for item in items]
    if best.presence is Presence.TOLD and any(arrival.status is Status.PERHAPS for arrival in reached.copies):
        lines.append(speaker.text("trace.perhaps-written-down"))
    return lines


def told_case(case: Case, speaker: Speaker) -> str:
    """How sure it is, for whom and under which conditions."""
    said = [speaker.label(group, "scopes") for group in sorted(case.groups)]
    said += [
        speaker.text("answer.note.if", condition=condition) if condition else speaker.text("trace.more-conditions")
        for condition in sorted(case.conditions, key=str)
    ]
    sure = speaker.text(f"status.{case.status}")
    return f"{sure}: {', '.join(said)}" if said else sure


def told_readers(readers: Iterable[Reader], speaker: Speaker) -> list[str]:
    """Everybody who can see it here, each with when they can."""
    lines: list[str] = []
    for reader in readers:
        if reader.role:
            line = speaker.label(reader.role, "roles")
            if reader.status is Status.PERHAPS and reader.arrival.status is not Status.PERHAPS:
                line = speaker.text("trace.who-perhaps", name=line)
            notes = cases_of_access(
                stated(reader.when), asked=isinstance(reader.when, Unknown), groups=reader.groups,
                condition=reader.condition,
            )  # fmt: skip
            if notes:
                line = speaker.text("trace.who-limited", name=line, notes=Phrases(tuple(notes)))
        elif reader.beside:
            name = speaker.label(reader.organisation or reader.node)
            line = speaker.text(f"trace.who-{reader.way}-others", name=name, groups=any_of(reader.beside))
        elif reader.way is Way.UNDESCRIBED:
            line = speaker.text("trace.who-undescribed")
        else:
            line = speaker.text(f"trace.who-{reader.way}", name=speaker.label(reader.organisation or reader.node))
        if line not in lines:
            lines.append(line)
    return lines


def told_when(when: Condition | Unknown, speaker: Speaker) -> str:
    """When somebody can use their access."""
    return speaker.text(f"when.{'unknown' if isinstance(when, Unknown) else when}")


def route(steps: Sequence[Step], speaker: Speaker) -> str:
    """A route as labels with arrows; a channel or message on the way in between."""
    flows = {flow.id: flow.value for flow in speaker.view.flows}
    said = speaker.label(steps[0].target)
    for step in steps[1:]:
        if step.kind is StepKind.DERIVE:
            said += " → " + speaker.text("trace.becomes", item=speaker.label(step.item, "items"))
            continue
        carried = channels(flows[step.flow].via, speaker) if step.flow else []
        said += f" → [{', '.join(carried)}] → " if carried else " → "
        said += speaker.label(step.target)
    return said


def channels(via: Iterable[object], speaker: Speaker) -> list[str]:
    """What carries a flow: the message and the hubs of its standard, a channel, a place in between."""
    known = speaker.view.knowledge
    names: list[str] = []
    for way in via:
        message = known.messages.get(getattr(way, "message", None) or "")
        if message:
            hubs = [_named(known.channels[channel], "channel", speaker) for channel in message.channels]
            names += [_named(message, "message", speaker), *hubs]
        channel = known.channels.get(getattr(way, "channel", None) or "")
        names += [_named(channel, "channel", speaker)] if channel else []
        place = getattr(way, "place", None)
        names += [speaker.label(place)] if place in speaker.view.places else []
    return list(dict.fromkeys(names))


def _named(entry: Channel | Message, kind: str, speaker: Speaker) -> str:
    """What it is called; where that is still to be checked an officer reads so, and a client what it is."""
    if entry.tellable:
        return entry.name
    if speaker.view.audience is Audience.CLIENT:
        return speaker.text(f"map.via.{kind}")
    return speaker.text("knowing.marked", name=entry.name)
