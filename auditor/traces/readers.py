"""Who can see an item: at every node it reaches, the roles with access, and the people nobody described."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from auditor.model import At, Path, View
from auditor.model.elements import Access, Carrier, Condition, Right, Scope
from auditor.model.facts import Unknown, stated
from auditor.traces.cases import EVERYBODY, Case, Groups, Status, widest
from auditor.traces.steps import Arrival, Presence, Trace, covers, meet
from auditor.values import Text


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
    question. condition, groups: what must hold for this access, and of clients in which groups it is; none for all.
    cases: how sure it is that the item is there for them to see, whose, and under which conditions, over every way in
    which the item is there; arrival is the first of those ways. beside: of people whom nobody described, the groups of
    clients of whom somebody did write down who can look: they are about the others.
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
    condition: Text | None = None
    groups: Groups = EVERYBODY
    beside: Groups = EVERYBODY

    @property
    def status(self) -> Status:
        """The surest status over all cases."""
        return min((case.status for case in self.cases), key=lambda status: status.rank)

    @property
    def known(self) -> bool:
        """Whether we know which function this is."""
        return self.role is not None


class Onlooker(NamedTuple):
    """Somebody who can see an item at a node as soon as it is there; the fields are those of `Reader`.

    groups: of which clients, for each way to be one. if_, sure: under which condition, and how sure that is. scope: the
    groups that an access names; none for all. beside: see `Reader`.
    """

    role: str | None
    organisation: str | None
    way: Way
    path: Path
    groups: tuple[Groups, ...] = ()
    can: tuple[Right, ...] = ()
    when: Condition | Unknown | None = None
    if_: Text | None = None
    sure: Status = Status.ALWAYS
    scope: Groups = EVERYBODY
    beside: Groups = EVERYBODY


class Onlookers:
    """Knows who can look where in one view, and gives every trace its readers."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._nodes: dict[str, OnlookersOfNode] = {}

    def of(self, node: str) -> OnlookersOfNode:
        """Who can look at one node."""
        if node not in self._nodes:
            self._nodes[node] = OnlookersOfNode(self.view, node)
        return self._nodes[node]

    def readers(self, trace: Trace) -> tuple[Reader, ...]:
        """Everybody who can see the item of this trace somewhere, in a fixed order; a role has one entry per way in.

        Data that is anonymous where it arrives is no longer about the client and is left out.
        """
        found: dict[tuple[str | None, str | None, str, Way, Path], Reader] = {}
        for reached in trace.reached.values():
            for arrival in reached.arrivals:
                if arrival.form.personal:
                    for one in self.of(arrival.node).seeing(arrival.item, arrival.groups, arrival.presence):
                        key = (one.role, one.organisation, arrival.node, one.way, one.path)
                        reader = _reader(one, arrival)
                        found[key] = _joined(found[key], reader) if key in found else reader
        return tuple(sorted(found.values(), key=_order))


def _reader(one: Onlooker, arrival: Arrival) -> Reader:
    """Somebody who can see what arrived: as surely as it is here and as they can look."""
    cases = (arrival.case.then(one.if_, groups) for groups in one.groups)
    sure = tuple(replace(case, status=case.status.then(one.sure)) for case in cases)
    return Reader(one.role, one.organisation, arrival.node, one.way, one.can, one.when, arrival, sure, one.path,
                  one.if_, one.scope, one.beside)  # fmt: skip


def _joined(first: Reader, second: Reader) -> Reader:
    """The first of two entries for the same way in, in the cases of both."""
    return replace(first, cases=widest((*first.cases, *second.cases)), beside=first.beside & second.beside)


def _order(reader: Reader) -> tuple[int, bool, str, str, str, str]:
    role, organisation = reader.role or "", reader.organisation or ""
    return (reader.status.rank, reader.role is None, organisation, role, reader.node, str(reader.path))


