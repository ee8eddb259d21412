"""What a kind of data is and whose, in which country a place is, who decides there, and for whom a function works.

None of this is a way that data goes, and all of it can change what that means for a client.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.answers.base import line, may_know_of
from auditor.knowledge.types import Sensitivity
from auditor.model import Path, View
from auditor.model.facts import stated
from auditor.results import Country, Known, Name, Sentence

_NOT_KNOWN = Sentence("change.not-known")


@dataclass(frozen=True)
class Standing:
    """What the description says of one such thing, as phrases; nothing where nobody knows it, or wrote it down."""

    said: tuple[Sentence, ...]
    path: Path

    @property
    def phrases(self) -> tuple[Sentence, ...]:
        """What there is to tell: also that it is not known."""
        return self.said or (_NOT_KNOWN,)


def category(view: View, item: str) -> Standing:
    """What kind of data it is, and why it deserves more care."""
    path = (*view.path(item), "category")
    name, found = stated(view.items[item].category), view.category(item)
    if name is None or found is None:
        return Standing((), path)
    kind = Known("categories", name)
    if found.sensitivity is Sensitivity.ORDINARY:
        return Standing((line(kind),), path)
    care = Sentence(f"seen.plainly.{found.sensitivity}")
    return Standing((Sentence("change.kind-with-care", {"kind": kind, "care": care}),), path)


def about(view: View, item: str) -> dict[str, tuple[Path, ...]]:
    """Whose data it is, as far as the audience may know of them."""
    return {name: (view.path(item),) for name in sorted(view.about(item)) if may_know_of(view, name)}


def deciders(view: View, place: str) -> Standing:
    """The organisations that decide about what is at a place."""
    return Standing(_named(view.deciders(place)), view.path(place))


def works_for(view: View, role: str) -> Standing:
    """The organisation that a function belongs to."""
    return Standing(_named([view.roles[role].of]), (*view.path(role), "of"))


def _named(organisations: Iterable[str]) -> tuple[Sentence, ...]:
    return tuple(line(Name(name, "organisations")) for name in sorted(set(organisations)))


def country(view: View, holder: str) -> Standing:
    """The countries where a place is, or the country of an organisation."""
    inside = view.knowledge.regions["eea"].countries
    near_first = sorted(_codes(view, holder), key=lambda code: (code not in inside, code))
    said = (
        Sentence(f"change.country.{'near' if code in inside else 'far'}", {"country": Country(code)})
        for code in near_first
    )
    return Standing(tuple(said), view.path(holder))


def abroad(view: View, holder: str) -> tuple[Sentence, ...]:
    """Its countries, where it is known to be, or to be also, in another one than that of the description."""
    away = _codes(view, holder) - {view.model.country}
    return country(view, holder).said if away else ()


def _codes(view: View, holder: str) -> frozenset[str]:
    if holder in view.places:
        return frozenset(stated(view.places[holder].located) or ())
    written = view.organisations[holder].country
    receiver = view.receiver(holder)
    found = receiver.country if written is None and receiver else stated(written)
    return frozenset((found,) if found else ())
