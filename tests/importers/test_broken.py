"""Every way in which a description can be broken, with the problems it must give: the cases of broken.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.errors import InvalidModel, Problem
from auditor.exporters.words import Words
from auditor.importers import load

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("broken.yaml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def written(case: dict[str, Any]) -> list[str]:
    """Write the files of a case; the paths to load."""
    for name, text in case.get("files", {"model.yaml": case.get("text")}).items():
        file = Path(name)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode(case.get("encoding", "utf-8")))
    return case.get("load", ["."])


def told(problem: Problem) -> dict[str, str | None]:
    return {
        "at": str(problem.location) if problem.location else None,
        "path": problem.where,
        "key": problem.key,
        "nl": Words("nl").problem(problem),
        "en": Words("en").problem(problem),
    }


@pytest.mark.parametrize("name", CASES)
def test_every_problem_has_its_place_and_its_sentence(name: str) -> None:
    paths = written(CASES[name])
    with pytest.raises(InvalidModel) as refused:
        load(*paths)
    assert [told(problem) for problem in refused.value.problems] == CASES[name]["problems"]


@pytest.mark.parametrize("name", CASES)
def test_problems_stand_in_the_order_of_the_files(name: str) -> None:
    with pytest.raises(InvalidModel) as refused:
        load(*written(CASES[name]))
    places = [problem.location for problem in refused.value.problems if problem.location]
    assert places == sorted(places)


def test_every_kind_of_problem_has_a_case() -> None:
    keys = Words("nl").catalogue.keys()
    known = {key for key in keys if key.startswith("problem.")}
    shown = {problem["key"] for case in CASES.values() for problem in case["problems"]}
    elsewhere = {  # in test_files.py and test_attacks.py
        "problem.not-readable", "problem.too-large", "problem.too-much", "problem.no-file", "problem.link-outside",
        "problem.whole-too-large", "problem.too-many-files", "problem.too-many-partners", "problem.too-much-here",
        "problem.too-many-exceptions", "problem.defaults-too-much", "problem.too-many-digits", "problem.link-loop",
    }  # fmt: skip
    assert shown | elsewhere == known


def test_a_bomb_of_aliases_costs_nothing(tmp_path: Path) -> None:
    levels = [f"l{number}: &l{number} [{', '.join([f'*l{number - 1}'] * 9)}]" for number in range(1, 10)]
    (tmp_path / "model.yaml").write_text("\n".join(["l0: &l0 [lol]", *levels, "model: {}"]))
    with pytest.raises(InvalidModel) as refused:
        load(tmp_path)
    assert [problem.key for problem in refused.value.problems] == ["problem.alias"]


def test_a_large_wrong_value_is_never_quoted_whole(tmp_path: Path) -> None:
    key, text = "x" * 900, "y" * 5000
    (tmp_path / "model.yaml").write_text(f"model: {text}\n{key}: 1\n{key}: 2\nowner: {text}\ncountry: [{text}]\n")
    with pytest.raises(InvalidModel) as refused:
        load(tmp_path)
    assert {problem.key for problem in refused.value.problems} >= {"problem.double-key", "problem.unknown-key"}
    assert all(len(str(value)) < 400 for problem in refused.value.problems for value in problem.params.values())


@pytest.mark.parametrize("text", ["expected.term: 1\n", "country: expected.term\n", "country: expected.x\n"])
def test_what_somebody_wrote_is_quoted_and_never_looked_up(tmp_path: Path, text: str) -> None:
    (tmp_path / "model.yaml").write_text(f"model: 1\nname: Team\nowner: team\norganisations: {{team: {{}}}}\n{text}")
    with pytest.raises(InvalidModel) as refused:
        load(tmp_path)
    [problem] = refused.value.problems
    assert '"expected.' in Words("en").problem(problem)
