"""The app in a real browser, on a phone and on a desk."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, expect, sync_playwright

from auditor.exporters.markup import capital
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience, View
from tests.ui.conftest import ROOT

CHROMIUM = os.environ.get("AUDITOR_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-domain-reliability", "--disable-sync", "--no-first-run", "--no-default-browser-check",
)  # fmt: skip
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
STILL = "[data-testid=stApp][data-test-script-state=notRunning]"
# On an address below the first page, Streamlit first looks for itself one folder too deep.
KNOWN = re.compile(r"/(flow_map|findings)/_stcore/(health|host-config)$")

NEEDS_BROWSER = (
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium: set AUDITOR_CHROMIUM"),
)
pytestmark = list(NEEDS_BROWSER)

Visit = Callable[[str], Page]
expect.set_options(timeout=15_000)


@pytest.fixture(scope="module")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def chromium(driver: Playwright) -> Iterator[Browser]:
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
    yield browser
    browser.close()


@pytest.fixture(params=list(SIZES))
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return SIZES[request.param]


def needs_browser(test: Callable[..., None]) -> Callable[..., None]:
    """For a test in a file of which not every test opens a page."""
    for mark in NEEDS_BROWSER:
        test = mark(test)
    return test


phone_only = pytest.mark.parametrize("size", ["phone"], indirect=True)


@pytest.fixture
def tab(chromium: Browser, size: tuple[int, int]) -> Iterator[Page]:
    """A window in which nothing was opened yet."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture
def visit(tab: Page, server: str) -> Iterator[Visit]:
    """Opens addresses of the app; afterwards nothing came from elsewhere and nothing went wrong in the page."""
    page = tab
    elsewhere: list[str] = []
    wrong: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((server, server.replace("http", "ws"), "data:", "blob:")):
            elsewhere.append(request.url)

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and not KNOWN.search(message.location.get("url", "")):
            wrong.append(message.text)

    page.on("request", asked)
    page.on(
        "websocket",
        lambda socket: None if socket.url.startswith(server.replace("http", "ws")) else elsewhere.append(socket.url),
    )
    page.on("console", said)
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def go(address: str) -> Page:
        page.goto(server + address)
        settled(page)
        return page

    yield go
    page.close()
    assert elsewhere == []
    assert wrong == []


def settled(page: Page) -> None:
    """Wait until the page has taken the last choice: it needs a moment before it says that it is working."""
    page.wait_for_timeout(400)
    page.wait_for_selector(STILL)
    expect(page.locator("[data-testid=stException]")).to_have_count(0)


def until(page: Page, condition: str) -> None:
    """Wait until this is true of the page. Playwright's own way is stopped by the policy of the page."""
    for _ in range(300):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {condition}")


def label(name: str, language: str) -> str:
    """What the client reads for a part of the example."""
    return Speaker(View(load(ROOT / "examples" / "wijkteam"), Audience.CLIENT), language).label(name)


