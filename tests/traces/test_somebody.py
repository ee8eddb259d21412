"""What holds for somebody of whom only the groups of clients are known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import AuditorError, NotFound
from auditor.model import Audience, View, build
from auditor.traces import Traces, groups_named
from tests.examples import times
from tests.traces import oracle, plain, rewrite
from tests.traces.strategies import Data, Shape, models
from tests.traces.test_oracle import for_client

many = settings(max_examples=times(150))
by_hand = settings(many, max_examples=times(100))
GROUPED = Shape(groups=(1, 3))
FEW_FLOWS = Shape(groups=(1, 3), flows=(3, 9))


def of_somebody(data: Data, groups: frozenset[str], audience: Audience = Audience.OFFICER) -> dict[str, Any]:
    return plain.of_traces(Traces(build(data), audience, groups=groups))


@by_hand
@given(models(FEW_FLOWS), st.data())
def test_goes_where_a_walk_by_hand_finds_the_data_of_a_client_in_these_groups(data: Data, draw: st.DataObject) -> None:
    groups = draw.draw(st.sampled_from(oracle.clients(data)))
    traces = Traces(build(data), groups=groups)
    for trace in traces.all():
        arrivals = [arrival for reached in trace.reached.values() for arrival in reached.arrivals]
        if not any(None in arrival.conditions for arrival in arrivals):
            answer = oracle.trace(data, trace.item)
            assert for_client(arrivals, frozenset()) == answer.reached[groups]


@by_hand
@given(models(FEW_FLOWS), st.data())
def test_is_what_the_description_says_without_all_that_is_about_others(data: Data, draw: st.DataObject) -> None:
    """But for what would look as if it were held somewhere, when nobody has told how it comes there."""
    data = rewrite.with_flow_ids(data)
    groups = draw.draw(st.sampled_from(oracle.clients(data)))
    alone = rewrite.for_somebody(data, groups)
    found, expected = of_somebody(data, groups), plain.everything(build(alone))
    if all(oracle.trace(alone, item).held == oracle.trace(data, item).held for item in data["items"]):
        assert found == expected


def test_does_not_hold_of_one_client_what_is_written_down_of_others_only() -> None:
    """A flow that names both carries of somebody without debts the name alone: nothing says that debts are there."""
    data = {
        "model": 1, "name": "Team", "owner": "team", "organisations": {"team": {}, "council": {}},
        "scopes": {"debts": {}, "home": {}}, "items": {"name": {"category": "name"}, "debt": {"category": "debts"}},
        "purposes": {"help": {}},
        "systems": {"file": {"collects": [
            {"items": "name", "from": "client", "for": "help"},
            {"items": "debt", "from": "client", "for": "help", "scope": "debts"},
        ]}},
        "flows": [{"from": "file", "to": "council", "items": ["name", "debt"], "for": "help", "mode": "copy"}],
    }  # fmt: skip
    of_home = Traces(build(data), groups=frozenset({"home"}))
    assert not of_home.of("debt").reached
    assert set(of_home.of("name").reached) == {"file", "council"}


@many
@given(models(GROUPED), st.data())
def test_leaves_out_no_place_that_the_whole_names_for_these_groups(data: Data, draw: st.DataObject) -> None:
    groups = draw.draw(st.sampled_from(oracle.clients(data)))
    whole, narrowed = (Traces(build(data), groups=known) for known in (None, groups))
    for trace in whole.all():
        theirs = {node for node, found in trace.reached.items() if any(a.groups <= groups for a in found.arrivals)}
        assert theirs <= narrowed.of(trace.item).reached.keys()
        known = [reader for reader in whole.readers(trace) if reader.known]
        people = {reader.role for reader in known if any(case.groups <= groups for case in reader.cases)}
        assert people <= {reader.role for reader in narrowed.readers(narrowed.of(trace.item))}


@many
@given(models(GROUPED))
def test_nothing_is_sometimes_because_of_a_group(data: Data) -> None:
    for groups in oracle.clients(data):
        traces = Traces(build(data), groups=groups)
        assert not any(a.groups for trace in traces.all() for found in trace.reached.values() for a in found.arrivals)


@many
@given(models(Shape(groups=(1, 2), reserve=True)))
def test_somebody_reads_nothing_of_a_reserved_group(data: Data) -> None:
    """Who is known to be in a group that may not be told of is nobody: it is no group of the view."""
    view = View(build(data), Audience.CLIENT)
    for name, group in data.get("scopes", {}).items():
        if "reserve" in group:
            with pytest.raises(NotFound):
                groups_named(view, [name])


def test_nobody_is_in_two_groups_of_one_division() -> None:
    data = {
        "model": 1, "name": "Team", "owner": "team", "organisations": {"team": {}},
        "scopes": {"north": {"division": "city"}, "south": {"division": "city"}, "youth": {}},
    }  # fmt: skip
    view = View(build(data))
    assert groups_named(view, ["north", "youth"]) == {"north", "youth"}
    with pytest.raises(AuditorError) as raised:
        groups_named(view, ["north", "youth", "south"])
    assert raised.value.key == "error.groups-apart"
    with pytest.raises(NotFound):
        groups_named(view, ["norht"])
