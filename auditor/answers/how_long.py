"""How long do you keep my information?"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.answers.base import Asked, ask_us, finding_out, laws_of, line, open_question, present, say
from auditor.knowledge.types import Limit
from auditor.model.elements import Fate, SetUp
from auditor.results import Answer, AnswerState, Known, Name, Names, OpenQuestion, Phrases, Sentence
from auditor.traces import Clock, Doubt, Ending, EndKind, last_of, longest

FEW = 3


def how_long(asked: Asked) -> Answer:
    """When the last copy is gone; and of which copies nobody knows it."""
    found = longest(asked.clocks)
    questions = tuple(_open(asked, found.unknown))
    if not found.clocks:
        answer = [say("long.nothing-known", what=asked.what)]
        state = AnswerState.UNKNOWN
    elif found.unknown:
        known = tuple(clock for clock in found.clocks if clock.known)
        rules = any(ending.kind is not EndKind.UNKNOWN for clock in found.unknown for ending in clock.endings)
        answer = [say("long.unknown", what=asked.what)]
        if known:
            answer.append(say("long.known-places", bullets=_lines(known)))
        state = AnswerState.PARTLY if known or rules else AnswerState.UNKNOWN
    else:
        answer = _known(asked, found.deciding)
        state = AnswerState.KNOWN
    unknown = say("long.unknown-places", bullets=_lines(found.unknown)) if found.unknown else None
    laws = tuple(ending.law for clock in found.clocks for ending in clock.endings if ending.law)
    return Answer(
        "how-long",
        asked.item,
        state,
        answer=tuple(answer),
        can_do=(say("long.right"), ask_us(asked.view)),
        unknown=present(unknown, finding_out(asked.view, questions)),
        open_questions=questions,
        laws=tuple(dict.fromkeys((*laws_of(asked, "how-long"), *laws))),
        promised=tuple(dict.fromkeys(clock.node for clock in (*found.unknown, *found.deciding))),
    )


def _known(asked: Asked, deciding: tuple[Clock, ...]) -> list[Sentence]:
    endings = last_of(ending for clock in deciding for ending in clock.deciding)
    nodes = tuple(dict.fromkeys(clock.node for clock in deciding))
    if len(endings) > 1 or len(nodes) > FEW:
        return [say("long.several", what=asked.what), say("long.longest-places", bullets=_lines(deciding))]
    ending = endings[0]
    paths = tuple(ending.path for clock in deciding for ending in clock.deciding)
    return [
        say("long.last-place", *paths, what=asked.what, places=Names(nodes)),
        *_sentences(ending),
        *_removal(ending),
    ]


def _sentences(ending: Ending) -> list[Sentence]:
    """One ending in whole sentences about "there"."""
    if ending.after:
        return [
            *_sentences(ending.after),
            say("long.source-removed", ending.path),
            say("long.after", ending.path, length=_length(ending)),
        ]
    if ending.kind is EndKind.TERM:
        return [
            say("long.term", ending.path, length=_length(ending)),
            say("long.starts", ending.path, event=Known("events", ending.starts or "")),
        ]
    if ending.kind is EndKind.CRITERIA and ending.criteria:
        return [say("long.criteria", ending.path, criteria=ending.criteria)]
    if ending.kind in (EndKind.FIRST_OF, EndKind.LAST_OF):
        return [say(f"long.{ending.kind}", ending.path, bullets=[_end(part) for part in ending.of])]
    if ending.kind is EndKind.MOVED:
        return [say("long.moved", ending.path)]
    return [say("long.event", ending.path, event=Known("events", ending.starts or ""))]


def _removal(ending: Ending) -> list[Sentence]:
    if ending.kind is EndKind.MOVED or ending.fate is None:
        return []
    if ending.fate is Fate.ANONYMISE:
        return [say("long.then-anonymous", ending.path)]
    by_hand = ending.set_up is SetUp.BY_HAND
    return [say("long.then-by-hand" if by_hand else "long.then-gone", ending.path)]


def _length(ending: Ending) -> Sentence:
    parts = ending.term.parts if ending.term else ()
    return say(f"length.{ending.limit if ending.limit is not Limit.EXACT else 'exact'}", term=parts)


def _lines(clocks: Iterable[Clock]) -> list[Sentence]:
    """A line per place with what is known of its end; per kind of data only where they differ there."""
    by_node: dict[str, list[tuple[tuple[Ending, ...], list[Clock]]]] = {}
    for clock in clocks:
        here = by_node.setdefault(clock.node, [])
        same = next((found for ends, found in here if ends == clock.deciding), None)
        if same is None:
            here.append((clock.deciding, [clock]))
        else:
            same.append(clock)
    lines: list[Sentence] = []
    for node, here in by_node.items():
        for ends, same in here:
            paths = [ending.path for clock in same for ending in clock.deciding]
            notes = [_end(ending) for ending in ends]
            if len(here) == 1:
                lines.append(line(node, notes, *paths))
            else:
                items = Names(tuple(dict.fromkeys(clock.item for clock in same)))
                lines.append(say("line.items-noted", *paths, name=Name(node), items=items, notes=Phrases(tuple(notes))))
    return lines


def end_of_copy(clocks: Iterable[Clock]) -> list[Sentence]:
    """When the copies at one place are gone, as phrases."""
    return [_end(ending) for ending in last_of(ending for clock in clocks for ending in clock.endings)]


def _end(ending: Ending) -> Sentence:
    """One ending as a phrase after the name of a place."""
    said = _end_itself(ending)
    if ending.doubt in (None, Doubt.MINIMUM, Doubt.NO_START) or ending.kind is EndKind.UNKNOWN:
        return said
    return say("end.rule-doubtful", ending.path, rule=said)


def _end_itself(ending: Ending) -> Sentence:
    path = ending.path
    if ending.after:
        return say("end.after", path, length=_length(ending), before=_end(ending.after))
    if ending.kind is EndKind.TERM and ending.starts:
        return say("end.term", path, length=_length(ending), event=Known("events", ending.starts))
    if ending.kind is EndKind.TERM:
        return say("end.term-without-start", path, length=_length(ending))
    if ending.kind is EndKind.EVENT:
        return say("end.event", path, event=Known("events", ending.starts or ""))
    if ending.kind is EndKind.CRITERIA and ending.criteria:
        return say("end.criteria", path, criteria=ending.criteria)
    if ending.kind in (EndKind.FIRST_OF, EndKind.LAST_OF):
        return say(f"end.{ending.kind}", path, ends=Phrases(tuple(_end(part) for part in ending.of)))
    if ending.kind is EndKind.MOVED:
        return say("end.moved", path)
    return say("end.unknown", path)


def _open(asked: Asked, unknown: Iterable[Clock]) -> Iterable[OpenQuestion]:
    for clock in unknown:
        for ending in clock.endings:
            if ending.level == 3:
                fact = asked.view.holders[clock.node].keeps
                rules = asked.view.keeps(clock.node) or ()
                rule = next((at.value for at in rules if at.path == ending.path), None)
                open_facts = [rule.term, rule.starts, rule.then, rule.set_up, rule.until] if rule else [fact]
                named = next((found for found in open_facts if getattr(found, "who", None)), open_facts[0])
                yield open_question(f"end-{ending.doubt}", named, clock.node, ending.path)
