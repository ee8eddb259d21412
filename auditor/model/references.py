"""Which ids a description refers to, found by the types of the model, and whether each is defined somewhere.

References are looked at in the plain data, apart from the validation by pydantic: a set look-up costs far less than a
validator in Python for each of the million references of a country, and the same walk renames references when a
partner's description is joined.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import BaseModel

from auditor.model.facts import Ref, Short, Unknown
from auditor.model.model import Model

Path = tuple[str | int, ...]


@dataclass
class Place:
    """What can stand somewhere in a description, as far as references go.

    sections: where an id that stands here must be defined; empty where no id stands. words: words that are no ids.
    keys: what stands under each key of a mapping. below: what stands under every key of a section. In a list stands
    what can stand alone.
    """

    sections: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    keys: dict[str, Place] = field(default_factory=dict)
    below: Place | None = None

    @property
    def empty(self) -> bool:
        """Whether no reference can stand here or below."""
        return not (self.sections or self.keys or self.below)


@cache
def places() -> Place:
    """What can stand in a whole description."""
    return _Reader().of(Model)


class _Reader:
    """Reads the annotations of the model once."""

    def __init__(self) -> None:
        self.known: dict[type, Place] = {}

    def of(self, kind: type[BaseModel]) -> Place:
        if kind not in self.known:
            place = self.known[kind] = Place()
            for name, info in kind.model_fields.items():
                below = Place()
                self.add(info.annotation, info.metadata, below)
                if not below.empty:
                    place.keys[info.alias or name] = below
            if kind is Unknown:
                self.known[kind] = Place(keys={"unknown": place})
        return self.known[kind]

    def add(self, annotation: Any, metadata: Sequence[Any], place: Place) -> None:
        for mark in metadata:
            if isinstance(mark, Ref):
                place.sections = tuple(dict.fromkeys((*place.sections, *mark.sections)))
            elif isinstance(mark, Short):
                self.add(mark.kind, (), place)
        origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is typing.Annotated:
            self.add(arguments[0], arguments[1:], place)
        elif origin in (typing.Union, types.UnionType):
            for argument in arguments:
                self.add(argument, (), place)
        elif origin is typing.Literal:
            place.words |= {word for word in arguments if isinstance(word, str)}
        elif origin is tuple:
            self.add(arguments[0], (), place)
        elif origin is dict:
            below = Place()
            self.add(arguments[1], (), below)
            place.below = None if below.empty else below
        elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation is Unknown:
                place.words |= {"unknown"}
            place.keys |= self.of(annotation).keys


@dataclass(frozen=True)
class Dangling:
    """A reference to an id that is defined nowhere. words: what can stand there, not in a list, and is no id."""

    path: Path
    name: str
    sections: tuple[str, ...]
    words: frozenset[str] = frozenset()
    in_list: bool = False


@dataclass
class _Wanted:
    """A place with the numbers of the sets of ids that may stand there; 0 where no id stands.

    listed: without the words, which stand alone.
    """

    sections: tuple[str, ...]
    words: frozenset[str]
    allowed: int = 0
    listed: int = 0
    keys: dict[str, _Wanted] = field(default_factory=dict)
    below: _Wanted | None = None


_Sets = Sequence[Collection[str] | None]
"""By number the ids and words that may stand somewhere in one description."""


class _Numbering:
    """Numbers the sets of ids that the places of a description want, each once."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[tuple[str, ...], frozenset[str]], int] = {}
        self.known: dict[int, _Wanted] = {}

    def of(self, place: Place) -> _Wanted:
        if id(place) not in self.known:
            wanted = self.known[id(place)] = _Wanted(place.sections, place.words)
            if place.sections:
                wanted.allowed = self.number(place.sections, place.words)
                wanted.listed = self.number(place.sections, frozenset())
            wanted.keys.update({key: self.of(below) for key, below in place.keys.items()})
            wanted.below = self.of(place.below) if place.below else None
        return self.known[id(place)]

    def number(self, sections: tuple[str, ...], words: frozenset[str]) -> int:
        return self.numbers.setdefault((sections, words), len(self.numbers) + 1)


@cache
def _numbered() -> tuple[_Wanted, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    """What can stand in a whole description, and the sections and words of each set from 1 on."""
    numbering = _Numbering()
    return numbering.of(places()), tuple(numbering.numbers)


def dangling(data: Mapping[str, Any], ids: Mapping[str, Collection[str]]) -> Iterator[Dangling]:
    """Every reference in the data of a description that no section of `ids` defines.

    Data of another shape than the model's is passed over: the validation says what is wrong with it.
    """
    root, numbers = _numbered()
    sets: _Sets = [None, *(words.union(*(ids.get(section, ()) for section in among)) for among, words in numbers)]
    for section, wanted in root.keys.items():
        value = data.get(section)
        if wanted.below is not None and isinstance(value, dict):
            for name, element in value.items():
                if not _holds(element, wanted.below, sets):
                    yield from _found(element, wanted.below, sets, (section, name))
        elif isinstance(value, list | tuple):
            for position, element in enumerate(value):
                if not _holds(element, wanted, sets):
                    yield from _found(element, wanted, sets, (section, position))
        else:
            yield from _found(value, wanted, sets, (section,))


def _holds(value: Any, wanted: _Wanted, sets: _Sets) -> bool:
    """Whether every reference in this value is defined; the quick question before the slow one where."""
    kind = type(value)
    if kind is str:
        allowed = sets[wanted.allowed]
        return allowed is None or value in allowed
    if kind is dict:
        keys = wanted.keys
        for key, below in value.items():
            to = keys.get(key)
            if to is None:
                continue
            if type(below) is str:
                allowed = sets[to.allowed]
                if allowed is not None and below not in allowed:
                    return False
            elif not _holds(below, to, sets):
                return False
    elif kind is list or kind is tuple:
        listed = sets[wanted.listed]
        for below in value:
            if type(below) is str:
                if listed is not None and below not in listed:
                    return False
            elif not _holds(below, wanted, sets):
                return False
    return True


def _found(value: Any, wanted: _Wanted, sets: _Sets, path: Path) -> Iterator[Dangling]:
    allowed, listed = sets[wanted.allowed], sets[wanted.listed]
    if isinstance(value, str):
        if allowed is not None and value not in allowed:
            yield Dangling(path, value, wanted.sections, wanted.words)
    elif isinstance(value, dict):
        for key, below in value.items():
            if key in wanted.keys:
                yield from _found(below, wanted.keys[key], sets, (*path, key))
            elif wanted.below is not None:
                yield from _found(below, wanted.below, sets, (*path, key))
    elif isinstance(value, list | tuple):
        for position, below in enumerate(value):
            if not isinstance(below, str):
                yield from _found(below, wanted, sets, (*path, position))
            elif listed is not None and below not in listed:
                yield Dangling((*path, position), below, wanted.sections, wanted.words, in_list=True)


def renamed(value: Any, place: Place, new_name: Callable[[str, tuple[str, ...]], str]) -> Any:
    """The same data with every reference under its new name.

    new_name: of an id and the sections in which it can be defined.
    """
    if isinstance(value, str):
        return new_name(value, place.sections) if place.sections and value not in place.words else value
    if isinstance(value, dict):
        return {
            key: renamed(below, to, new_name) if (to := place.keys.get(key, place.below)) is not None else below
            for key, below in value.items()
        }
    if isinstance(value, list | tuple):
        return [renamed(below, place, new_name) for below in value]
    return value
