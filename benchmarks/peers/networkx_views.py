"""networkx in the usual way: one graph of all flows, a view of it for every item, `descendants` from every place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import networkx as nx

from benchmarks.problem import Plain

State = tuple[Plain, "nx.DiGraph[int]"]


def prepare(problem: Plain) -> State:
    """One graph; every edge has the items that flows between its ends carry."""
    carried: dict[tuple[int, int], set[int]] = {}
    graph: nx.DiGraph[int] = nx.DiGraph()
    for item in range(problem.items):
        graph.add_nodes_from(problem.origins(item))
        for ends in problem.edges(item):
            carried.setdefault(ends, set()).add(item)
    graph.add_edges_from((*ends, {"items": items}) for ends, items in carried.items())
    return problem, graph


def counts(state: State, items: Sequence[int]) -> Iterator[int]:
    """See `benchmarks.peers`."""
    problem, graph = state
    for item in items:
        view = nx.subgraph_view(graph, filter_edge=_carries(graph, item))
        yield sum(len(nx.descendants(view, origin)) for origin in problem.origins(item))


def _carries(graph: nx.DiGraph[int], item: int) -> Callable[[int, int], bool]:
    edges = graph.adj
    return lambda source, target: item in edges[source][target]["items"]
