"""Which computer program do you use? Whose company is that?"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.answers.base import (
    Asked,
    by_sureness,
    checked_by,
    checker,
    circumstances,
    companies_at,
    company_unknown,
    declared,
    finders,
    finding_out,
    laws_of,
    line,
    named,
    no_start,
    open_question,
    places_complete,
    present,
    say,
    sure,
    system_named,
    to_do,
)
from auditor.model import Path
from auditor.results import Answer, AnswerState, OpenQuestion, Param, Phrases, ProperName, Sentence
from auditor.traces import Status


def which_program(asked: Asked) -> Answer:
    """Every program of ours that it reaches, by its own name too, with the companies behind it.

    A client may know the company; the name of the program is good practice.
    """
    view = asked.view
    ours = [node for node in asked.reached if node in view.systems and asked.we_work_at(node)]
    programs = [node for node in ours if any(arrival.form.personal for arrival in asked.reached[node])]
    companies = {name: path for node in programs for name, path in _behind(asked, node).items()}
    open_ = [node for node in programs if company_unknown(view, node)]
    questions = tuple(_question(asked, node) for node in open_) if asked.reached else (no_start(asked),)
    none = () if asked.reached.keys() & (view.systems.keys() | view.organisations.keys()) else places_complete(asked)
    lines = [said for _, said in sorted(_lines(asked, programs), key=lambda pair: pair[0].rank)]
    if programs:
        answer = [say("program.programs", bullets=lines)]
    elif none:
        answer = [say("program.none", *declared(none)), checked_by(view, none)]
    else:
        answer = [say("program.none-known")]
    if companies:
        answer.append(say("program.companies", bullets=[_company(asked, name, companies[name]) for name in companies]))
    return Answer(
        "which-program",
        None,
        _state(programs, questions, bool(none)),
        answer=tuple(answer),
        can_do=to_do(view, say("program.right")),
        unknown=present(
            say("program.unknown", bullets=[line(system_named(view, node), [], view.path(node)) for node in open_])
            if open_
            else None,
            finding_out(view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "which-program"),
        promised=(*programs, *sorted(companies), *finders(questions)),
    )


def _state(programs: list[str], questions: tuple[OpenQuestion, ...], none: bool) -> AnswerState:
    if none:
        return AnswerState.NOT_APPLICABLE
    if not programs:
        return AnswerState.UNKNOWN
    return AnswerState.PARTLY if questions else AnswerState.KNOWN


def _behind(asked: Asked, node: str) -> dict[str, Path]:
    """The companies behind a program, each with the part of the description that says so."""
    view = asked.view
    works = {at.value.organisation: at.path for at in view.processors(node) or ()}
    return {name: works.get(name, view.path(node)) for name in companies_at(view, node) if name != view.model.owner}


def _lines(asked: Asked, programs: list[str]) -> list[tuple[Status, Sentence]]:
    """Every program with whose it is, and how sure it is that anything is in it."""
    view = asked.view
    lines = []
    for node in programs:
        behind = _behind(asked, node)
        names: tuple[Param, ...] = tuple(ProperName(name) for name in behind)
        notes = (
            [say("program.of", *behind.values(), companies=Phrases(names))] if names else [*_no_company(asked, node)]
        )
        for cases in by_sureness(arrival.case for arrival in asked.reached[node] if arrival.form.personal):
            status, when = circumstances(cases)
            lines.append(
                (cases[0].status, line(sure(system_named(view, node), status), [*when, *notes], view.path(node)))
            )
    return lines


def _no_company(asked: Asked, node: str) -> Iterator[Sentence]:
    """That no company works with it, where somebody looked after that; the notes of a line say who and when."""
    view, path = asked.view, (*asked.view.path(node), "processor")
    looked = view.looked_at(path) if view.systems[node].processor == () and view.tells_all else None
    ours = view.deciders(node) == (view.model.owner,)
    others = any(one.node == node and one.organisation != view.model.owner for one in asked.readers)
    if looked and ours and not others:
        yield say("program.of-nobody", path, when=checker(view, looked))


def _company(asked: Asked, name: str, path: Path) -> Sentence:
    return line(named(asked.view, name), [], path)


def _question(asked: Asked, node: str) -> OpenQuestion:
    view = asked.view
    return open_question(view, "company-unknown", view.systems[node].processor, node, view.path(node))
