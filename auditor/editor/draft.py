"""A description's text that can be changed without touching what the change is not about.

Descriptions are written by people: their comments, order, quotes and layout say things too. A `Draft` finds the exact
span of a key or value and puts only that into another form; the rest of the text stays the same to the byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from auditor.editor.form import Value, plain_data
from auditor.editor.splices import Page, Path, Splice, Spot, applied
from auditor.editor.tree import Kind, Node
from auditor.errors import CannotEdit, InvalidModel, Problem
from auditor.importers.yaml_events import Unreadable, parse

_BOM = "\ufeff"


@dataclass(frozen=True)
class Draft:
    """The text of one YAML file, and the texts that small changes make of it. Never changes itself.

    Every change is read back and compared with the old data to which the same was done; where they differ, and where
    a path does not lead to what is asked, CannotEdit is raised. file: the name for problems in the text.
    """

    text: str
    file: str = ""

    def __post_init__(self) -> None:
        """Raises InvalidModel for a text that the auditor cannot read."""
        try:
            data, problems = parse(self.text.removeprefix(_BOM), self.file)
        except Unreadable as error:
            raise InvalidModel([error.problem]) from None
        if problems:
            raise InvalidModel(problems)
        object.__setattr__(self, "_data", data)

    @property
    def data(self) -> Any:
        """What the text says, as plain data; a copy."""
        return plain_data(self._read)

    def set(self, path: Path, value: Any) -> Draft:
        """Another value for the key or item at this path."""
        new, spot = plain_data(value), self._spot(path)
        expected = _changed(self._read, path, lambda holder: _put(holder, path[-1], new))
        return self._with(self._page.set(spot, new), expected, path)

    def add(self, path: Path, key: str, value: Any, *, after: str | None = None) -> Draft:
        """A new key in the mapping at this path, at its end or after the key `after`."""
        new, (owner, node, data) = plain_data(value), self._collection(path, Kind.MAPPING)
        if key in data:
            raise CannotEdit("error.edit-key-exists", _where((*path, key)))
        names = list(data)
        if after is not None and after not in names:
            raise CannotEdit("error.edit-no-such-path", _where((*path, after)))
        position = None if after is None else names.index(after)
        pairs = list(data.items())
        pairs.insert(len(pairs) if position is None else position + 1, (key, new))
        expected = _changed(self._read, (*path, key), lambda _: dict(pairs))
        return self._with(self._page.add(owner, node, key, new, position), expected, path)

    def insert(self, path: Path, value: Any, at: int | None = None) -> Draft:
        """A new item in the list at this path, at its end or before the item with number `at`."""
        new, (owner, node, data) = plain_data(value), self._collection(path, Kind.LIST)
        position = len(data) if at is None else at
        if not 0 <= position <= len(data):
            raise CannotEdit("error.edit-no-such-path", _where((*path, position)))
        expected = _changed(self._read, (*path, 0), lambda _: [*data[:position], new, *data[position:]])
        return self._with(self._page.insert(owner, node, new, position), expected, path)

    def remove(self, path: Path) -> Draft:
        """Without the key or item at this path, and without the comments that belong to it."""
        spot = self._spot(path)
        expected = _changed(self._read, path, lambda holder: _without(holder, path[-1]))
        return self._with(self._page.remove(self._page.find(path[:-1]), spot), expected, path)

    def rename(self, path: Path, key: str) -> Draft:
        """Another key for the value at this path. What refers to it elsewhere stays as it is."""
        spot = self._spot(path)
        if spot.entry.key is None:
            raise CannotEdit("error.edit-no-such-path", _where(path))
        if key == path[-1]:
            return self
        holder = self._at(path[:-1])
        if key in holder:
            raise CannotEdit("error.edit-key-exists", _where((*path[:-1], key)))
        renamed = {key if name == path[-1] else name: value for name, value in holder.items()}
        expected = _changed(self._read, path, lambda _: renamed)
        return self._with(self._page.rename(spot, key), expected, path)

    @property
    def _read(self) -> Any:
        return self.__dict__["_data"]

    @cached_property
    def _page(self) -> Page:
        return Page(self.text.removeprefix(_BOM))

    def _spot(self, path: Path) -> Spot:
        spot = self._page.find(path)
        if spot is None:
            raise CannotEdit("error.edit-no-such-path", _where(path))
        return spot

    def _at(self, path: Path) -> Any:
        data = self._read
        for part in path:
            data = data[part]
        return data

    def _collection(self, path: Path, kind: Kind) -> tuple[Spot | None, Node | None, Any]:
        """What stands here, when it is such a collection; nothing at all counts as an empty one."""
        owner = self._spot(path) if path else None
        node = owner.entry.node if owner else self._page.root
        data = self._at(path)
        if data is None:
            return owner, node, {} if kind is Kind.MAPPING else []
        if not isinstance(data, dict if kind is Kind.MAPPING else list):
            raise CannotEdit("error.edit-no-such-path", _where(path))
        return owner, node, data

    def _with(self, splices: Iterator[Splice], expected: Any, path: Path) -> Draft:
        start = _BOM if self.text.startswith(_BOM) else ""
        body = start + applied(self._page.text, splices)
        for text in (body, body + self._page.lines.newline):  # a text block at the very end may need its line break
            try:
                draft = Draft(text, self.file)
            except (InvalidModel, UnicodeEncodeError):
                continue
            if _same(draft._read, expected):
                return draft
        raise CannotEdit("error.edit-refused", _where(path))


def _where(path: Path) -> str:
    """The path as people write it."""
    return Problem("", path=path).where


def _changed(data: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """A copy of the data in which the collection that holds this path is another one."""
    if len(path) == 1:
        return change(data)
    part = path[0]
    return _put(data, part, _changed(data[part], path[1:], change))


def _put(holder: Any, part: str | int, value: Value) -> Any:
    if isinstance(holder, dict):
        return {key: value if key == part else below for key, below in holder.items()}
    return [value if position == part else below for position, below in enumerate(holder)]


def _without(holder: Any, part: str | int) -> Any:
    if isinstance(holder, dict):
        return {key: below for key, below in holder.items() if key != part}
    return [below for position, below in enumerate(holder) if position != part]


def _same(one: Any, other: Any) -> bool:
    """Whether two sets of data are equal in their types and in the order of their keys too."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other or (one != one and other != other))
