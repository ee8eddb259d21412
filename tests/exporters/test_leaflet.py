"""What a client takes along: the same in every form, readable for who cannot see it, and safe whatever it is about."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import segno
import typst
from playwright.sync_api import sync_playwright

from auditor.answers import EVERYONE, Person, ask, questions
from auditor.answers.base import whom_to_ask
from auditor.errors import AuditorError
from auditor.exporters.cards import checked
from auditor.exporters.leaflet import Leaflet, as_html, as_pdf, as_text, leaflet
from auditor.exporters.leaflet.code import code
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.importers import load
from auditor.knowledge.types import Age
from auditor.model import Audience, build
from auditor.texts import LANGUAGES, SPEECHES, Speech
from auditor.traces import Traces
from tests.exporters.tagged import HEADINGS, Pdf
from tests.texts.test_further import DESCRIPTION, with_knowledge  # noqa: F401 - a fixture
from tests.ui.conftest import EXAMPLES, HOSTILE, NASTY, ROOT
from tests.ui.test_browser import CHROMIUM, QUIET

WIJKTEAM = ROOT / "examples" / "wijkteam"
PAGE = "https://wijkteamnoord.example/uw-gegevens"
FORMS = {"html": as_html, "text": as_text, "pdf": as_pdf}


@cache
def traces(path: Path, audience: Audience = Audience.CLIENT) -> Traces:
    return Traces(load(path), audience)


@cache
def every_answer(path: Path, language: str, speech: Speech = Speech.PLAIN) -> Leaflet:
    known = traces(path)
    found = [ask(known, question.id) for question in questions(known.view)]
    return leaflet(found, Speaker(known.view, language, speech))


@cache
def pdf_of(path: Path, language: str) -> Pdf:
    return Pdf(as_pdf(every_answer(path, language)))


def one_answer(question: str, known: Traces, language: str = "nl", person: Person = EVERYONE) -> Leaflet:
    return leaflet([ask(known, question, person=person)], Speaker(known.view, language), person)


def described(**changed: Any) -> Traces:
    return Traces(build({**DESCRIPTION, **changed}), Audience.CLIENT)


class Read(HTMLParser):
    """The words of a page by its block, and every tag and attribute in it."""

    INLINE = ("a", "bdi", "b")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[str] = [""]
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.INLINE:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.INLINE:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.lasttag not in ("style", "title"):
            self.blocks[-1] += data

    @property
    def words(self) -> list[str]:
        return " ".join(self.blocks).split()


def words_of_text(made: Leaflet) -> list[str]:
    """Without what only makes it look like a list or a heading."""
    lines = [re.sub(r"^ *- ", "", line) for line in as_text(made).splitlines() if not re.fullmatch(r"[=-]+", line)]
    headings = {f"{card.speaker.text('card.unknown')}:" for card in made.cards}
    return " ".join(line.removesuffix(":") if line in headings else line for line in lines).split()


# all of it, everywhere


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_answer_of_every_example_is_on_it(example: Path, language: str) -> None:
    made = every_answer(example, language)
    assert len(made.cards) == len(questions(traces(example).view))
    for written in (words_of_text(made), Read(as_html(made)).words):
        whole = " ".join(written).lower()
        for card in made.cards:
            assert card.title.lower() in whole
            for said in (*card.said, *card.can_do, *card.unknown):
                for text in (said.text, *(line.text for line in said.lines)):
                    assert " ".join(text.split()).lower() in whole


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_page_and_text_say_the_same_in_the_same_order(example: Path, language: str) -> None:
    made = every_answer(example, language)
    page = re.sub(r"<nav.*?</nav>", "", as_html(made), flags=re.DOTALL)
    assert Read(page).words == words_of_text(made)


@pytest.mark.parametrize(("example", "language"), [("geldpunt", "nl"), ("mano", "en")])
def test_pdf_and_text_say_the_same_in_the_same_order(example: str, language: str) -> None:
    path = ROOT / "examples" / example
    heading = every_answer(path, language).speaker.text("card.contents")
    assert pdf_of(path, language).text.replace(f"{heading}\n", "", 1).split() == words_of_text(
        every_answer(path, language)
    )


@pytest.mark.parametrize(
    ("language", "speech"), [(language, speech) for language in LANGUAGES for speech in SPEECHES[language]]
)
def test_every_way_of_speaking_says_the_same_in_every_form(language: str, speech: Speech) -> None:
    known = traces(WIJKTEAM)
    found = [ask(known, question) for question in ("who-can-see", "how-long")]
    made = leaflet(found, Speaker(known.view, language, speech))
    assert made.speaker.speech is speech
    assert Read(as_html(made)).words == words_of_text(made) == Pdf(as_pdf(made)).text.split()


@pytest.mark.parametrize("form", FORMS)
def test_the_same_leaflet_is_the_same_bytes(form: str) -> None:
    made = one_answer("how-long", traces(WIJKTEAM))
    assert FORMS[form](made) == FORMS[form](one_answer("how-long", traces(WIJKTEAM)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_for_somebody_says_for_whom(language: str) -> None:
    known = traces(WIJKTEAM)
    made = one_answer("how-long", known, language, Person(Age.FROM_12_TO_15))
    said = Words(language).say("card.age.12-to-15")
    for text in (as_text(made), " ".join(Read(as_html(made)).words), Pdf(as_pdf(made)).text):
        assert said in " ".join(text.split())


# around the answers


@pytest.mark.parametrize("form", FORMS)
def test_it_says_whose_it_is_when_that_was_checked_and_whom_to_ask(form: str) -> None:
    made = one_answer("how-long", traces(WIJKTEAM))
    content = FORMS[form](made)
    text = " ".join((Pdf(content).text if isinstance(content, bytes) else content).split())
    assert checked(made.speaker) in text
    for line in whom_to_ask(made.speaker.view):
        assert made.speaker.phrase(line)[1:] in text
    assert PAGE in text


def test_several_answers_have_a_list_in_front_that_leads_to_them() -> None:
    page = Read(as_html(every_answer(WIJKTEAM, "nl")))
    ids = [value for name, value in page.attributes if name == "id"]
    links = [value for name, value in page.attributes if name == "href" and value and value.startswith("#")]
    assert len(ids) == len(set(ids))
    assert links == [f"#{name}" for name in ids if name != "contents"]
    assert len(links) == len(questions(traces(WIJKTEAM).view))
    assert "nav" not in Read(as_html(one_answer("how-long", traces(WIJKTEAM)))).tags


def test_nothing_that_is_reserved_is_on_it() -> None:
    officer = Speaker(traces(WIJKTEAM, Audience.OFFICER).view, "nl")
    made = every_answer(WIJKTEAM, "nl")
    for text in (as_text(made), " ".join(Read(as_html(made)).words)):
        for reserved in ("veilig-thuis", "safety-concern", "violence-signs"):
            assert reserved not in text
            assert officer.label(reserved).lower() not in text.lower()


# the code of the organisation's own page


def modules(drawn: str) -> list[str]:
    """The code as rows of dark and light, read from the strokes of the picture."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', drawn)[1])
    stroke = re.search(r'stroke="#000" d="([^"]+)"', drawn)[1]
    dark = [["0"] * size for _ in range(size)]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]+)", stroke):
        given = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            for column in range(int(x), int(x + given[0])):
                dark[int(y)][column] = "1"
            x += given[0]
        else:
            x, y = (given[0], given[1]) if command == "M" else (x + given[0], y + given[1])
    return ["".join(row) for row in dark]


