"""The stored schemas are what the code generates, and they say what a description may say.

Renew them with: auditor schema --all schemas
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from auditor import knowledge
from auditor.client_data.description import MOST_EXCEPTIONS
from auditor.exporters import language
from auditor.exporters.described import KNOWN
from auditor.exporters.schema import all_schemas, model_schema
from auditor.importers.description import LONGEST_ID
from auditor.importers.partners import MOST_PARTNERS
from auditor.importers.yaml_events import parse
from auditor.model import Model
from auditor.model.bounds import MOST_IN_ELEMENT
from auditor.model.build import KNOWLEDGE
from auditor.texts import LANGUAGES, catalogue
from tests.traces.strategies import Data, Shape, models

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "schemas"
DESCRIPTIONS = sorted((ROOT / "examples").glob("*/*.yaml"))
SCHEMA = model_schema()
MODEL = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
KINDS = {"type", "$ref", "anyOf", "const", "enum"}


def data(text: str) -> Any:
    found, problems = parse(text, "model.yaml")
    assert problems == []
    return found


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_stored_is_generated(name: str) -> None:
    stored = (SCHEMAS / name).read_text(encoding="utf-8")
    assert stored == all_schemas()[name], "renew with: auditor schema --all schemas"


def test_nothing_else_is_stored() -> None:
    assert {file.name for file in SCHEMAS.iterdir()} == all_schemas().keys()


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(all_schemas()[name]))


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_every_property_says_what_it_may_be(name: str) -> None:
    for where, part in _properties(json.loads(all_schemas()[name])):
        assert isinstance(part, dict), where
        assert KINDS & part.keys(), where
        for choice in part.get("anyOf", []):
            assert KINDS & choice.keys(), where


def _properties(schema: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        for name, part in schema.get("properties", {}).items():
            yield f"{where}.{name}", part
        if "items" in schema and "type" in schema:
            yield f"{where}[]", schema["items"]
        for name, part in schema.items():
            if name != "else":  # asks more of what is described elsewhere
                yield from _properties(part, f"{where}/{name}")
    elif isinstance(schema, list):
        for position, part in enumerate(schema):
            yield from _properties(part, f"{where}/{position}")


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_nothing_may_be_said_that_is_not_described(name: str) -> None:
    for where, part in _objects(json.loads(all_schemas()[name])):
        assert part.get("additionalProperties") is not True, where
        if "properties" in part or "patternProperties" in part:
            assert part["additionalProperties"] is False, where


def _objects(schema: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield where, schema
        for name, part in schema.items():
            if name != "else":
                yield from _objects(part, f"{where}/{name}")
    elif isinstance(schema, list):
        for position, part in enumerate(schema):
            yield from _objects(part, f"{where}/{position}")


@pytest.mark.parametrize("file", DESCRIPTIONS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_accepts_every_file_of_every_example(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert [error.message for error in MODEL.iter_errors(data(text))] == []
    assert text.startswith("# yaml-language-server: $schema=../../schemas/model.schema.json\n")


@settings(max_examples=50)
@given(models(Shape(reserve=True)))
def test_accepts_what_the_model_accepts(description: Data) -> None:
    assert [error.message for error in MODEL.iter_errors(description)] == []
    written = Model.model_validate(description).model_dump(mode="json", exclude_none=True)
    assert [error.message for error in MODEL.iter_errors(data(yaml.safe_dump(written)))] == []


@pytest.mark.parametrize(
    "text",
    [
        "model: 1\nname: Only a part\n",
        "systems: {mail: {located: NL, keeps: unknown, access: {unknown: {who: helper, by: 2026-12-01}}}}",
        "systems: {mail: {processor: vendor, decides: unknown, official: ja, log: {kept: {unknown: }}}}",
        "systems: {mail: {processor: [vendor, {organisation: b, contract: no}], measures: {encryption: true}}}",
        "flows: [{from: a, to: b, items: all, mode: copy, via: vecozo}]",
        "flows: [{from: a, to: b, items: unknown, mode: unknown, via: [vecozo, {message: jw305}], scope: [youth]}]",
        "systems: {mail: {keeps: [{term: 15 years}, {term: {law: wmo-2015-5.3.4}}, {term: unknown}]}}",
        "defaults: {flows: {mode: copy, from: a, items: all}}\nflows: [{to: b}, {to: c, mode: view}]",
        "defaults: {roles: {of: team}, access: {can: read}}\nroles: {helper: }\nsystems: {m: {access: [{role: x}]}}",
        "partners: {council: {at: ../council, items: same, roles: {helper: worker}}}",
        "systems: {mail: {plain: {nl: de mail, en: the mail}, collects: [{items: notes, from: client}]}}",
    ],
)
def test_accepts_what_people_write(text: str) -> None:
    assert [error.message for error in MODEL.iter_errors(data(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "systms: {}",
        "model: 2",
        "model: '1'",
        "name: 12",
        "systems: [mail]",
        "systems: {Mail Box: {}}",
        "systems: {mail: {knd: mailbox}}",
        "systems: {mail: {located: nederland}}",
        "systems: {mail: {official: perhaps}}",
        "systems: {mail: {official: {unknown: {whom: helper}}}}",
        "systems: {mail: {official: {unknown: {}, who: helper}}}",
        "systems: {mail: {keeps: [{term: 15 yeers}]}}",
        "systems: {mail: {keeps: [{term: P0Y}]}}",
        "systems: {mail: {keeps: [{term: 1 year, then: burn}]}}",
        "systems: {mail: {keeps: [{first-of: [{term: 1 year}]}]}}",
        "systems: {mail: {plain: {dutch: de mail}}}",
        "flows: {}",
        "flows: [{from: a, items: all, mode: copy}]",
        "flows: [{from: a, to: b, items: all, mode: copi}]",
        "flows: [{from: a, to: b, items: [A], mode: copy}]",
        "flows: [{from: a, to: b, items: all, mode: copy, via: {chanel: vecozo}}]",
        "checked: {on: 12-10-2026}",
        "items: {notes: {}}",
        "items: {notes: {category: free-txt}}",
        "items: {notes: {category: [free-text]}}",
        "organisations: {council: {kind: muncipality}}",
        "organisations: {council: {use: ministry-of-magic}}",
        "purposes: {support: {law: wmo-2050}}",
        "flows: [{from: a, to: b, items: all, mode: copy, via: vecozoo}]",
        "flows: [{from: a, to: b, items: all, mode: copy, via: {message: jw999}}]",
        "systems: {mail: {plain: ' '}}",
        "systems: {mail: {keeps: [{term: 1 year, starts: End of help}]}}",
        "systems: {mail: {collects: [{items: notes, from: []}]}}",
        "checked: {on: 20261012}",
        "systems: {unknown: {}}",
        "roles: {helper: }",
        "partners: {council: {at: ../council, items: some}}",
        "partners: {council: {items: same}}",
        "defaults: {flow: {mode: copy}}",
        "defaults: {flows: {mood: copy}}",
        "defaults: {flows: [{mode: copy}]}",
        "checked: {on: 2026-02-30}",
    ],
)
def test_refuses_what_is_broken(text: str) -> None:
    assert list(MODEL.iter_errors(data(text)))


class TestWhatAnEditorShows:
    """An editor shows the description of a key, completes words with theirs, and strikes out what is deprecated."""

    def test_every_part_is_explained(self) -> None:
        for name, part in SCHEMA["$defs"].items():
            assert part.get("description") or part.get("$comment") or name.startswith(KNOWN), name

    def test_every_key_is_explained_in_dutch_and_then_in_english(self) -> None:
        for name, kind in language.parts().items():
            part = SCHEMA if name == "Model" else SCHEMA["$defs"][name]
            for key, found in language.keys_of(kind).items():
                both = [catalogue(code).text(found.text) for code in LANGUAGES]
                assert part["properties"][key]["description"] == "\n\n".join(both), f"{name}.{key}"

    def test_no_alternative_hides_the_explanation_of_a_key(self) -> None:
        """Editors show the innermost description: only words with a meaning of their own, and knowledge, have one."""
        for where, node in _properties(SCHEMA):
            for choice in node.get("anyOf", []) if "description" in node else ():
                name = choice.get("$ref", "").rpartition("/")[2]
                inner = choice.get("description", SCHEMA["$defs"].get(name, {}).get("description"))
                words = {*language.special(), "unknown-who"}
                assert inner in (None, node["description"]) or name in words, f"{where}: {name}"

    def test_every_word_of_every_list_is_explained(self) -> None:
        for name, values in language.lists().items():
            found = SCHEMA["$defs"][name]
            assert found["enum"] == [str(value) for value in values]
            assert len(found["enumDescriptions"]) == len(values)
            assert all(found["enumDescriptions"]), name

    @pytest.mark.parametrize("section", KNOWLEDGE)
    def test_every_word_of_the_knowledge_can_be_completed(self, section: str) -> None:
        """Over all countries: a schema does not know which country a description is about."""
        own = SCHEMA["$defs"].get(f"knowledge.{section}", SCHEMA["$defs"][section])
        assert [word["const"] for word in own["anyOf"]] == list(knowledge.everywhere(section))
        assert all(word["description"] for word in own["anyOf"])

    @pytest.mark.parametrize("section", ["subjects", "events"])
    def test_words_of_the_description_itself_fit_beside_those_of_the_knowledge(self, section: str) -> None:
        choices = [choice["$ref"] for choice in SCHEMA["$defs"][section]["anyOf"]]
        assert choices == ["#/$defs/id", f"#/$defs/knowledge.{section}"]

    def test_examples_stand_where_anything_may_be_written(self) -> None:
        assert SCHEMA["$defs"]["Term"]["examples"]
        assert SCHEMA["$defs"]["Checked"]["properties"]["on"]["examples"]
        assert SCHEMA["$defs"]["Flow"]["properties"]["every"]["defaultSnippets"]
        assert SCHEMA["$defs"]["unknown-who"]["defaultSnippets"][0]["body"]["unknown"].keys() == {"who", "by"}
        assert "examples" not in SCHEMA["$defs"]["Flow"]["properties"]["from"]

    def test_what_is_to_be_checked_says_so(self) -> None:
        (corv,) = [word for word in SCHEMA["$defs"]["channels"]["anyOf"] if word["const"] == "corv"]
        assert "still to be checked" in corv["description"]

    def test_no_word_is_written_out_twice(self) -> None:
        """What is long is shared, so that the file stays small."""
        assert len(json.dumps(SCHEMA)) < 300_000


class TestBounds:
    """What the program refuses because it is too much, as far as a schema can say it."""

    def test_names_are_no_longer_than_the_program_reads(self) -> None:
        assert not list(MODEL.iter_errors({"systems": {"a" * LONGEST_ID: {}}}))
        assert list(MODEL.iter_errors({"systems": {"a" * (LONGEST_ID + 1): {}}}))

    def test_a_list_in_an_element_is_no_longer_than_an_element(self) -> None:
        for name, part in SCHEMA["$defs"].items():
            for where, node in _lists(part, name):
                assert node["maxItems"] == MOST_IN_ELEMENT, where

    def test_exceptions_and_partners_are_counted(self) -> None:
        assert SCHEMA["properties"]["not-client-data"]["maxItems"] == MOST_EXCEPTIONS
        assert SCHEMA["properties"]["partners"]["maxProperties"] == MOST_PARTNERS


def _lists(node: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        if node.get("type") == "array":
            yield where, node
        for key, below in node.items():
            yield from _lists(below, f"{where}/{key}")
    elif isinstance(node, list):
        for below in node:
            yield from _lists(below, where)
