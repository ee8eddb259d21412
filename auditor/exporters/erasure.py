"""What it takes to remove data, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.answers.base import any_of, say, sure
from auditor.erasure import Beyond, Erasure, Held, How, Keep, Notified, State, Step, Why
from auditor.exporters.checked import where
from auditor.exporters.cited import CitedOut, cited, cited_out, laws_said, shown_laws
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.exporters.terminal import route
from auditor.results import Name, Names, Param, Phrases, Sentence
from auditor.traces import Status

_WEIGHED, _NOTIFY = "avg-17-3-b", "avg-19"


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


class StepOut(Out):
    """The copies of some kinds of data at one place, of which the same can be said. words: all of it in sentences.

    otherwise: the state for clients about whom none of the laws is. who: organisations that decide; none where nobody
    knows. through: data only goes through there, so nobody knows if there is a copy. weigh: purposes by a legal duty or
    public task. route: ids of the flows on the way.
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
    roles: list[str]
    processors: list[str]
    processors_known: bool
    through: bool
    weigh: list[str]
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
        keeps=[_keep_out(keep, speaker) for keep in _told(step.keeps, speaker)],
        until=[speaker.phrase(phrase) for phrase in step.until],
        who=list(step.who),
        roles=list(step.roles),
        processors=list(step.processors),
        processors_known=step.processors_known,
        through=step.through,
        weigh=list(step.weigh),
        beyond=step.beyond,
        route=[one.flow for one in step.route if one.flow],
        words=list(_words(step, speaker)),
        at=[where(model, path) for path in step.rests_on],
    )


def _told(keeps: Iterable[Keep], speaker: Speaker) -> list[Keep]:
    """The laws that this audience may be told of."""
    found = list(keeps)
    told = set(shown_laws((keep.law for keep in found), speaker))
    return [keep for keep in found if keep.law in told]


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
        words=_notice(one, speaker),
        at=[where(speaker.view.model, path) for path in one.rests_on],
    )


def erasure(found: Erasure, speaker: Speaker) -> RenderableType:
    """The walk under each other: what is open, the steps, whom to tell, what nobody can take back, and the law."""
    title = Sentence("erase.title-everything")
    if found.item:
        title = Sentence("erase.title", {"item": Name(found.item, "items")})
    parts: list[RenderableType] = [Rich(speaker.phrase(title), style="bold"), Rich(_said("erase.intro", speaker))]
    parts += _section("before", [speaker.sentence(sentence) for sentence in found.before], speaker)
    parts.append(_heading("steps", speaker))
    parts += [_step(number, step, speaker) for number, step in enumerate(found.steps, start=1)]
    told = [_notice(one, speaker) for one in found.notify] or [_said("erase.notify.none", speaker)]
    parts.append(
        _titled(speaker.text("loss.cites", said=speaker.text("erase.heading.notify"), law=cited(_NOTIFY, speaker)))
    )
    parts += [_indented(line) for line in told]
    parts += _section("beyond", _beyond(found, speaker), speaker)
    parts.append(_titled(speaker.text("cited.heading")))
    parts += [_indented(line) for line in laws_said(_laws(found), speaker)]
    parts += [Rich(""), Rich(_summary(found, speaker)), Rich(speaker.text("audit.no-advice"), style="dim")]
    return Group(*parts)


def _said(key: str, speaker: Speaker, **params: Param) -> str:
    return speaker.sentence(Sentence(key, params))


def _heading(name: str, speaker: Speaker) -> RenderableType:
    return _titled(speaker.text(f"erase.heading.{name}"))


def _titled(title: str) -> RenderableType:
    return Padding(Rich(title, style="bold"), (1, 0, 0, 0))


def _section(name: str, lines: list[str], speaker: Speaker) -> list[RenderableType]:
    return [_heading(name, speaker), *(_indented(line) for line in lines)] if lines else []


def _indented(line: str) -> RenderableType:
    return Padding(Rich(f"• {line}"), (0, 0, 0, 2))


def _step(number: int, step: Step, speaker: Speaker) -> RenderableType:
    title = speaker.text("erase.step", number=str(number), place=Name(step.node), items=_items(step.items, speaker))
    lines: list[RenderableType] = [Rich(title, style="bold")]
    lines += [Padding(Rich(word), (0, 0, 0, 3)) for word in _words(step, speaker)]
    at = [where(speaker.view.model, path) for path in step.rests_on[:2]]
    lines += [Padding(Rich(place, style="dim"), (0, 0, 0, 3)) for place in at]
    return Padding(Group(*lines), (0, 0, 1, 2))


