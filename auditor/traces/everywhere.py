"""Everything from everywhere: for every item and every place where it begins, what one trace of it says.

Which places it reaches, who can see it and how long it stays is the same as in the trace of the item from that place.
Routes and conditions are left out, and nothing is spelled out before somebody asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from auditor.memory import without_collecting
from auditor.traces.beginnings import begun
from auditor.traces.cases import Status
from auditor.traces.clocks import Copies, Copy, clocks
from auditor.traces.compiled import Begins, Compiled, compiled
from auditor.traces.endings import Ending, lasting, unmoved
from auditor.traces.keeper import Keeper
from auditor.traces.reach import Walker, bits
from auditor.traces.readers import Onlookers
from auditor.traces.spread import RANKS, Found, Separately, Spread, Walk
from auditor.traces.tables import MOVED, UNKNOWN, WAITING, Person, Tables
from auditor.traces.wiring import CARRIED, PERHAPS, STATUSES


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

    def __init__(self, of: OfItem, at: str, found: Found) -> None:
        self.item = of.item
        self.at = at
        self.found = found
        self._of = of
        self._tables = of.tables

    def places(self) -> dict[str, Status]:
        """The places and organisations it reaches, its own place too, with how sure that is at best."""
        nodes = self._tables.wiring.nodes
        return {nodes[one // RANKS]: STATUSES[one % RANKS] for one in self.found.nodes.tolist()}

    def readers(self) -> dict[Person, Status]:
        """Who can see it somewhere, with how sure that is at best."""
        persons = self._tables.persons
        return {persons[one // RANKS]: STATUSES[one % RANKS] for one in self.found.persons.tolist()}

    @property
    def known(self) -> bool:
        """Whether it is known when the last copy is gone."""
        outcomes = self.found.outcomes.tolist()
        return UNKNOWN not in outcomes and (WAITING not in outcomes or self._of.known_though_waiting(self.at))

    def deciding(self) -> tuple[Ending, ...]:
        """How the copies end that disappear last, of those of which the end is known."""
        outcomes = frozenset(self.found.outcomes.tolist()) - {UNKNOWN}
        if WAITING in outcomes or outcomes == {MOVED}:
            return self.stays().deciding
        return self._of.everywhere.lasting(outcomes - {MOVED})

    def stays(self) -> Stays:
        """How long it stays, with all copies of which nobody knows the end."""
        return self._of.stays(self.at)


class OfItem(Mapping[str, From]):
    """What follows from an item, by the place where it begins."""

    def __init__(self, everywhere: Everywhere, item: str) -> None:
        self.item = item
        self.everywhere = everywhere
        self.tables = everywhere.tables
        self._number = self.tables.wiring.item_number[item]
        self.begins = everywhere.begins[self._number]
        self._found = everywhere.spread(self._number)

    def __getitem__(self, place: str) -> From:
        return From(self, place, self._found[self.tables.wiring.node_number[place]])

    def __iter__(self) -> Iterator[str]:
        return (self.tables.wiring.nodes[node] for node in self._found)

    def __len__(self) -> int:
        return len(self._found)

    def counts(self) -> dict[str, Counts]:
        """How much follows, by place."""
        nodes = self.tables.wiring.nodes
        with without_collecting():
            return {
                nodes[node]: Counts(
                    places, readers, not unknown and (not waiting or self.known_though_waiting(nodes[node]))
                )
                for node, places, readers, unknown, waiting in self._found.tallies()
            }

    def known_though_waiting(self, place: str) -> bool:
        """Whether it is known when all is gone that begins at a place; of all copies but those that wait it is."""
        return self._waits_for_known_ends(place) or not self.stays(place).unknown

    def _waits_for_known_ends(self, place: str) -> bool:
        """Whether every copy that waits surely came from another, and none waits for itself."""
        wiring, keeper = self.tables.wiring, self.tables.keeper
        nodes = {one // RANKS for one in self[place].found.nodes.tolist()}
        waiting = {node for node in nodes if self.tables.waits(node, self._number)}
        alone = len(self.tables.family(self._number)) == 1 and wiring.node_number[place] not in waiting
        if not alone or any(keeper.movements.hidden_source(wiring.nodes[node], (self.item,)) for node in waiting):
            return False
        onward = {
            node: {link.node for link in wiring.out[node] if link.items >> self._number & 1 and link.node in waiting}
            for node in waiting
        }
        try:
            TopologicalSorter(onward).prepare()
        except CycleError:
            return False
        return True

    def stays(self, place: str) -> Stays:
        """How long what begins at a place stays, with all its copies."""
        endings = _Clocks(self, place).endings() or self.everywhere.endings_of_trace(self.item, place)
        unknown = {copy for copy, found in endings.items() if _unknown(found)}
        known = (tuple(found) for copy, found in endings.items() if copy not in unknown)
        return Stays(lasting(known), tuple(sorted(unknown)))


_Endings = dict[tuple[str, str], dict[Ending, Ending]]
"""Every rule on the copies of an item at a node, by node and item."""


class _Clocks:
    """The clocks of all copies of what begins at one place.

    Where the end of a copy hangs on other copies, the trace looks at how it came. Nobody asks that here: where it may
    make a difference, the trace has to say.
    """

    def __init__(self, of: OfItem, place: str) -> None:
        tables = self._tables = of.tables
        wiring = tables.wiring
        number, start = wiring.item_number[of.item], wiring.node_number[place]
        self._keeper = tables.keeper
        self._there: dict[tuple[str, str], list[Copy]] = defaultdict(list)
        self._sent_on: dict[str, set[str]] = defaultdict(set)
        walk = Walk(tables, wiring.all_items)
        walk.add((number, begin) for begin in of.begins[start])
        for (item_number, node_number, figures), sure in walk.copies.items():
            if not figures:
                node, item = wiring.nodes[node_number], wiring.items[item_number]
                begins = node_number == start and item_number == number
                self._add(node, item, sure, False, begins)
                if wiring.links(item_number).get(node_number):
                    self._sent_on[node].add(item)
        for (item_number, node_number, presence, personal), sure in walk.passing.items():
            if presence == CARRIED and personal:
                self._add(wiring.nodes[node_number], wiring.items[item_number], sure, True, False)

    def _add(self, node: str, item: str, sure: int, through: bool, begins: bool) -> None:
        for kind in bits(sure >> len(self._tables.kinds) * PERHAPS):
            copy = Copy(node, item, self._tables.groups[kind], through, frozenset((item,)), begins)
            self._there[node, item].append(copy)

    def endings(self) -> Mapping[tuple[str, str], Iterable[Ending]] | None:
        """Every rule on the copies, by node and item; None where only the trace can say."""
        waiting = [key for key, copies in self._there.items() if any(map(self._waits, copies))]
        if any(self._there[key][0].begins or self._sent_on[key[0]] - {key[1]} for key in waiting):
            return None
        found = self._endings(self._there)
        if waiting:
            fewest = self._endings({key: _widest(copies) for key, copies in self._there.items()})
            both_unknown = {key for key in waiting if _unknown(found[key]) and _unknown(fewest[key])}
            if any(found[key] != fewest[key] for key in waiting if key not in both_unknown):
                return None
        return found

    def _waits(self, copy: Copy) -> bool:
        return self._keeper.endings(*copy[:4]) is None

    def _endings(self, there: Mapping[tuple[str, str], list[Copy]]) -> _Endings:
        waiting = Copies(
            self._keeper, lambda node, items: [copy for item in sorted(items) for copy in there.get((node, item), ())]
        )
        found: _Endings = {}
        for key, copies in there.items():
            endings = unmoved(ending for copy in copies for ending in waiting.endings(copy))
            found[key] = {ending: ending for ending in endings}
        return found


def _widest(copies: list[Copy]) -> list[Copy]:
    """Those of the most clients: a copy of all clients in one group is as well one of those also in another group."""
    return [
        copy
        for copy in copies
        if not any(other.groups < copy.groups and other.through == copy.through for other in copies)
    ]


def _unknown(endings: Iterable[Ending]) -> bool:
    return any(ending.level == 3 for ending in endings)


class Everywhere(Mapping[str, OfItem]):
    """Everything from everywhere in one view, by item. What follows from an item is worked out when it is asked for.

    Nothing of an item is kept here unless asked, so going over all items takes no more memory than one of them does.
    before: the same of the description before an edit; what that kept and the edit did not touch is kept here.
    """

    def __init__(self, walker: Walker, keeper: Keeper, onlookers: Onlookers, before: Everywhere | None = None) -> None:
        self.tables = Tables(walker, keeper, onlookers)
        self._lasting: dict[frozenset[int], tuple[Ending, ...]] = {}
        self._kept: dict[int, Spread] | None = None
        self._begins: dict[int, Begins] = {}
        self._compiled_before: Compiled | None = None
        if before is not None and before._kept is not None:
            with without_collecting():
                self._take_over(before, before._kept)

    def _take_over(self, before: Everywhere, kept: Mapping[int, Spread]) -> None:
        mine = self.keep()
        changed = self.tables.take_over(before.tables)
        if changed is None:
            return
        self._compiled_before = before.__dict__.get("_compiled") if not changed else None
        touched = self.tables.touched_since(before.tables)
        for item, begins in before._begins.items():
            if not touched >> item & 1:
                self._begins[item] = begins
                if item in kept and (not changed or changed.isdisjoint(kept[item].nodes())):
                    mine[item] = kept[item]

    def keep(self) -> dict[int, Spread]:
        """From now on, keep what follows from every item. Returns what is kept already."""
        self._kept = {} if self._kept is None else self._kept
        return self._kept

    @cached_property
    def begins(self) -> list[Begins]:
        """Per item, by number, where it begins."""
        for item in range(len(self)):
            if item not in self._begins:
                self._begins[item] = begun(self.tables, item)
        return [self._begins[item] for item in range(len(self))]

    @cached_property
    def _compiled(self) -> Compiled | None:
        before, self._compiled_before = self._compiled_before, None
        return compiled(self.tables, self.begins, before)

    def prepare(self) -> None:
        """Make everything that does not belong to one item alone; else that is done when it is first needed."""
        with without_collecting():
            _ = self.begins, self._compiled

    def spread(self, item: int) -> Spread:
        """What follows from an item, by number, from every node where it begins."""
        if self._kept is not None and item in self._kept:
            return self._kept[item]
        with without_collecting():
            if self._compiled is not None:
                found = self._compiled.spread(item)
            else:
                found = Separately(self.tables, item, self.begins[item])
        if self._kept is not None:
            self._kept[item] = found
        return found

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

    def endings_of_trace(self, item: str, place: str) -> Mapping[tuple[str, str], Iterable[Ending]]:
        """Every rule on the copies of one trace, by node and item."""
        found = clocks(self.tables.keeper, self.tables.walker.trace(item, place))
        return {(clock.node, clock.item): clock.endings for clock in found}
