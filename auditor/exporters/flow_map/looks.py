"""What the parts of a map look like: colours, lines, arrow heads, and from when numbers are left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from auditor.exporters.flow_map.parts import Edge, EdgeKind, Family
from auditor.model.elements import Mode
from auditor.traces import Status

MOST_NUMBERS: Final = 60
THIN: Final = 1.2

INK: Final = "#1c2430"
ARROW: Final = "#2f4560"
SENSITIVE_ARROW: Final = "#9c1f45"
QUIET_ARROW: Final = "#5b6572"
OWN_CLUSTER: Final = ("#eaf1fa", "#5a7aa3")
OTHER_CLUSTER: Final = ("#f4f3ef", "#7d796c")
CENTRE: Final = ("#17406d", "#0d2a4a")

# fill, line, shape, style and width of line
LOOKS: Final = {
    Family.SYSTEM: ("#ffffff", "#2f4560", "box", "rounded", "1.2"),
    Family.DEVICE: ("#fff6dc", "#7a5200", "box", "", "1.2"),
    Family.PAPER: ("#fff6dc", "#7a5200", "note", "", "1.2"),
    Family.ORGANISATION: ("#e9e6f2", "#4a3f70", "box", "", "2.2"),
}
STYLES: Final = {Status.ALWAYS: "", Status.SOMETIMES: "dashed", Status.PERHAPS: "dotted", None: "dotted"}

# head and tail; an arrow without a mode goes by its kind
HEADS: Final[Mapping[Mode | EdgeKind | None, tuple[str, str]]] = {
    Mode.COPY: ("normal", "none"),
    Mode.MOVE: ("normal", "tee"),
    Mode.VIEW: ("onormal", "none"),
    Mode.TELL: ("vee", "none"),
    None: ("odiamond", "none"),
    EdgeKind.LIES_ON: ("none", "none"),
    EdgeKind.PASSES: ("odot", "none"),
}
SEVERAL: Final = ("normalnormal", "none")
NEVER: Final = ("tee", "none")


def heads(edge: Edge) -> tuple[str, str]:
    """The head and the tail of an arrow."""
    if edge.status is None:
        return NEVER
    if len(edge.modes) > 1:
        return SEVERAL
    return HEADS[edge.modes[0] if edge.modes else edge.kind]


def colour(edge: Edge) -> str:
    """The colour of an arrow: quiet where no flow goes by it itself."""
    if quiet(edge):
        return QUIET_ARROW
    return SENSITIVE_ARROW if edge.sensitive else ARROW


def sign(edge: Edge) -> str:
    """What stands beside the number of an arrow: that it never happens, or what care its data deserves."""
    return "×" if edge.status is None else {True: "!", None: "?", False: ""}[edge.sensitive]


def width(edge: Edge) -> float:
    """Thin for one kind of data, 4 from ten on; dots need some width to be seen."""
    if quiet(edge):
        return THIN
    wide = 4.0 if edge.all_items else min(4.0, THIN + max(0, len(edge.items) - 1) / 3)
    return max(wide, 1.8) if edge.status is Status.PERHAPS else wide


def quiet(edge: Edge) -> bool:
    """Whether an arrow stays in the background: what lies on or passes, and what does not happen."""
    return not edge.modes or edge.status is None
