"""One item from each of its beginnings: what is reached, who can see it and how it ends, without any route.

A state is an item (the one that is traced, or what is made of it) at a node, about one person or in figures, for one
kind of clients. Only copies are states: what is looked at, told or carried goes no further, and counts with the state
it comes from. What follows from a state is a row of bits. States that lead to each other have the same row, and one
pass that begins where nothing goes on finds all rows: with the sure steps, with those that happen sometimes as well,
and with all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from auditor.traces.tables import FIGURES, MOVED, UNKNOWN, WAITING, Begin, Tables
from auditor.traces.wiring import ANONYMOUS, CARRIED, COPY, SAME, STATUSES, Link

Rows = tuple[int, ...]
"""What follows, as bits, by how sure it is: always, sometimes at least, perhaps at least."""


class State(NamedTuple):
    """An item at a node, about one person or in figures, for one kind of clients."""

    item: int
    node: int
    figures: bool
    kind: int


class Spread:
    """Where one item goes from each of its beginnings.

    things: what each bit of a row stands for: a node; counting on from the number of nodes, a person; from the number
    of persons on, an outcome.
    """

    def __init__(self, tables: Tables, begins: Mapping[int, list[Begin]], item: int) -> None:
        self._tables = tables
        self.things: list[int] = []
        self._bits: dict[int, int] = {}
        self._arriving: dict[tuple[int, int, int, bool], Rows] = {}
        self.states: list[State] = []
        self._numbers: dict[State, int] = {}
        self._next: list[list[list[int]]] = [[], [], []]
        self._own: list[list[int]] = [[], [], []]
        self._begins = {
            node: [(self._number(State(item, node, one.figures, one.kind)), one.rank) for one in there]
            for node, there in begins.items()
        }
        for number, state in enumerate(self.states):  # more come on the way
            self._go_on(number, state)
        self._end()

    # the states

    def _number(self, state: State) -> int:
        found = self._numbers.get(state)
        if found is None:
            found = self._numbers[state] = len(self.states)
            self.states.append(state)
            for own in self._own:
                own.append(0)
            for further in self._next:
                further.append([])
        return found

    def _go_on(self, number: int, state: State) -> None:
        item, node, figures, kind = state
        self._arrive(number, 0, item, node, figures, kind, True)
        meets = self._tables.meets
        for link in self._tables.wiring.links(item).get(node, ()):
            form = max(link.becomes, FIGURES) if figures else link.becomes
            to = item if link.item == SAME else link.item
            for whose, loose in meets[link.scope][kind]:
                rank = max(link.rank, loose)
                if link.presence == COPY and form != ANONYMOUS:
                    further = self._number(State(to, link.node, form >= FIGURES, whose))
                    self._next[rank][number].append(further)
                else:
                    stays = link.presence in (COPY, CARRIED)
                    self._arrive(number, rank, to, link.node, form >= FIGURES, whose, stays)

    def _arrive(self, number: int, rank: int, item: int, node: int, figures: bool, kind: int, stays: bool) -> None:
        """Count a node that is reached from a state, and who can see it there."""
        self._own[rank][number] |= self._bit(node)
        if not figures:
            for least, bits in enumerate(self._seen(item, node, kind, stays)):
                self._own[max(rank, least)][number] |= bits

    def _seen(self, item: int, node: int, kind: int, stays: bool) -> Rows:
        sight = self._tables.sight(node)
        part = part_of(sight.sets, item)
        key = (node, part, kind if sight.apart else 0, stays)
        if key not in self._arriving:
            found = [0, 0, 0]
            for person, rank in (*sight.seeing[part][key[2]], *(sight.staff if stays else ())):
                found[rank] |= self._bit(self._tables.nodes + person)
            self._arriving[key] = tuple(found)
        return self._arriving[key]

    def _bit(self, thing: int) -> int:
        bit = self._bits.get(thing)
        if bit is None:
            bit = self._bits[thing] = 1 << len(self.things)
            self.things.append(thing)
        return bit

    def _end(self) -> None:
        """How the copies end. Those of more clients at one node are one copy: one unknown makes it unknown."""
        tables = self._tables
        first = tables.nodes + len(tables.persons)
        copies: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for number, (item, node, figures, kind) in enumerate(self.states):
            if not figures:
                ends = tables.ends(node)
                outcomes = ends.outcomes[part_of(ends.sets, item)]
                copies[item, node].append((number, outcomes[kind if ends.apart else 0]))
        for there in copies.values():
            found = {outcome for _, outcome in there}
            mixed = WAITING in found or (UNKNOWN in found and len(found) > 1)
            for number, outcome in there:
                own = self._bit(first + (WAITING if mixed else outcome))
                if mixed and outcome == UNKNOWN:
                    own |= self._bit(first + UNKNOWN)
                self._own[-1][number] |= own

    # what follows

    @cached_property
    def rows(self) -> Mapping[int, Rows]:
        """Per node where the item begins, what follows from there."""
        return {
            node: tuple(
                _union(rows[state] for state, least in begins if least <= rank)
                for rank, rows in enumerate(self._surest)
            )
            for node, begins in self._ours.items()
        }

    @cached_property
    def _surest(self) -> list[list[int]]:
        return [self._pass(rank) for rank in range(len(STATUSES))]

    @cached_property
    def _ours(self) -> dict[int, list[tuple[int, int]]]:
        """Per node, what begins there: at a partner, only what comes to us."""
        found = {}
        for node, begins in self._begins.items():
            ours = [one for one in begins if self._concerns_us(node, self._surest[-1][one[0]])]
            if ours:
                found[node] = ours
        return found

    def _concerns_us(self, node: int, row: int) -> bool:
        tables = self._tables
        return tables.is_own(node) or any(row & self._bits.get(place, 0) for place in tables.own_places)

    def reached(self, node: int) -> list[int]:
        """The numbers of all states that what begins at a node can come to; those in which it begins come first."""
        waiting = dict.fromkeys(state for state, _ in self._ours[node])
        found = list(waiting)
        for state in found:  # grows on the way
            for steps in self._next:
                for further in steps[state]:
                    if further not in waiting:
                        waiting[further] = None
                        found.append(further)
        return found

    def goes_on(self, number: int) -> bool:
        """Whether anything is sent on or made from a state."""
        return any(steps[number] for steps in self._next)

    def _pass(self, most: int) -> list[int]:
        """The row of every state, over steps that are at least this sure: Tarjan's algorithm, without recursion."""
        size = len(self.states)
        steps = [[further for rank in range(most + 1) for further in self._next[rank][state]] for state in range(size)]
        rows = [_union(self._own[rank][state] for rank in range(most + 1)) for state in range(size)]
        left = list(map(iter, steps))
        met, lowest = [0] * size, [0] * size
        count, done = 0, size + 1
        unfinished: list[int] = []
        for root in range(size):
            path = [] if met[root] else [root]
            while path:
                state = path[-1]
                if not met[state]:
                    count += 1
                    met[state] = lowest[state] = count
                    unfinished.append(state)
                ahead = next((further for further in left[state] if not met[further]), None)
                if ahead is not None:
                    path.append(ahead)
                    continue
                path.pop()
                for further in steps[state]:
                    rows[state] |= rows[further]
                    lowest[state] = min(lowest[state], lowest[further])
                if lowest[state] == met[state]:
                    alike = [unfinished.pop()]
                    while alike[-1] != state:
                        alike.append(unfinished.pop())
                    row = _union(rows[one] for one in alike)
                    for one in alike:
                        rows[one], lowest[one] = row, done
        return rows


def part_of(sets: tuple[int, ...], item: int) -> int:
    """The number of the set that a kind of data is in."""
    return next(number for number, one in enumerate(sets) if one >> item & 1)


def _union(rows: Iterable[int]) -> int:
    found = 0
    for row in rows:
        found |= row
    return found
