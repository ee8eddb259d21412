"""Where does my information go?"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.answers.base import (
    Asked,
    behind,
    by_sureness,
    checked_by,
    checker,
    circumstances,
    declared,
    evidence,
    finders,
    finding_out,
    laws_of,
    line,
    no_start,
    open_question,
    place_lines,
    places_complete,
    present,
    say,
    sure,
    to_do,
)
from auditor.model import Path
from auditor.model.elements import Flow, Form, Mode
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence
from auditor.traces import Arrival, Case, Presence, Status, Step, StepKind, covers, status_of


def where_does_it_go(asked: Asked) -> Answer:
    """Every place and organisation it reaches, each with how, for whom and how sure."""
    further = {node: arrivals for node, arrivals in asked.reached.items() if node not in asked.origins}
    complete = places_complete(asked)
    doubts = _doubts(asked)
    unknown_behind, asked_behind = behind(asked, "processor", "on")
    questions = (*(doubts or ([] if asked.origins else [no_start(asked)])), *asked_behind)
    answer = _start(asked)
    if further:
        answer.append(say("where.further", bullets=place_lines(asked, further)))
    elif asked.origins:
        answer.append(say("where.stays" if complete else "where.no-further-known", *declared(complete)))
    if complete:
        answer += [say("where.complete", *declared(complete))] if further else []
        answer.append(checked_by(asked.view, complete))
    state = AnswerState.UNKNOWN if not asked.origins else AnswerState.PARTLY if questions else AnswerState.KNOWN
    return Answer(
        "where-does-it-go",
        asked.item,
        state,
        answer=present(*answer),
        facts=(*_companies(asked), *_denied(asked)),
        can_do=to_do(asked.view, say("where.right")),
        unknown=present(say("where.unsure") if doubts else None, *unknown_behind, finding_out(asked.view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "where-does-it-go"),
        promised=(*asked.reached, *sorted(_companies_behind(asked)), *finders(questions)),
    )


def _start(asked: Asked) -> list[Sentence]:
    """Where we write it down; and apart from that, where it is written down by others or held already."""
    if not asked.origins:
        return [say("where.start-unknown", what=asked.what)]
    ours = _written_by_us(asked)
    said: list[Sentence] = []
    if len(ours) == 1 and all(_for_all(arrivals) for arrivals in ours.values()):
        [(node, arrivals)] = ours.items()
        said.append(say("where.we-write", *evidence(arrivals), what=asked.what, place=Name(node)))
    elif ours:
        said.append(say("where.we-write-more", what=asked.what, bullets=place_lines(asked, ours)))
    others = {node: arrivals for node, arrivals in asked.origins.items() if node not in ours}
    if others:
        lines = place_lines(asked, others)
        said.append(say("where.from-too" if ours else "where.from", what=asked.what, bullets=lines))
    return said


def _for_all(arrivals: Sequence[Arrival]) -> bool:
    return arrivals[0].status is Status.ALWAYS and not arrivals[0].groups


def _written_by_us(asked: Asked) -> dict[str, tuple[Arrival, ...]]:
    view = asked.view
    collections = {at.path: at.value for place in view.places for at in view.collects(place)}
    return {
        node: arrivals
        for node, arrivals in asked.origins.items()
        if any(
            arrival.route[0].kind is StepKind.COLLECT and asked.we_write(node, collections[arrival.route[0].path])
            for arrival in arrivals
        )
    }


def _companies_behind(asked: Asked) -> dict[str, list[tuple[Path, Case]]]:
    """The companies that keep the places running where there is a copy: they receive it too, as surely as the place."""
    view = asked.view
    found: dict[str, list[tuple[Path, Case]]] = {}
    for node, arrivals in asked.reached.items():
        copies = [a for a in arrivals if a.presence is Presence.COPY and a.form.personal]
        for at in (view.processors(node) or ()) if node in view.places else ():
            cases = [(at.path, a.case) for a in copies]
            if cases and at.value.organisation not in asked.reached:
                found.setdefault(at.value.organisation, []).extend(cases)
    return found


def _companies(asked: Asked) -> tuple[Sentence, ...]:
    lines: list[tuple[Status, Sentence]] = []
    for company, places in sorted(_companies_behind(asked).items()):
        for cases in by_sureness(case for _, case in places):
            status, notes = circumstances(cases)
            paths = [path for path, case in places if case in cases]
            lines.append((cases[0].status, line(sure(Name(company), status), notes, *paths)))
    surest_first = sorted(lines, key=lambda pair: pair[0].rank)
    return (say("where.companies", bullets=[said for _, said in surest_first]),) if lines else ()


def _denied(asked: Asked) -> tuple[Sentence, ...]:
    """Where somebody looked after that it does not go: an explicit no with a date, and no other way to there.

    Nothing is denied as long as anything is reserved: a reserved flow may do just that.
    """
    view = asked.view
    if view.anything_reserved:
        return ()
    reached = {view.organisation_of(node) for node in asked.reached} | set(asked.reached) | {*_companies_behind(asked)}
    reached |= {reader.organisation for reader in asked.readers}
    found = [
        (flow, checked)
        for flow in view.flows
        if flow.value.happens is YesNo.NO
        and (checked := flow.value.checked)
        and flow.value.scope == "all"
        and all(covers(flow.value.items, item) for item in asked.items)
        and flow.value.if_ is None
        and _is_whole(flow.value)
        and not {flow.value.to, view.organisation_of(flow.value.to)} & reached
        and any(arrival.presence is Presence.COPY for arrival in asked.reached.get(flow.value.from_, ()))
    ]
    if not found:
        return ()
    lines = []
    for flow, checked in found:
        way = say("subject.from-to", source=Name(flow.value.from_), target=Name(flow.value.to))
        lines.append(line(way, [checker(view, checked)], flow.path))
    return (say("where.denied", bullets=lines),)


def _is_whole(flow: Flow) -> bool:
    """Whether it denies that anything goes, and not only one way, one form or one manner of going."""
    return flow.mode in (Mode.COPY, Mode.MOVE) and not flow.via and stated(flow.becomes) in (None, Form.AS_IS)


def _doubts(asked: Asked) -> list[OpenQuestion]:
    """The unknowns on the way to places, or to copies there, that are only perhaps reached."""
    flows = {flow.id: flow for flow in asked.view.flows}
    found: dict[str, OpenQuestion] = {}
    for node, arrivals in asked.reached.items():
        for step in _unsure(arrivals):
            flow = flows[step.flow or ""]
            value = flow.value
            if value.mode is not Mode.TELL and status_of(value) is not Status.PERHAPS:
                found.setdefault(value.from_, _staying(asked, value.from_))
                continue
            facts = (value.happens, value.mode, value.items, value.scope, value.written_down)
            fact = next((fact for fact in facts if isinstance(fact, Unknown)), None)
            found.setdefault(flow.id, open_question(asked.view, "flow-uncertain", fact, node, flow.path))
    return list(found.values())


def _staying(asked: Asked, node: str) -> OpenQuestion:
    """A flow is sure in itself, but nobody knows if anything stays where it begins: data only goes through there."""
    keeps = asked.view.holders[node].keeps
    asked_for = "end-through" if stated(keeps) is None else "stay-unknown"
    return open_question(asked.view, asked_for, keeps, node, (*asked.view.path(node), "keeps"))


def _unsure(arrivals: tuple[Arrival, ...]) -> list[Step]:
    """What is unsure on the ways to a place; or, where it is as surely reached in those cases, on a way to a copy."""
    surer = [arrival.case for arrival in arrivals if arrival.status is not Status.PERHAPS]
    copies = [arrival for arrival in arrivals if arrival.presence is Presence.COPY]
    ways = [arrival for arrival in arrivals if not any(case.covers(arrival.case) for case in surer)] + copies[:1]
    steps = [step for way in ways if way.status is Status.PERHAPS for step in way.route]
    return list(dict.fromkeys(step for step in steps if step.flow and step.status is Status.PERHAPS))
