"""Facts with four states, and references that are checked.

Yes, no, unknown and not applicable are four different things and are never merged. A fact that nobody wrote down is
None: the description is silent. Silence supports no sentence, just as `unknown` supports none; but `unknown` is an open
question that somebody asked, and may name who will find out and by when.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, model_serializer
from pydantic_core import CoreSchema, core_schema

from auditor.values import Day, Id, Strict, Text

T = TypeVar("T")


@dataclass(frozen=True)
class Ref:
    """Marks an id that must be defined in one of these sections of the description or the knowledge."""

    sections: tuple[str, ...]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "refers-to": list(self.sections)}


RoleRef = Annotated[Id, Ref(("roles",))]
MADE_BY = ("observed", "online", "us")
"""Sources that are nobody else: what a worker saw, what a worker looked up on the internet, what we made ourselves."""
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

    @model_serializer(mode="wrap")
    def _write(self, handler: Any) -> Any:
        said = {key: value for key, value in handler(self).items() if value is not None}
        return {"unknown": said} if said else "unknown"


NOT_KNOWN = Unknown()


def _only_text(word: CoreSchema) -> CoreSchema:
    """The same, where a list or mapping is refused at first sight: comparing those with a word is slow."""
    return core_schema.json_or_python_schema(
        word, core_schema.chain_schema([core_schema.str_schema(strict=True), word])
    )


@dataclass(frozen=True)
class Word:
    """Marks a word with a meaning of its own, where a list can stand too."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return _only_text(handler(source))


def _unknown_kinds(handler: GetCoreSchemaHandler) -> tuple[CoreSchema, CoreSchema]:
    """The word `unknown`, and the form that names who will find out."""
    said = _only_text(core_schema.literal_schema(["unknown"]))
    word = core_schema.no_info_after_validator_function(lambda _: NOT_KNOWN, said)
    named = core_schema.nullable_schema(handler.generate_schema(Unknown))
    written = core_schema.typed_dict_schema({"unknown": core_schema.typed_dict_field(named)}, extra_behavior="forbid")
    form = core_schema.no_info_after_validator_function(lambda said: said["unknown"] or NOT_KNOWN, written)
    made = core_schema.is_instance_schema(Unknown)
    return word, core_schema.json_or_python_schema(
        form, core_schema.union_schema([(form, "~form"), (made, "~object")], mode="left_to_right")
    )


class _OrUnknown:
    """Marks a fact that may be unknown."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        word, form = _unknown_kinds(handler)
        stated = handler.generate_schema(get_args(source)[0])
        return core_schema.union_schema(
            [(word, "~word"), (stated, "~stated"), (form, "~unknown")], mode="left_to_right"
        )


Known = Annotated[T | Unknown, _OrUnknown()]
"""A fact, or `unknown`, or `{unknown: {who: role, by: date}}`."""


@dataclass(frozen=True)
class _OneOrList:
    """Marks a list that may be written as its only value."""

    least: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        one = handler.generate_schema(get_args(source)[0])
        many = core_schema.tuple_schema([one], variadic_item_index=0, min_length=self.least or None)
        alone = core_schema.no_info_after_validator_function(lambda value: (value,), one)
        return core_schema.union_schema([(many, "~many"), (alone, "~one")], mode="left_to_right")


OneOrMore = Annotated[tuple[T, ...], _OneOrList(1)]
"""One value, or a list of at least one."""
NoneOrMore = Annotated[tuple[T, ...], _OneOrList(0)]
"""One value, or a list that may be empty: then the description says that there is none."""


@dataclass(frozen=True)
class Short:
    """Marks a part that may be written as the value of one of its keys alone."""

    key: str
    kind: Any

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        alone = core_schema.no_info_after_validator_function(
            lambda value: source(**{self.key: value}), handler.generate_schema(self.kind)
        )
        return core_schema.union_schema(
            [(alone, "~short"), (handler.generate_schema(source), "~whole")], mode="left_to_right"
        )


class YesNo(StrEnum):
    """A plain fact. Unknown is the fourth state, see `Unknown`."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


_ALSO = {"ja": "yes", "nee": "no", "n/a": "not-applicable", "nvt": "not-applicable"}


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        lower = value.lower()
        return _ALSO.get(lower, lower)
    return value


class _FourStates:
    """Marks a fact of yes and no, in the words in which people write them."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        word, form = _unknown_kinds(handler)
        member = handler.generate_schema(YesNo)
        quick = core_schema.literal_schema(list(YesNo))  # an enumeration asks Python about everything else
        exact = core_schema.json_or_python_schema(member, quick)
        meant = core_schema.no_info_before_validator_function(
            _yes_no, member, json_schema_input_schema=core_schema.literal_schema([True, False, *_ALSO])
        )
        kinds: list[CoreSchema | tuple[CoreSchema, str]] = [
            (exact, "~exact"), (word, "~word"), (form, "~unknown"), (meant, "~stated"),
        ]  # fmt: skip
        return core_schema.union_schema(kinds, mode="left_to_right")


Fact = Annotated[YesNo | Unknown, _FourStates()]
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
