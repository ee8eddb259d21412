"""What on the way to a place is not sure, as open questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from auditor.answers.base.asked import Asked
from auditor.answers.base.knowing import open_question
from auditor.model.elements import Mode
from auditor.model.facts import Unknown, stated
from auditor.results import OpenQuestion
from auditor.traces import Arrival, Presence, Status, Step, Way, status_of


def doubts(asked: Asked, nodes: Collection[str] | None = None) -> list[OpenQuestion]:
    """The unknowns on the way to places, or to copies there, that are only perhaps reached.

    nodes: only on the way to these, of every kind of data apart.
    """
    flows = {flow.id: flow for flow in asked.view.flows}
    found: dict[str, OpenQuestion] = {}
    for node, arrivals in asked.reached.items():
        steps = _unsure(arrivals) if nodes is None else _unsure_of_each(arrivals) if node in nodes else []
        for step in steps:
            flow = flows[step.flow or ""]
            value = flow.value
            if value.mode is not Mode.TELL and status_of(value) is not Status.PERHAPS:
                found.setdefault(value.from_, _staying(asked, value.from_))
                continue
            facts = (value.happens, value.mode, value.items, value.scope, value.written_down)
            fact = next((fact for fact in facts if isinstance(fact, Unknown)), None)
            found.setdefault(flow.id, open_question(asked.view, "flow-uncertain", fact, node, flow.path))
    return list(found.values())


def _unsure_of_each(arrivals: tuple[Arrival, ...]) -> list[Step]:
    """What is unsure on the ways of every kind of data: that another kind surely comes there says nothing of it."""
    items = dict.fromkeys(arrival.item for arrival in arrivals)
    steps = [step for item in items for step in _unsure(tuple(arrival for arrival in arrivals if arrival.item == item))]
    return list(dict.fromkeys(steps))


def rights_unknown(asked: Asked) -> Iterator[OpenQuestion]:
    """Access of which nobody knows if it lets somebody read."""
    doubtful = {way.path: way.node for way in asked.readers if way.way is Way.ACCESS}
    for path, node in sorted(doubtful.items(), key=str):
        for at in asked.view.access(node) or ():
            if at.path == path and isinstance(at.value.can, Unknown):
                yield open_question(asked.view, "rights-unknown", at.value.can, at.value.role, (*path, "can"))


def _staying(asked: Asked, node: str) -> OpenQuestion:
    """A flow is sure in itself, but nobody knows if anything stays where it begins: data only goes through there."""
    keeps = asked.view.holders[node].keeps
    asked_for = "end-through" if stated(keeps) is None else "stay-unknown"
    return open_question(asked.view, asked_for, keeps, node, (*asked.view.path(node), "keeps"))


def _unsure(arrivals: tuple[Arrival, ...]) -> list[Step]:
    """What is unsure on the ways to a place; or, where it is as surely reached in those cases, on a way to a copy."""
    surer = [arrival.case for arrival in arrivals if arrival.status is not Status.PERHAPS]
    copies = [arrival for arrival in arrivals if arrival.presence is Presence.COPY]
    ways = [arrival for arrival in arrivals if not any(case.covers(arrival.case) for case in surer)] + copies[:1]
    steps = [step for way in ways if way.status is Status.PERHAPS for step in way.route]
    return list(dict.fromkeys(step for step in steps if step.flow and step.status is Status.PERHAPS))
