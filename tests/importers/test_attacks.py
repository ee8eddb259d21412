"""What somebody could give on purpose: too much, too deep, too long, or no file at all. Small here; the bounds hold."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from auditor.errors import MOST_PROBLEMS, InvalidModel, Problem
from auditor.exporters.checked import check_out
from auditor.exporters.words import Words
from auditor.importers import load, partners, yaml_events, yaml_file, yaml_files, yaml_lines
from auditor.model import bounds, defaults

HEAD = (
    "model: 1\nname: Team\nowner: team\norganisations: {team: {}}\nroles: {helper: {of: team}}\n"
    "items: {notes: {category: free-text}}\n"
)
SECONDS = 4
"""Far more than any of these takes; without a bound they take minutes."""


@pytest.fixture
def refused(tmp_path: Path) -> Callable[[str], tuple[Problem, ...]]:
    def of(text: str) -> tuple[Problem, ...]:
        (tmp_path / "model.yaml").write_text(HEAD + text, encoding="utf-8", newline="")
        started = process_time()
        with pytest.raises(InvalidModel) as error:
            load(tmp_path)
        assert process_time() - started < SECONDS
        said = check_out(None, error.value.problems, [], Words("en")).model_dump_json()
        assert len(said) < 2000 * len(error.value.problems)
        return error.value.problems

    return of


def keys(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.key for problem in problems}


def numbered(text: str, number: int) -> str:
    return "".join(text.replace("@", str(position)) for position in range(number))


MANY = {
    "comments with a telephone number": (numbered("# 0612345678\n", 20_000), "problem.client-data-phone"),
    "telephone numbers in one comment": ("# " + "0612345678 " * 20_000 + "\n", "problem.client-data-phone"),
    "telephone numbers in one text": (f"country: {'0612345678 ' * 20_000}\n", "problem.client-data-phone"),
    "texts with a telephone number": (
        "systems:\n" + numbered("  s@: {note: 0612345678}\n", 10_000), "problem.client-data-phone",
    ),
    "keys that nobody knows": (numbered("k@: 1\n", 20_000), "problem.unknown-key"),
    "keys in one element": ("systems:\n  mail:\n" + numbered("    k@: 1\n", 20_000), "problem.unknown-key"),
    "keys in the defaults": ("defaults:\n" + numbered("  k@: 1\n", 20_000), "problem.unknown-key"),
    "double keys": ("k: 1\n" * 20_000, "problem.double-key"),
    "ids of two things": (
        "systems:\n" + numbered("  k@: {}\n", 10_000) + "carriers:\n" + numbered("  k@: {}\n", 10_000),
        "problem.double-id",
    ),
    "references to nothing": (
        "flows:\n" + numbered("- {from: a@, to: b@, items: all, mode: copy}\n", 10_000), "problem.reference",
    ),
    "references to nothing among many ids": (
        "systems:\n" + numbered("  system-@: {}\n", 10_000)
        + "flows:\n" + numbered("- {from: sistem-@, to: team, items: all, mode: copy}\n", 1000),
        "problem.reference",
    ),
    "wrong values in one list": ("systems: {mail: {keeps: [" + "a, " * 20_000 + "]}}\n", "problem.wrong-type"),
    "wrong flows": ("flows:\n" + "- {from: team}\n" * 20_000, "problem.missing-key"),
    "wrong acceptances": ("accepted:\n" + "- {finding: 1}\n" * 20_000, "problem.wrong-type"),
    "one item again and again": (
        "flows:\n- {from: team, to: team, mode: copy, items: [" + numbered("a@, ", 20_000) + "a19999]}\n",
        "problem.reference",
    ),
    "names that are no names": ("systems:\n" + numbered("  a/@: {}\n", 20_000), "problem.form"),
    "long names": ("systems:\n" + numbered(f"  {'a' * 100}@: {{}}\n", 5000), "problem.string-too-long"),
    "a long reference": (f"owner: {'a' * 1_000_000}\n", "problem.double-key"),
    "flows of strings": ("flows:\n" + "- a\n" * 50_000, "problem.wrong-type"),
    "elements in YAML that is not plain": ("flows:\n" + "- {from: |}\n" * 20_000, "problem.no-yaml"),
    "brackets": ("flows: " + "[" * 100_000, "problem.too-deep"),
    "braces": ("flows: " + "{a: " * 100_000, "problem.too-deep"),
    "dashes": ("flows:\n" + "- " * 100_000, "problem.too-deep"),
    "a line of a million values": ("flows: [" + "a," * 1_000_000, "problem.no-yaml"),
    "languages": ("systems: {mail: {plain: {" + numbered("k@: a, ", 10_000) + "}}}\n", "problem.form"),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_many_problems_take_little_time(name: str, refused: Callable[[str], tuple[Problem, ...]]) -> None:
    text, key = MANY[name]
    found = refused(text)
    assert key in {problem.key.removesuffix("-near") for problem in found}
    assert len(found) <= MOST_PROBLEMS


def test_an_element_that_is_too_large(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    many = "a, " * bounds.MOST_IN_ELEMENT
    found = refused(
        f"systems:\n  mail: {{located: [{many}]}}\n"
        f"flows:\n- {{from: team}}\n- [{many}]\n- {{to: team}}\nchecked: [{many} a]\n"
    )
    assert [problem.where for problem in found if problem.key == "problem.too-much-here"] == [
        "systems.mail", "flows[1]", "checked",
    ]  # fmt: skip
    assert [problem.where for problem in found if problem.key == "problem.missing-key"][-1] == "flows[2]"


def test_the_parts_of_a_large_description_are_one_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        HEAD + "systems:\n" + numbered("  s@: {collects: [], derives: []}\n", 30) + "flows:\n"
        + numbered("- {id: f@, from: s@, to: team, items: notes, mode: copy}\n", 30)
        + "assumptions:\n" + numbered("- {text: it is so @}\n", 30)
    )  # fmt: skip
    (tmp_path / "model.yaml").write_text(text)
    whole = load(tmp_path)
    monkeypatch.setattr(bounds, "PART", 20)
    assert load(tmp_path).model_dump() == whole.model_dump()
    assert len(whole.assumptions) == 30


def test_a_problem_in_a_later_part_stands_where_it_is(
    refused: Callable[[str], tuple[Problem, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "PART", 20)
    found = refused("assumptions:\n" + "- {text: x}\n" * 40 + "- {txt: x}\n")
    assert [problem.where for problem in found] == ["assumptions[40]", "assumptions[40].txt"]
    assert {problem.location.line for problem in found if problem.location} == {48}


def test_defaults_that_multiply(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    listed = "{role: helper, can: read}, " * 1000
    assert keys(
        refused(f"defaults:\n  systems: {{access: [{listed}]}}\nsystems:\n" + numbered("  k@: {}\n", 1000))
    ) == {"problem.defaults-too-much"}
    listed = "{role: helper}, " * 1000
    rights = "read, " * 1000
    assert "problem.defaults-too-much" in keys(
        refused(f"defaults: {{access: {{can: [{rights}]}}}}\nsystems: {{mail: {{access: [{listed * 3}]}}}}\n")
    )
    assert defaults.MOST_ADDED == bounds.MOST_ADDED


def test_exceptions_that_multiply(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    text = "not-client-data:\n" + numbered("- {text: 06123456 @, reason: x, by: helper}\n", 5000)
    found = refused(text + "systems:\n" + numbered("  s@: {note: call 0612345678}\n", 400))
    assert "problem.too-many-exceptions" in keys(found)


def test_a_telephone_number_at_the_end_of_a_long_comment(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    for before in (8_990, 8_995, 9_000, 20_000):
        [problem] = refused(f"# {'x' * before} 0612345678\n")
        assert problem.key == "problem.client-data-phone"
        assert problem.location
        assert (problem.location.line, problem.location.column) == (7, before + 4)


def test_a_thousand_characters_of_a_key(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    assert keys(refused(f"systems:\n  {'a' * 900}: {{}}\n")) == {"problem.string-too-long"}
    assert keys(refused(f"systems:\n  {'a' * 2000}: {{}}\n")) == {"problem.no-yaml"}


def test_a_key_of_a_million_characters(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    [problem] = refused(f"? {'a' * 1_000_000}\n: 1\n")
    assert len(problem.where) < 500


def test_the_quick_reader_leaves_what_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_lines, "MOST_VALUES", 10)
    with pytest.raises(yaml_lines.Irregular):
        yaml_lines.parse("a: b\n" * 20, lambda text: None)
    assert yaml_lines.MOST_VALUES < 20 <= yaml_events.MOST_VALUES


def test_files_that_are_too_large_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.yaml").write_text(HEAD)
    monkeypatch.setattr(yaml_file.Allowance, "left", 2 * len(HEAD))
    monkeypatch.setattr(yaml_file.Allowance.__init__, "__defaults__", (2 * len(HEAD),))
    with pytest.raises(InvalidModel) as error:
        load(tmp_path)
    told = [problem for problem in error.value.problems if problem.key == "problem.whole-too-large"]
    assert [Path(problem.location.file).name for problem in told if problem.location] == ["c.yaml"]


def test_a_folder_with_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_files, "MOST_FILES", 20)
    (tmp_path / "a.yaml").write_text(HEAD)
    for number in range(30):
        (tmp_path / str(number)).mkdir()
    with pytest.raises(InvalidModel) as error:
        load(tmp_path)
    assert "problem.too-many-files" in keys(error.value.problems)


def test_a_folder_that_cannot_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may look everywhere, so the refusal is made."""
    (tmp_path / "a.yaml").write_text(HEAD)
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def refused(path: str | Path) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, os.strerror(13), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(InvalidModel) as error:
        load(tmp_path)
    assert keys(error.value.problems) == {"problem.not-readable"}


