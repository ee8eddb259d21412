"""A map as DOT text, from which Graphviz makes a picture."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Final, Literal

from auditor.exporters.drawing import quote
from auditor.exporters.flow_map.looks import (
    CENTRE,
    INK,
    LOOKS,
    MOST_NUMBERS,
    OTHER_CLUSTER,
    OWN_CLUSTER,
    STYLES,
    colour,
    heads,
    sign,
    width,
)
from auditor.exporters.flow_map.parts import Cluster, Edge, FlowMap, MapKind, Mark, Node, anchor
from auditor.exporters.flow_map.words import PlaceRow, Row, home, legend, places, table, title
from auditor.exporters.say import Speaker

Direction = Literal["LR", "TB"]

LINE: Final = 18
LONGEST_WORD: Final = 28
MOST_LINES: Final = 4
LEGEND_LINE: Final = 60


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
    boxes = {node.id: _node(node, row) for node, row in zip(map.nodes, places(map, speaker), strict=True)}
    for cluster in map.clusters:
        inside = [boxes[name] for name in cluster.nodes]
        alone = cluster.nodes == (cluster.organisation,)
        parts += inside if alone else _cluster(cluster, inside, home(cluster.organisation, speaker))
    parts += [_edge(map, edge, row) for edge, row in zip(map.edges, table(map, speaker), strict=True)]
    return "\n".join((*parts, "}", ""))


def names(row: PlaceRow) -> list[str]:
    """The first lines in the box of a place: what it is called."""
    return _wrapped(row.place, LINE)


def _cluster(cluster: Cluster, inside: list[str], label: str) -> list[str]:
    fill, line = OWN_CLUSTER if cluster.own else OTHER_CLUSTER
    look = {
        "id": cluster.anchor,
        "label": "\n".join(_wrapped(label, 2 * LINE)),
        "tooltip": label,
        "style": "filled,rounded" if cluster.organisation else "filled,rounded,dashed",
        "fillcolor": fill,
        "color": line,
    }
    start = f"subgraph {quote('cluster_' + cluster.anchor)} {{"
    return [start, f"graph [{_attributes(look)}, labelloc=t, margin=12, penwidth=1];", *inside, "}"]


def _node(node: Node, row: PlaceRow) -> str:
    fill, line, shape, style, pen = LOOKS[node.family]
    dark = node.mark in (Mark.CENTRE, Mark.BEGIN)
    if dark:
        fill, line = CENTRE
    look = {
        "id": node.anchor,
        "label": "\n".join((*names(row), *_small_lines(node, row))),
        "tooltip": row.lines,
        "shape": shape,
        "style": ",".join(filter(None, ("filled", style, STYLES[node.status]))),
        "fillcolor": fill,
        "color": line,
        "fontcolor": "#ffffff" if dark else INK,
        "penwidth": pen,
    }
    return f"{quote(node.anchor)} [{_attributes(look)}];"


def _edge(map: FlowMap, edge: Edge, row: Row) -> str:
    number = str(edge.number) if len(map.edges) <= MOST_NUMBERS else ""
    head, tail = heads(edge)
    look = {
        "id": edge.anchor,
        **_number_place(map, edge, " ".join(filter(None, (number, sign(edge))))),
        "tooltip": row.lines,
        "style": STYLES[edge.status] or "solid",
        "color": colour(edge),
        "fontcolor": colour(edge),
        "penwidth": f"{width(edge):.1f}",
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


def _small_lines(node: Node, row: PlaceRow) -> list[str]:
    """The kind and the remarks; the centre needs no remark that it is the centre."""
    remarks = row.remarks[1:] if node.mark is Mark.CENTRE else row.remarks
    return [line for words in (row.kind, *remarks) for line in _wrapped(words, LINE + 4)]


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
