"""Pieces of HTML in which every text is escaped.

Names come from descriptions, so from anybody. Markdown is no place for them: after its own escapes Streamlit still
makes links of addresses and pictures of `:words:`. Here a text stays a text.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st


class Html(str):
    """Text that is HTML already."""


def tag(name: str, *inside: str | Iterable[str], **attributes: str) -> Html:
    """An element: `tag("p", text, class_="note")`. Texts are escaped, pieces of HTML are not."""
    written = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Html(f"<{name}{written}>{joined(*inside)}</{name}>")


def joined(*parts: str | Iterable[str]) -> Html:
    """Several texts and pieces after each other."""
    flat = (piece for part in parts for piece in ((part,) if isinstance(part, str) else part))
    return Html("".join(piece if isinstance(piece, Html) else escape(piece) for piece in flat))


def listed(lines: Iterable[str], kind: str = "ul") -> Html:
    """A list; nothing when there are no lines."""
    items = [tag("li", line) for line in lines]
    return tag(kind, items) if items else Html()


def folded(summary: str, *inside: str | Iterable[str], class_: str = "fold", open: bool = False) -> Html:
    """Something that opens when asked, or that can be closed."""
    state = {"open": ""} if open else {}
    return tag("details", tag("summary", summary), tag("div", *inside), class_=class_, **state)


def show(*pieces: str | Iterable[str]) -> None:
    """Put this on the page, if there is anything."""
    if written := joined(*pieces):
        st.html(written)


def capital(text: str) -> str:
    """The text with a capital in front."""
    return text[:1].upper() + text[1:]
