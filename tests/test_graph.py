"""The networkx graph of a description, and that the compact form reaches what networkx reaches over that graph."""

from __future__ import annotations

from collections import Counter

import networkx as nx
from hypothesis import given, settings

from auditor.graph import FlowGraph
from auditor.model import View, build
from auditor.model.elements import Flow, Form, Holder, Mode
from auditor.model.facts import State, state_of, stated
from auditor.traces import Traces
from tests.examples import times
from tests.traces.small import collecting, described, flow
from tests.traces.strategies import Data, Shape, models


def test_says_of_every_flow_what_is_described_and_of_every_system_what_it_lies_on() -> None:
    traces = Traces(
        described(
            systems={"file": collecting("notes", on="laptop")},
            carriers={"laptop": {"kind": "laptop"}},
            flows=[flow("file", "council", ["notes"], id="report"), flow("file", "team", ["score"], happens="no")],
        )
    )
    graph = traces.graph.graph
    assert list(graph.nodes) == sorted(traces.view.holders)
    assert graph.nodes["laptop"]["holder"].kind == "laptop"
    assert set(graph.edges) == {("file", "team", "file>team"), ("file", "laptop", "on"), ("file", "council", "report")}
    assert graph.edges["file", "council", "report"]["flow"].mode is Mode.COPY
    assert nx.descendants(traces.graph.carrying("notes"), "file") == {"laptop", "council"}
    assert nx.descendants(traces.graph.carrying("score"), "file") == {"laptop"}
    assert [one.id for one in traces.graph.flows_from("file")] == ["file>team", "report"]


def test_the_compact_form_reaches_what_networkx_reaches() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=times(300))
    @given(models(Shape(groups=(0, 0), flows=(2, 14))))
    def reaches(data: Data) -> None:
        for place in (place for section in ("systems", "carriers") for place in data.get(section, {}).values()):
            place.pop("derives", None)
        view = View(build(data))
        everywhere = Traces(view.model).everywhere
        for item, found in everywhere.items():
            carrying = FlowGraph(view).carrying(item)
            for place, one in found.items():
                seen["reached"] += len(one.places()) > 2
                assert one.places().keys() == _reached(carrying, place)

    reaches()
    assert seen["reached"] > 200


def _reached(carrying: nx.MultiDiGraph[str], place: str) -> set[str]:
    """Where copies go, what copies are sent to in another way, and what that goes through."""
    kept = carrying.edge_subgraph(
        (source, target, key)
        for source, target, key, flow in carrying.edges(keys=True, data="flow")
        if flow is None or _leaves_copy(flow)
    )
    copies = {place, *(nx.descendants(kept, place) if place in kept else ())}
    leaving = [(target, flow) for _, target, flow in carrying.out_edges(copies, data="flow")]
    through = {via.place for _, flow in leaving if flow for via in flow.via if via.place}
    beside = carrying.edge_subgraph(
        (source, target, key)
        for source, target, key, flow in carrying.edges(keys=True, data="flow")
        if flow is None or _backs_up(flow, carrying.nodes[target]["holder"])
    )
    through |= {further for one in through if one in beside for further in nx.descendants(beside, one)}
    return copies | {target for target, _ in leaving} | through


def _backs_up(flow: Flow, to: Holder) -> bool:
    """What goes through a place perhaps stays there, and then it is perhaps in the back-up of that place too."""
    return to.kind == "backup" and flow.form.personal and _leaves_copy(flow)


def _leaves_copy(flow: Flow) -> bool:
    """A copy, and not an anonymous one: from there nobody can follow it any more."""
    if stated(flow.becomes) is Form.ANONYMOUS or flow.mode is Mode.VIEW:
        return False
    return flow.mode is not Mode.TELL or state_of(flow.written_down) in (State.YES, State.UNKNOWN)
