"""What a law says must be gone after some time is not kept longer by a term of our own."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.knowledge.types import Limit
from auditor.results import Finding, Level, Phrases
from auditor.rules.base import Rule, rule
from auditor.traces import Traces
from auditor.traces.own_terms import OwnTerm, own_terms


@rule("term-too-long", level=Level.MUST, since="0.1", laws=("avg-5-1-e",))
def term_too_long(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Only beside the law that the rule itself names: which law holds for a place is for people to say."""
    found: dict[str, list[OwnTerm]] = {}
    for one in own_terms(traces.view):
        legal = one.legal.term
        if one.legal.limit is not Limit.MINIMUM and legal and one.term.surely_longer_than(legal):
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
            because = "rule.term-too-long.because.unsure"
            yield self.cannot_tell(node, because, [node], rests_on=rests_on, laws=laws, own=own, legal=legal_terms)


def _sure(one: OwnTerm) -> bool:
    """Some laws let it stay longer in some cases, and of several terms another one can end it sooner."""
    return one.certain and one.alone and one.same_start and one.legal.longer_if is None
