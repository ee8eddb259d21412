"""Lengths of time in a text that can be terms of keeping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from auditor.knowledge.types import Cue
from auditor.statement.lexicon import Lexicon
from auditor.statement.text import Sentence, near
from auditor.values import Part, months_and_days

Length = tuple[int, int]
"""Calendar months and days; the two are never mixed."""
_LARGEST = 9999
_FROM_TO = frozenset(("tot", "of", "en", "to", "or", "and", "a", "ou", "et", "m"))
"""Words between two numbers with one unit: 5 to 10 years."""
_HALF = {"half": 6, "halve": 6, "anderhalf": 18, "demi": 6}
"""Of a year, in months."""


class Duration(NamedTuple):
    """A length of time in a sentence. kept: the sentence is about keeping."""

    sentence: Sentence
    start: int
    end: int
    part: Part
    kept: bool

    @property
    def length(self) -> Length:
        return months_and_days([self.part])


def durations(said: Iterable[Sentence], known: Lexicon) -> list[Duration]:
    """Every length of time, but ages."""
    return [found for sentence in said for found in _in(sentence, known)]


def _in(sentence: Sentence, known: Lexicon) -> Iterator[Duration]:
    kept: bool | None = None
    for at, word in enumerate(sentence.words):
        if word in known.units and at:
            start, parts = _number(sentence, at, known)
            if parts and not _is_age(sentence, start, at):
                kept = _is_kept(sentence) if kept is None else kept
                yield from (Duration(sentence, start, at + 1, part, kept) for part in parts)


def _number(sentence: Sentence, at: int, known: Lexicon) -> tuple[int, list[Part]]:
    """The numbers before a unit, and where they begin."""
    words, unit = sentence.words, known.units[sentence.words[at]]
    if unit == "years" and words[at - 1] in _HALF:
        return at - 1, [Part(_HALF[words[at - 1]], "months")]
    last = _value(words[at - 1], known)
    if last is None:
        return at, []
    if at > 1 and words[at - 2].isdigit() and _joined(sentence, at - 2, ".,"):
        halves = words[at - 1] == "5" and unit == "years"  # one and a half, and no other broken number
        return at - 2, [Part(int(words[at - 2]) * 12 + 6, "months")] if halves and len(words[at - 2]) < 4 else []
    before = at - 2
    if before >= 1 and words[before] in _FROM_TO:
        before -= 1
    first = _value(words[before], known) if before >= 0 else None
    if first is not None and before == at - 2 and first == last:
        return before, [Part(last, unit)]
    if first is not None and first < last and (words[before].isdigit() or before < at - 2):
        return before, [Part(first, unit), Part(last, unit)]
    return at - 1, [Part(last, unit)]


def _value(word: str, known: Lexicon) -> int | None:
    if word.isdecimal() and len(word) < 5:
        return int(word) if 0 < int(word) <= _LARGEST else None
    return known.numbers.get(word)


def _joined(sentence: Sentence, at: int, marks: str) -> bool:
    between = sentence.text[sentence.tokens[at].end : sentence.tokens[at + 1].start]
    return len(between) == 1 and between in marks


def _is_age(sentence: Sentence, start: int, end: int) -> bool:
    before, after = sentence.places(Cue.AGE), sentence.places(Cue.AGE_AFTER)
    return near(before, start, -3, end + 3 - start) is not None or near(after, end, 0, 2) is not None


def _is_kept(sentence: Sentence) -> bool:
    """Whether a sentence is about keeping: by its own words, or by what stands above it."""
    if Cue.REPLY in sentence.own:
        return False
    return Cue.KEEPS in sentence.own or (Cue.KEEPS in sentence.around and Cue.RIGHTS not in sentence.around)
