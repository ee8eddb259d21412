"""The description as a networkx graph, for who wants to ask it what nobody thought of. Only this module knows networkx.

What we ask ourselves goes over a more compact form, see `auditor.traces.wiring`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import networkx as nx

from auditor.model import NamedFlow, View
from auditor.model.elements import Flow
from auditor.model.facts import YesNo


class FlowGraph:
    """Places and organisations of one view, and the flows between them.

    graph: places and organisations are nodes, with what is described of them as `holder`. Flows are edges, with their
    name as key and what is described of them as `flow`; from a system to each thing it lies on goes an edge with the
    key `on` and None as `flow`. All in a fixed order.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.graph.add_nodes_from((name, {"holder": view.holders[name]}) for name in sorted(view.holders))
        self._flows = {flow.id: flow for flow in sorted(view.flows, key=lambda flow: flow.id)}
        for name, flow in self._flows.items():
            self.graph.add_edge(flow.value.from_, flow.value.to, key=name, flow=flow.value)
        for system in sorted(view.systems):
            for carrier in sorted(view.lies_on(system)):
                self.graph.add_edge(system, carrier, key="on", flow=None)

    def carrying(self, item: str) -> nx.MultiDiGraph[str]:
        """A graph of its own with all nodes, and of the edges those by which a kind of data can go.

        A flow of which nobody knows what it carries counts; one that is said not to happen does not.
        """
        found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        found.add_nodes_from(self.graph.nodes(data=True))
        edges: Iterable[tuple[str, str, str, Flow | None]] = self.graph.edges(keys=True, data="flow")
        for source, target, key, flow in edges:
            if flow is None or _may_carry(flow, item):
                found.add_edge(source, target, key=key, flow=flow)
        return found

    def flows_from(self, node: str) -> Sequence[NamedFlow]:
        """The flows that leave this place or organisation."""
        return [self._flows[key] for _, _, key in self.graph.out_edges(node, keys=True) if key in self._flows]


def _may_carry(flow: Flow, item: str) -> bool:
    denied = isinstance(flow.happens, YesNo) and flow.happens is not YesNo.YES
    return not denied and (not isinstance(flow.items, tuple) or item in flow.items)
