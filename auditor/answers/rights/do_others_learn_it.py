"""If you correct or remove something, do others learn it?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    Declared,
    Given,
    checked_by,
    deciding_with_us,
    declared,
    finders,
    finding_out,
    given,
    given_doubts,
    given_lines,
    given_to_no_others,
    laws_of,
    present,
    say,
    to_do,
)
from auditor.results import Answer, AnswerState


def do_others_learn_it(asked: Asked) -> Answer:
    """Whom we must tell of a correction or removal: everybody whom we gave it to, unless that cannot be done."""
    view = asked.view
    found, together = given(asked), deciding_with_us(asked)
    complete = given_to_no_others(asked, found)
    questions = tuple(given_doubts(asked, found))
    lines = given_lines(found)
    if complete:
        answer = (say("given.none", *declared(complete)), checked_by(view, complete))
    else:
        answer = (say("learn.tell"), say("learn.not-always"))
    return Answer(
        "do-others-learn-it",
        None,
        _state(found, complete, doubts=bool(questions)),
        answer=answer,
        facts=present(
            say("given.to", bullets=lines) if lines else None,
            say("given.together", bullets=together) if together else None,
        ),
        can_do=to_do(view) if complete else to_do(view, say("learn.right")),
        unknown=present(
            None if lines or complete else say("given.none-known"),
            say("given.unsure") if questions else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "do-others-learn-it"),
        promised=(*dict.fromkeys(one.receiver for one in found), *finders(questions)),
    )


def _state(found: tuple[Given, ...], complete: Declared, *, doubts: bool) -> AnswerState:
    if complete:
        return AnswerState.NOT_APPLICABLE
    if not found:
        return AnswerState.UNKNOWN
    return AnswerState.PARTLY if doubts else AnswerState.KNOWN
