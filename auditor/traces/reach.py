"""Where an item goes: from every place of collection, over every flow that carries it or what was made of it.

A trace carries along whose data it is. Groups of clients can overlap, so what is carried is the set of groups a client
must be in: the empty set is every client, two groups means clients who are in both. A flow is taken when its scope
names one of those groups, or narrows them; groups of one division exclude each other, and there the trace ends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from auditor.graph import FlowGraph
from auditor.model import NamedFlow, Path, View, is_own
from auditor.model.elements import Flow, Form, Items, Mode, Scope
from auditor.model.facts import State, Unknown, YesNo, state_of, stated
from auditor.traces.cases import EVERYBODY, NO_CONDITION, Case, Conditions, Groups, Status

MOST_CASES = 8
"""In how many cases data is in one state, at most, before the rest is told as "sometimes", without saying when.

More than two conditions beside each other are told so in any case; without a bound, every choice on the way would
double the number of cases.
"""
_IN_THE_DARK: Conditions = frozenset({None})


class Presence(StrEnum):
    """How data is somewhere. Only a copy stays and can go on from there."""

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
        return tuple(arrival for arrival in self.arrivals if arrival.presence is Presence.COPY)

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

    def copies(self) -> Iterator[Arrival]:
        """Every arrival that stays, by node."""
        for reached in self.reached.values():
            yield from reached.copies


_Kind = tuple[str, str, Form, Presence]
"""What is where, and how."""


class _State(NamedTuple):
    node: str
    item: str
    form: Form
    presence: Presence
    groups: Groups
    conditions: Conditions

    def known_by(self, groups: Groups, conditions: Conditions) -> bool:
        """Whether that happens to all these clients in all these cases."""
        return groups <= self.groups and conditions <= self.conditions


class _Move(NamedTuple):
    state: _State
    step: Step


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


def together(view: View, groups: Groups, others: Groups) -> bool:
    """Whether one client can be in all of these groups."""
    return not any(group not in groups and _apart(view, groups, group) for group in others)


def _apart(view: View, groups: Groups, group: str) -> bool:
    division = view.scopes[group].division
    return division is not None and any(view.scopes[other].division == division for other in groups)


class Walker:
    """Walks one view of a model."""

    def __init__(self, view: View, graph: FlowGraph) -> None:
        self.view = view
        self.graph = graph

    def trace(self, item: str, at: str | None = None) -> Trace:
        """The trace of an item from where it is first written down (or only from the place `at`).

        What a partner collects itself begins here only where it comes to us. An item begins as well where it is made
        out of others that are there.
        """
        _, arrivals = self._traced(item, at)
        nodes: dict[str, list[Arrival]] = {}
        for arrival in arrivals:
            nodes.setdefault(arrival.node, []).append(arrival)
        reached = {
            node: Reached(node, tuple(sorted(found, key=lambda arrival: arrival.order)))
            for node, found in sorted(nodes.items())
        }
        starts = [arrival for arrival in arrivals if len(arrival.route) == 1 and arrival.item == item]
        return Trace(item, tuple(sorted(starts, key=lambda arrival: (arrival.node, arrival.order))), reached)

    def starts(self, item: str, at: str | None = None) -> list[Arrival]:
        """Every way in which the trace of an item begins, as arrivals of one step; none is left out for a wider one."""
        origins, _ = self._traced(item, at)
        return [Arrival(*move.state, move.step.status, (move.step,)) for move in origins]

    def onward(self, node: str, item: str, form: Form) -> Iterator[Arrival]:
        """Everything that can happen next with a copy of everybody's data, each as an arrival of one step."""
        for state, step in self._moves(_State(node, item, form, Presence.COPY, EVERYBODY, NO_CONDITION)):
            yield Arrival(*state, step.status, (step,))

    def _traced(self, item: str, at: str | None) -> tuple[list[_Move], list[Arrival]]:
        begun = [move for move in (*self._collected(item), *self._made(item)) if at is None or move.state.node == at]
        origins = [move for move in begun if self._concerns_us(move)]
        return (origins, self._walk(origins)) if at else self._with_held([item], origins, self._concerns_us)

    def _concerns_us(self, origin: _Move) -> bool:
        """Whether it begins at a place of ours, or comes to one from where a partner has it."""
        places = self.view.own_places
        return is_own(origin.state.node) or any(arrival.node in places for arrival in self._walk([origin]))

    # where it begins

    def _collected(self, item: str) -> list[_Move]:
        return [
            self._origin(StepKind.COLLECT, place, item, Case(Status.ALWAYS, groups).then(at.value.if_), at.path)
            for place in sorted(self.view.places)
            for at in self.view.collects(place)
            if covers(at.value.items, item)
            for groups in meet(self.view, EVERYBODY, at.value.scope)
        ]

    def _made(self, item: str) -> list[_Move]:
        """Where it is made out of items that are there, for the clients and as surely as those are there.

        What is made out of the item itself, and the item out of that again, is no beginning.
        """
        out_of = self._ingredients(item)
        if not out_of:
            return []
        origins = [move for one in out_of for move in self._collected(one)]
        copies: dict[tuple[str, str], list[Arrival]] = {}
        for arrival in self._with_held(out_of, origins, without=item)[1]:
            if arrival.presence is Presence.COPY and arrival.form is not Form.ANONYMOUS:
                copies.setdefault((arrival.node, arrival.item), []).append(arrival)
        return [
            self._origin(StepKind.DERIVE, place, item, arrival.case.then(None, groups), at.path, arrival.form)
            for place in sorted(self.view.places)
            for at in self.view.derives(place)
            if at.value.item == item
            for one in at.value.out_of
            for arrival in copies.get((place, one), ())
            for groups in meet(self.view, arrival.groups, at.value.scope)
        ]

    def _ingredients(self, item: str) -> list[str]:
        """Everything it is made out of, and what that is made out of; without the item itself."""
        found: set[str] = set()
        left = [item]
        while left:
            for one in self._out_of.get(left.pop(), ()):
                if one not in found and one != item:
                    found.add(one)
                    left.append(one)
        return sorted(found)

    @cached_property
    def _out_of(self) -> Mapping[str, set[str]]:
        """Per item what it is directly made out of, anywhere."""
        found: dict[str, set[str]] = {}
        for place in self.view.places:
            for at in self.view.derives(place):
                found.setdefault(at.value.item, set()).update(one for one in at.value.out_of if one in self.view.items)
        return found

    def _with_held(
        self,
        items: Sequence[str],
        origins: list[_Move],
        counts: Callable[[_Move], bool] = lambda move: True,
        without: str | None = None,
    ) -> tuple[list[_Move], list[Arrival]]:
        """All origins of these items, and where they come from those: also from the nodes that hold them already.

        An item that flows carry away from a node to which no origin leads is held there: that node is an origin too.
        Nodes nothing leads to come first; what is left over are cycles without a beginning.
        """
        arrivals = self._walk(origins, without)
        for beginnings_only in (True, False):
            held = [move for item in items for move in self._held(item, arrivals, beginnings_only) if counts(move)]
            if held:
                origins = origins + held
                arrivals = self._walk(origins, without)
        return origins, arrivals

    def _held(self, item: str, arrivals: Iterable[Arrival], beginnings_only: bool) -> list[_Move]:
        """What nodes hold that send the item: for the clients, and as surely, as they send it."""
        copies = {a.node for a in arrivals if a.presence is Presence.COPY and a.item == item}
        found = []
        for node in self.graph.nodes():
            flows = [flow for flow in self.graph.flows_from(node) if _names(flow.value, item)]
            if node in copies or not flows:
                continue
            if beginnings_only and any(self._may_bring(flow.value, item) for flow in self.graph.flows_to(node)):
                continue
            found += [
                self._origin(StepKind.HELD, node, item, Case(status, groups).then(flow.value.if_), flow.path)
                for flow in flows
                if (status := status_of(flow.value)) is not None
                for groups in meet(self.view, EVERYBODY, flow.value.scope)
            ]
        return found

    def _may_bring(self, flow: Flow, item: str) -> bool:
        return status_of(flow) is not None and covers(flow.items, item) and bool(meet(self.view, EVERYBODY, flow.scope))

    def _origin(self, kind: StepKind, node: str, item: str, case: Case, path: Path, form: Form = Form.AS_IS) -> _Move:
        step = Step(kind, None, node, item, form, Presence.COPY, case.status, path)
        return _Move(_State(node, item, form, Presence.COPY, case.groups, case.conditions), step)

    # where it goes on

    def _walk(self, origins: list[_Move], without: str | None = None) -> list[Arrival]:
        """Breadth first, three times: over sure steps only, with conditions, with unknowns.

        So every arrival has its surest status over all routes, and the shortest route of that status.
        without: an item to leave out, with all that is made of it.
        """
        origins = sorted(origins, key=lambda move: move.step.status.rank)
        found: dict[_Kind, list[Arrival]] = {}
        for status in Status:
            for state, route in self._breadth_first(origins, status, without):
                before = found.setdefault(state[:4], [])
                if not any(state.known_by(arrival.groups, arrival.conditions) for arrival in before):
                    before.append(Arrival(*state, status, route))
        return [
            arrival for alike in found.values() for arrival in alike if not any(_covers(one, arrival) for one in alike)
        ]

    def _breadth_first(
        self, origins: list[_Move], worst: Status, without: str | None
    ) -> Iterator[tuple[_State, tuple[Step, ...]]]:
        seen: dict[_Kind, list[tuple[Groups, Conditions]]] = {}
        queue: deque[tuple[_State, tuple[Step, ...]]] = deque((move.state, (move.step,)) for move in origins
                                                              if move.step.status.rank <= worst.rank)  # fmt: skip
        while queue:
            state, route = queue.popleft()
            before = seen.setdefault(state[:4], [])
            if any(state.known_by(*case) for case in before):
                continue
            if len(before) >= MOST_CASES:
                state = state._replace(groups=EVERYBODY, conditions=_IN_THE_DARK)
                if worst is Status.ALWAYS or any(state.known_by(*case) for case in before):
                    continue
            before.append((state.groups, state.conditions))
            yield state, route
            for move in self._moves(state):
                if move.step.status.rank <= worst.rank and move.state.item != without:
                    queue.append((move.state, (*route, move.step)))

    def _moves(self, state: _State) -> Iterator[_Move]:
        if state.presence is not Presence.COPY or state.form is Form.ANONYMOUS:
            return
        if state.node in self.view.places:
            yield from self._derived(state)
            yield from self._on_carrier(state)
        for flow in self.graph.flows_from(state.node):
            if covers(flow.value.items, state.item):
                yield from self._by_flow(state, flow)

    def _derived(self, state: _State) -> Iterator[_Move]:
        for at in sorted(self.view.derives(state.node), key=lambda at: at.value.item):
            if state.item in at.value.out_of:
                for groups in meet(self.view, state.groups, at.value.scope):
                    new = state._replace(item=at.value.item, groups=groups)
                    yield _Move(new, _step(StepKind.DERIVE, state.node, new, Status.ALWAYS, at.path))

    def _on_carrier(self, state: _State) -> Iterator[_Move]:
        for carrier in sorted(self.view.lies_on(state.node)):
            new = state._replace(node=carrier)
            path = (*self.view.path(state.node), "on")
            yield _Move(new, _step(StepKind.LIES_ON, state.node, new, Status.ALWAYS, path))

    def _by_flow(self, state: _State, flow: NamedFlow) -> Iterator[_Move]:
        status = status_of(flow.value)
        if status is None:
            return
        form = state.form.then(stated(flow.value.becomes) or Form.AS_IS)
        conditions = state.conditions | {flow.value.if_} if flow.value.if_ else state.conditions
        for groups in meet(self.view, state.groups, flow.value.scope):
            for presence, sure in presences(flow.value):
                new = _State(flow.value.to, state.item, form, presence, groups, conditions)
                yield _Move(new, _step(StepKind.FLOW, state.node, new, status.then(sure), flow.path, flow.id))
            for via in flow.value.via:
                if via.place in self.view.places and via.place is not None:
                    new = _State(via.place, state.item, state.form, Presence.CARRIED, groups, conditions)
                    yield _Move(new, _step(StepKind.FLOW, state.node, new, status, flow.path, flow.id))


