"""What a law says must be gone after some time is not kept longer by a term of our own."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Limit
from auditor.results import Finding, Level
from auditor.rules.base import Rule, beside_law, rule
from auditor.traces import Traces
from auditor.traces.own_terms import OwnTerm, own_terms


@rule("term-too-long", level=Level.MUST, since="0.1", laws=("avg-5-1-e",))
def term_too_long(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Only beside the law that the rule itself names: which law holds for a place is for people to say."""
    yield from beside_law(self, (one for one in own_terms(traces.view) if _too_long(one)), _sure)


def _too_long(one: OwnTerm) -> bool:
    legal = one.legal.term
    return one.legal.limit is not Limit.MINIMUM and legal is not None and one.term.surely_longer_than(legal)


def _sure(one: OwnTerm) -> bool:
    """Some laws let it stay longer in some cases, and of several terms another one can end it sooner."""
    return one.certain and one.alone and one.same_start and one.legal.longer_if is None
