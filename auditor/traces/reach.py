"""Where an item goes: from every place of collection, over every flow that carries it or what was made of it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from auditor.model import Path, is_own
from auditor.model.elements import Form
from auditor.traces.steps import Arrival, Presence, Reached, Step, StepKind, Trace
from auditor.traces.wiring import (
    ALWAYS,
    ANONYMOUS,
    CARRIED,
    COPY,
    EVERYBODY,
    FORMS,
    IN_THE_DARK,
    PRESENCES,
    SAME,
    STATUSES,
    Link,
    Origin,
    Source,
    Wiring,
)

MOST_CASES = 8
"""In how many cases data is in one state, at most, before the rest is told as "sometimes", without saying when.

More than two conditions beside each other are told so in any case; without a bound, every choice on the way would
double the number of cases.
"""


class Label(NamedTuple):
    """Data that is somewhere, in one case, with the step that brought it there and the label before that."""

    node: int
    item: int
    form: int
    presence: int
    groups: int
    conditions: int
    rank: int
    steps: int
    by: Link | Origin
    before: Label | None


class Walker:
    """Walks one view of a model.

    whole: for a view of somebody whose groups are known, the walk of everybody's: what is held already.
    """

    def __init__(self, wiring: Wiring, whole: Walker | None = None) -> None:
        self.wiring = wiring
        self.view = wiring.view
        self._whole = whole
        self._held_whole: dict[tuple[int, int | None], dict[tuple[int, Path], int]] = {}
        self._groups = lru_cache(maxsize=None)(wiring.groups)
        self._conditions = lru_cache(maxsize=None)(wiring.conditions)

    def trace(self, item: str, at: str | None = None) -> Trace:
        """The trace of an item from where it is first written down (or only from the place `at`).

        What a partner collects itself begins here only where it comes to us. An item begins as well where it is made
        out of others that are there.
        """
        labels = self.walk(self.origins(item, at))
        nodes: dict[str, list[Arrival]] = defaultdict(list)
        for arrival in self._arrivals(labels):
            nodes[arrival.node].append(arrival)
        reached = {
            name: Reached(name, tuple(sorted(found, key=lambda arrival: arrival.order)))
            for name, found in sorted(nodes.items())
        }
        starts = [
            arrival
            for found in reached.values()
            for arrival in found.arrivals
            if len(arrival.route) == 1 and arrival.item == item
        ]
        return Trace(item, tuple(sorted(starts, key=lambda arrival: (arrival.node, arrival.order))), reached)

    def of_others_only(self, item: str) -> bool:
        """Whether an item reaches nothing for this somebody, and something for others."""
        if self._whole is None or item not in self._whole.wiring.item_number:
            return False
        return not self.walk(self.origins(item)) and bool(self._whole.walk(self._whole.origins(item)))

    def origins(self, item: str, at: str | None = None) -> list[Origin]:
        """Where the trace of an item begins; from one place of collection, what other nodes hold does not count."""
        number = self.wiring.item_number[item]
        if at is None:
            return self.beginnings(number)
        node = self.wiring.node_number[at]
        return [one for one in self.begun(number) if one.node == node and self.concerns_us(one)]

    def starts(self, item: str, at: str | None = None) -> list[Arrival]:
        """Every way in which the trace of an item begins, as arrivals of one step; none is left out for a wider one."""
        return self._arrivals([label for one in self.origins(item, at) for label in _begin(one, one.rank)])

    def onward(self, node: str, item: str, form: Form, presence: Presence) -> list[Arrival]:
        """Everything that can happen next with everybody's data that is there so, each as an arrival of one step."""
        number, here = self.wiring.item_number[item], self.wiring.node_number[node]
        origin = Origin(here, 1 << number, form.depth, EVERYBODY, 0, ALWAYS, Source(StepKind.HELD, ()))
        (label,) = _begin(origin, ALWAYS)
        label = label._replace(presence=PRESENCES.index(presence))
        further = (_step(self.wiring, label, link) for link in _links(self.wiring, label))
        return self._arrivals(
            [after._replace(rank=after.by.rank, before=None) for afters in further for after in afters]
        )

    def concerns_us(self, origin: Origin) -> bool:
        """Whether it begins at a place of ours, or comes to one from where a partner has it."""
        nodes, places = self.wiring.nodes, self.view.own_places
        return is_own(nodes[origin.node]) or any(nodes[label.node] in places for label in self.walk([origin]))

    # where it begins

    def begun(self, item: int) -> list[Origin]:
        """Where it is first written down, and where it is made out of other data."""
        return [*self._collected(1 << item), *self._made(item)]

    def _collected(self, items: int) -> list[Origin]:
        return [one._replace(items=one.items & items) for one in self.wiring.collected if one.items & items]

    def _made(self, item: int) -> list[Origin]:
        """Where it is made out of items that are there, for the clients and as surely as those are there.

        What is made out of the item itself, and the item out of that again, is no beginning.
        """
        out_of = self.ingredients(item)
        if not out_of:
            return []
        copies: dict[tuple[int, int], list[Label]] = defaultdict(list)
        origins = self.and_held(out_of, self._collected(out_of), lambda origin: True, without=item)
        for label in self.walk(origins, without=item):
            if label.presence == COPY and label.form != ANONYMOUS:
                copies[label.node, label.item].append(label)
        return [
            Origin(made.node, 1 << item, label.form, groups, label.conditions, label.rank,
                   made.source._replace(node=None))
            for made in self.wiring.derivations
            if made.item == item
            for one in bits(made.out_of)
            for label in copies.get((made.node, one), ())
            for groups in self.wiring.meet(label.groups, made.scope)
        ]  # fmt: skip

    def ingredients(self, item: int) -> int:
        """Everything it is made out of, and what that is made out of; without the item itself."""
        found = left = self.wiring.out_of.get(item, 0) & ~(1 << item)
        while left:
            one = left.bit_length() - 1
            new = self.wiring.out_of.get(one, 0) & ~(found | 1 << item)
            found |= new
            left = left & ~(1 << one) | new
        return found

    def in_order(self) -> Iterator[int]:
        """Kinds of data in sets: those made of nothing, then those made of these, and so on.

        What is made out of itself, by way of others, has no place in that order and is left out.
        """
        left = self.wiring.all_items
        while ready := sum(1 << item for item in bits(left) if not self.ingredients(item) & left):
            yield ready
            left &= ~ready

    def beginnings(self, item: int) -> list[Origin]:
        """Every beginning of an item that concerns us, those at nodes that hold it already included."""
        origins = [one for one in self.begun(item) if self.concerns_us(one)]
        return self.and_held(1 << item, origins, self.concerns_us)

    def and_held(
        self, items: int, origins: list[Origin], counts: Callable[[Origin], bool], without: int | None = None
    ) -> list[Origin]:
        """These origins, and the nodes that hold these items already.

        An item that flows carry away from a node to which no origin leads is held there: that node is an origin too.
        Nodes nothing leads to come first; what is left over are cycles without a beginning.
        """
        for beginnings_only in (True, False):
            copies: dict[int, int] = defaultdict(int)
            for label in self.walk(origins, without):
                if label.presence == COPY:
                    copies[label.node] |= 1 << label.item
            held = self.held(items, copies.__getitem__, beginnings_only, without)
            origins = origins + [one for one in held if counts(one)]
        return origins

    def held(
        self, items: int, copies: Callable[[int], int], beginnings_only: bool, without: int | None = None
    ) -> Iterator[Origin]:
        """What nodes hold that send these items: for the clients, and as surely, as they send it.

        copies: of a node, the items that it has from somewhere; without: see `walk`.
        """
        if self._whole is not None:
            if beginnings_only:
                yield from self._held_of_this_one(self._whole, items, without)
            return
        brought: dict[int, int] = defaultdict(int)
        sendings = [sending for sending in self.wiring.sendings if sending.items & items]
        if beginnings_only:
            for sending in sendings:
                if self.wiring.meet(EVERYBODY, sending.scope):
                    brought[sending.to] |= sending.items
        for sending in sendings:
            held = sending.items & items & ~brought.get(sending.node, 0) if sending.named else 0
            held = held and held & ~copies(sending.node)
            if held:
                source = Source(StepKind.HELD, sending.source.path)
                for groups in self.wiring.meet(EVERYBODY, sending.scope):
                    yield Origin(sending.node, held, 0, groups, sending.conditions, sending.rank, source)

    def _held_of_this_one(self, whole: Walker, items: int, without: int | None) -> Iterator[Origin]:
        """What nodes hold of everybody, as far as it is about somebody whose groups are known.

        What comes to a node of other clients only is nothing that it holds of this one: nobody said so.
        """
        key = (items, without)
        if key not in self._held_whole:
            self._held_whole[key] = whole.all_held(items, without)
        for sending in self.wiring.sendings:
            held = self._held_whole[key].get((sending.node, sending.source.path), 0) & sending.items
            if held:
                source = Source(StepKind.HELD, sending.source.path)
                yield Origin(sending.node, held, 0, EVERYBODY, sending.conditions, sending.rank, source)

    def all_held(self, items: int, without: int | None = None) -> dict[tuple[int, Path], int]:
        """Which of these items nodes hold already, by node and by the flow that says so; without: see `walk`."""
        found: dict[tuple[int, Path], int] = defaultdict(int)
        if without is None:
            origins = [origin for item in bits(items) for origin in self.beginnings(item)]
        else:
            origins = self.and_held(items, self._collected(items), lambda origin: True, without)
        for origin in origins:
            if origin.source.kind is StepKind.HELD:
                found[origin.node, origin.source.path] |= origin.items
        return found

    # where it goes on

    def walk(self, origins: Iterable[Origin], without: int | None = None) -> list[Label]:
        """Breadth first, three times: over sure steps only, with conditions, with unknowns.

        So every label has its surest status over all routes, and the shortest route of that status.
        without: an item to leave out, with all that is made of it.
        """
        beginning = sorted(origins, key=lambda origin: (origin.rank, origin.node))
        found: dict[tuple[int, ...], list[Label]] = defaultdict(list)
        for worst in range(len(STATUSES)):
            search = _Search(self.wiring, worst, without)
            for label in search.labels(beginning):
                alike = found[label[:4]]
                if not any(_known(label, other.groups, other.conditions) for other in alike):
                    alike.append(label)
            if not search.left_out:
                break
        return [label for alike in found.values() for label in alike if not any(_covers(one, label) for one in alike)]

    def _arrivals(self, labels: Iterable[Label]) -> list[Arrival]:
        routes: dict[int, tuple[Step, ...]] = {}
        return [
            Arrival(
                self.wiring.nodes[label.node],
                self.wiring.items[label.item],
                FORMS[label.form],
                PRESENCES[label.presence],
                self._groups(label.groups),
                self._conditions(label.conditions),
                STATUSES[label.rank],
                self._route(label, routes),
            )
            for label in labels
        ]

    def _route(self, label: Label, routes: dict[int, tuple[Step, ...]]) -> tuple[Step, ...]:
        """The steps to a label; routes: those already made, by the identity of their label."""
        chain = []
        at: Label | None = label
        while at is not None and id(at) not in routes:
            chain.append(at)
            at = at.before
        route = routes[id(at)] if at is not None else ()
        for one in reversed(chain):
            route = routes[id(one)] = (*route, self._said(one))
        return route

    def _said(self, label: Label) -> Step:
        source, nodes = label.by.source, self.wiring.nodes
        return Step(
            source.kind,
            None if source.node is None else nodes[source.node],
            nodes[label.node],
            self.wiring.items[label.item],
            FORMS[label.form],
            PRESENCES[label.presence],
            STATUSES[label.by.rank],
            source.path,
            source.flow,
        )


