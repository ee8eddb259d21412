"""Everything a person reads: gettext catalogues, one folder per language, a stable key for every whole sentence."""

from __future__ import annotations

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
    """The catalogue of a language: every .po file of its folder. Fuzzy and empty entries do not exist."""
    from babel.messages.pofile import read_po

    if language not in LANGUAGES:
        raise MissingText(language)
    messages: dict[str, str | tuple[str, ...]] = {}
    folder = files(__name__) / language
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".po"):
            continue
        for message in read_po(BytesIO(file.read_bytes()), locale=language):
            if message.id and message.string and not message.fuzzy:
                key = message.id if isinstance(message.id, str) else message.id[0]
                text = message.string
                messages[key] = text if isinstance(text, str) else tuple(text)
    return Catalogue(language, messages)
