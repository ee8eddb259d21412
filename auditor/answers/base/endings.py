"""How a copy comes to its end, as phrases after the name of a place.

A term that is not surely kept to is "the rule", never what happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from auditor.answers.base.asked import Asked
from auditor.answers.base.knowing import open_question
from auditor.answers.base.lines import line, merged, same, say, sure
from auditor.knowledge.types import Limit
from auditor.model import Path, View
from auditor.model.elements import Fate
from auditor.model.facts import Unknown
from auditor.results import Known, Name, Names, OpenQuestion, Param, Phrases, Sentence
from auditor.traces import Arrival, Clock, Doubt, Ending, EndKind, Groups, Presence, Status, last_of

Told = tuple[Ending, Sentence]
"""A rule on a copy, and how it is told."""
_UNSURE = 3
"""The level of an ending that is not known."""
_THROUGH = "answer.end.unknown-through"
"""That nobody knows if anything stays where it goes through."""
_NOT_REMOVED = (Fate.ARCHIVE, Fate.ANONYMISE, Fate.NOTHING)
"""What can happen at the end of a rule, where the data is not removed."""
_LASTING = (EndKind.TERM, EndKind.CRITERIA, EndKind.FIRST_OF, EndKind.LAST_OF)
_LATER = {EndKind.FIRST_OF: "end.or-earlier", EndKind.LAST_OF: "end.or-later"}


def end_of_copy(clocks: Iterable[Clock], *, every: bool = False) -> list[Sentence]:
    """When the copies at one place are gone, as phrases; a rule for some clients says for whom it is.

    every: also the rules that do not decide, because another one surely lasts longer.
    """
    told = _ends(clocks, _all_phrases if every else deciding_phrases)
    return [_for(groups, phrase) for (phrase, groups), _ in told]


def end_of_rule(ending: Ending, clock: Clock) -> Sentence:
    """One rule on a copy as a phrase, with the clients it is for."""
    return _for(ending.groups, whole_end(ending, clock))


def _for(groups: Groups, phrase: Sentence) -> Sentence:
    return say("end.for-group", *phrase.rests_on, group=any_of(groups), end=phrase) if groups else phrase


def shown(clock: Clock) -> tuple[Ending, ...]:
    """The endings to tell of a copy: per group of clients the rules that decide.

    Criteria may be over sooner than a term, so neither hides the other.
    """
    told: dict[tuple[Groups, bool], list[Ending]] = {}
    for ending in clock.endings:
        told.setdefault((ending.groups, _in_words(ending)), []).append(ending)
    return tuple(ending for endings in told.values() for ending in last_of(endings))


def _in_words(ending: Ending) -> bool:
    """Whether criteria decide about this end, or about a part of it."""
    return ending.kind is EndKind.CRITERIA or any(_in_words(part) for part in ending.inside)


def end_phrases(ending: Ending, clock: Clock) -> list[Sentence]:
    """The alternatives of one ending as phrases: "30 days" and "or earlier, when the worker removes it"."""
    if ending.kind not in _LATER:
        return [_phrase(ending, clock, _path(ending))]
    parts = sorted(ending.of, key=lambda part: (part.kind is EndKind.UNKNOWN, part.kind is EndKind.EVENT))
    if parts[0].kind is EndKind.UNKNOWN:
        return [_phrase(parts[0], clock, ending.path)]
    limit = ending.limit
    first, *others = (_phrase(part if limit is Limit.EXACT else replace(part, limit=limit), clock, ending.path)
                      for part in parts)  # fmt: skip
    later = _LATER[ending.kind]
    return [first, *(say(later, ending.path, end=replace(other, rests_on=())) for other in others)]


def deciding_phrases(clock: Clock) -> list[Told]:
    """The rules that decide about a copy, in words."""
    return [(ending, whole_end(ending, clock)) for ending in shown(clock)]


def _all_phrases(clock: Clock) -> list[Told]:
    return [(ending, whole_end(ending, clock)) for ending in clock.endings]


def whole_end(ending: Ending, clock: Clock, *, then: bool = True) -> Sentence:
    """One ending as one phrase, with all its alternatives and with what starts its time again.

    then: also what happens at the end, where that is no removal.
    """
    whole, *others = end_phrases(ending, clock)
    for other in others:
        whole = say("end.either", ending.path, end=replace(whole, rests_on=()), other=replace(other, rests_on=()))
    started = ending.kind is EndKind.TERM and ending.starts and not ending.after
    if ending.restarts and not started and ending.kind is not EndKind.UNKNOWN:
        whole = say("end.restarts", ending.path, end=replace(whole, rests_on=()), again=again(ending))
    return _then(ending, whole) if then else whole


def _then(ending: Ending, whole: Sentence) -> Sentence:
    """The same with what happens at the end where that is no removal; of a moment the phrase says it itself."""
    stays = ending.fate is Fate.NOTHING and ending.kind is EndKind.CRITERIA  # that nothing happens says no more
    if ending.fate not in _NOT_REMOVED or ending.kind not in _LASTING or stays:
        return whole
    return say(f"end.then-{ending.fate}", ending.path, end=replace(whole, rests_on=()))


def again(ending: Ending) -> Phrases:
    """The moments at which its time starts again."""
    return Phrases(tuple(Known("events", event) for event in ending.restarts))


def _phrase(ending: Ending, clock: Clock, path: Path) -> Sentence:
    manner = "end" if clock.known else "rule"
    event = Known("events", ending.starts or "")
    if ending.after or (ending.kind is EndKind.TERM and ending.starts and not ending.restarts):
        length = length_of(ending)
        if ending.after:
            return say(f"{manner}.after", path, length=length, source=sources_of(ending))
        return say(f"{manner}.term", path, length=length, event=event)
    if ending.kind is EndKind.TERM and ending.starts:
        return say(f"{manner}.term-restarts", path, length=length_of(ending), event=event, again=again(ending))
    if ending.kind is EndKind.TERM:
        return say(f"{manner}.term-without-start", path, length=length_of(ending))
    if ending.kind is EndKind.EVENT:
        if ending.fate is Fate.ANONYMISE:
            return say(f"{manner}.event-anonymise", path, event=event)
        kept = ending.fate in (Fate.NOTHING, Fate.ARCHIVE)  # never certain, so always "the rule is"
        return say(f"{manner}.event-{ending.fate}" if kept else f"{manner}.event", path, event=event)
    if ending.kind is EndKind.CRITERIA and ending.criteria:
        return say(f"{manner}.criteria", path, criteria=ending.criteria)
    if ending.kind is EndKind.MOVED:
        return say("end.moved", path)
    if ending.doubt is Doubt.NOT_SAID_FOR_ALL:
        return say("end.unknown-for-others", path)
    return say("end.unknown-through" if clock.through else "end.unknown", path)


def _path(ending: Ending) -> Path:
    """Where the rule stands; where nobody wrote one, the place."""
    return ending.path[:-1] if ending.doubt is Doubt.NO_RULE else ending.path


def length_of(ending: Ending) -> Sentence:
    """The term exactly as stated, with "at least" or "at most" where that is what it says."""
    parts = ending.term.parts if ending.term else ()
    return say(f"length.{ending.limit}", term=parts)


def sources_of(ending: Ending) -> Names:
    """The places where the copies are from which this one was made."""
    return Names(ending.sources)


def end_lines(
    asked: Asked,
    clocks: Iterable[Clock],
    *,
    name: Callable[[str], Param] = Name,
    silent: bool = False,
    told: Callable[[Clock], Iterable[Told]] = deciding_phrases,
) -> list[Sentence]:
    """A line for every way in which these copies come to their end, the surest places first.

    Where the kinds of data at a place do not end alike, a line is about a part of them. name: what a place is called.
    silent: leave out that an end is not known, because the sentence above the list says so. told: which rules on a copy
    are told, each in words.
    """
    by_node: dict[str, list[Clock]] = {}
    for clock in clocks:
        by_node.setdefault(clock.node, []).append(clock)
    best = {node: _best_copies(asked, node, {clock.item for clock in here}) for node, here in by_node.items()}
    lines: list[Sentence] = []
    for node, here in sorted(by_node.items(), key=lambda pair: best[pair[0]][0].status.rank):
        kinds = {clock.item for clock in asked.clocks if clock.node == node}
        staying = {clock.item for clock in here if not clock.through}
        ends = _ends(here, told)
        for (phrase, groups), items in ends:
            unsaid = silent and phrase.key == "answer.end.unknown"
            if unsaid and len(ends) > 1 and items == kinds and not groups:
                continue  # the other lines are about the same place and are not sure either
            status = _status(best[node], groups)
            if not items & staying and phrase.key != _THROUGH:
                status = Status.PERHAPS
            subject = sure(name(node), status)
            if items != kinds:
                subject = say("subject.part", name=subject)
            if groups:
                subject = say("subject.group", name=subject, group=any_of(groups))
            lines.append(line(subject, [] if unsaid else [phrase], *phrase.rests_on))
    return lines


def _best_copies(asked: Asked, node: str, items: set[str]) -> list[Arrival]:
    """The surest copies of these kinds of data at a place; where none stays, what goes through there."""
    here = [arrival for arrival in asked.reached[node] if arrival.item in items]
    copies = [arrival for arrival in here if arrival.presence is Presence.COPY] or [
        arrival for arrival in here if arrival.presence is Presence.CARRIED
    ]
    return [arrival for arrival in copies if arrival.status is copies[0].status]


def _status(copies: list[Arrival], said: Groups) -> Status:
    """How sure it is that there is a copy: for some clients only is "sometimes", unless the line says for whom."""
    status = copies[0].status
    if status is Status.ALWAYS and not any(arrival.groups <= said for arrival in copies):
        return Status.SOMETIMES
    return status


def _ends(
    clocks: Iterable[Clock], told: Callable[[Clock], Iterable[Told]]
) -> list[tuple[tuple[Sentence, Groups], set[str]]]:
    """Every phrase at one place, with the groups of clients it is about and the kinds of data it is true for."""
    found: list[tuple[tuple[Sentence, Groups], set[str]]] = []
    for clock in clocks:
        for ending, phrase in told(clock):
            for position, ((other, groups), items) in enumerate(found):
                if groups == ending.groups and same(other, phrase):
                    found[position] = ((merged(other, phrase), groups), items | {clock.item})
                    break
            else:
                found.append(((phrase, ending.groups), {clock.item}))
    return found


def any_of(groups: Groups) -> Param:
    """Clients of at least one of these groups."""
    first, *others = (Name(group, "scopes") for group in sorted(groups))
    said: Param = first
    for other in others:
        said = say("note.or", first=said, second=other)
    return said


def open_ends(view: View, clocks: Iterable[Clock]) -> list[OpenQuestion]:
    """Why the end of these copies is not certain, with who finds out."""
    return [
        open_question(view, _question(clock, ending), _asked_fact(view, clock.node, ending), clock.node, ending.path)
        for clock in clocks
        for ending in clock.endings
        if ending.level == _UNSURE
    ]


def _question(clock: Clock, ending: Ending) -> str:
    """What is asked; where no rule says anything of what only goes through, whether it stays at all."""
    silent = ending.kind is EndKind.UNKNOWN and ending.doubt in (Doubt.NO_RULE, Doubt.UNKNOWN)
    return "end-through" if clock.through and silent and ending.path[-1:] == ("keeps",) else f"end-{ending.why}"


def _asked_fact(view: View, node: str, ending: Ending) -> object:
    """The unknown that somebody finds out about: of the rule itself, or of all rules of the place."""
    rule = next((at.value for at in view.keeps(node) or () if at.path == ending.path), None)
    if rule is None:
        return view.holders[node].keeps
    facts = (rule.term, rule.starts, rule.until, rule.then, rule.set_up)
    unknown = [fact for fact in facts if isinstance(fact, Unknown)]
    return next((fact for fact in unknown if fact.who), unknown[0] if unknown else None)
