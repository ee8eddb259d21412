"""The trace and a brute-force walk of the same description agree, for many random descriptions."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from auditor.model import build
from auditor.model.elements import Form
from auditor.traces import Arrival, Case, Doubt, EndKind, Presence, Reader, Status, StepKind, Trace, Traces, Way
from tests.examples import times
from tests.traces import oracle
from tests.traces.strategies import Data, Shape, models

RANK = {Status.ALWAYS: oracle.ALWAYS, Status.SOMETIMES: oracle.SOMETIMES, Status.PERHAPS: oracle.PERHAPS}
Seen = Counter[str]


def test_agrees_where_everybody_is_alike_or_one_group_is_apart() -> None:
    _agree(times(400), Shape(groups=(0, 1)))


def test_agrees_where_groups_overlap_or_exclude_each_other() -> None:
    _agree(times(250), Shape(groups=(2, 3), flows=(3, 12)))


def _agree(count: int, shape: Shape) -> None:
    seen: Seen = Counter()

    @settings(max_examples=count)
    @given(models(shape))
    def agrees(data: Data) -> None:
        seen["models"] += 1
        _agrees(data, seen)

    agrees()
    assert seen["models"] >= count
    assert seen["in the dark"] < seen["models"] / 10
    for kind in (*Status, *Presence, *Form, *StepKind, *Way, *EndKind):
        assert seen[repr(kind)] >= 10, f"hardly ever tried: {kind!r}"
    for doubt in set(Doubt) - {Doubt.LAW_TO_CHECK}:
        assert seen[repr(doubt)], f"never tried: {doubt!r}"


def _agrees(data: Data, seen: Seen) -> None:
    traces = Traces(build(data))
    for item in data["items"]:
        trace, answer = traces.of(item), oracle.trace(data, item)
        _same_places(trace, answer)
        _same_readers(data, traces, trace, answer)
        _same_clocks(data, traces, trace, answer)
        for name, place in oracle.places(data).items():
            if "collects" in place:
                _same_places(traces.of(item, name), oracle.trace(data, item, name))
        for reached in trace.reached.values():
            for arrival in reached.arrivals:
                seen["in the dark"] += None in arrival.conditions
                seen.update(map(repr, (arrival.status, arrival.presence, arrival.form, arrival.route[-1].kind)))
        seen.update(repr(reader.way) for reader in traces.readers(trace))
        for clock in traces.clocks(trace):
            seen.update(repr(kind) for ending in clock.endings for kind in (ending.kind, ending.doubt))


def _same_places(trace: Trace, answer: oracle.Answer) -> None:
    arrivals = [arrival for reached in trace.reached.values() for arrival in reached.arrivals]
    if any(None in arrival.conditions for arrival in arrivals):
        assert all(states.keys() <= for_client(arrivals, client).keys() for client, states in answer.reached.items())
        return
    for arrival in arrivals:
        assert arrival.groups in answer.reached
        assert arrival.status == max((step.status for step in arrival.route), key=RANK.__getitem__)
        assert oracle.is_route(answer, arrival.groups, _states(arrival))
    for client, states in answer.reached.items():
        assert for_client(arrivals, client) == states


def for_client(arrivals: list[Arrival], client: oracle.Client) -> dict[oracle.State, oracle.Found]:
    """What the arrivals of the trace say to a client who is in exactly these groups."""
    found: dict[oracle.State, oracle.Found] = {}
    for arrival in arrivals:
        if arrival.groups <= client:
            state = oracle.State(arrival.node, arrival.item, arrival.form.value, arrival.presence.value)
            route = oracle.Route(RANK[arrival.status], len(arrival.route))
            before = found.get(state, oracle.Found(route, set()))
            found[state] = oracle.Found(min(before.route, route), before.ways | {_way(arrival.case)})
    return {state: oracle.Found(route, oracle.fewest(ways)) for state, (route, ways) in found.items()}


def _way(case: Case) -> oracle.Way:
    return oracle.Way(RANK[case.status], frozenset(text.root if text else None for text in case.conditions))


def _states(arrival: Arrival) -> list[tuple[oracle.State, int]]:
    return [
        (oracle.State(step.target, step.item, step.form.value, step.presence.value), RANK[step.status])
        for step in arrival.route
    ]


def _same_readers(data: Data, traces: Traces, trace: Trace, answer: oracle.Answer) -> None:
    """Known functions in the same cases for every client; of the others that they are there, and how sure that is."""
    readers = traces.readers(trace)
    if any(None in case.conditions for reader in readers for case in reader.cases):
        return
    nameless: dict[oracle.Person, int] = {}
    for client, expected in oracle.readers(data, answer).items():
        found: dict[oracle.Person, set[oracle.Way]] = {}
        for reader in filter(lambda reader: reader.known, readers):
            for case in reader.cases:
                if case.groups <= client:
                    found.setdefault(_person(reader), set()).add(_way(case))
        known = {person: ways for person, ways in expected.items() if person[0] is not None}
        assert {person: oracle.fewest(ways) for person, ways in found.items()} == known
        for person in expected.keys() - known.keys():
            nameless[person] = min(way.status for way in (*expected[person], oracle.Way(nameless.get(person, 2))))
    assert {_person(reader): RANK[reader.status] for reader in readers if not reader.known} == nameless


def _person(reader: Reader) -> oracle.Person:
    return reader.role, reader.organisation, reader.node, reader.way.value


def _same_clocks(data: Data, traces: Traces, trace: Trace, answer: oracle.Answer) -> None:
    found = {(clock.node, clock.item): clock.level for clock in traces.clocks(trace)}
    expected = oracle.levels(data, answer)
    assert found.keys() == expected.keys()
    for copy, (low, high) in expected.items():
        assert low <= found[copy] <= high, copy
    total_is_unknown = bool(traces.longest(trace).unknown)
    if any(low == oracle.UNKNOWN for low, _ in expected.values()):
        assert total_is_unknown
    if all(high < oracle.UNKNOWN for _, high in expected.values()):
        assert not total_is_unknown
