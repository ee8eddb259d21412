"""What happens when I stop, move, or turn 18?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from auditor.answers.base import (
    Asked,
    Told,
    end_lines,
    finders,
    finding_out,
    laws_of,
    no_start,
    open_ends,
    present,
    say,
    shown,
    to_do,
    whole_end,
)
from auditor.answers.base.ages import asks_alone
from auditor.knowledge.types import Age, Matter
from auditor.results import Answer, AnswerState, Known, Sentence
from auditor.traces import Clock, Doubt, Ending
from auditor.traces.dates import AGES, BIRTH
from auditor.traces.steps import together

_MOMENTS: Mapping[str, tuple[str, ...]] = {
    "end-of-help": ("end-of-help", "end-of-provision", "end-of-arrangement"),
    "moved-away": ("moved-away",),
    "turned-18": ("turned-18",),
}
"""The moments that clients ask about, each with the events at which it comes."""


def when_i_stop_or_move(asked: Asked) -> Answer:
    """Which clocks start or end at each of these moments.

    A flow begins at a moment in words, which nobody can compute: what goes to others then is told as not known.
    """
    view, clocks = asked.view, asked.clocks
    unknown = [clock for clock in clocks if not clock.known]
    spoken = [clock for clock in clocks if _rules(asked, clock)]
    questions = tuple(open_ends(view, unknown)) if clocks else (no_start(asked),)
    answer, told = _answer(asked, spoken, known=bool(clocks) and not unknown)
    return Answer(
        "when-i-stop-or-move",
        None,
        _state(clocks, unknown, spoken),
        answer=answer,
        facts=present(_rights(asked), say("moment.others-unknown")),
        can_do=to_do(view, say("long.right")),
        unknown=present(
            None if clocks else say("moment.nothing-known"),
            say("moment.unsure") if unknown else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "when-i-stop-or-move"),
        promised=(*sorted({clock.node for clock in told}), *finders(questions)),
    )


def _state(clocks: tuple[Clock, ...], unknown: list[Clock], spoken: list[Clock]) -> AnswerState:
    if clocks and not unknown:
        return AnswerState.KNOWN
    return AnswerState.PARTLY if spoken else AnswerState.UNKNOWN


def _answer(asked: Asked, spoken: list[Clock], *, known: bool) -> tuple[tuple[Sentence, ...], Iterable[Clock]]:
    """The rules that speak of these moments, and the copies that are told of.

    Where none does and every end is known, how long it stays is told instead.
    """
    if spoken:
        lines = end_lines(asked, spoken, told=lambda clock: _rules(asked, clock))
        return (say("moment.rules", bullets=[*lines, *_silent(spoken)]),), spoken
    if known:
        return (say("moment.no-rule"), say("moment.how-long", bullets=end_lines(asked, asked.clocks))), asked.clocks
    return (say("moment.no-rule"),), ()


def _silent(spoken: list[Clock]) -> list[Sentence]:
    """The moments of which no rule speaks."""
    rules = [ending for clock in spoken for ending in clock.endings]
    left = [moment for moment in _MOMENTS if not any(_speaks(ending, moment) for ending in rules)]
    return [say("moment.silent", event=Known("events", moment)) for moment in left]


def _rules(asked: Asked, clock: Clock) -> list[Told]:
    """The rules on a copy that speak of one of the moments; with what another rule can do beside it.

    A rule of which nothing is known decides how long a copy stays, and does not hide what the others say.
    """
    levels = sorted({ending.level for ending in clock.endings})
    alike = [tuple(ending for ending in clock.endings if ending.level == level) for level in levels]
    told = [ending for endings in alike for ending in shown(replace(clock, endings=endings))]
    found: list[Told] = []
    for ending in told:
        if any(_speaks(ending, moment) for moment in _MOMENTS):
            phrase = whole_end(ending, clock)
            beside = [other for other in told if other is not ending and _for_one_client(asked, ending, other)]
            found.append((ending, say("moment.or-longer", *phrase.rests_on, end=phrase) if beside else phrase))
    return found


def _speaks(ending: Ending, moment: str) -> bool:
    """Whether a rule starts, starts again or ends at a moment, or waits for a copy of which the rule does.

    A term of years after a birth ends on a birthday.
    """
    if any(event in (ending.starts, *ending.restarts) for event in _MOMENTS[moment]):
        return True
    if moment in AGES and ending.term and ending.starts == BIRTH:
        return ending.term.months_and_days == (12 * AGES[moment], 0)
    return any(_speaks(part, moment) for part in ending.inside)


def _for_one_client(asked: Asked, one: Ending, other: Ending) -> bool:
    """Whether one client can have both rules. What nobody said for others is not about who has a rule."""
    if Doubt.NOT_SAID_FOR_ALL in (one.doubt, other.doubt):
        return False
    pairs = [(frozenset([group]), frozenset([another])) for group in one.groups for another in other.groups]
    return not pairs or any(together(asked.view, group, another) for group, another in pairs)


def _rights(asked: Asked) -> Sentence | None:
    """From which age somebody asks for themselves, where the knowledge of the country surely says so."""
    own = asks_alone(asked.view.knowledge, Age.FROM_16, Matter.RIGHTS)
    return say("moment.own-rights") if own else None
