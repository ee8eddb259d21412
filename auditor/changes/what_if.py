"""What if something was left out, or had another value: the change is made on loaded data, never in a file.

What cannot be without what is left out is left out too, and told: the flows at a place, the access of a function. A
function and an organisation keep their definition, because who finds something out, or declared a list complete, stays
so; what they do with data is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from auditor.changes.change import Changes
from auditor.changes.compare import changes
from auditor.changes.leaving_out import Gone, LeftOut, without
from auditor.changes.plain_data import data_of, model_of, refuse_client_data
from auditor.errors import AuditorError, NotFound, Problem, shown
from auditor.model import Model, Path, View
from auditor.model.model import LISTS, SECTIONS
from auditor.model.naming import flow_named
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
    known = [(kind, _known(view, kind, name)) for kind, name in left_out]
    gone = Gone.of(known)
    changed, replaced = _with_values(model, values)
    data, also = without(changed, data_of(changed), gone)
    asked = tuple(_said(view, kind, name) for kind, name in known)
    told = {one.path for one in asked}
    also = tuple(one for one in also if one.path not in told)
    return WhatIf(asked, also, replaced, changes(model, model_of(data)))


_NAMED = {"place": "places", "role": "roles", "organisation": "organisations", "item": "items"}
"""The section of everything but a flow."""


def _known(view: View, kind: str, name: str) -> str:
    """The id of what is to be left out; of a flow, which need not have one of its own, the position."""
    if kind == "flow":
        return str(flow_named(view, name).path[1])
    candidates = [known for known in getattr(view, _NAMED[kind]) if known != view.model.owner]
    if name in candidates:
        return name
    if name == view.model.owner and kind == "organisation":
        raise AuditorError("error.what-if-owner", name=name)
    near = get_close_matches(name, candidates, n=3, cutoff=0.5)
    if near:
        raise AuditorError("error.not-described-near", name=shown(name), near=", ".join(near))
    raise NotFound("function" if kind == "role" else kind, shown(name), candidates)


def _said(view: View, kind: str, name: str) -> LeftOut:
    if kind == "flow":
        flow = view.model.flows[int(name)]
        return LeftOut.flow(("flows", int(name)), flow, view.model)
    return LeftOut(Sentence(f"change.what-if.{kind}", {"name": Name(name, _NAMED[kind])}), view.path(name))


# setting values


def _with_values(model: Model, values: Sequence[tuple[str, Any]]) -> tuple[Model, tuple[Replaced, ...]]:
    data = data_of(model)
    replaced = tuple(_set(data, path, value, model) for path, value in values)
    if not replaced:
        return model, ()
    refuse_client_data(data)
    return model_of(data), replaced


def _set(data: dict[str, Any], written: str, value: Any, model: Model) -> Replaced:
    """Put a value at a path, in the data itself; nothing (null) takes away what stands there."""
    way = _Way(data, written, model)
    path, holder, key = way.found()
    there = key in holder if isinstance(holder, dict) else key < len(holder)
    if value is None and not there:
        raise way.nothing_there(str(key))
    if value is None:
        before = holder.pop(key)
    elif isinstance(holder, dict):
        before, holder[key] = holder.get(key), value
    else:
        before = holder[key] if key < len(holder) else None
        holder[key : key + 1] = [value]
    return Replaced(path, before, value)


class _Way:
    """The way through a description to where somebody says that a value stands."""

    def __init__(self, data: dict[str, Any], written: str, model: Model) -> None:
        self.written = written
        self.model = model
        self.path: list[str | int] = []
        self.holder: Any = data
        self.parts = written.replace("[", ".").replace("]", "").split(".")

    def found(self) -> tuple[Path, Any, Any]:
        """The path itself, and the last container with the key in it.

        A key on the way that is not there yet is made; an element must be there. In a list of one, the number can be
        left out, as in a description that is written short.
        """
        while True:
            key = self._next()
            self.path.append(key)
            if not self.parts:
                return tuple(self.path), self.holder, key
            below = self.holder.setdefault(key, {}) if isinstance(self.holder, dict) else self.holder[key]
            alone = isinstance(below, list) and len(below) == 1 and not self.parts[0].isdecimal()
            if alone and self.path[0] not in LISTS:
                self.path.append(0)
                below = below[0]
            if not isinstance(below, dict | list):
                raise self._error("below", part=self.parts[0])
            self.holder = below

    def _next(self) -> str | int:
        """The next key on the way. A name may hold dots: the longest that is there is meant."""
        if self.path == ["flows"] and not self.parts[0].isdecimal():
            return self._flow()
        names = list(self.holder) if isinstance(self.holder, dict) else []
        for length in range(len(self.parts), 0, -1):
            name = ".".join(self.parts[:length])
            if name in names:
                self.parts = self.parts[length:]
                return name
        first, *rest = self.parts
        if isinstance(self.holder, list):
            last = len(self.holder) - bool(rest)  # a new element is given as a whole
            if last < 0:
                raise self._not_here(first, [])
            if not first.isdecimal() or int(first) > last:
                raise self._error("number", part=first, last=str(last))
        elif len(self.path) == 1 and self.path[0] in SECTIONS and rest:
            raise self._not_here(first, names)
        self.parts = rest
        return int(first) if isinstance(self.holder, list) else first

    def _flow(self) -> int:
        """The position of a flow that is named by its id or from>to."""
        view = View(self.model)
        known = {name for flow in view.flows for name in (flow.id, f"{flow.value.from_}>{flow.value.to}")}
        starts = [".".join(self.parts[:length]) for length in range(len(self.parts), 0, -1)]
        name = next((start for start in starts if start in known), self.parts[0])
        self.parts = self.parts[name.count(".") + 1 :]
        return int(flow_named(view, name).path[1])

    def nothing_there(self, part: str) -> AuditorError:
        """That nothing stands at the end of the way."""
        self.path.pop()
        return self._error("empty", part=part)

    def _not_here(self, part: str, names: Sequence[str]) -> AuditorError:
        near = get_close_matches(part, names, n=3, cutoff=0.5)
        if near:
            return self._error("near", part=part, near=", ".join(near))
        if names:
            return self._error("known", part=part, candidates=", ".join(names))
        return self._error("empty", part=part)

    def _error(self, why: str, part: str, **params: str) -> AuditorError:
        """What part of the path is not there, and where it should be."""
        where = Problem("", path=tuple(self.path)).where
        said = {"path": shown(self.written), "at": shown(where), "part": shown(part)}
        return AuditorError(f"error.no-such-path-{why}", **said, **params)
