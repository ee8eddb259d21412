"""Must I tell everything? What happens if I do not?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from auditor.answers.base import (
    Asked,
    by_sureness,
    circumstances,
    collecting,
    denial,
    finders,
    finding_out,
    laws_of,
    line,
    not_answered,
    open_question,
    present,
    say,
    sure,
    to_do,
    to_find_out,
)
from auditor.model import At
from auditor.model.elements import Collection
from auditor.model.facts import YesNo, stated
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Phrases, Sentence
from auditor.traces import EVERYBODY, Case, Status, covers, meet
from auditor.values import Text

Asking = Mapping[str, list[At[Collection]]]
"""Kinds of data that we ask a client for, with where that stands."""


def must_i_tell_everything(asked: Asked) -> Answer:
    """What a client must tell us, what not, and what happens without it, as far as the description says."""
    view = asked.view
    asking = _asking(asked)
    must = _only(asking, lambda at: at.value.required is YesNo.YES)
    free = {item: found for item, found in asking.items() if all(_is_free(asked, at) for at in found)}
    known = {**must, **free}
    unsure = {item: found for item, found in asking.items() if item not in known}
    told = tuple(item for item in asking if item in known)
    questions = tuple(_questions(asked, asking))
    return Answer(
        "must-i-tell-everything",
        asked.item,
        AnswerState.UNKNOWN if not told else AnswerState.PARTLY if unsure or questions else AnswerState.KNOWN,
        answer=present(*_answer(asked, asking, must, free)),
        can_do=(say("tell.law"), *to_do(view, say("tell.ask"))),
        unknown=present(
            say("tell.unsure", bullets=_lines(asked, unsure)) if unsure and told else None,
            None if unsure or not any(ask.key == "required-unknown" for ask in questions) else say("tell.elsewhere"),
            say("tell.else-unknown") if any(question.key == "if-missing-unknown" for question in questions) else None,
            finding_out(view, questions),
        ),
        open_questions=to_find_out(view, questions),
        laws=laws_of(asked, "must-i-tell-everything"),
        promised=(*told, *unsure, *finders(questions)),
    )


def _asking(asked: Asked) -> Asking:
    """What we ask clients themselves; where nobody knows from whom it comes, it may be from them."""
    view = asked.view
    found: dict[str, list[At[Collection]]] = {}
    for place in view.own_places:
        for at in view.collects(place):
            by_us = asked.ours(place) is not False or asked.we_write(place, at.value)
            if by_us and "client" in (stated(at.value.from_) or ("client",)):
                for item in asked.items:
                    if covers(at.value.items, item):
                        found.setdefault(item, []).append(at)
    return found


def _only(asking: Asking, chosen: Callable[[At[Collection]], bool]) -> Asking:
    return {item: here for item, found in asking.items() if (here := [at for at in found if chosen(at)])}


def _is_free(asked: Asked, at: At[Collection]) -> bool:
    return denial(asked.view, at.value.required, (*at.path, "required")) is not None


def _answer(asked: Asked, asking: Asking, must: Asking, free: Asking) -> Iterator[Sentence]:
    if free:
        key = "tell.free" if _always(free) else "tell.free-sometimes"
        yield say(key, bullets=_lines(asked, free, free=True))
    if must and free:
        yield say("tell.must-too", bullets=_lines(asked, must))
    elif must:
        key = "tell.must-some" if asked.item is None else "tell.must" if _always(must) else "tell.must-sometimes"
        yield say(key, bullets=_lines(asked, must))
    elif asking and not free:
        yield say("tell.unknown", bullets=_lines(asked, asking))
    elif not free:
        yield say("tell.none-known")


def _always(found: Asking) -> bool:
    """Whether any of it is for every client."""
    return any(collecting(at.value) is Status.ALWAYS for here in found.values() for at in here)


def _lines(asked: Asked, found: Asking, *, free: bool = False) -> list[Sentence]:
    """A line per kind of data, for whom and when, and what happens without it."""
    lines = []
    for item, here in found.items():
        without: dict[Text | None, list[At[Collection]]] = {}
        for at in here:
            without.setdefault(at.value.if_missing, []).append(at)
        for words, same in without.items():
            lines += [_else(said, words) for said in _item_lines(asked, item, same, free)]
    return lines


def _item_lines(asked: Asked, item: str, here: Iterable[At[Collection]], free: bool) -> Iterator[Sentence]:
    cases = [(at, case) for at in here for case in _cases(asked, at)]
    for group in by_sureness(case for _, case in cases):
        status, notes = circumstances(group)
        paths = [(*at.path, "required") if free else at.path for at, case in cases if case in group]
        said = line(sure(Name(item, "items"), status), notes, *paths)
        looked = [denial(asked.view, at.value.required, (*at.path, "required")) for at, case in cases if case in group]
        when = Phrases(present(*looked))
        yield say("tell.checked", *paths, said=said, when=when) if free else said


def _cases(asked: Asked, at: At[Collection]) -> Iterator[Case]:
    for groups in meet(asked.view, EVERYBODY, at.value.scope):
        yield Case(Status.ALWAYS, groups).then(at.value.if_)


def _else(said: Sentence, words: Text | None) -> Sentence:
    return say("tell.else", *said.rests_on, said=said, words=words) if words else said


def _questions(asked: Asked, asking: Asking) -> Iterator[OpenQuestion]:
    """Where nobody knows if a client must tell it; and what happens without what they must."""
    for at in dict.fromkeys(at for found in asking.values() for at in found):
        about, path = str(at.path[1]), (*at.path, "required")
        yield from not_answered(asked.view, "required-unknown", at.value.required, about, path)
        if at.value.required is YesNo.YES and at.value.if_missing is None:
            yield open_question(asked.view, "if-missing-unknown", None, about, (*at.path, "if-missing"))
