"""What the tests of the app share: descriptions that mean harm, and one server for all browser tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if any(path.glob("*.yaml")))
NASTY = (
    "<img src=x onerror=alert(1)> <script>alert(2)</script> **vet** [klik](https://evil.example) "
    ':red[rood] :smile: $x^2$ www.evil.example `code` & "aanhaling"'
)
"""A label that tries everything that HTML, Markdown and Streamlit's own Markdown understand."""

HOSTILE = f"""
model: 1
name: '{NASTY}'
owner: us
organisations:
  us: {{name: '{NASTY}', plain: '{NASTY}', kind: welfare}}
  them: {{plain: '{NASTY}', kind: vendor}}
roles:
  worker: {{of: us, plain: '{NASTY}'}}
items:
  name: {{category: name, plain: '{NASTY}'}}
  health: {{category: health, plain: '{NASTY}'}}
purposes:
  help: {{plain: '{NASTY}', basis: public-task}}
systems:
  file:
    plain: '{NASTY}'
    kind: client-registration
    controller: us
    collects: [{{items: [name, health], from: client, for: help, if: '{NASTY}'}}]
    access: [{{role: worker, can: read, if: '{NASTY}'}}]
    keeps: [{{items: all, criteria: '{NASTY}', then: delete}}]
flows:
  - {{from: file, to: them, items: [name, health], for: help, mode: copy, if: '{NASTY}', every: '{NASTY}'}}
"""
UNPRINTABLE = f"""
model: 1
name: 'Team {chr(0x12F90)}'
owner: us
organisations:
  us: {{name: Team, plain: ons team, kind: welfare}}
"""
"""A name in a script for which hardly any computer has a font."""
BROKEN = """
model: 1
name: Stuk
owner: nobody
colour: red
"""


@pytest.fixture(scope="session")
def harmful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a description full of mark-up, one that cannot be printed, and one that cannot be read."""
    folder = tmp_path_factory.mktemp("harmful")
    (folder / "hostile.yaml").write_text(HOSTILE, encoding="utf-8")
    (folder / "unprintable.yaml").write_text(UNPRINTABLE, encoding="utf-8")
    (folder / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def server(harmful: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app as `auditor app` starts it, from a folder that has nothing to do with it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    paths = [*EXAMPLES, *(harmful / f"{name}.yaml" for name in ("hostile", "unprintable", "broken"))]
    code = (
        "import sys; from pathlib import Path; from auditor.ui.run import start; "
        f"sys.exit(start([Path(name) for name in {[str(path) for path in paths]!r}], port={port}, open_browser=False))"
    )
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=log.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=written,
            stderr=written,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                assert process.poll() is None, log.read_text()
                time.sleep(0.25)
        else:
            pytest.fail(f"the app did not start: {log.read_text()}")
        yield address
    finally:
        process.terminate()
        process.wait(10)
