"""Names of companies in a text, beside words for those who work for an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.knowledge.types import Cue
from auditor.statement.described import Described
from auditor.statement.searching import Search
from auditor.statement.text import Quote, Sentence, near
from auditor.statement.words import folded, tokens

_SHORTEST = 3
_REACH = 12
"""Words between such a word and a name."""
_GAP = re.compile(r"[ \t]{2}|[.!?|]")
"""Between two words: here begins a cell of a table in plain text, or a sentence."""
_MOST_CAPITALS = 0.7
"""Share of the words with a capital above which it is a heading in capitals, and shows no names."""


def names_beside(described: Described, search: Search) -> Mapping[str, tuple[Quote, ...]]:
    """Words with a capital inside such sentences that nobody writes small in this text, and the description has not."""
    ordinary = {
        token.folded for sentence in search.sentences for token in sentence.tokens if token.written[:1].islower()
    }
    ordinary |= search.known.no_names | search.known.legal_forms | _of_description(described)
    found: dict[str, dict[Quote, None]] = {}
    for sentence in search.sentences:
        beside = [hit.start for hit in sentence.cues if hit.key is Cue.PROCESSORS]
        if beside and not _is_heading(sentence) and id(sentence) not in search.negated:
            there = {at for hit in search.known.countries.hits(sentence.words) for at in range(hit.start, hit.end)}
            for start, end in _rows(sentence, ordinary, there):
                if near(beside, start, -_REACH, _REACH) is None:
                    continue
                name = " ".join(sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end].split())
                found.setdefault(name, {})[sentence.quote((start, end))] = None
    return {name: tuple(quotes) for name, quotes in found.items()}


def _of_description(described: Described) -> set[str]:
    """The words of all names that stand in the description."""
    view = described.view
    names = [view.model.name]
    names += [holder.name or "" for holder in view.holders.values()]
    names += [receiver.name for name in view.organisations if (receiver := view.receiver(name))]
    return {folded(token.written) for name in names for token in tokens(name)}


def _is_heading(sentence: Sentence) -> bool:
    capitals = sum(token.written[:1].isupper() for token in sentence.tokens)
    return capitals > _MOST_CAPITALS * len(sentence.tokens) and len(sentence.tokens) > 1


def _rows(sentence: Sentence, ordinary: set[str], not_there: set[int]) -> Iterator[tuple[int, int]]:
    """Names of one or more words, but those where every word has a capital: at the beginning of a sentence or cell."""
    start: int | None = None
    for at in range(1, len(sentence.tokens) + 1):
        fits = at < len(sentence.tokens) and at not in not_there and _is_name(sentence, at, ordinary)
        joined = (
            start is not None and fits and sentence.text[sentence.tokens[at - 1].end : sentence.tokens[at].start] == " "
        )
        if start is not None and not joined:
            yield start, at
            start = None
        if fits and start is None:
            start = at


def _is_name(sentence: Sentence, at: int, ordinary: set[str]) -> bool:
    before, token = sentence.tokens[at - 1 : at + 1]
    if _GAP.search(sentence.text, before.end, token.start):
        return False
    return token.written[:1].isupper() and len(token.written) >= _SHORTEST and token.folded not in ordinary
