"""Writes what the program prints about the examples to examples/<name>/expected/, in both languages.

    python -m tests.renew_examples             all of them
    python -m tests.renew_examples wijkteam    one

Look at the difference before keeping it: every changed line is something that a reader will see changed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from auditor.audit import audit
from auditor.cli import main
from auditor.exporters import terminal
from auditor.exporters.printing import plain
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import View
from auditor.texts import LANGUAGES

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
DAY = date(2026, 11, 21)
"""The day on which the stored audits were made: dates that have passed and acceptances count from it."""
ITEMS = {
    "wijkteam": ("arrears", "talk-notes", "photo"),
    "mano": ("report", "connection-data"),
    "pasq": ("health", "name"),
    "geldpunt": ("debts", "notes"),
}
"""The kinds of data whose traces are stored."""
WHAT_IF = {
    "wijkteam": ("--without", "flow:test-copy", "--without", "role:intern"),
    "mano": ("--without", "organisation:microsoft"),
    "pasq": ("--without", "place:archive", "--set", "flows.1.if=if somebody asks for it"),
    "geldpunt": ("--without", "place:gemeente/loket", "--set", "systems.file.keeps.0.term=2 years"),
}
"""What is supposed to be otherwise."""


def reports(name: str) -> Iterator[tuple[str, str]]:
    """The name of every stored file of an example, and what must be in it."""
    for language in LANGUAGES:
        yield f"answers.{language}.txt", _printed("ask", f"examples/{name}", "--lang", language)
        traces = (_printed("trace", f"examples/{name}", "--item", item, "--lang", language) for item in ITEMS[name])
        yield f"trace.{language}.txt", "\n".join(traces)
        yield f"audit.{language}.txt", _audit(name, language)
        yield f"what-if.{language}.txt", _printed("what-if", f"examples/{name}", *WHAT_IF[name], "--lang", language)


def _printed(*arguments: str) -> str:
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        return CliRunner().invoke(main, arguments, catch_exceptions=False).output
    finally:
        os.chdir(before)


def _audit(name: str, language: str) -> str:
    """As `auditor audit` prints it, but for the day."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        model = load(f"examples/{name}")
        return plain(terminal.report(audit(model, today=DAY), Speaker(View(model), language)))
    finally:
        os.chdir(before)


def renew(name: str) -> list[Path]:
    """Write the reports of an example; the files that changed."""
    changed = []
    folder = EXAMPLES / name / "expected"
    folder.mkdir(exist_ok=True)
    for file, text in reports(name):
        path = folder / file
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


if __name__ == "__main__":
    for example in sys.argv[1:] or ITEMS:
        for path in renew(example):
            sys.stdout.write(f"{path.relative_to(ROOT)}\n")
