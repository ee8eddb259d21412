"""What a law says must be kept for some time is not kept shorter by a term of our own."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Limit
from auditor.results import Finding, Level, Phrases
from auditor.rules.base import Rule, rule
from auditor.traces import Traces
from auditor.traces.own_terms import OwnTerm, own_terms


@rule("term-too-short", level=Level.MUST, since="0.1", laws=("wmo-2015-5.3.4", "jeugdwet-7.3.8"))
def term_too_short(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Only beside the law that the rule itself names: which law holds for a place is for people to say."""
    found: dict[str, list[OwnTerm]] = {}
    for one in own_terms(traces.view):
        legal = one.legal.term
        if one.legal.limit is not Limit.MAXIMUM and legal and legal.surely_longer_than(one.term):
            found.setdefault(one.node, []).append(one)
    for node, terms in found.items():
        sure = [one for one in terms if _sure(one)]
        told = sure or terms
        own = Phrases(tuple(dict.fromkeys(one.term.parts for one in told)))
        legal_terms = Phrases(tuple(dict.fromkeys(one.legal.term.parts for one in told if one.legal.term)))
        rests_on, laws = [one.rule.path for one in told], dict.fromkeys(one.law for one in told)
        if sure:
            yield self.broken(node, [node], rests_on=rests_on, laws=laws, own=own, legal=legal_terms)
        else:
            because = "rule.term-too-short.because.unsure"
            yield self.cannot_tell(node, because, [node], rests_on=rests_on, laws=laws, own=own, legal=legal_terms)


def _sure(one: OwnTerm) -> bool:
    """A rule that says "at least" does not say that it goes then; other terms can keep it longer."""
    return one.certain and one.alone and one.same_start and one.rule.value.limit is not Limit.MINIMUM
