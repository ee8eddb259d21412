"""A leaflet as text, for a message or a screen without pictures."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from auditor.exporters.cards import Card, Said, checked, cited
from auditor.exporters.leaflet.sheet import Leaflet
from auditor.exporters.markup import capital

WIDTH = 72
"""Characters on a line; an address or a long word is never broken."""


def as_text(leaflet: Leaflet) -> str:
    """The leaflet, its headings underlined."""
    speaker = leaflet.speaker
    parts: list[str] = []
    if leaflet.several:
        parts += [*_heading(leaflet.title, "="), ""]
    parts += [*_wrapped(checked(speaker)), ""]
    for part in leaflet.parts:
        if part.heading:
            parts += [*_heading(part.heading, "="), ""]
        for card in part.cards:
            parts += [*_card(card), ""]
    parts += _heading(speaker.text("card.ask"), "=")
    for line in leaflet.ask:
        parts += _wrapped(capital(line.text), "- ")
    if leaflet.page:
        parts += [*_wrapped(speaker.text("card.page")), leaflet.page]
    return "\n".join(parts) + "\n"


def _card(card: Card) -> Iterator[str]:
    speaker = card.speaker
    yield from _heading(card.title, "-")
    if card.about:
        yield from _wrapped(capital(card.about))
    if card.for_whom:
        yield from _wrapped(speaker.text("card.for", groups=", ".join(card.for_whom)))
    yield from _prose((*card.said, *card.can_do))
    if card.unknown:
        yield from ("", *_wrapped(f"{speaker.text('card.unknown')}:"))
        yield from _prose(card.unknown)
    yield from ("", *_wrapped(speaker.text("card.law")), *_wrapped(" ".join(card.strength)))
    if card.laws:
        yield from _wrapped(cited(card))


def _prose(said: Iterable[Said]) -> Iterator[str]:
    for one in said:
        yield from _wrapped(one.text)
        for line in one.lines:
            yield from _wrapped(capital(line.text), "- ")
            for below in line.below:
                yield from _wrapped(below, "  - ")


def _heading(text: str, under: str) -> list[str]:
    lines = _wrapped(text)
    return [*lines, under * max(map(len, lines))]


def _wrapped(text: str, before: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=before, subsequent_indent=" " * len(before), break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
