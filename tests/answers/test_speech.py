"""Every answer of every example to a young person and for an interpreter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from auditor.exporters.cards import Card, card
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience
from auditor.texts import LANGUAGES, SPEECHES, Catalogue, Speech, catalogue
from auditor.texts.young import speaks_to_reader
from auditor.traces import Traces
from tests.answers.card import card_of
from tests.answers.test_gate_on_examples import IN_LANGUAGES, ON_EXAMPLES, answers

LONGEST = {"nl": 16, "en": 17}
"""Words of one line for an interpreter, before a colon; a label of a description counts with all its words."""
FEW = 3
"""Kinds of data of an example that are asked about: what differs between them is their label."""


def cards(folder: Path, language: str, speech: Speech) -> Iterator[Card]:
    traces = Traces(load(folder), Audience.CLIENT)
    speaker = Speaker(traces.view, language, speech)
    return (card(answer, speaker) for answer in answers(traces, list(traces.view.items)[:FEW]))


def lines(one: Card) -> list[str]:
    said = (*one.said, *one.can_do, *one.unknown)
    return [
        text for part in said for text in (part.text, *(t for line in part.lines for t in (line.text, *line.below)))
    ]


@ON_EXAMPLES
def test_a_young_person_is_spoken_to_as_one(folder: Path) -> None:
    """Never half: every card says `je`, passes the gate, and none falls back to `u`."""
    traces = Traces(load(folder), Audience.CLIENT)
    speaker = Speaker(traces.view, "nl", Speech.YOUNG)
    for answer in answers(traces, list(traces.view.items)[:FEW]):
        one = card(answer, speaker)
        assert one.speaker.speech is Speech.YOUNG, answer.question
        assert [line for line in (one.title, *lines(one), *one.strength) if speaks_to_reader(line)] == []
        report = card_of(answer, speaker).check()
        assert report.ok, f"{answer.question} {answer.item}: {report}"


@ON_EXAMPLES
@IN_LANGUAGES
def test_an_interpreter_reads_one_fact_a_line(folder: Path, language: str) -> None:
    for one in cards(folder, language, Speech.INTERPRETER):
        assert one.speaker.speech is Speech.INTERPRETER
        for line in lines(one):
            assert len(line.split(": ")[0].split()) <= LONGEST[language], (one.answer.question, line)
            assert "\n" not in line
            assert not re.search(r"[.!?] [A-Z]", line), line


def test_names_stand_alone_for_an_interpreter() -> None:
    """In every text of our own a name is the end of its line, after a colon or at the very beginning."""
    for language in LANGUAGES:
        for key in catalogue(language, Speech.INTERPRETER).keys():  # noqa: SIM118 - a method
            if key.startswith("answer.") and key not in TAKEN_APART:
                for form in catalogue(language, Speech.INTERPRETER).forms(key):
                    for line in re.split(r"\n|(?<=[.!?]) (?=[A-Z])", form):
                        assert re.fullmatch(VALUE, line), (language, key, line)


VALUE = re.compile(r"(?:[^{}]|\{what\})*|(?:(?:[^{}]|\{what\})*: )?(?:[a-z]+,? ){0,2}\{[a-z_]+\}\.?")
"""No name, or one at the end: `Wie dit uitzoekt: {who}.`"""
TAKEN_APART = ("answer.line.noted", "answer.line.noted-carried")
"""Of these the name and what is said with it have lines of their own."""


def test_every_way_of_speaking_has_texts_of_its_own() -> None:
    for language, speeches in SPEECHES.items():
        for speech in speeches:
            own = catalogue(language, speech).own
            assert bool(own) is (speech is not Speech.PLAIN)
            assert own.keys() <= catalogue(language).keys()
            for key in own:
                assert holes(catalogue(language, speech), key) == holes(catalogue(language), key), key


def holes(texts: Catalogue, key: str) -> list[set[str]]:
    return [set(re.findall(r"\{(\w+)\}", form)) for form in texts.forms(key)]
