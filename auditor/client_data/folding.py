"""Text as a reader sees it, so that no spelling hides a number: every digit as 0 to 9, every dash, dot and blank alike.

Characters that nobody sees fall away, and so do accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_ASCII = re.compile("[0-9@]").search
_NAME = re.compile(r"[A-Za-z][A-Za-z .\-]*+[0-9]{0,7}").fullmatch
_ANY = re.compile(
    "[\\d@\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u249b\u24ea\u24f5-\u24fd\u24ff"
    "\u2776-\u277e\u2780-\u2788\u278a-\u2792\ufe6b\uff20\U00010a40-\U00010a43\U00010e60-\U00010e68"
    "\U00011052-\U0001105a\U0001f100-\U0001f10a]"
).search
"""Every character that is folded to a digit or an @."""
_UNSEEN = ("Cc", "Cf", "Mn", "Me", "Cs")
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and a sign without ink."""
_DOTS = "\u00b7\u2022\u2024\u2027\u2219\u22c5\u30fb\u3002\uff61\uff65"
_SLASHES = "\u2044\u2215\u29f8"


def worth_reading(text: str) -> bool:
    """Whether anything can be found in the text at all. The only cost of most texts.

    Not without a digit or an @, and not in words with one short number behind them: names such as system-1234. Every
    number of a person is longer, and a birth date holds two numbers.
    """
    if text.isascii():
        return _NAME(text) is None and _ASCII(text) is not None
    return _ANY(text) is not None


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text as a reader sees it, and for each of its characters the position in the text as written."""
    if text.isascii() and text.isprintable():
        return text, range(len(text))
    parts: list[str] = []
    positions: list[int] = []
    for position, char in enumerate(text):
        seen = char if " " <= char <= "~" else _seen(char)
        parts.append(seen)
        positions += [position] * len(seen)
    return "".join(parts), positions


@lru_cache(maxsize=4096)
def _seen(char: str) -> str:
    category = unicodedata.category(char)
    if char in "\n\t\r" or category in ("Zs", "Zl", "Zp"):
        return " "
    if category in _UNSEEN or char in _BLANK_LETTERS:
        return ""
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if category == "Pd" or char == "\u2212":
        return "-"
    if char in _DOTS:
        return "."
    if char in _SLASHES:
        return "/"
    plain = unicodedata.normalize("NFKD", char)
    return plain if plain == char else "".join(part if part.isascii() else _seen(part) for part in plain)
