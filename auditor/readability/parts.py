"""Pieces of text while they are gathered into passages."""

from __future__ import annotations

from typing import NamedTuple


class Part(NamedTuple):
    """A piece of text on one line."""

    line: int
    text: str


class Parts:
    """Gathers pieces into passages, as a tuple of pieces each."""

    def __init__(self) -> None:
        self._found: list[tuple[Part, ...]] = []
        self._now: list[Part] = []

    def add(self, line: int, text: str) -> None:
        if text:
            self._now.append(Part(line, text))

    def end(self) -> None:
        """What comes is another passage."""
        if self._now:
            self._found.append(tuple(self._now))
            self._now = []

    def ended(self) -> list[tuple[Part, ...]]:
        """All passages, also the last one."""
        self.end()
        return self._found
