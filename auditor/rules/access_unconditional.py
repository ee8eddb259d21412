"""Who can see special data can see it under a condition: the own clients, the own team, an incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.knowledge.types import Sensitivity
from auditor.model.elements import Access, Condition
from auditor.results import Finding, Level
from auditor.rules.base import Rule, about_clients, kept, names, rule, surest
from auditor.traces import Arrival, Traces, covers, meet

SENSITIVE = (Sensitivity.SPECIAL, Sensitivity.CRIMINAL)


@rule("access-unconditional", level=Level.SHOULD, since="0.1", laws=("avg-32", "bio2-8.03.02"))
def access_unconditional(self: Rule, traces: Traces) -> Iterator[Finding]:
    """`all` is no condition. A condition that nobody wrote down may well be there: that is a question."""
    view = traces.view
    for node, everything in kept(traces).items():
        special = {item: arrivals for item, arrivals in everything.items()
                   if view.sensitivity(item) in SENSITIVE and about_clients(view, item)}  # fmt: skip
        free = [at for at in view.access(node) or ()
                if at.value.if_ is None and _seen(traces, at.value, special)]  # fmt: skip
        everyone = [at for at in free if at.value.when is Condition.ALL]
        unsaid = [at for at in free if not isinstance(at.value.when, Condition)]
        if not everyone and not unsaid:
            continue
        entries = everyone or unsaid
        items = {item for at in entries for item in _seen(traces, at.value, special)}
        roles, rests_on = names(at.value.role for at in entries), [at.path for at in entries]
        if everyone:
            status = surest(arrival for item in items for arrival in special[item])
            yield self.broken(node, [node], status=status, rests_on=rests_on, items=names(items), roles=roles)
        else:
            because = "rule.access-unconditional.because.when"
            yield self.cannot_tell(node, because, [node], rests_on=rests_on, items=names(items), roles=roles)


def _seen(traces: Traces, entry: Access, items: Mapping[str, tuple[Arrival, ...]]) -> list[str]:
    """Which of these items somebody with this access can see."""
    return [
        item
        for item, arrivals in items.items()
        if covers(entry.items, item) and any(meet(traces.view, arrival.groups, entry.scope) for arrival in arrivals)
    ]
