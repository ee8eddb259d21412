"""Who has really looked: whether a place keeps a log of it, and whom to ask.

Who can look (access) and who did look (a log) are two questions. A log says nothing of access, and access nothing of
who looked; a log of which nobody knows is not told as one that is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from auditor.model import Path, View
from auditor.model.elements import Log
from auditor.model.facts import Unknown, YesNo, stated
from auditor.values import Term


class Kept(StrEnum):
    """Whether a log is kept of who looked: the four states of a fact, and that nobody wrote it down."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"
    NOT_SAID = "not-said"


@dataclass(frozen=True)
class Looked:
    """What is known of the log of one place or organisation.

    ask: the role that can look it up. keeps: how long the log itself is kept. finds_out, before: who finds out if there
    is one, and by when, where that is unknown. shared: the roles that use one account together there, so that a log
    cannot show who of them looked. Each is empty where nobody wrote it down. path: where it stands, or could stand.
    """

    node: str
    kept: Kept
    ask: str | None
    keeps: Term | None
    finds_out: str | None
    before: date | None
    shared: tuple[str, ...]
    path: Path


def looked(view: View, node: str) -> Looked:
    """The log of a place; of an organisation, of which the inside is not described, nobody says."""
    place = view.places.get(node)
    log = place.log if place else None
    open_question = log.kept if log and isinstance(log.kept, Unknown) else None
    who = open_question.who if open_question else None
    finds_out = who if who in view.roles or who in view.organisations else None
    return Looked(
        node=node,
        kept=_kept(log),
        ask=log.ask if log and log.ask in view.roles else None,
        keeps=log.keeps if log else None,
        finds_out=finds_out,
        before=open_question.by if open_question and finds_out else None,
        shared=_shared(view, node),
        path=(*view.path(node), "log") if log else view.path(node),
    )


def _kept(log: Log | None) -> Kept:
    if log is None:
        return Kept.NOT_SAID
    kept = stated(log.kept)
    return Kept(kept.value) if kept is not None else Kept.UNKNOWN


def _shared(view: View, node: str) -> tuple[str, ...]:
    entries = view.access(node) or ()
    return tuple(sorted({at.value.role for at in entries if at.value.shared_account is YesNo.YES}))
