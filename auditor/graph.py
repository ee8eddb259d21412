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

    def flows_from(self, node: str) -> Sequence[NamedFlow]:
        """The flows that leave this place or organisation."""
        return [self._flows[key] for _, _, key in self._graph.out_edges(node, keys=True)]
