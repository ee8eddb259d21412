"""Judging one text that a client will read: fast enough for every key that somebody presses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from auditor.texts.gate import found
from auditor.texts.gate.dirt import doubles, scraps
from auditor.texts.gate.lists import Lists, lists
from auditor.texts.gate.prose import Piece, Text, cut, plain, words

YOUNG = "je"
"""Under this language stands what is said to a young person, in Dutch."""
MOST_WORDS = 8
"""Of a plain label: it stands in a sentence that has words of its own."""

_INNER_CAPITAL = re.compile(r"(?<![.!?] )(?<!^)\b[^\W\d_a-zà-ÿ][\w'’]*")
_FULL_STOP = re.compile(r"(?<!\b[^\W\d_])[.!?]$")
"""No full stop, but the end of a name: the bureau of Zorg B.V."""
_NO_VALUES = frozenset(("None", "NaN", "True"))
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+|(?:https?://|www\.)\S+")
_UNLIKE_A_NAME = MappingProxyType(
    {
        "nl": re.compile("als|de|dat|die|een|het|hoe|of|om|onze|ons|te|uw|je|jouw|waar|waarom|wanneer|wat|wie"),
        "en": re.compile("a|an|how|if|our|that|the|to|what|when|where|whether|which|who|why|your"),
    }
)
"""No name begins with these, unless the description says so."""


class Kind(StrEnum):
    """What a text is: a plain label, another phrase in a sentence of ours, or sentences of its own."""

    LABEL = "label"
    PHRASE = "phrase"
    SENTENCES = "sentences"


class Why(StrEnum):
    """What is not plain about a text."""

    JARGON = "jargon"
    VAGUE = "vague"
    FORMAL = "formal"
    IDIOM = "idiom"
    LONG_WORDS = "long-words"
    NEGATIONS = "negations"
    MARKS = "marks"
    SAYS_JE = "says-je"
    SAYS_U = "says-u"
    DIRT = "dirt"
    TWICE = "twice"
    CAPITAL = "capital"
    FULL_STOP = "full-stop"
    TOO_LONG = "too-long"
    LONG_SENTENCE = "long-sentence"


@dataclass(frozen=True, slots=True)
class Hint:
    """One reason to write a text otherwise, with the words that it is about. most: the number that is enough."""

    why: Why
    words: tuple[str, ...]
    most: int | None = None


class Names:
    """The names that a text may hold: they are not ours to rewrite. Made once for many texts."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_ends: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name in names:
            if said := words(name):
                self._by_ends[plain(said[0]), plain(said[-1])].add(name)

    def within(self, text: str) -> tuple[str, ...]:
        """The names that may stand in this text, by their first and last word: only these are looked for."""
        said = {plain(word) for word in words(text)} if self._by_ends else ()
        ends = ((first, last) for first in said for last in said)
        return tuple(sorted(name for both in ends for name in self._by_ends.get(both, ())))


NO_NAMES = Names()


def judge(text: str, language: str, kind: Kind = Kind.LABEL, names: Names = NO_NAMES) -> tuple[Hint, ...]:
    """What is not plain about a text, the most important first; nothing for a language without word lists.

    language: nl, en, or je for what is said to a young person in Dutch.
    """
    if language not in (YOUNG, *_UNLIKE_A_NAME) or not text.strip():
        return ()
    return _judged(text, language, kind, names.within(text))


@lru_cache(maxsize=5000)
def _judged(text: str, language: str, kind: Kind, names: tuple[str, ...]) -> tuple[Hint, ...]:
    base = "nl" if language == YOUNG else language
    known = lists(base)
    cutting = _cut(text, kind, known, names)
    hints = [*_words(cutting, known), *_address(cutting, known, young=language == YOUNG), *_dirt(cutting)]
    if kind is Kind.SENTENCES:
        return (*hints, *_long_sentences(cutting, known))
    return (*hints, *_shape(cutting.bullets[0], base, kind, names))


