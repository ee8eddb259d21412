"""A statement beside a description, by the cases in cases.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.model import Audience, Model, View, build
from auditor.readability import Form, passages
from auditor.statement import Comparison, Subject, compare
from tests.traces.small import COMPLETE, SECRET, Data, collecting, described, flow

CASES: dict[str, Data] = yaml.load(
    (Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)


def model_of(case: Data) -> Model:
    sections = {**case.get("model", {})}
    systems = sections.pop("systems", {})
    file = {**collecting("notes", "score"), "controller": "team", **systems.pop("file", {})}
    return described(systems={"file": file, **systems}, **sections)


def compared(
    model: Model, text: str, language: str | None = "nl", audience: Audience = Audience.OFFICER, form: str = "text"
) -> Comparison:
    return compare(View(model, audience), passages(text, Form(form)), Form(form), text, language)


def told(found: Comparison) -> dict[str, list[str]]:
    """What was reported, in short words."""
    return {
        "wanted": [f"{one.topic} {one.subject.id} {one.state}" for one in found.wanted],
        "named": [f"{one.topic} {one.subject.sort} {one.subject.id}" for one in found.named],
        "claims": [
            f"{f'{one.about.sort} {one.about.id}' if isinstance(one.about, Subject) else one.about} {one.verdict}"
            for one in found.claims
        ],
        "not-compared": [quote.text for quote in found.not_compared],
        "placeholders": [words for quote in found.placeholders for words in quote.words],
        "unknown": [f"{one.topic} {name}" for one in found.unknown for name in one.ids],
    }


def of_topics(reported: list[str], expected: list[str], case: Data) -> list[str]:
    """Of what was looked for only the topics that the case is about; everything where it expects nothing."""
    topics = {one.split()[0] for one in expected}
    return [one for one in reported if one.split()[0] in topics]


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    case = CASES[name]
    found = told(compared(model_of(case), case["text"], case.get("language", "nl"), form=case.get("form", "text")))
    for part in ("wanted", "unknown"):
        if part in case:
            assert sorted(of_topics(found[part], case[part], case)) == sorted(case[part])
    for part in ("named", "claims", "placeholders", "not-compared"):
        if part in case:
            assert sorted(found[part]) == sorted(case[part])


def test_every_case_can_fail() -> None:
    """What a case expects is not reported of another text."""
    for name, case in CASES.items():
        expected = {part: case[part] for part in ("named", "claims", "placeholders", "not-compared") if case.get(part)}
        if expected:
            found = told(compared(model_of(case), "Wij helpen u.", "nl"))
            assert all(found[part] != case[part] for part in expected), name


class TestPlaces:
    def test_the_line_is_that_of_the_words_and_not_of_the_sentence(self) -> None:
        found = compared(described(), "Wij verwerken\nuw naam en\nuw nationaliteit.")
        (named,) = (one for one in found.named if one.subject.id == "nationality")
        assert (named.quotes[0].line, named.quotes[0].words) == (3, ("nationaliteit",))
        assert named.quotes[0].text == "Wij verwerken uw naam en uw nationaliteit."

    def test_a_long_sentence_is_cut_short_around_the_words(self) -> None:
        text = "Wij verwerken " + "heel veel andere dingen " * 50 + "uw nationaliteit " + "en nog meer " * 50
        (named,) = (one for one in compared(described(), text).named if one.subject.id == "nationality")
        assert len(named.quotes[0].text) < 250
        assert named.quotes[0].text.startswith("…")
        assert named.quotes[0].text.endswith("…")
        assert "nationaliteit" in named.quotes[0].text

    def test_what_was_looked_for_is_told(self) -> None:
        model = described(
            items={"notes": {"category": "debts", "plain": "uw rekeningen"}}, systems={"file": collecting("notes")}
        )
        (wanted,) = compared(model, "Wij helpen u.").wanted
        assert wanted.paths == (("items", "notes"),)
        assert {"schulden", "rekeningen"} <= set(wanted.looked_for)


class TestLanguage:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Wij bewaren de gegevens van uw hulp niet langer.", "nl"),
            ("We keep the data about your help for five years.", "en"),
            ("Nous conservons les données de votre aide pour vous.", "fr"),
            ("12345", "nl"),
        ],
    )
    def test_its_words_tell(self, text: str, language: str) -> None:
        found = compared(described(), text, None)
        assert (found.language, found.guessed) == (language, True)

    @pytest.mark.parametrize(
        "text", ["12345", "Nothing small", "de data the", "Wir speichern Ihre Angaben " * 20 + "die"]
    )
    def test_it_is_said_where_they_do_not(self, text: str) -> None:
        found = compared(described(), text, None)
        assert (found.language, found.guessed, found.unsure) == ("nl", True, True)
        assert not compared(described(), "Wij bewaren de gegevens van uw hulp.", None).unsure

    def test_it_can_be_said(self) -> None:
        found = compared(described(), "We keep the data.", "fr")
        assert (found.language, found.guessed) == ("fr", False)

    def test_another_one_is_refused(self) -> None:
        with pytest.raises(ValueError, match="de"):
            compared(described(), "Wir bewahren", "de")


SECRETS: Data = {
    "organisations": {"police": {"kind": "police", "name": "Politie Oost", "country": "US", "reserve": SECRET}},
    "items": {"signs": {"category": "domestic-violence", "reserve": SECRET}},
    "systems": {
        "file": {
            **collecting("notes", "score", "signs"), "controller": "team", "processor": ["vendor", "police"],
            "keeps": [{"items": "all", "term": "5 years"}], "flows-complete": COMPLETE, "collects-complete": COMPLETE,
        },
        "vault": {
            **collecting("notes"), "controller": "team", "located": "CN", "decides": "yes", "reserve": SECRET,
            "keeps": [{"items": "all", "term": "99 years"}],
        },
    },
    "flows": [
        flow("file", "council", ["notes", "signs"]),
        flow("file", "police", ["notes", "signs"]),
        flow("file", "council", "notes", reserve=SECRET),
    ],
}  # fmt: skip


def without_secrets() -> Data:
    """The same description as if nobody had ever written down what is reserved."""
    file = {**SECRETS["systems"]["file"], **collecting("notes", "score"), "processor": ["vendor"]}
    return {"systems": {"file": file}, "flows": [flow("file", "council", ["notes"])]}


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_nothing_shows_of_what_is_reserved_not_even_by_absence(language: str) -> None:
    text = "\n\n".join(case["text"] for case in CASES.values())
    secret, plain = described(**SECRETS), described(**without_secrets())
    named = (
        "Wij delen uw gegevens met Politie Oost. Wij delen uw gegevens niet met Politie Oost. Politie Oost krijgt geen "
        "gegevens. We share data with the police in the US. We do not share your data with Politie Oost. Nous ne "
        "partageons pas vos données avec Politie Oost. Wij verwerken geen gegevens over huiselijk geweld."
    )
    for said in (text, named, "12345"):
        client = compared(secret, said, language, Audience.CLIENT)
        assert client == compared(plain, said, language, Audience.CLIENT)
        assert client.named == ()
        assert not any(one.reserved for one in (*client.wanted, *client.claims, *client.unknown))
    officer = compared(secret, text, language)
    assert any(one.reserved for one in officer.wanted)


def test_an_officer_sees_what_is_reserved_marked() -> None:
    found = compared(described(**SECRETS), "Wij helpen u.")
    reserved = {one.subject.id for one in found.wanted if one.reserved}
    assert {"police", "US", "CN", "99 years", "domestic-violence"} <= reserved
    assert {"vendor", "5 years"}.isdisjoint(reserved)


def test_a_client_hears_of_no_denial() -> None:
    denied: Any = flow("file", "council", "notes", happens="no", checked={"on": "2026-10-01"})
    model = described(systems={"file": {**collecting("notes"), "controller": "team"}}, flows=[denied])
    text = "Wij geven geen gegevens aan de gemeente."
    (officer,), (client,) = compared(model, text).claims, compared(model, text, audience=Audience.CLIENT).claims
    assert (officer.verdict, officer.denied) == ("supported", (("flows", 0),))
    assert (client.verdict, client.denied) == ("not-said", ())


def test_an_empty_description_wants_nothing() -> None:
    model = build({"model": 1, "name": "Empty", "owner": "team", "organisations": {"team": {}}})
    assert compared(model, "Wij delen alles.").wanted == ()


def test_a_sentence_that_stands_often_is_listed_once_for_every_line() -> None:
    text = "We never guess. We never guess.\nWe never guess."
    assert [quote.line for quote in compared(described(), text, "en").not_compared] == [1, 2]
