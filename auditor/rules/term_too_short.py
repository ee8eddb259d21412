"""What a law says must be kept for some time is not kept shorter by a term of our own."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Limit
from auditor.results import Finding, Level
from auditor.rules.base import Rule, beside_law, rule
from auditor.traces import Traces
from auditor.traces.own_terms import OwnTerm, own_terms


@rule("term-too-short", level=Level.MUST, since="0.1", laws=("wmo-2015-5.3.4", "jeugdwet-7.3.8"))
def term_too_short(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Only beside the law that the rule itself names: which law holds for a place is for people to say."""
    yield from beside_law(self, (one for one in own_terms(traces.view) if _too_short(one)), _sure)


def _too_short(one: OwnTerm) -> bool:
    legal = one.legal.term
    return one.legal.limit is not Limit.MAXIMUM and legal is not None and legal.surely_longer_than(one.term)


def _sure(one: OwnTerm) -> bool:
    """A rule that says "at least" does not say that it goes then; other terms can keep it longer."""
    return one.certain and one.alone and one.same_start and one.rule.value.limit is not Limit.MINIMUM
