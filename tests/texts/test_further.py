"""Further languages, not all of them complete: a card is whole in one language, and no machine speaks to a client."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from auditor import texts
from auditor.answers import QUESTIONS, ask
from auditor.cli import main
from auditor.exporters.cards import Card, card
from auditor.exporters.leaflet import as_html, leaflet
from auditor.exporters.say import Speaker
from auditor.exporters.site import organisation_pages
from auditor.exporters.site.publish import languages
from auditor.knowledge import Knowledge
from auditor.knowledge import of as knowledge_of
from auditor.model import Audience, build
from auditor.texts import FURTHER_VARIABLE, catalogue
from auditor.traces import Traces
from auditor.values import Text

ROOT = Path(__file__).parents[2]
SIGN = "نص"
"""Stands for a text in the sample, which nobody translated: the word `text`."""
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
BY_PEOPLE = '"X-Origin: people\\n"\n'
READ = '"X-Reviewed: an interpreter, 2026-11-01\\n"\n'
MISSING = "answer.phone.none-known"
DESCRIPTION = {
    "model": 1,
    "name": "Team",
    "owner": "team",
    "organisations": {"team": {"plain": {"nl": "ons team", "en": "our team", "ar": SIGN}}},
    "items": {"notes": {"category": "free-text", "plain": {"nl": "het verslag", "ar": SIGN}}},
    "systems": {
        "file": {
            "plain": {"nl": "ons programma", "ar": SIGN},
            "controller": "team",
            "kind": "client-registration",
            "collects": [{"items": "notes", "from": "client"}],
        }
    },
}


def sample(
    folder: Path, header: str = BY_PEOPLE + READ, *, missing: str = MISSING, knowledge: bool = False
) -> Path:  # fmt: skip
    """A catalogue of all that cards say, but for one text; and of the words of the knowledge."""
    entries = [HEADER + header]
    for key in sorted(catalogue("nl").keys()):
        if key.startswith(("answer.", "strength.", "card.", "label.", "duration.", "ui.", "web.")) and key != missing:
            holes = dict.fromkeys(re.findall(r"\{\w+\}", catalogue("nl").forms(key)[0]))
            entries.append(f'msgid "{key}"\nmsgstr "{" ".join([SIGN, *holes])}"\n')
    if knowledge:
        entries += [
            f'msgctxt "knowledge"\nmsgid {json.dumps(words, ensure_ascii=False)}\nmsgstr "{SIGN}"\n'
            for words in sorted(words_of_knowledge())
        ]
    (folder / "ar").mkdir(parents=True)
    (folder / "ar" / "answers.po").write_text("\n".join(entries), encoding="utf-8")
    return folder


def words_of_knowledge() -> set[str]:
    """Every text of the knowledge of this country, in Dutch."""

    def texts_in(value: Any) -> Iterator[str]:
        if isinstance(value, Text):
            yield value.said_in("nl") or ""
        elif isinstance(value, BaseModel):
            for name in type(value).model_fields:
                yield from texts_in(getattr(value, name))
        elif isinstance(value, Mapping):
            for below in value.values():
                yield from texts_in(below)
        elif isinstance(value, tuple):
            for below in value:
                yield from texts_in(below)

    sections = (name for name, part in vars(Knowledge).items() if isinstance(part, cached_property))
    return set(texts_in({name: getattr(knowledge_of("NL"), name) for name in sections}))


@pytest.fixture
def with_knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return added(sample(tmp_path / "all", knowledge=True), monkeypatch)


@pytest.fixture
def arabic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return added(sample(tmp_path), monkeypatch)


def added(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FURTHER_VARIABLE, str(folder))
    texts._further.cache_clear()
    catalogue.cache_clear()
    return folder


def card_of(question: str, language: str = "ar") -> Card:
    known = {**DESCRIPTION}
    traces = Traces(build(known), Audience.CLIENT)
    return card(ask(traces, question), Speaker(traces.view, language))


def all_of(one: Card) -> str:
    parts = [*one.said, *one.can_do, *one.unknown]
    lines = [line.text for said in parts for line in said.lines]
    return "\n".join([one.title, one.about or "", *one.strength, *(said.text for said in parts), *lines])


def test_a_card_whose_question_is_not_translated_is_dutch_as_a_whole(arabic: Path) -> None:
    """Here the catalogue has no words of the knowledge, so no card can be said in this language."""
    for question in QUESTIONS:
        one = card_of(question.id)
        assert one.speaker.language == "nl"
        assert SIGN not in all_of(one)


def test_a_card_of_which_every_text_is_there_is_said_in_it(with_knowledge: Path) -> None:
    one = card_of("where-does-it-go")
    assert one.speaker.language == "ar"
    assert not re.search(r"[a-z]{3}", all_of(one))


def test_a_card_of_which_one_text_is_missing_is_dutch_as_a_whole(with_knowledge: Path) -> None:
    one = card_of("phone-or-app")
    assert one.speaker.language == "nl"
    assert SIGN not in all_of(one)


def test_the_page_says_the_language_and_direction_of_every_card(with_knowledge: Path) -> None:
    traces = Traces(build(DESCRIPTION), Audience.CLIENT)
    found = [ask(traces, question) for question in ("where-does-it-go", "phone-or-app")]
    page = as_html(leaflet(found, Speaker(traces.view, "ar")))
    assert '<html lang="ar" dir="rtl">' in page
    assert re.findall(r'<article id="[\w-]+" lang="(\w+)" dir="(\w+)">', page) == [("ar", "rtl"), ("nl", "ltr")]


def test_pages_for_a_website_are_whole_in_one_language_part_by_part(with_knowledge: Path) -> None:
    """This catalogue has nothing of maps and tables: those are Dutch, and say so."""
    assert languages() == ("nl", "en", "ar")
    made = organisation_pages(build(DESCRIPTION), ("ar", "nl"))
    for name in ("index", "all", "where-does-it-go"):
        assert b'<html lang="ar" dir="rtl">' in made[f"ar/{name}.html"]
    page = made["ar/about-notes.html"].decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert re.search(r'<h1>[^a-z]+</h1>\s*<div lang="nl" dir="ltr"><figure>', page)
    assert b'lang="nl"' in made["ar/map-notes.svg"]
    assert b'<html lang="nl" dir="ltr">' in made["nl/about-notes.html"]


def test_a_language_that_misses_a_text_around_the_answers_is_none_for_a_website(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(sample(tmp_path, missing="web.kinds"), monkeypatch)
    assert languages() == ("nl", "en")


@pytest.mark.parametrize(
    ("header", "offered"),
    [
        (BY_PEOPLE + READ, True),
        (BY_PEOPLE, False),
        ('"X-Origin: machine\\n"\n' + READ, False),
        (READ, False),
    ],
    ids=["people wrote and read it", "nobody read it", "a machine made it", "nobody says who made it"],
)
def test_only_what_people_made_and_read_is_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, header: str, offered: bool
) -> None:
    added(sample(tmp_path, header), monkeypatch)
    assert ("ar" in texts.offered()) is offered
    found = CliRunner().invoke(main, ["ask", str(ROOT / "examples" / "mano"), "how-long", "--answer-in", "ar"])
    assert (found.exit_code == 0) is offered


def test_a_language_that_cannot_say_what_stands_around_every_card_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = next(key for key in sorted(catalogue("nl").keys()) if key.startswith("card."))
    added(sample(tmp_path, missing=missing), monkeypatch)
    assert "ar" not in texts.offered()


def test_our_own_languages_are_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = sample(tmp_path)
    (folder / "ar").rename(folder / "nl")
    added(folder, monkeypatch)
    assert texts.offered() == texts.LANGUAGES
    assert SIGN not in catalogue("nl").text("card.unknown")
