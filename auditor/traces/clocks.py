"""How long: a clock per copy, and which copy of an item disappears last.

Order of knowledge: a term whose start lies in the future, before criteria, before unknown. One copy whose end is not
known makes the whole not known. Terms that start at different moments cannot be compared without dates: then several
copies decide together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from auditor.knowledge.types import Law, LegalTerm, Limit
from auditor.model import At, Path, View
from auditor.model.elements import Fate, Flow, Form, Mode, Period, Retention, SetUp, TermOfLaw
from auditor.model.facts import Unknown, stated
from auditor.traces.cases import Groups, Status
from auditor.traces.reach import Arrival, Presence, Trace, covers, meet, presences, status_of, together
from auditor.values import Term, Text


class EndKind(StrEnum):
    """How a copy comes to its end."""

    TERM = "term"
    EVENT = "event"
    CRITERIA = "criteria"
    MOVED = "moved"
    FIRST_OF = "first-of"
    LAST_OF = "last-of"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """Why the end of a copy is not certain."""

    NO_RULE = "no-rule"
    NOT_SAID_FOR_ALL = "not-said-for-all"
    UNKNOWN = "unknown"
    NO_START = "no-start"
    LAW_SILENT = "law-silent"
    LAW_TO_CHECK = "law-to-check"
    MINIMUM = "minimum"
    FATE_UNKNOWN = "fate-unknown"
    NOTHING_HAPPENS = "nothing-happens"
    ARCHIVED = "archived"
    NOT_SET_UP = "not-set-up"
    SET_UP_UNKNOWN = "set-up-unknown"
    SOURCE_UNKNOWN = "source-unknown"


SOURCE_REMOVED = "deleted-at-source"
"""The event of the knowledge at which a back-up's own term starts."""


REMOVALS = frozenset({"deleted-by-worker"})
"""The events of the knowledge that are themselves the removal of the copy, so that nothing need be arranged at them.

The removal at the source is another copy's, and an account that ends does not empty a place.
"""


@dataclass(frozen=True)
class Ending:
    """How one rule lets a copy come to its end.

    doubt: why the end is not certain; what the rule says is then known beside it. after: the ending of the copies this
    one was made from, at the places `sources`, where the term starts when those are removed. groups: the clients this
    rule is about. restarts: events at which the clock starts again.
    """

    kind: EndKind
    term: Term | None = None
    starts: str | None = None
    criteria: Text | None = None
    of: tuple[Ending, ...] = ()
    after: Ending | None = None
    sources: tuple[str, ...] = ()
    limit: Limit = Limit.EXACT
    doubt: Doubt | None = None
    law: str | None = None
    set_up: SetUp | None = None
    fate: Fate | None = None
    groups: Groups = frozenset()
    flow: str | None = None
    restarts: tuple[str, ...] = ()
    path: Path = field(default=(), compare=False)

    @property
    def level(self) -> int:
        """How much is known of the end: 1 a term or an event, 2 criteria, 3 not known."""
        if self.doubt or self.kind is EndKind.UNKNOWN:
            return 3
        if self.kind is EndKind.CRITERIA:
            return 2
        if self.kind is EndKind.FIRST_OF:
            return min(part.level for part in self.of)
        if self.kind is EndKind.LAST_OF:
            return max(part.level for part in self.of)
        return max(1, self.after.level) if self.after else 1

    @property
    def inside(self) -> tuple[Ending, ...]:
        """The endings that this one is made of: its alternatives, and that of what its copy was made from."""
        return (*self.of, self.after) if self.after else self.of

    @property
    def why(self) -> Doubt | None:
        """Why not all is known of the end: its own doubt, else the first inside it."""
        return self.doubt or next((part.why for part in self.inside if part.why), None)

    def outlasts(self, other: Ending) -> bool:
        """Whether a copy with this ending is surely still there when one with the other ending is gone, or is equal.

        A rule for some groups of clients says nothing about the others, so it outlasts only rules for those groups.
        With a maximum the copy may be gone at any moment before it, so a maximum outlasts only its equal.
        """
        if self.groups and not (other.groups and other.groups <= self.groups):
            return False
        if self.level != other.level:
            return self.level > other.level
        if replace(self, groups=frozenset(), law=None) == replace(other, groups=frozenset(), law=None):
            return True
        if self.limit is Limit.MAXIMUM:
            return False
        if self.after is not None and self.after.outlasts(other):
            return True
        if self.kind is not EndKind.TERM or self.starts != other.starts or self.after != other.after:
            return False
        if self.restarts != other.restarts:
            return False
        if self.term is None:
            return False
        if other.kind is EndKind.EVENT:
            return True
        if other.kind is not EndKind.TERM or other.term is None:
            return False
        bounded = other.limit is Limit.MAXIMUM and self.term == other.term
        return bounded or self.term.surely_longer_than(other.term)


