"""Maps of where data goes: of a whole description, one item, one place, or between organisations.

A map is data first: places, the organisations they belong to, and an arrow per flow. From it come DOT text
for a picture, and rows that say in words everything the picture shows. Nothing is told by colour alone.
"""

from auditor.exporters.flow_map.build import around, by_organisation, of_item, whole
from auditor.exporters.flow_map.dot import Direction, dot
from auditor.exporters.flow_map.looks import (
    ARROW,
    CENTRE,
    INK,
    LOOKS,
    OTHER_CLUSTER,
    OWN_CLUSTER,
    QUIET_ARROW,
    SENSITIVE_ARROW,
)
from auditor.exporters.flow_map.parts import (
    Cluster,
    Edge,
    EdgeKind,
    Family,
    FlowMap,
    MapKind,
    Mark,
    Node,
    Way,
    anchor,
)
from auditor.exporters.flow_map.picture import picture
from auditor.exporters.flow_map.words import (
    PlaceRow,
    Row,
    cells,
    description,
    headings,
    legend,
    place_headings,
    places,
    table,
    title,
)

__all__ = [
    "ARROW",
    "CENTRE",
    "INK",
    "LOOKS",
    "OTHER_CLUSTER",
    "OWN_CLUSTER",
    "QUIET_ARROW",
    "SENSITIVE_ARROW",
    "Cluster",
    "Direction",
    "Edge",
    "EdgeKind",
    "Family",
    "FlowMap",
    "MapKind",
    "Mark",
    "Node",
    "PlaceRow",
    "Row",
    "Way",
    "anchor",
    "around",
    "by_organisation",
    "cells",
    "description",
    "dot",
    "headings",
    "legend",
    "of_item",
    "picture",
    "place_headings",
    "places",
    "table",
    "title",
    "whole",
]
