"""What the knowledge holds, and what of it somebody should look at: for the jurist who keeps it true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from auditor import knowledge
from auditor.exporters.known import title_of
from auditor.exporters.out import Out
from auditor.exporters.words import Words
from auditor.knowledge.types import Entry, LeftOut, Status
from auditor.values import Term

LOOKED_AT = Term("1 year")
"""Who looked at an entry longer ago should look again."""


class Reason(StrEnum):
    """Why somebody should look at an entry."""

    TO_CHECK = "to-check"
    PENDING = "pending"
    OLD = "old"


class SectionOut(Out):
    """How many entries a section has, and how each of them was read."""

    section: str
    label: str
    entries: int
    verified: int
    secondary: int
    older_text: int
    to_check: int


class EntryOut(Out):
    """An entry. file: where it stands, below the folder of the knowledge. reasons: why to look at it."""

    section: str
    id: str
    file: str
    said: str
    status: Status
    source: str
    version: date | None
    checked: date
    pending: str | None
    facts: list[str]
    reasons: list[Reason]


class LeftOutOut(Out):
    """Something that was found and is no entry, with the reason."""

    id: str
    what: str
    why: str
    facts: list[str]


class KnowledgeOut(Out):
    """The result of `auditor knowledge`. entries: with this status, or without one those that somebody should look at.

    old: how many were not looked at for a year on that day. left_out: what was found and is no entry.
    """

    language: str
    on: date
    status: Status | None
    sections: list[SectionOut]
    entries: list[EntryOut]
    to_check: int
    pending: int
    old: int
    left_out: list[LeftOutOut]


def knowledge_out(language: str, on: date, status: Status | None = None) -> KnowledgeOut:
    """The knowledge of all countries, counted, and the entries that are asked for."""
    words = Words(language)
    found = {section: knowledge.everywhere(section) for section in knowledge.SECTIONS}
    everything = [
        _entry(section, name, entry, on, words) for section in found for name, entry in found[section].items()
    ]
    wanted = [entry for entry in everything if (entry.status is status if status else entry.reasons)]
    counted = Counter(reason for entry in everything for reason in entry.reasons)
    return KnowledgeOut(
        language=language,
        on=on,
        status=status,
        sections=[_section(section, entries.values(), words) for section, entries in found.items()],
        entries=wanted,
        to_check=counted[Reason.TO_CHECK],
        pending=counted[Reason.PENDING],
        old=counted[Reason.OLD],
        left_out=[_left_out(name, one, words) for name, one in knowledge.left_out().items()],
    )


def _section(section: str, entries: Iterable[Entry], words: Words) -> SectionOut:
    read = Counter(entry.status for entry in entries)
    return SectionOut(
        section=section,
        label=words.say(f"knowing.section.{section}"),
        entries=read.total(),
        verified=read[Status.VERIFIED],
        secondary=read[Status.SECONDARY],
        older_text=read[Status.OLDER_TEXT],
        to_check=read[Status.TO_CHECK],
    )


def _entry(section: str, name: str, entry: Entry, on: date, words: Words) -> EntryOut:
    return EntryOut(
        section=section,
        id=name,
        file=knowledge.file_of(section, name),
        said=title_of(entry, words.language),
        status=entry.status,
        source=entry.source,
        version=entry.version,
        checked=entry.checked,
        pending=words.value(entry.pending) if entry.pending else None,
        facts=list(entry.facts),
        reasons=list(_reasons(entry, on)),
    )


def _left_out(name: str, one: LeftOut, words: Words) -> LeftOutOut:
    return LeftOutOut(id=name, what=words.value(one.what), why=words.value(one.why), facts=list(one.facts))


def _reasons(entry: Entry, on: date) -> Iterator[Reason]:
    if not entry.tellable:
        yield Reason.TO_CHECK
    if entry.pending:
        yield Reason.PENDING
    if LOOKED_AT.after(entry.checked) <= on:
        yield Reason.OLD


def shown(found: KnowledgeOut) -> RenderableType:
    """The counts as a table, and the entries under each other."""
    words = Words(found.language)
    parts: list[RenderableType] = [_table(found, words), Rich("")]
    if found.status:
        parts += _listed(words.say(f"knowing.with.{found.status}", {"number": len(found.entries)}), found.entries)
    else:
        for reason in Reason:
            of = [entry for entry in found.entries if reason in entry.reasons]
            said = {"number": len(of), "date": found.on} if reason is Reason.OLD else {"number": len(of)}
            parts += _listed(words.say(f"knowing.{reason}", said), of, pending=reason is Reason.PENDING)
        parts.append(Rich(words.say("knowing.left-out", {"number": len(found.left_out)}), style="bold"))
        for one in found.left_out:
            line = Rich(f"• {one.what}")
            line.append(f" ({', '.join((one.id, *one.facts))})", style="dim")
            parts += [Padding(line, (0, 0, 0, 2)), Padding(Rich(one.why), (0, 0, 0, 4))]
        parts.append(Rich(""))
    parts.append(Rich(words.say("knowing.how")))
    return Group(*parts)


def _table(found: KnowledgeOut, words: Words) -> Table:
    table = Table()
    table.add_column(words.say("knowing.section"))
    for column in ("all", *Status):
        table.add_column(words.say(f"knowing.column.{column}"), justify="right")
    for one in found.sections:
        numbers = (one.entries, one.verified, one.secondary, one.older_text, one.to_check)
        table.add_row(one.label, *map(str, numbers))
    return table


def _listed(title: str, entries: list[EntryOut], *, pending: bool = False) -> Iterator[RenderableType]:
    """The entries with the file they stand in; with the change that is coming where that is what it is about."""
    yield Rich(title, style="bold")
    for entry in entries:
        line = Rich(f"• {entry.said}")
        line.append(f" ({entry.id}, {entry.file})", style="dim")
        yield Padding(line, (0, 0, 0, 2))
        if pending and entry.pending:
            yield Padding(Rich(entry.pending), (0, 0, 0, 4))
    yield Rich("")
