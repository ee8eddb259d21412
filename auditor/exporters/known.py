"""What an entry of the knowledge is, in a few words."""

from __future__ import annotations

from auditor.knowledge.types import Bill, Entry, KnownFlow, Law, Message, Representation
from auditor.values import Text


def said_of(entry: Entry, code: str) -> str:
    """What an entry is: what a law, a message or a flow says, what anything else is called or asks."""
    called = ("says",) if isinstance(entry, Law | Message | KnownFlow | Representation) else ("name", "asks")
    says = next(found for part in called if (found := getattr(entry, part, None)))
    said = says.said_in(code) if isinstance(says, Text) else says
    return f"{entry.act} {entry.article}: {said}" if isinstance(entry, Law) else str(said)


def title_of(entry: Entry, code: str) -> str:
    """The same, of a law and a bill only what it is called."""
    if isinstance(entry, Law):
        return f"{entry.act} {entry.article}"
    return entry.name if isinstance(entry, Bill) else said_of(entry, code)
