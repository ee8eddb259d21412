"""What stands around the pages: security headers on every reply, and the language of the page from the first byte.

Streamlit always says `<html lang="en">` and its own name as title; a screen reader would then read Dutch in English.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from babel import Locale
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from auditor import texts

MAIN: Final = Path(__file__).parent / "pages" / "main.py"
"""It lies among the pages: Streamlit would run the files of a folder `pages` next to it without it."""

POLICY: Final = {
    "default-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval' blob:",  # blob: the components of the pages
    "worker-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
HEADERS: Final = (
    (b"content-security-policy", "; ".join(f"{name} {value}" for name, value in POLICY.items()).encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
# The body depends on the language, and this stands outside Streamlit's compression.
FRESH_AND_PLAIN: Final = frozenset({b"accept-encoding", b"if-none-match", b"if-modified-since"})
REPLACED: Final = frozenset({b"content-length", b"etag", b"last-modified"})
INLINE_SCRIPT: Final = re.compile(rb"<script>\s*window\.prerenderReady.*?</script>", re.DOTALL)


def language(asked: str | None, accepted: str) -> str:
    """The language to show: the one asked for, else the first that the browser accepts, else Dutch."""
    wanted = [asked or "", *(part.split(";")[0].split("-")[0].strip().lower() for part in accepted.split(","))]
    return next((name for name in wanted if name in texts.LANGUAGES), texts.LANGUAGES[0])


def direction(language: str) -> str:
    """`ltr` or `rtl`."""
    return Locale.parse(language).text_direction


class Shell:
    """Adds the headers, and writes language, direction and title into the page that Streamlit serves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = dict(scope["headers"])
        wants_page = b"text/html" in asked.get(b"accept", b"")
        if wants_page:
            kept = [(name, value) for name, value in scope["headers"] if name not in FRESH_AND_PLAIN]
            scope = dict(scope, headers=kept)
        held: Message | None = None
        body = b""

        async def reply(message: Message) -> None:
            nonlocal held, body
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
                if wants_page and b"text/html" in dict(message["headers"]).get(b"content-type", b""):
                    held = message
                    return
            if held is None:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                page = _page(body, _language_of(scope["query_string"], asked))
                held["headers"] = [
                    *((name, value) for name, value in held["headers"] if name not in REPLACED),
                    (b"content-length", str(len(page)).encode()),
                    (b"vary", b"Accept-Language"),
                ]
                await send(held)
                await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, reply)


def _language_of(query: bytes, headers: Mapping[bytes, bytes]) -> str:
    asked = parse_qs(query.decode("latin-1")).get("lang", [None])[0]
    return language(asked, headers.get(b"accept-language", b"").decode("latin-1"))


def _page(body: bytes, name: str) -> bytes:
    title = escape(texts.catalogue(name).text("ui.app"))
    body = body.replace(b'<html lang="en">', f'<html lang="{name}" dir="{direction(name)}">'.encode(), 1)
    body = body.replace(b"<title>Streamlit</title>", f"<title>{title}</title>".encode(), 1)
    return INLINE_SCRIPT.sub(b"", body)  # only for crawlers, and the policy would refuse it aloud


MIDDLEWARE: Final = (Middleware(Shell),)
