"""An answer cut into sentences, in two readings: as the client sees it, and with its names masked.

Names of organisations, systems and people are typed in by users and not ours to rewrite. So a name counts
with all its words for length, and as one ordinary word for everything else. A full stop or bracket inside
a name ends no sentence and breaks no rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
SENTENCE_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”]))\s+")

# While we cut, every name is one character of a private plane of Unicode.
_FIRST = 0xF0000
CODED_NAME = r"[\U000F0000-\U000FFFFD]"
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def words(text: str) -> list[str]:
    """Words and numbers, as written."""
    return WORD.findall(text)


def plain(word: str) -> str:
    """A word as the lists spell it: lower case, straight apostrophe."""
    return word.lower().replace("’", "'")


@dataclass(frozen=True)
class Piece:
    """A sentence, a line or a list item."""

    coded: str
    names: tuple[str, ...]
    mask: str

    @cached_property
    def full(self) -> str:
        """What the client reads."""
        return self.reading(self.coded)

    @cached_property
    def masked(self) -> str:
        """The same with an ordinary word in place of every name."""
        return re.sub(CODED_NAME, self.mask, self.coded)

    def reading(self, coded: str) -> str:
        """A part of this piece as the client reads it."""
        return re.sub(CODED_NAME, lambda name: self.names[ord(name[0]) - _FIRST], coded)

    @cached_property
    def plain_words(self) -> list[str]:
        """The words of the masked reading, as the lists spell them."""
        return [plain(word) for word in words(self.masked)]


@dataclass(frozen=True)
class Text:
    """An answer: the lines and sentences of its body, and the items of the list below it."""

    lines: tuple[Piece, ...]
    sentences: tuple[Piece, ...]
    bullets: tuple[Piece, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Everything the client reads, in reading order."""
        return self.sentences + self.bullets


def cut(body: str, *, bullets: Sequence[str], names: Sequence[str], mask: str) -> Text:
    """Mask the names, then cut the body: a line break ends a sentence, like a full stop."""
    known: dict[str, int] = {}
    name = _any_of(tuple(names))

    def encode(text: str) -> str:
        text = re.sub(CODED_NAME, UNREADABLE, unicodedata.normalize("NFC", text)).strip()
        if not name:
            return text
        return name.sub(lambda found: chr(_FIRST + known.setdefault(found[0], len(known))), text)

    lines = [line for line in map(str.strip, encode(body).splitlines()) if line]
    items = [encode(bullet) for bullet in bullets]
    seen = tuple(known)

    def pieces(texts: Sequence[str]) -> tuple[Piece, ...]:
        return tuple(Piece(text, seen, mask) for text in texts)

    sentences = [sentence for line in lines for sentence in SENTENCE_END.split(line)]
    return Text(pieces(lines), pieces(sentences), pieces(items))


@lru_cache(maxsize=32)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Longest first, so that a name inside a name does not break it."""
    spelled = {unicodedata.normalize("NFC", name).strip() for name in names} - {""}
    if not spelled:
        return None
    return re.compile("|".join(map(_name, sorted(spelled, key=lambda name: (-len(name), name)))))


def _name(name: str) -> str:
    """A whole name, with a capital at the start of a sentence and with a possessive ending.

    The full stop of "Zorg B.V." is left for the sentence when that clearly ends there.
    """
    body = name.removesuffix(".")
    first = f"(?i:{re.escape(body[:1])})"
    stop = r"(?:\.(?!\s+[A-Z]|\s*$))?" if body != name else ""
    return rf"(?<!\w){first}{re.escape(body[1:])}(?!\w){stop}(?:['’]s?(?!\w))?"
