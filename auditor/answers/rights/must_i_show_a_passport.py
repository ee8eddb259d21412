"""Must I identify myself? Send my passport?"""

from __future__ import annotations

from auditor.answers.base import Asked, desk_of, finding_out, in_words, laws_of, open_question, present, say, to_do
from auditor.results import Answer, AnswerState


def must_i_show_a_passport(asked: Asked) -> Answer:
    """When the law lets us ask for more proof; and how the rights desk makes sure who asks, where it says so."""
    view = asked.view
    desk, path = desk_of(view)
    how = in_words(desk.identify if desk else None, *path, "identify")
    questions = () if how else (open_question(view, "identify-unknown", None, view.model.owner, (*path, "identify")),)
    return Answer(
        "must-i-show-a-passport",
        None,
        AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("passport.how", bullets=how) if how else say("passport.doubt"),),
        facts=(say("passport.doubt"),) if how else (),
        can_do=to_do(view, say("passport.ask")),
        unknown=present(say("passport.how-unknown") if questions else None, finding_out(view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "must-i-show-a-passport"),
    )
