"""May I read my file? How do I ask?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    asked_for_them,
    desk_of,
    finders,
    finding_out,
    in_words,
    laws_of,
    line,
    may_know_of,
    open_question,
    present,
    say,
    to_do,
    ways_to_reach,
)
from auditor.knowledge.types import Age
from auditor.model import Path
from auditor.model.elements import MayAsk, RightsDesk
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, AnswerState, Name, Names, OpenQuestion, Sentence


def may_i_read_my_file(asked: Asked) -> Answer:
    """The right to read it, with whom, how and for whom, as far as the rights desk is described."""
    view = asked.view
    desk, path = desk_of(view)
    entries = _entries(asked, desk)
    questions = _questions(asked, desk, path, entries)
    told = [entry for _, entry in entries if _askers(asked, entry)]
    lines = _lines(asked, desk, path) if desk else []
    keys = {question.key for question in questions}
    return Answer(
        "may-i-read-my-file",
        None,
        AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("rights.for-you") if asked_for_them(asked) else say("rights.read"),),
        facts=_may_ask(asked, entries, path),
        can_do=present(say("rights.ask", bullets=lines) if lines else None, to_do(view)[-1]),
        unknown=present(
            *_unknown(keys),
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=tuple(dict.fromkeys((*laws_of(asked, "may-i-read-my-file"), *(entry.law for entry in told if entry.law)))),
        promised=(*_named(asked, desk), *finders(questions)),
    )


def _entries(asked: Asked, desk: RightsDesk | None) -> list[tuple[int, MayAsk]]:
    """Who may ask, with its number in the list; for somebody of a known age what is about that age, or about any."""
    age = asked.person.years
    listed = enumerate(desk.may_ask if desk else ())
    return [(position, entry) for position, entry in listed if age is None or entry.age in (None, age)]


def _unknown(keys: set[str]) -> list[Sentence]:
    desk = keys - {"may-ask-unknown"}
    said = [say("rights.unknown")] if len(desk) > 1 else [say(f"rights.{key}") for key in desk]
    return said + [say("rights.may-ask-unknown") for _ in keys - desk]


def _named(asked: Asked, desk: RightsDesk | None) -> tuple[str, ...]:
    promised = desk.reply_within.by if desk and desk.reply_within else None
    named = (stated(desk.ask) if desk else None, promised)
    return tuple(dict.fromkeys(name for name in named if name and name in asked.view.roles))


def _questions(
    asked: Asked, desk: RightsDesk | None, path: Path, entries: list[tuple[int, MayAsk]]
) -> tuple[OpenQuestion, ...]:
    """With whom is always a question while nobody said it; how only where somebody wrote that it is not known."""
    questions: list[OpenQuestion] = []
    owner = asked.view.model.owner
    if stated(desk.ask if desk else None) not in asked.view.roles:
        questions.append(open_question(asked.view, "desk-unknown", desk.ask if desk else None, owner, (*path, "ask")))
    if desk and isinstance(desk.how, Unknown):
        questions.append(open_question(asked.view, "desk-how-unknown", desk.how, owner, (*path, "how")))
    for position, entry in entries:
        if isinstance(entry.who, Unknown):
            at = (*path, "may-ask", position, "who")
            questions.append(open_question(asked.view, "may-ask-unknown", entry.who, owner, at))
    return tuple(questions)


def _may_ask(asked: Asked, entries: list[tuple[int, MayAsk]], path: Path) -> tuple[Sentence, ...]:
    """Who may ask for whom. For a child of 12 to 15 nobody can say beforehand that a parent may: a worker weighs it."""
    lines = []
    for position, entry in entries:
        who = _askers(asked, entry)
        if who:
            at = (*path, "may-ask", position)
            notes = [say("note.if", condition=entry.if_)] if entry.if_ else []
            lines.append(line(_of_age(entry.age, who), notes, at))
    return (say("rights.may-ask", bullets=lines),) if lines else ()


def _askers(asked: Asked, entry: MayAsk) -> tuple[str, ...]:
    return tuple(name for name in stated(entry.who) or () if may_know_of(asked.view, name))


def _of_age(age: Age | None, who: tuple[str, ...]) -> Sentence:
    others = tuple(name for name in who if name != "client")
    if age is Age.FROM_12_TO_15 and others:
        return say("rights.age.weighed" if others == who else "rights.age.both", who=Names(others, "subjects"))
    return say(f"rights.age.{age or 'any'}", who=Names(who, "subjects"))


def _lines(asked: Asked, desk: RightsDesk, path: Path) -> list[Sentence]:
    """With whom, how, and the ways to reach them."""
    lines: list[Sentence] = []
    who, how = stated(desk.ask), stated(desk.how)
    if who and who in asked.view.roles:
        lines.append(line(Name(who, "roles"), [], (*path, "ask")))
    lines += in_words(how, *path, "how")
    lines += in_words(desk.identify, *path, "identify")
    return lines + ways_to_reach(desk, path)
