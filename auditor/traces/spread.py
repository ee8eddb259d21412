"""What one item comes to from where it begins: which nodes, who can see it and how it ends, without any route.

Whose data it is and how sure that is are carried along together, as bits: one per kind of clients for what happens
always, one for what happens sometimes at least, and one for what happens perhaps at least.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from auditor.traces.tables import FIGURES, UNKNOWN, WAITING, Begin, Seer, Tables, part_of
from auditor.traces.wiring import ANONYMOUS, CARRIED, COPY, SAME, STATUSES

RANKS = len(STATUSES)


class _Numbers(Protocol):
    """An array of numbers, of the standard library or of numpy."""

    def tolist(self) -> list[int]: ...

    def __len__(self) -> int: ...


class Found(NamedTuple):
    """What follows from one beginning.

    nodes, persons: each once, as its number times the number of statuses, and counting on, how sure it is at best.
    outcomes: how the copies end.
    """

    nodes: _Numbers
    persons: _Numbers
    outcomes: _Numbers


class Tally(NamedTuple):
    """How much follows from what begins at a node: how many nodes and persons, and what is open of how it ends."""

    node: int
    nodes: int
    persons: int
    unknown: bool
    waiting: bool


class Spread(Mapping[int, Found]):
    """What follows from an item, by the node where it begins."""

    def nodes(self) -> set[int]:
        """Every node that is reached from any of them."""
        return {one // RANKS for found in self.values() for one in found.nodes.tolist()}

    @abstractmethod
    def tallies(self) -> Iterator[Tally]:
        """How much that is, node by node."""


class State(NamedTuple):
    """A copy of an item at a node, about one person or in figures."""

    item: int
    node: int
    figures: bool


class Passing(NamedTuple):
    """An item that comes to a node in another way than as a copy, or that is anonymous there."""

    item: int
    node: int
    presence: int
    personal: bool


class Walk:
    """What comes where from some beginnings; only `within` these items.

    copies, passing: how it is somewhere, with bits for whom that is and how sure: see `Tables.sure`.
    """

    def __init__(self, tables: Tables, within: int) -> None:
        self.copies: dict[State, int] = {}
        self.passing: dict[Passing, int] = defaultdict(int)
        self._tables = tables
        self._within = within

    def add(self, begins: Iterable[tuple[int, Begin]]) -> None:
        """Go on from these items too."""
        tables, copies = self._tables, self.copies
        new: dict[State, int] = {}
        for item, begin in begins:
            state = State(item, begin.node, begin.figures)
            fresh = tables.sure(begin.kinds, begin.rank) & ~copies.get(state, 0)
            if fresh:
                new[state] = new.get(state, 0) | fresh
        waiting = deque(new)
        while waiting:
            state = waiting.popleft()
            fresh = new.pop(state)
            copies[state] = copies.get(state, 0) | fresh
            item, node, figures = state
            for link in tables.wiring.links(item).get(node, ()):
                through = fresh & tables.gate(link.scope, link.rank)
                to = item if link.item == SAME else link.item
                if not through or not self._within >> to & 1:
                    continue
                form = max(link.becomes, FIGURES) if figures else link.becomes
                if link.presence == COPY and form != ANONYMOUS:
                    further = State(to, link.node, form >= FIGURES)
                    through &= ~copies.get(further, 0)
                    if through:
                        if further not in new:
                            new[further] = 0
                            waiting.append(further)
                        new[further] |= through
                else:
                    self._pass(Passing(to, link.node, link.presence, form < FIGURES), through)

    def _pass(self, there: Passing, through: int) -> None:
        """What goes through somewhere may be beside that too: see `Wiring.beside`."""
        fresh = through & ~self.passing[there]
        self.passing[there] |= fresh
        if fresh and there.presence == CARRIED and there.personal:
            for link in self._tables.wiring.links(there.item, through=True).get(there.node, ()):
                self._pass(there._replace(node=link.node), fresh & self._tables.gate(link.scope, link.rank))

    def found(self) -> Found:
        """What follows, counted."""
        tables = self._tables
        nodes: dict[int, int] = defaultdict(int)
        there: dict[tuple[int, int], int] = defaultdict(int)
        stays: dict[int, int] = defaultdict(int)
        copies: dict[tuple[int, int], int] = {}
        through: dict[tuple[int, int], int] = {}
        for (item, node, figures), sure in self.copies.items():
            nodes[node] |= sure
            if not figures:
                there[item, node] |= sure
                stays[node] |= sure
                copies[item, node] = sure
        for (item, node, presence, personal), sure in self.passing.items():
            nodes[node] |= sure
            if personal:
                there[item, node] |= sure
                if presence == CARRIED:
                    stays[node] |= sure
                    through[item, node] = sure
        outcomes: set[int] = set()
        for item, node in copies.keys() | through.keys():
            outcomes.update(tables.outcomes_of(item, node, copies.get((item, node), 0), through.get((item, node), 0)))
        persons: dict[int, int] = {}
        for (item, node), sure in there.items():
            sight = tables.sight(node)
            _see(persons, sight.seers[part_of(sight.sets, item)], sure, tables)
        for node, sure in stays.items():
            _see(persons, tables.sight(node).staff, sure, tables)
        return Found(
            array("q", (node * RANKS + tables.rank(sure) for node, sure in nodes.items())),
            array("q", (person * RANKS + rank for person, rank in persons.items())),
            array("q", outcomes),
        )


def _see(persons: dict[int, int], seers: Iterable[Seer], sure: int, tables: Tables) -> None:
    """Count who can see what is somewhere for these kinds of clients, so sure."""
    for person, rank, kinds in seers:
        theirs = sure & tables.sure(kinds, 0)
        if theirs:
            persons[person] = min(max(rank, tables.rank(theirs)), persons.get(person, RANKS))


def concerns_us(tables: Tables, item: int, begin: Begin) -> bool:
    """Whether it begins at a node of ours, or comes to one of our places from a partner."""
    if tables.is_own(begin.node):
        return True
    walk = Walk(tables, tables.wiring.all_items)
    walk.add([(item, begin)])
    reached = {state.node for state in walk.copies} | {passing.node for passing in walk.passing}
    return not reached.isdisjoint(tables.own_places)


class Separately(Spread):
    """What follows from each node, one after the other."""

    def __init__(self, tables: Tables, item: int, begins: Mapping[int, Sequence[Begin]]) -> None:
        self._found = {}
        for node, there in begins.items():
            walk = Walk(tables, tables.wiring.all_items)
            walk.add((item, begin) for begin in there)
            self._found[node] = walk.found()

    def __getitem__(self, node: int) -> Found:
        return self._found[node]

    def __iter__(self) -> Iterator[int]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def tallies(self) -> Iterator[Tally]:
        for node, found in self._found.items():
            outcomes = found.outcomes.tolist()
            yield Tally(node, len(found.nodes), len(found.persons), UNKNOWN in outcomes, WAITING in outcomes)
