"""Everything from everywhere: for every item and every place where it begins, what one trace of it says.

Which places it reaches, who can see it and how long it stays is the same as in the trace of the item from that place.
Routes and conditions are left out, and nothing is spelled out before somebody asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from auditor.traces.beginnings import begun
from auditor.traces.cases import Status
from auditor.traces.clocks import Copies, Copy, Ending, Keeper, lasting
from auditor.traces.reach import Walker, bits
from auditor.traces.readers import Onlookers
from auditor.traces.spread import Rows, Spread
from auditor.traces.tables import MOVED, UNKNOWN, WAITING, Person, Tables
from auditor.traces.wiring import STATUSES


@dataclass(frozen=True)
class Stays:
    """How long an item stays over all its copies.

    deciding: how the copies end that disappear last. unknown: the nodes with an item of which nobody knows the end;
    while there is one, `deciding` is only what is known beside it.
    """

    deciding: tuple[Ending, ...]
    unknown: tuple[tuple[str, str], ...]


class Counts(NamedTuple):
    """How much follows from one beginning. known: whether it is known when the last copy is gone."""

    places: int
    readers: int
    known: bool


class From:
    """What follows from what begins at one place."""

    def __init__(self, of: OfItem, at: str, rows: Rows) -> None:
        self.item = of.item
        self.at = at
        self._of = of
        self._rows = rows

    def places(self) -> dict[str, Status]:
        """The places and organisations it reaches, its own place too, with how sure that is at best."""
        return {self._of.tables.wiring.nodes[thing]: status for thing, status in self._found(self._of.nodes)}

    def readers(self) -> dict[Person, Status]:
        """Who can see it somewhere, with how sure that is at best."""
        first = self._of.tables.nodes
        return {self._of.tables.persons[thing - first]: status for thing, status in self._found(self._of.persons)}

    def _found(self, mask: int) -> Iterator[tuple[int, Status]]:
        told = 0
        for status, row in zip(STATUSES, self._rows, strict=True):
            for bit in bits(row & mask & ~told):
                yield self._of.spread.things[bit], status
            told |= row

    @property
    def known(self) -> bool:
        """Whether it is known when the last copy is gone."""
        outcomes = self._outcomes
        return UNKNOWN not in outcomes and (WAITING not in outcomes or not self.stays().unknown)

    def deciding(self) -> tuple[Ending, ...]:
        """How the copies end that disappear last, of those of which the end is known."""
        outcomes = self._outcomes - {UNKNOWN}
        if WAITING in outcomes or outcomes == {MOVED}:
            return self.stays().deciding
        return self._of.lasting(outcomes - {MOVED})

    def stays(self) -> Stays:
        """How long it stays, with all copies of which nobody knows the end."""
        return self._of.stays(self.at)

    def counts(self) -> Counts:
        """How much follows."""
        last = self._rows[-1]
        return Counts((last & self._of.nodes).bit_count(), (last & self._of.persons).bit_count(), self.known)

    @property
    def _outcomes(self) -> frozenset[int]:
        return self._of.outcomes(self._rows[-1])


class OfItem(Mapping[str, From]):
    """What follows from an item, by the place where it begins."""

    def __init__(self, everywhere: Everywhere, item: str) -> None:
        self.item = item
        self.tables = everywhere.tables
        self._everywhere = everywhere
        self._number = self.tables.wiring.item_number[item]
        self.spread = Spread(self.tables, begun(self.tables, self._number), self._number)

    def __getitem__(self, place: str) -> From:
        return From(self, place, self.spread.rows[self.tables.wiring.node_number[place]])

    def __iter__(self) -> Iterator[str]:
        return (self.tables.wiring.nodes[node] for node in self.spread.rows)

    def __len__(self) -> int:
        return len(self.spread.rows)

    # what the bits are

    @cached_property
    def nodes(self) -> int:
        """The bits of nodes."""
        return self._between(0, self.tables.nodes)

    @cached_property
    def persons(self) -> int:
        """The bits of people."""
        return self._between(self.tables.nodes, self._first)

    @property
    def _first(self) -> int:
        return self.tables.nodes + len(self.tables.persons)

    def _between(self, first: int, end: int) -> int:
        return sum(1 << bit for bit, thing in enumerate(self.spread.things) if first <= thing < end)

    @cached_property
    def _outcome_bits(self) -> int:
        return ~(self.nodes | self.persons)

    def outcomes(self, row: int) -> frozenset[int]:
        """How copies end."""
        return frozenset(self.spread.things[bit] - self._first for bit in bits(row & self._outcome_bits))

    def lasting(self, outcomes: frozenset[int]) -> tuple[Ending, ...]:
        """How the copies end that disappear last, of copies with these outcomes."""
        return self._everywhere.lasting(outcomes)

    def stays(self, place: str) -> Stays:
        """How long what begins at a place stays, with all its copies."""
        endings = _Clocks(self, place).endings() or self._everywhere.endings_of_trace(self.item, place)
        unknown = tuple(sorted(copy for copy, found in endings.items() if any(one.level == 3 for one in found)))
        return Stays(lasting(found for copy, found in endings.items() if copy not in unknown), unknown)


class _Clocks:
    """The clocks of all copies of what begins at one place."""

    def __init__(self, of: OfItem, place: str) -> None:
        self._keeper = of.tables.keeper
        self._copies: dict[str, dict[str, list[Copy]]] = defaultdict(lambda: defaultdict(list))
        self._doubtful = False
        wiring, groups = of.tables.wiring, of.tables.groups
        states = [(number, of.spread.states[number]) for number in of.spread.reached(wiring.node_number[place])]
        passed: dict[str, set[str]] = defaultdict(set)
        for number, state in states:
            if not state.figures:
                node, item = wiring.nodes[state.node], wiring.items[state.item]
                begins = node == place and item == of.item
                self._copies[node][item].append(Copy(node, item, groups[state.kind], frozenset((item,)), begins))
                if of.spread.goes_on(number):
                    passed[node].add(item)
        for copy in self._all():
            if self._keeper.endings(*copy[:3]) is None and (copy.begins or passed[copy.node] - {copy.item}):
                self._doubtful = True

    def _all(self) -> Iterator[Copy]:
        for items in self._copies.values():
            for copies in items.values():
                yield from copies

    def endings(self) -> dict[tuple[str, str], tuple[Ending, ...]] | None:
        """Every rule on the copies, by node and item; None where that hangs on the route by which one came."""
        if self._doubtful:
            return None
        found: dict[tuple[str, str], dict[int, Ending]] = defaultdict(dict)
        waiting = Copies(self._keeper, self._at)
        for copy in self._all():
            alone = self._keeper.endings(*copy[:3])
            for ending in waiting.endings(copy) if alone is None else alone:
                found[copy.node, copy.item][id(ending)] = ending
        return {copy: tuple(endings.values()) for copy, endings in found.items()}

    def _at(self, node: str, items: Collection[str]) -> list[Copy]:
        there = self._copies.get(node, {})
        return [copy for item in sorted(items) for copy in there.get(item, ())]


class Everywhere(Mapping[str, OfItem]):
    """Everything from everywhere in one view, by item. What follows from an item is worked out when it is asked for.

    Nothing of an item is kept here, so going over all items takes no more memory than one of them does.
    """

    def __init__(self, walker: Walker, keeper: Keeper, onlookers: Onlookers) -> None:
        self.tables = Tables(walker, keeper, onlookers)
        self._lasting: dict[frozenset[int], tuple[Ending, ...]] = {}

    def __getitem__(self, item: str) -> OfItem:
        if item not in self.tables.wiring.item_number:
            raise KeyError(item)
        return OfItem(self, item)

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables.wiring.items)

    def __len__(self) -> int:
        return len(self.tables.wiring.items)

    def lasting(self, outcomes: frozenset[int]) -> tuple[Ending, ...]:
        """How the copies end that disappear last, of copies with these outcomes, each of them known."""
        if outcomes not in self._lasting:
            self._lasting[outcomes] = lasting(self.tables.outcomes[outcome] for outcome in sorted(outcomes))
        return self._lasting[outcomes]

    def endings_of_trace(self, item: str, place: str) -> dict[tuple[str, str], tuple[Ending, ...]]:
        """Every rule on the copies of one trace, by node and item."""
        clocks = self.tables.keeper.clocks(self.tables.walker.trace(item, place))
        return {(clock.node, clock.item): clock.endings for clock in clocks}
