"""A statement as it is searched: its sentences, with their words, and what each is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby

from auditor.knowledge.types import Cue
from auditor.readability import Passage
from auditor.statement.lexicon import Lexicon
from auditor.statement.words import Hit, Token, tokens
from auditor.texts.gate.prose import SENTENCE_END

TOPICS = frozenset(
    (
        Cue.COLLECTS, Cue.RECEIVERS, Cue.KEEPS, Cue.REPLY, Cue.RIGHTS, Cue.SECURITY, Cue.COOKIES, Cue.SOURCES,
        Cue.OUTSIDE,
    )
)  # fmt: skip
"""Cues that say what a passage is about."""
_SHORT = 15
"""Words of a passage, such as an item of a list or a cell of a table, that goes on with what was said before it."""
_ROWS_APART = 2
"""Lines between two rows of a table: below its head there is a line of dashes."""
_UNREAD = re.compile(
    r"[^\s@<>()\[\]]{1,64}@[^\s@<>()\[\]]{1,255}|(?:https?://|www\.)[^\s<>()]+|\[[^\[\]\n]{1,80}\]|\{[^{}\n]{1,80}\}"
)
"""Addresses, and what is still to be filled in: their words say nothing of what the text tells."""
_QUOTED = 90
"""Characters that are quoted before and after the words that were found."""


@dataclass(frozen=True)
class Quote:
    """A place in a text: the line of the first word found, the sentence around the words, and the words."""

    line: int
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence with its words.

    starts: where each line begins in it. around: what its passage is about, or the one before it.
    """

    text: str
    starts: tuple[tuple[int, int], ...]
    tokens: tuple[Token, ...]
    cues: tuple[Hit[Cue], ...]
    around: frozenset[Cue] = frozenset()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(token.folded for token in self.tokens)

    @cached_property
    def own(self) -> frozenset[Cue]:
        """The cues in the sentence itself."""
        return frozenset(hit.key for hit in self.cues)

    @cached_property
    def _places(self) -> dict[Cue, list[int]]:
        found: dict[Cue, list[int]] = {}
        for hit in self.cues:
            found.setdefault(hit.key, []).append(hit.start)
        return found

    def places(self, cue: Cue) -> Sequence[int]:
        """The words at which a cue begins, in order."""
        return self._places.get(cue, ())

    def line_at(self, place: int) -> int:
        """The line on which a character of the sentence stands."""
        return self.starts[bisect_right(self.starts, place, key=lambda start: start[0]) - 1][1]

    def quote(self, *spans: tuple[int, int]) -> Quote:
        """The place of these words: each from a word to before another."""
        spans = tuple(sorted(spans))
        first, last = self.tokens[spans[0][0]], self.tokens[max(end for _, end in spans) - 1]
        start = max(0, first.start - _QUOTED)
        end = min(len(self.text), max(first.end, min(last.end, first.start + 4 * _QUOTED)) + _QUOTED)
        start = self.text.find(" ", start, first.start) + 1 if start else 0
        end = max(self.text.rfind(" ", last.end, end), last.end) if end < len(self.text) else end
        said = " ".join(self.text[start:end].split())
        said = f"{'…' if start else ''}{said}{'…' if end < len(self.text) else ''}"
        written = dict.fromkeys(
            self.text[self.tokens[begin].start : self.tokens[until - 1].end] for begin, until in spans
        )
        return Quote(self.line_at(first.start), said, tuple(" ".join(words.split()) for words in written))


def sentences(passages: Iterable[Passage], lexicon: Lexicon) -> list[Sentence]:
    """The sentences of a text. A short passage without cues of its own is about what the ones before it are about.

    A cell of a table is about what the head of its column is about, where that says so.
    """
    read = list(passages)
    heads = _heads(read)
    of: list[frozenset[Cue]] = []
    found: list[Sentence] = []
    around: frozenset[Cue] = frozenset()
    for at, passage in enumerate(read):
        cut = list(_cut(passage, lexicon))
        cues = frozenset(hit.key for sentence in cut for hit in sentence.cues) & TOPICS
        of.append(cues)
        if at in heads and of[heads[at]]:
            found += [replace(sentence, around=of[heads[at]] | cues) for sentence in cut]
            continue
        if cues or sum(len(sentence.tokens) for sentence in cut) > _SHORT:
            around = cues
        found += [replace(sentence, around=around) for sentence in cut]
    return found


def _heads(passages: Sequence[Passage]) -> dict[int, int]:
    """Of passages that are cells of a table, each row on a line, the head of their column."""
    found: dict[int, int] = {}
    head: list[int] = []
    last = 0
    for line, cells in groupby(range(len(passages)), lambda at: _line(passages[at])):
        row = list(cells)
        if len(row) == 1 or line is None:
            head = []
        elif not head or line - last > _ROWS_APART:
            head = row
        elif len(row) == len(head):
            found |= dict(zip(row, head, strict=True))
        last = line or 0
    return found


def _line(passage: Passage) -> int | None:
    """The line on which the whole passage stands."""
    lines = {part.line for part in passage.parts}
    return lines.pop() if len(lines) == 1 else None


def _cut(passage: Passage, lexicon: Lexicon) -> Iterator[Sentence]:
    text = "".join(part.text for part in passage.parts)
    starts = list(accumulate((len(part.text) for part in passage.parts), initial=0))
    begin = 0
    for end, after in [*(found.span() for found in SENTENCE_END.finditer(text)), (len(text), len(text))]:
        if not text[begin:end].isspace() and begin < end:
            first, last = bisect_right(starts, begin) - 1, bisect_right(starts, end - 1) - 1
            places = ((max(0, starts[at] - begin), passage.parts[at].line) for at in range(first, last + 1))
            said = text[begin:end]
            words = tuple(tokens(_UNREAD.sub(lambda found: " " * len(found[0]), said)))
            yield Sentence(said, tuple(places), words, tuple(lexicon.cues.hits([word.folded for word in words])))
        begin = after


def near(positions: Sequence[int], place: int, least: int, most: int) -> int | None:
    """The first of some positions, in order, that lies from `place + least` to `place + most`; None where none does."""
    at = bisect_right(positions, place + least - 1)
    return positions[at] if at < len(positions) and positions[at] <= place + most else None
