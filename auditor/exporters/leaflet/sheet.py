"""What stands on a leaflet, whatever it is made into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditor.answers import EVERYONE, Person
from auditor.answers.base import whom_to_ask
from auditor.exporters.cards import Card, Line, cards, nearest
from auditor.exporters.say import Speaker
from auditor.results import Answer

CONTENTS_FROM = 5
"""As many answers get a list of the questions in front."""


@dataclass(frozen=True)
class Part:
    """The answers of one group of questions, under its heading; without one where there is one answer."""

    heading: str | None
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Leaflet:
    """One answer or several, and around them whose they are, when that was checked, and whom to ask.

    speaker: says what stands around the answers. ask: whom to ask and the ways to reach them. page: the organisation's
    own web page, where the description names one.
    """

    speaker: Speaker
    title: str
    parts: tuple[Part, ...]
    ask: tuple[Line, ...]
    page: str | None

    @property
    def several(self) -> bool:
        """Whether there are more answers than one: then it has a title of its own, and headings."""
        return len(self.cards) > 1

    @property
    def with_contents(self) -> bool:
        """Whether a list of the questions stands in front."""
        return len(self.cards) >= CONTENTS_FROM

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every answer on it."""
        return tuple(card for part in self.parts for card in part.cards)


def leaflet(answers: Iterable[Answer], speaker: Speaker, person: Person = EVERYONE) -> Leaflet:
    """The leaflet with these answers, at least one, in the order in which they are given."""
    found = cards(answers, speaker, person)
    return nearest(speaker, lambda by: _leaflet(found, by))


def _leaflet(found: Sequence[Card], speaker: Speaker) -> Leaflet:
    model = speaker.view.model
    return Leaflet(
        speaker,
        found[0].title if len(found) == 1 else speaker.text("card.title", name=model.name),
        tuple(_parts(found, speaker)),
        _ask(speaker),
        speaker.view.organisations[model.owner].page,
    )


def _parts(found: Sequence[Card], speaker: Speaker) -> Iterator[Part]:
    if len(found) == 1:
        yield Part(None, tuple(found))
        return
    questions = speaker.view.knowledge.questions
    for group, of_group in groupby(found, key=lambda card: questions[card.answer.question].group):
        yield Part(speaker.text(f"card.group.{group}"), tuple(of_group))


def _ask(speaker: Speaker) -> tuple[Line, ...]:
    """Whom to ask, each way on a line of its own."""
    lines = whom_to_ask(speaker.view)
    return tuple(Line(speaker.phrase(line)) for line in lines) or (Line(speaker.text("card.ask-unknown")),)
