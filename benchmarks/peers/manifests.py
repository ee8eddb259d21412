"""The same description for Fides and for pytm, as near as their own words come.

Fides has systems with privacy declarations, flows in and out of systems, datasets, kinds of data with a parent, uses
and policies. A place and an organisation at which a flow ends is a system; every purpose for which it uses data is a
declaration, with the items of all its collections and flows out for that purpose; what it writes down first is a
dataset, with a kind of data per collection, so that no policy is evaluated twice on the same. The policy has two rules
for each of the six levels of care that an item can deserve, about as many as the auditor has: used for a known purpose,
and used without one. What Fides takes grows with the number of its rules.

pytm has boundaries, data, stores, outside parties and flows. An organisation is a boundary, and an outside party where
a flow ends at it; a place is a store in it.

Neither knows scopes, conditions, unknowns, carriers, readers or a start of a term.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.knowledge.types import Sensitivity
from auditor.model import Model, View
from auditor.model.facts import YesNo, stated
from auditor.model.model import flow_names

_OTHER = "no-purpose"
"""A declaration needs a use, also where the description names none."""


def fides(model: Model) -> dict[str, Any]:
    """The manifest of Fides, as plain data for one YAML file."""
    return _Fides(model).manifest()


class _Fides:
    def __init__(self, model: Model) -> None:
        self.model = model
        self.view = View(model)
        self.used: dict[str, dict[str, dict[str, None]]] = {name: {} for name in self.view.holders}
        self.sent: dict[str, dict[str, dict[str, None]]] = {name: {} for name in self.view.holders}
        self.got: dict[str, dict[str, dict[str, None]]] = {name: {} for name in self.view.holders}
        self.sent_for: dict[str, dict[str, dict[str, None]]] = {name: {} for name in self.view.holders}

    def manifest(self) -> dict[str, Any]:
        for place, holder in self.model.places.items():
            for collection in holder.collects:
                self._uses(place, collection.for_, self._listed(collection.items))
        for flow in self.model.flows:
            if flow.happens is YesNo.NO:
                continue
            items = self._listed(flow.items)
            self.sent[flow.from_].setdefault(flow.to, {}).update(dict.fromkeys(items))
            self.got[flow.to].setdefault(flow.from_, {}).update(dict.fromkeys(items))
            for purpose in self._uses(flow.from_, flow.for_, items):
                self.sent_for[flow.from_].setdefault(purpose, {})[flow.to] = None
        return {
            "organization": [{"fides_key": "default_organization", "name": self.model.name}],
            "data_category": [self._category(item) for item in self.model.items],
            "data_use": [{"fides_key": name, "name": name} for name in (*self.model.purposes, _OTHER)],
            "data_subject": [{"fides_key": "client", "name": "client"}],
            "dataset": [self._dataset(name) for name, place in self.model.places.items() if place.collects],
            "system": [self._system(name) for name in self.view.holders],
            "policy": [self._policy()],
        }

    def _listed(self, items: Any) -> tuple[str, ...]:
        listed = stated(items)
        return listed if isinstance(listed, tuple) else tuple(self.model.items)

    def _uses(self, holder: str, purposes: Any, items: tuple[str, ...]) -> tuple[str, ...]:
        listed: tuple[str, ...] = stated(purposes) or (_OTHER,)
        for purpose in listed:
            self.used[holder].setdefault(purpose, {}).update(dict.fromkeys(items))
        return listed

    def _category(self, item: str) -> dict[str, Any]:
        sensitivity = self.view.sensitivity(item) or Sensitivity.ORDINARY
        return {"fides_key": f"user.{item}", "name": item, "parent_key": "user", "tags": [sensitivity.value]}

    def _dataset(self, place: str) -> dict[str, Any]:
        return {
            "fides_key": f"{place}-data",
            "name": self.model.places[place].name,
            "collections": [
                {
                    "name": f"collection-{position}",
                    "data_categories": _keys(self._listed(collection.items)),
                    "fields": [{"name": item} for item in self._listed(collection.items)],
                }
                for position, collection in enumerate(self.model.places[place].collects)
            ],
        }

    def _system(self, holder: str) -> dict[str, Any]:
        place = self.model.places.get(holder)
        data = [f"{holder}-data"] if place is not None and place.collects else None
        return {
            "fides_key": holder,
            "name": self.view.holders[holder].name or holder,
            "system_type": self.view.kind_id(holder) or "unknown",
            "administrating_department": self.view.organisation_of(holder) or "unknown",
            "egress": _flows(self.sent[holder]),
            "ingress": _flows(self.got[holder]),
            "privacy_declarations": [
                {
                    "name": purpose,
                    "data_categories": _keys(items),
                    "data_use": purpose,
                    "data_subjects": ["client"],
                    "egress": list(self.sent_for[holder].get(purpose, ())) or None,
                    "dataset_references": data,
                }
                for purpose, items in self.used[holder].items()
            ],
        }

    def _policy(self) -> dict[str, Any]:
        care: dict[Sensitivity, list[str]] = {}
        for item in self.model.items:
            care.setdefault(self.view.sensitivity(item) or Sensitivity.ORDINARY, []).append(item)
        rules = [
            {
                "name": f"{sensitivity.value}, {name}",
                "data_categories": {"matches": "ANY", "values": _keys(items)},
                "data_uses": {"matches": matches, "values": list(self.model.purposes)},
                "data_subjects": {"matches": "ANY", "values": ["client"]},
            }
            for sensitivity, items in care.items()
            for name, matches in (("used for a purpose", "ANY"), ("used without a purpose", "OTHER"))
        ]
        return {"fides_key": "policy", "name": "Policy", "rules": rules}


def _keys(items: Any) -> list[str]:
    return [f"user.{item}" for item in items]


def _flows(ends: dict[str, dict[str, None]]) -> list[dict[str, Any]] | None:
    found = [{"fides_key": end, "type": "system", "data_categories": _keys(items)} for end, items in ends.items()]
    return found or None


def pytm(model: Model) -> dict[str, Any]:
    """The elements of pytm, as plain data for one JSON file."""
    return {"name": model.name, **{key: list(made) for key, made in _pytm(View(model)).items()}}


_CLASSES = {
    Sensitivity.ORDINARY: "RESTRICTED",
    Sensitivity.FREE_TEXT: "SENSITIVE",
    Sensitivity.FINANCIAL: "SENSITIVE",
    Sensitivity.NATIONAL_NUMBER: "SECRET",
    Sensitivity.SPECIAL: "SECRET",
    Sensitivity.CRIMINAL: "SECRET",
}


def _pytm(view: View) -> dict[str, Iterator[dict[str, Any]]]:
    model = view.model
    ends = {end for flow in model.flows for end in (flow.from_, flow.to)}
    names = flow_names(model.flows)
    return {
        "boundaries": ({"name": name} for name in model.organisations),
        "data": (
            {"name": item, "classification": _CLASSES[view.sensitivity(item) or Sensitivity.ORDINARY]}
            for item in model.items
        ),
        "outside": ({"name": name} for name in model.organisations if name in ends),
        "stores": (
            {
                "name": name,
                "boundary": view.organisation_of(name),
                "encrypted": place.measures.encryption is YesNo.YES,
            }
            for name, place in model.places.items()
        ),
        "flows": (
            {
                "name": name,
                "source": flow.from_,
                "sink": flow.to,
                "data": list(flow.items if isinstance(flow.items, tuple) else model.items),
                "encrypted": flow.encrypted is YesNo.YES,
            }
            for name, flow in zip(names, model.flows, strict=True)
            if flow.happens is not YesNo.NO
        ),
    }
