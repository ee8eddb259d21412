"""The start of a site with several organisations."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby

from auditor.exporters.markup import Html, joined, listed, tag
from auditor.exporters.site import search
from auditor.exporters.site.frame import ASSETS, Frame, assets, framed
from auditor.exporters.words import Words


def start_pages(names: Mapping[str, str], languages: Sequence[str], url: str | None = None) -> dict[str, bytes]:
    """A page per language with every organisation, and an index of their site maps.

    names: what every organisation is called, by its folder.
    """
    pages = dict(assets())
    addresses = {language: "index.html" if at == 0 else f"{language}.html" for at, language in enumerate(languages)}
    full = {language: f"{url}{address}" for language, address in addresses.items()} if url else {}
    for language, address in addresses.items():
        words = Words(language)
        title = words.say("web.title")
        body = joined(
            tag("h1", title),
            search.box(words, words.say("web.search-organisation")),
            tag("nav", _letters(names, language), class_="contents", aria_label=words.say("web.organisations")),
        )
        frame = Frame(language, "", addresses, full)
        pages[address] = framed(frame, title, body, scripts=[f"{ASSETS}/search.js"])
    if url:
        maps = "".join(f"{tag('sitemap', tag('loc', f'{url}{folder}/sitemap.xml'))}\n" for folder in sorted(names))
        pages["sitemap.xml"] = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n'
        ).encode()
    return pages


def _letters(names: Mapping[str, str], language: str) -> list[Html]:
    """The organisations under their first letter."""

    def key(entry: tuple[str, str]) -> str:
        return unicodedata.normalize("NFKD", entry[1].casefold())

    ordered = sorted(names.items(), key=lambda entry: (key(entry), entry[0]))
    return [
        tag(
            "section",
            tag("h2", letter),
            listed(tag("a", name, href=f"{folder}/{language}/index.html") for folder, name in under),
            data_find="",
        )
        for letter, under in groupby(ordered, key=lambda entry: key(entry)[:1].upper())
    ]
