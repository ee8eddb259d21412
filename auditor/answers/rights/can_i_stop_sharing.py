"""I do not want you to share. Is that possible?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from auditor.answers.base import (
    Asked,
    Given,
    asked_for_them,
    by_sureness,
    checked_by,
    circumstances,
    deciding_with_us,
    declared,
    finders,
    finding_out,
    given,
    given_doubts,
    given_to_no_others,
    laws_of,
    line,
    open_question,
    present,
    purposes_at,
    say,
    sure,
    to_do,
)
from auditor.knowledge.types import ConsentKind
from auditor.model import View
from auditor.model.elements import Basis, Mode, Purpose, SecrecyLift, SectorConsent
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Answer, AnswerState, Name, Names, OpenQuestion, Param, Sentence


class Say(StrEnum):
    """What a client can do about one way of sharing.

    consent: it needs their yes, and they can say no. duty: a law says that we must. weighed: they can object, and we
    weigh it. agreed: it belongs to what was agreed. mixed: it differs by reason. unknown: nobody knows why we may.
    """

    CONSENT = "consent"
    DUTY = "duty"
    WEIGHED = "weighed"
    AGREED = "agreed"
    MIXED = "mixed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class _Shared:
    """One way of sharing: what can be done about it, for which purposes, by which laws, and what is not known of it."""

    way: Given
    say: Say
    purposes: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()


def can_i_stop_sharing(asked: Asked) -> Answer:
    """Per receiver whether it needs the client's yes, a law says that we must, or an objection is weighed."""
    view = asked.view
    found, together = given(asked), deciding_with_us(asked)
    shared = [_shared(asked, way) for way in found]
    complete = given_to_no_others(asked, found)
    questions = _once([*(question for one in shared for question in one.questions), *given_doubts(asked, found)])
    answer: tuple[Sentence, ...]
    if complete:
        answer = (say("given.none", *declared(complete)), checked_by(view, complete))
        state = AnswerState.NOT_APPLICABLE
    else:
        answer = (say("rights.for-you-ask") if asked_for_them(asked) else say("rights.always"),)
        state = AnswerState.UNKNOWN if not found else AnswerState.PARTLY if questions else AnswerState.KNOWN
    weighed = any(one.say is Say.WEIGHED for one in shared)
    laws = [law for one in shared for law in one.laws]
    return Answer(
        "can-i-stop-sharing",
        None,
        state,
        answer=answer,
        facts=present(
            say("given.to", bullets=_lines(shared)) if shared else None,
            say("given.together", bullets=together) if together else None,
        ),
        can_do=to_do(view, *([say("stop.why")] if weighed else [])),
        unknown=present(
            None if found or complete else say("given.none-known"),
            say("given.unsure") if given_doubts(asked, found) else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "can-i-stop-sharing", laws),
        promised=(*dict.fromkeys(one.receiver for one in found), *finders(questions)),
    )


def _once(questions: Iterable[OpenQuestion]) -> tuple[OpenQuestion, ...]:
    return tuple({(question.key, question.path): question for question in questions}.values())


def _shared(asked: Asked, way: Given) -> _Shared:
    view = asked.view
    written = purposes_at(view, way.path)
    purposes = written if isinstance(written, tuple) else ()
    flow = way.flow.value if way.flow else None
    if flow is None and way.path[-2] == "access":
        asks = open_question(view, "looking-unknown", None, way.node, way.path)
        return _Shared(way, Say.UNKNOWN, questions=(asks,))
    sector = flow.sector_consent if flow else None
    mandatory = flow.mandatory if flow else None
    if mandatory and (sector or not view.knowledge.laws[mandatory].tellable):
        asks = open_question(view, "law-unknown", None, way.node, (*way.path, "mandatory"))
        return _Shared(way, Say.UNKNOWN, purposes, questions=(asks,))
    if mandatory:
        return _Shared(way, Say.DUTY, purposes, (mandatory,))
    if sector and _asks_for_yes(view, sector):
        return _Shared(way, Say.CONSENT, purposes, (sector.law,))
    known = _of_purposes(view, way, purposes, written)
    if flow and flow.secrecy_lifted_by is SecrecyLift.CONSENT:
        return replace(known, say=Say.MIXED) if known.say is Say.DUTY else _Shared(way, Say.CONSENT, purposes)
    return known


