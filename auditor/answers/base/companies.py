"""The companies behind a place."""

from __future__ import annotations

from auditor.model import View
from auditor.model.elements import System
from auditor.model.facts import Unknown, stated

_MAKERS = frozenset({"vendor", "social-media-company", "message-hub-operator"})
"""Kinds of organisations of the knowledge that make or run programs for others."""


def companies_at(view: View, place: str) -> tuple[str, ...]:
    """Who keeps a place running, whose it is where that is one other organisation alone, and makers of programs.

    Who else decides about it together with others is no company behind it.
    """
    keeping = [at.value.organisation for at in view.processors(place) or ()]
    whose = [name for name in stated(view.places[place].controller) or () if name in view.organisations]
    others = [name for name in whose if name != view.model.owner and (len(whose) == 1 or view.kind_id(name) in _MAKERS)]
    return tuple(dict.fromkeys(name for name in (*keeping, *others) if name in view.organisations))


def company_unknown(view: View, place: str) -> bool:
    """Whether nobody knows which company is behind a system: one asks for it, or nobody wrote anything of it.

    A thing that people carry needs none.
    """
    element = view.places[place]
    if not isinstance(element, System) or element.processor == ():
        return False
    return isinstance(element.processor, Unknown) or not companies_at(view, place)
