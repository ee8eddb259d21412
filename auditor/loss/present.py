"""What is where: every kind of data of all traces, by place, and whether it is elsewhere too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from auditor.answers.base import STAYING, may_know_of
from auditor.loss.result import Lost, OtherCopy
from auditor.model import Path, View
from auditor.traces import Arrival, EndKind, Presence, Status, StepKind, Traces, widest
from auditor.traces.steps import BACKED_UP

Key = tuple[str, str]


class Present:
    """What every trace says is at each place or organisation."""

    def __init__(self, traces: Traces) -> None:
        self.traces = traces

    @property
    def view(self) -> View:
        """The view of the traces."""
        return self.traces.view

    @cached_property
    def at(self) -> Mapping[str, Mapping[str, tuple[Arrival, ...]]]:
        """By node and kind of data every way in which it is there, best first."""
        found: dict[str, dict[str, list[Arrival]]] = {}
        for trace in self.traces.all():
            for node, reached in trace.reached.items():
                for arrival in reached.arrivals:
                    found.setdefault(node, {}).setdefault(arrival.item, []).append(arrival)
        return {
            node: {item: tuple(sorted(items[item], key=lambda arrival: arrival.order)) for item in sorted(items)}
            for node, items in sorted(found.items())
        }

    @cached_property
    def moved(self) -> frozenset[Key]:
        """The copies that surely leave the node again."""
        clocks = (clock for trace in self.traces.all() for clock in self.traces.clocks(trace))
        return frozenset(
            (clock.node, clock.item)
            for clock in clocks
            if any(ending.kind is EndKind.MOVED for ending in clock.endings)
        )

    def lost_at(self, node: str) -> tuple[Lost, ...]:
        """Everything that is at a node."""
        return tuple(self.lost(item, arrivals, {node}) for item, arrivals in self.at.get(node, {}).items())

    def lost(self, item: str, arrivals: Iterable[Arrival], gone: Collection[str]) -> Lost:
        """One kind of data in these ways, and whether it is anywhere but at the nodes that are gone."""
        ways = tuple(arrivals)
        copies = [arrival for arrival in ways if arrival.presence is Presence.COPY and arrival.form.personal]
        other, where = self.other_copy(item, copies, gone) if copies else (None, ())
        return self.made(
            item, ways, moved_on=any((node, item) in self.moved for node in gone), other=other, copies=where
        )

    def made(
        self,
        item: str,
        arrivals: Iterable[Arrival],
        moved_on: bool = False,
        other: OtherCopy | None = None,
        copies: tuple[str, ...] = (),
    ) -> Lost:
        """One kind of data as it is there in these ways."""
        ways = tuple(arrivals)
        return Lost(
            item,
            tuple(name for name in self.view.about(item) if may_know_of(self.view, name)),
            self.view.sensitivity(item),
            tuple(presence for presence in Presence if any(way.presence is presence for way in ways)),
            tuple(sorted({way.form for way in ways}, key=lambda form: form.depth)),
            widest(way.case for way in ways),
            moved_on,
            {way.how for way in ways if way.presence is Presence.CARRIED} == {BACKED_UP},
            other,
            copies,
            _paths(ways),
        )

    def together(self, items: Mapping[str, Iterable[Arrival]]) -> tuple[Lost, ...]:
        """These kinds of data in all these ways, without asking where else they are."""
        return tuple(self.made(item, items[item]) for item in sorted(items))

    def other_copy(
        self, item: str, lost: Collection[Arrival], gone: Collection[str]
    ) -> tuple[OtherCopy, tuple[str, ...]]:
        """Whether there is another copy, and where; of what goes through somewhere a copy is perhaps left there."""
        others = [
            arrival
            for node, items in self.at.items()
            for arrival in items.get(item, ())
            if node not in gone
            and (node, item) not in self.moved
            and arrival.presence in STAYING
            and arrival.form.personal
        ]
        apart = [arrival for arrival in others if not self._with(arrival, gone)]
        origins = {arrival.route[0].target for arrival in lost}
        sure = [arrival for arrival in apart if _sure(arrival) and arrival.route[0].target in origins]
        where = tuple(sorted({arrival.node for arrival in sure}))
        if sure:
            whole = all(any(_stands_in(one, arrival) for one in sure) for arrival in lost)
            return (OtherCopy.YES if whole else OtherCopy.SOME), where
        if others:
            return OtherCopy.PERHAPS, tuple(sorted({arrival.node for arrival in others}))
        return (OtherCopy.NO if self._all_described(gone) else OtherCopy.NONE_KNOWN), ()

    def _with(self, arrival: Arrival, gone: Collection[str]) -> bool:
        """Whether this copy can be gone with what is lost: a system on that carrier, or the carrier of that system."""
        node = arrival.node
        on_it = node in self.view.systems and any(carrier in gone for carrier in self.view.lies_on(node))
        last = arrival.route[-1]
        return on_it or (last.kind is StepKind.LIES_ON and last.source in gone)

    def _all_described(self, gone: Collection[str]) -> bool:
        """Whether somebody declared that it goes nowhere else and is written down nowhere else."""
        complete: Callable[[str, str], object] = self.view.complete
        from_there = all(complete(node, "flows") is not None for node in gone)
        return from_there and all(complete(place, "collects") is not None for place in self.view.places)


def _sure(arrival: Arrival) -> bool:
    known = arrival.status is not Status.PERHAPS and None not in arrival.conditions
    return known and arrival.presence is Presence.COPY


def _stands_in(other: Arrival, lost: Arrival) -> bool:
    """Whether the other copy is there for every client and in every case of the lost one, and as precise.

    What was written down apart from it is the same kind of data, and not a copy of it.
    """
    same = other.route[0].target == lost.route[0].target
    return same and other.case.covers(lost.case) and other.form.depth <= lost.form.depth


def _paths(arrivals: Iterable[Arrival]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(arrival.route[-1].path for arrival in arrivals))
