"""Something is wrong. Can you correct it?"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.answers.base import (
    Asked,
    asked_for_them,
    finders,
    finding_out,
    given,
    given_doubts,
    given_lines,
    laws_of,
    of_law,
    present,
    say,
    to_do,
)
from auditor.model import Path
from auditor.results import Answer, AnswerState

_YOUTH_FILE = "jeugdwet-7.3.8"
"""The article under which what a client writes is put in the file of youth help."""


def can_you_correct_it(asked: Asked) -> Answer:
    """The right to have it corrected and completed, a client's own words in the file, and whom we must tell."""
    view = asked.view
    found = given(asked)
    questions = tuple(given_doubts(asked, found))
    youth = tuple(dict.fromkeys(_youth_files(asked)))
    lines = given_lines(found)
    return Answer(
        "can-you-correct-it",
        None,
        AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("rights.for-you") if asked_for_them(asked) else say("correct.ask"),),
        facts=present(
            say("correct.own-words"),
            say("correct.youth", *youth) if youth else None,
            say("correct.tell", bullets=lines),
        ),
        can_do=to_do(view),
        unknown=present(say("given.unsure") if questions else None, finding_out(view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "can-you-correct-it", ("avg-16", "avg-19")),
        promised=(*dict.fromkeys(one.receiver for one in found), *finders(questions)),
    )


def _youth_files(asked: Asked) -> Iterator[Path]:
    """The retention rules of ours that name the article about the file of youth help, where that may be told."""
    law = asked.view.knowledge.laws.get(_YOUTH_FILE)
    if law is None or not law.tellable:
        return
    for clock in asked.clocks:
        if asked.ours(clock.node):
            for ending in clock.endings:
                if any(part.law == _YOUTH_FILE for part in of_law(ending)):
                    yield ending.path
