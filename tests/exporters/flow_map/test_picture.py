"""Pictures of maps: every flow is in them, labels stay labels, and nothing hangs on colour alone."""

import re
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.exporters import flow_map
from auditor.exporters.drawing import drawn_edges
from auditor.exporters.flow_map import EdgeKind, around, by_organisation, dot, legend, of_item, picture, table, whole
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import View, build
from auditor.texts import LANGUAGES
from auditor.traces import Traces
from tests.exporters.flow_map.models import every_map, model_of, small

SVG = "{http://www.w3.org/2000/svg}"
EXAMPLES = Path(__file__).parents[3] / "examples"
HOSTILE = [
    'x"]; evil [label="y',
    "</title><script>alert(1)</script>",
    "&lt;b&gt; & <b>bold</b> &#x41;",
    "back\\slash \\N \\G \\l end\\",
    '} digraph { a -> b [id="flow-z"]',
    "--> ]]> /* // # {0} {about} %s",
    "W" * 400,
    "woord " * 300,
    "مرحبا 👩‍👧 日本語",
]


def parts(svg: bytes, kind: str) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    return {group.get("id", ""): group for group in root.iter(f"{SVG}g") if group.get("class") == kind}


def edge_ids(source: str) -> list[str]:
    return re.findall(r'^"[^"]*" -> "[^"]*" \[id="([^"]*)"', source, re.MULTILINE)


# Every flow


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6), systems=st.integers(3, 14), flows=st.integers(0, 30))
def test_every_flow_is_an_arrow_in_dot_and_svg(seed: int, systems: int, flows: int) -> None:
    view = View(model_of(systems, flows, seed))
    drawn = whole(view)
    speaker = Speaker(view, "nl")
    flow_arrows = [edge for edge in drawn.edges if edge.kind is EdgeKind.FLOW]
    assert sorted(edge.id for edge in flow_arrows) == sorted(view.model.flow_ids)
    assert sorted(edge_ids(dot(drawn, speaker))) == sorted(edge.anchor for edge in drawn.edges)
    assert drawn_edges(picture(drawn, speaker, "svg")) == {edge.anchor for edge in drawn.edges}
    assert {node.id for node in drawn.nodes} >= set(view.places)


def test_forty_places_and_eighty_flows_are_drawn_in_time() -> None:
    view = View(model_of(40, 80, seed=7))
    start = time.monotonic()
    svg = picture(whole(view), Speaker(view, "en"), "svg")
    assert time.monotonic() - start < 20
    assert len(drawn_edges(svg)) >= 80


@pytest.mark.parametrize("folder", sorted(EXAMPLES.iterdir()), ids=lambda folder: folder.name)
def test_every_flow_of_the_examples_is_drawn_and_every_item_said(folder: Path) -> None:
    traces = Traces(load(folder))
    drawn = whole(traces.view)
    edges = drawn_edges(picture(drawn, Speaker(traces.view, "nl"), "svg"))
    assert edges == {edge.anchor for edge in drawn.edges}
    assert {edge.id for edge in drawn.edges if edge.kind is EdgeKind.FLOW} == set(traces.model.flow_ids)
    for language in LANGUAGES:
        for item in traces.view.items:
            assert table(of_item(traces, item), Speaker(traces.view, language)) is not None


# Words, signs and colours


def test_status_mode_and_sensitivity_do_not_hang_on_colour() -> None:
    view = View(build(small()))
    drawn, speaker = whole(view), Speaker(view, "nl")
    source = dot(drawn, speaker)
    lines = {edge: line for line in source.splitlines() for edge in re.findall(r'-> .* \[id="flow-([^"]*)"', line)}
    looks = {edge: dict(re.findall(r'(\w+)="([^"]*)"', line)) for edge, line in lines.items()}
    assert [looks[edge]["style"] for edge in "abc"] == ["solid", "dashed", "dotted"]
    assert len({(looks[edge]["arrowhead"], looks[edge]["arrowtail"]) for edge in "abcdf"}) == 5
    assert looks["a"]["xlabel"].endswith("!")
    assert looks["d"]["xlabel"].endswith("?")
    assert looks["e"]["xlabel"].endswith("×")
    assert looks["f"]["xlabel"].isdigit()
    said = " ".join(legend(drawn, speaker))
    assert all(word in said for word in ("Streepjes", "Puntjes", "Uitroepteken", "Vraagteken", "Kruisje"))


