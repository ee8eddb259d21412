"""What is where, of all kinds of data at once: for whoever asks about every place, and not about one kind of data.

The same steps as one trace, taken once for all beginnings together. How sure a copy is and whose it is are exact; on
which conditions it is there is left to the trace of one item.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from auditor.model import is_own
from auditor.model.elements import Form
from auditor.traces.cases import Groups, Status
from auditor.traces.clocks import Copies, Copy, Ending, Keeper
from auditor.traces.reach import MOST_CASES, Walker
from auditor.traces.steps import Presence, StepKind
from auditor.traces.wiring import (
    ANONYMOUS,
    COPY,
    EVERYBODY,
    FORMS,
    PRESENCES,
    SAME,
    SOMETIMES,
    STATUSES,
    Link,
    Origin,
)


class Entry(NamedTuple):
    """One way in which a kind of data is somewhere: as surely, and for as many clients, as no other way says."""

    node: str
    item: str
    form: Form
    presence: Presence
    groups: Groups
    status: Status
    kind: StepKind
    label: _Label

    @property
    def flows(self) -> tuple[str, ...]:
        """The names of the flows on the surest and then shortest way here."""
        found = []
        label: _Label | None = self.label
        while label is not None:
            if label.by.source.flow is not None:
                found.append(label.by.source.flow)
            label = label.before
        return tuple(reversed(found))


class _Label(NamedTuple):
    node: int
    item: int
    form: int
    presence: int
    groups: int
    rank: int
    by: Link | Origin
    before: _Label | None


class Inventory:
    """What is where in one view."""

    def __init__(self, walker: Walker, keeper: Keeper) -> None:
        self.wiring = walker.wiring
        self.view = walker.view
        self._walker = walker
        self._keeper = keeper
        self._seen: dict[tuple[int, int, int, int], list[_Label]] = {}
        self._copies_at: dict[str, Mapping[str, Sequence[Copy]]] = {}
        self._fill()

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
        """Per node, per kind of data: the ways in which it is there, the surest and the widest first."""
        nodes, items = self.wiring.nodes, self.wiring.items
        found: dict[str, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
        groups: dict[int, Groups] = {}
        for (node, item, form, presence), labels in sorted(self._seen.items()):
            here = found[nodes[node]][items[item]]
            for label in labels:
                if label.groups not in groups:
                    groups[label.groups] = self.wiring.groups(label.groups)
                here.append(Entry(nodes[node], items[item], FORMS[form], PRESENCES[presence], groups[label.groups],
                                  STATUSES[label.rank], label.by.source.kind, label))  # fmt: skip
        for kinds in found.values():
            for entries in kinds.values():
                if len(entries) > 1:
                    entries.sort(key=_order)
        return {node: {item: tuple(entries) for item, entries in kinds.items()} for node, kinds in found.items()}

    def endings(self, node: str, item: str) -> tuple[Ending, ...]:
        """Every rule on the copies of this kind of data here."""
        copies = [entry for entry in self.entries.get(node, {}).get(item, ()) if _is_copy(entry)]
        found = [self._endings(entry) for entry in copies]
        if len(copies) == 1:
            return found[0]
        unlike = {(ending.path, ending): ending for endings in found for ending in endings}
        return tuple(unlike.values())

    def _endings(self, copy: Entry) -> tuple[Ending, ...]:
        alone = self._keeper.endings(copy.node, copy.item, copy.groups)
        return self._waiting.endings(self._copy(copy)) if alone is None else alone

    @cached_property
    def _waiting(self) -> Copies:
        return Copies(self._keeper, lambda node: [copy for some in self._copies(node).values() for copy in some])

    def _copies(self, node: str) -> Mapping[str, Sequence[Copy]]:
        """The copies about people at a node, per kind of data."""
        if node not in self._copies_at:
            self._copies_at[node] = {
                item: [
                    self._copy(entry) for entry in entries if entry.presence is Presence.COPY and entry.form.personal
                ]
                for item, entries in self.entries.get(node, {}).items()
            }
        return self._copies_at[node]

    def _copy(self, entry: Entry) -> Copy:
        here = set()
        label: _Label | None = entry.label
        while label is not None:
            if label.node == entry.label.node:
                here.add(self.wiring.items[label.item])
            label = label.before
        return Copy(entry.node, entry.item, entry.groups, frozenset(here), entry.label.before is None)

    # filling

    def _fill(self) -> None:
        """Where all begins, then what nodes hold that send it: see `Walker.with_held`."""
        collected = [origin for origins in self.wiring.collected.values() for origin in origins]
        self._add(self._ours(collected))
        for beginnings_only in (True, False):
            copies = {(node, item) for node, item, _, presence in self._seen if presence == COPY}
            held = [
                origin for item in self.wiring.carried for origin in self._walker.held(item, copies, beginnings_only)
            ]
            self._add(self._ours(held))

    def _ours(self, origins: Iterable[Origin]) -> list[Origin]:
        nodes = self.wiring.nodes
        return [one for one in origins if is_own(nodes[one.node]) or self._walker.concerns_us(one)]

    def _add(self, origins: Iterable[Origin]) -> None:
        """Go on from these too. The surest first, then the nearest, so that most is looked at once."""
        waiting: list[dict[int, list[_Label]]] = [defaultdict(list) for _ in STATUSES]
        for one in origins:
            label = _Label(one.node, one.item, one.form, COPY, one.groups, one.rank, one, None)
            waiting[one.rank][0].append(label)
        for levels in waiting:
            steps = 0
            while levels:
                for label in levels.pop(steps, ()):
                    new = self._new(label, waiting)
                    if new is not None and new.presence == COPY and new.form != ANONYMOUS:
                        self._go_on(new, steps + 1, waiting)
                steps += 1

    def _new(self, label: _Label, waiting: list[dict[int, list[_Label]]]) -> _Label | None:
        """The label, where it says something new; past the most cases it is told of everybody, and not as sure."""
        before = self._seen.setdefault(label[:4], [])
        if _known(before, label.groups, label.rank):
            return None
        if len(before) >= MOST_CASES:
            label = label._replace(groups=EVERYBODY, rank=max(label.rank, SOMETIMES))
            if _known(before, EVERYBODY, label.rank):
                return None
        before[:] = [other for other in before if not _known([label], other.groups, other.rank)]
        before.append(label)
        return label

    def _go_on(self, label: _Label, steps: int, waiting: list[dict[int, list[_Label]]]) -> None:
        item, form, groups, rank = label.item, label.form, label.groups, label.rank
        for link in self.wiring.links(item).get(label.node, ()):
            to = item if link.item == SAME else link.item
            becomes = form if form > link.becomes else link.becomes
            sure = rank if rank > link.rank else link.rank
            before = self._seen.get((link.node, to, becomes, link.presence))
            for whose in self.wiring.meet(groups, link.scope) if link.scope else (groups,):
                if before is None or not _known(before, whose, sure):
                    new = _Label(link.node, to, becomes, link.presence, whose, sure, link, label)
                    waiting[sure][steps].append(new)


def _known(labels: Iterable[_Label], groups: int, rank: int) -> bool:
    """Whether one of these says of the same clients, as surely, that it is there."""
    return any(not label.groups & ~groups and label.rank <= rank for label in labels)


def _is_copy(entry: Entry) -> bool:
    """Whether it stays, and is about people."""
    return entry.presence is Presence.COPY and entry.form.personal


def _order(entry: Entry) -> tuple[int, int, list[str], int, int]:
    return (entry.status.rank, len(entry.groups), sorted(entry.groups), entry.form.depth,
            PRESENCES.index(entry.presence))  # fmt: skip
