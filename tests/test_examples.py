"""The examples give exactly their stored reports.

Renew them with: python -m tests.renew_examples
"""

from __future__ import annotations

import pytest

from auditor.importers import load
from auditor.texts import LANGUAGES
from tests.renew_examples import EXAMPLES, ITEMS, WHAT_IF, reports

STORED = ("answers", "trace", "dates", "audit", "routes", "sees", "erase", "loss", "what-if")
NAMES = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_prints_what_is_stored(name: str) -> None:
    different = [
        file
        for file, text in reports(name)
        if (EXAMPLES / name / "expected" / file).read_text(encoding="utf-8") != text
    ]
    assert different == [], "look at what changed with: python -m tests.renew_examples; git diff examples"


@pytest.mark.parametrize("name", NAMES)
def test_stores_every_report_and_nothing_else(name: str) -> None:
    stored = {file.name for file in (EXAMPLES / name / "expected").iterdir()}
    assert stored == {f"{report}.{lang}.txt" for report in STORED for lang in LANGUAGES}


def test_every_example_has_traces_to_store() -> None:
    assert set(NAMES) == ITEMS.keys() == WHAT_IF.keys()
    for name, items in ITEMS.items():
        assert set(items) <= load(EXAMPLES / name).items.keys()


@pytest.mark.parametrize("name", NAMES)
def test_stored_reports_are_no_part_of_the_description(name: str) -> None:
    files = {file.suffix for file in (EXAMPLES / name / "expected").rglob("*")}
    assert files <= {".txt"}
