"""What a rule is, and the few questions about a model that more than one rule asks.

A rule reads the traces of a model and yields what is broken and what it cannot tell; it yields nothing for
what holds. What nobody wrote down is not a "no": where a rule is about the world (is there a contract, is the
client told), silence is a question. Only where the law asks for the description itself (a purpose, a ground,
a term) is silence broken.

Every finding of a rule names the same parameters, so that every text of the rule can be said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, reduce

from auditor.errors import RuleCrashed
from auditor.knowledge.types import Sensitivity
from auditor.model import NamedFlow, Path, View
from auditor.model.elements import Purpose
from auditor.model.facts import Unknown, stated
from auditor.results import Finding, Level, Name, Names, Param, Phrases, Sentence, Verdict
from auditor.traces import How, Kinds, Spot, Status, Traces, status_of
from auditor.traces.own_terms import OwnTerm

PERHAPS = "rule.because.perhaps"
"""Because: nobody is sure that the data is there at all."""


@dataclass(frozen=True)
class Rule:
    """One rule. today: the day it is run, for rules that look at dates; None leaves dates out."""

    id: str
    level: Level
    since: str
    laws: tuple[str, ...]
    check: Check
    today: date | None = None

    def on(self, today: date) -> Rule:
        """This rule, run on this day."""
        return replace(self, today=today)

    def run(self, traces: Traces) -> list[Finding]:
        """What this rule finds. Raises RuleCrashed when it raises: a check that did not run is never passed over."""
        try:
            return list(self._found(traces))
        except Exception as error:
            raise RuleCrashed(self.id, error) from error

    def _found(self, traces: Traces) -> Iterator[Finding]:
        """What this rule finds, ready to be told.

        Laws that the knowledge of this country does not have are not cited. Kinds of data come in order of the
        care they deserve; a finding about many of them shows (`shown`) the first and how many more there are.
        """
        known = traces.view.knowledge.laws
        shown: dict[tuple[str, ...], dict[str, Param]] = {}
        for finding in self.check(self, traces):
            laws = tuple(law for law in finding.laws if law in known)
            params = finding.params
            items = params.get("items")
            if isinstance(items, Names):
                if items.ids not in shown:
                    shown[items.ids] = _in_order(traces.view, items.ids)
                params = {**params, **shown[items.ids]}
            yield replace(finding, laws=laws, params=params)

    def broken(
        self,
        subject: str,
        about: Iterable[str],
        *,
        status: Status = Status.ALWAYS,
        rests_on: Iterable[Path] = (),
        route: Iterable[str] = (),
        laws: Iterable[str] | None = None,
        **params: Param,
    ) -> Finding:
        """This rule is broken at `subject`; a question instead where nobody is sure that it happens at all.

        about: the elements to name. status: how sure it is. laws: those of the rule where nothing is said.
        """
        because = PERHAPS if status is Status.PERHAPS else None
        return self._finding(subject, because, about, rests_on, route, laws, params)

    def cannot_tell(
        self,
        subject: str,
        because: str,
        about: Iterable[str],
        *,
        rests_on: Iterable[Path] = (),
        route: Iterable[str] = (),
        laws: Iterable[str] | None = None,
        **params: Param,
    ) -> Finding:
        """This rule cannot tell at `subject`; `because` is a text key."""
        return self._finding(subject, because, about, rests_on, route, laws, params)

    def _finding(
        self,
        subject: str,
        because: str | None,
        about: Iterable[str],
        rests_on: Iterable[Path],
        route: Iterable[str],
        laws: Iterable[str] | None,
        params: Mapping[str, Param],
    ) -> Finding:
        return Finding(
            self.id,
            self.level,
            Verdict.CANNOT_TELL if because else Verdict.BROKEN,
            subject,
            {"about": Names(tuple(about)), **params},
            because,
            tuple(dict.fromkeys(rests_on)),
            tuple(route),
            self.laws if laws is None else tuple(laws),
        )


Check = Callable[[Rule, Traces], Iterator[Finding]]


def rule(rule_id: str, *, level: Level, since: str, laws: Iterable[str]) -> Callable[[Check], Rule]:
    """Make a rule of the function below."""
    return lambda check: Rule(rule_id, level, since, tuple(laws), check)


def beside_law(self: Rule, terms: Iterable[OwnTerm], sure: Callable[[OwnTerm], bool]) -> Iterator[Finding]:
    """Per place the terms that do not go with the law named beside them; where none surely does not, a question."""
    found: dict[str, list[OwnTerm]] = {}
    for one in terms:
        found.setdefault(one.node, []).append(one)
    for node, listed in found.items():
        broken = [one for one in listed if sure(one)]
        told = broken or listed
        own = Phrases(tuple(dict.fromkeys(one.term.parts for one in told)))
        legal = Phrases(tuple(dict.fromkeys(one.legal.term.parts for one in told if one.legal.term)))
        rests_on, laws = [one.rule.path for one in told], dict.fromkeys(one.law for one in told)
        if broken:
            yield self.broken(node, [node], rests_on=rests_on, laws=laws, own=own, legal=legal)
        else:
            because = f"rule.{self.id}.because.unsure"
            yield self.cannot_tell(node, because, [node], rests_on=rests_on, laws=laws, own=own, legal=legal)


def names(ids: Iterable[str]) -> Names:
    """Things to be named in one list, each once, in an order that does not depend on the file."""
    return Names(tuple(sorted(set(ids))))


def kinds_of(traces: Traces, mask: int) -> Names:
    """The kinds of data of these bits, to be named in one list."""
    return Names(traces.inventory.names(mask))


CARE = (
    Sensitivity.SPECIAL,
    Sensitivity.CRIMINAL,
    Sensitivity.NATIONAL_NUMBER,
    Sensitivity.FREE_TEXT,
    Sensitivity.FINANCIAL,
    None,
    Sensitivity.ORDINARY,
)
SHOWN = 6


def _in_order(view: View, items: tuple[str, ...]) -> dict[str, Param]:
    """Kinds of data in order of the care they deserve, and the first of them to show."""
    ordered = tuple(sorted(items, key=lambda item: (CARE.index(view.sensitivity(item)), item)))
    more = len(ordered) - SHOWN
    first = tuple(Name(item) for item in ordered[:SHOWN])
    rest = Sentence("rule.more", {"number": more})
    return {"items": Names(ordered), "shown": Phrases((*first, rest)) if more > 1 else Names(ordered)}


# which kinds of data


@lru_cache(maxsize=1)
def people(traces: Traces) -> int:
    """The kinds of data about single persons, as bits; figures about groups are not."""
    return _mask(traces, lambda item: about_people(traces.view, item))


@lru_cache(maxsize=1)
def clients(traces: Traces) -> int:
    """The kinds of data about anybody but the workers, as bits; also where nobody said whose it is."""
    return _mask(traces, lambda item: about_clients(traces.view, item))


@lru_cache(maxsize=8)
def of_sensitivity(traces: Traces, *kinds: Sensitivity) -> int:
    """The kinds of data that deserve this care, as bits."""
    return _mask(traces, lambda item: traces.view.sensitivity(item) in kinds)


def _mask(traces: Traces, chosen: Callable[[str], bool]) -> int:
    return sum(1 << number for number, item in enumerate(traces.inventory.wiring.items) if chosen(item))


def about_people(view: View, item: str) -> bool:
    """Whether this kind of data is about single persons; figures about groups are not."""
    return stated(view.items[item].category) != "statistics"


def about_clients(view: View, item: str) -> bool:
    """Whether this kind of data is about anybody but the workers; yes where nobody said whose it is."""
    about = view.about(item)
    return about_people(view, item) and not (about and {"worker", "volunteer"}.issuperset(about))


# what is where


@lru_cache(maxsize=1)
def present(traces: Traces) -> Mapping[str, tuple[Spot, ...]]:
    """Per place or organisation, the ways in which data about people is there: kept, seen, told or passing through."""
    people_ = people(traces)
    return {
        node: spots
        for node, spots in sorted(traces.inventory.spots.items())
        if any(spot.kinds.all & people_ for spot in spots)
    }


@lru_cache(maxsize=1)
def kept(traces: Traces) -> Mapping[str, Kinds]:
    """Per place or organisation, the kinds of data about people of which a copy stays."""
    people_ = people(traces)
    found = {node: spot.kinds.among(people_) for node, spot in sorted(traces.inventory.copies.items())}
    return {node: kinds for node, kinds in found.items() if kinds.all}


@lru_cache(maxsize=1)
def passing(traces: Traces) -> Mapping[str, Kinds]:
    """Per place, the kinds of data about people that go through it; nobody knows if anything of them stays there."""
    people_ = people(traces)
    spots = (spot for found in present(traces).values() for spot in found if spot.how is How.CARRIED)
    return {spot.node: spot.kinds.among(people_) for spot in spots if spot.kinds.all & people_}


def joined(kinds: Iterable[Kinds]) -> Kinds:
    """All of these kinds of data, each as sure as where it is surest."""
    return reduce(Kinds.joined, kinds, Kinds())


def kinds_in(spots: Iterable[Spot], mask: int) -> Kinds:
    """The kinds of data of these bits that are there in any of these ways."""
    return joined(spot.kinds.among(mask) for spot in spots)


def route(spots: Iterable[Spot], mask: int) -> tuple[str, ...]:
    """The flows of the surest and shortest way by which any of these kinds of data came."""
    ways = [(rank, len(flows), flows) for spot in spots for rank, flows in spot.routes(mask)]
    return min(ways)[2] if ways else ()


def passed_on(traces: Traces, flow: NamedFlow) -> Kinds:
    """The kinds of data about people that this flow passes on, with how sure that is."""
    return _passed(traces)[flow.path]


@lru_cache(maxsize=1)
def _passed(traces: Traces) -> Mapping[Path, Kinds]:
    return {flow.path: _passed_on(traces, flow) for flow in traces.flows}


def _passed_on(traces: Traces, flow: NamedFlow) -> Kinds:
    value = flow.value
    there = kept(traces).get(value.from_)
    if there is None or status_of(value) is None or not value.form.personal:
        return Kinds()
    inventory = traces.inventory
    mask = inventory.wiring.mask(value.items) & people(traces)
    scope = inventory.wiring.scope(value.scope)
    found = inventory.copies[value.from_].of(inventory.columns(scope)).among(mask) if scope else there.among(mask)
    doubtful = isinstance(value.happens, Unknown) or isinstance(value.items, Unknown)
    return found.doubtful() if doubtful else found


# what it is used for


@dataclass(frozen=True)
class Use:
    """One use of data about people: written down or made at a place, or passed on by a flow.

    purposes: those that the audience may know of; None where nobody wrote any of them down.
    """

    where: tuple[str, ...]
    flow: str | None
    path: Path
    kinds: Kinds
    purposes: tuple[str, ...] | Unknown | None


@lru_cache(maxsize=1)
def uses(traces: Traces) -> Sequence[Use]:
    """Every use of data about people, in a fixed order."""
    view, wiring = traces.view, traces.inventory.wiring
    found = []
    for place in sorted(view.places):
        for collection in view.collects(place):
            kinds = Kinds(wiring.mask(collection.value.items) & people(traces))
            found.append(Use((place,), None, collection.path, kinds, view.purposes_of(collection.value.for_)))
        for derivation in view.derives(place) if view.places[place].derives else ():
            made = kept(traces).get(place, Kinds()).among(1 << wiring.item_number[derivation.value.item])
            found.append(Use((place,), None, derivation.path, made, view.purposes_of(derivation.value.for_)))
    for flow in traces.flows:
        ends = (flow.value.from_, flow.value.to)
        found.append(Use(ends, flow.id, flow.path, passed_on(traces, flow), view.purposes_of(flow.value.for_)))
    return [use for use in found if use.kinds.all]


def per_purpose(uses_found: Iterable[Use]) -> Mapping[str, list[Use]]:
    """The same uses by what they are for; a use for two purposes stands with both."""
    found: dict[str, list[Use]] = {}
    for use in uses_found:
        for purpose in use.purposes if isinstance(use.purposes, tuple) else ():
            found.setdefault(purpose, []).append(use)
    return {purpose: found[purpose] for purpose in sorted(found)}


def used(found: Iterable[Use]) -> Kinds:
    """What is used in any of these ways, each kind of data as surely as in the surest."""
    return joined(use.kinds for use in found)


GROUNDS: Mapping[Sensitivity, Callable[[Purpose], object]] = {
    Sensitivity.SPECIAL: lambda purpose: purpose.special,
    Sensitivity.CRIMINAL: lambda purpose: purpose.criminal,
    Sensitivity.NATIONAL_NUMBER: lambda purpose: purpose.number,
}
"""Which words of a purpose can allow data that is otherwise forbidden."""


def without_ground(traces: Traces, kinds: Collection[Sensitivity]) -> Iterator[tuple[str, list[Use], bool]]:
    """Purposes that use these kinds of data while nothing allows it: which, how, whether it is a question.

    Of a use for several purposes one ground is enough: nobody wrote down which data serves which of them.
    An open question at one of them may be that ground, so the others are left alone.
    """
    silent: list[Use] = []
    asked: list[Use] = []
    for kind in kinds:
        mask = of_sensitivity(traces, kind)
        for use in uses(traces):
            found = use.kinds.among(mask)
            if found.all and isinstance(use.purposes, tuple):
                grounds = {name: GROUNDS[kind](traces.view.purposes[name]) for name in use.purposes}
                open_ = tuple(name for name, ground in grounds.items() if isinstance(ground, Unknown))
                if open_ and not any(isinstance(ground, tuple) for ground in grounds.values()):
                    asked.append(replace(use, kinds=found, purposes=open_))
                elif not any(grounds.values()):
                    silent.append(replace(use, kinds=found))
    by_purpose = per_purpose(silent)
    for purpose, serving in by_purpose.items():
        yield purpose, serving, False
    for purpose, serving in per_purpose(asked).items():
        if purpose not in by_purpose:
            yield purpose, serving, True