@dataclass(frozen=True)
class Clock:
    """The clock of one copy: every rule on it, and the ones that decide when it is gone."""

    node: str
    item: str
    arrival: Arrival
    endings: tuple[Ending, ...]

    @property
    def deciding(self) -> tuple[Ending, ...]:
        """The rules that keep the copy longest."""
        return last_of(self.endings)

    @property
    def level(self) -> int:
        """How much is known of the end of this copy."""
        return max(ending.level for ending in self.endings)

    @property
    def known(self) -> bool:
        """Whether the end of this copy is known."""
        return self.level < 3


@dataclass(frozen=True)
class Longest:
    """How long an item stays over all its copies.

    deciding: the clocks of the copies that disappear last. unknown: the copies whose end nobody knows; while there is
    one, `deciding` is only what is known beside it.
    """

    deciding: tuple[Clock, ...]
    unknown: tuple[Clock, ...]
    clocks: tuple[Clock, ...]


def last_of(endings: Iterable[Ending]) -> tuple[Ending, ...]:
    """The endings that no other surely outlasts, without repetition, in their own order."""
    kept: list[Ending] = []
    for ending in endings:
        if any(other.outlasts(ending) for other in kept):
            continue
        kept = [other for other in kept if not ending.outlasts(other)] + [ending]
    return tuple(kept)


def clocks(view: View, trace: Trace) -> tuple[Clock, ...]:
    """A clock for every copy of the item, or of what was made from it, that is still about a person."""
    keeper = _Keeper(view, trace)
    found: dict[tuple[str, str], Clock] = {}
    for arrival in trace.copies():
        if arrival.form.personal:
            clock = keeper.clock(arrival)
            key = (clock.node, clock.item)
            found[key] = _joined(found[key], clock) if key in found else clock
    return tuple(found[key] for key in sorted(found))


def _joined(first: Clock, second: Clock) -> Clock:
    """One clock for the copies of more groups of clients at one node, with the rules on each of them."""
    there = [(ending, ending.path) for ending in first.endings]
    more = [ending for ending in second.endings if (ending, ending.path) not in there]
    return replace(first, endings=(*first.endings, *more))


def longest(found: Iterable[Clock]) -> Longest:
    """The copies that disappear last. Unknown dominates, and is never merged with what is known.

    A copy that was moved away lives on where it went, so it is last only where nothing else is left.
    """
    all_clocks = tuple(found)
    known = [clock for clock in all_clocks if clock.known]
    staying = [clock for clock in known if any(ending.kind is not EndKind.MOVED for ending in clock.endings)]
    known = staying or known
    ends = last_of(ending for clock in known for ending in clock.deciding)
    deciding = tuple(clock for clock in known if any(one.outlasts(end) for one in clock.deciding for end in ends))
    return Longest(deciding, tuple(clock for clock in all_clocks if not clock.known), all_clocks)