def _of_purposes(view: View, way: Given, purposes: tuple[str, ...], written: object) -> _Shared:
    """What can be done about sharing for these purposes together."""
    if not purposes:
        asks = open_question(view, "purpose-unknown", written, way.node, way.path)
        return _Shared(way, Say.UNKNOWN, questions=(asks,))
    every = [_of_purpose(view, way, name) for name in purposes]
    kinds = {one.say for one in every}
    kind = Say.UNKNOWN if Say.UNKNOWN in kinds else Say.MIXED if len(kinds) > 1 else next(iter(kinds))
    laws = tuple(law for one in every for law in one.laws)
    return _Shared(way, kind, purposes, laws, tuple(question for one in every for question in one.questions))


def _asks_for_yes(view: View, sector: SectorConsent) -> bool:
    """Whether a sector law that may be told surely asks for consent here."""
    law = view.knowledge.laws[sector.law]
    return law.tellable and ConsentKind.SECTOR in law.consents and sector.asked is not YesNo.NOT_APPLICABLE


def _of_purpose(view: View, way: Given, name: str) -> _Shared:
    """What can be done about sharing for one purpose."""
    purpose, path = view.purposes[name], view.path(name)
    bases = stated(purpose.basis)
    if purpose.sector_consent and _asks_for_yes(view, purpose.sector_consent):
        return _Shared(way, Say.CONSENT, laws=(purpose.sector_consent.law,))
    if not bases:
        return _Shared(
            way, Say.UNKNOWN, questions=(open_question(view, "basis-unknown", purpose.basis, name, (*path, "basis")),)
        )
    if Basis.LEGAL_OBLIGATION in bases and not _told_laws(view, purpose):
        fact = purpose.law if isinstance(purpose.law, Unknown) else None
        return _Shared(way, Say.UNKNOWN, questions=(open_question(view, "law-unknown", fact, name, (*path, "law")),))
    kinds = {_OF_BASIS[basis] for basis in bases}
    return _Shared(way, next(iter(kinds)) if len(kinds) == 1 else Say.MIXED, laws=_told_laws(view, purpose))


def _told_laws(view: View, purpose: Purpose) -> tuple[str, ...]:
    return tuple(law for law in stated(purpose.law) or () if view.knowledge.laws[law].tellable)


_OF_BASIS = {
    Basis.CONSENT: Say.CONSENT,
    Basis.CONTRACT: Say.AGREED,
    Basis.LEGAL_OBLIGATION: Say.DUTY,
    Basis.VITAL_INTEREST: Say.MIXED,
    Basis.PUBLIC_TASK: Say.WEIGHED,
    Basis.LEGITIMATE_INTEREST: Say.WEIGHED,
}
"""GDPR art. 21 is about the last two, art. 7(3) about the first."""


def _lines(shared: Iterable[_Shared]) -> list[Sentence]:
    """A line per receiver and what can be done; of a receiver with more than one, also what for."""
    by_receiver: dict[str, dict[Say, list[_Shared]]] = {}
    for one in shared:
        by_receiver.setdefault(one.way.receiver, {}).setdefault(one.say, []).append(one)
    lines: list[Sentence] = []
    for receiver, by_say in by_receiver.items():
        for kind in Say:
            here = by_say.get(kind, [])
            purposes = dict.fromkeys(name for one in here for name in one.purposes) if len(by_say) > 1 else {}
            for cases in by_sureness(one.way.case for one in here):
                status, notes = circumstances(cases)
                name: Param = sure(Name(receiver), status)
                if purposes:
                    name = say("stop.for", name=name, purposes=Names(tuple(purposes), "purposes"))
                ways = [one.way for one in here if one.way.case in cases]
                how = _how(ways) if len(by_say) > 1 else []
                lines.append(_line(kind, line(name, [*notes, *how], *(way.path for way in ways))))
    return lines


def _how(ways: Iterable[Given]) -> list[Sentence]:
    """That it is only told or shown, where all these ways are such: it tells them from the other ways."""
    modes = {stated(way.flow.value.mode) if way.flow else None for way in ways}
    if modes == {Mode.TELL}:
        return [say("note.told")]
    return [say("note.view")] if modes == {Mode.VIEW} else []


def _line(kind: Say, who: Sentence) -> Sentence:
    return say(f"stop.{kind}", *who.rests_on, name=who)
