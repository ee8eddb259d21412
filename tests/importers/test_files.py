"""Files and folders load as one whole, and every part knows where it stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.errors import MOST_PROBLEMS, InvalidModel, Location, Problem
from auditor.importers import load, yaml_events, yaml_file, yaml_files
from auditor.model import build

EXAMPLES = Path(__file__).parents[2] / "examples"
PEOPLE = "model: 1\nname: Team\nowner: team\norganisations: {team: {}}\nroles: {helper: {of: team}}\n"
PLACES = "# two places\nsystems:\n  mail: {}\n  file:\n    collects:\n      - {items: notes, from: client}\n"
FLOWS = "items: {notes: {category: free-text}}\nflows:\n  - {from: mail, to: file, items: notes, mode: copy}\n"
BACK = "model: 1\nflows:\n  - {from: file, to: mail, items: notes, mode: copy}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One description in four files, two of them in a folder below."""
    (tmp_path / "more").mkdir()
    for name, text in {"a.yaml": PEOPLE, "b.yml": PLACES, "more/c.yaml": FLOWS, "more/d.yaml": BACK}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("systems: {not: read}")
    (tmp_path / "expected.json").write_text("{}")
    return tmp_path


def refused(*paths: Path | str) -> tuple[Problem, ...]:
    with pytest.raises(InvalidModel) as error:
        load(*paths)
    return error.value.problems


def problems(*paths: Path | str) -> list[str]:
    return [problem.key for problem in refused(*paths)]


def test_a_folder_and_its_files_are_the_same_model(folder: Path) -> None:
    files = [folder / "a.yaml", folder / "b.yml", folder / "more" / "c.yaml", folder / "more" / "d.yaml"]
    whole = load(folder).model_dump()
    assert whole == load(*files).model_dump()
    assert whole == load(files[0], files[1], folder / "more").model_dump()
    assert list(whole["systems"]) == ["mail", "file"]
    assert [flow["from"] for flow in whole["flows"]] == ["mail", "file"]


def test_the_order_of_the_files_is_the_order_of_the_lists(folder: Path) -> None:
    files = [folder / "more" / "d.yaml", folder / "a.yaml", folder / "b.yml", folder / "more" / "c.yaml"]
    assert [flow.from_ for flow in load(*files).flows] == ["file", "mail"]


def test_a_file_that_is_named_twice_counts_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    once = load(folder).model_dump()
    assert once == load(folder, folder / "a.yaml", "a.yaml", "more/../b.yml", folder).model_dump()


def test_every_part_knows_its_file_and_place(folder: Path) -> None:
    model = load(folder)
    places = {
        ("name",): ("a.yaml", 2, 1),
        ("roles", "helper"): ("a.yaml", 5, 9),
        ("roles", "helper", "of"): ("a.yaml", 5, 18),
        ("systems", "file"): ("b.yml", 4, 3),
        ("systems", "file", "collects", 0, "items"): ("b.yml", 6, 10),
        ("flows", 0): ("more/c.yaml", 3, 5),
        ("flows", 1, "to"): ("more/d.yaml", 3, 18),
    }
    for path, (name, line, column) in places.items():
        assert model.locate(path) == Location(str(folder / name), line, column)


def test_a_part_that_was_not_written_stands_where_its_owner_stands(folder: Path) -> None:
    model = load(folder)
    assert model.locate(("systems", "file", "keeps", 3, "term")) == model.locate(("systems", "file"))
    assert model.locate(("flows", 1, "told")) == model.locate(("flows", 1))
    assert model.locate(("purposes", "nothing")) == Location(str(folder / "a.yaml"), 1, 1)


def test_a_model_from_memory_stands_nowhere() -> None:
    model = build({"model": 1, "name": "Team", "owner": "team", "organisations": {"team": {}}})
    assert model.locate(("organisations", "team")) is None


@pytest.mark.parametrize("name", ["wijkteam", "mano", "pasq"])
def test_every_line_of_an_example_is_found_back(name: str) -> None:
    model = load(EXAMPLES / name)
    for section in ("organisations", "roles", "items", "purposes", "systems", "carriers"):
        for element in getattr(model, section):
            at = model.locate((section, element))
            assert at
            line = Path(at.file).read_text(encoding="utf-8").splitlines()[at.line - 1]
            assert line[at.column - 1 :].startswith(element)
    for position, flow in enumerate(model.flows):
        at = model.locate(("flows", position, "from"))
        assert at
        line = Path(at.file).read_text(encoding="utf-8").splitlines()[at.line - 1]
        assert line[at.column - 1 :].startswith(f"from: {flow.from_}")


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(PEOPLE, encoding="utf-8-sig")
    assert load(tmp_path).name == "Team"


