"""Why do you need this?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.answers.base import (
    Asked,
    collecting,
    finders,
    finding_out,
    for_client,
    laws_of,
    line,
    open_question,
    present,
    say,
    sure,
    to_do,
)
from auditor.knowledge.types import Law, Sensitivity
from auditor.model import Path, is_own
from auditor.model.elements import Basis, Collection, Derivation, Flow, Purpose
from auditor.model.facts import stated
from auditor.results import Answer, AnswerState, Known, Name, OpenQuestion, Sentence
from auditor.traces import Presence, Status, covers, meet

_GROUND = {Sensitivity.SPECIAL: "special", Sensitivity.CRIMINAL: "criminal"}


@dataclass
class Use:
    """What a purpose is used for here: how sure, and whether the describing organisation does it or others."""

    status: Status
    ours: bool
    paths: list[Path] = field(default_factory=list)


def why_do_you_need_it(asked: Asked) -> Answer:
    """The purposes of every collection, derivation and flow that touches it, their basis and their law."""
    view = asked.view
    uses, unknown = uses_of(asked)
    grounds = [question for name in uses for question in _law_missing(asked, name)]
    questions = (*unknown, *grounds)
    laws = {law: view.path(name) for name in uses for law in stated(view.purposes[name].law) or ()}
    return Answer(
        "why-do-you-need-it",
        asked.item,
        AnswerState.UNKNOWN if not uses else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=present(*_why(asked, uses), *_law(asked, laws)),
        can_do=to_do(view, say("why.right")),
        unknown=present(
            _unsure(bool(uses and unknown), bool(grounds)),
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "why-do-you-need-it", laws),
        promised=(*uses, *finders(questions)),
    )


def _unsure(purpose: bool, law: bool) -> Sentence | None:
    if purpose and law:
        return say("why.unsure")
    return say("why.unsure-purpose") if purpose else say("why.unsure-law") if law else None


def uses_of(asked: Asked) -> tuple[dict[str, Use], list[OpenQuestion]]:
    """The purposes it is used for, in the order of the description; and the parts that name none."""
    view = asked.view
    found: dict[str, Use] = {}
    questions: list[OpenQuestion] = []
    for path, element, about, status, ours in _parts(asked):
        named = stated(view.purposes_of(element.for_)) or ()
        for name in named:
            use = found.setdefault(name, Use(status, ours))
            use.status = min(use.status, status, key=lambda known: known.rank)
            use.ours = use.ours or ours
            use.paths.append(path)
        if not named:
            questions.append(open_question(asked.view, "purpose-unknown", element.for_, about, path))
    if not found and not questions:
        about = asked.item or view.model.owner
        questions.append(open_question(asked.view, "purpose-unknown", None, about, view.path(about)))
    return {name: found[name] for name in view.purposes if name in found}, questions


def _parts(asked: Asked) -> Iterator[tuple[Path, Collection | Derivation | Flow, str, Status, bool]]:
    """Everything that is done with it: the part of the model, where, how sure, and whether we do it."""
    view = asked.view
    for place in view.places:
        ours = asked.ours(place) is not False
        for collected in view.collects(place) if is_own(place) else ():
            if any(covers(collected.value.items, item) for item in asked.items):
                by_us = ours or asked.we_write(place, collected.value)
                yield collected.path, collected.value, place, collecting(collected.value), by_us
        here = [a for a in asked.reached.get(place, ()) if a.presence is Presence.COPY]
        for derived in view.derives(place):
            out_of = [
                a.status.then(for_client(derived.value.scope, a.groups))
                for a in here
                if a.item in derived.value.out_of and meet(view, a.groups, derived.value.scope)
            ]
            if out_of or derived.value.item in asked.items:
                surest = min(out_of, key=lambda status: status.rank, default=Status.ALWAYS)
                yield derived.path, derived.value, place, surest, ours
    for flow, status in asked.flows:
        ends = (asked.ours(flow.value.from_), asked.ours(flow.value.to))
        yield flow.path, flow.value, flow.value.to, status, not all(end is False for end in ends)


def _law_missing(asked: Asked, name: str) -> Iterator[OpenQuestion]:
    """A purpose without a basis; and very private data without the ground for it, where one item is asked about."""
    purpose, path = asked.view.purposes[name], asked.view.path(name)
    if stated(purpose.basis) is None:
        yield open_question(asked.view, "basis-unknown", purpose.basis, name, (*path, "basis"))
    elif _obliged_by_nothing(purpose):
        yield open_question(asked.view, "law-unknown", purpose.law, name, (*path, "law"))
    sensitivity = asked.view.sensitivity(asked.item) if asked.item else None
    ground = _GROUND.get(sensitivity) if sensitivity else None
    if ground and not stated(getattr(purpose, ground)):
        yield open_question(asked.view, f"{ground}-unknown", getattr(purpose, ground), name, (*path, ground))


def _why(asked: Asked, uses: dict[str, Use]) -> list[Sentence]:
    if not uses:
        return [say("why.unknown", what=asked.what)]
    if len(uses) == 1 and (single := _single(asked, *uses.items())):
        return single
    ours = {name: use for name, use in uses.items() if use.ours}
    others = {name: use for name, use in uses.items() if not use.ours}
    said: list[Sentence] = []
    if ours:
        said.append(say("why.purposes", what=asked.what, bullets=_lines(asked, ours)))
    if others:
        key = "why.others-too" if ours else "why.others"
        said.append(say(key, what=asked.what, bullets=_lines(asked, others)))
    if any(Basis.CONSENT in (stated(asked.view.purposes[name].basis) or ()) for name in uses):
        said.append(say("why.consent"))
    return said


def _single(asked: Asked, only: tuple[str, Use]) -> list[Sentence]:
    """One sure purpose of ours, in sentences."""
    name, use = only
    if not use.ours or use.status is not Status.ALWAYS:
        return []
    path, purpose = asked.view.path(name), asked.view.purposes[name]
    said = [say("why.purpose", *use.paths, path, what=asked.what, purpose=Name(name, "purposes"))]
    return said + [say(f"why.basis.{basis}", (*path, "basis")) for basis in bases_of(purpose)]


def _lines(asked: Asked, uses: dict[str, Use]) -> list[Sentence]:
    """A line per purpose with why it is allowed."""
    lines: list[Sentence] = []
    for name, use in uses.items():
        purpose = asked.view.purposes[name]
        notes = [say(f"note.basis.{basis}") for basis in bases_of(purpose)]
        if stated(purpose.basis) is None or _obliged_by_nothing(purpose):
            notes.append(say("note.basis-unknown"))
        lines.append(line(sure(Name(name, "purposes"), use.status), notes, *use.paths, asked.view.path(name)))
    return lines


def bases_of(purpose: Purpose) -> list[Basis]:
    """The legal bases to tell; "the law says we must" only with the law that says so."""
    bases = stated(purpose.basis) or ()
    told = [basis for basis in Basis if basis in bases]
    return [basis for basis in told if basis is not Basis.LEGAL_OBLIGATION] if _obliged_by_nothing(purpose) else told


def _obliged_by_nothing(purpose: Purpose) -> bool:
    """Whether somebody wrote that the law obliges them, and not which law."""
    return Basis.LEGAL_OBLIGATION in (stated(purpose.basis) or ()) and not stated(purpose.law)


def _law(asked: Asked, laws: dict[str, Path]) -> list[Sentence]:
    """The one law in words; several are named below the answer, outside the text for the client."""
    known: dict[str, Law] = {name: asked.view.knowledge.laws[name] for name in laws}
    acts = {law.act: name for name, law in known.items() if law.tellable}
    paths = tuple(dict.fromkeys((*laws[name], "law") for name, law in known.items() if law.tellable))
    if not acts:
        return []
    [(act, name), *others] = acts.items()
    if others:
        return [say("why.laws", *paths)]
    if known[name].act_plain is None:
        return [say("why.law-below", *paths)]
    return [
        say("why.law-name", *paths, act=act),
        say("why.law-about", *paths, about=Known("laws", name, "act_plain")),
    ]
