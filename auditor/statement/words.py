"""The words of a text as they are compared, and finding many phrases in them in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar
from unicodedata import normalize

K = TypeVar("K")

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
STEM = "*"
"""Ends a word of a phrase that stands for every word that begins so."""
_LONGEST = 60
"""Letters of a word that are compared: no word of the lists is longer."""


class Token(NamedTuple):
    """A word of a text: as it is compared, as it stands there, and where it begins and ends."""

    folded: str
    written: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """A word without capitals and accents."""
    cut = word[:_LONGEST]
    if cut.isascii():
        return cut.lower()
    letters = normalize("NFKD", cut.casefold().translate(_LIGATURES))
    return "".join(_WORD.findall(letters))


def tokens(text: str) -> Iterator[Token]:
    """The words of a text: rows of letters and digits."""
    for found in _WORD.finditer(text):
        yield Token(folded(found[0]), found[0], found.start(), found.end())


class Hit(NamedTuple, Generic[K]):
    """A phrase that stands in a row of words, from `start` to before `end`, and what it is for."""

    start: int
    end: int
    key: K


class _Node(Generic[K]):
    """What can follow after some words of a phrase."""

    __slots__ = ("keys", "stems", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node[K]] = {}
        self.stems: dict[str, _Node[K]] = {}
        self.keys: dict[K, None] = {}

    def after(self, word: str) -> Iterator[_Node[K]]:
        if word in self.words:
            yield self.words[word]
        for stem, node in self.stems.items() if len(self.stems) < len(word) else self._stems_of(word):
            if word.startswith(stem):
                yield node

    def _stems_of(self, word: str) -> Iterator[tuple[str, _Node[K]]]:
        for length in range(1, len(word) + 1):
            if node := self.stems.get(word[:length]):
                yield word[:length], node


class Finder(Generic[K]):
    """Finds phrases in rows of words. Of phrases for the same thing the longest at a place hides those within it.

    apart: phrases for other things are not hidden; without it they are.
    """

    def __init__(self, phrases: Iterable[tuple[str, K]], *, apart: bool = False) -> None:
        self._root: _Node[K] = _Node()
        self._begins: dict[str, list[_Node[K]]] = {}
        self._apart = apart
        for phrase, key in phrases:
            self._add(phrase, key)

    def _add(self, phrase: str, key: K) -> None:
        node = self._root
        words = [(folded(found[0]), phrase[found.end() : found.end() + 1] == STEM) for found in _WORD.finditer(phrase)]
        for word, is_stem in words:
            node = (node.stems if is_stem else node.words).setdefault(word, _Node())
        if words:
            node.keys[key] = None

    def hits(self, words: Sequence[str]) -> list[Hit[K]]:
        """Every phrase that is not hidden, in the order of the text."""
        found: list[Hit[K]] = []
        reached = 0
        reached_by: dict[K, int] = {}
        for start, word in enumerate(words):
            begins = self._begins.get(word)
            if begins is None:  # once for every different word
                begins = self._begins[word] = list(self._root.after(word))
            if not begins:
                continue
            ends = self._ends(words, start, begins)
            most = max(ends.values(), default=0)
            if self._apart:
                here = [key for key, end in ends.items() if end > reached_by.get(key, 0)]
            else:
                here = [key for key, end in ends.items() if end == most > reached]
            for key in here:
                found.append(Hit(start, ends[key], key))
                reached_by[key] = ends[key]
            reached = max(reached, most)
        return found

    def _ends(self, words: Sequence[str], start: int, nodes: list[_Node[K]]) -> dict[K, int]:
        """Everything for which a phrase begins here, with the end of the longest."""
        found: dict[K, int] = {}
        at = start + 1
        while nodes:
            for node in nodes:
                found |= dict.fromkeys(node.keys, at)
            if at == len(words):
                break
            nodes = [after for node in nodes for after in node.after(words[at])]
            at += 1
        return found
