"""A leaflet as one web page that needs nothing else, and prints well; and the cards of web pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from auditor.exporters.cards import Card, Line, Said, checked, cited, paragraphs
from auditor.exporters.leaflet.code import code
from auditor.exporters.leaflet.sheet import Leaflet
from auditor.exporters.markup import Html, alone, capital, joined, listed, tag
from auditor.exporters.say import Speaker
from auditor.texts import direction


def as_html(leaflet: Leaflet) -> str:
    """The page: no scripts, nothing from outside."""
    speaker = leaflet.speaker
    body = tag(
        "main",
        tag("h1", leaflet.title) if leaflet.several else "",
        tag("p", checked(speaker), class_="checked"),
        _contents(leaflet) if leaflet.with_contents else "",
        (_part(part.heading, part.cards) for part in leaflet.parts),
        ask(leaflet),
    )
    return alone(speaker.language, leaflet.title, _style(), body)


def _contents(leaflet: Leaflet) -> Html:
    links = [tag("a", card.title, href=f"#{anchor(card)}", **spoken(card.speaker)) for card in leaflet.cards]
    heading = leaflet.speaker.text("card.contents")
    return tag("nav", tag("h2", heading, id="contents"), listed(links), class_="contents", aria_labelledby="contents")


def _part(heading: str | None, found: Iterable[Card]) -> Html:
    if heading is None:
        return joined(article(card, 1) for card in found)
    return tag("section", tag("h2", heading), (article(card, 3) for card in found))


def anchor(card: Card) -> str:
    """The id of the card on a page."""
    return f"{card.answer.question}-{card.answer.item}" if card.answer.item else card.answer.question


def article(card: Card, level: int, *, about: bool = True) -> Html:
    """A card with everything on it open, under a heading of this level. about: whether to say what kind of data."""
    speaker = card.speaker
    below = f"h{level + 1}"
    return tag(
        "article",
        tag(f"h{level}", card.title),
        tag("p", capital(card.about), class_="about") if card.about and about else "",
        tag("p", speaker.text("card.for", groups=", ".join(card.for_whom)), class_="about") if card.for_whom else "",
        prose((*card.said, *card.can_do), speaker),
        tag("div", tag(below, speaker.text("card.unknown")), prose(card.unknown, speaker), class_="unknown")
        if card.unknown
        else "",
        tag("div", tag(below, speaker.text("card.law")), _law(card), class_="law"),
        id=anchor(card),
        **spoken(speaker),
    )


def spoken(speaker: Speaker) -> dict[str, str]:
    """The attributes that say in which language something is, and in which direction it is read."""
    return {"lang": speaker.language, "dir": direction(speaker.language)}


def prose(said: Iterable[Said], speaker: Speaker) -> Iterator[Html]:
    """Paragraphs, each with the list below it."""
    for one in paragraphs(said, speaker.speech):
        yield tag("p", one.text)
        yield lines(one.lines)


def lines(given: Iterable[Line]) -> Html:
    """A list, with what is said below its lines."""
    return listed(joined(capital(line.text), listed(line.below)) for line in given)


def _law(card: Card) -> Iterator[Html]:
    yield tag("p", " ".join(card.strength))
    if card.laws:
        yield tag("p", cited(card))


def ask(leaflet: Leaflet) -> Html:
    """Whom to ask, and the organisation's own page with a code that a telephone opens it with."""
    speaker = leaflet.speaker
    page = leaflet.page
    own = (
        (
            tag("p", speaker.text("card.page"), Html("<br>"), tag("a", page, href=page, dir="ltr")),
            tag("div", code(page), role="img", aria_label=speaker.text("card.qr", page=page), class_="code"),
        )
        if page
        else ()
    )
    return tag(
        "section", tag("h2", speaker.text("card.ask")), lines(leaflet.ask), own, class_="ask", lang=speaker.language,
    )  # fmt: skip


@cache
def _style() -> str:
    return (files(__package__) / "leaflet.css").read_text("utf-8")
