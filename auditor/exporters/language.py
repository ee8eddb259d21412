"""The language of descriptions as it can be explained: its keys, the parts they stand in, and the words they take.

Everything follows from the classes of the model. What each of them means stands in the catalogue `language`: a part of
a description (a class) under `key.<part>`, a key under `key.<part>.<key>` of the part that defines it, a word of a list
under `value.<list>.<word>`. Of a key that can be unknown the question to ask stands under `open.<key>`.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, TypeGuard

import yaml
from pydantic import BaseModel

from auditor.importers import yaml_scalars
from auditor.model import Model
from auditor.model.facts import MADE_BY, Ref, Unknown

SPECIAL: Mapping[str, tuple[str, ...]] = {
    "made-by": MADE_BY,
    "anywhere": ("all", "unknown"),
    "partner": ("same",),
}
"""Words with a meaning of their own that are no value of a list in the code."""
PLAIN = ("id", "line", "day", "past-day", "country", "web-address")
"""Values without a class of their own."""


@dataclass(frozen=True)
class Key:
    """One key of a description: the part that defines it, and its name as people write it."""

    part: type[BaseModel]
    name: str

    @property
    def text(self) -> str:
        """The key of its explanation in the catalogue."""
        return f"key.{self.id}"

    @property
    def id(self) -> str:
        """The part and the name: flow.told."""
        return f"{slug(self.part)}.{self.name}"


@dataclass(frozen=True)
class Spot:
    """Where a key can stand: the keys on the way, from the top of a description.

    shapes: how each key on the way holds what is below it: `named` (each under a name of its own), `list` or `one`.
    parts: the parts that can stand under it.
    """

    path: tuple[str, ...]
    key: Key
    shapes: tuple[str, ...]
    parts: tuple[type[BaseModel], ...]

    def __str__(self) -> str:
        return ".".join(self.path)


def special() -> Mapping[str, str]:
    """The list of every word with a meaning of its own."""
    return {word: name for name, words in SPECIAL.items() for word in words}


def slug(part: type) -> str:
    """The name of a class as the catalogue writes it: rights-desk."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", part.__name__).lower()


def part_text(part: type[BaseModel]) -> str:
    """The key of the explanation of a part of a description."""
    return f"key.{slug(part)}"


def value_text(values: type[StrEnum] | str, value: str = "") -> str:
    """The key of the explanation of a word, or without one of the list it stands in."""
    name = values if isinstance(values, str) else slug(values)
    return f"value.{name}.{value}" if value else f"value.{name}"


@cache
def parts() -> Mapping[str, type[BaseModel]]:
    """Every part of a description, by the name of its class, in the order in which a reader meets them."""
    return {kind.__name__: kind for kind in _reachable() if _is_part(kind)}


@cache
def lists() -> Mapping[str, type[StrEnum]]:
    """Every list of words of the language, by the name of its class."""
    return {kind.__name__: kind for kind in _reachable() if issubclass(kind, StrEnum)}


def keys_of(part: type[BaseModel]) -> dict[str, Key]:
    """The keys of a part by name, each with the part that defines it: what parts share is explained once."""
    return {_alias(part, name): Key(_owner(part, name), _alias(part, name)) for name in fields_of(part)}


def fields_of(part: type[BaseModel]) -> Mapping[str, Any]:
    """The fields of a part; none where it is a value of its own, such as a term."""
    return {name: field for name, field in part.model_fields.items() if name != "root"}


@cache
def texts_needed() -> tuple[str, ...]:
    """The key of every explanation that the language needs."""
    found: dict[str, None] = {}
    for part in parts().values():
        found[part_text(part)] = None
        found |= dict.fromkeys(key.text for key in keys_of(part).values())
        unknown = (name for name, field in fields_of(part).items() if Unknown in _kinds(field.annotation))
        found |= dict.fromkeys(f"open.{_alias(part, name)}" for name in unknown)
    for values in lists().values():
        found[value_text(values)] = None
        found |= dict.fromkeys(value_text(values, value) for value in values)
    for name, words in SPECIAL.items():
        found |= dict.fromkeys(value_text(name, word) for word in words)
    found |= dict.fromkeys(f"type.{name}" for name in (*references(), *PLAIN))
    return tuple(found)


