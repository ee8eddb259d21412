"""Where every item begins, for a trace of everything from everywhere: the same as `Walker.begun`, without routes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from auditor.traces.reach import bits
from auditor.traces.spread import State
from auditor.traces.tables import FIGURES, Begin, Tables
from auditor.traces.wiring import ANONYMOUS, COPY, SAME, STATUSES


def begun(tables: Tables, item: int) -> Mapping[int, list[Begin]]:
    """By node, where an item is first written down, and where it is made out of other data."""
    found: dict[int, dict[Begin, None]] = defaultdict(dict)
    for begin in (*tables.collected(item), *_made(tables, item)):
        found[begin.node][begin] = None
    return {node: list(found[node]) for node in sorted(found)}


def _made(tables: Tables, item: int) -> Iterable[Begin]:
    """Where it is made out of items that are there, for the clients and as surely as those are there."""
    out_of = tables.walker.ingredients(item)
    if not out_of:
        return
    there = _Copies(tables, out_of)
    there.add((one, begin) for one in bits(out_of) for begin in tables.collected(one))
    for beginnings_only in (True, False):
        held = list(tables.walker.held(out_of, there.items, beginnings_only))
        there.add((one, tables.begin(origin)) for origin in held for one in bits(origin.items))
    for made in tables.wiring.derivations:
        if made.item == item:
            for state, rank in there.at(made.node, made.out_of):
                for kind, loose in tables.meets[made.scope][state.kind]:
                    yield Begin(made.node, state.figures, kind, max(rank, loose))


class _Copies:
    """The copies of some items, and how sure each is. items: per node the items, also where nobody is told by them."""

    def __init__(self, tables: Tables, within: int) -> None:
        self.items: dict[int, int] = defaultdict(int)
        self._tables = tables
        self._within = within
        self._rank: dict[State, int] = {}
        self._of_node: dict[int, dict[State, None]] = defaultdict(dict)

    def at(self, node: int, items: int) -> list[tuple[State, int]]:
        """The copies of these items at a node that are not anonymous."""
        return [(state, self._rank[state]) for state in self._of_node.get(node, ()) if items >> state.item & 1]

    def add(self, begins: Iterable[tuple[int, Begin]]) -> None:
        """Go on from these too."""
        waiting: list[list[State]] = [[] for _ in STATUSES]
        for item, begin in begins:
            waiting[begin.rank].append(State(item, begin.node, begin.figures, begin.kind))
        for rank, states in enumerate(waiting):
            for state in states:  # grows on the way
                if self._rank.get(state, len(STATUSES)) > rank:
                    self._rank[state] = rank
                    self._of_node[state.node][state] = None
                    self.items[state.node] |= 1 << state.item
                    self._go_on(state, rank, waiting)

    def _go_on(self, state: State, rank: int, waiting: list[list[State]]) -> None:
        tables = self._tables
        for link in tables.wiring.links(state.item).get(state.node, ()):
            to = state.item if link.item == SAME else link.item
            if link.presence == COPY and self._within >> to & 1:
                form = max(link.becomes, FIGURES) if state.figures else link.becomes
                for kind, loose in tables.meets[link.scope][state.kind]:
                    if form == ANONYMOUS:
                        self.items[link.node] |= 1 << to
                    else:
                        further = State(to, link.node, form >= FIGURES, kind)
                        waiting[max(rank, link.rank, loose)].append(further)
