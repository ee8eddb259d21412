"""How long: a clock per copy, and which copy of an item disappears last.

Order of knowledge: a term whose start lies in the future, before criteria, before unknown. One copy whose end is not
known makes the whole not known. Terms that start at different moments cannot be compared without dates: then several
copies decide together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from auditor.knowledge.types import Law, LegalTerm, Limit
from auditor.model import At, Audience, NamedFlow, Path, View
from auditor.model.elements import Fate, Flow, Form, Mode, Period, Retention, SetUp, TermOfLaw
from auditor.model.facts import Unknown, stated
from auditor.traces.cases import Groups, Status
from auditor.traces.steps import Arrival, Presence, Trace, covers, meet, presences, status_of, together
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

    @cached_property
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

    @cached_property
    def _end(self) -> Ending:
        """The same end, whoever it is for and whatever law says so."""
        return replace(self, groups=frozenset(), law=None)

    def outlasts(self, other: Ending) -> bool:
        """Whether a copy with this ending is surely still there when one with the other ending is gone, or is equal.

        A rule for some groups of clients says nothing about the others, so it outlasts only rules for those groups.
        With a maximum the copy may be gone at any moment before it, so a maximum outlasts only its equal.
        """
        if self.groups and not (other.groups and other.groups <= self.groups):
            return False
        if self.level != other.level:
            return self.level > other.level
        if self is other or self._end == other._end:
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

    @property
    def through(self) -> bool:
        """Whether it only goes through there: these are the rules on a copy of which nobody knows if it stays."""
        return self.arrival.presence is Presence.CARRIED


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


def _joined(first: Clock, second: Clock) -> Clock:
    """One clock for the copies of more groups of clients at one node, with the rules on each of them."""
    there = [(ending, ending.path) for ending in first.endings]
    more = [ending for ending in second.endings if (ending, ending.path) not in there]
    return replace(first, endings=unmoved((*first.endings, *more)))


def unmoved(endings: Iterable[Ending]) -> tuple[Ending, ...]:
    """The rules on all that is at one node: a move takes its copy away, and not what only goes through there."""
    found = tuple(endings)
    return tuple(ending for ending in found if ending.kind is not EndKind.MOVED) or found


def longest(found: Iterable[Clock]) -> Longest:
    """The copies that disappear last. Unknown dominates, and is never merged with what is known.

    A copy that was moved away lives on where it went, so it is last only where nothing else is left.
    """
    all_clocks = tuple(found)
    known = [clock for clock in all_clocks if clock.known]
    last = {id(ending) for ending in lasting(clock.endings for clock in known)}
    deciding = tuple(clock for clock in known if any(id(ending) in last for ending in clock.deciding))
    return Longest(deciding, tuple(clock for clock in all_clocks if not clock.known), all_clocks)


def lasting(copies: Iterable[tuple[Ending, ...]]) -> tuple[Ending, ...]:
    """Of the endings of copies, each with a known end, those after which nothing is left; equal ones all count."""
    all_copies = list(copies)
    staying = [endings for endings in all_copies if any(ending.kind is not EndKind.MOVED for ending in endings)]
    endings = {id(ending): ending for copy in staying or all_copies for ending in last_of(copy)}
    ends = last_of(endings.values())
    return tuple(ending for ending in endings.values() if any(ending.outlasts(end) for end in ends))


AfterSource = Callable[[Term], Ending]
"""The ending of a term that starts when the copies are gone from which this one is made."""


class _Rule(NamedTuple):
    """A retention rule of a node. ending: None where it waits for other copies; hides: see `Keeper._hides`."""

    at: At[Retention]
    ending: Ending | None
    hides: bool


class Keeper:
    """Knows the retention rules of one view, and gives every copy of a trace its clock."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._rules: dict[str, tuple[_Rule, ...]] = {}
        self._endings: dict[tuple[str, str | None, Groups], tuple[Ending, ...] | None] = {}
        self._alike: dict[str, bool] = {}
        self._moved: dict[str, dict[str, Ending]] = {}

    def clocks(self, trace: Trace) -> tuple[Clock, ...]:
        """A clock for every copy of the item, or of what was made from it, that is still about a person.

        What only goes through a node may stay there too, by the rules of that node. Where there are none, nobody knows
        how long, nor if it stays at all.
        """
        copies = Copies(self, lambda node, items: _copies_at(trace, node, items))
        found: dict[tuple[str, str], Clock] = {}
        for arrival in trace.may_stay():
            clock = Clock(arrival.node, arrival.item, arrival, copies.endings(_copy(arrival)))
            key = (clock.node, clock.item)
            found[key] = _joined(found[key], clock) if key in found else clock
        return tuple(found[key] for key in sorted(found))

    def endings(self, node: str, item: str, groups: Groups, through: bool = False) -> tuple[Ending, ...] | None:
        """How copies of this kind of data come to their end here; None where that hangs on other copies.

        through: of what only goes through here, which no flow from here takes away.
        """
        moved = self.moved_on(node, item) if node in self._moves and not through else None
        if moved:
            return (moved,)
        key = (node, None if self._for_every_item(node) else item, groups)
        if key not in self._endings:
            found = list(self._of_rules(node, item, groups, None))
            self._endings[key] = None if None in found else tuple(ending for ending in found if ending)
        return self._endings[key]

    def _for_every_item(self, node: str) -> bool:
        """Whether the rules of a node make no difference between kinds of data."""
        if node not in self._alike:
            self._alike[node] = all(isinstance(rule.at.value.items, str) for rule in self.rules(node))
        return self._alike[node]

    def endings_after(self, node: str, item: str, groups: Groups, after_source: AfterSource) -> tuple[Ending, ...]:
        """The same, where it hangs on other copies."""
        return tuple(ending for ending in self._of_rules(node, item, groups, after_source) if ending)

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

    # what comes and goes

    def sources(self, node: str, items: Collection[str]) -> set[str]:
        """The nodes from which copies of these items come here."""
        flows = {flow.from_ for flow in self._copied_to.get(node, ()) if any(covers(flow.items, i) for i in items)}
        return flows | self._lying_on.get(node, set())

    def copied_to(self, node: str) -> list[Flow]:
        """The flows that leave a copy about people here, or go through here."""
        return self._copied_to.get(node, [])

    def all_sources(self, node: str) -> set[str]:
        """The nodes from which copies of anything come here."""
        return {flow.from_ for flow in self.copied_to(node)} | self._lying_on.get(node, set())

    @cached_property
    def _copied_to(self) -> Mapping[str, list[Flow]]:
        """Per node, the flows that leave a copy about people there, or go through there."""
        found: dict[str, list[Flow]] = defaultdict(list)
        for _, _, flow in self.view.flows:
            if status_of(flow) is not None:
                leaves_copy = any(presence is Presence.COPY for presence, _ in presences(flow))
                for node in (flow.to, *_through(flow)) if leaves_copy and _personal(flow) else _through(flow):
                    found[node].append(flow)
        return found

    @cached_property
    def _lying_on(self) -> Mapping[str, set[str]]:
        """Per carrier, the systems that live on it."""
        found: dict[str, set[str]] = defaultdict(set)
        for name in self.view.systems:
            for carrier in self.view.lies_on(name):
                found[carrier].add(name)
        return found

    def hidden_source(self, node: str, items: Collection[str]) -> bool:
        """Whether copies come here as well by a flow that this audience may not know of."""
        return any(covers(flow.items, item) for flow in self._hidden_to.get(node, ()) for item in items)

    @cached_property
    def _hidden_to(self) -> Mapping[str, list[Flow]]:
        """Per node, the flows to it that this audience may not know of."""
        if self.view.audience is Audience.OFFICER:
            return {}
        seen = {flow.path for flow in self.view.flows}
        found: dict[str, list[Flow]] = defaultdict(list)
        for position, flow in enumerate(self.view.model.flows):
            if ("flows", position) not in seen and status_of(flow) is not None:
                for node in (flow.to, *_through(flow)):
                    found[node].append(flow)
        return found

    def moved(self, node: str) -> Mapping[str, set[str]]:
        """What sure moves take away from a node for good, by the name of the move."""
        found: dict[str, set[str]] = defaultdict(set)
        for item, ending in self._taken(node).items():
            if ending.flow:
                found[ending.flow].add(item)
        return found

    def moved_on(self, node: str, item: str) -> Ending | None:
        """A sure move for everybody ends the copy it leaves behind, unless moves bring it back in a circle."""
        return self._taken(node).get(item) if node in self._moves else None

    def _taken(self, node: str) -> Mapping[str, Ending]:
        """Per kind of data, how it is moved away from a node for good."""
        if node not in self._moved:
            self._moved[node] = found = dict[str, Ending]()
            for flow in self._moves.get(node, ()):
                items = flow.value.items if isinstance(flow.value.items, tuple) else self.view.items
                ending = Ending(EndKind.MOVED, flow=flow.id, path=flow.path)
                for item in items:
                    if item not in found and not self._comes_back(flow.value, item):
                        found[item] = ending
        return self._moved[node]

    @cached_property
    def all_moves(self) -> list[Flow]:
        """All sure moves, also those that this audience may not know of."""
        return [flow for flow in self.view.model.flows if _sure_move(flow)]

    @cached_property
    def _moves(self) -> Mapping[str, list[NamedFlow]]:
        """Per node, the sure moves away from it that this audience may know of, by name."""
        found: dict[str, list[NamedFlow]] = defaultdict(list)
        for flow in sorted(self.view.flows, key=lambda flow: flow.id):
            if _sure_move(flow.value):
                found[flow.value.from_].append(flow)
        return found

    @cached_property
    def _moves_from(self) -> Mapping[str, list[Flow]]:
        """Per node, the sure moves away from it, also those that this audience may not know of."""
        found: dict[str, list[Flow]] = defaultdict(list)
        for flow in self.all_moves:
            found[flow.from_].append(flow)
        return found

    def _comes_back(self, first: Flow, item: str) -> bool:
        """Whether sure moves from where this one ends lead back."""
        reached, waiting = set[str](), [first]
        while waiting:
            flow = waiting.pop()
            if flow.to not in reached and _personal(flow):
                reached.add(flow.to)
                waiting += [further for further in self._moves_from.get(flow.to, ()) if covers(further.items, item)]
        return first.from_ in reached


