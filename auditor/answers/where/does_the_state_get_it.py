"""Does my information go to the national government or the office for statistics? With my name?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

from auditor.answers.base import (
    Asked,
    How,
    OfKinds,
    Receipt,
    checked_by,
    declared,
    denied_flows,
    finders,
    finding_out,
    having,
    laws_of,
    open_question,
    ourselves,
    present,
    received_by,
    receiver_item_lines,
    receiver_lines,
    say,
    surely_with_us,
    to_do,
)
from auditor.model import View
from auditor.model.elements import Form
from auditor.model.facts import stated
from auditor.results import Answer, AnswerState, OpenQuestion, Sentence
from auditor.traces import Status

_STATE = ("ministry", "national-body", "payment-body", "information-bureau", "statistics-body")
_WATCHES = ("supervisory-authority",)
"""Some of these are of the state, others of a council."""
_NAMES = ("name", "national-number")
"""Kinds of data that tell who somebody is."""


class _Named(Enum):
    """Whether a name goes along: for every client or not, with a number in its place, or as nobody's data any more."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    NUMBER = "number"
    NEVER = "never"


def does_the_state_get_it(asked: Asked) -> Answer:
    """What national bodies get, and with a name, a number instead, or as figures only, as far as that is known."""
    view = asked.view
    state = received_by(asked, _STATE, beside=_WATCHES)
    told = [one for one in state.found if one.how is not How.DECIDES]
    gets = [one for one in told if one.how is not How.HAS]
    watching = [one for one in state.beside if one.how is not How.DECIDES]
    nameless = _nameless(asked, gets)
    questions = (*state.questions, *nameless)
    own = ourselves(asked, _STATE)
    known = bool(told or watching) or (own is not None and surely_with_us(asked))
    no = bool(state.every) and not told and not _public(asked) and own is None
    facts = [say("state.items", bullets=receiver_item_lines(view, gets))] if gets else []
    if not gets and told:  # where something goes there as well, what came from there adds little
        facts = [say("state.has", bullets=receiver_item_lines(view, told))]
    facts += [say("state.watching", bullets=receiver_lines(view, watching))] if watching else []
    return Answer(
        "does-the-state-get-it",
        None,
        _state(known, bool(questions or not (told or own)), no),
        answer=_answer(asked, state, told, no, own),
        facts=(
            *facts,
            *denied_flows(asked, lambda to: any(view.kind_id(name) in _STATE for name in view.deciders(to))),
        ),
        can_do=to_do(view, say("state.right")),
        unknown=present(
            say("state.name-unknown") if nameless else None,
            *(state.unknown[:-1] if state.questions else ()),
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "does-the-state-get-it"),
        promised=(*sorted({one.organisation for one in (*told, *watching)}), *finders(questions)),
    )


def _state(known: bool, unsure: bool, no: bool) -> AnswerState:
    if no:
        return AnswerState.NOT_APPLICABLE
    if not known:
        return AnswerState.UNKNOWN
    return AnswerState.PARTLY if unsure else AnswerState.KNOWN


def _nameless(asked: Asked, told: Sequence[Receipt]) -> list[OpenQuestion]:
    """Whether a name goes along with what is as it was, where no kind of data says so."""
    if not told or _named(asked, told) is not None:
        return []
    near = {one.path: one for one in told if one.form in (Form.AS_IS, Form.COARSER)}
    return [open_question(asked.view, "name-unknown", None, one.organisation, path) for path, one in near.items()]


def _public(asked: Asked) -> bool:
    """Whether any public body receives it that is no council's: of some nobody can say if they are of the state."""
    kinds = asked.view.knowledge.kinds
    found = (asked.view.kind_id(one.organisation) for one in having(asked))
    return any(kind in kinds and kinds[kind].public_body and kind != "municipality" for kind in found if kind)


def _answer(
    asked: Asked, state: OfKinds, told: Sequence[Receipt], no: bool, own: Sentence | None
) -> tuple[Sentence, ...]:
    if own:
        return (own,)
    if no:
        return (say("state.no", *declared(state.every)), checked_by(asked.view, state.every))
    if not told:
        return (say("state.watching-only" if state.beside else "state.none-known"),)
    if state.status is Status.ALWAYS:
        answer = say("state.yes")
    elif state.status is Status.SOMETIMES:
        answer = say("state.sometimes")
    elif state.status is Status.PERHAPS:
        answer = say("state.perhaps")
    else:
        return (say("state.figures"),)
    gets = [one for one in told if one.how is not How.HAS]
    return present(answer, _with_name(_named(asked, gets)) if gets else None)


def _with_name(named: _Named | None) -> Sentence | None:
    if named is _Named.ALWAYS:
        return say("state.with-name")
    if named is _Named.SOMETIMES:
        return say("state.sometimes-name")
    return say("state.number") if named is _Named.NUMBER else None


def _named(asked: Asked, told: Iterable[Receipt]) -> _Named | None:
    """Whether a name or the national number goes along; None where no kind of data says so.

    What else is as it was may hold a name as well, so only what nothing else stands beside is without one.
    """
    personal = [one for one in told if one.form.personal]
    near = [one for one in personal if one.form in (Form.AS_IS, Form.COARSER)]
    names = [one for one in near if stated(asked.view.items[one.item].category) in _NAMES]
    if any(one.case.status is Status.ALWAYS and not one.case.groups for one in names):
        return _Named.ALWAYS
    if any(one.case.status is not Status.PERHAPS for one in names):
        return _Named.SOMETIMES
    if names or near:
        return None
    return _Named.NUMBER if personal else _Named.NEVER


def _to_state(view: View) -> Callable[[str], bool]:
    return lambda node: any(view.kind_id(name) in _STATE for name in view.deciders(node))
