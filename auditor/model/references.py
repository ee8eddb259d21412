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
class _Bound:
    """A place with the ids that are defined in this description. listed: without the words, which stand alone."""

    allowed: Collection[str] | None
    listed: Collection[str] | None
    sections: tuple[str, ...]
    words: frozenset[str]
    keys: dict[str, _Bound]
    below: _Bound | None


def dangling(data: Mapping[str, Any], ids: Mapping[str, Collection[str]]) -> Iterator[Dangling]:
    """Every reference in the data of a description that no section of `ids` defines.

    Data of another shape than the model's is passed over: the validation says what is wrong with it.
    """
    root = _bind(places(), ids, {}, {})
    for section, bound in root.keys.items():
        value = data.get(section)
        if bound.below is not None and isinstance(value, dict):
            for name, element in value.items():
                if not _holds(element, bound.below):
                    yield from _found(element, bound.below, (section, name))
        elif isinstance(value, list | tuple):
            for position, element in enumerate(value):
                if not _holds(element, bound):
                    yield from _found(element, bound, (section, position))
        else:
            yield from _found(value, bound, (section,))


def _bind(
    place: Place, ids: Mapping[str, Collection[str]], sets: dict[Any, Collection[str]], done: dict[int, _Bound]
) -> _Bound:
    if id(place) in done:
        return done[id(place)]
    allowed: Collection[str] | None = None
    listed: Collection[str] | None = None
    if place.sections:
        for words in (place.words, frozenset[str]()):
            key = (place.sections, words)
            if key not in sets:
                sets[key] = words.union(*(ids.get(section, ()) for section in place.sections))
        allowed, listed = sets[place.sections, place.words], sets[place.sections, frozenset()]
    bound = done[id(place)] = _Bound(allowed, listed, place.sections, place.words, {}, None)
    bound.keys.update({key: _bind(below, ids, sets, done) for key, below in place.keys.items()})
    if place.below:
        bound.below = _bind(place.below, ids, sets, done)
    return bound


def _holds(value: Any, bound: _Bound) -> bool:
    """Whether every reference in this value is defined; the quick question before the slow one where."""
    kind = type(value)
    if kind is str:
        return bound.allowed is None or value in bound.allowed
    if kind is dict:
        keys = bound.keys
        for key, below in value.items():
            to = keys.get(key)
            if to is None:
                continue
            if type(below) is str:
                if to.allowed is not None and below not in to.allowed:
                    return False
            elif not _holds(below, to):
                return False
    elif kind is list or kind is tuple:
        listed = bound.listed
        for below in value:
            if type(below) is str:
                if listed is not None and below not in listed:
                    return False
            elif not _holds(below, bound):
                return False
    return True


def _found(value: Any, bound: _Bound, path: Path) -> Iterator[Dangling]:
    if isinstance(value, str):
        if bound.allowed is not None and value not in bound.allowed:
            yield Dangling(path, value, bound.sections, bound.words)
    elif isinstance(value, dict):
        for key, below in value.items():
            if key in bound.keys:
                yield from _found(below, bound.keys[key], (*path, key))
            elif bound.below is not None:
                yield from _found(below, bound.below, (*path, key))
    elif isinstance(value, list | tuple):
        for position, below in enumerate(value):
            if not isinstance(below, str):
                yield from _found(below, bound, (*path, position))
            elif bound.listed is not None and below not in bound.listed:
                yield Dangling((*path, position), below, bound.sections, bound.words, in_list=True)


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
