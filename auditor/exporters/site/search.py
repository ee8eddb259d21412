"""Finding a page by a few words, in the browser, without a server: the box, and the words of every page."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape

from auditor.exporters.markup import Html, tag
from auditor.exporters.words import Words

SHORTEST = 3
"""Letters of a word that is worth finding."""
COMMON = 0.5
"""A word on a larger share of the pages than this is told once: it finds all of them."""
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


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
    text = unescape(_TAG.sub(" ", html)).casefold()
    return frozenset(bare for word in set(_WORD.findall(text)) if len(bare := _bare(word)) >= SHORTEST)


@cache
def _bare(word: str) -> str:
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def script(pages: Mapping[str, frozenset[str]], also: Mapping[str, Iterable[str]]) -> bytes:
    """The words of every page as a script; under no address at all those that most pages have.

    also: the everyday words by which people look for a page.
    """
    count = Counter(word for words in pages.values() for word in words)
    common = frozenset(word for word, number in count.items() if number > max(2, COMMON * len(pages)))
    found = {"": common} | {
        address: words - common | words_of(" ".join(also.get(address, ()))) for address, words in pages.items()
    }
    said = {address: " ".join(sorted(words)) for address, words in found.items()}
    return f"window.auditorWords = {json.dumps(said, ensure_ascii=False, indent=0)};\n".encode()