def _items(items: Iterable[Held], speaker: Speaker) -> str:
    """The kinds of data that are surely there, then those that are there sometimes, and perhaps."""
    held = list(items)
    said = []
    for status in Status:
        names = tuple(one.item for one in held if one.status is status)
        line = say("line.plain", name=sure(Names(names, "items"), status))
        said += [speaker.phrase(line)] if names else []
    return "; ".join(said)


def _words(step: Step, speaker: Speaker) -> Iterator[str]:
    """Everything that is known of a step, in whole sentences."""
    if step.through:
        yield _said("erase.through", speaker)
    yield _said(f"erase.state.{step.state}", speaker)
    yield from (_said(f"erase.why.{why}", speaker) for why in step.why)
    for keep in _told(step.keeps, speaker):
        yield from _kept(keep, speaker)
    if step.otherwise:
        yield _said(f"erase.otherwise.{step.otherwise}", speaker)
        yield from (_said(f"erase.why.{why}", speaker) for why in step.otherwise_why)
    if step.until:
        until = Phrases(tuple(dict.fromkeys(speaker.phrase(phrase) for phrase in step.until)))
        yield _said("erase.until", speaker, until=until)
    if step.weigh:
        purposes = Names(step.weigh, "purposes")
        yield _said("erase.weigh", speaker, purposes=purposes, law=cited(_WEIGHED, speaker))
    if step.state is not State.OUT_OF_REACH:
        yield from _people(step, speaker)
    yield _said("erase.route", speaker, route=route(step.route, speaker))


def _kept(keep: Keep, speaker: Speaker) -> Iterator[str]:
    """A law that keeps it, how long, and with which article the client can ask to have it destroyed."""
    until: Param = Phrases(keep.until)
    law = cited(keep.law, speaker)
    if not keep.sure:
        yield _said("erase.keep-unsure", speaker, law=law)
        return
    if keep.groups:
        yield _said("erase.keep-for", speaker, law=law, until=until, groups=any_of(keep.groups))
    else:
        yield _said("erase.keep", speaker, law=law, until=until)
    if keep.longer_if:
        yield _said("erase.longer", speaker, condition=keep.longer_if)
    if keep.on_request and shown_laws([keep.on_request], speaker):
        yield _said("erase.on-request", speaker, law=cited(keep.on_request, speaker))


def _people(step: Step, speaker: Speaker) -> Iterator[str]:
    """Who decides, who can do it, and which company is to be told."""
    if step.who:
        yield _said("erase.who", speaker, names=Names(step.who, "organisations"))
    elif step.node in speaker.view.places:
        yield _said("erase.who-unknown", speaker)
    if step.roles:
        yield _said("erase.roles", speaker, names=Names(step.roles, "roles"))
    elif step.state in (State.ON_REQUEST, State.MUST_STAY) and speaker.view.model.owner in step.who:
        yield _said("erase.roles-unknown", speaker)
    if step.processors:
        yield _said("erase.processors", speaker, names=Names(step.processors, "organisations"))
    elif not step.processors_known:
        yield _said("erase.processors-unknown", speaker)


def _notice(one: Notified, speaker: Speaker) -> str:
    """Whom to tell, about what and why them; or who has to pass it on."""
    if one.organisation is None:
        return _said("erase.notify.place", speaker, place=Names(one.nodes))
    name = sure(Name(one.organisation, "organisations"), one.status)
    if not one.by_us:
        return _said("erase.notify.not-us", speaker, name=name, names=Names(one.by, "organisations"))
    how = Phrases(tuple(Sentence(f"erase.how.{how}") for how in one.how))
    return _said("erase.notify.line", speaker, name=name, items=Names(one.items, "items"), how=how)


def _beyond(found: Erasure, speaker: Speaker) -> list[str]:
    """What nobody can take back: what was told or is in figures, and what can be left over of paper and online."""
    lines: dict[str, None] = {}
    for step in found.steps:
        said = [f"erase.why.{why}" for why in step.why] if step.state is State.OUT_OF_REACH else []
        said += [f"erase.beyond.{step.beyond}"] if step.beyond else []
        for key in said:
            line = _said("erase.beyond.line", speaker, place=Name(step.node), why=_said(key, speaker))
            lines[line] = None
    return list(lines)


def _summary(found: Erasure, speaker: Speaker) -> str:
    count = Counter(step.state for step in found.steps)
    return speaker.text(
        "erase.summary",
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
