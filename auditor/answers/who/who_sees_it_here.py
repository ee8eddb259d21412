"""Who can see my information in your organisation?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    behind,
    checked_by,
    declared,
    finders,
    finding_out,
    laws_of,
    no_start,
    open_question,
    present,
    readers_complete,
    rights_unknown,
    role_lines,
    say,
    to_do,
    unknown_lines,
    unsure_lines,
)
from auditor.results import Answer, AnswerState, OpenQuestion
from auditor.traces import Reader, Way


def who_sees_it_here(asked: Asked) -> Answer:
    """Every function of the describing organisation that can see it, with when; and our places where nobody knows.

    People of other organisations are another question, also those who can look at a place of ours.
    """
    view = asked.view
    owner = view.model.owner
    known: dict[str, list[Reader]] = {}
    unknown: dict[str, list[Reader]] = {}
    for reader in asked.readers:
        if reader.role and reader.organisation == owner:
            known.setdefault(reader.role, []).append(reader)
        elif reader.way in (Way.UNDESCRIBED, Way.INSIDE) and asked.ours(reader.node) is not False:
            unknown.setdefault(reader.node, []).append(reader)
    ours = [node for node in asked.reached if asked.ours(node) is not False]
    unsure = [question for question in rights_unknown(asked) if question.about[0] in known]
    unknown_behind, asked_behind = behind(asked, "on", "carried-by", "shared-use", nodes=ours)
    questions = (*_open(asked, unknown), *unsure, *asked_behind) if asked.reached else (no_start(asked),)
    every = () if questions else readers_complete(asked)
    if known:
        answer = [say("here.roles", what=asked.what, bullets=role_lines(known))]
    elif not asked.reached:
        answer = [say("who.nothing-known", what=asked.what)]
    elif every:
        answer = [say("who.nobody-listed", *declared(every), what=asked.what)]
    else:
        answer = [say("here.unknown", what=asked.what)]
    if every:
        answer += [say("here.complete", *declared(every))] if known else []
        answer.append(checked_by(view, every))
    places = unknown_lines(unknown)
    listed = bool(known or every)
    return Answer(
        "who-sees-it-here",
        asked.item,
        AnswerState.UNKNOWN if not listed else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=tuple(answer),
        can_do=to_do(view, say("who.right")),
        unknown=present(
            say("who.unknown-places", bullets=places) if places else None,
            say("who.rights-unsure", bullets=unsure_lines(unsure)) if unsure else None,
            *unknown_behind,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "who-sees-it-here"),
        promised=(*sorted(known), *sorted(unknown), *finders(questions)),
    )


def _open(asked: Asked, unknown: dict[str, list[Reader]]) -> list[OpenQuestion]:
    holders = asked.view.holders
    return [
        open_question(asked.view, "access-unknown", holders[node].access, node, ways[0].path)
        for node, ways in sorted(unknown.items())
    ]
