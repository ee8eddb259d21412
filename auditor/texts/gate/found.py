"""What the word lists find in a text that is cut into pieces: the same on every computer, for it needs no tool."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from auditor.texts.gate.lists import Lists
from auditor.texts.gate.prose import Piece

_LIX_LONG = 7


class Term(NamedTuple):
    """A use of jargon: its place in the list, the word as written, in which piece, and whether it is explained."""

    entry: int
    word: str
    piece: int
    explained: bool


def terms(pieces: Sequence[Piece], known: Lists) -> Iterator[Term]:
    """Every use of jargon.

    The explanation stands in the same sentence or the next, or before it together with the same term.
    """
    found = [
        [(match.lastindex or 0, match[0]) for match in known.jargon_pattern.finditer(piece.masked)] for piece in pieces
    ]
    explains = [bool(known.explanation_pattern.search(piece.masked)) for piece in pieces]
    for place, here in enumerate(found):
        for entry, word in here:
            after = explains[place] or any(explains[place + 1 : place + 2])
            before = place > 0 and explains[place - 1] and entry in dict(found[place - 1])
            yield Term(entry, word, place, after or before)


def formal(piece: Piece, known: Lists) -> Iterator[str]:
    return (word for word in piece.plain_words if word in known.formal)


def vague(piece: Piece, known: Lists) -> Iterator[str]:
    """Vague words; idioms are found apart."""
    return (word for word, is_idiom in _loose(piece, known) if not is_idiom)


def idioms(piece: Piece, known: Lists) -> Iterator[str]:
    return (word for word, is_idiom in _loose(piece, known) if is_idiom)


def unplain(piece: Piece, known: Lists) -> Iterator[str]:
    """Formal words, and then vague words and idioms in reading order."""
    yield from formal(piece, known)
    yield from (word for word, _ in _loose(piece, known))


def _loose(piece: Piece, known: Lists) -> Iterator[tuple[str, bool]]:
    for found in known.vague_pattern.finditer(piece.masked):
        yield found[0].lower(), (found.lastindex or 0) > len(known.vague)


def negations(piece: Piece, known: Lists) -> list[str]:
    """In "No, the police do not get it" the first word is the answer, and no second negation."""
    said = piece.plain_words
    opens = bool(said) and said[0] in known.openers and piece.masked.lower().startswith(f"{said[0]},")
    return [word for word in said[opens:] if word in known.negations]


def marks(piece: Piece, known: Lists) -> Iterator[str]:
    return (found[0] for found in known.mark_pattern.finditer(piece.masked))


def address(pieces: Sequence[Piece], known: Lists) -> Iterator[str]:
    """One word of each form of address that is used."""
    said = [word for piece in pieces for word in piece.plain_words]
    for form in known.address:
        yield from [word for word in said if word in form][:1]


def long_words(said: Sequence[str], known: Lists) -> list[str]:
    return [word for word in said if len(word) >= known.limits.long_letters]


def lix(mean: float, said: Sequence[str]) -> float:
    """Mean words per sentence plus the percentage of words of 7 letters or more."""
    return mean + 100 * share(sum(len(word) >= _LIX_LONG for word in said), len(said))


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
