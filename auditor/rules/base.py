"""What a rule is, and the few questions about a model that more than one rule asks.

A rule reads the traces of a model and yields what is broken and what it cannot tell; it yields nothing for
what holds. What nobody wrote down is not a "no": where a rule is about the world (is there a contract, is the
client told), silence is a question. Only where the law asks for the description itself (a purpose, a ground,
a term) is silence broken.

Every finding of a rule names the same parameters, so that every text of the rule can be said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from auditor.knowledge.types import Sensitivity
from auditor.model import NamedFlow, Path, View
from auditor.model.elements import Form, Purpose
from auditor.model.facts import Unknown, stated
from auditor.results import Finding, Level, Name, Names, Param, Phrases, Sentence, Verdict
from auditor.traces import Arrival, Clock, Presence, Status, Traces, covers, meet, status_of

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

    def run(self, traces: Traces) -> Iterator[Finding]:
        """What this rule finds.

        Laws that the knowledge of this country does not have are not cited. Kinds of data come in order of the
        care they deserve; a finding about many of them shows (`shown`) the first and how many more there are.
        """
        known = traces.view.knowledge.laws
        for finding in self.check(self, traces):
            laws = tuple(law for law in finding.laws if law in known)
            params = dict(finding.params)
            items = params.get("items")
            if isinstance(items, Names):
                ordered = Names(tuple(sorted(items.ids, key=lambda item: _care(traces.view, item))))
                params |= {"items": ordered, "shown": _shown(ordered)}
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


def names(ids: Iterable[str]) -> Names:
    """Things to be named in one list, each once, in an order that does not depend on the file."""
    return Names(tuple(sorted(set(ids))))


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


def _care(view: View, item: str) -> tuple[int, str]:
    return CARE.index(view.sensitivity(item)), item


def _shown(items: Names) -> Param:
    first = [Name(item) for item in items.ids[:SHOWN]]
    more = len(items.ids) - SHOWN
    return Phrases((*first, Sentence("rule.more", {"number": more}))) if more > 1 else items


# what is where

Holdings = Mapping[str, Mapping[str, tuple[Arrival, ...]]]
"""Per place or organisation, per kind of data: the ways in which it is there, best first."""


@lru_cache(maxsize=1)
def present(traces: Traces) -> Holdings:
    """Data about people, wherever it is: kept, seen, told or passing through."""
    found: dict[str, dict[str, list[Arrival]]] = {}
    for trace in traces.all():
        for reached in trace.reached.values():
            for arrival in reached.arrivals:
                if arrival.form.personal and about_people(traces.view, arrival.item):
                    found.setdefault(arrival.node, {}).setdefault(arrival.item, []).append(arrival)
    return {
        node: {item: tuple(sorted(items[item], key=lambda arrival: arrival.order)) for item in sorted(items)}
        for node, items in sorted(found.items())
    }


@lru_cache(maxsize=1)
def kept(traces: Traces) -> Holdings:
    """Data about people of which a copy stays."""
    found: dict[str, dict[str, tuple[Arrival, ...]]] = {}
    for node, items in present(traces).items():
        for item, arrivals in items.items():
            copies = tuple(arrival for arrival in arrivals if arrival.presence is Presence.COPY)
            if copies:
                found.setdefault(node, {})[item] = copies
    return found


@lru_cache(maxsize=1)
def all_clocks(traces: Traces) -> Mapping[tuple[str, str], tuple[Clock, ...]]:
    """The clocks of every copy, by place and kind of data; several where several traces lead there."""
    found: dict[tuple[str, str], list[Clock]] = {}
    for trace in traces.all():
        for clock in traces.clocks(trace):
            if about_people(traces.view, clock.item):
                found.setdefault((clock.node, clock.item), []).append(clock)
    return {key: tuple(found[key]) for key in sorted(found)}


def about_people(view: View, item: str) -> bool:
    """Whether this kind of data is about single persons; figures about groups are not."""
    return stated(view.items[item].category) != "statistics"


def about_clients(view: View, item: str) -> bool:
    """Whether this kind of data is about anybody but the workers; yes where nobody said whose it is."""
    about = view.about(item)
    return about_people(view, item) and not (about and {"worker", "volunteer"}.issuperset(about))


def surest(arrivals: Iterable[Arrival]) -> Status:
    """The surest of these ways in."""
    return min((arrival.status for arrival in arrivals), key=lambda status: status.rank)


def route(arrivals: Iterable[Arrival]) -> tuple[str, ...]:
    """The flows of the surest and shortest of these ways in."""
    routes = [(a.status.rank, [step.flow for step in a.route if step.flow]) for a in arrivals]
    return tuple(min(routes, key=lambda found: (found[0], len(found[1]), found[1]))[1])


# what it is used for


@dataclass(frozen=True)
class Use:
    """One use of data about people: written down or made at a place, or passed on by a flow.

    purposes: None where nobody wrote them down.
    """

    where: tuple[str, ...]
    flow: str | None
    path: Path
    items: Mapping[str, Status]
    purposes: tuple[str, ...] | Unknown | None


def uses(traces: Traces) -> Iterator[Use]:
    """Every use of data about people, in a fixed order."""
    view = traces.view
    for place in sorted(view.places):
        for collection in view.collects(place):
            listed = collection.value.items
            people = [item for item in sorted(view.items) if about_people(view, item)]
            sure = {item: Status.ALWAYS for item in people if covers(listed, item)}
            if sure:
                yield Use((place,), None, collection.path, sure, collection.value.for_)
        for derivation in view.derives(place):
            made = kept(traces).get(place, {}).get(derivation.value.item)
            if made:
                items = {derivation.value.item: surest(made)}
                yield Use((place,), None, derivation.path, items, derivation.value.for_)
    for flow in traces.graph.flows():
        carried = passed_on(traces, flow)
        if carried:
            yield Use((flow.value.from_, flow.value.to), flow.id, flow.path, carried, flow.value.for_)


def passed_on(traces: Traces, flow: NamedFlow) -> Mapping[str, Status]:
    """The kinds of data about people that this flow passes on, with how sure that is."""
    value = flow.value
    becomes = stated(value.becomes) or Form.AS_IS
    if status_of(value) is None or not becomes.personal:
        return {}
    doubtful = isinstance(value.happens, Unknown) or isinstance(value.items, Unknown)
    found = {}
    for item, arrivals in kept(traces).get(value.from_, {}).items():
        going = [arrival for arrival in arrivals if meet(traces.view, arrival.groups, value.scope)]
        if going and covers(value.items, item):
            found[item] = Status.PERHAPS if doubtful else surest(going)
    return found


def per_purpose(uses_found: Iterable[Use]) -> Mapping[str, list[Use]]:
    """The same uses by what they are for; a use for two purposes stands with both."""
    found: dict[str, list[Use]] = {}
    for use in uses_found:
        for purpose in use.purposes if isinstance(use.purposes, tuple) else ():
            found.setdefault(purpose, []).append(use)
    return {purpose: found[purpose] for purpose in sorted(found)}


def status_of_uses(found: Iterable[Use]) -> Status:
    """How sure it is that at least one of these uses happens."""
    return min((status for use in found for status in use.items.values()), key=lambda status: status.rank)


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
    for use in uses(traces):
        for kind in kinds:
            items = {item: sure for item, sure in use.items.items() if traces.view.sensitivity(item) is kind}
            if items and isinstance(use.purposes, tuple):
                grounds = {name: GROUNDS[kind](traces.view.purposes[name]) for name in use.purposes}
                open_ = tuple(name for name, ground in grounds.items() if isinstance(ground, Unknown))
                if open_ and not any(isinstance(ground, tuple) for ground in grounds.values()):
                    asked.append(replace(use, items=items, purposes=open_))
                elif not any(grounds.values()):
                    silent.append(replace(use, items=items))
    by_purpose = per_purpose(silent)
    for purpose, found in by_purpose.items():
        yield purpose, found, False
    for purpose, found in per_purpose(asked).items():
        if purpose not in by_purpose:
            yield purpose, found, True
