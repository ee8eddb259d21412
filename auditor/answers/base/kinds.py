"""Whether a kind of data comes to us or to a place, how sure that is, and whom it is about."""

from __future__ import annotations

from dataclasses import replace

from auditor.answers.base.asked import Asked, for_client
from auditor.answers.base.knowing import may_know_of
from auditor.answers.base.lines import evidence, line, say, sure
from auditor.results import Answer, AnswerState, Name, Sentence
from auditor.traces import Status


def comes_to_us(asked: Asked, item: str) -> bool:
    """Whether it comes, still about a person, to a place that is not known to be of others, or where we write."""
    reached = asked.traces.of(item).reached
    return any(asked.we_work_at(node) for node, found in reached.items() if found.personal)


def status_at(asked: Asked, node: str) -> Status:
    """How sure it is that anything about any one client is at a place; perhaps where no way leads there."""
    here = [a.status.then(for_client("all", a.groups)) for a in asked.reached.get(node, ()) if a.form.personal]
    return min(here, key=lambda status: status.rank, default=Status.PERHAPS)


def kind_line(asked: Asked, item: str, about: tuple[str, ...]) -> Sentence:
    """A kind of data in a list, with whom it is about as far as this audience may know of them."""
    view = asked.view
    notes = [say("note.about", who=Name(name, "subjects")) for name in about if may_know_of(view, name)]
    arrivals = [arrival for found in asked.traces.of(item).reached.values() for arrival in found.arrivals]
    best = min((arrival.status for arrival in arrivals), key=lambda status: status.rank, default=Status.ALWAYS)
    if best is Status.ALWAYS and arrivals and all(arrival.groups for arrival in arrivals):
        best = Status.SOMETIMES
    return line(sure(Name(item, "items"), best), notes, view.path(item), *evidence(asked.traces.of(item).origins))


def of_others_only(answer: Answer) -> Answer:
    """The same for somebody of whom nobody wrote it down, where it is there of others: not unknown, and not denied.

    What they can do stays.
    """
    said = (say("others-only", ("items", answer.item or "")),)
    return replace(answer, state=AnswerState.UNKNOWN, answer=said, facts=(), unknown=(), open_questions=(), promised=())
