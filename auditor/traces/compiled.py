"""The walk of `auditor.traces.spread` over arrays, compiled: for descriptions as large as a country.

It needs numba, which is an optional extra, and finds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any, NamedTuple

from auditor.traces.reach import bits
from auditor.traces.spread import RANKS, Found, Spread, Tally
from auditor.traces.tables import UNKNOWN, WAITING, Begin, Ends, Sight, Tables
from auditor.traces.wiring import ALWAYS, CARRIED, PERHAPS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
    Bits = NDArray[np.uint64]

WORTH_IT = 20_000
"""From how many flows on, counted for each item they carry, compiled code is worth the time it takes to load it."""
WORD = 64
"""How many places are followed together: as many as a number has bits."""

_Arrays = tuple[tuple[Any, ...], ...]
Begins = Mapping[int, Sequence[Begin]]
"""Where an item begins, by node."""


def compiled(tables: Tables, begins: Sequence[Begins], before: Compiled | None = None) -> Compiled | None:
    """The compiled walk, where there is enough to walk over and it can be done here.

    before: that of a view in which all nodes are the same, see `Tables.take_over`.
    """
    if find_spec("numba") is None:
        return None
    entries = sum(link.items.bit_count() for links in tables.wiring.out for link in links)
    return Compiled(tables, begins, before) if entries >= WORTH_IT else None


class Compiled:
    """The compiled walk over the tables of one view. begins: of each item, by number."""

    def __init__(self, tables: Tables, begins: Sequence[Begins], before: Compiled | None = None) -> None:
        self._tables = tables
        self._begins = begins
        self._gates: _Gates = _Gates(before._gates if before else ())
        self._links = _links(tables, self._gates)
        self._starts = [_starts(there, self._gates) for there in begins]
        same = before is not None and self._gates == before._gates
        self._over: _Arrays
        self._at_nodes: _Arrays
        self._over, self._at_nodes = (before._over, before._at_nodes) if before and same else self._look()
        self._sizes = (tables.nodes, len(tables.persons), len(tables.outcomes))

    def _look(self) -> tuple[_Arrays, _Arrays]:
        """What the gates let through, and what is at the nodes."""
        tables, nodes = self._tables, range(self._tables.nodes)
        sights, ends = list(map(tables.sight, nodes)), list(map(tables.ends, nodes))
        seers, staff = [lines for sight in sights for lines in sight.seers], [sight.staff for sight in sights]
        going_through = {link.node for links in tables.wiring.out for link in links if link.presence == CARRIED}
        for node in (waiting := list(going_through)):
            further = {link.node for link in tables.wiring.beside[node]} - going_through
            going_through |= further
            waiting += further
        through = [tables.ends(node, node in going_through) for node in nodes]
        outcomes = [lines for end in (*ends, *through) for lines in end.outcomes]
        looks = _Looks(tables, self._gates, sights, [*ends, *through])
        at_nodes = (
            (*_sets(tables, [sight.sets for sight in sights]), *looks.lines(seers, 3), looks.apart(seers)),
            looks.lines(staff, 3),
            (*_sets(tables, [end.sets for end in ends]), *looks.lines(outcomes, 2), looks.apart(outcomes)),
        )
        return (looks.through(self._gates), looks.arrays()), at_nodes

    def spread(self, item: int) -> Spread:
        """What follows from an item, by the node where it begins."""
        import numpy as np

        from auditor.traces.kernel import spread

        family, nodes = np.array(self._tables.family(item), np.int32), list(self._begins[item])
        sizes = (*self._sizes, len(nodes))
        order, *found = spread(self._links, *self._over, *self._at_nodes, sizes, family, self._starts[item])
        return _Together(nodes, np.argsort(order).astype(np.int32), *found)


class _Rows(NamedTuple):
    """Lines of every word: where those of it begin, what each is about, and its bits for each status from always on."""

    start: Numbers
    of: Numbers
    sure: Bits

    def having(self, word: int, bit: int) -> Numbers:
        """The lines of a word that have this bit, as in `Found`."""
        here = slice(*self.start[word : word + 2])
        has = self.sure[here] >> bit & 1
        which = has[:, -1].nonzero()[0]
        found: Numbers = self.of[here][which] * RANKS + RANKS - has[which].sum(axis=1, dtype=int)
        return found


class _Together(Spread):
    """What follows from each place, cut out of what follows from all when it is asked for.

    positions: the bit of each place, counted over all words. at, seen: the nodes that are reached and the persons that
    can see something. ended: by word and outcome. counted: how many nodes, and how many persons, by word and bit.
    """

    def __init__(
        self, nodes: Sequence[int], positions: Numbers, at: Sequence[Any], seen: Sequence[Any], ended: Bits,
        counted: Numbers,
    ) -> None:  # fmt: skip
        self._positions = positions
        self._position = dict(zip(nodes, positions.tolist(), strict=True))
        self._at, self._seen, self._ended, self._counted = _Rows(*at), _Rows(*seen), ended, counted

    def __getitem__(self, node: int) -> Found:
        word, bit = divmod(self._position[node], WORD)
        outcomes = (self._ended[word] >> bit & 1).nonzero()[0]
        return Found(self._at.having(word, bit), self._seen.having(word, bit), outcomes)

    def __iter__(self) -> Iterator[int]:
        return iter(self._position)

    def __len__(self) -> int:
        return len(self._position)

    def nodes(self) -> set[int]:
        return set(self._at.of[: self._at.start[-1]].tolist())

    def tallies(self) -> Iterator[Tally]:
        import numpy as np

        open_ = np.ascontiguousarray(self._ended[:, [UNKNOWN, WAITING]].T).view(np.uint8)
        doubts = np.unpackbits(open_, axis=1, bitorder="little").astype(bool)
        columns = (*self._counted.reshape(2, -1), *doubts)
        return map(Tally, self._position, *(column[self._positions].tolist() for column in columns))


class _Gates(dict[tuple[int, int], int]):
    """A number for every way in which data goes on: for which kinds of clients, and how sure it is at best."""

    def __missing__(self, gate: tuple[int, int]) -> int:
        return self.setdefault(gate, len(self))


class _Links(NamedTuple):
    """The links, by number. entry: those of item i, by the node they leave, from start[i] to start[i + 1].

    link: of each the node it leaves, where to, what it makes or SAME, presence, form, and the number of its gate. Those
    of what only goes through a node leave the number of that node and of all nodes.
    """

    start: Numbers
    entry: Numbers
    link: Numbers


def _links(tables: Tables, gates: _Gates) -> _Links:
    import numpy as np

    wired = [*tables.wiring.out, *tables.wiring.beside]
    links = [(node, link) for node, links in enumerate(wired) for link in links]
    gate = {}
    for scope, rank in {(link.scope, link.rank) for _, link in links}:
        kinds, loose = tables.through(scope)
        gate[scope, rank] = gates[kinds, max(rank, loose)]
    rows = [
        (node, link.node, link.item, link.presence, link.becomes, gate[link.scope, link.rank]) for node, link in links
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
    )


def _starts(begins: Begins, gates: _Gates) -> Numbers:
    """Of each beginning of an item the place it belongs to, its node, whether it is in figures, and its gate."""
    import numpy as np

    rows = [
        (place, begin.node, begin.figures, gates[begin.kinds, begin.rank])
        for place, there in enumerate(begins.values())
        for begin in there
    ]
    return np.array(rows, np.int32).reshape(-1, 4)


class _Looks:
    """What is looked for of each beginning: whether it comes somewhere for a kind of clients, and how sure at least.

    Not for every kind: one that goes through every gate through which another goes, comes wherever that other comes.
    So to know what comes somewhere for some kinds, it is enough to look at those that go furthest.
    """

    def __init__(self, tables: Tables, gates: _Gates, sights: Iterable[Sight], ends: Iterable[Ends]) -> None:
        masks = list(dict.fromkeys(kinds for kinds, _ in gates))
        self._gates_of = [
            sum(1 << number for number, mask in enumerate(masks) if mask >> kind & 1)
            for kind in range(len(tables.kinds))
        ]
        self._best: dict[int, int] = {}
        self._furthest_of: dict[int, list[int]] = {}
        self._add(tables.everybody, ALWAYS)
        self._first_kinds = frozenset(self._best)
        for sight in sights:
            for _, rank, kinds in chain(*sight.seers, sight.staff):
                self._add(kinds, rank)
        for end in ends:
            for _, kinds in chain(*end.outcomes):
                self._add(kinds, PERHAPS)
        looks = [(kind, rank) for kind, best in self._best.items() for rank in range(best, RANKS)]
        self._looks = (
            [look for look in looks if look[0] in self._first_kinds],
            [look for look in looks if look[0] not in self._first_kinds],
        )
        self._number = {kinds: number for number, kinds in enumerate(self._furthest_of)}

    def _add(self, kinds: int, best: int) -> None:
        """To look for these kinds of clients as well, from a rank on."""
        if kinds not in self._furthest_of:
            self._furthest_of[kinds] = self._furthest(kinds)
        for kind in self._furthest_of[kinds]:
            self._best[kind] = min(best, self._best.get(kind, best))

    def _furthest(self, kinds: int) -> list[int]:
        found: list[int] = []
        for kind in bits(kinds):
            gates = self._gates_of[kind]
            if all(gates & ~self._gates_of[other] for other in found):
                found = [other for other in found if self._gates_of[other] & ~gates]
                found.append(kind)
        return found

    def through(self, gates: _Gates) -> tuple[Bits, ...]:
        """Of every gate, by look, all bits where it is open, else none: for the first looks, and for the others."""
        import numpy as np

        return tuple(
            np.array([[-(kinds >> kind & (rank >= best)) for kind, rank in looks] for kinds, best in gates], np.int64)
            .reshape(len(gates), len(looks)).view(np.uint64)
            for looks in self._looks
        )  # fmt: skip

    def lines(self, sets: Sequence[Sequence[tuple[int, ...]]], width: int) -> _Lists:
        """What holds for one set after the other; the last number of a line, kinds of clients, as our number."""
        return _Lists.of([[(*line[:-1], self._number[line[-1]]) for line in lines] for lines in sets], width)

    def apart(self, sets: Sequence[Sequence[tuple[int, ...]]]) -> NDArray[np.bool_]:
        """Of every set, whether there is something in it about which the first looks say nothing."""
        import numpy as np

        enough = {kinds: self._first_kinds.issuperset(found) for kinds, found in self._furthest_of.items()}
        return np.array([not all(enough[line[-1]] for line in lines) for lines in sets], bool)

    def arrays(self) -> tuple[Numbers, ...]:
        """Of every set of kinds of clients those that go furthest, as `_Lists`; and of each kind the looks, by rank."""
        import numpy as np

        place = {kind: place for place, kind in enumerate(self._best)}
        found = np.full((len(self._looks), len(place), RANKS), -1, np.int32)
        for look, looks in zip(found, self._looks, strict=True):
            for number, (kind, rank) in enumerate(looks):
                look[place[kind], rank] = number
        return (*_Lists.of([place[kind] for kind in kinds] for kinds in self._furthest_of.values()), *found)


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


class _Lists(NamedTuple):
    """Lists one after the other: where each begins, and all that is in them."""

    start: Numbers
    all: Numbers

    @classmethod
    def of(cls, lists: Iterable[Sequence[Any]], width: int = 1) -> _Lists:
        """width: how many numbers each entry has, where it has more than one."""
        import numpy as np

        listed = list(lists)
        found = np.array(list(chain.from_iterable(listed)), np.int32)
        start = np.array([0, *accumulate(map(len, listed))], np.int32)
        return cls(start, found if width == 1 else found.reshape(-1, width))
