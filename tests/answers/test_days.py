"""Answers with example days: a bound is told as a bound, and the days give nothing away of what is reserved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given

from auditor.answers import Person, ask
from auditor.errors import AuditorError
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.knowledge.types import Age
from auditor.model import Audience, View, build
from auditor.results import Answer
from auditor.traces import Dates, Traces
from tests.answers.card import card_of
from tests.answers.cases import base, merged
from tests.answers.test_collection import phrases
from tests.answers.test_gate_on_examples import IN_LANGUAGES, ON_EXAMPLES
from tests.answers.test_truth import ANY, keys, unfounded, without_reserved_parts
from tests.traces.strategies import EVENTS, Data, Shape, models

SINCE = {event: date(2031, 3, 31) for event in EVENTS[:2]}
LONG_AGO = {event: date(1991, 3, 31) for event in EVENTS[:2]}
TODAY = date(2026, 11, 22)
WITH_DAYS = ("how-long", "and-the-copies")
FIRST_DAYS = {"answer.day.gone", "answer.day.at-least", "answer.day.between", "answer.long.at-least"}
GONE = {"answer.day.gone", "answer.day.at-latest", "answer.day.between"}
LAST_DAYS = {
    "answer.long.gone-on", "answer.long.gone-by", "answer.long.gone-on-past", "answer.long.gone-by-past",
}  # fmt: skip


def dated(traces: Traces, since: Mapping[str, date] = SINCE) -> Iterator[Answer]:
    person = Person(dates=Dates.of(traces.view, since.items()), today=TODAY)
    for question in WITH_DAYS:
        for item in (None, *traces.view.items):
            yield ask(traces, question, item, person)


@ANY
@given(models(Shape(reserve=True)))
def test_any_description_can_be_told_with_days(data: Data) -> None:
    traces = Traces(build(data), Audience.CLIENT)
    for answer, plain in zip(dated(traces), plainly(traces), strict=True):
        assert answer.state == plain.state
        assert answer.open_questions == plain.open_questions
        assert answer.answer
        assert unfounded(traces.model, [answer]) == []
        if traces.view.anything_reserved:
            assert keys(answer).isdisjoint(FIRST_DAYS | LAST_DAYS)
        assert ("answer.day.examples" in keys(answer)) or not any(key.startswith("answer.day.") for key in keys(answer))


def plainly(traces: Traces) -> Iterator[Answer]:
    for question in WITH_DAYS:
        for item in (None, *traces.view.items):
            yield ask(traces, question, item)


@ANY
@given(models(Shape(reserve=True)))
def test_days_leave_no_trace_of_what_is_reserved(data: Data) -> None:
    data = {**data, "subjects": {"somebody": {"reserve": {"reason": "not yet"}}}}
    with_it, without = (Traces(build(each), Audience.CLIENT) for each in (data, without_reserved_parts(data)))
    for answer, other in zip(dated(with_it), dated(without), strict=True):
        cards = [card_of(said, Speaker(each.view, "nl")).lines for said, each in ((answer, with_it), (other, without))]
        assert cards[0] == cards[1]


@ANY
@given(models(Shape(groups=(0, 2))))
def test_the_day_of_all_is_never_sooner_than_that_of_a_copy(data: Data) -> None:
    traces = Traces(build(data), Audience.CLIENT)
    for answer in dated(traces):
        told = list(answer.sentences())
        days = [day for said in told if said.key in LAST_DAYS and isinstance(day := said.params["date"], date)]
        lines = [said for sentence in told for line in sentence.bullets for said in phrases(line)]
        ends = [day for said in lines if said.key in GONE and isinstance(day := said.params["date"], date)]
        assert len(days) <= 1
        assert all(day >= end for day in days for end in ends)


@cache
def dated_of(folder: Path) -> tuple[View, list[Answer]]:
    """An example with every answer with days, which are the same in every language."""
    traces = Traces(load(folder), Audience.CLIENT)
    return traces.view, [*dated(traces), *dated(traces, LONG_AGO)]


@IN_LANGUAGES
@ON_EXAMPLES
def test_every_answer_with_days_passes_the_gate(folder: Path, language: str) -> None:
    view, answers = dated_of(folder)
    cards = [card_of(answer, Speaker(view, language)) for answer in answers]
    assert [str(report) for card in cards if not (report := card.check()).ok] == []


@ANY
@given(models(Shape()))
def test_a_day_that_is_over_is_told_with_what_is_not_known_of_it(data: Data) -> None:
    traces = Traces(build(data), Audience.CLIENT)
    for since in (SINCE, LONG_AGO):
        for answer in dated(traces, since):
            said = [one for sentence in answer.sentences() for line in sentence.bullets for one in phrases(line)]
            said += answer.answer
            told = (one for one in said if one.key in GONE | LAST_DAYS)
            days = [day for one in told if isinstance(day := one.params.get("date"), date)]
            assert any(day < TODAY for day in days) <= ("answer.day.past" in keys(answer))


@pytest.mark.parametrize("days", [{}, SINCE])
def test_without_days_nothing_is_told_of_days(days: dict[str, date]) -> None:
    rule = {"items": "all", "term": "2 years", "starts": "end-of-help", "then": "delete", "set-up": "automatic"}
    traces = Traces(build(merged(base(), {"systems": {"file": {"keeps": [rule]}}})), Audience.CLIENT)
    answer = ask(traces, "how-long", "notes", Person(dates=Dates.of(traces.view, days.items())))
    assert ("answer.day.examples" in keys(answer)) == bool(days)


@pytest.mark.parametrize(
    ("age", "since", "fits"),
    [
        (Age.UNDER_12, {"birth": date(2014, 11, 23)}, True),
        (Age.UNDER_12, {"birth": date(2014, 11, 22)}, False),
        (Age.FROM_12_TO_15, {"birth": date(2014, 11, 22)}, True),
        (Age.FROM_12_TO_15, {"birth": date(2010, 11, 22)}, False),
        (Age.FROM_16, {"birth": date(2010, 11, 22)}, True),
        (Age.FROM_16, {"birth": date(2010, 11, 23)}, False),
        (Age.UNDER_12, {"turned-18": date(2026, 11, 22)}, False),
        (Age.FROM_16, {"turned-18": date(2028, 11, 22)}, True),
        (Age.FROM_16, {"turned-18": date(2028, 11, 23)}, False),
        (Age.FROM_16, {"end-of-help": date(1950, 1, 1)}, True),
    ],
)  # fmt: skip
def test_an_age_fits_the_birth(age: Age, since: dict[str, date], fits: bool) -> None:
    dates = Dates.of(Traces(build(base())).view, since.items(), today=TODAY)
    if fits:
        assert Person(age, dates, TODAY).age is age
    else:
        with pytest.raises(AuditorError, match="age-against-birth"):
            Person(age, dates, TODAY)
