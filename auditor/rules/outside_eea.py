"""Data about people is inside the European Economic Area, or something protects it outside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from auditor.model import Path, View
from auditor.model.elements import Carrier, Place, Safeguard, System
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Finding, Level, Name, Verdict
from auditor.rules.base import Rule, kinds_in, kinds_of, people, present, route, rule
from auditor.traces import Kinds, Spot, StepKind, Traces

Countries = tuple[str, ...] | Unknown | None

WHERE = "rule.outside-eea.because.where"
SAFEGUARD = "rule.outside-eea.because.safeguard"
CONTRADICTION = "rule.outside-eea.because.contradiction"


class There(NamedTuple):
    """Data about people at a node: which, and the ways in which it is there."""

    kinds: Kinds
    spots: Sequence[Spot]


@rule("outside-eea", level=Level.MUST, since="0.1", laws=("avg-44", "avg-45", "avg-46", "avg-49"))
def outside_eea(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Where the places are; the organisations that receive data; the companies that work at the places.

    A company of which we only do not know it is left alone where its place was reported: then it is one question.
    """
    view = traces.view
    reported: set[str] = set()
    for place in sorted(set(present(traces)) & set(view.places)):
        spots = present(traces)[place]
        for finding in _of_place(self, traces, place, There(kinds_in(spots, people(traces)), spots)):
            reported.add(place)
            yield finding
    working = _working_at(view, reported)
    for organisation, there, safeguards in _receiving(traces, reported):
        country = _country(view, organisation)
        path = view.path(organisation)
        for finding in _judged(self, traces, organisation, country, safeguards, there, [path]):
            same = finding.verdict is Verdict.CANNOT_TELL and organisation in working
            if organisation not in reported and not same:
                reported.add(organisation)
                yield finding


def _of_place(self: Rule, traces: Traces, name: str, there: There) -> Iterator[Finding]:
    view = traces.view
    place = view.places[name]
    path = view.path(name)
    if place.located is None and _goes_along(place):
        return
    judged = list(_judged(self, traces, name, place.located, [place.safeguard], there, [path]))
    yield from judged or _contradiction(self, traces, name, place, there)


def _goes_along(place: Place) -> bool:
    """Whether this is a thing, or an app that only lives on things: it is where somebody carries it."""
    only_on_things = isinstance(place, System) and bool(stated(place.on)) and place.processor is None
    return isinstance(place, Carrier) or only_on_things


def _judged(
    self: Rule,
    traces: Traces,
    subject: str,
    countries: Countries,
    safeguards: Collection[Safeguard | Unknown | None],
    there: There,
    rests_on: Iterable[Path],
) -> Iterator[Finding]:
    if isinstance(countries, tuple):
        adequate = traces.view.knowledge.regions["adequacy"].countries
        far = [code for code in _outside(traces.view, countries) if code not in adequate]
        said = [safeguard for safeguard in safeguards if isinstance(safeguard, Safeguard)]
        if not far or any(safeguard.law or safeguard.what for safeguard in said):
            return
    named, flows = kinds_of(traces, there.kinds.all), route(there.spots, there.kinds.all)
    if not isinstance(countries, tuple):
        yield self.cannot_tell(subject, WHERE, [subject], rests_on=rests_on, route=flows, items=named)
        return
    if any(isinstance(safeguard, Unknown) for safeguard in safeguards):
        yield self.cannot_tell(subject, SAFEGUARD, [subject], rests_on=rests_on, route=flows, items=named)
    else:
        status = there.kinds.status
        yield self.broken(subject, [subject], status=status, rests_on=rests_on, route=flows, items=named)


def _contradiction(self: Rule, traces: Traces, name: str, place: Place, there: There) -> Iterator[Finding]:
    """The description denies that data leaves the EEA, but the place itself is outside."""
    view = traces.view
    far = _outside(view, stated(place.located) or ())
    denied = [flow for flow in view.flows if flow.value.from_ == name and flow.value.happens is YesNo.NO] if far else []
    for flow in denied:
        country = _country(view, flow.value.to) if flow.value.to in view.organisations else ()
        if isinstance(country, Unknown) or set(country or ()) & set(far):
            rests_on = [(*view.path(name), "located"), flow.path]
            receiver = Name(flow.value.to)
            yield self.cannot_tell(
                name,
                CONTRADICTION,
                [name],
                rests_on=rests_on,
                items=kinds_of(traces, there.kinds.all),
                receiver=receiver,
            )
            return


def _receiving(
    traces: Traces, reported: Collection[str]
) -> Iterator[tuple[str, There, list[Safeguard | Unknown | None]]]:
    """Organisations that get data, as a receiver or as a company that works at a place; and what protects it."""
    view = traces.view
    for organisation in sorted(set(present(traces)) & set(view.organisations)):
        spots = present(traces)[organisation]
        sent = 0
        for spot in spots:
            sent |= spot.last(StepKind.FLOW)
        got = kinds_in(spots, sent & people(traces))
        if got.all:
            yield organisation, There(got, spots), [view.organisations[organisation].safeguard]
    for place in sorted(set(present(traces)) & set(view.places) - set(reported)):
        for at in view.processors(place) or ():
            company = at.value.organisation
            # Where nobody wrote down the country of a company, the country of the place is answer enough.
            if _country(view, company) is not None:
                safeguards = [view.organisations[company].safeguard, view.places[place].safeguard]
                spots = present(traces)[place]
                yield company, There(kinds_in(spots, people(traces)), spots), safeguards


def _working_at(view: View, places: Collection[str]) -> set[str]:
    at = [view.processors(place) or () for place in places if place in view.places]
    return {processor.value.organisation for processors in at for processor in processors}


def _country(view: View, organisation: str) -> Countries:
    country = view.organisations[organisation].country
    receiver = view.receiver(organisation)
    if country is None and receiver:
        return (receiver.country,)
    return (country,) if isinstance(country, str) else country


def _outside(view: View, countries: Iterable[str]) -> list[str]:
    inside = view.knowledge.regions["eea"].countries
    return [code for code in countries if code not in inside]