class _Search:
    """One walk, over steps that are at least this sure."""

    def __init__(self, wiring: Wiring, worst: int, without: int | None) -> None:
        self.wiring = wiring
        self.worst = worst
        self.without = without
        self.left_out = False
        self.seen: dict[tuple[int, ...], list[tuple[int, int]]] = {}

    def labels(self, origins: Iterable[Origin]) -> Iterator[Label]:
        """Every label that says something new, nearest first. Afterwards `left_out`: a less sure walk says more."""
        queue: deque[Label] = deque()
        for one in origins:
            if one.rank <= self.worst:
                queue.extend(_begin(one, self.worst))
            else:
                self.left_out = True
        while queue:
            label = self._first_seen(queue.popleft())
            if label is not None:
                yield label
                queue.extend(self._next(label))

    def _first_seen(self, label: Label) -> Label | None:
        """The label, where it says something new; past the most cases, it is left in the dark when this happens."""
        before = self.seen.setdefault(label[:4], [])
        if any(_known(label, *case) for case in before):
            return None
        if len(before) >= MOST_CASES:
            if self.worst == ALWAYS:
                self.left_out = True
                return None
            label = label._replace(groups=EVERYBODY, conditions=IN_THE_DARK)
            if any(_known(label, *case) for case in before):
                return None
        before.append((label.groups, label.conditions))
        return label

    def _next(self, label: Label) -> Iterator[Label]:
        for link in _links(self.wiring, label):
            if link.rank > self.worst:
                self.left_out = True
            elif link.item != self.without or self.without is None:
                yield from _step(self.wiring, label, link)


