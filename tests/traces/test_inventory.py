"""What is where of all kinds of data at once is the same as the traces of all of them, one by one."""

from __future__ import annotations

from collections import Counter, defaultdict

from hypothesis import Phase, given, settings

from auditor.model import build
from auditor.traces import Doubt, Ending, EndKind, Groups, How, Presence, Status, StepKind, Traces
from tests.examples import times
from tests.traces.small import collecting, described, flow
from tests.traces.strategies import Data, Shape, models

HOW = {Presence.COPY: How.COPY, Presence.VIEW: How.VIEW, Presence.TOLD: How.TOLD, Presence.CARRIED: How.CARRIED}
There = tuple[str, How, str, Groups]
"""Node, how, item, and the groups a client is in."""


def test_everything_is_where_the_traces_say() -> None:
    seen: Counter[str] = Counter()

    @settings(max_examples=times(150), phases=[Phase.generate])
    @given(models(Shape(groups=(0, 3), flows=(1, 12))))
    def agrees(data: Data) -> None:
        traces = Traces(build(data))
        arrivals = [arrival for trace in traces.all() for found in trace.reached.values() for arrival in found.arrivals]
        seen["models"] += 1
        if any(None in arrival.conditions for arrival in arrivals):
            seen["in the dark"] += 1
            return
        assert _of_inventory(traces) == _of_traces(traces)
        _same_endings(traces, seen)
        _routes_are_flows(traces)

    agrees()
    assert seen["in the dark"] < seen["models"] / 10
    assert seen["endings"] > seen["models"]


def _of_traces(traces: Traces) -> dict[There, Status]:
    found: dict[There, Status] = {}
    kinds = [traces.inventory.clients.groups(kind) for kind in traces.inventory.clients.kinds]
    for trace in traces.all():
        for reached in trace.reached.values():
            for arrival in reached.arrivals:
                for client in kinds if arrival.form.personal else ():
                    if arrival.groups <= client:
                        key = (arrival.node, HOW[arrival.presence], arrival.item, client)
                        before = found.get(key, Status.PERHAPS)
                        found[key] = min(before, arrival.status, key=lambda status: status.rank)
    return found


def _of_inventory(traces: Traces) -> dict[There, Status]:
    inventory = traces.inventory
    found: dict[There, Status] = {}
    for node, spots in inventory.spots.items():
        for spot in spots:
            for place, kind in enumerate(inventory.clients.kinds):
                sure = spot.of(1 << inventory.clients.width * place)
                for status, mask in zip(Status, sure, strict=True):
                    for item in inventory.names(mask):
                        found[node, spot.how, item, inventory.clients.groups(kind)] = status
    return found


def _same_endings(traces: Traces, seen: Counter[str]) -> None:
    """Back-ups are left out: in one trace only the sources of that trace count.

    A trace can tell apart, of a copy of everybody's data, that of some clients which is there more surely.
    """
    one_by_one: dict[tuple[str, str], set[Ending]] = defaultdict(set)
    for trace in traces.all():
        for clock in traces.clocks(trace):
            one_by_one[clock.node, clock.item].update(clock.endings)
    at_once: dict[tuple[str, str], set[Ending]] = defaultdict(set)
    for node in traces.inventory.may_stay:
        for mask, endings in traces.inventory.endings(node):
            for item in traces.inventory.names(mask):
                at_once[node, item].update(endings)
    assert one_by_one.keys() == at_once.keys()
    for key, endings in at_once.items():
        if not any(_waits(ending) for ending in (*endings, *one_by_one[key])):
            seen["endings"] += 1
            assert endings <= one_by_one[key], key
            assert {ending.doubt for ending in one_by_one[key] - endings} <= {Doubt.NO_RULE, Doubt.NOT_SAID_FOR_ALL}
            if one_by_one[key] != endings:
                assert Doubt.NOT_SAID_FOR_ALL in {ending.doubt for ending in endings}


def _waits(ending: Ending) -> bool:
    return bool(ending.after) or ending.doubt is Doubt.SOURCE_UNKNOWN or any(map(_waits, ending.of))


def _routes_are_flows(traces: Traces) -> None:
    flows = {flow.id: flow.value for flow in traces.flows}
    for node, spots in traces.inventory.spots.items():
        for spot in spots:
            for status, mask in zip(Status, spot.kinds, strict=True):
                for item in traces.inventory.names(mask):
                    ways = list(spot.routes(traces.inventory.wiring.mask((item,))))
                    assert ways
                    for rank, route in ways:
                        assert rank == status.rank
                        assert all(flow in flows for flow in route)
                        if route and spot.last(StepKind.FLOW) & traces.inventory.wiring.mask((item,)):
                            last = flows[route[-1]]
                            assert node in (last.to, *(via.place for via in last.via))


def test_of_more_groups_than_are_told_apart_the_rest_is_sometimes() -> None:
    groups = [f"group-{number}" for number in range(1, 9)]
    model = described(
        scopes={group: {} for group in groups},
        systems={"file": collecting("notes"), "list": {}, "desk": {}},
        flows=[flow("file", "list", scope="group-1"), flow("file", "desk", scope="group-8")],
    )
    inventory = Traces(model).inventory
    assert len(inventory.clients.kinds) == 64
    assert inventory.copies["list"].kinds.status is Status.ALWAYS
    assert inventory.copies["desk"].kinds.status is Status.SOMETIMES


def test_what_moves_on_and_comes_back_ends_otherwise_than_what_only_moves_on() -> None:
    model = described(
        systems={"file": collecting("notes", "score"), "list": {}},
        flows=[flow("file", "list", items=["notes", "score"], mode="move"),
               flow("list", "file", items=["notes"], mode="move")],
    )  # fmt: skip
    inventory = Traces(model).inventory
    found = {item: endings[0].kind for mask, endings in inventory.endings("file") for item in inventory.names(mask)}
    assert found == {"notes": EndKind.UNKNOWN, "score": EndKind.MOVED}
