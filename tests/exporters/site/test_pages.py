"""The pages of a website: complete, linked, valid, closed to the outside, and always the same."""

from __future__ import annotations

import json
import os
import posixpath
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from auditor.answers import questions
from auditor.answers.base import Asked
from auditor.exporters.leaflet import as_html, leaflet
from auditor.exporters.say import Speaker
from auditor.exporters.site import organisation_pages, start_pages
from auditor.exporters.site.frame import POLICY
from auditor.exporters.site.organisation import QUIET
from auditor.exporters.site.search import words_of
from auditor.importers import load
from auditor.model import Audience, build
from auditor.texts import direction
from auditor.traces import Traces
from tests.exporters.site.made import EXAMPLES, LANGUAGES, ROOT, URL, Read, pages, site
from tests.ui.conftest import HOSTILE, NASTY

XML = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@cache
def read(example: str) -> dict[str, Read]:
    return {name: Read(content) for name, content in site(example).items() if name.endswith(".html")}


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_question_and_kind_of_data_has_a_page_in_every_language(example: str) -> None:
    traces = Traces(load(EXAMPLES[example]), Audience.CLIENT)
    wanted = [f"{QUIET.get(question.id, question.id)}.html" for question in questions(traces.view)]
    wanted += [f"about-{item}.html" for item in Asked(traces, None).items]
    for language in LANGUAGES:
        start = Read(pages(example)[f"{language}/index.html"])
        linked = {attributes["href"] for attributes in start.of("a")}
        for name in wanted:
            assert f"{language}/{name}" in pages(example)
            assert name in linked


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_link_leads_somewhere(example: str) -> None:
    files, found = site(example), read(example)
    for name, page in found.items():
        addresses = [
            attributes.get("href") or attributes.get("src", "") for attributes in page.of("a", "img", "script")
        ]
        addresses += [attributes["href"] for attributes in page.of("link") if attributes["rel"] == "stylesheet"]
        addresses += [one["href"].replace(URL, "/") for one in page.of("link") if one["rel"] != "stylesheet"]
        for address in addresses:
            if address == "https://wijkteamnoord.example/uw-gegevens":
                continue
            path, _, anchor = address.partition("#")
            whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)) if path else f"/{name}"
            assert whole[1:] in files, f"{name}: {address}"
            if anchor:
                assert anchor in found[whole[1:]].ids, f"{name}: {address}"


@pytest.mark.parametrize("example", EXAMPLES)
def test_nothing_is_asked_from_outside_and_nothing_in_a_page_runs(example: str) -> None:
    for name, page in read(example).items():
        policies = [one["content"] for one in page.of("meta") if one.get("http-equiv") == "Content-Security-Policy"]
        assert policies == [POLICY], name
        assert not page.of("style", "iframe", "object", "embed", "form", "base"), name
        for tag, attributes in page.elements:
            assert "style" not in attributes or tag == "svg", name
            assert not [key for key in attributes if key.startswith("on")], name
            assert "://" not in attributes.get("src", ""), name
        assert not [script for script in page.of("script") if not script.get("src")], name
    for name, content in pages(example).items():
        if name.endswith((".css", ".js", ".svg")):
            assert b"url(" not in content or name.endswith(".svg"), name
            assert b"@import" not in content, name
            assert b"://" not in content.replace(b"http://www.w3.org/", b""), name


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_page_says_its_language_its_title_and_where_the_others_are(example: str) -> None:
    for name, page in read(example).items():
        language = next((one for one in LANGUAGES if f"/{one}/" in name), "en" if name == "en.html" else "nl")
        (html,) = page.of("html")
        assert (html["lang"], html["dir"]) == (language, direction(language)), name
        assert page.title.strip(), name
        assert len(page.of("h1")) == 1, name
        alternates = {one["hreflang"] for one in page.of("link") if one["rel"] == "alternate"}
        assert alternates == set(LANGUAGES), name
        assert len(page.ids) == len(set(page.ids)), name


