"""A place or organisation that is concerned: whose it is, how it is protected, what lies on it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Kind as PlaceKind
from auditor.loss.present import Present
from auditor.loss.result import Lost, Measure, Part, Spot
from auditor.model import Path, View
from auditor.model.elements import Carrier, Mode, Place, Processor, System
from auditor.model.facts import State, Unknown, state_of, stated
from auditor.traces import BACKUP, Status, status_of

PAPER = frozenset({"notebook", "paper-file", "printed-list", "letter", "whiteboard"})
THINGS = frozenset({"usb-stick", "camera"})
"""Kinds of carrier that have no encryption, and those that have no screen to lock."""
NO_DEVICE = PAPER | THINGS
"""Carriers into which nobody logs in."""
ON_PAPER = ("locked_storage",)
ON_A_THING = ("encryption", "locked_storage", "backups")
ON_A_DEVICE = (
    "screen_lock", "encryption", "remote_wipe", "two_step_login", "managed", "backups", "shared_use", "private_cloud",
)  # fmt: skip
IN_A_SYSTEM = ("two_step_login", "encryption", "backups")
_OF_APPS = ("screen_lock", "private_cloud")
"""Measures that matter for a system as well where the knowledge says so of its kind."""


def spot(present: Present, node: str, *parts: Part, items: tuple[Lost, ...] | None = None) -> Spot:
    """A place or organisation, with everything that is there unless told otherwise."""
    view = present.view
    there = present.lost_at(node) if items is None else items
    if node in view.organisations:
        return Spot(node, parts, there, deciders=(node,), path=view.path(node))
    place = view.places[node]
    return Spot(
        node,
        parts,
        there,
        measures=tuple(measures(view, node)),
        deciders=view.deciders(node),
        processors=tuple(dict.fromkeys(at.value.organisation for at in view.processors(node) or ())),
        processors_known=isinstance(place.processor, tuple) or (isinstance(place, Carrier) and place.processor is None),
        systems=tuple(sorted(name for name in view.systems if node in view.lies_on(name))),
        perhaps_on=_perhaps_on(view, place),
        carried_by=_carried_by(view, place),
        log=_log(place, view.kind_id(node)),
        log_ask=place.log.ask if place.log and place.log.ask in view.roles else None,
        kind_known=view.kind_id(node) is not None,
        complete=all(view.complete(node, what) is not None for what in ("flows", "collects")),
        path=view.path(node),
    )


def measures(view: View, node: str) -> Iterator[Measure]:
    """How it is protected, and what opens it to others: only what such a place can have."""
    place = view.places[node]
    for name in _relevant(place, view.kind_id(node), view.kind(node)):
        path: Path = (*view.path(node), "measures", name.replace("_", "-"))
        state = state_of(getattr(place.measures, name))
        described = next(_backups(view, node), None) if name == "backups" and state is State.UNKNOWN else None
        yield Measure(name.replace("_", "-"), State.YES if described else state, described or path)


def _backups(view: View, node: str) -> Iterator[Path]:
    """Where the description says that what is at a place goes to a back-up."""
    for flow in view.flows:
        sure = status_of(flow.value) in (Status.ALWAYS, Status.SOMETIMES)
        leaves_copy = flow.value.mode in (Mode.COPY, Mode.MOVE)
        if flow.value.from_ == node and sure and leaves_copy and view.kind_id(flow.value.to) == BACKUP:
            yield flow.path


def _relevant(place: Place, kind_id: str | None, kind: PlaceKind | None) -> tuple[str, ...]:
    if isinstance(place, System):
        matter = kind.measures if kind else ()
        return (*IN_A_SYSTEM, *(name for name in _OF_APPS if name.replace("_", "-") in matter))
    if kind_id in PAPER:
        return ON_PAPER
    if kind_id in THINGS:
        return ON_A_THING
    return ON_A_DEVICE if kind_id else (*ON_A_DEVICE, *ON_PAPER)


def _log(place: Place, kind: str | None) -> State | None:
    """Whether it is recorded who looked; nothing records that of paper."""
    if place.log is None:
        return None if kind in NO_DEVICE else State.UNKNOWN
    return state_of(place.log.kept)


def _perhaps_on(view: View, place: Place) -> tuple[str, ...]:
    if not isinstance(place, Carrier):
        return ()
    return tuple(sorted(name for name, system in view.systems.items() if isinstance(system.on, Unknown)))


def _carried_by(view: View, place: Place) -> tuple[str, ...] | None:
    if not isinstance(place, Carrier):
        return ()
    if place.carried_by is None or isinstance(place.carried_by, Unknown):
        return None
    return tuple(sorted(role for role in stated(place.carried_by) or () if role in view.roles))


def parts_of(view: View, node: str, organisation: str) -> Iterator[tuple[Part, str | None, State | None]]:
    """What a company has to do with a place, for which company it works there, and whether there is a contract."""
    if organisation in view.deciders(node):
        yield Part.DECIDES, None, None
    if node == organisation:
        yield Part.RECEIVED, None, None
    listed = stated(view.places[node].processor) if node in view.places else None
    for processor in listed or ():
        yield from _in_chain(view, processor, organisation, None)


def _in_chain(
    view: View, processor: Processor, organisation: str, above: str | None
) -> Iterator[tuple[Part, str | None, State]]:
    """Where in the chain a company stands; a company that this audience may not know of is passed over."""
    if processor.organisation == organisation:
        yield (Part.SUB_PROCESSOR if above else Part.PROCESSOR), above, state_of(processor.contract)
    nearest = processor.organisation if processor.organisation in view.organisations else above
    for below in processor.sub_processors:
        yield from _in_chain(view, below, organisation, nearest)
