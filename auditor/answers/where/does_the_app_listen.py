"""You use an app for notes. Does it listen in? Where does it go?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.answers.base import (
    Asked,
    by_sureness,
    circumstances,
    companies_at,
    company_unknown,
    denial,
    end_lines,
    finders,
    finding_out,
    laws_of,
    line,
    not_answered,
    open_ends,
    open_question,
    places_complete,
    present,
    say,
    status_at,
    sure,
    to_do,
    to_find_out,
)
from auditor.model import Path, View
from auditor.model.elements import System
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Answer, AnswerState, Country, Name, Names, OpenQuestion, Phrases, Sentence
from auditor.traces import EVERYBODY, Case, Status, covers, meet

_VOICE = "voice-recording"
"""The kind of data that is first written down only where something records."""
_LACKS = frozenset({"listens-unknown", "trains-unknown", "country-unknown", "company-unknown"})


def does_the_app_listen(asked: Asked) -> Answer:
    """What listens in or writes texts: of which company, where, how long it stays, whether the company learns of it."""
    view = asked.view
    cases = {place: found for place in view.places if (found := list(_listening(asked, place)))}
    others = [place for place in view.systems if place not in cases and _may_listen(view, place)]
    refused = [place for place in view.systems if place not in cases and _refused(view, place)]
    told = (*cases, *others)
    ends = [clock for clock in asked.clocks if clock.node in told]
    open_ = open_ends(view, [clock for clock in ends if not clock.known])
    questions = (*(question for place in told for question in _questions(view, place, place in cases)), *open_)
    no = not told and _only_refused(asked, refused) and bool(places_complete(asked))
    return Answer(
        "does-the-app-listen",
        None,
        _state(no or _surest(cases) is not Status.PERHAPS, bool(cases or refused), bool(questions)),
        answer=present(*_answer(asked, cases, others, refused, no)),
        facts=present(
            say("listen.ends", bullets=end_lines(asked, ends)) if ends else None,
            say("listen.not", bullets=[_not(view, place) for place in refused]) if refused else None,
        ),
        can_do=to_do(view, say("listen.right")),
        unknown=present(_lacking(view, told, questions), finding_out(view, questions)),
        open_questions=to_find_out(view, questions),
        laws=laws_of(asked, "does-the-app-listen"),
        promised=(*told, *refused, *finders(questions)),
    )


def _state(answered: bool, known: bool, questions: bool) -> AnswerState:
    if answered and not questions:
        return AnswerState.KNOWN
    return AnswerState.PARTLY if answered or known else AnswerState.UNKNOWN


def _listening(asked: Asked, place: str) -> Iterator[Case]:
    """In which cases it listens or records there: as somebody wrote, or because a voice is first written down there."""
    view = asked.view
    voices = [item for item in view.items if stated(view.items[item].category) == _VOICE]
    for at in view.collects(place):
        if any(covers(at.value.items, item) for item in voices):
            for groups in meet(view, EVERYBODY, at.value.scope):
                yield Case(Status.ALWAYS, groups).then(at.value.if_)
    element = view.places[place]
    if isinstance(element, System) and element.listens is YesNo.YES:
        yield Case(status_at(asked, place))


def _may_listen(view: View, place: str) -> bool:
    """Whether it writes texts, the company learns of it, or somebody asked if it does or if it listens."""
    system = view.systems[place]
    asked = isinstance(system.listens, Unknown) or isinstance(system.trains, Unknown)
    return view.kind_id(place) == "ai-tool" or asked or system.trains is YesNo.YES


def _refused(view: View, place: str) -> Sentence | None:
    """Who looked after it that a system does not listen, and when."""
    return denial(view, view.systems[place].listens, _listens(view, place))


def _listens(view: View, place: str) -> Path:
    return (*view.path(place), "listens")


def _only_refused(asked: Asked, refused: list[str]) -> bool:
    """Whether it comes nowhere but to our own systems of which somebody looked after that they do not listen."""
    return bool(refused) and all(asked.ours(node) and node in refused for node in asked.reached)


def _answer(
    asked: Asked, cases: Mapping[str, list[Case]], others: list[str], refused: list[str], no: bool
) -> Iterator[Sentence]:
    view = asked.view
    if cases:
        surest = _surest(cases)
        lines = [said for place, found in cases.items() for said in _lines(view, place, found)]
        if surest is Status.ALWAYS:
            yield say("listen.yes", bullets=lines)
        else:
            yield say("listen.sometimes" if surest is Status.SOMETIMES else "listen.perhaps", bullets=lines)
    elif any(place not in refused for place in others):
        yield say("listen.unknown")
    elif no:
        yield say("listen.no", *(_listens(view, place) for place in refused))
    else:
        yield say("listen.none-among" if others else "listen.none-known")
    if others:
        lines = [said for place in others for said in _lines(view, place, [Case(status_at(asked, place))])]
        yield say("listen.others-too" if cases else "listen.others", bullets=lines)


def _surest(cases: Mapping[str, list[Case]]) -> Status:
    every = (case.status for found in cases.values() for case in found)
    return min(every, key=lambda status: status.rank, default=Status.PERHAPS)


def _lines(view: View, place: str, cases: list[Case]) -> Iterator[Sentence]:
    """A place with the company behind it, in which country it is, and whether the company learns of it."""
    companies = companies_at(view, place)
    name = say("subject.company", name=Name(place), companies=Names(companies)) if companies else Name(place)
    for group in by_sureness(cases):
        status, when = circumstances(group)
        yield line(sure(name, status), [*when, *_details(view, place)], view.path(place))


def _details(view: View, place: str) -> Iterator[Sentence]:
    element, path = view.places[place], view.path(place)
    if countries := stated(element.located):
        yield say("listen.in", (*path, "located"), countries=Phrases(tuple(Country(code) for code in countries)))
    if isinstance(element, System):
        if element.trains is YesNo.YES:
            yield say("listen.learns", (*path, "trains"))
        elif when := denial(view, element.trains, (*path, "trains")):
            yield say("listen.learns-not", (*path, "trains"), when=when)


def _not(view: View, place: str) -> Sentence:
    when = _refused(view, place)
    return line(Name(place), [when] if when else [], _listens(view, place))


def _questions(view: View, place: str, listening: bool) -> Iterator[OpenQuestion]:
    element, path = view.places[place], view.path(place)
    if isinstance(element, System):
        if not listening:
            yield from not_answered(view, "listens-unknown", element.listens, place, _listens(view, place))
        yield from not_answered(view, "trains-unknown", element.trains, place, (*path, "trains"))
    if company_unknown(view, place):
        yield open_question(view, "company-unknown", element.processor, place, path)
    if stated(element.located) is None:
        yield open_question(view, "country-unknown", element.located, place, (*path, "located"))


def _lacking(view: View, told: tuple[str, ...], questions: tuple[OpenQuestion, ...]) -> Sentence | None:
    """What is not known of each of these, in one list; another one says of which nobody knows how long it stays."""
    lines = []
    for place in told:
        asks = [question for question in questions if question.about == (place,) and question.key in _LACKS]
        if asks:
            lines.append(line(Name(place), [say(f"lacks.{ask.key}") for ask in asks], view.path(place)))
    return say("lacks.these", bullets=lines) if lines else None
