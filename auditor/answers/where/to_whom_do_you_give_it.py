"""To whom do you give my information? I want the names of the organisations."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.answers.base import (
    Asked,
    How,
    Receipt,
    channel_lines,
    checked_by,
    declared,
    denied_flows,
    finders,
    finding_out,
    laws_of,
    no_start,
    present,
    readers_complete,
    receipts,
    receiver_lines,
    say,
    to_do,
    unseen,
    unsure_of,
)
from auditor.results import Answer, AnswerState, Sentence


def to_whom_do_you_give_it(asked: Asked) -> Answer:
    """Every organisation by its name: who gets or has it, who can look or is told, and who helps with it."""
    view = asked.view
    found = receipts(asked)
    told = [one for one in found if one.how is not How.DECIDES]
    unsure = unsure_of(asked, told)
    lines, asked_unseen = unseen(asked)
    questions = (*unsure, *asked_unseen) if asked.reached else (no_start(asked),)
    every = () if questions or len(told) < len(found) else readers_complete(asked)
    listed = _listed(asked, told)
    if every:
        listed.append(say("to.complete" if listed else "to.nobody", *declared(every), what=asked.what))
        listed.append(checked_by(view, every))
    answered = bool(told or every)
    return Answer(
        "to-whom-do-you-give-it",
        asked.item,
        AnswerState.UNKNOWN if not answered else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=tuple(listed) or (say("to.none-known", what=asked.what),),
        facts=denied_flows(asked),
        can_do=to_do(view, say("where.right")),
        unknown=present(
            say("receivers.unseen", bullets=lines) if lines else None,
            say("where.unsure") if unsure and not lines else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "to-whom-do-you-give-it"),
        promised=(*sorted({one.organisation for one in told}), *finders(questions)),
    )


def _listed(asked: Asked, told: Sequence[Receipt]) -> list[Sentence]:
    def lines(*ways: How) -> list[Sentence]:
        return receiver_lines(asked.view, [one for one in told if one.how in ways])

    said: list[Sentence] = []
    if gets := lines(How.GETS, How.HAS):
        said.append(say("to.gets", what=asked.what, bullets=gets))
    if sees := lines(How.LOOKS, How.IS_TOLD):
        said.append(say("to.sees", bullets=sees))
    if helps := [*lines(How.PASSES, How.RUNS), *channel_lines(asked)]:
        said.append(say("to.helps", bullets=helps))
    return said