def _cut(text: str, kind: Kind, known: Lists, names: tuple[str, ...]) -> Text:
    """The text with its names masked: those given, addresses, and words with a capital that are no jargon."""
    inner = (word[0] for word in _INNER_CAPITAL.finditer(text))
    capitals = [word for word in inner if not known.jargon_pattern.match(word) and word not in _NO_VALUES]
    masked = [*names, *_ADDRESS.findall(text), *capitals]
    body, bullets = (text, []) if kind is Kind.SENTENCES else ("", [text.replace("\n", " ")])
    return cut(body, bullets=bullets, names=masked, mask=known.mask)


def _words(text: Text, known: Lists) -> Iterator[Hint]:
    yield from _hint(Why.JARGON, (term.word for term in found.terms(text.pieces, known) if not term.explained))
    of_piece: Mapping[Why, Callable[[Piece, Lists], Iterable[str]]] = {
        Why.VAGUE: found.vague, Why.FORMAL: found.formal, Why.IDIOM: found.idioms, Why.MARKS: found.marks,
    }  # fmt: skip
    for why, find in of_piece.items():
        yield from _hint(why, (word for piece in text.pieces for word in find(piece, known)))
    for piece in text.pieces:
        long = found.long_words([word for word in words(piece.masked) if plain(word) not in known.base], known)
        if len(long) > known.limits.long_in_item:
            yield from _hint(Why.LONG_WORDS, long, known.limits.long_in_item)
        if len(denied := found.negations(piece, known)) > known.limits.negations:
            yield from _hint(Why.NEGATIONS, denied, known.limits.negations)


def _address(text: Text, known: Lists, *, young: bool) -> Iterator[Hint]:
    """Everybody reads `u`, a young person `je`: the sentences around a label say the same."""
    if known.address:
        polite, familiar = known.address
        other, why = (polite, Why.SAYS_U) if young else (familiar, Why.SAYS_JE)
        yield from _hint(why, (word for piece in text.pieces for word in piece.plain_words if word in other))


def _dirt(text: Text) -> Iterator[Hint]:
    yield from _hint(Why.DIRT, (scrap for piece in text.pieces for scrap in scraps(piece)))
    yield from _hint(Why.TWICE, (word for piece in text.pieces for word in doubles(piece)))


def _long_sentences(text: Text, known: Lists) -> Iterator[Hint]:
    for sentence in text.sentences:
        if len(words(sentence.full)) > known.limits.longest:
            yield Hint(Why.LONG_SENTENCE, (sentence.full,), known.limits.longest)


def _shape(piece: Piece, language: str, kind: Kind, names: tuple[str, ...]) -> Iterator[Hint]:
    """It stands in the middle of a sentence of ours, which has a capital and a full stop of its own."""
    if _capital(piece, language):
        yield Hint(Why.CAPITAL, tuple(words(piece.coded)[:1]))
    if _FULL_STOP.search(piece.full) and not piece.full.endswith(names):
        yield Hint(Why.FULL_STOP, (piece.coded[-1],))
    most = MOST_WORDS if kind is Kind.LABEL else lists(language).limits.longest
    if len(words(piece.full)) > most:
        yield Hint(Why.TOO_LONG, (), most)


def _capital(piece: Piece, language: str) -> bool:
    """Whether it begins with a capital that is probably no part of a name."""
    said = words(piece.coded)
    if not said or not piece.coded.startswith(said[0]) or not said[0][0].isupper():
        return False
    if _UNLIKE_A_NAME[language].fullmatch(plain(said[0])):
        return True
    in_name = any(word[:1].isupper() for word in words(piece.full)[1:]) or any(map(str.isupper, said[0][1:]))
    return not in_name


def _hint(why: Why, found_words: Iterable[str], most: int | None = None) -> Iterator[Hint]:
    said = tuple(dict.fromkeys(found_words))
    if said:
        yield Hint(why, said, most)
