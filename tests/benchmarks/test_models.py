"""The invented descriptions are what the benchmarks say of them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import pytest

from auditor.importers import load
from auditor.model import Model
from auditor.model.elements import Form, Mode
from auditor.model.facts import Unknown, YesNo, stated
from benchmarks import plain
from benchmarks.models import SIZES, Size, description, item_ids, main, parts, write, write_one

SMALL = Size(300, 1500, 40)


@cache
def medium() -> Model:
    """The description of size M, read once for all tests here."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "model.yaml")
        write_one(file, SIZES["M"])
        return load(file)


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert description(SMALL, 3) == description(SMALL, 3) != description(SMALL, 4)


@pytest.mark.parametrize("size", [SIZES["S"], SMALL, Size(6, 4), Size(10, 10), Size(21, 5), Size(601, 700, 200)])
@pytest.mark.parametrize("seed", [1, 2])
def test_every_size_is_read_without_a_problem(tmp_path: Path, size: Size, seed: int) -> None:
    file = tmp_path / "model.yaml"
    write_one(file, size, seed)
    model = load(file)
    assert (len(model.places), len(model.flows), len(model.items)) == size
    assert list(model.items) == item_ids(size)


def test_one_file_per_organisation_says_the_same(tmp_path: Path) -> None:
    main(["--size", "S", "--write", str(tmp_path / "one.yaml")])
    files = write(tmp_path / "all", SIZES["S"])
    assert files[0].name == "shared.yaml"
    assert len(files) == len({part.name for part in parts(SIZES["S"])})
    one, several = load(tmp_path / "one.yaml"), load(tmp_path / "all")
    assert several.places.keys() == one.places.keys()
    assert sorted(several.flow_ids) == sorted(one.flow_ids)


def test_the_plain_problem_is_that_of_the_model_that_was_read() -> None:
    made, read = plain.generated(SIZES["M"]), plain.of_model(medium())
    assert (made.holders, made.items) == (read.holders, read.items)
    for item in range(made.items):
        assert _shape(made, item) == _shape(read, item)


def _shape(problem: plain.Plain, item: int) -> tuple[list[tuple[int, int, bool]], int]:
    """What does not depend on the numbers of the holders: how many flows go in and out of each."""
    ends = list(problem.edges(item))
    out, into = Counter(source for source, _ in ends), Counter(target for _, target in ends)
    origins = set(problem.origins(item))
    return sorted((out[one], into[one], one in origins) for one in {*out, *into, *origins}), len(origins)


def test_the_plain_problem_survives_its_file(tmp_path: Path) -> None:
    problem = plain.generated(SIZES["S"])
    problem.write(tmp_path / "problem")
    assert plain.Plain.read(tmp_path / "problem") == problem


def test_most_flows_stay_inside_an_organisation() -> None:
    flows = medium().flows
    inside = sum(_organisation(flow.from_) == _organisation(flow.to) for flow in flows)
    assert 0.6 < inside / len(flows) < 0.8


def _organisation(name: str) -> str:
    return "-".join(name.split("-")[:2])


def test_hubs_get_from_many_and_send_to_many() -> None:
    sends, gets = Counter[str](), Counter[str]()
    for flow in medium().flows:
        sends[_organisation(flow.from_)] += 1
        gets[_organisation(flow.to)] += 1
    hubs = [name for name in medium().organisations if f"{name}-register" in medium().systems]
    assert len(hubs) >= 4
    for hub in hubs:
        place = f"{hub}-register"
        assert len({flow.from_ for flow in medium().flows if flow.to == place}) > 10
    sending = [hub for hub in hubs if any(flow.from_ == f"{hub}-register" for flow in medium().flows)]
    assert sending
    for hub in sending:
        assert len({_organisation(flow.to) for flow in medium().flows if flow.from_ == f"{hub}-register"}) > 10


