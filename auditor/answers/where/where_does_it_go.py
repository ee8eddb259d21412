"""Where does my information go?"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.answers.base import (
    Asked,
    behind,
    by_sureness,
    checked_by,
    circumstances,
    declared,
    denied_flows,
    doubts,
    evidence,
    finders,
    finding_out,
    laws_of,
    line,
    no_start,
    place_lines,
    places_complete,
    present,
    say,
    sure,
    to_do,
)
from auditor.model import Path
from auditor.results import Answer, AnswerState, Name, Sentence
from auditor.traces import Arrival, Case, Presence, Status, StepKind


def where_does_it_go(asked: Asked) -> Answer:
    """Every place and organisation it reaches, each with how, for whom and how sure."""
    further = {node: arrivals for node, arrivals in asked.reached.items() if node not in asked.origins}
    complete = places_complete(asked)
    unsure = doubts(asked)
    unknown_behind, asked_behind = behind(asked, "processor", "on", "backups", "private-cloud")
    questions = (*(unsure or ([] if asked.origins else [no_start(asked)])), *asked_behind)
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
        facts=(*_companies(asked), *denied_flows(asked)),
        can_do=to_do(asked.view, say("where.right")),
        unknown=present(say("where.unsure") if unsure else None, *unknown_behind, finding_out(asked.view, questions)),
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
