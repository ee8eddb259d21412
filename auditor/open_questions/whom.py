"""Whom to ask where nobody finds out: only people that the description itself brings in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.model import Path, View
from auditor.model.elements import Carrier, Checked, Complete, Element, Holder, Place
from auditor.model.facts import stated
from auditor.results import Name

MOST = 3
"""More suggestions are no help."""


def whom(view: View, path: Path) -> tuple[Name, ...]:
    """Who looked at this last, carries it, keeps it running, or whose it is; the nearest of these that is known."""
    nearest = next((found for found in map(list, _suggestions(view, path)) if found), [])
    return tuple(person(view, name) for name in dict.fromkeys(nearest))[:MOST]


def person(view: View, name: str) -> Name:
    """A function, or an organisation."""
    return Name(name, "roles" if name in view.roles else "organisations")


def _suggestions(view: View, path: Path) -> Iterator[Iterable[str]]:
    section, name = path[:2]
    if section == "purposes" or path[-1] == "for" or (section, name) == ("organisations", view.model.owner):
        yield _officers(view)
    if section == "flows" and isinstance(name, int):
        flow = view.model.flows[name]
        yield _looked(view, flow.checked)
        for end in (flow.to, flow.from_):
            yield from _around(view, end)
    elif isinstance(name, str) and name in view.holders:
        yield from _around(view, name)
    elif isinstance(name, str):
        element = getattr(view.model, str(section)).get(name)
        yield _looked(view, element.checked if isinstance(element, Element) else None)


def _around(view: View, name: str) -> Iterator[Iterable[str]]:
    """The people around a place or organisation."""
    holder: Holder = view.holders[name]
    collected = holder.collects_complete if isinstance(holder, Place) else None
    yield _looked(view, holder.checked, holder.access_complete, holder.flows_complete, collected)
    if isinstance(holder, Carrier):
        yield [role for role in stated(holder.carried_by) or () if role in view.roles]
    if isinstance(holder, Place):
        companies = [at.value.organisation for at in view.processors(name) or ()]
        yield [role for company in companies for role in _people_of(view, company)]
        yield companies
    organisation = view.organisation_of(name)
    if organisation and organisation != view.model.owner:
        yield _people_of(view, organisation) or [organisation]


def _looked(view: View, *said: Checked | Complete | None) -> list[str]:
    """Who looked at this last, or declared one of its lists complete."""
    return [one.by for one in said if one and one.by in view.roles and one.by]


def _people_of(view: View, organisation: str) -> list[str]:
    return [name for name, role in view.roles.items() if role.of == organisation]


def _officers(view: View) -> list[str]:
    """Who answers for privacy, or whom clients can ask."""
    owner = view.organisations.get(view.model.owner)
    desk = owner.rights_desk if owner else None
    return [name for name in (desk.officer, stated(desk.ask)) if name and name in view.roles][:1] if desk else []
