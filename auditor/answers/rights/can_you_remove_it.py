"""I want this removed. Is that possible?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from auditor.answers.base import (
    PAPER,
    STAYING,
    TASKS,
    Asked,
    Standing,
    any_of,
    asked_for_them,
    end_of_rule,
    finders,
    finding_out,
    goes,
    keeping,
    laws_of,
    line,
    no_start,
    of_law,
    open_ends,
    open_question,
    present,
    purposes_at,
    say,
    standing,
    sure,
    to_do,
)
from auditor.knowledge.types import Limit
from auditor.knowledge.types import Status as Read
from auditor.model import Path, View
from auditor.model.facts import stated
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Param, Sentence
from auditor.traces import BACKUP, Arrival, Clock, Doubt, Ending, EndKind, Groups, Presence, Status, StepKind


class _List(StrEnum):
    """What is said of a place: where it stays for a time, can perhaps go, others decide, or nobody knows."""

    STAYS = "stays"
    PERHAPS = "perhaps"
    OTHERS = "others"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class _Line:
    """What can be said of copies at one place, for clients in some groups; where others decide, of an organisation.

    said: a sentence that the name is to be filled in. notes: instead of that, what is said with the name.
    """

    of: _List
    node: str
    paths: tuple[Path, ...]
    said: Sentence | None = None
    notes: tuple[Sentence, ...] = ()
    groups: Groups = frozenset()
    status: Status = Status.PERHAPS
    items: frozenset[str] = frozenset()
    laws: tuple[str, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()


def can_you_remove_it(asked: Asked) -> Answer:
    """Per place what is known of removing it: a law that keeps it, others who decide, what cannot be taken back.

    Whether it really goes is weighed by people, so it is never promised.
    """
    view = asked.view
    found = _joined([*_copies(asked), *_told(asked)])
    questions = tuple(dict.fromkeys(q for one in found for q in one.questions)) if found else (no_start(asked),)
    lists = {of: [_told_of(asked, one) for one in found if one.of is of] for of in _List}
    stays, perhaps, others, unknown = lists.values()
    laws = [law for one in found for law in one.laws]
    return Answer(
        "can-you-remove-it",
        asked.item,
        AnswerState.UNKNOWN if not found else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(say("rights.for-you-ask") if asked_for_them(asked) else say("rights.always"),),
        facts=present(
            say("remove.perhaps", bullets=perhaps) if perhaps else None,
            say("remove.stays", bullets=stays) if stays else None,
            say("remove.others", bullets=others) if others else None,
        ),
        can_do=to_do(view, say("remove.no")),
        unknown=present(
            None if found else say("remove.nothing-known", what=asked.what),
            say("remove.unknown", bullets=unknown) if unknown else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "can-you-remove-it", ("avg-17", "avg-17-3-b", "avg-12-4", *laws)),
        promised=(*dict.fromkeys(one.node for one in found), *finders(questions)),
    )


def _told_of(asked: Asked, one: _Line) -> Sentence:
    kinds = {clock.item for clock in asked.clocks if clock.node == one.node}
    name: Param = sure(Name(one.node), one.status)
    if one.of is not _List.OTHERS and one.items < kinds:
        name = say("subject.part", name=name)
    if one.groups:
        name = say("subject.group", name=name, group=any_of(one.groups))
    if one.said is None:
        return line(name, one.notes, *one.paths)
    return replace(one.said, params={"name": name, **one.said.params}, rests_on=one.paths)


def _joined(lines: Iterable[_Line]) -> list[_Line]:
    """One line for the kinds of data at a place of which the same is to be said, the surest first."""
    found: dict[tuple[object, ...], _Line] = {}
    for one in lines:
        key = (one.of, one.node, one.groups, *_words(one))
        first = found.get(key, one)
        found[key] = replace(
            first,
            notes=max(first.notes, one.notes, key=len),
            items=first.items | one.items,
            status=min(first.status, one.status, key=lambda status: status.rank),
            paths=tuple(dict.fromkeys((*first.paths, *one.paths))),
            questions=tuple(dict.fromkeys((*first.questions, *one.questions))),
        )
    return sorted(found.values(), key=lambda one: one.status.rank)


def _words(one: _Line) -> tuple[str, ...]:
    """What tells two lines about a place apart; what is perhaps still needed is said of all that can perhaps go."""
    said = [said for said in (one.said, *one.notes) if said and said.key != "answer.remove.needed"]
    return tuple(f"{one.key} {one.params}" for one in said)


def _told(asked: Asked) -> Iterator[_Line]:
    """What somebody at another organisation heard: nobody can take it back."""
    view = asked.view
    for node, arrivals in asked.reached.items():
        deciders = view.deciders(node)
        for arrival in arrivals if deciders and view.model.owner not in deciders else ():
            if arrival.presence is Presence.TOLD and arrival.form.personal:
                path, notes = arrival.route[-1].path, (say("remove.told"),)
                for organisation in deciders:
                    yield _Line(_List.OTHERS, organisation, (path,), notes=notes, status=_status(arrival))


def _copies(asked: Asked) -> Iterator[_Line]:
    for clock in asked.clocks:
        for one in _of_copy(asked, clock):
            status = Status.PERHAPS if clock.through else _status(clock.arrival, one.groups)
            yield replace(one, items=frozenset({clock.item}), status=status)


def _status(arrival: Arrival, said: Groups = frozenset()) -> Status:
    """How sure it is for any client, or for those whom the line is about."""
    return arrival.status if arrival.groups <= said else arrival.status.then(Status.SOMETIMES)


def _of_copy(asked: Asked, clock: Clock) -> Iterator[_Line]:
    view, node = asked.view, clock.node
    deciders, path = view.deciders(node), view.path(node)
    if any(ending.kind is EndKind.MOVED for ending in clock.endings):
        return
    if not deciders or node == view.model.owner:
        yield _Line(_List.UNKNOWN, node, (path,), questions=(_unplaced(view, clock),))
    elif view.model.owner not in deciders:
        paper = (say("remove.paper"),) if view.kind_id(node) in PAPER else ()
        for organisation in deciders:
            yield _Line(_List.OTHERS, organisation, (path,), notes=paper)
    elif view.kind_id(node) == BACKUP and not _kept_by_law(view, clock):
        yield from _of_backup(view, clock)
    else:
        yield from _of_ours(asked, clock)


def _unplaced(view: View, clock: Clock) -> OpenQuestion:
    """Who decides there; of what is somewhere in our own organisation: where."""
    node = clock.node
    if node == view.model.owner:
        return open_question(view, "place-unknown", None, clock.item, view.path(clock.item))
    controller = getattr(view.holders[node], "controller", None)
    return open_question(view, "decider-unknown", controller, node, (*view.path(node), "controller"))


def _of_backup(view: View, clock: Clock) -> Iterator[_Line]:
    """From a back-up nothing is taken out: it goes by its own term."""
    free = all(standing(view, ending, clock.node) is Standing.FREE for ending in clock.endings)
    if not free or not all(goes(ending) for ending in clock.endings):
        yield _unknown(view, clock)
        return
    for ending in clock.endings:
        phrase = end_of_rule(replace(ending, groups=frozenset()), clock)
        yield _Line(_List.STAYS, clock.node, phrase.rests_on, notes=(phrase,), groups=ending.groups)


def _unknown(view: View, clock: Clock, *, others: bool = False) -> _Line:
    """Nobody knows if it can go from there; others: of the clients about whom no law is."""
    paths = dict.fromkeys(e.path[:-1] if e.doubt is Doubt.NO_RULE else e.path for e in clock.endings)
    asked = open_ends(view, [clock])
    if not asked:
        fact, path = view.holders[clock.node].keeps, (*view.path(clock.node), "keeps")
        asked = [open_question(view, "end-unknown", fact, clock.node, path)]
    notes = (say("remove.for-others"),) if others else ()
    return _Line(_List.UNKNOWN, clock.node, tuple(paths), notes=notes, questions=tuple(asked))


def _kept_by_law(view: View, clock: Clock) -> list[tuple[Ending, tuple[Ending, ...]]]:
    """The rules on a copy that a law surely keeps to, each with its parts of which the law says how long."""
    found = []
    for ending in clock.endings:
        parts = [part for part in of_law(ending) if part.kind is not EndKind.UNKNOWN]
        if sure := tuple(part for part in parts if keeping(view, part, clock.node)):
            found.append((ending, sure))
    return found


def _of_ours(asked: Asked, clock: Clock) -> Iterator[_Line]:
    """What a law keeps; and for the clients of whom no law does, whether it can perhaps go."""
    view = asked.view
    kept = _kept_by_law(view, clock)
    for ending, parts in kept:
        for part in parts:
            yield _kept(view, replace(part, path=ending.path, groups=frozenset()), ending.groups, clock)
    if kept and _of_all(asked, clock, [ending for ending, _ in kept]):
        return
    rest = [ending for ending in clock.endings if ending not in [one for one, _ in kept]]
    if not rest or any(standing(view, ending, clock.node) is not Standing.FREE for ending in rest):
        yield _unknown(view, clock, others=bool(kept))
    else:
        paths = tuple(ending.path for ending in rest)
        note = say("remove.for-others") if kept else say("remove.needed") if _needed(view, clock.arrival) else None
        yield _Line(_List.PERHAPS, clock.node, paths, notes=present(note))


def _of_all(asked: Asked, clock: Clock, kept: Iterable[Ending]) -> bool:
    """Whether these rules are about every client of whom there is such a copy."""
    copies = [
        a for a in asked.reached[clock.node] if a.item == clock.item and a.presence in STAYING and a.form.personal
    ]
    whose = [ending.groups for ending in kept]
    return all(any(not groups or groups & copy.groups for groups in whose) for copy in copies)


def _kept(view: View, part: Ending, groups: Groups, clock: Clock) -> _Line:
    """A law that keeps it, with the other law that lets a client ask for it to go sooner, where there is one."""
    laws = view.knowledge.laws
    law = laws[part.law or ""]
    phrase = end_of_rule(part, clock)
    earlier = laws.get(law.on_request or "")
    terms = earlier.terms if earlier and earlier.status is Read.VERIFIED else ()
    within = [one.term for one in terms if one.term and one.starts == "request" and one.limit is Limit.MAXIMUM]
    if earlier is None or not earlier.tellable:
        said = say("remove.kept", end=phrase)
    elif within:
        said = say("remove.kept-earlier-within", end=phrase, term=within[0].parts)
    else:
        said = say("remove.kept-earlier", end=phrase)
    named = tuple(name for name in (part.law, law.on_request) if name)
    return _Line(_List.STAYS, clock.node, phrase.rests_on, said, groups=groups, laws=named)


def _needed(view: View, arrival: Arrival) -> bool:
    """Whether this copy was made for a legal duty or public task, or nobody knows what for: GDPR art. 17(3)(b)."""
    made: Path = next(step.path for step in reversed(arrival.route) if step.kind is not StepKind.LIES_ON)
    names = stated(purposes_at(view, made)) or ()
    bases = [stated(view.purposes[name].basis) for name in names]
    return not names or any(not basis or TASKS & set(basis) for basis in bases)
