"""Starts the app for the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from auditor.errors import MissingExtra

APP: Final = Path(__file__).with_name("app.py")
"""Next to it lies `.streamlit/config.toml`, which therefore counts wherever the app is started from."""
VARIABLE: Final = "AUDITOR_MODELS"
"""The environment variable with the paths of the descriptions, separated as in PATH."""


def start(paths: Sequence[Path], *, port: int | None = None, open_browser: bool = True) -> int:
    """Serve the app until it is stopped; every path is one description, or a folder with a folder for each.

    Without paths the app shows the examples of a checkout. Returns the exit code of the server.
    Raises MissingExtra where Streamlit is not installed.
    """
    try:
        from streamlit.web import cli
    except ImportError:
        raise MissingExtra("app", "streamlit") from None
    if paths:
        os.environ[VARIABLE] = os.pathsep.join(str(path.absolute()) for path in paths)
    arguments = ["run", str(APP), f"--server.headless={str(not open_browser).lower()}"]
    if port is not None:
        arguments.append(f"--server.port={port}")
    try:
        cli.main(arguments, prog_name="streamlit", standalone_mode=False)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(bool(stop.code))
    return 0
