"""Starting the app, and what it sends around every page."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from streamlit.web import cli
from streamlit.web.server.app_discovery import discover_asgi_app

from auditor.errors import MissingExtra
from auditor.ui import run, shell
from tests.ui.conftest import ROOT


def test_the_two_settings_are_the_same() -> None:
    settings = [ROOT / ".streamlit" / "config.toml", run.APP.parent / ".streamlit" / "config.toml"]
    assert settings[0].read_bytes() == settings[1].read_bytes()


@pytest.mark.parametrize("script", [ROOT / "app.py", run.APP], ids=["checkout", "package"])
def test_streamlit_finds_the_app_with_its_headers(script: Path) -> None:
    assert discover_asgi_app(script).is_asgi_app


def test_start_tells_the_server_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def main(arguments: list[str], **_: object) -> None:
        asked.extend(arguments)
        raise SystemExit(3)

    monkeypatch.setattr(cli, "main", main)
    monkeypatch.setenv(run.VARIABLE, "before")
    assert run.start([tmp_path, Path("b")], port=8123, open_browser=False) == 3
    assert asked == ["run", str(run.APP), "--server.headless=true", "--server.port=8123"]
    assert os.environ[run.VARIABLE].split(os.pathsep) == [str(tmp_path), str(Path("b").absolute())]


def test_the_browser_opens_when_the_app_answers(monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    opened: list[str] = []
    monkeypatch.setattr(run.webbrowser, "open", opened.append)
    monkeypatch.setattr(run, "PATIENCE", 0.5)
    run._open(server, "en")
    run._open("http://127.0.0.1:9", "en")
    assert opened == [f"{server}/?lang=en"]


def test_start_without_streamlit_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "streamlit.web", None)
    with pytest.raises(MissingExtra):
        run.start([])


@pytest.mark.parametrize(
    ("asked", "accepted", "expected"),
    [
        ("en", "nl", "en"),
        (None, "en-GB,nl;q=0.5", "en"),
        (None, "fr, en;q=0.8", "en"),
        ("xx", "", "nl"),
        (None, "", "nl"),
        ("<script>", "de", "nl"),
    ],
)
def test_the_language_of_a_page(asked: str | None, accepted: str, expected: str) -> None:
    assert shell.language(asked, accepted) == expected


def served(
    query: bytes, content_type: bytes = b"text/html", accept: bytes = b"text/html"
) -> tuple[dict[Any, Any], bytes]:
    page = (
        b'<!DOCTYPE html><html lang="en"><title>Streamlit</title>'
        b"<script>\n window.prerenderReady = false\n</script><script type=module src=x></script>"
    )

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        headers = [(b"content-type", content_type), (b"content-length", b"9"), (b"etag", b"x")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": page[:20], "more_body": True})
        await send({"type": "http.response.body", "body": page[20:]})

    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "query_string": query, "headers": [(b"accept", accept), (b"accept-language", b"en")]}
    asyncio.run(shell.Shell(inner)(scope, None, send))  # type: ignore[arg-type]
    return dict(sent[0]["headers"]), b"".join(message.get("body", b"") for message in sent[1:])


def test_the_page_speaks_the_language_from_the_first_byte() -> None:
    headers, page = served(b"lang=nl")
    assert b'<html lang="nl" dir="ltr">' in page
    assert b"<title>Mijn informatie</title>" in page
    assert b"prerenderReady" not in page
    assert b"type=module" in page
    assert headers[b"content-length"] == str(len(page)).encode()
    assert b"etag" not in headers
    assert b'lang="en"' in served(b"lang=%3Cscript%3E")[1]


def test_every_reply_has_the_headers() -> None:
    for content_type, accept in ((b"text/html", b"text/html"), (b"text/css", b"*/*")):
        headers, page = served(b"", content_type, accept)
        assert b"default-src 'self'" in headers[b"content-security-policy"]
        assert headers[b"referrer-policy"] == b"no-referrer"
    assert b"Streamlit" in page
