"""The plain problem that all get: of every item a graph, and the places where it is written down first.

Holders are places and organisations. There is an edge where a flow carries the item, whatever its mode, whose data it
is and under which condition, unless the description denies the flow; nothing is made out of anything else. The
question: which holders can be reached from each place of collection.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from auditor.model import Model
from auditor.model.facts import Unknown, YesNo
from benchmarks.models import Size, item_ids, parts


class Plain(NamedTuple):
    """The graphs of all items, one after the other.

    holders, items: how many. The edges of item i are source[n] and target[n] for n from edge_start[i] to
    edge_start[i + 1]; its places of collection stand in `origin` in the same way. Numbers are 32 bits, starts 64.
    """

    holders: int
    items: int
    edge_start: array[int]
    source: array[int]
    target: array[int]
    origin_start: array[int]
    origin: array[int]

    def edges(self, item: int) -> Iterator[tuple[int, int]]:
        """The edges of one item."""
        start, end = self.edge_start[item], self.edge_start[item + 1]
        return zip(self.source[start:end], self.target[start:end], strict=True)

    def origins(self, item: int) -> array[int]:
        """The places of collection of one item."""
        return self.origin[self.origin_start[item] : self.origin_start[item + 1]]

    def write(self, file: Path) -> None:
        """Keep it in a file, for a process of its own."""
        with file.open("wb") as stream:
            array("q", [self.holders, self.items]).tofile(stream)
            for part in self[2:]:
                array("q", [len(part)]).tofile(stream)
                part.tofile(stream)

    @classmethod
    def read(cls, file: Path) -> Plain:
        """What `write` kept."""
        with file.open("rb") as stream:
            holders, items = _read(stream, "q", 2)
            parts = [_read(stream, code, _read(stream, "q", 1)[0]) for code in "qiiqi"]
        return cls(holders, items, *parts)


def _read(stream: object, code: str, length: int) -> array[int]:
    found: array[int] = array(code)
    found.fromfile(stream, length)  # type: ignore[arg-type]
    return found


def generated(size: Size, seed: int = 1) -> Plain:
    """The plain problem of the description of this size, without reading its text."""
    made = list(parts(size, seed))
    number = {name: position for position, name in enumerate(name for part in made for name in part.holders)}
    return _joined(
        len(number),
        len(item_ids(size)),
        ((number[edge.source], number[edge.target], edge.items) for part in made for edge in part.edges),
        ((number[place], mask) for part in made for place, mask in part.collects),
    )


def of_model(model: Model) -> Plain:
    """The plain problem of a description that was read; its holders may be numbered otherwise."""
    number = {name: position for position, name in enumerate((*model.places, *model.organisations))}
    bit = {name: 1 << position for position, name in enumerate(model.items)}

    def bits(items: object) -> int:
        return -1 if isinstance(items, str | Unknown) else sum(bit[item] for item in items)  # type: ignore[attr-defined]

    return _joined(
        len(number),
        len(bit),
        (
            (number[flow.from_], number[flow.to], bits(flow.items))
            for flow in model.flows
            if not isinstance(flow.happens, YesNo) or flow.happens is YesNo.YES
        ),
        ((number[name], bits(listed.items)) for name, place in model.places.items() for listed in place.collects),
    )


def _joined(
    holders: int, items: int, edges: Iterator[tuple[int, int, int]], collects: Iterator[tuple[int, int]]
) -> Plain:
    everything = (1 << items) - 1
    sources: list[array[int]] = [array("i") for _ in range(items)]
    targets: list[array[int]] = [array("i") for _ in range(items)]
    for source, target, mask in edges:
        mask &= everything
        while mask:
            low = mask & -mask
            item = low.bit_length() - 1
            sources[item].append(source)
            targets[item].append(target)
            mask ^= low
    origins: list[dict[int, None]] = [{} for _ in range(items)]
    for place, mask in collects:
        mask &= everything
        while mask:
            low = mask & -mask
            origins[low.bit_length() - 1][place] = None
            mask ^= low
    edge_start, origin_start = array("q", [0]), array("q", [0])
    source_all, target_all, origin_all = array("i"), array("i"), array("i")
    for item in range(items):
        source_all += sources[item]
        target_all += targets[item]
        origin_all.extend(origins[item])
        edge_start.append(len(source_all))
        origin_start.append(len(origin_all))
    return Plain(holders, items, edge_start, source_all, target_all, origin_start, origin_all)
