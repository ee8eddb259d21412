"""The client's questions, in the order a client would look for them."""

from __future__ import annotations

from auditor.answers import people, rights, time, what, where, who, young
from auditor.answers.base import EVERYONE, Asked, Person, Question, held, of_others_only
from auditor.answers.search import search
from auditor.errors import NotFound
from auditor.model import View
from auditor.results import Answer
from auditor.traces import Traces

QUESTIONS = tuple(question for group in (what, who, where, time, rights, young, people) for question in group.QUESTIONS)


def questions(view: View) -> tuple[Question, ...]:
    """The questions that clients ask in the country of this description."""
    return tuple(question for question in QUESTIONS if question.id in view.knowledge.questions)


def ask(traces: Traces, question: str, item: str | None = None, person: Person = EVERYONE) -> Answer:
    """The answer to a question, about one item or about everything.

    person: whom it is for; their groups are those of the traces. Raises NotFound for a question or an item that does
    not exist, UnfoundedClaim rather than an answer that claims more than the description holds. `item` is ignored for
    questions that are not about one kind of data.
    """
    known = {one.id: one for one in questions(traces.view)}
    if question not in known:
        raise NotFound("question", question, list(known))
    if item is not None and item not in traces.view.items:
        raise NotFound("item", item, traces.view.items)
    found = known[question]
    asked = _asked(traces, item if found.per_item else None, person)
    answer = found.reply(asked)
    if asked.item and traces.of_others_only(asked.item):
        answer = of_others_only(answer)
    return held(answer, traces.view)


def _asked(traces: Traces, item: str | None, person: Person) -> Asked:
    """What these questions are about: the same for every question of everybody of some age without example days."""
    if person.dates:
        return Asked(traces, item, person)
    return traces.remembered((Asked, item, person.age), lambda: Asked(traces, item, Person(person.age)))


__all__ = ["EVERYONE", "QUESTIONS", "Person", "Question", "ask", "questions", "search"]
