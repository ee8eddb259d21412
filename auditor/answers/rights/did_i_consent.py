"""Did I say yes? Can I take that back?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.answers.base import (
    Asked,
    Use,
    ask_first,
    ask_first_unknown,
    denial,
    finders,
    finding_out,
    lacking,
    laws_of,
    line,
    not_answered,
    open_question,
    present,
    say,
    telling,
    to_do,
    to_find_out,
    uses_of,
    way,
)
from auditor.model import Path
from auditor.model.elements import Basis, Flow, Purpose, SecrecyLift
from auditor.model.facts import YesNo, stated
from auditor.results import Answer, AnswerState, OpenQuestion, Sentence

_CONSENT = frozenset({"avg-6-1-a", "avg-9-2-a"})


def did_i_consent(asked: Asked) -> Answer:
    """What a yes belongs to and whether it is written down; never whether this client said it."""
    view = asked.view
    uses, purposeless = uses_of(asked)
    asking = {name: use for name, use in uses.items() if _on_consent(view.purposes[name])}
    lines = [_line(asked, name, use) for name, use in asking.items()]
    also = list(_also(asked, uses))
    questions = (*purposeless, *_questions(asked, uses, asking))
    known = bool(lines or also)
    answer = [say("consent.not-of-you")] if known else [say("consent.none-known")]
    answer += [say("consent.uses", bullets=lines)] if lines else []
    answer += [say("consent.also" if lines else "consent.first", bullets=also)] if also else []
    return Answer(
        "did-i-consent",
        None,
        AnswerState.UNKNOWN if not known else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=tuple(answer),
        can_do=to_do(view, *(_taking_back(asked, asking)), say("consent.right")),
        unknown=present(lacking(asked, uses, questions), finding_out(view, questions)),
        open_questions=to_find_out(view, questions),
        laws=laws_of(asked, "did-i-consent"),
        promised=(*asking, *finders(questions)),
    )


def _on_consent(purpose: Purpose) -> bool:
    """Whether a purpose rests on consent: as its basis, or as what allows data that is otherwise forbidden."""
    laws = {*(stated(purpose.law) or ()), *(stated(purpose.special) or ())}
    return Basis.CONSENT in (stated(purpose.basis) or ()) or bool(laws & _CONSENT)


def _line(asked: Asked, name: str, use: Use) -> Sentence:
    """A purpose, whether a yes is written down, and what happens when it is taken back."""
    purpose, path = asked.view.purposes[name], asked.view.path(name)
    said = line(use.called(name), _recorded(asked, purpose, (*path, "consent-recorded")), *use.paths, path)
    words = purpose.if_withdrawn
    return say("consent.if-withdrawn", *said.rests_on, said=said, words=words) if words else said


def _recorded(asked: Asked, purpose: Purpose, path: Path) -> list[Sentence]:
    if purpose.consent_recorded is YesNo.YES:
        return [say("consent.recorded", path)]
    when = denial(asked.view, purpose.consent_recorded, path)
    return [say("consent.not-recorded", path, when=when)] if when else []


def _also(asked: Asked, uses: Mapping[str, Use]) -> Iterator[Sentence]:
    """Purposes and ways to which another kind of yes belongs, which is no legal basis."""
    for name, use in uses.items():
        purpose, path = asked.view.purposes[name], asked.view.path(name)
        notes = _other_consents(asked, purpose, path)
        if purpose.consent_to_help is YesNo.YES:
            notes.append(say("consent.to-help", (*path, "consent-to-help")))
        if notes:
            yield line(use.called(name), notes, *use.paths, path)
    for flow, status in asked.flows:
        if notes := _other_consents(asked, flow.value, flow.path):
            yield line(way(flow, status), notes, flow.path)


def _other_consents(asked: Asked, of: Purpose | Flow, path: Path) -> list[Sentence]:
    by_consent = stated(of.secrecy_lifted_by) is SecrecyLift.CONSENT
    return [*ask_first(asked.view, of, path), *(telling(of, path) if by_consent else ())]


def _taking_back(asked: Asked, asking: Mapping[str, Use]) -> list[Sentence]:
    return [say("consent.taking-back", *(asked.view.path(name) for name in asking))] if asking else []


def _questions(asked: Asked, uses: Mapping[str, Use], asking: Mapping[str, Use]) -> Iterator[OpenQuestion]:
    """A basis that nobody knows may be a yes; and whether a yes is written down or asked."""
    view = asked.view
    for name in uses:
        purpose, path = view.purposes[name], view.path(name)
        if stated(purpose.basis) is None and name not in asking:
            yield open_question(view, "basis-unknown", purpose.basis, name, (*path, "basis"))
        if name in asking:
            at = (*path, "consent-recorded")
            yield from not_answered(view, "consent-recorded-unknown", purpose.consent_recorded, name, at)
        yield from ask_first_unknown(view, purpose, name, path)
    for flow, _ in asked.flows:
        yield from ask_first_unknown(view, flow.value, flow.value.to, flow.path)
