"""networkx at its best: a graph of its own for every item, made once, and `descendants` from every place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import networkx as nx

from benchmarks.problem import Plain

State = tuple[Plain, list["nx.DiGraph[int]"]]


def prepare(problem: Plain) -> State:
    """A graph per item."""
    graphs = []
    for item in range(problem.items):
        graph: nx.DiGraph[int] = nx.DiGraph()
        graph.add_edges_from(problem.edges(item))
        graph.add_nodes_from(problem.origins(item))
        graphs.append(graph)
    return problem, graphs


def counts(state: State, items: Sequence[int]) -> Iterator[int]:
    """See `benchmarks.peers`."""
    problem, graphs = state
    for item in items:
        graph = graphs[item]
        yield sum(len(nx.descendants(graph, origin)) for origin in problem.origins(item))
