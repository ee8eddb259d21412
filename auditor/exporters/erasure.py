"""What it takes to remove data, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.answers.base import say
from auditor.erasure import Beyond, Erasure, How, Keep, Notified, Remover, State, Step, Why
from auditor.exporters.checked import where
from auditor.exporters.cited import CitedOut, cited, cited_out, laws_said
from auditor.exporters.erasure_words import blocks, items_of, notice, spoken, told_laws, words
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.model.elements import Condition
from auditor.results import Name, Sentence
from auditor.traces import Status

_NOTIFY = "avg-19"


class HeldOut(Out):
    """One kind of data, and how sure it is that it is there."""

    item: str
    status: Status


class KeepOut(Out):
    """A law that a rule names. sure: whether we know that it keeps this here. until: what the rule says of the end.

    groups: for clients in one of these; none for all. on_request: the article under which the client can ask that it is
    destroyed. longer_if: when the law lets it stay longer.
    """

    law: str
    sure: bool
    until: list[str]
    groups: list[str]
    on_request: str | None
    longer_if: str | None
    at: str


class RemoverOut(Out):
    """A function that may remove it there, and in which cases. when is null where nobody knows or said.

    condition: what must hold as well. groups: only of clients in one of these; none for all of them. carries: whoever
    carries the thing, always.
    """

    role: str
    when: Condition | None
    condition: str | None
    groups: list[str]
    carries: bool


class StepOut(Out):
    """The copies of some kinds of data at one place, of which the same can be said. words: all of it in sentences.

    otherwise: the state for clients about whom none of the laws is. who: organisations that decide; none where nobody
    knows. through: data only goes through there, so nobody knows if there is a copy. weigh: purposes by a legal duty or
    public task; weigh_unknown: what it is for, or on which basis, is not all known. again: places from where it can
    come here again; put_back: back-ups from which it can be put back here. route: ids of the flows on the way.
    """

    node: str
    label: str
    items: list[HeldOut]
    state: State
    why: list[Why]
    otherwise: State | None
    otherwise_why: list[Why]
    keeps: list[KeepOut]
    until: list[str]
    who: list[str]
    removers: list[RemoverOut]
    processors: list[str]
    processors_known: bool
    through: bool
    weigh: list[str]
    weigh_unknown: bool
    again: list[str]
    put_back: list[str]
    beyond: Beyond | None
    route: list[str]
    words: list[str]
    at: list[str]


class NotifiedOut(Out):
    """Somebody to be told. organisation is null where only the place is known; by: others who gave it to them."""

    organisation: str | None
    nodes: list[str]
    items: list[str]
    how: list[How]
    status: Status
    by: list[str]
    by_us: bool
    words: str
    at: list[str]


class BeforeOut(Out):
    """Something that is open before anybody begins, and where the answers are to be written."""

    said: str
    at: list[str]


class ErasureOut(Out):
    """The result of `auditor erase`. item is null for everything about a client."""

    model: str
    language: str
    item: str | None
    before: list[BeforeOut]
    steps: list[StepOut]
    notify: list[NotifiedOut]
    laws: list[CitedOut]


def erasure_out(found: Erasure, speaker: Speaker) -> ErasureOut:
    """The walk in words."""
    return ErasureOut(
        model=speaker.view.model.name,
        language=speaker.language,
        item=found.item,
        before=[
            BeforeOut(
                said=speaker.sentence(sentence),
                at=[where(speaker.view.model, path) for path in sentence.rests_on],
            )
            for sentence in found.before
        ],
        steps=[_step_out(step, speaker) for step in found.steps],
        notify=[_notified_out(one, speaker) for one in found.notify],
        laws=cited_out(_laws(found), speaker),
    )


def _laws(found: Erasure) -> list[str]:
    """Every article that plays a part: about erasure itself, those that keep, and those that let the client ask."""
    keeping = [keep for step in found.steps for keep in step.keeps]
    asking = [keep.on_request for keep in keeping if keep.on_request]
    return [*found.laws, *(keep.law for keep in keeping), *asking]


def _step_out(step: Step, speaker: Speaker) -> StepOut:
    model = speaker.view.model
    return StepOut(
        node=step.node,
        label=speaker.label(step.node),
        items=[HeldOut(item=held.item, status=held.status) for held in step.items],
        state=step.state,
        why=list(step.why),
        otherwise=step.otherwise,
        otherwise_why=list(step.otherwise_why),
        keeps=[_keep_out(keep, speaker) for keep in told_laws(step.keeps, speaker)],
        until=[speaker.phrase(phrase) for phrase in step.until],
        who=list(step.who),
        removers=[_remover_out(one, speaker) for one in step.removers],
        processors=list(step.processors),
        processors_known=step.processors_known,
        through=step.through,
        weigh=list(step.weigh),
        weigh_unknown=step.weigh_unknown,
        again=list(step.again),
        put_back=list(step.put_back),
        beyond=step.beyond,
        route=[one.flow for one in step.route if one.flow],
        words=list(words(step, speaker)),
        at=[where(model, path) for path in step.rests_on],
    )


def _remover_out(one: Remover, speaker: Speaker) -> RemoverOut:
    return RemoverOut(
        role=one.role,
        when=one.when,
        condition=speaker.phrase(say("note.if", condition=one.condition)) if one.condition else None,
        groups=sorted(one.groups),
        carries=one.carries,
    )


def _keep_out(keep: Keep, speaker: Speaker) -> KeepOut:
    return KeepOut(
        law=keep.law,
        sure=keep.sure,
        until=[speaker.phrase(phrase) for phrase in keep.until],
        groups=sorted(keep.groups),
        on_request=keep.on_request,
        longer_if=keep.longer_if.said_in(speaker.language) if keep.longer_if else None,
        at=where(speaker.view.model, keep.path),
    )


def _notified_out(one: Notified, speaker: Speaker) -> NotifiedOut:
    return NotifiedOut(
        organisation=one.organisation,
        nodes=list(one.nodes),
        items=list(one.items),
        how=list(one.how),
        status=one.status,
        by=list(one.by),
        by_us=one.by_us,
        words=notice(one, speaker),
        at=[where(speaker.view.model, path) for path in one.rests_on],
    )


def erasure(found: Erasure, speaker: Speaker) -> RenderableType:
    """The walk under each other: what is open, the steps, whom to tell, what nobody can take back, and the law."""
    title = Sentence("erase.title-everything")
    if found.item:
        title = Sentence("erase.title", {"item": Name(found.item, "items")})
    parts: list[RenderableType] = [Rich(speaker.phrase(title), style="bold"), Rich(spoken("erase.intro", speaker))]
    parts += _section("before", [speaker.sentence(sentence) for sentence in found.before], speaker)
    parts.append(_heading("steps", speaker))
    places = _by_place(found.steps)
    parts += [_place(number, steps, speaker) for number, steps in enumerate(places, start=1)]
    told = [notice(one, speaker) for one in found.notify] or [spoken("erase.notify.none", speaker)]
    parts.append(
        _titled(speaker.text("loss.cites", said=speaker.text("erase.heading.notify"), law=cited(_NOTIFY, speaker)))
    )
    parts += [_indented(line) for line in told]
    parts += _section("beyond", _beyond(found, speaker), speaker)
    parts.append(_titled(speaker.text("cited.heading")))
    parts += [_indented(line) for line in laws_said(_laws(found), speaker)]
    parts += [Rich(""), Rich(_summary(found, speaker)), Rich(speaker.text("audit.no-advice"), style="dim")]
    return Group(*parts)


def _heading(name: str, speaker: Speaker) -> RenderableType:
    return _titled(speaker.text(f"erase.heading.{name}"))


def _titled(title: str) -> RenderableType:
    return Padding(Rich(title, style="bold"), (1, 0, 0, 0))


def _section(name: str, lines: list[str], speaker: Speaker) -> list[RenderableType]:
    return [_heading(name, speaker), *(_indented(line) for line in lines)] if lines else []


def _indented(line: str) -> RenderableType:
    return Padding(Rich(f"• {line}"), (0, 0, 0, 2))


def _by_place(steps: Iterable[Step]) -> list[list[Step]]:
    """The steps at one place together, in the order of the places."""
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(step.node, []).append(step)
    return list(found.values())


def _place(number: int, steps: list[Step], speaker: Speaker) -> RenderableType:
    """One place: what holds for all copies there once, and what is different for some kinds of data apart."""
    place = {"number": str(number), "place": Name(steps[0].node)}
    if len(steps) == 1:
        title = speaker.text("erase.step", **place, items=items_of(steps[0].items, speaker))
        lines: list[RenderableType] = [Rich(title, style="bold"), *_padded(blocks(steps[0], speaker), 3)]
    else:
        lines = [Rich(speaker.text("erase.place", **place), style="bold")]
        beyond = [step for step in steps if step.state is State.OUT_OF_REACH]
        lines += _parts([step for step in steps if step not in beyond], speaker)
        lines += [line for step in beyond for line in _parts([step], speaker)]
    at = dict.fromkeys(where(speaker.view.model, path) for step in steps for path in step.rests_on[:2])
    lines += [Padding(Rich(place, style="dim"), (0, 0, 0, 3)) for place in at]
    return Padding(Group(*lines), (0, 0, 1, 2))


def _parts(steps: list[Step], speaker: Speaker) -> Iterator[RenderableType]:
    """What is the same for all parts of what is at a place, and below it each part with what is only said of that."""
    every = [list(blocks(step, speaker)) for step in steps]
    same = [block for block in every[0] if all(block in own for own in every)] if len(steps) > 1 else []
    if same:
        yield Padding(Rich(f"• {speaker.text('erase.every-copy')}"), (0, 0, 0, 3))
        yield from _padded(same, 5)
    for step, own in zip(steps, every, strict=True):
        yield Padding(Rich(f"• {items_of(step.items, speaker)}"), (0, 0, 0, 3))
        yield from _padded([block for block in own if block not in same], 5)


def _padded(blocks: Iterable[tuple[str, ...]], left: int) -> list[RenderableType]:
    return [Padding(Rich(word), (0, 0, 0, left)) for block in blocks for word in block]


def _beyond(found: Erasure, speaker: Speaker) -> list[str]:
    """What nobody can take back: what was told or is in figures, and what can be left over of paper and online."""
    lines: dict[str, None] = {}
    for step in found.steps:
        said = [f"erase.why.{why}" for why in step.why] if step.state is State.OUT_OF_REACH else []
        said += [f"erase.beyond.{step.beyond}"] if step.beyond else []
        for key in said:
            line = spoken("erase.beyond.line", speaker, place=Name(step.node), why=spoken(key, speaker))
            lines[line] = None
    return list(lines)


def _summary(found: Erasure, speaker: Speaker) -> str:
    count = Counter(step.state for step in found.steps)
    return speaker.text(
        "erase.summary",
        places=str(len(_by_place(found.steps))),
        steps=str(len(found.steps)),
        free=str(count[State.CAN_GO]),
        request=str(count[State.ON_REQUEST]),
        stay=str(count[State.MUST_STAY]),
        later=str(count[State.LATER]),
        moved=str(count[State.MOVED]),
        ask=str(count[State.ASK]),
        gone=str(count[State.OUT_OF_REACH]),
        unknown=str(count[State.UNKNOWN]),
    )
