"""Who really looked in my file?"""

from __future__ import annotations

from auditor.answers.base import (
    STAYING,
    Asked,
    finders,
    finding_out,
    laws_of,
    line,
    no_start,
    open_question,
    present,
    say,
    sure,
    to_do,
)
from auditor.model import Path
from auditor.results import Answer, AnswerState, Name, Names, OpenQuestion, Sentence
from auditor.traces import Arrival, Kept, Looked, looked

_LAW_OF_CARE = "wabvpz-15e"
"""Gives the client of a care provider more than the GDPR does: also who looked."""
_CARE = ("care-provider", "health-care", "youth-care")
"""Kinds of organisations that may be care providers in that law."""


def who_really_looked(asked: Asked) -> Answer:
    """No description says who looked; per place whether a log does, how long that log stays, and whom to ask."""
    view = asked.view
    staying = [node for node, found in asked.reached.items() if any(_stays(arrival) for arrival in found)]
    logs = [looked(view, node) for node in staying if node in view.places and asked.ours(node) is not False]
    kept = [log for log in logs if log.kept is Kept.YES]
    dated = [log for log in logs if log.kept is Kept.NO and not view.anything_reserved and view.looked_at(log.path)]
    open_ = [log for log in logs if log not in kept and log not in dated and log.kept is not Kept.NOT_APPLICABLE]
    questions = tuple(_question(asked, log) for log in open_) if asked.reached else (no_start(asked),)
    elsewhere = any(asked.ours(node) is False for node in staying)
    owner = view.model.owner
    care = owner in view.organisations and view.kind_id(owner) in _CARE and _LAW_OF_CARE in view.knowledge.laws
    known = bool(kept or dated)
    unsaid = [_place(asked, log, view.path(log.node)) for log in open_]
    return Answer(
        "who-really-looked",
        None,
        AnswerState.UNKNOWN if not known else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=present(
            say("saw.not-here"),
            say("saw.kept", bullets=[_line(asked, log) for log in kept]) if kept else None,
        ),
        facts=present(
            say("saw.not-kept", bullets=[_place(asked, log, _at(log)) for log in dated]) if dated else None,
            say("saw.elsewhere") if elsewhere else None,
        ),
        can_do=to_do(view, say("saw.right-at-care" if care else "saw.right")),
        unknown=present(
            say("saw.unknown", bullets=unsaid) if open_ else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=tuple(law for law in laws_of(asked, "who-really-looked") if care or law != _LAW_OF_CARE),
        promised=tuple(log.node for log in (*kept, *dated, *open_)) + finders(questions),
    )


def _stays(arrival: Arrival) -> bool:
    return arrival.presence in STAYING and arrival.form.personal


def _at(log: Looked) -> Path:
    return (*log.path, "kept")


def _place(asked: Asked, log: Looked, path: Path) -> Sentence:
    return line(sure(Name(log.node), asked.reached[log.node][0].status), [], path)


def _line(asked: Asked, log: Looked) -> Sentence:
    """A log that is kept: for how long, whom to ask, and where it cannot tell people apart."""
    notes = [say("saw.keeps", log.path, term=log.keeps.parts)] if log.keeps else []
    notes += [say("saw.ask", log.path, who=Name(log.ask, "roles"))] if log.ask else []
    notes += [say("saw.shared", who=Names(log.shared, "roles"))] if log.shared else []
    return line(sure(Name(log.node), asked.reached[log.node][0].status), notes, log.path)


def _question(asked: Asked, log: Looked) -> OpenQuestion:
    view = asked.view
    written = view.places[log.node].log
    path = (*view.path(log.node), "log", "kept")
    return open_question(view, "log-unknown", written.kept if written else None, log.node, path)
