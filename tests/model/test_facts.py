"""The small parts: names that must exist, four states, and the keys that somebody may have meant."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from auditor.errors import shown
from auditor.model.build import KNOWLEDGE, as_written, ids_of
from auditor.model.facts import Fact, Known, Ref, State, Unknown, YesNo, state_of, stated
from auditor.model.model import LISTS, SECTIONS, Model
from auditor.model.references import Dangling, dangling, places, renamed
from auditor.values import Term

IDS = {"systems": ["mail", "client-file"], "carriers": ["phone"], "organisations": ["team"], "roles": ["helper"]}


def wrong(data: dict[str, object]) -> list[tuple[str, str]]:
    """The references to nothing in this data, each with its path."""
    return [(as_written(found.path), found.name) for found in dangling(data, IDS)]


class TestReferences:
    @pytest.mark.parametrize("name", ["mail", "phone", "team"])
    def test_a_name_of_any_of_its_sections_is_good(self, name: str) -> None:
        assert wrong({"flows": [{"from": name}]}) == []

    def test_another_name_is_told_with_its_path_and_sections(self) -> None:
        [found] = dangling({"flows": [{"from": "mail"}, {"to": "fone"}]}, IDS)
        assert found == Dangling(("flows", 1, "to"), "fone", ("systems", "carriers", "organisations"), frozenset())

    def test_in_every_form_in_which_it_can_be_written(self) -> None:
        data = {
            "owner": "x",
            "systems": {"mail": {
                "processor": ["x", {"organisation": "x", "sub-processors": "x"}],
                "controller": ["team", "x"],
                "located": {"unknown": {"who": "x"}},
                "access": {"unknown": {"who": "helper"}},
                "on": "x",
            }},
        }  # fmt: skip
        assert wrong(data) == [
            ("owner", "x"), ("systems.mail.processor[0]", "x"), ("systems.mail.processor[1].organisation", "x"),
            ("systems.mail.processor[1].sub-processors", "x"), ("systems.mail.controller[1]", "x"),
            ("systems.mail.located.unknown.who", "x"), ("systems.mail.on", "x"),
        ]  # fmt: skip

    @pytest.mark.parametrize("word", ["unknown", "all"])
    def test_words_are_no_names_where_they_can_stand(self, word: str) -> None:
        assert wrong({"flows": [{"items": word}]}) == []
        assert wrong({"flows": [{"from": word}]}) == [("flows[0].from", word)]

    @pytest.mark.parametrize("value", [None, 1, [], {}, "text", [[["x"]]], {"a": [1]}, {"unknown": [1]}])
    def test_data_of_another_shape_is_passed_over(self, value: object) -> None:
        for data in ({"systems": value}, {"flows": value}, {"systems": {"a": value}}, {"flows": [value]},
                     {"systems": {"a": {"note": value, "measures": value}}}):  # fmt: skip
            list(dangling(data, IDS))

    def test_new_names_for_all(self) -> None:
        place = places().keys["flows"]
        flow = {
            "from": "mail",
            "items": ["a", "b"],
            "for": "unknown",
            "told": {"unknown": {"who": "helper"}},
            "id": "mail",
        }
        assert renamed(flow, place, lambda name, sections: f"{sections[0]}/{name}") == {
            "from": "systems/mail", "items": ["items/a", "items/b"], "for": "unknown",
            "told": {"unknown": {"who": "roles/helper"}}, "id": "mail",
        }  # fmt: skip

    def test_marks_with_the_same_sections_are_the_same(self) -> None:
        assert Ref(("items",)) == Ref(("items",)) != Ref(("roles",))


class TestNamesOfADescription:
    def test_its_own_sections_and_those_of_the_knowledge(self) -> None:
        names = ids_of({"items": {"notes": {}}, "roles": ["no mapping"], "country": "NL"})
        assert list(names["items"]) == ["notes"]
        assert "roles" not in names
        assert {f"knowledge.{section}" for section in KNOWLEDGE} <= names.keys()
        assert names["made-by"] == ("observed", "online", "us")

    @pytest.mark.parametrize("country", ["NL", "nl", "XX", "../nl", 12, None, ["NL"]])
    def test_every_country_has_at_least_the_shared_knowledge(self, country: object) -> None:
        assert "free-text" in ids_of({"country": country})["knowledge.categories"]

    def test_laws_are_of_the_country(self) -> None:
        assert "wmo-2015" in ids_of({})["knowledge.laws"]
        assert "wmo-2015" not in ids_of({"country": "FR"})["knowledge.laws"]
        assert "lcen-2004-575" in ids_of({"country": "FR"})["knowledge.laws"]

    def test_every_section_of_names_is_a_section_of_the_model(self) -> None:
        assert {*SECTIONS, *LISTS} <= {field.alias for field in Model.model_fields.values()}


class TestFourStates:
    FACT: TypeAdapter[YesNo | Unknown] = TypeAdapter(Fact)

    @pytest.mark.parametrize(("written", "state"), [
        (True, State.YES), (False, State.NO), ("yes", State.YES), ("nee", State.NO), ("NVT", State.NOT_APPLICABLE),
        ("unknown", State.UNKNOWN), ({"unknown": None}, State.UNKNOWN),
        ({"unknown": {"by": "2026-01-01"}}, State.UNKNOWN), (YesNo.NO, State.NO), (Unknown(), State.UNKNOWN),
    ])  # fmt: skip
    def test_fact(self, written: object, state: State) -> None:
        found = self.FACT.validate_python(written)
        assert state_of(found) is state
        assert (stated(found) is None) == (state is State.UNKNOWN)

    @pytest.mark.parametrize("written", ["", "y", "maybe", 1, 0, None, [], {}, {"unknown": {}, "yes": 1}, ["yes"]])
    def test_no_fact(self, written: object) -> None:
        with pytest.raises(ValidationError):
            self.FACT.validate_python(written)

    def test_silence_is_unknown_for_reasoning_only(self) -> None:
        assert state_of(None) is State.UNKNOWN
        assert stated(None) is None

    def test_unknown_of_another_type(self) -> None:
        term: TypeAdapter[Term | Unknown] = TypeAdapter(Known[Term])
        assert term.validate_python("unknown") == Unknown()
        assert term.validate_python("1 year") == Term("1 year")


class TestShown:
    @pytest.mark.parametrize(("value", "text"), [
        ("mail", "mail"), (12, "12"), (True, "true"), (False, "false"), (None, ""), ({}, "{}"), ({"a": 1}, "{...}"),
        ([], "[]"), ([1], "[...]"), ("x" * 60, "x" * 60), ("x" * 61, "x" * 59 + "…"),
        ("a\u202eb\x1b", "a\ufffdb\ufffd"),
        ("één\ntwee", "één\ufffdtwee"),
    ])  # fmt: skip
    def test_short_and_visible(self, value: object, text: str) -> None:
        assert shown(value) == text

    @pytest.mark.parametrize(("path", "text"), [
        ((), ""), (("name",), "name"), (("systems", "mail", "keeps", 0, "term"), "systems.mail.keeps[0].term"),
        (("flows", 3), "flows[3]"),
    ])  # fmt: skip
    def test_paths(self, path: tuple[str | int, ...], text: str) -> None:
        assert as_written(path) == text
