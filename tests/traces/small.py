"""Small descriptions written by hand, built in memory, and traces as short words to compare with."""

from __future__ import annotations

from typing import Any

from auditor.model import Audience, Model, build
from auditor.traces import Ending, Trace, Traces

Data = dict[str, Any]
SECRET = {"reason": "a report that is still being looked into"}
COMPLETE = {"on": "2026-10-01", "by": "worker"}


def described(**sections: Any) -> Model:
    """A team, its council and a vendor, with notes and a score; the rest is up to the test."""
    data: Data = {
        "model": 1,
        "name": "Invented",
        "owner": "team",
        "organisations": {
            "team": {"kind": "welfare"},
            "council": {"kind": "municipality"},
            "vendor": {"kind": "vendor"},
        },
        "roles": {"worker": {"of": "team"}, "clerk": {"of": "council"}, "helpdesk": {"of": "vendor"}},
        "items": {"notes": {"category": "talk-report"}, "score": {"category": "self-reliance-score"}},
    }
    for section, parts in sections.items():
        data[section] = {**data.get(section, {}), **parts} if isinstance(parts, dict) else parts
    return build(data)


def collecting(*items: str, **more: Any) -> Data:
    """A system where these items are first written down."""
    return {"collects": [{"items": list(items) or "all", "from": "client"}], **more}


def flow(start: str, end: str, items: Any = "all", mode: str = "copy", **more: Any) -> Data:
    return {"from": start, "to": end, "items": items, "mode": mode, **{_key(name): fact for name, fact in more.items()}}


def rule(then: str | None = "delete", set_up: str | None = "automatic", **period: Any) -> Data:
    """A retention rule that is arranged unless told otherwise."""
    facts = {"items": "all", "then": then, "set-up": set_up} | {_key(name): fact for name, fact in period.items()}
    return {name: fact for name, fact in facts.items() if fact is not None}


def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def ways(trace: Trace, node: str) -> set[str]:
    """How data is at a node: `copy always`, `view sometimes if youth`, `copy perhaps of score, figures`."""
    said = set()
    for arrival in trace.reached[node].arrivals if node in trace.reached else ():
        words = f"{arrival.presence} {arrival.status}"
        words += f" if {' and '.join(sorted(arrival.groups))}" if arrival.groups else ""
        words += f" of {arrival.item}" if arrival.item != trace.item else ""
        said.add(words + (f", {arrival.form}" if arrival.form != "as-is" else ""))
    return said


def route(trace: Trace, node: str) -> str:
    """The route of the best arrival at a node: `file > laptop > council`."""
    return " > ".join(step.target for step in trace.reached[node].best.route)


def people(model: Model, item: str = "notes", audience: Audience = Audience.OFFICER) -> set[str]:
    """Who can see an item: `worker at file: access always`; an organisation stands between brackets."""
    traces = Traces(model, audience)
    return {
        f"{reader.role or f'({reader.organisation})'} at {reader.node}: {reader.way} {reader.status}"
        for reader in traces.readers(traces.of(item))
    }


def endings(model: Model, node: str, item: str = "notes") -> tuple[Ending, ...]:
    """The endings of the copy of an item at a node."""
    traces = Traces(model)
    (found,) = (clock for clock in traces.clocks(traces.of(item)) if (clock.node, clock.item) == (node, item))
    return found.endings


def last(model: Model, item: str = "notes", audience: Audience = Audience.OFFICER) -> tuple[set[str], set[str]]:
    """The places that keep an item longest, and those of which nobody knows how long."""
    traces = Traces(model, audience)
    longest = traces.longest(traces.of(item))
    return {clock.node for clock in longest.deciding}, {clock.node for clock in longest.unknown}
