"""What comes out: things to find out, as frozen data without sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from auditor.model import Path
from auditor.results import Name, Sentence
from auditor.values import Text


class Kind(StrEnum):
    """Why something is open: somebody wrote `unknown`, nobody wrote it, or what stands there leaves it open.

    Or it is reserved until a day that has passed.
    """

    UNKNOWN = "unknown"
    SILENT = "silent"
    UNSETTLED = "unsettled"
    PASSED = "passed"


@dataclass(frozen=True)
class Todo:
    """One thing to find out.

    path: where the answer is to be written. fact: the same in the words of the description. keys: what the answers ask
    about it. who, by: who finds it out and before which day. ask: whom the description suggests where nobody does.
    settles, touches: numbers of answers; questions: which of the client's questions those are about. findings: where a
    rule cannot tell without it. reserved: a client may not know of it.
    """

    path: Path
    kind: Kind
    said: Sentence
    fact: str
    keys: tuple[str, ...] = ()
    who: Name | None = None
    by: date | None = None
    overdue: bool = False
    note: Text | None = None
    ask: tuple[Name, ...] = ()
    settles: int = 0
    touches: int = 0
    questions: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    reserved: bool = False

    @property
    def order(self) -> tuple[int, int, date, tuple[tuple[int, str], ...]]:
        """The most answers first, then the earliest day, then the place in the description."""
        place = tuple((part, "") if isinstance(part, int) else (-1, part) for part in self.path)
        return -self.settles, -self.touches, self.by or date.max, place


@dataclass(frozen=True)
class OpenQuestions:
    """Everything that is to be found out.

    on: the day on which it is judged what is too late. answers: how many answers a client can get; known: how many of
    those are known; unlisted: how many are not, although nothing is asked, because nobody said that a list is complete.
    """

    on: date
    todo: tuple[Todo, ...]
    answers: int
    known: int
    unlisted: int

    def of(self, who: str) -> OpenQuestions:
        """Only what this function or organisation finds out."""
        return replace(self, todo=tuple(one for one in self.todo if one.who and one.who.id == who))
