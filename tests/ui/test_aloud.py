"""A card read aloud: all of it, in its language, by voices of the device only."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from auditor import texts
from auditor.answers import ask, questions
from auditor.exporters.cards import Card, card
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience
from auditor.texts import LANGUAGES, SPEECHES, Speech
from auditor.traces import Traces
from auditor.ui.components import aloud, answer_card
from tests.ui.conftest import EXAMPLES, ROOT
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
    until,
    visit,
)

Voices = list[dict[str, object]]
LOCAL_NL = {"name": "on the device", "lang": "nl-NL", "localService": True, "default": False}
LOCAL_BE = {"name": "from Belgium", "lang": "nl_BE", "localService": True, "default": True}
LOCAL_EN = {"name": "English", "lang": "en-GB", "localService": True, "default": False}
REMOTE_NL = {"name": "of a company", "lang": "nl-NL", "localService": False, "default": True}
REMOTE_ODD = {"name": "of who does not say so", "lang": "nl-NL", "default": True}
EVERY = [REMOTE_NL, REMOTE_ODD, LOCAL_BE, LOCAL_EN, LOCAL_NL]
SPEECH = """
(() => {
  const speech = new EventTarget();
  window.heard = {spoken: [], cancelled: 0, voices: %s, holding: %s, held: []};
  speech.getVoices = () => heard.voices;
  speech.cancel = () => { heard.cancelled += 1; };
  speech.speak = (one) => {
    heard.spoken.push([one.text, one.lang, one.voice.name]);
    if (heard.holding) heard.held.push(one);
    else setTimeout(() => one.onend(), 1);
  };
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, 'speechSynthesis', {value: speech, configurable: true});
})()
"""
"""Stands for the voices of a device. Holding: a sentence ends only when the test says so."""


@cache
def traces(example: Path) -> Traces:
    return Traces(load(example), Audience.CLIENT)


def shown(example: Path, question: str, language: str, speech: Speech = Speech.PLAIN) -> Card:
    return card(ask(traces(example), question), Speaker(traces(example).view, language, speech))


def words(language: str, key: str) -> str:
    return texts.catalogue(language).text(key)


@pytest.mark.parametrize(
    ("language", "speech"), [(language, speech) for language in LANGUAGES for speech in SPEECHES[language]]
)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_what_is_read_is_what_stands_on_the_card(example: Path, language: str, speech: Speech) -> None:
    for question in questions(traces(example).view):
        one = shown(example, question.id, language, speech)
        without_buttons = re.sub(r"<summary>.*?</summary>", " ", answer_card.shown(one))
        on_card = unescape(re.sub(r"<[^>]+>", " ", without_buttons)).split()
        sentences = list(aloud.said(one))
        assert " ".join(sentences).split() == on_card
        assert max(len(sentence) for sentence in sentences) < 400  # some browsers stop halfway a long one


@pytest.fixture
def heard(tab: Page, visit: Visit) -> Visit:  # noqa: F811
    """Opens an address with a device that has these voices."""

    def go(address: str, voices: Voices = EVERY, *, holding: bool = False) -> Page:
        tab.add_init_script(SPEECH % (json.dumps(voices), json.dumps(holding)))
        return visit(address)

    return go


ADDRESS = "/?lang=nl&model=wijkteam&ask=who-can-see"


def start(page: Page, language: str = "nl") -> None:
    page.get_by_role("button", name=words(language, "ui.aloud.read")).click()
    expect(page.get_by_role("button", name=words(language, "ui.aloud.stop"))).to_be_visible()


@needs_browser
@pytest.mark.parametrize(("language", "voice"), [("nl", "on the device"), ("en", "English")])
@phone_only
def test_every_sentence_is_spoken_in_the_language_of_the_card(heard: Visit, language: str, voice: str) -> None:
    page = heard(f"/?lang={language}&model=wijkteam&ask=who-can-see")
    button = page.get_by_role("button", name=words(language, "ui.aloud.read"))
    button.focus()
    page.keyboard.press("Enter")
    expected = list(aloud.said(shown(ROOT / "examples" / "wijkteam", "who-can-see", language)))
    until(page, f"heard.spoken.length >= {len(expected)}")
    expect(button).to_be_visible()
    assert page.evaluate("heard.spoken") == [[sentence, language, voice] for sentence in expected]
    assert (button.bounding_box() or {})["height"] >= 44
    assert button.get_attribute("aria-pressed") is None  # its name says what it does


@needs_browser
@phone_only
def test_stop_stops(heard: Visit) -> None:
    page = heard(ADDRESS, holding=True)
    start(page)
    assert len(page.evaluate("heard.spoken")) == 1
    page.evaluate("heard.held.at(-1).onend()")
    assert len(page.evaluate("heard.spoken")) == 2
    stop = page.get_by_role("button", name=words("nl", "ui.aloud.stop"))
    expect(stop).to_be_focused()
    stop.click()
    expect(page.get_by_role("button", name=words("nl", "ui.aloud.read"))).to_be_focused()
    assert page.evaluate("heard.cancelled") == 1
    page.evaluate("heard.held.at(-1).onerror({error: 'canceled'})")
    page.evaluate("heard.held.at(-1).onend()")
    assert len(page.evaluate("heard.spoken")) == 2
    expect(page.get_by_text(words("nl", "ui.aloud.failed"))).to_have_count(0)


@needs_browser
@phone_only
def test_it_stops_when_the_card_is_gone_or_nobody_looks(heard: Visit) -> None:
    page = heard(ADDRESS, holding=True)
    start(page)
    page.get_by_role("textbox", name=words("nl", "ui.questions.search")).fill("hoe lang bewaren")
    page.keyboard.press("Enter")
    other = page.get_by_role("button", name="Hoe lang bewaren jullie mijn informatie?")
    expect(other).to_be_visible()
    assert page.evaluate("heard.cancelled") == 0  # the same card goes on
    other.click()
    expect(page.get_by_role("button", name=words("nl", "ui.aloud.read"))).to_be_visible()
    assert page.evaluate("heard.cancelled") == 1

    start(page)
    page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    expect(page.get_by_role("button", name=words("nl", "ui.aloud.read"))).to_be_visible()
    assert page.evaluate("heard.cancelled") == 2

    start(page)
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("heard.cancelled") == 3

    start(page)
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("button", name=words("en", "ui.aloud.read"))).to_be_visible()
    assert page.evaluate("heard.cancelled") == 4

    start(page, "en")
    page.get_by_role("navigation").get_by_role("link", name=words("en", "ui.map.link")).click()
    settled(page)
    until(page, "heard.cancelled === 5")
    spoken = len(page.evaluate("heard.spoken"))
    page.evaluate("heard.held.at(-1).onend()")
    assert len(page.evaluate("heard.spoken")) == spoken


@needs_browser
@pytest.mark.parametrize("voices", [[], [REMOTE_NL, REMOTE_ODD], [LOCAL_EN]], ids=["none", "of companies", "English"])
@phone_only
def test_without_a_voice_of_the_device_it_says_so_and_offers_nothing(
    heard: Visit, voices: list[dict[str, object]]
) -> None:
    page = heard(ADDRESS, voices)
    expect(page.get_by_role("status").get_by_text(words("nl", "ui.aloud.none"))).to_be_visible()
    expect(page.get_by_role("button", name=words("nl", "ui.aloud.read"))).to_have_count(0)
    page.evaluate(f"heard.voices = {json.dumps(EVERY)}; speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(page.get_by_role("button", name=words("nl", "ui.aloud.read"))).to_be_visible()
    expect(page.get_by_text(words("nl", "ui.aloud.none"))).to_have_count(0)


@needs_browser
@phone_only
def test_a_browser_that_cannot_speak_says_so(tab: Page, visit: Visit) -> None:  # noqa: F811
    tab.add_init_script("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    expect(visit(ADDRESS).get_by_text(words("nl", "ui.aloud.none"))).to_be_visible()


@needs_browser
@phone_only
def test_what_goes_wrong_is_told_and_can_be_tried_again(heard: Visit) -> None:
    page = heard(ADDRESS, holding=True)
    start(page)
    page.evaluate("heard.held.at(-1).onerror({error: 'synthesis-failed'})")
    expect(page.get_by_text(words("nl", "ui.aloud.failed"))).to_be_visible()
    start(page)
    expect(page.get_by_text(words("nl", "ui.aloud.failed"))).to_have_count(0)
    assert [one[0] for one in page.evaluate("heard.spoken")] == [
        page.get_by_role("article").locator("h2").inner_text()
    ] * 2


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@phone_only
def test_the_parts_of_an_answer_are_usable_for_everybody(heard: Visit, tab: Page, scheme: str) -> None:  # noqa: F811
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = heard(ADDRESS)
    page.locator("summary", has_text=words("nl", "ui.take.title")).click()
    expect(page.get_by_text(words("nl", "ui.take.safe"))).to_be_visible()
    page.wait_for_timeout(500)
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]] == []
