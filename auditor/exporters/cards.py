"""An answer in words, ready to be shown: never half in another language or in another way of speaking.

For an interpreter every fact has a line of its own, and names stand alone, so that they can be read out as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from auditor.answers import EVERYONE, Person
from auditor.exporters.say import Speaker
from auditor.knowledge.types import Law
from auditor.model import View
from auditor.results import Answer, AnswerState, Param, Phrases, Sentence
from auditor.texts import LANGUAGES, MissingText, Speech

T = TypeVar("T")
_LINE_END = re.compile(r"\n|(?<=[.!?]) (?=[A-Z])")
_NOTED = ("answer.line.noted", "answer.line.noted-carried")
_UNSURE = {"answer.subject.sometimes": "card.sometimes", "answer.subject.perhaps": "card.perhaps"}


@dataclass(frozen=True)
class Line:
    """A line of a list; below it what must be said with it, where that has lines of its own."""

    text: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """A sentence, and the list below it."""

    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Card:
    """What a client reads of one answer. The speaker is the one that says all of it.

    about: the kind of data it is about. for_whom: the groups of clients that somebody is in, each as a condition, and
    how old they are, where the answer is for somebody like that.
    """

    answer: Answer
    speaker: Speaker
    title: str
    about: str | None
    for_whom: tuple[str, ...]
    said: tuple[Said, ...]
    can_do: tuple[Said, ...]
    unknown: tuple[Said, ...]
    strength: tuple[str, ...]

    @property
    def laws(self) -> tuple[Law, ...]:
        """The articles behind the answer that a client may be told of."""
        known = self.speaker.view.knowledge.laws
        named = dict.fromkeys(self.answer.laws)
        return tuple(known[name] for name in named if name in known and known[name].tellable)

    @property
    def state(self) -> AnswerState:
        """How much of the answer is known."""
        return self.answer.state


def cards(answers: Iterable[Answer], speaker: Speaker, person: Person = EVERYONE) -> list[Card]:
    """The card of every answer, as near as can be to how this speaker speaks."""
    return [card(answer, speaker, person) for answer in answers]


def card(answer: Answer, speaker: Speaker, person: Person = EVERYONE) -> Card:
    """The card of an answer to somebody.

    Where one text of it is missing in this way of speaking, the whole card speaks plainly; where one is missing in
    this language, the whole card is in the language that is always complete.
    """
    return nearest(speaker, lambda by: _card(answer, by, person))


def checked(speaker: Speaker) -> str:
    """Whose description it is, and when somebody checked it."""
    model = speaker.view.model
    if model.checked:
        return speaker.text("card.checked", name=model.name, date=model.checked.on)
    return speaker.text("card.not-checked", name=model.name)


def cited(card: Card) -> str:
    """The articles behind the answer, in one line."""
    return ", ".join(dict.fromkeys(f"{law.act} {law.article}" for law in card.laws))


def nearest(speaker: Speaker, say: Callable[[Speaker], T]) -> T:
    """What is said by this speaker; where it misses a text, by one that speaks plainly, or else in the first language.

    say: says it whole, or raises MissingText.
    """
    view, plain = speaker.view, Speech.PLAIN
    candidates = [(speaker.language, speaker.speech), (speaker.language, plain), (LANGUAGES[0], plain)]
    for language, speech in dict.fromkeys(candidates):
        try:
            return say(Speaker(view, language, speech))
        except MissingText:
            if (language, speech) == candidates[-1]:
                raise
    raise AssertionError


def _card(answer: Answer, speaker: Speaker, person: Person) -> Card:
    """Raises MissingText for a text of the card that this speaker does not have."""
    question = speaker.view.knowledge.questions[answer.question]

    def said(*parts: tuple[Sentence, ...]) -> tuple[Said, ...]:
        return tuple(one for part in parts for sentence in part for one in said_of(sentence, speaker))

    return Card(
        answer,
        speaker,
        speaker.known("questions", answer.question, "asks"),
        speaker.label(answer.item, "items") if answer.item else None,
        tuple(_for_whom(speaker.view, speaker, person)),
        said(answer.answer, answer.facts),
        said(answer.can_do),
        said(answer.unknown),
        tuple(speaker.words.strength(question)),
    )


def _for_whom(view: View, speaker: Speaker, person: Person) -> Iterator[str]:
    for group in view.scopes:
        if view.groups is not None and group in view.groups:
            yield speaker.label(group, "scopes")
    if person.age:
        yield speaker.text(f"card.age.{person.age}")


def said_of(sentence: Sentence, speaker: Speaker) -> Iterator[Said]:
    """A sentence with its list, as this speaker says it."""
    text = speaker.sentence(sentence)
    if speaker.speech is not Speech.INTERPRETER:
        yield Said(text, tuple(Line(line) for line in speaker.bullets(sentence)))
        return
    *before, last = _lines(text)
    yield from (Said(one, ()) for one in before)
    yield Said(last, tuple(_spelled_out(bullet, speaker) for bullet in sentence.bullets))


def _spelled_out(bullet: Sentence, speaker: Speaker) -> Line:
    """The name alone, and below it everything that is said of it, one by one."""
    name: Param = bullet.params.get("name", "")
    if bullet.key not in ("answer.line.plain", *_NOTED) or not name:
        text, *below = _lines(speaker.phrase(bullet))
        return Line(text, tuple(below))
    said: list[str] = []
    while isinstance(name, Sentence) and "name" in name.params:
        if name.key in _UNSURE:
            said.append(speaker.text(_UNSURE[name.key]))
        else:
            said += _lines(speaker.phrase(replace(name, params={**name.params, "name": ""})))
        name = name.params["name"]
    notes = bullet.params.get("notes")
    for note in notes.of if isinstance(notes, Phrases) else ():
        said += _lines(speaker.words.value(note))
    if bullet.key == _NOTED[1]:
        said.append(speaker.text("answer.note.carried"))
    text, *of_name = _lines(speaker.words.value(name))
    return Line(text, (*of_name, *said))


def _lines(text: str) -> list[str]:
    return [line for line in _LINE_END.split(text) if line.strip()]


def paragraphs(said: Iterable[Said], speech: Speech) -> Iterator[Said]:
    """Sentences that follow each other as one, until a list; for an interpreter each stays on a line of its own."""
    texts: list[str] = []
    for one in said:
        texts.append(one.text)
        if one.lines or speech is Speech.INTERPRETER:
            yield Said(" ".join(texts), one.lines)
            texts = []
    if texts:
        yield Said(" ".join(texts), ())