@cache
def examples() -> Mapping[str, list[Any]]:
    """What people may write for every key, by its id. All of it is text, but for the number of the language."""
    file = files(__package__) / "examples.yaml"
    found = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return {name: [int(one) if one == "1" else one for one in examples] for name, examples in found.items()}


def flow(value: Any) -> str:
    """A value as people write it on one line of YAML."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(below)}' for key, below in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    text = str(value)
    plain = yaml_scalars.scalar(text) == value and not set(text) & set(",[]{}#&*!|>'\"%@`:") and text[0] not in "-? "
    return text if plain else json.dumps(text, ensure_ascii=False)


@cache
def references() -> tuple[str, ...]:
    """What names can refer to: sections of a description or of the knowledge, joined with dots."""
    found = {
        name: None
        for part in parts().values()
        for field in fields_of(part).values()
        for name in _refs(field.annotation, field.metadata)
    }
    return tuple(found)


def reference_name(sections: Iterable[str]) -> str:
    """The sections that a name can refer to as one word; the knowledge and the description share theirs."""
    return ".".join(dict.fromkeys(section.removeprefix("knowledge.") for section in sections))


def _refs(annotation: Any, metadata: Iterable[Any] = ()) -> Iterator[str]:
    yield from (reference_name(mark.sections) for mark in metadata if isinstance(mark, Ref))
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is typing.Annotated:
        yield from _refs(arguments[0], arguments[1:])
    else:
        for argument in arguments:
            yield from _refs(argument)


@cache
def spots() -> tuple[Spot, ...]:
    """Every place where a key can stand. A part inside itself (a company of a company) is followed once."""
    return tuple(_spots(Model, (), (), ()))


def _spots(
    part: type[BaseModel], path: tuple[str, ...], shapes: tuple[str, ...], within: tuple[type, ...]
) -> Iterator[Spot]:
    for name, field in fields_of(part).items():
        below = tuple(dict.fromkeys(kind for kind in _kinds(field.annotation) if _is_part(kind)))
        here, shaped = (*path, _alias(part, name)), (*shapes, _shape(field.annotation))
        yield Spot(here, Key(_owner(part, name), here[-1]), shaped, below)
        for kind in below:
            if kind is Unknown:
                yield from _spots(kind, (*here, "unknown"), (*shapes, "one", "one"), (*within, part))
            elif kind not in (*within, part):
                yield from _spots(kind, here, shaped, (*within, part))


def _shape(annotation: Any) -> str:
    """How an annotation holds parts: the first container on the way to one."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _shape(arguments[0])
    if origin in (dict, tuple):
        return "named" if origin is dict else "list"
    return max((_shape(argument) for argument in arguments), key=("one", "list", "named").index, default="one")


def _alias(part: type[BaseModel], name: str) -> str:
    return part.model_fields[name].alias or name


def _owner(part: type[BaseModel], name: str) -> type[BaseModel]:
    return next(base for base in reversed(part.__mro__) if _is_part(base) and name in base.model_fields)


def _reachable() -> list[type]:
    found: dict[type, None] = {Model: None}
    waiting: list[type] = [Model]
    while waiting:
        kind = waiting.pop(0)
        below = [
            kind
            for field in (fields_of(kind).values() if _is_part(kind) else ())
            for kind in _kinds(field.annotation)
            if _is_part(kind) or issubclass(kind, StrEnum)
        ]
        new = [kind for kind in dict.fromkeys(below) if kind not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return list(found)


def _is_part(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _kinds(annotation: Any) -> Iterator[type]:
    """The classes in an annotation."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        yield from _kinds(arguments[0])
    elif origin in (typing.Union, types.UnionType, dict, tuple, list):
        for argument in arguments:
            yield from _kinds(argument)
    elif isinstance(annotation, type):
        yield annotation
