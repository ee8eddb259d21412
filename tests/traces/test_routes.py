"""Every route to a place: the same as brute force finds, in order, each once, and never more work than is said."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from auditor.errors import NotFound
from auditor.model import Audience, Model, build
from auditor.traces import Case, End, Route, Status, Step, StepKind, Traces
from auditor.traces.routes import MOST_CASES, MOST_STEPS, Search
from tests.examples import times
from tests.traces import oracle, rewrite
from tests.traces.small import SECRET, collecting, described, flow
from tests.traces.strategies import Data, Shape, models

bounded = settings(max_examples=times(120))
some = settings(bounded, max_examples=times(60))
RANK = {Status.ALWAYS: oracle.ALWAYS, Status.SOMETIMES: oracle.SOMETIMES, Status.PERHAPS: oracle.PERHAPS}
FILE = {"file": collecting("notes")}


def told(model: Model, node: str, item: str = "notes", most: int = 20, **more: Any) -> list[str]:
    """The routes as short words: `file > mail > council`."""
    return [words(route) for route in Traces(model, **more).routes(item, node, most=most).found]


def words(route: Route) -> str:
    return " > ".join(
        f"({step.item})" if step.kind is StepKind.DERIVE and step.source else step.target for step in route.steps
    )


class TestWhatIsListed:
    def test_every_way_there_the_shortest_first(self) -> None:
        model = described(
            systems={**FILE, "mail": {}, "list": {}},
            flows=[
                flow("file", "mail"), flow("mail", "list"), flow("list", "council"), flow("mail", "council"),
                flow("file", "council"), flow("council", "file"),
            ],
        )  # fmt: skip
        assert told(model, "council") == [
            "file > council", "file > mail > council", "file > mail > list > council",
        ]  # fmt: skip

    def test_of_equally_short_ones_the_surest_first(self) -> None:
        model = described(
            systems={**FILE, "a": {}, "b": {}, "c": {}},
            flows=[
                flow("file", "a", happens="unknown"), flow("a", "council"), flow("file", "b", if_="if you ask"),
                flow("b", "council"), flow("file", "c"), flow("c", "council"),
            ],
        )  # fmt: skip
        found = Traces(model).routes("notes", "council").found
        assert [(words(route), str(route.status)) for route in found] == [
            ("file > c > council", "always"), ("file > b > council", "sometimes"), ("file > a > council", "perhaps"),
        ]  # fmt: skip

    def test_from_every_beginning_also_where_a_surer_route_comes_by(self) -> None:
        sometimes = {"collects": [{"items": "notes", "from": "client", "if": "if you call"}]}
        model = described(
            systems={**FILE, "mail": sometimes}, flows=[flow("file", "mail"), flow("mail", "council", "notes")]
        )
        assert told(model, "council") == ["mail > council", "file > mail > council"]

    def test_what_is_made_of_it_comes_along(self) -> None:
        derives = {"derives": [{"item": "score", "out-of": "notes"}]}
        model = described(
            systems={"file": collecting("notes", **derives), "list": {}},
            flows=[flow("file", "council", "score"), flow("file", "list"), flow("list", "council", "score")],
        )
        assert told(model, "council") == ["file > (score) > council", "file > (score) > list > council"]
        assert told(model, "file") == ["file", "file > (score)"]

    def test_a_place_comes_back_only_where_the_data_has_become_something_else(self) -> None:
        model = described(
            systems={**FILE, "list": {}}, flows=[flow("file", "list", becomes="coarser"), flow("list", "file")]
        )
        assert told(model, "file") == ["file", "file > list > file"]
        assert told(model, "list") == ["file > list"]

    def test_lies_on_a_carrier_and_passes_a_place_between(self) -> None:
        model = described(
            systems={"file": collecting("notes", on="phone"), "hub": {}, "mail": {}},
            carriers={"phone": {}},
            flows=[flow("phone", "council", via={"place": "hub"}), flow("hub", "mail")],
        )
        assert told(model, "council") == ["file > phone > council"]
        assert told(model, "hub") == ["file > phone > hub"]
        assert told(model, "mail") == []

    @pytest.mark.parametrize("more", [{"mode": "view"}, {"mode": "tell", "written_down": "no"},
                                      {"becomes": "anonymous"}])  # fmt: skip
    def test_what_is_only_seen_or_told_or_about_nobody_does_not_go_on(self, more: dict[str, str]) -> None:
        model = described(systems={**FILE, "list": {}}, flows=[flow("file", "list", **more), flow("list", "council")])
        assert told(model, "list") == ["file > list"]
        assert told(model, "council") == []

    def test_two_flows_between_the_same_places_are_two_routes(self) -> None:
        twice = [flow("file", "council", id="by-mail"), flow("file", "council", id="by-phone", mode="tell",
                                                             written_down="no")]  # fmt: skip
        found = Traces(described(systems=FILE, flows=twice)).routes("notes", "council").found
        assert [route.steps[-1].flow for route in found] == ["by-mail", "by-phone"]

    def test_what_several_parts_say_of_one_beginning_is_one_beginning(self) -> None:
        collects = [
            {"items": "notes", "from": "client", "if": "if you call"},
            {"items": "notes", "from": "client", "scope": ["youth"]},
        ]
        model = described(
            scopes={"youth": {}}, systems={"file": {"collects": collects}}, flows=[flow("file", "council")]
        )
        [route] = Traces(model).routes("notes", "council").found
        assert [(case.status, sorted(case.groups), len(case.conditions)) for case in route.cases] == [
            (Status.ALWAYS, ["youth"], 0), (Status.SOMETIMES, [], 1),
        ]  # fmt: skip
        assert route.steps[0].path == ("systems", "file", "collects", 1)


class TestWhose:
    def test_groups_that_exclude_each_other_make_no_route(self) -> None:
        divisions = {"north": {"division": "area"}, "south": {"division": "area"}, "debts": {}}
        model = described(
            scopes=divisions,
            systems={**FILE, "mail": {}},
            flows=[
                flow("file", "mail", scope=["north", "debts"]), flow("mail", "council", scope=["south"]),
                flow("mail", "vendor", scope=["south"], if_="if you ask"),
            ],
        )  # fmt: skip
        [route] = Traces(model).routes("notes", "council").found
        assert [sorted(case.groups) for case in route.cases] == [["debts", "south"]]
        [route] = Traces(model).routes("notes", "vendor").found
        assert [str(case.status) for case in route.cases] == ["sometimes"]

    def test_too_many_cases_are_left_in_the_dark(self) -> None:
        scopes = {f"group-{side}-{number}": {} for side in "ab" for number in range(6)}
        number = 6
        model = described(
            scopes=scopes,
            systems={**FILE, **{f"place-{count}": {} for count in range(number)}},
            flows=[
                flow("file" if count == 0 else f"place-{count - 1}", f"place-{count}",
                     scope=[f"group-a-{count}", f"group-b-{count}"])
                for count in range(number)
            ],
        )  # fmt: skip
        search = Traces(model)
        cases = [search.routes("notes", f"place-{count}").found[0].cases for count in range(number)]
        assert [len(found) for found in cases] == [2, 4, 8, 16, MOST_CASES, 1]
        assert cases[-1] == (Case(Status.SOMETIMES, frozenset(), frozenset({None})),)


class TestHowManyAreListed:
    def wide(self, layers: int, width: int) -> Model:
        """Layers of places of which each sends to all of the next: width to the power of layers routes."""
        names = [[f"p-{layer}-{number}" for number in range(width)] for layer in range(layers)]
        sends = [flow(a, b) for one, other in pairwise(names) for a in one for b in other]
        return described(
            systems={**FILE, **{name: {} for layer in names for name in layer}},
            flows=[*(flow("file", name) for name in names[0]), *sends, *(flow(name, "council") for name in names[-1])],
        )

    def test_all_of_them(self) -> None:
        found = Traces(self.wide(3, 3)).routes("notes", "council", most=27)
        assert (len(found.found), found.end) == (27, End.ALL)

    def test_more_than_were_asked_for(self) -> None:
        found = Traces(self.wide(3, 3)).routes("notes", "council", most=26)
        assert (len(found.found), found.end) == (26, End.MORE)

    def test_of_very_many_the_first_come_at_once(self) -> None:
        traces = Traces(self.wide(12, 8))  # 68 billion
        start = time.process_time()
        found = traces.routes("notes", "council", most=20)
        assert (len(found.found), found.end) == (20, End.MORE)
        assert time.process_time() - start < 5

    def test_a_maze_stops_after_the_most_steps_and_says_so(self) -> None:
        """Every place sends to every other, and nobody of the group that enters may leave for the end."""
        names = [f"p-{number}" for number in range(11)]
        model = described(
            scopes={"north": {"division": "area"}, "south": {"division": "area"}},
            systems={**FILE, **{name: {} for name in names}},
            flows=[
                flow("file", names[0], scope=["north"]),
                *(flow(a, b) for a in names for b in names if a != b),
                flow(names[-1], "council", scope=["south"]),
            ],
        )  # fmt: skip
        start = time.process_time()
        found = Traces(model).routes("notes", "council")
        assert (found.found, found.end, found.tried) == ((), End.STOPPED, MOST_STEPS)
        assert time.process_time() - start < 30

    def test_nothing_goes_there(self) -> None:
        found = Traces(described(systems=FILE)).routes("notes", "council")
        assert (found.found, found.end, found.tried) == ((), End.ALL, 0)

    def test_looks_only_when_asked(self) -> None:
        traces = Traces(self.wide(8, 5))
        search = Search(traces._walker, "notes", "council")
        assert search.tried == 0
        next(iter(search))
        assert 0 < search.tried < 1000


class TestWhoMayKnow:
    def test_what_is_reserved_is_on_no_route_of_a_client(self) -> None:
        model = described(
            systems={**FILE, "secret": {"reserve": SECRET}},
            flows=[flow("file", "secret"), flow("secret", "council"), flow("file", "council", reserve=SECRET)],
        )
        assert told(model, "council") == ["file > council", "file > secret > council"]
        assert told(model, "council", audience=Audience.CLIENT) == []
        with pytest.raises(NotFound) as invented:
            Traces(model, Audience.CLIENT).routes("notes", "secret")
        assert "secret" not in str(invented.value.params["candidates"])

    def test_names_that_do_not_exist(self) -> None:
        traces = Traces(described(systems=FILE))
        with pytest.raises(NotFound, match="no-such-place-near"):
            traces.routes("notes", "councl")
        with pytest.raises(NotFound, match="no-such-item"):
            traces.routes("note", "council")
        with pytest.raises(NotFound, match="no-such-place"):
            traces.routes("notes", "council", "nowhere")


# against brute force

Name = tuple[str, oracle.State]
"""The flow of a step, or nothing, and what the data is after it."""
Walked = dict[tuple[Name, ...], set[oracle.Way]]


def brute_force(data: Data, item: str, node: str, client: oracle.Client, origins: list[oracle.Link]) -> Walked:
    """Every simple path of this client's data to a node, with the ways in which it is walked."""
    found: Walked = {}
    visited = Counter[str]()

    def visit(path: tuple[Name, ...], way: oracle.Way) -> None:
        visited["steps"] += 1
        if visited["steps"] > 3000:
            raise oracle.Budget
        state = path[-1][1]
        if state.node == node:
            found.setdefault(path, set()).add(way)
        for name, link in following(data, client, state):
            if all(link.state != before for _, before in path):
                visit(
                    (*path, (name, link.state)),
                    oracle.Way(max(way.status, link.status), way.conditions | link.condition),
                )

    for origin in origins:
        visit((("", origin.state),), oracle.Way(origin.status, origin.condition))
    return {path: oracle.fewest(ways) for path, ways in found.items()}


