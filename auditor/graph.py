"""The model as a graph: places and organisations are nodes, flows are edges. The only module that knows networkx.

Method names are questions; answers come in a fixed order, so that equal models give equal results.
"""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx

from auditor.model import NamedFlow, View


class FlowGraph:
    """Places and organisations of one view, and the flows between them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._graph.add_nodes_from(sorted(view.holders))
        self._flows = {flow.id: flow for flow in sorted(view.flows, key=lambda flow: flow.id)}
        for name, flow in self._flows.items():
            self._graph.add_edge(flow.value.from_, flow.value.to, key=name)

    def nodes(self) -> Sequence[str]:
        """Every place and organisation."""
        return list(self._graph.nodes)

    def flows(self) -> Sequence[NamedFlow]:
        """Every flow."""
        return list(self._flows.values())

    def flows_from(self, node: str) -> Sequence[NamedFlow]:
        """The flows that leave this place or organisation."""
        return [self._flows[key] for _, _, key in self._graph.out_edges(node, keys=True)]

    def flows_to(self, node: str) -> Sequence[NamedFlow]:
        """The flows that end at this place or organisation."""
        return [self._flows[key] for _, _, key in self._graph.in_edges(node, keys=True)]

    def connected(self) -> Sequence[str]:
        """The nodes with at least one flow."""
        return [node for node, degree in self._graph.degree() if degree]

    def near(self, nodes: Sequence[str]) -> Sequence[str]:
        """These nodes and everything one flow away from them."""
        found = set(nodes)
        for node in nodes:
            found.update(self._graph.successors(node), self._graph.predecessors(node))
        return [node for node in self._graph.nodes if node in found]
