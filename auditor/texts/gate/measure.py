"""Everything the gate measures of one answer. Measuring judges nothing: see judge.py for the limits.

Length (G1 to G5, G12) is measured on the body, everything about words also on the items of the list below it. Rare
and long words (G6, G7) are measured on the body, and of every item apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.texts.gate import found
from auditor.texts.gate.dirt import dirt
from auditor.texts.gate.frequency import is_common
from auditor.texts.gate.lists import lists
from auditor.texts.gate.passive import is_passive
from auditor.texts.gate.prose import Piece, Text, words
from auditor.texts.gate.spelling import misspelt


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
    rare, long = _rare(in_body, lang), found.long_words(in_body, known)
    items = [words(item.masked) for item in text.bullets]
    terms = list(found.terms(pieces, known))
    return Measures(
        words=sum(lengths),
        sentences=len(body),
        mean=mean,
        longest=max(lengths),
        lix=found.lix(mean, in_body),
        rare=_sorted(word.lower() for word in rare),
        rare_share=found.share(len(rare), sum(lengths)),
        long=_sorted(word.lower() for word in long),
        long_share=found.share(len(long), sum(lengths)),
        rare_in_item=_most(_rare(item, lang) for item in items),
        long_in_item=_most(found.long_words(item, known) for item in items),
        passive=tuple(piece.full for piece in pieces if is_passive(piece.masked, known.passive)),
        unexplained=_sorted(term.word.lower() for term in terms if not term.explained),
        jargon=tuple({term.entry: term.word.lower() for term in terms}.values()),
        unplain=tuple(word for piece in pieces for word in found.unplain(piece, known)),
        commas=max((sentence.masked.count(",") for sentence in body), default=0),
        negations=max((len(found.negations(piece, known)) for piece in pieces), default=0),
        questions=sum(piece.masked.count("?") for piece in pieces),
        marks=tuple(mark for piece in pieces for mark in found.marks(piece, known)),
        reader=_sorted(word for sentence in body for word in sentence.plain_words if word in known.reader),
        address=tuple(found.address(pieces, known)),
        missing=tuple(fact for fact in required if not _present(fact, pieces)),
        dirt=dirt(text),
        misspelt=_sorted(misspelt(dict.fromkeys(shown), lang)),
    )


def _rare(said: Sequence[str], lang: str) -> list[str]:
    return [word for word in said if not is_common(word, lang)]


def _most(items: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The different words of the item that has most of them."""
    return max((_sorted(word.lower() for word in item) for item in items), key=len, default=())


def _sorted(words: Iterator[str] | frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(set(words)))


def _present(fact: str, pieces: Sequence[Piece]) -> bool:
    """Look for a pattern; "5 jaar" is not present in "15 jaar"."""
    pattern = re.compile(rf"(?<!\d)(?<!\d[.,])(?:{fact})(?!\d)", re.IGNORECASE)
    return bool(pattern.search("\n".join(piece.full for piece in pieces)))
