"""Is it on a phone or in an app?"""

from __future__ import annotations

from auditor.answers.base import Asked, ask_us, evidence, finding_out, laws_of, line, notes_of, present, say
from auditor.answers.how_long import end_of_copy
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence
from auditor.traces import Arrival, Presence, Status


def phone_or_app(asked: Asked) -> Answer:
    """Every phone, tablet, app or chat it reaches: the company behind it, and when it is removed."""
    view = asked.view
    found = {
        node: arrivals
        for node, arrivals in asked.reached.items()
        if node in view.places and (kind := view.kind(node)) and (kind.app or kind.mobile)
    }
    unknown_kinds = [node for node in asked.reached if node in view.places and view.kind(node) is None]
    questions = [OpenQuestion("kind-unknown", (node,), (*view.path(node), "kind")) for node in unknown_kinds]
    answer: list[Sentence]
    if not found:
        answer = [say("phone.none-known")]
    else:
        sure = any(arrivals[0].status is not Status.PERHAPS for arrivals in found.values())
        lines = [_line(asked, node, arrivals) for node, arrivals in found.items()]
        answer = [say("phone.yes" if sure else "phone.perhaps"), say("phone.places", bullets=lines)]
    state = AnswerState.PARTLY if questions or not found else AnswerState.KNOWN
    return Answer(
        "phone-or-app",
        asked.item,
        state,
        answer=tuple(answer),
        can_do=(say("phone.right"), ask_us(view)),
        unknown=present(say("phone.unsure") if questions else None, finding_out(view, questions)),
        open_questions=tuple(questions),
        laws=laws_of(asked, "phone-or-app"),
        promised=tuple(found),
    )


def _line(asked: Asked, node: str, arrivals: tuple[Arrival, ...]) -> Sentence:
    """The device or app, the company behind it, and when the copy on it is gone."""
    view = asked.view
    notes = notes_of(asked, arrivals)
    companies = view.processors(node)
    if companies is None:
        notes.append(say("note.company-unknown"))
    notes += [say("note.company", who=Name(at.value.organisation)) for at in companies or ()]
    if any(arrival.presence is Presence.COPY for arrival in arrivals):
        notes += end_of_copy([clock for clock in asked.clocks if clock.node == node])
    return line(node, notes, *evidence(arrivals[:1]))
