"""From keys to sentences of one language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from auditor import texts
from auditor.errors import AuditorError, Problem
from auditor.results import Country, Known, Name, Names, Phrases, ProperName, Sentence
from auditor.texts import MissingText, Speech
from auditor.texts.young import to_young
from auditor.values import Part, Text

if TYPE_CHECKING:
    from auditor.exporters.say import Speaker
    from auditor.knowledge.types import Question


YOUNG = "je"
"""The language under which a text says what it says to a young person."""


class Words:
    """Says catalogue texts and values of one language, in one way of speaking.

    The labels of a model only when it has a speaker.
    """

    def __init__(self, language: str, speaker: Speaker | None = None, speech: Speech = Speech.PLAIN) -> None:
        self.language = language
        self.speech = texts.spoken(language, speech)
        self.catalogue = texts.catalogue(language, self.speech)
        self._speaker = speaker

    def say(self, key: str, params: Mapping[str, Any] | None = None) -> str:
        """The text of a key with its placeholders filled."""
        params = params or {}
        number = next((value for value in params.values() if isinstance(value, int)), None)
        text = self.catalogue.text(key, number)
        return text.format_map({name: self.value(value) for name, value in params.items()}) if params else text

    def value(self, value: Any) -> str:
        """A value as people read it: a label, a list, a date, a duration exactly as stated."""
        speaker = self._speaker
        if isinstance(value, str | int):
            return str(value)
        if isinstance(value, date):
            from babel.dates import format_date  # a check of a description says no date

            return format_date(value, "d MMMM y", locale=self.language)
        if isinstance(value, Country):
            from babel import Locale

            return str(Locale.parse(self.language).territories.get(value.code, value.code))
        if isinstance(value, Sentence):
            return self.say(value.key, value.params)
        if isinstance(value, Phrases):
            return self.listed([self.value(phrase) for phrase in value.of])
        if isinstance(value, Text):
            return self.spoken(value) or self.say("label.not-translated")
        if isinstance(value, Name) and speaker:
            return speaker.label(value.id, value.section)
        if isinstance(value, ProperName) and speaker:
            return speaker.name(value.id)
        if isinstance(value, Names) and speaker:
            return self.listed([speaker.label(name, value.section) for name in value.ids])
        if isinstance(value, Known) and speaker:
            return speaker.known(value.section, value.id, value.form)
        if isinstance(value, tuple) and all(isinstance(part, Part) for part in value):
            return self.listed([self.say(f"duration.{part.unit}", {"number": part.number}) for part in value])
        raise TypeError(f"no words for {value!r}")

    def spoken(self, text: Text) -> str | None:
        """Words of a description or of the knowledge in this language; None where nobody wrote them.

        Raises MissingText for a young person where nobody wrote them with `je` and that does not follow surely.
        """
        said = text.said_in(self.language)
        if said is None or self.speech is not Speech.YOUNG:
            return said
        young = text.said_in(YOUNG) if not isinstance(text.root, str) else None
        young = young or to_young(said)
        if young is None:
            raise MissingText(f"{YOUNG}: {said}")
        return young

    def known(self, text: Text) -> str:
        """Words of the knowledge in this language.

        Raises MissingText where nobody wrote them: the knowledge has every text in every complete language, and a
        further one has them in its catalogue.
        """
        said = self.spoken(text)
        key = texts.of_knowledge(text.said_in(texts.LANGUAGES[0]) or "")
        if said is None and key in self.catalogue:
            said = self.catalogue.text(key)
        if said is None:
            raise MissingText(f"{self.language}: {text.root}")
        return said

    def listed(self, labels: list[str]) -> str:
        """A, B and C."""
        from babel.lists import format_list

        return format_list(labels, locale=self.language)

    def strength(self, question: Question) -> list[str]:
        """How strong the right to an answer is, never stronger than the law makes it, and what to say with it."""
        strength = self.say(f"strength.{question.strength or 'not-known'}")
        return [strength, self.known(question.strength_note)] if question.strength_note else [strength]

    def error(self, error: AuditorError) -> str:
        """An error in words."""
        return self.say(error.key, error.params)

    def problem(self, problem: Problem) -> str:
        """A problem of a description in words, without its place."""
        params = {name: self.say(str(value)) if name == "expected" else value for name, value in problem.params.items()}
        return self.say(problem.key, params)
