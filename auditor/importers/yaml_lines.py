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
from typing import Any

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
_PLAIN = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`{_NOT}](?:[^:#{_NOT}]++|:(?=[^ {_NOT}])|(?<! )\#)*+"
_PLAIN_INSIDE = rf"[^\s\-?:,\[\]{{}}#&*!|>'\"%@`{_NOT}](?:[^:#,\[\]{{}}{_NOT}]++|:(?=[^ ,\[\]{{}}{_NOT}])|(?<! )\#)*+"
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


_Line = tuple[int, bool, int, str | None, bool, Any]
"""What one line says: the column where it begins, whether with a dash, the column after that, the key, whether a value
stands after it, and the value."""
_NOTHING: _Line = (-1, False, -1, None, False, None)
_ODD: _Line = (-2, False, -2, None, False, None)


def parse(
    text: str, complete: Callable[[str], Any], look: Callable[[str], None] = lambda text: None
) -> tuple[dict[str, Any], Starts]:
    """The data of a text, and where its elements start.

    complete: the data of a part of the text by the complete reader. look: is given every key and scalar, as it is
    written, once for all equal lines, and "" where nothing stands after a key.

    Raises Irregular where the text is none of ours.
    """
    text = text.replace("\r\n", "\n")
    if any(sign in text for sign in yaml_breaks.OTHER) or sum(map(text.count, "\n,[{")) > MOST_VALUES:
        raise Irregular
    return _Reader(text.split("\n"), complete, look).read()


class _Table(dict[str, _Line]):
    """What lines say, each read when it is first asked for."""

    def __init__(self, look: Callable[[str], None]) -> None:
        super().__init__()
        self.look = look

    def __missing__(self, text: str) -> _Line:
        line = self[text] = _read_line(text, self.look)
        return line


class _Reader:
    def __init__(self, lines: list[str], complete: Callable[[str], Any], look: Callable[[str], None]) -> None:
        self.lines = lines
        self.look = look
        self.complete = complete
        self.said = list(map(_Table(look).__getitem__, lines))

    def read(self) -> tuple[dict[str, Any], Starts]:
        data: dict[str, Any] = {}
        starts: Starts = {}
        position = 0
        while position < len(self.lines):
            line = self.said[position]
            position += 1
            if line is _NOTHING:
                continue
            column, dash, _, key, filled, value = line
            if column or dash or key is None or key in data:
                raise Irregular
            data[key] = value
            if not filled:
                starts[key] = []
                data[key], position = self.section(position, starts[key])
                starts[key].append(position)
        if not data:
            raise Irregular
        return data, starts

    def section(self, position: int, starts: list[int]) -> tuple[Any, int]:
        """What stands below a top key: a mapping or a list of elements, or nothing; and the line after it."""
        while position < len(self.lines) and self.said[position] is _NOTHING:
            position += 1
        text = self.lines[position] if position < len(self.lines) else "end"
        column = len(text) - len(text.lstrip(" "))
        is_list = text.startswith("- ", column) or text[column:] == "-"
        if column == 0 and not is_list:
            self.look("")
            return None, position
        node: Any = [] if is_list else {}
        end = self.elements(position, column, is_list, node, starts)
        return node, end

    def elements(self, position: int, column: int, is_list: bool, node: Any, starts: list[int]) -> int:
        """Read the elements of a section into `node`, and return the line after the last."""
        while position < len(self.said):
            here, dash, _, key, filled, value = line = self.said[position]
            if line is _NOTHING:
                position += 1
            elif line is not _ODD and (here < column or (is_list and not dash and here == column == 0)):
                break
            elif here != column or dash is not is_list or (key is None and (not dash or not filled)):
                position = self.odd(position, column, is_list, node, starts)
            else:
                starts.append(position)
                if key is not None and (dash or not filled):
                    position = self.element(position, column, is_list, node)
                    continue
                position += 1
                if key is None:
                    node.append(value)
                elif key in node:
                    raise Irregular
                else:
                    node[key] = value
        return position

    def element(self, position: int, column: int, is_list: bool, node: Any) -> int:
        """Read an element of several lines into `node`, up to the first line that is no plain part of it."""
        said, last = self.said, len(self.said)
        top, top_column, top_is_list = node, column, is_list
        around: list[tuple[Any, int, bool]] = []
        while position < last:
            here, dash, content, key, filled, value = said[position]
            if here != top_column or dash is not top_is_list:
                if said[position] is _NOTHING:
                    position += 1
                    continue
                while around and (here < top_column or (here == top_column and top_is_list and not dash)):
                    top, top_column, top_is_list = around.pop()
                if not around or here != top_column or dash is not top_is_list:
                    break
            if key is None:
                if not dash or not filled:
                    break
                top.append(value)
                position += 1
                continue
            if dash:
                below: Any = {}
                top.append(below)
                around.append((top, top_column, True))
                top, top_column, top_is_list = below, content, False
            if key in top:
                raise Irregular
            position += 1
            if filled:
                top[key] = value
                continue
            while position < last and said[position] is _NOTHING:
                position += 1
            line = said[position] if position < last else _NOTHING
            if line is _ODD and not self.begins(self.lines[position], column, is_list):
                break
            here, dash, _, key_below, _, _ = line
            if here > top_column or (dash and here == top_column):
                if key_below is None and not dash:
                    break
                below = [] if dash else {}
                top[key] = below
                around.append((top, top_column, False))
                if len(around) > DEEPEST:
                    raise Irregular
                top, top_column, top_is_list = below, here, dash
            else:
                top[key] = None
                self.look("")
                if not around:
                    break
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
    said = None
    if inside:
        try:
            said = _inside(value, look)
        except ValueError:
            return _ODD
    elif value is not None:
        look(value)
        said = _scalar(value)
    column = len(indent)
    content = column + len(dash) if dash else column
    if key is None:
        return column, dash is not None, content, None, value is not None, said
    look(key)
    return column, dash is not None, content, intern(key), value is not None, said


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
        if not found["sign"]:
            look(found["key"] or found["text"])
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
