"""The plain problem of a description, see `benchmarks.problem`: as it is made, and as it was read."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from auditor.model import Model
from auditor.model.elements import Items
from auditor.model.facts import Unknown, YesNo
from benchmarks.models import Size, item_ids, parts
from benchmarks.problem import Plain


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

    def bits(items: Items | Unknown) -> int:
        return -1 if isinstance(items, str | Unknown) else sum(bit[item] for item in items)

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
    """The graphs of all items, out of flows and collections with their items as bits; -1 is every item."""
    sources: list[array[int]] = [array("i") for _ in range(items)]
    targets: list[array[int]] = [array("i") for _ in range(items)]
    for source, target, mask in edges:
        for item in _bits(mask, items):
            sources[item].append(source)
            targets[item].append(target)
    origins: list[dict[int, None]] = [{} for _ in range(items)]
    for place, mask in collects:
        for item in _bits(mask, items):
            origins[item][place] = None
    edge_start, origin_start = array("q", [0]), array("q", [0])
    source_all, target_all, origin_all = array("i"), array("i"), array("i")
    for item in range(items):
        source_all += sources[item]
        target_all += targets[item]
        origin_all.extend(origins[item])
        edge_start.append(len(source_all))
        origin_start.append(len(origin_all))
    return Plain(holders, items, edge_start, source_all, target_all, origin_start, origin_all)


def _bits(mask: int, items: int) -> Iterator[int]:
    mask &= (1 << items) - 1
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
