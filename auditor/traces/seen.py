"""What somebody can see, in total: the reverse of who can see one kind of data.

Only what the description says is told as seen. Where it leaves open who can look, that is said beside it, with the
kinds of data it is about: nothing here says that somebody cannot see something.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from auditor.errors import AuditorError, NotFound
from auditor.knowledge.types import Sensitivity
from auditor.model import Path
from auditor.model.elements import Carrier
from auditor.model.facts import Unknown
from auditor.traces.cases import EVERYBODY, Groups, Status
from auditor.traces.readers import Reader, Way
from auditor.traces.steps import Arrival, Presence, Reached, Trace

if TYPE_CHECKING:
    from auditor.traces import Traces

ORDER: tuple[Sensitivity | None, ...] = (
    Sensitivity.SPECIAL, Sensitivity.CRIMINAL, Sensitivity.NATIONAL_NUMBER, Sensitivity.FREE_TEXT,
    Sensitivity.FINANCIAL, None, Sensitivity.ORDINARY,
)  # fmt: skip
"""What deserves most care first; None is data of which nobody knows the category."""


class Who(StrEnum):
    """About whom a total is: one role, everybody at an organisation, or those there of whom nobody said which role."""

    ROLE = "role"
    ORGANISATION = "organisation"
    NAMELESS = "nameless"


class Gap(StrEnum):
    """Why somebody may see more at a place than the description says.

    undescribed: nobody wrote down who can look. inside: people at their organisation can, nobody said which. operates:
    their organisation keeps the place running, nobody said who of it can look. carried: nobody knows who carries it.
    not-complete: there is a list, or nothing to put in one, that nobody declared complete.
    """

    UNDESCRIBED = "undescribed"
    INSIDE = "inside"
    OPERATES = "operates"
    CARRIED = "carried"
    NOT_COMPLETE = "not-complete"


@dataclass(frozen=True)
class SeenItem:
    """A kind of data that somebody can see. sensitivity: None where its category is unknown.

    readers: every way in, at every place, in every form; the arrival of each says how and as what the data is there.
    """

    item: str
    sensitivity: Sensitivity | None
    readers: tuple[Reader, ...]

    @property
    def status(self) -> Status:
        """The surest status over all ways in."""
        return min((reader.status for reader in self.readers), key=lambda status: status.rank)

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every place and organisation where it can be seen."""
        return tuple(sorted({reader.node for reader in self.readers}))


@dataclass(frozen=True)
class Unsure:
    """A place where somebody may see kinds of data of which the description does not say that they can, and why.

    beside: the groups of clients of whom it does say who can look; the gap is about the others.
    """

    node: str
    gap: Gap
    items: tuple[str, ...]
    path: Path
    beside: Groups = EVERYBODY


@dataclass(frozen=True)
class Seen:
    """Everything that somebody can see.

    items: what deserves most care first. unsure: where the description leaves open that they see more. nowhere: kinds
    of data of which nobody wrote down where they are, so that nobody knows who can see them. closed: whether every list
    of who can look is declared complete, so that the description leaves nothing open. role: None for more people than
    one role.
    """

    who: Who
    role: str | None
    organisation: str
    items: tuple[SeenItem, ...]
    unsure: tuple[Unsure, ...]
    nowhere: tuple[str, ...]
    closed: bool

    @property
    def counts(self) -> Mapping[Sensitivity | None, int]:
        """How many kinds of data of each sensitivity, those that deserve most care first; without the zeros."""
        found = {kind: sum(one.sensitivity is kind for one in self.items) for kind in ORDER}
        return {kind: count for kind, count in found.items() if count}

    @property
    def perhaps(self) -> int:
        """How many of these kinds of data they see only perhaps."""
        return sum(one.status is Status.PERHAPS for one in self.items)

    @property
    def open(self) -> tuple[str, ...]:
        """The kinds of data that they are not known to see anywhere, and of which something leaves open if they do.

        A list that is only not declared complete does not count here: nearly every list is.
        """
        known = {one.item for one in self.items}
        left = {item for unsure in self.unsure if unsure.gap is not Gap.NOT_COMPLETE for item in unsure.items}
        return tuple(sorted(left.union(self.nowhere) - known))

    @property
    def nodes(self) -> tuple[str, ...]:
        """Every place and organisation where they can see something."""
        return tuple(sorted({node for one in self.items for node in one.nodes}))

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        """Those who can see most of what deserves care first."""
        most = [Sensitivity.SPECIAL, Sensitivity.CRIMINAL, Sensitivity.NATIONAL_NUMBER]
        care = sum(self.counts.get(kind, 0) for kind in most)
        return self.who is Who.NAMELESS, -care, -len(self.items), self.organisation, self.role or ""


