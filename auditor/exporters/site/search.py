"""Finding a page by a few words, in the browser, without a server: the box, and the words of every page."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from html import unescape

from auditor.exporters.markup import Html, tag
from auditor.exporters.words import Words

SHORTEST = 3
"""Letters of a word that is worth finding."""
COMMON = 0.5
"""A word on more of the pages than this tells nothing about one of them."""
_TAG = re.compile(r"<[^>]+>")


def box(words: Words, label: str) -> Html:
    """The box to type in; a browser that runs no scripts does not show it."""
    return tag(
        "div",
        tag("label", label, for_="search"),
        Html('<input type="search" id="search" autocomplete="off" spellcheck="false">'),
        tag("p", role="status", data_none=words.say("web.found-none"), data_some=words.say("web.found")),
        role="search",
        hidden="",
    )


def words_of(html: str) -> frozenset[str]:
    """The words that people read in a piece of HTML, in small letters and without accents."""
    text = unicodedata.normalize("NFKD", unescape(_TAG.sub(" ", html)).casefold())
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return frozenset(word for word in re.findall(r"[^\W_]+", bare) if len(word) >= SHORTEST)


def script(pages: Mapping[str, frozenset[str]], also: Mapping[str, Iterable[str]]) -> bytes:
    """The words of every page as a script, without those that most pages have.

    also: the everyday words by which people look for a page, which always count.
    """
    count = Counter(word for words in pages.values() for word in words)
    most = max(2, COMMON * len(pages))
    found: dict[str, str] = {}
    for address, words in pages.items():
        telling = {word for word in words if count[word] <= most}
        found[address] = " ".join(sorted(telling | words_of(" ".join(also.get(address, ())))))
    return f"window.auditorWords = {json.dumps(found, ensure_ascii=False, indent=0)};\n".encode()
