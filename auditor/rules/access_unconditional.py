"""Who can see special data can see it under a condition: the own clients, the own team, an incident."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Sensitivity
from auditor.model.elements import Access, Condition
from auditor.results import Finding, Level
from auditor.rules.base import Rule, clients, joined, kept, kinds_of, names, of_sensitivity, rule
from auditor.traces import Kinds, Spot, Traces

SENSITIVE = (Sensitivity.SPECIAL, Sensitivity.CRIMINAL)


@rule("access-unconditional", level=Level.SHOULD, since="0.1", laws=("avg-32", "bio2-8.03.02"))
def access_unconditional(self: Rule, traces: Traces) -> Iterator[Finding]:
    """`all` is no condition. A condition that nobody wrote down may well be there: that is a question."""
    view = traces.view
    special = of_sensitivity(traces, *SENSITIVE) & clients(traces)
    for node, kinds in kept(traces).items():
        if not kinds.all & special:
            continue
        spot = traces.inventory.copies[node]
        free = [(at, _seen(traces, at.value, spot).among(special)) for at in view.access(node) or ()
                if at.value.if_ is None and _anytime(at.value)]  # fmt: skip
        free = [(at, seen) for at, seen in free if seen.all]
        everyone = [(at, seen) for at, seen in free if at.value.when is Condition.ALL]
        entries = everyone or free
        if not entries:
            continue
        seen = joined(more for _, more in entries)
        roles, rests_on = names(at.value.role for at, _ in entries), [at.path for at, _ in entries]
        items = kinds_of(traces, seen.all)
        if everyone:
            yield self.broken(node, [node], status=seen.status, rests_on=rests_on, items=items, roles=roles)
        else:
            because = "rule.access-unconditional.because.when"
            yield self.cannot_tell(node, because, [node], rests_on=rests_on, items=items, roles=roles)


def _anytime(entry: Access) -> bool:
    """Whether nothing is said of when, or that it is always."""
    return entry.when is Condition.ALL or not isinstance(entry.when, Condition)


def _seen(traces: Traces, entry: Access, spot: Spot) -> Kinds:
    """Which kinds of data that are kept there somebody with this access can see."""
    inventory = traces.inventory
    scope = inventory.wiring.scope(entry.scope)
    return spot.of(inventory.columns(scope)).among(inventory.wiring.mask(entry.items))
