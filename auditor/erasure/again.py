"""From where a copy can come back after it is removed, because the same data still stays there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.answers.base import Asked
from auditor.erasure.result import State, Step, Why
from auditor.model import NamedFlow
from auditor.traces import Presence, status_of, taken
from auditor.traces.steps import presences

_REMOVED = (State.CAN_GO, State.ON_REQUEST, State.ASK, State.UNKNOWN)
"""States of a copy that somebody may remove, or ask others to."""
_GONE = (State.CAN_GO, State.ON_REQUEST)
"""States of a copy that is no longer there when its step is done."""


def again(asked: Asked, steps: Sequence[Step]) -> tuple[Step, ...]:
    """The same steps, each with the places from which what it removes can come again.

    Those are places with a flow to it whose own step comes later, or after whose step the data can still be there.
    From a back-up nothing can be removed first: it goes there by its own term, and can be put back until then.
    """
    return tuple(_with_sources(step, _again(asked, step, steps)) if step.state in _REMOVED else step for step in steps)


def _with_sources(step: Step, sources: Iterator[tuple[str, State]]) -> Step:
    found = set(sources)
    removable = {node for node, state in found if state is not State.LATER}
    return replace(
        step,
        again=tuple(sorted(removable)),
        put_back=tuple(sorted({node for node, _ in found} - removable)),
    )


def _again(asked: Asked, step: Step, steps: Sequence[Step]) -> Iterator[tuple[str, State]]:
    """Each place from which it can come again, with what can be done about what is there."""
    nodes = list(dict.fromkeys(one.node for one in steps))
    here = nodes.index(step.node)
    items = {held.item for held in step.items}
    for flow in asked.view.flows:
        source = flow.value.from_
        if flow.value.to == step.node and source != step.node and status_of(flow.value):
            brought = items & set(_brought(asked, flow))
            later = source in nodes[here:]
            for one in steps:
                there = one.node == source and _still_there(one, later=later)
                if there and brought & {held.item for held in one.items}:
                    yield source, one.state


def _brought(asked: Asked, flow: NamedFlow) -> Iterator[str]:
    """The kinds of data of which this flow brings a copy that is still about a person."""
    if any(presence is Presence.COPY for presence, _ in presences(flow.value)):
        for arrival, _ in taken(asked.view, flow.value, asked.reached.get(flow.value.from_, ())):
            if arrival.form.then(flow.value.form).personal:
                yield arrival.item


def _still_there(step: Step, *, later: bool) -> bool:
    """Whether copies of this step stay, of some client; later: whether its turn has not come yet."""
    if step.state in (State.OUT_OF_REACH, State.MOVED) or Why.TOLD in step.why:
        return False
    return later or step.state not in _GONE or step.otherwise not in (None, *_GONE)
