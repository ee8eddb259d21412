"""Every question is answered plainly about descriptions that nobody made up to be answered plainly.

The examples and the cases are written by people who know the answers. These are not: few, and always the same, so that
a change that has nothing to do with it does not fail here.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings

from auditor.answers import QUESTIONS
from auditor.exporters.say import Speaker
from auditor.model import Audience, build
from auditor.results import AnswerState
from auditor.texts import LANGUAGES
from auditor.traces import Traces
from tests.answers.card import card_of
from tests.answers.generated import spoken_models
from tests.answers.test_gate_on_examples import answers
from tests.traces.strategies import Data, Shape

FEW = settings(max_examples=25)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_passes(language: str) -> None:
    seen: Counter[tuple[str, AnswerState]] = Counter()

    @FEW
    @given(spoken_models(Shape(reserve=True)))
    def passes(data: Data) -> None:
        traces = Traces(build(data), Audience.CLIENT)
        speaker = Speaker(traces.view, language)
        for answer in answers(traces, list(traces.view.items)[:1]):
            card = card_of(answer, speaker)
            report = card.check()
            assert report.ok, (answer.question, answer.item, str(report), card.lines)
            seen[answer.question, answer.state] += 1

    passes()
    assert {question for question, _ in seen} == {question.id for question in QUESTIONS}
    assert {state for _, state in seen} >= {AnswerState.KNOWN, AnswerState.PARTLY, AnswerState.UNKNOWN}
