"""What a client can be told of one kind of data in one view, as facts that two views can be compared by.

Facts hold ids and phrases, never positions: another order, another flow id or another label is the same fact. Only
arrivals of the item itself count: what is made of it is a kind of data of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from auditor.answers.base import Asked, evidence, say, sure, uses_of
from auditor.answers.what.where_from import made_of, sources_of
from auditor.changes.closing import closed
from auditor.changes.phrases import once
from auditor.changes.standing import abroad
from auditor.changes.telling import (
    ALWAYS,
    AS_IS,
    COPY,
    PERHAPS,
    THERE,
    WIDTHS,
    case_order,
    ends_of,
    form_of,
    how,
    in_order,
    surest,
    when,
    width,
)  # fmt: skip
from auditor.model import Path, View, is_own
from auditor.model.facts import MADE_BY, Unknown
from auditor.results import Name, Names, Param, Phrases, Sentence
from auditor.traces import (
    EVERYBODY,
    Case,
    Clock,
    Presence,
    Reached,
    Reader,
    Status,
    StepKind,
    Trace,
    Traces,
    Way,
    covers,
    longest,
)  # fmt: skip

OURSELVES = "made-by"
"""The section of a source that is nobody else: what somebody saw or looked up, or what we made ourselves."""
NOT_DESCRIBED = (Sentence("change.line.who-unknown"), Sentence("change.line.who-unknown-else"))
"""Nobody described who can see it somewhere, or who else."""


@dataclass(frozen=True)
class There:
    """How an item is at one place or organisation.

    begins: how it begins there, if it does. when: how surely, for whom and in which cases, given that it is there where
    it begins; when_at_all: the same, whether or not it is. perhaps: nobody knows if it comes there. how: whether it
    stays there or is looked at. form: what it has become. personal: whether it is about a person there. ends: when the
    copy is gone; known: whether that is certain, None where there is no copy about a person. companies: who works with
    it behind the place. readers: functions that can see it there; unknown_readers: whose people can, without anybody
    knowing which.
    """

    name: Name
    begins: frozenset[StepKind]
    when: tuple[Sentence, ...]
    when_at_all: tuple[Sentence, ...]
    perhaps: bool
    how: tuple[Sentence, ...]
    form: Sentence
    personal: bool
    ends: tuple[Sentence, ...]
    known: bool | None
    companies: tuple[str, ...]
    readers: tuple[Param, ...]
    unknown_readers: tuple[str, ...]
    paths: tuple[Path, ...] = field(compare=False)
    end_paths: tuple[Path, ...] = field(compare=False)


@dataclass(frozen=True)
class Sight:
    """A function that can see an item at one place: for whom and when, given that it is there."""

    when: tuple[Sentence, ...]
    paths: tuple[Path, ...] = field(compare=False)


@dataclass(frozen=True)
class People:
    """A company, or people of whom nobody knows which: the places and organisations where they are told of."""

    nodes: frozenset[str]
    paths: tuple[Path, ...] = field(compare=False)


@dataclass(frozen=True)
class Last:
    """Which copies of an item disappear last. copies: the nodes with a clock; ends: per node when it is gone."""

    known: bool
    copies: frozenset[str]
    nodes: frozenset[str]
    ends: tuple[Sentence, ...]
    paths: tuple[Path, ...] = field(compare=False)


class _Alone(Asked):
    """Asked about one item, and not about what is made of it."""

    def __init__(self, traces: Traces, trace: Trace) -> None:
        super().__init__(traces, trace.item)
        self._trace = trace

    @cached_property
    def all_traces(self) -> tuple[Trace, ...]:
        """The trace of the item itself."""
        return (self._trace,)


class Facts:
    """Everything that can be told of one item in one view."""

    def __init__(self, traces: Traces, item: str) -> None:
        self.traces = traces
        self.view: View = traces.view
        self.item = item
        whole = traces.of(item)
        own = {node: _of_item(reached, item) for node, reached in whole.reached.items()}
        self.trace = Trace(item, whole.origins, {node: found for node, found in own.items() if found.arrivals})
        self._asked = _Alone(traces, self.trace)
        self._clocks = [in_order(clock) for clock in traces.clocks(whole) if clock.item == item]

    @cached_property
    def readers(self) -> dict[str, dict[str, Sight]]:
        """The functions that can see it, and where."""
        found: dict[str, dict[str, list[Reader]]] = {}
        for reader in self._readers:
            if reader.role:
                found.setdefault(reader.role, {}).setdefault(reader.node, []).append(reader)
        return {
            role: {node: self._sight(ways) for node, ways in sorted(nodes.items())}
            for role, nodes in sorted(found.items())
        }

    @cached_property
    def unknown_readers(self) -> dict[Name, People]:
        """The places, and organisations, of whose people nobody described which of them can see it."""
        found: dict[Name, list[Reader]] = {}
        for reader in self._readers:
            if not reader.role:
                found.setdefault(self._unnamed(reader), []).append(reader)
        return {
            name: People(frozenset(way.node for way in ways), tuple(dict.fromkeys(way.path for way in ways)))
            for name, ways in sorted(found.items(), key=lambda pair: pair[0].id)
        }

    @cached_property
    def _readers(self) -> Sequence[Reader]:
        return self.traces.readers(self.trace)

    def _unnamed(self, reader: Reader) -> Name:
        if reader.way is Way.OPERATES and reader.organisation:
            return Name(reader.organisation, "organisations")
        return self.name(reader.node)

    def _sight(self, ways: Sequence[Reader]) -> Sight:
        """When somebody can see it at one place. A way in is left out where a wider one holds as surely."""
        said: list[Sentence] = []
        wider: list[Case] = []
        for wide in sorted({width(way) for way in ways}):
            cases = [
                case
                for way in ways
                if width(way) == wide
                for case in self._own_cases(way)
                if not any(one.covers(case) and one.status.rank <= case.status.rank for one in wider)
            ]
            if wide == len(WIDTHS):
                said += when(cases, [say("note.when-unknown")], THERE)
            else:
                said += when(cases, [say(f"note.{WIDTHS[wide]}")] if wide else [], THERE)
                wider += cases
        return Sight(once(said), tuple(dict.fromkeys(way.path for way in ways)))

    def _own_cases(self, reader: Reader) -> list[Case]:
        """The cases of a way in itself, apart from how surely the item is there to be seen."""
        entry = next((at.value for at in self.view.access(reader.node) or () if at.path == reader.path), None)
        if reader.way is not Way.ACCESS or entry is None:
            return [Case(Status.ALWAYS)]
        surest = Case(Status.PERHAPS if isinstance(entry.can, Unknown) else Status.ALWAYS)
        scope = [EVERYBODY] if isinstance(entry.scope, str) else [frozenset({group}) for group in sorted(entry.scope)]
        return [surest.then(entry.if_, groups) for groups in scope if groups <= self.view.scopes.keys()]

    @cached_property
    def there(self) -> dict[str, There]:
        """How it is at every place and organisation it reaches."""
        return {node: self._there(reached) for node, reached in sorted(self.trace.reached.items())}

    def _there(self, reached: Reached) -> There:
        node, arrivals = reached.node, reached.arrivals
        ends, known, end_paths = self._ends(node)
        here = [reader for reader in self._readers if reader.node == node]
        roles = [role for role, nodes in self.readers.items() if node in nodes]
        return There(
            self.name(node),
            self._begins(reached),
            self._comes(reached),
            once(when(arrival.case for arrival in arrivals)),
            reached.status is Status.PERHAPS,
            tuple(how(reached)),
            form_of(reached),
            reached.personal,
            ends,
            known,
            tuple(sorted(company for company, at in self.companies.items() if node in at.nodes)),
            tuple(self._person(role, [node]) for role in roles),
            tuple(sorted({self._unnamed(reader).id for reader in here if not reader.role})),
            evidence(arrivals[:1])[-1:],
            end_paths,
        )

    def _person(self, role: str, nodes: Iterable[str]) -> Param:
        """A function, with "maybe" where nobody knows if its access lets it read."""
        doubtful = all(self.readers[role][node].when == (PERHAPS,) for node in nodes)
        return sure(Name(role, "roles"), Status.PERHAPS if doubtful else Status.ALWAYS)

    def _ends(self, node: str) -> tuple[tuple[Sentence, ...], bool | None, tuple[Path, ...]]:
        clock = next((clock for clock in self._clocks if clock.node == node), None)
        if clock is None:
            return (), None, ()
        return ends_of(clock), clock.known, tuple(dict.fromkeys(ending.path for ending in clock.endings))

    @cached_property
    def companies(self) -> dict[str, People]:
        """The companies that keep the places running where it is, or through which it passes."""
        found: dict[str, dict[str, Path]] = {}
        for node, reached in self.trace.reached.items():
            held = {a.presence for a in reached.arrivals if a.form.personal} & {Presence.COPY, Presence.CARRIED}
            for at in (self.view.processors(node) or ()) if held and node in self.view.places else ():
                found.setdefault(at.value.organisation, {})[node] = at.path
        return {
            company: People(frozenset(nodes), tuple(nodes[node] for node in sorted(nodes)))
            for company, nodes in sorted(found.items())
        }

    @cached_property
    def sources(self) -> dict[Name, tuple[Path, ...]]:
        """Who it comes from: people, organisations, or what we did ourselves."""
        found: dict[Name, tuple[Path, ...]] = {}
        for source, told in sources_of(self._asked).items():
            section = "organisations" if source in self.view.organisations else "subjects"
            name = Name(source, OURSELVES if source in MADE_BY else section)
            found[name] = tuple(dict.fromkeys(path for path, _ in told))
        return dict(sorted(found.items(), key=lambda pair: pair[0].id))

    @cached_property
    def made_of(self) -> dict[str, tuple[Path, ...]]:
        """The kinds of data it is made out of."""
        return {item: tuple(paths) for item, paths in sorted(made_of(self._asked).items())}

    @cached_property
    def purposes(self) -> dict[str, tuple[Path, ...]]:
        """What it is used for."""
        return {name: tuple(dict.fromkeys(use.paths)) for name, use in sorted(uses_of(self._asked)[0].items())}

    @cached_property
    def last(self) -> Last:
        """Which copies disappear last, or of which nobody knows when they do."""
        found = longest(self._clocks)
        known = not found.unknown
        deciding = found.deciding if known else found.unknown
        ends = (
            tuple(
                Sentence("change.at-place", {"place": self._stays_at(clock), "said": Phrases(ends_of(clock))})
                for clock in deciding
            )
            if known
            else (Sentence("change.not-known-at", {"places": Phrases(tuple(self.name(c.node) for c in deciding))}),)
        )
        nodes = frozenset(clock.node for clock in deciding)
        paths = tuple(dict.fromkeys(ending.path for clock in deciding for ending in clock.deciding))
        return Last(known, frozenset(clock.node for clock in self._clocks), nodes, ends, paths)

    def _stays_at(self, clock: Clock) -> Param:
        """A place, with "maybe" where nobody knows if a copy stays there."""
        return sure(self.name(clock.node), Status.PERHAPS if clock.through else Status.ALWAYS)

    def name(self, node: str) -> Name:
        """A place or organisation, to be named."""
        return Name(node, "organisations" if node in self.view.organisations else "places")

    def closed(self, question: str) -> bool:
        """Whether the answer to this question names everything there is, as somebody declared with a date."""
        return closed(self.traces, question, self.item)

    def _begins(self, reached: Reached) -> frozenset[StepKind]:
        """How it begins at a place. What is written down there may be covered by what comes there more surely."""
        kinds = {arrival.route[0].kind for arrival in reached.arrivals if len(arrival.route) == 1}
        collects = self.view.collects(reached.node) if reached.node in self.view.places else ()
        if any(covers(at.value.items, self.item) for at in collects):
            kinds.add(StepKind.COLLECT)
        return frozenset(kinds)

    def _comes(self, reached: Reached) -> tuple[Sentence, ...]:
        """In which cases it comes to a place, given that it is there where it begins; there itself, in all cases.

        What is written down of some clients only comes further of those only: that is told once, where it begins.
        """
        cases = [arrival.case for arrival in reached.arrivals]
        goes_on = all(any(begun.covers(case) or case.covers(begun) for case in cases) for begun in self._beginnings)
        if self._begins(reached) or not goes_on:  # what begins elsewhere may not come here at all
            return once(when(cases))
        return once(when([self._further(case) for case in cases], always=THERE))

    def _further(self, case: Case) -> Case:
        """A case without what holds already where the item begins."""
        begins = [begun for begun in self._beginnings if begun.covers(case)]
        if not begins:
            return case
        begun = max(begins, key=lambda begun: (len(begun.groups) + len(begun.conditions), -begun.status.rank))
        groups, conditions = case.groups - begun.groups, case.conditions - begun.conditions
        if case.status is Status.PERHAPS and begun.status is not Status.PERHAPS:
            return Case(Status.PERHAPS, groups, conditions)
        return Case(Status.SOMETIMES if conditions else Status.ALWAYS, groups, conditions)

    @cached_property
    def _beginnings(self) -> list[Case]:
        arrivals = [arrival for reached in self.trace.reached.values() for arrival in reached.arrivals]
        return sorted({arrival.case for arrival in arrivals if len(arrival.route) == 1}, key=case_order)

    # as lines below a change

    def of_company(self, company: str) -> tuple[Sentence, ...]:
        """Where a company is, if that is abroad."""
        away = abroad(self.view, company)
        return (_line("country", Phrases(away)),) if away else ()

    def of_place(self, node: str) -> tuple[Sentence, ...]:
        """Everything about one place: when, how, who can see it there, how long."""
        at = self.there[node]
        said = []
        if at.when not in ((ALWAYS,), (THERE,), (PERHAPS,)):
            said.append(_line("when", Phrases(at.when)))
        if at.how != (COPY,):
            said.append(_line("how", Phrases(at.how)))
        if at.form != AS_IS:
            said.append(_line("form", at.form))
        if away := abroad(self.view, node):
            said.append(_line("country", Phrases(away)))
        if at.companies:
            said.append(_line("company", Names(at.companies, "organisations")))
        if at.readers:
            said.append(_line("who", Phrases(at.readers)))
        if at.unknown_readers:
            said.append(NOT_DESCRIBED[1 if at.readers else 0])
        if at.ends:
            said.append(_line("long", Phrases(at.ends)))
        return tuple(said)

    def of_item(self) -> tuple[Sentence, ...]:
        """Everything about the item: where, who, how long."""
        if not self.there:
            return (Sentence("change.line.where-unknown"),)
        places = [sure(at.name, surest(self.trace.reached[node])) for node, at in self.there.items()]
        said = [_line("where", Phrases(tuple(places)))]
        if self.readers:
            people = tuple(self._person(role, nodes) for role, nodes in self.readers.items())
            said.append(_line("who", Phrases(people)))
        if self.unknown_readers:
            names = Phrases(tuple(self.unknown_readers))
            said.append(Sentence("change.line.who-unknown-at", {"places": names}))
        if self.sources:
            said.append(_line("from", Phrases(tuple(_source(name) for name in self.sources))))
        if self.last.copies:
            said.append(_line("last" if self.last.known else "last-unknown", Phrases(self.last.ends)))
        return tuple(said)

    @property
    def path(self) -> Path:
        """Where the item stands in the description."""
        return self.view.path(self.item)


def items_here(traces: Traces) -> list[str]:
    """The kinds of data that are ours or come to us."""
    return [item for item in traces.view.items if is_own(item) or traces.of(item).reached]


def items_told(traces: Traces) -> list[str]:
    """Those that a client is told of: not what is about workers only."""
    return [item for item in items_here(traces) if set(traces.view.about(item)) != {"worker"}]


def _of_item(reached: Reached, item: str) -> Reached:
    return Reached(reached.node, tuple(arrival for arrival in reached.arrivals if arrival.item == item))


def _source(name: Name) -> Param:
    return Sentence(f"change.source.{name.id}") if name.section == OURSELVES else name


def _line(key: str, said: Param) -> Sentence:
    return Sentence(f"change.line.{key}", {"said": said})
