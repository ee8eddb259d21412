"""The companies behind a place."""

from __future__ import annotations

from auditor.model import View
from auditor.model.elements import System
from auditor.model.facts import stated


def companies_at(view: View, place: str) -> tuple[str, ...]:
    """Who keeps a place running, and who decides about it with us."""
    keeping = [at.value.organisation for at in view.processors(place) or ()]
    deciding = [name for name in stated(view.places[place].controller) or () if name != view.model.owner]
    return tuple(dict.fromkeys(name for name in (*keeping, *deciding) if name in view.organisations))


def company_unknown(view: View, place: str) -> bool:
    """Whether nobody wrote down which company is behind a system, nor that there is none.

    A thing that people carry needs none.
    """
    element = view.places[place]
    return isinstance(element, System) and element.processor != () and not companies_at(view, place)