def test_windows_line_ends(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_bytes(PEOPLE.replace("\n", "\r\n").encode())
    assert load(tmp_path).locate(("roles", "helper")) == Location(str(tmp_path / "model.yaml"), 5, 9)


def test_a_file_of_any_name_is_read_when_named(folder: Path) -> None:
    (folder / "a.yaml").rename(folder / "people.txt")
    assert load(folder / "people.txt", folder).name == "Team"


def test_a_folder_named_like_a_file_is_no_file(folder: Path) -> None:
    (folder / "old.yaml").mkdir()
    assert load(folder).name == "Team"


def test_a_file_that_is_too_large_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "LARGEST", 10)
    assert problems(folder) == ["problem.too-large"] * 4


def test_a_path_that_cannot_be_looked_at(folder: Path) -> None:
    assert problems(folder / ("x" * 5000)) == ["problem.not-readable"]


def test_a_link_to_nothing(folder: Path) -> None:
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    assert load(folder).name == "Team"
    assert problems(folder / "gone.yaml") == ["problem.no-such-file"]


def test_a_file_that_is_gone_in_between(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = yaml_files._in_folder

    def and_gone(path: Path, problems: list[Problem]) -> list[Path]:
        found = listed(path, problems)
        (folder / "a.yaml").unlink()
        return found

    monkeypatch.setattr(yaml_files, "_in_folder", and_gone)
    assert problems(folder) == ["problem.not-readable"]


def test_what_is_no_file_is_never_read(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
    (folder / "zero.yaml").symlink_to("/dev/zero")
    found = refused(folder)
    assert [(Path(problem.location.file).name, problem.key) for problem in found if problem.location] == [
        ("pipe.yaml", "problem.no-file"), ("zero.yaml", "problem.link-outside"),
    ]  # fmt: skip
    assert problems(folder / "pipe.yaml") == ["problem.no-file"]
    assert problems("/dev/zero") == ["problem.no-file"]


def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("systems: {secret: {}}")
    (folder / "in.yaml").symlink_to(outside)
    assert problems(folder) == ["problem.link-outside"]
    assert load(folder / "a.yaml", folder / "b.yml", folder / "more", outside).systems["secret"]


def test_a_link_within_the_folder_is_read_once(folder: Path) -> None:
    (folder / "again.yaml").symlink_to(folder / "b.yml")
    assert load(folder).name == "Team"


def test_a_loop_of_links_is_told(folder: Path) -> None:
    (folder / "one.yaml").symlink_to(folder / "two.yaml")
    (folder / "two.yaml").symlink_to(folder / "one.yaml")
    (folder / "round").symlink_to(folder / "round")
    for path in (folder / "one.yaml", folder / "round", folder / "round" / "below"):
        assert problems(path) == ["problem.link-loop"]
    found = refused(folder)
    assert [problem.key for problem in found] == ["problem.link-loop"] * 2
    assert [Path(problem.location.file).name for problem in found if problem.location] == ["one.yaml", "two.yaml"]


def test_a_partner_behind_a_loop_of_links_is_told(folder: Path) -> None:
    (folder / "round").symlink_to(folder / "round")
    (folder / "partners.yaml").write_text("partners: {council: {at: round}}\n")
    assert problems(folder) == ["problem.link-loop"]


def test_hidden_files_and_folders_are_left_out(folder: Path) -> None:
    for hidden in (".git/x.yaml", ".old.yaml"):
        (folder / hidden).parent.mkdir(exist_ok=True)
        (folder / hidden).write_text("nonsense")
    assert load(folder).name == "Team"


def test_a_file_with_too_many_values_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_events, "MOST_VALUES", 10)
    (folder / "many.yaml").write_text(f"x: [{'a, ' * 20}]")
    assert "problem.too-much" in problems(folder)


def test_a_hundred_thousand_problems_are_not_all_told(folder: Path) -> None:
    (folder / "wrong.yaml").write_text("flows:\n" + "- {form: a}\n" * 100_000)
    with pytest.raises(InvalidModel) as error:
        load(folder)
    assert len(error.value.problems) == MOST_PROBLEMS
    assert error.value.more


def test_the_line_with_a_problem_is_shown_cut_short(folder: Path) -> None:
    (folder / "long.yaml").write_text(f"systems: {{{'a' * 70}: {{}}, {'b' * 70}: {{knd: x}}, {'c' * 70}: {{}}}}")
    [problem] = refused(folder)
    assert problem.line
    assert len(problem.line.text) <= 100
    assert problem.line.text[problem.line.mark :].startswith("knd: x")
