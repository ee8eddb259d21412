"""What is where, of all kinds of data at once: for whoever asks about every place, and not about one kind of data.

The same steps as one trace, taken once for all beginnings, all kinds of data and all kinds of clients together. A kind
of data of a kind of client is one bit, and a step moves all bits that can take it. How sure a copy is and whose it is
are exact; under which conditions it is there is left to the trace of one item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cached_property, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from auditor.model import is_own
from auditor.model.elements import Form
from auditor.traces.cases import EVERYBODY, Groups, Status
from auditor.traces.clocks import Copies, Copy
from auditor.traces.endings import Ending, unmoved
from auditor.traces.keeper import Keeper
from auditor.traces.reach import Walker, bits
from auditor.traces.steps import StepKind
from auditor.traces.wiring import CARRIED, COPY, FORMS, SAME, SOMETIMES, STATUSES, TOLD, VIEW, Link, Origin, Wiring

MOST_KINDS_OF_CLIENTS = 64
"""How many kinds of clients are told apart, at most. A scope that names a group beyond that counts as `sometimes`."""


class How(IntEnum):
    """How data is at a node; what is no longer about one person only where a copy of it stays."""

    COPY = 0
    VIEW = 1
    TOLD = 2
    CARRIED = 3
    FIGURES = 4
    ANONYMOUS = 5


class Kinds(NamedTuple):
    """Kinds of data as bits, each with how sure it is; a kind is in one of the three."""

    always: int = 0
    sometimes: int = 0
    perhaps: int = 0

    @property
    def all(self) -> int:
        """The kinds of data, however sure."""
        return self.always | self.sometimes | self.perhaps

    @property
    def status(self) -> Status:
        """How sure the surest of them is; where there are none, perhaps."""
        return Status.ALWAYS if self.always else Status.SOMETIMES if self.sometimes else Status.PERHAPS

    def among(self, mask: int) -> Kinds:
        """Those that are also in `mask`."""
        return Kinds(self.always & mask, self.sometimes & mask, self.perhaps & mask)

    def joined(self, other: Kinds) -> Kinds:
        """Those of both, each as sure as in the surer one."""
        always = self.always | other.always
        sometimes = (self.sometimes | other.sometimes) & ~always
        return Kinds(always, sometimes, (self.perhaps | other.perhaps) & ~(always | sometimes))

    def doubtful(self) -> Kinds:
        """The same, none of them surer than perhaps."""
        return Kinds(perhaps=self.all)


class _Clients:
    """The kinds of clients that scopes tell apart: every set of groups that one client can be in."""

    def __init__(self, wiring: Wiring) -> None:
        self.width = len(wiring.items)
        self.items = wiring.all_items
        self._wiring = wiring
        self.kinds = self._possible(sorted(wiring.view.scopes))
        self.number = 1 << max(0, len(self.kinds) - 1).bit_length()
        self.every = sum(1 << self.width * place for place in range(len(self.kinds)))
        self._columns: dict[int, tuple[int, bool]] = {}
        self._groups: dict[int, Groups] = {}

    def _possible(self, groups: Sequence[str]) -> list[int]:
        """As masks of groups, the smallest first; of too many groups the last by name are not told apart."""
        meet = self._wiring.meet
        scopes = [self._wiring.scope((group,)) for group in groups]
        found = [0]
        for scope in scopes:
            more = [wider for mask in found for wider in meet(mask, scope) if wider not in found]
            if len(found) + len(more) > MOST_KINDS_OF_CLIENTS:
                break
            found += more
        return sorted(found, key=lambda mask: (mask.bit_count(), mask))

    def columns(self, scope: int) -> tuple[int, bool]:
        """A bit at the place of every kind of client in a scope, and whether these are all that the scope names."""
        if not scope:
            return self.every, True
        if scope not in self._columns:
            named = self._wiring.scope_groups(scope)
            apart = all(any(bit & kind for kind in self.kinds) for bit in named)
            within = [place for place, kind in enumerate(self.kinds) if any(bit & kind for bit in named)]
            columns = sum(1 << self.width * place for place in within) if apart else self.every
            self._columns[scope] = (columns, apart)
        return self._columns[scope]

    def anybodys(self, mask: int) -> int:
        """The kinds of data of these bits, whoever they are of."""
        number = self.number
        while number > 1:
            number //= 2
            mask |= mask >> self.width * number
        return mask & self._wiring.all_items

    def groups(self, kind: int) -> Groups:
        """The groups that clients of a kind are in."""
        if kind not in self._groups:
            self._groups[kind] = self._wiring.groups(kind)
        return self._groups[kind]

    def of_groups(self, groups: int) -> int:
        """A bit at the place of every kind of client in all of these groups."""
        return sum(1 << self.width * place for place, kind in enumerate(self.kinds) if not groups & ~kind)


class _Gain(NamedTuple):
    """Bits that came somewhere in one step: how sure, after how many steps, from where.

    turn: counts on with every gain, so that what came before can be told. A bit comes to a spot once per rank.
    """

    bits: int
    rank: int
    steps: int
    turn: int
    by: Link | Origin
    before: Spot | None


class Spot:
    """One way in which data is at a node."""

    __slots__ = ("_clients", "_gains", "_got", "_kinds", "how", "node", "number")

    def __init__(self, clients: _Clients, number: int, node: str, how: How) -> None:
        self._clients = clients
        self._kinds: Kinds | None = None
        self._got = [0, 0, 0]
        self._gains: list[_Gain] = []
        self.number = number
        self.node = node
        self.how = how

    @property
    def kinds(self) -> Kinds:
        """What is there in this way."""
        if self._kinds is None:
            self._kinds = self._sure(*map(self._clients.anybodys, self._got))
        return self._kinds

    def of(self, columns: int) -> Kinds:
        """What is there in this way of clients of these kinds."""
        theirs = columns * self._clients.items
        return self._sure(*(self._clients.anybodys(got & theirs) for got in self._got))

    def _sure(self, always: int, sometimes: int, perhaps: int) -> Kinds:
        return Kinds(always, sometimes & ~always, perhaps & ~sometimes)

    def groups(self, item: int) -> list[Groups]:
        """Of which clients a kind of data is there: the fewest groups that one must be in, for each way to be one."""
        column = self._got[-1] >> item & self._clients.every
        if column & 1:
            return [EVERYBODY]
        found: list[int] = []
        for kind in (self._clients.kinds[place // self._clients.width] for place in bits(column)):
            if not any(not wider & ~kind for wider in found):
                found.append(kind)
        return [self._clients.groups(kind) for kind in found]

    def alike(self) -> list[int]:
        """The kinds of data that are there, in sets that are there of the same clients."""
        width, items, there = self._clients.width, self._clients.items, self._got[-1]
        sets = [self.kinds.all]
        for _ in self._clients.kinds:
            part = there & items
            if part not in (0, sets[0]):
                sets = list(parted(sets, part))
            there >>= width
        return sets

    def begins(self, item: int) -> bool:
        """Whether a kind of data comes from nowhere else."""
        column = self._clients.every << item
        return not any(gain.before for gain in self._gains if gain.bits & column)

    def last(self, kind: StepKind) -> int:
        """The kinds of data that came here by such a step, on the surest and then shortest way."""
        found = left = 0
        for gain in self._best:
            came = self._clients.anybodys(gain.bits) & ~left
            found |= came if gain.by.source.kind is kind else 0
            left |= came
        return found

    @property
    def _best(self) -> list[_Gain]:
        return sorted(self._gains, key=lambda gain: (gain.rank, gain.steps))

    def routes(self, mask: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The surest and shortest ways by which any of these kinds of data came: how sure, and the flows by name."""
        wide = self._clients.every * mask
        came = [gain for gain in self._gains if gain.bits & wide]
        best = min((gain[1:3] for gain in came), default=None)
        for gain in came:
            if gain[1:3] == best:
                yield gain.rank, self._flows(gain, gain.bits & wide)

    def _flows(self, gain: _Gain, came: int) -> tuple[str, ...]:
        bit = came & -came
        found: list[str] = []
        while True:
            if gain.by.source.flow is not None:
                found.append(gain.by.source.flow)
            before = gain.before
            if before is None:
                return tuple(reversed(found))
            if isinstance(gain.by, Link) and gain.by.item != SAME:
                client = (bit >> gain.by.item).bit_length() - 1
                bit = gain.by.items << client
            gain = next(
                one for one in before._best if one.bits & bit and one.turn < gain.turn and one.rank <= gain.rank
            )
            bit &= gain.bits
            bit &= -bit

    def _gain(self, gain: _Gain) -> None:
        got, new = self._got, gain.bits
        got[2] |= new
        if gain.rank < 2:
            got[1] |= new
            if gain.rank == 0:
                got[0] |= new
        self._gains.append(gain)


