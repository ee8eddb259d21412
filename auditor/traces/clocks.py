"""How long: a clock per copy, and which copy of an item disappears last.

One copy whose end is not known makes the whole not known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from auditor.traces.cases import Groups
from auditor.traces.endings import SOURCE_REMOVED, Doubt, Ending, EndKind, last_of, lasting, unmoved
from auditor.traces.keeper import Keeper
from auditor.traces.steps import Arrival, Presence, Trace, together
from auditor.values import Term


@dataclass(frozen=True)
class Clock:
    """The clock of one copy: every rule on it, and the ones that decide when it is gone."""

    node: str
    item: str
    arrival: Arrival
    endings: tuple[Ending, ...]

    @property
    def deciding(self) -> tuple[Ending, ...]:
        """The rules that keep the copy longest."""
        return last_of(self.endings)

    @property
    def level(self) -> int:
        """How much is known of the end of this copy."""
        return max(ending.level for ending in self.endings)

    @property
    def known(self) -> bool:
        """Whether the end of this copy is known."""
        return self.level < 3

    @property
    def leaves(self) -> bool:
        """Whether something may take the copy away before its time is over."""
        return any(ending.leaves for ending in self.endings)

    @property
    def through(self) -> bool:
        """Whether it only goes through there: these are the rules on a copy of which nobody knows if it stays."""
        return self.arrival.presence is Presence.CARRIED


@dataclass(frozen=True)
class Longest:
    """How long an item stays over all its copies.

    deciding: the clocks of the copies that disappear last. unknown: the copies whose end nobody knows; while there is
    one, `deciding` is only what is known beside it.
    """

    deciding: tuple[Clock, ...]
    unknown: tuple[Clock, ...]
    clocks: tuple[Clock, ...]


def clocks(keeper: Keeper, trace: Trace) -> tuple[Clock, ...]:
    """A clock for every copy of the item, or of what was made from it, that is still about a person.

    What only goes through a node may stay there too, by the rules of that node. Where there are none, nobody knows
    how long, nor if it stays at all.
    """
    copies = Copies(keeper, lambda node, items: _copies_at(trace, node, items))
    found: dict[tuple[str, str], list[Arrival]] = {}
    for arrival in trace.may_stay():
        found.setdefault((arrival.node, arrival.item), []).append(arrival)
    return tuple(_clock(copies, found[key]) for key in sorted(found))


def _clock(copies: Copies, arrivals: list[Arrival]) -> Clock:
    """One clock for the copies of one or more groups of clients at one node, with the rules on each of them."""
    first = arrivals[0]
    endings = (ending for arrival in arrivals for ending in copies.endings(_copy(arrival)))
    by_rule = {(ending.path, ending): ending for ending in endings}
    return Clock(first.node, first.item, first, unmoved(by_rule.values()))


def longest(found: Iterable[Clock]) -> Longest:
    """The copies that disappear last. Unknown dominates, and is never merged with what is known.

    A copy that was moved away lives on where it went, so it is last only where nothing else is left.
    """
    all_clocks = tuple(found)
    known = [clock for clock in all_clocks if clock.known]
    last = {id(ending) for ending in lasting(clock.endings for clock in known)}
    deciding = tuple(clock for clock in known if any(id(ending) in last for ending in clock.deciding))
    return Longest(deciding, tuple(clock for clock in all_clocks if not clock.known), all_clocks)


class Copy(NamedTuple):
    """A copy that stays, of these clients; through: or that may stay, because data goes through there.

    here: what it was at this node on its way; begins: it comes from nowhere.
    """

    node: str
    item: str
    groups: Groups
    through: bool
    here: frozenset[str]
    begins: bool


_Key = tuple[str, str, Groups, bool]
"""What tells copies apart that end alike."""


class Copies:
    """Copies that can wait for each other. at: those about people at a node, of these kinds of data."""

    def __init__(self, keeper: Keeper, at: Callable[[str, Collection[str]], Iterable[Copy]]) -> None:
        self.keeper = keeper
        self.at = at
        self._found: dict[_Key, tuple[Ending, ...]] = {}
        self._working: set[_Key] = set()

    def endings(self, copy: Copy) -> tuple[Ending, ...]:
        """How a copy comes to its end, worked out once."""
        key = copy[:4]
        if key not in self._found:
            endings = self.keeper.endings(*key)
            if endings is None:
                self._working.add(key)
                endings = self.keeper.endings_after(*key, lambda term: self._after_source(term, copy))
                self._working.discard(key)
            self._found[key] = endings
        return self._found[key]

    def _after_source(self, term: Term, copy: Copy) -> Ending:
        """A term that starts when the copies it is made from are removed: the two add up.

        Only the clients of this copy count at its sources. Copies that wait for each other in a circle have no known
        end.
        """
        before = [
            source._replace(groups=source.groups | copy.groups)
            for node in sorted(self.keeper.movements.sources(copy.node, copy.here))
            for source in self.at(node, copy.here)
            if together(self.keeper.view, source.groups, copy.groups)
        ]
        in_circle = any(source[:4] in self._working for source in before)
        if not before or copy.begins or in_circle:
            return Ending(EndKind.UNKNOWN, doubt=Doubt.SOURCE_UNKNOWN)
        endings = last_of(ending for source in before for ending in self.endings(source))
        base = endings[0] if len(endings) == 1 else Ending(EndKind.LAST_OF, of=endings)
        sources = tuple(dict.fromkeys(source.node for source in before))
        ending = Ending(EndKind.TERM, term, SOURCE_REMOVED, after=base, sources=sources)
        doubtful = base.level == 3 or self.keeper.movements.hidden_source(copy.node, copy.here)
        return replace(ending, doubt=Doubt.SOURCE_UNKNOWN) if doubtful else ending


def _copies_at(trace: Trace, node: str, items: Collection[str]) -> list[Copy]:
    arrivals = trace.reached[node].may_stay if node in trace.reached else ()
    return [_copy(arrival) for arrival in arrivals if arrival.item in items]


def _copy(arrival: Arrival) -> Copy:
    here = frozenset(step.item for step in arrival.route if step.target == arrival.node)
    through = arrival.presence is Presence.CARRIED
    return Copy(arrival.node, arrival.item, arrival.groups, through, here, len(arrival.route) == 1)
