"""Beginning a description from the command line: by options, by questions, and in a real terminal."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.importers import load
from tests.cli.conftest import ROOT, Run

OPTIONS = {
    "--name": 'Team "Noord": één 😀', "--kind": "welfare", "--system-kind": "care-file", "--system": "ZorgMap",
    "--vendor": "SoftHuis B.V.", "--data": "talk-report", "--receiver": "Gemeente Voorbeeld",
    "--receiver-kind": "municipality", "--privacy": "FG", "--contact": "088 000 00 00",
}  # fmt: skip
USED = [f"--{no}{what}" for what in ("phones", "paper", "chat") for no in ("", "no-")]
both = pytest.mark.parametrize("lang", ["nl", "en"])


@both
class TestOptions:
    @pytest.mark.parametrize("option", [*OPTIONS, *USED])
    def test_each_one_alone(self, run: Run, tmp_path: Path, lang: str, option: str) -> None:
        value = [OPTIONS[option]] if option in OPTIONS else []
        result = run("new", tmp_path, option, *value, "--no-input", "--lang", lang)
        assert (result.exit_code, result.stderr) == (0, "")
        for command in ("check", "ask"):
            assert run(command, tmp_path, "--lang", lang).exit_code == 0

    def test_all_together(self, run: Run, tmp_path: Path, lang: str) -> None:
        given = [word for pair in OPTIONS.items() for word in pair]
        result = run("new", tmp_path / "a b", *given, "--phones", "--paper", "--chat", "--no-input", "--lang", lang)
        assert result.exit_code == 0
        for command in ("check", "todo", "app"):
            asked = {"nl": "", "en": " --lang en"}[lang]
            assert f"auditor {command} '{tmp_path}/a b'{asked}  (" in result.stdout
        model = load(tmp_path / "a b")
        assert model.name == OPTIONS["--name"]
        assert len(model.organisations) == 3

    def test_nothing_given(self, run: Run, tmp_path: Path, lang: str) -> None:
        assert run("new", tmp_path, "--no-input", "--lang", lang).exit_code == 0
        assert run("check", tmp_path, "--lang", lang).exit_code == 0

    @pytest.mark.parametrize(
        ("given", "said"),
        [(["--name", "a\u202eb"], "U+202E"), (["--kind", "x"], "welfare"), (["--data", "x"], "talk-report"),
         (["--vendor", "x" * 3000], "2000")],
    )  # fmt: skip
    def test_what_cannot_be_used(self, run: Run, tmp_path: Path, lang: str, given: list[str], said: str) -> None:
        for more in (["--no-input"], []):
            result = run("new", tmp_path / "team", *given, *more, "--lang", lang)
            assert (result.exit_code, result.stdout) == (2, "")
            assert said in result.stderr
        assert list(tmp_path.iterdir()) == []

    def test_what_is_no_folder_is_told_before_the_first_question(self, run: Run, tmp_path: Path, lang: str) -> None:
        (tmp_path / "file").write_text("mine")
        (tmp_path / "round").symlink_to("round")
        (tmp_path / "away").symlink_to("nothing")
        for name in ("file", "round", "away"):
            result = run("new", tmp_path / name, "--lang", lang)
            assert (result.exit_code, result.stdout) == (2, "")
            assert str(tmp_path / name) in result.stderr

    def test_a_folder_with_a_description(self, run: Run, tmp_path: Path, lang: str) -> None:
        run("new", tmp_path, "--no-input")
        before = (tmp_path / "model.yaml").read_bytes()
        result = run("new", tmp_path, "--lang", lang)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "model.yaml" in result.stderr
        assert (tmp_path / "model.yaml").read_bytes() == before


def typed(folder: Path, lines: list[str], *options: str) -> Result:
    arguments = ["new", str(folder), *options]
    return CliRunner().invoke(main, arguments, input="\n".join(lines), catch_exceptions=False)


class TestQuestions:
    def test_answers_by_number_by_word_and_by_id(self, tmp_path: Path) -> None:
        program = ["registratiesysteem voor cliënten", "CliëntVolg", "SoftHuis", "1, contact, bsn", "1, 2"]
        lines = ["Ons team", "1", *program, "j", "nee", "misschien", "", "Stichting X", "school", "FG", "088 000 00 00"]
        result = typed(tmp_path, lines)
        assert result.exit_code == 0, result.output
        model = load(tmp_path)
        own = model.organisations["ons-team"]
        assert own.kind == "welfare"
        assert list(model.carriers) == ["work-phone"]
        assert model.organisations["stichting-x"].kind == "school"
        assert own.rights_desk
        assert own.rights_desk.contact
        assert own.rights_desk.contact.phone == "088 000 00 00"

    @both
    def test_enter_alone_is_an_answer_to_everything(self, tmp_path: Path, lang: str) -> None:
        result = typed(tmp_path / "asked", [""] * 20, "--lang", lang)
        assert result.exit_code == 0, result.output
        typed(tmp_path / "not", [], "--lang", lang, "--no-input")
        assert (tmp_path / "asked" / "model.yaml").read_text() == (tmp_path / "not" / "model.yaml").read_text()

    def test_what_is_given_is_not_asked(self, tmp_path: Path) -> None:
        given = ["--name", "Team", "--lang", "en"]
        assert "name of your team" not in typed(tmp_path, [""] * 20, *given).output

    @both
    def test_everyday_words_are_understood_and_said_back(self, tmp_path: Path, lang: str) -> None:
        program = {"nl": ["Excel", "", "", "bsn, namen, adres en uren"], "en": ["excel", "", "", "bsn, names, uren"]}
        again = {"nl": "bsn, namen, adres", "en": "bsn, names, address"}
        lines = ["Team", "wijkteam", *program[lang], again[lang], *[""] * 20]
        result = typed(tmp_path, lines, "--lang", lang)
        said = {
            "nl": ['"uren" is er niet', "gewerkte uren", "Dat is: burgerservicenummer (BSN), naam en adres"],
            "en": [
                'no kind of data "uren"',
                "hours worked",
                "That is: citizen service number (BSN), name, and address",
            ],
        }
        assert all(sentence in result.output for sentence in said[lang]), result.output
        model = load(tmp_path)
        assert list(model.items) == ["national-number", "name", "address"]
        assert next(iter(model.systems.values())).kind == "spreadsheet"

    def test_a_wrong_answer_is_asked_again(self, tmp_path: Path) -> None:
        lines = ["a\u202eb", "Team", "welfair", "welfare", *[""] * 20]
        result = typed(tmp_path, lines, "--lang", "en")
        assert result.exit_code == 0
        assert "U+202E" in result.output
        assert 'no kind "welfair"' in result.output
        assert load(tmp_path).organisations["team"].kind == "welfare"

    @both
    def test_stopping_halfway_writes_nothing(self, tmp_path: Path, lang: str) -> None:
        result = typed(tmp_path / "team", ["Team"], "--lang", lang)
        assert result.exit_code == 2
        assert {"nl": "Er is niets geschreven", "en": "Nothing was written"}[lang] in result.stderr
        assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no terminal of this kind")
@pytest.mark.parametrize("stop", [False, True])
def test_in_a_terminal(tmp_path: Path, stop: bool) -> None:
    import pty

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell may have started the tests with it ignored
        os.execv(sys.executable, [sys.executable, "-m", "auditor", "new", str(tmp_path / "team"), "--lang", "en"])
    said, answers = "", 0
    lines = ["Our team", *[""] * 30]
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if not select.select([terminal], [], [], 2)[0]:
            if stop and answers == 2:  # the first came just before the program listened
                os.write(terminal, b"\x03")
            continue
        try:
            said += os.read(terminal, 4096).decode()
        except OSError:
            break
        if said.rstrip("\r\n").endswith(("? ", "own: ", "them: ", "(y/n): ", "person: ", "page: ")):
            os.write(terminal, b"\x03" if stop and answers == 1 else f"{lines[answers]}\n".encode())
            answers += 1
            said += "|"
    else:
        os.kill(child, 9)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.close(terminal)
    assert code == (2 if stop else 0), said
    if stop:
        assert "Nothing was written" in said
        assert list(tmp_path.iterdir()) == []
    else:
        assert "auditor todo" in said
        assert load(tmp_path / "team").name == "Our team"
