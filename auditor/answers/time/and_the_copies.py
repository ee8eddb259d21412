"""And the copies: in mail, on paper, on a phone?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.answers.base import (
    Asked,
    Declared,
    behind,
    checked_by,
    declared,
    end_lines,
    example_days,
    finders,
    finding_out,
    laws_of,
    no_start,
    open_ends,
    past_days,
    phrases_with_days,
    places_complete,
    present,
    say,
    to_do,
)
from auditor.model.elements import Carrier, Right
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Answer, AnswerState, Sentence
from auditor.traces import Clock, Ending, EndKind

_MESSAGES = frozenset({"mailbox", "secure-mail", "chat", "care-chat", "voicemail"})
"""Kinds of systems that a client knows as mail or messages."""


def and_the_copies(asked: Asked) -> Answer:
    """How long every copy outside the place of first writing stays; of mail, paper and phones that place as well."""
    beside = [clock for clock in asked.clocks if _near(asked, clock.node)]
    others = [clock for clock in asked.clocks if _of_others(asked, clock.node)]
    copies = [clock for clock in asked.clocks if clock not in (*beside, *others) and not _begins(asked, clock)]
    found = (*beside, *others, *copies)
    none = () if found else _none(asked)
    unknown_behind, asked_behind = behind(asked, "on", "backups", "private-cloud")
    ends = open_ends(asked.view, _with_sources(asked, [clock for clock in found if not clock.known]))
    questions = (*ends, *asked_behind, *([] if asked.clocks else [no_start(asked)]))
    said = any(ending.kind is EndKind.UNKNOWN for clock in found for ending in clock.endings)
    return Answer(
        "and-the-copies",
        asked.item,
        _state(found, questions, none),
        answer=_answer(asked, found, none) or present(*_lists(asked, beside, copies, others)),
        facts=present(example_days(asked), past_days(asked)) if found else (),
        can_do=to_do(asked.view, say("long.right")),
        unknown=present(
            say("copies.unsure") if ends and not asked_behind and not said else None,
            *unknown_behind,
            finding_out(asked.view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "and-the-copies", [end.law for clock in found for end in clock.endings if end.law]),
        promised=(*sorted({clock.node for clock in found}), *finders(questions)),
    )


def _near(asked: Asked, node: str) -> bool:
    """Whether this is what a client asks about by name: mail and messages, paper, a phone, any other thing."""
    if _of_others(asked, node):
        return False
    return isinstance(asked.view.places.get(node), Carrier) or asked.view.kind_id(node) in _MESSAGES


def _of_others(asked: Asked, node: str) -> bool:
    return asked.ours(node) is False


def _begins(asked: Asked, clock: Clock) -> bool:
    """Whether this kind of data is first written down there."""
    return any(arrival.node == clock.node for arrival in asked.traces.of(clock.item).origins)


def _with_sources(asked: Asked, clocks: list[Clock]) -> list[Clock]:
    """These copies, and those they wait for: a back-up has no known end while that of its source is not known."""
    sources = {node for clock in clocks for ending in clock.endings for node in _sources(ending)}
    more = [clock for clock in asked.clocks if clock.node in sources and not clock.known and clock not in clocks]
    return _with_sources(asked, [*clocks, *more]) if more else clocks


def _sources(ending: Ending) -> Iterator[str]:
    yield from ending.sources
    for part in ending.of:
        yield from _sources(part)


def _state(found: tuple[Clock, ...], questions: Iterable[object], none: Declared) -> AnswerState:
    if none:
        return AnswerState.NOT_APPLICABLE
    if not any(clock.known for clock in found):
        return AnswerState.UNKNOWN
    return AnswerState.PARTLY if tuple(questions) else AnswerState.KNOWN


def _lists(asked: Asked, beside: list[Clock], copies: list[Clock], others: list[Clock]) -> list[Sentence | None]:
    def lines(clocks: list[Clock]) -> list[Sentence]:
        return end_lines(asked, clocks, told=phrases_with_days(asked))

    return [
        say("copies.beside", bullets=lines(beside)) if beside else None,
        say("copies.places", bullets=lines(copies)) if copies else None,
        say("copies.others", bullets=lines(others)) if others else None,
    ]


def _answer(asked: Asked, found: tuple[Clock, ...], none: Declared) -> tuple[Sentence, ...]:
    """The answer where there is no copy, or where nobody knows how long any of them stays."""
    if any(clock.known for clock in found):
        return ()
    if found:
        return (say("copies.unknown", bullets=end_lines(asked, found, silent=True, told=phrases_with_days(asked))),)
    if none:
        return (say("copies.none", *declared(none), what=asked.what), checked_by(asked.view, none))
    if not asked.clocks:
        return (say("copies.nothing-known", what=asked.what),)
    return (say("copies.none-known"),)


def _none(asked: Asked) -> Declared:
    """The declarations that together say that there is no copy.

    Nobody else has it in any way, no back-ups are made, and nobody is known to be able to take it away.
    """
    if set(asked.reached) != set(asked.origins) or any(_kept_twice(asked, node) for node in asked.reached):
        return ()
    return places_complete(asked)


def _kept_twice(asked: Asked, node: str) -> bool:
    backups = asked.view.places[node].measures.backups if node in asked.view.places else None
    access = asked.view.access(node) or []
    takes = any(isinstance(at.value.can, Unknown) or Right.EXPORT in (stated(at.value.can) or ()) for at in access)
    return backups is YesNo.YES or isinstance(backups, Unknown) or takes
