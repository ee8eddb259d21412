"""How long do you keep my information?"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.answers.base import (
    Asked,
    again,
    behind,
    end_lines,
    end_of_copy,
    end_of_rule,
    end_phrases,
    example_days,
    finders,
    finding_out,
    last_span,
    laws_of,
    length_of,
    no_start,
    open_ends,
    past_days,
    phrases_with_days,
    present,
    say,
    shown,
    to_do,
)
from auditor.model.elements import Fate, SetUp
from auditor.results import Answer, AnswerState, Known, Name, Sentence
from auditor.traces import Clock, DateKind, Ending, EndKind, Longest, Status, longest

__all__ = ["end_of_copy", "end_of_rule", "how_long"]


def how_long(asked: Asked) -> Answer:
    """When the last copy is gone; and of which copies nobody knows it."""
    found = longest(asked.clocks)
    days = example_days(asked) if found.clocks else None
    unseen, asked_unseen = behind(asked, "backups", "private-cloud")
    ends = open_ends(asked.view, found.unknown) if found.clocks else [no_start(asked)]
    questions = (*ends, *asked_unseen)
    answer: list[Sentence]
    nodes = {clock.node for clock in found.clocks}
    if not found.clocks:
        answer, state = [say("long.nothing-known", what=asked.what)], AnswerState.UNKNOWN
    elif found.unknown:
        answer, state = _unknown(asked, found)
    elif days:
        answer, state = _with_days(asked, found), AnswerState.KNOWN
    else:
        deciding = _one_place(asked, found)
        answer, state = _known(asked, found, deciding), AnswerState.KNOWN
        nodes = {deciding.node} if deciding else nodes
    unknown = say("long.unknown-places", bullets=_lines(asked, found.unknown, silent=True)) if found.unknown else None
    if asked_unseen and state is AnswerState.KNOWN:
        state = AnswerState.PARTLY
    laws = tuple(ending.law for clock in found.clocks for ending in clock.endings if ending.law)
    return Answer(
        "how-long",
        asked.item,
        state,
        answer=tuple(answer),
        facts=present(days, past_days(asked) if days else None),
        can_do=to_do(asked.view, say("long.right")),
        unknown=present(unknown, *unseen, finding_out(asked.view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "how-long", laws),
        promised=(*sorted(nodes), *finders(questions)),
    )


def _unknown(asked: Asked, found: Longest) -> tuple[list[Sentence], AnswerState]:
    """Not known of every copy: what is known beside it."""
    known = [clock for clock in found.clocks if clock.known]
    least = _at_least(asked)
    if known:
        said = [say("long.unknown", what=asked.what), *least, say("long.known-places", bullets=_lines(asked, known))]
        return said, AnswerState.PARTLY
    rules = any(_says(ending) for clock in found.unknown for ending in clock.endings)
    return [say("long.all-unknown", what=asked.what), *least], AnswerState.PARTLY if rules else AnswerState.UNKNOWN


def _with_days(asked: Asked, found: Longest) -> list[Sentence]:
    """When the last copy is gone, and how that day follows from the rules."""
    span = last_span(asked)
    lines = _lines(asked, found.clocks)
    if span.last:
        past = span.last < asked.person.day
        if span.kind is DateKind.GONE:
            key = "long.gone-on-past" if past else "long.gone-on"
        else:
            key = "long.gone-by-past" if past else "long.gone-by"
        said = [say(key, what=asked.what, date=span.last), say("long.of-known-places", bullets=lines)]
    else:
        said = [say("long.per-place", what=asked.what, bullets=lines), *_at_least(asked)]
    return said


def _at_least(asked: Asked) -> list[Sentence]:
    """Until which day there surely is a copy, where no day is known on which the last one is gone."""
    span = last_span(asked)
    if not span.first or span.last or span.kind is DateKind.BEYOND or span.first < asked.person.day:
        return []
    until = [one for day in asked.last_days for one in day.until if one.span.first == span.first]
    paths = [end.ending.path for one in until for end in one.ends if end.ending.path]
    return [say("long.at-least", *paths, date=span.first)]


def _lines(asked: Asked, clocks: Iterable[Clock], *, silent: bool = False) -> list[Sentence]:
    return end_lines(asked, clocks, silent=silent, told=phrases_with_days(asked))


def _says(ending: Ending) -> bool:
    """Whether the rule says anything of the end."""
    return any(_says(part) for part in ending.of) if ending.of else ending.kind is not EndKind.UNKNOWN


def _one_place(asked: Asked, found: Longest) -> Clock | None:
    """The copy that surely outlasts all others for every client, where there is one.

    The time of a back-up starts when its source is gone: without the time of that source it says nothing.
    """
    clocks = found.deciding
    endings = {(ending.kind, ending) for clock in clocks for ending in shown(clock)}
    alike = len({clock.node for clock in clocks}) == 1 and len(endings) == 1
    for_all = not any(ending.groups for clock in found.clocks for ending in clock.endings)
    best = clocks[0].arrival
    always = best.status is Status.ALWAYS and not best.groups and not clocks[0].through
    nodes = {clock.node for clock in found.clocks}
    moved = any(ending.kind is EndKind.MOVED for clock in found.clocks for ending in clock.endings)
    # nobody knows when criteria come to an end, nor when something is moved on
    surely_last = len(nodes) == 1 or (clocks[0].level == 1 and not moved)
    complete = not any(_waits(ending) for _, ending in endings)
    told = asked.view.tells_all
    return clocks[0] if alike and for_all and always and surely_last and complete and told else None


def _waits(ending: Ending) -> bool:
    """Whether the end of another copy comes first."""
    return ending.after is not None or any(_waits(part) for part in ending.of)


def _known(asked: Asked, found: Longest, deciding: Clock | None) -> list[Sentence]:
    if deciding is None:
        return [say("long.per-place", what=asked.what, bullets=end_lines(asked, found.clocks))]
    [ending] = shown(deciding)
    nodes = {clock.node for clock in found.clocks}
    key = "long.one-place" if len(nodes) == 1 else "long.last-place"
    return [
        say(key, ending.path, what=asked.what, place=Name(deciding.node)),
        *_sentences(deciding, ending),
        *([say("long.restarts", ending.path, event=again(ending))] if ending.restarts else []),
        *([say("long.sooner", ending.path)] if ending.leaves else _removal(ending)),
    ]


def _sentences(clock: Clock, ending: Ending) -> list[Sentence]:
    """One ending in whole sentences about "there"."""
    path = ending.path
    if ending.kind is EndKind.TERM:
        return [
            say("long.term", path, length=length_of(ending)),
            say("long.starts", path, event=Known("events", ending.starts or "")),
        ]
    if ending.kind is EndKind.CRITERIA and ending.criteria:
        return [say("long.criteria", path, criteria=ending.criteria)]
    if ending.kind in (EndKind.FIRST_OF, EndKind.LAST_OF):
        return [say(f"long.{ending.kind}", path, bullets=end_phrases(ending, clock))]
    if ending.kind is EndKind.MOVED:
        return [say("long.moved", path)]
    return [say("long.event", path, event=Known("events", ending.starts or ""))]


def _removal(ending: Ending) -> list[Sentence]:
    """What happens at the end of a term or of criteria; an event such as "when we remove it" says it itself."""
    if ending.kind not in (EndKind.TERM, EndKind.CRITERIA) or ending.fate is None:
        return []
    if ending.fate is Fate.ANONYMISE:
        return [say("long.then-anonymous", ending.path)]
    return [say("long.then-by-hand" if ending.set_up is SetUp.BY_HAND else "long.then-gone", ending.path)]
