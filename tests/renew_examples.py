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
ROUTES = {
    "wijkteam": (("name", "work-phone"), ("health", "gemeente")),
    "mano": (("report", "backup"),),
    "pasq": (("health", "archive"),),
    "geldpunt": (("debts", "gemeente/loket"),),
}
"""The kinds of data whose routes to a place are stored."""
SEES = {
    "wijkteam": (("--role", "intern"), ("--role", "vendor-helpdesk"), ("--organisation", "gemeente")),
    "mano": (("--role", "administrator"), ("--role", "helper")),
    "pasq": (("--role", "case-manager"), ("--organisation", "infomaniak")),
    "geldpunt": (("--role", "team-lead"),),
}
"""Of whom is stored what they can see, after the table of everybody."""
DATES = {
    "wijkteam": ("arrears", "--since", "end-of-provision=2026-03-31", "--since", "last-use=2026-04-01",
                 "--since", "sent=2026-02-01"),
    "mano": ("report", "--since", "last-use=2026-05-31"),
    "pasq": ("health", "--since", "file-closed=2026-05-31"),
    "geldpunt": ("debts", "--since", "end-of-help=2026-03-31", "--since", "end-of-provision=2026-01-31",
                 "--since", "end-of-arrangement=2025-05-05"),
}  # fmt: skip
"""A kind of data whose trace is stored with the days of a made-up client."""
LOSSES = {
    "wijkteam": (("--place", "work-phone"), ("--place", "notebook"), ("--flow", "insurer"), ("--vendor", "datahal")),
    "mano": (("--place", "phone"), ("--vendor", "microsoft")),
    "pasq": (("--place", "case-file"), ("--role", "case-manager")),
    "geldpunt": (("--flow", "file>gemeente/loket"), ("--role", "money-helper")),
}
"""What is lost in the stored reports."""
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
        yield f"dates.{language}.txt", _printed("trace", f"examples/{name}", "--lang", language, "--item", *DATES[name])
        yield f"audit.{language}.txt", _audit(name, language)
        routes = (
            _printed("trace", f"examples/{name}", "--item", item, "--routes", place, "--lang", language)
            for item, place in ROUTES[name]
        )
        yield f"routes.{language}.txt", "\n".join(routes)
        sees = (_printed("sees", f"examples/{name}", *who, "--lang", language) for who in ((), *SEES[name]))
        yield f"sees.{language}.txt", "\n".join(sees)
        walks = (_printed("erase", f"examples/{name}", "--item", item, "--lang", language) for item in ITEMS[name])
        yield f"erase.{language}.txt", "\n".join(walks)
        losses = (_printed("loss", f"examples/{name}", *lost, "--lang", language) for lost in LOSSES[name])
        yield f"loss.{language}.txt", "\n".join(losses)
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
