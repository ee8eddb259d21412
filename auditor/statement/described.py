"""What a description holds that a statement can tell: who gets data, how long it stays, where, and which kinds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from auditor.knowledge.types import Sensitivity, Use
from auditor.model import Audience, Path, View, is_own
from auditor.model.elements import Carrier, Period, Retention, System, TermOfLaw
from auditor.model.facts import Unknown, YesNo, stated
from auditor.model.view import NamedFlow
from auditor.statement.durations import Length
from auditor.traces.keeper import legal_term
from auditor.values import Part, Term, months_and_days

_NOT_OF_CLIENTS = frozenset(("worker", "volunteer"))
_NOT_PERSONAL = frozenset(("statistics",))
_EEA = "eea"
_CARE = (
    Sensitivity.SPECIAL, Sensitivity.CRIMINAL, Sensitivity.NATIONAL_NUMBER, Sensitivity.FINANCIAL,
    Sensitivity.FREE_TEXT, Sensitivity.ORDINARY,
)  # fmt: skip


@dataclass
class Recipient:
    """Somebody else who gets data. flows: paths of what goes there; works: paths of where it works for somebody."""

    id: str
    flows: list[Path] = field(default_factory=list)
    works: list[Path] = field(default_factory=list)
    perhaps: list[Path] = field(default_factory=list)

    @property
    def sure(self) -> tuple[Path, ...]:
        """Where the description says so, and does not leave open whether it happens."""
        return (*self.flows, *self.works)


@dataclass
class Kept:
    """A length of time for which something is kept, with the events from which it counts.

    starts_unknown: somewhere nobody knows or said from when.
    """

    parts: tuple[Part, ...]
    places: dict[str, None] = field(default_factory=dict)
    paths: dict[Path, None] = field(default_factory=dict)
    starts: dict[str, None] = field(default_factory=dict)
    starts_unknown: bool = False


@dataclass
class Abroad:
    """A country outside the EEA, with where the description names it."""

    code: str
    paths: dict[Path, None] = field(default_factory=dict)
    holders: dict[str, None] = field(default_factory=dict)


@dataclass
class DataKind:
    """Kinds of data of one category; of one whose category is not known only that one."""

    category: str | None
    items: list[str] = field(default_factory=list)


class Described:
    """The side of the description. Only its own part: not what stands in that of a partner."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.owner = view.model.owner

    @cached_property
    def ours(self) -> dict[str, None]:
        """Places about which the owner decides, or nobody knows who does."""
        places = self.view.own_places
        return {name: None for name in places if not (of := self.view.deciders(name)) or self.owner in of}

    @cached_property
    def _client(self) -> View:
        return View(self.view.model, Audience.CLIENT)

    def is_reserved(self, path: Path) -> bool:
        """Whether a client may not know of what stands here; never for a client, who sees nothing of it."""
        if self.view.audience is Audience.CLIENT:
            return False
        section, name = path[0], path[1]
        if section == "flows":
            flow = self.view.model.flows[int(name)]
            listed = flow.items if isinstance(flow.items, tuple) else ()
            ends = flow.from_ in self._client.holders and flow.to in self._client.holders
            return flow.reserve is not None or not ends or any(item not in self._client.items for item in listed)
        if name not in getattr(self._client, str(section)):
            return True
        prefixes = (path[:end] for end in range(3, len(path) + 1))
        return any(getattr(self.view.model.at(prefix), "reserve", None) is not None for prefix in prefixes)

    def tells(self, name: str) -> bool:
        """Whether a client may know of this place, organisation or kind of data; always of what a client sees."""
        return self.view.audience is Audience.CLIENT or name in self._client.holders or name in self._client.items

    def _from_us(self, flow: NamedFlow) -> bool:
        return flow.value.from_ == self.owner or flow.value.from_ in self.ours

    @cached_property
    def recipients(self) -> Mapping[str, Recipient]:
        """Organisations to which data of ours goes, that can look where we keep it, or that work for us there."""
        found: dict[str, Recipient] = {}

        def of(name: str) -> Recipient:
            return found.setdefault(name, Recipient(name))

        for flow in self.view.flows:
            if self._from_us(flow) and flow.value.form.personal and flow.value.happens is not YesNo.NO:
                for name in self._elsewhere(flow.value.to):
                    open_ = isinstance(flow.value.happens, Unknown)
                    (of(name).perhaps if open_ else of(name).flows).append(flow.path)
        for place in self.ours:
            for at in self.view.processors(place) or ():
                of(at.value.organisation).works.append(at.path)
            for name in self._with(place):
                of(name).works.append((*self.view.path(place), "controller"))
            for access in self.view.access(place) or ():
                name = self.view.roles[access.value.role].of
                if name != self.owner and is_own(name):
                    of(name).works.append(access.path)
        return {name: found[name] for name in self.view.organisations if name in found and name != self.owner}

    def _elsewhere(self, holder: str) -> tuple[str, ...]:
        """Who gets what goes to this place or organisation, where that is not us."""
        if holder in self.ours or holder == self.owner:
            return ()
        return tuple(name for name in self.view.deciders(holder) if name != self.owner)

    def _with(self, place: str) -> Iterator[str]:
        deciders = self.view.deciders(place)
        yield from (name for name in deciders if name != self.owner)

    @cached_property
    def reached(self) -> frozenset[str]:
        """Organisations that get anything from anybody in the description, or work for anybody; and the owner."""
        found = {self.owner, *self.recipients}
        for flow in self.view.flows:
            if flow.value.happens is not YesNo.NO:
                found.update(self.view.deciders(flow.value.to))
        for place in self.view.places:
            found.update(self.view.deciders(place))
            found.update(at.value.organisation for at in self.view.processors(place) or ())
        return frozenset(found)

    @cached_property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The kinds of all organisations of the description, with those organisations."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.view.organisations:
            if kind := self.view.kind_id(name):
                found[kind] = (*found.get(kind, ()), name)
        return found

    @cached_property
    def denied(self) -> tuple[NamedFlow, ...]:
        """Flows of which the description says that they do not happen."""
        return tuple(flow for flow in self.view.flows if flow.value.happens is YesNo.NO)

    # how long

    @cached_property
    def terms(self) -> Mapping[Length, Kept]:
        """Every term at a place of ours, by its length."""
        found: dict[Length, Kept] = {}
        for place in self.ours:
            for at in self.view.keeps(place) or ():
                for term, starts in self._terms(place, at.value):
                    kept = found.setdefault(months_and_days(term.parts), Kept(term.parts))
                    kept.places[place] = kept.paths[at.path] = None
                    if starts and self.view.tells_event(starts):
                        kept.starts[starts] = None
                    else:
                        kept.starts_unknown = True
        return found

    def _terms(self, place: str, rule: Retention) -> Iterator[tuple[Term, str | None]]:
        for period in rule.first_of or rule.last_of or (rule,):
            term = stated(period.term)
            if isinstance(term, TermOfLaw):
                yield from self._of_law(place, term.law, period)
            elif isinstance(term, Term):
                yield term, stated(period.starts)

    def _of_law(self, place: str, law: str, period: Period) -> Iterator[tuple[Term, str | None]]:
        entry = self.view.knowledge.laws[law]
        legal = legal_term(entry, self.view.holder_kind(place)) if Use.RETENTION in entry.uses else None
        tellable = entry.tellable or self.view.audience is Audience.OFFICER
        if legal and legal.term and tellable:
            yield legal.term, legal.starts if period.starts is None else stated(period.starts)

    @cached_property
    def how_long_unknown(self) -> tuple[str, ...]:
        """Places of ours of which the description does not know, for all or a part, how long something stays."""
        return tuple(name for name in self.ours if self._open(name))

    def _open(self, place: str) -> bool:
        rules = self.view.keeps(place)
        if rules is None:
            return True
        periods = (period for at in rules for period in (at.value.first_of or at.value.last_of or (at.value,)))
        return any(isinstance(period.term, Unknown) or isinstance(period.until, Unknown) for period in periods)

    # where

    @cached_property
    def abroad(self) -> Mapping[str, Abroad]:
        """Countries outside the EEA where our places are, or those who get data from us."""
        found: dict[str, Abroad] = {}
        for holder, key, codes in self._located():
            for code in codes if isinstance(codes, tuple) else ():
                if code not in self._inside:
                    there = found.setdefault(code, Abroad(code))
                    there.paths[(*self.view.path(holder), key)] = there.holders[holder] = None
        return found

    @property
    def _inside(self) -> tuple[str, ...]:
        return self.view.knowledge.regions[_EEA].countries

    def _located(self) -> Iterator[tuple[str, str, tuple[str, ...] | Unknown | None]]:
        for place in self.ours:
            yield place, "located", self.view.places[place].located
        for name, recipient in self.recipients.items():
            if recipient.sure:
                yield name, "country", self._country(name)

    def _country(self, organisation: str) -> tuple[str, ...] | Unknown | None:
        country = self.view.organisations[organisation].country
        receiver = self.view.receiver(organisation)
        if country is None and receiver:
            return (receiver.country,)
        return (country,) if isinstance(country, str) else country

    @cached_property
    def where_unknown(self) -> tuple[str, ...]:
        """Places of ours, and others that get data, of which the description does not know the country."""
        return tuple(
            name for name, _, codes in self._located() if not isinstance(codes, tuple) and not self._thing(name)
        )

    def _thing(self, holder: str) -> bool:
        """Whether this is a thing, or only lives on things: it is where somebody carries it."""
        place = self.view.places.get(holder)
        return isinstance(place, Carrier) or (
            isinstance(place, System) and bool(stated(place.on)) and not place.processor
        )

    @cached_property
    def safeguards(self) -> Mapping[str, tuple[Path, ...]]:
        """The articles that protect data outside the EEA, with where the description names them."""
        found: dict[str, tuple[Path, ...]] = {}
        for holder in (*self.ours, *self.recipients):
            element = self.view.places.get(holder) or self.view.organisations[holder]
            safeguard = stated(element.safeguard)
            if safeguard is not None and safeguard.law:
                found[safeguard.law] = (*found.get(safeguard.law, ()), (*self.view.path(holder), "safeguard"))
        return found

    # which kinds of data

    @cached_property
    def held(self) -> tuple[str, ...]:
        """Kinds of data that are written down or made at a place of ours, or that come to or go from it."""
        found: set[str] = set()
        for place in self.ours:
            for at in self.view.collects(place):
                found |= set(self.view.items) if at.value.items == "all" else self._items(at.value.items)
            found |= {at.value.item for at in self.view.derives(place)}
        for flow in self.view.flows:
            if flow.value.happens is not YesNo.NO and (self._from_us(flow) or flow.value.to in self.ours):
                found |= self._items(flow.value.items)
        return tuple(name for name in self.view.items if name in found and is_own(name))

    def _items(self, items: object) -> set[str]:
        return set(items) if isinstance(items, tuple) else set()

    @cached_property
    def data(self) -> tuple[DataKind, ...]:
        """What we hold about others than our own people, by category."""
        found: dict[str, DataKind] = {}
        for name in self.held:
            about = self.view.about(name)
            if about and _NOT_OF_CLIENTS.issuperset(about):
                continue
            category = stated(self.view.items[name].category)
            if category in _NOT_PERSONAL:
                continue
            found.setdefault(category or f"={name}", DataKind(category)).items.append(name)
        return tuple(sorted(found.values(), key=self._care))

    def _care(self, kind: DataKind) -> int:
        """The kinds of data that deserve most care come first."""
        if not kind.category:
            return len(_CARE)
        return _CARE.index(self.view.knowledge.categories[kind.category].sensitivity)

    @cached_property
    def categories(self) -> Mapping[str, tuple[str, ...]]:
        """Every category of the description with its kinds of data, also those about our own people."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.view.items:
            if is_own(name) and (category := stated(self.view.items[name].category)):
                found[category] = (*found.get(category, ()), name)
        return found

    def related(self, category: str) -> set[str]:
        """The categories above this one, and those below it."""
        entries = self.view.knowledge.categories
        found, above = self.below(category), entries[category].parent
        while above:
            found.add(above)
            above = entries[above].parent
        return found

    def below(self, category: str) -> set[str]:
        """The categories that are a part of this one."""
        entries = self.view.knowledge.categories
        found: set[str] = set()
        level = {category}
        while level:
            level = {name for name, entry in entries.items() if entry.parent in level}
            found |= level
        return found

    def special(self, category: str | None) -> bool:
        """Whether the GDPR calls this category special."""
        return bool(category) and self.view.knowledge.categories[str(category)].sensitivity is Sensitivity.SPECIAL
