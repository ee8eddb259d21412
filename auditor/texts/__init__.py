"""Everything a person reads: gettext catalogues, one folder per language, a stable key for every whole sentence.

A folder inside that of a language holds another way of speaking: only the texts that differ.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from auditor.texts.young import to_young

LANGUAGES = ("nl", "en")
"""The languages that are complete, the base first."""
FURTHER_VARIABLE = "AUDITOR_TEXTS"
"""Names a folder of further languages, one folder of .po files for each."""
KNOWLEDGE = "knowledge"
"""The context (`msgctxt`) under which a further language says words of the knowledge; their key is the Dutch words."""
RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"))


class Speech(StrEnum):
    """How a text speaks to its reader: plainly (in Dutch with `u`), to a young person (`je`), or for an interpreter."""

    PLAIN = "plain"
    YOUNG = "young"
    INTERPRETER = "interpreter"


SPEECHES: Mapping[str, tuple[Speech, ...]] = {
    "nl": (Speech.PLAIN, Speech.YOUNG, Speech.INTERPRETER),
    "en": (Speech.PLAIN, Speech.INTERPRETER),
}
"""The ways of speaking that a language has. English has one word for `u` and `je`."""


class MissingText(KeyError):
    """A key that a catalogue does not have, or words that a language does not have: never shown as another language."""


Messages = Mapping[str, str | tuple[str, ...]]


class Catalogue:
    """The texts of one language in one way of speaking.

    own: the texts that this way of speaking has of its own. To a young person the others are said with `je`, where it
    is sure how they go.
    """

    def __init__(
        self, language: str, messages: Messages, speech: Speech = Speech.PLAIN, own: Messages | None = None
    ) -> None:
        self.language = language
        self.speech = speech
        self.own: Messages = own or {}
        self._messages = messages

    def __contains__(self, key: str) -> bool:
        return key in self._messages

    def keys(self) -> frozenset[str]:
        """Every key of this language."""
        return frozenset(self._messages)

    def forms(self, key: str) -> tuple[str, ...]:
        """Every form of a text: one, or one per plural form.

        Raises MissingText when this language does not have it.
        """
        message = self.own.get(key) or self._messages.get(key)
        if message is None:
            raise MissingText(f"{self.language}: {key}")
        forms = message if isinstance(message, tuple) else (message,)
        if self.speech is not Speech.YOUNG or key in self.own:
            return forms
        young = tuple(map(to_young, forms))
        if None in young:
            raise MissingText(f"{self.language} {self.speech}: {key}")
        return tuple(filter(None, young))

    def text(self, key: str, number: int | None = None) -> str:
        """The text of a key, in the plural form for `number`."""
        forms = self.forms(key)
        if len(forms) == 1 or number is None:
            return forms[0]
        return forms[0 if number == 1 else 1]


class Origin(StrEnum):
    """Who made the texts of a further language: people, or a machine. Only what people made is shown to clients."""

    PEOPLE = "people"
    MACHINE = "machine"


class Further(NamedTuple):
    """A language that somebody added: its texts, perhaps not all, who made them, and who read them last and when."""

    catalogue: Catalogue
    origin: Origin
    reviewed: str | None

    @property
    def offered(self) -> bool:
        """Whether a client may get it: people made it, somebody who speaks it read it, and it has all around a card."""
        around = {key for key in catalogue(LANGUAGES[0]).keys() if key.startswith("card.")}  # noqa: SIM118 - a method
        return self.origin is Origin.PEOPLE and self.reviewed is not None and around <= self.catalogue.keys()


def of_knowledge(words: str) -> str:
    """The key under which a further language says these words of the knowledge."""
    return f"{KNOWLEDGE}\x04{words}"


def spoken(language: str, speech: Speech) -> Speech:
    """This way of speaking where the language has it; else plainly."""
    return speech if speech in SPEECHES.get(language, ()) else Speech.PLAIN


@cache
def catalogue(language: str, speech: Speech = Speech.PLAIN) -> Catalogue:
    """The catalogue of a language, as compiled from its .po files, see `compiled`; or one that somebody added.

    Raises MissingText for a language that does not exist, or that does not have this way of speaking.
    """
    if language not in LANGUAGES:
        added = further().get(language)
        if added is None or speech is not Speech.PLAIN:
            raise MissingText(f"{language} {speech}")
        return added.catalogue
    if speech not in SPEECHES[language]:
        raise MissingText(f"{language} {speech}")
    said = json.loads((files(__name__) / f"{language}.json").read_bytes())
    messages, own = (_messages(said.get(part, {})) for part in ("messages", speech))
    return Catalogue(language, messages, speech, own)


def _messages(said: Mapping[str, str | list[str]]) -> Messages:
    return {key: _forms(text) for key, text in said.items()}


def _forms(text: str | list[str]) -> str | tuple[str, ...]:
    return text if isinstance(text, str) else tuple(text)


def further() -> Mapping[str, Further]:
    """The languages of the folder that the environment names, by their code; those of the package are not replaced."""
    return _further(os.environ.get(FURTHER_VARIABLE, ""))


@cache
def _further(folder: str) -> Mapping[str, Further]:
    named = sorted(Path(folder).iterdir()) if folder and Path(folder).is_dir() else []
    return {one.name: _read(one) for one in named if one.is_dir() and one.name not in LANGUAGES}


def _read(folder: Path) -> Further:
    """A folder of .po files. `X-Origin: machine` in any of them makes the whole one of a machine; so does silence."""
    messages: dict[str, str | list[str]] = {}
    headers: list[dict[str, str]] = []
    for file in sorted(folder.glob("*.po")):
        found, header = _po(file, folder.name)
        messages |= found
        headers.append(header)
    by_people = bool(headers) and all(header.get("X-Origin") == Origin.PEOPLE for header in headers)
    reviewed = [header.get("X-Reviewed") for header in headers]
    return Further(
        Catalogue(folder.name, _messages(messages)),
        Origin.PEOPLE if by_people else Origin.MACHINE,
        min(filter(None, reviewed)) if reviewed and all(reviewed) else None,
    )


def offered() -> tuple[str, ...]:
    """The languages that a client can choose: ours, and those further ones that people made and read."""
    return (*LANGUAGES, *(code for code, added in further().items() if added.offered))


def direction(language: str) -> str:
    """The reading direction of a language, as HTML says it."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def compiled(language: str) -> str:
    """The .po files of a language as one JSON text. Fuzzy and empty entries do not exist.

    A check of a description says one sentence: reading ten catalogues with Babel for it takes longer than the check.
    """
    folder = files(__name__) / language
    said: dict[str, object] = {
        "": f"Made from the .po files in {language}/ by: python -m tests.renew_catalogues",
        "messages": _of_folder(folder, language),
    }
    for speech in SPEECHES[language]:
        if speech is not Speech.PLAIN:
            said[speech] = _of_folder(folder / speech, language)
    return json.dumps(said, ensure_ascii=False, indent=0) + "\n"


def _of_folder(folder: Traversable, language: str) -> dict[str, str | list[str]]:
    """Nothing for a way of speaking in which no text differs yet."""
    messages: dict[str, str | list[str]] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else ():
        if file.name.endswith(".po"):
            messages |= _po(file, language)[0]
    return messages


def _po(file: Traversable, language: str) -> tuple[dict[str, str | list[str]], dict[str, str]]:
    """The texts of a file by their key, and what its header says that gettext does not know."""
    from babel.messages.pofile import read_po

    written = file.read_bytes()
    catalog = read_po(BytesIO(written), locale=language)
    messages: dict[str, str | list[str]] = {}
    for message in catalog:
        if message.id and message.string and not message.fuzzy:
            key = message.id if isinstance(message.id, str) else message.id[0]
            key = of_knowledge(key) if message.context == KNOWLEDGE else key
            messages[key] = message.string if isinstance(message.string, str) else list(message.string)
    header = re.findall(r'^"(X-[\w-]+): (.*)\\n"$', written.decode("utf-8"), re.MULTILINE)  # Babel keeps its own only
    return messages, dict(header)
