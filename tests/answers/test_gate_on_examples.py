"""Every answer of every example passes the whole gate, in both languages, about each item and about everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from auditor.answers import ask, questions
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience, Model, View, build
from auditor.results import Answer
from auditor.texts import LANGUAGES
from auditor.traces import Traces
from tests.answers.card import card_of

EXAMPLES = sorted(folder for folder in (Path(__file__).parents[2] / "examples").iterdir() if folder.is_dir())
SAMPLE = 15
"""As many kinds of data of an example are asked about, more or less."""
ON_EXAMPLES = pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
IN_LANGUAGES = pytest.mark.parametrize("language", LANGUAGES)


def answers(traces: Traces, items: Iterable[str]) -> Iterator[Answer]:
    """About everything and about each of these items."""
    for question in questions(traces.view):
        for item in (None, *items) if question.per_item else (None,):
            yield ask(traces, question.id, item)


def sample(view: View) -> list[str]:
    """Some of the kinds of data: most are told alike, in other words."""
    return list(view.items)[:: max(1, len(view.items) // SAMPLE)]


@cache
def asked(folder: Path) -> tuple[View, list[Answer]]:
    """An example with every answer, which are the same in every language."""
    traces = Traces(load(folder), Audience.CLIENT)
    return traces.view, list(answers(traces, traces.view.items))


def refused(view: View, answers: Iterable[Answer], language: str) -> Iterator[tuple[str, str]]:
    """What the gate refuses, with why."""
    speaker = Speaker(view, language)
    for answer in answers:
        report = card_of(answer, speaker).check()
        if not report.ok:
            yield f"{answer.question} {answer.item}", str(report)


@IN_LANGUAGES
@ON_EXAMPLES
def test_every_answer_passes(folder: Path, language: str) -> None:
    assert dict(refused(*asked(folder), language)) == {}


def changed(folder: Path, **words: str) -> Model:
    """An example with other plain labels, by section and id."""
    data = load(folder).model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    for place, label in words.items():
        section, name = place.split("__")
        data[section][name.replace("_", "-")]["plain"] = {"nl": label, "en": label}
    return build({**data, "model": 1})


@pytest.mark.parametrize(
    ("label", "rule"),
    [
        ("de functionaris gegevensbescherming", "G9"),
        ("de curator met een stempel", "G6"),
        ("de samenwerking en de mogelijkheden", "G7"),
        ("de collega (privacy)", "G15"),
        ("de colega voor privacy", "G20"),
        ("je collega voor privacy", "G17"),
        ("onze collega die voor u en voor ons en voor de gemeente en voor de school let op privacy", "G4"),
    ],
)
def test_a_label_that_breaks_a_rule_is_caught(label: str, rule: str) -> None:
    """A gate that nobody has seen fail is no gate."""
    wijkteam = next(folder for folder in EXAMPLES if folder.name == "wijkteam")
    traces = Traces(changed(wijkteam, roles__privacy_officer=label), Audience.CLIENT)
    assert any(rule in why for _, why in refused(traces.view, answers(traces, ()), "nl"))


def test_a_fact_that_is_left_out_is_caught() -> None:
    traces = Traces(load(EXAMPLES[0]), Audience.CLIENT)
    answer = ask(traces, "where-does-it-go")
    card = card_of(answer, Speaker(traces.view, "nl"))
    shorter = [(sentence, lines[:-1]) for sentence, lines in card.parts]
    report = type(card)(card.language, tuple(shorter), card.names, card.promised).check()
    assert "G18" in report.rules
