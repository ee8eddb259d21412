"""Do I get a copy? Does it cost money?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    asked_for_them,
    desk_of,
    finding_out,
    in_words,
    laws_of,
    open_question,
    present,
    say,
    to_do,
)
from auditor.results import Answer, AnswerState


def do_i_get_a_copy(asked: Asked) -> Answer:
    """The first copy is free; how a client gets it, where the rights desk says so; what can be left out of it."""
    view = asked.view
    desk, path = desk_of(view)
    how = in_words(desk.copy_ if desk else None, *path, "copy")
    questions = () if how else (open_question(view, "desk-copy-unknown", None, view.model.owner, (*path, "copy")),)
    return Answer(
        "do-i-get-a-copy",
        None,
        AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("rights.for-you") if asked_for_them(asked) else say("copy.ask"), say("copy.free")),
        facts=present(say("copy.how", bullets=how) if how else None, say("copy.more"), say("copy.others")),
        can_do=to_do(view),
        unknown=present(say("copy.how-unknown") if questions else None, finding_out(view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "do-i-get-a-copy", ("avg-15-4",)),
    )
