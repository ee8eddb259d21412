"""May the district coach just call my health insurer?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    of_kinds,
    open_question,
    present,
    received_by,
    receiver_lines,
    say,
    to_do,
)
from auditor.knowledge.types import ConsentKind
from auditor.model import NamedFlow, Path
from auditor.model.elements import SecrecyLift, SectorConsent
from auditor.model.facts import Unknown, YesNo
from auditor.results import Answer, AnswerState, OpenQuestion, Sentence

_INSURER = ("insurer",)


@dataclass(frozen=True)
class _Way:
    """A flow of ours to an insurer. consents: what a sector law asks for; whole: of all that this flow is for."""

    flow: NamedFlow
    consents: tuple[tuple[Path, SectorConsent], ...]
    whole: bool
    secrecy: tuple[tuple[Path, SecrecyLift | Unknown], ...]


def may_you_call_my_insurer(asked: Asked) -> Answer:
    """Whether insurers hear anything, and whether a law says that the client must be asked first: their no holds."""
    view = asked.view
    found = received_by(asked, _INSURER, has=False)
    ways = list(_ways(asked))
    looking = [one for one in found.found if view.deciders(one.node) != (one.organisation,)]
    whole = bool(ways) and all(way.whole for way in ways) and not looking
    some = any(way.consents for way in ways)
    doubts = _questions(asked, looking, ways)
    questions = (*found.questions, *doubts)
    has = [one for one in of_kinds(asked, having(asked), _INSURER) if one.how is How.HAS]
    answer = _heard(asked, found)
    if some:
        consents = [path for way in ways for path, _ in way.consents]
        first = say("insurer.ask-first" if whole else "insurer.ask-first-part", *consents)
        answer = [first, *answer, say("insurer.no-holds" if whole else "insurer.no-holds-part", *consents)]
    keys = {question.key for question in doubts}
    said = _unknown(keys, some)
    unknown = (*found.unknown[:-1], *said) if found.questions else said
    return Answer(
        "may-you-call-my-insurer",
        None,
        _state(found, questions, has),
        answer=tuple(answer),
        facts=(
            *([say("hear.has", bullets=receiver_lines(view, has))] if has else []),
            *_asking(asked, ways),
            *_secrecy(ways),
            *denied_flows(asked, lambda to: any(view.kind_id(name) in _INSURER for name in view.deciders(to))),
        ),
        can_do=to_do(view, *([] if some else [say("insurer.law")])),
        unknown=present(*unknown, finding_out(view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "may-you-call-my-insurer", [said.law for way in ways for _, said in way.consents]),
        promised=(*sorted({one.organisation for one in (*found.found, *has)}), *finders(questions)),
    )


def _state(found: OfKinds, questions: tuple[OpenQuestion, ...], has: Sequence[Receipt]) -> AnswerState:
    if not found.found:
        if has and found.every:
            return AnswerState.KNOWN
        return AnswerState.NOT_APPLICABLE if found.every else AnswerState.UNKNOWN
    return AnswerState.PARTLY if questions else AnswerState.KNOWN


def _heard(asked: Asked, found: OfKinds) -> list[Sentence]:
    if found.found:
        return [say("insurer.hears", bullets=receiver_lines(asked.view, found.found))]
    if found.every:
        return [say("insurer.none", *declared(found.every)), checked_by(asked.view, found.every)]
    return [say("insurer.none-known")]


def _ways(asked: Asked) -> Iterator[_Way]:
    """Our own flows to insurers, with the consent that a sector law asks for: of the flow, or of all it is for."""
    view = asked.view
    for flow, _ in asked.flows:
        value = flow.value
        insurer = any(view.kind_id(name) in _INSURER for name in view.deciders(value.to))
        if not insurer or asked.ours(value.from_) is False:
            continue
        named = view.purposes_of(value.for_)
        purposes = [(name, view.purposes[name]) for name in named] if isinstance(named, tuple) else []
        consents = [((*flow.path, "sector-consent"), value.sector_consent)] if value.sector_consent else []
        if not consents:
            consents = [
                (("purposes", name, "sector-consent"), one.sector_consent)
                for name, one in purposes
                if one.sector_consent
            ]
        law = [(path, said) for path, said in consents if _is_sector(asked, said.law)]
        whole = bool(law) and (value.sector_consent is not None or len(law) == len(purposes))
        lifted = [((*flow.path, "secrecy-lifted-by"), value.secrecy_lifted_by)]
        if value.secrecy_lifted_by is None:
            lifted = [(("purposes", name, "secrecy-lifted-by"), one.secrecy_lifted_by) for name, one in purposes]
        secrecy = tuple((path, said) for path, said in lifted if said is not None)
        yield _Way(flow, tuple(law), whole, secrecy)


def _is_sector(asked: Asked, law: str) -> bool:
    known = asked.view.knowledge.laws
    return law in known and known[law].tellable and ConsentKind.SECTOR in known[law].consents


def _asking(asked: Asked, ways: list[_Way]) -> list[Sentence]:
    """Whether we really ask: as far as somebody wrote it down, a no only with its date."""
    yes = [path for way in ways for path, said in way.consents if said.asked is YesNo.YES]
    no = [path for way in ways for path, said in way.consents if _surely_not(asked, path, said)]
    every = sum(len(way.consents) for way in ways)
    if yes and len(yes) == every:
        return [say("insurer.asks", *((*path, "asked") for path in yes))]
    if no and len(no) == every:
        return [say("insurer.does-not-ask", *((*path, "asked") for path in no))]
    return []


def _surely_not(asked: Asked, path: Path, said: SectorConsent) -> bool:
    dated = asked.view.looked_at(path) is not None and not asked.view.anything_reserved
    return said.asked is YesNo.NO and dated


def _secrecy(ways: list[_Way]) -> list[Sentence]:
    """That a helper who keeps secrets may tell it when the client says yes."""
    consent = [path for way in ways for path, said in way.secrecy if said is SecrecyLift.CONSENT]
    return [say("insurer.secrecy-consent", *consent)] if consent else []


def _questions(asked: Asked, looking: Sequence[Receipt], ways: list[_Way]) -> list[OpenQuestion]:
    """Whether a law asks for consent, whether we ask for it, and what lets a helper tell it."""
    view = asked.view
    questions = [
        open_question(view, "consent-law-unknown", None, one.organisation, one.path)
        for one in {one.path: one for one in looking}.values()
    ]
    for way in ways:
        flow = way.flow
        if not way.whole:
            path = (*flow.path, "sector-consent")
            questions.append(open_question(view, "consent-law-unknown", None, flow.value.to, path))
        for path, said in way.consents:
            if said.asked is not YesNo.YES and not _surely_not(asked, path, said):
                at = (*path, "asked")
                questions.append(open_question(view, "consent-asked-unknown", said.asked, flow.value.to, at))
        for path, lifted in way.secrecy:
            if isinstance(lifted, Unknown):
                questions.append(open_question(view, "secrecy-unknown", lifted, flow.value.to, path))
    return questions


def _unknown(keys: set[str], some: bool) -> tuple[Sentence, ...]:
    said = []
    if "consent-law-unknown" in keys:
        said.append(say("insurer.law-unknown-part" if some else "insurer.law-unknown"))
    if "consent-asked-unknown" in keys:
        said.append(say("insurer.asked-unknown"))
    if "secrecy-unknown" in keys:
        said.append(say("insurer.secrecy-unknown"))
    return tuple(said)
