"""The cases of this folder: two descriptions made of the smallest one, and what changes between them in words.

    python -m tests.changes.cases    writes what the program says now

Look at the difference before keeping it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console, RenderableType

from auditor.changes import Changes, changes
from auditor.exporters import changed
from auditor.model import build
from auditor.texts import LANGUAGES
from tests.answers.cases import _read, merged

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """Two descriptions, and what the second means for a client in every language, line by line."""

    name: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    said: Mapping[str, str]

    def changes(self) -> Changes:
        base = _read(FOLDER / "base.yaml")
        return changes(build(merged(base, self.old)), build(merged(base, self.new)))


def cases() -> list[Case]:
    """Every case."""
    return [_case(name, said) for name, said in _read(FOLDER / "cases.yaml").items()]


def _case(name: str, said: dict[str, Any]) -> Case:
    unknown = said.keys() - {"old", "new", *LANGUAGES}
    assert not unknown, (name, unknown)
    texts = {language: said.get(language, "").rstrip("\n") for language in LANGUAGES}
    return Case(name, said["old"], said["new"], texts)


def lines(renderable: RenderableType) -> list[str]:
    """What is printed on a very wide page, without empty lines."""
    console = Console(file=StringIO(), width=10_000, color_system=None, highlight=False)
    with console.capture() as captured:
        console.print(renderable)
    return [line.rstrip() for line in captured.get().splitlines() if line.strip()]


def text(found: Changes, language: str) -> str:
    """The changes line by line, without the title and what stands at the end."""
    return "\n".join(lines(changed.diff(found, language))[1:-2] if found.found else [])


def _renewed() -> str:
    """The cases with what the program says now. What is between the cases stays."""
    written = (FOLDER / "cases.yaml").read_text(encoding="utf-8")
    parts = [part for part in written.split("\n\n") if part.strip()]
    known = {case.name: case for case in cases()}
    return "\n\n".join(_part(part.rstrip("\n"), known) for part in parts) + "\n"


def _part(part: str, known: Mapping[str, Case]) -> str:
    [name] = yaml.safe_load(part)
    kept = part
    for language in LANGUAGES:
        kept = kept.partition(f"\n  {language}: |")[0]
    for language in LANGUAGES:
        said = text(known[name].changes(), language)
        kept += f"\n  {language}: |\n" + "\n".join(f"    {line}" for line in said.splitlines()) if said else ""
    return kept


if __name__ == "__main__":
    (FOLDER / "cases.yaml").write_text(_renewed(), encoding="utf-8")