def following(data: Data, client: oracle.Client, state: oracle.State) -> Iterator[tuple[str, oracle.Link]]:
    """What can happen next, with the id of the flow over which it does."""
    at_place = list(oracle.steps({**data, "flows": []}, client, state))
    yield from (("", link) for link in at_place)
    for one in oracle.flows(data):
        links = list(oracle.steps({**data, "flows": [one]}, client, state))
        yield from ((one["id"], link) for link in links[len(at_place) :])


def beginnings(data: Data, item: str) -> dict[oracle.Client, list[oracle.Link]]:
    begun, _ = oracle.spread(
        data, oracle.ingredients(data, item), {client: {} for client in oracle.clients(data)}, 20_000, without=item
    )
    held = oracle.trace(data, item).held
    return {
        client: [
            *oracle.collected(data, item, client),
            *oracle.made(data, item, client, begun),
            *oracle.sent(data, item, client, held),
        ]
        for client in oracle.clients(data)
    }


def for_client(routes: tuple[Route, ...], client: oracle.Client) -> Walked:
    found: Walked = {}
    for route in routes:
        ways = {
            oracle.Way(RANK[case.status], frozenset(str(text.root) for text in case.conditions if text))
            for case in route.cases
            if case.groups <= client
        }
        if ways:
            found.setdefault(tuple(map(name_of, route.steps)), set()).update(ways)
    return {path: oracle.fewest(ways) for path, ways in found.items()}


