"""The smallest change of a text that makes a change of its data.

Everything here returns pieces of text to take out and put in; whatever lies outside them is not looked at again.
Comments belong to an entry when they stand directly above it at its own column, at the end of its lines, or below it
further to the right than it is. The comments with which a file begins belong to the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from auditor.editor.form import WIDEST, Form, Value, inline, is_block_text, pair, text_of
from auditor.editor.tree import BREAK, Entry, Kind, Lines, Node, comment_column, read

Path = tuple[str | int, ...]
"""Where something stands: ("systems", "client-file", "keeps", 0)."""


class Splice(NamedTuple):
    """Put this text in the place of what stands from start to end."""

    start: int
    end: int
    text: str


def applied(text: str, splices: Iterable[Splice]) -> str:
    """The text with these changes, which do not overlap; at one position in the order given."""
    ordered = sorted(enumerate(splices), key=lambda numbered: (numbered[1].start, numbered[1].end, numbered[0]))
    for _, splice in reversed(ordered):
        text = text[: splice.start] + splice.text + text[splice.end :]
    return text


@dataclass(frozen=True)
class Spot:
    """An entry in its collection.

    floor: the last position before it that belongs to something else; -1 for none.
    """

    node: Node
    position: int
    floor: int

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.node.entries[self.position]

    @property
    def last(self) -> bool:
        """Whether nothing follows it in its collection."""
        return self.position == len(self.node.entries) - 1


class Page:
    """A text of which parts are changed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.root = read(text)

    # looking

    def find(self, path: Path) -> Spot | None:
        """The entry at this path; None for the whole, and for what is not there."""
        spot, node, floor = None, self.root, -1
        for part in path:
            entries = node.entries if node else ()
            position = next((at for at, entry in enumerate(entries) if part in (entry.key, at)), None)
            if node is None or position is None or isinstance(part, int) is not (node.kind is Kind.LIST):
                return None
            spot = self._spot(node, position, floor)
            node, floor = spot.entry.node, spot.entry.anchor
        return spot

    def _spot(self, node: Node, position: int, before: int) -> Spot:
        """before: where what holds this collection begins."""
        return Spot(node, position, node.entries[position - 1].node.end if position else before)

    def _neighbour(self, spot: Spot, position: int, before: int) -> Spot:
        return self._spot(spot.node, position, before)

    def _above(self, spot: Spot) -> int:
        """The number of the line where an entry with its comments begins."""
        number = self.lines.number(spot.entry.start)
        floor = self.lines.number(spot.floor) if spot.floor >= 0 else -1
        first = number
        while first - 1 > floor and comment_column(self.lines.numbered(first - 1)) == spot.entry.column:
            first -= 1
        return number if first == 0 else first

    def _begin(self, spot: Spot) -> int:
        """Where an entry begins that has its lines to itself: with the comments directly above it."""
        return self.lines.start_of(self._above(spot))

    def _end(self, spot: Spot) -> int:
        """Where the line after a block entry starts: after its comments too; the end of the text at the last one."""
        last = self.lines.number(spot.entry.node.end)
        for number in range(last + 1, self.lines.count):
            line = self.lines.numbered(number)
            column = comment_column(line)
            if column is not None and column > spot.entry.column:
                last = number
            elif line.strip(" \t"):
                break
        return self.lines.start_of(last + 1)

    def _comment(self, position: int) -> str:
        """What stands behind this position on its line, a comment or nothing, with the blanks before it (no tabs)."""
        blank, sign, comment = self.text[position : self.lines.end(position)].partition("#")
        return blank.replace("\t", " ") + sign + comment if sign else ""

    @cached_property
    def _steps(self) -> list[tuple[int, Kind, int]]:
        """Of every collection on lines of its own below a key: where, what, and how far it goes in."""
        return list(_steps(self.root)) if self.root else []

    def form(self, at: int) -> Form:
        """How the lines around this position are written."""
        nearest: dict[Kind, int] = {}
        for _, kind, step in sorted(self._steps, key=lambda found: abs(found[0] - at), reverse=True):
            nearest[kind] = step
        step = nearest.get(Kind.MAPPING) or nearest.get(Kind.LIST) or 2
        return Form(step, nearest.get(Kind.LIST, step))

    # replacing a value

    def set(self, spot: Spot, value: Value) -> Iterator[Splice]:
        """Another value for an entry."""
        entry, old = spot.entry, spot.entry.node
        if spot.node.flow:
            yield from self._set_inside(entry, value)
            return
        form, item = self.form(entry.start), entry.key is None
        width = entry.anchor - self.lines.start(entry.anchor)
        if is_block_text(value) and not self._comments_below(spot):
            yield from self._set_text(spot, value, form)
        elif not isinstance(value, dict | list) or form.fits(value, width, item=item, beside=_beside(spot, value)):
            yield from self._set_inline(spot, inline(value, style=old.style))
        else:
            yield from self._set_block(spot, value, form)

    def _set_inside(self, entry: Entry, value: Value) -> Iterator[Splice]:
        old, new = entry.node, inline(value, inside=True, style=entry.node.style)
        if old.empty:
            yield Splice(entry.anchor, entry.anchor, f" {new}" if entry.colon else f": {new}")
        else:
            yield Splice(old.start, old.end, new)

    def _set_inline(self, spot: Spot, new: str) -> Iterator[Splice]:
        entry, old = spot.entry, spot.entry.node
        if old.empty:
            yield Splice(entry.anchor, entry.anchor, f" {new}")
        elif not old.block:
            yield Splice(old.start, old.end, new + self._header_comment(old))
        elif self._beside_anchor(entry):
            yield Splice(old.start, self._before_break(self._end(spot)), new)
        else:
            yield Splice(entry.anchor, entry.anchor, f" {new}")
            yield self._cut(self.lines.start(old.start), self._end(spot))

    def _set_text(self, spot: Spot, value: Value, form: Form) -> Iterator[Splice]:
        """A text of several lines, as a block below its sign."""
        entry, old = spot.entry, spot.entry.node
        column = entry.column + (2 if entry.key is None else form.step)
        body = self._joined(form.body(value, column))
        sign = form.header(value)
        if old.block and not self._beside_anchor(entry):
            head = f" {sign}{self._comment(entry.anchor)}"
            yield Splice(entry.anchor, self._before_break(self._end(spot)), f"{head}{self.lines.newline}{body}")
            return
        blank = " " if old.empty else ""
        comment = "" if old.block else self._header_comment(old) + self._comment(old.end)
        end = self._before_break(self._end(spot)) if old.block else self.lines.end(old.end)
        yield Splice(old.start, end, f"{blank}{sign}{comment}{self.lines.newline}{body}")

    def _set_block(self, spot: Spot, value: Value, form: Form) -> Iterator[Splice]:
        """A collection on lines of its own."""
        entry, old, item = spot.entry, spot.entry.node, spot.entry.key is None
        column = entry.column + 2 if item else form.below(value, entry.column)
        if old.block:
            same = (old.kind is Kind.LIST) is isinstance(value, list)
            beside = self._beside_anchor(entry)
            block = self._joined(form.block(value, old.column if same or beside else column))
            start = old.start if beside else self.lines.start(old.start)
            yield Splice(start, self._before_break(self._end(spot)), block.lstrip(" ") if beside else block)
            return
        comment = self._header_comment(old) + self._comment(old.end)
        if old.empty or self._beside_anchor(entry):
            block = self._joined(form.block(value, column))
            below = f"{comment}{self.lines.newline}{block}" if comment or not item else f" {block.lstrip(' ')}"
            yield Splice(entry.anchor, self.lines.end(old.end), below)
            return
        above = [f"{' ' * column}{comment.strip()}"] if comment else []
        block = self._joined([*above, *form.block(value, column)])
        yield Splice(self.lines.start(old.start), self.lines.end(old.end), block)

    def _header_comment(self, old: Node) -> str:
        """The comment behind the sign of a text of several lines."""
        if old.style not in ("|", ">"):
            return ""
        _, sign, comment = self._comment(old.start).partition("#")
        return f" {sign}{comment}" if sign and self.lines.number(old.start) != self.lines.number(old.end) else ""

    def _beside_anchor(self, entry: Entry) -> bool:
        return self.lines.number(entry.node.start) == self.lines.number(entry.anchor)

    def _comments_below(self, spot: Spot) -> bool:
        """Whether comments follow that a text of several lines would swallow."""
        node = spot.entry.node
        return not node.block and self._end(spot) != self.lines.next(node.end)

    # adding

    def add(self, owner: Spot | None, node: Node | None, key: str, value: Value, after: int | None) -> Iterator[Splice]:
        """A key with its value, at the end of a mapping or after the entry with this number."""
        if node is None:
            at = len(self.text)
            start = self.lines.newline if self.text and not BREAK.fullmatch(self.text[-1]) else ""
            yield Splice(at, at, start + self._joined(Form().pair(key, value, 0)) + self.lines.newline)
        elif not node.entries:
            yield from self._fill(owner, node, {key: value})
        elif node.flow:
            at = len(node.entries) if after is None else after + 1
            yield from self._add_inside(node, at, pair(key, value))
        else:
            after = len(node.entries) - 1 if after is None else after
            spot = self._spot(node, after, owner.entry.anchor if owner else -1)
            new = Spot(node, len(node.entries) - 1, 0)
            lines = self.form(spot.entry.start).pair(key, value, node.column, _beside(new, value))
            yield self._put_after(spot, lines)

    def insert(self, owner: Spot | None, node: Node | None, value: Value, position: int) -> Iterator[Splice]:
        """An item in a list, before the item with this number or at the end."""
        if node is None or not node.entries:
            yield from self._fill(owner, node, [value])
            return
        if node.flow:
            yield from self._add_inside(node, position, inline(value, inside=True))
            return
        before = owner.entry.anchor if owner else -1
        near = min(position, len(node.entries) - 1)
        spot = self._spot(node, near, before)
        new = self.form(spot.entry.start).item(value, node.column, _beside(spot, value, of_items=True))
        if position == len(node.entries):
            yield self._put_after(spot, new)
        elif self.lines.alone(spot.entry.start):
            at, blank = self._begin(spot), self._apart(spot)
            yield Splice(at, at, self._joined([*new, *([""] if blank else [])]) + self.lines.newline)
        else:
            indent = " " * spot.entry.column
            yield Splice(
                spot.entry.start, spot.entry.start, self._joined(new).lstrip(" ") + self.lines.newline + indent
            )

    def _fill(self, owner: Spot | None, node: Node | None, value: Value) -> Iterator[Splice]:
        """The first entry of what was empty."""
        if owner:
            yield from self.set(owner, value)
        elif node:
            yield Splice(node.start, node.end, self._joined(Form().block(value, 0)))

    def _put_after(self, spot: Spot, new: list[str]) -> Splice:
        at, blank = self._end(spot), [""] if self._apart(spot) else []
        if at == len(self.text) and not BREAK.fullmatch(self.text[-1]):
            return Splice(at, at, self.lines.newline + self._joined([*blank, *new]))
        return Splice(at, at, self._joined([*blank, *new]) + self.lines.newline)

    def _apart(self, spot: Spot) -> bool:
        """Whether empty lines stand between the entries of this block collection."""
        node, at = spot.node, spot.position
        if len(node.entries) == 1:
            return False
        later = self._spot(node, max(at, 1), 0)
        above = self._above(later) - 1
        return above > self.lines.number(later.floor) and not self.lines.numbered(above).strip(" \t")

    def _add_inside(self, node: Node, position: int, new: str) -> Iterator[Splice]:
        """Between brackets, before the entry with this number or at the end."""
        newline = self.lines.newline
        if position < len(node.entries):
            spot = self._spot(node, position, node.start)
            start = spot.entry.start
            if self.lines.alone(start):
                at, indent = self._begin(spot), self.text[self.lines.start(start) : start]
                yield Splice(at, at, f"{indent}{new},{newline}")
            else:
                yield Splice(start, start, f"{new}, ")
            return
        last, end = node.entries[-1], node.entries[-1].node.end
        closing, line_end = node.end - 1, self.lines.end(end)
        comma = self._comma(end, closing)
        own_line = self.lines.alone(last.start) and line_end < closing
        wide = line_end - self.lines.start(end) + len(new) + 2 > WIDEST
        commented = "#" in self.text[end : min(line_end, closing)]
        if not own_line and not wide:
            yield Splice(end, end, f", {new}")
            return
        indent = " " * node.entries[0].column
        if comma is not None:
            at = self.lines.end(comma) if own_line or commented else comma + 1
            yield Splice(at, at, f"{newline}{indent}{new},")
        elif own_line or commented:
            yield Splice(end, end, ",")
            yield Splice(line_end, line_end, f"{newline}{indent}{new}")
        else:
            yield Splice(end, end, f",{newline}{indent}{new}")

    def _comma(self, start: int, end: int) -> int | None:
        """The comma between these positions, with only blanks and comments around it."""
        while start < end:
            if self.text[start] == ",":
                return start
            start = self.lines.next(start) if self.text[start] == "#" else start + 1
        return None

    # removing

    def remove(self, owner: Spot | None, spot: Spot) -> Iterator[Splice]:
        """An entry, with the comments that belong to it. The last one leaves an empty collection."""
        node, entry = spot.node, spot.entry
        if len(node.entries) == 1:
            yield from self._empty(owner, spot)
        elif node.flow:
            yield from self._remove_inside(spot)
        elif self.lines.alone(entry.start):
            start, end = self._begin(spot), self._end(spot)
            first = self.lines.number(start)
            above = first - 1 > (self.lines.number(spot.floor) if spot.floor >= 0 else -1)
            if above and not self.lines.numbered(first - 1).strip(" \t") and self._blank_at(end):
                start = self.lines.start_of(first - 1)
            yield self._cut(start, end)
        else:  # the first entry, behind the dash of what holds it
            end = self._end(spot)
            while self._blank_at(end):
                end = self.lines.next(end)
            bare = self.text[end : self.lines.end(end)]
            yield Splice(entry.start, end + len(bare) - len(bare.lstrip(" \t")), "")

    def _blank_at(self, position: int) -> bool:
        """Whether an empty line starts here, or the text ends."""
        return not self.text[position : self.lines.end(position)].strip(" \t")

    def _empty(self, owner: Spot | None, spot: Spot) -> Iterator[Splice]:
        node = spot.node
        nothing = "{}" if node.kind is Kind.MAPPING else "[]"
        if node.flow:
            yield Splice(node.start, node.end, nothing)
        elif owner is None:
            yield Splice(self._begin(spot), self._before_break(self._end(spot)), nothing)
        elif self._beside_anchor(owner.entry):
            yield Splice(node.start, self._before_break(self._end(spot)), nothing)
        else:
            yield Splice(owner.entry.anchor, owner.entry.anchor, f" {nothing}")
            yield self._cut(self._begin(spot), self._end(spot))

    def _remove_inside(self, spot: Spot) -> Iterator[Splice]:
        node, entry = spot.node, spot.entry
        before = node.entries[spot.position - 1] if spot.position else None
        comma = self._comma(entry.node.end, node.end - 1 if spot.last else node.entries[spot.position + 1].start)
        end = entry.node.end if comma is None else comma + 1
        after = node.end - 1 if spot.last else node.entries[spot.position + 1].start
        start = entry.start
        if before:
            earlier = self._comma(before.node.end, entry.start)
            assert earlier is not None
            start = earlier + 1
            if comma is None:
                yield Splice(earlier, earlier + 1, "")
        if self.lines.alone(entry.start) and self.lines.end(end) < after:
            yield Splice(self._begin(spot), self.lines.next(end), "")
        elif not spot.last and self.lines.end(end) >= after:
            yield Splice(entry.start, after, "")
        elif before and not self.text[start : entry.start].strip():
            yield Splice(start, end, "")
        elif not before and not self.text[end:after].strip():
            yield Splice(entry.start, after, "")
        else:
            yield Splice(entry.start, end, "")

    def rename(self, spot: Spot, key: str) -> Iterator[Splice]:
        """Another key for the same value."""
        entry = spot.entry
        yield Splice(entry.key_start, entry.key_end, text_of(key, inside=spot.node.flow, style=entry.key_style))

    # lines

    def _joined(self, lines: list[str]) -> str:
        return self.lines.newline.join(lines)

    def _before_break(self, position: int) -> int:
        """The end of the line before the one that starts here."""
        if position == len(self.text) and not (self.text and BREAK.fullmatch(self.text[-1])):
            return position
        return self.lines.end(position - 1) if position else 0

    def _cut(self, start: int, end: int) -> Splice:
        """Whole lines. A text that ended without a line break still does."""
        if end == len(self.text) and start and not BREAK.fullmatch(self.text[-1]):
            start = self.lines.end(start - 1)
        return Splice(start, end, "")


def _steps(node: Node) -> Iterator[tuple[int, Kind, int]]:
    for entry in node.entries:
        below = entry.node
        if below.block and not node.flow and entry.key is not None:
            yield entry.start, below.kind, below.column - entry.column
        yield from _steps(below)


def _beside(spot: Spot, value: Value, *, of_items: bool = False) -> bool | None:
    """Whether what stands here, or else the nearest of the same kind next to it, is between brackets."""
    kind = Kind.LIST if isinstance(value, list) else Kind.MAPPING
    old = spot.entry.node
    nodes = [old] if not of_items and old.kind is not Kind.TEXT else []
    nodes += sorted((entry.node for entry in spot.node.entries), key=lambda node: abs(node.start - old.start))
    return next((node.flow for node in nodes if node.kind is kind and node.entries), None)
