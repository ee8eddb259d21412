"""What a purpose or a way rests on besides its legal basis: consent that a law asks for first, and what lifts secrecy.

The basis, the consent of a sector law and what lifts secrecy are three things that never stand in for each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from auditor.answers.base.asked import Asked
from auditor.answers.base.denying import denial, not_answered
from auditor.answers.base.knowing import open_question
from auditor.answers.base.lines import line, say, sure
from auditor.answers.base.uses import Use
from auditor.model import NamedFlow, Path, View
from auditor.model.elements import Flow, Purpose, SecrecyLift
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Name, OpenQuestion, Param, Sentence
from auditor.traces import Status


def ask_first(view: View, of: Purpose | Flow, path: Path) -> Iterator[Sentence]:
    """That a law says we must ask first, and whether that happens as far as it may be told."""
    if not of.sector_consent:
        return
    at = (*path, "sector-consent")
    yield say("note.ask-first", at)
    if of.sector_consent.asked is YesNo.YES:
        yield say("note.asked-first", (*at, "asked"))
    elif when := denial(view, of.sector_consent.asked, (*at, "asked")):
        yield say("note.not-asked-first", (*at, "asked"), when=when)


def telling(of: Purpose | Flow, path: Path) -> Iterator[Sentence]:
    """What lifts secrecy."""
    lifted = stated(of.secrecy_lifted_by)
    if lifted and lifted is not SecrecyLift.NOT_APPLICABLE:
        yield say(f"note.telling.{lifted}", (*path, "secrecy-lifted-by"))


def ask_first_unknown(view: View, of: Purpose | Flow, about: str, path: Path) -> Iterator[OpenQuestion]:
    """Whether what a law says that we must ask first, is asked."""
    if of.sector_consent:
        at = (*path, "sector-consent", "asked")
        yield from not_answered(view, "sector-consent-unknown", of.sector_consent.asked, about, at)


def telling_unknown(view: View, of: Purpose | Flow, about: str, path: Path) -> Iterator[OpenQuestion]:
    """What lifts secrecy, where somebody wrote that it is not known."""
    if isinstance(of.secrecy_lifted_by, Unknown):
        yield open_question(view, "secrecy-unknown", of.secrecy_lifted_by, about, (*path, "secrecy-lifted-by"))


def way(flow: NamedFlow, status: Status) -> Param:
    """A flow in a list, by its two ends."""
    return sure(say("subject.from-to", source=Name(flow.value.from_), target=Name(flow.value.to)), status)


def lacking(asked: Asked, uses: Mapping[str, Use], questions: Iterable[OpenQuestion]) -> Sentence | None:
    """What is not known of purposes and ways, in one list; what names no purpose has a line of its own."""
    by_purpose: dict[str, list[OpenQuestion]] = {}
    by_flow: dict[Path, list[OpenQuestion]] = {}
    without: list[OpenQuestion] = []
    for question in questions:
        if question.key == "purpose-unknown":
            without.append(question)
        elif question.path[0] == "flows":
            by_flow.setdefault(question.path[:2], []).append(question)
        else:
            by_purpose.setdefault(str(question.path[1]), []).append(question)
    lines = [
        line(uses[name].called(name), _lacks(asks), *uses[name].paths, asked.view.path(name))
        for name, asks in by_purpose.items()
    ]
    lines += [
        line(way(flow, status), _lacks(by_flow[flow.path]), flow.path)
        for flow, status in asked.flows
        if flow.path in by_flow
    ]
    if without and uses:
        lines.append(say("lacks.purpose-unknown", *(question.path for question in without)))
    return say("lacks.these", bullets=lines) if lines else None


def _lacks(questions: Iterable[OpenQuestion]) -> list[Sentence]:
    return [say(f"lacks.{question.key}") for question in questions]
