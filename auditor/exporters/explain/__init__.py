"""What a word means: of the language of descriptions, of the knowledge, of the rules and of the questions of clients.

A word can mean several things (`consent` is a legal basis, and something else that lifts professional secrecy): all of
them are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from auditor.errors import NotFound
from auditor.exporters.explain import index
from auditor.exporters.explain.base import KNOWN, ORDER, ExplainedOut, ExplainOut, GroupOut, Meaning, Sort
from auditor.exporters.explain.text import shown
from auditor.exporters.words import Words


def explain(term: str, code: str) -> ExplainOut:
    """Every meaning of a word, in one language; where nothing is called so, what has these words in it.

    Raises NotFound, with the words that look like it, where it has none.
    """
    named = index.called(term)
    found = sorted(named, key=lambda word: ORDER.index(word.sort)) or index.holding(term)
    if not found:
        near = index.near(term)
        raise NotFound("term-near" if near else "term", term, near)
    words = Words(code)
    told = [_told(word, words) for word in found]
    return ExplainOut(language=code, term=term, by_name=bool(named), explained=told, groups=[])


def everything(code: str) -> ExplainOut:
    """All words that can be explained, in groups."""
    words = Words(code)
    names: dict[Sort, set[str]] = {sort: set() for sort in Sort}
    for word in index.words():
        names[word.sort].add(word.name)
    groups = [
        GroupOut(sort=sort, label=words.say(f"explain.group.{sort}"), names=sorted(of)) for sort, of in names.items()
    ]
    return ExplainOut(language=code, term=None, by_name=True, explained=[], groups=groups)


def _told(word: index.Word, words: Words) -> ExplainedOut:
    """An entry is looked up by its name: to make all meanings of its sort takes longer than to tell one."""
    if word.sort not in KNOWN:
        return meanings(word.sort)[word.position].tell(words)
    from auditor import knowledge
    from auditor.exporters.explain.entries import told_entry

    return told_entry(word.sort, word.name, knowledge.everywhere(KNOWN[word.sort])[word.name], words)


@cache
def meanings(sort: Sort) -> Sequence[Meaning]:
    """Everything of one sort that can be explained. Only what is asked for is imported."""
    if sort in KNOWN:
        from auditor.exporters.explain.entries import entries

        return tuple(entries(sort))
    if sort is Sort.RULE:
        from auditor.exporters.explain.ruled import rules

        return tuple(rules())
    from auditor.exporters.explain import keys

    if sort is Sort.VALUE:
        return tuple(keys.values(index.where))
    return tuple(keys.keys() if sort is Sort.KEY else keys.sections())


def compiled() -> str:
    """What `index` reads."""
    from auditor.exporters.explain.keys import by_kind, values

    values_of = tuple(values(lambda kind: by_kind().get(kind, [])))  # before `index` can be read
    found = {sort: values_of if sort is Sort.VALUE else meanings(sort) for sort in Sort}
    return index.compiled(found, by_kind())


__all__ = ["ExplainOut", "Sort", "compiled", "everything", "explain", "meanings", "shown"]
