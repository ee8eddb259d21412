"""What an officer should know beside the date of a legal term: a change that is coming, and another term.

Of two terms in conflict both dates are shown; nothing here chooses between them. Both are for the officer only: what is
not law yet, or still to be confirmed, stays out of what clients read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from auditor.model import Audience, View
from auditor.traces.clocks import Clock
from auditor.traces.dates import DatedEnding, Dates, dated
from auditor.traces.endings import Ending, EndKind
from auditor.traces.keeper import legal_term
from auditor.values import Text


@dataclass(frozen=True)
class LawNote:
    """Something about the term of one law. others: the terms it conflicts with, where they have dates."""

    law: str
    pending: Text | None = None
    conflict: Text | None = None
    others: tuple[DatedEnding, ...] = ()


def law_notes(view: View, clocks: Iterable[Clock], dates: Dates) -> tuple[LawNote, ...]:
    """What there is to know about the laws whose terms these clocks name, in the order of their ids."""
    if view.audience is Audience.CLIENT:
        return ()
    named = {(law, view.holder_kind(clock.node)) for clock in clocks for law in _laws(clock.endings)}
    notes = (_note(view, law, kind, dates) for law, kind in sorted(named, key=lambda pair: (pair[0], pair[1] or "")))
    return tuple(dict.fromkeys(note for note in notes if note.pending or note.conflict))


def _note(view: View, law: str, kind: str | None, dates: Dates) -> LawNote:
    entry = view.knowledge.laws[law]
    term = legal_term(entry, kind)
    if term is None:
        return LawNote(law, entry.pending)
    others = [other for name in term.conflicts_with if (other := _other(view, name, kind, dates))]
    return LawNote(law, entry.pending, term.conflict if others else None, tuple(one for one in others if one.rule))


def _other(view: View, law: str, kind: str | None, dates: Dates) -> DatedEnding | None:
    """The term of another law, where it is for this kind of holder; else there is no conflict here."""
    entry = view.knowledge.laws[law]
    term = legal_term(entry, kind)
    if term is None or term.term is None or not entry.tellable:
        return None
    return dated(Ending(EndKind.TERM, term.term, term.starts, limit=term.limit, law=law), dates)


def _laws(endings: Iterable[Ending]) -> Iterator[str]:
    for ending in endings:
        if ending.law:
            yield ending.law
        yield from _laws(ending.of)
