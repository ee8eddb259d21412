"""Every page with every example in both languages; descriptions that mean harm; and what a visitor chose."""

from __future__ import annotations

import os
import re
from html import escape
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from auditor import texts
from auditor.answers import QUESTIONS, ask, questions
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience
from auditor.traces import Traces
from auditor.ui import descriptions
from auditor.ui.run import VARIABLE
from auditor.ui.shell import MAIN
from tests.ui.conftest import EXAMPLES, NASTY, ROOT

LANGUAGES = texts.LANGUAGES
PAGES = ("questions", "flow_map", "findings")


def app(monkeypatch: pytest.MonkeyPatch, *paths: Path, **address: str) -> AppTest:
    monkeypatch.setenv(VARIABLE, os.pathsep.join(str(path) for path in paths))
    config.set_option("client.showErrorDetails", "full")
    page = AppTest.from_file(str(MAIN), default_timeout=30)
    for name, value in address.items():
        page.query_params[name] = value
    return page


def opened(page: AppTest, name: str) -> AppTest:
    page.run()
    if name != "questions":
        page.switch_page(f"{name}.py").run()
    if name == "findings":
        page.button(key="enter").click().run()
    assert not page.exception, page.exception[0].value
    return page


def html(page: AppTest) -> str:
    return "".join(piece.body for piece in page.html if "<style>" not in piece.body)


