"""The guard on whole descriptions: where it looks, what may stand where, and what is an exception."""

from __future__ import annotations

import timeit
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.client_data import find, masked, problems
from auditor.errors import Problem
from auditor.exporters.words import Words
from auditor.importers.yaml_events import parse
from auditor.texts import LANGUAGES, catalogue

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("examples/*/*.yaml"), *ROOT.glob("auditor/knowledge/*/*.yaml")])
KEYS = (
    "problem.client-data-bsn",
    "problem.client-data-email",
    "problem.client-data-phone",
    "problem.client-data-birth-date",
    "problem.client-data-iban",
    "problem.client-data-belgian-number",
    "problem.client-data-french-number",
)


def found(data: dict[str, Any]) -> dict[str, str]:
    return {problem.where: problem.key.removeprefix("problem.") for problem in problems(data)}


def read(text: str) -> dict[str, Any]:
    data, double = parse(text, "model.yaml")
    assert isinstance(data, dict)
    assert double == []
    return data


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_lets_every_example_and_all_knowledge_through(file: Path) -> None:
    data, _ = parse(file.read_text(encoding="utf-8"), file.name)
    whole = data if isinstance(data, dict) else {"all": data}
    assert [p for p in problems(whole) if p.path[-1] not in ("version", "seen")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lets_every_text_of_the_package_through(language: str) -> None:
    texts = catalogue(language)
    assert [key for key in sorted(texts.keys()) for form in texts.forms(key) if find(form)] == []


class TestWhere:
    def test_every_text_however_deep(self) -> None:
        data = {
            "name": "BSN 123456782",
            "systems": {"a": {"plain": {"nl": "van jan@gmail.com"}, "keeps": [{"note": "06 12345678"}]}},
        }
        assert found(data) == {
            "name": "client-data-bsn",
            "systems.a.plain.nl": "client-data-email",
            "systems.a.keeps[0].note": "client-data-phone",
        }

    def test_keys(self) -> None:
        assert found({"items": {"bsn-123456782": {}}}) == {"items.bsn-123456782": "client-data-bsn"}

    def test_the_same_text_at_every_place(self) -> None:
        data = {"flows": [{"note": "123456782"}, {"note": "ok"}, {"note": "123456782"}]}
        assert found(data) == {"flows[0].note": "client-data-bsn", "flows[2].note": "client-data-bsn"}

    @pytest.mark.parametrize(
        ("text", "kind"), [("123456782", "bsn"), ("090000006", "bsn"), ("0612345678", "phone"), ("-123456782", "bsn")]
    )
    def test_numbers_without_quotes(self, text: str, kind: str) -> None:
        assert found(read(f"name: {text}")) == {"name": f"client-data-{kind}"}

    @pytest.mark.parametrize(
        "number", ["1", "2015", "12345", "true", "10000000000000000000000000000000000000000000000"]
    )
    def test_other_numbers_are_left_alone(self, number: str) -> None:
        assert found(read(f"name: {number}")) == {}

    def test_two_in_one_text_are_two_problems(self) -> None:
        [one, other] = problems({"name": "06 12345678 en 123456782"})
        assert (one.where, other.where) == ("name", "name")

    def test_a_contact_may_have_a_telephone_number(self) -> None:
        contact = {"phone": "06 12345678", "address": {"nl": "Plein 1, 088 123 45 67"}, "email": "jan@team.example"}
        desk = {"contact": contact, "how": "Bel 088 123 45 67"}
        assert found({"organisations": {"team": {"rights-desk": desk}}}) == {
            "organisations.team.rights-desk.contact.email": "client-data-email",
            "organisations.team.rights-desk.how": "client-data-phone",
        }

    @pytest.mark.parametrize("key", ["on", "by", "until", "reviewed"])
    def test_a_day_of_the_description_may_be_long_ago(self, key: str) -> None:
        assert found({"systems": {"a": {"checked": {key: "2014-02-01"}}}}) == {}
        assert found({"systems": {"a": {"checked": {key: "Jan 2014-02-01"}}}}) != {}
        assert found({"systems": {"a": {"note": "2014-02-01"}}}) != {}


class TestExceptions:
    DATA: dict[str, Any] = {"systems": {"a": {"note": "Bel 088 123 45 67."}}}  # noqa: RUF012

    def test_is_no_problem_any_more(self) -> None:
        said = [{"text": "088 123 45 67", "reason": "The number of the council.", "by": "privacy-officer"}]
        assert found({**self.DATA, "not-client-data": said}) == {}

    def test_the_reason_is_read_too(self) -> None:
        said = [{"text": "088 123 45 67", "reason": "Not of jan@gmail.com", "by": "privacy-officer"}]
        assert found({**self.DATA, "not-client-data": said}) == {"not-client-data[0].reason": "client-data-email"}

    def test_one_that_nothing_needs_is_a_problem(self) -> None:
        said = [{"text": "088 123 45 67"}, {"text": "088 123 45 68"}]
        assert found({**self.DATA, "not-client-data": said}) == {"not-client-data[1].text": "not-client-data-unused"}

    @pytest.mark.parametrize("said", [None, "text", {}, [None, 1, {}, {"text": 1}, {"text": ""}]])
    def test_another_shape_is_left_to_the_model(self, said: Any) -> None:
        assert found({**self.DATA, "not-client-data": said}) == {"systems.a.note": "client-data-phone"}


class TestWords:
    @pytest.mark.parametrize("key", KEYS)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_problem_can_be_said(self, key: str, language: str) -> None:
        said = Words(language).problem(Problem(key, {"found": "12…"}))
        assert "12…" in said
        assert "not-client-data" in said

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_so_can_an_exception_that_nothing_needs(self, language: str) -> None:
        assert Words(language).problem(Problem("problem.not-client-data-unused"))

    def test_a_message_can_be_masked(self) -> None:
        assert masked("BSN 123456782 van jan@gmail.com") == "BSN 12… van ja…"
        assert masked("nothing here 12") == "nothing here 12"


def test_an_ordinary_text_costs_next_to_nothing() -> None:
    """Half a microsecond on an ordinary computer; here only that it is no whole search (some 50)."""
    text = "als u hulp bij schulden krijgt"
    assert min(timeit.repeat(lambda: find(text), number=2000, repeat=5)) / 2000 < 20e-6


def test_a_large_description_is_read_once_per_text() -> None:
    flow = {"from": "client-file", "to": "gemeente", "items": ["name", "bsn"], "for": "support", "mode": "copy"}
    data = {"flows": [dict(flow) for _ in range(20_000)]}
    assert problems(data) == []
    assert timeit.timeit(lambda: problems(data), number=1) < 5


def test_the_exception_in_the_readme_is_what_the_guard_reads() -> None:
    shown = next(
        part
        for part in (ROOT / "README.md").read_text(encoding="utf-8").split("```yaml\n")
        if "not-client-data:" in part
    )
    said = yaml.safe_load(shown.split("```")[0])["not-client-data"]
    assert [sorted(exception) for exception in said] == [["by", "reason", "text"]]
    assert all(find(exception["text"]) for exception in said)
