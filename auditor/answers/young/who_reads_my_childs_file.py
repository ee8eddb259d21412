"""My daughter is 13. Who may read her file, she or I?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    desk_of,
    finders,
    finding_out,
    laws_of,
    line,
    may_know_of,
    open_question,
    present,
    say,
    to_do,
)
from auditor.answers.base.ages import asks_alone, both_ask, founded, others_ask
from auditor.knowledge.types import Age, Matter
from auditor.model.elements import MayAsk, RightsDesk
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, AnswerState, Names, OpenQuestion, Sentence


def who_reads_my_childs_file(asked: Asked) -> Answer:
    """Who may ask at which age, by law and at the desk. From 12 to 15 a worker weighs: never yes or no beforehand."""
    known = asked.view.knowledge
    founded(
        "who-reads-my-childs-file",
        others_ask(known, Age.UNDER_12, Matter.RIGHTS, Matter.FILE),
        both_ask(known, Age.FROM_12_TO_15, Matter.RIGHTS, Matter.FILE),
        asks_alone(known, Age.FROM_16, Matter.RIGHTS, Matter.FILE),
    )
    ages = (asked.person.years,) if asked.person.years else tuple(Age)
    desk, path = desk_of(asked.view)
    questions = _questions(asked, desk, ages)
    of_desk = [said for position, entry in enumerate(desk.may_ask if desk else ())
               for said in _of_desk(asked, entry, ages, (*path, "may-ask", position))]  # fmt: skip
    laws = [entry.law for entry in (desk.may_ask if desk else ()) if entry.law and entry.age in ages]
    return Answer(
        "who-reads-my-childs-file",
        None,
        AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=tuple(_at_age(ages[0]) if asked.person.years else _of_all_ages()),
        facts=present(say("child.desk", bullets=of_desk) if of_desk else None),
        can_do=to_do(asked.view),
        unknown=present(*_unknown(questions), finding_out(asked.view, questions)),
        open_questions=questions,
        laws=tuple(dict.fromkeys((*laws_of(asked, "who-reads-my-childs-file"), *_told(asked, laws)))),
        promised=finders(questions),
    )


def _of_all_ages() -> list[Sentence]:
    lines = [say("child.line.under-12"), say("child.line.12-to-15"), say("child.line.from-16")]
    return [say("child.depends", bullets=lines), say("child.if-you-decide")]


def _at_age(age: Age) -> list[Sentence]:
    if age is Age.UNDER_12:
        return [say("child.under-12")]
    if age is Age.FROM_12_TO_15:
        return [say("child.12-to-15"), say("child.weighed"), say("child.if-you-decide")]
    return [say("child.from-16")]


def _of_desk(asked: Asked, entry: MayAsk, ages: tuple[Age, ...], path: tuple[str | int, ...]) -> list[Sentence]:
    """Who else can ask at our desk, at this age. Nobody is named whom the law does not let ask at that age."""
    if entry.age not in ages or entry.age is Age.FROM_16:
        return []
    who = tuple(name for name in stated(entry.who) or () if name != "client" and may_know_of(asked.view, name))
    if not who:
        return []
    notes = [say("note.if", condition=entry.if_)] if entry.if_ else []
    people = Names(who, "subjects")
    if entry.age is Age.FROM_12_TO_15:
        return [line(say("child.desk.12-to-15", who=people), notes, path)]
    return [line(say("child.desk.under-12", who=people), notes, path)]


def _questions(asked: Asked, desk: RightsDesk | None, ages: tuple[Age, ...]) -> tuple[OpenQuestion, ...]:
    """With whom is a question while nobody said it; who may ask only where somebody wrote that it is not known."""
    owner = asked.view.model.owner
    path = ("organisations", owner, "rights-desk")
    found: list[OpenQuestion] = []
    if stated(desk.ask if desk else None) not in asked.view.roles:
        found.append(open_question(asked.view, "desk-unknown", desk.ask if desk else None, owner, (*path, "ask")))
    for position, entry in enumerate(desk.may_ask if desk else ()):
        if isinstance(entry.who, Unknown) and entry.age in (*ages, None):
            at = (*path, "may-ask", position, "who")
            found.append(open_question(asked.view, "may-ask-unknown", entry.who, owner, at))
    return tuple(found)


def _unknown(questions: tuple[OpenQuestion, ...]) -> list[Sentence]:
    keys = {question.key for question in questions}
    said = [say("rights.desk-unknown")] if "desk-unknown" in keys else []
    return said + ([say("child.desk-unknown")] if "may-ask-unknown" in keys else [])


def _told(asked: Asked, laws: list[str]) -> list[str]:
    known = asked.view.knowledge.laws
    return [law for law in laws if law in known and known[law].tellable]
