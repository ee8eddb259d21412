"""Medical treatment inside youth help is kept as the WGBO says, and not as the file of youth help."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.model import At, View
from auditor.model.elements import Retention, Scope, TermOfLaw
from auditor.results import Finding, Level
from auditor.rules.base import Rule, kept, kinds_of, rule
from auditor.traces import Traces

YOUTH, MEDICAL = "jeugdwet-7.3.8", "bw-7.454"
TREATMENT = ("diagnosis", "medical-history", "mental-health")
"""Categories that can be of a medical treatment, and need not be."""


@rule("treatment-under-youth-act", level=Level.MUST, since="0.1", laws=("jeugdwet-7.3.1-3",))
def treatment_under_youth_act(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Broken where both laws are named for the same data of the same clients; else nobody but a person can tell."""
    view = traces.view
    for place, kinds in kept(traces).items():
        youth, medical = (_naming(view, place, law) for law in (YOUTH, MEDICAL))
        mask = traces.inventory.wiring.mask
        both = [(one, other) for one in youth for other in medical if _meet(one.value.scope, other.value.scope)]
        twice = 0
        for one, other in both:
            twice |= kinds.all & mask(one.value.items) & mask(other.value.items)
        if twice:
            rests_on = [at.path for pair in both for at in pair]
            yield self.broken(place, [place], status=kinds.among(twice).status, rests_on=rests_on,
                              items=kinds_of(traces, twice))  # fmt: skip
            continue
        named = 0
        for at in youth if _may_treat(view, place) else ():
            named |= kinds.all & mask(at.value.items) & mask(_treatment(view))
        if named:
            because = "rule.treatment-under-youth-act.because.treatment"
            yield self.cannot_tell(place, because, [place], rests_on=[at.path for at in youth],
                                   items=kinds_of(traces, named))  # fmt: skip


def _naming(view: View, place: str, law: str) -> list[At[Retention]]:
    """The rules here that name this law, or take its term."""
    return [
        at for at in view.keeps(place) or ()
        if at.value.law == law or (isinstance(at.value.term, TermOfLaw) and at.value.term.law == law)
    ]  # fmt: skip


def _meet(one: Scope, other: Scope) -> bool:
    """Whether these are surely about the same clients."""
    return isinstance(one, str) or isinstance(other, str) or bool(set(one) & set(other))


def _may_treat(view: View, place: str) -> bool:
    """Whether the law on medical files has a term for the kind of organisation that decides here."""
    law = view.knowledge.laws.get(MEDICAL)
    holders = {holder for term in law.terms for holder in term.holders} if law else set()
    return view.holder_kind(place) in holders


def _treatment(view: View) -> tuple[str, ...]:
    return tuple(item for item in view.items if view.items[item].category in TREATMENT)