def test_the_code_is_that_of_the_page_and_survives_a_pocket() -> None:
    made = segno.make(PAGE, error="q", micro=False)
    assert made.error in ("Q", "H")
    expected = ["".join("1" if cell else "0" for cell in row) for row in made.matrix_iter(border=4)]
    assert modules(code(PAGE)) == expected
    assert as_html(one_answer("how-long", traces(WIJKTEAM))).count(code(PAGE)) == 1


def test_the_code_on_paper_says_where_it_leads() -> None:
    for language in LANGUAGES:
        made = one_answer("how-long", traces(WIJKTEAM), language)
        figures = [element.alt for element in Pdf(as_pdf(made)).elements if element.tag == "Figure"]
        assert figures == [made.speaker.text("card.qr", page=PAGE)]


def test_without_a_page_there_is_no_code() -> None:
    known = traces(ROOT / "examples" / "mano")
    made = one_answer("how-long", known)
    assert made.page is None
    assert "svg" not in Read(as_html(made)).tags
    assert not [element for element in Pdf(as_pdf(made)).elements if element.tag == "Figure"]
    assert made.speaker.text("card.page") not in as_text(made)


# who cannot see it


@pytest.mark.parametrize(("example", "language"), [("geldpunt", "nl"), ("mano", "en")])
def test_the_pdf_is_made_for_screen_readers(example: str, language: str) -> None:
    path = ROOT / "examples" / example
    pdf = pdf_of(path, language)
    assert pdf.root["/MarkInfo"]["/Marked"]
    assert pdf.root["/Lang"] == language
    assert pdf.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.reader.metadata.title == every_answer(path, language).title
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.about
    assert f'<rdf:li xml:lang="x-default">{pdf.reader.metadata.title}</rdf:li>' in pdf.about
    assert all(page["/Tabs"] == "/S" for page in pdf.reader.pages if "/Annots" in page)
    for font in pdf.fonts:
        assert {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"]), font["/BaseFont"]
    levels = [int(element.tag[1]) for element in pdf.elements if element.tag in HEADINGS]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    titles = [element.text for element in pdf.elements if element.tag == "H3"]
    assert titles == [card.title for card in every_answer(path, language).cards]


def test_headings_of_the_page_are_in_order() -> None:
    for made in (every_answer(WIJKTEAM, "nl"), one_answer("how-long", traces(WIJKTEAM))):
        levels = [int(tag[1]) for tag in Read(as_html(made)).tags if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.usefixtures("with_knowledge")
def test_every_card_says_in_which_language_it_is() -> None:
    known = described()
    found = [ask(known, question) for question in ("where-does-it-go", "phone-or-app")]
    made = leaflet(found, Speaker(known.view, "ar"))
    pdf = Pdf(as_pdf(made))
    assert pdf.root["/Lang"] == "ar"
    assert [element.language for element in pdf.elements if element.tag == "H3"] == [None, "nl"]
    assert pdf.root["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert '<html lang="ar" dir="rtl">' in as_html(made)
    assert any("Arabic" in str(font["/BaseFont"]) for font in pdf.fonts)


# who means harm, and letters that nobody has


TYPESET = '#import "x": * #panic("!") $x^2$ *vet* _schuin_ @bron <merk> `code` [vak] // weg \\u{41} ~ --- "q" it\'s'
"""What the program that makes the PDF would understand."""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("nasty", [NASTY, TYPESET], ids=["web", "print"])
def test_labels_stay_text(tmp_path: Path, form: str, nasty: str) -> None:
    (tmp_path / "model.yaml").write_text(HOSTILE.replace(NASTY, nasty.replace("'", "''")), encoding="utf-8")
    known = Traces(load(tmp_path), Audience.CLIENT)
    made = leaflet([ask(known, one.id) for one in questions(known.view)], Speaker(known.view, "nl"))
    content = FORMS[form](made)
    if isinstance(content, bytes):
        said = Pdf(content).text.split()
    elif form == "html":
        page = Read(content)
        said = page.words
        assert not {"img", "script", "iframe", "object", "link", "strong", "em", "code"} & set(page.tags)
        assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "style")]
        assert not [value for name, value in page.attributes if name == "href" and not (value or "").startswith("#")]
    else:
        said = words_of_text(made)
    assert nasty.split()[1:] == said[(at := said.index(nasty.split()[1])) : at + len(nasty.split()) - 1]


@pytest.mark.parametrize("letters", ["我们的程序", "መዝገብና", "हमारा कार्यक्रम"])
def test_letters_without_a_font_are_refused_and_never_boxes(monkeypatch: pytest.MonkeyPatch, letters: str) -> None:
    made = one_answer("where-does-it-go", described(name=letters))
    with suppress(AuditorError):  # where the machine has no font for it either
        assert "".join(letters.split()) in "".join(Pdf(as_pdf(made)).text.split())

    fonts = typst.Fonts
    monkeypatch.setattr(typst, "Fonts", lambda of_machine, **others: fonts(False, **others))
    with pytest.raises(AuditorError) as refused:
        as_pdf(made)
    assert refused.value.key == "error.leaflet-not-made"
    for language in LANGUAGES:
        assert ".html" in Words(language).error(refused.value)
    assert letters in as_html(made)
    assert letters in as_text(made)


# paper


@pytest.mark.browser
@pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium: set AUDITOR_CHROMIUM")
def test_the_page_prints_with_everything_and_no_heading_alone() -> None:
    made = every_answer(ROOT / "examples" / "mano", "nl")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = browser.new_page()
        page.set_content(as_html(made))
        printed = Pdf(page.pdf(prefer_css_page_size=True)).reader
        browser.close()
    pages = [page.extract_text() for page in printed.pages]
    words = "".join("".join(pages).split())
    law = "".join(made.speaker.text("card.law").split())
    assert words.count(law) == len(made.cards)
    for card in made.cards:
        assert words.count("".join(card.title.split())) >= 2  # in the list in front, and above the answer
    headings = {card.title for card in made.cards} | {part.heading for part in made.parts}
    headings |= {made.speaker.text(key) for key in ("card.law", "card.unknown", "card.ask")}
    begin = next(number for number, text in enumerate(pages) if made.parts[0].heading in text.splitlines())
    assert begin > 0
    assert not headings & {text.strip().splitlines()[-1] for text in pages[begin:]}
