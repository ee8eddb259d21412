"""A model as one audience may see it.

Everything that traces, answers and findings know of a model goes through a view. In the view for clients, reserved
elements do not exist, and no list counts as complete as long as anything at all is reserved: what is left out does not
show by its absence either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

from auditor import knowledge
from auditor.knowledge import Knowledge
from auditor.knowledge.types import Category, Kind, Receiver, Sensitivity
from auditor.model.elements import (
    Access,
    Carrier,
    Checked,
    Collection,
    Complete,
    Derivation,
    Flow,
    Holder,
    Item,
    Organisation,
    Place,
    Processor,
    Purpose,
    Reserve,
    Retention,
    Role,
    Scope,
    ScopeGroup,
    System,
)
from auditor.model.facts import Unknown, YesNo, stated
from auditor.model.model import Model, Path, flow_names


class Audience(StrEnum):
    """Who will read a result."""

    CLIENT = "client"
    OFFICER = "officer"


class _Reservable(Protocol):
    @property
    def reserve(self) -> Reserve | None: ...


class _Whose(Protocol):
    @property
    def scope(self) -> Scope | Unknown: ...

    def model_copy(self, *, update: Mapping[str, Any]) -> Self: ...


class _Scoped(_Reservable, _Whose, Protocol): ...


R = TypeVar("R", bound=_Reservable)
P = TypeVar("P", bound=_Scoped)
S = TypeVar("S", bound=_Whose)
V = TypeVar("V", covariant=True)


class At(NamedTuple, Generic[V]):
    """A part of the model with the path where it stands."""

    path: Path
    value: V


class NamedFlow(NamedTuple):
    """A flow with its id and the path where it stands."""

    path: Path
    id: str
    value: Flow


def is_own(name: str) -> bool:
    """Whether an element stands in the description itself, not in that of a partner."""
    return "/" not in name


class View:
    """What one audience may see of a model, with the look-ups that everything else needs.

    groups: the groups of clients that somebody is in, and no others: what is about other clients does not exist here,
    and what is about this one is about everybody. None for every client at once.
    """

    def __init__(
        self, model: Model, audience: Audience = Audience.OFFICER, groups: frozenset[str] | None = None
    ) -> None:
        self.model = model
        self.audience = audience
        self.groups = groups
        self.knowledge: Knowledge = knowledge.of(model.country)

    def _seen(self, element: _Reservable) -> bool:
        return self.audience is Audience.OFFICER or element.reserve is None

    def _visible(self, section: Mapping[str, R]) -> dict[str, R]:
        return {name: element for name, element in section.items() if self._seen(element)}

    def _listed(self, path: Path, parts: Iterable[P]) -> list[At[P]]:
        return [
            At((*path, position), self._narrowed(part))
            for position, part in enumerate(parts)
            if self._seen(part) and self._tells_of_anybody(part.scope)
        ]

    def _tells_of_anybody(self, scope: Scope | Unknown) -> bool:
        """Whether this is about any clients that this view is about, and that this audience may know of."""
        groups = self.scopes if self.groups is None else self.groups
        return isinstance(scope, str | Unknown) or any(group in groups for group in scope)

    def _narrowed(self, part: S) -> S:
        """The same part; for somebody whose groups are known, without the groups it is for where they are in one."""
        if self.groups is None or isinstance(part.scope, str | Unknown) or not self.groups.intersection(part.scope):
            return part
        return part.model_copy(update={"scope": "all"})

    # sections

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations that this audience may know of."""
        return self._visible(self.model.organisations)

    @cached_property
    def systems(self) -> dict[str, System]:
        """Systems that this audience may know of; not where all who decide about it are reserved."""
        visible = self._visible(self.model.systems)
        return {name: place for name, place in visible.items() if self._of_somebody(stated(place.controller))}

    @cached_property
    def carriers(self) -> dict[str, Carrier]:
        """Carriers that this audience may know of; not where all who decide about it, or its owner, are reserved."""
        visible = self._visible(self.model.carriers)
        return {
            name: place
            for name, place in visible.items()
            if self._of_somebody(stated(place.controller) or [owner for owner in [stated(place.owner)] if owner])
        }

    def _of_somebody(self, organisations: Sequence[str] | None) -> bool:
        return not organisations or any(name in self.organisations for name in organisations)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Systems and carriers."""
        return {**self.systems, **self.carriers}

    @cached_property
    def own_places(self) -> dict[str, Place]:
        """Systems and carriers of this description, without those of its partners."""
        return {name: place for name, place in self.places.items() if is_own(name)}

    @cached_property
    def holders(self) -> dict[str, Holder]:
        """Everything that can hold data: places, and organisations as seen from outside."""
        return {**self.systems, **self.carriers, **self.organisations}

    @cached_property
    def items(self) -> dict[str, Item]:
        """Kinds of data."""
        return self._visible(self.model.items)

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Functions, of organisations that this audience may know of."""
        visible = self._visible(self.model.roles)
        return {name: role for name, role in visible.items() if role.of in self.organisations}

    @cached_property
    def scopes(self) -> dict[str, ScopeGroup]:
        """Groups of clients."""
        return self._visible(self.model.scopes)

    @cached_property
    def purposes(self) -> dict[str, Purpose]:
        """Purposes."""
        return self._visible(self.model.purposes)

    @cached_property
    def flows(self) -> tuple[NamedFlow, ...]:
        """Flows between ends that this audience may know of, with at least one item it may know of.

        A flow that the description denies is a "no": a client sees it only when somebody put a date to it. Names
        are given among the flows of this view, so that no number shows that another flow is left out.
        """
        visible = list(enumerate(self.model.flows))
        if self.audience is Audience.OFFICER:  # who sees all of it
            names = self.model.flow_ids
        else:
            visible = [(position, flow) for position, flow in visible if self._goes(flow)]
            names = flow_names([flow for _, flow in visible])
        return tuple(
            NamedFlow(("flows", position), name, self._narrowed(flow))
            for (position, flow), name in zip(visible, names, strict=True)
            if self._tells_of_anybody(flow.scope)
        )

    def _goes(self, flow: Flow) -> bool:
        undated_no = flow.happens is YesNo.NO and flow.checked is None
        return (
            self._seen(flow)
            and self._tells_of_anybody(flow.scope)
            and not undated_no
            and flow.from_ in self.holders
            and flow.to in self.holders
            and (isinstance(flow.items, str | Unknown) or any(item in self.items for item in flow.items))
        )

    @cached_property
    def anything_reserved(self) -> bool:
        """Whether any part of the model is reserved, for any reason."""
        return any(_reserves(self.model))

    @property
    def tells_all(self) -> bool:
        """Whether this audience may know of everything described: then what is last here is the last described."""
        return self.audience is Audience.OFFICER or not self.anything_reserved

    def tells_event(self, name: str) -> bool:
        """Whether this audience may know of an event; those of the knowledge are no secret."""
        own = self.model.events.get(name)
        return own is None or self._seen(own)

    # paths

    def path(self, name: str) -> Path:
        """Where a holder, role, item or purpose stands."""
        for section in (
            "systems",
            "carriers",
            "organisations",
            "roles",
            "items",
            "purposes",
            "scopes",
            "subjects",
        ):
            if name in getattr(self.model, section):
                return (section, name)
        return ()

    def looked_at(self, path: Path) -> Checked | None:
        """When somebody last looked at what stands at this path, and in which role.

        That of a flow is said there; that of anything else at its element, or else for the whole description.
        """
        if path[0] == "flows":
            return self.model.flows[int(path[1])].checked
        element = self.model.at(path[:2])
        return getattr(element, "checked", None) or self.model.checked

    # parts of a holder

    def access(self, holder: str) -> list[At[Access]] | None:
        """Who can use data at this place or organisation; None when that is unknown or nobody wrote it down.

        An empty list is one that is complete: one of which this audience may see nothing looks like none at all.
        """
        listed = stated(self.holders[holder].access)
        if listed is None:
            return None
        seen = [at for at in self._listed((*self.path(holder), "access"), listed) if at.value.role in self.roles]
        return seen if seen or self.complete(holder, "access") else None

    def keeps(self, holder: str) -> list[At[Retention]] | None:
        """The retention rules of this place or organisation; None when unknown or nobody wrote them down."""
        listed = stated(self.holders[holder].keeps)
        path = (*self.path(holder), "keeps")
        return None if listed is None else [At((*path, position), rule) for position, rule in self._applying(listed)]

    def _applying(self, rules: Iterable[Retention]) -> Iterator[tuple[int, Retention]]:
        """The rules but those for other clients only. One for clients that this audience may not know of stays."""
        for position, rule in enumerate(rules):
            known = isinstance(rule.scope, str) or self.scopes.keys() >= set(rule.scope)
            if self.groups is None or not known or self._tells_of_anybody(rule.scope):
                yield position, self._narrowed(rule)

    def collects(self, place: str) -> list[At[Collection]]:
        """The first writing down at this place."""
        return self._listed((*self.path(place), "collects"), self.places[place].collects)

    def derives(self, place: str) -> list[At[Derivation]]:
        """The items made from others at this place."""
        derived = self._listed((*self.path(place), "derives"), self.places[place].derives)
        return [at for at in derived if at.value.item in self.items]

    def lies_on(self, place: str) -> tuple[str, ...]:
        """The carriers on which a system is known to live; where that is unknown, none."""
        system = self.places[place]
        listed = stated(system.on) if isinstance(system, System) else None
        return tuple(carrier for carrier in listed or () if carrier in self.carriers)

    def complete(self, holder: str, what: str) -> Complete | None:
        """The declaration that a list (`access`, `flows`, `collects`) of this holder is complete.

        None for clients as long as anything in the model is reserved, and for the flows of a system of which nobody
        knows on what it lives.
        """
        if self.audience is Audience.CLIENT and self.anything_reserved:
            return None
        element = self.holders[holder]
        if what == "flows" and isinstance(element, System) and isinstance(element.on, Unknown):
            return None  # nobody knows on which phone or laptop it all is as well
        declared: Complete | None = getattr(element, f"{what}_complete", None)
        return declared

    def processors(self, place: str) -> list[At[Processor]] | None:
        """Processors and their sub-processors; None when unknown. Empty when nobody wrote any down."""
        stated_processors = self.places[place].processor
        if isinstance(stated_processors, Unknown):
            return None
        found: list[At[Processor]] = []
        for position, processor in enumerate(stated_processors or ()):
            found.extend(_chain((*self.path(place), "processor", position), processor))
        return [at for at in found if at.value.organisation in self.organisations]

    # what things are

    def purposes_of(self, written: tuple[str, ...] | Unknown | None) -> tuple[str, ...] | Unknown | None:
        """What a use of data is for, as far as this audience may know of it; None where that leaves nothing said."""
        if not isinstance(written, tuple):
            return written
        return tuple(name for name in written if name in self.purposes) or None

    def organisation_of(self, holder: str) -> str | None:
        """The organisation a place belongs to: its first controller, or the owner of a carrier."""
        if holder in self.organisations:
            return holder
        place = self.places[holder]
        controllers = stated(place.controller)
        if controllers:
            return next((name for name in controllers if name in self.organisations), None)
        if isinstance(place, Carrier):
            owner = stated(place.owner)
            return owner if owner in self.organisations else None
        return None

    def deciders(self, holder: str) -> tuple[str, ...]:
        """Every organisation that decides about this place: its controllers, or the owner of a carrier.

        An organisation decides for itself. Empty where nobody knows who decides.
        """
        if holder in self.organisations:
            return (holder,)
        place = self.places[holder]
        controllers = stated(place.controller)
        if not controllers and isinstance(place, Carrier):
            controllers = tuple(owner for owner in (stated(place.owner),) if owner)
        return tuple(name for name in controllers or () if name in self.organisations)

    def receiver(self, organisation: str) -> Receiver | None:
        """The entry of the knowledge that an organisation uses."""
        used = self.organisations[organisation].use
        return self.knowledge.receivers[used] if used else None

    def kind_id(self, holder: str) -> str | None:
        """The id of the kind of a place or organisation, where known."""
        element = self.holders[holder]
        kind = stated(element.kind) if isinstance(element, System | Carrier | Organisation) else None
        if kind is None and isinstance(element, Organisation) and (receiver := self.receiver(holder)):
            return receiver.kind
        return kind

    def holder_kind(self, holder: str) -> str | None:
        """The kind of the organisation a place belongs to, as laws tell holders apart; None where nobody knows."""
        organisation = self.organisation_of(holder)
        return self.kind_id(organisation) if organisation else None

    def kind(self, holder: str) -> Kind | None:
        """What the knowledge says of the kind of this place or organisation."""
        kind = self.kind_id(holder)
        return self.knowledge.kinds[kind] if kind else None

    def category(self, item: str) -> Category | None:
        """The category of an item, where known."""
        category = stated(self.items[item].category)
        return self.knowledge.categories[category] if category else None

    def sensitivity(self, item: str) -> Sensitivity | None:
        """How much care an item deserves; None where its category is unknown."""
        category = self.category(item)
        return category.sensitivity if category else None

    def about(self, item: str) -> tuple[str, ...]:
        """Whose data an item is."""
        category = self.category(item)
        return self.items[item].about or (category.about if category else ())


def _chain(path: Path, processor: Processor) -> Iterator[At[Processor]]:
    yield At(path, processor)
    for position, below in enumerate(processor.sub_processors):
        yield from _chain((*path, "sub-processors", position), below)


def _reserves(model: Model) -> Iterator[bool]:
    sections: tuple[Mapping[str, _Reservable], ...] = (
        model.organisations, model.roles, model.items, model.purposes, model.systems, model.carriers,
        model.scopes, model.subjects, model.events,
    )  # fmt: skip
    for section in sections:
        yield from (element.reserve is not None for element in section.values())
    yield from (flow.reserve is not None for flow in model.flows)
    for holder in (*model.systems.values(), *model.carriers.values(), *model.organisations.values()):
        yield from (part.reserve is not None for part in stated(holder.access) or ())
        if isinstance(holder, Place):
            yield from (part.reserve is not None for part in holder.collects)
            yield from (part.reserve is not None for part in holder.derives)
