"""Which question somebody means by a few words of it, also where they are misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from math import log

from auditor import knowledge
from auditor.knowledge.types import Question

LEAST = 0.34
"""As much of what was typed must be found in a question, counted by how much each word tells."""
_ALIKE = 0.72
"""How alike two words are where one may be the other misspelt; 1 is the same word."""
_SLIP = 2
"""Letters that a misspelt word is longer or shorter at most."""
_BEGINNING = 4
"""Letters that tell a word by its beginning."""


def search(typed: str, country: str) -> list[str]:
    """The questions that these words are about, the likeliest first; none where they are about none of them."""
    words = tuple(dict.fromkeys(_words(typed)))
    known, rarity = _index(country)
    weight = {word: rarity.get(word, min(rarity.values())) for word in words}
    total = sum(weight.values())
    found: dict[str, float] = {}
    for name, own in known.items():
        score = sum(weight[word] * max((_alike(word, other) for other in own), default=0) for word in words)
        if total and score / total >= LEAST:
            found[name] = score / total
    best = max(found.values(), default=0)
    return [name for name in sorted(found, key=lambda name: -found[name]) if found[name] >= best / 2]


@cache
def _index(country: str) -> tuple[Mapping[str, frozenset[str]], Mapping[str, float]]:
    """The words of every question, and how much each word tells: the fewer questions have it, the more."""
    questions = knowledge.of(country).questions
    known = {name: frozenset(_words(" ".join(_texts(question)))) for name, question in questions.items()}
    count = Counter(word for own in known.values() for word in own)
    return known, {word: log(1 + len(known) / number) for word, number in count.items()}


def _texts(question: Question) -> Iterator[str]:
    asks = question.asks.root
    yield from asks.values() if isinstance(asks, dict) else [asks]
    yield from question.also


def _words(text: str) -> list[str]:
    """The words in small letters, without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(char for char in bare if not unicodedata.combining(char)))


@cache
def _alike(one: str, other: str) -> float:
    """From 0 to 1: the same word, the same beginning, or spelt nearly so."""
    if one == other:
        return 1
    if len(one) < _BEGINNING or len(other) < _BEGINNING:
        return 0
    if (one.startswith(other) or other.startswith(one)) and min(len(one), len(other)) >= 0.6 * max(
        len(one), len(other)
    ):
        return 0.9
    if abs(len(one) - len(other)) > _SLIP:
        return 0
    alike = SequenceMatcher(None, one, other).ratio()
    return alike * 0.9 if alike >= _ALIKE else 0
