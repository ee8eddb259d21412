"""Everything the gate measures of one answer. Measuring judges nothing: see judge.py for the limits.

Length (G1 to G5, G12) is measured on the body, everything about words also on the items of the list below it. Rare
and long words (G6, G7) are measured on the body, and of every item apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.texts.gate.dirt import dirt
from auditor.texts.gate.frequency import is_common
from auditor.texts.gate.lists import Lists, lists
from auditor.texts.gate.passive import is_passive
from auditor.texts.gate.prose import Piece, Text, words
from auditor.texts.gate.spelling import misspelt

_LIX_LONG = 7


@dataclass(frozen=True, slots=True)
class Measures:
    """The values of one answer; tuples hold what was found, sorted or in reading order."""

    words: int
    sentences: int
    mean: float
    longest: int
    lix: float
    rare: tuple[str, ...]
    rare_share: float
    long: tuple[str, ...]
    long_share: float
    rare_in_item: tuple[str, ...]
    long_in_item: tuple[str, ...]
    passive: tuple[str, ...]
    unexplained: tuple[str, ...]
    jargon: tuple[str, ...]
    unplain: tuple[str, ...]
    commas: int
    negations: int
    questions: int
    marks: tuple[str, ...]
    reader: tuple[str, ...]
    address: tuple[str, ...]
    missing: tuple[str, ...]
    dirt: tuple[str, ...]
    misspelt: tuple[str, ...]


def measure(text: Text, lang: str, required: Sequence[str]) -> Measures:
    """Measure a text that is cut already. An empty text has zero of everything."""
    known = lists(lang)
    body, pieces = text.sentences, text.pieces
    lengths = [len(words(sentence.full)) for sentence in body] or [0]
    mean = sum(lengths) / len(lengths)
    in_body = [word for sentence in body for word in words(sentence.masked)]
    shown = [word for piece in pieces for word in words(piece.masked)]
    rare, long = _rare(in_body, lang), _long(in_body, known)
    items = [words(item.masked) for item in text.bullets]
    terms = list(_jargon(pieces, known))
    return Measures(
        words=sum(lengths),
        sentences=len(body),
        mean=mean,
        longest=max(lengths),
        lix=mean + 100 * _share(sum(len(word) >= _LIX_LONG for word in in_body), len(in_body)),
        rare=_sorted(word.lower() for word in rare),
        rare_share=_share(len(rare), sum(lengths)),
        long=_sorted(word.lower() for word in long),
        long_share=_share(len(long), sum(lengths)),
        rare_in_item=_most(_rare(item, lang) for item in items),
        long_in_item=_most(_long(item, known) for item in items),
        passive=tuple(piece.full for piece in pieces if is_passive(piece.masked, known.passive)),
        unexplained=_sorted(term.lower() for _, term, explained in terms if not explained),
        jargon=tuple({entry: term.lower() for entry, term, _ in terms}.values()),
        unplain=tuple(_unplain(pieces, known)),
        commas=max((sentence.masked.count(",") for sentence in body), default=0),
        negations=max((_negations(piece, known) for piece in pieces), default=0),
        questions=sum(piece.masked.count("?") for piece in pieces),
        marks=tuple(found[0] for piece in pieces for found in known.mark_pattern.finditer(piece.masked)),
        reader=_sorted(word for sentence in body for word in sentence.plain_words if word in known.reader),
        address=tuple(_address(pieces, known)),
        missing=tuple(fact for fact in required if not _present(fact, pieces)),
        dirt=dirt(text),
        misspelt=_sorted(misspelt(dict.fromkeys(shown), lang)),
    )


def _rare(said: Sequence[str], lang: str) -> list[str]:
    return [word for word in said if not is_common(word, lang)]


def _long(said: Sequence[str], known: Lists) -> list[str]:
    return [word for word in said if len(word) >= known.limits.long_letters]


def _most(found: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The different words of the item that has most of them."""
    return max((_sorted(word.lower() for word in item) for item in found), key=len, default=())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _sorted(found: Iterator[str] | frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found)))


def _jargon(pieces: Sequence[Piece], known: Lists) -> Iterator[tuple[int, str, bool]]:
    """Every use of a term: its place in the list, the term as written, and whether it is explained.

    The explanation stands in the same sentence or the next, or before it together with the same term.
    """
    found = [
        [(match.lastindex or 0, match[0]) for match in known.jargon_pattern.finditer(piece.masked)] for piece in pieces
    ]
    explains = [bool(known.explanation_pattern.search(piece.masked)) for piece in pieces]
    for place, terms in enumerate(found):
        for entry, term in terms:
            after = explains[place] or any(explains[place + 1 : place + 2])
            before = place > 0 and explains[place - 1] and entry in dict(found[place - 1])
            yield entry, term, after or before


def _unplain(pieces: Sequence[Piece], known: Lists) -> Iterator[str]:
    for piece in pieces:
        yield from (word for word in piece.plain_words if word in known.formal)
        yield from (found[0].lower() for found in known.vague_pattern.finditer(piece.masked))


def _negations(piece: Piece, known: Lists) -> int:
    """In "No, the police do not get it" the first word is the answer, and no second negation."""
    said = piece.plain_words
    opens = bool(said) and said[0] in known.openers and piece.masked.lower().startswith(f"{said[0]},")
    return sum(word in known.negations for word in said[opens:])


def _address(pieces: Sequence[Piece], known: Lists) -> Iterator[str]:
    """One word of each form of address that is used."""
    said = [word for piece in pieces for word in piece.plain_words]
    for form in known.address:
        yield from [word for word in said if word in form][:1]


def _present(fact: str, pieces: Sequence[Piece]) -> bool:
    """Look for a pattern; "5 jaar" is not present in "15 jaar"."""
    pattern = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{fact})(?!\d)", re.IGNORECASE)
    return bool(pattern.search("\n".join(piece.full for piece in pieces)))
