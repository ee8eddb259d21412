"""YAML as many people write it: every style, comments in every position; with the path to which each line belongs."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]
KEYS = ["name", "plain", "kind", "keeps", "term", "set-up", "on", "no", "12", "a b", "é", "one's", "x#y", "true"]
PLAIN = ["word", "two words", "NL", "no", "2026-10-12", "http://x.example/a", "a, b", "l'été", "-x", "😀", "a#b", "{x"]
QUOTED = [
    "",
    "12",
    "true",
    "null",
    "a: b",
    "# x",
    "- y",
    " s",
    "it's",
    'say "x"',
    "[",
    "*a",
    "%",
    "0x1F",
    "back\\slash",
]
LONG = "a sentence that is so long that nobody would put it on the same line as something else, really not"
TEXTS = [
    *PLAIN,
    *QUOTED,
    LONG,
    "two\nlines",
    "two\nlines\n",
    "a\n\nb",
    "\nb",
    "a \nb",
    "end\n\n",
    "# x\ny",
    "tab\there",
]
TEXTS += [
    "\u202e",
    "\u2028",
    "\xa0x",
    "\x85",
    "\x00",
    "x" * 130,
    "---",
    "...",
    "=",
    "<<",
    "?",
    "? a",
    ":",
    "a:",
    "\ufeff",
]

words = st.sampled_from(TEXTS)
plain_words = st.sampled_from(["word", "two words", "NL", "yes", "é", "2026-10-12"])
scalars = st.one_of(words, st.integers(-99, 99), st.booleans(), st.none(), st.sampled_from([1.5, 1e300, -0.25]))
values = st.recursive(
    scalars,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | words, below, max_size=4),
    max_leaves=8,
)


@dataclass
class Written:
    """A text, what it says, and which lines belong to which path."""

    data: Any
    lines: list[tuple[Path, str]]
    newline: str
    start: str
    end: str
    blocks: set[Path] = field(default_factory=set)
    comments: dict[str, Path] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.start + self.newline.join(line for _, line in self.lines) + self.end

    def owner(self, path: Path) -> Path:
        """The nearest entry that has its lines to itself."""
        while path and path not in self.blocks:
            path = path[:-1]
        return path

    def paths(self) -> list[Path]:
        return list(_paths(self.data, ()))


def _paths(data: Any, path: Path) -> Any:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, value in below:
        yield (*path, part)
        yield from _paths(value, (*path, part))


class _Pen:
    def __init__(self, draw: Callable[[Any], Any]) -> None:
        self.draw = draw
        self.lines: list[tuple[Path, str]] = []
        self.blocks: set[Path] = set()
        self.comments: dict[str, Path] = {}
        self.numbers = itertools.count(1)
        self.text_ends = 0
        self.step = draw(st.sampled_from([2, 2, 2, 4, 3, 1]))
        self.dash = draw(st.sampled_from([0, self.step, self.step]))

    def often(self, times: int) -> bool:
        return self.draw(st.integers(1, times)) == 1

    def comment(self, owner: Path) -> str:
        said = f"# c{next(self.numbers)}."
        self.comments[said] = owner
        return said

    def line_end(self, owner: Path, blanks: tuple[str, ...] = (" ", "  ")) -> str:
        return self.draw(st.sampled_from(blanks)) + self.comment(owner) if self.often(4) else ""

    def write(self, owner: Path, line: str) -> None:
        self.lines.append((owner, line))

    def around(self, path: Path, column: int, first: bool) -> None:
        """What may stand above an entry."""
        if self.often(5):
            self.write(path[:-1], "")
        if self.often(8) and not first:
            self.write(path[:-1], "")
            self.write(path[:-1], " " * column + self.comment(path[:-1]))
            self.write(path[:-1], "")
        for _ in range(self.draw(st.sampled_from([0, 0, 0, 1, 2]))):
            self.write(path, " " * column + self.comment(path))

    def below(self, path: Path, column: int) -> None:
        """A comment under an entry that still belongs to it; of a list at the column of its key nobody can tell."""
        if self.dash and self.often(8):
            self.write(path, " " * (column + 1) + self.comment(path))

    def mapping(self, path: Path, column: int, depth: int, head: str | None = None) -> dict[str, Any]:
        """head: what stands before the first key on its line; that line then belongs to the owner of the mapping."""
        data: dict[str, Any] = {}
        for key in self.draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=4, unique=True)):
            own = (*path, key)
            shown = self.draw(st.sampled_from([key, key, f"'{key.replace(chr(39), chr(39) * 2)}'", f'"{key}"']))
            if head is None:
                self.around(own, column, not data)
                self.blocks.add(own)
                owner, start = own, " " * column
            else:
                owner, start, head = path, head, None
            data[key] = self.value(own, owner, f"{start}{shown}:", column, depth, in_list=False)
            self.below(owner if owner == own else path, column)
        return data

    def items(self, path: Path, column: int, depth: int, head: str | None = None) -> list[Any]:
        data: list[Any] = []
        for position in range(self.draw(st.integers(1, 3))):
            own = (*path, position)
            if head is None:
                self.around(own, column, not data)
                self.blocks.add(own)
                owner, start = own, " " * column
            else:
                owner, start, head = path, head, None
            data.append(self.value(own, owner, f"{start}-", column, depth, in_list=True))
            self.below(owner if owner == own else path, column)
        return data

    def value(self, path: Path, owner: Path, head: str, column: int, depth: int, *, in_list: bool) -> Any:
        kinds = ["scalar", "scalar", "flow", "nothing", "text"]
        kind = self.draw(st.sampled_from([*kinds, "mapping", "mapping", "list", "list"] if depth else kinds))
        if kind == "nothing":
            self.write(owner, head + self.line_end(owner))
            return None
        if kind == "scalar":
            value, shown = self.scalar()
            self.write(owner, f"{head} {shown}{self.line_end(owner, (' ', '   ', chr(9)))}")
            return value
        if kind == "flow":
            return self.flow(owner, head, column)
        if kind == "text":
            sign = self.draw(st.sampled_from(["|", "|-", ">"]))
            self.write(owner, f"{head} {sign}{self.line_end(owner)}")
            indent = " " * (column + max(self.step, 2))
            body = self.draw(st.sampled_from([["one"], ["one", "# two"], ["one", "", "  three: x"]]))
            for line in body:
                self.write(owner, indent + line if line else "")
            self.text_ends = len(self.lines)
            said = "one\n\n  three: x" if len(body) == 3 else "one # two" if sign == ">" else "\n".join(body)
            said = "one" if len(body) == 1 else said
            return said + {"|": "\n", ">": "\n", "|-": ""}[sign]
        compact = in_list and self.often(2)
        if compact:
            inner = column + self.draw(st.sampled_from([2, 2, 4]))
            head = head.ljust(inner)
        elif kind == "mapping" or in_list:
            inner = column + self.step
        else:
            inner = column + self.dash
        if not compact:
            self.write(owner, head + self.line_end(owner))
        below = self.mapping if kind == "mapping" else self.items
        return below(path, inner, depth - 1, head if compact else None)

    def scalar(self) -> tuple[Any, str]:
        match self.draw(st.sampled_from(["plain", "plain", "single", "double", "number"])):
            case "plain":
                word = self.draw(st.sampled_from([word for word in PLAIN if word[0] != "{"]))
                return word, word
            case "single":
                word = self.draw(st.sampled_from(PLAIN + QUOTED))
                return word, "'" + word.replace("'", "''") + "'"
            case "double":
                word = self.draw(st.sampled_from(PLAIN + QUOTED))
                return word, '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return self.draw(st.sampled_from([(12, "12"), (None, "~"), (True, "true"), (1.5, "1.5"), (16, "0x10")]))

    def flow(self, owner: Path, head: str, column: int) -> Any:
        """Between brackets: on one line, over several, one entry per line, with commas and comments."""
        mapping = self.often(2)
        size = self.draw(st.integers(0, 3))
        entries = [(KEYS[number], *self.inside(2)) for number in range(size)]
        parts = [f"{key}: {shown}" if mapping else shown for key, _, shown in entries]
        opened, closed = "{}" if mapping else "[]"
        spread = self.draw(st.sampled_from(["one", "one", "wrapped", "lines"])) if parts else "one"
        comma = "," if parts and self.often(4) else ""
        if spread == "one":
            self.write(owner, f"{head} {opened}{', '.join(parts)}{comma}{closed}{self.line_end(owner)}")
        elif spread == "wrapped":
            for number, part in enumerate(parts):
                last = number == len(parts) - 1
                start = f"{head} {opened}" if number == 0 else " " * (column + 3)
                end = comma + closed if last else ","
                self.write(owner, f"{start}{part}{end}{self.line_end(owner)}")
        else:
            self.write(owner, f"{head} {opened}{self.line_end(owner)}")
            for number, part in enumerate(parts):
                end = comma if number == len(parts) - 1 else ","
                if self.often(4):
                    self.write(owner, " " * (column + 3) + self.comment(owner))
                self.write(owner, f"{' ' * (column + 3)}{part}{end}{self.line_end(owner)}")
            self.write(owner, " " * (column + 1) + closed + self.line_end(owner))
        return {key: value for key, value, _ in entries} if mapping else [value for _, value, _ in entries]

    def inside(self, depth: int) -> tuple[Any, str]:
        match self.draw(st.sampled_from(["plain", "plain", "quoted", "number", "list", "mapping"])):
            case "quoted":
                word = self.draw(st.sampled_from(QUOTED))
                return word, "'" + word.replace("'", "''") + "'"
            case "number":
                return 12, "12"
            case "list" if depth:
                below = [self.inside(depth - 1) for _ in range(self.draw(st.integers(0, 2)))]
                return [value for value, _ in below], "[" + ", ".join(shown for _, shown in below) + "]"
            case "mapping" if depth:
                pairs = [(key, *self.inside(depth - 1)) for key in KEYS[: self.draw(st.integers(0, 2))]]
                shown = "{" + ", ".join(f"{key}: {shown}" for key, _, shown in pairs) + "}"
                return {key: value for key, value, _ in pairs}, shown
        word = self.draw(plain_words)
        return word, word


@st.composite
def descriptions(draw: Any) -> Written:
    """A text of one YAML document with a mapping."""
    pen = _Pen(draw)
    if draw(st.booleans()):
        pen.write(("~file",), "# yaml-language-server: $schema=model.schema.json")
        if draw(st.booleans()):
            pen.write(("~file",), "")
        elif draw(st.booleans()):
            pen.write(("~file",), "---")
    data = pen.mapping((), 0, 3)
    if draw(st.booleans()):
        pen.write((), "")
        pen.write((), pen.comment(()))
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    end = newline
    if draw(st.booleans()) and pen.lines[-1][1].strip() and pen.text_ends != len(pen.lines):
        end = ""
    start = draw(st.sampled_from(["", "", "\ufeff"]))
    return Written(data, pen.lines, newline, start, end, pen.blocks, pen.comments)