def name_of(step: Step) -> Name:
    return step.flow or "", oracle.State(step.target, step.item, step.form.value, step.presence.value)


def test_lists_what_brute_force_finds() -> None:
    seen = Counter[str]()

    @bounded
    @given(models(Shape(flows=(1, 7), groups=(0, 2))))
    def agrees(data: Data) -> None:
        data = rewrite.with_flow_ids(data)
        traces = Traces(build(data))
        for item in data["items"]:
            starts = beginnings(data, item)
            for node in oracle.holders(data):
                found = traces.routes(item, node, most=3000)
                assert found.end is End.ALL
                if any(None in case.conditions for route in found.found for case in route.cases):
                    continue
                for client, origins in starts.items():
                    try:
                        expected = brute_force(data, item, node, client, origins)
                    except oracle.Budget:
                        seen["too many"] += 1
                        continue
                    assert for_client(found.found, client) == expected
                    seen["compared"] += 1
                    seen[f"{min(len(expected), 3)} routes"] += 1
                    seen["long"] += any(len(path) > 4 for path in expected)

    agrees()
    assert seen["too many"] < seen["compared"] / 20
    assert min(seen[f"{number} routes"] for number in range(4)) > 100, seen
    assert seen["long"] > 100, seen


def test_has_every_route_of_the_trace_each_once_and_in_order() -> None:
    seen = Counter[str]()

    @bounded
    @given(models(Shape(flows=(3, 10))))
    def holds(data: Data) -> None:
        traces = Traces(build(data))
        for trace in traces.all():
            for node, reached in trace.reached.items():
                found = traces.routes(trace.item, node, most=2000)
                listed = [tuple(map(unlike, route.steps)) for route in found.found]
                assert len(set(listed)) == len(listed)
                order = [(len(route.steps), route.status.rank) for route in found.found]
                assert order == sorted(order)
                assert all(route.steps[-1].target == node for route in found.found)
                assert found.tried <= MOST_STEPS
                if found.end is not End.ALL:
                    seen["more"] += 1
                    continue
                routes = dict(zip(listed, found.found, strict=True))
                for arrival in reached.arrivals:
                    if None not in arrival.conditions:
                        cases = routes[tuple(map(unlike, arrival.route))].cases
                        dark = any(None in case.conditions for case in cases)
                        assert dark or any(
                            case.covers(arrival.case) and case.status == arrival.status for case in cases
                        )
                        seen["arrivals"] += 1

    holds()
    assert seen["arrivals"] > 1000, seen
    assert seen["more"] < seen["arrivals"] / 20, seen


def unlike(step: Step) -> tuple[Any, ...]:
    """What tells steps apart; what several parts of a description say of one step counts once."""
    return step.kind, step.source, step.target, step.item, step.form, step.presence, step.flow


@some
@given(models(Shape(flows=(1, 10))))
def test_the_order_in_the_file_changes_nothing(data: Data) -> None:
    data = rewrite.with_flow_ids(data)
    one, other = Traces(build(data)), Traces(build(rewrite.shuffled(data, Random(7))))
    for item in data["items"]:
        for node in oracle.holders(data):
            before, after = one.routes(item, node), other.routes(item, node)
            assert [(tuple(map(unlike, route.steps)), route.cases) for route in before.found] == [
                (tuple(map(unlike, route.steps)), route.cases) for route in after.found
            ]
            assert (before.end, before.tried) == (after.end, after.tried)
