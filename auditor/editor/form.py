"""How new values are written: short where they are short, on lines of their own where they are not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.importers.yaml_scalars import scalar

Value = None | bool | int | float | str | list[Any] | dict[str, Any]
"""Plain data, as the importer reads it."""
WIDTH = 100
"""Columns; what would be longer between brackets goes on lines of its own."""
WIDEST = 120
"""Columns; the same where the neighbours are between brackets too."""
FEW = 4
"""Keys; a mapping with more goes on lines of its own, except as an item of a list."""
_FIRST = re.compile(r"[-?:](?=[^\s,\[\]{}])|[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_SPLITS = re.compile(r":(?=\s|$)|\s#")
_SPLITS_INSIDE = re.compile(r":(?=[\s,\[\]{}]|$)|\s#|[,\[\]{}]")
_TYPED_ELSEWHERE = frozenset(("<<", "="))
"""Signs that other readers of YAML do not read as text."""
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_JOINERS = "\u200c\u200d"
_NO_SIGNS = "\ufffe\uffff"
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def plain_data(value: Any) -> Value:
    """This value as plain data, copied; keys and texts of other types (enumerations) become ordinary texts."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str.__str__(value) if type(value) is str else str.__str__(str(value))
    if isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return {_text(key): plain_data(below) for key, below in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [plain_data(below) for below in value]
    raise TypeError(f"no plain data: {type(value).__name__}")


def _text(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key is a text, not: {type(key).__name__}")
    return str(key)


def text_of(text: str, *, inside: bool = False, style: str = "") -> str:
    """A text on one line: as it is where that reads back as the same text, else between quotes.

    inside: between brackets, where more signs have a meaning. style: the quotes that stood here, which stay if they
    can.
    """
    if style not in ("'", '"') and _can_be_plain(text, inside):
        return text
    only_double = any(_hidden(char) for char in text)
    if style == "'" and not only_double:
        return _single(text)
    if style != '"' and not only_double and ('"' in text or "\\" in text) and "'" not in text:
        return _single(text)
    return '"' + "".join(_SHORT.get(char) or (_escaped(char) if _hidden(char) else char) for char in text) + '"'


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _can_be_plain(text: str, inside: bool) -> bool:
    return (
        bool(_FIRST.match(text))
        and text == text.strip()
        and not (_SPLITS_INSIDE if inside else _SPLITS).search(text)
        and not any(_hidden(char) for char in text)
        and not text.startswith(("---", "..."))
        and text not in _TYPED_ELSEWHERE
        and isinstance(scalar(text), str)
    )


def _hidden(char: str) -> bool:
    """A sign that cannot be seen, or that YAML reads as the end of a line or refuses."""
    return char in _NO_SIGNS or (char not in _JOINERS and unicodedata.category(char) in _UNSEEN)


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def inline(value: Value, *, inside: bool = False, style: str = "") -> str:
    """A value on one line; collections between brackets."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float():
            return _number(value)
        case int():
            return str(value)
        case str():
            return text_of(value, inside=inside, style=style)
        case list():
            return "[" + ", ".join(inline(below, inside=True) for below in value) + "]"
    return "{" + ", ".join(pair(key, below) for key, below in value.items()) + "}"


def _number(value: float) -> str:
    if value != value:
        return ".nan"
    return {"inf": ".inf", "-inf": "-.inf"}.get(repr(value), repr(value))


def pair(key: str, value: Value) -> str:
    """A key with its value, between brackets."""
    return f"{text_of(key, inside=True)}: {inline(value, inside=True)}"


def is_block_text(value: Value) -> bool:
    """Whether this is a text of several lines that can be written as such, and read back as the same."""
    if not isinstance(value, str) or "\n" not in value:
        return False
    lines = value.removesuffix("\n").split("\n")
    return bool(
        lines[0].strip()
        and lines[-1].strip()
        and not lines[0].startswith((" ", "\t"))
        and all(line == line.rstrip() and not line.startswith("\t") for line in lines)
        and not any(_hidden(char) for line in lines for char in line)
    )


@dataclass(frozen=True)
class Form:
    """How the lines around a change are written.

    step: columns that a mapping below a key goes in; dash: the same for a list.
    """

    step: int = 2
    dash: int = 2

    def below(self, value: Value, column: int) -> int:
        """The column of a block of this value below a key at `column`."""
        return column + (self.dash if isinstance(value, list) else self.step)

    def fits(self, value: Value, column: int, *, item: bool, beside: bool | None = None) -> bool:
        """Whether this value goes on the line on which its key or dash stands, which ends at `column`.

        beside: whether collections next to it are between brackets; None when there are none.
        """
        if not isinstance(value, dict | list) or not value:
            return not is_block_text(value)
        if beside is False and isinstance(value, dict) and len(value) > 2:
            return False
        if not _small(value, item or beside is True):
            return False
        return column + 1 + len(inline(value)) <= (WIDEST if beside else WIDTH)

    def pair(self, key: str, value: Value, column: int, beside: bool | None = None) -> list[str]:
        """The lines of a key with its value in a block mapping at this column."""
        return self._attached(f"{' ' * column}{text_of(key)}:", value, column, item=False, beside=beside)

    def item(self, value: Value, column: int, beside: bool | None = None) -> list[str]:
        """The lines of an item in a block list whose dashes are at this column."""
        return self._attached(f"{' ' * column}-", value, column, item=True, beside=beside)

    def _attached(self, head: str, value: Value, column: int, *, item: bool, beside: bool | None) -> list[str]:
        if is_block_text(value):
            return [f"{head} {self.header(value)}", *self.body(value, column + (2 if item else self.step))]
        if self.fits(value, len(head), item=item, beside=beside):
            return [f"{head} {inline(value)}"]
        if item:
            first, *rest = self.block(value, column + 2)
            return [f"{head} {first.lstrip()}", *rest]
        return [head, *self.block(value, self.below(value, column))]

    def block(self, value: Value, column: int) -> list[str]:
        """The lines of a collection that has something in it, at this column."""
        if isinstance(value, dict):
            return [line for key, below in value.items() for line in self.pair(key, below, column)]
        assert isinstance(value, list)
        return [line for below in value for line in self.item(below, column)]

    def header(self, value: Value) -> str:
        """The sign that starts a text of several lines."""
        return "|" if str(value).endswith("\n") else "|-"

    def body(self, value: Value, column: int) -> list[str]:
        """The lines of a text, at this column."""
        lines = str(value).removesuffix("\n").split("\n")
        return [f"{' ' * column}{line}" if line else "" for line in lines]


def _small(value: Value, as_item: bool) -> bool:
    """Whether a collection may be written between brackets: it holds words, and at most one layer of collections."""
    if isinstance(value, list):
        return all(not isinstance(below, dict | list) or not below for below in value) and _no_lines(value)
    assert isinstance(value, dict)
    return (as_item or len(value) <= FEW) and all(_simple(below) for below in value.values()) and _no_lines(value)


def _simple(value: Value) -> bool:
    below = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return not any(isinstance(part, dict | list) and part for part in below)


def _no_lines(value: Value) -> bool:
    if isinstance(value, str):
        return "\n" not in value
    below = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return all(_no_lines(part) for part in below)
