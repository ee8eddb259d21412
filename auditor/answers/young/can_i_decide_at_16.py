"""I am 16 or 17. Can I decide myself?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    asked_for_them,
    desk_of,
    finders,
    finding_out,
    laws_of,
    open_question,
    present,
    say,
    to_do,
)
from auditor.answers.base.ages import asks_alone, founded
from auditor.knowledge.types import Age, Matter
from auditor.model.facts import stated
from auditor.results import Answer, AnswerState


def can_i_decide_at_16(asked: Asked) -> Answer:
    """From 16 a young person asks, and says yes or no to youth help. What parents still see is not claimed.

    Who is younger reads how it will be.
    """
    view, known = asked.view, asked.view.knowledge
    founded(
        "can-i-decide-at-16",
        asks_alone(known, Age.FROM_16, Matter.RIGHTS, Matter.FILE),
        asks_alone(known, Age.FROM_16, Matter.HELP),
        known.laws["uavg-5-5"].tellable,
    )
    later = asked.person.years in (Age.UNDER_12, Age.FROM_12_TO_15)
    desk, path = desk_of(view)
    ask = desk.ask if desk else None
    questions = (
        ()
        if stated(ask) in view.roles
        else (open_question(view, "desk-unknown", ask, view.model.owner, (*path, "ask")),)
    )
    return Answer(
        "can-i-decide-at-16",
        None,
        AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("at-16.later" if later else "at-16.yes"),),
        facts=(say("at-16.help-later" if later else "at-16.help"), say("at-16.court"), say("at-16.parents")),
        can_do=to_do(view, say("rights.for-you-ask" if asked_for_them(asked) else "at-16.ask")),
        unknown=present(
            say("rights.desk-unknown") if questions else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "can-i-decide-at-16"),
        promised=finders(questions),
    )
