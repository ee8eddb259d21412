"""How fast will I get an answer?"""

from __future__ import annotations

from auditor.answers.base import Asked, desk_of, in_words, laws_of, present, say, to_do
from auditor.model import Path
from auditor.model.elements import RightsDesk
from auditor.results import Answer, AnswerState, Known, Name, Sentence

_WATCHES_OVER_PRIVACY = "ap"
"""The national body where people can complain, where the knowledge of a country has it."""


def how_fast_an_answer(asked: Asked) -> Answer:
    """What the rights desk promises, if it does; what the law says; and what to do when it takes longer."""
    view = asked.view
    desk, path = desk_of(view)
    promise = desk.reply_within if desk and desk.reply_within and desk.reply_within.by in view.roles else None
    promised: Sentence | None = None
    if promise:
        at, who = (*path, "reply-within"), Name(promise.by, "roles")
        promised = say("ask.promise", at, who=who, term=promise.term.parts)
    return Answer(
        "how-fast-an-answer",
        None,
        AnswerState.KNOWN,
        answer=(promised or say("ask.term"),),
        facts=present(say("ask.term") if promise else None, say("fast.starts"), say("fast.longer"), say("fast.told")),
        can_do=present(*to_do(view, say("fast.why"))[:-1], _complain(asked, desk, path)),
        laws=laws_of(asked, "how-fast-an-answer", ("avg-12-3", "avg-77")),
        promised=(promise.by,) if promise else (),
    )


def _complain(asked: Asked, desk: RightsDesk | None, path: Path) -> Sentence:
    """Where a client can complain: with the organisation where it says where, and with who watches over privacy."""
    lines = in_words(desk.complaints if desk else None, *path, "complaints")
    watching = asked.view.knowledge.receivers.get(_WATCHES_OVER_PRIVACY)
    if watching and watching.tellable:
        lines.append(say("line.plain", name=Known("receivers", _WATCHES_OVER_PRIVACY)))
    else:
        lines.append(say("fast.authority"))
    return say("fast.complain", bullets=lines)
