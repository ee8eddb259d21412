"""The card of an answer as the gate measures it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from auditor.exporters.say import Speaker
from auditor.knowledge import Knowledge
from auditor.model import View
from auditor.model.facts import stated
from auditor.results import Answer, Sentence
from auditor.texts.gate import Report, check
from auditor.values import Text

_CAPITAL = re.compile(r"(?<!^)\b[A-Z][\w'’]*(?: [A-Z][\w'’]*)*")


@dataclass(frozen=True)
class Card:
    """What a client reads of one answer: the sentences in order, and the lines of the lists below them."""

    language: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    names: tuple[str, ...]
    promised: tuple[str, ...]  # patterns

    @property
    def body(self) -> str:
        return " ".join(sentence for sentence, _ in self.parts)

    @property
    def bullets(self) -> tuple[str, ...]:
        return tuple(line for _, lines in self.parts for line in lines)

    @property
    def lines(self) -> tuple[str, ...]:
        """The whole card, line by line; a line of a list starts with a hyphen."""
        return tuple(line for sentence, lines in self.parts for line in (sentence, *(f"- {line}" for line in lines)))

    def check(self) -> Report:
        """Hold the card against the gate, with the promised labels as required facts."""
        return check(self.body, self.language, names=self.names, required=self.promised, bullets=self.bullets)


def card_of(answer: Answer, speaker: Speaker) -> Card:
    """The text to be measured of an answer: body, lines, names and promised labels."""
    return Card(
        speaker.language,
        tuple(_said(sentence, speaker) for sentence in answer.sentences()),
        names_in(speaker.view, speaker.language),
        tuple("|".join(labels(name, speaker)) for name in answer.promised),
    )


def _said(sentence: Sentence, speaker: Speaker) -> tuple[str, tuple[str, ...]]:
    return speaker.sentence(sentence), tuple(speaker.bullets(sentence))


def labels(name: str, speaker: Speaker) -> list[str]:
    """What an id can be called, as patterns: the same id may be defined in two sections."""
    view = speaker.view
    sections: dict[str, Mapping[str, Any]] = {
        "places": view.places, "organisations": view.organisations, "roles": view.roles, "items": view.items,
        "purposes": view.purposes,
    }  # fmt: skip
    found = [section for section, elements in sections.items() if name in elements]
    called = [view.holders[name].name] if name in view.holders else []
    return [re.escape(said) for said in (*(speaker.label(name, section) for section in found or [""]), *called) if said]


def names_in(view: View, language: str) -> tuple[str, ...]:
    """Everything that is a name: parts of the model without a plain label, organisations and systems as everybody calls
    them, acts, ways to reach somebody, every word with a capital inside a plain label or the words of a rights desk.
    """
    model, known = view.model, view.knowledge
    own: tuple[Mapping[str, Any], ...] = (
        view.holders, view.roles, view.items, view.purposes, view.scopes, model.subjects,
    )  # fmt: skip
    elements = [pair for section in own for pair in section.items()]
    names = {element.name or name for name, element in elements if not _said_in(element.plain, language)}
    names |= {
        element.name for section in (view.organisations, view.systems) for element in section.values() if element.name
    }
    names |= {receiver.name for name in view.organisations if (receiver := view.receiver(name))}
    for organisation in view.organisations.values():
        desk = organisation.rights_desk
        if desk and (contact := stated(desk.contact)):
            values = (contact.phone, contact.email, contact.address, contact.page)
            names |= {said for value in values if (said := _said_in(value, language))}
        for words in (stated(desk.how), desk.identify, desk.copy_, desk.complaints) if desk else ():
            names |= set(_CAPITAL.findall(_said_in(words, language) or ""))
    for section in (*own, model.events):
        names |= _capitals(section, language)
    return tuple(sorted(names | _known_names(known, language)))


@cache
def _known_names(known: Knowledge, language: str) -> frozenset[str]:
    """What is a name in every description of a country."""
    sections = (known.receivers, known.kinds, known.categories, known.subjects, known.events)
    words = (_capitals(section, language) for section in sections)
    channels = (channel.name for channel in known.channels.values())
    return frozenset().union(*words, channels, (law.act for law in known.laws.values()))


def _capitals(section: Mapping[str, Any], language: str) -> set[str]:
    """The words with a capital inside the plain labels of a section."""
    said = (_said_in(element.plain, language) for element in section.values())
    return {name for words in said if words for name in _CAPITAL.findall(words)}


def _said_in(value: Text | str | None, language: str) -> str | None:
    return value.said_in(language) if isinstance(value, Text) else value
