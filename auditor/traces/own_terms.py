"""Terms of our own beside the term of the law that the same rule names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor.knowledge.types import LegalTerm, Use
from auditor.model import At, View
from auditor.model.elements import Period, Retention, TermOfLaw
from auditor.model.facts import Unknown, stated
from auditor.traces.keeper import legal_term
from auditor.values import Term


@dataclass(frozen=True)
class OwnTerm:
    """A term in a retention rule, and what the law that the rule names says to such a holder.

    starts: from which event it counts; None where nobody knows or said. alone: whether the rule has no other terms and
    nothing that starts it again. certain: whether the law was read, and is not still to be checked.
    """

    node: str
    rule: At[Retention]
    term: Term
    starts: str | None
    alone: bool
    law: str
    legal: LegalTerm
    certain: bool

    @property
    def same_start(self) -> bool:
        """Whether both surely count from the same moment."""
        return self.starts is not None and self.starts == self.legal.starts


def own_terms(view: View) -> Iterator[OwnTerm]:
    """Every term beside that of a law, where that law has one for this kind of holder."""
    for node in sorted(view.holders):
        for at in view.keeps(node) or ():
            law = at.value.law
            legal = _legal(view, node, law) if law else None
            if law and legal and legal.term:
                periods = at.value.first_of or at.value.last_of or (at.value,)
                alone = len(periods) == 1 and not at.value.restarts_on
                certain = view.knowledge.laws[law].tellable
                for term, starts in _terms(view, node, periods):
                    yield OwnTerm(node, at, term, starts, alone, law, legal, certain)


def _legal(view: View, node: str, law: str) -> LegalTerm | None:
    """What a law says of keeping to this kind of holder."""
    entry = view.knowledge.laws[law]
    found = legal_term(entry, view.holder_kind(node))
    return found if Use.RETENTION in entry.uses else None


def _terms(view: View, node: str, periods: tuple[Period, ...]) -> Iterator[tuple[Term, str | None]]:
    """The terms of a rule with the events from which they count; of a law that is named as the term its own."""
    for period in periods:
        if isinstance(period.term, TermOfLaw):
            of_law = _legal(view, node, period.term.law)
            if of_law and of_law.term:
                silent = period.starts is None
                yield of_law.term, of_law.starts if silent else stated(period.starts)
        elif period.term is not None and not isinstance(period.term, Unknown):
            yield period.term, stated(period.starts)
