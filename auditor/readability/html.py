"""The text of HTML that people read."""

from __future__ import annotations

from html.parser import HTMLParser

from auditor.readability.parts import Parts

_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
        "var", "wbr",
    )
)  # fmt: skip
"""Everything else ends a passage."""
_UNREAD = frozenset(("script", "style", "title", "noscript", "template", "svg", "math", "object", "iframe"))
_EMPTY = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    )
)  # fmt: skip
"""Elements without an end."""


class HtmlReader(HTMLParser):
    """Gathers the text between tags; not that of scripts, styles and hidden elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts = Parts()
        self._unread: str | None = None
        """The element of which nothing is read, while we are in it."""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unread:
            self._depth += tag == self._unread
            return
        if tag not in _INLINE:
            self.parts.end()
        if tag in _UNREAD or (_hidden(dict(attrs)) and tag not in _EMPTY):
            self._unread, self._depth = tag, 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._unread and tag not in _INLINE:
            self.parts.end()

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            self._depth -= tag == self._unread
            if not self._depth:
                self._unread = None
        elif tag not in _INLINE:
            self.parts.end()

    def handle_data(self, data: str) -> None:
        if not self._unread:
            line = self.getpos()[0]
            for offset, text in enumerate(data.split("\n")):
                self.parts.add(line + offset, f" {text}" if offset else text)


def _hidden(attributes: dict[str, str | None]) -> bool:
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in style


def without_comments(html: str) -> str:
    """The same without comments, on the same lines. The parser takes very long for many that have no end."""
    kept: list[str] = []
    rest = 0
    while (start := html.find("<!--", rest)) >= 0:
        end = html.find("-->", start + 2)  # <!--> is a whole one
        comment = html[start : end if end >= 0 else None]
        kept += [html[rest:start], "\n" * comment.count("\n")]
        rest = end + 3 if end >= 0 else len(html)
    return "".join((*kept, html[rest:]))
