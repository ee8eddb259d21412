"""What is concerned when something is lost or leaks, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.exporters.access import cases_of_access
from auditor.exporters.checked import where
from auditor.exporters.cited import CitedOut, cited, cited_out, laws_said, norm_said, shown_laws
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.exporters.traced import channels, told_case
from auditor.knowledge.types import Sensitivity
from auditor.loss import Asked, Kind, Loss, Lost, OtherCopy, Part, Reach, Spot
from auditor.loss.asking import person
from auditor.model.elements import Condition, Form, Mode, Right
from auditor.model.facts import State
from auditor.results import Name, Names, Param, Phrases, Sentence
from auditor.traces import Presence, Status
from auditor.traces.steps import BACKED_UP

MOST_PLACES = 3
"""More places or kinds of data than this are counted, and not named, in a line of text."""
_NAMED = (Sensitivity.SPECIAL, Sensitivity.CRIMINAL, Sensitivity.NATIONAL_NUMBER)
"""What is named in any case."""


class LostOut(Out):
    """One kind of data. other: whether it is elsewhere too; null where no copy is lost.

    copies: where, surely or perhaps as `other` says.

    sensitivity is null where nobody knows what kind of data it is. cases: how sure, for whom and when, in words.
    """

    item: str
    label: str
    about: list[str]
    sensitivity: Sensitivity | None
    presences: list[Presence]
    forms: list[Form]
    status: Status
    cases: list[str]
    moved_on: bool
    other: OtherCopy | None
    copies: list[str]
    at: list[str]


class MeasureOut(Out):
    """How a place is protected, or open to others, in four states."""

    measure: str
    state: State
    at: str


class SpotOut(Out):
    """A place or organisation that is concerned. carried_by is null where nobody knows who carries it.

    above: the company for which a sub-processor works. complete: somebody declared the lists of this place complete.
    """

    node: str
    label: str
    parts: list[Part]
    items: list[LostOut]
    measures: list[MeasureOut]
    deciders: list[str]
    processors: list[str]
    processors_known: bool
    systems: list[str]
    perhaps_on: list[str]
    carried_by: list[str] | None
    above: str | None
    contract: State | None
    log: State | None
    log_ask: str | None
    complete: bool
    at: str


class SentOut(Out):
    """The flow that went to the wrong one. mode is null where nobody knows it; denied: the description says no."""

    flow: str
    source: str
    target: str
    mode: Mode | None
    channels: list[str]
    encrypted: State
    items_known: bool
    denied: bool
    at: str


class ReachOut(Out):
    """What a role can do at a place. can is null where nobody knows; when is null where nobody knows or said.

    condition: what must hold as well. groups: only of clients in one of these; none for all of them.
    """

    role: str
    node: str
    items: list[str]
    can: list[Right] | None
    when: Condition | None
    condition: str | None
    groups: list[str]
    shared: State
    two_step: State
    at: str


class SaidOut(Out):
    """Something to do, with the article it comes from."""

    said: str
    law: str | None


class AskOut(Out):
    """A question of the law, and what the description knows for it."""

    ask: Asked
    said: str
    law: str
    facts: list[str]


class LossOut(Out):
    """The result of `auditor loss`. norm: the guidance behind the first aid, if the country has it."""

    model: str
    language: str
    kind: Kind
    about: str
    first_aid: list[str]
    items: list[LostOut]
    spots: list[SpotOut]
    sent: SentOut | None
    reach: list[ReachOut]
    perhaps_reach: list[str]
    tell: list[SaidOut]
    asks: list[AskOut]
    unknown: list[str]
    norm: str | None
    laws: list[CitedOut]


def loss_out(found: Loss, speaker: Speaker) -> LossOut:
    """The loss in words."""
    return LossOut(
        model=speaker.view.model.name,
        language=speaker.language,
        kind=found.kind,
        about=found.about,
        first_aid=[speaker.sentence(sentence) for sentence in found.first_aid],
        items=[_lost_out(item, speaker) for item in found.items],
        spots=[_spot_out(spot, speaker) for spot in found.spots],
        sent=_sent_out(found, speaker),
        reach=[_reach_out(one, speaker) for one in found.reach],
        perhaps_reach=list(found.perhaps_reach),
        tell=[SaidOut(said=speaker.sentence(one.said), law=one.law) for one in found.tell],
        asks=[
            AskOut(ask=ask.asked, said=_said(f"loss.asked.{ask.asked}", speaker), law=ask.law,
                   facts=[speaker.sentence(fact) for fact in ask.facts])
            for ask in found.asks
        ],
        unknown=[speaker.sentence(sentence) for sentence in found.unknown],
        norm=found.norm,
        laws=cited_out(_laws(found), speaker),
    )  # fmt: skip


def _lost_out(lost: Lost, speaker: Speaker) -> LostOut:
    return LostOut(
        item=lost.item,
        label=speaker.label(lost.item, "items"),
        about=list(lost.about),
        sensitivity=lost.sensitivity,
        presences=list(lost.presences),
        forms=list(lost.forms),
        status=lost.status,
        cases=[told_case(case, speaker) for case in lost.cases],
        moved_on=lost.moved_on,
        other=lost.other,
        copies=list(lost.copies),
        at=[where(speaker.view.model, path) for path in lost.rests_on],
    )


def _spot_out(spot: Spot, speaker: Speaker) -> SpotOut:
    model = speaker.view.model
    return SpotOut(
        node=spot.node,
        label=speaker.label(spot.node),
        parts=list(spot.parts),
        items=[_lost_out(item, speaker) for item in spot.items],
        measures=[MeasureOut(measure=one.name, state=one.state, at=where(model, one.path)) for one in spot.measures],
        deciders=list(spot.deciders),
        processors=list(spot.processors),
        processors_known=spot.processors_known,
        systems=list(spot.systems),
        perhaps_on=list(spot.perhaps_on),
        carried_by=None if spot.carried_by is None else list(spot.carried_by),
        above=spot.above,
        contract=spot.contract,
        log=spot.log,
        log_ask=spot.log_ask,
        complete=spot.complete,
        at=where(model, spot.path),
    )


def _sent_out(found: Loss, speaker: Speaker) -> SentOut | None:
    sent = found.sent
    if sent is None:
        return None
    return SentOut(
        flow=sent.flow,
        source=sent.source,
        target=sent.target,
        mode=sent.mode,
        channels=_channels(sent.flow, speaker),
        encrypted=sent.encrypted,
        items_known=sent.items_known,
        denied=sent.denied,
        at=where(speaker.view.model, sent.path),
    )


def _channels(flow: str, speaker: Speaker) -> list[str]:
    value = next(one.value for one in speaker.view.flows if one.id == flow)
    words = (way.words.said_in(speaker.language) for way in value.via if way.words)
    return [*channels(value.via, speaker), *(said for said in words if said)]


def _reach_out(one: Reach, speaker: Speaker) -> ReachOut:
    return ReachOut(
        role=one.role,
        node=one.node,
        items=list(one.items),
        can=None if one.can is None else list(one.can),
        when=one.when,
        condition=_condition(one, speaker),
        groups=sorted(one.groups),
        shared=one.shared,
        two_step=one.two_step,
        at=where(speaker.view.model, one.path),
    )


def _condition(one: Reach, speaker: Speaker) -> str | None:
    if one.condition is None:
        return None
    return one.condition.said_in(speaker.language) or speaker.text("label.not-translated")


def _laws(found: Loss) -> list[str]:
    """Every article that plays a part, those about reporting first."""
    laws = [one.law for one in found.tell if one.law] + [ask.law for ask in found.asks]
    return sorted(set(laws))


# as text


def loss(found: Loss, speaker: Speaker) -> RenderableType:
    """What to do now, then for the officer: which data, whom to tell, what the law asks, what is not known."""
    parts: list[RenderableType] = [Rich(_title(found, speaker), style="bold")]
    parts += _section("aid", [speaker.sentence(sentence) for sentence in found.first_aid], speaker)
    parts += _section("items", _items(found, speaker), speaker)
    parts += _section("spots", _spots(found.spots, speaker) if found.kind is Kind.VENDOR else (), speaker)
    parts += _section("reach", [_reach(one, speaker) for one in found.reach], speaker)
    parts += _section("tell", [_cites(one.said, one.law, speaker) for one in found.tell], speaker)
    parts += _asks(found, speaker)
    parts += _section("unknown", [speaker.sentence(sentence) for sentence in found.unknown], speaker)
    parts += [Padding(Rich(speaker.text("cited.heading"), style="bold"), (1, 0, 0, 0))]
    parts += [_line(norm_said(found.norm, speaker))] if found.norm and found.first_aid else []
    parts += [_line(line) for line in laws_said(_laws(found), speaker)]
    closing = f"{_said('loss.decides-nothing', speaker)} {speaker.text('audit.no-advice')}"
    return Group(*parts, Padding(Rich(closing, style="dim"), (1, 0, 0, 0)))


def _said(key: str, speaker: Speaker, **params: Param) -> str:
    return speaker.sentence(Sentence(key, params))


def _line(line: str) -> RenderableType:
    return Padding(Rich(f"• {line}"), (0, 0, 0, 2))


def _section(name: str, lines: Iterable[str], speaker: Speaker) -> list[RenderableType]:
    said = [_line(line) for line in lines]
    return [Padding(Rich(speaker.text(f"loss.heading.{name}"), style="bold"), (1, 0, 0, 0)), *said] if said else []


def _title(found: Loss, speaker: Speaker) -> str:
    if found.sent:
        return speaker.text("loss.title.flow", source=Name(found.sent.source), target=Name(found.sent.target))
    sections = {Kind.PLACE: "places", Kind.VENDOR: "organisations", Kind.ROLE: "roles"}
    return speaker.text(f"loss.title.{found.kind}", name=Name(found.about, sections[found.kind]))


def _items(found: Loss, speaker: Speaker) -> list[str]:
    """What lies on it, how it was sent, then a line for every kind of data."""
    lines: list[str] = []
    if found.sent:
        named = _channels(found.sent.flow, speaker)
        if named:
            lines.append(_said("loss.sent.channel", speaker, names=Phrases(tuple(named))))
        if found.sent.mode:
            lines.append(_said("loss.sent.mode", speaker, mode=Sentence(f"loss.mode.{found.sent.mode}")))
    for spot in found.spots if found.kind is Kind.PLACE else ():
        if spot.systems:
            lines.append(_said("loss.systems", speaker, names=Names(spot.systems, "places")))
        if spot.carried_by:
            lines.append(_said("loss.carried-by", speaker, names=Names(spot.carried_by, "roles")))
    return lines + [_item(lost, speaker) for lost in found.items]


def _item(lost: Lost, speaker: Speaker) -> str:
    return _said("loss.item", speaker, item=Name(lost.item, "items"), notes=_listed(_notes(lost, speaker), speaker))


def _listed(notes: Iterable[str | Sentence], speaker: Speaker) -> str:
    """Phrases beside each other; some of them hold commas themselves."""
    return "; ".join(note if isinstance(note, str) else speaker.phrase(note) for note in notes)


def _notes(lost: Lost, speaker: Speaker) -> Iterator[str | Sentence]:
    """About whom, what kind, how it is there, how sure, and whether it is elsewhere too."""
    if lost.about:
        who = Phrases(tuple(person(speaker.view, name) for name in lost.about))
        yield Sentence("loss.note.about", {"who": who})
    else:
        yield Sentence("loss.note.unknown-about")
    yield Sentence(f"loss.sensitivity.{lost.sensitivity or 'unknown'}")
    for presence in lost.presences:
        stays_anyway = presence is Presence.CARRIED and Presence.COPY in lost.presences
        if presence is not Presence.COPY and not stays_anyway:
            yield Sentence(f"presence.{BACKED_UP if lost.backed_up and presence is Presence.CARRIED else presence}")
    for form in lost.forms:
        if form is not Form.AS_IS:
            yield Sentence(f"form.{form}")
    for case in lost.cases:
        if case.status is not Status.ALWAYS or case.groups or case.conditions:
            yield told_case(case, speaker)
    if lost.moved_on:
        yield Sentence("loss.note.moved")
    if lost.other:
        yield _elsewhere(lost)


def _elsewhere(lost: Lost) -> Sentence:
    """Whether it is elsewhere too, and where as far as that can be said in a line."""
    key = f"loss.note.other.{lost.other}"
    if not lost.copies:
        return Sentence(key)
    if len(lost.copies) > MOST_PLACES:
        return Sentence(f"{key}-more", {"number": str(len(lost.copies))})
    return Sentence(f"{key}-at", {"names": Names(lost.copies)})


def _spots(spots: Iterable[Spot], speaker: Speaker) -> Iterator[str]:
    """What a company has to do with a place, and what is there; places where all of that is the same together."""
    alike: dict[object, list[Spot]] = {}
    for spot in spots:
        alike.setdefault((spot.parts, spot.contract, tuple(item.item for item in spot.items)), []).append(spot)
    for same in alike.values():
        spot = same[0]
        notes = [Sentence(f"loss.part.{part}") for part in spot.parts]
        notes += [Sentence(f"loss.contract.{spot.contract}")] if spot.contract else []
        notes.append(_kinds([item.item for item in spot.items], speaker))
        places = Names(tuple(one.node for one in same))
        yield _said("loss.spot", speaker, places=places, notes=_listed(notes, speaker))


def _kinds(items: Sequence[str], speaker: Speaker) -> Sentence:
    """Kinds of data by name where they are few, else how many, and which of them deserve most care."""
    if not items:
        return Sentence("loss.no-kinds")
    if len(items) <= 2 * MOST_PLACES:
        return Sentence("loss.kinds", {"items": Names(tuple(items), "items")})
    number = str(len(items))
    delicate = tuple(item for item in items if speaker.view.sensitivity(item) in _NAMED)
    if not delicate:
        return Sentence("loss.kinds-many", {"number": number})
    return Sentence("loss.kinds-among", {"number": number, "items": Names(delicate, "items")})


def _reach(one: Reach, speaker: Speaker) -> str:
    """What a role can do at a place, of which clients, with which step to log in, and with what."""
    rights = Phrases(tuple(Sentence(f"loss.right.{right}") for right in one.can or ("unknown",)))
    notes: list[str | Sentence] = [Sentence("loss.rights", {"rights": rights})]
    notes += cases_of_access(one.when, asked=one.when_unknown, groups=one.groups, condition=one.condition)
    notes += [Sentence("loss.when.unsaid")] if one.when is None and not one.when_unknown else []
    notes += [Sentence("loss.shared")] if one.shared is State.YES else []
    if one.node in speaker.view.systems:
        notes.append(Sentence(f"loss.two-step.{one.two_step}"))
    notes.append(_kinds(one.items, speaker))
    place, role = Name(one.node), Name(one.role, "roles")
    return _said("loss.reach", speaker, place=place, role=role, notes=_listed(notes, speaker))


def _cites(said: Sentence, law: str | None, speaker: Speaker) -> str:
    """A sentence with the article behind it, where the audience may be told of that."""
    sentence = speaker.sentence(said)
    if law is None or not shown_laws([law], speaker):
        return sentence
    return speaker.text("loss.cites", said=sentence, law=cited(law, speaker))


def _asks(found: Loss, speaker: Speaker) -> list[RenderableType]:
    """The questions of the law, with what the description knows below each.

    Which data it is and about whom is the same for both risks, and is said once.
    """
    parts: list[RenderableType] = []
    for ask in found.asks:
        parts.append(_line(_cites(Sentence(f"loss.asked.{ask.asked}"), ask.law, speaker)))
        facts = [speaker.sentence(fact) for fact in ask.facts]
        if facts and ask.asked is Asked.HIGH_RISK:
            facts = [_said("loss.fact.above", speaker)]
        facts = facts or [_said("loss.fact.none", speaker)]
        parts += [Padding(Rich(f"- {fact}"), (0, 0, 0, 6)) for fact in facts]
    heading = Padding(Rich(speaker.text("loss.heading.asks"), style="bold"), (1, 0, 0, 0))
    return [heading, *parts] if parts else []
