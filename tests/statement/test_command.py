"""`auditor compare-statement`: what it prints, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.exporters.words import Words
from auditor.readability import LARGEST
from auditor.texts import LANGUAGES
from tests.cli.conftest import ROOT, flat, valid

GELDPUNT = "tests/statement/geldpunt.md"
JUDGING = (
    "wrong",
    "missing",
    "violat",
    "breach",
    "fout",
    "ontbreekt",
    "overtred",
    "schend",
    "mag niet",
    "must",
    "illegal",
)


@pytest.fixture(autouse=True)
def _in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.delenv("AUDITOR_LANG", raising=False)


def run(*arguments: str | Path, given: str | bytes | None = None) -> Result:
    written = ["compare-statement", *map(str, arguments)]
    return CliRunner().invoke(main, written, input=given, catch_exceptions=False)


def found(*arguments: str | Path, given: str | None = None) -> Any:
    result = run(*arguments, "--format", "json", given=given)
    assert (result.exit_code, result.stderr) == (0, "")
    return valid("compare-statement", result.stdout)


@pytest.mark.parametrize(("example", "lang"), [("wijkteam", "nl"), ("geldpunt", "en"), ("mano", "nl"), ("pasq", "en")])
def test_every_example_in_both_forms(example: str, lang: str) -> None:
    result = run(f"examples/{example}", GELDPUNT, "--lang", lang)
    assert result.exit_code == 0
    assert flat(result.stdout).endswith(Words(lang).say("statement.note"))
    out = found(f"examples/{example}", GELDPUNT, "--lang", lang)
    assert (out["language"], out["text_language"], out["guessed"]) == (lang, "en", True)
    assert out["note"] in flat(result.stdout)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_judges_nothing(lang: str) -> None:
    """But what the text and the description say themselves, there is no word that blames."""
    words = Words(lang)
    own = " ".join(words.say(key) for key in sorted(words.catalogue.keys()) if key.startswith("statement."))
    assert not [word for word in JUDGING if word in own.lower()]


def test_every_line_has_its_place_in_the_text_or_in_the_description() -> None:
    out = found("examples/geldpunt", GELDPUNT)
    text = (ROOT / GELDPUNT).read_text(encoding="utf-8").splitlines()
    assert len(out["named"]) >= 5
    for quote in [*out["placeholders"], *(quote for one in out["named"] for quote in one["quotes"])]:
        assert quote["words"][0].split()[0] in text[quote["line"] - 1]
    for one in out["wanted"]:
        assert one["at"][0].startswith("examples/geldpunt/geldpunt.yaml:")
        assert one["looked_for"]


def test_what_is_looked_for_is_named() -> None:
    said = flat(run("examples/geldpunt", GELDPUNT, "--lang", "en").stdout)
    assert "Not found in the text: 5 years (our program). Looked for: 5 years, five years, 60 months." in said
    assert "Not found in the description as a term: 7 years." in said
    assert "line 21: [number]" in said


def test_a_contradiction_comes_first_with_both_places() -> None:
    said = run("examples/wijkteam", "-", "--lang", "en", given="Wij slaan uw gegevens niet op buiten de EU.").stdout
    first = said.split("\n\n")[1]
    assert first.startswith("The text says no, and the description has something else (1)")
    assert "line 1: “Wij slaan uw gegevens niet op buiten de EU.”" in first
    assert "is in this country: United States." in first
    assert "examples/wijkteam/systems.yaml" in first


def test_standard_input_and_a_language_that_is_said() -> None:
    out = found("examples/geldpunt", "-", "--text-lang", "fr", given="Nous conservons vos données 5 ans.")
    assert (out["file"], out["text_language"], out["guessed"]) == ("-", "fr", False)
    assert [one["state"] for one in out["wanted"] if one["topic"] == "terms"] == ["found"]


def test_of_french_only_some_figures_can_be_made() -> None:
    text = "Nous conservons vos données cinq ans."
    out = found("examples/geldpunt", "-", given=text)
    assert out["figures"]["counts"] == {
        "words": 6,
        "sentences": 1,
        "mean": 6,
        "longest": 6,
        "lix": pytest.approx(39.33),
    }
    assert out["figures"]["with_limits"] == []
    assert "passive" in out["figures"]["not_made"]
    said = flat(run("examples/geldpunt", "-", "--lang", "en", given=text).stdout)
    assert "Not measured, because there are no word lists for French: uncommon words" in said


def test_the_figures_are_those_of_readability() -> None:
    out = found("examples/geldpunt", GELDPUNT, "--lang", "en")
    alone = CliRunner().invoke(main, ["readability", GELDPUNT, "--lang", "en", "--format", "json"])
    assert out["figures"]["with_limits"] == valid("readability", alone.stdout)["texts"][0]["figures"]
    assert out["figures"]["not_made"] == []


def test_a_language_that_is_not_sure() -> None:
    said = flat(run("examples/geldpunt", "-", "--lang", "en", given="12345 privacy").stdout)
    assert "Not sure in which language this is; read as Dutch." in said
    assert found("examples/geldpunt", "-", given="12345 privacy")["unsure"]


def test_each_word_has_its_line() -> None:
    text = "Wij delen uw gegevens met de leverancier.\n\nWij delen uw gegevens met een softwarebedrijf."
    said = flat(run("examples/wijkteam", "-", "--lang", "en", given=text).stdout)
    assert "leverancier (line 1), softwarebedrijf (line 3)" in said


def test_of_sentences_that_were_not_compared_thirty_are_printed() -> None:
    text = "\n\n".join(f"We never guess {number}." for number in range(40))
    said = flat(run("examples/geldpunt", "-", "--lang", "en", given=text).stdout)
    assert "Sentences that say no and were not compared (40)" in said
    assert "never guess 29." in said
    assert "never guess 30." not in said
    assert "10 more places in the text." in said
    assert len(found("examples/geldpunt", "-", given=text)["not_compared"]) == 40


class TestReserved:
    TEXT = "Wij delen uw gegevens met de school."

    @pytest.mark.parametrize(("lang", "form"), [("nl", "text"), ("en", "json")])
    def test_a_list_for_clients_has_nothing_of_it(self, lang: str, form: str) -> None:
        arguments = ("examples/wijkteam", "-", "--lang", lang, "--format", form)
        officer = run(*arguments, given=self.TEXT).stdout.lower()
        client = run(*arguments, "--audience", "client", given=self.TEXT).stdout.lower()
        for name in ("veilig thuis", "safety-concern", "violence-signs"):
            assert name not in client
        assert "veilig thuis" in officer
        assert Words(lang).say("statement.reserved").lower() not in client

    @pytest.mark.parametrize("example", ["wijkteam", "geldpunt"])
    def test_a_client_never_reads_what_the_description_has_not(self, example: str) -> None:
        text = "Wij delen uw gegevens met Veilig Thuis en de politie. Wij delen uw gegevens niet met Veilig Thuis."
        arguments = (f"examples/{example}", "-", "--audience", "client", "--lang", "en")
        said = flat(run(*arguments, given=text).stdout)
        words = Words("en")
        assert words.say("statement.named") not in said
        assert words.say("statement.named-left-out") in said
        assert "Not found in the description" not in said
        assert "the description does not say this" not in said
        out = found(*arguments, given=text)
        assert (out["named"], out["named_left_out"]) == ([], True)


@pytest.mark.parametrize("lang", LANGUAGES)
class TestUnusable:
    def refused(self, *arguments: str | Path, lang: str, given: str | bytes | None = None) -> str:
        result = run(*arguments, "--lang", lang, given=given)
        assert (result.exit_code, result.stdout) == (2, "")
        return flat(result.stderr)

    def test_no_such_file(self, lang: str) -> None:
        assert self.refused("examples/geldpunt", "nowhere.txt", lang=lang) == Words(lang).say(
            "error.cannot-read-nowhere", {"path": "nowhere.txt"}
        )

    def test_no_text(self, lang: str, tmp_path: Path) -> None:
        file = tmp_path / "x.docx"
        file.write_bytes(b"PK\x03\x04\xff\xfe\x00")
        assert str(file) in self.refused("examples/geldpunt", file, lang=lang)

    @pytest.mark.parametrize("given", ["", " \n\t", "---\n***\n", "\x01\x02"])
    def test_an_empty_text(self, lang: str, given: str) -> None:
        assert self.refused("examples/geldpunt", "-", lang=lang, given=given) == Words(lang).say(
            "error.no-words", {"path": "-"}
        )

    def test_too_large(self, lang: str, tmp_path: Path) -> None:
        file = tmp_path / "large.txt"
        file.write_bytes(b"a " * LARGEST)
        assert "MB" in self.refused("examples/geldpunt", file, lang=lang)

    def test_one_long_word(self, lang: str) -> None:
        assert "1000" in self.refused("examples/geldpunt", "-", lang=lang, given="a" * 100_000)

    def test_a_description_that_cannot_be_used(self, lang: str) -> None:
        assert "free-txt" in self.refused("tests/broken.yaml", GELDPUNT, lang=lang)

    def test_only_one_path(self, lang: str) -> None:
        assert "PATH" in self.refused(GELDPUNT, lang=lang)


def test_what_steers_a_terminal_is_shown_and_not_done() -> None:
    text = "Wij delen\x1b[31m gegevens met de politie.\x07 [naam\x1b]"
    for form in ("text", "json"):
        said = run("examples/geldpunt", "-", "--format", form, given=text).stdout
        assert "\x1b" not in said
        assert "\x07" not in said
        assert "\\u001b" not in said
