"""The client's questions, in the order a client would look for them."""

from __future__ import annotations

from auditor.answers.base import Asked, Question
from auditor.answers.how_long import how_long
from auditor.answers.phone_or_app import phone_or_app
from auditor.answers.see_correct_remove import see_correct_remove
from auditor.answers.what_do_you_have import what_do_you_have
from auditor.answers.where_does_it_go import where_does_it_go
from auditor.answers.where_from import where_from
from auditor.answers.who_can_see import who_can_see
from auditor.answers.why_and_may_you import why_and_may_you
from auditor.errors import NotFound
from auditor.results import Answer
from auditor.traces import Traces

QUESTIONS = (
    Question("what-do-you-have", False, what_do_you_have),
    Question("where-does-it-go", True, where_does_it_go),
    Question("who-can-see", True, who_can_see),
    Question("how-long", True, how_long),
    Question("why-and-may-you", True, why_and_may_you),
    Question("where-from", True, where_from),
    Question("phone-or-app", True, phone_or_app),
    Question("see-correct-remove", False, see_correct_remove),
)


def ask(traces: Traces, question: str, item: str | None = None) -> Answer:
    """The answer to a question, about one item or about everything.

    Raises NotFound for a question or an item that does not exist. `item` is ignored for questions that are not about
    one kind of data.
    """
    found = next((known for known in QUESTIONS if known.id == question), None)
    if found is None:
        raise NotFound("question", question, [known.id for known in QUESTIONS])
    if item is not None and item not in traces.view.items:
        raise NotFound("item", item, traces.view.items)
    return found.reply(Asked(traces, item if found.per_item else None))


__all__ = ["QUESTIONS", "Question", "ask"]
