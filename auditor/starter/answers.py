"""What a team tells about itself to begin with. Nothing told is a full answer: it becomes `unknown`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter, ValidationError

from auditor import client_data, knowledge
from auditor.errors import AuditorError, NotFound, shown
from auditor.knowledge.types import KindOf
from auditor.values import Line

MUNICIPALITY = "municipality"
_SURELY_MUNICIPALITIES = ("gemeente", "municipality", "council")


@dataclass(frozen=True)
class Answers:
    """The answers, checked. None and empty: nobody knows yet.

    kind, system_kind, receiver_kind and data are ids of the knowledge; phones, paper and chat: whether they are used.
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
            object.__setattr__(self, field, one_of("kind", getattr(self, field), kinds(of)))
        found = (one_of("category", name, categories()) for name in self.data)
        object.__setattr__(self, "data", tuple(dict.fromkeys(name for name in found if name)))
        if self.receiver and not self.receiver_kind and surely_municipality(self.receiver):
            object.__setattr__(self, "receiver_kind", MUNICIPALITY)


def text(given: str | None, *, contact: bool = False) -> str | None:
    """A text that a description may hold, without blanks around it; None for nothing.

    contact: it tells how to reach an organisation.
    """
    if given is None or not given.strip():
        return None
    if suspect := client_data.find(given, contact):
        raise AuditorError("error.text-of-a-person", found=suspect.shown)
    try:
        return _line().validate_python(given)
    except ValidationError as error:
        problem = error.errors()[0]
        ctx, found = problem.get("ctx", {}), shown(given)
        if "max_length" in ctx:
            raise AuditorError("error.text-too-long", found=found, max_length=ctx["max_length"]) from None
        raise AuditorError("error.text-character", found=found, character=ctx.get("character", "?")) from None


@cache
def _line() -> TypeAdapter[str]:
    return TypeAdapter(Line)


def one_of(what: str, given: str | None, known: tuple[str, ...]) -> str | None:
    """One of these ids, or None for nothing."""
    name = (given or "").strip()
    if name and name not in known:
        raise NotFound(what, shown(name), known)
    return name or None


def kinds(of: KindOf) -> tuple[str, ...]:
    """Every kind of organisation or system."""
    return tuple(knowledge.of("NL").names(f"{of.value}-kinds"))


def categories() -> tuple[str, ...]:
    """Every kind of data."""
    return tuple(knowledge.of("NL").categories)


def surely_municipality(name: str) -> bool:
    """Whether the name itself says so."""
    return any(word in name.lower().split() for word in _SURELY_MUNICIPALITIES)
