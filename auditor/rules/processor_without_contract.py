"""With every company that works with the data for somebody else there is a contract."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import At
from auditor.model.elements import Processor
from auditor.model.facts import State, Unknown, state_of
from auditor.results import Finding, Level
from auditor.rules.base import Rule, joined, kept, names, passing, rule
from auditor.traces import Kinds, Traces


@rule("processor-without-contract", level=Level.MUST, since="0.1", laws=("avg-28",))
def processor_without_contract(self: Rule, traces: Traces) -> Iterator[Finding]:
    """One finding per company: usually one contract is about several systems, also those data only goes through."""
    view = traces.view
    places = sorted({*kept(traces), *passing(traces)} & set(view.places))
    working: dict[str, list[tuple[str, At[Processor]]]] = {}
    for place in places:
        for at in view.processors(place) or ():
            working.setdefault(at.value.organisation, []).append((place, at))
    for company, found in sorted(working.items()):
        yield from _contract(self, traces, company, found)
    for place in places:
        if isinstance(view.places[place].processor, Unknown):
            because = "rule.processor-without-contract.because.processor"
            rests_on = [(*view.path(place), "processor")]
            yield self.cannot_tell(place, because, [place], rests_on=rests_on, places=names([place]))


def _contract(self: Rule, traces: Traces, company: str, found: list[tuple[str, At[Processor]]]) -> Iterator[Finding]:
    for state in (State.NO, State.UNKNOWN):
        without = [(place, at) for place, at in found if state_of(at.value.contract) is state]
        if not without:
            continue
        places, rests_on = names(place for place, _ in without), [at.path for _, at in without]
        if state is State.NO:
            at_places = [there.get(place, Kinds()) for place in places.ids for there in (kept(traces), passing(traces))]
            kinds = joined(at_places)
            yield self.broken(company, [company], status=kinds.status, rests_on=rests_on, places=places)
        else:
            because = "rule.processor-without-contract.because.contract"
            yield self.cannot_tell(company, because, [company], rests_on=rests_on, places=places)
        return
