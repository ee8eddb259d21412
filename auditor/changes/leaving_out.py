"""A description without some of its parts, and without what cannot be there without them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from auditor.model import Model, Path
from auditor.model.elements import Carrier, Flow
from auditor.model.facts import stated
from auditor.results import Name, Sentence

Entry = dict[str, Any]


@dataclass(frozen=True)
class LeftOut:
    """Something that is left out: in words, and where it stood."""

    said: Sentence
    path: Path

    @classmethod
    def flow(cls, path: Path, flow: Flow, model: Model) -> LeftOut:
        """A flow, told by its two ends."""
        ends = {name: _node(model, node) for name, node in (("source", flow.from_), ("target", flow.to))}
        return cls(Sentence("change.what-if.flow", ends), path)


@dataclass(frozen=True)
class Gone:
    """The parts that are left out: flows by their position, all others by id."""

    flows: frozenset[int]
    places: frozenset[str]
    roles: frozenset[str]
    organisations: frozenset[str]
    items: frozenset[str]

    @classmethod
    def of(cls, named: Iterable[tuple[str, str]]) -> Gone:
        """From pairs of a kind and an id."""
        found: dict[str, set[str]] = {kind: set() for kind in ("flow", "place", "role", "organisation", "item")}
        for kind, name in named:
            found[kind].add(name)
        return cls(
            frozenset(map(int, found["flow"])),
            *(frozenset(found[kind]) for kind in ("place", "role", "organisation", "item")),
        )


def without(model: Model, data: Entry, gone: Gone) -> tuple[Entry, tuple[LeftOut, ...]]:
    """The data without these parts, and everything that is left out: those parts, and what cannot be without them.

    data: of this model, in the longest form; it is not changed.
    """
    return _Without(model, gone).of(data)


class _Without:
    """One pass over the data of a description, noting everything that is left out."""

    def __init__(self, model: Model, gone: Gone) -> None:
        self.model = model
        self.flows, self.items = gone.flows, gone.items
        self.organisations = gone.organisations
        self.places = gone.places | {name for name in model.places if self._of_nobody_left(name)}
        self.roles = gone.roles | {name for name, role in model.roles.items() if role.of in gone.organisations}
        self.told: list[LeftOut] = []

    def _of_nobody_left(self, name: str) -> bool:
        """Whether all who decide about a place are left out; or its owner, where nobody else decides."""
        place = self.model.places[name]
        owner = stated(place.owner) if isinstance(place, Carrier) else None
        deciding = stated(place.controller) or ((owner,) if owner else ())
        return bool(deciding) and self.organisations.issuperset(deciding)

    def of(self, data: Entry) -> tuple[Entry, tuple[LeftOut, ...]]:
        left = dict(data)
        for section in ("systems", "carriers", "organisations"):
            if section in data:
                left[section] = dict(self._holders(section, data[section]))
        if "items" in data:
            left["items"] = {name: item for name, item in data["items"].items() if name not in self.items}
        if "flows" in data:
            left["flows"] = list(self._flows(data["flows"]))
        return left, tuple(sorted(self.told, key=lambda one: (one.said.key, repr(one.said.params))))

    def _tell(self, path: Path, what: str, **names: Name) -> None:
        self.told.append(LeftOut(Sentence(f"change.what-if.{what}", names), path))

    # places and organisations

    def _holders(self, section: str, holders: Entry) -> Iterator[tuple[str, Entry]]:
        for name, holder in holders.items():
            path = (section, name)
            if name in self.places:
                self._tell(path, "place", name=Name(name, "places"))
            else:
                yield name, self._holder(path, name, dict(holder))

    def _holder(self, path: Path, name: str, holder: Entry) -> Entry:
        here = _node(self.model, name)
        for key in ("access", "collects", "derives", "keeps", "processor"):
            if isinstance(holder.get(key), list):
                entries = enumerate(holder[key])
                kept = (self._entry(key, (*path, key, position), entry, here) for position, entry in entries)
                holder[key] = [entry for entry in kept if entry is not None]
        if not holder.get("keeps", True):
            del holder["keeps"]
        if not holder.get("access", True) and "access-complete" not in holder:
            del holder["access"]
        if isinstance(holder.get("carried-by"), list):
            for role in sorted(self.roles.intersection(holder["carried-by"])):
                self._tell((*path, "carried-by"), "carried", role=Name(role, "roles"), place=here)
        for key, gone in (("carried-by", self.roles), ("controller", self.organisations), ("on", self.places)):
            _keep(holder, key, gone)
        if holder.get("owner") in self.organisations:
            del holder["owner"]
        if len(holder.get("controller", ())) < 2:
            holder.pop("joint-arrangement", None)  # of one controller alone there is none
        return holder

    def _entry(self, key: str, path: Path, entry: Entry, here: Name) -> Entry | None:
        """An entry of a list of a place without what is left out, or None where nothing is left of it."""
        entry = dict(entry)
        if key == "access" and entry["role"] in self.roles:
            self._tell(path, "access", role=Name(entry["role"], "roles"), place=here)
            return None
        if key == "processor" and entry["organisation"] in self.organisations:
            self._tell(path, "company", company=Name(entry["organisation"], "organisations"), place=here)
            return None
        if key == "processor":
            below = entry.get("sub-processors", [])
            kept = (self._entry(key, path, company, here) for company in below)
            return {**entry, **({"sub-processors": [one for one in kept if one is not None]} if below else {})}
        if key == "derives" and not (entry["item"] not in self.items and _keep(entry, "out-of", self.items)):
            if entry["item"] not in self.items:
                self._tell(path, "derived", item=Name(entry["item"], "items"), place=here)
            return None
        if key == "collects" and not _keep(entry, "from", self.organisations):
            self._tell(path, "collected", place=here)
            return None
        return entry if _keep(entry, "items", self.items) else None

    # flows

    def _flows(self, flows: list[Entry]) -> Iterator[Entry]:
        ends = self.places | self.organisations
        for position, flow in enumerate(flows):
            path, left = ("flows", position), dict(flow)
            whole = position not in self.flows and not ends.intersection((flow["from"], flow["to"]))
            if not whole or not _keep(left, "items", self.items):
                self.told.append(LeftOut.flow(path, self.model.flows[position], self.model))
                continue
            if "via" in left:
                left["via"] = list(self._ways(path, left["via"]))
            yield left

    def _ways(self, path: Path, ways: list[Entry]) -> Iterator[Entry]:
        """The ways of a flow; of one through a place that is left out only what else is said of it."""
        for position, way in enumerate(ways):
            left = {key: value for key, value in way.items() if key != "place" or value not in self.places}
            if len(left) < len(way):
                self._tell((*path, "via", position), "via", place=Name(way["place"], "places"))
            if left:
                yield left


def _keep(entry: Entry, key: str, gone: Collection[str]) -> bool:
    """Take what is gone out of a list of names; whether anything is left, or nothing was listed.

    An emptied list is taken away: it would mean everything, or be refused.
    """
    listed = entry.get(key)
    if not isinstance(listed, list):
        return True
    left = [name for name in listed if name not in gone]
    if left or not listed:
        entry[key] = left
        return True
    del entry[key]
    return False


def _node(model: Model, name: str) -> Name:
    """A place or organisation, to be named."""
    return Name(name, "organisations" if name in model.organisations else "places")
