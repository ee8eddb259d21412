"""Maps as data: every flow and place is in them, and an arrow is no surer than what it stands for."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import NotFound
from auditor.exporters import flow_map
from auditor.exporters.flow_map import Edge, EdgeKind, Mark, around, by_organisation, of_item, whole
from auditor.model import View, build
from auditor.traces import Status, StepKind, Traces
from tests.exporters.flow_map.models import every_map, model_of, small
from tests.traces.small import Data, collecting, described, flow


def test_without_carriers_every_flow_is_still_there() -> None:
    view = View(model_of(8, 30))
    drawn = whole(view, carriers=False)
    assert {edge.id for edge in drawn.edges if edge.kind is EdgeKind.FLOW} == set(view.model.flow_ids)
    assert not any(edge.kind is EdgeKind.LIES_ON for edge in drawn.edges)


def test_ids_in_the_picture_lead_back_to_the_model() -> None:
    for drawn in every_map(model_of(8, 40)):
        anchors = [edge.anchor for edge in drawn.edges] + [node.anchor for node in drawn.nodes]
        assert len(anchors) == len(set(anchors))
        assert all(re.fullmatch("[a-z][a-z0-9_-]*", anchor) for anchor in anchors)
        assert all(drawn.flows_by_anchor()[edge.anchor] == edge.flows for edge in drawn.edges)
        assert list(drawn.nodes_by_anchor().values()) == [node.id for node in drawn.nodes]
    assert flow_map.anchor("flow", "a>b#2") != flow_map.anchor("flow", "a>b-2")


# One item


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_the_map_of_an_item_has_exactly_the_places_that_it_reaches(seed: int) -> None:
    traces = Traces(model_of(9, 25, seed))
    for item in traces.view.items:
        trace, drawn = traces.of(item), of_item(traces, item)
        assert {node.id for node in drawn.nodes} == set(trace.reached)
        assert all(node.status is trace.reached[node.id].status for node in drawn.nodes)
        steps = [step for reached in trace.reached.values() for a in reached.arrivals for step in a.route]
        taken = {step.flow for step in steps if step.kind is StepKind.FLOW}
        assert taken <= {edge.id for edge in drawn.edges}
        on = {f"{step.source}>{step.target}" for step in steps if step.kind is StepKind.LIES_ON}
        assert on <= {edge.id for edge in drawn.edges if edge.kind is EdgeKind.LIES_ON}


def test_an_arrow_is_no_surer_than_the_way_to_it() -> None:
    drawn = of_item(Traces(build(small())), "bsn")
    assert {edge.id: edge.status for edge in drawn.edges} == {
        "a": Status.ALWAYS,
        "b": Status.SOMETIMES,
        "c": Status.PERHAPS,
        "list>phone": Status.ALWAYS,
    }
    assert {node.id: node.mark for node in drawn.nodes}["file"] is Mark.BEGIN
    assert next(edge for edge in drawn.edges if edge.id == "a").items == ("bsn",)


def test_what_only_passes_or_is_seen_is_not_called_a_copy() -> None:
    marks = {node.id: node.mark for node in of_item(Traces(build(small())), "house").nodes}
    assert marks["hub"] is Mark.PASSES
    marks = {node.id: node.mark for node in of_item(Traces(build(small())), "notes").nodes}
    assert marks["council"] is Mark.NO_COPY


# Around, and by organisation


def test_around_a_place_are_its_neighbours_only() -> None:
    drawn = around(View(build(small())), "list")
    assert {node.id for node in drawn.nodes} == {"list", "file", "chat", "phone"}
    assert [edge.id for edge in drawn.edges] == ["a", "b", "list>phone"]
    passing = around(View(build(small())), "hub")
    assert {edge.id for edge in passing.edges} == {"f", "f>hub"}
    with pytest.raises(NotFound):
        around(View(build(small())), "nowhere")


def test_the_collapsed_map_folds_flows_into_organisations() -> None:
    drawn = by_organisation(View(build(small())))
    nodes = {node.id: node for node in drawn.nodes}
    assert set(nodes) == {"team", "council", "chat"}
    assert nodes["team"].inside == (3, 1)
    assert {edge.id: edge.flows for edge in drawn.edges} == {
        "team>chat": ("b",),
        "chat>council": ("c",),
        "team>council": ("d",),
    }


@settings(max_examples=15)
@given(seed=st.integers(0, 10**6))
def test_a_bundle_says_nothing_surer_or_safer_than_its_flows(seed: int) -> None:
    view = View(model_of(9, 30, seed))
    flows = {edge.id: edge for edge in whole(view).edges if edge.kind is EdgeKind.FLOW}
    for bundle in by_organisation(view).edges:
        members = [flows[name] for name in bundle.flows]
        told = {edge.status for edge in members}
        partly = Status.ALWAYS in told and any(edge.groups for edge in members)
        assert bundle.status in told or (partly and bundle.status is Status.SOMETIMES)
        assert bundle.sensitive is not False or all(edge.sensitive is False for edge in members)
        assert all(set(edge.items) <= set(bundle.items) for edge in members)


def test_what_goes_for_some_clients_only_is_not_told_of_all_between_organisations() -> None:
    def between(*flows: Data) -> Edge:
        model = described(
            scopes={"youth": {}, "debts": {}},
            systems={"file": collecting("notes", controller="team")},
            flows=list(flows),
        )
        return next(edge for edge in by_organisation(View(model)).edges if edge.target == "council")

    youth = flow("file", "council", scope="youth")
    assert (between(youth).status, between(youth).groups) == (Status.ALWAYS, ("youth",))
    more = between(youth, flow("file", "council", scope="debts"))
    assert (more.status, more.groups) == (Status.SOMETIMES, ("debts", "youth"))
    sometimes = between(youth, flow("file", "council", if_="if you ask"))
    assert (sometimes.status, sometimes.groups) == (Status.SOMETIMES, None)
    assert between(youth, flow("file", "council")).status is Status.ALWAYS
    alone = between(flow("file", "council", if_="if you ask"))
    assert alone.condition is not None
