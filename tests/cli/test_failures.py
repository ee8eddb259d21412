"""When it does not work: the exit code, and a sentence that says what to do."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import auditor.audit
import auditor.open_questions.gather
from auditor.exporters import flow_map
from auditor.results import Finding
from auditor.rules import RULES
from tests.cli.conftest import Run
from tests.cli.test_commands import valid

BROKEN = "model: 1\nname: Team\nowner: team\norganisations: {team: {knd: welfare}}\nsystms: {}\n"
COMMANDS = [["check"], ["trace", "--item", "notes"], ["ask"], ["audit"], ["map", "-o", "map.svg"]]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "model.yaml"
    file.write_text(BROKEN)
    return file


@pytest.mark.parametrize(
    "command",
    [
        ["explain", "\udcff"],
        ["ask", "examples/wijkteam", "how-long", "--item", "\udcff"],
        ["ask", "examples/wijkteam", "\udcff"],
        ["trace", "examples/wijkteam", "--item", "\udcff"],
        ["todo", "examples/wijkteam", "--who", "\udcff"],
        ["map", "examples/wijkteam", "-o", "map.svg", "--around", "\udcff"],
        ["schema", "--all", "\udcff/nowhere"],
    ],
    ids=lambda command: f"{command[0]} {len(command)}",
)
def test_an_argument_that_is_not_utf_8_is_told_visibly(run: Run, command: list[str]) -> None:
    """Python reads such a byte as half a character, which cannot be written as it is."""
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "\\udcff" in result.stderr


def test_schemas_go_nowhere_without_a_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("", " "):
        result = run("schema", "--all", name)
        assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (2, "", [])
        assert "Na --all hoort nog iets te staan." in result.stderr


@pytest.mark.parametrize("text", ["notes", "{}", "[]", '{"title": "Mine"}', "\xff"])
def test_a_file_that_is_no_schema_of_ours_is_not_overwritten(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "output-todo.schema.json"
    file.write_text(text, encoding="latin-1")
    result = run("schema", "--all", tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir()), file.read_text("latin-1")) == (2, [file], text)
    assert str(file) in result.stderr


def test_an_older_schema_of_ours_is_overwritten(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "model.schema.json"
    assert run("schema", "--all", tmp_path).exit_code == 0
    new = file.read_text()
    old = {key: value for key, value in json.loads(new).items() if key in ("$schema", "title")}
    file.write_text(json.dumps(old))
    assert (run("schema", "--all", tmp_path).exit_code, file.read_text()) == (0, new)


class TestBrokenDescription:
    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
    @pytest.mark.parametrize(
        ("lang", "said"),
        [
            ("nl", ['Bedoelde u "kind"?', 'Bedoelde u "systems"?', "2 problemen. De beschrijving is zo niet te"]),
            ("en", ['Did you mean "kind"?', 'Did you mean "systems"?', "2 problems. The description cannot be used"]),
        ],
    )
    def test_every_command_tells_all_problems_and_stops_with_2(
        self, run: Run, broken: Path, command: list[str], lang: str, said: list[str]
    ) -> None:
        result = run(*command, broken, "--lang", lang)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert all(sentence in result.stderr for sentence in said)
        assert f"{broken}:4:24: organisations.team.knd\n" in result.stderr
        assert f"{broken}:5:1: systms\n" in result.stderr
        assert not Path("map.svg").exists()

    def test_as_json(self, run: Run, broken: Path) -> None:
        result = run("check", broken, "--format", "json", "--lang", "en")
        assert (result.exit_code, result.stderr) == (2, "")
        found = valid("check", result.stdout)
        assert (found["usable"], found["model"], found["places"]) == (False, None, 0)
        problem = found["problems"][1]
        assert problem["key"] == "problem.unknown-key-near"
        assert problem["message"] == 'The key "systms" does not exist here. Did you mean "systems"?'
        assert (problem["path"], problem["file"], problem["line"], problem["column"]) == ("systms", str(broken), 5, 1)

    def test_one_problem_is_one(self, run: Run) -> None:
        assert "1 probleem. De" in run("check", "nothing").stderr
        assert "1 problem. The" in run("check", "nothing", "--lang", "en").stderr

    def test_nothing_in_a_broken_file_steers_the_terminal(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "mo\x1b[31mdel.yaml"
        file.write_text('"\\e]0;title\\a": {"\\e[2J": 1}\nmodel: "\\e[31m"\nname: "\\u202e"\n')
        said = run("check", file).stderr
        assert not {char for char in said if not char.isprintable()} - {"\n"}

    def test_a_long_place_stays_on_one_line(self, run: Run, tmp_path: Path) -> None:
        folder = tmp_path / ("folder-" * 12) / ("folder-" * 12)
        folder.mkdir(parents=True)
        (folder / "model.yaml").write_text(BROKEN)
        assert f"{folder / 'model.yaml'}:5:1: systms\n" in run("check", folder).stderr


class TestWrongArguments:
    @pytest.mark.parametrize(
        ("arguments", "choices"),
        [
            (["check", "examples/mano", "--lang", "de"], ["nl", "en"]),
            (["check", "examples/mano", "--format", "xml"], ["text", "json"]),
            (["trace", "examples/mano", "--item", "report", "--format", "png"], ["text", "json", "dot", "svg"]),
            (["trace", "examples/mano", "--item", "report", "--audience", "all"], ["client", "officer"]),
            (["audit", "examples/mano", "--fail-on", "always"], ["must", "should", "consider", "never"]),
            (["schema", "output"], ["model", "check", "trace", "answers", "audit"]),
            (["trace", "examples/mano"], ["--item"]),
            (["map", "examples/mano"], ["--output"]),
            (["check"], ["PATH..."]),
            (["chek"], ["check"]),
            (["map", "examples/mano", "-o", "x.svg", "--item", "report", "--by-organisation"],
             ["--item", "--around", "--by-organisation"]),
            (["trace", "examples/mano", "--item", "reports"], ["report", "action-description"]),
            (["trace", "examples/mano", "--item", "report", "--at", "dbase"], ["database"]),
            (["ask", "examples/mano", "xyzzy"], ["how-long", "who-can-see"]),
            (["ask", "examples/mano", "--item", "reports"], ["report", "action-description"]),
            (["map", "examples/mano", "-o", "x.svg", "--item", "reports"], ["report", "action-description"]),
            (["map", "examples/mano", "-o", "x.svg", "--around", "dbase"], ["database", "microsoft"]),
            (["map", "examples/mano", "-o", "x.gif"], [".svg", ".png", ".pdf", ".dot"]),
            (["map", "examples/mano", "-o", "x"], [".svg", ".png", ".pdf", ".dot"]),
        ],
        ids=str,
    )  # fmt: skip
    def test_says_what_to_choose(self, run: Run, arguments: list[str], choices: list[str]) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert all(choice in result.stderr for choice in choices), result.stderr
        assert not Path("x.svg").exists()

    @pytest.mark.parametrize(
        ("arguments", "dutch", "english"),
        [
            (["check"], "Er ontbreekt iets: PATH...", "Something is missing: PATH..."),
            (["trace", "x"], "Er ontbreekt iets: --item.", "Something is missing: --item."),
            (["check", "x", "--foo"], "De optie --foo bestaat niet. Bedoelde u: --format?", "Did you mean: --format?"),
            (["check", "x", "--qqqq"], "De optie --qqqq bestaat niet.", "The option --qqqq does not exist."),
            (["map", "x", "-o"], "Na -o hoort nog iets te staan.", "Something must stand after -o."),
            (["app", "--no-browser=3"], "Na --no-browser hoort niets te staan.", "Nothing must stand after"),
            (
                ["check", "x", "--format", "xml"],
                '"xml" kan niet bij --format. Kies uit: text, json',
                "Choose from: text",
            ),
            (["todo", "x", "--on", "1-2-2026"], '"1-2-2026" bij --on is geen dag.', "is no day. Write year, month"),
            (["app", "--port", "0"], "Schrijf een getal van 1 tot en met 65535.", "Write a number from 1 to 65535."),
            (["new", "a", "b"], "Hier staat te veel: b.", "This is too much: b."),
            (["chek"], 'De opdracht "chek" bestaat niet. Kies uit: ', 'The command "chek" does not exist.'),
            (["--foo"], "De optie --foo bestaat niet.", "The option --foo does not exist."),
        ],
        ids=str,
    )
    def test_every_complaint_about_the_arguments_is_in_the_language_of_the_reader(
        self, run: Run, arguments: list[str], dutch: str, english: str
    ) -> None:
        asked = [] if arguments[0] == "--foo" or arguments[-1] == "-o" else ["--lang", "en"]
        for result, said in (
            (run(*arguments), dutch),
            (run(*arguments, *asked, env={} if asked else {"AUDITOR_LANG": "en"}), english),
        ):
            assert (result.exit_code, result.stdout) == (2, "")
            assert said in result.stderr
            assert "--help\n" in result.stderr
            assert not {"Error:", "Usage:", "Try"} & set(result.stderr.split())

    def test_the_program_alone_shows_its_help(self, run: Run) -> None:
        assert "Commands:" in run().output

    @pytest.mark.parametrize(("lang", "said"), [("nl", "Kies uit: "), ("en", "Choose from: ")])
    def test_in_the_language_of_the_reader(self, run: Run, lang: str, said: str) -> None:
        assert said in run("trace", "examples/mano", "--item", "x", "--lang", lang).stderr
        assert said in run("ask", "examples/mano", "x", "--lang", lang).stderr


@pytest.fixture
def crashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second rule raises after its first finding."""

    def check(*_: Any) -> Iterator[Finding]:
        yield from ()
        raise ZeroDivisionError("division by zero")

    rules = (RULES[0], dataclasses.replace(RULES[1], check=check), *RULES[2:])
    monkeypatch.setattr(auditor.audit, "RULES", rules)
    monkeypatch.setattr(auditor.open_questions.gather, "RULES", rules)


