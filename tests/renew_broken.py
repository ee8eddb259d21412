"""Write what is told of every broken description back into its case: python -m tests.renew_broken.

Then read the changes: `git diff tests/importers/broken.yaml`.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import yaml

from auditor.errors import InvalidModel
from auditor.importers import load
from tests.importers.test_broken import CASES, told, written

FILE = Path(__file__).parent / "importers" / "broken.yaml"


def renewed() -> str:
    """The text of the cases, with what is told today."""
    head, *cases = re.split(r"(?m)^(?=[^\s#].*:$)", FILE.read_text(encoding="utf-8"))
    return head + "".join(map(_renewed, cases))


def _renewed(text: str) -> str:
    [(name, case)] = yaml.safe_load(text).items()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            load(*written(CASES[name]))
        except InvalidModel as error:
            problems = [told(problem) for problem in error.problems]
        else:
            raise SystemExit(f"no longer broken: {name}")
        finally:
            os.chdir(before)
    if problems == case.get("problems"):
        return text
    start = re.search(r"(?m)^  problems:", text)
    said = yaml.safe_dump({"problems": problems}, allow_unicode=True, sort_keys=False, width=10_000)
    kept = text[: start.start()] if start else text.rstrip("\n") + "\n"
    return kept + "".join(f"  {line}\n" for line in said.splitlines()) + "\n"


if __name__ == "__main__":
    FILE.write_text(renewed(), encoding="utf-8")
