"""How long copies stay at a node: by the rules that are described there, by law, or nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from auditor.knowledge.types import Law, LegalTerm, Limit
from auditor.model import At, View
from auditor.model.elements import Fate, Period, Retention, SetUp, TermOfLaw
from auditor.model.facts import Unknown, stated
from auditor.traces.cases import Groups
from auditor.traces.endings import REMOVALS, SOURCE_REMOVED, Doubt, Ending, EndKind
from auditor.traces.movements import Movements
from auditor.traces.steps import covers, meet
from auditor.values import Term

AfterSource = Callable[[Term], Ending]
"""The ending of a term that starts when the copies are gone from which this one is made."""


class _Rule(NamedTuple):
    """A retention rule of a node. ending: None where it waits for other copies; hides: see `Keeper._hides`."""

    at: At[Retention]
    ending: Ending | None
    hides: bool


class Keeper:
    """Knows the retention rules of one view. movements: what comes to its nodes, and leaves them for good."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._rules: dict[str, tuple[_Rule, ...]] = {}
        self._endings: dict[tuple[str, str | None, Groups], tuple[Ending, ...] | None] = {}
        self._left: dict[tuple[str, str | None, Groups], tuple[Ending, ...]] = {}
        self._alike: dict[str, bool] = {}
        self.movements = Movements(view)

    def endings(self, node: str, item: str, groups: Groups, through: bool = False) -> tuple[Ending, ...] | None:
        """How copies of this kind of data come to their end here; None where that hangs on other copies.

        through: of what only goes through here, which no flow from here takes away.
        """
        moved = None if through else self.movements.moved_on(node, item)
        if moved:
            return (moved,)
        key = (node, None if self._for_every_item(node) else item, groups)
        if key not in self._endings:
            found = list(self._of_rules(node, item, groups, None))
            self._endings[key] = None if None in found else tuple(ending for ending in found if ending)
        endings = self._endings[key]
        if endings is None or through or not self.movements.may_leave(node, item):
            return endings
        if key not in self._left:
            self._left[key] = tuple(ending.leaving() for ending in endings)
        return self._left[key]

    def _for_every_item(self, node: str) -> bool:
        """Whether the rules of a node make no difference between kinds of data."""
        if node not in self._alike:
            self._alike[node] = all(isinstance(rule.at.value.items, str) for rule in self.rules(node))
        return self._alike[node]

    def endings_after(
        self, node: str, item: str, groups: Groups, through: bool, after_source: AfterSource
    ) -> tuple[Ending, ...]:
        """The same, where it hangs on other copies."""
        endings = tuple(ending for ending in self._of_rules(node, item, groups, after_source) if ending)
        leaves = not through and self.movements.may_leave(node, item)
        return tuple(ending.leaving() for ending in endings) if leaves else endings

    def _of_rules(
        self, node: str, item: str, groups: Groups, after_source: AfterSource | None
    ) -> Iterator[Ending | None]:
        about = [rule for rule in self.rules(node) if covers(rule.at.value.items, item)]
        applying = [rule for rule in about if meet(self.view, groups, rule.at.value.scope)]
        hidden = any(rule.hides for rule in about)
        for rule in applying:
            ending = rule.ending
            if ending is None and after_source is not None:
                ending = self._ending(rule.at, node, after_source)
            yield replace(ending, doubt=Doubt.UNKNOWN) if hidden and ending and ending.level < 3 else ending
        if not applying:
            yield self._without_rule(node)
        elif not any(_for_all(rule.at.value, groups) for rule in applying):
            path = (*self.view.path(node), "keeps")
            yield Ending(EndKind.UNKNOWN, doubt=Doubt.NOT_SAID_FOR_ALL, path=path)

    def _without_rule(self, node: str) -> Ending:
        asked = isinstance(self.view.holders[node].keeps, Unknown)
        doubt = Doubt.UNKNOWN if asked else Doubt.NO_RULE
        return self._by_knowledge(node) or Ending(EndKind.UNKNOWN, doubt=doubt, path=(*self.view.path(node), "keeps"))

    def rules(self, node: str) -> tuple[_Rule, ...]:
        """The retention rules of a node; none where nobody wrote any down, or where they are unknown."""
        if node not in self._rules:
            listed = self.view.keeps(node) or ()
            self._rules[node] = tuple(_Rule(at, self._alone(at, node), self._hides(at.value)) for at in listed)
        return self._rules[node]

    def _alone(self, at: At[Retention], node: str) -> Ending | None:
        """The ending of a rule that waits for no other copies."""
        waits: list[Term] = []

        def after_source(term: Term) -> Ending:
            waits.append(term)
            return Ending(EndKind.UNKNOWN)

        ending = self._ending(at, node, after_source)
        return None if waits else ending

    def _hides(self, rule: Retention) -> bool:
        """Whether this audience may not know for whom this rule is, or what it waits for: then no end is sure."""
        periods = (rule, *(rule.first_of or ()), *(rule.last_of or ()))
        events = [stated(fact) for period in periods for fact in (period.starts, period.until)]
        told = all(event is None or self.view.tells_event(event) for event in (*events, *rule.restarts_on))
        return not told or not (isinstance(rule.scope, str) or set(rule.scope) <= self.view.scopes.keys())

    def _ending(self, at: At[Retention], node: str, after_source: AfterSource) -> Ending:
        rule = at.value
        groups = frozenset() if isinstance(rule.scope, str) else frozenset(self.view.scopes).intersection(rule.scope)
        if rule.first_of or rule.last_of:
            parts = tuple(self._part(part, rule, node, after_source) for part in rule.first_of or rule.last_of or ())
            ending = Ending(EndKind.FIRST_OF if rule.first_of else EndKind.LAST_OF, of=parts)
        else:
            ending = self._period(rule, node, after_source)
        fate, set_up = stated(rule.then), stated(rule.set_up)
        restarts = tuple(event for event in rule.restarts_on if self._event(event))
        limit = rule.limit or (Limit.EXACT if fate in (Fate.DELETE, Fate.ANONYMISE) else ending.limit)
        doubt = ending.doubt or self._doubt(rule, ending, limit)
        return replace(ending, limit=limit, doubt=doubt, law=rule.law or ending.law, fate=fate, set_up=set_up,
                       groups=groups, restarts=restarts, path=at.path)  # fmt: skip

    def _part(self, period: Period, rule: Retention, node: str, after_source: AfterSource) -> Ending:
        """One of several alternatives. A minimum bounds nothing, unless the rule says that it then really goes."""
        part = self._period(period, node, after_source)
        if stated(rule.then) in (Fate.DELETE, Fate.ANONYMISE):
            return replace(part, limit=rule.limit or Limit.EXACT)
        return replace(part, doubt=Doubt.MINIMUM) if part.limit is Limit.MINIMUM and not part.doubt else part

    def _doubt(self, rule: Retention, ending: Ending, limit: Limit) -> Doubt | None:
        """Why the end is not certain although the rule is known. A removal by a worker needs no more."""
        if limit is Limit.MINIMUM:
            return Doubt.MINIMUM
        removal_itself = ending.kind is EndKind.EVENT and ending.starts in REMOVALS
        fate = stated(rule.then)
        if fate is Fate.NOTHING:
            return Doubt.NOTHING_HAPPENS
        if fate is Fate.ARCHIVE:
            return Doubt.ARCHIVED
        if fate is None and (not removal_itself or isinstance(rule.then, Unknown)):
            return Doubt.FATE_UNKNOWN
        set_up = stated(rule.set_up)
        if set_up is SetUp.NOT_SET_UP:
            return Doubt.NOT_SET_UP
        if set_up is None and (not removal_itself or isinstance(rule.set_up, Unknown)):
            return Doubt.SET_UP_UNKNOWN
        return None

    def _period(self, period: Period, node: str, after_source: AfterSource) -> Ending:
        if period.criteria is not None:
            return Ending(EndKind.CRITERIA, criteria=period.criteria)
        if period.until is not None:
            event = self._event(stated(period.until))
            return Ending(EndKind.EVENT, starts=event) if event else Ending(EndKind.UNKNOWN, doubt=Doubt.UNKNOWN)
        term = None if isinstance(period.term, Unknown) else period.term
        starts = self._event(stated(period.starts))
        hidden = starts is None and stated(period.starts) is not None
        if term is None or hidden:
            return Ending(EndKind.UNKNOWN, doubt=Doubt.UNKNOWN)
        if isinstance(term, TermOfLaw):
            ending = self._legal(term.law, node)
            if isinstance(period.starts, Unknown) and ending.term:  # somebody says so: the law does not know better
                return replace(ending, starts=None, doubt=ending.doubt or Doubt.NO_START)
            if starts and ending.term:
                ending = replace(ending, starts=starts, doubt=None if ending.doubt is Doubt.NO_START else ending.doubt)
            if ending.term and ending.starts == SOURCE_REMOVED:
                return replace(after_source(ending.term), law=ending.law, limit=ending.limit)
            return ending
        if starts == SOURCE_REMOVED:
            return after_source(term)
        return Ending(EndKind.TERM, term, starts, doubt=None if starts else Doubt.NO_START)

    def _legal(self, law: str, node: str) -> Ending:
        """The term a law gives to this kind of holder, as an ending."""
        entry = self.view.knowledge.laws[law]
        if not entry.tellable:
            return Ending(EndKind.UNKNOWN, doubt=Doubt.LAW_TO_CHECK, law=law)
        found = legal_term(entry, self.view.holder_kind(node))
        if found is None or (found.term is None and found.criteria is None):
            return Ending(EndKind.UNKNOWN, doubt=Doubt.LAW_SILENT, law=law)
        if found.term is None:
            return Ending(EndKind.CRITERIA, criteria=found.criteria, law=law, limit=found.limit)
        doubt = None if found.starts else Doubt.NO_START
        return Ending(EndKind.TERM, found.term, found.starts, law=law, limit=found.limit, doubt=doubt)

    def _event(self, name: str | None) -> str | None:
        """The event, where this audience may know of it."""
        return name if name is None or self.view.tells_event(name) else None

    def _by_knowledge(self, node: str) -> Ending | None:
        """What the law says of a national receiver whose inside nobody described."""
        receiver = self.view.receiver(node) if node in self.view.organisations else None
        if receiver is None or receiver.keeps is None:
            return None
        ending = self._legal(receiver.keeps, node)
        doubt = ending.doubt or (Doubt.MINIMUM if ending.limit is Limit.MINIMUM else Doubt.SET_UP_UNKNOWN)
        return replace(ending, doubt=doubt, path=self.view.path(node))


def legal_term(law: Law, holder_kind: str | None) -> LegalTerm | None:
    """The retention term of a law for one kind of holder: one article can give several."""
    for term in law.terms:
        if holder_kind in term.holders:
            return term
    return next((term for term in law.terms if not term.holders), None)


def _for_all(rule: Retention, groups: Groups) -> bool:
    return isinstance(rule.scope, str) or bool(groups.intersection(rule.scope))
