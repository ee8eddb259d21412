"""A model is frozen, survives writing and reading back, and gives its flows names that do not move."""

from __future__ import annotations

import json
import pickle
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from pydantic import ValidationError

from auditor.errors import InvalidModel
from auditor.importers import load
from auditor.importers.yaml_events import parse
from auditor.model import Model, build
from tests.examples import times
from tests.traces.strategies import Data, Shape, models

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ["wijkteam", "mano", "pasq"]
hundred = settings(max_examples=times(60))


def written(model: Model) -> dict[str, Any]:
    """The model as somebody could have typed it."""
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


@pytest.fixture(params=NAMES)
def example(request: pytest.FixtureRequest) -> Model:
    return load(EXAMPLES / request.param)


class TestWritingAndReadingBack:
    @pytest.mark.parametrize(
        "leave_out", [{"exclude_none": True}, {"exclude_defaults": True}, {"exclude_unset": True}, {}], ids=str
    )
    def test_example(self, example: Model, leave_out: dict[str, bool]) -> None:
        again = build(example.model_dump(mode="json", by_alias=True, **leave_out))
        assert again.model_dump() == example.model_dump()

    def test_example_as_yaml_in_any_order(self, example: Model, tmp_path: Path) -> None:
        text = yaml.safe_dump(written(example), allow_unicode=True, sort_keys=True)
        data, problems = parse(text, "model.yaml")
        assert problems == []
        assert build(data).model_dump() == example.model_dump()
        (tmp_path / "model.yaml").write_text(text, encoding="utf-8")
        assert load(tmp_path).model_dump() == example.model_dump()

    def test_example_as_json(self, example: Model) -> None:
        data, problems = parse(json.dumps(written(example), ensure_ascii=False), "model.json")
        assert problems == []
        assert build(data).model_dump() == example.model_dump()

    def test_what_is_written_is_what_was_read(self, example: Model) -> None:
        assert written(build(written(example))) == written(example)

    @hundred
    @given(models(Shape(reserve=True)))
    def test_any_model(self, data: Data) -> None:
        model = build(data)
        assert build(written(model)) == model
        assert build(parse(yaml.safe_dump(written(model)), "model.yaml")[0]) == model

    def test_unknown_is_written_as_people_write_it(self) -> None:
        located = {"unknown": {"who": "helper", "by": "2026-12-01", "note": {"nl": "Bij wie?", "en": "With whom?"}}}
        systems = {"mail": {"official": "unknown", "located": located, "keeps": {"unknown": {}}}, "file": {}}
        model = build({**SMALL, "systems": systems})
        assert written(model)["systems"]["mail"] == {
            "official": "unknown", "located": located, "keeps": "unknown", "collects": [], "derives": [],
            "measures": {}, "on": [],
        }  # fmt: skip


class TestFrozen:
    @pytest.mark.parametrize("path", ["", "systems.mail", "systems.mail.measures", "systems.mail.keeps.0", "flows.0"])
    def test_nothing_can_be_set(self, path: str) -> None:
        part: Any = build(SMALL)
        for key in filter(None, path.split(".")):
            part = part[int(key) if key.isdigit() else key] if isinstance(part, dict | tuple) else getattr(part, key)
        for name in [*type(part).model_fields, "anything"]:
            with pytest.raises(ValidationError, match=r"frozen|no field"):
                setattr(part, name, None)

    def test_lists_are_tuples(self) -> None:
        model = build(SMALL)
        for listed in (model.flows, model.systems["mail"].keeps, model.systems["mail"].collects, model.flows[0].items):
            assert isinstance(listed, tuple)

    def test_the_data_it_was_made_of_may_change(self) -> None:
        data = json.loads(json.dumps(SMALL))
        model = build(data)
        before = written(model)
        data["systems"].clear()
        data["flows"][0]["items"].append("other")
        assert written(model) == before

    def test_equal_when_it_says_the_same(self) -> None:
        assert build(SMALL) == build(json.loads(json.dumps(SMALL)))
        assert build(SMALL) != build({**SMALL, "name": "Other"})

    def test_it_travels_between_processes(self) -> None:
        assert pickle.loads(pickle.dumps(build(SMALL))) == build(SMALL)


