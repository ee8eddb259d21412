"""What holds for every answer of every description: it rests on the model, hides what is reserved, never says "all"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from auditor.answers.base import CLAIMS, UnfoundedClaim, held
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience, Model, build
from auditor.results import Answer, AnswerState, Name, Names, Sentence
from auditor.texts import LANGUAGES, catalogue
from auditor.traces import Traces
from tests.answers.card import card_of
from tests.answers.cases import Case
from tests.answers.test_answers import EACH
from tests.answers.test_collection import phrases
from tests.answers.test_gate_on_examples import ON_EXAMPLES, answers, sample
from tests.examples import times
from tests.knowledge.test_said_of_law import SAID
from tests.traces.strategies import Data, Shape, models

CLOSING = {
    "nl": re.compile(r"\b(alle|alles|alleen|enige|niemand|nergens|nooit)\b", re.IGNORECASE),
    "en": re.compile(r"\b(all|only|nobody|nowhere|never|everything)\b", re.IGNORECASE),
}
DECLARED = {
    "answer.where.complete",
    "answer.where.stays",
    "answer.who.complete",
    "answer.who.nobody-listed",
    "answer.have.complete",
    "answer.phone.none",
    "answer.copies.none",
    "answer.here.complete",
    "answer.to.complete",
    "answer.to.nobody",
    "answer.council.no",
    "answer.hear.complete",
    "answer.program.none",
    "answer.abroad.no",
    "answer.state.no",
    "answer.insurer.none",
}
"""Sentences that close a list: only where somebody declared it complete."""
WITHOUT_CLOSING_WORD = {
    "answer.where.stays",
    "answer.to.nobody",
    "answer.council.no",
    "answer.state.no",
    "answer.abroad.no",
}
"""Those of them that say it without such a word."""


def resolves(model: Model, path: Iterable[str | int]) -> bool:
    """Whether this path leads to something that stands in the description."""
    at: Any = model.model_dump(mode="json", by_alias=True, exclude_none=True)
    for part in path:
        try:
            at = at[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def unfounded(model: Model, found: Iterable[Answer]) -> list[tuple[str, object]]:
    """Sentences that rest on nothing although they name something, and paths that lead nowhere."""
    wrong: list[tuple[str, object]] = []
    paths: dict[tuple[str | int, ...], bool] = {}
    for answer in found:
        for sentence in answer.sentences():
            for said in (sentence, *sentence.bullets):
                if names_something(said) and not said.rests_on:
                    wrong.append((said.key, "nothing"))
                for path in said.rests_on:
                    if path not in paths:
                        paths[path] = resolves(model, path)
                    if not paths[path]:
                        wrong.append((said.key, path))
    return wrong


def names_something(sentence: Sentence) -> bool:
    inside = [value for phrase in phrases(sentence) for value in phrase.params.values()]
    return any(isinstance(value, Name | Names) for value in inside)


@EACH
def test_a_case_rests_on_its_description(case: Case) -> None:
    traces = case.traces()
    assert unfounded(traces.model, [case.answer()]) == []


@ON_EXAMPLES
def test_an_example_rests_on_its_description(folder: Path) -> None:
    model = load(folder)
    traces = Traces(model, Audience.CLIENT)
    assert unfounded(model, answers(traces, sample(traces.view))) == []


# closing words


def closing(language: str) -> set[str]:
    return {
        key
        for key in catalogue(language).keys()  # noqa: SIM118 - a method
        if key.startswith("answer.") and any(CLOSING[language].search(form) for form in catalogue(language).forms(key))
    }


def test_only_sentences_about_declared_lists_close_a_list() -> None:
    assert closing("nl") | closing("en") == DECLARED - WITHOUT_CLOSING_WORD


def keys(found: Answer) -> set[str]:
    return {phrase.key for sentence in found.sentences() for phrase in phrases(sentence)}


@EACH
def test_a_list_is_closed_only_where_every_list_is_declared(case: Case) -> None:
    traces = case.traces()
    if keys(case.answer()) & DECLARED:
        assert all(place.collects_complete for place in traces.model.places.values())
        if case.question != "what-do-you-have":
            assert all(place.flows_complete for place in traces.model.places.values())


@ON_EXAMPLES
def test_no_example_has_declared_enough_to_close_a_list(folder: Path) -> None:
    traces = Traces(load(folder), Audience.CLIENT)
    for answer in answers(traces, sample(traces.view)):
        assert keys(answer).isdisjoint(DECLARED), (answer.question, answer.item)


# any description

ANY = settings(max_examples=times(25))
KNOWN_BY_ID = re.compile(r"\b(?:org|sys|car|role|item|group)-\d+\b")


@ANY
@given(models(Shape(reserve=True)))
def test_any_description_can_be_told(data: Data) -> None:
    """Never a crash, never a closing word, never an empty answer; and nothing of what is reserved."""
    traces = Traces(build(data), Audience.CLIENT)
    hidden = reserved(data)
    for answer in answers(traces, traces.view.items):
        assert keys(answer).isdisjoint(DECLARED)
        assert answer.answer
        told = {question.who for question in answer.open_questions}
        for language in LANGUAGES:
            card = card_of(answer, Speaker(traces.view, language))
            assert [line for line in card.lines if CLOSING[language].search(line)] == []
            assert all(re.search(pattern, "\n".join(card.lines), re.I) for pattern in card.promised)
            told |= set(KNOWN_BY_ID.findall("\n".join(card.lines)))
        assert told.isdisjoint(hidden)


@ANY
@given(models(Shape(reserve=True)))
def test_what_is_reserved_leaves_no_trace(data: Data) -> None:
    """Without the reserved flows, rules and accesses the client reads exactly the same.

    Something else stays reserved in both, for then no list counts as complete.
    """
    data = {**data, "subjects": {"somebody": {"reserve": {"reason": "not yet"}}}}
    with_it, without = (Traces(build(each), Audience.CLIENT) for each in (data, without_reserved_parts(data)))
    for answer, other in zip(*(answers(each, each.view.items) for each in (with_it, without)), strict=True):
        cards = [card_of(said, Speaker(each.view, "nl")).lines for said, each in ((answer, with_it), (other, without))]
        assert cards[0] == cards[1]


def reserved(data: Data) -> set[str]:
    sections = ("organisations", "roles", "scopes", "items", "systems", "carriers")
    return {name for section in sections for name, part in data.get(section, {}).items() if "reserve" in part}


def without_reserved_parts(data: Data) -> Data:
    """The same description without the parts of lists that are reserved; what has an id stays."""

    def left(value: Any) -> Any:
        if isinstance(value, dict):
            kept = {key: left(part) for key, part in value.items()}
            if kept.get("access") == [] and "access-complete" not in kept:
                del kept["access"]
            return kept
        if isinstance(value, list):
            return [left(part) for part in value if not (isinstance(part, dict) and "reserve" in part)]
        return value

    found = left(data)
    assert isinstance(found, dict)
    return found


# words that deny

NEGATIVE = {
    "nl": re.compile(r"\b(niet|geen|nooit|niemand|nergens|niets|zonder)\b", re.IGNORECASE),
    "en": re.compile(r"\b(no|not|never|nobody|nowhere|nothing|none|without)\b", re.IGNORECASE),
}
NOT_KNOWN = {
    "nl": re.compile(
        r"\b(weten|kennen)\b[^.]*\b(niet|geen)\b|\bonbekend\b"
        r"|\b(in dit antwoord staa(t|n)|staat hier) (nog )?geen\b|\bstaat hier niet bij\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(do not know|know of no|know no|not sure|answer names no|(no rule for that )?is (not )?named here)\b",
        re.IGNORECASE,
    ),
}
"""What we do not know is no claim about what is."""
DENIES_NO_FACT = {
    "this page does not tell": (
        "consent.not-of-you", "family.not-whose", "leak.not-here", "look.not-of-you", "moment.others-unknown",
        "saw.not-here",
    ),
    "what data has become, as the flow says": ("hear.figures", "council.figures", "note.anonymous", "state.figures"),
    "what the client or the law says no to": (
        "at-16.help", "at-16.help-later", "insurer.no-holds", "insurer.no-holds-part", "stop.weighed", "stop.why",
    ),
    "who stands beside a client, by what the key means": ("call.confidant", "call.confidant-unknown"),
    "what can be done with paper and talks": ("remove.paper", "remove.told"),
    "an exception that the law makes": ("learn.not-always",),
    "no day was given": ("note.no-date",),
}  # fmt: skip
"""Sentences with such a word that deny nothing of what happens with the data, by the reason."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_negative_word_stands_only_where_it_is_founded(language: str) -> None:
    """In what we do not know, in what must rest on a declaration, in what the law says; or by name, with a reason."""
    texts = catalogue(language)
    reviewed = {f"answer.{key}" for keys in DENIES_NO_FACT.values() for key in keys}
    negative = {
        key
        for key in texts.keys()  # noqa: SIM118 - a method
        if key.startswith("answer.")
        and any(NEGATIVE[language].search(form) and not NOT_KNOWN[language].search(form) for form in texts.forms(key))
    }
    assert negative - CLAIMS.keys() - SAID.keys() - reviewed == set()


def test_every_reviewed_denial_is_still_one() -> None:
    for key in (key for keys in DENIES_NO_FACT.values() for key in keys):
        assert any(NEGATIVE[one].search(catalogue(one).text(f"answer.{key}")) for one in LANGUAGES), key


def test_a_claim_without_what_founds_it_is_refused() -> None:
    """Whoever writes an answer that says too much gets an error, and no client reads it."""
    model = build({"model": 1, "name": "Team", "owner": "team", "organisations": {"team": {}}, "systems": {"file": {}}})
    view = Traces(model, Audience.CLIENT).view
    for key in CLAIMS:
        for paths in ((), (("systems", "file"),), (("systems", "file", "flows-complete"),)):
            said = Sentence(key, {}, paths)
            for sentence in (said, Sentence("answer.line.plain", {"name": said}), Sentence("x", {}, (), (said,))):
                answer = Answer("how-long", None, AnswerState.KNOWN, (sentence,))
                with pytest.raises(UnfoundedClaim):
                    held(answer, view)
