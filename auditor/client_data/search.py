"""Finding what can only be about a person, in one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from auditor.client_data import contacts, days, numbers
from auditor.client_data.folding import folded, worth_reading

_FEW, _SOME, _MANY = (re.compile(rf"(?:\d\D*+){{{number}}}").search for number in (4, 8, 11))
"""The fewest digits of a day, of a telephone number, account or BSN, and of a national number of Belgium or France."""
_USED = "\x00"
SHOWN = 2
"""Characters of what was found that a message may repeat."""


class Kind(StrEnum):
    """What was found."""

    BSN = "bsn"
    EMAIL = "email"
    PHONE = "phone"
    BIRTH_DATE = "birth-date"
    IBAN = "iban"
    BELGIAN_NUMBER = "belgian-number"
    FRENCH_NUMBER = "french-number"


@dataclass(frozen=True)
class Suspect:
    """Something in a text that can only be about a person, or looks just like it; where it stands in the text."""

    kind: Kind
    start: int
    end: int
    text: str

    @property
    def shown(self) -> str:
        """Enough to find it by, never the whole of it."""
        return f"{self.text[:SHOWN]}\N{HORIZONTAL ELLIPSIS}"


def find(text: str, contact: bool = False, allowed: frozenset[str] = frozenset()) -> Suspect | None:
    """The first thing in this text that can only be about a person.

    contact: the text tells how to reach an organisation, where a telephone number may stand. allowed: pieces of text
    of which somebody wrote down that they are no client data.
    """
    if not worth_reading(text):
        return None
    return next(iter(find_all(text, contact, allowed)), None)


def find_all(text: str, contact: bool = False, allowed: frozenset[str] = frozenset()) -> tuple[Suspect, ...]:
    """Everything in this text that can only be about a person, in the order of the text; see `find`."""
    if not worth_reading(text):
        return ()
    seen, positions = folded(text)
    if "@" not in seen and (not _FEW(seen) or days.is_late_day(seen)):
        return ()
    if "@" not in seen and not _SOME(seen) and not days.can_be_in(seen):
        return ()
    spans = sorted(_Reading(seen, contact).spans())
    suspects = [
        Suspect(kind, positions[start], positions[end - 1] + 1, text[positions[start] : positions[end - 1] + 1])
        for start, end, kind in spans
    ]
    return tuple(suspect for suspect in suspects if not any(covers(piece, suspect, text) for piece in allowed))


def covers(piece: str, suspect: Suspect, text: str) -> bool:
    """Whether an exception for this piece is about it: the piece stands here, around all that was found."""
    return text.find(piece, max(0, suspect.end - len(piece)), suspect.start + len(piece)) != -1


class _Reading:
    """One text, in which every kind is looked for in what no earlier kind has claimed."""

    def __init__(self, text: str, contact: bool) -> None:
        self.text = text
        self.left = text
        self.contact = contact
        self.found: list[tuple[int, int, Kind]] = []

    def spans(self) -> Iterable[tuple[int, int, Kind]]:
        """Where each kind was found. The order matters: what is most surely itself comes first."""
        some, many = _SOME(self.text), _MANY(self.text)
        self._claim(self._addresses())
        if some:
            self._claim(self._accounts())
            self._claim(self._phones(contacts.ABROAD))
        if many:
            self._claim(self._numbers(numbers.FRENCH, numbers.is_french, Kind.FRENCH_NUMBER))
            self._claim(self._numbers(numbers.BELGIAN, numbers.is_belgian, Kind.BELGIAN_NUMBER))
        self._claim(self._days())
        if some:
            self._claim(self._phones(contacts.NATIONAL))
            self._claim(self._bsns())
        return self.found

    def _claim(self, claims: Iterable[tuple[int, int, Kind | None]]) -> None:
        """Take what was found, or is surely something else (None), out of what the next kinds read."""
        parts: list[str] = []
        at = 0
        for start, end, kind in sorted(claims, key=lambda claim: (claim[0], -claim[1])):
            if start < at:
                continue
            parts += [self.left[at:start], _USED * (end - start)]
            at = end
            if kind:
                self.found.append((start, end, kind))
        if parts:
            self.left = "".join((*parts, self.left[at:]))

    def _addresses(self) -> Iterator[tuple[int, int, Kind | None]]:
        if "@" in self.left:
            for start, end, own in contacts.addresses_in(self.left):
                yield start, end, Kind.EMAIL if own else None

    def _accounts(self) -> Iterator[tuple[int, int, Kind | None]]:
        at = 0
        while start := numbers.IBAN_START.search(self.left, at):
            end = numbers.iban_at(self.left, start.start())
            if end:
                yield start.start(), end, Kind.IBAN
            at = end or start.start() + 1

    def _phones(self, patterns: Iterable[re.Pattern[str]]) -> Iterator[tuple[int, int, Kind | None]]:
        for pattern in patterns:
            for found in pattern.finditer(self.left):
                allowed = self.contact or contacts.is_organisation_number(self.text, found.start())
                yield found.start(), found.end(), None if allowed else Kind.PHONE

    def _numbers(
        self, pattern: re.Pattern[str], check: Callable[[str], bool], kind: Kind
    ) -> Iterator[tuple[int, int, Kind | None]]:
        for found in pattern.finditer(self.left):
            if check("".join(char for char in found[0] if char.isalnum())):
                yield found.start(), found.end(), kind

    def _days(self) -> Iterator[tuple[int, int, Kind | None]]:
        for start, end, birth in days.days_in(self.left):
            yield start, end, Kind.BIRTH_DATE if birth else None

    def _bsns(self) -> Iterator[tuple[int, int, Kind | None]]:
        for row in numbers.ROW.finditer(self.left):
            yield from ((start, end, Kind.BSN) for start, end in numbers.bsns_in(row, self.left))
