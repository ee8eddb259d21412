"""Law, terms, kinds, categories, messages, norms, questions: data files per country, read when first needed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import TypeAdapter

from auditor.knowledge.types import (
    Bill,
    Category,
    Channel,
    ClientQuestion,
    Entry,
    Event,
    Incident,
    InvisibleFlow,
    Kind,
    KnownFlow,
    Law,
    Message,
    Norm,
    Question,
    Receiver,
    Reflection,
    Region,
    Representation,
    Subject,
)
from auditor.values import Id

E = TypeVar("E")

SHARED = "eu"
"""The folder that every country builds on."""
SECTIONS = (
    "laws", "bills", "representation", "events", "flows", "messages", "channels", "receivers", "categories", "subjects",
    "kinds", "questions", "regions",
)  # fmt: skip
"""Every section: a property of `Knowledge`, and the name of its files."""
BASE = "NL"
"""The country that comes first where the knowledge of all countries is listed."""


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
    def bills(self) -> Mapping[str, Bill]:
        """Changes of the law that are coming, or perhaps not; never law."""
        return self._entries("bills", Bill)

    @cached_property
    def representation(self) -> Mapping[str, Representation]:
        """Who may ask or decide, by law and age."""
        return self._entries("representation", Representation)

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
    def flows(self) -> Mapping[str, KnownFlow]:
        """Flows that exist, to choose when describing."""
        return self._entries("flows", KnownFlow)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Questions that clients ask."""
        return self._entries("questions", Question)

    @cached_property
    def client_questions(self) -> Mapping[str, ClientQuestion]:
        """All questions that clients ask, also those that nothing answers yet."""
        return self._entries("client-questions", ClientQuestion)

    @cached_property
    def reflection(self) -> Mapping[str, Reflection]:
        """Questions for a talk in the team."""
        return self._entries("reflection", Reflection)

    @cached_property
    def invisible_flows(self) -> Mapping[str, InvisibleFlow]:
        """Ways in which data goes that nobody draws."""
        return self._entries("invisible-flows", InvisibleFlow)

    @cached_property
    def norms(self) -> Mapping[str, Norm]:
        """Norms, guidance and figures beside the law."""
        return self._entries("norms", Norm)

    @cached_property
    def incidents(self) -> Mapping[str, Incident]:
        """What went wrong somewhere else."""
        return self._entries("incidents", Incident)

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """Lists of countries with a meaning."""
        return self._entries("regions", Region)

    def names(self, section: str) -> Sequence[str]:
        """The ids of a section as references name it: `laws`, `system-kinds`..."""
        return _names(self.folders, section)


@cache
def of(country: str) -> Knowledge:
    """The knowledge for a country; a country without a folder of its own has the shared part only."""
    return Knowledge(country)


@cache
def everywhere(section: str) -> Mapping[str, Entry]:
    """The entries of a section as references name it (`laws`, `system-kinds`), over all countries together."""
    found: dict[str, Entry] = {}
    for country in dict.fromkeys((BASE, *countries())):
        known = of(country)
        entries = known.kinds if section.endswith("-kinds") else getattr(known, section.replace("-", "_"))
        found = {name: entries[name] for name in known.names(section)} | found
    return dict(sorted(found.items()))


def file_of(section: str, name: str) -> str:
    """The file in which an entry stands, below the folder of the knowledge: `nl/laws.yaml`."""
    folders = (SHARED, *(country.lower() for country in (BASE, *countries())))
    return next(f"{folder}/{section}.yaml" for folder in folders if name in _names((folder,), section))


def countries() -> list[str]:
    """The countries that have a folder of their own."""
    folders = (entry.name for entry in files(__name__).iterdir() if entry.is_dir() and len(entry.name) == 2)
    return sorted(name.upper() for name in folders if name != SHARED)


def _has_folder(name: str) -> bool:
    return (files(__name__) / name).is_dir()


@cache
def _names(folders: tuple[str, ...], section: str) -> Sequence[str]:
    """The keys at the left margin: a check of a description needs the names alone, and at once."""
    found: dict[str, None] = {}
    of = section.removesuffix("-kinds")
    for folder in folders:
        if of == section:
            found.update(dict.fromkeys(_KEY.findall(_text(folder, section))))
        else:
            found.update(dict.fromkeys(name for name, kind in _kinds(folder) if kind == of))
    return tuple(found)


@cache
def _kinds(folder: str) -> Sequence[tuple[str, str]]:
    """The kinds of organisation, system and carrier stand in one file: each with what it is a kind of."""
    text = _text(folder, "kinds")
    return tuple(zip(_KEY.findall(text), _KIND_OF.findall(text), strict=True))


_KEY = re.compile(r"^([a-z0-9][a-z0-9.-]*):", re.M)
_KIND_OF = re.compile(r"^  of: ([a-z]+)$", re.M)


def _read(folder: str, name: str) -> Any:
    import yaml  # a check reads no entry, only names

    return yaml.load(_text(folder, name), Loader=yaml.CSafeLoader) or {}


def _text(folder: str, name: str) -> str:
    file = files(__name__) / folder / f"{name}.yaml"
    return file.read_text(encoding="utf-8") if file.is_file() else ""
