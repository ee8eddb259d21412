"""What a retention rule says of removing a copy: whether a law keeps it. A term that we set ourselves is no law."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from auditor.knowledge.types import LegalTerm, Limit
from auditor.model import Path, View
from auditor.model.elements import Basis, Fate, Retention, SetUp
from auditor.model.facts import Unknown
from auditor.traces import Doubt, Ending, EndKind, legal_term

PAPER = frozenset({"notebook", "paper-file", "printed-list", "letter", "whiteboard"})
"""Kinds of place of the knowledge of which people can have read or copied what stands on them."""
TASKS = frozenset({Basis.LEGAL_OBLIGATION, Basis.PUBLIC_TASK})
"""Bases for which data may have to stay: GDPR art. 17(3)(b)."""
_ARRANGED = (SetUp.AUTOMATIC, SetUp.BY_HAND)


class Standing(StrEnum):
    """Whether a rule keeps a copy by law.

    kept: a law surely keeps it. free: no law that we know of does. law-unsure: a law is named of which we do not know
    that it keeps this here. minimum: "at least", without a law or policy, so it may well be one of a law that nobody
    named. not-for-all: of other clients nobody said anything. unknown: nobody knows the rule.
    """

    KEPT = "kept"
    FREE = "free"
    NOT_FOR_ALL = "not-for-all"
    LAW_UNSURE = "law-unsure"
    UNKNOWN = "unknown"
    MINIMUM = "minimum"


def standing(view: View, ending: Ending, node: str) -> Standing:
    """What is known of one rule on a copy at this holder."""
    laws = [keeping(view, part, node) for part in of_law(ending)]
    if any(laws):
        return Standing.KEPT
    if ending.doubt is Doubt.NOT_SAID_FOR_ALL:
        return Standing.NOT_FOR_ALL
    if False in laws:
        return Standing.LAW_UNSURE
    if ending.doubt in (Doubt.UNKNOWN, Doubt.NO_RULE) or (
        ending.kind is EndKind.UNKNOWN and ending.doubt is not Doubt.SOURCE_UNKNOWN
    ):
        return Standing.UNKNOWN
    if ending.limit is Limit.MINIMUM and not ending.law:
        rule = _rule(view, ending, node)
        if rule is None or rule.policy is None:
            return Standing.MINIMUM
    return Standing.FREE


def of_law(ending: Ending) -> Iterator[Ending]:
    """The rule itself where it names a law, and its alternatives that do."""
    if ending.law:
        yield ending
    for part in ending.of:
        yield from of_law(part)


def keeping(view: View, ending: Ending, node: str) -> bool | None:
    """Whether the law of this ending keeps data at this holder; None where it only says how long at most.

    False where we do not know: the law is still to be checked, or has no term for such a holder.
    """
    term = term_of_law(view, ending, node)
    if term is not None and term.limit is Limit.MAXIMUM:
        return None
    return view.knowledge.laws[ending.law or ""].tellable and term is not None


def term_of_law(view: View, ending: Ending, node: str) -> LegalTerm | None:
    """What the law of this ending says to this kind of holder."""
    return legal_term(view.knowledge.laws[ending.law or ""], view.holder_kind(node))


def goes(ending: Ending) -> bool:
    """Whether a back-up surely goes by this rule once its sources are gone; when those go is another matter."""
    known = ending.doubt is None or (ending.doubt is Doubt.SOURCE_UNKNOWN and ending.term is not None)
    return known and ending.fate in (Fate.DELETE, Fate.ANONYMISE) and ending.set_up in _ARRANGED


def purposes_at(view: View, path: Path) -> tuple[str, ...] | Unknown | None:
    """What the flow, collection or derivation at this path is for, as far as this audience may know of it."""
    written: tuple[str, ...] | Unknown | None = None
    match path:
        case ("flows", int(position)):
            written = view.model.flows[position].for_
        case (str(section), str(name), "collects" | "derives" as part, int(position)):
            written = getattr(getattr(view.model, section)[name], part)[position].for_
    return view.purposes_of(written)


def _rule(view: View, ending: Ending, node: str) -> Retention | None:
    return next((at.value for at in view.keeps(node) or () if at.path == ending.path), None)
