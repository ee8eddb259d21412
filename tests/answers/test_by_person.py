"""What only a person answers gives nothing away: the card is the same whatever stands in a description."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from auditor.answers import Person, ask
from auditor.exporters.say import Speaker
from auditor.knowledge.types import Age
from auditor.model import Audience, build
from auditor.results import Answer, AnswerState
from auditor.texts import LANGUAGES
from auditor.traces import Dates, Traces
from tests.answers.card import card_of
from tests.answers.cases import base, cases, merged
from tests.examples import times
from tests.traces.strategies import Data, Shape, models

QUESTION = "does-my-file-say-veilig-thuis"
DESKS: tuple[dict[str, Any], ...] = ({}, {"ask": "asker"}, {"ask": "unknown"})


def told(data: Data, person: Person = Person()) -> tuple[Answer, list[tuple[str, ...]]]:  # noqa: B008
    traces = Traces(build(data), Audience.CLIENT)
    answer = ask(traces, QUESTION, None, person)
    return answer, [card_of(answer, Speaker(traces.view, language)).lines for language in LANGUAGES]


def with_desk(data: Data, desk: dict[str, Any]) -> Data:
    """This description with the same desk, and the same role there, as any other."""
    owner = data["owner"]
    asker = {"of": owner, "plain": {"nl": "onze collega", "en": "our worker"}}
    organisation = {"rights-desk": desk, "reserve": None}
    return merged(data, {"roles": {"asker": asker}, "organisations": {owner: organisation}})


def smallest(owner: str) -> Data:
    return {"model": 1, "name": "Empty", "owner": owner, "country": "NL", "organisations": {owner: {}}}


@pytest.mark.parametrize("desk", DESKS, ids=str)
@settings(max_examples=times(25))
@given(data=models(Shape(reserve=True)))
def test_the_card_is_the_same_for_every_description(desk: dict[str, Any], data: Data) -> None:
    found = told(with_desk(data, desk))
    assert found == told(with_desk(smallest(data["owner"]), desk))
    assert found[0].state is AnswerState.BY_PERSON
    assert found[0].open_questions == ()


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.question}: {case.name}")
def test_the_card_is_the_same_for_every_case(case: Any) -> None:
    data = {**merged(base(), case.part), "country": "NL"}
    assert told(with_desk(data, {"ask": "asker"})) == told(with_desk(smallest("team"), {"ask": "asker"}))


def test_the_card_is_the_same_for_everybody() -> None:
    data = with_desk(smallest("team"), {"ask": "asker"})
    view = Traces(build(data), Audience.CLIENT).view
    for age in Age:
        dates = Dates.of(view, {"end-of-help": view.knowledge.events["end-of-help"].checked}.items())
        assert told(data, Person(age, dates)) == told(data)