class Seeing:
    """Who can see what, over all kinds of data of one view."""

    def __init__(self, traces: Traces) -> None:
        self.traces = traces
        self.view = traces.view

    def role(self, role: str) -> Seen:
        """Everything that a role can see. Raises AuditorError for one that this view does not have."""
        if not self.view.roles:
            raise AuditorError("error.no-roles")
        if role not in self.view.roles:
            raise NotFound.near("role", role, self.view.roles)
        organisation = self.view.roles[role].of
        return self._seen(Who.ROLE, organisation, [one for one in self._readers if one.role == role], role)

    def organisation(self, organisation: str) -> Seen:
        """Everything that people at an organisation can see: its roles, and those of whom nobody said which role.

        Raises NotFound for one that this view does not have.
        """
        if organisation not in self.view.organisations:
            raise NotFound.near("role", organisation, self.view.organisations)
        people = [one for one in self._readers if one.organisation == organisation and _is_somebody(one)]
        return self._seen(Who.ORGANISATION, organisation, people)

    def everybody(self) -> tuple[Seen, ...]:
        """What every role can see, and then the people of whom only the organisation is known."""
        nameless: dict[str, list[Reader]] = {}
        for one in self._readers:
            if one.role is None and one.organisation and _is_somebody(one):
                nameless.setdefault(one.organisation, []).append(one)
        found = [self.role(role) for role in self.view.roles]
        found += [self._seen(Who.NAMELESS, organisation, people) for organisation, people in nameless.items()]
        return tuple(sorted(found, key=lambda seen: seen.order))

    @property
    def places(self) -> int:
        """How many places and organisations have data that is about a person."""
        return len(self._here)

    @property
    def not_complete(self) -> int:
        """Of how many of those nobody declared complete who can look."""
        return sum(self.view.complete(node, "access") is None for node in self._here)

    # the parts

    @cached_property
    def _traces(self) -> tuple[Trace, ...]:
        """Where each kind of data is: also where only the trace of what it is made of comes."""
        here: dict[str, dict[str, list[Arrival]]] = {item: {} for item in self.view.items}
        for trace in self.traces.all():
            for reached in trace.reached.values():
                for arrival in reached.arrivals:
                    here[arrival.item].setdefault(arrival.node, []).append(arrival)
        return tuple(
            Trace(item, (), {node: Reached(node, tuple(sorted(nodes[node], key=lambda one: one.order)))
                             for node in sorted(nodes)})
            for item, nodes in here.items()
        )  # fmt: skip

    @cached_property
    def _readers(self) -> tuple[Reader, ...]:
        """Everybody who can see anything, one entry for each way in and each form and way in which it is there."""
        return tuple(
            reader for trace in self._traces for alike in _apart(trace) for reader in self.traces.readers(alike)
        )

    @cached_property
    def _here(self) -> Mapping[str, frozenset[str]]:
        """Per place or organisation the kinds of data there that are still about a person."""
        found: dict[str, set[str]] = {}
        for trace in self._traces:
            for node, reached in trace.reached.items():
                if reached.personal:
                    found.setdefault(node, set()).add(trace.item)
        return {node: frozenset(found[node]) for node in sorted(found)}

    @cached_property
    def _nowhere(self) -> tuple[str, ...]:
        return tuple(sorted(trace.item for trace in self._traces if not trace.reached))

    def _seen(self, who: Who, organisation: str, people: Iterable[Reader], role: str | None = None) -> Seen:
        by_item: dict[str, list[Reader]] = {}
        for reader in people:
            by_item.setdefault(reader.arrival.item, []).append(reader)
        items = [SeenItem(item, self.view.sensitivity(item), tuple(found)) for item, found in by_item.items()]
        items.sort(key=lambda one: (ORDER.index(one.sensitivity), one.item))
        known = {(reader.node, item) for item, found in by_item.items() for reader in found}
        unsure = tuple(self._unsure(organisation, role, known))
        closed = not (unsure or self._nowhere or self.not_complete)
        return Seen(who, role, organisation, tuple(items), unsure, self._nowhere, closed)

    def _unsure(self, organisation: str, role: str | None, known: set[tuple[str, str]]) -> Iterator[Unsure]:
        """Where they may see more: per place, every kind of data under the first reason that holds for it."""
        for node, items in self._here.items():
            if node in self.view.organisations and node != organisation:
                continue
            left = {item for item in items if (node, item) not in known}
            for gap in Gap:
                found = {item: beside for item, beside in self._left_open(gap, node, organisation, role).items()
                         if item in left}  # fmt: skip
                for beside in sorted(set(found.values()), key=sorted):
                    alike = tuple(sorted(item for item in found if found[item] == beside))
                    yield Unsure(node, gap, alike, self._path(node, gap), beside)
                left -= found.keys()

    def _left_open(self, gap: Gap, node: str, organisation: str, role: str | None) -> Mapping[str, Groups]:
        """The kinds of data at a place of which it is left open, for this reason, whether they can see it.

        Each with the groups of clients of whom it is not left open.
        """
        every = dict.fromkeys(self._here[node], EVERYBODY)
        if gap is Gap.NOT_COMPLETE:
            return {} if self.view.complete(node, "access") else every
        if gap is Gap.CARRIED:
            carrier = self.view.places.get(node)
            unknown = isinstance(carrier, Carrier) and isinstance(carrier.carried_by, Unknown)
            return every if unknown else {}
        found: dict[str, Groups] = {}
        for one in self._nameless.get((node, Way(gap.value)), ()):
            if gap is Gap.UNDESCRIBED or (role is not None and one.organisation == organisation):
                item = one.arrival.item
                found[item] = found.get(item, one.beside) & one.beside
        return found

    @cached_property
    def _nameless(self) -> Mapping[tuple[str, Way], list[Reader]]:
        found: dict[tuple[str, Way], list[Reader]] = {}
        for reader in self._readers:
            if reader.role is None:
                found.setdefault((reader.node, reader.way), []).append(reader)
        return found

    def _path(self, node: str, gap: Gap) -> Path:
        """Where to write down what is left open."""
        path = self.view.path(node)
        return (*path, "carried-by") if gap is Gap.CARRIED else (*path, "access")


def _is_somebody(reader: Reader) -> bool:
    """Whether people are there who can look; of a place that is not described, nobody knows if somebody can."""
    return reader.way is not Way.UNDESCRIBED


def _apart(trace: Trace) -> Iterator[Trace]:
    """A trace for every form and way in which data is there, so that nothing is told of one that is only of another."""
    alike: dict[tuple[int, int], dict[str, list[Arrival]]] = {}
    for node, reached in trace.reached.items():
        for arrival in reached.arrivals:
            how = (arrival.form.depth, list(Presence).index(arrival.presence))
            alike.setdefault(how, {}).setdefault(node, []).append(arrival)
    for _, nodes in sorted(alike.items()):
        yield replace(trace, reached={node: Reached(node, tuple(found)) for node, found in nodes.items()})
