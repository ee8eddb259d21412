"""What must hold for the loss of anything of every description."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.loss import Kind, Loss, OtherCopy, Part, Reach, of_flow, of_place, of_role, of_vendor
from auditor.model import Audience, Model, build
from auditor.model.facts import State, YesNo, stated
from auditor.traces import Presence, Traces
from tests.examples import times
from tests.traces import rewrite
from tests.traces.strategies import Data, Shape, models

many = settings(max_examples=times(40))
seeds = st.integers(0, 2**32)
Ways = dict[str, set[Presence]]


def everything(traces: Traces) -> dict[tuple[Kind, str], Loss]:
    view = traces.view
    found = {(Kind.PLACE, name): of_place(traces, name) for name in sorted(view.places)}
    flows = (flow.id for flow in view.flows if flow.value.happens is not YesNo.NO)  # a client hears of none such
    found |= {(Kind.FLOW, name): of_flow(traces, name) for name in flows}
    found |= {(Kind.VENDOR, name): of_vendor(traces, name) for name in sorted(view.organisations)}
    return found | {(Kind.ROLE, name): of_role(traces, name) for name in sorted(view.roles)}


def present(traces: Traces, node: str) -> Ways:
    """Everything that any trace says is at a node, straight from the traces."""
    found: Ways = {}
    for trace in traces.all():
        for arrival in trace.reached[node].arrivals if node in trace.reached else ():
            found.setdefault(arrival.item, set()).add(arrival.presence)
    return found


@many
@given(models())
def test_a_lost_place_has_exactly_what_the_traces_say_is_there(data: Data) -> None:
    traces = Traces(build(data))
    for place in traces.view.places:
        found = of_place(traces, place)
        assert {lost.item: set(lost.presences) for lost in found.items} == present(traces, place)
        assert len(found.items) == len({lost.item for lost in found.items})
        for lost in found.items:
            assert (lost.other is not None) <= (Presence.COPY in lost.presences)


@many
@given(models())
def test_another_copy_is_one_that_the_traces_know_and_a_no_is_declared(data: Data) -> None:
    traces = Traces(build(data))
    arrivals = [arrival for trace in traces.all() for arrival in trace.may_stay()]
    may_stay = {(arrival.node, arrival.item) for arrival in arrivals}
    copies = {(arrival.node, arrival.item) for arrival in arrivals if arrival.presence is Presence.COPY}
    for place in traces.view.places:
        for lost in of_place(traces, place).items:
            assert place not in lost.copies
            surely = lost.other in (OtherCopy.YES, OtherCopy.SOME)
            assert {(node, lost.item) for node in lost.copies} <= (copies if surely else may_stay)
            assert bool(lost.copies) == (surely or lost.other is OtherCopy.PERHAPS)
            if lost.other is OtherCopy.NO:
                assert traces.view.complete(place, "flows")
            if lost.other in (OtherCopy.NONE_KNOWN, OtherCopy.NO):
                elsewhere = {node for node, item in may_stay if item == lost.item and node != place}
                assert all(_leaves(traces, node, lost.item) for node in elsewhere)


def _leaves(traces: Traces, node: str, item: str) -> bool:
    """Whether a flow may move the item away from the node."""
    return any(str(stated(flow.value.mode)) == "move" and flow.value.from_ == node for flow in traces.view.flows)


@many
@given(models())
def test_a_company_is_told_of_at_every_place_it_works_for(data: Data) -> None:
    traces = Traces(build(data))
    view = traces.view
    for company in view.organisations:
        spots = {spot.node: spot for spot in of_vendor(traces, company).spots}
        for place in view.places:
            works = any(at.value.organisation == company for at in view.processors(place) or ())
            decides = company in view.deciders(place)
            assert (place in spots) == (works or decides)
            if place in spots:
                parts = set(spots[place].parts)
                assert bool(parts & {Part.PROCESSOR, Part.SUB_PROCESSOR}) == works
                assert (Part.DECIDES in parts) == decides
                assert {lost.item for lost in spots[place].items} == set(present(traces, place))


@many
@given(models())
def test_an_account_opens_what_the_list_of_access_says(data: Data) -> None:
    traces = Traces(build(data))
    view = traces.view
    for role in view.roles:
        found = of_role(traces, role)
        opened = Counter(one.path for one in found.reach)
        paths = {
            at.path
            for node in view.holders
            for at in view.access(node) or ()
            if at.value.role == role and view.kind_id(node) != "notebook"
        }
        assert set(opened) == paths
        assert set(opened.values()) <= {1}
        for one in found.reach:
            assert set(one.items) <= set(present(traces, one.node))
        assert {lost.item for lost in found.items} == {item for one in found.reach for item in one.items}


@many
@given(models())
def test_a_flow_carries_only_what_its_sender_has(data: Data) -> None:
    traces = Traces(build(data))
    for flow in traces.view.flows:
        found = of_flow(traces, flow.id)
        copies = {item for item, ways in present(traces, flow.value.from_).items() if Presence.COPY in ways}
        assert {lost.item for lost in found.items} <= copies
        if isinstance(flow.value.items, tuple):
            assert {lost.item for lost in found.items} <= set(flow.value.items)


@many
@given(models())
def test_silence_about_protection_is_never_a_no(data: Data) -> None:
    """The descriptions say nothing of measures and logs, so nothing is known of them but that there is a back-up."""
    for found in everything(Traces(build(data))).values():
        for spot in found.spots:
            known = {measure.name: measure.state for measure in spot.measures if measure.state is not State.UNKNOWN}
            assert known in ({}, {"backups": State.YES})
            assert spot.log in (None, State.UNKNOWN)


@many
@given(models(), seeds)
def test_the_order_of_the_file_changes_nothing(data: Data, seed: int) -> None:
    data = rewrite.with_flow_ids(data)
    shuffled = rewrite.shuffled(data, Random(seed))
    assert plain_of(build(data), Audience.OFFICER) == plain_of(build(shuffled), Audience.OFFICER)


@many
@given(models(Shape(reserve=True)))
def test_a_client_learns_what_the_description_says_without_the_reserved(data: Data) -> None:
    data = rewrite.with_flow_ids(data)
    told = plain_of(build(data), Audience.CLIENT)
    if Traces(build(data)).view.anything_reserved:
        assert told == plain_of(build(rewrite.without_reserved(data)), Audience.OFFICER)


def plain_of(model: Model, audience: Audience) -> dict[Any, Any]:
    return {name: plain(found) for name, found in everything(Traces(model, audience)).items()}


def plain(value: Any) -> Any:
    """A result without the paths of its evidence, and without the order of equals."""
    if is_dataclass(value) and not isinstance(value, type):
        left = ("path", "rests_on") if not isinstance(value, Reach) else ("path",)
        return {field.name: plain(getattr(value, field.name)) for field in fields(value) if field.name not in left}
    if isinstance(value, tuple | list):
        return sorted((plain(part) for part in value), key=repr)
    if isinstance(value, frozenset):
        return sorted(value, key=repr)
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return repr(value)
