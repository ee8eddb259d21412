"""The walk of `auditor.traces.spread` over arrays, compiled: for descriptions as large as a country.

It needs numba, which is an optional extra, and finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

from auditor.traces.reach import bits
from auditor.traces.spread import Found
from auditor.traces.tables import Begin, Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
    Bits = NDArray[np.uint64]

MOST_KINDS_OF_CLIENTS = 64
"""As many as one number has bits."""
WORTH_IT = 20_000
"""From how many flows on, counted for each item they carry, compiled code is worth the time it takes to load it."""


def compiled(tables: Tables) -> Compiled | None:
    """The compiled walk, where there is enough to walk over and it can be done here."""
    if len(tables.kinds) > MOST_KINDS_OF_CLIENTS or find_spec("numba") is None:
        return None
    entries = sum(link.items.bit_count() for links in tables.wiring.out for link in links)
    return Compiled(tables) if entries >= WORTH_IT else None


class Compiled:
    """The compiled walk over the tables of one view."""

    def __init__(self, tables: Tables) -> None:
        nodes = range(tables.nodes)
        sights, ends = list(map(tables.sight, nodes)), list(map(tables.ends, nodes))
        self._tables = tables
        self._arrays = (
            tuple(_links(tables)),
            (
                *_sets(tables, [sight.sets for sight in sights]),
                *_lines(3, chain.from_iterable(s.seers for s in sights)),
            ),
            tuple(_lines(3, (sight.staff for sight in sights))),
            (*_sets(tables, [end.sets for end in ends]), *_lines(2, chain.from_iterable(end.outcomes for end in ends))),
            (tables.nodes, len(tables.persons), len(tables.outcomes)),
        )

    def spread(self, item: int, begins: Mapping[int, Sequence[Begin]]) -> Mapping[int, Found]:
        """What follows from an item, by the node where it begins."""
        import numpy as np

        from auditor.traces.kernel import walk

        listed = [begin for there in begins.values() for begin in there]
        starts, *found = walk(
            *self._arrays,
            np.array(self._tables.family(item), np.int32),
            np.array([(begin.node, begin.figures, begin.rank) for begin in listed], np.int32).reshape(-1, 3),
            np.array([begin.kinds for begin in listed], np.uint64),
            np.array([0, *accumulate(map(len, begins.values()))], np.int32),
        )
        return _Spread({node: place for place, node in enumerate(begins)}, starts, found)


class _Spread(Mapping[int, Found]):
    """What follows from each place, cut out of what follows from all when it is asked for."""

    def __init__(self, places: Mapping[int, int], starts: Numbers, found: Sequence[Numbers]) -> None:
        self._places = places
        self._starts = starts
        self._found = found

    def __getitem__(self, node: int) -> Found:
        place = self._places[node]
        parts = zip(self._found, self._starts[:, place : place + 2].tolist(), strict=True)
        return Found(*(part[start:end] for part, (start, end) in parts))

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class _Links(NamedTuple):
    """The links, by number. entry: those of item i, by the node they leave, from start[i] to start[i + 1].

    link: of each the node it leaves, where to, what it makes or SAME, presence, form, and how sure. gate: for which
    kinds of clients.
    """

    start: Numbers
    entry: Numbers
    link: Numbers
    gate: Bits


def _links(tables: Tables) -> _Links:
    import numpy as np

    links = [(node, link) for node, links in enumerate(tables.wiring.out) for link in links]
    through = {scope: tables.through(scope) for scope in {link.scope for _, link in links}}
    rows = [
        (node, link.node, link.item, link.presence, link.becomes, max(link.rank, through[link.scope][1]))
        for node, link in links
    ]
    width = -(-len(tables.wiring.items) // 8)
    packed = b"".join([link.items.to_bytes(width, "little") for _, link in links])
    masks = np.frombuffer(packed, np.uint8).reshape(len(links), width)
    carried = np.unpackbits(masks, axis=1, count=len(tables.wiring.items), bitorder="little")
    items, entry = np.nonzero(carried.T)
    return _Links(
        np.searchsorted(items, np.arange(len(tables.wiring.items) + 1)).astype(np.int32),
        entry.astype(np.int32),
        np.array(rows, np.int32).reshape(-1, 6),
        np.array([through[link.scope][0] for _, link in links], np.uint64),
    )


class _Sets(NamedTuple):
    """The sets of items at nodes: `first` of a node where its row is -1, else `parts` of its row and the item."""

    first: Numbers
    row: Numbers
    parts: Numbers


def _sets(tables: Tables, sets: Sequence[tuple[int, ...]]) -> _Sets:
    import numpy as np

    first = [0, *accumulate(map(len, sets))]
    row: list[int] = []
    parts: list[list[int]] = []
    for node, here in enumerate(sets):
        row.append(-1 if len(here) == 1 else len(parts))
        if len(here) > 1:
            part = [0] * len(tables.wiring.items)
            for number, items in enumerate(here):
                for item in bits(items):
                    part[item] = first[node] + number
            parts.append(part)
    return _Sets(
        np.array(first, np.int32),
        np.array(row, np.int32),
        np.array(parts, np.int32).reshape(-1, len(tables.wiring.items)),
    )


class _Lines(NamedTuple):
    """What holds for one set after the other: where each begins; the last number of a line are kinds of clients."""

    start: Numbers
    lines: Bits


def _lines(width: int, sets: Iterable[Sequence[tuple[int, ...]]]) -> _Lines:
    import numpy as np

    listed = list(sets)
    lines = [line for here in listed for line in here]
    start = np.array([0, *accumulate(map(len, listed))], np.int32)
    return _Lines(start, np.array(lines, np.uint64).reshape(len(lines), width))
