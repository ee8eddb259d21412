"""What is known and not known: complete lists, open questions with who finds out, and whom a client can ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from auditor.answers.base.asked import Asked
from auditor.answers.base.lines import line, say, sure
from auditor.model import Audience, Path, View
from auditor.model.elements import Checked, Complete, RightsDesk
from auditor.model.facts import Fact, Unknown, YesNo
from auditor.results import Name, OpenQuestion, Sentence
from auditor.traces import BACKUP, Presence, Status, StepKind

STAYING = (Presence.COPY, Presence.CARRIED)
"""How data stays somewhere, or may stay."""
Declared = tuple[tuple[Path, Complete], ...]
"""Declarations, each with the path where it stands."""


def open_question(view: View, key: str, fact: object, about: str, path: Path) -> OpenQuestion:
    """Something not known, with who finds out and by when where the model says so and this audience may know it."""
    who, by = (fact.who, fact.by) if isinstance(fact, Unknown) else (None, None)
    if who not in view.roles and who not in view.organisations:
        who = None
    return OpenQuestion(key, (about,), path, who, by if who else None)


def no_start(asked: Asked) -> OpenQuestion:
    """Nobody wrote down where it begins."""
    about = asked.item or asked.view.model.owner
    return open_question(asked.view, "start-unknown", None, about, asked.view.path(about))


def finders(questions: Iterable[OpenQuestion]) -> tuple[str, ...]:
    """Everybody who finds something out."""
    return tuple(sorted({question.who for question in questions if question.who}))


def may_know_of(view: View, source: str) -> bool:
    """Whether the audience may know of an organisation or a group of people that data comes from or is about."""
    model = view.model
    if source in model.organisations:
        return source in view.organisations
    reserved = source in model.subjects and model.subjects[source].reserve is not None
    return view.audience is Audience.OFFICER or not reserved


def finding_out(view: View, questions: Iterable[OpenQuestion]) -> Sentence | None:
    """Who finds out what we do not know, and by when: nobody is named for more than the model says."""
    asked = tuple(questions)
    if not asked:
        return None
    people = finders(asked)
    taken = [question for question in asked if question.who in people]
    if not taken:
        return say("finding-out.nobody")
    paths = tuple(question.path for question in taken)
    terms = {(question.who, question.by) for question in taken}
    if len(terms) == 1 and len(taken) == len(asked):
        who, by = _person(view, people[0]), taken[0].by
        if by:
            return say("finding-out.by", *paths, who=who, date=by)
        return say("finding-out.who", *paths, who=who)
    lines = [_finder(view, who, [question for question in taken if question.who == who]) for who in people]
    if len(taken) < len(asked):
        lines.append(say("finding-out.rest"))
    return say("finding-out.people", bullets=lines)


def _finder(view: View, who: str, questions: list[OpenQuestion]) -> Sentence:
    dates = sorted({question.by for question in questions if question.by})
    notes = [say("note.before", date=by) for by in dates]
    if any(question.by is None for question in questions):
        notes.append(say("note.no-date"))
    return line(_person(view, who), notes, *(question.path for question in questions))


def _person(view: View, who: str) -> Name:
    """A function, or an organisation that finds something out."""
    return Name(who, "roles" if who in view.roles else "organisations")


def declared(declarations: Declared) -> tuple[Path, ...]:
    """Where these declarations stand."""
    return tuple(path for path, _ in declarations)


def checked_by(view: View, declared: Declared) -> Sentence:
    """Who looked after what a sentence claims, and when: of several dates the oldest, for no claim is newer."""
    paths = tuple(path for path, _ in declared)
    days: dict[str, date] = {}
    for _, declaration in declared:
        days[declaration.by] = min(days.get(declaration.by, declaration.on), declaration.on)
    if len(days) == 1:
        [(who, on)] = days.items()
        return say("checked.by", *paths, who=Name(who, "roles"), date=on)
    lines = [
        line(Name(who, "roles"), [say("note.on", date=on)], *(path for path, said in declared if said.by == who))
        for who, on in sorted(days.items())
    ]
    return say("checked.people", bullets=lines)


def checker(view: View, declaration: Checked) -> Sentence:
    """Who looked after it, and when, as a phrase."""
    if declaration.by in view.roles:
        return say("note.checked-by", who=Name(declaration.by or "", "roles"), date=declaration.on)
    return say("note.on", date=declaration.on)


def places_complete(asked: Asked) -> Declared:
    """The declarations that together say that we know every place it reaches; empty where they do not.

    Every list of what is written down at a place must be complete, and of every copy, also one that may stay where data
    goes through, the list of flows away from it; nothing on the way may be unsure, and it must be said that no company
    works with it.
    """
    view = asked.view
    copies = [node for node, found in asked.reached.items() if any(a.presence in STAYING for a in found)]
    unsure = any(arrival.status is Status.PERHAPS for found in asked.reached.values() for arrival in found)
    needed = [(place, "collects") for place in view.places] + [(node, "flows") for node in copies]
    if unsure or not copies or _held_without_source(asked) or _companies(asked) or _leaves_unseen(asked):
        return ()
    return complete_lists(view, needed)


def readers_complete(asked: Asked) -> Declared:
    """The declarations that together say that we know every place it reaches, and everybody who can see it there."""
    places = places_complete(asked)
    lists = complete_lists(asked.view, [(node, "access") for node in asked.reached]) if places else ()
    return (*places, *lists) if lists else ()


def _companies(asked: Asked) -> bool:
    """Whether a company works with the data somewhere, or nobody knows if one does: that is a receiver too."""
    at = [asked.view.places[node].processor for node in asked.reached if node in asked.view.places]
    return any(company is None or bool(company) for company in at)


def _leaves_unseen(asked: Asked) -> bool:
    """Whether it surely or perhaps goes where no list of flows says so.

    People of another organisation who can see it, or who write it down, are a receiver; a channel or words on the way
    are one nobody described; so are a back-up, the private cloud of a phone, whoever shares it, and a computer that
    learns from what it is told.
    """
    view = asked.view
    others = any(reader.organisation != view.organisation_of(reader.node) for reader in asked.readers)
    writers = any(
        role not in view.roles or view.roles[role].of != view.organisation_of(node)
        for node in asked.origins
        if node in view.places
        for at in view.collects(node)
        for role in at.value.by
    )
    on_the_way = any(way.place is None for flow, _ in asked.flows for way in flow.value.via)
    here = [node for node in asked.reached if node in view.places]
    open_doors = any(_or_unknown(_measure(view, node, fact)) for node in here for fact in _UNSEEN) or any(
        _or_unknown(view.systems[node].trains) for node in here if node in view.systems
    )
    return others or writers or on_the_way or open_doors


def _or_unknown(fact: Fact | None) -> bool:
    return isinstance(fact, Unknown) or fact is YesNo.YES


def _measure(view: View, node: str, name: str) -> Fact | None:
    fact: Fact | None = getattr(view.places[node].measures, name.replace("-", "_"))
    return fact


def _described(view: View, node: str, name: str) -> bool:
    """Whether a flow to such a copy is written: away from the place; or, of private clouds, from anywhere."""
    return any(
        (flow.value.from_ == node or name != "backups") and view.kind_id(flow.value.to) == _DESCRIBED_AS.get(name)
        for flow in view.flows
    )


def complete_lists(view: View, needed: Iterable[tuple[str, str]]) -> Declared:
    """The declarations that these lists are complete; empty where one of them is missing."""
    found: list[tuple[Path, Complete]] = []
    for holder, what in needed:
        declared = view.complete(holder, what)
        if declared is None:
            return ()
        found.append(((*view.path(holder), f"{what}-complete"), declared))
    return tuple(found)


def _held_without_source(asked: Asked) -> bool:
    """Whether data is at a place of which nobody knows how it came there."""
    return any(
        arrival.route[0].kind is StepKind.HELD and node in asked.view.places and not asked.made_at(node, arrival.item)
        for node, arrivals in asked.origins.items()
        for arrival in arrivals
    )


_BEHIND = {"processor": "company-unknown", "on": "carrier-unknown", "carried-by": "carried-by-unknown"}
"""What can be unknown behind a place, each with its open question."""
_UNSEEN = {"backups": "backup-unseen", "private-cloud": "cloud-unseen", "shared-use": "sharing-unseen"}
"""The measures that say that there are copies or people besides the places and people of the lists."""
_DESCRIBED_AS = {"backups": BACKUP, "private-cloud": "private-cloud"}
"""The kind of place to which a flow goes where somebody did describe it."""


def behind(
    asked: Asked, *facts: str, nodes: Collection[str] | None = None
) -> tuple[list[Sentence], list[OpenQuestion]]:
    """Which of these facts leave something open at the places where it stays or may stay.

    Which company keeps a place running, on which carrier it is as well, who carries it, where the back-up is that is
    made, who else uses it: somebody is there, or something is, that no list of places or people names. nodes: only of
    these.
    """
    view = asked.view
    said: list[Sentence] = []
    questions: list[OpenQuestion] = []
    for fact in facts:
        lines: list[Sentence] = []
        for node, arrivals in asked.reached.items():
            here = [a.status for a in arrivals if a.presence in STAYING and a.form.personal]
            value = _left_open(view, node, fact)
            if value and here and (nodes is None or node in nodes):
                surest = min(here, key=lambda status: status.rank)
                path = (*view.path(node), *(("measures", fact) if fact in _UNSEEN else (fact,)))
                lines.append(line(sure(Name(node), surest), [], path))
                questions.append(open_question(view, {**_BEHIND, **_UNSEEN}[fact], value, node, path))
        if lines:
            said.append(say(f"behind.{fact}", bullets=lines))
    return said, questions


def _left_open(view: View, node: str, fact: str) -> Fact | Unknown | None:
    """The value of a fact that says that something is there which nobody described."""
    if node not in view.places:
        return None
    if fact in _UNSEEN:
        measure = _measure(view, node, fact)
        return measure if measure is YesNo.YES and not _described(view, node, fact) else None
    value = getattr(view.places[node], fact.replace("-", "_"), None)
    return value if isinstance(value, Unknown) else None


def to_do(view: View, *rights: Sentence) -> tuple[Sentence, ...]:
    """What a client can do, with whom where the model says so, and how long it takes.

    rights: what the law lets them do. The term is that of a promise with its owner, else that of GDPR art. 12(3).
    """
    desk, path = desk_of(view)
    found = list(rights)
    if desk and isinstance(desk.ask, str) and desk.ask in view.roles:
        found.append(say("ask.role", (*path, "ask"), who=Name(desk.ask, "roles")))
    promise = desk.reply_within if desk else None
    if promise and promise.by in view.roles:
        at, term = (*path, "reply-within"), promise.term.parts
        there = desk is not None and desk.ask == promise.by
        found.append(
            say("ask.promise-there", at, term=term)
            if there
            else say("ask.promise", at, who=Name(promise.by, "roles"), term=term)
        )
    else:
        found.append(say("ask.term"))
    return tuple(found)


def desk_of(view: View) -> tuple[RightsDesk | None, Path]:
    """Where clients of the describing organisation ask, and where that stands."""
    owner = view.model.owner
    desk = view.organisations[owner].rights_desk if owner in view.organisations else None
    return desk, ("organisations", owner, "rights-desk")


def laws_of(asked: Asked, question: str, laws: Iterable[str] = ()) -> tuple[str, ...]:
    """The articles the answer names, then those behind the right to it; without what is still to be checked."""
    known = asked.view.knowledge
    every = dict.fromkeys((*laws, *known.questions[question].laws))
    return tuple(name for name in every if name in known.laws and known.laws[name].tellable)
