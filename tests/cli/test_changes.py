"""The commands diff and what-if: as text and as JSON, their exit codes, and what they do not understand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run, printed, valid

BOTH = pytest.mark.parametrize("lang", ["nl", "en"])
OLD, NEW = "tests/changes/before.yaml", "tests/changes/after.yaml"
WHAT_IF = ("what-if", "examples/pasq", "--without", "place:archive")


@BOTH
def test_two_versions(lang: str) -> None:
    result = printed("diff", OLD, NEW, "--lang", lang)
    assert (result.exit_code, result.stderr) == (1, "")
    found = valid("diff", printed("diff", OLD, NEW, "--lang", lang, "--format", "json").output)
    flat = " ".join(result.output.split())
    assert found["changes"]
    assert (found["old"], found["new"], found["language"], found["audience"]) == ("Team", "Team", lang, "officer")
    for one in found["changes"]:
        assert " ".join(one["said"].split()) in flat
        assert all(place.startswith(OLD) for place in one["old"])
        assert all(place.startswith(NEW) for place in one["new"])
    assert not any(line.endswith(" ") for line in result.output.splitlines())


@pytest.mark.parametrize("form", ["text", "json"])
@BOTH
def test_nothing_changes(run: Run, lang: str, form: str) -> None:
    result = run("diff", OLD, OLD, "--lang", lang, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    if form == "json":
        assert valid("diff", result.output)["changes"] == []
    else:
        assert {"nl": "verandert er niets", "en": "nothing changes"}[lang] in result.output


def test_what_a_client_may_not_know_is_marked_and_there_is_no_version_for_clients(run: Run) -> None:
    officer = printed("diff", OLD, NEW, "--lang", "en")
    assert "A client may not know this" in officer.output
    assert "Veilig Thuis" in officer.output
    for command in (("diff", OLD, NEW), WHAT_IF):
        assert run(*command, "--audience", "client").exit_code == 2


def test_a_side_in_several_files(run: Run, tmp_path: Path) -> None:
    whole = (ROOT / OLD).read_text(encoding="utf-8")
    start, flows = whole.split("flows:\n")
    (tmp_path / "one.yaml").write_text(start, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(f"flows:\n{flows}", encoding="utf-8")
    parts = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    assert run("diff", OLD, "--old", parts[0]).exit_code == 2
    assert run("diff", "--old", OLD, "--new", parts[0], "--new", parts[1]).exit_code == 0
    assert run("diff", parts[0], OLD, "--old", parts[1]).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff", OLD], "auditor diff OLD NEW"),
        (["diff", OLD, NEW, OLD], "auditor diff OLD NEW"),
        (["diff", "--old", OLD], "auditor diff OLD NEW"),
        (["diff", OLD, "nowhere"], "nowhere"),
        (["diff", OLD, "tests/broken.yaml"], "cannot be used"),
        (["what-if", OLD], "--without"),
        (["what-if", OLD, "--without", "file"], "flow:ID"),
        (["what-if", OLD, "--without", "purpose:help"], "flow:ID"),
        (["what-if", OLD, "--without", "place:fiel"], "Did you mean: file?"),
        (["what-if", OLD, "--without", "flow:zzzzzz"], "no flow"),
        (["what-if", OLD, "--without", "role:zzzzzz"], 'The function "zzzzzz" is not in the description. Choose from:'),
        (["what-if", OLD, "--set", "flows.64.note=x"], 'There is no "64" at "flows". Choose a number from 0 to 0.'),
        (["what-if", OLD, "--set", "roles.zzzzzz.of=x"], 'There is no "zzzzzz" at "roles". Choose from: '),
        (["what-if", OLD, "--set", "systems.file.kind.x=x"], 'At "systems.file.kind" stands one value'),
        (["what-if", OLD, "--set", "events.zzzzzz.name=x"], 'Nothing stands at "events" yet'),
        (["what-if", OLD, "--without", "organisation:zzzzzz"], "no organisation"),
        (["what-if", OLD, "--without", "organisation:team"], "cannot be left out"),
        (["what-if", OLD, "--set", "systems.file.note"], "path=value"),
        (["what-if", OLD, "--set", "=5 years"], "path=value"),
        (["what-if", OLD, "--set", "systems.file.note="], "Nothing stands after"),
        (["what-if", OLD, "--set", "systems.fiel.note=x"], "Did you mean: file?"),
        (["what-if", OLD, "--set", "systems.file.keeps.0.term=5 yaers"], "a term, such as"),
        (["what-if", OLD, "--set", "systems.file.keeps=[a"], "ends nowhere"),
        (["what-if", OLD, "--set", "systems.file.keeps={a: 1, a: 2}"], "stands here twice"),
        (["what-if", OLD, "--set", "systems.file.note=111222333"], "looks like a BSN"),
    ],
)
def test_what_they_do_not_understand(run: Run, arguments: list[str], said: str) -> None:
    result = run(*arguments, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())
    assert "111222333" not in result.stderr


@BOTH
def test_what_if(lang: str) -> None:
    result = printed(*WHAT_IF, "--lang", lang)
    assert (result.exit_code, result.stderr) == (0, "")
    found = valid("what-if", printed(*WHAT_IF, "--lang", lang, "--format", "json").output)
    flat = " ".join(result.output.split())
    assert found["changes"]
    assert found["also"]
    for one in (*found["left_out"], *found["changes"]):
        assert " ".join(one["said"].split()) in flat


def test_what_if_changes_no_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "model.yaml"
    text = (ROOT / OLD).read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    result = run("what-if", file, "--without", "flow:nightly", "--set", "systems.file.keeps.0.term=5 years")
    assert result.exit_code == 0
    assert file.read_text(encoding="utf-8") == text
    assert list(tmp_path.iterdir()) == [file]


def test_what_if_says_what_a_description_with_that_change_says(run: Run, tmp_path: Path) -> None:
    text = (ROOT / OLD).read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(text.replace("term: 15 years", "term: 5 years"), encoding="utf-8")
    supposed = run("what-if", OLD, "--set", "systems.file.keeps.0.term=5 years", "--format", "json")
    compared = run("diff", OLD, other, "--format", "json")
    found = [valid("what-if", supposed.output)["changes"], valid("diff", compared.output)["changes"]]
    without_places = [[{**one, "old": [], "new": []} for one in changes] for changes in found]
    assert without_places[0] == without_places[1]
    assert without_places[0]
