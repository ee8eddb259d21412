"""Everything a person reads: gettext catalogues, one folder per language, a stable key for every whole sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO

LANGUAGES = ("nl", "en")
"""The languages that are complete, the base first."""


class MissingText(KeyError):
    """A key that a catalogue does not have: an error of ours, never shown as another language."""


class Catalogue:
    """The texts of one language."""

    def __init__(self, language: str, messages: Mapping[str, str | tuple[str, ...]]) -> None:
        self.language = language
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
        try:
            message = self._messages[key]
        except KeyError:
            raise MissingText(f"{self.language}: {key}") from None
        return message if isinstance(message, tuple) else (message,)

    def text(self, key: str, number: int | None = None) -> str:
        """The text of a key, in the plural form for `number`."""
        forms = self.forms(key)
        if len(forms) == 1 or number is None:
            return forms[0]
        return forms[0 if number == 1 else 1]


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, as compiled from its .po files; see `compiled`."""
    if language not in LANGUAGES:
        raise MissingText(language)
    messages = json.loads((files(__name__) / f"{language}.json").read_bytes())["messages"]
    return Catalogue(language, {key: text if isinstance(text, str) else tuple(text) for key, text in messages.items()})


def compiled(language: str) -> str:
    """The .po files of a language as one JSON text. Fuzzy and empty entries do not exist.

    A check of a description says one sentence: reading ten catalogues with Babel for it takes longer than the check.
    """
    from babel.messages.pofile import read_po

    messages: dict[str, str | list[str]] = {}
    folder = files(__name__) / language
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".po"):
            continue
        for message in read_po(BytesIO(file.read_bytes()), locale=language):
            if message.id and message.string and not message.fuzzy:
                key = message.id if isinstance(message.id, str) else message.id[0]
                messages[key] = message.string if isinstance(message.string, str) else list(message.string)
    said = f"Made from the .po files in {language}/ by: python -m tests.renew_catalogues"
    return json.dumps({"": said, "messages": messages}, ensure_ascii=False, indent=0) + "\n"
