"""Results as readable text, with tables and colour where the output is a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from auditor.answers import EVERYONE, Person
from auditor.answers.time.how_long import end_of_copy
from auditor.exporters import looked, traced
from auditor.exporters.cards import Card, Said, cards, checked
from auditor.exporters.cards import cited as cited_in
from auditor.exporters.checked import where
from auditor.exporters.say import Speaker
from auditor.knowledge.types import Law
from auditor.model import Model
from auditor.results import Answer, Finding, Level, Report
from auditor.traces import Clock, Trace, Traces

_LEVEL_STYLE = {Level.MUST: "bold red", Level.SHOULD: "bold yellow", Level.CONSIDER: "bold cyan"}


def trace(traces: Traces, found: Trace, speaker: Speaker) -> RenderableType:
    """Where an item goes, who can see it and how long it stays: a row per place or organisation."""
    table, longest = trace_table(traces, found, speaker), _longest(traces, found, speaker)
    return Group(table, longest, who_looked(found, speaker))


def who_looked(found: Trace, speaker: Speaker) -> RenderableType:
    """Where it is recorded who really looked at what a trace reaches."""
    ordered = sorted(found.reached.values(), key=lambda reached: (len(reached.best.route), reached.node))
    return looked.block([reached.node for reached in ordered if reached.personal], speaker)


def trace_table(
    traces: Traces, found: Trace, speaker: Speaker, ends: Callable[[Sequence[Clock]], list[str]] | None = None
) -> Table:
    """The rows of a trace. ends: what to tell of the clocks of a place instead of the rules on its copies."""
    table = Table(show_lines=True, title=Rich(speaker.text("trace.title", item=speaker.label(found.item, "items"))))
    for column in traced.COLUMNS:
        table.add_column(speaker.text(f"trace.{column}"), ratio=3 if column in ("who", "how-long", "route") else 2)
    for row in traced.rows(traces, found, speaker, ends):
        table.add_row(*(Rich("\n".join(cell)) for cell in row))
    return table


def _longest(traces: Traces, found: Trace, speaker: Speaker) -> RenderableType:
    longest = traces.longest(found)
    lines: list[RenderableType] = []
    if longest.unknown:
        nodes = dict.fromkeys(speaker.label(clock.node) for clock in longest.unknown)
        lines.append(Rich(speaker.text("trace.longest-unknown", places=", ".join(nodes)), style="bold"))
    elif longest.clocks and not traces.view.tells_all:
        lines.append(Rich(speaker.text("trace.more-places"), style="bold"))
    for clock in longest.deciding:
        ends = ", ".join(speaker.phrase(phrase) for phrase in end_of_copy([clock]))
        key = "trace.known-beside" if longest.unknown or not traces.view.tells_all else "trace.longest"
        place = speaker.label(clock.node)
        if clock.through:
            place = speaker.text("dates.place", place=place, case=speaker.text(f"presence.{clock.arrival.how}"))
        line = speaker.text(key, place=place, ends=ends)
        if not any(isinstance(other, Rich) and other.plain == line for other in lines):
            lines.append(Rich(line))
    return Group(*lines)


def answers(found: Iterable[Answer], speaker: Speaker, person: Person = EVERYONE) -> RenderableType:
    """The answer cards under each other."""
    shown = [Padding(Group(*_card(one)), (0, 0, 1, 0)) for one in cards(found, speaker, person)]
    return Group(*shown, _footer(speaker))


def _card(card: Card) -> Iterator[RenderableType]:
    """The answer with its facts, what the client can do, what is not known yet, and the law."""
    speaker = card.speaker
    yield Rich(f"{card.title} ({card.about})" if card.about else card.title, style="bold")
    if card.for_whom:
        yield Padding(Rich(speaker.text("card.for", groups=", ".join(card.for_whom)), style="dim"), (0, 0, 0, 2))
    for said in (*card.said, *card.can_do):
        yield from _said(said)
    if card.unknown:
        yield Rich(speaker.text("card.unknown"), style="italic")
        for said in card.unknown:
            yield from _said(said)
    for line in _law(card):
        yield Padding(Rich(line, style="dim"), (0, 0, 0, 2))


def _said(said: Said) -> Iterator[RenderableType]:
    yield Padding(Rich(said.text), (0, 0, 0, 2))
    for line in said.lines:
        yield Padding(Rich(f"• {line.text}"), (0, 0, 0, 4))
        for below in line.below:
            yield Padding(Rich(f"- {below}"), (0, 0, 0, 6))


def _law(card: Card) -> list[str]:
    """The articles behind the answer, and how strong the right to it is."""
    named = f"{card.speaker.text('card.law')} {cited_in(card)}"
    return [named, *card.strength] if card.laws else list(card.strength)


def _footer(speaker: Speaker) -> RenderableType:
    return Rich(checked(speaker), style="dim")


def report(found: Report, speaker: Speaker) -> RenderableType:
    """Broken rules by level, then the questions where a rule cannot tell, then what was checked."""
    model = speaker.view.model
    parts: list[RenderableType] = []
    for level in Level:
        broken = [finding for finding in found.broken() if finding.level is level]
        if broken:
            parts.append(Rich(speaker.text(f"level.{level}", number=len(broken)), style=_LEVEL_STYLE[level]))
            parts += [_finding(finding, model, speaker) for finding in broken]
    if found.questions():
        parts.append(Rich(speaker.text("audit.questions", number=len(found.questions())), style="bold"))
        parts += [_finding(finding, model, speaker) for finding in found.questions()]
    accepted = sum(finding.accepted is not None for finding in found.findings)
    counts = {
        "rules": str(len(found.rules)), "places": str(found.places), "flows": str(found.flows),
        "broken": str(len(found.broken())), "questions": str(len(found.questions())), "accepted": str(accepted),
    }  # fmt: skip
    return Group(
        *parts,
        Rich(speaker.text("audit.summary", **counts)),
        Rich(speaker.text("audit.no-advice"), style="dim"),
    )


def cited(law: Law, speaker: Speaker) -> str:
    """An article as it is cited; with a mark where it is still to be checked."""
    name = f"{law.act} {law.article}"
    return name if law.tellable else speaker.text("knowing.marked", name=name)


def _finding(finding: Finding, model: Model, speaker: Speaker) -> RenderableType:
    lines: list[RenderableType] = [Rich(speaker.said_of(finding), style="bold")]
    lines += [Rich(speaker.finding(finding, "why")), Rich(speaker.finding(finding, "fix"))]
    laws = [speaker.view.knowledge.laws[law] for law in finding.laws if law in speaker.view.knowledge.laws]
    if laws:
        lines.append(Rich(", ".join(cited(law, speaker) for law in laws), style="dim"))
    lines += [Rich(where(model, path), style="dim") for path in finding.rests_on[:3]]
    lines.append(Rich(finding.id, style="dim"))
    return Padding(Group(*lines), (0, 0, 1, 2))
