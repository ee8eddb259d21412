"""Is my information in another country?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from auditor.answers.base import (
    Asked,
    Declared,
    How,
    by_sureness,
    channel_lines,
    checked_by,
    circumstances,
    declared,
    doubts,
    finders,
    finding_out,
    laws_of,
    line,
    named,
    no_start,
    open_question,
    present,
    readers_complete,
    receipts,
    say,
    sure,
    to_do,
    unseen,
)
from auditor.knowledge.types import Channel
from auditor.model import Path, View
from auditor.model.elements import Carrier, Place, Safeguard, System
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, AnswerState, Country, Name, OpenQuestion, Param, Phrases, Sentence
from auditor.traces import Case, Status

Countries = tuple[str, ...] | Unknown | None


@dataclass(frozen=True)
class _At:
    """Where something about a person is or goes, and in which countries that is. runs: a company that works with it."""

    node: str
    name: Param
    countries: Countries
    cases: tuple[Case, ...]
    path: Path
    safeguard: Safeguard | Unknown | None
    runs: bool = False


def is_it_abroad(asked: Asked) -> Answer:
    """Every place, receiver and company in another country, inside or outside the area with the same law."""
    view = asked.view
    found = [*_places(asked), *_organisations(asked), *_with_us(asked)]
    near = [one for one in found if _abroad(view, one) and not _far(view, one)]
    far = [one for one in found if _far(view, one)]
    open_ = [one for one in found if one.countries is None or isinstance(one.countries, Unknown)]
    dark, asked_dark = unseen(asked)
    perhaps = {one.node for one in (*near, *far) if all(case.status is Status.PERHAPS for case in one.cases)}
    questions = (
        *(_question(view, one) for one in open_),
        *(_protection(view, one) for one in far if _unprotected(view, one)),
        *doubts(asked, perhaps),
        *asked_dark,
    )
    questions = questions if asked.reached else (no_start(asked),)
    carried = any(place.located is None for node, place in view.places.items() if node in asked.reached)
    deciding = any(one.how is How.DECIDES for one in receipts(asked))
    every = () if near or far or questions or carried or deciding else readers_complete(asked)
    facts = [say("abroad.near", bullets=_lines(view, near))] if near else []
    facts += [say("abroad.far", bullets=_lines(view, far))] if far else []
    listed = [*(line(one.name, [], one.path) for one in open_), *channel_lines(asked, partial(_elsewhere, view))]
    return Answer(
        "is-it-abroad",
        None,
        AnswerState.NOT_APPLICABLE if every else _state([*near, *far], bool(questions or listed)),
        answer=_answer(asked, [*near, *far], every),
        facts=tuple(facts),
        can_do=to_do(view, say("abroad.right")),
        unknown=present(
            say("abroad.unknown", bullets=listed) if listed else None,
            say("receivers.unseen", bullets=dark) if dark else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "is-it-abroad", [law for one in far for law in _law(one)]),
        promised=(*dict.fromkeys(one.node for one in (*near, *far, *open_)), *finders(questions)),
    )


def _state(abroad: Sequence[_At], unsure: bool) -> AnswerState:
    if not abroad:
        return AnswerState.UNKNOWN
    return AnswerState.PARTLY if unsure else AnswerState.KNOWN


def _answer(asked: Asked, abroad: Sequence[_At], every: Declared) -> tuple[Sentence, ...]:
    """Yes only where it surely is or goes there for every client; a company elsewhere may never see it."""
    if every:
        return (say("abroad.no", *declared(every)), checked_by(asked.view, every))
    cases = [case for one in abroad if not one.runs for case in one.cases]
    if any(case.status is Status.ALWAYS and not case.groups for case in cases):
        return (say("abroad.yes"),)
    if any(case.status is not Status.PERHAPS for case in cases):
        return (say("abroad.sometimes"),)
    return (say("abroad.perhaps" if abroad else "abroad.none-known"),)


def _places(asked: Asked) -> Iterator[_At]:
    """Places by where they stand. A thing that people carry is where they are, and no question while nobody said it."""
    view = asked.view
    for node, arrivals in asked.reached.items():
        cases = tuple(arrival.case for arrival in arrivals if arrival.form.personal)
        place = view.places.get(node)
        if place and cases and not (place.located is None and _goes_along(place)):
            yield _At(node, Name(node), place.located, cases, view.path(node), place.safeguard)


def _goes_along(place: Place) -> bool:
    """Whether this is a thing, or an app that only lives on things."""
    only_on_things = isinstance(place, System) and bool(stated(place.on)) and place.processor is None
    return isinstance(place, Carrier) or only_on_things


def _organisations(asked: Asked) -> Iterator[_At]:
    """Receivers and companies by their own country: whoever runs a place may look from where they are."""
    view = asked.view
    found: dict[tuple[str, bool], list[Case]] = {}
    for one in receipts(asked):
        if one.form.personal and one.how is not How.HAS:
            runs = one.how in (How.RUNS, How.DECIDES)
            found.setdefault((one.organisation, runs), []).append(one.case)
    for (name, runs), cases in sorted(found.items()):
        country = _country(view, name)
        if runs and (name, False) in found:
            continue  # told already
        if runs:
            cases = [Case(Status.PERHAPS, case.groups) for case in cases]
        safeguard = view.organisations[name].safeguard
        yield _At(name, named(view, name), country, tuple(dict.fromkeys(cases)), view.path(name), safeguard, runs)


def _with_us(asked: Asked) -> Iterator[_At]:
    """What is with us, at no place in particular: we are no receiver of our own."""
    view = asked.view
    owner = view.model.owner
    cases = tuple(arrival.case for arrival in asked.reached.get(owner, ()) if arrival.form.personal)
    if cases:
        yield _At(owner, named(view, owner), _country(view, owner), cases, view.path(owner), None)


def _country(view: View, organisation: str) -> Countries:
    country, receiver = view.organisations[organisation].country, view.receiver(organisation)
    if country is None and receiver:
        return (receiver.country,)
    return (country,) if isinstance(country, str) else country


def _elsewhere(view: View, channel: Channel) -> bool:
    """Whether nobody knows that whoever runs a channel is in this country."""
    operator = view.knowledge.receivers.get(channel.operator or "")
    return operator is None or operator.country != view.model.country


def _codes(one: _At) -> tuple[str, ...]:
    return one.countries if isinstance(one.countries, tuple) else ()


def _abroad(view: View, one: _At) -> list[str]:
    return [code for code in _codes(one) if code != view.model.country]


def _far(view: View, one: _At) -> list[str]:
    """Countries outside the area where the same law holds."""
    inside = view.knowledge.regions["eea"].countries
    return [code for code in _codes(one) if code not in inside]


def _adequate(view: View, one: _At) -> bool:
    """Whether Europe found the law of all these countries good enough, as far as we may say so."""
    region = view.knowledge.regions["adequacy"]
    return region.tellable and all(code in region.countries for code in _far(view, one))


def _unprotected(view: View, one: _At) -> bool:
    """Whether nobody wrote down what protects it there."""
    said = one.safeguard
    written = isinstance(said, Safeguard) and bool(said.what or said.law)
    return not written and not _adequate(view, one)


def _law(one: _At) -> list[str]:
    return [one.safeguard.law] if isinstance(one.safeguard, Safeguard) and one.safeguard.law else []


def _lines(view: View, found: Iterable[_At]) -> list[Sentence]:
    lines: list[tuple[Status, Sentence]] = []
    for one in found:
        countries = Phrases(tuple(Country(code) for code in _abroad(view, one)))
        notes = [say("abroad.company", countries=countries) if one.runs else say("abroad.in", countries=countries)]
        notes += _protected(view, one) if _far(view, one) else []
        for cases in by_sureness(one.cases):
            status, when = circumstances(cases)
            name = sure(one.name, status)
            for condition in when:
                name = say("subject.group", name=name, group=condition)
            lines.append((cases[0].status, line(name, notes, one.path)))
    return [said for _, said in sorted(lines, key=lambda pair: pair[0].rank)]


def _protected(view: View, one: _At) -> list[Sentence]:
    if isinstance(one.safeguard, Safeguard) and one.safeguard.what:
        return [say("abroad.safeguard", what=one.safeguard.what)]
    if isinstance(one.safeguard, Safeguard) and one.safeguard.law:
        return [say("abroad.safeguard-law")]
    return [say("abroad.adequate" if _adequate(view, one) else "abroad.unprotected")]


def _question(view: View, one: _At) -> OpenQuestion:
    place = one.node in view.places
    path = (*one.path, "located" if place else "country")
    return open_question(view, "country-unknown", one.countries, one.node, path)


def _protection(view: View, one: _At) -> OpenQuestion:
    return open_question(view, "safeguard-unknown", one.safeguard, one.node, (*one.path, "safeguard"))
