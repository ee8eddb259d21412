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
    """One kind of data at one place or organisation: every way in which it stays there, or may stay, best first.

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
    def through(self) -> bool:
        """Whether it only goes through there, so that nobody knows if anything of it stays."""
        return all(arrival.presence is Presence.CARRIED for arrival in self.arrivals)

    @property
    def status(self) -> Status:
        """How sure it is that it is there."""
        surely = [arrival.status for arrival in self.arrivals if arrival.presence is not Presence.CARRIED]
        return min(surely, key=lambda status: status.rank, default=Status.PERHAPS)

    @property
    def endings(self) -> tuple[tuple[Ending, Clock], ...]:
        """Every rule on it, each once, with a clock that it stands in."""
        found: dict[tuple[Ending, object], Clock] = {}
        for clock in self.clocks:
            for ending in clock.endings:
                found.setdefault((ending, ending.path), clock)
        return tuple((ending, clock) for (ending, _), clock in found.items())


def copies(asked: Asked) -> tuple[Copy, ...]:
    """Every copy, also one that may stay where data goes through, in the order of its node and item."""
    arrivals = _arrivals(asked, Presence.COPY, Presence.CARRIED)
    clocks: dict[Key, list[Clock]] = {}
    for trace in asked.all_traces:
        for clock in asked.traces.clocks(trace):
            clocks.setdefault((clock.node, clock.item), []).append(clock)
    return tuple(Copy(*key, found, tuple(clocks.get(key, ()))) for key, found in arrivals.items())


def told(asked: Asked) -> tuple[Copy, ...]:
    """What somebody was told by mouth, in the same order: no copies, but it cannot be taken back either."""
    found = (Copy(*key, ways) for key, ways in _arrivals(asked, Presence.TOLD).items())
    return tuple(one for one in found if one.form.personal)


def _arrivals(asked: Asked, *presences: Presence) -> Mapping[Key, tuple[Arrival, ...]]:
    found: dict[Key, list[Arrival]] = {}
    for node, arrivals in asked.reached.items():
        for arrival in arrivals:
            personal = arrival.form.personal or arrival.presence is not Presence.CARRIED
            if arrival.presence in presences and personal:
                found.setdefault((node, arrival.item), []).append(arrival)
    return {key: _best_first(found[key]) for key in sorted(found)}


def _best_first(arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    return tuple(sorted(arrivals, key=lambda arrival: (arrival.presence is Presence.CARRIED, arrival.order)))
