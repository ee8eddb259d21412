"""G19: traces of a template that was not filled well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.texts.gate.prose import CODED_NAME, UNREADABLE, Piece, Text

_LEFTOVERS = re.compile(
    r"[{}<>_|*]"  # placeholders, markup, keys
    rf"|{UNREADABLE}"
    r"|\b(?:None|null|NaN|nan|True|undefined)\b"
    r"|%\(?\w*\)?[sd]\b"
    r"|[^\S\n]{2,}"  # an empty value between two spaces
    r"|\s[.,?!:]"
    r"|[.,:!?]{2,}"
)
_TWICE = re.compile(rf"(?<!\w)(\w+|{CODED_NAME})\s+\1(?!\w)", re.IGNORECASE)
_OPENING = re.compile(r"^[\"“‘(]*(?:['’]\w\s)?")  # a quotation mark, or the 's of "'s Avonds"
_FULL_STOP = re.compile(r"[.!?][\"”]?$")


def dirt(text: Text) -> tuple[str, ...]:
    """Every piece of dirt.

    A body line ends with a full stop; when a list follows, the last line may end with a colon. A list item
    needs neither a capital nor a full stop, but it may not be empty.
    """
    return tuple(_in_body(text)) + tuple(_in_bullets(text))


def _in_body(text: Text) -> Iterator[str]:
    if not text.lines:
        yield "empty answer"
    for line in text.lines:
        yield from _leftovers(line)
    for sentence in text.sentences:
        if _OPENING.sub("", sentence.coded)[:1].islower():
            yield f"lower-case start: {sentence.full}"
    for line in text.lines:
        introduces = text.bullets and line is text.lines[-1] and line.coded.endswith(":")
        if not introduces and not _FULL_STOP.search(line.coded):
            yield f"no full stop: {line.full}"


def _in_bullets(text: Text) -> Iterator[str]:
    for bullet in text.bullets:
        if not bullet.coded:
            yield "empty list item"
        yield from _leftovers(bullet)


def _leftovers(piece: Piece) -> Iterator[str]:
    yield from (repr(found) for found in scraps(piece))
    yield from (f"double word: {found}" for found in doubles(piece))


def scraps(piece: Piece) -> Iterator[str]:
    """Placeholders, markup, empty values, and marks where none belong."""
    return (found[0] for found in _LEFTOVERS.finditer(piece.coded))


def doubles(piece: Piece) -> Iterator[str]:
    """Words that stand twice in a row."""
    return (piece.reading(found[1]) for found in _TWICE.finditer(piece.coded))
