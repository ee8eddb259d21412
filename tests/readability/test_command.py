"""`auditor readability`: what it prints, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.exporters.readable import LONGEST_QUOTE, MOST_LINES, MOST_PRINTED
from auditor.exporters.words import Words
from auditor.readability import LARGEST, Measure, Tool
from auditor.readability.reading import LONGEST_WORD
from auditor.texts import LANGUAGES
from tests.cli.conftest import flat, valid

TEXT = "# Uw dossier\n\nUw dossier wordt bewaard op een server. Derden lezen dat niet.\n"


def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["readability", *map(str, arguments)], input=given, catch_exceptions=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "brief.md"
    found.write_text(TEXT, encoding="utf-8")
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_says_what_the_limits_are_for_and_what_they_are_not(file: Path, lang: str) -> None:
    result = run(file, "--lang", lang)
    note = Words(lang).say("readability.note")
    assert result.exit_code == 0
    assert result.stdout.count("\n\n") >= 3
    assert flat(result.stdout).endswith(note)
    assert "B1" in note
    assert all(len(line) <= 100 for line in result.stdout.splitlines() if str(file) not in line)


def test_every_figure_stands_beside_its_limit_and_its_words_below(file: Path) -> None:
    said = run(file).stdout
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "woorden 13 15 tot 75" in lines
    assert "woorden per zin, gemiddeld 4,3 hoogstens 10" in lines
    assert "regel 3: Uw dossier wordt bewaard op een server." in lines
    assert "regel 3: derden" in lines


def test_a_machine_reads_the_same(file: Path) -> None:
    found = valid("readability", run(file, "--format", "json").stdout)
    (text,) = found["texts"]
    assert (text["file"], text["form"], found["language"]) == (str(file), "markdown", "nl")
    by_measure = {figure["measure"]: figure for figure in text["figures"]}
    assert by_measure["words"]["value"] == 13
    assert by_measure["unexplained"]["found"] == [{"text": "server", "lines": [3]}]
    assert "B1" in found["note"]


def test_several_files_and_standard_input(file: Path) -> None:
    found = valid("readability", run(file, "-", "--format", "json", given="<!doctype html><p>Wij lezen mee.").stdout)
    assert [(text["file"], text["form"]) for text in found["texts"]] == [(str(file), "markdown"), ("-", "html")]
    assert found["texts"][1]["figures"][0]["value"] == 3


def test_what_is_long_is_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_text("\n\n".join([*(f"qz{'x' * n}" for n in range(40)), "derden " * 100] + ["derden."] * 12), "utf-8")
    said = run(file).stdout
    assert f"{40 - MOST_PRINTED + 0}" in said
    assert "…: derden" in flat(said)
    found = valid("readability", run(file, "--format", "json").stdout)["texts"][0]["figures"]
    by_measure = {figure["measure"]: figure["found"] for figure in found}
    assert len(by_measure["longest"][0]["text"]) == LONGEST_QUOTE
    assert len(by_measure["unplain"][0]["lines"]) == 13 > MOST_LINES
    assert len(by_measure["uncommon"]) == 41


def test_what_could_steer_a_terminal_is_made_visible(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("\u202eWij \x1b[31mlezen mee.", encoding="utf-8")
    assert not {"\u202e", "\x1b"} & set(run(file).stdout + run(file, "--format", "json").stdout)


@pytest.mark.parametrize(
    ("name", "content", "dutch", "english"),
    [
        ("a.txt", b"", "Er staat geen woord in", "There is no word in"),
        ("a.txt", b" \n--- !\n", "Er staat geen woord in", "There is no word in"),
        ("a.html", b"<script>derden</script>", "Er staat geen woord in", "There is no word in"),
        ("a.txt", "é".encode("latin-1"), "is geen tekst in UTF-8: regel 1", "is no text in UTF-8: line 1"),
        ("a.txt", "Hallo".encode("utf-16"), "is geen tekst in UTF-8: regel 1", "is no text in UTF-8: line 1"),
        ("a.pdf", b"%PDF-1.7\n\x00\x01", "is geen tekst in UTF-8: regel 2", "is no text in UTF-8: line 2"),
        ("a.txt", b"a " * LARGEST, "te groot: meer dan 1 MB", "too large: more than 1 MB"),
        ("a.txt", b"\n" + b"a" * (LONGEST_WORD + 1), "regel 2 heeft een woord", "line 2 has a word"),
        ("", None, "dat is een map", "it is a folder"),
        ("nowhere.txt", None, "dat bestand is er niet", "there is no such file"),
    ],
)
def test_what_cannot_be_measured(tmp_path: Path, name: str, content: bytes | None, dutch: str, english: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    for lang, said in zip(LANGUAGES, (dutch, english), strict=True):
        result = run(file, "--lang", lang)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
        assert str(file) in result.stderr


def test_a_mark_for_utf_8_at_the_start_is_no_character(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("Wij lezen mee.".encode("utf-8-sig"))
    assert run(file).exit_code == 0


def test_without_the_tools_it_says_which_figures_it_could_not_make(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.readability.measuring.is_common", _missing)
    monkeypatch.setattr("auditor.readability.measuring.misspelt", _missing)
    said = flat(run(file).stdout)
    assert 'pip install "client-data-auditor[readability]"' in said
    assert "apt-get install hunspell" in said
    assert "verschillende ongewone woorden niet gemeten hoogstens 2" in said
    figures = valid("readability", run(file, "--format", "json").stdout)["texts"][0]["figures"]
    assert [figure["measure"] for figure in figures if figure["value"] is None] == [
        "uncommon-share",
        "uncommon",
        "misspelt",
    ]


def _missing(*_: object, **__: object) -> None:
    from auditor.texts.gate import MissingToolError

    raise MissingToolError


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_and_tool_has_words(lang: str) -> None:
    words = Words(lang)
    assert all(words.say(f"readability.measure.{measure}") for measure in Measure)
    assert all(words.say(f"readability.missing.{tool}") for tool in Tool)
