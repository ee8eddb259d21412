"""Every command on every example, in both languages and every form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from auditor import __version__
from auditor.answers import QUESTIONS, questions
from auditor.cli import main
from auditor.exporters.output import OUTPUTS
from auditor.importers import load
from auditor.model import View
from auditor.rules import RULES
from tests.cli.conftest import ROOT, Run, printed, valid

EXAMPLES = {"wijkteam": ["talk-notes", "bsn"], "mano": ["report"], "pasq": ["health"]}
both = pytest.mark.parametrize("lang", ["nl", "en"])
every = pytest.mark.parametrize("example", [f"examples/{name}" for name in EXAMPLES])
ANSI = re.compile(r"\x1b|\x9b")


class TestHelp:
    @pytest.mark.parametrize("command", sorted(main.commands))
    def test_every_command_has_help_with_an_example_or_its_exit_codes(self, run: Run, command: str) -> None:
        result = run(command, "--help")
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 4
        assert re.search(r"[Ee]xample: auditor|[Ee]xit", result.output), result.output
        assert run(command, "-h").output == result.output

    @pytest.mark.parametrize("command", sorted(main.commands))
    def test_every_option_says_what_it_does(self, run: Run, command: str) -> None:
        for option in main.commands[command].params:
            if option.param_type_name == "option":
                assert getattr(option, "help", None), option.name

    def test_the_program_says_what_it_is_for(self, run: Run) -> None:
        assert run("--help").output == run("-h").output
        assert "Where does client data go" in run("--help").output
        for command in main.commands:
            assert f"\n  {command} " in run("--help").output

    def test_version(self, run: Run) -> None:
        assert run("--version").output == f"auditor, version {__version__}\n"

    def test_examples_in_the_help_work(self, run: Run, tmp_path: Path) -> None:
        helps = [str(command.help) for command in (main, *main.commands.values())]
        examples = re.findall(r"(?:Example|with): auditor (.+)", "\n".join(helps))
        assert len(examples) >= 4
        for example in examples:
            written = (".svg", "my-team")
            words = [str(tmp_path / word) if word.endswith(written) else word for word in example.split()]
            assert run(*words).exit_code == 0, example


@both
@every
class TestEveryExample:
    def test_check(self, example: str, lang: str) -> None:
        result = printed("check", example, "--lang", lang)
        assert (result.exit_code, result.stderr) == (0, "")
        assert re.search({"nl": r"bruikbaar\. Plekken: \d+", "en": r"usable\. Places: \d+"}[lang], result.stdout)
        found = valid("check", printed("check", example, "--lang", lang, "--format", "json").output)
        assert found["usable"]
        assert found["problems"] == []

    def test_trace(self, example: str, lang: str) -> None:
        for item in EXAMPLES[Path(example).name]:
            command = ("trace", example, "--item", item, "--lang", lang)
            assert printed(*command).exit_code == 0
            found = valid("trace", printed(*command, "--format", "json").output)
            assert (found["item"], found["language"]) == (item, lang)
            assert found["reached"]
            assert printed(*command, "--format", "dot").output.startswith("digraph")
            assert printed(*command, "--format", "svg").output.lstrip().startswith(("<svg", "<?xml"))

    def test_ask(self, example: str, lang: str) -> None:
        result = printed("ask", example, "--lang", lang)
        assert (result.exit_code, result.stderr) == (0, "")
        found = valid("answers", printed("ask", example, "--lang", lang, "--format", "json").output)
        assert [answer["question"] for answer in found["answers"]] == asked_in(example)
        page = printed("ask", example, "--lang", lang, "--format", "html").output
        assert page.startswith("<!DOCTYPE html>")
        assert f'<html lang="{lang}"' in page
        assert not re.search(r"<script|<link|<img|\ssrc=", page)
        for answer in found["answers"]:
            assert answer["title"] in " ".join(result.stdout.split())

    def test_audit(self, example: str, lang: str) -> None:
        result = printed("audit", example, "--lang", lang)
        found = valid("audit", printed("audit", example, "--lang", lang, "--format", "json").output)
        assert result.exit_code == (1 if any(broken(finding, "must") for finding in found["findings"]) else 0)
        assert found["rules"][: len(RULES)] == [rule.id for rule in RULES]
        assert len({finding["id"] for finding in found["findings"]}) == len(found["findings"])
        for finding in found["findings"]:
            assert finding["id"] in result.stdout

    def test_map(self, run: Run, tmp_path: Path, example: str, lang: str) -> None:
        file = tmp_path / "map.svg"
        result = run("map", example, "-o", file, "--lang", lang)
        assert result.exit_code == 0
        assert str(file) in result.stdout
        assert b"</svg>" in file.read_bytes()

    def test_nothing_has_colour_outside_a_terminal_or_blanks_at_the_end(self, example: str, lang: str) -> None:
        item = EXAMPLES[Path(example).name][0]
        for command in (["check"], ["ask"], ["audit"], ["trace", "--item", item]):
            result = printed(*command, example, "--lang", lang)
            assert not ANSI.search(result.output)
            assert not re.search(r"[ \t]$", result.output, re.MULTILINE)
            assert all(len(line) <= 100 for line in result.output.splitlines() if "examples/" not in line)


def broken(finding: dict[str, Any], level: str) -> bool:
    return finding["verdict"] == "broken" and finding["level"] == level and not finding["accepted"]


@pytest.mark.parametrize(
    ("lang", "said"), [("nl", "als u lang geen huur betaalt"), ("en", "if you pay no rent for a long time")]
)
def test_the_table_of_a_trace_tells_under_which_condition(lang: str, said: str) -> None:
    """As whole words, because a column can be narrow."""
    table = printed("trace", "examples/wijkteam", "--item", "arrears", "--lang", lang).output
    columns = [line.split("\u2502")[2].strip() for line in table.splitlines() if line.count("\u2502") == 6]
    assert said in " ".join(columns)


def asked_in(example: str) -> list[str]:
    """The questions of the country of an example."""
    return [question.id for question in questions(View(load(ROOT / example)))]


class TestOneQuestion:
    @pytest.mark.parametrize("question", [question.id for question in QUESTIONS])
    def test_only_that_one(self, question: str) -> None:
        found = valid("answers", printed("ask", "examples/geldpunt", question, "--format", "json").output)
        assert [answer["question"] for answer in found["answers"]] == [question]

    def test_a_few_words_of_it(self, run: Run) -> None:
        said = run("ask", "examples/geldpunt", "dosier", "lezen").output
        assert "Mag ik mijn dossier lezen?" in said
        assert "Vragen die hierop lijken:" in said

    def test_for_somebody(self, run: Run) -> None:
        command = ("ask", "examples/geldpunt", "how-long", "--since", "end-of-help=2026-03-31")
        found = valid("answers", printed(*command, "--age", "from-16", "--format", "json").output)
        assert (found["age"], found["groups"]) == ("from-16", None)
        assert "31 maart 2026" in run(*command).output

    @pytest.mark.parametrize("speech", ["plain", "young", "interpreter"])
    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_in_every_way_of_speaking(self, run: Run, lang: str, speech: str) -> None:
        """English says "you" to everybody, so it has nothing of its own for young people."""
        assert run("ask", "examples/mano", "how-long", "--speech", speech, "--lang", lang).exit_code == 0

    def test_no_word_is_no_question_and_no_folder(self, run: Run) -> None:
        assert run("ask", "examples/mano", "").output == run("ask", "examples/mano").output

    def test_about_one_kind_of_data(self) -> None:
        found = valid("answers", printed("ask", "examples/mano", "--item", "report", "--format", "json").output)
        about = {answer["question"]: answer["item"] for answer in found["answers"]}
        assert about["how-long"] == about["who-can-see"] == about["where-does-it-go"] == "report"
        assert set(about.values()) <= {"report", None}

    def test_of_several_files(self) -> None:
        files = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "examples" / "wijkteam").glob("*.yaml"))
        whole, parts = (printed("ask", *paths, "where-from").output for paths in (["examples/wijkteam"], files))
        assert whole.splitlines()[:-2] == parts.splitlines()[:-2]  # the last says how to open the app on these paths


class TestMaps:
    @pytest.mark.parametrize(
        ("name", "start", "end"),
        [
            ("map.svg", (b"<?xml", b"<svg"), b"</svg>"),
            ("MAP.SVG", (b"<?xml", b"<svg"), b"</svg>"),
            ("map.png", (b"\x89PNG\r\n\x1a\n",), b"IEND\xaeB`\x82"),
            ("map.pdf", (b"%PDF-1.",), b"%%EOF"),
            ("map.dot", (b"digraph",), b"}"),
        ],
    )
    def test_every_form_is_what_its_name_says(
        self, run: Run, tmp_path: Path, name: str, start: tuple[bytes, ...], end: bytes
    ) -> None:
        assert run("map", "examples/mano", "-o", tmp_path / name).exit_code == 0
        content = (tmp_path / name).read_bytes().strip()
        assert content.startswith(start)
        assert content.endswith(end)
        assert [file.name for file in tmp_path.iterdir()] == [name]

    @pytest.mark.parametrize("part", [["--item", "report"], ["--around", "database"], ["--by-organisation"]])
    def test_a_part_is_another_picture(self, run: Run, tmp_path: Path, part: list[str]) -> None:
        run("map", "examples/mano", "-o", tmp_path / "whole.dot")
        run("map", "examples/mano", "-o", tmp_path / "part.dot", *part)
        assert (tmp_path / "whole.dot").read_text() != (tmp_path / "part.dot").read_text()

    def test_a_file_that_is_there_is_replaced(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "map.dot"
        file.write_text("old")
        assert run("map", "examples/mano", "-o", file).exit_code == 0
        assert file.read_text().startswith("digraph")


class TestSchema:
    @pytest.mark.parametrize("name", ["model", *OUTPUTS])
    def test_prints_what_is_stored(self, run: Run, name: str) -> None:
        file = f"{name}.schema.json" if name == "model" else f"output-{name}.schema.json"
        assert run("schema", name).output == (ROOT / "schemas" / file).read_text(encoding="utf-8")

    def test_writes_all_of_them(self, run: Run, tmp_path: Path) -> None:
        result = run("schema", "--all", tmp_path, "--lang", "en")
        assert result.exit_code == 0
        stored = {file.name for file in (ROOT / "schemas").iterdir()}
        assert {file.name for file in tmp_path.iterdir()} == stored
        assert set(result.output.splitlines()) == {f"Written: {file}" for file in tmp_path.iterdir()}


class TestExplain:
    @both
    @pytest.mark.parametrize("term", ["told", "keeps.term", "by-hand", "debts", "wmo-2015-5.3.4", "how-long"])
    def test_as_text_and_as_json(self, run: Run, term: str, lang: str) -> None:
        text = run("explain", term, "--lang", lang)
        found = valid("explain", run("explain", term, "--lang", lang, "--format", "json").output)
        assert (text.exit_code, text.stderr) == (0, "")
        assert (found["term"], found["language"], found["groups"]) == (term, lang, [])
        assert found["explained"]
        for meaning in found["explained"]:
            assert f"{meaning['name']} (" in text.stdout
            assert all(fact["label"] in text.stdout for fact in meaning["facts"])

    @both
    def test_without_a_word_lists_them_all(self, run: Run, lang: str) -> None:
        found = valid("explain", run("explain", "--lang", lang, "--format", "json").output)
        assert (found["term"], found["explained"]) == (None, [])
        said = run("explain", "--lang", lang).output
        assert all(f"{group['label']} ({len(group['names'])})" in said for group in found["groups"])

    def test_a_word_of_several_words(self, run: Run) -> None:
        assert run("explain", "AVG", "art. 13").output.startswith("avg-13 (")

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_an_unknown_word_names_what_looks_like_it(self, run: Run, form: str) -> None:
        result = run("explain", "tolld", "--lang", "en", "--format", form)
        assert (result.exit_code, result.stdout) == (2, "")
        assert 'The word "tolld" is not known here. Did you mean: told' in result.stderr


class TestLanguage:
    def test_dutch_is_the_first(self, run: Run) -> None:
        assert "bruikbaar" in run("check", "examples/mano").output

    def test_from_the_environment(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("AUDITOR_LANG", "en")
        assert "usable" in run("check", "examples/mano").output
        assert "bruikbaar" in run("check", "examples/mano", "--lang", "nl").output
        assert "does not exist" in run("check", "nothing").output
        assert "bestaat niet" in run("check", "nothing", "--lang", "nl").output
        assert "Cannot write" in run("schema", "--all", "nothing/at/all").output


class TestThreshold:
    @pytest.mark.parametrize("example", ["examples/mano", "examples/pasq"])
    @pytest.mark.parametrize("fail_on", ["must", "should", "consider"])
    def test_findings_at_or_above_it_give_exit_code_1(self, example: str, fail_on: str) -> None:
        levels = ["must", "should", "consider"]
        findings = json.loads(printed("audit", example, "--format", "json").output)["findings"]
        failing = [level for level in levels[: levels.index(fail_on) + 1] if any(broken(f, level) for f in findings)]
        assert printed("audit", example, "--fail-on", fail_on).exit_code == bool(failing)

    def test_never(self) -> None:
        assert printed("audit", "examples/pasq", "--fail-on", "never").exit_code == 0