def test_what_a_hub_only_carries_goes_through_it() -> None:
    carried = [way.place for flow in medium().flows for way in flow.via if way.place]
    assert carried
    assert {flow.to for flow in medium().flows}.isdisjoint(carried)


def test_there_are_cycles_inside_and_between_organisations() -> None:
    problem = plain.generated(SIZES["M"])
    sizes = []
    for item in range(problem.items):
        graph = nx.DiGraph(problem.edges(item))
        sizes.append(max(map(len, nx.strongly_connected_components(graph)), default=0))
    assert max(sizes) > 20
    assert min(sizes) >= 2


def test_data_narrows_along_the_way() -> None:
    """What a flow carries is part of what is at its source, and less than all of it."""
    for part in parts(SMALL):
        assert all(edge.items for edge in part.edges)
    model = medium()
    there = {name: {item for one in place.collects for item in one.items} for name, place in model.places.items()}
    narrower = Counter(
        len(flow.items) < len(there[flow.from_])
        for flow in model.flows
        if isinstance(flow.items, tuple) and flow.from_ in there and flow.from_.endswith("-file")
    )
    assert narrower[True] > narrower[False]
    sizes = [len(flow.items) for flow in model.flows if isinstance(flow.items, tuple)]
    assert (min(sizes), max(sizes) > 12, max(sizes) <= 30) == (1, True, True)


def test_a_flow_carries_only_what_can_be_at_its_source() -> None:
    """Everywhere but at the partners that nobody described, and the items made out of others."""
    model = medium()
    problem = plain.of_model(model)
    names = [*model.places, *model.organisations]
    undescribed = {names.index(name) for name in model.organisations}
    for item, id_ in enumerate(model.items):
        made = {names.index(name) for name, place in model.places.items() for one in place.derives if one.item == id_}
        graph = nx.DiGraph(problem.edges(item))
        graph.add_nodes_from([*problem.origins(item), *undescribed])
        origins = [*problem.origins(item), *undescribed, *made]
        graph.add_edges_from(("begin", origin) for origin in origins)
        reached = nx.descendants(graph, "begin")
        everything = {flow.from_ for flow in model.flows if flow.items == "all"}
        assert {source for source, _ in problem.edges(item)} <= reached | {names.index(one) for one in everything}


@pytest.mark.parametrize(
    ("what", "least", "most"),
    [
        ("if", 0.1, 0.2), ("scope", 0.2, 0.4), ("unknown mode", 0.002, 0.03), ("view", 0.04, 0.15),
        ("happens unknown", 0.002, 0.03), ("denied", 0.001, 0.02), ("less personal", 0.005, 0.1),
    ],
)  # fmt: skip
def test_flows_say_what_descriptions_say(what: str, least: float, most: float) -> None:
    said = {
        "if": lambda flow: flow.if_ is not None,
        "scope": lambda flow: flow.scope != "all",
        "unknown mode": lambda flow: isinstance(flow.mode, Unknown),
        "view": lambda flow: flow.mode is Mode.VIEW,
        "happens unknown": lambda flow: isinstance(flow.happens, Unknown),
        "denied": lambda flow: flow.happens is YesNo.NO,
        "less personal": lambda flow: stated(flow.becomes) is not Form.AS_IS,
    }
    flows = medium().flows
    assert least < sum(map(said[what], flows)) / len(flows) < most


def test_there_are_carriers_back_ups_derivations_and_access() -> None:
    model = medium()
    assert 0.1 < len(model.carriers) / len(model.places) < 0.4
    assert any(system.on for system in model.systems.values())
    assert any(
        rule.starts == "deleted-at-source" for place in model.places.values() for rule in stated(place.keeps) or ()
    )
    assert sum(bool(place.derives) for place in model.places.values()) > 5
    assert sum(bool(stated(place.access)) for place in model.places.values()) > 0.9 * len(model.places)
    assert any(group.division for group in model.scopes.values())
