"""Starts the app for the command line."""

from __future__ import annotations

import os
import socket
import time
import urllib.request
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from typing import Final

from auditor.errors import MissingExtra

APP: Final = Path(__file__).with_name("app.py")
"""Next to it lies `.streamlit/config.toml`, which therefore counts wherever the app is started from."""
VARIABLE: Final = "AUDITOR_MODELS"
"""The environment variable with the paths of the descriptions, separated as in PATH."""
HOST: Final = "127.0.0.1"
PORTS: Final = range(8501, 8600)
PATIENCE: Final = 60.0


def start(paths: Sequence[Path], *, port: int | None = None, open_browser: bool = True, language: str = "nl") -> int:
    """Serve the app until it is stopped; every path is one description, or a folder with a folder for each.

    Without paths the app shows the examples of a checkout; without a port it takes a free one. The browser opens it in
    `language`. Returns the exit code of the server. Raises MissingExtra where Streamlit is not installed.
    """
    try:
        from streamlit.web import cli
    except ImportError:
        raise MissingExtra("app", "streamlit") from None
    if paths:
        os.environ[VARIABLE] = os.pathsep.join(str(path.absolute()) for path in paths)
    port = port or _free_port()
    if open_browser:  # Streamlit itself does that only for apps without headers of their own
        Thread(target=_open, args=(f"http://{HOST}:{port}", language), daemon=True).start()
    arguments = ["run", str(APP), "--server.headless=true", f"--server.port={port}"]
    try:
        cli.main(arguments, prog_name="streamlit", standalone_mode=False)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(bool(stop.code))
    return 0


def _free_port() -> int:
    for port in PORTS:
        with socket.socket() as tried:
            if tried.connect_ex((HOST, port)) != 0:
                return port
    return PORTS[0]


def _open(address: str, language: str) -> None:
    """Open the browser as soon as the app answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                webbrowser.open(f"{address}/?lang={language}")
                return
        except OSError:
            time.sleep(0.2)
