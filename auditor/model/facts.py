"""Facts with four states, and references that are checked.

Yes, no, unknown and not applicable are four different things and are never merged. A fact that nobody wrote down is
None: the description is silent. Silence supports no sentence, just as `unknown` supports none; but `unknown` is an open
question that somebody asked, and may name who will find out and by when.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    Tag,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from auditor.values import Day, Id, Strict, Text

T = TypeVar("T")
NAMES_LOOKED_UP = 100


@dataclass(frozen=True)
class Names:
    """The ids a description may refer to, per section; given to the validation as its context."""

    ids: Mapping[str, Collection[str]]
    _near: dict[tuple[str, tuple[str, ...]], list[str]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, *sections: str) -> list[str]:
        """Every id of these sections, in the order of the description."""
        return [name for section in sections for name in self.ids.get(section, ())]

    def near(self, name: str, sections: tuple[str, ...]) -> list[str]:
        """The ids that somebody may have meant. Looked up once per name, and for the first names only: it is slow."""
        if (name, sections) not in self._near and len(self._near) < NAMES_LOOKED_UP:
            self._near[name, sections] = get_close_matches(name, self.of(*sections), n=3, cutoff=0.5)
        return self._near.get((name, sections), [])


@dataclass(frozen=True)
class Ref:
    """Marks an id that must be defined in one of these sections of the description or the knowledge."""

    sections: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def _check(self, name: str, info: core_schema.ValidationInfo) -> str:
        names = info.context
        if not isinstance(names, Names) or any(name in names.ids.get(section, ()) for section in self.sections):
            return name
        near = names.near(name, self.sections)
        raise PydanticCustomError(
            "reference",
            "no such reference",
            {"name": name, "sections": ", ".join(self.sections), "near": ", ".join(near)},
        )


RoleRef = Annotated[Id, Ref(("roles",))]
OrganisationRef = Annotated[Id, Ref(("organisations",))]
ItemRef = Annotated[Id, Ref(("items",))]
PurposeRef = Annotated[Id, Ref(("purposes",))]
CarrierRef = Annotated[Id, Ref(("carriers",))]
PlaceRef = Annotated[Id, Ref(("systems", "carriers"))]
NodeRef = Annotated[Id, Ref(("systems", "carriers", "organisations"))]
ScopeRef = Annotated[Id, Ref(("scopes",))]
SubjectRef = Annotated[Id, Ref(("subjects", "knowledge.subjects"))]
SourceRef = Annotated[Id, Ref(("subjects", "knowledge.subjects", "organisations", "made-by"))]
EventRef = Annotated[Id, Ref(("events", "knowledge.events"))]
WhoRef = Annotated[Id, Ref(("roles", "organisations"))]
CategoryRef = Annotated[Id, Ref(("knowledge.categories",))]
LawRef = Annotated[Id, Ref(("knowledge.laws",))]
MessageRef = Annotated[Id, Ref(("knowledge.messages",))]
ChannelRef = Annotated[Id, Ref(("knowledge.channels",))]
ReceiverRef = Annotated[Id, Ref(("knowledge.receivers",))]
OrganisationKind = Annotated[Id, Ref(("knowledge.organisation-kinds",))]
SystemKind = Annotated[Id, Ref(("knowledge.system-kinds",))]
CarrierKind = Annotated[Id, Ref(("knowledge.carrier-kinds",))]


class Unknown(Strict):
    """Nobody knows this yet. An open question: who will find out, and by when."""

    who: WhoRef | None = None
    by: Day | None = None
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _written(cls, value: Any) -> Any:
        if value == "unknown":
            return {}
        if isinstance(value, dict) and set(value) == {"unknown"}:
            return value["unknown"] if value["unknown"] is not None else {}
        return value

    @model_serializer(mode="wrap")
    def _write(self, handler: Any) -> Any:
        said = {key: value for key, value in handler(self).items() if value is not None}
        return {"unknown": said} if said else "unknown"


def _fact_shape(value: Any) -> str:
    if isinstance(value, Unknown) or value == "unknown" or (isinstance(value, dict) and set(value) == {"unknown"}):
        return "~unknown"
    return "~stated"


Known = Annotated[
    Annotated[T, Tag("~stated")] | Annotated[Unknown, Tag("~unknown")],
    Discriminator(_fact_shape),
]
"""A fact, or `unknown`, or `{unknown: {who: role, by: date}}`."""


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value,)


def _some(values: tuple[T, ...]) -> tuple[T, ...]:
    if not values:
        raise PydanticCustomError("too_short", "too short", {"min_length": 1})
    return values


OneOrMore = Annotated[
    tuple[T, ...],
    AfterValidator(_some),
    BeforeValidator(_listed, json_schema_input_type=T | Annotated[list[T], Field(min_length=1)]),
]
"""One value, or a list of at least one."""
NoneOrMore = Annotated[tuple[T, ...], BeforeValidator(_listed, json_schema_input_type=T | list[T])]
"""One value, or a list that may be empty: then the description says that there is none."""


class YesNo(StrEnum):
    """A plain fact. Unknown is the fourth state, see `Unknown`."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        lower = value.lower()
        return {"ja": "yes", "nee": "no", "n/a": "not-applicable", "nvt": "not-applicable"}.get(lower, lower)
    return value


Fact = Annotated[Known[YesNo], BeforeValidator(_yes_no)]
"""A fact with four states: yes, no, unknown, not-applicable."""


class State(StrEnum):
    """The four states in which a fact can be, for reasoning: silence counts as unknown, never as no."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"


def state_of(fact: YesNo | Unknown | None) -> State:
    """The state of a fact; what nobody wrote down is unknown."""
    return State(fact.value) if isinstance(fact, YesNo) else State.UNKNOWN


def stated(fact: T | Unknown | None) -> T | None:
    """The value of a fact where it is known, else None."""
    return None if isinstance(fact, Unknown) else fact
