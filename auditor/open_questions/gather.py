"""Gathering what is open, and what rests on it. Every answer is made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from auditor.answers import ask, questions
from auditor.errors import NotFound
from auditor.model import Audience, Model, Path, View
from auditor.model.facts import Unknown
from auditor.open_questions.causes import UNSETTLED, causes, is_perhaps, needs, places
from auditor.open_questions.todo import Kind, OpenQuestions, Todo
from auditor.open_questions.unknowns import ends, fact, is_reserved, look_again, passed, plainly, unknowns
from auditor.open_questions.whom import person, whom
from auditor.results import Answer, AnswerState, Finding, Name, Sentence, Verdict
from auditor.rules import RULES
from auditor.traces import Traces

_SECTIONS = {
    "category-unknown": "items", "place-unknown": "items", "basis-unknown": "purposes", "special-unknown": "purposes",
    "criminal-unknown": "purposes", "number-unknown": "purposes", "sector-consent-unknown": "purposes",
    "secrecy-unknown": "purposes", "consent-recorded-unknown": "purposes", "by-computer-unknown": "items",
    "look-up-unknown": "organisations", "looked-up-unknown": "organisations",
}  # fmt: skip
"""The section of what a question names, where the same id can stand in two."""
_OF_FLOW = ("flow-uncertain", "purpose-unknown", "sector-consent-unknown", "secrecy-unknown")
"""Questions that name both ends where they are about a flow."""


def open_questions(
    model: Model, audience: Audience = Audience.OFFICER, today: date | None = None, who: str | None = None
) -> OpenQuestions:
    """What is still to be found out in this description; for a client's audience without what is reserved.

    today: the day on which it is judged what is too late. who: only what this function or organisation finds out.
    Raises NotFound for somebody that this audience may not know of, RuleCrashed when a rule raises.
    """
    day = today or date.today()
    client = Traces(model, Audience.CLIENT)
    traces = client if audience is Audience.CLIENT else Traces(model, audience)
    view = traces.view
    if who is not None and who not in (*view.roles, *view.organisations):
        raise NotFound("role", who, (*view.roles, *view.organisations))
    found = _Found(view)
    answers = [answer for answer in _answers(client) if answer.state is not AnswerState.BY_PERSON]
    unsettled = [answer for answer in answers if answer.state in (AnswerState.PARTLY, AnswerState.UNKNOWN)]
    for answer in unsettled:
        found.answer(answer)
    for rule in RULES:
        for finding in rule.on(day).run(traces):
            if finding.verdict is Verdict.CANNOT_TELL:
                found.finding(finding)
    for path in passed(view, day):
        found.open[path] = _Open(path, Kind.PASSED, said=look_again(view, path))
    todo = tuple(sorted((one.todo(view, day) for one in found.open.values()), key=lambda one: one.order))
    unlisted = sum(not answer.open_questions for answer in unsettled)
    every = OpenQuestions(day, todo, len(answers), len(answers) - len(unsettled), unlisted)
    return every if who is None else every.of(who)


def _answers(traces: Traces) -> Iterator[Answer]:
    """Every answer that a client can get: each question, about each kind of data where it can be."""
    for question in questions(traces.view):
        for item in traces.view.items if question.per_item else (None,):
            yield ask(traces, question.id, item)


@dataclass
class _Open:
    """One place in the description, while what rests on it is still being gathered."""

    path: Path
    kind: Kind
    unknown: Unknown = field(default_factory=Unknown)
    said: Sentence | None = None
    keys: dict[str, int] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    settles: int = 0
    touches: int = 0
    questions: dict[str, None] = field(default_factory=dict)
    findings: dict[str, None] = field(default_factory=dict)

    def todo(self, view: View, today: date) -> Todo:
        who, by = self.unknown.who, self.unknown.by
        named = person(view, who) if who in view.roles or who in view.organisations else None
        return Todo(
            self.path,
            self.kind,
            self._said(view),
            fact(self.path),
            keys=tuple(sorted(self.keys)),
            who=named,
            by=by,
            overdue=by is not None and by < today,
            note=self.unknown.note if view.audience is Audience.OFFICER else None,
            ask=() if named else whom(view, self.path),
            settles=self.settles,
            touches=self.touches,
            questions=tuple(self.questions),
            findings=tuple(sorted(self.findings)),
            reserved=is_reserved(view.model, self.path),
        )

    def _said(self, view: View) -> Sentence:
        """In words what most answers ask; else what the rule does; else what stands in the description."""
        if not self.keys:
            return self.said or plainly(view, self.path)
        key = min(self.keys, key=lambda key: (-self.keys[key], key))
        position = self.path[1]
        if self.path[0] == "flows" and self.path[-1] == "written-down" and isinstance(position, int):
            return Sentence("todo.written-down-of-flow", ends(view, position))
        if key in _OF_FLOW and isinstance(position, int):
            return Sentence(f"todo.{key}-of-flow", ends(view, position))
        if key == "access-unknown" and self.path[0] == "organisations":
            return Sentence("todo.access-unknown-of-organisation", {"name": Name(self.about[key])})
        return Sentence(f"todo.{key}", {"name": Name(self.about[key], _SECTIONS.get(key, ""))})


class _Found:
    """Everything open so far, by where it stands."""

    def __init__(self, view: View) -> None:
        self.unknown = dict(unknowns(view))
        self.open = {path: _Open(path, Kind.UNKNOWN, unknown) for path, unknown in self.unknown.items()}

    def answer(self, answer: Answer) -> None:
        """What this answer leaves open: each place once, however often the answer asks about it."""
        asked: dict[Path, tuple[str, str]] = {}
        for question in causes(answer.open_questions):
            for path, key in places(question, self.unknown):
                asked.setdefault(path, (key, question.about[0]))
        for path, (key, about) in asked.items():
            one = self.open.setdefault(path, _Open(path, Kind.UNSETTLED if key in UNSETTLED else Kind.SILENT))
            one.keys[key] = one.keys.get(key, 0) + 1
            one.about.setdefault(key, about)
            one.questions[answer.question] = None
            one.touches += 1
            one.settles += len(asked) == 1

    def finding(self, finding: Finding) -> None:
        """A rule that cannot tell: because of what is open already, else because of something that only it asks."""
        facts = needs(finding)
        because = [
            one
            for at, one in self.open.items()
            if at[-1] in facts and any(at[: len(path)] == path for path in finding.rests_on)
        ]
        if not because and not is_perhaps(finding) and finding.because and finding.rests_on:
            path = finding.rests_on[0]
            one = self.open.setdefault(path, _Open(path, Kind.SILENT))
            one.said = one.said or Sentence(finding.because, finding.params)
            because = [one]
        for one in because:
            one.findings[finding.id] = None
