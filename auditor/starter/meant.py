"""What people type, as ids of the knowledge: by its id, its name in any language, or an everyday word for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from auditor.errors import NotFound, shown
from auditor.knowledge.types import Category, Kind

Meaning = Callable[[str], tuple[str, ...]]
"""The ids that a word can stand for; none where it stands for nothing."""
_BETWEEN = re.compile(r"\s*(?:[,;+&/\n]|\b(?:en|and)\b)\s*", re.IGNORECASE)
_NO_PART = re.compile(r"^(?:de|het|een|the|an?)\s+|\s*\([^)]*\)$")
_ENDS = ((" nummer", ""), (" number", ""), ("'s", ""), ("s", ""), ("ies", "y"), ("es", ""), ("en", ""), ("n", ""))
_SHORTEST = 3
_MOST_NEAR = 5


class Lookup:
    """Entries by everything they are called. offered: what there is to choose from when nothing is like it."""

    def __init__(
        self, what: str, entries: Mapping[str, Category] | Mapping[str, Kind], offered: tuple[str, ...]
    ) -> None:
        self.what = what
        self.offered = offered
        self._entries = entries
        self._levels: tuple[dict[str, list[str]], ...] = ({}, {}, {}, {})
        for name, entry in entries.items():
            called = entry.name.root
            names = list(called.values()) if isinstance(called, dict) else [called]
            last = entry.fields if isinstance(entry, Category) else entry.vendors
            for level, words in zip(self._levels, ([name], names, entry.also, last), strict=True):
                for word in words:
                    level.setdefault(_plain(word), []).append(name)

    def meaning(self, word: str) -> tuple[str, ...]:
        """As it is written, and else as its singular; a name comes before an everyday word."""
        for form in _forms(_plain(word)):
            for level in self._levels:
                if form in level:
                    return tuple(dict.fromkeys(level[form]))
        return ()

    def label(self, name: str, language: str) -> str:
        """The name of an entry."""
        return self._entries[name].name.said_in(language) or name

    def one(self, typed: str | None, meaning: Meaning | None = None) -> str | None:
        """The id of what is meant; None for nothing. Raises NotFound."""
        word = (typed or "").strip()
        return self._chosen([word], meaning or self.meaning)[0] if word else None

    def several(self, typed: str, meaning: Meaning | None = None) -> tuple[str, ...]:
        """The ids of everything that stands in one line. Raises NotFound, with every word that means nothing."""
        meaning = meaning or self.meaning
        return tuple(dict.fromkeys(self._chosen(list(_parts(typed, meaning)), meaning)))

    def _chosen(self, words: list[str], meaning: Meaning) -> list[str]:
        """The only id that each word stands for."""
        meant = {word: meaning(word) for word in words}
        unclear = [word for word, ids in meant.items() if len(ids) != 1]
        if unclear:
            near = list(dict.fromkeys(name for word in unclear for name in meant[word] or self._near(word)))
            raise NotFound(self.what, shown('", "'.join(unclear)), near or self.offered)
        return [meant[word][0] for word in words]

    def _near(self, word: str) -> list[str]:
        """The ids of what is named in it, and of what looks like it."""
        known = {form: ids for level in reversed(self._levels) for form, ids in level.items()}
        plain = _plain(word)
        close = get_close_matches(plain, known, n=_MOST_NEAR, cutoff=0.7)
        inside = (name for part in plain.split() for name in self.meaning(part))
        return list(dict.fromkeys([*inside, *(name for form in close for name in known[form])]))[:_MOST_NEAR]


def _plain(word: str) -> str:
    """A word without the differences that people do not mean."""
    bare = unicodedata.normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode() or word.casefold()
    return _NO_PART.sub("", re.sub(r"[\s_-]+", " ", bare.replace("\u2019", "'")).strip())


def _forms(word: str) -> Iterator[str]:
    """A word, and what it can be the plural of, in Dutch and English: namen, adressen, brieven, foto's, diagnoses."""
    yield word
    for end, instead in _ENDS:
        stem = word.removesuffix(end) + instead
        if stem == word or len(stem) < _SHORTEST or not word.endswith(end):
            continue
        yield stem
        if end in ("en", "es"):
            before, last = stem[-2], stem[-1]
            if before == last:
                yield stem[:-1]
            elif before in "aeou":
                yield stem[:-1] + before + last
            yield stem[:-1] + {"v": "f", "z": "s"}.get(last, last)


def _parts(typed: str, meaning: Meaning) -> Iterator[str]:
    """The words of a line. What is one thing stays together (`naam, adres en telefoon`), the longest first."""
    yield from (part for piece in _joined(typed, _BETWEEN, meaning) for part in _words(piece, meaning))


def _words(piece: str, meaning: Meaning) -> list[str]:
    """A piece without commas: one thing, or several with blanks between them when all of those mean something."""
    parts = list(_joined(piece, re.compile(r"\s+"), meaning))
    return parts if all(map(meaning, parts)) else [piece]


def _joined(text: str, between: re.Pattern[str], meaning: Meaning) -> Iterator[str]:
    ends = [(0, 0), *((found.start(), found.end()) for found in between.finditer(text)), (len(text), len(text))]
    first = 0
    while first + 1 < len(ends):
        start = ends[first][1]
        last = next(
            (last for last in range(len(ends) - 1, first + 1, -1) if meaning(text[start : ends[last][0]])), first + 1
        )
        if piece := text[start : ends[last][0]].strip():
            yield piece
        first = last