class _Way(NamedTuple):
    """A link, for all bits at once: those that can take it, and the spots they come to from a copy or from figures."""

    bits: int
    columns: int
    rank: int
    from_copy: int | None
    from_figures: int | None
    link: Link


_Arriving = tuple[int, int, "Link | Origin", "Spot | None"]
"""Bits that may be new at a spot: the number of the spot, the bits, by what, and from where."""
_Waiting = list[dict[int, list[_Arriving]]]
"""Per rank, per number of steps."""


class Inventory:
    """What is where in one view."""

    def __init__(self, walker: Walker, keeper: Keeper) -> None:
        self.wiring = walker.wiring
        self.view = walker.view
        self.clients = _Clients(self.wiring)
        self._walker = walker
        self._keeper = keeper
        self._spots: dict[int, Spot] = {}
        self._turn = 0
        self._ways: dict[tuple[int, bool], list[_Way]] = {}
        self._sets: dict[str, list[int]] = {}
        self._scoped: dict[str, bool] = {}
        self._endings: dict[str, tuple[tuple[int, tuple[Ending, ...]], ...]] = {}
        self._fill()

    @cached_property
    def spots(self) -> Mapping[str, tuple[Spot, ...]]:
        """Per node, by name, every way in which data about single persons is there."""
        found: dict[str, list[Spot]] = defaultdict(list)
        for number in sorted(self._spots):
            spot = self._spots[number]
            if spot._gains and spot.how <= How.CARRIED:
                found[spot.node].append(spot)
        return {node: tuple(spots) for node, spots in found.items()}

    @cached_property
    def copies(self) -> Mapping[str, Spot]:
        """Per node, by name, what stays there about single persons."""
        return {node: spots[0] for node, spots in self.spots.items() if spots[0].how is How.COPY}

    @cached_property
    def may_stay(self) -> Mapping[str, tuple[Spot, ...]]:
        """Per node, by name, what stays there about single persons, and what goes through and may stay."""
        staying = {node: tuple(spot for spot in spots if spot.how in (How.COPY, How.CARRIED))
                   for node, spots in self.spots.items()}  # fmt: skip
        return {node: spots for node, spots in staying.items() if spots}

    def names(self, mask: int) -> tuple[str, ...]:
        """The kinds of data of these bits, by name."""
        return tuple([self.wiring.items[number] for number in bits(mask)])

    def columns(self, scope: int) -> int:
        """The clients of a scope, for `Spot.of`."""
        return self.clients.columns(scope)[0]

    # how long

    def endings(self, node: str) -> tuple[tuple[int, tuple[Ending, ...]], ...]:
        """Every rule on what stays or may stay at a node, per set of kinds of data for which they are the same."""
        if node not in self._endings:
            self._endings[node] = tuple(
                (kinds, self._endings_of(node, next(bits(kinds)))) for kinds in self._alike(node)
            )
        return self._endings[node]

    def _alike(self, node: str) -> list[int]:
        """What stays or may stay at a node, in sets that no client, no rule and no source of a back-up tells apart."""
        if node not in self._sets:
            spots = self.may_stay.get(node, ())
            sets = [self._there(node)] if spots else []
            apart = (spot.alike() if self._by_clients(node) else [spot.kinds.all] for spot in spots)
            for mask in chain(*apart, self._telling_apart(node) if sets else ()):
                sets = list(parted(sets, mask))
            self._sets[node] = sets
        return self._sets[node]

    def _there(self, node: str) -> int:
        """The kinds of data that stay or may stay at a node, as bits."""
        return reduce(or_, (spot.kinds.all for spot in self.may_stay.get(node, ())), 0)

    def _telling_apart(self, node: str) -> Iterator[int]:
        """Sets of kinds of data that a rule here makes a difference for, or may make."""
        keeper, wiring = self._keeper, self.wiring
        rules = keeper.rules(node)
        for rule in rules:
            yield wiring.mask(rule.at.value.items)
        for items in keeper.movements.moved(node).values():
            yield wiring.mask(tuple(items))
        for flow in keeper.movements.leaving.get(node, ()):
            yield wiring.mask(flow.items)
        if any(rule.ending is None for rule in rules):
            self._sets[node] = [1 << item for item in bits(self._there(node))]  # for a circle of back-ups
            for flow in keeper.movements.copied_to(node):
                yield wiring.mask(flow.items)
            for link in wiring.out[wiring.node_number[node]]:
                if link.item != SAME:
                    yield from (1 << item for item in bits(link.items | 1 << link.item))
            for source in sorted(keeper.movements.all_sources(node)):
                yield from self._alike(source)

    def _by_clients(self, node: str) -> bool:
        """Whether a rule on the copies here, or on those that they wait for, is not for every client."""
        if node not in self._scoped:
            rules = self._keeper.rules(node)
            self._scoped[node] = any(rule.at.value.scope != "all" for rule in rules)
            if not self._scoped[node] and any(rule.ending is None for rule in rules):
                self._scoped[node] = any(map(self._by_clients, self._keeper.movements.all_sources(node)))
        return self._scoped[node]

    def _endings_of(self, node: str, item: int) -> tuple[Ending, ...]:
        name = self.wiring.items[item]
        found = []
        for spot, groups in self._staying(node, item):
            alone = self._keeper.endings(node, name, groups, spot.how is How.CARRIED)
            found.append(self._waiting.endings(self._copy(spot, item, groups)) if alone is None else alone)
        if len(found) == 1:
            return found[0]
        return unmoved({(ending.path, ending): ending for endings in found for ending in endings}.values())

    @cached_property
    def _waiting(self) -> Copies:
        return Copies(self._keeper, self._copies_at)

    def _copies_at(self, node: str, here: Collection[str]) -> list[Copy]:
        there = bits(self.wiring.mask(tuple(here)) & self._there(node))
        return [self._copy(spot, item, groups) for item in there for spot, groups in self._staying(node, item)]

    def _staying(self, node: str, item: int) -> Iterator[tuple[Spot, Groups]]:
        """How a kind of data stays or may stay, of which clients as far as a rule makes a difference between them."""
        for spot in self.may_stay[node]:
            if spot.kinds.all >> item & 1:
                for groups in spot.groups(item) if self._by_clients(node) else [EVERYBODY]:
                    yield spot, groups

    def _copy(self, spot: Spot, item: int, groups: Groups) -> Copy:
        """here: also what it was made out of at this node."""
        name = self.wiring.items[item]
        made_of = {name}
        for link in self.wiring.out[spot.number] if spot.how is How.COPY else ():
            if link.item == item:
                made_of.update(self.names(link.items & spot.kinds.all))
        return Copy(spot.node, name, groups, spot.how is How.CARRIED, frozenset(made_of), spot.begins(item))

    # filling

    def _fill(self) -> None:
        """Where all begins, then what nodes hold that send it: see `Walker.and_held`.

        What is made of other data is looked at after that: only then is known where it is made.
        """
        self._add(self._ours(self.wiring.collected))
        circular = self.wiring.all_items
        for items in self._walker.in_order():
            circular &= ~items
            for beginnings_only in (True, False):
                self._add(self._ours(list(self._walker.held(items, self._copied, beginnings_only))))
        for item in bits(circular):
            self._add(self._walker.beginnings(item))

    def _copied(self, node: int) -> int:
        """The kinds of data of which there is a copy at a node, whatever it has become."""
        spots = (self._spots.get(_number(node, how)) for how in (How.COPY, How.FIGURES, How.ANONYMOUS))
        return reduce(or_, (self.clients.anybodys(spot._got[-1]) for spot in spots if spot), 0)

    def _ours(self, origins: Iterable[Origin]) -> Iterator[Origin]:
        """What begins at a place of ours, or comes to one from where a partner has it."""
        nodes = self.wiring.nodes
        for origin in origins:
            if is_own(nodes[origin.node]):
                yield origin
            else:
                alone = (origin._replace(items=1 << item) for item in bits(origin.items))
                yield from (one for one in alone if self._walker.concerns_us(one))

    def _add(self, origins: Iterable[Origin]) -> None:
        """Go on from these too: the surest steps first, and then all that can be reached in one step more."""
        waiting: _Waiting = [defaultdict(list) for _ in STATUSES]
        for one in origins:
            here = self.clients.of_groups(one.groups) * one.items
            how = How.COPY if FORMS[one.form].personal else How.FIGURES
            waiting[one.rank][0].append((_number(one.node, how), here, one, None))
        for rank, levels in enumerate(waiting):
            steps = 0
            while levels:
                fresh: dict[int, int] = {}
                for number, arriving, by, before in levels.pop(steps, ()):
                    spot = self._spots.get(number) or self._spot(number)
                    new = arriving & ~spot._got[rank]
                    if new:
                        self._turn += 1
                        spot._gain(_Gain(new, rank, steps, self._turn, by, before))
                        fresh[number] = fresh.get(number, 0) | new
                steps += 1
                for number, new in fresh.items():
                    self._go_on(self._spots[number], new, rank, steps, waiting)

    def _go_on(self, spot: Spot, new: int, rank: int, steps: int, waiting: _Waiting) -> None:
        if spot.how not in (How.COPY, How.FIGURES, How.CARRIED):
            return
        spots, figures = self._spots, spot.how is How.FIGURES
        key = (spot.number, spot.how is How.CARRIED)
        ways = self._ways.get(key)
        if ways is None:
            links = (self.wiring.beside if spot.how is How.CARRIED else self.wiring.out)[spot.number]
            ways = self._ways[key] = [self._way(link) for link in links]
        for way_bits, columns, link_rank, from_copy, from_figures, link in ways:
            to = from_figures if figures else from_copy
            going = new & way_bits
            if going and to is not None:
                if link.item != SAME:
                    going = self._made(going, link, columns)
                sure = rank if rank > link_rank else link_rank
                there = spots.get(to)
                if there is None or going & ~there._got[sure]:
                    waiting[sure][steps].append((to, going, link, spot))

    def _way(self, link: Link) -> _Way:
        columns, apart = self.clients.columns(link.scope)
        becomes, how = FORMS[link.becomes], _HOW[link.presence]
        rank = link.rank if apart else max(link.rank, SOMETIMES)
        from_copy = from_figures = None
        if how is How.COPY:
            from_figures = _number(link.node, How.ANONYMOUS if becomes is Form.ANONYMOUS else How.FIGURES)
            from_copy = _number(link.node, How.COPY) if becomes.personal else from_figures
        elif becomes.personal:
            from_copy = _number(link.node, how)
        return _Way(link.items * columns, columns, rank, from_copy, from_figures, link)

    def _made(self, going: int, link: Link, columns: int) -> int:
        """The bits of what is made out of these, for the same clients."""
        made = 0
        for item in bits(link.items):
            made |= going >> item & columns
        return made << link.item

    def _spot(self, number: int) -> Spot:
        node, how = divmod(number, len(How))
        self._spots[number] = Spot(self.clients, node, self.wiring.nodes[node], How(how))
        return self._spots[number]


_HOWS = len(How)
_HOW = {COPY: How.COPY, VIEW: How.VIEW, TOLD: How.TOLD, CARRIED: How.CARRIED}


def _number(node: int, how: How) -> int:
    return node * _HOWS + how


def parted(sets: Iterable[int], mask: int) -> Iterator[int]:
    """Every set of bits in two: those in the mask, and those that are not; without empty ones."""
    for one in sets:
        if one & mask:
            yield one & mask
        if one & ~mask:
            yield one & ~mask