def test_too_many_partners(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partners, "MOST_PARTNERS", 5)
    for number in range(10):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "model.yaml").write_text(HEAD + f"partners: {{next: {{at: ../{number + 1}}}}}\n")
    with pytest.raises(InvalidModel) as error:
        load(tmp_path / "0")
    assert [problem.key for problem in error.value.problems] == ["problem.too-many-partners"]


def test_too_many_partners_of_one(refused: Callable[[str], tuple[Problem, ...]]) -> None:
    found = refused("partners:\n" + numbered("  n@: {at: ../nowhere-@}\n", partners.MOST_PARTNERS + 100))
    assert len(found) == MOST_PROBLEMS
    assert keys(found) == {"problem.no-partner"}
    found = refused("partners:\n" + numbered("  n@: {at: 1}\n", partners.MOST_PARTNERS + 1))
    assert keys(found) >= {"problem.wrong-type"}


def test_a_chain_and_a_circle_of_partners(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / str(number)).mkdir()
        text = f"partners: {{next: {{at: ../{(number + 1) % 100}}}}}\n"
        (tmp_path / str(number) / "model.yaml").write_text(HEAD + text)
    started = process_time()
    with pytest.raises(InvalidModel) as error:  # its names are too long by then
        load(tmp_path / "0")
    assert process_time() - started < SECONDS
    assert keys(error.value.problems) == {"problem.string-too-long"}


