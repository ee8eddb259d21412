"""What is to be found out, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.errors import Problem
from auditor.exporters.checked import where
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.model import Model
from auditor.open_questions import Kind, OpenQuestions, Todo
from auditor.results import Names, Phrases, Sentence


class TodoOut(Out):
    """One thing to find out.

    at: file and line of where the answer is to be written, or of the nearest thing that stands there. path: the same
    as people write it. kind: somebody wrote `unknown`, nobody wrote it (silent), or what stands there leaves it open
    (unsettled), or it was reserved until a day that has passed (passed). keys: what the answers ask about it. who:
    who finds it out; ask: whom the description suggests where nobody does. settles, touches: numbers of answers to
    clients; questions: which questions those are about. findings: where a rule cannot tell without it.
    """

    at: str
    path: str
    kind: Kind
    said: str
    keys: list[str]
    who: str | None
    by: date | None
    overdue: bool
    note: str | None
    ask: list[str]
    settles: int
    touches: int
    questions: list[str]
    findings: list[str]
    reserved: bool


class OpenQuestionsOut(Out):
    """The result of `auditor todo`.

    answers: how many answers a client can get; known: how many of those are known; unlisted: how many are not, although
    nothing is asked, because nobody said that a list is complete.
    """

    model: str
    language: str
    on: date
    answers: int
    known: int
    unlisted: int
    todo: list[TodoOut]


def open_questions_out(found: OpenQuestions, speaker: Speaker) -> OpenQuestionsOut:
    """The open questions in words."""
    model = speaker.view.model
    return OpenQuestionsOut(
        model=model.name,
        language=speaker.language,
        on=found.on,
        answers=found.answers,
        known=found.known,
        unlisted=found.unlisted,
        todo=[_out(one, speaker, model) for one in found.todo],
    )


def _out(one: Todo, speaker: Speaker, model: Model) -> TodoOut:
    location = model.locate(one.path)
    return TodoOut(
        at=str(location) if location else "",
        path=Problem("", path=one.path).where,
        kind=one.kind,
        said=speaker.sentence(one.said),
        keys=list(one.keys),
        who=one.who.id if one.who else None,
        by=one.by,
        overdue=one.overdue,
        note=one.note.said_in(speaker.language) if one.note else None,
        ask=[name.id for name in one.ask],
        settles=one.settles,
        touches=one.touches,
        questions=list(one.questions),
        findings=list(one.findings),
        reserved=one.reserved,
    )


def open_questions(found: OpenQuestions, speaker: Speaker) -> RenderableType:
    """The open questions under each other, the most useful first, and how many there are."""
    counts = {
        "open": str(len(found.todo)), "nobody": str(sum(one.who is None for one in found.todo)),
        "late": str(sum(one.overdue for one in found.todo)), "known": str(found.known), "answers": str(found.answers),
    }  # fmt: skip
    shown = [_shown(one, speaker) for one in found.todo] or [Rich(speaker.text("todo.none"))]
    unlisted = [Rich(speaker.text("todo.unlisted", number=found.unlisted))] if found.unlisted else []
    return Group(*shown, Rich(speaker.text("todo.summary", **counts)), *unlisted)


def _shown(one: Todo, speaker: Speaker) -> RenderableType:
    lines = [Rich(speaker.sentence(one.said), style="bold")]
    lines += [Rich(speaker.sentence(said)) for said in _told(one)]
    note = one.note.said_in(speaker.language) if one.note else None
    lines += [Rich(note)] if note else []
    lines.append(Rich(where(speaker.view.model, one.path), style="dim"))
    return Padding(Group(*lines), (0, 0, 1, 0))


def _told(one: Todo) -> list[Sentence]:
    """Why it is open, what rests on it, who finds it out, and whether that is late."""
    said = [Sentence(f"todo.kind.{one.kind}")]
    if one.touches:
        said.append(Sentence("todo.counts", {"settles": str(one.settles), "touches": str(one.touches)}))
    if one.reserved:
        said.append(Sentence("todo.reserved"))
    if one.findings:
        said.append(Sentence("todo.findings", {"findings": Phrases(tuple(_by_rule(one.findings)))}))
    if one.who:
        said.append(Sentence("todo.who", {"who": one.who}))
    elif one.ask:
        names = Names(tuple(name.id for name in one.ask), one.ask[0].section)
        said.append(Sentence("todo.ask", {"names": names}))
    else:
        said.append(Sentence("todo.nobody"))
    if one.by:
        said.append(Sentence("todo.late" if one.overdue else "todo.before", {"date": one.by}))
    return said


def _by_rule(findings: Iterable[str]) -> Iterator[Sentence]:
    """What a rule looks at, with the ids of its findings."""
    for rule, ids in groupby(findings, lambda name: name.partition("@")[0]):
        yield Sentence("todo.finding", {"title": Sentence(f"rule.{rule}.title"), "id": ", ".join(ids)})
