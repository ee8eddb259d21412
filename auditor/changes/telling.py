"""How sure something is, how data is somewhere and when it is gone: as phrases in an order of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from auditor.answers.base import by_sureness, circumstances, end_of_copy, say
from auditor.changes.phrases import canonical, once, ordered
from auditor.model.elements import Condition, Form
from auditor.model.facts import Unknown
from auditor.results import Phrases, Sentence
from auditor.traces import Case, Clock, Ending, Presence, Reached, Reader, Status, Way

WIDTHS = (Condition.ALL, Condition.OWN_TEAM, Condition.OWN_CLIENTS, Condition.INCIDENT)
"""When an access can be used, the widest first."""
ALWAYS = Sentence("status.always")
THERE = Sentence("change.whenever")
PERHAPS = Sentence("status.perhaps")
COPY = Sentence("change.copy")
AS_IS = Sentence("form.as-is")


def when(cases: Iterable[Case], notes: Sequence[Sentence] = (), always: Sentence = ALWAYS) -> list[Sentence]:
    """How sure something is, for whom and under which conditions, as phrases; the surest first.

    always: what is said where nothing else is to be said.
    """
    said: list[Sentence] = []
    for equally_sure in by_sureness(sorted(cases, key=case_order)):
        status, told = circumstances(equally_sure)
        phrases: list[Sentence] = [*told, *notes]
        if status is not Status.ALWAYS:
            phrases.insert(0, Sentence(f"status.{status}"))
        phrases = phrases or [always]
        said.append(phrases[0] if len(phrases) == 1 else Sentence("change.both", {"said": Phrases(tuple(phrases))}))
    return said


def case_order(case: Case) -> tuple[object, ...]:
    """Cases in an order that does not depend on that of the file."""
    conditions = sorted(ordered(condition) for condition in case.conditions)
    return (case.status.rank, len(case.groups), sorted(case.groups), len(conditions), conditions)


def surest(reached: Reached) -> Status:
    """How sure it is that it comes there for any one client."""
    cases = [arrival.case for arrival in reached.arrivals]
    for_all = [case.status if not case.groups else case.status.then(Status.SOMETIMES) for case in cases]
    return min(for_all, key=lambda status: status.rank)


def form_of(reached: Reached) -> Sentence:
    """What the data has become at a place, where it is most about one person."""
    form = min((arrival.form for arrival in reached.arrivals), key=lambda form: form.depth)
    return AS_IS if form is Form.AS_IS else say(f"note.{form}")


def how(reached: Reached) -> Iterator[Sentence]:
    """How the data is there: a copy, to look at, in a talk; what is less sure than a fuller way is said so."""
    at_best: dict[Presence, Status] = {}
    for presence in Presence:
        statuses = [arrival.status for arrival in reached.arrivals if arrival.presence is presence]
        if statuses:
            at_best[presence] = min(statuses, key=lambda status: status.rank)
    kept: dict[Presence, Status] = {}
    for presence, status in at_best.items():
        if all(status.rank < fuller.rank for fuller in kept.values()):
            kept[presence] = status
    best = min(kept.values(), key=lambda status: status.rank)
    words = {arrival.presence: arrival.how for arrival in reversed(reached.arrivals)}  # the surest is told
    for presence, status in kept.items():
        phrase = COPY if presence is Presence.COPY else say(f"note.{words[presence]}")
        yield phrase if status is best else say(f"subject.{status}", name=phrase)


def width(reader: Reader) -> int:
    """How wide a way in is: 0 for every client at any time; the last where nobody knows when."""
    if reader.way is Way.CARRIES or reader.when is None:
        return 0
    return len(WIDTHS) if isinstance(reader.when, Unknown) else WIDTHS.index(reader.when)


def ends_of(clock: Clock) -> tuple[Sentence, ...]:
    """When a copy is gone, as phrases; with what happens then where it does not simply go away."""
    return once(canonical(phrase) for phrase in end_of_copy([clock]))


def in_order(clock: Clock) -> Clock:
    """The same clock with its rules in an order that does not depend on that of the file."""
    return replace(clock, endings=_sorted(clock.endings))


def _sorted(endings: Iterable[Ending]) -> tuple[Ending, ...]:
    within = [
        replace(
            ending,
            of=_sorted(ending.of),
            after=_sorted([ending.after])[0] if ending.after else None,
            sources=tuple(sorted(ending.sources)),
            restarts=tuple(sorted(ending.restarts)),
        )
        for ending in endings
    ]
    return tuple(sorted(within, key=_ending_order))


def _ending_order(ending: Ending) -> tuple[object, ...]:
    return (
        ending.level, sorted(ending.groups), ending.kind, ending.term.months_and_days if ending.term else (),
        ending.starts or "",
        ordered(ending.criteria), ending.limit, ending.doubt or "", ending.sources, ending.restarts,
        [_ending_order(part) for part in ending.inside],
    )  # fmt: skip
