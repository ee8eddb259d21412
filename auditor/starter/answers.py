"""What a team tells about itself to begin with. Nothing told is a full answer: it becomes `unknown`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from auditor import client_data, knowledge
from auditor.errors import AuditorError, shown
from auditor.knowledge.types import KindOf
from auditor.starter.meant import Lookup
from auditor.values import Line

COMMON_DATA = (
    "name", "contact", "birth-date", "national-number", "family", "help-request", "talk-report", "plan", "health",
    "debts", "income", "housing",
)  # fmt: skip
"""Offered as a list; every other kind of data can be typed."""
MUNICIPALITY = "municipality"
_SURELY_MUNICIPALITIES = ("gemeente", "municipality", "council")


@dataclass(frozen=True)
class Answers:
    """The answers, checked. None and empty: nobody knows yet.

    kind, system_kind, receiver_kind and data become ids of the knowledge, from the words in which people say them;
    phones, paper and chat: whether they are used.
    """

    name: str | None = None
    kind: str | None = None
    system_kind: str | None = None
    system: str | None = None
    vendor: str | None = None
    data: tuple[str, ...] = ()
    phones: bool | None = None
    paper: bool | None = None
    chat: bool | None = None
    receiver: str | None = None
    receiver_kind: str | None = None
    privacy: str | None = None
    contact: str | None = None

    def __post_init__(self) -> None:
        """Raises AuditorError for a name that cannot be written, NotFound for a kind that does not exist."""
        for field in ("name", "system", "vendor", "receiver", "privacy", "contact"):
            object.__setattr__(self, field, text(getattr(self, field), contact=field == "contact"))
        for field, of in (
            ("kind", KindOf.ORGANISATION),
            ("receiver_kind", KindOf.ORGANISATION),
            ("system_kind", KindOf.SYSTEM),
        ):
            object.__setattr__(self, field, kinds(of).one(getattr(self, field)))
        found = (name for line in self.data for name in categories().several(line))
        object.__setattr__(self, "data", tuple(dict.fromkeys(found)))
        if self.receiver and not self.receiver_kind and surely_municipality(self.receiver):
            object.__setattr__(self, "receiver_kind", MUNICIPALITY)


def text(given: str | None, *, contact: bool = False) -> str | None:
    """A text that a description may hold, without blanks around it; None for nothing visible and what is not known.

    contact: it tells how to reach an organisation.
    """
    if given is None or given.strip() in ("", "unknown"):
        return None
    if suspect := client_data.find(given, contact):
        raise AuditorError("error.text-of-a-person", found=suspect.shown)
    try:
        return _line().validate_python(given)
    except ValidationError as error:
        problem = error.errors()[0]
        if problem["type"] == "string_too_short":
            return None  # nothing that anybody could see
        ctx, found = problem.get("ctx", {}), shown(given)
        if "max_length" in ctx:
            raise AuditorError("error.text-too-long", found=found, max_length=ctx["max_length"]) from None
        raise AuditorError("error.text-character", found=found, character=ctx.get("character", "?")) from None


@cache
def _line() -> TypeAdapter[str]:
    return TypeAdapter(Line)


@cache
def kinds(of: KindOf) -> Lookup:
    """Every kind of organisation or system."""
    known = knowledge.of("NL")
    names = tuple(known.names(f"{of.value}-kinds"))
    return Lookup("kind", {name: known.kinds[name] for name in names}, names)


@cache
def categories() -> Lookup:
    """Every kind of data."""
    return Lookup("category", knowledge.of("NL").categories, COMMON_DATA)


def surely_municipality(name: str) -> bool:
    """Whether the name itself says so."""
    return any(word in name.lower().split() for word in _SURELY_MUNICIPALITIES)
