"""Where every key and value of a YAML text begins and ends.

Built on the marks of PyYAML's C parser, which count characters. Where they say too little (a block collection is said
to end where the next thing begins) the end is found from what is inside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

import yaml

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for the parser."""
_BLANK_END = re.compile("(?:(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*)+\\Z")


class Kind(Enum):
    """What a value is."""

    TEXT = "text"
    MAPPING = "mapping"
    LIST = "list"


@dataclass(frozen=True)
class Node:
    """A value. `end` is just after its last character: never after a comment, a line break or blank lines.

    style: of a scalar `'`, `"`, `|`, `>` or nothing. flow: a collection between brackets. column: counts from 0.
    """

    kind: Kind
    start: int
    end: int
    column: int
    style: str = ""
    flow: bool = False
    entries: tuple[Entry, ...] = ()

    @property
    def block(self) -> bool:
        """A collection that is written on lines of its own."""
        return self.kind is not Kind.TEXT and not self.flow

    @property
    def empty(self) -> bool:
        """Nothing is written here at all."""
        return self.start == self.end


@dataclass(frozen=True)
class Entry:
    """A key with its value, or an item of a list.

    start: of its dash, question mark or key. anchor: where its value may begin, just after the colon or dash.
    colon: whether there is one; `{a, b}` has keys without.
    """

    key: str | None
    key_start: int
    key_end: int
    key_style: str
    start: int
    column: int
    anchor: int
    colon: bool
    node: Node


class Lines:
    """Positions in a text, seen as lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [(found.start(), found.end()) for found in BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]

    def number(self, position: int) -> int:
        """The number of the line that holds this position, from 0."""
        return bisect_right(self._starts, position) - 1

    def start(self, position: int) -> int:
        """Where its line starts."""
        return self._starts[self.number(position)]

    def end(self, position: int) -> int:
        """Where its line ends, before the line break."""
        return self._ends[self.number(position)]

    def next(self, position: int) -> int:
        """Where the next line starts; the end of the text after the last line."""
        number = self.number(position) + 1
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def numbered(self, number: int) -> str:
        """The text of a line."""
        return self.text[self._starts[number] : self._ends[number]]

    def start_of(self, number: int) -> int:
        """Where the line with this number starts; the end of the text after the last line."""
        return self._starts[number] if number < len(self._starts) else len(self.text)

    @property
    def count(self) -> int:
        """How many lines; a text that ends with a line break has an empty last line."""
        return len(self._starts)

    def alone(self, position: int) -> bool:
        """Whether nothing but blanks stands before this position on its line."""
        return not self.text[self.start(position) : position].strip(" \t\ufeff")

    @cached_property
    def newline(self) -> str:
        """How lines of this text end: as the first one does."""
        found = BREAK.search(self.text)
        return found[0] if found and found[0] in ("\n", "\r\n", "\r") else "\n"


def comment_column(line: str) -> int | None:
    """Where the # stands on a line that is only a comment."""
    bare = line.lstrip(" \t")
    return len(line) - len(bare) if bare.startswith("#") else None


def read(text: str) -> Node | None:
    """The value of the one document in this text, which the parser must be able to read; None for no document."""
    signs: dict[type[yaml.Token], list[Any]] = {yaml.KeyToken: [], yaml.ValueToken: [], yaml.BlockEntryToken: []}
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if type(token) in signs:
            signs[type(token)].append(token.start_mark)
    events = (event for event in yaml.parse(text, Loader=yaml.CSafeLoader) if not isinstance(event, _AROUND))
    return _Reader(text, signs, events).document()


_AROUND = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)


class _Reader:
    """The events of a text, with the places of the signs between them."""

    def __init__(self, text: str, signs: dict[type[yaml.Token], list[Any]], events: Iterator[yaml.Event]) -> None:
        self.text = text
        self.events = events
        self.colons = [mark.index for mark in signs[yaml.ValueToken]]
        self.keys = [mark.index for mark in signs[yaml.KeyToken]]
        self.dashes = [mark.index for mark in signs[yaml.BlockEntryToken]]
        self.columns = {mark.index: mark.column for kind in signs.values() for mark in kind}

    def document(self) -> Node | None:
        first = next(self.events, None)
        return None if first is None else self.node(first)

    def node(self, event: yaml.Event) -> Node:
        start, column = _at(event.start_mark), _column(event)
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            return Node(Kind.TEXT, start, self._end_of_scalar(event, style), column, style)
        flow = bool(getattr(event, "flow_style", False))
        mapping = isinstance(event, yaml.MappingStartEvent)
        entries: list[Entry] = []
        while not isinstance(below := next(self.events), yaml.CollectionEndEvent):
            entries.append(self._pair(below) if mapping else self._item(below, flow))
        kind = Kind.MAPPING if mapping else Kind.LIST
        if flow:
            return Node(kind, start, _at(below.end_mark), column, flow=True, entries=tuple(entries))
        return Node(kind, start, entries[-1].node.end, entries[0].column, entries=tuple(entries))

    def _end_of_scalar(self, event: yaml.ScalarEvent, style: str) -> int:
        start, end = _at(event.start_mark), _at(event.end_mark)
        if style not in ("|", ">"):
            return end
        written = self.text[start:end]
        header = BREAK.split(written, maxsplit=1)[0].partition("#")[0]
        if "+" in header:  # blank lines at the end belong to the text
            last = list(BREAK.finditer(written))[-1:]
            return start + (last[0].start() if last and last[0].end() == len(written) else len(written))
        found = _BLANK_END.search(written)
        return start + (found.start() if found else len(written))

    def _pair(self, key: yaml.Event) -> Entry:
        key_start, key_end = _at(key.start_mark), _at(key.end_mark)
        name, style = (key.value, key.style or "") if isinstance(key, yaml.ScalarEvent) else ("?", "")
        node = self.node(next(self.events))
        found = bisect_left(self.colons, key_end)
        colon = found < len(self.colons) and self.colons[found] < node.start
        anchor = self.colons[found] + 1 if colon else key_end
        start = self.keys[bisect_right(self.keys, key_start) - 1] if self.keys else key_start
        if self.text[start : start + 1] != "?" or self.text[start + 1 : key_start].strip():
            start = key_start
        column = self.columns.get(start, _column(key))
        return Entry(name, key_start, key_end, style, start, column, anchor, colon, _placed(node, anchor, column))

    def _item(self, event: yaml.Event, flow: bool) -> Entry:
        node = self.node(event)
        if flow:
            return Entry(None, node.start, node.start, "", node.start, node.column, node.start, False, node)
        dash = self.dashes[bisect_left(self.dashes, node.start) - 1]
        column = self.columns[dash]
        return Entry(None, dash, dash, "", dash, column, dash + 1, False, _placed(node, dash + 1, column))


def _at(mark: Any) -> int:
    return int(mark.index)


def _column(event: Any) -> int:
    return int(event.start_mark.column)


def _placed(node: Node, anchor: int, column: int) -> Node:
    """Nothing stands directly after its colon or dash; the parser says so in most places, but not in all."""
    nothing = node.kind is Kind.TEXT and node.empty
    return Node(Kind.TEXT, anchor, anchor, column) if nothing else node
