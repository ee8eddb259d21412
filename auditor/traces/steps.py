"""What is said of data on its way: where it is, how it got there, whose it is, and what a flow does with it.

A trace carries along whose data it is. Groups of clients can overlap, so what is carried is the set of groups a client
must be in: the empty set is every client, two groups means clients who are in both. A flow is taken when its scope
names one of those groups, or narrows them; groups of one division exclude each other, and there the trace ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from auditor.model import Path, View
from auditor.model.elements import Flow, Form, Items, Mode, Scope
from auditor.model.facts import State, Unknown, YesNo, state_of, stated
from auditor.traces.cases import Case, Conditions, Groups, Status


class Presence(StrEnum):
    """How data is somewhere. Only a copy surely stays and can go on from there.

    Of what is carried, because a flow goes through there, something may stay. It can only lie beside that as well: on
    the thing that a system lies on, and in a back-up.
    """

    COPY = "copy"
    VIEW = "view"
    TOLD = "told"
    CARRIED = "carried"


class StepKind(StrEnum):
    """What one step of a route is."""

    COLLECT = "collect"
    HELD = "held"
    FLOW = "flow"
    DERIVE = "derive"
    LIES_ON = "lies-on"


@dataclass(frozen=True)
class Step:
    """One step of a route: what happened, from where to where, and what the data is after it."""

    kind: StepKind
    source: str | None
    target: str
    item: str
    form: Form
    presence: Presence
    status: Status
    path: Path
    flow: str | None = None


BACKED_UP = "backed-up"
"""How data is in a back-up of a place that it only goes through: there only if something of it really stays."""


def how_there(route: Sequence[Step]) -> str:
    """How data is at the end of a route, in a word to tell it with: nothing goes through a back-up."""
    backed_up = any(
        before.presence is Presence.CARRIED and step.kind is StepKind.FLOW for before, step in pairwise(route)
    )
    return BACKED_UP if backed_up else route[-1].presence


@dataclass(frozen=True)
class Arrival:
    """One way in which data is at a node: what it has become, whose it is, when, how sure, and by which route."""

    node: str
    item: str
    form: Form
    presence: Presence
    groups: Groups
    conditions: Conditions
    status: Status
    route: tuple[Step, ...]

    @property
    def case(self) -> Case:
        """How sure, for whom and when."""
        return Case(self.status, self.groups, self.conditions)

    @property
    def how(self) -> str:
        """How it is there, in a word to tell it with."""
        return how_there(self.route)

    @property
    def order(self) -> tuple[int, int, int, int, int, int, tuple[str, ...], tuple[str, ...], str]:
        """Best first: surest, for most clients, in most cases, then shortest."""
        presence = list(Presence).index(self.presence)
        conditions = tuple(sorted(map(str, self.conditions)))
        return (self.status.rank, len(self.groups), len(self.conditions), presence, self.form.depth, len(self.route),
                tuple(sorted(self.groups)), conditions, self.item)  # fmt: skip


@dataclass(frozen=True)
class Reached:
    """A place or organisation that an item reaches, with every way it is there, best first."""

    node: str
    arrivals: tuple[Arrival, ...]

    @property
    def best(self) -> Arrival:
        """The surest arrival for most clients, with its shortest route."""
        return self.arrivals[0]

    @property
    def status(self) -> Status:
        """The surest status over all routes."""
        return min((arrival.status for arrival in self.arrivals), key=lambda status: status.rank)

    @property
    def copies(self) -> tuple[Arrival, ...]:
        """The arrivals that stay."""
        return self._in(Presence.COPY)

    @property
    def may_stay(self) -> tuple[Arrival, ...]:
        """The arrivals about a person that stay, and then those that only go through: something of them may stay."""
        found = (*self.copies, *self._in(Presence.CARRIED))
        return tuple(arrival for arrival in found if arrival.form.personal)

    def _in(self, presence: Presence) -> tuple[Arrival, ...]:
        return tuple(arrival for arrival in self.arrivals if arrival.presence is presence)

    @property
    def personal(self) -> bool:
        """Whether anything here is still about one person."""
        return any(arrival.form.personal for arrival in self.arrivals)


@dataclass(frozen=True)
class Trace:
    """Everything an item reaches from its places of collection."""

    item: str
    origins: tuple[Arrival, ...]
    reached: Mapping[str, Reached]

    def may_stay(self) -> Iterator[Arrival]:
        """Every arrival about a person that stays or may stay, by node; at a node copies come first."""
        for reached in self.reached.values():
            yield from reached.may_stay


def covers(items: Items | Unknown, item: str) -> bool:
    """Whether a list of items names this item; `all` and an unknown list do."""
    return isinstance(items, str | Unknown) or item in items


def meet(view: View, groups: Groups, scope: Scope | Unknown) -> list[Groups]:
    """Whose data goes on when data of these groups meets this scope; nothing where nobody can be in both."""
    if isinstance(scope, str | Unknown):
        return [groups]
    known = [group for group in scope if group in view.scopes]
    if groups.intersection(known):
        return [groups]
    return [groups | {group} for group in sorted(known) if not _apart(view, groups, group)]


def taken(view: View, flow: Flow, here: Iterable[Arrival]) -> Iterator[tuple[Arrival, list[Groups]]]:
    """What a flow takes along of all that is where it begins: every copy that it carries, with whose data goes on."""
    for arrival in here:
        if arrival.presence is Presence.COPY and covers(flow.items, arrival.item):
            groups = meet(view, arrival.groups, flow.scope)
            if groups:
                yield arrival, groups


def together(view: View, groups: Groups, others: Groups) -> bool:
    """Whether one client can be in all of these groups."""
    return not any(group not in groups and _apart(view, groups, group) for group in others)


def _apart(view: View, groups: Groups, group: str) -> bool:
    division = view.scopes[group].division
    return division is not None and any(view.scopes[other].division == division for other in groups)


def status_of(flow: Flow) -> Status | None:
    """How sure a flow is; None when the description says that it does not happen."""
    if isinstance(flow.happens, YesNo) and flow.happens is not YesNo.YES:
        return None
    if any(isinstance(fact, Unknown) for fact in (flow.happens, flow.mode, flow.items, flow.scope, flow.becomes)):
        return Status.PERHAPS
    return Status.SOMETIMES if flow.if_ is not None else Status.ALWAYS


def presences(flow: Flow) -> list[tuple[Presence, Status]]:
    """How data is at the receiving end of a flow, each with how sure that is given that the flow happens.

    An unknown mode may well be a copy. What is told is a copy only where the hearer writes it down.
    """
    mode = stated(flow.mode)
    if mode is Mode.VIEW:
        return [(Presence.VIEW, Status.ALWAYS)]
    if mode is Mode.TELL:
        written = state_of(flow.written_down)
        told = [(Presence.TOLD, Status.ALWAYS)]
        if written is State.YES:
            return [*told, (Presence.COPY, Status.ALWAYS)]
        return [*told, (Presence.COPY, Status.PERHAPS)] if written is State.UNKNOWN else told
    return [(Presence.COPY, Status.ALWAYS)]
