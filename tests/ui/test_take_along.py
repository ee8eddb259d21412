"""What a client takes along from the app: the answer on the page, as it is for them; its name says nothing of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from auditor import texts
from auditor.answers import EVERYONE, Person, ask, questions
from auditor.exporters.cards import card
from auditor.exporters.leaflet import as_text
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.knowledge.types import Age, QuestionGroup
from auditor.model import Audience
from auditor.texts import LANGUAGES, Speech
from auditor.texts.gate import check
from auditor.traces import Traces, groups_named
from auditor.ui.components.take_along import Asked
from tests.exporters.tagged import Pdf
from tests.ui.conftest import ROOT
from tests.ui.test_browser import (  # noqa: F401 - fixtures
    SMALL,
    Visit,
    chromium,
    driver,
    needs_browser,
    phone_only,
    settled,
    size,
    tab,
    visit,
)
from tests.ui.test_pages import app

WIJKTEAM = ROOT / "examples" / "wijkteam"


def words(language: str, key: str) -> str:
    return texts.catalogue(language).text(key)


def asked(question: str, item: str | None = None, language: str = "nl", speech: Speech = Speech.PLAIN) -> Asked:
    traces = Traces(load(WIJKTEAM), Audience.CLIENT)
    return Asked(traces, question, item, EVERYONE, Speaker(traces.view, language, speech))


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return app(monkeypatch, WIJKTEAM, lang="nl", ask="how-long").run()


def test_nothing_is_made_before_somebody_asks_for_it(answered: AppTest) -> None:
    buttons = [button.proto for button in answered.get("download_button")]
    assert [button.id.rpartition("-")[2] for button in buttons] == ["pdf", "html", "txt", "every"]
    assert all(button.deferred_file_id and not button.url and button.ignore_rerun for button in buttons)
    assert words("nl", "ui.take.title") in [expander.label for expander in answered.expander]
    assert not any(expander.proto.expanded for expander in answered.expander)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_closed_and_first_says_who_else_may_read_it(language: str) -> None:
    report = check(words(language, "ui.take.safe"), language)
    assert report.ok, report


def test_it_is_what_the_card_is() -> None:
    known = Traces(load(WIJKTEAM), Audience.CLIENT)
    narrowed = Traces(known.model, Audience.CLIENT, groups=groups_named(known.view, ["debts"]))
    person = Person(Age.FROM_12_TO_15)
    for item in (None, "bsn"):
        speaker = Speaker(narrowed.view, "nl", Speech.YOUNG)
        (made,) = Asked(narrowed, "how-long", item, person, speaker).leaflet().cards
        expected = card(ask(narrowed, "how-long", item, person), speaker, person)
        assert replace(made, speaker=expected.speaker) == expected
        assert made.speaker.speech is Speech.YOUNG


def test_all_questions_are_those_that_can_be_asked_about_it() -> None:
    every = asked("how-long").every_leaflet()
    assert [card.answer.question for card in every.cards] == [one.id for one in questions(every.speaker.view)]
    about = asked("how-long", "bsn").every_leaflet()
    assert {card.answer.item for card in about.cards} == {"bsn"}
    assert [card.answer.question for card in about.cards] == [
        one.id for one in questions(every.speaker.view) if one.per_item
    ]


# in a browser


def open_files(page: Page, language: str = "nl") -> None:
    page.locator("summary", has_text=words(language, "ui.take.title")).click()
    expect(page.get_by_text(words(language, "ui.take.safe"))).to_be_visible()


def taken(page: Page, key: str, language: str = "nl") -> tuple[str, bytes]:
    with page.expect_download(timeout=30_000) as download:
        page.get_by_role("button", name=words(language, f"ui.take.{key}"), exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@needs_browser
def test_every_form_is_given(visit: Visit, size: tuple[int, int]) -> None:  # noqa: F811
    page = visit("/?lang=nl&model=wijkteam&ask=how-fast-an-answer")
    open_files(page)
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    name = "antwoord"
    expected = as_text(asked("how-fast-an-answer").leaflet())
    assert taken(page, "text") == (f"{name}.txt", expected.encode())
    found, content = taken(page, "html")
    assert (found, content[:15]) == (f"{name}.html", b"<!DOCTYPE html>")
    found, content = taken(page, "pdf")
    assert found == f"{name}.pdf"
    assert " ".join(Pdf(content).text.split()[:4]) in " ".join(expected.split())
    found, content = taken(page, "every")
    assert found == "antwoorden.pdf"
    groups = [entry.title for entry in Pdf(content).reader.outline if not isinstance(entry, list)]
    assert groups == [words("nl", f"card.group.{group}") for group in QuestionGroup]


@needs_browser
@phone_only
def test_it_honours_for_whom_it_is_and_the_name_does_not_tell(visit: Visit) -> None:  # noqa: F811
    page = visit("/?lang=nl&model=wijkteam&ask=how-long&about=bsn")
    page.locator("summary", has_text=words("nl", "ui.for-whom.title")).click()
    page.get_by_text(words("nl", "ui.speech.young"), exact=True).click()
    settled(page)
    page.get_by_text("12 tot en met 15 jaar", exact=True).click()
    settled(page)
    open_files(page)
    name, content = taken(page, "text")
    text = content.decode()
    assert name == "antwoord.txt"
    assert "12 tot en met 15 jaar" in text
    assert "je" in text.split("Vragen?")[0].split()
    expect(page.get_by_role("button", name=words("nl", "ui.take.every-about"))).to_be_visible()


@needs_browser
@pytest.mark.parametrize("language", LANGUAGES)
@phone_only
def test_a_file_that_cannot_be_made_is_told(visit: Visit, language: str) -> None:  # noqa: F811
    page = visit(f"/?lang={language}&model=unprintable&ask=how-long")
    open_files(page, language)
    page.get_by_role("button", name=words(language, "ui.take.pdf")).click()
    told = page.get_by_role("status").get_by_text(words(language, "ui.take.failed"))
    expect(told).to_be_visible(timeout=30_000)
    page.wait_for_timeout(6000)  # Streamlit forgets it after five seconds
    expect(told).to_be_visible()
    expect(page.get_by_text("Failed to generate")).to_be_hidden()
    assert chr(0x12F90) in taken(page, "text", language)[1].decode()
    expect(told).to_have_count(0)


@needs_browser
@phone_only
def test_the_page_itself_prints_as_the_whole_answer(visit: Visit) -> None:  # noqa: F811
    page = visit("/?lang=nl&model=wijkteam&ask=who-can-see")
    rest = page.locator(".card .fold li").first
    expect(rest).to_be_hidden()
    page.emulate_media(media="print")
    expect(rest).to_be_visible()
    expect(page.get_by_role("textbox", name=words("nl", "ui.questions.search"))).to_be_hidden()
    expect(page.locator(".card summary").first).to_be_hidden()
