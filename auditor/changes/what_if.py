"""What if something was left out, or had another value: the change is made on loaded data, never in a file.

What cannot be without what is left out is left out too, and told: the flows at a place, the access of a function. A
function and an organisation keep their definition, because who finds something out, or declared a list complete, stays
so; what they do with data is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from auditor.changes.change import Changes
from auditor.changes.compare import changes
from auditor.changes.leaving_out import Gone, LeftOut, without
from auditor.changes.plain_data import data_of, model_of, refuse_client_data
from auditor.errors import AuditorError, NotFound, shown
from auditor.model import Model, Path, View
from auditor.model.model import LISTS, SECTIONS
from auditor.results import Name, Sentence

KINDS = ("flow", "place", "role", "organisation", "item")
"""What can be left out."""
__all__ = ["KINDS", "LeftOut", "Replaced", "WhatIf", "what_if"]


@dataclass(frozen=True)
class Replaced:
    """A value in the description that has another one: what stood there, None for nothing, and what stands there."""

    path: Path
    before: Any
    after: Any


@dataclass(frozen=True)
class WhatIf:
    """What was supposed, and what it changes.

    left_out: what somebody wanted left out. also: what cannot be without it.
    """

    left_out: tuple[LeftOut, ...]
    also: tuple[LeftOut, ...]
    replaced: tuple[Replaced, ...]
    changes: Changes


def what_if(model: Model, left_out: Sequence[tuple[str, str]] = (), values: Sequence[tuple[str, Any]] = ()) -> WhatIf:
    """What changes for a client when these values are set, and then all of this is left out; for an officer only.

    left_out: pairs of a kind (see KINDS) and an id; a flow is named by its own id, or from>to. values: pairs of a path
    as people write it (systems.client-file.keeps.0.term) and plain data.

    Raises NotFound or AuditorError for what the description does not have, and InvalidModel where the result is no
    usable description.
    """
    view = View(model)
    gone = Gone.of((kind, _known(view, kind, name)) for kind, name in left_out)
    if model.owner in gone.organisations:
        raise AuditorError("error.what-if-owner", name=model.owner)
    changed, replaced = _with_values(model, values)
    data, also = without(changed, data_of(changed), gone)
    asked = tuple(_said(view, kind, name) for kind, name in left_out)
    told = {one.path for one in asked}
    also = tuple(one for one in also if one.path not in told)
    return WhatIf(asked, also, replaced, changes(model, model_of(data)))


def _candidates(view: View, kind: str) -> Collection[str]:
    match kind:
        case "flow":
            return [flow.id for flow in view.flows]
        case "place":
            return view.places
        case "role":
            return view.roles
        case "organisation":
            return view.organisations
    return view.items


def _known(view: View, kind: str, name: str) -> str:
    """The id itself, or for a flow its position."""
    candidates = _candidates(view, kind)
    if name in candidates:
        return next(str(flow.path[1]) for flow in view.flows if flow.id == name) if kind == "flow" else name
    near = get_close_matches(name, candidates, n=3, cutoff=0.5)
    if near:
        raise AuditorError("error.not-described-near", name=shown(name), near=", ".join(near))
    raise NotFound(kind, shown(name), candidates)


def _said(view: View, kind: str, name: str) -> LeftOut:
    if kind == "flow":
        flow = next(flow for flow in view.flows if flow.id == name)
        return LeftOut.flow(flow.path, flow.value, view.model)
    section = {"place": "places", "role": "roles", "organisation": "organisations", "item": "items"}[kind]
    return LeftOut(Sentence(f"change.what-if.{kind}", {"name": Name(name, section)}), view.path(name))


# setting values


def _with_values(model: Model, values: Sequence[tuple[str, Any]]) -> tuple[Model, tuple[Replaced, ...]]:
    data = data_of(model)
    replaced = tuple(_set(data, path, value, model) for path, value in values)
    if not replaced:
        return model, ()
    refuse_client_data(data)
    return model_of(data), replaced


def _set(data: dict[str, Any], written: str, value: Any, model: Model) -> Replaced:
    """Put a value at a path, in the data itself."""
    parts = written.replace("[", ".").replace("]", "").split(".")
    path, holder, key = _found(data, parts, written, model)
    if isinstance(holder, dict):
        before, holder[key] = holder.get(key), value
    else:
        before = holder[key] if key < len(holder) else None
        holder[key : key + 1] = [value]
    return Replaced(path, before, value)


def _found(data: Any, parts: list[str], written: str, model: Model) -> tuple[Path, Any, Any]:
    """Where a path leads: the path itself, and the last container with the key in it.

    A key on the way that is not there yet is made; an element must be there. In a list of one, the number can be left
    out, as in a description that is written short.
    """
    path: list[str | int] = []
    holder: Any = data
    while True:
        key, parts = _next(holder, parts, path, written, model)
        path.append(key)
        if not parts:
            return tuple(path), holder, key
        if isinstance(holder, dict):
            below = holder.setdefault(key, {})
        elif key < len(holder):
            below = holder[key]
        else:
            raise _no_such_path(written, ())
        if isinstance(below, list) and len(below) == 1 and not parts[0].isdecimal() and path[0] not in LISTS:
            path.append(0)
            below = below[0]
        if not isinstance(below, dict | list):
            raise _no_such_path(written, ())
        holder = below


def _next(holder: Any, parts: list[str], path: list[str | int], written: str, model: Model) -> tuple[Any, list[str]]:
    """The next key on the way, and what is left. A name may hold dots: the longest that is there is meant."""
    names = list(model.flow_ids) if path == ["flows"] else list(holder) if isinstance(holder, dict) else []
    for length in range(len(parts), 0, -1):
        name = ".".join(parts[:length])
        if name in names:
            return (names.index(name) if path == ["flows"] else name), parts[length:]
    if isinstance(holder, list) and parts[0].isdecimal() and int(parts[0]) <= len(holder):
        return int(parts[0]), parts[1:]
    near = get_close_matches(parts[0], names, n=3, cutoff=0.5)
    if isinstance(holder, list) or (len(path) == 1 and path[0] in SECTIONS and parts[1:]):
        raise _no_such_path(written, near)  # an element is there already, or is given as a whole
    return parts[0], parts[1:]


def _no_such_path(written: str, near: Sequence[str]) -> AuditorError:
    if near:
        return AuditorError("error.no-such-path-near", path=shown(written), near=", ".join(near))
    return AuditorError("error.no-such-path", path=shown(written))
