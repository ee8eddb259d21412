"""Law, terms, kinds, categories, messages, norms, questions: data files per country, read when first needed.

People write YAML files; what is read is the JSON file that is made of each folder, see `compiled`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, TypeVar

from pydantic import TypeAdapter

from auditor.knowledge.types import (
    Bill,
    Category,
    Channel,
    Entry,
    Event,
    Incident,
    InvisibleFlow,
    Kind,
    KnownFlow,
    Law,
    LeftOut,
    Message,
    Norm,
    Question,
    Receiver,
    Reflection,
    Region,
    Representation,
    StatementWords,
    Subject,
)
from auditor.values import Id

E = TypeVar("E")

SHARED = "eu"
"""The folder that every country builds on."""
SECTIONS = (
    "laws", "bills", "representation", "events", "flows", "messages", "channels", "receivers", "categories", "subjects",
    "kinds", "questions", "reflection", "invisible-flows", "norms", "incidents", "regions",
)  # fmt: skip
"""Every section of entries: the name of its files, and with underscores a property of `Knowledge`."""
BASE = "NL"
"""The country that comes first where the knowledge of all countries is listed."""


class Knowledge:
    """What the package knows for one country: its own folder on top of the shared one."""

    def __init__(self, country: str) -> None:
        self.country = country
        self.folders = (SHARED, *([country.lower()] if _has_folder(country.lower()) else []))

    def _entries(self, name: str, kind: type[E]) -> Mapping[str, E]:
        of: Any = kind
        return {id_: entry for folder in self.folders for id_, entry in _validated(folder, name, of).items()}

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

    def called(self, section: str, word: str) -> list[str]:
        """The ids of the entries of a section that people call so: by a name, an everyday word or a vendor."""
        wanted = _folded(word)
        of = section.removesuffix("-kinds")
        names = set(self.names(section))
        entries = (pair for folder in self.folders for pair in _data(folder).get(_file(section, of), {}).items())
        return [name for name, entry in entries if name in names and wanted in map(_folded, _everyday(entry))]


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


def left_out() -> Mapping[str, LeftOut]:
    """What was found and is nevertheless no entry, with the reason."""
    return {name: one for folder in folders() for name, one in _validated(folder, "left-out", LeftOut).items()}


@cache
def statement_words() -> StatementWords:
    """The words by which a privacy statement tells what a description holds."""
    return StatementWords.model_validate(_data(SHARED)["statement-words"])


def file_of(section: str, name: str) -> str:
    """The file in which an entry stands, below the folder of the knowledge: `nl/laws.yaml`."""
    return next(f"{folder}/{section}.yaml" for folder in folders() if name in _names((folder,), section))


def countries() -> list[str]:
    """The countries that have a folder of their own."""
    names = (entry.name for entry in files(__name__).iterdir() if entry.is_dir() and len(entry.name) == 2)
    return sorted(name.upper() for name in names if name != SHARED)


def folders() -> tuple[str, ...]:
    """Every folder of the knowledge, the shared one first."""
    return (SHARED, *dict.fromkeys(country.lower() for country in (BASE, *countries())))


def _has_folder(name: str) -> bool:
    return (files(__name__) / name).is_dir()


@cache
def _names(folders: tuple[str, ...], section: str) -> Sequence[str]:
    """A check of a description needs the names alone, and at once: no entry is validated for them."""
    of = section.removesuffix("-kinds")
    found: dict[str, None] = {}
    for folder in folders:
        if of == section:
            found.update(dict.fromkeys(_data(folder).get(section, ())))
        else:
            kinds = _data(folder).get("kinds", {}).items()
            found.update(dict.fromkeys(name for name, kind in kinds if kind["of"] == of))
    return tuple(found)


def _file(section: str, of: str) -> str:
    return section if of == section else "kinds"


def _everyday(entry: Mapping[str, Any]) -> Iterator[str]:
    """What people call an entry, read without validating it."""
    name = entry.get("name", ())
    yield from name.values() if isinstance(name, dict) else [name] if name else []
    for key in ("also", "vendors"):
        yield from map(str, entry.get(key, ()))


def _folded(word: str) -> str:
    return word.casefold().replace("-", " ")


@cache
def _validated(folder: str, name: str, kind: Any) -> Mapping[str, Any]:
    found = _data(folder).get(name)
    return _of_kind(kind).validate_python(found) if found else {}


@cache
def _of_kind(kind: Any) -> TypeAdapter[dict[Id, Any]]:
    return TypeAdapter(dict[Id, kind])


@cache
def _data(folder: str) -> Mapping[str, Mapping[str, Any]]:
    """The sections of a folder."""
    found: dict[str, Mapping[str, Any]] = json.loads((files(__name__) / f"{folder}.json").read_bytes())
    return found


def compiled(folder: str) -> str:
    """The YAML files of a folder as one JSON text, a line for every entry.

    Reading the YAML of all laws and kinds takes longer than everything else that most commands do.
    """
    import yaml

    parts = [f'"": {_json(f"Made from the files in {folder}/ by: python -m tests.renew_catalogues")}']
    for file in sorted((files(__name__) / folder).iterdir(), key=lambda entry: entry.name):
        entries = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}
        lines = ",\n".join(f"{_json(name)}: {_json(entry)}" for name, entry in entries.items())
        parts.append(f"{_json(file.name.removesuffix('.yaml'))}: {{\n{lines}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)  # a date is its ISO text
