"""The pages of one organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Final

from auditor.answers import Question, ask, questions
from auditor.answers.base import Asked
from auditor.exporters import flow_map, leaflet, traced
from auditor.exporters.cards import Card, card, checked, nearest
from auditor.exporters.leaflet.web import article, spoken
from auditor.exporters.leaflet.web import ask as whom_to_ask
from auditor.exporters.markup import Html, capital, joined, listed, table, tag
from auditor.exporters.say import Speaker
from auditor.exporters.site import search
from auditor.exporters.site.frame import ASSETS, Frame, assets, framed
from auditor.model import Audience, Model
from auditor.results import Answer
from auditor.traces import Traces

Pages = dict[str, bytes]
START, ALL = "index.html", "all.html"
QUIET: Final = {"does-my-file-say-veilig-thuis": "one-more-question"}
"""Questions that may not stand in the history of a browser, which others read: neither as address nor as title."""
MOST_ARROWS = 150
"""A map with more arrows is not drawn: nobody can read it, and what takes long may not depend on the machine."""


def organisation_pages(model: Model, languages: Sequence[str], url: str | None = None) -> Pages:
    """Every file of the folder of an organisation, by its address in it. url: the address of that folder on the web.

    What is reserved is not in it. Raises DrawingFailed where a map cannot be drawn whole.
    """
    answered = _Answered(Traces(model, Audience.CLIENT))
    pages: Pages = dict(assets())
    names: list[str] = []
    for language in languages:
        made = _Language(answered, language, languages, url).pages()
        names = [*made]
        pages |= {f"{language}/{name}": content for name, content in made.items()}
    pages["index.html"] = _choice(model, languages, url)
    if url:
        pages["sitemap.xml"] = sitemap(
            f"{url}{language}/{name}" for name in sorted(names) if name.endswith(".html") for language in languages
        )
    return pages


def sitemap(addresses: Iterable[str]) -> bytes:
    """A site map as https://www.sitemaps.org describes it."""
    entries = "".join(f"{tag('url', tag('loc', address))}\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    ).encode()


def _choice(model: Model, languages: Sequence[str], url: str | None) -> bytes:
    """The first page of the folder: the same start in every language."""
    from babel import Locale

    names = [
        tag("a", Locale.parse(language).get_display_name(language) or language, href=f"{language}/{START}",
            lang=language, hreflang=language)
        for language in languages
    ]  # fmt: skip
    full = {language: f"{url}{language}/{START}" for language in languages} if url else {}
    return framed(Frame(languages[0], "", {}, full), model.name, tag("h1", model.name), tag("nav", listed(names)))


class _Answered:
    """What the description says, before it is said in a language."""

    def __init__(self, traces: Traces) -> None:
        self.traces = traces

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        return questions(self.traces.view)

    @cached_property
    def items(self) -> tuple[str, ...]:
        return Asked(self.traces, None).items

    @cached_property
    def answers(self) -> list[Answer]:
        return [ask(self.traces, question.id) for question in self.questions]

    @cached_property
    def about(self) -> Mapping[str, list[Answer]]:
        """The answers about every kind of data."""
        of_one = [question.id for question in self.questions if question.per_item]
        return {item: [ask(self.traces, question, item) for question in of_one] for item in self.items}

    @cached_property
    def maps(self) -> Mapping[str, flow_map.FlowMap]:
        return {item: flow_map.of_item(self.traces, item) for item in self.items}


@dataclass(frozen=True)
class _Page:
    """A page before it is framed. title: what stands in the history of a browser. said: what a word finds it by."""

    title: str
    body: Html
    said: Html


class _Language:
    """The pages in one language."""

    def __init__(self, answered: _Answered, language: str, languages: Sequence[str], url: str | None) -> None:
        self.answered = answered
        self.languages = languages
        self.url = url
        self.speaker = Speaker(answered.traces.view, language)
        self.leaflet = leaflet.leaflet(answered.answers, self.speaker)

    def pages(self) -> Pages:
        made = {_of_question(card.answer.question): self._question(card) for card in self.leaflet.cards}
        made |= {_of_item(item): self._item(item) for item in self.answered.items}
        found = {name: self._framed(name, page.title, page.body) for name, page in made.items()}
        words = {name: search.words_of(page.said) for name, page in made.items()}
        found[START] = self._framed(START, self._title, self._start(), f"../{ASSETS}/search.js", "words.js")
        found[ALL] = self._framed(ALL, self._title, self._all())
        found["words.js"] = search.script(words, self._also())
        for item, drawn in self.answered.maps.items():
            if _can_be_read(drawn):
                found[_map_of(item)] = nearest(self.speaker, partial(_picture, drawn))
        return found

    @property
    def _title(self) -> str:
        return self.speaker.text("card.title", name=self.speaker.view.model.name)

    def _framed(self, name: str, title: str, body: str | Iterable[str], *scripts: str) -> bytes:
        own = self.speaker.language
        up = None if name == START else (START, self.speaker.text("web.back"))
        near = {language: name if language == own else f"../{language}/{name}" for language in self.languages}
        full = {language: f"{self.url}{language}/{name}" for language in self.languages} if self.url else {}
        return framed(Frame(own, "../", near, full, up), title, body, scripts=reversed(scripts))

    def _start(self) -> Html:
        """The questions in their groups, and the kinds of data."""
        speaker = self.speaker
        parts = [
            tag("section", tag("h2", part.heading or ""), listed(map(self._link, part.cards)), data_find="")
            for part in self.leaflet.parts
        ]
        kinds = [
            tag("a", capital(speaker.label(item, "items")), href=_of_item(item)) for item in self.answered.items
        ]  # fmt: skip
        if kinds:
            parts.append(tag("section", tag("h2", speaker.text("web.kinds")), listed(kinds), data_find=""))
        return joined(
            tag("h1", self._title),
            tag("p", checked(speaker), class_="checked"),
            search.box(speaker.words, speaker.text("web.search")),
            tag("nav", parts, class_="contents", aria_label=self._title),
            tag("p", tag("a", speaker.text("web.all"), href=ALL)),
            whom_to_ask(self.leaflet),
        )

    def _link(self, card: Card) -> Html:
        return tag("a", card.title, href=_of_question(card.answer.question), **spoken(card.speaker))

    def _also(self) -> Mapping[str, Iterable[str]]:
        known = self.speaker.view.knowledge.questions
        return {_of_question(question.id): known[question.id].also for question in self.answered.questions}

    def _question(self, card: Card) -> _Page:
        told = article(card, 1)
        title = self._title if card.answer.question in QUIET else card.title
        return _Page(title, joined(told, self._foot()), told)

    def _all(self) -> Html:
        return joined(
            tag("h1", self._title),
            tag("p", checked(self.speaker), class_="checked"),
            (
                tag("section", tag("h2", part.heading or ""), (article(card, 3) for card in part.cards))
                for part in self.leaflet.parts
            ),
            whom_to_ask(self.leaflet),
        )

    def _item(self, item: str) -> _Page:
        """The map of one kind of data, tables that say the same and more, and the answers about it."""
        speaker = self.speaker
        name = capital(speaker.label(item, "items"))
        found = [card(answer, speaker) for answer in self.answered.about[item]]
        told = joined(
            tag("h1", name),
            nearest(speaker, lambda by: self._traced(item, by)),
            tag("h2", speaker.text("web.questions")) if found else "",
            (article(one, 3, about=False) for one in found),
        )
        return _Page(name, joined(told, self._foot()), told)

    def _traced(self, item: str, speaker: Speaker) -> Html:
        """The map and the tables, whole in one language."""
        traces, drawn = self.answered.traces, self.answered.maps[item]
        rows = list(traced.rows(traces, traces.of(item), speaker))
        arrows = [flow_map.cells(row) for row in flow_map.table(drawn, speaker)]
        columns = [speaker.text(f"trace.{column}") for column in traced.COLUMNS]
        return tag(
            "div",
            self._map(item, drawn, speaker),
            table(speaker.text("web.where"), columns, rows) if rows else "",
            table(speaker.text("web.arrows"), flow_map.headings(speaker), arrows) if arrows else "",
            **spoken(speaker),
        )

    def _map(self, item: str, drawn: flow_map.FlowMap, speaker: Speaker) -> Html:
        if not _can_be_read(drawn):
            return tag("p", speaker.text("web.no-map" if drawn.nodes else "web.nothing"))
        said = f"{flow_map.title(drawn, speaker)}. {speaker.text('web.map-alt')}"
        picture = tag("img", src=_map_of(item), alt=said, class_="map")
        shown = tag("a", Html(picture.removesuffix("</img>")), href=_map_of(item), class_="drawing")
        legend = listed(flow_map.legend(drawn, speaker))
        return tag("figure", shown, tag("figcaption", speaker.text("web.map-larger"), legend))

    def _foot(self) -> Iterator[Html]:
        yield tag("p", checked(self.speaker), class_="checked")
        yield whom_to_ask(self.leaflet)


def _picture(drawn: flow_map.FlowMap, speaker: Speaker) -> bytes:
    return flow_map.picture(drawn, speaker, "svg", engine="wasm")


def _can_be_read(drawn: flow_map.FlowMap) -> bool:
    return bool(drawn.nodes) and len(drawn.edges) <= MOST_ARROWS


def _of_question(question: str) -> str:
    return f"{QUIET.get(question, question)}.html"


def _of_item(item: str) -> str:
    return f"about-{item}.html"


def _map_of(item: str) -> str:
    return f"map-{item}.svg"
