"""Law, terms, kinds, categories, messages and receivers: data files per country, read when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter

from auditor.knowledge.types import (
    Category,
    Channel,
    Event,
    Kind,
    KindOf,
    Law,
    Message,
    Question,
    Receiver,
    Region,
    Subject,
)
from auditor.values import Id

E = TypeVar("E")

SHARED = "eu"
"""The folder that every country builds on."""


class Knowledge:
    """What the package knows for one country: its own folder on top of the shared one."""

    def __init__(self, country: str) -> None:
        self.country = country
        self.folders = (SHARED, *([country.lower()] if _has_folder(country.lower()) else []))

    def _entries(self, name: str, kind: type[E]) -> Mapping[str, E]:
        found: dict[str, E] = {}
        for folder in self.folders:
            found.update(TypeAdapter(dict[Id, kind]).validate_python(_read(folder, name)))  # type: ignore[valid-type]
        return found

    @cached_property
    def categories(self) -> Mapping[str, Category]:
        """Kinds of data."""
        return self._entries("categories", Category)

    @cached_property
    def subjects(self) -> Mapping[str, Subject]:
        """Whom data can be about."""
        return self._entries("subjects", Subject)

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds of organisation, system and carrier."""
        return self._entries("kinds", Kind)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Moments at which a clock starts or ends."""
        return self._entries("events", Event)

    @cached_property
    def laws(self) -> Mapping[str, Law]:
        """Articles of law and norms."""
        return self._entries("laws", Law)

    @cached_property
    def channels(self) -> Mapping[str, Channel]:
        """Hubs that only carry."""
        return self._entries("channels", Channel)

    @cached_property
    def messages(self) -> Mapping[str, Message]:
        """Standard messages."""
        return self._entries("messages", Message)

    @cached_property
    def receivers(self) -> Mapping[str, Receiver]:
        """National bodies."""
        return self._entries("receivers", Receiver)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Questions that clients ask."""
        return self._entries("questions", Question)

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """Lists of countries with a meaning."""
        return self._entries("regions", Region)

    def names(self, section: str) -> list[str]:
        """The ids of a section as references name it: `laws`, `system-kinds`..."""
        if section.endswith("-kinds"):
            of = KindOf(section.removesuffix("-kinds"))
            return [name for name, kind in self.kinds.items() if kind.of is of]
        return list(getattr(self, section))


@cache
def of(country: str) -> Knowledge:
    """The knowledge for a country; a country without a folder of its own has the shared part only."""
    return Knowledge(country)


def _has_folder(name: str) -> bool:
    return (files(__name__) / name).is_dir()


def _read(folder: str, name: str) -> Any:
    file = files(__name__) / folder / f"{name}.yaml"
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {} if file.is_file() else {}
