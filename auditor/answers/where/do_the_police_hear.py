"""Do the police, school, housing association or my employer hear anything?"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.answers.base import (
    Asked,
    How,
    OfKinds,
    checked_by,
    declared,
    denied_flows,
    finders,
    having,
    laws_of,
    line,
    of_kinds,
    ourselves,
    received_by,
    receiver_lines,
    say,
    surely_with_us,
    surest,
    to_do,
)
from auditor.results import Answer, AnswerState, Known, Sentence
from auditor.traces import Status

_ASKED = ("police", "school", "housing-association", "landlord", "employer")


def do_the_police_hear(asked: Asked) -> Answer:
    """Per kind of organisation whether it gets, sees or hears anything.

    That we know of no way to them never means that they know nothing: they may have it from others, and the police may
    ask for it in an inquiry.
    """
    view = asked.view
    heard = received_by(asked, _ASKED, answered=_ASKED, has=False)
    met = {view.kind_id(one.organisation) for one in heard.found}
    own = ourselves(asked, _ASKED)
    if own:
        met.add(view.kind_id(view.model.owner))
    told = sorted({one.organisation for one in heard.found})
    had = [one for one in of_kinds(asked, having(asked), _ASKED) if one.how is How.HAS]
    has = [one for one in had if one.organisation not in told]
    met |= {view.kind_id(one.organisation) for one in has}
    others = [kind for kind in _ASKED if kind not in met]
    return Answer(
        "do-the-police-hear",
        None,
        _state(heard, others, own is not None and surely_with_us(asked)),
        answer=_answer(asked, heard, others, own),
        facts=(
            *([say("hear.has", bullets=receiver_lines(view, has))] if has else []),
            *denied_flows(asked, lambda to: any(view.kind_id(name) in _ASKED for name in view.deciders(to))),
        ),
        can_do=to_do(view, say("where.right")),
        unknown=heard.unknown,
        open_questions=heard.questions,
        laws=laws_of(asked, "do-the-police-hear"),
        promised=(*told, *(one.organisation for one in has), *finders(heard.questions)),
    )


def _state(heard: OfKinds, others: Sequence[str], own: bool) -> AnswerState:
    if not heard.found and not own:
        return AnswerState.NOT_APPLICABLE if heard.every else AnswerState.UNKNOWN
    return AnswerState.PARTLY if heard.questions or (others and not heard.every) else AnswerState.KNOWN


def _answer(asked: Asked, heard: OfKinds, others: Sequence[str], own: Sentence | None) -> tuple[Sentence, ...]:
    said = [own] if own else []
    if heard.found:
        lines = receiver_lines(asked.view, heard.found)
        status = surest(heard.found)
        if status is Status.ALWAYS:
            said.append(say("hear.yes", bullets=lines))
        elif status is Status.SOMETIMES:
            said.append(say("hear.sometimes", bullets=lines))
        elif status is Status.PERHAPS:
            said.append(say("hear.perhaps", bullets=lines))
        else:
            said.append(say("hear.figures", bullets=lines))
    if others:
        kinds = [line(Known("kinds", kind)) for kind in others]
        said.append(say("hear.none-of-others" if said else "hear.none-known", bullets=kinds))
        if heard.every:
            said += [say("hear.complete", *declared(heard.every)), checked_by(asked.view, heard.every)]
        said.append(say("hear.may-know"))
    return tuple(said)