def status_of(flow: Flow) -> Status | None:
    """How sure a flow is; None when the description says that it does not happen."""
    if isinstance(flow.happens, YesNo) and flow.happens is not YesNo.YES:
        return None
    if any(isinstance(fact, Unknown) for fact in (flow.happens, flow.mode, flow.items, flow.scope, flow.becomes)):
        return Status.PERHAPS
    return _sure(flow.if_ is not None)


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


def _may_carry(flow: Flow, item: str) -> bool:
    """Whether this flow happens, as far as we know, and can carry this item."""
    return status_of(flow) is not None and covers(flow.items, item)


def _names(flow: Flow, item: str) -> bool:
    """Whether this flow says in so many words that it carries this item."""
    return status_of(flow) is not None and isinstance(flow.items, tuple) and item in flow.items


def _sure(conditional: bool) -> Status:
    return Status.SOMETIMES if conditional else Status.ALWAYS


def _covers(one: Arrival, other: Arrival) -> bool:
    """Whether one arrival says of more clients or cases all that another says, whichever of the two came first."""
    return (
        one is not other
        and one.groups <= other.groups
        and one.conditions <= other.conditions
        and one.status is other.status
        and len(one.route) == len(other.route)
    )


def _step(kind: StepKind, source: str, new: _State, status: Status, path: Path, flow: str | None = None) -> Step:
    return Step(kind, source, new.node, new.item, new.form, new.presence, status, path, flow)
