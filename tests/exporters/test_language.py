"""The language of descriptions is explained completely: every part, key and word, in both languages, with examples."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from auditor.exporters import language
from auditor.exporters.described import model_schema
from auditor.exporters.explain.keys import node_of
from auditor.exporters.explain.written import written
from auditor.importers import yaml_events
from auditor.model.build import build
from auditor.model.elements import Period
from auditor.texts import LANGUAGES, catalogue

SCHEMA = model_schema()
KEYS = sorted({spot.key.id: spot for spot in language.spots()}.items())
FAMILIES = ("key.", "value.", "type.", "open.")


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_is_explained_and_nothing_else(code: str) -> None:
    keys = catalogue(code).keys()
    explained = {name for name in keys if name.startswith(FAMILIES)}
    needed = set(language.texts_needed())
    assert (sorted(needed - explained), sorted(explained - needed)) == ([], [])


@pytest.mark.parametrize("code", LANGUAGES)
def test_explanations_are_short_whole_sentences(code: str) -> None:
    for name in language.texts_needed():
        text = catalogue(code).text(name)
        if name.startswith("open."):  # after the name of what it is about
            assert re.fullmatch(r"[a-z].*\?", text), name
            continue
        assert text.endswith("."), name
        assert text[0].isupper() or text.startswith("all"), name
        assert len(text) <= 330, name


def test_every_key_has_an_example_and_nothing_else_has() -> None:
    assert sorted(language.examples()) == [name for name, _ in KEYS]
    assert all(language.examples().values())


@pytest.mark.parametrize(("name", "spot"), KEYS, ids=[name for name, _ in KEYS])
def test_every_example_may_be_written(name: str, spot: language.Spot) -> None:
    """By the schema of the key alone, because what a part needs beside it is left out here."""
    schema = {**node_of(spot), "$defs": SCHEMA["$defs"]}
    for example in language.examples()[name]:
        assert [error.message for error in Draft202012Validator(schema).iter_errors(example)] == []


def test_every_example_can_be_written_wherever_its_key_stands() -> None:
    for spot in language.spots():
        read, problems = yaml_events.parse(written(spot), "example.yaml")
        assert problems == [], spot
        for key, shape in zip(spot.path[:-1], spot.shapes, strict=False):
            read = read[key]
            read = next(iter(read.values())) if shape == "named" else read[0] if shape == "list" else read
        assert read == {spot.path[-1]: language.examples()[spot.key.id][0]}, spot


TEAM = """
model: 1
name: Wijkteam Noord
owner: our-team
organisations: {our-team: {}, council: {}, softhuis: {}, cloudhuis: {}}
roles: {social-worker: {of: our-team}, privacy-officer: {of: our-team}, team-lead: {of: our-team},
        application-manager: {of: our-team}, office-helpdesk: {of: our-team}}
items: {talk-notes: {category: free-text}, name: {category: name}, bsn: {category: national-number},
        score: {category: self-reliance-score}}
subjects: {neighbour-with-key: {}}
scopes: {debts: {}}
purposes: {support: {}}
events: {full-notebook: {}}
systems: {client-file: {}, mailbox: {note: Who is on leave calls 088 123 45 67.}}
carriers: {work-phone: {}}
not-client-data: [{text: 088 123 45 67, reason: The helpdesk of the vendor., by: privacy-officer}]
"""
"""What an example can lean on."""
SPOTS = {spot.path: spot for spot in language.spots()}
WAYS = {"term", "until", "criteria", "first-of", "last-of"}


def placed(spot: language.Spot, example: Any) -> dict[str, Any]:
    """The description of the team with an example where its key stands, and beside it what cannot be left out."""
    team, problems = yaml_events.parse(TEAM, "team.yaml")
    assert problems == []
    value = example
    for depth in reversed(range(len(spot.path))):
        key, above = spot.path[depth], spot.path[:depth]
        shape = spot.shapes[depth] if depth + 1 < len(spot.path) else "one"
        if shape == "named":
            name = next(iter(language.examples()[f"model.{key}"][0]))
            value = {name: {**team.get(key, {}).get(name, {}), **value}}
        elif shape == "list":
            value = [value] * (2 if key in ("first-of", "last-of") else 1)
        value = {**(_needed(above, key) if above and "unknown" not in (key, above[-1]) else {}), key: value}
    sections = {key: {**team.get(key, {}), **below} for key, below in value.items() if isinstance(below, dict)}
    return {**team, **value, **sections}


def _needed(path: tuple[str, ...], said: str) -> dict[str, Any]:
    """What the part under this path cannot be without."""
    part = next(kind for kind in SPOTS[path].parts if said in language.keys_of(kind))
    required = {field.alias for field in language.fields_of(part).values() if field.is_required()}
    found = {name: language.examples()[key.id][0] for name, key in language.keys_of(part).items() if name in required}
    if issubclass(part, Period) and said not in WAYS:
        found["term"] = "1 year"
    if said == "written-down":
        found["mode"] = "tell"
    return found


@pytest.mark.parametrize(("name", "spot"), KEYS, ids=[name for name, _ in KEYS])
def test_every_example_can_be_used(name: str, spot: language.Spot) -> None:
    """Somebody who copies it into a description with these names need not mend it."""
    for example in language.examples()[name]:
        for other in (other for other in language.spots() if other.key == spot.key):
            build(placed(other, example))


@pytest.mark.parametrize(
    "value", ["yes", "1", 1, "a: b", "it's", "# no", "-", "", "null", ["a, b", {"c": "[d]"}], "x:"]
)
def test_a_value_on_one_line_reads_back(value: Any) -> None:
    read, problems = yaml_events.parse(f"key: {language.flow(value)}", "example.yaml")
    assert (read, problems) == ({"key": value}, [])


class TestWhatAreOftenMixedUp:
    """Legal basis, ground for special data, professional secrecy, consent of a sector law, and saying yes to help."""

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_each_says_what_it_is_not(self, code: str) -> None:
        words = catalogue(code)
        other = re.compile({"nl": r"\b(niet|iets anders|geen)\b", "en": r"\b(not|something else|no)\b"}[code])
        for name in (
            "key.purpose.basis", "key.purpose.special", "key.purpose.secrecy-lifted-by", "key.purpose.sector-consent",
            "key.purpose.consent-to-help", "key.flow.secrecy-lifted-by", "key.flow.sector-consent",
            "key.sector-consent", "value.basis.consent", "value.secrecy-lift.consent", "value.secrecy-lift",
        ):  # fmt: skip
            assert other.search(words.text(name)), name

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_the_purpose_names_all_of_them(self, code: str) -> None:
        assert {"nl": "vier verschillende dingen", "en": "four different things"}[code] in catalogue(code).text(
            "key.purpose"
        )
