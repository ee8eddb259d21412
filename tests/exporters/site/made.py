"""The pages of the examples, made once, and what stands in a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from auditor.exporters.site import organisation_pages, start_pages
from auditor.importers import load

ROOT = Path(__file__).parents[3]
EXAMPLES = {
    "wijkteam": ROOT / "examples" / "wijkteam",
    "pasq": ROOT / "examples" / "pasq",
    "mano": ROOT / "examples" / "mano",
    "geldpunt": ROOT / "examples" / "geldpunt" / "geldpunt.yaml",
}
LANGUAGES = ("nl", "en")
URL = "https://country.example/"
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


@cache
def pages(example: str) -> Mapping[str, bytes]:
    """The files of the folder of an example."""
    model = load(EXAMPLES[example])
    return organisation_pages(model, LANGUAGES, f"{URL}{model.owner}/")


def site(example: str) -> dict[str, bytes]:
    """The same below a start, as they come to stand on the web."""
    model = load(EXAMPLES[example])
    start = start_pages({model.owner: model.name}, LANGUAGES, URL)
    return start | {f"{model.owner}/{name}": content for name, content in pages(example).items()}


class Read(HTMLParser):
    """A page as a parser reads it: its elements with their attributes, its ids, and the text that people read."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.title = ""
        self._open: list[str] = []
        self.feed(page.decode("utf-8"))
        self.close()
        self.ids = [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "head" in self._open:
            self.title += data
        elif not {"style", "script", "head"} & set(self._open):
            self.text += f" {data}"

    def of(self, *tags: str) -> list[dict[str, str]]:
        """The attributes of every element of these kinds."""
        return [attributes for tag, attributes in self.elements if tag in tags]
