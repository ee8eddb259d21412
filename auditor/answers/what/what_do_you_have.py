"""What do you write down about me?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    checked_by,
    comes_to_us,
    complete_lists,
    declared,
    finders,
    finding_out,
    kind_line,
    laws_of,
    no_start,
    open_question,
    present,
    say,
    to_do,
)
from auditor.results import Answer, AnswerState, OpenQuestion, Sentence


def what_do_you_have(asked: Asked) -> Answer:
    """Every kind of data that is written down or arrives; data about others, and data of others, is said apart."""
    view = asked.view
    about_me = [item for item in asked.items if "client" in view.about(item) or not view.about(item)]
    somewhere = [item for item in asked.items if asked.traces.of(item).reached]
    nowhere = [item for item in asked.items if item not in somewhere and not asked.traces.of_others_only(item)]
    here = [item for item in about_me if item in somewhere and comes_to_us(asked, item)]
    elsewhere = [item for item in about_me if item in somewhere and item not in here]
    of_others = [item for item in asked.items if item not in about_me and item in somewhere]
    questions = (*_places(asked, nowhere), *_doubts(asked)) if asked.items else (no_start(asked),)
    answer = [say("have.items", bullets=_lines(asked, here))] if here else [say("have.nothing-known")]
    complete = complete_lists(view, [(place, "collects") for place in view.places]) if here and not nowhere else ()
    if complete:
        answer += [say("have.complete", *declared(complete)), checked_by(view, complete)]
    return Answer(
        "what-do-you-have",
        None,
        AnswerState.UNKNOWN if not here else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=tuple(answer),
        facts=present(
            say("have.elsewhere", bullets=_lines(asked, elsewhere)) if elsewhere else None,
            say("have.others", bullets=_lines(asked, of_others)) if of_others else None,
        ),
        can_do=to_do(view, say("have.right")),
        unknown=present(
            say("have.no-place", bullets=_lines(asked, nowhere)) if nowhere else None,
            say("have.unsure") if any(question.key == "category-unknown" for question in questions) else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "what-do-you-have"),
        promised=(*here, *elsewhere, *of_others, *nowhere, *finders(questions)),
    )


def _lines(asked: Asked, items: list[str]) -> list[Sentence]:
    view = asked.view
    return [kind_line(asked, item, () if "client" in view.about(item) else view.about(item)) for item in items]


def _places(asked: Asked, items: list[str]) -> list[OpenQuestion]:
    """Kinds of data that stand in the description and at no place."""
    return [open_question(asked.view, "place-unknown", None, item, asked.view.path(item)) for item in items]


def _doubts(asked: Asked) -> list[OpenQuestion]:
    """Kinds of data of which nobody knows what they are."""
    items = asked.view.items
    return [
        open_question(asked.view, "category-unknown", items[item].category, item, asked.view.path(item))
        for item in asked.items
        if asked.view.category(item) is None
    ]
