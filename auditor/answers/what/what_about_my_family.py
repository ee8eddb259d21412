"""What do you know about my children or my partner?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    comes_to_us,
    finders,
    finding_out,
    kind_line,
    laws_of,
    may_know_of,
    open_question,
    present,
    say,
    to_do,
)
from auditor.results import Answer, AnswerState, Sentence

_OUTSIDE = frozenset({"client", "worker", "volunteer", "reporter"})
"""Who is no family; whoever reported a worry is never brought up here."""


def what_about_my_family(asked: Asked) -> Answer:
    """Kinds of data about others than the client, for clients in general: never what stands about whom."""
    view = asked.view
    about = {item: _others(asked, item) for item in asked.items if comes_to_us(asked, item)}
    found = [item for item, others in about.items() if others]
    questions = tuple(
        open_question(view, "category-unknown", view.items[item].category, item, view.path(item))
        for item in about
        if not view.about(item)
    )
    return Answer(
        "what-about-my-family",
        None,
        AnswerState.UNKNOWN if not found else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=present(
            say("family.items", bullets=[kind_line(asked, item, about[item]) for item in found])
            if found
            else say("family.none-known"),
            say("family.not-whose") if found else None,
        ),
        can_do=to_do(
            view, say("family.right"), say("family.others", bullets=[say("family.deciding"), say("family.weighing")])
        ),
        unknown=present(say("family.unsure") if questions else None, finding_out(view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "what-about-my-family"),
        promised=(*found, *finders(questions)),
    )


def _others(asked: Asked, item: str) -> tuple[str, ...]:
    """Whom it is about besides the client, as far as a client may know of them."""
    about = asked.view.about(item)
    return tuple(name for name in about if name not in _OUTSIDE and may_know_of(asked.view, name))


def _of_others() -> Sentence:
    """When a client gets what is about another: never as a right of their own."""
    return say("family.others", bullets=[say("family.deciding"), say("family.weighing")])
