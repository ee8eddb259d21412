"""Clients find their question with a few words of it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from auditor import knowledge
from auditor.answers import search

CASES = yaml.safe_load((Path(__file__).parent / "search.yaml").read_text(encoding="utf-8"))
TYPED = [(str(typed), meant) for language in ("nl", "en") for typed, meant in CASES[language].items()]


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_the_question_is_among_the_first_three(typed: str, meant: str) -> None:
    assert meant in search(typed, "NL")[:3], search(typed, "NL")


@pytest.mark.parametrize("typed", CASES["none"])
def test_words_about_nothing_find_nothing(typed: str) -> None:
    assert search(typed, "NL") == []


def test_every_question_is_found_first_by_its_own_words() -> None:
    for name, question in knowledge.of("NL").questions.items():
        for language in ("nl", "en"):
            assert search(question.asks.said_in(language) or "", "NL")[0] == name


def test_every_question_has_a_case() -> None:
    assert {meant for _, meant in TYPED} == set(knowledge.of("NL").questions)


def test_another_country_is_not_asked_what_it_does_not_have() -> None:
    assert search("zorgverzekeraar", "FR") == []


@given(st.text(max_size=200))
def test_anything_can_be_typed(typed: str) -> None:
    assert set(search(typed, "NL")) <= set(knowledge.of("NL").questions)
