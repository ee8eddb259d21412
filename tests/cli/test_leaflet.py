"""The command leaflet: which form a file gets, which answers are on it, and what it does not understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor import knowledge
from tests.cli.conftest import Run, flat

BOTH = pytest.mark.parametrize("lang", ["nl", "en"])


def asks(question: str, lang: str) -> str:
    return str(knowledge.of("NL").questions[question].asks.said_in(lang))


@BOTH
@pytest.mark.parametrize(
    ("name", "start"),
    [("a.pdf", b"%PDF-1.7"), ("a.PDF", b"%PDF-1.7"), ("a.html", b"<!DOCTYPE html>"), ("a.txt", b"MANO")],
)
def test_the_ending_says_the_form(run: Run, tmp_path: Path, lang: str, name: str, start: bytes) -> None:
    result = run("leaflet", "examples/mano", "how-long", "-o", tmp_path / name, "--lang", lang)
    assert (result.exit_code, result.stderr) == (0, "")
    assert str(tmp_path / name) in flat(result.output).replace(" ", "")
    content = (tmp_path / name).read_bytes()
    assert content.startswith(start)
    if not name.lower().endswith("pdf"):
        assert asks("how-long", lang) in flat(content.decode())


@BOTH
@pytest.mark.parametrize("name", ["a.docx", "a", "a.pdf.zip"])
def test_another_ending_is_told_with_those_that_do(run: Run, tmp_path: Path, lang: str, name: str) -> None:
    result = run("leaflet", "examples/mano", "how-long", "-o", tmp_path / name, "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert ".pdf, .html, .txt" in flat(result.stderr)
    assert not list(tmp_path.iterdir())


@BOTH
def test_several_questions_words_of_one_and_all(run: Run, tmp_path: Path, lang: str) -> None:
    def made(*asked: str) -> str:
        assert run("leaflet", "examples/mano", *asked, "-o", tmp_path / "a.txt", "--lang", lang).exit_code == 0
        return flat((tmp_path / "a.txt").read_text("utf-8"))

    both, who, how_long = ("who-can-see", "how-long"), asks("who-can-see", lang), asks("how-long", lang)
    assert who in made(*both)
    assert made(*both).index(who) < made(*both).index(how_long)
    assert made(*reversed(both)).index(how_long) < made(*reversed(both)).index(who)
    assert made(*both, *both) == made(*both)
    assert how_long in made({"nl": "hoelang bewaren jullie", "en": "how long do you keep"}[lang])
    assert made().count(asks("may-i-read-my-file", lang)) == 1
    assert asks("may-i-read-my-file", lang) not in made("--item", "name")


@BOTH
def test_words_that_are_about_no_question(run: Run, tmp_path: Path, lang: str) -> None:
    result = run("leaflet", "examples/mano", "xyzzy", "-o", tmp_path / "a.txt", "--lang", lang)
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "xyzzy" in result.stderr


def test_it_honours_how_and_to_whom_it_speaks(run: Run, tmp_path: Path) -> None:
    asked = ("leaflet", "examples/wijkteam", "how-long", "-o", tmp_path / "a.txt", "--lang", "nl")
    assert run(*asked, "--age", "12-to-15", "--for", "debts", "--speech", "young").exit_code == 0
    text = flat((tmp_path / "a.txt").read_text("utf-8"))
    assert "12 tot en met 15 jaar" in text
    assert "hulp bij schulden" in text
    assert " uw " not in text.split("Vragen?")[0]


def test_without_a_file_it_says_how(run: Run) -> None:
    result = run("leaflet", "examples/mano", "how-long", "--lang", "en")
    assert result.exit_code == 2
    assert "--output" in result.stderr