def test_numbers_give_way_to_signs_where_there_are_too_many() -> None:
    view = View(model_of(12, 80))
    numbers = re.findall(r'xlabel="([^"]*)"', dot(whole(view), Speaker(view, "nl")))
    assert set(numbers) <= {"!", "?", "×"}
    assert "!" in numbers


def test_svg_carries_its_words_and_its_language() -> None:
    view = View(build(small()))
    for language in LANGUAGES:
        drawn, speaker = of_item(Traces(view.model), "bsn"), Speaker(view, language)
        svg = picture(drawn, speaker, "svg")
        root = ElementTree.fromstring(svg)
        assert root.get("lang") == language
        assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
        assert speaker.label("bsn") in (root[0].text or "")
        titles = {name: group.findtext(f"{SVG}title") or "" for name, group in parts(svg, "edge").items()}
        assert speaker.label("list") in titles["flow-a"]
        assert speaker.text("map.status.always") in titles["flow-a"]
        assert parts(svg, "node")["node-file"].findtext(f"{SVG}title", "").startswith(speaker.label("file"))


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_told_apart_from_what_is_behind_them() -> None:
    behind = ["#ffffff", flow_map.OWN_CLUSTER[0], flow_map.OTHER_CLUSTER[0]]
    fills = [look[0] for look in flow_map.LOOKS.values()]
    arrows = [flow_map.ARROW, flow_map.SENSITIVE_ARROW, flow_map.QUIET_ARROW]
    assert all(contrast(arrow, ground) >= 4.5 for arrow in arrows for ground in behind)
    assert all(contrast(flow_map.INK, fill) >= 4.5 for fill in (*fills, *behind))
    assert contrast("#ffffff", flow_map.CENTRE[0]) >= 4.5
    assert all(contrast(look[1], ground) >= 4.5 for look in flow_map.LOOKS.values() for ground in behind)


# Bytes


@pytest.mark.parametrize(("form", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("dot", b"digraph")])
def test_other_forms(form: Any, start: bytes) -> None:
    view = View(build(small()))
    assert picture(around(view, "file"), Speaker(view, "nl"), form, direction="TB").startswith(start)


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_labels_stay_labels(label: str) -> None:
    ids = dict.fromkeys(("system_0", "org_0", "item_0", "phone", "young"), label)
    plain, hostile = model_of(6, 15, seed=5), model_of(6, 15, seed=5, **ids)
    for expected, drawn in zip(every_map(plain), every_map(hostile), strict=True):
        speaker = Speaker(View(hostile), "nl")
        assert edge_ids(dot(drawn, speaker)) == [edge.anchor for edge in expected.edges]
    drawn = whole(View(hostile))
    svg = picture(drawn, Speaker(View(hostile), "nl"), "svg")
    assert set(parts(svg, "node")) == {node.anchor for node in drawn.nodes}
    assert set(parts(svg, "edge")) == {edge.anchor for edge in drawn.edges}
    root = ElementTree.fromstring(svg)
    used = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert used <= {"svg", "title", "desc", "g", "text", "path", "polygon", "polyline", "ellipse"}
    assert not any(name.startswith("on") or "href" in name for e in root.iter() for name in e.attrib)
    assert label.strip() in (parts(svg, "node")["node-system-0"].findtext(f"{SVG}title") or "")
    assert float(root.get("viewBox", "").split()[2]) < 4000


def test_the_same_description_gives_the_same_bytes_whatever_its_order() -> None:
    model = model_of(8, 30, seed=11)
    data = model.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    turned = {key: dict(reversed(value.items())) if isinstance(value, dict) else value for key, value in data.items()}
    turned["flows"] = data["flows"][::-1]
    other = build(turned | {"model": 1})
    for first, second in zip(
        (whole(View(model)), of_item(Traces(model), "item-0"), by_organisation(View(model))),
        (whole(View(other)), of_item(Traces(other), "item-0"), by_organisation(View(other))),
        strict=True,
    ):
        assert first == second
        pictures = {
            picture(drawn, Speaker(View(made), "nl"), form)
            for made, drawn in ((model, first), (other, second), (model, first))
            for form in ("svg",)
        }
        assert len(pictures) == 1
    png = [picture(whole(View(model)), Speaker(View(model), "nl"), "png") for _ in range(2)]
    assert png[0] == png[1]
