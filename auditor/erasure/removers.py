"""Who may remove a copy where it is, and in which cases: an access that is for some moments or clients says so."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.erasure.copies import Copy
from auditor.erasure.result import Remover, Why
from auditor.model import View
from auditor.model.elements import Access, Carrier, Condition, Right
from auditor.model.facts import Unknown, stated
from auditor.traces import Groups, covers, meet
from auditor.traces.readers import for_all

ANYTIME = (Condition.OWN_CLIENTS, Condition.OWN_TEAM, Condition.ALL)
"""When an access can be used for a request: every client is one of somebody's own, an incident is not waited for."""


def removers(view: View, copy: Copy) -> tuple[Remover, ...]:
    """Everybody who may remove this there; of a carrier whoever carries it too, at any time."""
    found = [_remover(view, copy, entry) for entry in _entries(view, copy)]
    found += [Remover(role, carries=True) for role in _carriers(view, copy)]
    return tuple(sorted(set(found), key=lambda one: (one.role, not one.carries, str(one.when), str(one.condition))))


def _remover(view: View, copy: Copy, entry: Access) -> Remover:
    groups: Groups = frozenset()
    if not all(for_all(entry.scope, arrival.groups) for arrival in copy.arrivals):
        groups = frozenset(entry.scope).intersection(view.scopes)
    return Remover(entry.role, stated(entry.when), isinstance(entry.when, Unknown), entry.if_, groups)


def open_about_removing(view: View, copy: Copy) -> Iterator[Why]:
    """What keeps it from being sure that somebody may remove it there, for every client and when they ask."""
    entries = tuple(_entries(view, copy))
    place = view.places[copy.node]
    if _carriers(view, copy):
        if isinstance(place.access, Unknown):
            yield Why.ACCESS_UNKNOWN
    elif not entries:
        listed = view.access(copy.node)
        silent = listed is None or any(isinstance(at.value.can, Unknown) for at in listed)
        yield Why.ACCESS_UNKNOWN if silent else Why.NOBODY_MAY
    else:
        yield from _only_in_some_cases(copy, entries)


def _only_in_some_cases(copy: Copy, entries: tuple[Access, ...]) -> Iterator[Why]:
    """Of the clients of this copy, those whom nobody may remove, or not at any time."""
    found = set()
    for arrival in copy.arrivals:
        whole = [entry for entry in entries if for_all(entry.scope, arrival.groups)]
        unconditional = [entry for entry in whole if entry.if_ is None]
        if not whole:
            found.add(Why.REMOVER_NOT_FOR_ALL)
        elif not any(stated(entry.when) in ANYTIME for entry in unconditional):
            unsaid = any(stated(entry.when) is None for entry in unconditional)
            found.add(Why.REMOVER_WHEN_UNKNOWN if unsaid else Why.REMOVER_SOMETIMES)
    yield from (why for why in Why if why in found)


def _entries(view: View, copy: Copy) -> Iterator[Access]:
    """The entries of the list of access that let a role remove this, of any of its clients."""
    for at in view.access(copy.node) or ():
        entry = at.value
        about = covers(entry.items, copy.item) and any(meet(view, one.groups, entry.scope) for one in copy.arrivals)
        if about and Right.DELETE in (stated(entry.can) or ()):
            yield entry


def _carriers(view: View, copy: Copy) -> tuple[str, ...]:
    place = view.places.get(copy.node)
    carried_by = stated(place.carried_by) if isinstance(place, Carrier) else None
    return tuple(role for role in carried_by or () if role in view.roles)
