"""Who can see my information?"""

from __future__ import annotations

from collections.abc import Iterable

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
from auditor.results import Answer, AnswerState, OpenQuestion, Sentence
from auditor.traces import Reader, Way


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
    unsure = tuple(rights_unknown(asked))
    unknown_behind, asked_behind = behind(asked, "processor", "on", "carried-by", "shared-use")
    questions = (*_open(asked, unknown), *unsure, *asked_behind) if asked.reached else (no_start(asked),)
    every = () if unknown or unsure or asked_behind else readers_complete(asked)
    answer: list[Sentence] = []
    if known:
        answer.append(say("who.roles", what=asked.what, bullets=role_lines(known)))
    elif unknown:
        answer.append(say("who.unknown", what=asked.what))
    elif asked.reached:
        key = "who.nobody-listed" if every else "who.unknown"
        answer.append(say(key, *declared(every), what=asked.what))
    else:
        answer.append(say("who.nothing-known", what=asked.what))
    if every:
        answer += [say("who.complete", *declared(every))] if known else []
        answer.append(checked_by(asked.view, every))
    places = unknown_lines(unknown)
    listed = bool(known or every)
    state = AnswerState.UNKNOWN if not listed else AnswerState.PARTLY if questions else AnswerState.KNOWN
    return Answer(
        "who-can-see",
        asked.item,
        state,
        answer=tuple(answer),
        can_do=to_do(asked.view, say("who.right")),
        unknown=present(
            say("who.unknown-places", bullets=places) if places else None,
            say("who.rights-unsure", bullets=unsure_lines(unsure)) if unsure else None,
            *unknown_behind,
            finding_out(asked.view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "who-can-see"),
        promised=(*sorted(known), *sorted(unknown), *finders(questions)),
    )


def _open(asked: Asked, unknown: dict[str, list[Reader]]) -> Iterable[OpenQuestion]:
    for name, ways in sorted(unknown.items()):
        holder = asked.view.holders[ways[0].node]
        yield open_question(asked.view, "access-unknown", holder.access, name, ways[0].path)
