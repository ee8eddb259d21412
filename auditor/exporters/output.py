"""What `--format json` prints: its shape, described by the schemas in `schemas/`, and how results become it.

Ids and states are given as they are; sentences are added in the asked language, so that a reader of the JSON needs no
catalogue of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pydantic import BaseModel

from auditor.answers import EVERYONE, Person
from auditor.answers.time.how_long import end_of_copy
from auditor.exporters.cards import Card, cards
from auditor.exporters.changed import DiffOut
from auditor.exporters.checked import CheckOut, where
from auditor.exporters.dates import DatedOut, DatesOut, LastDayOut, dated_out, dates_out, last_day_out
from auditor.exporters.erasure import ErasureOut
from auditor.exporters.explain import ExplainOut
from auditor.exporters.knowledge_list import KnowledgeOut
from auditor.exporters.looked import LookedOut, looked_out
from auditor.exporters.loss import LossOut
from auditor.exporters.out import Out
from auditor.exporters.readable import ReadabilityOut
from auditor.exporters.routes import RoutesOut
from auditor.exporters.say import Speaker
from auditor.exporters.seen import SeesOut
from auditor.exporters.statement import StatementOut
from auditor.exporters.steps import ReaderOut, StepOut, conditions_out, reader_out, step_out
from auditor.exporters.supposed import WhatIfOut
from auditor.exporters.todo import OpenQuestionsOut
from auditor.knowledge.types import Age, Limit, Strength
from auditor.model import Model
from auditor.model.elements import Fate, Form, SetUp
from auditor.results import Answer, AnswerState, Finding, Level, OpenQuestion, Report, Sentence, Verdict
from auditor.texts import Speech
from auditor.traces import (
    Arrival,
    Clock,
    DatedClock,
    Dates,
    Doubt,
    Ending,
    EndKind,
    LastDay,
    Presence,
    Status,
    Trace,
    Traces,
    law_notes,
    looked,
)


class ArrivalOut(Out):
    """One way in which data is at a place or organisation. groups: clients who are in all of these.

    conditions: all that must hold, in words; null is a condition that is not told because there are too many.
    """

    item: str
    form: Form
    presence: Presence
    groups: list[str]
    conditions: list[str | None]
    status: Status
    route: list[StepOut]


class EndingOut(Out):
    """How one rule lets a copy come to its end; doubt says why the end is not certain.

    dated: with example dates only, and not inside another ending.
    """

    kind: EndKind
    term: str | None
    starts: str | None
    limit: Limit
    doubt: Doubt | None
    law: str | None
    then: Fate | None
    set_up: SetUp | None
    of: list[EndingOut]
    after: EndingOut | None
    at: str
    dated: DatedOut | None = None


class ClockOut(Out):
    """The clock of a copy of one item. through: nobody knows if one stays, because data only goes through there."""

    item: str
    known: bool
    through: bool
    endings: list[EndingOut]
    words: list[str]


class ReachedOut(Out):
    """A place or organisation that the item reaches."""

    node: str
    label: str
    organisation: str | None
    status: Status
    arrivals: list[ArrivalOut]
    readers: list[ReaderOut]
    clocks: list[ClockOut]
    log: LookedOut


class LongestOut(Out):
    """The copies that disappear last; while `unknown` is not empty the end of the whole is not known.

    It also is not for an audience that may not know of everything described.
    dated: with example dates only; they then decide which copy is last.
    """

    known: bool
    deciding: list[str]
    unknown: list[str]
    dated: LastDayOut | None = None


class TraceOut(Out):
    """The result of `auditor trace`. dates: the days of a made-up client, where they were given."""

    model: str
    item: str
    label: str
    language: str
    origins: list[str]
    reached: list[ReachedOut]
    longest: LongestOut
    dates: DatesOut | None = None


class SentenceOut(Out):
    """A sentence, its list, its key, and the parts of the description it rests on."""

    text: str
    lines: list[str]
    key: str
    rests_on: list[str]


class OpenQuestionOut(Out):
    """Something not known, and who finds out."""

    key: str
    about: list[str]
    who: str | None
    by: date | None
    at: str


class AnswerOut(Out):
    """The answer to one question. language, speech: how all of it is said, as near as can be to what was asked."""

    question: str
    title: str
    language: str
    speech: Speech
    item: str | None
    state: AnswerState
    answer: list[SentenceOut]
    facts: list[SentenceOut]
    can_do: list[SentenceOut]
    unknown: list[SentenceOut]
    open_questions: list[OpenQuestionOut]
    laws: list[str]
    strength: Strength | None
    strength_note: str | None


class AnswersOut(Out):
    """The result of `auditor ask`. groups, age: of whom the answers are for; null for every client."""

    model: str
    language: str
    groups: list[str] | None
    age: Age | None
    checked: date | None
    answers: list[AnswerOut]


class FindingOut(Out):
    """A finding. said: what was found, or for `cannot-tell` what is not known."""

    id: str
    rule: str
    level: Level
    verdict: Verdict
    subject: str
    title: str
    said: str
    why: str
    fix: str
    laws: list[str]
    route: list[str]
    rests_on: list[str]
    accepted: bool


class ReportOut(Out):
    """The result of `auditor audit`."""

    model: str
    language: str
    places: int
    flows: int
    rules: list[str]
    broken: int
    questions: int
    accepted: int
    findings: list[FindingOut]


OUTPUTS: dict[str, type[BaseModel]] = {
    "check": CheckOut,
    "trace": TraceOut,
    "answers": AnswersOut,
    "audit": ReportOut,
    "todo": OpenQuestionsOut,
    "erase": ErasureOut,
    "loss": LossOut,
    "explain": ExplainOut,
    "knowledge": KnowledgeOut,
    "sees": SeesOut,
    "routes": RoutesOut,
    "diff": DiffOut,
    "what-if": WhatIfOut,
    "readability": ReadabilityOut,
    "compare-statement": StatementOut,
}
"""The JSON outputs, by the name of their schema."""


def trace_out(traces: Traces, trace: Trace, speaker: Speaker, dates: Dates | None = None) -> TraceOut:
    """A trace with who and how long at every node; with the dates of a made-up client also when."""
    readers, clocks = traces.readers(trace), traces.clocks(trace)
    longest = traces.longest(trace)
    last = traces.last_day(trace, dates) if dates else None
    found = TraceOut(
        model=traces.model.name,
        item=trace.item,
        label=speaker.label(trace.item, "items"),
        language=speaker.language,
        origins=list(dict.fromkeys(arrival.node for arrival in trace.origins)),
        reached=[
            ReachedOut(
                node=node,
                label=speaker.label(node),
                organisation=traces.view.organisation_of(node),
                status=reached.status,
                arrivals=[_arrival(traces.model, arrival, speaker) for arrival in reached.arrivals],
                readers=[reader_out(reader, speaker) for reader in readers if reader.node == node],
                clocks=[_clock(traces.model, clock, speaker, last) for clock in clocks if clock.node == node],
                log=looked_out(looked(traces.view, node), traces.model),
            )
            for node, reached in trace.reached.items()
        ],
        longest=LongestOut(
            known=not longest.unknown and bool(longest.clocks) and traces.view.tells_all,
            deciding=list(dict.fromkeys(clock.node for clock in longest.deciding)),
            unknown=list(dict.fromkeys(clock.node for clock in longest.unknown)),
        ),
    )
    if dates is None or last is None:
        return found
    given = dates_out(dates, last, law_notes(traces.view, clocks, dates), speaker)
    dated = found.longest.model_copy(update={"dated": last_day_out(last)})
    return found.model_copy(update={"dates": given, "longest": dated})


def _arrival(model: Model, arrival: Arrival, speaker: Speaker) -> ArrivalOut:
    return ArrivalOut(
        item=arrival.item,
        form=arrival.form,
        presence=arrival.presence,
        groups=sorted(arrival.groups),
        conditions=conditions_out(arrival.conditions, speaker),
        status=arrival.status,
        route=[step_out(model, step) for step in arrival.route],
    )


def _clock(model: Model, clock: Clock, speaker: Speaker, last: LastDay | None) -> ClockOut:
    endings = [_ending(model, ending) for ending in clock.endings]
    dated = next((one for one in last.clocks if one.clock == clock), None) if last else None
    return ClockOut(
        item=clock.item,
        known=clock.known,
        through=clock.through,
        endings=_with_dates(endings, dated, speaker) if dated else endings,
        words=[speaker.phrase(phrase) for phrase in end_of_copy([clock])],
    )


def _with_dates(endings: Iterable[EndingOut], dated: DatedClock, speaker: Speaker) -> list[EndingOut]:
    return [
        ending.model_copy(update={"dated": dated_out(end, end in dated.deciding, speaker)})
        for ending, end in zip(endings, dated.ends, strict=True)
    ]


def _ending(model: Model, ending: Ending) -> EndingOut:
    return EndingOut(
        kind=ending.kind,
        term=ending.term.root if ending.term else None,
        starts=ending.starts,
        limit=ending.limit,
        doubt=ending.doubt,
        law=ending.law,
        then=ending.fate,
        set_up=ending.set_up,
        of=[_ending(model, part) for part in ending.of],
        after=_ending(model, ending.after) if ending.after else None,
        at=where(model, ending.path),
    )


def answers_out(model: Model, answers: Iterable[Answer], speaker: Speaker, person: Person = EVERYONE) -> AnswersOut:
    """Answers in words, each sentence with what it rests on."""
    return AnswersOut(
        model=model.name,
        language=speaker.language,
        groups=sorted(speaker.view.groups) if speaker.view.groups is not None else None,
        age=person.age,
        checked=model.checked.on if model.checked else None,
        answers=[_answer(model, card) for card in cards(answers, speaker, person)],
    )


def _answer(model: Model, card: Card) -> AnswerOut:
    answer, speaker = card.answer, card.speaker
    question = speaker.view.knowledge.questions[answer.question]

    def said(sentences: Iterable[Sentence]) -> list[SentenceOut]:
        return [
            SentenceOut(
                text=speaker.sentence(sentence),
                lines=speaker.bullets(sentence),
                key=sentence.key,
                rests_on=[where(model, path) for path in sentence.rests_on],
            )
            for sentence in sentences
        ]

    return AnswerOut(
        question=answer.question,
        title=card.title,
        language=speaker.language,
        speech=speaker.speech,
        item=answer.item,
        state=answer.state,
        answer=said(answer.answer),
        facts=said(answer.facts),
        can_do=said(answer.can_do),
        unknown=said(answer.unknown),
        open_questions=[_open(model, question) for question in answer.open_questions],
        laws=list(answer.laws),
        strength=question.strength,
        strength_note=" ".join(card.strength[1:]) or None,
    )


def _open(model: Model, question: OpenQuestion) -> OpenQuestionOut:
    return OpenQuestionOut(
        key=question.key,
        about=list(question.about),
        who=question.who,
        by=question.by,
        at=where(model, question.path),
    )


def report_out(model: Model, report: Report, speaker: Speaker) -> ReportOut:
    """The findings in words."""
    return ReportOut(
        model=report.model,
        language=speaker.language,
        places=report.places,
        flows=report.flows,
        rules=list(report.rules),
        broken=len(report.broken()),
        questions=len(report.questions()),
        accepted=sum(finding.accepted is not None for finding in report.findings),
        findings=[_finding(model, finding, speaker) for finding in report.findings],
    )


def _finding(model: Model, finding: Finding, speaker: Speaker) -> FindingOut:
    return FindingOut(
        id=finding.id,
        rule=finding.rule,
        level=finding.level,
        verdict=finding.verdict,
        subject=finding.subject,
        title=speaker.finding(finding, "title"),
        said=speaker.said_of(finding),
        why=speaker.finding(finding, "why"),
        fix=speaker.finding(finding, "fix"),
        laws=list(finding.laws),
        route=list(finding.route),
        rests_on=[where(model, path) for path in finding.rests_on],
        accepted=finding.accepted is not None,
    )
