"""What a trace of everything from everywhere looks up, as numbers: whose data goes on, who can see it, how it ends.

A kind of clients is a set of groups that data is carried for; what is carried for some groups counts for every kind
that is in all of them. A person is a role, or the nameless people of an organisation. An outcome is how one copy comes
to its end. Each has a number; nodes, kinds of data and scopes have those of the wiring.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import NamedTuple

from auditor.model import Audience, is_own
from auditor.model.elements import Scope
from auditor.traces.cases import Groups
from auditor.traces.endings import SOURCE_REMOVED, Ending, EndKind, last_of
from auditor.traces.inventory import parted
from auditor.traces.keeper import Keeper
from auditor.traces.reach import Walker, bits
from auditor.traces.readers import Onlooker, Onlookers, OnlookersOfNode, for_all
from auditor.traces.steps import meet
from auditor.traces.wiring import EVERYBODY, FORMS, PERHAPS, SOMETIMES, STATUSES, Origin
from auditor.values import Term

MOST_KINDS_OF_CLIENTS = 1024
"""How many kinds of clients are told apart, at most. A scope that would need one more counts as `sometimes`, for all
clients."""
UNKNOWN, WAITING, MOVED = range(3)
"""The first outcomes: nobody knows; it hangs on other copies; taken away by a move."""
FIGURES = next(form.depth for form in FORMS if not form.personal)
"""The depth of the first form that is not about one person any more."""

Person = tuple[str | None, str | None]
"""A role and its organisation, or None and the organisation of people nobody named; of unknown people, twice None."""


class Seer(NamedTuple):
    """A person that can see what is at a node, of which kinds of clients, and how sure that is once it is there."""

    person: int
    rank: int
    kinds: int


class Sight(NamedTuple):
    """Who can see what is at a node.

    sets: kinds of data that the same persons can see, as bits; seers: those of each set; staff: they see only what is
    really there.
    """

    sets: tuple[int, ...]
    seers: tuple[tuple[Seer, ...], ...]
    staff: tuple[Seer, ...]


class Ends(NamedTuple):
    """How copies at a node end: in the same sets, the outcomes, each with the kinds of clients."""

    sets: tuple[int, ...]
    outcomes: tuple[tuple[tuple[int, int], ...], ...]


class Begin(NamedTuple):
    """An item that begins at a node, about one person or in figures, for these kinds of clients, and how sure."""

    node: int
    figures: bool
    kinds: int
    rank: int


class Tables:
    """The tables of one view, each filled where it is first asked for."""

    def __init__(self, walker: Walker, keeper: Keeper, onlookers: Onlookers) -> None:
        self.walker = walker
        self.wiring = walker.wiring
        self.keeper = keeper
        self.nodes = len(self.wiring.nodes)
        view = self.wiring.view
        roles: list[Person] = [(name, role.of) for name, role in sorted(view.roles.items())]
        self.persons: list[Person] = [*roles, *((None, name) for name in sorted(view.organisations)), (None, None)]
        self.outcomes: list[tuple[Ending, ...]] = [(), (), ()]
        self._onlookers = onlookers
        self._person_number = {person: number for number, person in enumerate(self.persons)}
        self._outcome_number: dict[tuple[Ending, ...], int] = {}
        self._sights: dict[int, Sight] = {}
        self._ends: dict[tuple[int, bool], Ends] = {}
        self._through: dict[int, tuple[int, int]] = {}
        self._gates: dict[tuple[int, int], int] = {}
        self._within: dict[Scope, tuple[int, int]] = {}

    def take_over(self, before: Tables) -> set[int] | None:
        """Use what is known of the nodes in another view, of before an edit, where all that it rests on is the same.

        Returns the nodes where it is not; None where that is not so simple, and nothing is used. Where anything can be
        reserved, it is not so simple.
        """
        view, old = self.wiring.view, before.wiring.view
        if not (
            view.audience is old.audience is Audience.OFFICER
            and self.wiring.alike(before.wiring)
            and self.persons == before.persons
            and view.roles == old.roles
            and (view.model.country, view.model.events) == (old.model.country, old.model.events)
            and self.keeper.movements.all_moves == before.keeper.movements.all_moves
            and self.keeper.movements.leaving == before.keeper.movements.leaving
            and self.kinds == before.kinds
            and all(view.kind_id(name) == old.kind_id(name) for name in view.systems)
        ):
            return None
        changed = {name for name, holder in view.holders.items() if holder != old.holders[name]}
        changed |= {name for name in view.holders if view.organisation_of(name) in changed} if changed else set()
        nodes = {self.wiring.node_number[name] for name in changed}
        self.outcomes, self._outcome_number = before.outcomes, before._outcome_number
        self._sights = {node: sight for node, sight in before._sights.items() if node not in nodes}
        self._ends = {key: ends for key, ends in before._ends.items() if key[0] not in nodes}
        return nodes

    def touched_since(self, before: Tables) -> int:
        """The items that begin or go otherwise than before an edit of an alike description, as bits."""
        wiring, old = self.wiring, before.wiring
        if (wiring.collected, wiring.derivations, wiring.lying) != (old.collected, old.derivations, old.lying):
            return wiring.all_items
        changed = wiring.changed_since(old)
        touched = (
            bool(changed >> item & 1 or changed & self.walker.ingredients(item))
            or any(changed >> made & 1 for made in self.family(item))
            for item in range(len(wiring.items))
        )
        return sum(one << item for item, one in enumerate(touched))

    # whose

    @cached_property
    def kinds(self) -> list[int]:
        """Every set of groups that data is carried for, as masks; every client comes first."""
        scopes = {link.scope for links in self.wiring.out for link in links}
        found = dict.fromkeys([EVERYBODY, *sorted({origin.groups for origin in self.wiring.collected})])
        for mask in (waiting := list(found)):
            wider = {wider for scope in scopes for wider in self.wiring.meet(mask, scope)} - found.keys()
            found.update(dict.fromkeys(sorted(wider)))
            waiting += sorted(wider)
            if len(waiting) > MOST_KINDS_OF_CLIENTS:
                break
        return waiting[:MOST_KINDS_OF_CLIENTS]

    @cached_property
    def everybody(self) -> int:
        """The bits of all kinds of clients."""
        return (1 << len(self.kinds)) - 1

    @cached_property
    def groups(self) -> list[Groups]:
        """The groups of every kind of clients, by name."""
        return [self.wiring.groups(mask) for mask in self.kinds]

    def sure(self, kinds: int, rank: int) -> int:
        """Bits that say for which kinds of clients something is so, so sure: once for each status it then has."""
        return sum(kinds << len(self.kinds) * status for status in range(rank, len(STATUSES)))

    def rank(self, sure: int) -> int:
        """How sure it is at best, whoever it is for."""
        return next(status for status in range(len(STATUSES)) if sure >> len(self.kinds) * status & self.everybody)

    def gate(self, scope: int, rank: int) -> int:
        """The bits that go through a link of this scope, and how sure they are after it."""
        if (scope, rank) not in self._gates:
            kinds, loose = self.through(scope)
            self._gates[scope, rank] = self.sure(kinds, max(rank, loose))
        return self._gates[scope, rank]

    def through(self, scope: int) -> tuple[int, int]:
        """The kinds of clients that a scope lets through, and how sure it is that it lets nobody else through."""
        if scope not in self._through:
            known = set(self.kinds)
            if all(wider in known for mask in self.kinds for wider in self.wiring.meet(mask, scope)):
                named = self.wiring.scope_groups(scope)
                self._through[scope] = self._those(lambda mask: not scope or any(bit & mask for bit in named)), 0
            else:
                self._through[scope] = self.everybody, SOMETIMES
        return self._through[scope]

    def _those(self, has: Callable[[int], bool]) -> int:
        return sum(1 << number for number, mask in enumerate(self.kinds) if has(mask))

    # where it begins

    @cached_property
    def _collected(self) -> dict[int, list[Begin]]:
        found: dict[int, list[Begin]] = defaultdict(list)
        for origin in self.wiring.collected:
            for item in bits(origin.items):
                found[item].append(self.begin(origin))
        return found

    def collected(self, item: int) -> list[Begin]:
        """Where an item is first written down."""
        return self._collected.get(item, [])

    def begin(self, origin: Origin) -> Begin:
        """The beginning of an origin."""
        kinds = self._of_groups(origin.groups)
        rank = origin.rank if kinds else max(origin.rank, SOMETIMES)
        return Begin(origin.node, origin.form >= FIGURES, kinds or self.everybody, rank)

    @cached_property
    def _of_groups(self) -> Callable[[int], int]:
        """The kinds of clients that are in all of these groups."""
        return cache(lambda groups: self._those(lambda mask: not groups & ~mask))

    def family(self, item: int) -> tuple[int, ...]:
        """An item, and everything that is made of it."""
        found = [item]
        for one in found:  # grows on the way
            found += [made for made in self._made_of[one] if made not in found]
        return tuple(found)

    @cached_property
    def _made_of(self) -> dict[int, list[int]]:
        """Per item, what is directly made of it anywhere."""
        found: dict[int, list[int]] = defaultdict(list)
        for made, out_of in sorted(self.wiring.out_of.items()):
            for one in bits(out_of):
                found[one].append(made)
        return found

    def is_own(self, node: int) -> bool:
        """Whether a node stands in the description itself, not in that of a partner."""
        return is_own(self.wiring.nodes[node])

    @cached_property
    def own_places(self) -> frozenset[int]:
        """The places of the description itself."""
        return frozenset(self.wiring.node_number[place] for place in self.wiring.view.own_places)

    # who

    def sight(self, node: int) -> Sight:
        """Who can see what is at a node."""
        if node not in self._sights:
            self._sights[node] = self._sight(self._onlookers.of(self.wiring.nodes[node]))
        return self._sights[node]

    def _sight(self, onlookers: OnlookersOfNode) -> Sight:
        masks = [self.wiring.mask(at.value.items) for at in onlookers.access]
        entries = [(mask, onlookers.with_access(at), *self._scope(at.value.scope))
                   for mask, at in zip(masks, onlookers.access, strict=True)]  # fmt: skip
        anyway = [self._seer(one, self.everybody) for one in onlookers.carriers]
        sets = self._alike(masks)
        seers = []
        for one in sets:
            here = [entry for entry in entries if entry[0] & one]
            found = [self._seer(onlooker, some) for _, onlooker, some, _ in here if some]
            if onlookers.others and not onlookers.described:
                undescribed = self.everybody
                for *_, all_of in here:
                    undescribed &= ~all_of
                found += [self._seer(onlookers.others, undescribed)] if undescribed else []
            seers.append(_joined([*found, *anyway]))
        staff = _joined([self._seer(one, self.everybody) for one in onlookers.staff])
        return Sight(sets, tuple(seers), staff)

    def _seer(self, one: Onlooker, kinds: int) -> Seer:
        rank = max(one.sure.rank, SOMETIMES if one.if_ is not None else 0)
        return Seer(self._person_number[one.role, one.organisation], rank, kinds)

    def _scope(self, scope: Scope) -> tuple[int, int]:
        """The kinds of clients of which some are in a scope, and those of which all are."""
        if scope not in self._within:
            view, groups = self.wiring.view, list(enumerate(self.groups))
            some = sum(1 << number for number, groups in groups if meet(view, groups, scope))
            self._within[scope] = some, sum(1 << number for number, groups in groups if for_all(scope, groups))
        return self._within[scope]

    def _alike(self, masks: Iterable[int]) -> tuple[int, ...]:
        """The kinds of data in sets that are wholly in each mask or wholly out of it."""
        sets = [self.wiring.all_items]
        for mask in dict.fromkeys(masks):
            sets = list(parted(sets, mask))
        return tuple(sets)

    # how long

    def ends(self, node: int, through: bool = False) -> Ends:
        """How copies at a node end. through: if they stay, those of what only goes through there."""
        if (node, through) not in self._ends:
            name = self.wiring.nodes[node]
            rules = [rule.at.value for rule in self.keeper.rules(name)]
            sets = self._alike([*(self.wiring.mask(rule.items) for rule in rules), *self._moved(name)])
            apart = any(not isinstance(rule.scope, str) for rule in rules)
            items = [self.wiring.items[next(bits(one))] for one in sets]
            outcomes = tuple(self._outcomes(name, item, apart, through) for item in items)
            self._ends[node, through] = Ends(sets, outcomes)
        return self._ends[node, through]

    def outcomes_of(self, item: int, node: int, sure: int, through: int) -> list[int]:
        """How the copy of an item at a node ends that is there for these kinds of clients, so sure.

        through: the same of what only goes through there. One of which nobody knows for some clients how it ends, is
        unknown; one that moves takes nothing away of what goes through.
        """
        found = [*self._of_kinds(item, node, sure, False), *self._of_kinds(item, node, through, True)]
        found = [outcome for outcome in found if outcome != MOVED] or found
        dominating = [outcome for outcome in (UNKNOWN, WAITING) if outcome in found]
        return dominating[:1] or found

    def _of_kinds(self, item: int, node: int, sure: int, through: bool) -> list[int]:
        if not sure:
            return []
        ends, anyhow = self.ends(node, through), sure >> len(self.kinds) * PERHAPS
        return [outcome for outcome, kinds in ends.outcomes[part_of(ends.sets, item)] if anyhow & kinds]

    def waits(self, node: int, item: int) -> bool:
        """Whether how copies of an item at a node end hangs on other copies, for some clients at least."""
        return any(
            outcome == WAITING
            for ends in (self.ends(node), self.ends(node, through=True))
            for outcome, _ in ends.outcomes[part_of(ends.sets, item)]
        )

    def _moved(self, node: str) -> list[int]:
        """The kinds of data that moves take away from a node, for good or perhaps, as bits, by move."""
        movements = self.keeper.movements
        leaving = [self.wiring.mask(flow.items) for flow in movements.leaving.get(node, ())]
        return [*(self.wiring.mask(tuple(items)) for items in movements.moved(node).values()), *leaving]

    def _outcomes(self, node: str, item: str, apart: bool, through: bool) -> tuple[tuple[int, int], ...]:
        """apart: whether it matters whose data it is."""
        if not apart:
            return ((self._outcome(node, item, self.groups[0], through), self.everybody),)
        found: dict[int, int] = defaultdict(int)
        for number, groups in enumerate(self.groups):
            found[self._outcome(node, item, groups, through)] |= 1 << number
        return tuple(sorted(found.items()))

    def _outcome(self, node: str, item: str, groups: Groups, through: bool) -> int:
        """The number of how a copy ends, of the clients in these groups."""
        endings = self.keeper.endings(node, item, groups, through)
        if endings is None:
            at_best = self.keeper.endings_after(node, item, groups, through, _known_end)
            return UNKNOWN if any(ending.level == 3 for ending in at_best) else WAITING
        if any(ending.level == 3 for ending in endings):
            return UNKNOWN
        if all(ending.kind is EndKind.MOVED for ending in endings):
            return MOVED
        deciding = last_of(endings)
        if deciding not in self._outcome_number:
            self._outcome_number[deciding] = len(self.outcomes)
            self.outcomes.append(deciding)
        return self._outcome_number[deciding]


def _known_end(term: Term) -> Ending:
    """The ending of a term that starts when other copies are gone, if it is known when that is."""
    return Ending(EndKind.TERM, term, SOURCE_REMOVED)


def part_of(sets: tuple[int, ...], item: int) -> int:
    """The number of the set that a kind of data is in."""
    return next(number for number, one in enumerate(sets) if one >> item & 1)


def _joined(seers: Iterable[Seer]) -> tuple[Seer, ...]:
    """Those of one person that are as sure, as one."""
    found: dict[tuple[int, int], int] = defaultdict(int)
    for person, rank, kinds in seers:
        found[person, rank] |= kinds
    return tuple(Seer(person, rank, kinds) for (person, rank), kinds in found.items())
