"""From where copies come to a node, and what sure moves take away from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property

from auditor.model import Audience, NamedFlow, View
from auditor.model.elements import Flow, Mode
from auditor.model.facts import Unknown
from auditor.traces.cases import Status
from auditor.traces.endings import Ending, EndKind
from auditor.traces.steps import Presence, covers, presences, status_of


class Movements:
    """What comes to the nodes of one view, and what leaves them for good."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._moved: dict[str, dict[str, Ending]] = {}

    def sources(self, node: str, items: Collection[str]) -> set[str]:
        """The nodes from which copies of these items come here."""
        flows = {flow.from_ for flow in self._copied_to.get(node, ()) if any(covers(flow.items, i) for i in items)}
        return flows | self._lying_on.get(node, set())

    def copied_to(self, node: str) -> list[Flow]:
        """The flows that leave a copy about people here, or go through here."""
        return self._copied_to.get(node, [])

    def all_sources(self, node: str) -> set[str]:
        """The nodes from which copies of anything come here."""
        return {flow.from_ for flow in self.copied_to(node)} | self._lying_on.get(node, set())

    @cached_property
    def _copied_to(self) -> Mapping[str, list[Flow]]:
        """Per node, the flows that leave a copy about people there, or go through there."""
        found: dict[str, list[Flow]] = defaultdict(list)
        for _, _, flow in self.view.flows:
            if status_of(flow) is not None:
                leaves_copy = any(presence is Presence.COPY for presence, _ in presences(flow))
                for node in (flow.to, *_through(flow)) if leaves_copy and flow.form.personal else _through(flow):
                    found[node].append(flow)
        return found

    @cached_property
    def _lying_on(self) -> Mapping[str, set[str]]:
        """Per carrier, the systems that live on it."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self.view.systems:
            for carrier in self.view.lies_on(name):
                found[carrier].add(name)
        return found

    def hidden_source(self, node: str, items: Collection[str]) -> bool:
        """Whether copies come here as well by a flow that this audience may not know of."""
        return any(covers(flow.items, item) for flow in self._hidden_to.get(node, ()) for item in items)

    @cached_property
    def _hidden_to(self) -> Mapping[str, list[Flow]]:
        """Per node, the flows to it that this audience may not know of."""
        if self.view.audience is Audience.OFFICER:
            return {}
        seen = {flow.path for flow in self.view.flows}
        found: dict[str, list[Flow]] = defaultdict(list)
        for position, flow in enumerate(self.view.model.flows):
            if ("flows", position) not in seen and status_of(flow) is not None:
                for node in (flow.to, *_through(flow)):
                    found[node].append(flow)
        return found

    def moved(self, node: str) -> Mapping[str, set[str]]:
        """What sure moves take away from a node for good, by the name of the move."""
        found: dict[str, set[str]] = defaultdict(set)
        for item, ending in self._taken(node).items():
            if ending.flow:
                found[ending.flow].add(item)
        return found

    def moved_on(self, node: str, item: str) -> Ending | None:
        """A sure move for everybody ends the copy it leaves behind, unless moves bring it back in a circle."""
        return self._taken(node).get(item) if node in self._moves else None

    def _taken(self, node: str) -> Mapping[str, Ending]:
        """Per kind of data, how it is moved away from a node for good."""
        if node not in self._moved:
            self._moved[node] = found = dict[str, Ending]()
            for flow in self._moves.get(node, ()):
                items = flow.value.items if isinstance(flow.value.items, tuple) else self.view.items
                ending = Ending(EndKind.MOVED, flow=flow.id, path=flow.path)
                for item in items:
                    if item not in found and not self._comes_back(flow.value, item):
                        found[item] = ending
        return self._moved[node]

    def may_leave(self, node: str, item: str) -> bool:
        """Whether a flow perhaps, sometimes or for some clients takes a copy away from a node."""
        return any(covers(flow.items, item) for flow in self.leaving.get(node, ()))

    @cached_property
    def leaving(self) -> Mapping[str, list[Flow]]:
        """Per node, the flows that move something away from it, or may do so."""
        found: dict[str, list[Flow]] = defaultdict(list)
        for _, _, flow in self.view.flows:
            if (flow.mode is Mode.MOVE or isinstance(flow.mode, Unknown)) and status_of(flow) is not None:
                found[flow.from_].append(flow)
        return found

    @cached_property
    def all_moves(self) -> list[Flow]:
        """All sure moves, also those that this audience may not know of."""
        return [flow for flow in self.view.model.flows if _sure_move(flow)]

    @cached_property
    def _moves(self) -> Mapping[str, list[NamedFlow]]:
        """Per node, the sure moves away from it that this audience may know of, by name."""
        found: dict[str, list[NamedFlow]] = defaultdict(list)
        for flow in sorted(self.view.flows, key=lambda flow: flow.id):
            if _sure_move(flow.value):
                found[flow.value.from_].append(flow)
        return found

    @cached_property
    def _moves_from(self) -> Mapping[str, list[Flow]]:
        """Per node, the sure moves away from it, also those that this audience may not know of."""
        found: dict[str, list[Flow]] = defaultdict(list)
        for flow in self.all_moves:
            found[flow.from_].append(flow)
        return found

    def _comes_back(self, first: Flow, item: str) -> bool:
        """Whether sure moves from where this one ends lead back."""
        reached, waiting = set[str](), [first]
        while waiting:
            flow = waiting.pop()
            if flow.to not in reached and flow.form.personal:
                reached.add(flow.to)
                waiting += [further for further in self._moves_from.get(flow.to, ()) if covers(further.items, item)]
        return first.from_ in reached


def _through(flow: Flow) -> tuple[str, ...]:
    """The places that this goes through."""
    return tuple(dict.fromkeys(way.place for way in flow.via if way.place is not None))


def _sure_move(flow: Flow) -> bool:
    """Whether this takes the data away for every client."""
    return flow.mode is Mode.MOVE and flow.scope == "all" and status_of(flow) is Status.ALWAYS
