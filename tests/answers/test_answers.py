"""Every case of every question, see the YAML files of this folder."""

from __future__ import annotations

import pytest

from auditor.answers import QUESTIONS
from auditor.exporters.say import Speaker
from auditor.results import Answer, AnswerState
from auditor.texts import LANGUAGES
from tests.answers.card import Card, card_of
from tests.answers.cases import Case, cases

CASES = cases()
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.question}: {case.name}")

STATES = {AnswerState.KNOWN, AnswerState.PARTLY, AnswerState.UNKNOWN}
ALSO = {
    **{
        name: {AnswerState.NOT_APPLICABLE}
        for name in (
            "phone-or-app", "does-the-council-get-it", "do-the-police-hear", "which-program", "is-it-abroad",
            "does-the-state-get-it", "may-you-call-my-insurer", "and-the-copies", "do-others-learn-it",
            "can-i-stop-sharing",
        )
    },
    "was-it-leaked": {AnswerState.BY_PERSON},
    "does-my-file-say-veilig-thuis": {AnswerState.BY_PERSON},
}  # fmt: skip
NEVER = {  # the rights are in the law, whatever the description says
    "may-i-read-my-file": {AnswerState.UNKNOWN},
    "do-i-get-a-copy": {AnswerState.UNKNOWN},
    "how-fast-an-answer": {AnswerState.PARTLY, AnswerState.UNKNOWN},
    "must-i-show-a-passport": {AnswerState.UNKNOWN},
    "can-you-correct-it": {AnswerState.UNKNOWN},
    "who-reads-my-childs-file": {AnswerState.UNKNOWN},
    "can-i-decide-at-16": {AnswerState.UNKNOWN},
    "was-it-leaked": STATES,  # no description knows of leaks: a person looks it up
    "does-my-file-say-veilig-thuis": STATES,  # for safety a person answers it
}


def answer(case: Case) -> Answer:
    return case.answer()


def card(case: Case, language: str = "nl") -> Card:
    return card_of(answer(case), Speaker(case.traces().view, language))


@EACH
def test_reads_as_written(case: Case) -> None:
    assert "\n".join(card(case).lines) == case.card
    assert answer(case).state == case.state


@pytest.mark.parametrize("language", LANGUAGES)
@EACH
def test_passes_the_gate(case: Case, language: str) -> None:
    report = card(case, language).check()
    assert report.ok, report


@EACH
def test_can_be_said_in_every_language(case: Case) -> None:
    for language in LANGUAGES:
        said = card(case, language).lines
        assert len(said) == len(case.card.splitlines())


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.hides], ids=lambda case: f"{case.question}: {case.name}"
)
def test_gives_nothing_away(case: Case) -> None:
    """Neither in words, nor in what a machine reads of the answer, nor by counting."""
    told = repr(answer(case)) + "".join("\n".join(card(case, language).lines) for language in LANGUAGES)
    assert [word for word in case.hides if word in told] == []
    assert "nakeek" not in told
    assert "alle " not in told


@pytest.mark.parametrize("question", [question.id for question in QUESTIONS])
def test_has_a_case_for_every_state_and_one_with_something_reserved(question: str) -> None:
    here = [case for case in CASES if case.question == question]
    assert {case.state for case in here} == (STATES | ALSO.get(question, set())) - NEVER.get(question, set())
    assert any(case.hides for case in here)


def test_no_case_is_about_a_question_that_does_not_exist() -> None:
    assert {case.question for case in CASES} == {question.id for question in QUESTIONS}
