"""HTML in which every text is escaped: names come from descriptions, so from anybody."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape

from auditor.texts import direction


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


def table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str | Sequence[str]]]) -> Html:
    """A table that can become cards on a phone: every cell carries the name of its column."""
    heads = [tag("th", heading, scope="col") for heading in headings]
    head = tag("thead", tag("tr", heads))
    lines = [tag("tr", [_cell(*cell) for cell in zip(headings, row, strict=True)]) for row in rows]
    made = tag("table", tag("caption", title), head, tag("tbody", lines))
    return tag("div", made, class_="table", tabindex="0", role="region", aria_label=title)


def _cell(heading: str, value: str | Sequence[str]) -> Html:
    said = [value] if isinstance(value, str) else value
    inside = listed(said) if len(said) > 1 else joined(*said)
    return tag("td", inside, data_label=heading) if inside else tag("td", class_="empty")


def capital(text: str) -> str:
    """The text with a capital in front."""
    return text[:1].upper() + text[1:]


def alone(language: str, title: str, style: str, *body: str | Iterable[str]) -> str:
    """A whole page that needs nothing else: no scripts, no requests, and no style but this one."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return page(language, title, f"default-src 'none'; style-src 'sha256-{digest}'", [tag("style", Html(style))], *body)


def page(language: str, title: str, policy: str, head: Iterable[Html], *body: str | Iterable[str]) -> str:
    """A whole page. policy: its content security policy."""
    named = (
        Html('<meta charset="utf-8">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'),
        Html('<meta name="referrer" content="no-referrer">'),
        tag("title", title),
    )
    parts = (*named, *head)
    inside = joined(*(Html(f"{part}\n") for part in parts))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{direction(language)}">\n'
        f"<head>\n{inside}</head>\n<body>\n{joined(*body)}\n</body>\n</html>\n"
    )