def complaints(*files: Path) -> str:
    """What a validator says of these pages."""
    command = ["tidy", "-q", "-e", "--show-info", "no", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr


@pytest.mark.skipif(not shutil.which("tidy"), reason="no tidy: install the Debian package")
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_html_is_valid(example: str, tmp_path: Path) -> None:
    files = []
    for number, (name, content) in enumerate(sorted(site(example).items())):
        if name.endswith(".html"):
            files.append(tmp_path / f"{number}-{name.replace('/', '-')}")
            files[-1].write_bytes(content)
    assert complaints(*files) == ""


@pytest.mark.skipif(not shutil.which("tidy"), reason="no tidy: install the Debian package")
def test_html_that_is_not_valid_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "broken.html"
    file.write_bytes(pages("geldpunt")["nl/index.html"].replace(b"</h1>", b"", 1))
    assert complaints(file)


@pytest.mark.skipif(not shutil.which("tidy"), reason="no tidy: install the Debian package")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_of_a_leaflet_is_valid(language: str, tmp_path: Path) -> None:
    from auditor.answers import ask

    traces = Traces(load(EXAMPLES["wijkteam"]), Audience.CLIENT)
    found = [ask(traces, question.id) for question in questions(traces.view)]
    for number, some in enumerate((found, found[:1])):
        file = tmp_path / f"{number}.html"
        file.write_text(as_html(leaflet(some, Speaker(traces.view, language))), encoding="utf-8")
        assert complaints(file) == ""


def test_site_maps_name_every_page() -> None:
    for example in ("geldpunt", "pasq"):
        owner = load(EXAMPLES[example]).owner
        found = [one.text for one in ElementTree.fromstring(pages(example)["sitemap.xml"]).iter(f"{XML}loc")]
        named = [name for name in pages(example) if name.endswith(".html") and name != "index.html"]
        assert sorted(found) == sorted(f"{URL}{owner}/{name}" for name in named)
        (index,) = ElementTree.fromstring(site(example)["sitemap.xml"]).iter(f"{XML}loc")
        assert index.text == f"{URL}{owner}/sitemap.xml"


def test_without_an_address_there_are_no_site_maps_and_no_canonical_addresses() -> None:
    made = organisation_pages(load(EXAMPLES["geldpunt"]), ("nl",))
    assert "sitemap.xml" not in made
    for name, content in made.items():
        if name.endswith(".html"):
            assert [one["rel"] for one in Read(content).of("link")] == ["stylesheet"], name
    assert "sitemap.xml" not in start_pages({"team": "Team"}, ("nl",))


def test_the_start_names_every_organisation_under_its_letter() -> None:
    names = {"b": "Beta", "a": "Ácme", "z": "zeta", "a2": "Acme"}
    page = Read(start_pages(names, ("nl", "en"))["index.html"])
    assert [one["href"] for one in page.of("a") if "/nl/" in one["href"]] == [
        "a2/nl/index.html", "a/nl/index.html", "b/nl/index.html", "z/nl/index.html"
    ]  # fmt: skip
    said = "English Vragen over uw informatie Zoek een organisatie A Acme Ácme B Beta Z zeta"
    assert " ".join(page.text.split()) == said


def test_names_from_a_description_stay_text(tmp_path: Path) -> None:
    (tmp_path / "hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    made = organisation_pages(load(tmp_path / "hostile.yaml"), ("nl",), URL)
    made |= start_pages({"us": NASTY}, ("nl",))
    for name, content in made.items():
        if not name.endswith(".html"):
            continue
        page = Read(content)
        assert all(one.get("src", "").startswith(("../_/", "_/", "words.js")) for one in page.of("script")), name
        assert all(one["src"].startswith("map-") for one in page.of("img")), name
        assert not [one["href"] for one in page.of("a") if "evil" in one["href"]], name
    assert "<img src=x onerror=alert(1)>" in Read(made["nl/who-can-see.html"]).text
    said = made["nl/words.js"].decode().removeprefix("window.auditorWords = ").removesuffix(";\n")
    assert isinstance(json.loads(said), dict)
    assert "<" not in said


def test_what_is_reserved_is_on_no_page() -> None:
    """The label of a place that only exists where something is reserved, and an item that is reserved itself."""
    secret: dict[str, Any] = {"reserve": {"reason": "onderzoek"}}
    data: dict[str, Any] = {
        "model": 1, "name": "Team", "owner": "team",
        "organisations": {"team": {"plain": "ons team"}, "watch": {"plain": "geheimdienst", **secret}},
        "items": {"notes": {"category": "talk-report"}, "worry": {"category": "health", "plain": "zorgen", **secret}},
        "systems": {
            "file": {"plain": "ons programma", "collects": [{"items": "all", "from": "client"}]},
            "hidden": {"plain": "verstopplek", **secret},
        },
        "flows": [{"from": "file", "to": "watch", "items": "notes", "mode": "copy"},
                  {"from": "file", "to": "hidden", "items": "notes", "mode": "copy"}],
    }  # fmt: skip
    for name, content in organisation_pages(build(data), ("nl",), URL).items():
        for word in (b"geheimdienst", b"zorgen", b"verstopplek", b"worry", b"watch", b"hidden."):
            if name != "_/style.css" and name != "_/search.js":
                assert word not in content, f"{name}: {word!r}"


def test_every_word_of_a_page_finds_it() -> None:
    said = pages("geldpunt")["nl/words.js"].decode().removeprefix("window.auditorWords = ").removesuffix(";\n")
    index = {address: set(words.split()) for address, words in json.loads(said).items()}
    for address in index:
        if address:
            main = pages("geldpunt")[f"nl/{address}"].decode().partition("<main>")[2]
            assert words_of(main.partition('<p class="checked">')[0]) <= index[address] | index[""], address
    assert "voorbeeldweg" not in index[""]  # whom to ask stands on every page, and is no word to find one by


def test_the_history_of_a_browser_does_not_tell_of_violence_at_home() -> None:
    for name, content in site("wijkteam").items():
        assert "veilig" not in name
        if name.endswith(".html"):
            assert "veilig" not in Read(content).title.casefold(), name


@pytest.mark.parametrize(
    ("text", "words"),
    [("<p>Één café</p>", {"een", "cafe"}), ("a<b>bc</b>def", {"def"}), ("&lt;script&gt; x", {"script"}), ("", set())],
)
def test_words_are_bare(text: str, words: set[str]) -> None:
    assert words_of(text) == words


def test_two_runs_on_the_same_description_give_the_same_bytes(tmp_path: Path) -> None:
    trees = []
    for seed in ("1", "2"):
        to = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "auditor", "publish", str(EXAMPLES["geldpunt"]), "-o", str(to)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}, check=True, capture_output=True,
        )  # fmt: skip
        trees.append({str(file.relative_to(to)): file.read_bytes() for file in to.rglob("*") if file.is_file()})
    assert trees[0] == trees[1]


def test_a_map_that_nobody_can_read_is_told_in_words() -> None:
    systems = {f"s{number}": {"plain": f"plek {number}"} for number in range(160)}
    data = {
        "model": 1, "name": "Team", "owner": "team", "organisations": {"team": {"plain": "ons team"}},
        "items": {"notes": {"category": "talk-report", "plain": "het verslag"}},
        "systems": {"file": {"collects": [{"items": "notes", "from": "client"}]}, **systems},
        "flows": [{"from": "file", "to": name, "items": "notes", "mode": "copy"} for name in systems],
    }  # fmt: skip
    made = organisation_pages(build(data), ("nl",))
    assert "nl/map-notes.svg" not in made
    page = Read(made["nl/about-notes.html"])
    assert "De kaart is te groot om te lezen." in page.text
    assert all(f"plek {number} " in page.text for number in range(160))
