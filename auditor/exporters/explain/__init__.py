"""What a word means: of the language of descriptions, of the knowledge, of the rules and of the questions of clients.

A word can mean several things (`consent` is a legal basis, and something else that lifts professional secrecy): all of
them are told.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from auditor.errors import NotFound
from auditor.exporters.explain.base import ExplainOut, GroupOut, Meaning, Sort, plain_word
from auditor.exporters.explain.entries import entries, rules
from auditor.exporters.explain.keys import keys, sections, values
from auditor.exporters.explain.text import shown
from auditor.exporters.words import Words


def explain(term: str, code: str) -> ExplainOut:
    """Every meaning of a word, in one language.

    Raises NotFound, with the words that look like it, where it has none.
    """
    wanted = plain_word(term)
    found = [meaning for meaning in meanings() if wanted in (plain_word(meaning.name), *meaning.also)]
    if not found:
        near = _near(wanted)
        raise NotFound("term-near" if near else "term", term, near)
    words = Words(code)
    told = [meaning.tell(words) for meaning in found]
    return ExplainOut(language=code, term=term, explained=told, groups=[])


def everything(code: str) -> ExplainOut:
    """All words that can be explained, in groups."""
    words = Words(code)
    groups = [
        GroupOut(
            sort=sort,
            label=words.say(f"explain.group.{sort}"),
            names=sorted({meaning.name for meaning in meanings() if meaning.sort is sort}),
        )
        for sort in Sort
    ]
    return ExplainOut(language=code, term=None, explained=[], groups=groups)


@cache
def meanings() -> tuple[Meaning, ...]:
    """Everything that can be explained."""
    return (*keys(), *sections(), *values(), *entries(), *rules())


def _near(wanted: str) -> list[str]:
    """The words that look like it; of a word with several meanings the word itself, because it tells them all."""
    names: dict[str, set[str]] = {}
    for meaning in meanings():
        for written in (*meaning.also, plain_word(meaning.name)):
            names.setdefault(written, set()).add(meaning.name)
    close = get_close_matches(wanted, names, n=8, cutoff=0.6) or [
        one for one in names if len(wanted) > 2 and wanted in one
    ]
    return list(dict.fromkeys(min(names[one]) if len(names[one]) == 1 else one for one in close))[:5]


__all__ = ["ExplainOut", "Sort", "everything", "explain", "meanings", "shown"]
