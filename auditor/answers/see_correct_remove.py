"""How do I see, correct or remove it?"""

from __future__ import annotations

from auditor.answers.base import Asked, finders, finding_out, laws_of, line, open_question, present, say
from auditor.model import Path
from auditor.model.elements import RightsDesk
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence


def see_correct_remove(asked: Asked) -> Answer:
    """The rights to read, correct and remove, and with whom, as far as the rights desk is described."""
    view = asked.view
    owner = view.model.owner
    path = ("organisations", owner, "rights-desk")
    desk = view.organisations[owner].rights_desk if owner in view.organisations else None
    questions = _questions(asked, desk, path)
    facts: list[Sentence] = []
    if desk:
        lines = _lines(asked, desk, path)
        facts += [say("rights.ask", bullets=lines)] if lines else []
        promise = desk.reply_within
        if promise and promise.by in view.roles:
            by = (*path, "reply-within")
            facts.append(say("rights.promise", by, who=Name(promise.by, "roles"), term=promise.term.parts))
    keys = {question.key for question in questions}
    return Answer(
        "see-correct-remove",
        None,
        AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("rights.read"), say("rights.copy"), say("rights.correct"), say("rights.remove")),
        facts=tuple(facts),
        can_do=(say("rights.term"),),
        unknown=present(
            *_unknown(keys),
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "see-correct-remove"),
        promised=(*_named(asked, desk), *finders(questions)),
    )


def _unknown(keys: set[str]) -> list[Sentence]:
    if len(keys) > 1:
        return [say("rights.unknown")]
    return [say(f"rights.{key}") for key in keys]


def _named(asked: Asked, desk: RightsDesk | None) -> tuple[str, ...]:
    promised = desk.reply_within.by if desk and desk.reply_within else None
    named = (stated(desk.ask) if desk else None, promised)
    return tuple(dict.fromkeys(name for name in named if name and name in asked.view.roles))


def _questions(asked: Asked, desk: RightsDesk | None, path: Path) -> tuple[OpenQuestion, ...]:
    """With whom is always a question while nobody said it; how only where somebody wrote that it is not known."""
    questions: list[OpenQuestion] = []
    owner = asked.view.model.owner
    if stated(desk.ask if desk else None) not in asked.view.roles:
        questions.append(open_question(asked.view, "desk-unknown", desk.ask if desk else None, owner, (*path, "ask")))
    if desk and isinstance(desk.how, Unknown):
        questions.append(open_question(asked.view, "desk-how-unknown", desk.how, owner, (*path, "how")))
    return tuple(questions)


def _lines(asked: Asked, desk: RightsDesk, path: Path) -> list[Sentence]:
    """With whom, how, and the ways to reach them."""
    lines: list[Sentence] = []
    who, how = stated(desk.ask), stated(desk.how)
    if who and who in asked.view.roles:
        lines.append(line(Name(who, "roles"), [], (*path, "ask")))
    if how:
        lines.append(say("line.words", (*path, "how"), words=how))
    if desk.identify:
        lines.append(say("line.words", (*path, "identify"), words=desk.identify))
    contact = desk.contact
    for name in ("phone", "email", "address", "page") if contact else ():
        if value := getattr(contact, name):
            lines.append(say(f"rights.{name}", (*path, "contact", name), value=value))
    return lines
