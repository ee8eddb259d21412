"""rustworkx: a graph of its own for every item, made once, and `descendants` from every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import rustworkx

from benchmarks.problem import Plain

State = list[tuple[Any, list[int]]]


def prepare(problem: Plain) -> State:
    """A graph per item with only the holders it needs, and its places of collection."""
    made = []
    for item in range(problem.items):
        number: dict[int, int] = {}
        edges = [
            (number.setdefault(source, len(number)), number.setdefault(target, len(number)))
            for source, target in problem.edges(item)
        ]
        origins = [number.setdefault(origin, len(number)) for origin in problem.origins(item)]
        graph = rustworkx.PyDiGraph(multigraph=False)
        graph.add_nodes_from(range(len(number)))
        graph.add_edges_from_no_data(edges)
        made.append((graph, origins))
    return made


def counts(state: State, items: Sequence[int]) -> Iterator[int]:
    """See `benchmarks.peers`."""
    for item in items:
        graph, origins = state[item]
        yield sum(len(rustworkx.descendants(graph, origin)) for origin in origins)
