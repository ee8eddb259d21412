"""The peers answer the same question with the same numbers, and the measure says what it measured."""

from __future__ import annotations

import importlib
import json
from array import array
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.importers import load
from auditor.model import Model
from benchmarks import plain, trace
from benchmarks.models import SIZES, write_one
from benchmarks.peers import bitsets, manifests
from benchmarks.problem import Plain
from benchmarks.trace import Result, compared
from benchmarks.worker import GRAPHS


def _problem(holders: int, items: list[tuple[list[tuple[int, int]], list[int]]]) -> Plain:
    edge_start, origin_start = array("q", [0]), array("q", [0])
    source, target, origin = array("i"), array("i"), array("i")
    for edges, origins in items:
        source.extend(one for one, _ in edges)
        target.extend(other for _, other in edges)
        origin.extend(origins)
        edge_start.append(len(source))
        origin_start.append(len(origin))
    return Plain(holders, len(items), edge_start, source, target, origin_start, origin)


def _counts(way: str, problem: Plain) -> list[int]:
    """What a peer counts, item by item. A peer that is not installed skips the test, and says so."""
    if way == "rustworkx":
        pytest.importorskip("rustworkx", reason="rustworkx is not installed: pip install .[bench]")
    peer = importlib.import_module(f"benchmarks.peers.{GRAPHS[way]}")
    try:
        state = peer.prepare(problem)
    except bitsets.NoCompiler as error:
        pytest.skip(str(error))
    return list(peer.counts(state, range(problem.items)))


RING = [(one, (one + 1) % 130) for one in range(130)]
BY_HAND = {
    "a cycle with a way out": ([([(0, 1), (1, 2), (2, 0), (2, 3)], [0, 3])], [3]),
    "a flow twice, and one that no origin reaches": ([([(0, 1), (0, 1), (3, 2)], [0])], [1]),
    "an origin without a flow, and an item without an origin": ([([], [1]), ([(0, 1)], []), ([], [])], [0, 0, 0]),
    "more origins than bits in a word": ([(RING, list(range(130)))], [130 * 129]),
    "two cycles after each other": (
        [([(0, 1), (1, 0), (1, 2), (2, 3), (3, 2)], [0, 1, 2]), ([(1, 0)], [1, 0])],
        [3 + 3 + 1, 1],
    ),
}


@pytest.mark.parametrize("way", GRAPHS)
@pytest.mark.parametrize("name", BY_HAND)
def test_what_can_be_counted_by_hand(way: str, name: str) -> None:
    items, expected = BY_HAND[name]
    assert _counts(way, _problem(130, items)) == expected


@pytest.mark.parametrize("way", [way for way in GRAPHS if way != "networkx"])
@pytest.mark.parametrize("size", ["S", "M"])
def test_every_peer_counts_what_networkx_counts(way: str, size: str) -> None:
    if (way, size) == ("networkx-views", "M"):
        pytest.skip("views take long; the measure compares them")
    problem = plain.generated(SIZES[size])
    found = _counts(way, problem)
    assert found == _counts("networkx", problem)
    assert sum(found) > len(problem.origin)


ENDS = st.integers(0, 8)


@given(st.lists(st.tuples(ENDS, ENDS).filter(lambda ends: ends[0] != ends[1])), st.sets(ENDS))
def test_bits_count_what_networkx_counts(edges: list[tuple[int, int]], origins: set[int]) -> None:
    problem = _problem(9, [(edges, sorted(origins))])
    assert _counts("c", problem) == _counts("networkx", problem)


@cache
def _small() -> Model:
    with TemporaryDirectory() as folder:
        file = Path(folder, "model.yaml")
        write_one(file, SIZES["S"])
        return load(file)


def test_fides_gets_every_holder_flow_and_item() -> None:
    model, manifest = _small(), manifests.fides(_small())
    systems = {system["fides_key"]: system for system in manifest["system"]}
    assert systems.keys() == {*model.places, *model.organisations}
    happening = [flow for flow in model.flows if flow.happens != "no"]
    for flow in happening:
        sent = {one["fides_key"]: one["data_categories"] for one in systems[flow.from_]["egress"]}
        items = flow.items if isinstance(flow.items, tuple) else model.items
        assert {f"user.{item}" for item in items} <= set(sent[flow.to])
        assert flow.from_ in {one["fides_key"] for one in systems[flow.to]["ingress"]}
    assert {key["fides_key"] for key in manifest["data_category"]} == {f"user.{item}" for item in model.items}
    uses = {use["fides_key"] for use in manifest["data_use"]}
    assert {one["data_use"] for system in systems.values() for one in system["privacy_declarations"]} <= uses
    datasets = {dataset["fides_key"] for dataset in manifest["dataset"]}
    assert datasets == {f"{name}-data" for name, place in model.places.items() if place.collects}
    ruled = {key for rule in manifest["policy"][0]["rules"] for key in rule["data_categories"]["values"]}
    assert ruled == {f"user.{item}" for item in model.items}


