"""Who can see my information?"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.answers.base import Asked, ask_us, finding_out, laws_of, line, open_question, present, say
from auditor.model.elements import Condition
from auditor.model.facts import Unknown
from auditor.results import Answer, AnswerState, OpenQuestion, Sentence
from auditor.traces import Reader, Status, Way

_WIDEST = (Condition.ALL, Condition.OWN_TEAM, Condition.OWN_CLIENTS, Condition.INCIDENT)


def who_can_see(asked: Asked) -> Answer:
    """Every function that can see it, with when; and the places where we do not know who can."""
    known: dict[str, list[Reader]] = {}
    unknown: dict[str, list[Reader]] = {}
    for reader in asked.readers:
        if reader.role:
            known.setdefault(reader.role, []).append(reader)
        else:
            at = reader.node if reader.way is Way.UNDESCRIBED else reader.organisation or reader.node
            unknown.setdefault(at, []).append(reader)
    questions = tuple(_open(asked, unknown))
    answer: list[Sentence] = []
    if known:
        lines = [line(role, _when(ways), *(way.path for way in ways)) for role, ways in sorted(known.items())]
        answer.append(say("who.roles", what=asked.what, bullets=lines))
    elif unknown:
        answer.append(say("who.unknown", what=asked.what))
    else:
        answer.append(say("who.nothing-known", what=asked.what))
    if known and not unknown and _complete(asked):
        answer.append(say("who.complete"))
    places = [line(name, _sure(ways), *(way.path for way in ways)) for name, ways in sorted(unknown.items())]
    state = AnswerState.UNKNOWN if not known else AnswerState.PARTLY if unknown else AnswerState.KNOWN
    return Answer(
        "who-can-see",
        asked.item,
        state,
        answer=tuple(answer),
        can_do=(say("who.right"), ask_us(asked.view)),
        unknown=present(
            say("who.unknown-places", bullets=places) if places else None, finding_out(asked.view, questions)
        ),
        open_questions=questions,
        laws=laws_of(asked, "who-can-see"),
        promised=(*sorted(known), *sorted(unknown)),
    )


def _when(ways: Iterable[Reader]) -> list[Sentence]:
    """When a function can use its access: the widest of its ways in, and how sure the data is there to see."""
    ways = list(ways)
    notes = _sure(ways)
    if any(isinstance(way.when, Unknown) for way in ways):
        return [say("note.when-unknown"), *notes]
    if any(way.way is Way.CARRIES or (way.when is None and way.if_ is None) for way in ways):
        return notes
    widest = min((way.when for way in ways if isinstance(way.when, Condition)), key=_WIDEST.index, default=None)
    if widest is not None and widest is not Condition.ALL:
        notes = [say(f"note.{widest}"), *notes]
    conditions = {way.if_ for way in ways}
    if widest is None and len(conditions) == 1 and (condition := ways[0].if_):
        return [say("note.if", condition=condition)]
    return notes


def _sure(ways: Iterable[Reader]) -> list[Sentence]:
    best = min((way.status for way in ways), key=lambda status: status.rank)
    return [] if best is Status.ALWAYS else [say(f"note.{best}")]


def _open(asked: Asked, unknown: dict[str, list[Reader]]) -> Iterable[OpenQuestion]:
    for name, ways in sorted(unknown.items()):
        holder = asked.view.holders[ways[0].node]
        yield open_question("access-unknown", holder.access, name, ways[0].path)


def _complete(asked: Asked) -> bool:
    """Whether the list of access of every place it reaches is declared complete."""
    return bool(asked.reached) and all(asked.view.complete(node, "access") for node in asked.reached)
