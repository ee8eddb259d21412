"""Where a role can come with its account, and what it can do there."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from auditor.loss.present import Present
from auditor.loss.result import Reach
from auditor.loss.spots import NO_DEVICE
from auditor.model.elements import Access
from auditor.model.facts import State, Unknown, state_of, stated
from auditor.traces import Arrival, covers, meet


def reach(present: Present, roles: Collection[str]) -> tuple[Reach, ...]:
    """Every place and organisation where an account of these roles opens something, with what is there.

    Nobody logs in to paper, or to a thing without a screen.
    """
    view = present.view
    found = []
    for node in sorted(name for name in view.holders if view.kind_id(name) not in NO_DEVICE):
        place = view.places.get(node)
        for at in view.access(node) or ():
            entry = at.value
            if entry.role in roles:
                found.append(Reach(
                    entry.role,
                    node,
                    tuple(sorted({arrival.item for arrival in opened(present, node, entry)})),
                    stated(entry.can),
                    stated(entry.when),
                    isinstance(entry.when, Unknown),
                    entry.if_,
                    frozenset() if isinstance(entry.scope, str) else frozenset(entry.scope).intersection(view.scopes),
                    state_of(entry.shared_account),
                    state_of(place.measures.two_step_login) if place else State.UNKNOWN,
                    at.path,
                ))  # fmt: skip
    return tuple(sorted(found, key=_order))


def _order(one: Reach) -> tuple[str, str, tuple[str, ...], str, str, list[str], tuple[str, ...]]:
    return one.node, one.role, one.can or (), one.when or "", str(one.condition), sorted(one.groups), one.items


def opened(present: Present, node: str, entry: Access) -> Iterator[Arrival]:
    """What an access opens: everything about a person that is there, for the clients it is about."""
    for item, arrivals in present.at.get(node, {}).items():
        for arrival in arrivals:
            about = covers(entry.items, item) and meet(present.view, arrival.groups, entry.scope)
            if about and arrival.form.personal:
                yield arrival


def perhaps(present: Present, roles: Collection[str]) -> tuple[str, ...]:
    """Places with data of which nobody wrote who can come there, of an organisation of these roles or of nobody."""
    view = present.view
    employers = {view.roles[role].of for role in roles}
    return tuple(
        node
        for node in sorted(view.places)
        if view.access(node) is None
        and roles
        and node in view.systems
        and node in present.at
        and (not view.deciders(node) or employers.intersection(view.deciders(node)))
    )
