"""A map in words: its title, its legend, and a row for everything that the picture shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Final

from babel.lists import format_list

from auditor.exporters.flow_map.looks import MOST_NUMBERS, width
from auditor.exporters.flow_map.parts import Edge, EdgeKind, FlowMap, MapKind, Mark, Node, Way
from auditor.exporters.say import Speaker
from auditor.model.elements import Form, Mode
from auditor.traces import Status
from auditor.values import Text

HIDDEN: Final = {"id", "anchor"}


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

    @property
    def lines(self) -> str:
        """The whole row, a line for each thing it says."""
        first = (f"{self.number}. {self.source} → {self.target}", ", ".join(self.what), self.sensitive)
        return "\n".join(filter(None, (*first, *self.how, self.status, *self.via, *self.condition)))


@dataclass(frozen=True)
class PlaceRow:
    """One place or organisation in words."""

    place: str
    kind: str
    organisation: str
    remarks: tuple[str, ...]
    id: str
    anchor: str

    @property
    def lines(self) -> str:
        """The whole row, a line for each thing it says."""
        return "\n".join(filter(None, (self.place, self.kind, self.organisation, *self.remarks)))


def title(map: FlowMap, speaker: Speaker) -> str:
    """What this map is called."""
    section = "items" if map.kind is MapKind.ITEM else ""
    about = {} if map.about is None else {"about": speaker.label(map.about, section)}
    return speaker.text(f"map.title.{map.kind}", **about)


def description(map: FlowMap, speaker: Speaker) -> str:
    """What a reader who does not see the picture is told in its place."""
    return speaker.text("map.description", places=len(map.nodes), arrows=len(map.edges))


def headings(speaker: Speaker) -> tuple[str, ...]:
    """The names of the columns of `table`, in the order of its fields."""
    return _headings(Row, speaker)


def table(map: FlowMap, speaker: Speaker) -> list[Row]:
    """Everything that the arrows show, in words: a row for each, in the order of their numbers."""
    return [_row(edge, speaker) for edge in map.edges]


def cells(row: Row) -> tuple[str | tuple[str, ...], ...]:
    """What stands under each of the `headings`."""
    return tuple(
        getattr(row, field.name) if field.name != "number" else str(row.number)
        for field in fields(row)
        if field.name not in HIDDEN
    )


def place_headings(speaker: Speaker) -> tuple[str, ...]:
    """The names of the columns of `places`, in the order of its fields."""
    return _headings(PlaceRow, speaker)


def places(map: FlowMap, speaker: Speaker) -> list[PlaceRow]:
    """Every place and organisation of the map in words."""
    return [
        PlaceRow(
            speaker.label(node.id),
            _said(node.kind, speaker) or "",
            home(node.organisation, speaker),
            tuple(_remarks(node, speaker)),
            node.id,
            node.anchor,
        )
        for node in map.nodes
    ]


def home(organisation: str | None, speaker: Speaker) -> str:
    """Whose places these are."""
    return speaker.label(organisation) if organisation else speaker.text("map.unknown-organisation")


def legend(map: FlowMap, speaker: Speaker) -> list[str]:
    """What the lines, arrow heads and signs mean; only those that are in this map."""
    edges = map.edges
    lines = {edge.status for edge in edges if edge.modes or edge.status is not Status.ALWAYS}
    kinds = {edge.kind for edge in edges}
    modes = {edge.modes for edge in edges}
    marks = {edge.sensitive for edge in edges if edge.status}
    used = {
        **{f"line.{status}": status in lines for status in Status},
        **{f"head.{mode}": (mode,) in modes for mode in Mode},
        "head.unknown": (None,) in modes,
        "head.several": any(len(several) > 1 for several in modes),
        "head.on": EdgeKind.LIES_ON in kinds,
        "head.passes": EdgeKind.PASSES in kinds,
        "sign.sensitive": True in marks,
        "sign.unknown": None in marks,
        "sign.never": None in lines,
        "width": len({width(edge) for edge in edges if edge.modes}) > 1,
        "number": 0 < len(edges) <= MOST_NUMBERS,
    }
    return [speaker.text(f"map.legend.{key}") for key, shown in used.items() if shown]


def _headings(row: type[Row | PlaceRow], speaker: Speaker) -> tuple[str, ...]:
    return tuple(speaker.text(f"map.column.{field.name}") for field in fields(row) if field.name not in HIDDEN)


def _row(edge: Edge, speaker: Speaker) -> Row:
    sensitive = {True: "yes", False: "no", None: "unknown"}[edge.sensitive]
    return Row(
        edge.number,
        speaker.label(edge.source),
        speaker.label(edge.target),
        tuple(_what(edge, speaker)),
        "" if edge.kind is EdgeKind.LIES_ON else speaker.text(f"map.sensitive.{sensitive}"),
        tuple(_how(edge, speaker)),
        speaker.text(f"map.status.{edge.status or 'never'}"),
        tuple(_way(way, speaker) for way in edge.ways),
        tuple(_conditions(edge, speaker)),
        edge.id,
        edge.anchor,
    )


def _what(edge: Edge, speaker: Speaker) -> Iterator[str]:
    yield from (speaker.label(item, "items") for item in edge.items)
    if edge.all_items:
        yield speaker.text("map.items.all")
    if edge.items_unknown:
        yield speaker.text("map.items.unknown")


def _how(edge: Edge, speaker: Speaker) -> Iterator[str]:
    yield from (speaker.text(f"map.mode.{mode or 'unknown'}") for mode in edge.modes)
    if not edge.modes:
        yield speaker.text(f"map.mode.{edge.kind}")
    if edge.form is not Form.AS_IS:
        yield speaker.text(f"map.form.{edge.form or 'unknown'}")
    if edge.kind is EdgeKind.BUNDLE:
        yield speaker.text("map.flows", flows=len(edge.flows))


def _way(way: Way, speaker: Speaker) -> str:
    if way.place is not None:
        return speaker.label(way.place)
    said = _said(way.words, speaker)
    if said and way.to_check:
        return speaker.text("knowing.marked", name=said)
    return said or speaker.text(f"map.via.{way.kind}")


def _conditions(edge: Edge, speaker: Speaker) -> Iterator[str]:
    if edge.condition is not None:
        yield _said(edge.condition, speaker) or speaker.text("map.condition")
    if edge.groups:
        labels = [speaker.label(group, "scopes") for group in edge.groups]
        groups = format_list(labels, style="or", locale=speaker.language)
        yield speaker.text("map.groups", groups=groups)
    if edge.groups_unknown:
        yield speaker.text("map.groups.unknown")


def _remarks(node: Node, speaker: Speaker) -> Iterator[str]:
    """The mark first, where there is one."""
    if node.mark is not Mark.PLAIN:
        yield speaker.text(f"map.mark.{node.mark}")
    if node.status is not Status.ALWAYS:
        yield speaker.text(f"map.status.{node.status}")
    held, between = node.inside
    if held > 1 or between:
        yield speaker.text("map.inside", places=held, flows=between)


def _said(text: Text | None, speaker: Speaker) -> str | None:
    return text.said_in(speaker.language) if text else None
