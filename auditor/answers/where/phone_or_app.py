"""What happens with my messages on a phone or in an app?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    behind,
    checked_by,
    companies_at,
    company_unknown,
    declared,
    end_lines,
    finders,
    finding_out,
    laws_of,
    line,
    open_ends,
    open_question,
    place_lines,
    places_complete,
    present,
    say,
    to_do,
)
from auditor.model.elements import Carrier, System
from auditor.results import Answer, AnswerState, Name, Names, OpenQuestion, Param, Sentence


def phone_or_app(asked: Asked) -> Answer:
    """Every phone, app or other thing people carry that it reaches: the company behind it, and when it is removed."""
    view = asked.view
    places = [node for node in asked.reached if node in view.places]
    apps = [node for node in places if (kind := view.kind(node)) and kind.app]
    things = [node for node in places if (kind := view.kind(node)) and kind.mobile and not kind.app]
    found = (*apps, *things)
    kinds = [open_question(asked.view, "kind-unknown", _kind(asked, node), node, view.path(node))
             for node in places if view.kind(node) is None]  # fmt: skip
    companies = [open_question(asked.view, "company-unknown", view.places[node].processor, node, view.path(node))
                 for node in found if company_unknown(asked.view, node)]  # fmt: skip
    ends = open_ends(view, [clock for clock in asked.clocks if clock.node in found and not clock.known])
    unknown_behind, asked_behind = behind(asked, "on", "private-cloud")
    questions = (*kinds, *companies, *ends, *asked_behind)
    complete = () if found or kinds or _others(asked) else places_complete(asked)
    answer = _answer(asked, apps, things)
    if complete:
        answer = (say("phone.none", *declared(complete), what=asked.what), checked_by(view, complete))
    return Answer(
        "phone-or-app",
        asked.item,
        _state(found, questions, bool(complete)),
        answer=answer,
        can_do=to_do(view, say("phone.right")),
        unknown=present(
            say("phone.unsure-kind") if kinds else None,
            say("phone.unsure") if companies or ends else None,
            *unknown_behind,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "phone-or-app"),
        promised=(*found, *finders(questions)),
    )


def _state(found: tuple[str, ...], questions: tuple[OpenQuestion, ...], none: bool) -> AnswerState:
    if none:
        return AnswerState.NOT_APPLICABLE
    if not found:
        return AnswerState.UNKNOWN
    return AnswerState.PARTLY if questions else AnswerState.KNOWN


def _others(asked: Asked) -> bool:
    """Whether it reaches an organisation: nobody described the phones there."""
    return any(node in asked.view.organisations for node in asked.reached)


def _answer(asked: Asked, apps: list[str], things: list[str]) -> tuple[Sentence, ...]:
    if not apps and not things:
        return (say("phone.none-known", what=asked.what),)
    said: list[Sentence] = []
    if apps:
        said.append(say("phone.apps", what=asked.what, bullets=_lines(asked, apps)))
    if things:
        said.append(say("phone.things-too" if apps else "phone.things", what=asked.what, bullets=_lines(asked, things)))
    return tuple(said)


def _lines(asked: Asked, nodes: list[str]) -> list[Sentence]:
    """For every place whose it is and when the copy on it is gone; the surest places first."""
    return [
        said
        for node in sorted(nodes, key=lambda node: asked.reached[node][0].status.rank)
        for said in _place(asked, node)
    ]


def _place(asked: Asked, node: str) -> list[Sentence]:
    here = [clock for clock in asked.clocks if clock.node == node]
    companies = companies_at(asked.view, node)

    def name(node: str) -> Param:
        return say("subject.company", name=Name(node), companies=Names(companies)) if companies else Name(node)

    said = end_lines(asked, here, name=name) if here else place_lines(asked, {node: asked.reached[node]}, name=name)
    if company_unknown(asked.view, node):
        said.append(line(Name(node), [say("note.company-unknown")], asked.view.path(node)))
    return said


def _kind(asked: Asked, node: str) -> object:
    place = asked.view.places[node]
    return place.kind if isinstance(place, System | Carrier) else None
