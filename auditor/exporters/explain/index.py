"""All words that can be explained, found without reading what they mean.

What a word means stands in the knowledge, in the catalogues, in the classes of a description and in the rules. To find
a word in all of them takes far longer than to tell one, so where everything stands is kept in `words.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any

from auditor.exporters.explain.base import Meaning, Sort, plain_word

FILE = "words.json"
MOST = 5
"""Of more meanings that only hold the words, or look like them, the first are told."""


@dataclass(frozen=True)
class Word:
    """Something that can be explained. position: its place among the meanings of its sort. See `Meaning`."""

    sort: Sort
    position: int
    name: str
    also: frozenset[str]
    holds: frozenset[str]


def compiled(meanings: Mapping[Sort, Iterable[Meaning]], where: Mapping[str, Sequence[str]]) -> str:
    """The words of all meanings as one JSON text, a line for every word. where: see the function of that name."""
    said = "Made from the knowledge, the catalogues and the code by: python -m tests.renew_catalogues"
    parts = [f'"": {_json(said)}', f'"where": {_json(dict(sorted(where.items())))}']
    for sort, of in meanings.items():
        words = ([one.name, sorted(one.also), " ".join(sorted(set(_words(" ".join(one.holds)))))] for one in of)
        lines = ",\n".join(map(_json, words))
        parts.append(f"{_json(sort)}: [\n{lines}\n]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files(__package__) / FILE).read_bytes())
    return found


@cache
def words() -> tuple[Word, ...]:
    """Every word, in the order of the file."""
    return tuple(
        Word(sort, position, name, frozenset(also), frozenset(holds.split()))
        for sort in Sort
        for position, (name, also, holds) in enumerate(_read()[sort])
    )


def where(kind: str) -> list[str]:
    """Where in a description a word of this list, section or section of the knowledge can stand."""
    found: dict[str, list[str]] = _read()["where"]
    return [spot for ref, spots in found.items() if kind in (ref, *ref.split(".")) for spot in spots]


def called(term: str) -> list[Word]:
    """What is called so, or is written so by people."""
    wanted = plain_word(term)
    return [word for word in words() if wanted == plain_word(word.name) or wanted in word.also]


def holding(term: str) -> list[Word]:
    """What is told in these words, all of them; the shortest first, because it is about little else."""
    wanted = set(_words(term))
    found = [word for word in words() if wanted and wanted <= word.holds]
    return sorted(found, key=lambda word: len(word.holds))[:MOST]


def near(term: str) -> list[str]:
    """The words that look like it; of a word with several meanings the word itself, because it tells them all."""
    wanted = plain_word(term)
    names: dict[str, set[str]] = {}
    for word in words():
        for written in (*word.also, plain_word(word.name)):
            names.setdefault(written, set()).add(word.name)
    close = get_close_matches(wanted, names, n=8, cutoff=0.6) or [
        one for one in names if len(wanted) > 2 and wanted in one
    ]
    return list(dict.fromkeys(min(names[one]) if len(names[one]) == 1 else one for one in close))[:MOST]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
