"""Traces as plain values, without the paths of the evidence, so that two descriptions can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from auditor.model import Audience, Model
from auditor.traces import Arrival, Case, Clock, Ending, Longest, Reader, Step, Trace, Traces


def everything(model: Model, audience: Audience = Audience.OFFICER) -> dict[str, Any]:
    """All that follows from a model, per item."""
    return of_traces(Traces(model, audience))


def of_traces(traces: Traces) -> dict[str, Any]:
    return {trace.item: of_trace(traces, trace) for trace in traces.all()}


def of_trace(traces: Traces, trace: Trace) -> dict[str, Any]:
    return {
        "origins": [of_arrival(arrival) for arrival in trace.origins],
        "reached": {node: [of_arrival(arrival) for arrival in found.arrivals] for node, found in trace.reached.items()},
        "readers": _sorted(of_reader(reader) for reader in traces.readers(trace)),
        "clocks": [of_clock(clock) for clock in traces.clocks(trace)],
        "longest": of_longest(traces.longest(trace)),
    }


def of_step(step: Step) -> tuple[Any, ...]:
    return step.kind, step.source, step.target, step.item, step.form, step.presence, step.status, step.flow


def of_arrival(arrival: Arrival) -> tuple[Any, ...]:
    route = tuple(of_step(step) for step in arrival.route)
    groups = tuple(sorted(arrival.groups))
    conditions = tuple(sorted(map(str, arrival.conditions)))
    return arrival.node, arrival.item, arrival.form, arrival.presence, groups, conditions, arrival.status, route


def of_case(case: Case) -> tuple[Any, ...]:
    return case.status, tuple(sorted(case.groups)), tuple(sorted(map(str, case.conditions)))


def of_reader(reader: Reader) -> tuple[Any, ...]:
    can, cases = sorted(reader.can), sorted(map(of_case, reader.cases))
    who = (reader.role, reader.organisation, reader.node, reader.way)
    return (*who, can, repr(reader.when), cases, of_arrival(reader.arrival), reader.status)


def of_ending(ending: Ending) -> tuple[Any, ...]:
    return (
        ending.kind, ending.term.root if ending.term else None, ending.starts,
        ending.criteria.root if ending.criteria else None, tuple(_sorted(of_ending(part) for part in ending.of)),
        of_ending(ending.after) if ending.after else None, ending.limit, ending.doubt, ending.law, ending.set_up,
        ending.fate, tuple(sorted(ending.groups)), ending.flow, ending.level,
    )  # fmt: skip


def of_clock(clock: Clock) -> tuple[Any, ...]:
    endings = tuple(_sorted(of_ending(ending) for ending in clock.endings))
    deciding = tuple(_sorted(of_ending(ending) for ending in clock.deciding))
    return clock.node, clock.item, of_arrival(clock.arrival), endings, deciding, clock.level


def of_longest(longest: Longest) -> tuple[Any, ...]:
    return tuple(
        tuple((clock.node, clock.item) for clock in clocks)
        for clocks in (longest.deciding, longest.unknown, longest.clocks)
    )


def _sorted(values: Iterable[Any]) -> list[Any]:
    return sorted(values, key=repr)
