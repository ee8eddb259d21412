"""Every copy of what is asked about, over all its traces, each once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditor.answers.base import Asked
from auditor.model.elements import Form
from auditor.traces import Arrival, Clock, Ending, Presence, Status

Key = tuple[str, str]
"""A node, and a kind of data that is there."""


@dataclass(frozen=True)
class Copy:
    """One kind of data at one place or organisation: every way in which it came there, best first.

    clocks: of the copy, one per trace that reaches it; none where it is no longer about a person.
    """

    node: str
    item: str
    arrivals: tuple[Arrival, ...]
    clocks: tuple[Clock, ...] = ()

    @property
    def form(self) -> Form:
        """What it is of the data that is nearest to one person."""
        return min((arrival.form for arrival in self.arrivals), key=lambda form: form.depth)

    @property
    def status(self) -> Status:
        """How sure it is that it is there."""
        return min((arrival.status for arrival in self.arrivals), key=lambda status: status.rank)

    @property
    def endings(self) -> tuple[tuple[Ending, Clock], ...]:
        """Every rule on it, each once, with a clock that it stands in."""
        found: dict[tuple[Ending, object], Clock] = {}
        for clock in self.clocks:
            for ending in clock.endings:
                found.setdefault((ending, ending.path), clock)
        return tuple((ending, clock) for (ending, _), clock in found.items())


def copies(asked: Asked) -> tuple[Copy, ...]:
    """Every copy, in the order of its node and item."""
    arrivals = _arrivals(asked, Presence.COPY)
    clocks: dict[Key, list[Clock]] = {}
    for trace in asked.all_traces:
        for clock in asked.traces.clocks(trace):
            clocks.setdefault((clock.node, clock.item), []).append(clock)
    return tuple(Copy(*key, found, tuple(clocks.get(key, ()))) for key, found in arrivals.items())


def told(asked: Asked) -> tuple[Copy, ...]:
    """What somebody was told by mouth, in the same order: no copies, but it cannot be taken back either."""
    found = (Copy(*key, ways) for key, ways in _arrivals(asked, Presence.TOLD).items())
    return tuple(one for one in found if one.form.personal)


def _arrivals(asked: Asked, presence: Presence) -> Mapping[Key, tuple[Arrival, ...]]:
    found: dict[Key, list[Arrival]] = {}
    for node, arrivals in asked.reached.items():
        for arrival in arrivals:
            if arrival.presence is presence:
                found.setdefault((node, arrival.item), []).append(arrival)
    return {key: _best_first(found[key]) for key in sorted(found)}


def _best_first(arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    return tuple(sorted(arrivals, key=lambda arrival: arrival.order))
