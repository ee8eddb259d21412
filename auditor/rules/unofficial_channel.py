"""Data about clients goes through channels that the organisation chose."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.facts import State, Unknown, state_of
from auditor.results import Finding, Level
from auditor.rules.base import Rule, about_clients, names, present, route, rule, surest
from auditor.traces import Presence, Traces

HELD = (Presence.COPY, Presence.CARRIED)


@rule("unofficial-channel", level=Level.SHOULD, since="0.1", laws=("avg-32", "ap-veilig-thuiswerken"))
def unofficial_channel(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Even a consumer chat is no finding where the organisation chose it: `official: yes`."""
    view = traces.view
    for name in sorted(set(present(traces)) & set(view.places)):
        ways = {
            item: [arrival for arrival in arrivals if arrival.presence in HELD]
            for item, arrivals in present(traces)[name].items()
            if about_clients(view, item)
        }
        items = names(item for item, found in ways.items() if found)
        arrivals = [arrival for found in ways.values() for arrival in found]
        kind, official = view.kind(name), view.places[name].official
        rests_on = [view.path(name)]
        if not arrivals:
            continue
        if state_of(official) is State.NO:
            yield self.broken(
                name, [name], status=surest(arrivals), rests_on=rests_on, route=route(arrivals), items=items
            )
        elif isinstance(official, Unknown) or (official is None and kind is not None and kind.informal):
            because = "rule.unofficial-channel.because.official"
            yield self.cannot_tell(name, because, [name], rests_on=rests_on, route=route(arrivals), items=items)