class Copy(NamedTuple):
    """A copy that stays, of these clients; through: or that may stay, because data goes through there.

    here: what it was at this node on its way; begins: it comes from nowhere.
    """

    node: str
    item: str
    groups: Groups
    through: bool
    here: frozenset[str]
    begins: bool


_Key = tuple[str, str, Groups, bool]
"""What tells copies apart that end alike."""


class Copies:
    """Copies that can wait for each other. at: those about people at a node, of these kinds of data."""

    def __init__(self, keeper: Keeper, at: Callable[[str, Collection[str]], Iterable[Copy]]) -> None:
        self.keeper = keeper
        self.at = at
        self._found: dict[_Key, tuple[Ending, ...]] = {}
        self._working: set[_Key] = set()

    def endings(self, copy: Copy) -> tuple[Ending, ...]:
        """How a copy comes to its end, worked out once."""
        key = copy[:4]
        if key not in self._found:
            endings = self.keeper.endings(*key)
            if endings is None:
                self._working.add(key)
                endings = self.keeper.endings_after(*key[:3], lambda term: self._after_source(term, copy))
                self._working.discard(key)
            self._found[key] = endings
        return self._found[key]

    def _after_source(self, term: Term, copy: Copy) -> Ending:
        """A term that starts when the copies it is made from are removed: the two add up.

        Only the clients of this copy count at its sources. Copies that wait for each other in a circle have no known
        end.
        """
        before = [
            source._replace(groups=source.groups | copy.groups)
            for node in sorted(self.keeper.sources(copy.node, copy.here))
            for source in self.at(node, copy.here)
            if together(self.keeper.view, source.groups, copy.groups)
        ]
        in_circle = any(source[:4] in self._working for source in before)
        if not before or copy.begins or in_circle:
            return Ending(EndKind.UNKNOWN, doubt=Doubt.SOURCE_UNKNOWN)
        endings = last_of(ending for source in before for ending in self.endings(source))
        base = endings[0] if len(endings) == 1 else Ending(EndKind.LAST_OF, of=endings)
        sources = tuple(dict.fromkeys(source.node for source in before))
        ending = Ending(EndKind.TERM, term, SOURCE_REMOVED, after=base, sources=sources)
        doubtful = base.level == 3 or self.keeper.hidden_source(copy.node, copy.here)
        return replace(ending, doubt=Doubt.SOURCE_UNKNOWN) if doubtful else ending


def _copies_at(trace: Trace, node: str, items: Collection[str]) -> list[Copy]:
    arrivals = trace.reached[node].may_stay if node in trace.reached else ()
    return [_copy(arrival) for arrival in arrivals if arrival.item in items]


def _copy(arrival: Arrival) -> Copy:
    here = frozenset(step.item for step in arrival.route if step.target == arrival.node)
    through = arrival.presence is Presence.CARRIED
    return Copy(arrival.node, arrival.item, arrival.groups, through, here, len(arrival.route) == 1)


def _personal(flow: Flow) -> bool:
    """Whether what arrives is still about one person."""
    return (stated(flow.becomes) or Form.AS_IS).personal


def _through(flow: Flow) -> tuple[str, ...]:
    """The places that this goes through."""
    return tuple(dict.fromkeys(way.place for way in flow.via if way.place is not None))


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
