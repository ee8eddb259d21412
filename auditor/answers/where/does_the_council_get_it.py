"""Does my information go to the council? What exactly?"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.answers.base import (
    Asked,
    How,
    OfKinds,
    checked_by,
    declared,
    denied_flows,
    finders,
    item_lines,
    laws_of,
    named,
    ourselves,
    received_by,
    say,
    surely_with_us,
    to_do,
)
from auditor.results import Answer, AnswerState, Sentence
from auditor.traces import Status

_COUNCIL = ("municipality", "communal-service")
_ITSELF = ("municipality",)
"""A service of a council is not all of it."""


def does_the_council_get_it(asked: Asked) -> Answer:
    """What exactly the council gets or sees; where we are the council ourselves, that first."""
    view = asked.view
    council = received_by(asked, _COUNCIL)
    own = ourselves(asked, _ITSELF)
    told = sorted({one.organisation for one in council.found if one.how is not How.DECIDES})
    state = AnswerState.PARTLY if council.questions else AnswerState.KNOWN
    if council.every and not council.found and not own:
        state = AnswerState.NOT_APPLICABLE
    elif not told and not (own and surely_with_us(asked)):
        state = AnswerState.UNKNOWN
    return Answer(
        "does-the-council-get-it",
        None,
        state,
        answer=_answer(asked, council, own),
        facts=(
            *(said for name in told for said in _what(asked, council, name)),
            *denied_flows(asked, lambda to: any(view.kind_id(name) in _COUNCIL for name in view.deciders(to))),
        ),
        can_do=to_do(view, say("council.right")),
        unknown=council.unknown,
        open_questions=council.questions,
        laws=laws_of(asked, "does-the-council-get-it"),
        promised=(*told, *finders(council.questions)),
    )


def _answer(asked: Asked, council: OfKinds, own: Sentence | None) -> tuple[Sentence, ...]:
    if own:
        return (own,)
    if council.every and not council.found:
        return (say("council.no", *declared(council.every)), checked_by(asked.view, council.every))
    if council.status is Status.ALWAYS:
        return (say("council.yes"),)
    if council.status is Status.SOMETIMES:
        return (say("council.sometimes"),)
    if council.status is Status.PERHAPS:
        return (say("council.perhaps"),)
    return (say("council.figures"),) if council.found else (say("council.none-known"),)


def _what(asked: Asked, council: OfKinds, name: str) -> Iterator[Sentence]:
    """Every kind of data that one of them gets or sees, or that comes from it; not where it only decides along."""
    view = asked.view
    here = [one for one in council.found if one.organisation == name and one.how is not How.DECIDES]
    called = named(view, name)
    if gets := [one for one in here if one.how is not How.HAS]:
        yield say("receivers.items", view.path(name), name=called, bullets=item_lines(gets))
    if has := [one for one in here if one.how is How.HAS]:
        yield say("receivers.has", view.path(name), name=called, bullets=item_lines(has))