@pytest.mark.parametrize("at", ['"a\\0b"', "loop", "loop/x", "x" * 5000, "/dev/null", "'~'", "fifo"])
def test_partners_that_are_nowhere(at: str, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "own" / "fifo")
    (tmp_path / "own" / "model.yaml").write_text(HEAD + f"partners: {{council: {{at: {at}}}}}\n")
    with pytest.raises(InvalidModel) as error:
        load(tmp_path / "own")
    expected = {
        "fifo": "problem.no-file", '"a\\0b"': "problem.character", "x" * 5000: "problem.string-too-long",
        "loop": "problem.link-loop", "loop/x": "problem.link-loop",
    }  # fmt: skip
    assert expected.get(at, "problem.no-partner") in keys(error.value.problems)


def test_a_file_that_is_larger_than_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "model.yaml"
    file.write_text(HEAD)
    monkeypatch.setattr(yaml_file, "LARGEST", len(HEAD) - 1)
    with pytest.raises(InvalidModel) as error:
        load(file)
    assert keys(error.value.problems) == {"problem.too-large"}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no such files here")
def test_files_of_the_system(tmp_path: Path) -> None:
    for name in ("status", "maps", "mem", "environ"):
        with pytest.raises(InvalidModel):
            load(f"/proc/self/{name}")


def test_a_name_of_a_file_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\x1b[31m\n.yaml"
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(b"x: 1\n")
    with pytest.raises(InvalidModel) as error:
        load(tmp_path)
    for language in ("nl", "en"):
        assert check_out(None, error.value.problems, [], Words(language)).model_dump_json()


def test_digits_beyond_counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "MOST_DIGITS", 1000)
    (tmp_path / "a.yaml").write_text(HEAD + "# " + "12 34-56 " * 200)
    (tmp_path / "b.yaml").write_text("systems: {mail: {}}\n" + "# 1\n" * 900)
    with pytest.raises(InvalidModel) as error:
        load(tmp_path)
    assert [Path(problem.location.file).name for problem in error.value.problems if problem.location] == ["a.yaml"]
    assert keys(error.value.problems) == {"problem.too-many-digits"}
