"""Whom to tell of an erasure: everybody else to or through whom data was passed on, or who can look at a place of ours.

A company that works for us is told at the step it keeps running; it is in no list of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from auditor.answers.base import Asked
from auditor.erasure.result import How, Notified
from auditor.model import NamedFlow, Path, View
from auditor.traces import Presence, Status, Way, status_of, taken
from auditor.traces.steps import presences

_HOW = {Presence.COPY: How.COPY, Presence.VIEW: How.VIEW, Presence.TOLD: How.TOLD}


@dataclass
class _Received:
    """What one organisation got, while it is being gathered."""

    nodes: set[str] = field(default_factory=set)
    items: set[str] = field(default_factory=set)
    how: set[How] = field(default_factory=set)
    by: set[str] = field(default_factory=set)
    by_us: bool = False
    sure: list[Status] = field(default_factory=list)
    paths: dict[Path, None] = field(default_factory=dict)

    def result(self, organisation: str | None) -> Notified:
        status = min(self.sure, key=lambda status: status.rank)
        how = tuple(way for way in How if way in self.how)
        nodes, items, by = (tuple(sorted(names)) for names in (self.nodes, self.items, self.by))
        return Notified(organisation, nodes, items, how, status, by, self.by_us, tuple(self.paths))


def notified(asked: Asked) -> tuple[Notified, ...]:
    """Every receiver, those whom we gave it to first."""
    view, owner = asked.view, asked.view.model.owner
    found: dict[tuple[str | None, str], _Received] = {}
    for flow in sorted(view.flows, key=lambda flow: flow.id):
        givers = view.deciders(flow.value.from_)
        places = [way.place for way in flow.value.via if way.place in view.places]
        for organisation, node in (other for end in (flow.value.to, *places) for other in _others(view, end, givers)):
            for item, how, status in _passed(asked, flow) if node == flow.value.to else _through(asked, flow):
                one = found.setdefault((organisation, "" if organisation else node), _Received())
                one.nodes.add(node)
                one.items.add(item)
                one.how.add(how)
                one.by.update(giver for giver in givers if giver != owner)
                one.by_us |= not givers or owner in givers
                one.sure.append(status)
                one.paths[flow.path] = None
    for organisation, node, item, status, path in _looking(asked):
        one = found.setdefault((organisation, ""), _Received())
        one.nodes.add(node)
        one.items.add(item)
        one.how.add(How.ACCESS)
        one.by_us = True
        one.sure.append(status)
        one.paths[path] = None
    told = [one.result(organisation) for (organisation, _), one in found.items()]
    return tuple(sorted(told, key=lambda one: (not one.by_us, one.organisation or "", one.nodes)))


def _others(view: View, node: str, givers: Iterable[str]) -> Iterator[tuple[str | None, str]]:
    """The organisations that decide where a flow ends and not where it begins; None where nobody knows who does."""
    deciders = view.deciders(node)
    if not deciders:
        yield None, node
    for organisation in deciders:
        if organisation != view.model.owner and organisation not in givers:
            yield organisation, node


def _passed(asked: Asked, flow: NamedFlow) -> Iterator[tuple[str, How, Status]]:
    """The kinds of data that a flow carries and that are still about a person after it, with how and how surely."""
    happens = status_of(flow.value)
    for arrival, _ in taken(asked.view, flow.value, asked.reached.get(flow.value.from_, ())):
        if happens and arrival.form.then(flow.value.form).personal:
            for presence, sure in presences(flow.value):
                yield arrival.item, _HOW[presence], arrival.status.then(happens).then(sure)


def _through(asked: Asked, flow: NamedFlow) -> Iterator[tuple[str, How, Status]]:
    """The same for a place on the way: whatever becomes of the data further on."""
    happens = status_of(flow.value)
    for arrival, _ in taken(asked.view, flow.value, asked.reached.get(flow.value.from_, ())):
        if happens and arrival.form.personal:
            yield arrival.item, How.THROUGH, arrival.status.then(happens)


def _looking(asked: Asked) -> Iterator[tuple[str, str, str, Status, Path]]:
    """People of another organisation, who do not work for us as a company, with access at a place of ours."""
    view, owner = asked.view, asked.view.model.owner
    for reader in asked.readers:
        ours = reader.node in view.places and owner in view.deciders(reader.node)
        if ours and reader.way is Way.ACCESS and reader.organisation not in (owner, None):
            companies = {at.value.organisation for at in view.processors(reader.node) or ()}
            if reader.organisation not in companies | set(view.deciders(reader.node)):
                yield reader.organisation or "", reader.node, reader.arrival.item, reader.status, reader.path
