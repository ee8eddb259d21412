"""Why do you need this, and may you?"""

from __future__ import annotations

from auditor.answers.base import Asked, ask_us, finding_out, laws_of, line, open_question, present, say
from auditor.knowledge.types import Law, Sensitivity
from auditor.model import Path
from auditor.model.elements import Basis
from auditor.model.facts import stated
from auditor.results import Answer, AnswerState, Known, Name, OpenQuestion, Sentence
from auditor.traces import StepKind

FEW = 2
_GROUND = {Sensitivity.SPECIAL: "special", Sensitivity.CRIMINAL: "criminal"}


def why_and_may_you(asked: Asked) -> Answer:
    """The purposes of every collection, derivation and flow on the way, their basis and their law."""
    purposes, questions = _purposes(asked)
    bases: dict[Basis, list[Path]] = {}
    laws: dict[str, list[Path]] = {}
    for name in purposes:
        path, purpose = asked.view.path(name), asked.view.purposes[name]
        for basis in stated(purpose.basis) or ():
            bases.setdefault(basis, []).append(path)
        for law in stated(purpose.law) or ():
            laws.setdefault(law, []).append(path)
        if stated(purpose.basis) is None:
            questions.append(open_question("basis-unknown", purpose.basis, name, (*path, "basis")))
        questions += _grounds_missing(asked, name)
    answer = _why(asked, purposes)
    answer += [say(f"why.basis.{basis}", *bases[basis]) for basis in Basis if basis in bases][:FEW]
    answer += _law(asked, laws)
    state = AnswerState.UNKNOWN if not purposes else AnswerState.PARTLY if questions else AnswerState.KNOWN
    return Answer(
        "why-and-may-you",
        asked.item,
        state,
        answer=tuple(answer),
        can_do=(say("why.right"), ask_us(asked.view)),
        unknown=present(say("why.unsure") if questions else None, finding_out(asked.view, questions)),
        open_questions=tuple(questions),
        laws=tuple(dict.fromkeys((*laws, *laws_of(asked, "why-and-may-you")))),
        promised=tuple(purposes),
    )


def _purposes(asked: Asked) -> tuple[list[str], list[OpenQuestion]]:
    """The purposes on every route, in the order of the description; and the steps that have none."""
    view = asked.view
    flows = {flow.id: flow.value for flow in view.flows}
    collections = {at.path: at.value for place in view.places for at in view.collects(place)}
    derivations = {at.path: at.value for place in view.places for at in view.derives(place)}
    found: set[str] = set()
    questions: list[OpenQuestion] = []
    for step in asked.steps():
        if step.kind is StepKind.LIES_ON or step.kind is StepKind.HELD:
            continue
        element = flows[step.flow] if step.flow else {**collections, **derivations}[step.path]
        named = [name for name in stated(element.for_) or () if name in view.purposes]
        found.update(named)
        if not named:
            questions.append(open_question("purpose-unknown", element.for_, step.target, step.path))
    return [name for name in view.purposes if name in found], questions


def _grounds_missing(asked: Asked, name: str) -> list[OpenQuestion]:
    """Very private data for a purpose without a ground for it, for the items this purpose is used for."""
    purpose = asked.view.purposes[name]
    kinds = {asked.view.sensitivity(item) for item in asked.items} if asked.item else set()
    path = asked.view.path(name)
    return [
        open_question(f"{ground}-unknown", getattr(purpose, ground), name, (*path, ground))
        for sensitivity, ground in _GROUND.items()
        if sensitivity in kinds and not stated(getattr(purpose, ground))
    ]


def _why(asked: Asked, purposes: list[str]) -> list[Sentence]:
    if not purposes:
        return [say("why.unknown", what=asked.what)]
    if len(purposes) <= FEW:
        return [
            say("why.purpose" if position == 0 else "why.purpose-too", asked.view.path(name), what=asked.what,
                purpose=Name(name))
            for position, name in enumerate(purposes)
        ]  # fmt: skip
    lines = [line(name, [], asked.view.path(name)) for name in purposes]
    return [say("why.purposes", what=asked.what, bullets=lines)]


def _law(asked: Asked, laws: dict[str, list[Path]]) -> list[Sentence]:
    """The one law in words; several are named below the answer, outside the text for the client."""
    entries: dict[str, tuple[str, Law]] = {}
    for name in laws:
        law = asked.view.knowledge.laws[name]
        if law.tellable and law.act_plain:
            entries.setdefault(law.act, (name, law))
    if len(entries) > 1:
        return [say("why.laws", *(path for paths in laws.values() for path in paths))]
    return [
        say(sentence, *laws[name], act=act, about=Known("laws", name, "act_plain"))
        for act, (name, _) in entries.items()
        for sentence in ("why.law-name", "why.law-about")
    ]

