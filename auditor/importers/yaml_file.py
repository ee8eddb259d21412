"""One YAML file: read within bounds, as plain data, with a place for every value in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path as FilePath
from stat import S_ISREG
from string import digits
from typing import Any

from auditor import client_data
from auditor.errors import MOST_PROBLEMS, Location, Problem, SourceLine
from auditor.importers import empty, yaml_breaks, yaml_events, yaml_lines
from auditor.importers.yaml_events import Path
from auditor.importers.yaml_scalars import is_nothing

LARGEST = 64 * 1024 * 1024
"""Bytes; a larger file is refused before it is read. A hundred thousand flows take less."""
MOST_DIGITS = 10_000_000
"""Digits in a file: each is looked at with those around it, because it may be a part of somebody's number."""
LARGEST_WHOLE = 2 * LARGEST
"""Bytes of all files of a description and its partners together."""
_LINE_SHOWN = 100
_COMMENT = re.compile(r"(?:^|(?<= ))#([^\n]+)", re.M)
_READ, _OVERLAP = 9_000, 1_000
"""Characters of a comment that are read at once, and how far that goes on into what is read next."""
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that make a text look other than it is read."""


@dataclass
class Allowance:
    """How many bytes of a description and its partners may still be read."""

    left: int = LARGEST_WHOLE


class YamlFile:
    """A file: its name, its text and its data.

    suspect: something in it may be about a person. gaps: after a key in it there may be nothing.
    """

    def __init__(
        self,
        name: str,
        text: str,
        data: dict[str, Any],
        starts: yaml_lines.Starts,
        suspect: bool = True,
        gaps: bool = True,
    ) -> None:
        self.name = name
        self.suspect = suspect
        self.gaps = gaps
        self.text = text
        self.data = data
        self.starts = starts
        self._piece: tuple[Path, dict[Path, Location]] = ((), {})

    def locate(self, path: Path) -> Location:
        """Where this value, or the nearest one above it that is written, stands."""
        locations = self._locations(path)
        while path and path not in locations:
            path = path[:-1]
        return locations.get(path, Location(self.name, 1, 1))

    def _locations(self, path: Path) -> dict[Path, Location]:
        """The places of one element where its lines are known, else of the whole file."""
        position = self._positions(path[0]).get(path[1]) if len(path) > 1 and path[0] in self.starts else None
        if position is None:
            return self._top if path[:1] == path and path and self.starts else self._whole
        if self._piece[0] != path[:2]:
            lines = self.starts[str(path[0])]
            first, last = lines[position], lines[position + 1]
            inside = yaml_events.locations("\n".join(self.lines[first:last]), self.name)
            at = 1 if isinstance(path[1], int) else 0
            found = {
                (*path[:2], *below[1:]) if at else (path[0], *below): replace(place, line=place.line + first)
                for below, place in inside.items()
                if below
            }
            self._piece = (path[:2], found)
        return self._piece[1]

    def _positions(self, section: str | int) -> dict[str | int, int]:
        if section not in self._orders:
            self._orders[section] = {name: position for position, name in enumerate(_names(self.data[str(section)]))}
        return self._orders[section]

    @cached_property
    def _orders(self) -> dict[str | int, dict[str | int, int]]:
        return {}

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return yaml_breaks.plain(self.text).split("\n")

    @cached_property
    def _top(self) -> dict[Path, Location]:
        """The places of the keys at the left margin."""
        found: dict[Path, Location] = {(): Location(self.name, 1, 1)}
        for number, line in enumerate(self.lines, start=1):
            key = line.partition(":")[0]
            if key in self.data and line[:1] not in "# ":
                found.setdefault((key,), Location(self.name, number, 1))
        return found

    @cached_property
    def _whole(self) -> dict[Path, Location]:
        return yaml_events.locations(self.text, self.name)


def _names(section: Any) -> Any:
    return section if isinstance(section, dict) else range(len(section)) if isinstance(section, list) else ()


def source_line(lines: Sequence[str], at: Location) -> SourceLine | None:
    """The line at a place, cut short around it, without anything that could steer a screen."""
    if at.line > len(lines):
        return None
    line = lines[at.line - 1]
    first = max(0, at.column - 1 - _LINE_SHOWN // 2) if len(line) > _LINE_SHOWN else 0
    piece = line[first : first + _LINE_SHOWN]
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in piece)
    return SourceLine(client_data.masked(shown), max(0, at.column - 1 - first))


def read(path: FilePath, problems: list[Problem], allowance: Allowance) -> YamlFile | None:
    """The file, or None with what is wrong added to the problems; some leave a file that can be read further."""
    text = _text(path, problems, allowance)
    if text is None:
        return None
    name = str(path)
    if len(text) > MOST_DIGITS and sum(map(text.count, digits)) > MOST_DIGITS:
        problems.append(Problem("problem.too-many-digits", {"count": str(MOST_DIGITS)}, (), Location(name, 1, 1)))
        return None
    data: Any = None
    starts: yaml_lines.Starts = {}
    suspects: list[str] = []
    gaps: list[str] = []
    looked: set[str] = set()

    def look(written: str) -> None:
        if written not in looked:
            looked.add(written)
            if client_data.find(written):
                suspects.append(written)
            if is_nothing(written.rstrip(" ")):
                gaps.append(written)

    def complete(part: str) -> Any:
        found = _part(part, name)
        if client_data.problems({"": found}):
            suspects.append(part)
        gaps.extend(part for _ in islice(empty.problems({"": found}), 1))
        return found

    try:
        data, starts = yaml_lines.parse(text, complete, look)
    except yaml_lines.Irregular:
        suspects.append(text)
        gaps.append(text)
        try:
            data, double = yaml_events.parse(text, name)
        except yaml_events.Unreadable as error:
            problems.append(error.problem)
            return None
        problems += double
    found = _TURNING.search(text) if not text.isascii() else None
    if found:
        at = yaml_breaks.location(text, found.start(), name)
        problems.append(Problem("problem.character", {"character": f"U+{ord(found[0]):04X}"}, (), at))
    if data is None:
        problems.append(Problem("problem.empty-file", {}, (), Location(name, 1, 1)))
        return None
    if not isinstance(data, dict):
        problems.append(Problem("problem.no-mapping", {}, (), Location(name, 1, 1)))
        return None
    if "#" in text:
        problems += islice(_comments(yaml_breaks.plain(text), name), MOST_PROBLEMS + 1)
    return YamlFile(name, text, data, starts, bool(suspects), bool(gaps))


def _comments(text: str, name: str) -> Iterator[Problem]:
    """What can only be about a person in a comment, or in what looks like one."""
    line, begins, counted = 1, 0, 0
    for comment in _COMMENT.finditer(text):
        for start in range(comment.start(1), comment.end(1), _READ):
            for suspect in client_data.find_all(text[start : min(comment.end(1), start + _READ + _OVERLAP)]):
                if suspect.start >= _READ:
                    continue  # it is read again
                line += text.count("\n", counted, start)
                begins = text.rfind("\n", counted, start) + 1 or begins
                counted = start
                at = Location(name, line, start + suspect.start - begins + 1)
                yield Problem(f"problem.client-data-{suspect.kind}", {"found": suspect.shown}, (), at)


def _part(text: str, name: str) -> Any:
    """A part of a text by the complete reader; anything wrong in it is found again in the whole."""
    try:
        data, double = yaml_events.parse(text, name, ("",))
    except yaml_events.Unreadable:
        raise yaml_lines.Irregular from None
    if double:
        raise yaml_lines.Irregular
    return data


def _text(path: FilePath, problems: list[Problem], allowance: Allowance) -> str | None:
    def refuse(key: str, line: int = 1, **params: str | int) -> None:
        problems.append(Problem(key, params, (), Location(str(path), line, 1)))

    raw: bytes | None = None
    if allowance.left < 0:
        return None  # that is told already
    try:
        if S_ISREG(path.stat().st_mode):
            raw = _bytes(path)
    except OSError as error:
        refuse("problem.not-readable", found=error.strerror or "?")
        return None
    if raw is None:
        refuse("problem.no-file")
        return None
    if len(raw) > LARGEST:
        refuse("problem.too-large", count=LARGEST // 1024 // 1024)
        return None
    allowance.left -= len(raw)
    if allowance.left < 0:
        refuse("problem.whole-too-large", count=LARGEST_WHOLE // 1024 // 1024)
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse("problem.not-utf8", line=raw.count(b"\n", 0, error.start) + 1, found=f"0x{raw[error.start]:02X}")
        return None


def _bytes(path: FilePath) -> bytes | None:
    """What is in a file, or None for what turns out to be none; a little too much for a file that is too large."""
    with open(path, "rb", opener=_without_waiting) as file:
        known = os.fstat(file.fileno())
        if not S_ISREG(known.st_mode):
            return None
        return file.read(LARGEST + 1)  # it may be larger than it says, or grow


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; what takes its place meanwhile, a pipe for one, is opened without waiting for it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
