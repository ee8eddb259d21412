"""What a map is made of: frozen data, the same whatever the order of the description."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from auditor.model.elements import Form, Mode
from auditor.traces import Status
from auditor.values import Text


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
    """A message, channel, place or words by which a flow goes; `words` is None where they may not be told.

    to_check: the words are of the knowledge and still to be checked.
    """

    kind: Literal["message", "channel", "place", "words"]
    words: Text | None = None
    place: str | None = None
    to_check: bool = False


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
    form: Form | None = Form.AS_IS
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