def fits(page: Page, size: tuple[int, int]) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_client_chooses_a_kind_of_data_and_a_question(visit: Visit, size: tuple[int, int]) -> None:
    page = visit("/?model=wijkteam")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page).to_have_title("Wat wilt u weten? – Mijn informatie")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat wilt u weten?")
    page.get_by_role("combobox", name="Waar gaat uw vraag over?").click()
    page.get_by_role("option", name=capital(label("bsn", "nl")), exact=True).click()
    settled(page)
    page.locator("summary", has_text="Hoe lang het blijft").click()
    page.get_by_role("button", name="Hoe lang bewaren jullie mijn informatie?").click()
    card = page.get_by_role("article")
    expect(card.get_by_role("heading", level=2)).to_contain_text("Hoe lang bewaren jullie mijn informatie?")
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    expect(card).to_contain_text(f"Dit gaat over: {label('bsn', 'nl')}")
    expect(card).to_contain_text("Wat u kunt doen")
    expect(page).to_have_title(re.compile("^Hoe lang bewaren jullie mijn informatie.* – Mijn informatie$"))
    page.locator("summary", has_text="Waar staat dit in de wet?").click()
    expect(page.get_by_text("art. 15(1)(d)")).to_be_visible()
    page.locator("summary", has_text="Waarom staat dit er?").click()
    expect(page.get_by_text(re.compile(r"systems\.yaml:\d+:\d+")).first).to_be_visible()
    fits(page, size)

    page.get_by_text("English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(card).to_contain_text(f"This is about: {label('bsn', 'en')}")
    page.get_by_role("textbox", name="Type a few words of your question").fill("who can see")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Who can see my information?")).to_be_visible()

    page.reload()
    settled(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(card).to_contain_text(f"This is about: {label('bsn', 'en')}")
    page.locator("summary", has_text="Who sees it").click()
    page.get_by_role("button", name="Who can see my information?").click()
    expect(page).to_have_url(re.compile("ask=who-can-see"))  # written last, so the page is done
    page.go_back()
    expect(card).to_contain_text("How long do you keep my information?")


def test_the_map_shows_every_arrow_and_can_be_used_with_the_keyboard(visit: Visit, size: tuple[int, int]) -> None:
    page = visit("/?lang=nl&model=wijkteam&about=bsn")
    page.get_by_role("navigation").get_by_role("link", name="Kaart").click()
    picture = page.locator(".picture svg")
    expect(picture).to_be_visible()
    expect(page.get_by_role("heading", level=2, name=f"Waar dit heen gaat: {label('bsn', 'nl')}")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_role("link", name="Kaart")).to_have_attribute("aria-current", "page")
    arrows = picture.locator("g.edge")
    assert arrows.count() > 0
    page.locator("summary", has_text="De pijlen in woorden").click()
    expect(page.locator(".table tbody tr:visible")).to_have_count(arrows.count())
    width = picture.bounding_box() or {}
    page.get_by_role("button", name="Groter").click()
    assert (picture.bounding_box() or {})["width"] > width["width"]
    fits(page, size)
    place = picture.get_by_role("button", name=label("client-file", "nl"), exact=True)
    place.focus()
    place.press("Enter")
    expect(page.get_by_text("Het begint hier:").first).to_be_visible()
    page.get_by_role("button", name="Laat alles rond deze plek zien").click()
    expect(page.get_by_role("heading", level=2, name="Wat hier in en uit gaat")).to_be_visible()
    assert picture.locator("g.edge").count() > 0
    fits(page, size)


def test_findings_are_listed_for_colleagues(visit: Visit, size: tuple[int, int]) -> None:
    page = visit("/findings?lang=nl&model=wijkteam")
    expect(page.locator("details.finding")).to_have_count(0)
    page.get_by_role("button", name="Ik ben medewerker").click()
    expect(page.locator("details.finding").first).to_be_visible()
    expect(page.get_by_text("Dit is geen juridisch advies.")).to_be_visible()
    page.locator("details.finding summary").first.click()
    expect(page.locator("details.finding").first).to_contain_text("Waar het staat")
    fits(page, size)


SMALL = """[...document.querySelectorAll('[data-testid=stMain] :is(a, summary, button:not([aria-haspopup]))')]
    .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 43.5)
    .map(one => one.outerHTML)"""
"""What a finger can hardly hit."""


@phone_only
def test_targets_are_large_and_headings_in_order(visit: Visit) -> None:
    for address in ("/?lang=en&model=wijkteam&ask=who-can-see", "/flow_map?lang=en&model=mano", "/findings?lang=en"):
        page = visit(address)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(one => Number(one.tagName[1]))")
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
        until(page, f"({SMALL}).length === 0")  # styles come after the words


@phone_only
def test_hostile_labels_stay_text(visit: Visit, size: tuple[int, int]) -> None:
    for address in ("/?model=hostile&ask=where-does-it-go", "/flow_map?lang=nl&model=hostile"):
        page = visit(address)
        expect(page.get_by_text("<img src=x onerror=alert(1)>").first).to_be_attached()
        assert page.locator("[data-testid=stMain] img").count() == 0
        assert page.locator("a[href*=evil]").count() == 0
        assert page.locator("[data-testid=stMain] strong").count() == 0
        fits(page, size)


@phone_only
def test_a_broken_description_does_not_stop_the_app(visit: Visit) -> None:
    page = visit("/?lang=en&model=broken")
    expect(page.get_by_text("broken.yaml:5:1")).to_be_visible()
    page.get_by_role("combobox", name="Which organisation is it about?").click()
    page.get_by_role("option", name="MANO").click()
    settled(page)
    page.locator("summary", has_text="Who sees it").click()
    expect(page.get_by_role("button", name="Who can see my information?")).to_be_visible()