class OnlookersOfNode:
    """Who can look at one place or organisation: what the description says of it, looked up once.

    access: the entries that let a role see anything. carriers: whoever carries it. others: those who may look where
    the entries do not tell of all clients, unless it is `described` anyway. staff: whoever keeps it running, and can
    see what stays there. Of the groups of clients nothing is said here yet.
    """

    def __init__(self, view: View, node: str) -> None:
        self._view = view
        path, outside, organisation = view.path(node), node in view.organisations, view.organisation_of(node)
        access, complete = view.access(node), view.complete(node, "access") is not None
        self.access = tuple(at for at in access or () if _looks(at.value))
        self.described = access is not None and complete
        self.carriers = () if outside else tuple(self._carrying(node))
        self.others: Onlooker | None = None
        if outside:
            self.others = Onlooker(None, organisation, Way.INSIDE, path)
        elif isinstance(view.holders[node].access, Unknown) or not self.carriers:
            self.others = Onlooker(None, organisation, Way.UNDESCRIBED, (*path, "access"))
        told = {view.roles[at.value.role].of for at in access or () if _tells(view, at.value)}
        self.staff = () if outside or complete else tuple(self._operating(node, told))

    def seeing(self, item: str, groups: Groups, presence: Presence) -> Iterator[Onlooker]:
        """Everybody who can see this item of these clients, where it is here in this way."""
        described, beside = self.described, EVERYBODY
        for at in self.access:
            whose = tuple(meet(self._view, groups, at.value.scope)) if covers(at.value.items, item) else ()
            if whose:
                described = described or for_all(at.value.scope, groups)
                one = self.with_access(at)
                beside |= one.scope
                yield one._replace(groups=whose)
        others = () if described or self.others is None else (self.others._replace(beside=beside),)
        staff = self.staff if presence in (Presence.COPY, Presence.CARRIED) else ()
        for one in (*self.carriers, *others, *staff):
            yield one._replace(groups=(groups,))

    def with_access(self, at: At[Access]) -> Onlooker:
        """The role of one of the entries."""
        entry = at.value
        sure = Status.PERHAPS if isinstance(entry.can, Unknown) else Status.ALWAYS
        organisation = self._view.roles[entry.role].of
        scope = EVERYBODY if isinstance(entry.scope, str) else frozenset(entry.scope).intersection(self._view.scopes)
        return Onlooker(entry.role, organisation, Way.ACCESS, at.path, (), stated(entry.can) or (), entry.when,
                        entry.if_, sure, scope)  # fmt: skip

    def _carrying(self, node: str) -> Iterator[Onlooker]:
        """Whoever carries this carrier, where that is known."""
        carrier = self._view.places[node]
        if isinstance(carrier, Carrier):
            for role in stated(carrier.carried_by) or ():
                if role in self._view.roles:
                    organisation = self._view.roles[role].of
                    yield Onlooker(role, organisation, Way.CARRIES, (*self._view.path(node), "carried-by"))

    def _operating(self, node: str, described: set[str]) -> Iterator[Onlooker]:
        """Staff of the companies that keep a place running, unless the list of access names them or is complete."""
        for at in self._view.processors(node) or ():
            company = at.value.organisation
            if company not in described:
                yield Onlooker(None, company, Way.OPERATES, at.path, sure=Status.PERHAPS)


def _looks(entry: Access) -> bool:
    """Whether this access may let a role see anything: reading or exporting it."""
    rights = stated(entry.can)
    return rights is None or Right.READ in rights or Right.EXPORT in rights


def _tells(view: View, entry: Access) -> bool:
    """Whether this access is about any item and any clients that the audience may know of."""
    items = isinstance(entry.items, str) or any(item in view.items for item in entry.items)
    return items and (isinstance(entry.scope, str) or any(group in view.scopes for group in entry.scope))


def for_all(scope: Scope, groups: Groups) -> bool:
    """Whether a scope takes in every client of these groups."""
    return isinstance(scope, str) or bool(groups.intersection(scope))
