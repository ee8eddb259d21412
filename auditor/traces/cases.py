"""In which cases something happens to data: how sure, of which clients, under which conditions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from auditor.values import Text

Groups = frozenset[str]
"""A client is in all of these groups; the empty set is every client."""
EVERYBODY: Groups = frozenset()
Conditions = frozenset[Text | None]
"""All of these must hold, in the words of the description; None is one that is left in the dark: see MOST_CASES."""
NO_CONDITION: Conditions = frozenset()


class Status(StrEnum):
    """How sure a step is: always, sometimes (a condition on the way), perhaps (an unknown on the way)."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"
    PERHAPS = "perhaps"

    @property
    def rank(self) -> int:
        """0 for always; higher is less sure."""
        return _RANKS[self]

    def then(self, other: Status) -> Status:
        """The status of two steps after each other: the less sure one."""
        return self if self.rank >= other.rank else other


_RANKS = {status: rank for rank, status in enumerate(Status)}


@dataclass(frozen=True)
class Case:
    """One way in which something happens: how sure, for clients in all of these groups, under all these conditions."""

    status: Status
    groups: Groups = EVERYBODY
    conditions: Conditions = NO_CONDITION

    def covers(self, other: Case) -> bool:
        """Whether the other happens in fewer cases, or in the same ones."""
        return self.groups <= other.groups and self.conditions <= other.conditions

    def then(self, condition: Text | None, groups: Groups | None = None) -> Case:
        """This case where one more condition must hold, if there is one, for these groups."""
        found = self if groups is None else Case(self.status, groups, self.conditions)
        if condition is None:
            return found
        return Case(self.status.then(Status.SOMETIMES), found.groups, self.conditions | {condition})


def widest(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The cases that no other one covers as surely, each once.

    "Always for some clients" does not hide "sometimes for every client": both stay.
    """
    found = list(dict.fromkeys(cases))
    return tuple(
        case
        for case in found
        if not any(other != case and other.covers(case) and other.status.rank <= case.status.rank for other in found)
    )
