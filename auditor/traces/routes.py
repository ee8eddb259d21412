"""Every route by which an item, or what is made of it, comes to one place or organisation: the shortest first.

A trace tells the shortest route in every case; here are the others too. No place comes twice on a route with the same
data in the same form and the same way. It can come back only where the data has become something else on the way.

There can be more routes than anybody can read, or a computer can list. So they are found one by one, in the order in
which they are told; nothing is tried from where the end can no longer be reached; and the search stops after a number
of steps that is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple

from auditor.model.elements import Form, Scope
from auditor.traces.cases import EVERYBODY, Case, Conditions, Status, widest
from auditor.traces.reach import Walker
from auditor.traces.steps import Arrival, Presence, Step, meet

MOST_ROUTES = 20
"""How many routes are told where nobody asks for another number."""
MOST_STEPS = 100_000
"""How many steps are tried before the search stops."""
MOST_CASES = 32
"""In how many cases one route can be taken, at most, before it is told as "sometimes", without saying when.

Every choice of groups of clients on the way would double their number.
"""


class End(StrEnum):
    """Why there are no more routes in a list.

    all: these are all that there are. more: there are more than were asked for. stopped: the search tried as many steps
    as it may, so nobody knows if there are more.
    """

    ALL = "all"
    MORE = "more"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Route:
    """One route: its steps from where the data begins, and in which cases all of them are taken, the surest first.

    The path of the first step is that of one part of the description that says that it begins there.
    """

    steps: tuple[Step, ...]
    cases: tuple[Case, ...]

    @property
    def status(self) -> Status:
        """The surest status over all cases."""
        return self.cases[0].status


@dataclass(frozen=True)
class Routes:
    """The routes of an item to a place or organisation, shortest and surest first.

    tried: how many steps were tried. inside: the places of this organisation where the item comes; they have routes of
    their own.
    """

    item: str
    node: str
    found: tuple[Route, ...]
    end: End
    tried: int
    inside: tuple[str, ...] = ()


_Kind = tuple[str, str, Form, Presence]
"""What is where, and how."""


class _Move(NamedTuple):
    """A step that can be taken by data of one kind: whose it must be, and under which conditions."""

    kind: _Kind
    step: Step
    scope: Scope
    conditions: Conditions


class _Begun(NamedTuple):
    """A route as far as it goes. names: its steps as words, for an order that no file decides."""

    steps: tuple[Step, ...]
    kinds: tuple[_Kind, ...]
    cases: tuple[Case, ...]
    names: tuple[tuple[str, ...], ...]


_Waiting = list[tuple[int, int, tuple[tuple[str, ...], ...], _Begun]]
"""What may be gone on with, best first: by the fewest steps that the whole can have, how sure it is, and its names."""


class Search:
    """Looks for routes one by one, when they are asked for.

    tried: how many steps were tried so far. stopped: whether it gave up because it may not try more.
    """

    def __init__(
        self, walker: Walker, item: str, node: str, at: str | None = None, most_steps: int = MOST_STEPS
    ) -> None:
        self.tried = 0
        self.stopped = False
        self._walker = walker
        self._node = node
        self._most_steps = most_steps
        self._moves: dict[_Kind, list[_Move]] = {}
        self._starts = _starts(walker.starts(item, at))
        self._left = self._distances()

    def __iter__(self) -> Iterator[Route]:
        """Every route, those of the fewest steps first; of equally short ones the surest."""
        waiting: _Waiting = []
        for start in self._starts:
            self._wait(waiting, start)
        while waiting:
            begun = heappop(waiting)[-1]
            if begun.kinds[-1][0] == self._node:
                yield Route(begun.steps, begun.cases)
            for move in self._moves_of(begun.kinds[-1]):
                if self.tried >= self._most_steps:
                    self.stopped = True
                    return
                self.tried += 1
                open_to = move.kind in self._left and move.kind not in begun.kinds
                if open_to and (cases := self._cases(begun, move)):
                    self._wait(waiting, _one_further(begun, move, cases))

    def _wait(self, waiting: _Waiting, begun: _Begun) -> None:
        left = self._left.get(begun.kinds[-1])
        if left is not None:
            heappush(waiting, (len(begun.steps) + left, begun.cases[0].status.rank, begun.names, begun))

    def _cases(self, begun: _Begun, move: _Move) -> tuple[Case, ...]:
        """In which cases a route goes on with a step; none where nobody's data can take it."""
        return _told(
            Case(case.status.then(move.step.status), groups, case.conditions | move.conditions)
            for case in begun.cases
            for groups in meet(self._walker.view, case.groups, move.scope)
        )

    # how far it still is

    def _distances(self) -> dict[_Kind, int]:
        """Per kind the fewest steps in which it can come to the end, whoever it is about; only where it can."""
        before: dict[_Kind, list[_Kind]] = {}
        queue = deque(dict.fromkeys(begun.kinds[-1] for begun in self._starts))
        seen = set(queue)
        while queue:
            kind = queue.popleft()
            for move in self._moves_of(kind):
                before.setdefault(move.kind, []).append(kind)
                if move.kind not in seen:
                    seen.add(move.kind)
                    queue.append(move.kind)
        found = {kind: 0 for kind in seen if kind[0] == self._node}
        queue = deque(found)
        while queue:
            kind = queue.popleft()
            for earlier in before.get(kind, ()):
                if earlier not in found:
                    found[earlier] = found[kind] + 1
                    queue.append(earlier)
        return found

    def _moves_of(self, kind: _Kind) -> list[_Move]:
        """The steps that data of this kind can take, each once, with all groups of clients for whom it is."""
        if kind not in self._moves:
            node, item, form, presence = kind
            together: dict[tuple[str, ...], list[Arrival]] = {}
            for after in self._walker.onward(node, item, form, presence):
                together.setdefault(_name(after.route[0]), []).append(after)
            self._moves[kind] = [
                _Move(_kind(alike[0]), alike[0].route[0], _scope(alike), alike[0].conditions)
                for alike in together.values()
            ]
        return self._moves[kind]