def words(page: AppTest) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html(page)).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_page_shows_every_example(
    monkeypatch: pytest.MonkeyPatch, example: Path, name: str, language: str
) -> None:
    page = opened(app(monkeypatch, example, lang=language), name)
    said = texts.catalogue(language).text
    titles = {"questions": "ui.questions.title", "flow_map": "ui.map.title", "findings": "ui.findings.title"}
    assert [title.value for title in page.title] == [said(titles[name])]
    if name == "flow_map":
        assert said("ui.map.arrows") in words(page)
    if name == "findings":
        assert said("ui.findings.means") in words(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_question_is_answered_in_full(monkeypatch: pytest.MonkeyPatch, example: Path, language: str) -> None:
    traces = Traces(load(example), Audience.CLIENT)
    speaker = Speaker(traces.view, language)
    page = app(monkeypatch, example, lang=language).run()
    item = None if language == LANGUAGES[0] else next(iter(traces.view.items))
    page.selectbox(key="about").select(item or "").run()
    for question in questions(traces.view):
        page.session_state["question"] = question.id
        page.run()
        assert not page.exception
        shown = words(page).lower()
        assert speaker.known("questions", question.id, "asks").lower() in shown
        for sentence in ask(traces, question.id, item).sentences():
            for said in (speaker.sentence(sentence), *speaker.bullets(sentence)):
                assert " ".join(escape(said).split()).lower() in shown


def test_every_kind_of_map(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(app(monkeypatch, ROOT / "examples" / "wijkteam", lang="nl"), "flow_map")
    for kind in ("around", "organisations", "whole", "item"):
        page.session_state["map"] = kind
        page.run()
        assert not page.exception
        assert page.get("bidi_component")
        assert "<table" in html(page)
    page.selectbox(key="place").select("team-chat").run()
    assert "<ol>" in html(page)
    page.button(key="closer").click().run()
    assert page.session_state["map"] == "around"
    assert page.session_state["place"] == "team-chat"


@pytest.mark.parametrize("name", ["questions", "flow_map"])
def test_clients_never_read_what_is_reserved(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    example = ROOT / "examples" / "wijkteam"
    officer = Speaker(Traces(load(example), Audience.OFFICER).view, "nl")
    page = opened(app(monkeypatch, example, lang="nl"), name)
    shown = words(page) + str([box.options for box in page.selectbox])
    for question in QUESTIONS if name == "questions" else ():
        page.session_state["question"] = question.id
        shown += words(page.run())
    for kind in ("whole", "organisations") if name == "flow_map" else ():
        page.session_state["map"] = kind
        shown += words(page.run())
    for reserved in ("veilig-thuis", "safety-concern", "violence-signs"):
        assert reserved not in shown
        assert officer.label(reserved).lower() not in shown.lower()


def test_findings_stay_closed_until_a_colleague_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    page = app(monkeypatch, ROOT / "examples" / "wijkteam", lang="nl").run()
    page.switch_page("findings.py").run()
    assert "<details" not in html(page)
    page.button(key="enter").click().run()
    assert "<details" in html(page)
    page.button(key="leave").click().run()
    assert "<details" not in html(page)


def test_findings_can_be_chosen_by_level_and_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(app(monkeypatch, ROOT / "examples" / "wijkteam", lang="en"), "findings")
    everything = html(page).count("<details")
    page.session_state["levels"] = ["must"]
    page.run()
    assert 0 < html(page).count("<details") <= everything
    assert 'finding should"' not in html(page)
    page.session_state["levels"] = []
    page.selectbox(key="rule").select("retention-missing").run()
    assert "retention-missing@" in html(page)
    assert "purpose-or-basis-missing@" not in html(page)


def test_language_changes_without_losing_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    page = app(monkeypatch, ROOT / "examples" / "wijkteam", lang="nl").run()
    page.selectbox(key="about").select("bsn").run()
    page.button(key="ask-how-long").click().run()
    assert "Hoe lang bewaren jullie mijn informatie?" in words(page)
    page.session_state["language"] = "en"
    page.run()
    assert "How long do you keep my information?" in words(page)
    assert page.session_state["about"] == "bsn"
    assert page.query_params["lang"] == "en"
    page.switch_page("flow_map.py").run()
    assert page.session_state["map-item"] == "bsn"


def test_an_address_brings_back_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    address = {"lang": "en", "model": "wijkteam", "about": "bsn", "ask": "who-can-see"}
    page = app(monkeypatch, *EXAMPLES, **address).run()
    assert "Who can see my information?" in words(page)
    assert page.selectbox(key="about").value == "bsn"


def test_a_wrong_address_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    address = {"lang": "xx", "model": "../../etc", "about": "<script>", "ask": "nothing", "map": "?", "place": "x"}
    page = app(monkeypatch, *EXAMPLES, **address).run()
    assert not page.exception
    assert page.session_state["language"] == "nl"
    assert page.session_state["question"] == ""
    assert "<script>" not in html(page)


@pytest.mark.parametrize("name", PAGES)
def test_labels_never_become_markup(monkeypatch: pytest.MonkeyPatch, harmful: Path, name: str) -> None:
    page = opened(app(monkeypatch, harmful / "hostile.yaml", lang="nl"), name)
    bodies = [html(page)]
    for question in QUESTIONS if name == "questions" else ():
        page.session_state["question"] = question.id
        bodies.append(html(page.run()))
    assert not page.exception
    shown = "".join(bodies)
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown
    assert "<img" not in shown
    assert "<script" not in shown
    # What Streamlit reads as Markdown holds no text of the description at all.
    marked = [*(piece.value for piece in page.markdown), *(button.label for button in page.button)]
    marked += [box.label for box in page.selectbox] + [title.value for title in page.title]
    assert not [text for text in marked if "evil" in text]
    assert any(NASTY in option for box in page.selectbox for option in box.options) or name == "findings"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_broken_description_is_explained(
    monkeypatch: pytest.MonkeyPatch, harmful: Path, name: str, language: str
) -> None:
    example = ROOT / "examples" / "mano"
    page = opened(app(monkeypatch, harmful / "broken.yaml", example, lang=language), name)
    assert texts.catalogue(language).text("ui.problems.title") in words(page)
    assert "broken.yaml:5:1" in words(page)
    assert str(harmful) not in words(page)
    page.selectbox(key="description").select("mano").run()
    assert not page.exception
    assert texts.catalogue(language).text("ui.problems.title") not in words(page)


def test_without_descriptions_the_app_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(descriptions, "EXAMPLES", tmp_path / "none")
    for name in PAGES:
        assert "auditor app" in words(opened(app(monkeypatch), name))


def test_every_path_is_a_description_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "model.yaml").write_text("model: 1", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, os.pathsep.join([f"{tmp_path}/a/model.yaml", f"{tmp_path}/b/model.yaml"]))
    assert [one.id for one in descriptions.every()] == ["model", "model.2"]
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert [one.id for one in descriptions.every()] == ["a", "b"]


def test_a_changed_file_is_read_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, harmful: Path) -> None:
    file = tmp_path / "model.yaml"
    file.write_text((harmful / "broken.yaml").read_text("utf-8"), encoding="utf-8")
    page = app(monkeypatch, file, lang="nl").run()
    assert "model.yaml:5:1" in words(page)
    file.write_bytes((ROOT / "examples" / "mano" / "model.yaml").read_bytes())
    page.run()
    assert texts.catalogue("nl").text("ui.problems.title") not in words(page)


def test_every_text_of_the_app_is_used() -> None:
    source = "".join(file.read_text("utf-8") for file in (ROOT / "auditor" / "ui").rglob("*.py"))
    families = list(re.findall(r'f"(ui\.[\w.-]*)\{', source))
    families += ["ui.level.", "ui.findings.questions."]
    for language in LANGUAGES:
        every = texts.catalogue(language).keys()
        keys = {key for key in every if key.startswith("ui.")}
        unused = {key for key in keys if f'"{key}"' not in source and not key.startswith(tuple(families))}
        assert not unused
        missing = {key for key in re.findall(r'"(ui\.[\w.-]+)"', source) if key not in keys}
        assert {key for key in missing if not key.startswith(("ui.level", "ui.findings.questions"))} == set()
