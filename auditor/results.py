"""What comes out: findings, answers and the report. Frozen data with text keys, no sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from auditor.values import Part, Text

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Name:
    """Something of the model to be named by its plain label.

    section: where it is defined; needed where the same id can stand in two sections (an item and a group of clients).
    """

    id: str
    section: str = ""


@dataclass(frozen=True)
class ProperName:
    """An organisation or place by the name it has for everybody, for whoever asks for names."""

    id: str


@dataclass(frozen=True)
class Names:
    """Things of the model to be named in one list: A, B and C."""

    ids: tuple[str, ...]
    section: str = ""


@dataclass(frozen=True)
class Known:
    """A word of the knowledge to be named: an event, a law, a kind; `form` chooses which of its texts."""

    section: str
    id: str
    form: str = "plain"


@dataclass(frozen=True)
class Country:
    """A country, by its code of two letters."""

    code: str


@dataclass(frozen=True)
class Phrases:
    """Whole phrases to be said in one list, in value position: sometimes and with a number."""

    of: tuple[Param, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence: its key, what it names, the parts of the model it rests on, and a list below it.

    As a parameter of another sentence it is a whole phrase in value position.
    """

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)
    rests_on: tuple[Path, ...] = ()
    bullets: tuple[Sentence, ...] = ()


Param = str | int | date | Name | ProperName | Names | Known | Country | Phrases | Sentence | Text | tuple[Part, ...]


class AnswerState(StrEnum):
    """How much of an answer the model knows. By-person: a person answers it, never a program."""

    KNOWN = "known"
    PARTLY = "partly"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    BY_PERSON = "by-person"


@dataclass(frozen=True)
class OpenQuestion:
    """Something not known: where it stands, who finds out and by when, if anybody said so."""

    key: str
    about: tuple[str, ...]
    path: Path
    who: str | None = None
    by: date | None = None


@dataclass(frozen=True)
class Answer:
    """The answer to a client's question, for one kind of data or for all of them.

    answer: the answer itself. facts: who, where, how long. can_do: what the client can do. unknown: what we do not
    know yet. open_questions: the same for the officer, all of them. laws: the articles behind the right.
    promised: ids whose labels the answer must name.
    """

    question: str
    item: str | None
    state: AnswerState
    answer: tuple[Sentence, ...]
    facts: tuple[Sentence, ...] = ()
    can_do: tuple[Sentence, ...] = ()
    unknown: tuple[Sentence, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    laws: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the card, in reading order, without the lists below them."""
        yield from (*self.answer, *self.facts, *self.can_do, *self.unknown)


class Level(StrEnum):
    """How heavy a rule is: a named article, a norm or guidance, or good practice. Never shown as more."""

    MUST = "must"
    SHOULD = "should"
    CONSIDER = "consider"


class Verdict(StrEnum):
    """What a rule says of one element: broken, or cannot tell. What holds yields no finding."""

    BROKEN = "broken"
    CANNOT_TELL = "cannot-tell"


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, or that cannot tell, at one or more elements of the model.

    id: rule@element, stable. because: text key of what is not known, for `cannot-tell`. route: the ids of the flows
    that cause it.
    """

    rule: str
    level: Level
    verdict: Verdict
    subject: str
    params: Mapping[str, Param] = field(default_factory=dict)
    because: str | None = None
    rests_on: tuple[Path, ...] = ()
    route: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    accepted: Path | None = None

    @property
    def id(self) -> str:
        """The stable name of this finding: rule@element."""
        return f"{self.rule}@{self.subject}"


@dataclass(frozen=True)
class Report:
    """Everything an audit found."""

    model: str
    findings: tuple[Finding, ...]
    rules: tuple[str, ...]
    places: int
    flows: int

    def broken(self) -> tuple[Finding, ...]:
        """Findings of broken rules that nobody accepted."""
        return tuple(f for f in self.findings if f.verdict is Verdict.BROKEN and not f.accepted)

    def questions(self) -> tuple[Finding, ...]:
        """Where a rule cannot tell: a question for the team, not an accusation."""
        return tuple(f for f in self.findings if f.verdict is Verdict.CANNOT_TELL and not f.accepted)
