"""Maps of where data goes: of a whole description, one item, one place, or between organisations.

A map is data first: places, the organisations they belong to, and an arrow per flow. From it come DOT text
for a picture, and rows that say in words everything the picture shows. Nothing is told by colour alone.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Final, Literal
from xml.etree import ElementTree

from babel.lists import format_list

from auditor.errors import NotFound
from auditor.exporters.drawing import SVG_NAMESPACE, Form, convert, draw, quote
from auditor.exporters.say import Speaker
from auditor.knowledge.types import Entry, Sensitivity
from auditor.model import Audience, NamedFlow, View
from auditor.model import elements as model
from auditor.model.elements import Carrier, Flow, Mode, Organisation, System
from auditor.model.facts import Unknown, stated
from auditor.traces import Arrival, Presence, Reached, Status, Traces, covers, meet, status_of
from auditor.values import Text

Direction = Literal["LR", "TB"]

SENSITIVE: Final = {Sensitivity.SPECIAL, Sensitivity.CRIMINAL, Sensitivity.NATIONAL_NUMBER}
PAPER: Final = {"notebook", "paper-file", "printed-list", "letter"}

LINE: Final = 18
LONGEST_WORD: Final = 28
MOST_LINES: Final = 4
MOST_NUMBERS: Final = 60
LEGEND_LINE: Final = 60
SMALL: Final = 0.85
THIN: Final = 1.2

INK: Final = "#1c2430"
ARROW: Final = "#2f4560"
SENSITIVE_ARROW: Final = "#9c1f45"
QUIET_ARROW: Final = "#5b6572"
OWN_CLUSTER: Final = ("#eaf1fa", "#5a7aa3")
OTHER_CLUSTER: Final = ("#f4f3ef", "#7d796c")
CENTRE: Final = ("#17406d", "#0d2a4a")
RIM: Final = {"stroke": "#ffffff", "stroke-width": "3", "stroke-linejoin": "round", "paint-order": "stroke"}
HIDDEN: Final = {"id", "anchor"}


class MapKind(StrEnum):
    """What a map shows."""

    WHOLE = "whole"
    ITEM = "item"
    AROUND = "around"
    ORGANISATIONS = "organisations"


class Family(StrEnum):
    """What a node looks like: a program, a thing, paper, or an organisation seen from outside."""

    SYSTEM = "system"
    DEVICE = "device"
    PAPER = "paper"
    ORGANISATION = "organisation"


class EdgeKind(StrEnum):
    """What an arrow stands for.

    flow: one flow. bundle: all flows from one organisation to another. lies-on: a system is on a carrier.
    passes: a flow passes through a place that only carries.
    """

    FLOW = "flow"
    BUNDLE = "bundle"
    LIES_ON = "on"
    PASSES = "passes"


class Mark(StrEnum):
    """What stands out about a node."""

    CENTRE = "centre"
    BEGIN = "begin"
    NO_COPY = "no-copy"
    PASSES = "passes"
    PLAIN = "plain"


# fill, line, shape, style and width of line
LOOKS: Final = {
    Family.SYSTEM: ("#ffffff", "#2f4560", "box", "rounded", "1.2"),
    Family.DEVICE: ("#fff6dc", "#7a5200", "box", "", "1.2"),
    Family.PAPER: ("#fff6dc", "#7a5200", "note", "", "1.2"),
    Family.ORGANISATION: ("#e9e6f2", "#4a3f70", "box", "", "2.2"),
}
STYLES: Final = {Status.ALWAYS: "", Status.SOMETIMES: "dashed", Status.PERHAPS: "dotted", None: "dotted"}
HEADS: Final = {
    Mode.COPY: ("normal", "none"),
    Mode.MOVE: ("normal", "tee"),
    Mode.VIEW: ("onormal", "none"),
    Mode.TELL: ("vee", "none"),
    None: ("odiamond", "none"),
}


@dataclass(frozen=True)
class Node:
    """A place or organisation. kind: the words for its kind. inside: places and flows folded into it."""

    id: str
    family: Family
    organisation: str | None
    kind: Text | None = None
    mark: Mark = Mark.PLAIN
    status: Status = Status.ALWAYS
    inside: tuple[int, int] = (0, 0)

    @property
    def anchor(self) -> str:
        """The id of this node in DOT and SVG."""
        return anchor("node", self.id)


@dataclass(frozen=True)
class Cluster:
    """The nodes of one organisation; None for places of which nobody knows whose they are."""

    organisation: str | None
    nodes: tuple[str, ...]
    own: bool = False

    @property
    def anchor(self) -> str:
        """The id of this cluster in SVG."""
        return anchor("cluster", self.organisation or "")


@dataclass(frozen=True)
class Way:
    """A message, channel, place or words by which a flow goes; `words` is None where they may not be told."""

    kind: Literal["message", "channel", "place", "words"]
    words: Text | None = None
    place: str | None = None


@dataclass(frozen=True)
class Edge:
    """An arrow. status: None when the description says that it does not happen. modes: None in it is unknown.

    sensitive: whether special or criminal data or the national number go with it; None where nobody can tell.
    groups: whose data; None is everybody's. flows: the flows it stands for.
    """

    id: str
    kind: EdgeKind
    source: str
    target: str
    status: Status | None = Status.ALWAYS
    modes: tuple[Mode | None, ...] = ()
    items: tuple[str, ...] = ()
    all_items: bool = False
    items_unknown: bool = False
    sensitive: bool | None = False
    form: model.Form | None = model.Form.AS_IS
    ways: tuple[Way, ...] = ()
    condition: Text | None = None
    groups: tuple[str, ...] | None = None
    groups_unknown: bool = False
    flows: tuple[str, ...] = ()
    number: int = 0

    @property
    def anchor(self) -> str:
        """The id of this arrow in DOT and SVG."""
        return anchor(self.kind, self.id)


@dataclass(frozen=True)
class FlowMap:
    """A map as data. Nodes stand in the order in which data meets them; arrows are numbered in that order."""

    kind: MapKind
    about: str | None
    nodes: tuple[Node, ...]
    clusters: tuple[Cluster, ...]
    edges: tuple[Edge, ...]

    def flows_by_anchor(self) -> Mapping[str, tuple[str, ...]]:
        """The flows behind the id of every arrow in the picture."""
        return {edge.anchor: edge.flows for edge in self.edges}

    def nodes_by_anchor(self) -> Mapping[str, str]:
        """The place or organisation behind the id of every node in the picture."""
        return {node.anchor: node.id for node in self.nodes}


def anchor(kind: str, name: str) -> str:
    """A name as an id for SVG and HTML; different names of one kind give different ids."""
    return f"{kind}-" + re.sub(r"[^a-z0-9-]", lambda found: f"_{ord(found[0]):x}_", name)


# maps


def whole(view: View, *, carriers: bool = True) -> FlowMap:
    """Every flow and every system; with `carriers` also every carrier and what lies on it."""
    edges = [edge for flow in view.flows for edge in _of_flow(view, flow)]
    if carriers:
        edges += _lies_on(view, view.systems)
    names = {*_ends(edges), *(view.places if carriers else view.systems)}
    return _map(view, MapKind.WHOLE, None, [_node(view, name) for name in names], edges, _collecting(view))


def of_item(traces: Traces, item: str) -> FlowMap:
    """Everything an item reaches, and every flow that takes it, or what was made of it, from a copy there."""
    view, trace = traces.view, traces.of(item)
    begins = {origin.node for origin in trace.origins}
    edges: list[Edge] = []
    for node, reached in trace.reached.items():
        edges += [edge for flow in traces.graph.flows_from(node) for edge in _taken(view, flow, reached)]
        copies = [arrival.status for arrival in reached.copies if arrival.form is not model.Form.ANONYMOUS]
        if copies and node in view.systems:
            edges += [replace(edge, status=min(copies, key=_rank)) for edge in _lies_on(view, [node])]
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
    edges = [edge for flow in view.flows for edge in _of_flow(view, flow)] + _lies_on(view, view.systems)
    passing = {flow for edge in edges if node == edge.target and edge.kind is EdgeKind.PASSES for flow in edge.flows}
    edges = [edge for edge in edges if node in (edge.source, edge.target) or edge.id in passing]
    nodes = [replace(_node(view, name), mark=Mark.CENTRE if name == node else Mark.PLAIN)
             for name in {node, *_ends(edges)}]  # fmt: skip
    return _map(view, MapKind.AROUND, node, nodes, edges, {edge.source for edge in edges} - {node})


def by_organisation(view: View) -> FlowMap:
    """Organisations only; a place of which nobody knows whose it is stays a node of its own."""
    home = {name: _organisation(view, name) or name for name in view.holders}
    bundles: dict[tuple[str, str], list[Edge]] = {}
    for flow in view.flows:
        bundles.setdefault((home[flow.value.from_], home[flow.value.to]), []).append(_of_flow(view, flow)[0])
    edges = [_bundle(source, target, flows) for (source, target), flows in bundles.items() if source != target]
    names = {*_ends(edges), *(home[place] for place in view.places)}
    held = Counter(home[place] for place in view.places)
    inside = {name: (held[name], len(bundles.get((name, name), ()))) for name in view.organisations}
    nodes = [replace(_node(view, name), inside=inside.get(name, (0, 0))) for name in names]
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


def _met(names: Collection[str], edges: Collection[Edge], starts: Iterable[str]) -> list[str]:
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
    holder, kind = view.holders[name], view.kind(name)
    paper = view.kind_id(name) in PAPER
    family = Family.PAPER if paper else Family.DEVICE if isinstance(holder, Carrier) else Family.SYSTEM
    return Node(
        name,
        Family.ORGANISATION if isinstance(holder, Organisation) else family,
        _organisation(view, name),
        kind.name if kind and _tellable(view, kind) else None,
    )


def _mark_of(reached: Reached, begins: bool) -> Mark:
    if begins or reached.copies:
        return Mark.BEGIN if begins else Mark.PLAIN
    carried = any(arrival.presence is Presence.CARRIED for arrival in reached.arrivals)
    return Mark.PASSES if carried else Mark.NO_COPY


def _rank(status: Status | None) -> int:
    return len(Status) if status is None else status.rank


# arrows


def _of_flow(view: View, flow: NamedFlow) -> list[Edge]:
    """The arrow of a flow, and one to every place that it passes through."""
    value = flow.value
    items = stated(value.items)
    form = stated(value.becomes)
    listed = tuple(item for item in items if item in view.items) if isinstance(items, tuple) else ()
    scope = stated(value.scope)
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
        sensitive=_sensitive(view, listed, form, certain=isinstance(items, tuple)),
        form=form,
        ways=tuple(_ways(view, value)),
        condition=value.if_,
        groups=tuple(name for name in scope if name in view.scopes) if isinstance(scope, tuple) else None,
        groups_unknown=scope is None,
        flows=(flow.id,),
    )
    if edge.all_items and edge.sensitive is None and _sensitive(view, _written_at(view, value.from_), form):
        edge = replace(edge, sensitive=True)
    return [edge, *_passes(view, edge)]


def _passes(view: View, edge: Edge) -> list[Edge]:
    through = {way.place for way in edge.ways if way.place in view.places} - {edge.source, edge.target}
    return [
        replace(edge, id=f"{edge.id}>{place}", kind=EdgeKind.PASSES, target=place, modes=(), ways=())
        for place in sorted(through)
    ]


def _taken(view: View, flow: NamedFlow, reached: Reached) -> list[Edge]:
    """The arrow of a flow as far as it takes an item from a place that the item reached, if it does."""
    sure = status_of(flow.value)
    taken = [arrival for arrival in reached.copies if _takes(view, flow.value, arrival)]
    if sure is None or not taken:
        return []
    items = tuple(sorted({arrival.item for arrival in taken}))
    status = min((arrival.status.then(sure) for arrival in taken), key=_rank)
    form = _nearest(taken, flow.value)
    sensitive = _sensitive(view, items, form, certain=not isinstance(flow.value.items, Unknown))
    return [
        replace(edge, status=status, items=items, all_items=False, form=form, sensitive=sensitive)
        for edge in _of_flow(view, flow)
    ]


def _takes(view: View, flow: Flow, arrival: Arrival) -> bool:
    stays_personal = arrival.form is not model.Form.ANONYMOUS
    return stays_personal and covers(flow.items, arrival.item) and bool(meet(view, arrival.groups, flow.scope))


def _nearest(taken: Iterable[Arrival], flow: Flow) -> model.Form | None:
    """The form nearest to one person in which any of it goes; None where nobody knows what becomes of it."""
    becomes = stated(flow.becomes)
    if becomes is None:
        return None
    return min((arrival.form.then(becomes) for arrival in taken), key=lambda form: form.depth)


def _lies_on(view: View, systems: Iterable[str]) -> list[Edge]:
    return [
        Edge(f"{name}>{carrier}", EdgeKind.LIES_ON, name, carrier)
        for name in systems
        if isinstance(system := view.holders[name], System)
        for carrier in sorted(set(system.on) & set(view.carriers))
    ]


def _bundle(source: str, target: str, flows: list[Edge]) -> Edge:
    """One arrow for many: as sure as the surest, with everything that any of them takes.

    What the description says does not happen counts only where nothing else does.
    """
    flows = [edge for edge in flows if edge.status is not None] or flows
    marks = {edge.sensitive for edge in flows}
    modes = {mode for edge in flows for mode in edge.modes}
    return Edge(
        f"{source}>{target}",
        EdgeKind.BUNDLE,
        source,
        target,
        status=min((edge.status for edge in flows), key=_rank),
        modes=tuple(mode for mode in (*Mode, None) if mode in modes),
        items=tuple(sorted({item for edge in flows for item in edge.items})),
        all_items=any(edge.all_items for edge in flows),
        items_unknown=any(edge.items_unknown for edge in flows),
        sensitive=True if True in marks else None if None in marks else False,
        flows=tuple(sorted(edge.id for edge in flows)),
    )


def _sensitive(view: View, items: Iterable[str], form: model.Form | None, certain: bool = True) -> bool | None:
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
            name = view.knowledge.messages[via.message].name
            yield Way("message", None if client else Text(name))
        if via.channel:
            channel = view.knowledge.channels[via.channel]
            words = channel.plain if client else Text(channel.name)
            yield Way("channel", words if _tellable(view, channel) else None)
        if via.place in view.places:
            yield Way("place", place=via.place)
        if via.words:
            yield Way("words", via.words)


def _tellable(view: View, entry: Entry) -> bool:
    return entry.tellable or view.audience is Audience.OFFICER


# words


@dataclass(frozen=True)
class Row:
    """One arrow in words."""

    number: int
    source: str
    target: str
    what: tuple[str, ...]
    sensitive: str
    how: tuple[str, ...]
    status: str
    via: tuple[str, ...]
    condition: tuple[str, ...]
    id: str
    anchor: str


@dataclass(frozen=True)
class PlaceRow:
    """One place or organisation in words."""

    place: str
    kind: str
    organisation: str
    remarks: tuple[str, ...]
    id: str
    anchor: str


def title(map: FlowMap, speaker: Speaker) -> str:
    """What this map is called."""
    about = {} if map.about is None else {"about": speaker.label(map.about)}
    return speaker.text(f"map.title.{map.kind}", **about)


def description(map: FlowMap, speaker: Speaker) -> str:
    """What a reader who does not see the picture is told in its place."""
    return speaker.text("map.description", places=len(map.nodes), arrows=len(map.edges))


def headings(speaker: Speaker) -> tuple[str, ...]:
    """The names of the columns of `table`, in the order of its fields."""
    return tuple(speaker.text(f"map.column.{field.name}") for field in fields(Row) if field.name not in HIDDEN)


def table(map: FlowMap, speaker: Speaker) -> list[Row]:
    """Everything that the arrows show, in words: a row for each, in the order of their numbers."""
    return [_row(edge, speaker) for edge in map.edges]


def place_headings(speaker: Speaker) -> tuple[str, ...]:
    """The names of the columns of `places`, in the order of its fields."""
    return tuple(speaker.text(f"map.column.{field.name}") for field in fields(PlaceRow) if field.name not in HIDDEN)


def places(map: FlowMap, speaker: Speaker) -> list[PlaceRow]:
    """Every place and organisation of the map in words."""
    return [
        PlaceRow(
            speaker.label(node.id),
            _said(node.kind, speaker) or "",
            _home(node.organisation, speaker),
            tuple(_remarks(node, speaker)),
            node.id,
            node.anchor,
        )
        for node in map.nodes
    ]


def legend(map: FlowMap, speaker: Speaker) -> list[str]:
    """What the lines, arrow heads and signs mean; only those that are in this map."""
    edges = map.edges
    flows = [edge for edge in edges if edge.modes]
    lines = {edge.status for edge in edges if edge.modes or edge.status is not Status.ALWAYS}
    keys = [f"line.{status}" for status in Status if status in lines]
    keys += [f"head.{mode}" for mode in Mode if any(edge.modes == (mode,) for edge in flows)]
    signs = {
        "head.unknown": any(edge.modes == (None,) for edge in flows),
        "head.several": any(len(edge.modes) > 1 for edge in flows),
        "head.on": any(edge.kind is EdgeKind.LIES_ON for edge in edges),
        "head.passes": any(edge.kind is EdgeKind.PASSES for edge in edges),
        "sign.sensitive": any(edge.sensitive and edge.status for edge in edges),
        "sign.unknown": any(edge.sensitive is None and edge.status for edge in edges),
        "sign.never": any(edge.status is None for edge in edges),
        "width": len({_width(edge) for edge in flows}) > 1,
        "number": 0 < len(edges) <= MOST_NUMBERS,
    }
    return [speaker.text(f"map.legend.{key}") for key in (*keys, *(key for key, used in signs.items() if used))]


def _row(edge: Edge, speaker: Speaker) -> Row:
    carries = edge.kind is not EdgeKind.LIES_ON
    sensitive = {True: "yes", False: "no", None: "unknown"}[edge.sensitive]
    return Row(
        edge.number,
        speaker.label(edge.source),
        speaker.label(edge.target),
        tuple(_what(edge, speaker)),
        speaker.text(f"map.sensitive.{sensitive}") if carries else "",
        tuple(_how(edge, speaker)),
        speaker.text(f"map.status.{edge.status or 'never'}"),
        tuple(_way(way, speaker) for way in edge.ways),
        tuple(_conditions(edge, speaker)),
        edge.id,
        edge.anchor,
    )


def _what(edge: Edge, speaker: Speaker) -> Iterator[str]:
    yield from (speaker.label(item) for item in edge.items)
    if edge.all_items:
        yield speaker.text("map.items.all")
    if edge.items_unknown:
        yield speaker.text("map.items.unknown")


def _how(edge: Edge, speaker: Speaker) -> Iterator[str]:
    yield from (speaker.text(f"map.mode.{mode or 'unknown'}") for mode in edge.modes)
    if edge.kind in (EdgeKind.LIES_ON, EdgeKind.PASSES):
        yield speaker.text(f"map.mode.{edge.kind}")
    if edge.form is not model.Form.AS_IS:
        yield speaker.text(f"map.form.{edge.form or 'unknown'}")
    if edge.kind is EdgeKind.BUNDLE:
        yield speaker.text("map.flows", flows=len(edge.flows))


def _way(way: Way, speaker: Speaker) -> str:
    if way.place is not None:
        return speaker.label(way.place)
    return _said(way.words, speaker) or speaker.text(f"map.via.{way.kind}")


def _conditions(edge: Edge, speaker: Speaker) -> Iterator[str]:
    if edge.condition is not None:
        yield edge.condition.said_in(speaker.language) or speaker.text("map.condition")
    if edge.groups is not None:
        groups = format_list([speaker.label(group) for group in edge.groups], style="or", locale=speaker.language)
        yield speaker.text("map.groups", groups=groups) if groups else speaker.text("map.groups.some")
    if edge.groups_unknown:
        yield speaker.text("map.groups.unknown")


def _remarks(node: Node, speaker: Speaker) -> Iterator[str]:
    if node.mark is not Mark.PLAIN:
        yield speaker.text(f"map.mark.{node.mark}")
    if node.status is not Status.ALWAYS:
        yield speaker.text(f"map.status.{node.status}")
    if node.inside[0] > 1 or node.inside[1]:
        yield speaker.text("map.inside", places=node.inside[0], flows=node.inside[1])


def _home(organisation: str | None, speaker: Speaker) -> str:
    return speaker.label(organisation) if organisation else speaker.text("map.unknown-organisation")


def _said(text: Text | None, speaker: Speaker) -> str | None:
    return text.said_in(speaker.language) if text else None


# pictures


def dot(map: FlowMap, speaker: Speaker, *, direction: Direction = "LR") -> str:
    """The map as DOT text. Arrows have only their number, so that none gets lost; `table` explains it."""
    look = {
        "newrank": "true",
        "rankdir": direction,
        "ranksep": f"{_distance(map):.2f}",
        "nodesep": "0.3",
        "pad": "0.25",
        "bgcolor": "white",
        "fontsize": "12",
        "fontcolor": INK,
        "labelloc": "b",
        "labeljust": "l",
    }
    parts = [
        "digraph map {",
        f"graph [{_attributes(look)}, label={_caption(map, speaker)}];",
        'node [fontname="Arial", fontsize=12, margin="0.14,0.08", height=0.4];',
        'edge [fontname="Arial", fontsize=12, arrowsize=0.8];',
    ]
    nodes = {node.id: node for node in map.nodes}
    rows = {row.id: row for row in places(map, speaker)}
    for cluster in map.clusters:
        drawn = [_node_dot(nodes[name], rows[name], speaker) for name in cluster.nodes]
        parts += drawn if cluster.nodes == (cluster.organisation,) else _cluster_dot(cluster, drawn, speaker)
    parts += [_edge_dot(map, edge, row) for edge, row in zip(map.edges, table(map, speaker), strict=True)]
    return "\n".join((*parts, "}", ""))


def picture(map: FlowMap, speaker: Speaker, form: Form, *, direction: Direction = "LR", timeout: float = 20.0) -> bytes:
    """The map as a picture. SVG has a title, a description, its language, and words for every node and arrow.

    Raises DrawingFailed rather than return a picture that misses an arrow.
    """
    source = dot(map, speaker, direction=direction)
    if form == "dot":
        return draw(source, form, edges=frozenset())
    svg = draw(source, "svg", edges=frozenset(edge.anchor for edge in map.edges), timeout=timeout)
    dressed = _dressed(svg, map, speaker)
    return dressed if form == "svg" else convert(dressed, form)


def _cluster_dot(cluster: Cluster, drawn: list[str], speaker: Speaker) -> list[str]:
    fill, line = OWN_CLUSTER if cluster.own else OTHER_CLUSTER
    look = {
        "id": cluster.anchor,
        "label": "\n".join(_wrapped(_home(cluster.organisation, speaker), 2 * LINE)),
        "tooltip": _home(cluster.organisation, speaker),
        "style": "filled,rounded" if cluster.organisation else "filled,rounded,dashed",
        "fillcolor": fill,
        "color": line,
    }
    start = f"subgraph {quote('cluster_' + cluster.anchor)} {{"
    return [start, f"graph [{_attributes(look)}, labelloc=t, margin=12, penwidth=1];", *drawn, "}"]


def _node_dot(node: Node, row: PlaceRow, speaker: Speaker) -> str:
    fill, line, shape, style, width = LOOKS[node.family]
    if node.mark in (Mark.CENTRE, Mark.BEGIN):
        fill, line = CENTRE
    look = {
        "id": node.anchor,
        "label": "\n".join((*_names(row), *_small_lines(node, row, speaker))),
        "tooltip": _node_words(row),
        "shape": shape,
        "style": ",".join(filter(None, ("filled", style, STYLES[node.status]))),
        "fillcolor": fill,
        "color": line,
        "fontcolor": "#ffffff" if fill == CENTRE[0] else INK,
        "penwidth": width,
    }
    return f"{quote(node.anchor)} [{_attributes(look)}];"


def _edge_dot(map: FlowMap, edge: Edge, row: Row) -> str:
    sign = "×" if edge.status is None else {True: "!", None: "?", False: ""}[edge.sensitive]
    number = str(edge.number) if len(map.edges) <= MOST_NUMBERS else ""
    quiet = edge.kind in (EdgeKind.LIES_ON, EdgeKind.PASSES) or edge.status is None
    colour = QUIET_ARROW if quiet else SENSITIVE_ARROW if edge.sensitive else ARROW
    head, tail = _ends_of_line(edge)
    look = {
        "id": edge.anchor,
        **_number_place(map, edge, " ".join(filter(None, (number, sign)))),
        "tooltip": _edge_words(row),
        "style": STYLES[edge.status] or "solid",
        "color": colour,
        "fontcolor": colour,
        "penwidth": f"{_width(edge):.1f}",
        "arrowhead": head,
        "arrowtail": tail,
        "dir": "both" if tail != "none" else "forward",
    }
    source, target = quote(anchor("node", edge.source)), quote(anchor("node", edge.target))
    return f"{source} -> {target} [{_attributes(look)}];"


def _number_place(map: FlowMap, edge: Edge, number: str) -> dict[str, str]:
    """Beside the arrow; around one place near the other end, where arrows are apart."""
    if map.kind is not MapKind.AROUND or map.about not in (edge.source, edge.target):
        return {"xlabel": number}
    outward = edge.source == map.about
    other = edge.target if outward else edge.source
    twins = sum(other in (before.source, before.target) for before in map.edges[: edge.number - 1])
    distance = f"{2.2 + 1.3 * (twins % 6):.1f}"
    return {"headlabel" if outward else "taillabel": number, "labeldistance": distance, "labelangle": "0"}


def _attributes(look: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={quote(value)}" for name, value in look.items() if value)


def _ends_of_line(edge: Edge) -> tuple[str, str]:
    if edge.status is None:
        return "tee", "none"
    if edge.kind in (EdgeKind.LIES_ON, EdgeKind.PASSES):
        return ("none" if edge.kind is EdgeKind.LIES_ON else "odot"), "none"
    return HEADS[edge.modes[0]] if len(edge.modes) == 1 else ("normalnormal", "none")


def _width(edge: Edge) -> float:
    """Thin for one kind of data, 4 from ten on; dots need some width to be seen."""
    if not edge.modes or edge.status is None:
        return THIN
    wide = 4.0 if edge.all_items else min(4.0, THIN + max(0, len(edge.items) - 1) / 3)
    return max(wide, 1.8) if edge.status is Status.PERHAPS else wide


def _names(row: PlaceRow) -> list[str]:
    return _wrapped(row.place, LINE)


def _small_lines(node: Node, row: PlaceRow, speaker: Speaker) -> list[str]:
    remarks = _remarks(replace(node, mark=Mark.PLAIN) if node.mark is Mark.CENTRE else node, speaker)
    return [line for words in (row.kind, *remarks) if words for line in _wrapped(words, LINE + 4)]


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of about this width; only words too wide for a box are broken, and long texts are cut."""
    words = textwrap.wrap(text, width, break_long_words=False)
    lines = [line[at : at + LONGEST_WORD] for line in words for at in range(0, len(line), LONGEST_WORD)]
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-1] + "…"]


