"""Who can see an item: at every node it reaches, the roles with access, and the people nobody described."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from auditor.model import Path, View
from auditor.model.elements import Access, Carrier, Condition, Right
from auditor.model.facts import Unknown, stated
from auditor.traces.cases import Case, Groups, Status, widest
from auditor.traces.steps import Arrival, Presence, Trace, covers, meet


class Way(StrEnum):
    """Why somebody can see data at a node.

    access: a role with access there. carries: whoever carries the carrier. operates: staff of the company that keeps
    it running, nobody said which. inside: people at an organisation of which nobody wrote down who can look.
    undescribed: the same for a place. A list of access that says nothing of this item counts as not written down,
    unless somebody declared it complete.
    """

    ACCESS = "access"
    CARRIES = "carries"
    OPERATES = "operates"
    INSIDE = "inside"
    UNDESCRIBED = "undescribed"


@dataclass(frozen=True)
class Reader:
    """Somebody who can see an item at a node, and through what.

    role: None where only the organisation is known. when: None where nobody said when; Unknown where it is an open
    question. cases: how sure it is that the item is there for them to see, whose, and under which conditions, over
    every way in which the item is there; arrival is the first of those ways.
    """

    role: str | None
    organisation: str | None
    node: str
    way: Way
    can: tuple[Right, ...]
    when: Condition | Unknown | None
    arrival: Arrival
    cases: tuple[Case, ...]
    path: Path

    @property
    def status(self) -> Status:
        """The surest status over all cases."""
        return min((case.status for case in self.cases), key=lambda status: status.rank)

    @property
    def known(self) -> bool:
        """Whether we know which function this is."""
        return self.role is not None


def readers(view: View, trace: Trace) -> tuple[Reader, ...]:
    """Everybody who can see the item of this trace somewhere, in a fixed order; a role has one entry per way in.

    Data that is anonymous where it arrives is no longer about the client and is left out.
    """
    found: dict[tuple[str | None, str | None, str, Way, Path], Reader] = {}
    for reached in trace.reached.values():
        for arrival in reached.arrivals:
            if arrival.form.personal:
                for reader in _at(view, arrival):
                    key = (reader.role, reader.organisation, reader.node, reader.way, reader.path)
                    found[key] = _joined(found[key], reader) if key in found else reader
    return tuple(sorted(found.values(), key=_order))


def _joined(first: Reader, second: Reader) -> Reader:
    """The first of two entries for the same way in, in the cases of both."""
    return replace(first, cases=widest((*first.cases, *second.cases)))


def _order(reader: Reader) -> tuple[int, bool, str, str, str, str]:
    role, organisation = reader.role or "", reader.organisation or ""
    return (reader.status.rank, reader.role is None, organisation, role, reader.node, str(reader.path))


def _at(view: View, arrival: Arrival) -> Iterator[Reader]:
    node = arrival.node
    access = view.access(node)
    path = view.path(node)
    organisation = view.organisation_of(node)
    entries = [at for at in access or () if _sees(view, at.value, arrival)]
    for at in entries:
        yield _with_access(view, arrival, at.value, at.path)
    described = any(_for_all(at.value, arrival.groups) for at in entries) or (
        access is not None and view.complete(node, "access") is not None
    )
    if node in view.organisations:
        if not described:
            yield _reader(None, node, arrival, Way.INSIDE, path)
        return
    carried = yield from _carrying(view, arrival)
    asked = isinstance(view.holders[node].access, Unknown)
    if not described and (asked or not carried):
        yield _reader(None, organisation, arrival, Way.UNDESCRIBED, (*path, "access"))
    if arrival.presence in (Presence.COPY, Presence.CARRIED):
        yield from _operating(
            view, arrival, {view.roles[at.value.role].of for at in access or () if _tells(view, at.value)}
        )


def _sees(view: View, entry: Access, arrival: Arrival) -> bool:
    """Whether this access may let a role see the item: reading or exporting it, for these clients."""
    rights = stated(entry.can)
    return (
        (rights is None or Right.READ in rights or Right.EXPORT in rights)
        and covers(entry.items, arrival.item)
        and bool(meet(view, arrival.groups, entry.scope))
    )


def _tells(view: View, entry: Access) -> bool:
    """Whether this access is about any item and any clients that the audience may know of."""
    items = isinstance(entry.items, str) or any(item in view.items for item in entry.items)
    return items and (isinstance(entry.scope, str) or any(group in view.scopes for group in entry.scope))


def _for_all(entry: Access, groups: Groups) -> bool:
    """Whether this access says something about every client of these groups."""
    return isinstance(entry.scope, str) or bool(groups.intersection(entry.scope))


def _reader(
    role: str | None, organisation: str | None, arrival: Arrival, way: Way, path: Path, status: Status = Status.ALWAYS
) -> Reader:
    """Somebody of whom no more is known than that they can see it here, as surely as this and as it is here."""
    case = replace(arrival.case, status=arrival.status.then(status))
    return Reader(role, organisation, arrival.node, way, (), None, arrival, (case,), path)


def _with_access(view: View, arrival: Arrival, entry: Access, path: Path) -> Reader:
    cases = [arrival.case.then(entry.if_, groups) for groups in meet(view, arrival.groups, entry.scope)]
    if isinstance(entry.can, Unknown):
        cases = [replace(case, status=Status.PERHAPS) for case in cases]
    organisation = view.roles[entry.role].of
    can = stated(entry.can) or ()
    return Reader(entry.role, organisation, arrival.node, Way.ACCESS, can, entry.when, arrival, tuple(cases), path)


def _carrying(view: View, arrival: Arrival) -> Generator[Reader, None, bool]:
    """Whoever carries this carrier. Returns whether that is known."""
    carrier = view.places[arrival.node]
    if not isinstance(carrier, Carrier):
        return False
    path = (*view.path(arrival.node), "carried-by")
    roles = [role for role in stated(carrier.carried_by) or () if role in view.roles]
    for role in roles:
        yield _reader(role, view.roles[role].of, arrival, Way.CARRIES, path)
    return bool(roles)


def _operating(view: View, arrival: Arrival, described: set[str]) -> Iterator[Reader]:
    """Staff of the companies that keep a place running, unless the list of access names them or is complete."""
    if view.complete(arrival.node, "access"):
        return
    for at in view.processors(arrival.node) or ():
        company = at.value.organisation
        if company not in described:
            yield _reader(None, company, arrival, Way.OPERATES, at.path, Status.PERHAPS)
