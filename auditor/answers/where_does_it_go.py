"""Where does my information go?"""

from __future__ import annotations

from auditor.answers.base import (
    Asked,
    ask_us,
    evidence,
    finding_out,
    laws_of,
    line,
    notes_of,
    open_question,
    present,
    say,
)
from auditor.model.facts import Unknown
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence
from auditor.traces import Presence, Status, StepKind


def where_does_it_go(asked: Asked) -> Answer:
    """Every place and organisation it reaches, each with how, for whom and how sure."""
    starts = {arrival.node for arrival in asked.origins}
    further = {node: arrivals for node, arrivals in asked.reached.items() if node not in starts}
    questions = tuple(_doubts(asked))
    complete = _complete(asked) and not questions
    answer = _start(asked)
    if further:
        lines = [line(node, notes_of(asked, arrivals), *evidence(arrivals[:1])) for node, arrivals in further.items()]
        answer.append(say("where.further", bullets=lines))
    elif starts:
        answer.append(say("where.stays" if complete else "where.no-further-known"))
    if complete and further:
        answer.append(say("where.complete"))
    state = AnswerState.UNKNOWN if not starts else AnswerState.PARTLY if questions else AnswerState.KNOWN
    return Answer(
        "where-does-it-go",
        asked.item,
        state,
        answer=present(*answer),
        can_do=(say("where.right"), ask_us(asked.view)),
        unknown=present(say("where.unsure") if questions else None, finding_out(asked.view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "where-does-it-go"),
        promised=tuple(asked.reached),
    )


def _start(asked: Asked) -> list[Sentence]:
    """Where we write it down; and apart from that, who holds it already and sends it on."""
    if not asked.origins:
        return [say("where.start-unknown", what=asked.what)]
    written = [arrival for arrival in asked.origins if arrival.route[0].kind is StepKind.COLLECT]
    held = [arrival for arrival in asked.origins if arrival not in written]
    said: list[Sentence] = []
    if len(written) == 1:
        said.append(say("where.start", *evidence(written), what=asked.what, place=Name(written[0].node)))
    elif written:
        lines = [line(arrival.node, [], *evidence([arrival])) for arrival in written]
        said.append(say("where.starts", what=asked.what, bullets=lines))
    if held:
        lines = [line(arrival.node, [], *evidence([arrival])) for arrival in held]
        said.append(say("where.held-too" if written else "where.held", what=asked.what, bullets=lines))
    return said


def _doubts(asked: Asked) -> list[OpenQuestion]:
    """The unknowns on the way to places that are only perhaps reached."""
    flows = {flow.id: flow for flow in asked.view.flows}
    found: dict[str, OpenQuestion] = {}
    for node, arrivals in asked.reached.items():
        if arrivals[0].status is not Status.PERHAPS:
            continue
        for step in arrivals[0].route:
            if step.status is Status.PERHAPS and step.flow:
                flow = flows[step.flow]
                facts = (flow.value.happens, flow.value.mode, flow.value.items, flow.value.scope)
                fact = next((fact for fact in facts if isinstance(fact, Unknown)), None)
                found.setdefault(step.flow, open_question("flow-uncertain", fact, node, flow.path))
    return list(found.values())


def _complete(asked: Asked) -> bool:
    """Whether somebody declared for every copy that all flows away from it are described."""
    copies = {
        node
        for node, arrivals in asked.reached.items()
        if any(arrival.presence is Presence.COPY for arrival in arrivals)
    }
    return bool(copies) and all(asked.view.complete(node, "flows") for node in copies)
