"""The hook for pre-commit does what the README says of it."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from auditor.cli import main

ROOT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
BROKEN = "model: 1\nname: Team\nowner: team\norganisations: {team: {knd: welfare}}\n"


def in_readme() -> dict[str, Any]:
    """How the README tells a repository to use the hook."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = next(block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "auditor-check" in block)
    (repository,) = yaml.safe_load(found)["repos"]
    (hook,) = repository["hooks"]
    return dict(hook)


def run(*args: str) -> Result:
    """The hook as pre-commit runs it: the entry, then `args`, and no file names."""
    program, *words = shlex.split(HOOK["entry"])
    assert program == "auditor"
    return CliRunner().invoke(main, [*words, *args], catch_exceptions=False)


def test_the_entry_is_a_program_that_gets_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert HOOK["language"] == "python"
    assert shlex.split(HOOK["entry"])[0] in project["scripts"]


def test_the_whole_description_is_checked_and_no_single_file() -> None:
    assert HOOK["pass_filenames"] is False


@pytest.mark.parametrize(("name", "starts"), [("a/model.yaml", True), ("b.yml", True), ("README.md", False)])
def test_it_starts_when_a_description_may_have_changed(name: str, starts: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) is starts


def test_a_usable_description_passes() -> None:
    assert run(str(ROOT / "examples" / "wijkteam")).exit_code == 0


def test_a_broken_one_stops_the_commit_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(BROKEN, encoding="utf-8")
    result = run("--lang", "en", str(tmp_path))
    assert result.exit_code == 2
    assert "model.yaml:4:24: organisations.team.knd" in result.output


def test_without_args_it_says_what_is_missing() -> None:
    result = run()
    assert result.exit_code == 2
    assert "PATH" in result.output


def test_the_readme_uses_it_as_it_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = in_readme()
    assert told["id"] == HOOK["id"]
    folder = tmp_path / told["args"][-1]
    folder.mkdir(parents=True)
    (folder / "model.yaml").write_text(BROKEN.replace("knd", "kind"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert re.search(told["files"], f"{told['args'][-1]}/model.yaml")
    assert run(*told["args"]).exit_code == 0
