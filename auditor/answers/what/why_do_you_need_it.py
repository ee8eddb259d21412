"""Why do you need this?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    Use,
    finders,
    finding_out,
    laws_of,
    line,
    present,
    say,
    sure,
    to_do,
    uses_of,
)
from auditor.results import Answer, AnswerState, Name, Sentence
from auditor.traces import Status


def why_do_you_need_it(asked: Asked) -> Answer:
    """The purposes of every collection, derivation and flow that touches it, of ours and of others."""
    view = asked.view
    uses, questions = uses_of(asked)
    return Answer(
        "why-do-you-need-it",
        asked.item,
        AnswerState.UNKNOWN if not uses else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=present(*_why(asked, uses)),
        can_do=to_do(view, say("why.right")),
        unknown=present(
            say("why.unsure") if uses and questions else None,
            finding_out(view, questions),
        ),
        open_questions=tuple(questions),
        laws=laws_of(asked, "why-do-you-need-it"),
        promised=(*uses, *finders(questions)),
    )


def _why(asked: Asked, uses: dict[str, Use]) -> list[Sentence]:
    if not uses:
        return [say("why.unknown", what=asked.what)]
    if len(uses) == 1 and (single := _single(asked, *uses.items())):
        return [single]
    ours = {name: use for name, use in uses.items() if use.ours}
    others = {name: use for name, use in uses.items() if not use.ours}
    said: list[Sentence] = []
    if ours:
        said.append(say("why.purposes", what=asked.what, bullets=_lines(asked, ours)))
    if others:
        key = "why.others-too" if ours else "why.others"
        said.append(say(key, what=asked.what, bullets=_lines(asked, others)))
    return said


def _single(asked: Asked, only: tuple[str, Use]) -> Sentence | None:
    """One sure purpose of ours, in a sentence."""
    name, use = only
    if not use.ours or use.status is not Status.ALWAYS:
        return None
    return say("why.purpose", *use.paths, asked.view.path(name), what=asked.what, purpose=Name(name, "purposes"))


def _lines(asked: Asked, uses: dict[str, Use]) -> list[Sentence]:
    return [
        line(sure(Name(name, "purposes"), use.status), [], *use.paths, asked.view.path(name))
        for name, use in uses.items()
    ]
