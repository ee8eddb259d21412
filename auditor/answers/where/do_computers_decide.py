"""Do computers decide about me? Is there a risk score?"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.answers.base import (
    Asked,
    denial,
    finders,
    finding_out,
    laws_of,
    line,
    not_answered,
    parts_of,
    places_complete,
    present,
    say,
    status_at,
    sure,
    to_do,
    to_find_out,
)
from auditor.model import Path, View
from auditor.model.elements import Derivation, System
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence
from auditor.traces import Status

_RISK = "risk-score"
"""The kind of data that is what a computer expects somebody to do."""


def do_computers_decide(asked: Asked) -> Answer:
    """Where a computer decides, what it works out, and where somebody looked after that it does not decide."""
    view = asked.view
    deciding = [place for place in view.places if view.places[place].decides is YesNo.YES]
    refused = [place for place in view.places if denial(view, view.places[place].decides, _decides(view, place))]
    made = _made(asked)
    questions = tuple(_questions(asked))
    no = not deciding and not questions and _only_refused(asked, refused) and bool(places_complete(asked))
    return Answer(
        "do-computers-decide",
        None,
        _state(
            no or _surest(asked, deciding) is not Status.PERHAPS, bool(deciding or made or refused), bool(questions)
        ),
        answer=(_answer(asked, deciding, refused, no, bool(made)),),
        facts=present(
            _scores(asked, made),
            say("decide.not-here", bullets=[_refused(view, place) for place in refused]) if refused else None,
        ),
        can_do=to_do(view, say("decide.right")),
        unknown=present(say("decide.unsure") if questions else None, finding_out(view, questions)),
        open_questions=to_find_out(view, questions),
        laws=laws_of(asked, "do-computers-decide"),
        promised=(*deciding, *made, *refused, *finders(questions)),
    )


def _state(decided: bool, known: bool, questions: bool) -> AnswerState:
    if decided and not questions:
        return AnswerState.KNOWN
    return AnswerState.PARTLY if decided or known else AnswerState.UNKNOWN


def _answer(asked: Asked, deciding: list[str], refused: list[str], no: bool, made: bool) -> Sentence:
    view = asked.view
    if deciding:
        lines = [line(sure(Name(place), status_at(asked, place)), [], _decides(view, place)) for place in deciding]
        surest = _surest(asked, deciding)
        if surest is Status.ALWAYS:
            return say("decide.yes", bullets=lines)
        return say("decide.sometimes" if surest is Status.SOMETIMES else "decide.perhaps", bullets=lines)
    if no:
        return say("decide.no", *(_decides(view, place) for place in refused))
    return say("decide.none-known" if made or refused else "decide.unknown")


def _surest(asked: Asked, places: list[str]) -> Status:
    return min((status_at(asked, place) for place in places), key=lambda status: status.rank, default=Status.PERHAPS)


def _decides(view: View, place: str) -> Path:
    return (*view.path(place), "decides")


def _refused(view: View, place: str) -> Sentence:
    path = _decides(view, place)
    when = denial(view, view.places[place].decides, path)
    return line(Name(place), [when] if when else [], path)


def _only_refused(asked: Asked, refused: list[str]) -> bool:
    """Whether it comes nowhere but to our own places where somebody looked after that no computer decides."""
    silent = {place for place, here in asked.view.places.items() if here.decides is YesNo.NOT_APPLICABLE}
    return bool(refused) and all(asked.ours(node) and node in {*refused, *silent} for node in asked.reached)


def _made(asked: Asked) -> dict[str, Sentence]:
    """What a computer works out, and guesses about people of which nobody said who makes them."""
    view = asked.view
    found: dict[str, list[tuple[Path, str, Status]]] = {}
    by_people: set[str] = set()
    for part in parts_of(asked):
        if isinstance(part.element, Derivation):
            item = part.element.item
            if part.element.by_computer is YesNo.YES:
                found.setdefault(item, []).append((part.path, part.about, part.status))
            elif part.element.by_computer is YesNo.NO:
                by_people.add(item)
    lines = {item: _item(item, parts) for item, parts in found.items()}
    for item in asked.items:
        if stated(view.items[item].category) == _RISK and item not in {*lines, *by_people}:
            lines[item] = line(sure(Name(item, "items"), Status.PERHAPS), [], view.path(item))
    return lines


def _scores(asked: Asked, made: dict[str, Sentence]) -> Sentence | None:
    """What a computer works out; where people make the guesses that there are, nothing is said of scores."""
    if made:
        return say("decide.made", bullets=list(made.values()))
    guesses = any(stated(asked.view.items[item].category) == _RISK for item in asked.items)
    return None if guesses else say("decide.no-score-known")


def _item(item: str, parts: list[tuple[Path, str, Status]]) -> Sentence:
    surest = min((status for _, _, status in parts), key=lambda status: status.rank)
    places = dict.fromkeys(place for _, place, _ in parts)
    notes = [say("decide.at", place=Name(place)) for place in places]
    return line(sure(Name(item, "items"), surest), notes, *(path for path, _, _ in parts))


def _questions(asked: Asked) -> Iterator[OpenQuestion]:
    """Of every system that it reaches whether the computer decides; of all that is made whether a computer makes it."""
    view = asked.view
    for place, element in view.places.items():
        here = any(arrival.form.personal for arrival in asked.reached.get(place, ()))
        if here and (isinstance(element, System) or isinstance(element.decides, Unknown)):
            yield from not_answered(view, "decides-unknown", element.decides, place, _decides(view, place))
    for part in parts_of(asked):
        if isinstance(part.element, Derivation):
            made, at = part.element, (*part.path, "by-computer")
            yield from not_answered(view, "by-computer-unknown", made.by_computer, made.item, at)
