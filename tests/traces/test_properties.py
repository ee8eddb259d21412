"""What must hold for the trace of every description: adding, forgetting, reordering, renaming and reserving."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from auditor.model import Audience, Model, build
from auditor.traces import Case, Conditions, Groups, Status, StepKind, Trace, Traces
from tests.examples import times
from tests.traces import plain, rewrite
from tests.traces.small import collecting, described, flow
from tests.traces.strategies import Data, Shape, models, models_with_flow

many = settings(max_examples=times(100))
seeds = st.integers(0, 2**32)
UNKNOWN = 3


# adding


@many
@given(models_with_flow(Shape(flows=(1, 10))))
def test_one_more_flow_takes_no_place_or_reader_away(pair: tuple[Data, Data]) -> None:
    data, flow = pair
    before, after = Traces(build(data)), Traces(build({**data, "flows": [*data["flows"], flow]}))
    for item in data["items"]:
        for at in (None, *before.view.places):
            old, new = before.of(item, at), after.of(item, at)
            if _still_begins_there(old, new):
                assert _reached(old) <= _reached(new)
                assert _people(before, old) <= _people(after, new)


def _still_begins_there(old: Trace, new: Trace) -> bool:
    """Whether nodes that were taken to hold the item still have it, for the same clients.

    Only because nothing led to such a node it was an origin; a flow that does lead there can say for whom it is.
    """
    copies = {node: found.copies for node, found in new.reached.items()}
    return all(
        any(a.item == old.item and a.groups <= origin.groups and a.form.depth == 0 for a in copies.get(origin.node, ()))
        for origin in old.origins
        if origin.node in _held(old)
    )


def _held(trace: Trace) -> set[str]:
    return {origin.node for origin in trace.origins if origin.route[0].kind is StepKind.HELD}


def _reached(trace: Trace) -> set[tuple[str, str]]:
    return {(node, arrival.item) for node, found in trace.reached.items() for arrival in found.arrivals}


def _people(traces: Traces, trace: Trace) -> set[tuple[Any, ...]]:
    return {(reader.role, reader.organisation, reader.node, reader.way) for reader in traces.readers(trace)}


# knowing less


@many
@given(models(Shape(flows=(1, 10))), seeds)
def test_knowing_less_makes_nothing_more_certain(data: Data, seed: int) -> None:
    paths = list(rewrite.facts(data))
    assume(paths)
    less = rewrite.knowing_less(data, Random(seed).choice(paths))
    before, after = Traces(build(data)), Traces(build(less))
    for item in data["items"]:
        for at in (None, *before.view.places):
            old, new = before.of(item, at), after.of(item, at)
            if _held(old) == _held(new) and _still_begins_there(old, new):
                _no_more_certain(old, new)
                if before.longest(old).unknown:
                    assert after.longest(new).unknown


def _no_more_certain(old: Trace, new: Trace) -> None:
    assert old.reached.keys() <= new.reached.keys()
    for node, found in new.reached.items():
        status = old.reached[node].status if node in old.reached else Status.PERHAPS
        assert found.status.rank >= status.rank, node


# written otherwise


@many
@given(models(), seeds)
def test_the_order_in_the_file_changes_nothing(data: Data, seed: int) -> None:
    other = rewrite.shuffled(rewrite.with_flow_ids(data), Random(seed))
    assert _everything(build(rewrite.with_flow_ids(data))) == _everything(build(other))


def test_the_order_of_items_does_not_change_the_name_of_a_flow() -> None:
    one, other = flow("file", "council", ["notes", "score"]), flow("file", "council", ["notes"])
    systems = {"file": collecting()}
    before = described(systems=systems, flows=[one, other])
    after = described(systems=systems, flows=[{**one, "items": ["score", "notes"]}, other])
    assert before.flow_ids == after.flow_ids


@many
@given(models())
def test_other_ids_in_the_same_order_change_only_the_ids(data: Data) -> None:
    names = {name: f"x-{name}" for name in rewrite.own_ids(data)}
    renamed = _everything(build(rewrite.renamed(data, names)))
    flows = {flow: _flow_named(flow, names) for flow in build(data).flow_ids}
    assert rewrite.renamed(_everything(build(data)), {**names, **flows}) == renamed


def _flow_named(flow: str, names: dict[str, str]) -> str:
    ends, mark, number = flow.partition("#")
    return ">".join(names.get(end, end) for end in ends.split(">")) + mark + number


@many
@given(models(), seeds)
def test_other_ids_in_any_order_change_only_which_equal_route_is_shown(data: Data, seed: int) -> None:
    ids = rewrite.own_ids(data)
    numbers = list(range(len(ids)))
    Random(seed).shuffle(numbers)
    names = {name: f"x{number:03}" for name, number in zip(ids, numbers, strict=True)}
    assert rewrite.renamed(_core(build(data)), names) == _core(build(rewrite.renamed(data, names)))


def _core(model: Model) -> dict[str, Any]:
    """What is known of every item, without the routes: of equally short ones, names decide which is shown."""
    traces = Traces(model)
    return {trace.item: _core_of(traces, trace) for trace in traces.all()}


def _core_of(traces: Traces, trace: Trace) -> dict[str, Any]:
    ways = [
        (a.node, a.item, a.form, a.presence, *_parts(a.case), len(a.route))
        for found in trace.reached.values()
        for a in found.arrivals
    ]
    return {
        "best": {way for way in ways if not any(_as_good(other, way) for other in ways)},
        "readers": {
            (r.role, r.organisation, r.node, r.way, frozenset(map(_parts, r.cases))) for r in traces.readers(trace)
        },
        "levels": {(clock.node, clock.item): clock.level for clock in traces.clocks(trace)},
    }


def _parts(case: Case) -> tuple[Groups, Conditions, Status]:
    return case.groups, case.conditions, case.status


def _as_good(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether one arrival says everything that the other says, for more clients or in more cases."""
    wider = one[:4] == other[:4] and one[4] <= other[4] and one[5] <= other[5]
    return bool(wider and one[4:6] != other[4:6] and one[6].rank <= other[6].rank and one[7] <= other[7])


# reserved


@many
@given(models(Shape(reserve=True)))
def test_a_client_learns_what_the_description_says_without_the_reserved(data: Data) -> None:
    """But for how long, where a rule is for a reserved group: then a client is told no sure end."""
    assume(not rewrite.rules_of_reserved_groups(data))
    data = rewrite.with_flow_ids(data)
    left = rewrite.without_reserved(data)
    told = _everything(build(data), Audience.CLIENT)
    if Traces(build(data)).view.anything_reserved:
        assert told == _everything(build(left))


# complete


@many
@given(models())
def test_declaring_lists_complete_changes_no_place(data: Data) -> None:
    complete = {"on": "2026-10-01", "by": "role-1"}
    declared = {
        **data,
        **{
            section: {
                name: {**part, "flows-complete": complete}
                | ({} if part.get("access") == "unknown" else {"access-complete": complete})
                | ({"collects-complete": complete} if section in rewrite.PLACES else {})
                for name, part in data.get(section, {}).items()
            }
            for section in rewrite.HOLDERS
        },
    }
    before, after = _everything(build(data)), _everything(build(declared))
    for item in data["items"]:
        for part in ("origins", "reached", "clocks", "longest"):
            assert before[item][part] == after[item][part]


def _everything(model: Model, audience: Audience = Audience.OFFICER) -> dict[str, Any]:
    return plain.everything(model, audience)
