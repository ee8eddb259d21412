"""Advice on all words of a description that can come into an answer to a client."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from auditor import knowledge
from auditor.advice.label import Hint, Kind, Names, judge
from auditor.errors import Problem
from auditor.model import Model, Path, is_own
from auditor.values import Text

CLIENT_TEXTS: Mapping[str, Kind] = MappingProxyType(
    {
        "plain": Kind.LABEL,
        "if": Kind.PHRASE,
        "if-missing": Kind.PHRASE,
        "if-withdrawn": Kind.PHRASE,
        "criteria": Kind.PHRASE,
        "every": Kind.SENTENCES,
        "words": Kind.SENTENCES,
        "does": Kind.SENTENCES,
        "what": Kind.SENTENCES,
        "how": Kind.SENTENCES,
        "identify": Kind.SENTENCES,
        "copy": Kind.SENTENCES,
        "complaints": Kind.SENTENCES,
        "confidant": Kind.SENTENCES,
        "client-support": Kind.SENTENCES,
    }
)
"""The keys whose text a client may read, and what it is. What may be either has no shape to keep: sentences."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What is not plain about the text at a path. language: None where it is one text for every language."""

    path: Path
    language: str | None
    text: str
    hints: tuple[Hint, ...]


def advise(model: Model) -> tuple[Advice, ...]:
    """All advice on a description, in the order of its files; never on that of a partner."""
    names = names_of(model)
    found = (
        Advice((*path, language) if language else path, language, said, hints)
        for path, kind, text in _texts(model, ())
        if model.is_own(path)
        for language, said in _said(text)
        if (hints := judge(said, language or _BASE, kind, names))
    )
    return tuple(sorted(found, key=lambda one: Problem("", path=one.path, location=model.locate(one.path)).order()))


_BASE = "nl"
"""A text for every language is held against the rules of this one."""


def names_of(model: Model) -> Names:
    """The names that stand in a description, and those of national bodies."""
    named = [model.name, *(body.name for body in knowledge.of(model.country).receivers.values())]
    sections = (
        model.organisations, model.roles, model.subjects, model.scopes, model.items, model.purposes, model.events,
        model.places,
    )  # fmt: skip
    named += [element.name for section in sections for element in section.values() if element.name]
    return Names(named)


def _said(text: Text) -> Iterator[tuple[str | None, str]]:
    if isinstance(text.root, str):
        yield None, text.root
    else:
        yield from text.root.items()


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, Kind, Text]]:
    """Every text for clients inside this value; of a model only what somebody wrote."""
    if isinstance(value, BaseModel):
        for name, key in _keys(type(value)).items():
            part = getattr(value, name) if name in value.model_fields_set else None
            if key in CLIENT_TEXTS and isinstance(part, Text):
                yield (*path, key), CLIENT_TEXTS[key], part
            elif not isinstance(part, Text):
                yield from _texts(part, (*path, key))
    elif isinstance(value, dict):
        for name, part in value.items():
            if is_own(name):
                yield from _texts(part, (*path, name))
    elif isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from _texts(part, (*path, position))


@cache
def _keys(kind: type[BaseModel]) -> Mapping[str, str]:
    """The fields of a part, in their order, with the keys that people write."""
    return {name: field.alias or name for name, field in kind.model_fields.items()}
