"""Data about clients goes through channels that the organisation chose."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.facts import State, Unknown, state_of
from auditor.results import Finding, Level
from auditor.rules.base import Rule, clients, kinds_in, kinds_of, present, route, rule
from auditor.traces import How, Traces

HELD = (How.COPY, How.CARRIED)


@rule("unofficial-channel", level=Level.SHOULD, since="0.1", laws=("avg-32", "ap-veilig-thuiswerken"))
def unofficial_channel(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Even a consumer chat is no finding where the organisation chose it: `official: yes`."""
    view = traces.view
    for name in sorted(set(present(traces)) & set(view.places)):
        held = [spot for spot in present(traces)[name] if spot.how in HELD]
        kinds = kinds_in(held, clients(traces))
        kind, official = view.kind(name), view.places[name].official
        rests_on = [view.path(name)]
        if not kinds.all:
            continue
        items, flows = kinds_of(traces, kinds.all), route(held, kinds.all)
        if state_of(official) is State.NO:
            yield self.broken(name, [name], status=kinds.status, rests_on=rests_on, route=flows, items=items)
        elif isinstance(official, Unknown) or (official is None and kind is not None and kind.informal):
            because = "rule.unofficial-channel.because.official"
            yield self.cannot_tell(name, because, [name], rests_on=rests_on, route=flows, items=items)