def test_pytm_gets_every_flow_between_things_it_knows() -> None:
    model, made = _small(), manifests.pytm(_small())
    ends = {one["name"] for one in (*made["stores"], *made["outside"])}
    assert {one["name"] for one in made["stores"]} == model.places.keys()
    assert len(made["flows"]) == sum(flow.happens != "no" for flow in model.flows)
    data = {one["name"] for one in made["data"]}
    for flow in made["flows"]:
        assert {flow["source"], flow["sink"]} <= ends
        assert data.issuperset(flow["data"])


def test_fides_and_pytm_read_what_they_get(tmp_path: Path) -> None:
    for module, way in (("fideslang", "fides"), ("pytm", "pytm")):
        pytest.importorskip(module, reason=f"{module} is not installed: pip install .[bench]")
        file = trace.Inputs(tmp_path, "S", 1).of(way)
        peer: Any = importlib.import_module(f"benchmarks.peers.{way}_line")
        said = dict(peer.parts(file))
        assert said["load"] in ("24 systems", f"{len(manifests.pytm(_small())['flows'])} flows")
        assert said.get("check", "") in ("", "0 references to nothing")


def test_measures_and_keeps_what_it_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "results.json"
    ways = ["networkx", "networkx-views", "ours", "ours-line", "ours-edit"]
    assert trace.main(["--size", "S", "--runs", "2", "--json", str(file), "--ways", *ways]) == 0
    said = capsys.readouterr().out
    assert said.startswith("S: 20 places, 40 flows, 12 items")
    assert "networkx-views counts the same as networkx, for 12 of 12 items" in said
    kept = json.loads(file.read_text())
    results = {one["way"]: one for one in kept["results"]}
    assert list(results) == ways
    assert all(one["total"] > 0 and one["peak"] > 1 and one["problem"] is None for one in results.values())
    assert [len(results[way]["steps"]["trace"]) for way in ("networkx", "ours", "ours-line")] == [2, 2, 2]
    assert results["networkx"]["pairs"] == sum(_counts("networkx", plain.generated(SIZES["S"])))
    assert list(results["ours-line"]["steps"]) == ["import", "load", "trace", "findings"]
    assert kept["machine"]["cores"].isdigit()

    assert trace.main(["--size", "S", "--runs", "1", "--json", str(file), "--ways", "ours-edit", "--add"]) == 0
    again = {one["way"]: one for one in json.loads(file.read_text())["results"]}
    assert again.keys() == results.keys()
    assert again["networkx"] == results["networkx"]
    assert again["ours-edit"] != results["ours-edit"]


def test_what_takes_too_long_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    trace.main(["--size", "M", "--runs", "1", "--limit", "1", "--ways", "ours-line"])
    assert "more than 1 s" in capsys.readouterr().out


def test_a_peer_that_does_not_start_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\n[ "$1" = -c ] && echo {} && exit\necho no such peer >&2\nexit 1\n')
    python.chmod(0o755)
    trace.main(["--size", "S", "--python", str(python), "--ways", "networkx"])
    assert "no such peer" in capsys.readouterr().out


def test_a_peer_that_counts_otherwise_is_told() -> None:
    results = [Result("S", "networkx", {"trace": [1.0]}), Result("S", "c", {"trace": [1.0]})]
    told = compared(results, {"networkx": [3, 4], "c": [3, 5]}, [1, 1])
    assert told == {"  c counts OTHERWISE than networkx, for 2 of 2 items": False}


def test_a_walk_that_stopped_is_reckoned_by_what_it_visited() -> None:
    results = [Result("S", "networkx", {"trace": [1.0]}), Result("S", "networkx-views", {"trace": [2.0]})]
    told = compared(results, {"networkx": [30, 60], "networkx-views": [None, 60]}, [6, 4])
    assert told == {"  networkx-views counts the same as networkx, for 1 of 2 items": True}
    assert (results[1].share, results[1].pairs) == (0.64, 90)
    assert results[1].steps["trace"] == [2.0 / 0.64]
    assert results[0].share == 1


def test_the_picture_names_every_line(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install .[bench]")
    from benchmarks import plot

    results = [
        Result(size, way, {"trace": [seconds]}) for way in plot.NAMES for size, seconds in (("S", 0.1), ("M", 9))
    ]
    plot.drawn(results, tmp_path / "a.svg")
    plot.drawn(results, tmp_path / "b.svg")
    text = (tmp_path / "a.svg").read_text()
    assert text == (tmp_path / "b.svg").read_text()
    assert len(text) < 100_000
    assert all(name in text for name in plot.NAMES.values())
