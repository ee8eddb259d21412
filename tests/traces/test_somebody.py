"""What holds for somebody of whom only the groups of clients are known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.errors import AuditorError, NotFound
from auditor.model import Audience, View, build
from auditor.traces import Traces, groups_named
from tests.traces import oracle, plain, rewrite
from tests.traces.strategies import Data, Shape, models

many = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
GROUPED = Shape(groups=(1, 3))


def of_somebody(data: Data, groups: frozenset[str], audience: Audience = Audience.OFFICER) -> dict[str, Any]:
    return plain.of_traces(Traces(build(data), audience, groups=groups))


@many
@given(models(GROUPED), st.data())
def test_is_what_the_description_says_without_all_that_is_about_others(data: Data, draw: st.DataObject) -> None:
    data = rewrite.with_flow_ids(data)
    groups = draw.draw(st.sampled_from(oracle.clients(data)))
    assert of_somebody(data, groups) == plain.everything(build(rewrite.for_somebody(data, groups)))


@many
@given(models(GROUPED), st.data())
def test_leaves_out_no_place_that_the_whole_names_for_these_groups(data: Data, draw: st.DataObject) -> None:
    groups = draw.draw(st.sampled_from(oracle.clients(data)))
    whole, narrowed = (Traces(build(data), groups=known) for known in (None, groups))
    for trace in whole.all():
        theirs = {node for node, found in trace.reached.items() if any(a.groups <= groups for a in found.arrivals)}
        assert theirs <= narrowed.of(trace.item).reached.keys()
        people = {reader.role for reader in whole.readers(trace) if any(c.groups <= groups for c in reader.cases)}
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