class _Keeper:
    def __init__(self, view: View, trace: Trace) -> None:
        self.view = view
        self.trace = trace
        self.found: dict[tuple[str, str, Groups], Clock] = {}
        self.working: set[tuple[str, str, Groups]] = set()
        self.moves = sorted((flow for flow in view.flows if _sure_move(flow.value)), key=lambda flow: flow.id)

    def clock(self, arrival: Arrival) -> Clock:
        """The clock of a copy, worked out once."""
        key = (arrival.node, arrival.item, arrival.groups)
        if key not in self.found:
            self.working.add(key)
            moved = self._moved_on(arrival)
            endings = (moved,) if moved else tuple(self._endings(arrival))
            self.working.discard(key)
            self.found[key] = Clock(arrival.node, arrival.item, arrival, endings)
        return self.found[key]

    def _endings(self, arrival: Arrival) -> Iterator[Ending]:
        rules = self.view.keeps(arrival.node)
        applying = [at for at in rules or () if self._applies(at.value, arrival)]
        hidden = any(self._hides(at.value) for at in rules or () if covers(at.value.items, arrival.item))
        for at in applying:
            ending = self._ending(at, arrival)
            yield replace(ending, doubt=Doubt.UNKNOWN) if hidden and ending.level < 3 else ending
        path = (*self.view.path(arrival.node), "keeps")
        if not applying:
            by_law = self._by_knowledge(arrival.node)
            if by_law:
                yield by_law
                return
            asked = isinstance(self.view.holders[arrival.node].keeps, Unknown)
            yield Ending(EndKind.UNKNOWN, doubt=Doubt.UNKNOWN if asked else Doubt.NO_RULE, path=path)
        elif not any(_for_all(at.value, arrival.groups) for at in applying):
            yield Ending(EndKind.UNKNOWN, doubt=Doubt.NOT_SAID_FOR_ALL, path=path)

    def _applies(self, rule: Retention, arrival: Arrival) -> bool:
        return covers(rule.items, arrival.item) and bool(meet(self.view, arrival.groups, rule.scope))

    def _hides(self, rule: Retention) -> bool:
        """Whether this audience may not know for whom this rule is, or what it waits for: then no end is sure."""
        periods = (rule, *(rule.first_of or ()), *(rule.last_of or ()))
        events = [stated(fact) for period in periods for fact in (period.starts, period.until)]
        told = all(event is None or self.view.tells_event(event) for event in (*events, *rule.restarts_on))
        return not told or not (isinstance(rule.scope, str) or set(rule.scope) <= self.view.scopes.keys())

    def _ending(self, at: At[Retention], arrival: Arrival) -> Ending:
        rule = at.value
        groups = frozenset() if isinstance(rule.scope, str) else frozenset(self.view.scopes).intersection(rule.scope)
        if rule.first_of or rule.last_of:
            parts = tuple(self._part(part, rule, arrival) for part in rule.first_of or rule.last_of or ())
            ending = Ending(EndKind.FIRST_OF if rule.first_of else EndKind.LAST_OF, of=parts)
        else:
            ending = self._period(rule, arrival)
        fate, set_up = stated(rule.then), stated(rule.set_up)
        restarts = tuple(event for event in rule.restarts_on if self._event(event))
        limit = rule.limit or (Limit.EXACT if fate in (Fate.DELETE, Fate.ANONYMISE) else ending.limit)
        doubt = ending.doubt or self._doubt(rule, ending, limit)
        return replace(ending, limit=limit, doubt=doubt, law=rule.law or ending.law, fate=fate, set_up=set_up,
                       groups=groups, restarts=restarts, path=at.path)  # fmt: skip

    def _part(self, period: Period, rule: Retention, arrival: Arrival) -> Ending:
        """One of several alternatives. A minimum bounds nothing, unless the rule says that it then really goes."""
        part = self._period(period, arrival)
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

    def _period(self, period: Period, arrival: Arrival) -> Ending:
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
            ending = self._legal(term.law, arrival.node)
            if isinstance(period.starts, Unknown) and ending.term:  # somebody says so: the law does not know better
                return replace(ending, starts=None, doubt=ending.doubt or Doubt.NO_START)
            if starts and ending.term:
                ending = replace(ending, starts=starts, doubt=None if ending.doubt is Doubt.NO_START else ending.doubt)
            if ending.term and ending.starts == SOURCE_REMOVED:
                return replace(self._after_source(ending.term, arrival), law=ending.law, limit=ending.limit)
            return ending
        if starts == SOURCE_REMOVED:
            return self._after_source(term, arrival)
        return Ending(EndKind.TERM, term, starts, doubt=None if starts else Doubt.NO_START)

    def _legal(self, law: str, node: str) -> Ending:
        """The term a law gives to this kind of holder, as an ending."""
        entry = self.view.knowledge.laws[law]
        if not entry.tellable:
            return Ending(EndKind.UNKNOWN, doubt=Doubt.LAW_TO_CHECK, law=law)
        found = legal_term(entry, self._holder_kind(node))
        if found is None or (found.term is None and found.criteria is None):
            return Ending(EndKind.UNKNOWN, doubt=Doubt.LAW_SILENT, law=law)
        if found.term is None:
            return Ending(EndKind.CRITERIA, criteria=found.criteria, law=law, limit=found.limit)
        doubt = None if found.starts else Doubt.NO_START
        return Ending(EndKind.TERM, found.term, found.starts, law=law, limit=found.limit, doubt=doubt)

    def _event(self, name: str | None) -> str | None:
        """The event, where this audience may know of it."""
        return name if name is None or self.view.tells_event(name) else None

    def _holder_kind(self, node: str) -> str | None:
        organisation = self.view.organisation_of(node)
        return self.view.kind_id(organisation) if organisation else None

    def _by_knowledge(self, node: str) -> Ending | None:
        """What the law says of a national receiver whose inside nobody described."""
        receiver = self.view.receiver(node) if node in self.view.organisations else None
        if receiver is None or receiver.keeps is None:
            return None
        ending = self._legal(receiver.keeps, node)
        doubt = ending.doubt or (Doubt.MINIMUM if ending.limit is Limit.MINIMUM else Doubt.SET_UP_UNKNOWN)
        return replace(ending, doubt=doubt, path=self.view.path(node))

    def _after_source(self, term: Term, arrival: Arrival) -> Ending:
        """A term that starts when the copies it is made from are removed: the two add up.

        Only the clients of this copy count at its sources. Copies that wait for each other in a circle have no known
        end.
        """
        items = {step.item for step in arrival.route if step.target == arrival.node}
        before = [
            replace(copy, groups=copy.groups | arrival.groups)
            for source in sorted(self._sources(arrival.node, items) & set(self.trace.reached))
            for copy in self.trace.reached[source].copies
            if copy.item in items and copy.form.personal and together(self.view, copy.groups, arrival.groups)
        ]
        in_circle = any((copy.node, copy.item, copy.groups) in self.working for copy in before)
        if not before or len(arrival.route) == 1 or in_circle:
            return Ending(EndKind.UNKNOWN, doubt=Doubt.SOURCE_UNKNOWN)
        endings = last_of(ending for copy in before for ending in self.clock(copy).endings)
        base = endings[0] if len(endings) == 1 else Ending(EndKind.LAST_OF, of=endings)
        sources = tuple(dict.fromkeys(copy.node for copy in before))
        ending = Ending(EndKind.TERM, term, SOURCE_REMOVED, after=base, sources=sources)
        doubtful = base.level == 3 or self._hidden_source(arrival.node, items)
        return replace(ending, doubt=Doubt.SOURCE_UNKNOWN) if doubtful else ending

    def _sources(self, node: str, items: set[str]) -> set[str]:
        """The nodes from which copies of these items come here."""
        flows = {
            flow.value.from_
            for flow in self.view.flows
            if flow.value.to == node
            and status_of(flow.value) is not None
            and any(presence is Presence.COPY for presence, _ in presences(flow.value))
            and any(covers(flow.value.items, item) for item in items)
            and (stated(flow.value.becomes) or Form.AS_IS).personal
        }
        return flows | {name for name in self.view.systems if node in self.view.lies_on(name)}

    def _hidden_source(self, node: str, items: set[str]) -> bool:
        """Whether copies come here as well by a flow that this audience may not know of."""
        seen = {flow.path for flow in self.view.flows}
        return any(
            flow.to == node
            and ("flows", position) not in seen
            and status_of(flow) is not None
            and any(covers(flow.items, item) for item in items)
            for position, flow in enumerate(self.view.model.flows)
        )

    def _moved_on(self, arrival: Arrival) -> Ending | None:
        """A sure move for everybody ends the copy it leaves behind, unless moves bring it back in a circle."""
        for flow in self.moves:
            moved = flow.value.from_ == arrival.node and covers(flow.value.items, arrival.item)
            if moved and not self._comes_back(flow.value, arrival.item):
                return Ending(EndKind.MOVED, flow=flow.id, path=flow.path)
        return None

    def _comes_back(self, first: Flow, item: str) -> bool:
        """Whether sure moves from where this one ends lead back, also moves that this audience may not know of."""
        moves = [flow for flow in self.view.model.flows if _sure_move(flow) and covers(flow.items, item)]
        reached, waiting = set[str](), [first]
        while waiting:
            flow = waiting.pop()
            if flow.to not in reached and (stated(flow.becomes) or Form.AS_IS).personal:
                reached.add(flow.to)
                waiting += [following for following in moves if following.from_ == flow.to]
        return first.from_ in reached


def _sure_move(flow: Flow) -> bool:
    """Whether this takes the data away for every client."""
    return flow.mode is Mode.MOVE and flow.scope == "all" and status_of(flow) is Status.ALWAYS


def legal_term(law: Law, holder_kind: str | None) -> LegalTerm | None:
    """The retention term of a law for one kind of holder: one article can give several."""
    for term in law.terms:
        if holder_kind in term.holders:
            return term
    return next((term for term in law.terms if not term.holders), None)


def _for_all(rule: Retention, groups: Groups) -> bool:
    return isinstance(rule.scope, str) or bool(groups.intersection(rule.scope))