class TestFlowNames:
    ENDS = (("mail", "file"), ("file", "mail"), ("mail", "team"))

    def flows(self) -> list[dict[str, Any]]:
        plain = [{"from": start, "to": end, "items": "all", "mode": "copy"} for start, end in self.ENDS]
        twins = [{**plain[0], "mode": mode, "told": told} for mode in ("view", "move") for told in ("yes", "unknown")]
        return [*plain, *twins, {**plain[1], "id": "weekly"}, {**plain[1], "id": "a>b".replace(">", "-")}]

    def names(self, flows: list[dict[str, Any]]) -> dict[str, str]:
        model = build({**SMALL, "flows": flows})
        contents = [json.dumps(flow, sort_keys=True) for flow in flows]
        return dict(zip(contents, model.flow_ids, strict=True))

    def test_own_ids_ends_and_numbers(self) -> None:
        assert sorted(self.names(self.flows()).values()) == [
            "a-b", "file>mail", "mail>file", "mail>file#2", "mail>file#3", "mail>file#4", "mail>file#5", "mail>team",
            "weekly",
        ]  # fmt: skip

    def test_names_do_not_depend_on_the_order(self) -> None:
        flows = self.flows()
        expected = self.names(flows)
        shuffle = random.Random(1).shuffle
        for _ in range(20):
            shuffle(flows)
            assert self.names(flows) == expected

    def test_names_do_not_depend_on_other_flows(self) -> None:
        flows = self.flows()
        before = self.names([flow for flow in flows if flow["to"] != "team"])
        assert before.items() <= self.names(flows).items()

    def test_twins_that_say_the_same_have_names_of_their_own(self) -> None:
        flow = {"from": "mail", "to": "file", "items": "all", "mode": "copy"}
        assert build({**SMALL, "flows": [flow, flow, flow]}).flow_ids == ("mail>file", "mail>file#2", "mail>file#3")

    @hundred
    @given(models())
    def test_every_flow_has_its_own_name(self, data: Data) -> None:
        model = build(data)
        assert len(set(model.flow_ids)) == len(model.flows)


class TestBuildingFromMemory:
    def test_problems_have_a_path_and_no_place(self) -> None:
        with pytest.raises(InvalidModel) as refused:
            build({**SMALL, "carriers": {"mail": {"kind": "fone"}}, "flows": [{"from": "mail", "to": "mail"}]})
        found = [(problem.where, problem.key, problem.location) for problem in refused.value.problems]
        assert found == [
            ("carriers.mail", "problem.double-id", None),
            ("carriers.mail.kind", "problem.reference-near", None),
            ("flows[0]", "problem.missing-key", None),
            ("flows[0]", "problem.missing-key", None),
        ]
        assert refused.value.problems[0].params == {"name": "mail", "first": "systems.mail"}

    @pytest.mark.parametrize(
        ("path", "written", "meant"),
        [
            (("items", "a", "category"), "bsn", "national-number"),
            (("items", "a", "category"), "adres", "address"),
            (("systems", "mail", "kind"), "excel", "spreadsheet"),
            (("systems", "mail", "kind"), "lijst", "spreadsheet"),
            (("carriers", "phone", "kind"), "mobiel", "phone"),
        ],
    )
    def test_an_everyday_word_finds_what_is_meant(self, path: tuple[str, str, str], written: str, meant: str) -> None:
        section, name, key = path
        with pytest.raises(InvalidModel) as refused:
            build({**SMALL, section: {**SMALL.get(section, {}), name: {key: written}}})
        [problem] = [one for one in refused.value.problems if one.path == path]
        assert str(problem.params["near"]).split(", ")[0] == meant

    def test_places_are_systems_and_carriers(self) -> None:
        model = build({**SMALL, "carriers": {"phone": {}}})
        assert list(model.places) == ["mail", "file", "phone"]


SMALL: dict[str, Any] = {
    "model": 1,
    "name": "Small",
    "owner": "team",
    "organisations": {"team": {"kind": "welfare"}},
    "roles": {"helper": {"of": "team"}},
    "items": {"notes": {"category": "free-text"}, "other": {"category": "unknown"}},
    "systems": {
        "mail": {"keeps": [{"term": "30 days"}], "collects": [{"items": ["notes"], "from": "client"}]},
        "file": {"name": "The file"},
    },
    "flows": [{"from": "mail", "to": "file", "items": ["notes"], "mode": "copy"}],
}
