"""Who is responsible for my information?"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.answers.base import (
    Asked,
    desk_of,
    finders,
    finding_out,
    laws_of,
    line,
    named,
    no_start,
    open_question,
    present,
    say,
    sure,
    to_do,
    ways_to_reach,
)
from auditor.model.facts import Unknown, YesNo
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Phrases, ProperName, Sentence
from auditor.traces import Status


def who_is_responsible(asked: Asked) -> Answer:
    """Who decides about every place that it reaches: we, others, several together, or nobody knows."""
    view = asked.view
    owner = view.model.owner
    places = [
        node
        for node, arrivals in asked.reached.items()
        if node in view.places and any(arrival.form.personal for arrival in arrivals)
    ]
    deciding = {node: view.deciders(node) for node in places}
    ours = [node for node in places if deciding[node] == (owner,)]
    together = [node for node in places if len(deciding[node]) > 1]
    others = [node for node in places if len(deciding[node]) == 1 and node not in ours]
    nobody = [node for node in places if not deciding[node]]
    arrangements = [question for node in together for question in _arrangement(asked, node)]
    questions = (*(_unknown(asked, node) for node in nobody), *arrangements) if places else (no_start(asked),)
    if not all(_perhaps(asked, node) for node in ours):
        answer = say("boss.we", *map(view.path, ours), who=named(view, owner))
    elif ours:
        answer = say("boss.depends")
        others = [*ours, *others]
    elif any(owner in deciding[node] for node in together):
        answer = say("boss.with-others")
    elif others or together:
        answer = say("boss.others-only")
    else:
        answer = say("boss.unknown")
    facts = [say("boss.others", bullets=[_line(asked, node) for node in others])] if others else []
    facts += [say("boss.together", bullets=[_line(asked, node) for node in together])] if together else []
    listed = [_place(asked, node) for node in nobody]
    return Answer(
        "who-is-responsible",
        None,
        AnswerState.UNKNOWN if len(nobody) == len(places) else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=(answer,),
        facts=tuple(facts),
        can_do=_can_do(asked),
        unknown=present(
            say("boss.unknown-places", bullets=listed) if listed else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "who-is-responsible"),
        promised=(*([owner] if ours else []), *others, *together, *nobody, *finders(questions)),
    )


def _perhaps(asked: Asked, node: str) -> bool:
    return _surest(asked, node) is Status.PERHAPS


def _place(asked: Asked, node: str, notes: Sequence[Sentence] = ()) -> Sentence:
    return line(sure(Name(node), _surest(asked, node)), notes, asked.view.path(node))


def _surest(asked: Asked, node: str) -> Status:
    return min((arrival.status for arrival in asked.reached[node]), key=lambda status: status.rank)


def _line(asked: Asked, node: str) -> Sentence:
    """A place with who decides about it; where several do, whether they wrote down who does what."""
    view = asked.view
    deciders = view.deciders(node)
    if len(deciders) == 1:
        return _place(asked, node, [say("boss.who", view.path(node), who=named(view, deciders[0]))])
    names = Phrases(tuple(ProperName(name) for name in deciders))
    whose = say("subject.company", name=Name(node), companies=names)
    return line(sure(whose, _surest(asked, node)), _arranged(asked, node), view.path(node))


def _arranged(asked: Asked, node: str) -> list[Sentence]:
    fact, path = asked.view.places[node].joint_arrangement, (*asked.view.path(node), "joint-arrangement")
    if fact is YesNo.YES:
        return [say("boss.arranged", path)]
    return [say("boss.not-arranged", path)] if _surely_not(asked, node) else [say("boss.arrangement-unknown")]


def _surely_not(asked: Asked, node: str) -> bool:
    view, path = asked.view, (*asked.view.path(node), "joint-arrangement")
    denied = view.places[node].joint_arrangement is YesNo.NO and not view.anything_reserved
    return denied and view.looked_at(path) is not None


def _arrangement(asked: Asked, node: str) -> list[OpenQuestion]:
    fact = asked.view.places[node].joint_arrangement
    if fact is YesNo.YES or _surely_not(asked, node):
        return []
    return [open_question(asked.view, "arrangement-unknown", fact, node, (*asked.view.path(node), "joint-arrangement"))]


def _unknown(asked: Asked, node: str) -> OpenQuestion:
    view = asked.view
    return open_question(view, "controller-unknown", view.places[node].controller, node, view.path(node))


def _can_do(asked: Asked) -> tuple[Sentence, ...]:
    """How to reach us, and who watches over privacy here."""
    view = asked.view
    desk, path = desk_of(view)
    ways = ways_to_reach(desk, path)
    officer = desk.officer if desk and not isinstance(desk.officer, Unknown) else None
    said = [say("boss.reach", bullets=ways) if ways else say("boss.right")]
    if officer in view.roles and officer != (desk.ask if desk else None):
        said.append(say("boss.officer", (*path, "officer"), who=Name(officer, "roles")))
    return to_do(view, *said)
