"""What a client asks about, with all that its traces say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from auditor.errors import AuditorError
from auditor.knowledge.types import Age
from auditor.model import NamedFlow, View, is_own
from auditor.model.elements import Carrier, Collection, Scope
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, Param, Sentence
from auditor.traces import (
    OLDEST,
    Arrival,
    Case,
    Clock,
    Dates,
    Groups,
    LastDay,
    Reader,
    Status,
    StepKind,
    Trace,
    Traces,
    status_of,
    taken,
    years_on,
)


@dataclass(frozen=True)
class Question:
    """A question that clients ask. per_item: whether it can be asked about one kind of data."""

    id: str
    per_item: bool
    reply: Callable[[Asked], Answer]


_YEARS = {Age.UNDER_12: range(12), Age.FROM_12_TO_15: range(12, 16), Age.FROM_16: range(16, OLDEST)}


@dataclass(frozen=True)
class Person:
    """Whom an answer is for, as far as it matters: never who somebody is.

    age: between which ages of the law. dates: example days, such as the end of the help. The groups of clients that
    somebody is in are those of the traces. today: the day on which they ask; without it the day that it is.

    Raises AuditorError for an age that an example day of birth, or of a birthday, contradicts.
    """

    age: Age | None = None
    dates: Dates | None = None
    today: date | None = None

    def __post_init__(self) -> None:
        if self.dates and self.age:
            years, said = years_on(self.day, self.dates), _YEARS[self.age]
            if years and not (years.start < said.stop and said.start < years.stop):
                raise AuditorError("error.age-against-birth")

    @property
    def years(self) -> Age | None:
        """Between which ages of the law they are, as said or by an example birth or birthday; None where open."""
        if self.age or not self.dates:
            return self.age
        found = years_on(self.day, self.dates)
        fits = (age for age, years in _YEARS.items() if years.start <= found.start and found.stop <= years.stop)
        return next(fits, None) if found else None

    @property
    def day(self) -> date:
        """The day on which they ask."""
        return self.today or date.today()


EVERYONE = Person()
"""An answer for every client."""


class Asked:
    """What a client asks about: one kind of data, or everything about them; with all that its traces say."""

    def __init__(self, traces: Traces, item: str | None, person: Person = EVERYONE) -> None:
        self.traces = traces
        self.item = item
        self.person = person

    @property
    def view(self) -> View:
        """The view the answer is made from."""
        return self.traces.view

    @property
    def what(self) -> Param:
        """What the sentences call it: every card names the kind of data in its title."""
        return Sentence("answer.what.item" if self.item else "answer.what.everything")

    @cached_property
    def items(self) -> tuple[str, ...]:
        """What is asked about: the item, or all of our items that are not only about our own workers."""
        view = self.view
        if self.item:
            return (self.item,)
        return tuple(item for item in view.items if is_own(item) and set(view.about(item)) != {"worker"})

    @cached_property
    def all_traces(self) -> tuple[Trace, ...]:
        """The trace of every item that is asked about."""
        return tuple(self.traces.of(item) for item in self.items)

    @cached_property
    def reached(self) -> Mapping[str, tuple[Arrival, ...]]:
        """Every node that anything asked about reaches, with the arrivals best first."""
        found: dict[str, list[Arrival]] = {}
        for trace in self.all_traces:
            for node, reached in trace.reached.items():
                found.setdefault(node, []).extend(reached.arrivals)
        return {node: tuple(sorted(found[node], key=lambda arrival: arrival.order)) for node in sorted(found)}

    @cached_property
    def origins(self) -> Mapping[str, tuple[Arrival, ...]]:
        """Where anything asked about is first written down or already held.

        What is made out of other data begins where that is made only where it is asked about alone.
        """
        found: dict[str, list[Arrival]] = {}
        for trace in self.all_traces:
            for arrival in trace.origins:
                if self.item is None and arrival.route[0].kind is StepKind.DERIVE:
                    continue
                found.setdefault(arrival.node, []).append(arrival)
        return {node: tuple(sorted(found[node], key=lambda arrival: arrival.order)) for node in sorted(found)}

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """Everybody who can see anything asked about."""
        return tuple(reader for trace in self.all_traces for reader in self.traces.readers(trace))

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """The clock of every copy; a copy that several traces reach has one clock."""
        found: dict[tuple[str, str], Clock] = {}
        for trace in self.all_traces:
            for clock in self.traces.clocks(trace):
                found.setdefault((clock.node, clock.item), clock)
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def last_days(self) -> tuple[LastDay, ...]:
        """When the copies of each kind of data are gone, with the example days of this person; none without days."""
        dates = self.person.dates
        if not dates:
            return ()
        return tuple(self.traces.last_day(trace, dates) for trace in self.all_traces)

    @cached_property
    def flows(self) -> tuple[tuple[NamedFlow, Status], ...]:
        """Every flow that can carry something asked about, or something made of it, with how sure that is."""
        found = ((flow, self._carried_by(flow)) for flow in self.view.flows)
        return tuple((flow, status) for flow, status in found if status)

    def _carried_by(self, flow: NamedFlow) -> Status | None:
        sure = [case.status.then(for_client("all", case.groups)) for case in self.cases(flow)]
        return min(sure, key=lambda status: status.rank, default=None)

    def cases(self, flow: NamedFlow) -> list[Case]:
        """In which cases this flow carries something asked about, or something made of it."""
        happens = status_of(flow.value)
        if happens is None:
            return []
        return [
            replace(arrival.case, status=arrival.status.then(happens)).then(flow.value.if_, groups)
            for arrival, going in taken(self.view, flow.value, self.reached.get(flow.value.from_, ()))
            for groups in going
        ]

    def made_at(self, node: str, item: str) -> bool:
        """Whether this kind of data is made out of others at this place."""
        view = self.view
        return node in view.places and any(at.value.item == item for at in view.derives(node))

    def ours(self, node: str) -> bool | None:
        """Whether a place or organisation is the describing organisation's own; None where nobody knows."""
        owner = self.view.model.owner
        if node in self.view.organisations:
            return node == owner
        place = self.view.places[node]
        controllers = stated(place.controller)
        if controllers:
            return owner in controllers
        keeper = stated(place.owner) if isinstance(place, Carrier) else None
        return keeper == owner if keeper else None

    def we_work_at(self, node: str) -> bool:
        """Whether a place is perhaps ours, or our workers surely write something down there."""
        if self.ours(node) is not False:
            return True
        return node in self.view.places and any(self.we_write(node, at.value) for at in self.view.collects(node))

    def we_write(self, place: str, collection: Collection) -> bool:
        """Whether the describing organisation is surely the one that writes this down."""
        roles = self.view.roles
        if collection.by:
            return all(role in roles and roles[role].of == self.view.model.owner for role in collection.by)
        return "us" in (stated(collection.from_) or ()) or self.ours(place) is True


def for_client(scope: Scope | Unknown, groups: Groups = frozenset()) -> Status:
    """How sure it is that something is about any one client: "sometimes" where it is for some groups of clients."""
    return Status.ALWAYS if isinstance(scope, str | Unknown) and not groups else Status.SOMETIMES


def collecting(collection: Collection) -> Status:
    """How sure it is that something is written down of any one client."""
    return for_client(collection.scope).then(Status.ALWAYS if collection.if_ is None else Status.SOMETIMES)
