"""People are told which other organisations get data about them, and what others tell about them."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import Audience, NamedFlow, View
from auditor.model.facts import State, state_of
from auditor.results import Finding, Level
from auditor.rules.base import Rule, clients, joined, kinds_of, passed_on, rule
from auditor.traces import Kinds, Traces

Passed = tuple[NamedFlow, Kinds]

UNTOLD = (State.NO, State.UNKNOWN)

TOLD = "rule.client-not-told.because.told"
ORGANISATION = "rule.client-not-told.because.organisation"


@rule("client-not-told", level=Level.MUST, since="0.1", laws=("avg-13", "avg-14"))
def client_not_told(self: Rule, traces: Traces) -> Iterator[Finding]:
    """One finding per receiver: a client is told who gets data, not how many messages go there.

    What is reserved is left out: there the law lets people be told later or not at all.
    """
    tellable = View(traces.model, Audience.CLIENT)
    told = clients(traces) & traces.inventory.wiring.mask(tuple(tellable.items))
    receivers: dict[str, list[Passed]] = {}
    for flow, kinds in _untold(traces, tellable, told):
        receivers.setdefault(flow.value.to, []).append((flow, kinds))
    for receiver, flows in sorted(receivers.items()):
        yield _received(self, traces, receiver, flows)
    for place in sorted(tellable.places):
        yield from _written_down(self, traces, tellable, told, place)


def _untold(traces: Traces, tellable: View, items: int) -> Iterator[Passed]:
    """Flows to another organisation of which nobody wrote down that the client is told, with any of these items.

    Colleagues are no recipients in the law. Where nobody knows whether a flow leaves the organisation, silence
    about it is no question yet.
    """
    shown = {flow.path for flow in tellable.flows}
    for flow in traces.flows:
        giver, getter = _ends(traces, flow)
        inside = giver is not None and giver == getter
        unasked = None in (giver, getter) and flow.value.told is None
        if flow.path in shown and state_of(flow.value.told) in UNTOLD and not inside and not unasked:
            kinds = passed_on(traces, flow).among(items)
            if kinds.all:
                yield flow, kinds


def _received(self: Rule, traces: Traces, receiver: str, flows: list[Passed]) -> Finding:
    sure = [(flow, kinds) for flow, kinds in flows
            if state_of(flow.value.told) is State.NO and None not in _ends(traces, flow)]  # fmt: skip
    shown = sure or flows
    rests_on, ids = [flow.path for flow, _ in shown], [flow.id for flow, _ in shown]
    passed = joined(kinds for _, kinds in shown)
    items = kinds_of(traces, passed.all)
    if sure:
        return self.broken(receiver, [receiver], status=passed.status, rests_on=rests_on, route=ids, items=items)
    asked = any(state_of(flow.value.told) is State.UNKNOWN for flow, _ in flows)
    because = TOLD if asked else ORGANISATION
    return self.cannot_tell(receiver, because, [receiver], rests_on=rests_on, route=ids, items=items)


def _ends(traces: Traces, flow: NamedFlow) -> tuple[str | None, str | None]:
    view = traces.view
    return view.organisation_of(flow.value.from_), view.organisation_of(flow.value.to)


def _written_down(self: Rule, traces: Traces, tellable: View, ours: int, place: str) -> Iterator[Finding]:
    """Only an explicit `told` counts here: where the client is the source there is nothing to tell."""
    asked = [at for at in tellable.collects(place) if at.value.told is not None]
    for told in UNTOLD if asked else ():
        found = [at for at in asked if state_of(at.value.told) is told]
        items = 0
        for at in found:
            items |= traces.inventory.wiring.mask(at.value.items)
        items &= ours
        if not items:
            continue
        subject, rests_on, named = f"{place}/collects", [at.path for at in found], kinds_of(traces, items)
        if told is State.NO:
            yield self.broken(subject, [place], rests_on=rests_on, laws=["avg-14"], items=named)
        else:
            yield self.cannot_tell(subject, TOLD, [place], rests_on=rests_on, laws=["avg-14"], items=named)
        return
