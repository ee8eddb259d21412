"""What comparing a statement with a description found. It judges neither of the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.knowledge.types import ClaimTopic
from auditor.model import Path
from auditor.statement.text import Quote
from auditor.values import Part


class Topic(StrEnum):
    """What a statement tells."""

    RECIPIENTS = "recipients"
    TRANSFERS = "transfers"
    SAFEGUARDS = "safeguards"
    TERMS = "terms"
    STARTS = "starts"
    DATA = "data"


class Sort(StrEnum):
    """What a subject is: an organisation, a kind of organisation, a national body, a name in the text..."""

    ORGANISATION = "organisation"
    KIND = "kind"
    RECEIVER = "receiver"
    NAME = "name"
    COUNTRY = "country"
    OUTSIDE = "outside"
    LAW = "law"
    TERM = "term"
    EVENT = "event"
    CATEGORY = "category"
    ITEM = "item"
    SPECIAL = "special"


@dataclass(frozen=True)
class Subject:
    """Something that a statement or a description names: by id, code, or as it stands. parts: of a term."""

    sort: Sort
    id: str
    parts: tuple[Part, ...] = ()


class State(StrEnum):
    """Whether a text has words for something.

    GENERAL: only for something wider, or near it. ELSEWHERE: in a sentence about something else.
    """

    FOUND = "found"
    GENERAL = "general"
    ELSEWHERE = "elsewhere"
    NOT_FOUND = "not-found"


@dataclass(frozen=True)
class Wanted:
    """Something of the description that was looked for in the text. holders: the places or kinds of data it is about.

    starts: of a term, the events from which it counts. paths: where the description says so. reserved: a client may not
    know all of it.
    """

    topic: Topic
    subject: Subject
    state: State
    looked_for: tuple[str, ...]
    quotes: tuple[Quote, ...]
    paths: tuple[Path, ...]
    holders: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    reserved: bool = False


@dataclass(frozen=True)
class Named:
    """Something that the text names and the description does not. denied: where the description says no to it."""

    topic: Topic
    subject: Subject
    quotes: tuple[Quote, ...]
    denied: tuple[Path, ...] = ()


class Verdict(StrEnum):
    """What the description has beside a no. SUPPORTED: it says no itself, with a date, or by lists declared complete.

    CONDITIONAL: the text says no but for some cases or one use, and no description tells those apart.
    """

    CONTRADICTED = "contradicted"
    SUPPORTED = "supported"
    CONDITIONAL = "conditional"
    NOT_SAID = "not-said"


@dataclass(frozen=True)
class Claim:
    """A sentence that says no. about: to what; a topic, or a receiver or kind of data. paths: what the description has.

    denied: where the description says no too. unless: the words that make it hold for some cases only. reserved: a
    client may not know all of what the description has.
    """

    about: ClaimTopic | Subject
    quote: Quote
    verdict: Verdict
    paths: tuple[Path, ...]
    denied: tuple[Path, ...]
    unless: tuple[str, ...]
    reserved: bool


@dataclass(frozen=True)
class Open:
    """What the description does not know yet, so that nothing of it can be compared.

    ids: of places and so on. reserved: those of them of which a client may not know.
    """

    topic: Topic
    ids: tuple[str, ...]
    reserved: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """A statement beside a description. guessed: the language was told by the words of the text.

    unsure: they do not tell it. not_compared: sentences that say no, of which it was not understood to what.
    """

    language: str
    guessed: bool
    unsure: bool
    wanted: tuple[Wanted, ...]
    named: tuple[Named, ...]
    claims: tuple[Claim, ...]
    not_compared: tuple[Quote, ...]
    placeholders: tuple[Quote, ...]
    unknown: tuple[Open, ...]
