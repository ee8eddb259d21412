"""What explaining a word results in, and the sorts of words there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from auditor.exporters.out import Out
from auditor.exporters.words import Words


class Sort(StrEnum):
    """What a word is a word for, in the order in which they are listed."""

    KEY = "key"
    SECTION = "section"
    VALUE = "value"
    CATEGORY = "category"
    KIND = "kind"
    SUBJECT = "subject"
    EVENT = "event"
    LAW = "law"
    BILL = "bill"
    REPRESENTATION = "representation"
    MESSAGE = "message"
    FLOW = "flow"
    CHANNEL = "channel"
    RECEIVER = "receiver"
    RULE = "rule"
    QUESTION = "question"
    REFLECTION = "reflection"
    INVISIBLE_FLOW = "invisible-flow"
    NORM = "norm"
    INCIDENT = "incident"
    REGION = "region"


KNOWN: Mapping[Sort, str] = {
    Sort.CATEGORY: "categories",
    Sort.KIND: "kinds",
    Sort.SUBJECT: "subjects",
    Sort.EVENT: "events",
    Sort.LAW: "laws",
    Sort.BILL: "bills",
    Sort.REPRESENTATION: "representation",
    Sort.MESSAGE: "messages",
    Sort.FLOW: "flows",
    Sort.CHANNEL: "channels",
    Sort.RECEIVER: "receivers",
    Sort.QUESTION: "questions",
    Sort.REFLECTION: "reflection",
    Sort.INVISIBLE_FLOW: "invisible-flows",
    Sort.NORM: "norms",
    Sort.INCIDENT: "incidents",
    Sort.REGION: "regions",
}
"""The words of the knowledge, by its section."""
ORDER = (Sort.KEY, Sort.SECTION, Sort.VALUE, *KNOWN, Sort.RULE)
"""The order in which the meanings of a word are told."""


class FactOut(Out):
    """Something about a word: what it is about, in a word and in words, and a line for each."""

    key: str
    label: str
    lines: list[str]


class ExplainedOut(Out):
    """One meaning of a word. says: what it means. example: how it is written, in YAML."""

    sort: Sort
    name: str
    title: str
    says: str
    facts: list[FactOut]
    example: str | None


class GroupOut(Out):
    """The words of one sort."""

    sort: Sort
    label: str
    names: list[str]


class ExplainOut(Out):
    """The result of `auditor explain`: every meaning of a word, or without one all words there are.

    by_name: False where nothing is called so, and what is explained only has these words in it.
    """

    language: str
    term: str | None
    by_name: bool
    explained: list[ExplainedOut]
    groups: list[GroupOut]


@dataclass(frozen=True)
class Meaning:
    """Something that can be explained: its name, the other ways in which people write it, and how it is told.

    holds: the sentences it is told in, in every language; people who do not know its name look for words of them.
    """

    sort: Sort
    name: str
    also: frozenset[str]
    holds: tuple[str, ...]
    tell: Callable[[Words], ExplainedOut]


def plain_word(term: str) -> str:
    """A word without the differences that people do not mean."""
    return "-".join(term.casefold().replace("_", "-").split())


def told(
    sort: Sort,
    name: str,
    title: str,
    says: str,
    facts: Mapping[str, list[str]],
    words: Words,
    example: str | None = None,
) -> ExplainedOut:
    said = [
        FactOut(key=key, label=words.say(f"explain.fact.{key}"), lines=lines) for key, lines in facts.items() if lines
    ]
    return ExplainedOut(sort=sort, name=name, title=title, says=says, facts=said, example=example)
