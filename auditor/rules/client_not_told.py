"""People are told which other organisations get data about them, and what others tell about them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Audience, NamedFlow, View
from auditor.model.facts import State, state_of
from auditor.results import Finding, Level
from auditor.rules.base import Rule, about_clients, names, passed_on, rule
from auditor.traces import Traces, covers

UNTOLD = (State.NO, State.UNKNOWN)


@rule("client-not-told", level=Level.MUST, since="0.1", laws=("avg-13", "avg-14"))
def client_not_told(self: Rule, traces: Traces) -> Iterator[Finding]:
    """What is reserved is left out: there the law lets people be told later or not at all."""
    tellable = View(traces.model, Audience.CLIENT)
    shown = {flow.id for flow in tellable.flows}
    for flow in traces.graph.flows():
        if flow.id in shown and state_of(flow.value.told) in UNTOLD:
            yield from _passed_on(self, traces, tellable, flow)
    for place in sorted(tellable.places):
        yield from _written_down(self, tellable, place)


def _passed_on(self: Rule, traces: Traces, tellable: View, flow: NamedFlow) -> Iterator[Finding]:
    """Colleagues are no recipients in the law, so a flow within one organisation is left alone."""
    value = flow.value
    ends = [traces.view.organisation_of(end) for end in (value.from_, value.to)]
    carried = {
        item: sure
        for item, sure in passed_on(traces, flow).items()
        if item in tellable.items and about_clients(tellable, item)
    }
    if not carried or (ends[0] is not None and ends[0] == ends[1]):
        return
    about, rests_on, items = [value.to], [flow.path], names(carried)
    if None in ends:
        # Nobody knows whether this leaves the organisation: silence about it is no question yet.
        because = "rule.client-not-told.because.organisation"
        if value.told is not None:
            yield self.cannot_tell(flow.id, because, about, rests_on=rests_on, route=[flow.id], items=items)
    elif state_of(value.told) is State.UNKNOWN:
        because = "rule.client-not-told.because.told"
        yield self.cannot_tell(flow.id, because, about, rests_on=rests_on, route=[flow.id], items=items)
    else:
        status = min(carried.values(), key=lambda status: status.rank)
        yield self.broken(flow.id, about, status=status, rests_on=rests_on, route=[flow.id], items=items)


def _written_down(self: Rule, tellable: View, place: str) -> Iterator[Finding]:
    """Only an explicit `told` counts here: where the client is the source there is nothing to tell."""
    for told in UNTOLD:
        found = [at for at in tellable.collects(place)
                 if at.value.told is not None and state_of(at.value.told) is told]  # fmt: skip
        ours = [item for item in tellable.items if about_clients(tellable, item)]
        items = [item for item in ours if any(covers(at.value.items, item) for at in found)]
        if items:
            subject, rests_on, laws = f"{place}/collects", [at.path for at in found], ["avg-14"]
            if told is State.NO:
                yield self.broken(subject, [place], rests_on=rests_on, laws=laws, items=names(items))
            else:
                because = "rule.client-not-told.because.told"
                yield self.cannot_tell(
                    subject, because, [place], rests_on=rests_on, laws=laws, items=names(items)
                )
            return