class TestCrashedRule:
    @pytest.mark.parametrize(("lang", "said"), [("nl", "is vastgelopen"), ("en", "crashed")])
    @pytest.mark.parametrize("form", ["text", "json"])
    @pytest.mark.parametrize("command", ["audit", "todo"])
    @pytest.mark.usefixtures("crashing")
    def test_is_named_stops_with_3_and_shows_no_other_result(
        self, run: Run, lang: str, said: str, form: str, command: str
    ) -> None:
        result = run(command, "examples/mano", "--lang", lang, "--format", form)
        assert (result.exit_code, result.stdout) == (3, "")
        assert said in result.stderr
        assert RULES[1].id in result.stderr
        assert "ZeroDivisionError: division by zero" in result.stderr


class TestWriting:
    @pytest.mark.parametrize("name", ["nothing/map.svg", "file.txt/map.svg", "x" * 300 + ".svg"])
    @pytest.mark.parametrize(("lang", "said"), [("nl", "Kan niet schrijven naar"), ("en", "Cannot write to")])
    def test_where_nothing_can_be_written(self, run: Run, tmp_path: Path, name: str, lang: str, said: str) -> None:
        (tmp_path / "file.txt").write_text("here")
        result = run("map", "examples/mano", "-o", tmp_path / name, "--lang", lang)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
        assert [file.name for file in tmp_path.iterdir()] == ["file.txt"]

    def test_a_folder_is_no_file(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "map.svg").mkdir()
        assert run("map", "examples/mano", "-o", tmp_path / "map.svg").exit_code == 2

    def test_what_was_there_stays_when_writing_fails(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "map.dot"
        file.write_text("old")

        def full(*_: Any) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        result = run("map", "examples/mano", "-o", file, "--lang", "en")
        assert result.exit_code == 2
        assert "no space left" in result.stderr
        assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("map.dot", "old")]

    def test_what_was_there_stays_when_drawing_fails(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "map.svg"
        file.write_text("old")

        def fail(*_: Any) -> bytes:
            raise RuntimeError("drawing")

        monkeypatch.setattr(flow_map, "picture", fail)
        with pytest.raises(RuntimeError, match="drawing"):
            run("map", "examples/mano", "-o", file)
        assert file.read_text() == "old"

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    @pytest.mark.parametrize(("lang", "said"), [("nl", "is een koppeling naar"), ("en", "is a link to")])
    def test_no_command_writes_through_a_link(self, run: Run, tmp_path: Path, lang: str, said: str) -> None:
        (tmp_path / "theirs").write_text("theirs")
        for name in ("leaflet.txt", "map.svg", "model.schema.json"):
            (tmp_path / name).symlink_to("theirs")
        commands = (
            ["map", "examples/mano", "-o", tmp_path / "map.svg", "--lang", lang],
            ["leaflet", "examples/mano", "how-long", "-o", tmp_path / "leaflet.txt", "--lang", lang],
            ["schema", "--all", tmp_path],
        )
        for command in commands:
            result = run(*command, env={"AUDITOR_LANG": lang})
            assert (result.exit_code, result.stdout) == (2, "")
            assert said in result.stderr
        assert run("new", tmp_path, "--no-input").exit_code == 2
        assert (tmp_path / "theirs").read_text() == "theirs"
        assert sorted(file.name for file in tmp_path.iterdir()) == [
            "leaflet.txt", "map.svg", "model.schema.json", "theirs",
        ]  # fmt: skip

    def test_schemas_into_a_folder_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        result = run("schema", "--all", tmp_path / "nothing")
        assert result.exit_code == 2
        assert not (tmp_path / "nothing").exists()


class TestMissingExtra:
    @pytest.mark.parametrize(("lang", "said"), [("nl", "Installeer het met"), ("en", "Install it with")])
    def test_the_app_without_streamlit_says_how_to_get_it(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
    ) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        result = run("app", "examples/mano", "--lang", lang)
        assert result.exit_code == 2
        assert said in result.stderr
        assert 'pip install "client-data-auditor[app]"' in result.stderr


def test_a_check_in_json_of_a_crash_of_the_reader_is_still_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_bytes(b"\xff\xfe\x00")
    found = json.loads(run("check", tmp_path, "--format", "json").stdout)
    assert [problem["key"] for problem in found["problems"]] == ["problem.not-utf8"]


@pytest.mark.parametrize(
    ("command", "dutch", "english"),
    [
        (
            ["trace", "--item", "letter", "--at", "list"],
            'opgeschreven bij "list". Kies uit: file\n',
            "Choose from: file\n",
        ),
        (["sees", "--role", "x"], "In de beschrijving staan geen rollen.", "The description has no roles."),
    ],
)
def test_says_why_there_is_nothing_to_show(
    run: Run, tmp_path: Path, command: list[str], dutch: str, english: str
) -> None:
    (tmp_path / "model.yaml").write_text(
        "{model: 1, name: T, owner: team, organisations: {team: {kind: welfare}}, "
        "items: {letter: {category: contact}}, systems: "
        "{file: {kind: spreadsheet, collects: [{items: letter, from: client}]}, list: {kind: spreadsheet}}, "
        "flows: [{from: file, to: list, items: letter, mode: copy}]}"
    )
    for lang, said in (("nl", dutch), ("en", english)):
        result = run(command[0], tmp_path, *command[1:], "--lang", lang)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr
