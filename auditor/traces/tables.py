"""What a trace of everything from everywhere looks up, as numbers: whose data goes on, who can see it, how it ends.

A kind of clients is a set of groups that data is carried for, a person is a role or the nameless people of an
organisation, an outcome is how one copy comes to its end. Each has a number; nodes, kinds of data and scopes have
those of the wiring.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from auditor.model import is_own
from auditor.traces.cases import Groups
from auditor.traces.clocks import Ending, EndKind, Keeper, last_of
from auditor.traces.inventory import parted
from auditor.traces.reach import Walker, bits
from auditor.traces.readers import Onlookers, OnlookersOfNode
from auditor.traces.steps import Presence
from auditor.traces.wiring import EVERYBODY, FORMS, SOMETIMES, Origin

MOST_KINDS_OF_CLIENTS = 256
"""How many kinds of clients are told apart, at most. Where a scope would narrow to one more, nothing is narrowed and
the step counts as `sometimes`."""
UNKNOWN, WAITING, MOVED = range(3)
"""The first outcomes: nobody knows; it hangs on other copies; taken away by a move."""
FIGURES = next(form.depth for form in FORMS if not form.personal)
"""The depth of the first form that is not about one person any more."""

Person = tuple[str | None, str | None]
"""A role and its organisation, or None and the organisation of people nobody named; of unknown people, twice None."""
Seen = tuple[tuple[int, int], ...]
"""Persons that can see something once it is there, and how sure that is."""


class Sight(NamedTuple):
    """Who can see what is at a node.

    sets: kinds of data that the same people can see, as bits. apart: whether it matters whose data it is. seeing: per
    set, and then per kind of clients (or once for all of them); staff: they see only what is really there.
    """

    sets: tuple[int, ...]
    apart: bool
    seeing: tuple[tuple[Seen, ...], ...]
    staff: Seen


class Ends(NamedTuple):
    """How copies at a node end, in the same form: an outcome per set, and then per kind of clients."""

    sets: tuple[int, ...]
    apart: bool
    outcomes: tuple[tuple[int, ...], ...]


class Begin(NamedTuple):
    """An item that begins at a node, about one person or in figures, for these clients, and how sure that is."""

    node: int
    figures: bool
    kind: int
    rank: int


class Tables:
    """The tables of one view, each filled where it is first asked for."""

    def __init__(self, walker: Walker, keeper: Keeper, onlookers: Onlookers) -> None:
        self.walker = walker
        self.wiring = walker.wiring
        self.keeper = keeper
        self.onlookers = onlookers
        self.nodes = len(self.wiring.nodes)
        view = self.wiring.view
        roles: list[Person] = [(name, role.of) for name, role in sorted(view.roles.items())]
        self.persons: list[Person] = [*roles, *((None, name) for name in sorted(view.organisations)), (None, None)]
        self.outcomes: list[tuple[Ending, ...]] = [(), (), ()]
        self._person_number = {person: number for number, person in enumerate(self.persons)}
        self._outcome_number: dict[tuple[Ending, ...], int] = {}
        self._sights: dict[int, Sight] = {}
        self._ends: dict[int, Ends] = {}

    # whose

    @cached_property
    def kinds(self) -> list[int]:
        """Every set of groups that data is carried for, as masks; every client comes first."""
        origins = {origin.groups for origin in self.wiring.collected}
        found = dict.fromkeys([EVERYBODY, *sorted(origins)][:MOST_KINDS_OF_CLIENTS])
        waiting = list(found)
        for mask in waiting:  # grows on the way
            for wider in sorted({wider for scope in self._scopes for wider in self.wiring.meet(mask, scope)}):
                if wider not in found and len(found) < MOST_KINDS_OF_CLIENTS:
                    found[wider] = None
                    waiting.append(wider)
        return waiting

    @cached_property
    def _scopes(self) -> list[int]:
        """The scopes of everything that data goes through."""
        return sorted({link.scope for links in self.wiring.out for link in links})

    @cached_property
    def groups(self) -> list[Groups]:
        """The groups of every kind of clients, by name."""
        return [self.wiring.groups(mask) for mask in self.kinds]

    @cached_property
    def kind_number(self) -> dict[int, int]:
        """The number of every kind of clients."""
        return {mask: number for number, mask in enumerate(self.kinds)}

    @cached_property
    def meets(self) -> dict[int, list[tuple[tuple[int, int], ...]]]:
        """Per scope and kind of clients: the kinds that go on, and how sure it is that nobody else does."""
        number, meet = self.kind_number, self.wiring.meet
        return {
            scope: [
                tuple(dict.fromkeys((number[wider], 0) if wider in number else (kind, SOMETIMES) for wider in
                                    meet(mask, scope)))
                for kind, mask in enumerate(self.kinds)
            ]
            for scope in self._scopes
        }  # fmt: skip

    # where it begins

    @cached_property
    def _collected(self) -> dict[int, list[Origin]]:
        found: dict[int, list[Origin]] = defaultdict(list)
        for origin in self.wiring.collected:
            for item in bits(origin.items):
                found[item].append(origin)
        return found

    def collected(self, item: int) -> list[Begin]:
        """Where an item is first written down."""
        return [self.begin(origin) for origin in self._collected.get(item, ())]

    def begin(self, origin: Origin) -> Begin:
        """The beginning of an origin."""
        kind = self.kind_number.get(origin.groups)
        rank = origin.rank if kind is not None else max(origin.rank, SOMETIMES)
        return Begin(origin.node, origin.form >= FIGURES, kind or 0, rank)

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
            self._sights[node] = self._sight(self.onlookers.of(self.wiring.nodes[node]))
        return self._sights[node]

    def _sight(self, onlookers: OnlookersOfNode) -> Sight:
        masks = [self.wiring.mask(at.value.items) for at in onlookers.access]
        sets = self._alike(masks)
        apart = any(not isinstance(at.value.scope, str) for at in onlookers.access)
        seeing = tuple(
            tuple(self._seen(onlookers, next(bits(one)), groups) for groups in self._variants(apart)) for one in sets
        )
        staff = tuple((self._person_number[one.role, one.organisation], one.sure.rank) for one in onlookers.staff)
        return Sight(sets, apart, seeing, tuple(dict.fromkeys(staff)))

    def _seen(self, onlookers: OnlookersOfNode, item: int, groups: Groups) -> Seen:
        found: dict[int, int] = {}
        for one in onlookers.seeing(self.wiring.items[item], groups, Presence.VIEW):
            person = self._person_number[one.role, one.organisation]
            rank = max(one.sure.rank, SOMETIMES if one.if_ is not None else 0)
            found[person] = min(rank, found.get(person, rank))
        return tuple(found.items())

    def _variants(self, apart: bool) -> Sequence[Groups]:
        return self.groups if apart else self.groups[:1]

    def _alike(self, masks: Iterable[int]) -> tuple[int, ...]:
        """The kinds of data in sets that are wholly in each mask or wholly out of it."""
        sets = [self.wiring.all_items]
        for mask in dict.fromkeys(masks):
            sets = list(parted(sets, mask))
        return tuple(sets)

    # how long

    def ends(self, node: int) -> Ends:
        """How copies at a node end."""
        if node not in self._ends:
            name = self.wiring.nodes[node]
            rules = [rule.at.value for rule in self.keeper.rules(name)]
            sets = self._alike([*(self.wiring.mask(rule.items) for rule in rules), self._moved(name)])
            apart = any(not isinstance(rule.scope, str) for rule in rules)
            items = [self.wiring.items[next(bits(one))] for one in sets]
            self._ends[node] = Ends(
                sets,
                apart,
                tuple(tuple(self._outcome(name, item, groups) for groups in self._variants(apart)) for item in items),
            )
        return self._ends[node]

    def _moved(self, node: str) -> int:
        """The kinds of data that moves take away from a node for good, as bits."""
        items = {item for listed in self.keeper.moved(node) for item in bits(self.wiring.mask(listed))}
        return sum(1 << item for item in items if self.keeper.moved_on(node, self.wiring.items[item]))

    def _outcome(self, node: str, item: str, groups: Groups) -> int:
        endings = self.keeper.endings(node, item, groups)
        return WAITING if endings is None else self.outcome(endings)

    def outcome(self, endings: tuple[Ending, ...]) -> int:
        """The number of how a copy ends on which these rules are."""
        if any(ending.level == 3 for ending in endings):
            return UNKNOWN
        if all(ending.kind is EndKind.MOVED for ending in endings):
            return MOVED
        deciding = last_of(endings)
        if deciding not in self._outcome_number:
            self._outcome_number[deciding] = len(self.outcomes)
            self.outcomes.append(deciding)
        return self._outcome_number[deciding]
