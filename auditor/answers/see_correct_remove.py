"""How do I see, correct or remove it?"""

from __future__ import annotations

from auditor.answers.base import Asked, finding_out, laws_of, open_question, present, say
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence


def see_correct_remove(asked: Asked) -> Answer:
    """The rights to read, correct and remove, and with whom, as far as the rights desk is described."""
    view = asked.view
    owner = view.model.owner
    path = ("organisations", owner, "rights-desk")
    desk = view.organisations[owner].rights_desk if owner in view.organisations else None
    facts: list[Sentence] = []
    questions: list[OpenQuestion] = []
    who = stated(desk.ask) if desk else None
    how = stated(desk.how) if desk else None
    if who in view.roles and who:
        facts.append(say("rights.ask", (*path, "ask"), who=Name(who)))
    else:
        fact = desk.ask if desk else None
        questions.append(open_question("desk-unknown", fact, owner, (*path, "ask")))
    if how:
        facts.append(say("rights.how", (*path, "how"), how=how))
    elif desk and isinstance(desk.how, Unknown):
        questions.append(open_question("desk-how-unknown", desk.how, owner, (*path, "how")))
    if desk and desk.reply_within and desk.reply_within.by in view.roles:
        promise = desk.reply_within
        facts.append(
            say("rights.promise", (*path, "reply-within"), who=Name(promise.by), term=promise.term.parts)
        )
    return Answer(
        "see-correct-remove",
        None,
        AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("rights.read"), say("rights.free"), say("rights.correct"), say("rights.remove")),
        facts=tuple(facts),
        can_do=(say("rights.term"),),
        unknown=present(say("rights.desk-unknown") if questions else None, finding_out(view, questions)),
        open_questions=tuple(questions),
        laws=laws_of(asked, "see-correct-remove"),
    )
