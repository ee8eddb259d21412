"""The quick way through a large description: plain block YAML, line by line.

A description of a country has a hundred thousand flows, nearly all written in the plainest YAML there is: keys, dashes,
words. This reader knows only that, and takes every line it has seen before from a table. Everything else is left to
the complete reader of `yaml_events`: an element (one flow, one system) with anything special in it goes there alone,
and where even that is not enough, `Irregular` sends the whole text there. What this reader returns is what the
complete reader would have returned; it never says what is wrong with a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern
from typing import Any, NamedTuple

from auditor.importers import yaml_breaks
from auditor.importers.yaml_scalars import scalar

DEEPEST = 10
"""Levels that are read this way, of blocks and within brackets; the complete reader knows the real bound."""
LONGEST_LINE = 100_000
"""Characters of a line that are looked at; the complete reader reads longer ones."""
MOST_VALUES = 4_000_000
"""Signs that begin a value; the complete reader counts the values themselves."""
Starts = dict[str, list[int]]
"""Of every section: the lines, counted from 0, on which its elements start, and at last the line after it."""

_KEY = r"[A-Za-z0-9_][A-Za-z0-9_.\-]{0,999}"  # a longer one is none for YAML
_NOT = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff"
_PLAIN = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`{_NOT}](?:[^:#{_NOT}]|:(?=[^ {_NOT}])|(?<! )\#)*"
_PLAIN_INSIDE = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`{_NOT}](?:[^:#,\[\]{{}}{_NOT}]|:(?=[^ ,\[\]{{}}{_NOT}])|(?<! )\#)*"
_SINGLE = rf"'(?:[^'{_NOT}]|'')*'"
_DOUBLE = rf'"[^"\\{_NOT}]*"'
_LINE = re.compile(
    rf"(?P<indent> *)(?P<dash>- +)?(?:(?P<key>{_KEY}):(?= |$) *)?"
    rf"(?P<value>{_PLAIN}|{_SINGLE}|{_DOUBLE}|(?P<inside>[\[{{][^{_NOT}]*))?(?:(?<= )\#[^{_NOT}]*|(?<!.)\#[^{_NOT}]*)?"
)
_TOKEN = re.compile(
    rf" *(?:(?P<sign>[\[\]{{}},])|(?P<key>{_KEY}): +(?=[^ ,\]}}])"
    rf"|(?P<text>{_PLAIN_INSIDE}|{_SINGLE}|{_DOUBLE})(?= *[,\]}}]))"
)
_AFTER = re.compile(rf" *(?:(?<= )\#[^{_NOT}]*)?")


class Irregular(Exception):
    """The text is no plain block YAML: the complete reader must read it."""


class _Line(NamedTuple):
    """What one line says. content: the column after a dash, or of the key or word that the line begins with."""

    column: int
    dash: bool
    content: int
    key: str | None
    filled: bool
    value: Any


_NOTHING = _Line(-1, False, -1, None, False, None)
_ODD = _Line(-2, False, -2, None, False, None)


def parse(
    text: str, complete: Callable[[str], Any], look: Callable[[str], None] = lambda text: None
) -> tuple[dict[str, Any], Starts]:
    """The data of a text, and where its elements start.

    complete: the data of a part of the text by the complete reader. look: is given every key and scalar, as it is
    written, once for all equal lines.

    Raises Irregular where the text is none of ours.
    """
    text = text.replace("\r\n", "\n")
    if any(sign in text for sign in yaml_breaks.OTHER) or sum(map(text.count, "\n,[{")) > MOST_VALUES:
        raise Irregular
    return _Reader(text.split("\n"), complete, look).read()


class _Reader:
    def __init__(self, lines: list[str], complete: Callable[[str], Any], look: Callable[[str], None]) -> None:
        self.lines = lines
        self.look = look
        self.complete = complete
        self.seen: dict[str, _Line] = {}

    def read(self) -> tuple[dict[str, Any], Starts]:
        data: dict[str, Any] = {}
        starts: Starts = {}
        position = 0
        while position < len(self.lines):
            line = self.seen_or_read(self.lines[position])
            position += 1
            if line is _NOTHING:
                continue
            if line.column or line.dash or line.key is None or line.key in data:
                raise Irregular
            data[line.key] = line.value
            if not line.filled:
                starts[line.key] = []
                data[line.key], position = self.section(position, starts[line.key])
                starts[line.key].append(position)
        if not data:
            raise Irregular
        return data, starts

    def seen_or_read(self, text: str) -> _Line:
        found = self.seen.get(text)
        if found is None:
            found = self.seen[text] = _read_line(text, self.look)
        return found

    def section(self, position: int, starts: list[int]) -> tuple[Any, int]:
        """What stands below a top key: a mapping or a list of elements, or nothing; and the line after it."""
        while position < len(self.lines) and self.seen_or_read(self.lines[position]) is _NOTHING:
            position += 1
        text = self.lines[position] if position < len(self.lines) else "end"
        column = len(text) - len(text.lstrip(" "))
        is_list = text.startswith("- ", column) or text[column:] == "-"
        if column == 0 and not is_list:
            return None, position
        node: Any = [] if is_list else {}
        end = self.elements(position, column, is_list, node, starts)
        return node, end

    def elements(self, position: int, column: int, is_list: bool, node: Any, starts: list[int]) -> int:
        """Read the elements of a section into `node`, and return the line after the last."""
        lines, seen, last = self.lines, self.seen, len(self.lines)
        top, top_column, top_is_list = node, column, is_list
        frames: list[tuple[Any, int, bool]] = []
        pending: str | None = None
        while position < last:
            text = lines[position]
            line = seen.get(text)
            if line is None:
                line = seen[text] = _read_line(text, self.look)
            here, dash, content, key, filled, value = line
            if filled and here == top_column and frames and dash is top_is_list and pending is None:  # nearly always
                if key is None:
                    if dash:
                        top.append(value)
                        position += 1
                        continue
                elif not dash:
                    if key in top:
                        raise Irregular
                    top[key] = value
                    position += 1
                    continue
            if here < 0:
                if line is _ODD:
                    if pending is not None and self.begins(text, column, is_list):
                        top[pending] = None  # the element before this one ends without a value
                    position = self.odd(position, column, is_list, node, starts)
                    top, top_column, top_is_list, pending = node, column, is_list, None
                    frames.clear()
                else:
                    position += 1
                continue
            if pending is not None:
                if here > top_column or (dash and here == top_column and not top_is_list):
                    if key is None and not dash:
                        position = self.odd(position, column, is_list, node, starts)
                        top, top_column, top_is_list, pending = node, column, is_list, None
                        frames.clear()
                        continue
                    below: Any = [] if dash else {}
                    top[pending] = below
                    frames.append((top, top_column, top_is_list))
                    if len(frames) > DEEPEST:
                        raise Irregular
                    top, top_column, top_is_list = below, here, dash
                else:
                    top[pending] = None
                pending = None
            while frames and (here < top_column or (here == top_column and top_is_list and not dash)):
                top, top_column, top_is_list = frames.pop()
            if not frames and (here < column or (is_list and not dash and here == column == 0)):
                break
            if here != top_column or dash is not top_is_list or (key is None and (not dash or not filled)):
                position = self.odd(position, column, is_list, node, starts)
                top, top_column, top_is_list, pending = node, column, is_list, None
                frames.clear()
                continue
            if not frames:
                starts.append(position)
            if dash:
                if key is None:
                    top.append(value)
                    position += 1
                    continue
                below = {}
                top.append(below)
                frames.append((top, top_column, True))
                top, top_column, top_is_list = below, content, False
            if key in top:
                raise Irregular
            if filled:
                top[key] = value
            else:
                pending = key
            position += 1
        if pending is not None:
            top[pending] = None
        return position

    def odd(self, position: int, column: int, is_list: bool, node: Any, starts: list[int]) -> int:
        """Leave the element in which this line stands to the complete reader; the line after it."""
        if self.begins(self.lines[position], column, is_list):
            starts.append(position)
        elif not starts:
            raise Irregular
        elif is_list:
            node.pop()
        elif len(node) == len(starts):  # a key that still waits for its value is not in yet
            node.popitem()
        start = starts[-1]
        if self.lines[start][column] in "{[?:":
            raise Irregular  # alone this can be a mapping, and here something else
        end = position + 1
        while end < len(self.lines) and not self.ends(self.lines[end], column, is_list):
            end += 1
        after = "\n" if end < len(self.lines) else ""  # the last line has what stands after it
        found = self.complete("\n".join(self.lines[start:end]) + after)
        if type(found) is not type(node) or len(found) != 1:
            raise Irregular
        if is_list:
            node.append(found[0])
        else:
            name = next(iter(found))
            if name in node:
                raise Irregular
            node[name] = found[name]
        return end

    def begins(self, text: str, column: int, is_list: bool) -> bool:
        at = len(text) - len(text.lstrip(" "))
        return at == column and text[at : at + 1] != "#" and _dashed(text, at) is is_list

    def ends(self, text: str, column: int, is_list: bool) -> bool:
        """Whether an element ends before this line."""
        at = len(text) - len(text.lstrip(" "))
        if at == len(text) or text[at] == "#":
            return False
        return at < column or (at == column and (is_list or not _dashed(text, at)))


def _dashed(text: str, at: int) -> bool:
    return text.startswith("- ", at) or text[at:] == "-"


def _read_line(text: str, look: Callable[[str], None]) -> _Line:
    found = _LINE.fullmatch(text) if len(text) <= LONGEST_LINE else None
    if found is None:
        return _ODD
    indent, dash, key, value, inside = found.groups()
    if dash is None and key is None and value is None:
        return _NOTHING
    try:
        said = None if value is None else _inside(value, look) if inside else _scalar(value)
    except ValueError:
        return _ODD
    if key is not None:
        look(key)
    if value is not None and not inside:
        look(value)
    content = len(indent) + len(dash or "")
    return _Line(len(indent), dash is not None, content, key and intern(key), value is not None, said)


def _scalar(text: str) -> Any:
    if text[0] == "'":
        return intern(text[1:-1].replace("''", "'"))
    if text[0] == '"':
        return intern(text[1:-1])
    value = scalar(text.rstrip(" "))
    return intern(value) if type(value) is str else value


def _inside(text: str, look: Callable[[str], None]) -> Any:
    """A list or mapping between brackets on one line. Raises ValueError for anything but the plainest."""
    value, position = _brackets(text, 1, text[0], 1)
    if not _AFTER.fullmatch(text, position):
        raise ValueError(text)
    for found in _TOKEN.finditer(text, 1, position):
        look(found["key"] or found["text"] or "")
    return value


def _brackets(text: str, position: int, opened: str, depth: int) -> tuple[Any, int]:
    is_list = opened == "["
    closing = "]" if is_list else "}"
    items: list[Any] = []
    mapping: dict[str, Any] = {}
    while True:
        sign, key, value, position = _token(text, position)
        if sign == closing and not items and not mapping:
            return ([] if is_list else {}), position
        if (key is None) is not is_list:
            raise ValueError(text)
        if key is not None:
            sign, below, value, position = _token(text, position)
            if below is not None or key in mapping:
                raise ValueError(text)
        if sign in ("[", "{"):
            if depth >= DEEPEST:
                raise ValueError(text)
            made, position = _brackets(text, position, sign, depth + 1)
        elif sign is None:
            made = _scalar(value)
        else:
            raise ValueError(text)
        if key is None:
            items.append(made)
        else:
            mapping[intern(key)] = made
        sign, _, _, position = _token(text, position)
        if sign == closing:
            return (items if is_list else mapping), position
        if sign != ",":
            raise ValueError(text)


def _token(text: str, position: int) -> tuple[str | None, str | None, str, int]:
    found = _TOKEN.match(text, position)
    if found is None:
        raise ValueError(text)
    return found["sign"], found["key"], found["text"], found.end()
