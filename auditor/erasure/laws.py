"""Which law says that a copy must stay. A term that we set ourselves is no law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from auditor.answers.base import end_phrases
from auditor.erasure.copies import Copy
from auditor.erasure.result import Keep, Why
from auditor.knowledge.types import LegalTerm, Limit
from auditor.model import View
from auditor.model.elements import Retention
from auditor.traces import Doubt, Ending, EndKind, legal_term


def keeps(view: View, copy: Copy) -> tuple[Keep, ...]:
    """Every law that a rule on this copy names, except those that only say how long it may stay at most."""
    found: list[Keep] = []
    for ending, clock in copy.endings:
        for part in _of_law(ending):
            sure = keeping(view, part, copy.node)
            if sure is not None and part.law is not None:
                phrases = end_phrases(replace(part, path=ending.path), clock)
                on_request = view.knowledge.laws[part.law].on_request
                term = _term(view, part, copy.node)
                longer = term.longer_if if term else None
                keep = Keep(part.law, sure, tuple(phrases), ending.groups, on_request, longer, ending.path)
                found += [keep] if keep not in found else []
    return tuple(found)


def _of_law(ending: Ending) -> Iterator[Ending]:
    """The rule itself where it names a law, and its alternatives that do."""
    if ending.law:
        yield ending
    for part in ending.of:
        yield from _of_law(part)


def keeping(view: View, ending: Ending, node: str) -> bool | None:
    """Whether the law of this ending keeps data at this holder; None where it only says how long at most.

    False where we do not know: the law is still to be checked, or has no term for such a holder.
    """
    term = _term(view, ending, node)
    if term is not None and term.limit is Limit.MAXIMUM:
        return None
    return view.knowledge.laws[ending.law or ""].tellable and term is not None


def _term(view: View, ending: Ending, node: str) -> LegalTerm | None:
    """What the law of this ending says to this kind of holder."""
    return legal_term(view.knowledge.laws[ending.law or ""], view.holder_kind(node))


def without_law(view: View, copy: Copy) -> tuple[tuple[Ending, ...], tuple[Why, ...]]:
    """The rules on this copy that no law surely keeps to, and what keeps those from being known.

    A rule that says "at least" without law or policy may well be one of a law that nobody named.
    """
    endings = [
        ending for ending, _ in copy.endings if not any(keeping(view, part, copy.node) for part in _of_law(ending))
    ]
    why = {reason for ending in endings for reason in _doubts(view, ending, copy.node)}
    if not endings:
        why.add(Why.RULE_UNKNOWN)
    return tuple(endings), tuple(reason for reason in Why if reason in why)


def _doubts(view: View, ending: Ending, node: str) -> Iterator[Why]:
    if ending.doubt is Doubt.NOT_SAID_FOR_ALL:
        yield Why.RULE_NOT_FOR_ALL
    elif any(keeping(view, part, node) is False for part in _of_law(ending)):
        yield Why.LAW_UNSURE
    elif ending.doubt in (Doubt.UNKNOWN, Doubt.NO_RULE) or (
        ending.kind is EndKind.UNKNOWN and ending.doubt is not Doubt.SOURCE_UNKNOWN
    ):
        yield Why.RULE_UNKNOWN
    elif ending.limit is Limit.MINIMUM and not ending.law:
        rule = _rule(view, ending, node)
        if rule is None or rule.policy is None:
            yield Why.MINIMUM


def _rule(view: View, ending: Ending, node: str) -> Retention | None:
    return next((at.value for at in view.keeps(node) or () if at.path == ending.path), None)
