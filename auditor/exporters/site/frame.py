"""What every page of a site has: its head, the way back, the languages, and its foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from auditor.exporters.markup import Html, joined, listed, page, tag
from auditor.texts import direction

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'"
)
"""Nothing from elsewhere and nothing that stands in the page itself may run or load."""
ASSETS: Final = "_"
"""The folder of the style and the scripts; no id of a description begins like that."""


@dataclass(frozen=True)
class Frame:
    """Where a page stands.

    language: its own. root: the way up to the folder with the assets. addresses: of this page in every language, as
    seen from this page. full: the same with host, where that is known. back: a link up, with its words.
    """

    language: str
    root: str
    addresses: Mapping[str, str]
    full: Mapping[str, str]
    back: tuple[str, str] | None = None


def framed(frame: Frame, title: str, *body: str | Iterable[str], scripts: Iterable[str] = ()) -> bytes:
    """The page as bytes. scripts: files of the folder with the assets, and others beside the page."""
    head = [
        _link(rel="stylesheet", href=f"{frame.root}{ASSETS}/style.css"),
        *(_link(rel="canonical", href=address) for language, address in frame.full.items()
          if language == frame.language),
        *(_link(rel="alternate", hreflang=language, href=address) for language, address in frame.full.items()),
        *(tag("script", src=script, defer="") for script in scripts),
    ]  # fmt: skip
    back = tag("a", frame.back[1], href=frame.back[0], class_="back") if frame.back else ""
    top = tag("header", back, languages(frame)) if back or len(frame.addresses) > 1 else ""
    return page(frame.language, title, POLICY, head, top, tag("main", *body)).encode()


def languages(frame: Frame) -> Html:
    """The same page in the other languages, each by its own name."""
    from babel import Locale

    links = [
        tag("a", Locale.parse(language).get_display_name(language) or language, href=address, lang=language,
            hreflang=language, dir=direction(language))
        for language, address in frame.addresses.items()
        if language != frame.language
    ]  # fmt: skip
    return listed(links) if links else Html()


def _link(**attributes: str) -> Html:
    written = tag("link", **attributes)
    return Html(written.removesuffix("</link>"))


@cache
def assets() -> Mapping[str, bytes]:
    """The style and the script that pages share, by their address from where the assets are."""
    style = [files("auditor.exporters") / "leaflet" / "leaflet.css", files(__package__) / "site.css"]
    return {
        f"{ASSETS}/style.css": joined(Html("\n".join(one.read_text("utf-8") for one in style))).encode(),
        f"{ASSETS}/search.js": (files(__package__) / "search.js").read_bytes(),
    }