def _distance(map: FlowMap) -> float:
    """Room between the ranks, in inches: many arrows need more to fan out."""
    return min(2.0, 0.6 + len(map.edges) / 40)


def _caption(map: FlowMap, speaker: Speaker) -> str:
    """Title and legend below the picture, in lines that begin at the left."""
    texts = (title(map, speaker), " ".join(legend(map, speaker)))
    lines = [line for text in texts for line in textwrap.wrap(text, LEGEND_LINE)]
    return '"' + "".join(quote(line)[1:-1] + "\\l" for line in lines) + '"'


def _edge_words(row: Row) -> str:
    first = (f"{row.number}. {row.source} → {row.target}", ", ".join(row.what), row.sensitive)
    return "\n".join(filter(None, (*first, *row.how, row.status, *row.via, *row.condition)))


def _node_words(row: PlaceRow) -> str:
    return "\n".join(filter(None, (row.place, row.kind, row.organisation, *row.remarks)))


def _dressed(svg: bytes, map: FlowMap, speaker: Speaker) -> bytes:
    """The SVG with titles in words instead of Graphviz' names, and the second lines of its nodes smaller."""
    root = ElementTree.fromstring(svg)
    rows = places(map, speaker)
    words = {row.anchor: _node_words(row) for row in rows} | {
        row.anchor: _edge_words(row) for row in table(map, speaker)
    }
    words |= {cluster.anchor: _home(cluster.organisation, speaker) for cluster in map.clusters}
    large = {row.anchor: len(_names(row)) for row in rows}
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for group in list(root.iter("g")):
        _unwrap_links(group)
        name = group.get("id", "")
        for heading in group.findall("title"):
            group.remove(heading)
        if name in words:
            _put_first(group, "title", words[name])
        for line in group.findall("text")[large[name] :] if name in large else ():
            line.set("font-size", f"{float(line.get('font-size', '12')) * SMALL:.2f}")
    _raise_numbers(root)
    _put_first(root, "desc", description(map, speaker))
    _put_first(root, "title", title(map, speaker))
    root.attrib.update({"xmlns": SVG_NAMESPACE, "lang": speaker.language, "xml:lang": speaker.language})
    return ElementTree.tostring(root, encoding="unicode").encode()


def _put_first(parent: ElementTree.Element, tag: str, text: str) -> None:
    said = ElementTree.Element(tag)
    said.text = text
    parent.insert(0, said)


def _raise_numbers(root: ElementTree.Element) -> None:
    """Put the numbers of the arrows on top of all lines, with a rim that keeps them readable there."""
    drawing = root.find("g")
    if drawing is None:
        return
    numbers = [(group, text) for group in drawing.findall("g[@class='edge']") for text in group.findall("text")]
    top = ElementTree.SubElement(drawing, "g", {"class": "numbers", "pointer-events": "none"})
    for group, number in numbers:
        group.remove(number)
        number.attrib.update(RIM)
        top.append(number)


def _unwrap_links(group: ElementTree.Element) -> None:
    """Graphviz puts what has a tooltip in a link that leads nowhere."""
    for wrapper in group.findall("g"):
        link = wrapper.find("a")
        if link is not None:
            at = list(group).index(wrapper)
            group.remove(wrapper)
            for part in reversed(list(link)):
                group.insert(at, part)
