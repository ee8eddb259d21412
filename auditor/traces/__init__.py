"""What follows from a model: where each item goes, who can see it, how long it stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from auditor.errors import NotFound
from auditor.model import Audience, Model, NamedFlow, View
from auditor.traces.cases import EVERYBODY, Case, Conditions, Groups, Status, widest
from auditor.traces.clocks import Clock, Longest, clocks, longest
from auditor.traces.dates import OLDEST, DatedEnding, DateKind, Dates, Span, birthday, dated, events_of, years_on
from auditor.traces.endings import REMOVALS, SOURCE_REMOVED, Doubt, Ending, EndKind, last_of
from auditor.traces.events import event_named
from auditor.traces.everywhere import Counts, Everywhere, From, OfItem, Stays
from auditor.traces.inventory import How, Inventory, Kinds, Spot
from auditor.traces.keeper import Keeper, legal_term
from auditor.traces.last_day import DatedClock, LastDay, last_day
from auditor.traces.law_notes import LawNote, law_notes
from auditor.traces.looked import Kept, Looked, looked
from auditor.traces.reach import Walker
from auditor.traces.readers import Onlookers, Reader, Way
from auditor.traces.routes import MOST_ROUTES, End, Route, Routes, routes
from auditor.traces.somebody import groups_named
from auditor.traces.steps import Arrival, Presence, Reached, Step, StepKind, Trace, covers, meet, status_of, taken
from auditor.traces.wiring import BACKUP, Wiring

if TYPE_CHECKING:
    from auditor.graph import FlowGraph


_Worked = TypeVar("_Worked")


class Traces:
    """Every trace of one view of a model, worked out when first asked for.

    groups: the groups of clients that somebody is in, for the traces of that somebody; see `View` and `groups_named`.
    before: the traces of the description before an edit; of everything from everywhere, what the edit did not touch is
    taken from there.
    """

    def __init__(
        self,
        model: Model,
        audience: Audience = Audience.OFFICER,
        *,
        groups: frozenset[str] | None = None,
        before: Traces | None = None,
    ) -> None:
        self.view = View(model, audience, groups)
        self._before = before
        if before:
            before._before = None
        self._found: dict[tuple[str, str | None], Trace] = {}
        self._remembered: dict[Hashable, Any] = {}

    @property
    def model(self) -> Model:
        """The model that is traced."""
        return self.view.model

    def remembered(self, key: Hashable, work: Callable[[], _Worked]) -> _Worked:
        """What somebody works out from these traces, done once and remembered as long as they are."""
        if key not in self._remembered:
            self._remembered[key] = work()
        found: _Worked = self._remembered[key]
        return found

    @cached_property
    def graph(self) -> FlowGraph:
        """The places and flows of this view, for networkx."""
        from auditor.graph import FlowGraph

        return FlowGraph(self.view)

    @cached_property
    def _walker(self) -> Walker:
        whole = None if self.view.groups is None else Walker(Wiring(View(self.model, self.view.audience)))
        return Walker(Wiring(self.view, self._before._walker.wiring if self._before else None), whole)

    @cached_property
    def _keeper(self) -> Keeper:
        return Keeper(self.view)

    @cached_property
    def _onlookers(self) -> Onlookers:
        return Onlookers(self.view)

    def of(self, item: str, at: str | None = None) -> Trace:
        """The trace of an item, from all its places of collection or from one.

        Raises NotFound for an item or place that this view does not have.
        """
        if item not in self.view.items:
            raise NotFound("item", item, self.view.items)
        if at is not None and at not in self.view.places:
            raise NotFound("place", at, self.view.places)
        if (item, at) not in self._found:
            self._found[item, at] = self._walker.trace(item, at)
        return self._found[item, at]

    def of_others_only(self, item: str) -> bool:
        """Whether an item is somewhere for others, and nowhere for the somebody of these traces.

        Raises NotFound for an item that this view does not have.
        """
        return not self.of(item).reached and self._walker.of_others_only(item)

    @cached_property
    def flows(self) -> tuple[NamedFlow, ...]:
        """Every flow of this view, by name."""
        return tuple(sorted(self.view.flows, key=lambda flow: flow.id))

    @cached_property
    def inventory(self) -> Inventory:
        """What is where, of all kinds of data at once."""
        return Inventory(self._walker, self._keeper)

    @cached_property
    def everywhere(self) -> Everywhere:
        """Everything from everywhere: what every item reaches from each place where it begins."""
        before, walker = self._before, self._walker
        self._before = None
        return Everywhere(walker, self._keeper, self._onlookers, before.everywhere if before else None)

    def all(self) -> tuple[Trace, ...]:
        """The trace of every item, in the order of the description."""
        return tuple(self.of(item) for item in self.view.items)

    def routes(self, item: str, node: str, at: str | None = None, most: int | None = None) -> Routes:
        """The shortest and surest routes of an item, or of what is made of it, to a place or organisation.

        Raises NotFound for an item, place or organisation that this view does not have.
        """
        reached = self.of(item, at).reached
        if node not in self.view.holders:
            raise NotFound.near("place", node, self.view.holders)
        inside = tuple(name for name in reached if name != node and self.view.organisation_of(name) == node)
        return replace(routes(self._walker, item, node, at, most or MOST_ROUTES), inside=inside)

    def readers(self, trace: Trace) -> tuple[Reader, ...]:
        """Who can see the item of a trace."""
        return self._onlookers.readers(trace)

    def clocks(self, trace: Trace) -> tuple[Clock, ...]:
        """The clock of every copy."""
        return clocks(self._keeper, trace)

    def longest(self, trace: Trace) -> Longest:
        """The copies that disappear last."""
        return longest(self.clocks(trace))

    @cached_property
    def starting_events(self) -> tuple[str, ...]:
        """The events at which clocks start or copies end, but for a removal itself; those of most clocks first."""
        counted: Counter[str] = Counter()
        for trace in self.all():
            for clock in self.clocks(trace):
                inside = (part for ending in clock.endings for part in (ending, *ending.inside))
                counted.update({part.starts for part in inside if part.starts} - {*REMOVALS, SOURCE_REMOVED})
        return tuple(event for event, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    def last_day(self, trace: Trace, dates: Dates) -> LastDay:
        """When every copy is gone, and the last one, with the dates of a made-up client."""
        return last_day(self.view, trace, self.clocks(trace), dates)


__all__ = [
    "BACKUP",
    "EVERYBODY",
    "OLDEST",
    "Arrival",
    "Case",
    "Clock",
    "Conditions",
    "Counts",
    "DateKind",
    "DatedClock",
    "DatedEnding",
    "Dates",
    "Doubt",
    "End",
    "EndKind",
    "Ending",
    "Everywhere",
    "From",
    "Groups",
    "How",
    "Inventory",
    "Kept",
    "Kinds",
    "LastDay",
    "LawNote",
    "Longest",
    "Looked",
    "OfItem",
    "Presence",
    "Reached",
    "Reader",
    "Route",
    "Routes",
    "Span",
    "Spot",
    "Status",
    "Stays",
    "Step",
    "StepKind",
    "Trace",
    "Traces",
    "Way",
    "birthday",
    "covers",
    "dated",
    "event_named",
    "events_of",
    "groups_named",
    "last_of",
    "law_notes",
    "legal_term",
    "longest",
    "looked",
    "meet",
    "status_of",
    "taken",
    "widest",
    "years_on",
]  # fmt: skip