def routes(
    walker: Walker, item: str, node: str, at: str | None = None, most: int = MOST_ROUTES, most_steps: int = MOST_STEPS
) -> Routes:
    """The first routes of an item to a place or organisation, from every beginning or only from the place `at`."""
    search = Search(walker, item, node, at, most_steps)
    found = tuple(islice(search, most + 1))
    end = End.MORE if len(found) > most else End.STOPPED if search.stopped else End.ALL
    return Routes(item, node, found[:most], end, search.tried)


def _starts(beginnings: Iterable[Arrival]) -> list[_Begun]:
    """Every beginning once: what several parts of the description say of one, together."""
    alike: dict[tuple[str, ...], list[Arrival]] = {}
    for arrival in beginnings:
        alike.setdefault(_name(arrival.route[0]), []).append(arrival)
    return [
        _Begun(min(same, key=_surest).route, (_kind(same[0]),), _told(one.case for one in same), (name,))
        for name, same in alike.items()
    ]


def _surest(arrival: Arrival) -> tuple[int, str]:
    return arrival.status.rank, str(arrival.route[0].path)


def _one_further(begun: _Begun, move: _Move, cases: tuple[Case, ...]) -> _Begun:
    return _Begun((*begun.steps, move.step), (*begun.kinds, move.kind), cases, (*begun.names, _name(move.step)))


def _told(cases: Iterable[Case]) -> tuple[Case, ...]:
    """The widest cases, the surest first; where they are too many, one that is left in the dark."""
    found = sorted(widest(cases), key=_order)
    if len(found) <= MOST_CASES:
        return tuple(found)
    return (Case(found[0].status.then(Status.SOMETIMES), EVERYBODY, frozenset({None})),)


def _order(case: Case) -> tuple[int, int, int, list[str], list[str]]:
    conditions = sorted(map(str, case.conditions))
    return case.status.rank, len(case.groups), len(conditions), sorted(case.groups), conditions


def _kind(arrival: Arrival) -> _Kind:
    return arrival.node, arrival.item, arrival.form, arrival.presence


def _name(step: Step) -> tuple[str, ...]:
    """What tells a step from every other step from the same place."""
    return step.target, step.item, step.form, step.presence, step.kind, step.flow or ""


def _scope(alike: Iterable[Arrival]) -> Scope:
    """For which groups of clients a step is, told by where it brings data of everybody."""
    groups = [arrival.groups for arrival in alike]
    return "all" if EVERYBODY in groups else tuple(sorted(frozenset().union(*groups)))