def _begin(origin: Origin, rank: int) -> Iterator[Label]:
    """The labels of an origin, one for each kind of data."""
    for item in bits(origin.items):
        yield Label(origin.node, item, origin.form, COPY, origin.groups, origin.conditions, rank, 1, origin, None)


def _links(wiring: Wiring, label: Label) -> Iterable[Link]:
    """What can happen next: with a copy that is not anonymous, or with what goes through and is about a person."""
    through = label.presence == CARRIED
    if not FORMS[label.form].personal if through else (label.presence != COPY or label.form == ANONYMOUS):
        return ()
    return wiring.links(label.item, through).get(label.node, ())


def _step(wiring: Wiring, label: Label, link: Link) -> Iterator[Label]:
    """What data is after one step, for every set of clients for whom it can be taken."""
    item = label.item if link.item == SAME else link.item
    form = label.form if label.form > link.becomes else link.becomes
    conditions = label.conditions | link.conditions
    for groups in wiring.meet(label.groups, link.scope) if link.scope else (label.groups,):
        yield Label(link.node, item, form, link.presence, groups, conditions, label.rank, label.steps + 1, link, label)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _known(label: Label, groups: int, conditions: int) -> bool:
    """Whether a case in which all these must hold says of the label's clients and cases what the label says."""
    return not (groups & ~label.groups or conditions & ~label.conditions)


def _covers(one: Label, other: Label) -> bool:
    """Whether one label says of more clients or cases all that another says, whichever of the two came first."""
    return (
        one is not other
        and one.rank == other.rank
        and one.steps == other.steps
        and _known(other, one.groups, one.conditions)
    )
