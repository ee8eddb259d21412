"""The pages in a real browser, opened from the disk: without a server, with and without scripts, printed."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.exporters.site.made import site
from tests.ui.test_browser import CHROMIUM, QUIET

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium: set AUDITOR_CHROMIUM"),
]
PAGES = ("index.html", "geldpunt/index.html", *(
    f"geldpunt/nl/{name}.html" for name in ("index", "who-can-see", "about-debts")
))  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site")
    for name, content in site("geldpunt").items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    return made


def test_a_word_finds_the_questions_without_a_server(chromium: Browser, folder: Path) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.goto((folder / "geldpunt/nl/index.html").as_uri())
    links = page.locator("[data-find] li:visible a")
    every = links.count()
    box = page.get_by_role("searchbox")

    def typed(text: str) -> list[str]:
        box.fill(text)
        return links.all_inner_texts()

    assert "Wie kan mijn informatie zien?" in typed("meekijken")
    assert "Wie kan mijn informatie zien?" in typed("mekijken")
    assert 0 < len(typed("grondslag")) < every
    assert "Uw schulden" in typed("schuld")
    assert typed("xyzzy") == []
    expect(page.get_by_role("status")).to_have_text(
        "Niets gevonden. Dat zegt niet dat wij het niet hebben. Probeer een ander woord."
    )
    assert len(typed("")) == every
    assert all(one.startswith(folder.as_uri()) for one in asked)
    assert wrong == []
    page.close()


def test_everything_can_be_read_without_scripts(chromium: Browser, folder: Path) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto((folder / "geldpunt/nl/index.html").as_uri())
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("link", name="Wie kan mijn informatie zien?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie kan mijn informatie zien?")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who can see my information?")
    page.get_by_role("link", name="All questions").click()
    page.get_by_role("link", name="Your debts").click()
    expect(page.get_by_role("img").first).to_have_js_property("complete", True)
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_everybody_can_use_the_pages(chromium: Browser, folder: Path, width: int, scheme: str) -> None:
    rules = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    for name in PAGES:
        page.goto((folder / name).as_uri())
        page.evaluate(rules)
        found = page.evaluate("axe.run()")
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    context.close()


def test_a_page_prints_its_map_and_its_tables(chromium: Browser, folder: Path) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto((folder / "geldpunt/nl/about-debts.html").as_uri())
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 650, "height": 900})
    expect(page.locator("table").first).to_have_css("display", "table")
    expect(page.locator("header")).to_be_hidden()
    assert page.evaluate("document.querySelector('.map').getBoundingClientRect().width <= 650")
    page.close()
