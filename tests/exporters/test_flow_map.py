"""Maps: every flow is in them, words say what the picture shows, and labels stay labels."""

import random
import re
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import NotFound
from auditor.exporters import flow_map
from auditor.exporters.drawing import drawn_edges
from auditor.exporters.flow_map import (
    EdgeKind,
    FlowMap,
    Mark,
    around,
    by_organisation,
    dot,
    legend,
    of_item,
    picture,
    places,
    table,
    whole,
)
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience, Model, View, build
from auditor.texts import LANGUAGES, catalogue
from auditor.traces import StepKind, Traces
from auditor.traces.reach import Status

SVG = "{http://www.w3.org/2000/svg}"
EXAMPLES = Path(__file__).parents[2] / "examples"
CATEGORIES = ["name", "national-number", "health", "free-text", "housing", "debts"]


def words(text: str) -> dict[str, str]:
    return {"nl": text, "en": f"{text} (en)"}


def model_of(systems: int = 6, flows: int = 12, seed: int = 1, **label: str) -> Model:
    """A description of this size with everything a map can show; `label` replaces plain labels."""
    chance = random.Random(seed)
    ids = {
        "organisations": [f"org-{n}" for n in range(max(2, systems // 5))],
        "items": [f"item-{n}" for n in range(6)],
        "scopes": ["young", "old"],
        "systems": [f"system-{n}" for n in range(systems)],
        "carriers": ["phone", "notebook"],
    }
    data: dict[str, Any] = {"model": 1, "name": "Test", "owner": "org-0"}
    for section, names in ids.items():
        data[section] = {name: {"plain": words(label.get(name.replace("-", "_"), f"de {name}"))} for name in names}
    for name, category in zip(ids["items"], CATEGORIES, strict=True):
        data["items"][name]["category"] = category
    for name in ids["systems"]:
        data["systems"][name]["kind"] = chance.choice(["client-registration", "mailbox", "chat", "unknown"])
        data["systems"][name]["controller"] = chance.choice([*ids["organisations"], "unknown"])
        if chance.random() < 0.4:
            data["systems"][name]["on"] = ["phone"]
    data["carriers"]["phone"] |= {"kind": "phone", "owner": "org-0"}
    data["carriers"]["notebook"] |= {"kind": "notebook"}
    data["systems"]["system-0"]["collects"] = [{"items": "item-0", "from": "client"}]
    data["systems"]["system-1"]["derives"] = [{"item": "item-2", "out-of": ["item-0"]}]
    ends = [*ids["systems"], *ids["organisations"], "phone", "notebook"]
    data["flows"] = []
    for _ in range(flows):
        source, target = chance.sample(ends, 2)
        items = chance.choice(["all", "unknown", ["item-0"], chance.sample(ids["items"], chance.randint(1, 6))])
        flow = {"from": source, "to": target, "items": items,
                "mode": chance.choice(["copy", "copy", "move", "view", "tell", "unknown"])}  # fmt: skip
        extra: dict[str, Any] = {
            "if": words("als u dat wilt"),
            "happens": chance.choice(["yes", "no", "unknown"]),
            "scope": chance.choice([["young"], ["young", "old"], "unknown"]),
            "becomes": chance.choice(["coarser", "pseudonymised", "figures", "anonymous", "unknown"]),
            "via": chance.choice(["ggk", "corv", {"message": "wmo301"}, {"words": words("per fiets")},
                                  {"place": chance.choice(ids["systems"])}]),
        }  # fmt: skip
        data["flows"].append(flow | {key: value for key, value in extra.items() if chance.random() < 0.3})
    return build(data)


def small(**changes: Any) -> dict[str, Any]:
    """A client file from which data goes on: surely, under a condition, and perhaps."""
    return {
        "model": 1, "name": "Small", "owner": "team",
        "organisations": {"team": {"plain": words("het team")}, "council": {"plain": words("de gemeente")}},
        "items": {
            "bsn": {"category": "national-number", "plain": words("uw BSN")},
            "notes": {"category": "free-text", "plain": words("het verslag")},
            "house": {"category": "housing", "plain": words("hoe u woont")},
        },
        "systems": {
            "file": {"plain": words("ons programma"), "controller": "team",
                     "collects": [{"items": ["bsn", "notes", "house"], "from": "client"}]},
            "list": {"plain": words("de lijst"), "controller": "team", "on": ["phone"]},
            "chat": {"plain": words("de chat")},
            "hub": {"plain": words("het doorgeefluik"), "controller": "council"},
            "other": {"plain": words("iets anders"), "controller": "council"},
        },
        "carriers": {"phone": {"plain": words("de telefoon"), "kind": "phone", "owner": "team"}},
        "flows": [
            {"id": "a", "from": "file", "to": "list", "items": ["bsn", "house"], "mode": "copy"},
            {"id": "b", "from": "list", "to": "chat", "items": "bsn", "mode": "tell", "written-down": "yes",
             "if": words("als het druk is")},
            {"id": "c", "from": "chat", "to": "council", "items": "unknown", "mode": "unknown"},
            {"id": "d", "from": "file", "to": "council", "items": "notes", "mode": "view"},
            {"id": "e", "from": "file", "to": "other", "items": "bsn", "mode": "copy", "happens": "no"},
            {"id": "f", "from": "other", "to": "council", "items": "house", "mode": "move",
             "via": {"place": "hub"}},
        ],
    } | changes  # fmt: skip


def every_map(model: Model, audience: Audience = Audience.OFFICER) -> list[FlowMap]:
    traces = Traces(model, audience)
    view = traces.view
    return [
        whole(view), whole(view, carriers=False), by_organisation(view),
        *(of_item(traces, item) for item in view.items), *(around(view, holder) for holder in view.holders),
    ]  # fmt: skip


def parts(svg: bytes, kind: str) -> dict[str, ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    return {group.get("id", ""): group for group in root.iter(f"{SVG}g") if group.get("class") == kind}


def edge_ids(source: str) -> list[str]:
    return re.findall(r'^"[^"]*" -> "[^"]*" \[id="([^"]*)"', source, re.MULTILINE)


# Every flow


@settings(max_examples=25, deadline=None)
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


def test_without_carriers_every_flow_is_still_there() -> None:
    view = View(model_of(8, 30))
    drawn = whole(view, carriers=False)
    assert {edge.id for edge in drawn.edges if edge.kind is EdgeKind.FLOW} == set(view.model.flow_ids)
    assert not any(edge.kind is EdgeKind.LIES_ON for edge in drawn.edges)


def test_ids_in_the_picture_lead_back_to_the_model() -> None:
    for drawn in every_map(model_of(8, 40)):
        anchors = [edge.anchor for edge in drawn.edges] + [node.anchor for node in drawn.nodes]
        assert len(anchors) == len(set(anchors))
        assert all(re.fullmatch("[a-z][a-z0-9_-]*", anchor) for anchor in anchors)
        assert all(drawn.flows_by_anchor()[edge.anchor] == edge.flows for edge in drawn.edges)
        assert list(drawn.nodes_by_anchor().values()) == [node.id for node in drawn.nodes]
    assert flow_map.anchor("flow", "a>b#2") != flow_map.anchor("flow", "a>b-2")


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


# One item


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_the_map_of_an_item_has_exactly_the_places_that_it_reaches(seed: int) -> None:
    traces = Traces(model_of(9, 25, seed))
    for item in traces.view.items:
        trace, drawn = traces.of(item), of_item(traces, item)
        assert {node.id for node in drawn.nodes} == set(trace.reached)
        assert all(node.status is trace.reached[node.id].status for node in drawn.nodes)
        steps = [step for reached in trace.reached.values() for a in reached.arrivals for step in a.route]
        taken = {step.flow for step in steps if step.kind is StepKind.FLOW}
        assert taken <= {edge.id for edge in drawn.edges}
        on = {f"{step.source}>{step.target}" for step in steps if step.kind is StepKind.LIES_ON}
        assert on <= {edge.id for edge in drawn.edges if edge.kind is EdgeKind.LIES_ON}


def test_an_arrow_is_no_surer_than_the_way_to_it() -> None:
    drawn = of_item(Traces(build(small())), "bsn")
    assert {edge.id: edge.status for edge in drawn.edges} == {
        "a": Status.ALWAYS,
        "b": Status.SOMETIMES,
        "c": Status.PERHAPS,
        "list>phone": Status.ALWAYS,
    }
    assert {node.id: node.mark for node in drawn.nodes}["file"] is Mark.BEGIN
    assert next(edge for edge in drawn.edges if edge.id == "a").items == ("bsn",)


def test_what_only_passes_or_is_seen_is_not_called_a_copy() -> None:
    marks = {node.id: node.mark for node in of_item(Traces(build(small())), "house").nodes}
    assert marks["hub"] is Mark.PASSES
    marks = {node.id: node.mark for node in of_item(Traces(build(small())), "notes").nodes}
    assert marks["council"] is Mark.NO_COPY


# Around, and by organisation


def test_around_a_place_are_its_neighbours_only() -> None:
    drawn = around(View(build(small())), "list")
    assert {node.id for node in drawn.nodes} == {"list", "file", "chat", "phone"}
    assert [edge.id for edge in drawn.edges] == ["a", "b", "list>phone"]
    passing = around(View(build(small())), "hub")
    assert {edge.id for edge in passing.edges} == {"f", "f>hub"}
    with pytest.raises(NotFound):
        around(View(build(small())), "nowhere")


def test_the_collapsed_map_folds_flows_into_organisations() -> None:
    drawn = by_organisation(View(build(small())))
    nodes = {node.id: node for node in drawn.nodes}
    assert set(nodes) == {"team", "council", "chat"}
    assert nodes["team"].inside == (3, 1)
    assert {edge.id: edge.flows for edge in drawn.edges} == {
        "team>chat": ("b",),
        "chat>council": ("c",),
        "team>council": ("d",),
    }


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_bundle_says_nothing_surer_or_safer_than_its_flows(seed: int) -> None:
    view = View(model_of(9, 30, seed))
    flows = {edge.id: edge for edge in whole(view).edges if edge.kind is EdgeKind.FLOW}
    for bundle in by_organisation(view).edges:
        members = [flows[name] for name in bundle.flows]
        assert bundle.status in {edge.status for edge in members}
        assert bundle.sensitive is not False or all(edge.sensitive is False for edge in members)
        assert all(set(edge.items) <= set(bundle.items) for edge in members)


# Words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_a_row_for_every_arrow_and_place(language: str) -> None:
    model = model_of(8, 40, seed=3)
    for drawn in every_map(model):
        speaker = Speaker(View(model), language)
        rows = table(drawn, speaker)
        assert [row.number for row in rows] == list(range(1, len(drawn.edges) + 1))
        assert [row.anchor for row in rows] == [edge.anchor for edge in drawn.edges]
        assert all(row.source and row.target and row.how and row.status for row in rows)
        assert [row.id for row in places(drawn, speaker)] == [node.id for node in drawn.nodes]
        assert len(flow_map.headings(speaker)) == 9
        assert len(flow_map.place_headings(speaker)) == 4


def test_a_row_says_what_the_arrow_shows() -> None:
    view = View(build(small()))
    rows = {row.id: row for row in table(whole(view), Speaker(view, "nl"))}
    assert rows["a"].what == ("uw BSN", "hoe u woont")
    assert rows["a"].sensitive == "ook informatie die de wet extra beschermt"
    assert rows["b"].status == "soms"
    assert rows["b"].condition == ("als het druk is",)
    assert rows["c"].what == ("niet bekend wat",)
    assert rows["c"].how == ("niet bekend hoe",)
    assert rows["c"].status == "misschien"
    assert rows["d"].sensitive == "niet bekend of de wet het extra beschermt"
    assert rows["e"].status == "nee, dit gebeurt niet"
    assert rows["f"].via == ("het doorgeefluik",)


def test_words_of_another_language_are_not_borrowed() -> None:
    flow = {"from": "file", "to": "list", "items": "bsn", "mode": "copy", "if": {"nl": "als het moet"}}
    view = View(build(small(flows=[flow])))
    assert table(whole(view), Speaker(view, "nl"))[0].condition == ("als het moet",)
    assert "moet" not in " ".join(table(whole(view), Speaker(view, "en"))[0].condition)


def map_keys(language: str) -> set[str]:
    return {key for key in catalogue(language).keys() if key.startswith("map.")}  # noqa: SIM118 - a method


def test_both_languages_have_the_same_texts_with_the_same_places_to_fill() -> None:
    assert map_keys("nl") == map_keys("en")
    for key in map_keys("nl"):
        filled = [
            {name for form in catalogue(language).forms(key) for name in re.findall(r"{(\w+)}", form)}
            for language in LANGUAGES
        ]
        assert filled[0] == filled[1], key


def test_every_text_of_the_maps_is_said_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    said = set()
    text = Speaker.text

    def listen(self: Speaker, key: str, /, **params: Any) -> str:
        said.add(key)
        return text(self, key, **params)

    monkeypatch.setattr(Speaker, "text", listen)
    only_dutch = {"words": {"nl": "te voet"}}
    flow = {
        "from": "file",
        "to": "list",
        "items": "bsn",
        "mode": "copy",
        "via": only_dutch,
        "if": {"nl": "soms"},
    }
    hidden = {"young": {"plain": words("als u jong bent"), "reserve": {"reason": "not yet"}}}
    scoped = small(scopes=hidden, flows=[flow | {"scope": "young"}])
    models = [model_of(9, 60, seed) for seed in range(4)] + [build(small()), build(scoped)]
    for model in models:
        for audience in Audience:
            for drawn in every_map(model, audience):
                speaker = Speaker(View(model, audience), "en")
                dot(drawn, speaker)
                flow_map.headings(speaker), flow_map.place_headings(speaker)
                flow_map.description(drawn, speaker)
    assert map_keys("nl") - said == set()


# The picture


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


@pytest.mark.parametrize(("form", "start"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("dot", b"digraph")])
def test_other_forms(form: Any, start: bytes) -> None:
    view = View(build(small()))
    assert picture(around(view, "file"), Speaker(view, "nl"), form, direction="TB").startswith(start)


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


# Clients


def test_what_is_reserved_is_in_no_map_for_clients() -> None:
    reserve = {"reserve": {"reason": "not yet"}}
    data = small()
    data["organisations"]["council"] |= reserve
    data["systems"]["hub"] |= reserve
    data["flows"][0] |= reserve
    model = build(data)
    speaker = Speaker(View(model, Audience.CLIENT), "nl")
    for drawn in every_map(model, Audience.CLIENT):
        shown = dot(drawn, speaker) + str(table(drawn, speaker)) + str(places(drawn, speaker))
        assert not any(word in shown for word in ("gemeente", "council", "doorgeefluik", '"flow-a"'))


def test_facts_still_to_check_and_names_of_messages_stay_out_of_client_maps() -> None:
    flow = {
        "from": "file",
        "to": "list",
        "items": "bsn",
        "mode": "copy",
        "via": ["corv", {"message": "wmo301"}],
    }
    model = build(small(flows=[flow]))
    for_officer = table(whole(View(model)), Speaker(View(model), "nl"))[0].via
    assert for_officer == ("CORV", "WMO301")
    client = View(model, Audience.CLIENT)
    for_client = table(whole(client), Speaker(client, "nl"))[0].via
    assert for_client == ("een systeem dat berichten doorstuurt", "een vast bericht tussen organisaties")
