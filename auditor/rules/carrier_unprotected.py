"""A thing on which data about clients is can get lost without anybody reading it."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model.elements import Measures
from auditor.model.facts import State, state_of
from auditor.results import Finding, Level, Sentence
from auditor.rules.base import Rule, clients, kept, kinds_of, passing, route, rule
from auditor.traces import Kinds, Traces

Needs = tuple[tuple[str, ...], ...]
"""Measures that are all needed; of each group one is enough."""

PAPER: Needs = (("locked_storage",),)
NEEDS: dict[str, Needs] = {
    "notebook": PAPER,
    "paper-file": PAPER,
    "printed-list": PAPER,
    "letter": PAPER,
    "whiteboard": PAPER,
    "usb-stick": (("encryption",),),  # has no screen
    "camera": (("encryption", "locked_storage"),),  # has no lock of its own; put away is good enough
}
SCREEN: Needs = (("screen_lock",), ("encryption",))

PAPER_LAWS = ("avg-32", "avghelpdeskzorg")
DEVICE_LAWS = ("avg-32", "bio2-8.01.01")


@rule("carrier-unprotected", level=Level.SHOULD, since="0.1", laws=(*DEVICE_LAWS, "avghelpdeskzorg"))
def carrier_unprotected(self: Rule, traces: Traces) -> Iterator[Finding]:
    for name in sorted({*kept(traces), *passing(traces)} & set(traces.view.carriers)):
        perhaps = passing(traces).get(name, Kinds()).doubtful()
        kinds = kept(traces).get(name, Kinds()).joined(perhaps).among(clients(traces))
        carrier = traces.view.carriers[name]
        needs = NEEDS.get(traces.view.kind_id(name) or "", SCREEN)
        laws = PAPER_LAWS if needs is PAPER else DEVICE_LAWS
        for state in (State.NO, State.UNKNOWN):
            missing = ["-or-".join(group) for group in needs if _state(carrier.measures, group) is state]
            if kinds.all and missing:
                both = "-and-".join(missing).replace("_", "-")
                measure = Sentence(f"rule.carrier-unprotected.measure.{both}")
                rests_on = [traces.view.path(name)]
                flows = route(traces.inventory.may_stay[name], kinds.all)
                items = kinds_of(traces, kinds.all)
                if state is State.NO:
                    yield self.broken(
                        name, [name], status=kinds.status, rests_on=rests_on, route=flows, laws=laws,
                        items=items, missing=measure,
                    )  # fmt: skip
                else:
                    because = "rule.carrier-unprotected.because.measure"
                    yield self.cannot_tell(
                        name, because, [name], rests_on=rests_on, route=flows, laws=laws, items=items,
                        missing=measure,
                    )  # fmt: skip
                break


def _state(measures: Measures, group: tuple[str, ...]) -> State:
    """Yes if one of these is there, no if all are not; not applicable counts as no need for it."""
    states = {state_of(getattr(measures, measure)) for measure in group}
    for state in (State.YES, State.NOT_APPLICABLE, State.UNKNOWN):
        if state in states:
            return state
    return State.NO
