"""Who can I call if I do not agree?"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.answers.base import (
    Asked,
    desk_of,
    finders,
    finding_out,
    laws_of,
    open_question,
    present,
    say,
    whom_to_ask,
)
from auditor.model import View
from auditor.model.elements import RightsDesk
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, AnswerState, Known, Name, OpenQuestion, Sentence

_AUTHORITIES = ("ap", "apd", "cnil")
"""The receivers of the knowledge that watch over privacy in their country: GDPR art. 77."""
_UNKNOWN: Mapping[str, str] = {
    "ask": "desk-unknown",
    "contact": "contact-unknown",
    "complaints": "complaints-unknown",
    "officer": "officer-unknown",
    "confidant": "confidant-unknown",
    "client-support": "client-support-unknown",
}
"""What can be not known of whom a client asks, each with its open question."""
_ALWAYS = ("ask", "contact", "complaints")
"""What is asked about where nobody wrote anything: every organisation has it."""


def whom_can_i_call(asked: Asked) -> Answer:
    """Everybody who is described: with us, beside a client, and the office that watches over privacy."""
    view = asked.view
    desk, path = desk_of(view)
    lines = _lines(view, desk, path) if desk else []
    questions = _questions(view, desk, path)
    authority = _authority(view)
    named = [_role(view, desk, "ask"), _role(view, desk, "officer")]
    return Answer(
        "whom-can-i-call",
        None,
        AnswerState.UNKNOWN if not lines else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("call.people", bullets=lines) if lines else say("call.nobody-known"),),
        can_do=(say("call.authority", who=Known("receivers", authority)) if authority else say("call.any-authority"),),
        unknown=present(
            say("call.unknown", bullets=[_what(question.key) for question in questions]) if questions else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "whom-can-i-call"),
        promised=(*dict.fromkeys(name for name in named if name), *finders(questions)),
    )


def _authority(view: View) -> str | None:
    known = view.knowledge.receivers
    here = (name for name in _AUTHORITIES if name in known and known[name].country == view.model.country)
    return next((name for name in here if known[name].tellable), None)


def _role(view: View, desk: RightsDesk | None, fact: str) -> str | None:
    name = stated(getattr(desk, fact)) if desk else None
    return name if name in view.roles else None


def _lines(view: View, desk: RightsDesk, path: tuple[str | int, ...]) -> list[Sentence]:
    """Who it is, for what, and how to reach them; the ways to reach us come first."""
    lines = whom_to_ask(view)
    if officer := _role(view, desk, "officer"):
        lines.append(say("call.officer", (*path, "officer"), who=Name(officer, "roles")))
    if desk.complaints:
        lines.append(say("call.complaints", (*path, "complaints"), words=desk.complaints))
    confidant, support = stated(desk.confidant), stated(desk.client_support)
    if confidant:
        lines.append(say("call.confidant", (*path, "confidant"), words=confidant))
    if support:
        lines.append(say("call.client-support", (*path, "client-support"), words=support))
    return lines


def _questions(view: View, desk: RightsDesk | None, path: tuple[str | int, ...]) -> tuple[OpenQuestion, ...]:
    found: list[OpenQuestion] = []
    for fact, key in _UNKNOWN.items():
        value = getattr(desk, fact.replace("-", "_")) if desk else None
        told = _role(view, desk, fact) if fact in ("ask", "officer") else stated(value)
        if isinstance(value, Unknown) or (fact in _ALWAYS and not told):
            found.append(open_question(view, key, value, view.model.owner, (*path, fact)))
    return tuple(found)


def _what(key: str) -> Sentence:
    return say(f"call.{key}")
