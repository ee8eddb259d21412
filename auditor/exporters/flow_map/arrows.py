"""The arrows of a map: what a flow takes, how surely, by which way, and whether that deserves extra care."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from auditor.exporters.flow_map.parts import Edge, EdgeKind, Way
from auditor.knowledge.types import Entry, Sensitivity
from auditor.model import Audience, NamedFlow, View
from auditor.model.elements import Flow, Form, Mode
from auditor.model.facts import stated
from auditor.traces import Arrival, Status, covers, meet, status_of
from auditor.values import Text

SENSITIVE: Final = {Sensitivity.SPECIAL, Sensitivity.CRIMINAL, Sensitivity.NATIONAL_NUMBER}


def of_flow(view: View, flow: NamedFlow) -> list[Edge]:
    """The arrow of a flow, and one to every place that it passes through."""
    value = flow.value
    items, form, scope = stated(value.items), stated(value.becomes), stated(value.scope)
    listed = tuple(item for item in items if item in view.items) if isinstance(items, tuple) else ()
    held = _written_at(view, value.from_) if items == "all" else listed
    edge = Edge(
        flow.id,
        EdgeKind.FLOW,
        value.from_,
        value.to,
        status=status_of(value),
        modes=(stated(value.mode),),
        items=listed,
        all_items=items == "all",
        items_unknown=items is None,
        sensitive=_sensitive(view, held, form, certain=isinstance(items, tuple)),
        form=form,
        ways=tuple(_ways(view, value)),
        condition=value.if_,
        groups=tuple(name for name in scope if name in view.scopes) if isinstance(scope, tuple) else None,
        groups_unknown=scope is None,
        flows=(flow.id,),
    )
    return [edge, *_passes(view, edge)]


def taken(view: View, flow: NamedFlow, here: Iterable[Arrival], at_best: Status = Status.ALWAYS) -> list[Edge]:
    """The arrow of a flow as far as it takes an item from a place where it is in these ways, if it does."""
    sure = status_of(flow.value)
    going = [arrival for arrival in here if _takes(view, flow.value, arrival)]
    if sure is None or not going:
        return []
    items = tuple(sorted({arrival.item for arrival in going}))
    status = surest(arrival.status.then(sure).then(at_best) for arrival in going)
    form = _nearest(going, flow.value)
    sensitive = _sensitive(view, items, form, certain=stated(flow.value.items) is not None)
    return [
        replace(edge, status=status, items=items, all_items=False, form=form, sensitive=sensitive)
        for edge in of_flow(view, flow)
    ]


def lies_on(view: View, systems: Iterable[str]) -> list[Edge]:
    """An arrow from each of these systems to every carrier that it is on."""
    return [
        Edge(f"{name}>{carrier}", EdgeKind.LIES_ON, name, carrier)
        for name in systems
        if name in view.systems
        for carrier in sorted(view.lies_on(name))
    ]


def bundle(source: str, target: str, flows: list[Edge]) -> Edge:
    """One arrow for many: as sure as the surest, with everything that any of them takes.

    What the description says does not happen counts only where nothing else does. Where not all flows are for the same
    clients, what always goes of some of them goes sometimes.
    """
    flows = [edge for edge in flows if edge.status is not None] or flows
    whose = {edge.groups for edge in flows if not edge.groups_unknown}
    groups = None if None in whose or not whose else tuple(sorted({name for some in whose for name in some or ()}))
    sure = (Status.SOMETIMES if len(whose) > 1 and edge.groups and edge.status is Status.ALWAYS else edge.status
            for edge in flows)  # fmt: skip
    marks = {edge.sensitive for edge in flows}
    modes = {mode for edge in flows for mode in edge.modes}
    return Edge(
        f"{source}>{target}",
        EdgeKind.BUNDLE,
        source,
        target,
        status=surest(sure),
        modes=tuple(mode for mode in (*Mode, None) if mode in modes),
        items=tuple(sorted({item for edge in flows for item in edge.items})),
        all_items=any(edge.all_items for edge in flows),
        items_unknown=any(edge.items_unknown for edge in flows),
        sensitive=True if True in marks else None if None in marks else False,
        condition=flows[0].condition if len(flows) == 1 else None,
        groups=groups,
        groups_unknown=any(edge.groups_unknown for edge in flows),
        flows=tuple(sorted(edge.id for edge in flows)),
    )


def surest(statuses: Iterable[Status | None]) -> Status | None:
    """The surest of these; None, for what does not happen, only where there is nothing else."""
    return min(statuses, key=lambda status: len(Status) if status is None else status.rank)


def tellable(view: View, entry: Entry) -> bool:
    """Whether this audience may read what the knowledge says here: clients get no facts still to check."""
    return entry.tellable or view.audience is Audience.OFFICER


def _passes(view: View, edge: Edge) -> list[Edge]:
    through = {way.place for way in edge.ways if way.place in view.places} - {edge.source, edge.target}
    return [
        replace(edge, id=f"{edge.id}>{place}", kind=EdgeKind.PASSES, target=place, modes=(), ways=())
        for place in sorted(through)
    ]


def _takes(view: View, flow: Flow, arrival: Arrival) -> bool:
    stays_personal = arrival.form is not Form.ANONYMOUS
    return stays_personal and covers(flow.items, arrival.item) and bool(meet(view, arrival.groups, flow.scope))


def _nearest(going: Iterable[Arrival], flow: Flow) -> Form | None:
    """The form nearest to one person in which any of it goes; None where nobody knows what becomes of it."""
    becomes = stated(flow.becomes)
    if becomes is None:
        return None
    return min((arrival.form.then(becomes) for arrival in going), key=lambda form: form.depth)


def _sensitive(view: View, items: Iterable[str], form: Form | None, *, certain: bool) -> bool | None:
    """Free text may hold anything, so nobody can tell; figures about groups are about nobody."""
    if form is not None and not form.personal:
        return False
    found = {view.sensitivity(item) for item in items}
    if found & SENSITIVE:
        return True
    return False if certain and not found & {None, Sensitivity.FREE_TEXT} else None


def _written_at(view: View, holder: str) -> set[str]:
    """The items that a place surely has, by what is written down there or named in what comes in."""
    named = [flow.value.items for flow in view.flows if flow.value.to == holder and status_of(flow.value)]
    if holder in view.places:
        named += [at.value.items for at in view.collects(holder)]
        named += [(at.value.item,) for at in view.derives(holder)]
    return {item for items in named if isinstance(items, tuple) for item in items if item in view.items}


def _ways(view: View, flow: Flow) -> Iterator[Way]:
    client = view.audience is Audience.CLIENT
    for via in flow.via:
        if via.message:
            message = view.knowledge.messages[via.message]
            yield Way("message", None if client else Text(message.name), to_check=not message.tellable)
        if via.channel:
            channel = view.knowledge.channels[via.channel]
            words = channel.plain if client else Text(channel.name)
            yield Way("channel", words if tellable(view, channel) else None, to_check=not channel.tellable)
        if via.place in view.places:
            yield Way("place", place=via.place)
        if via.words:
            yield Way("words", via.words)
