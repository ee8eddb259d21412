"""A leaflet as a PDF that a screen reader can read: tagged, in one of the languages it says it is in, fonts in it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import as_file, files
from typing import Any, Final

from auditor.errors import AuditorError
from auditor.exporters.cards import Card, Line, Said, checked, cited, paragraphs
from auditor.exporters.leaflet.code import code
from auditor.exporters.leaflet.sheet import Leaflet
from auditor.exporters.markup import capital
from auditor.texts import Speech, direction

FONTS: Final = ("Noto Sans", "Noto Sans Arabic")
"""What comes with this program: Latin, Greek, Cyrillic and Arabic letters."""
STANDARD: Final = "ua-1"
"""PDF/UA-1, ISO 14289-1: what is not accessible is refused when the PDF is made."""


def as_pdf(leaflet: Leaflet) -> bytes:
    """The PDF; the same bytes for the same leaflet.

    Letters that the fonts of this program lack come from those of the machine. Raises AuditorError where there are none
    either.
    """
    import typst

    sheet = json.dumps(_sheet(leaflet), ensure_ascii=False)
    inputs = {"sheet": sheet, "code": str(code(leaflet.page)) if leaflet.page else ""}
    with as_file(files("auditor.exporters")) as folder:
        for of_machine in (False, True):
            # Without the fonts that typst brings: the one for formulas has Hindi letters, and joins them wrongly.
            fonts = typst.Fonts(of_machine, include_embedded_fonts=False, font_paths=[folder / "fonts"])
            try:
                return bytes(
                    typst.compile(
                        folder / "leaflet" / "leaflet.typ", format="pdf", sys_inputs=inputs, font_paths=fonts,
                        pdf_standards=[STANDARD],
                    )
                )  # fmt: skip
            except typst.TypstError as error:
                if of_machine:
                    raise AuditorError("error.leaflet-not-made", detail=error.message) from error
    raise AssertionError


def _sheet(leaflet: Leaflet) -> dict[str, Any]:
    speaker, page = leaflet.speaker, leaflet.page
    return {
        "language": speaker.language,
        "direction": direction(speaker.language),
        "fonts": FONTS,
        "title": leaflet.title,
        "name": speaker.view.model.name,
        "checked": checked(speaker),
        "several": leaflet.several,
        "contents": leaflet.with_contents,
        "contents-title": speaker.text("card.contents"),
        "parts": [
            {"heading": part.heading, "cards": [_card(card) for card in part.cards]} for part in leaflet.parts
        ],
        "ask-title": speaker.text("card.ask"),
        "ask": _lines(leaflet.ask),
        "page": page,
        "page-said": speaker.text("card.page") if page else "",
        "page-alt": speaker.text("card.qr", page=page) if page else "",
    }  # fmt: skip


def _card(card: Card) -> dict[str, Any]:
    speaker = card.speaker
    about = [capital(card.about)] if card.about else []
    if card.for_whom:
        about.append(speaker.text("card.for", groups=", ".join(card.for_whom)))
    return {
        "language": speaker.language,
        "direction": direction(speaker.language),
        "title": card.title,
        "about": about,
        "said": _prose((*card.said, *card.can_do), speaker.speech),
        "unknown-title": speaker.text("card.unknown"),
        "unknown": _prose(card.unknown, speaker.speech),
        "law-title": speaker.text("card.law"),
        "strength": " ".join(card.strength),
        "laws": cited(card),
    }


def _prose(said: Iterable[Said], speech: Speech) -> list[dict[str, Any]]:
    return [{"text": one.text, "lines": _lines(one.lines)} for one in paragraphs(said, speech)]


def _lines(lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [{"text": capital(line.text), "below": line.below} for line in lines]
