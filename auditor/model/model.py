"""A whole description: every section, and what follows directly from how it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Any, Literal, Protocol

from pydantic import BeforeValidator, Field, PrivateAttr
from pydantic_core import PydanticCustomError

from auditor.errors import Location
from auditor.model.elements import (
    Accepted,
    Assumption,
    Carrier,
    Checked,
    Flow,
    Item,
    NotClientData,
    Organisation,
    OwnEvent,
    Partner,
    Place,
    Purpose,
    Role,
    ScopeGroup,
    SubjectGroup,
    System,
)
from auditor.model.facts import OrganisationRef
from auditor.values import CountryCode, Id, Line, Strict

SECTIONS = (
    "organisations",
    "roles",
    "subjects",
    "scopes",
    "items",
    "purposes",
    "events",
    "systems",
    "carriers",
    "partners",
)
LISTS = ("flows", "accepted", "assumptions", "not-client-data")
Path = tuple[str | int, ...]
"""Where something stands in a description: ("systems", "client-file", "keeps", 0)."""


def _number(value: Any) -> Any:
    if isinstance(value, float):
        raise PydanticCustomError("literal_error", "number", {"expected": "1"})
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "number")
    return value


class Locator(Protocol):
    """Knows the file, line and column of a path."""

    def locate(self, path: Path) -> Location | None:
        """Where this path, or the nearest one above it, stands; None when the model came from no file."""

    def is_own(self, path: Path) -> bool:
        """Whether this path stands in the description itself, not in that of a partner."""


_RENAMED = ("from", "for", "if", "copy")
"""Keys that are words of Python or of pydantic."""


class Model(Strict):
    """One description: the kinds of data of one organisation or partnership, and where they go."""

    model: Annotated[Literal[1], BeforeValidator(_number, json_schema_input_type=Literal[1])]
    name: Line
    owner: OrganisationRef
    country: CountryCode = "NL"
    checked: Checked | None = None
    organisations: dict[Id, Organisation] = Field(default_factory=dict)
    roles: dict[Id, Role] = Field(default_factory=dict)
    subjects: dict[Id, SubjectGroup] = Field(default_factory=dict)
    scopes: dict[Id, ScopeGroup] = Field(default_factory=dict)
    items: dict[Id, Item] = Field(default_factory=dict)
    purposes: dict[Id, Purpose] = Field(default_factory=dict)
    events: dict[Id, OwnEvent] = Field(default_factory=dict)
    systems: dict[Id, System] = Field(default_factory=dict)
    carriers: dict[Id, Carrier] = Field(default_factory=dict)
    partners: dict[Id, Partner] = Field(default_factory=dict)
    defaults: dict[str, dict[str, Any]] | None = None
    flows: tuple[Flow, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    not_client_data: tuple[NotClientData, ...] = ()

    _locator: Locator | None = PrivateAttr(default=None)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Systems and carriers."""
        return {**self.systems, **self.carriers}

    @cached_property
    def flow_ids(self) -> tuple[str, ...]:
        """The name of every flow, see `flow_names`."""
        return flow_names(self.flows)

    def at(self, path: Path) -> Any:
        """What stands at a path.

        Raises LookupError or AttributeError where nothing can stand there.
        """
        found: Any = self
        for part in path:
            if isinstance(part, str) and not isinstance(found, Mapping):
                found = getattr(found, f"{part.replace('-', '_')}_" if part in _RENAMED else part.replace("-", "_"))
            else:
                found = found[part]
        return found

    def locate(self, path: Path) -> Location | None:
        """Where this path stands in the files, or None for a model that was built in memory."""
        return self._locator.locate(path) if self._locator else None

    def is_own(self, path: Path) -> bool:
        """Whether this path stands in the description itself, not in that of a partner."""
        return self._locator is None or self._locator.is_own(path)

    def attach(self, locator: Locator) -> None:
        """Tell the model where its parts stand; called once, by the importer."""
        self._locator = locator


def flow_names(flows: Sequence[Flow]) -> tuple[str, ...]:
    """A name per flow that does not depend on the order of the file: its own id, or from>to.

    Flows between the same two ends are numbered by their content.
    """
    named = [flow.id or f"{flow.from_}>{flow.to}" for flow in flows]
    twins: dict[str, list[int]] = {}
    for position, name in enumerate(named):
        twins.setdefault(name, []).append(position)
    for name, positions in twins.items():
        if len(positions) > 1:
            positions.sort(key=lambda position: _content(flows[position]))
        for number, position in enumerate(positions[1:], start=2):
            named[position] = f"{name}#{number}"
    return tuple(named)


def _content(flow: Flow) -> str:
    return json.dumps(_sorted(flow.model_dump(mode="json", exclude={"id"})), sort_keys=True)


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(below) for key, below in value.items()}
    return sorted((_sorted(below) for below in value), key=str) if isinstance(value, list) else value
