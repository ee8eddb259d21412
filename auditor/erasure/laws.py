"""Which law says that a copy must stay. A term that we set ourselves is no law."""

from __future__ import annotations

from dataclasses import replace

from auditor.answers.base import Standing, end_phrases, keeping, of_law, standing, term_of_law
from auditor.erasure.copies import Copy
from auditor.erasure.result import Keep, Why
from auditor.model import View
from auditor.traces import Ending

_DOUBTS = {
    Standing.NOT_FOR_ALL: Why.RULE_NOT_FOR_ALL,
    Standing.LAW_UNSURE: Why.LAW_UNSURE,
    Standing.UNKNOWN: Why.RULE_UNKNOWN,
    Standing.MINIMUM: Why.MINIMUM,
}


def keeps(view: View, copy: Copy) -> tuple[Keep, ...]:
    """Every law that a rule on this copy names, except those that only say how long it may stay at most."""
    found: list[Keep] = []
    for ending, clock in copy.endings:
        for part in of_law(ending):
            sure = keeping(view, part, copy.node)
            if sure is not None and part.law is not None:
                phrases = end_phrases(replace(part, path=ending.path), clock)
                on_request = view.knowledge.laws[part.law].on_request
                term = term_of_law(view, part, copy.node)
                longer = term.longer_if if term else None
                keep = Keep(part.law, sure, tuple(phrases), ending.groups, on_request, longer, ending.path)
                found += [keep] if keep not in found else []
    return tuple(found)


def without_law(view: View, copy: Copy) -> tuple[tuple[Ending, ...], tuple[Why, ...]]:
    """The rules on this copy that no law surely keeps to, and what keeps those from being known."""
    found = [(ending, standing(view, ending, copy.node)) for ending, _ in copy.endings]
    endings = tuple(ending for ending, known in found if known is not Standing.KEPT)
    why = {_DOUBTS[known] for _, known in found if known in _DOUBTS}
    if not endings:
        why.add(Why.RULE_UNKNOWN)
    return endings, tuple(reason for reason in Why if reason in why)
