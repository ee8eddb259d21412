"""The page with the questions: found by a few words, and answered for somebody of whom little is known."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from auditor import texts
from auditor.answers import QUESTIONS
from tests.ui.conftest import ROOT
from tests.ui.test_pages import app, words

WIJKTEAM = ROOT / "examples" / "wijkteam"


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return app(monkeypatch, WIJKTEAM, lang="nl").run()


def offered(questions: AppTest) -> list[str]:
    return [str(button.key).removeprefix("ask-") for button in questions.button if str(button.key).startswith("ask-")]


def test_every_question_can_be_chosen_under_a_heading(questions: AppTest) -> None:
    assert set(offered(questions)) == {question.id for question in QUESTIONS}
    assert len(questions.expander) == 8  # seven groups, and for whom it is


def test_a_few_words_find_the_question(questions: AppTest) -> None:
    questions.text_input(key="search").input("dosier lezen").run()
    assert "may-i-read-my-file" in offered(questions)[:3]
    assert len(offered(questions)) <= 6
    questions.text_input(key="search").input("xyzzy").run()
    assert texts.catalogue("nl").text("ui.questions.none-found") in words(questions)
    assert len(offered(questions)) == len(QUESTIONS)


def test_an_answer_is_narrowed_to_somebody(questions: AppTest) -> None:
    questions.session_state["question"] = "how-long"
    everybody = words(questions.run())
    questions.multiselect(key="groups").select("debts").run()
    narrowed = words(questions)
    assert "Dit is voor iemand voor wie dit geldt" in narrowed
    assert "als uw kind hulp krijgt:" in everybody
    assert "als uw kind hulp krijgt:" not in narrowed
    questions.button(key="for-nobody").click().run()
    assert "Dit is voor iemand voor wie dit geldt" not in words(questions)


def test_it_speaks_to_a_young_person_and_for_an_interpreter(questions: AppTest) -> None:
    questions.session_state["question"] = "what-do-you-have"
    questions.session_state["speech"] = "young"
    assert "over je opschrijven" in words(questions.run())
    questions.session_state["speech"] = "interpreter"
    assert not questions.run().exception


def test_what_was_chosen_about_somebody_is_in_no_address(questions: AppTest) -> None:
    questions.session_state["question"] = "how-long"
    questions.session_state["age"] = "12-to-15"
    questions.multiselect(key="groups").select("debts").run()
    questions.date_input[0].set_value("2026-03-31").run()
    assert not questions.exception
    address = str(dict(questions.query_params))
    assert not any(told in address for told in ("debts", "12-to-15", "2026"))
