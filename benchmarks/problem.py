"""The plain problem that all get: of every item a graph, and the places where it is written down first.

Holders are places and organisations. There is an edge where a flow carries the item, whatever its mode, whose data it
is and under which condition, unless the description denies the flow; nothing is made out of anything else. The
question: which holders can be reached from each place of collection, itself left out.

Nothing but the standard library is needed here, so that a peer can answer from an environment of its own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple


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


def _read(stream: BinaryIO, code: str, length: int) -> array[int]:
    found: array[int] = array(code)
    found.fromfile(stream, length)
    return found
