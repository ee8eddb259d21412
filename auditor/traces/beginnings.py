"""Where every item begins, for a trace of everything from everywhere: the same as `Walker.begun`, without routes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from auditor.traces.reach import bits
from auditor.traces.spread import State, Walk, concerns_us
from auditor.traces.tables import Begin, Tables
from auditor.traces.wiring import ALWAYS, COPY, STATUSES


def begun(tables: Tables, item: int) -> Mapping[int, tuple[Begin, ...]]:
    """By node, where an item is first written down, and where it is made out of other data; see `Walker.trace`."""
    found: dict[int, dict[Begin, None]] = defaultdict(dict)
    for begin in (*tables.collected(item), *_made(tables, item)):
        if concerns_us(tables, item, begin):
            found[begin.node][begin] = None
    return {node: tuple(found[node]) for node in sorted(found)}


def _made(tables: Tables, item: int) -> Iterator[Begin]:
    """Where it is made out of items that are there, for the clients and as surely as those are there."""
    out_of = tables.walker.ingredients(item)
    if not out_of:
        return
    walk = Walk(tables, out_of)
    walk.add((one, begin) for one in bits(out_of) for begin in tables.collected(one))
    for beginnings_only in (True, False):
        there: dict[int, int] = defaultdict(int)
        for state in walk.copies:
            there[state.node] |= 1 << state.item
        for passing in walk.passing:
            if passing.presence == COPY:  # anonymous
                there[passing.node] |= 1 << passing.item
        held = list(tables.walker.held(out_of, there.__getitem__, beginnings_only, item))
        walk.add((one, tables.begin(origin)) for origin in held for one in bits(origin.items))
    for made in tables.wiring.derivations:
        if made.item == item:
            for one in bits(made.out_of):
                for figures in (False, True):
                    sure = walk.copies.get(State(one, made.node, figures), 0) & tables.gate(made.scope, ALWAYS)
                    for rank in range(len(STATUSES)):
                        kinds = sure >> len(tables.kinds) * rank & tables.everybody
                        if kinds:
                            yield Begin(made.node, figures, kinds, rank)
