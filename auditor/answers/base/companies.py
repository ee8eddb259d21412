"""The companies behind a place."""

from __future__ import annotations

from auditor.model import View
from auditor.model.elements import System
from auditor.model.facts import Unknown, stated


def companies_at(view: View, place: str) -> tuple[str, ...]:
    """Who keeps a place running, and whose it is where that is one other organisation alone.

    Who decides about it together with others is no company behind it.
    """
    keeping = [at.value.organisation for at in view.processors(place) or ()]
    whose = stated(view.places[place].controller) or ()
    others = whose if len(whose) == 1 and whose[0] != view.model.owner else ()
    return tuple(dict.fromkeys(name for name in (*keeping, *others) if name in view.organisations))


def company_unknown(view: View, place: str) -> bool:
    """Whether nobody knows which company is behind a system: one asks for it, or nobody wrote anything of it.

    A thing that people carry needs none.
    """
    element = view.places[place]
    if not isinstance(element, System) or element.processor == ():
        return False
    return isinstance(element.processor, Unknown) or not companies_at(view, place)
