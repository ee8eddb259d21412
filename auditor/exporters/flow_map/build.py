"""Four maps of a description: all of it, one item, around one place, or organisations only."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from auditor.errors import NotFound
from auditor.exporters.flow_map import arrows
from auditor.exporters.flow_map.parts import Cluster, Edge, EdgeKind, Family, FlowMap, MapKind, Mark, Node
from auditor.model import View
from auditor.model.elements import Carrier, Form, Organisation
from auditor.traces import Presence, Reached, Status, Traces

PAPER: Final = {"notebook", "paper-file", "printed-list", "letter"}


def whole(view: View, *, carriers: bool = True) -> FlowMap:
    """Every flow and every system; with `carriers` also every carrier and what lies on it."""
    edges = [edge for flow in view.flows for edge in arrows.of_flow(view, flow)]
    if carriers:
        edges += arrows.lies_on(view, view.systems)
    names = {*_ends(edges), *(view.places if carriers else view.systems)}
    return _map(view, MapKind.WHOLE, None, [_node(view, name) for name in names], edges, _collecting(view))


def of_item(traces: Traces, item: str) -> FlowMap:
    """Everything an item reaches, and every flow that takes it, or what was made of it, from a copy there.

    Where it only goes through, something may be on what the place lies on, and in a back-up.
    """
    view, trace = traces.view, traces.of(item)
    begins = {origin.node for origin in trace.origins}
    backing_up = {arrival.route[-1].flow for reached in trace.reached.values() for arrival in reached.may_stay
                  if len(arrival.route) > 1 and arrival.route[-2].presence is Presence.CARRIED}  # fmt: skip
    edges: list[Edge] = []
    for name, reached in trace.reached.items():
        for flow in traces.graph.flows_from(name):
            perhaps = reached.may_stay if flow.id in backing_up else ()
            edges += arrows.taken(view, flow, reached.copies) or arrows.taken(view, flow, perhaps, Status.PERHAPS)
        copies = [arrival.status for arrival in reached.copies if arrival.form is not Form.ANONYMOUS]
        copies = copies or [arrival.status for arrival in reached.may_stay]
        if copies:
            edges += [replace(edge, status=arrows.surest(copies)) for edge in arrows.lies_on(view, [name])]
    nodes = [
        replace(_node(view, name), status=reached.status, mark=_mark_of(reached, name in begins))
        for name, reached in trace.reached.items()
    ]
    return _map(view, MapKind.ITEM, item, nodes, edges, begins)


def around(view: View, node: str) -> FlowMap:
    """One place or organisation with everything that comes in, goes out, passes through or lies on it.

    Raises NotFound for a place or organisation that this view does not have.
    """
    if node not in view.holders:
        raise NotFound("place", node, view.holders)
    every = whole(view).edges
    passing = {flow for edge in every if edge.kind is EdgeKind.PASSES and edge.target == node for flow in edge.flows}
    edges = [edge for edge in every if node in (edge.source, edge.target) or edge.id in passing]
    nodes = [_node(view, name) for name in _ends(edges) - {node}] + [replace(_node(view, node), mark=Mark.CENTRE)]
    return _map(view, MapKind.AROUND, node, nodes, edges, {edge.source for edge in edges} - {node})


def by_organisation(view: View) -> FlowMap:
    """Organisations only; a place of which nobody knows whose it is stays a node of its own."""
    home = {name: _organisation(view, name) or name for name in view.holders}
    bundles: dict[tuple[str, str], list[Edge]] = {}
    for flow in view.flows:
        ends = home[flow.value.from_], home[flow.value.to]
        bundles.setdefault(ends, []).append(arrows.of_flow(view, flow)[0])
    edges = [arrows.bundle(source, target, flows) for (source, target), flows in bundles.items() if source != target]
    held = Counter(home[place] for place in view.places)
    inside = {name: (held[name], len(bundles.get((name, name), ()))) for name in view.organisations}
    nodes = [replace(_node(view, name), inside=inside.get(name, (0, 0))) for name in {*_ends(edges), *held}]
    starts = {home[place] for place in _collecting(view)}
    return _map(view, MapKind.ORGANISATIONS, None, nodes, edges, starts)


def _map(
    view: View,
    kind: MapKind,
    about: str | None,
    nodes: Collection[Node],
    edges: Collection[Edge],
    starts: Iterable[str],
) -> FlowMap:
    named = {node.id: node for node in nodes}
    order = _met(named, edges, starts)
    rank = {name: position for position, name in enumerate(order)}
    sorts = list(EdgeKind)
    ordered = sorted(edges, key=lambda edge: (sorts.index(edge.kind), rank[edge.source], rank[edge.target], edge.id))
    homes: dict[str | None, list[str]] = {}
    for name in order:
        homes.setdefault(named[name].organisation, []).append(name)
    return FlowMap(
        kind,
        about,
        tuple(named[name] for name in order),
        tuple(Cluster(home, tuple(names), home == view.model.owner) for home, names in homes.items()),
        tuple(replace(edge, number=number) for number, edge in enumerate(ordered, start=1)),
    )


def _met(names: Collection[str], edges: Iterable[Edge], starts: Iterable[str]) -> list[str]:
    """Nodes breadth first from where data begins, whatever the order of the description."""
    ahead: dict[str, set[str]] = {}
    for edge in edges:
        ahead.setdefault(edge.source, set()).add(edge.target)
    first = set(names).difference(*ahead.values())
    order: dict[str, None] = {}
    for group in (set(starts) & set(names), first, names):
        queue = deque(sorted(group))
        while queue:
            name = queue.popleft()
            if name not in order:
                order[name] = None
                queue.extend(sorted(ahead.get(name, ())))
    return list(order)


def _ends(edges: Iterable[Edge]) -> set[str]:
    return {end for edge in edges for end in (edge.source, edge.target)}


def _collecting(view: View) -> list[str]:
    return [place for place in view.places if view.collects(place)]


def _organisation(view: View, holder: str) -> str | None:
    organisation = view.organisation_of(holder)
    return organisation if organisation in view.organisations else None


def _node(view: View, name: str) -> Node:
    kind = view.kind(name)
    words = kind.name if kind and arrows.tellable(view, kind) else None
    return Node(name, _family(view, name), _organisation(view, name), words)


def _family(view: View, name: str) -> Family:
    holder = view.holders[name]
    if isinstance(holder, Organisation):
        return Family.ORGANISATION
    if view.kind_id(name) in PAPER:
        return Family.PAPER
    return Family.DEVICE if isinstance(holder, Carrier) else Family.SYSTEM


def _mark_of(reached: Reached, begins: bool) -> Mark:
    if begins or reached.copies:
        return Mark.BEGIN if begins else Mark.PLAIN
    carried = any(arrival.presence is Presence.CARRIED for arrival in reached.arrivals)
    return Mark.PASSES if carried else Mark.NO_COPY
