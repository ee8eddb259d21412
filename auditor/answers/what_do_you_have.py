"""What do you write down about me?"""

from __future__ import annotations

from auditor.answers.base import Asked, ask_us, evidence, finding_out, laws_of, line, open_question, present, say
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence


def what_do_you_have(asked: Asked) -> Answer:
    """Every kind of data that is written down or arrives; data about others is said apart."""
    view = asked.view
    mine = [item for item in asked.items if "client" in view.about(item) or not view.about(item)]
    others = [item for item in asked.items if item not in mine]
    questions = tuple(_doubts(asked))
    answer = [say("have.items", bullets=[_line(asked, item) for item in mine])] if mine else [say("have.nothing-known")]
    if mine and _complete(asked):
        answer.append(say("have.complete"))
    facts = [say("have.others", bullets=[_line(asked, item) for item in others])] if others else []
    state = AnswerState.UNKNOWN if not mine else AnswerState.PARTLY if questions else AnswerState.KNOWN
    return Answer(
        "what-do-you-have",
        None,
        state,
        answer=tuple(answer),
        facts=tuple(facts),
        can_do=(say("have.right"), ask_us(view)),
        unknown=present(say("have.unsure") if questions else None, finding_out(view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "what-do-you-have"),
        promised=tuple(mine),
    )


def _line(asked: Asked, item: str) -> Sentence:
    trace = asked.traces.of(item)
    subjects = [name for name in asked.view.about(item) if name != "client"]
    notes = [say("note.about", who=Name(name)) for name in subjects] if "client" not in asked.view.about(item) else []
    return line(item, notes, asked.view.path(item), *evidence(trace.origins))


def _doubts(asked: Asked) -> list[OpenQuestion]:
    """Kinds of data of which nobody knows what they are."""
    items = asked.view.items
    return [
        open_question("category-unknown", items[item].category, item, asked.view.path(item))
        for item in asked.items
        if asked.view.category(item) is None
    ]


def _complete(asked: Asked) -> bool:
    """Whether every place declares that its list of what is written down there is complete."""
    places = asked.view.places
    return bool(places) and all(asked.view.complete(place, "collects") for place in places)
