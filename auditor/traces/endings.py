"""How a copy comes to its end, and which of several ends is the last.

Order of knowledge: a term whose start lies in the future, before criteria, before unknown. Terms that start at
different moments cannot be compared without dates: then several endings decide together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from auditor.knowledge.types import Limit
from auditor.model import Path
from auditor.model.elements import Fate, SetUp
from auditor.traces.cases import Groups
from auditor.values import Term, Text


class EndKind(StrEnum):
    """How a copy comes to its end."""

    TERM = "term"
    EVENT = "event"
    CRITERIA = "criteria"
    MOVED = "moved"
    FIRST_OF = "first-of"
    LAST_OF = "last-of"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """Why the end of a copy is not certain."""

    NO_RULE = "no-rule"
    NOT_SAID_FOR_ALL = "not-said-for-all"
    UNKNOWN = "unknown"
    NO_START = "no-start"
    LAW_SILENT = "law-silent"
    LAW_TO_CHECK = "law-to-check"
    MINIMUM = "minimum"
    FATE_UNKNOWN = "fate-unknown"
    NOTHING_HAPPENS = "nothing-happens"
    ARCHIVED = "archived"
    NOT_SET_UP = "not-set-up"
    SET_UP_UNKNOWN = "set-up-unknown"
    SOURCE_UNKNOWN = "source-unknown"


SOURCE_REMOVED = "deleted-at-source"
"""The event of the knowledge at which a back-up's own term starts."""


REMOVALS = frozenset({"deleted-by-worker"})
"""The events of the knowledge that are themselves the removal of the copy, so that nothing need be arranged at them.

The removal at the source is another copy's, and an account that ends does not empty a place.
"""


@dataclass(frozen=True)
class Ending:
    """How one rule lets a copy come to its end.

    doubt: why the end is not certain; what the rule says is then known beside it. after: the ending of the copies this
    one was made from, at the places `sources`, where the term starts when those are removed. groups: the clients this
    rule is about. restarts: events at which the clock starts again. leaves: whether something may take the copy away
    before.
    """

    kind: EndKind
    term: Term | None = None
    starts: str | None = None
    criteria: Text | None = None
    of: tuple[Ending, ...] = ()
    after: Ending | None = None
    sources: tuple[str, ...] = ()
    limit: Limit = Limit.EXACT
    doubt: Doubt | None = None
    law: str | None = None
    set_up: SetUp | None = None
    fate: Fate | None = None
    groups: Groups = frozenset()
    flow: str | None = None
    restarts: tuple[str, ...] = ()
    leaves: bool = False
    path: Path = field(default=(), compare=False)

    @cached_property
    def level(self) -> int:
        """How much is known of the end: 1 a term or an event, 2 criteria, 3 not known."""
        if self.doubt or self.kind is EndKind.UNKNOWN:
            return 3
        if self.kind is EndKind.CRITERIA:
            return 2
        if self.kind is EndKind.FIRST_OF:
            return min(part.level for part in self.of)
        if self.kind is EndKind.LAST_OF:
            return max(part.level for part in self.of)
        return max(1, self.after.level) if self.after else 1

    @property
    def inside(self) -> tuple[Ending, ...]:
        """The endings that this one is made of: its alternatives, and that of what its copy was made from."""
        return (*self.of, self.after) if self.after else self.of

    @property
    def why(self) -> Doubt | None:
        """Why not all is known of the end: its own doubt, else the first inside it."""
        return self.doubt or next((part.why for part in self.inside if part.why), None)

    @cached_property
    def _end(self) -> Ending:
        """The same end, whoever it is for and whatever law says so."""
        return replace(self, groups=frozenset(), law=None)

    def leaving(self) -> Ending:
        """The same of a copy that a flow may take away before its time is over: it stays at most so long."""
        if self.kind is EndKind.MOVED:
            return self
        limit = Limit.MAXIMUM if self.limit is Limit.EXACT and self.level < 3 else self.limit
        return replace(self, limit=limit, leaves=True, of=tuple(part.leaving() for part in self.of))

    def outlasts(self, other: Ending) -> bool:
        """Whether a copy with this ending is surely still there when one with the other ending is gone, or is equal.

        A rule for some groups of clients says nothing about the others, so it outlasts only rules for those groups.
        With a maximum the copy may be gone at any moment before it, so a maximum outlasts only its equal.
        """
        if self.groups and not (other.groups and other.groups <= self.groups):
            return False
        if self.level != other.level:
            return self.level > other.level
        if self is other or self._end == other._end:
            return True
        if self.limit is Limit.MAXIMUM:
            return False
        if self.after is not None and self.after.outlasts(other):
            return True
        if self.kind is not EndKind.TERM or self.starts != other.starts or self.after != other.after:
            return False
        if self.restarts != other.restarts:
            return False
        if self.term is None:
            return False
        if other.kind is EndKind.EVENT:
            return True
        if other.kind is not EndKind.TERM or other.term is None:
            return False
        bounded = other.limit is Limit.MAXIMUM and self.term == other.term
        return bounded or self.term.surely_longer_than(other.term)


def last_of(endings: Iterable[Ending]) -> tuple[Ending, ...]:
    """The endings that no other surely outlasts, without repetition, in their own order."""
    kept: list[Ending] = []
    for ending in endings:
        if any(other.outlasts(ending) for other in kept):
            continue
        kept = [other for other in kept if not ending.outlasts(other)] + [ending]
    return tuple(kept)


def unmoved(endings: Iterable[Ending]) -> tuple[Ending, ...]:
    """The rules on all that is at one node: a move takes its copy away, and not what only goes through there.

    Of that nobody knows if it stays, so together they stay at most as long as the rules on it say.
    """
    found = tuple(endings)
    staying = tuple(ending for ending in found if ending.kind is not EndKind.MOVED)
    if not staying or len(staying) == len(found):
        return found
    return tuple(ending.leaving() for ending in staying)


def lasting(copies: Iterable[tuple[Ending, ...]]) -> tuple[Ending, ...]:
    """Of the endings of copies, each with a known end, those after which nothing is left; equal ones all count."""
    all_copies = list(copies)
    staying = [endings for endings in all_copies if any(ending.kind is not EndKind.MOVED for ending in endings)]
    endings = {id(ending): ending for copy in staying or all_copies for ending in last_of(copy)}
    ends = last_of(endings.values())
    return tuple(ending for ending in endings.values() if any(ending.outlasts(end) for end in ends))
