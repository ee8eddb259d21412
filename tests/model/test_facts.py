"""The small parts: names that must exist, four states, and the keys that somebody may have meant."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from auditor.model.build import KNOWLEDGE, SECTIONS, as_written, names_of, shown
from auditor.model.facts import Fact, ItemRef, Known, Names, NodeRef, Ref, State, Unknown, YesNo, state_of, stated
from auditor.model.model import Model
from auditor.values import Term


class TestNames:
    NAMES = Names({"systems": ["mail", "client-file"], "carriers": ["phone"], "organisations": ["team"]})

    def test_names_come_per_section_in_order(self) -> None:
        assert self.NAMES.of("carriers", "systems") == ["phone", "mail", "client-file"]
        assert self.NAMES.of("roles") == []

    @pytest.mark.parametrize("name", ["mail", "phone", "team"])
    def test_a_name_of_any_of_its_sections_is_good(self, name: str) -> None:
        assert TypeAdapter(NodeRef).validate_python(name, context=self.NAMES) == name

    @pytest.mark.parametrize(("name", "near"), [("client-fil", "client-file"), ("fone", "phone"), ("zzz", "")])
    def test_another_name_is_refused_with_what_is_near(self, name: str, near: str) -> None:
        with pytest.raises(ValidationError) as refused:
            TypeAdapter(NodeRef).validate_python(name, context=self.NAMES)
        [details] = refused.value.errors()
        assert details["type"] == "reference"
        assert details["ctx"] == {"name": name, "sections": "systems, carriers, organisations", "near": near}

    def test_without_names_nothing_is_checked(self) -> None:
        assert TypeAdapter(ItemRef).validate_python("anything") == "anything"

    def test_the_form_of_a_name_is_always_checked(self) -> None:
        with pytest.raises(ValidationError):
            TypeAdapter(ItemRef).validate_python("Any thing")

    def test_marks_with_the_same_sections_are_the_same(self) -> None:
        assert Ref(("items",)) == Ref(("items",)) != Ref(("roles",))


class TestNamesOfADescription:
    def test_its_own_sections_and_those_of_the_knowledge(self) -> None:
        names = names_of({"items": {"notes": {}}, "roles": ["no mapping"], "country": "NL"})
        assert list(names.ids["items"]) == ["notes"]
        assert "roles" not in names.ids
        assert {f"knowledge.{section}" for section in KNOWLEDGE} <= names.ids.keys()
        assert names.of("made-by") == ["observed", "us"]

    @pytest.mark.parametrize("country", ["NL", "nl", "XX", "../nl", 12, None, ["NL"]])
    def test_every_country_has_at_least_the_shared_knowledge(self, country: object) -> None:
        assert "free-text" in names_of({"country": country}).of("knowledge.categories")

    def test_laws_are_of_the_country(self) -> None:
        assert "wmo-2015" in names_of({}).of("knowledge.laws")
        assert "wmo-2015" not in names_of({"country": "FR"}).of("knowledge.laws")
        assert "lcen-2004-575" in names_of({"country": "FR"}).of("knowledge.laws")

    def test_every_section_of_names_is_a_section_of_the_model(self) -> None:
        assert set(SECTIONS) <= Model.model_fields.keys()


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
