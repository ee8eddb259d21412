"""Maps in words: they say what the picture shows, and nothing that a client may not read."""

import re
from typing import Any

import pytest

from auditor.exporters import flow_map
from auditor.exporters.flow_map import around, dot, of_item, places, table, title, whole
from auditor.exporters.say import Speaker
from auditor.model import Audience, View, build
from auditor.texts import LANGUAGES, catalogue
from auditor.traces import Traces
from tests.exporters.flow_map.models import every_map, model_of, small, words


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


def test_one_id_for_an_item_a_group_and_a_place_keeps_three_labels() -> None:
    data = small(scopes={"list": {"plain": words("als u wacht")}})
    data["items"]["list"] = {"category": "housing", "plain": words("uw plek in de rij")}
    data["flows"][0] |= {"items": ["list"], "scope": ["list"]}
    data["systems"]["file"]["collects"][0]["items"].append("list")
    traces = Traces(build(data))
    speaker = Speaker(traces.view, "nl")
    row = next(row for row in table(whole(traces.view), speaker) if row.id == "a")
    assert (row.target, row.what) == ("de lijst", ("uw plek in de rij",))
    assert "als u wacht" in row.condition[0]
    assert "uw plek in de rij" in title(of_item(traces, "list"), speaker)
    assert "de lijst" in title(around(traces.view, "list"), speaker)


# The catalogue


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
    assert for_officer == ("CORV (nog na te kijken)", "WMO301")
    client = View(model, Audience.CLIENT)
    for_client = table(whole(client), Speaker(client, "nl"))[0].via
    assert for_client == ("een systeem dat berichten doorstuurt", "een vast bericht tussen organisaties")
