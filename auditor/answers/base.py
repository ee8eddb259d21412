"""What every answer shares: what is asked about, and the sentences that any answer can need.

The truth rules stand above style. A list that nobody declared complete never supports a closing word; a reply time is
named only as the law states it or as a promise with its owner; what is unknown is said, with who finds out if the model
names somebody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from auditor.model import Path, View
from auditor.model.elements import Form
from auditor.model.facts import Unknown
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Param, Phrases, Sentence
from auditor.traces import Arrival, Clock, Presence, Reader, Status, Step, Trace, Traces


class Asked:
    """What a client asks about: one kind of data, or everything about them; with all that its traces say."""

    def __init__(self, traces: Traces, item: str | None) -> None:
        self.traces = traces
        self.item = item

    @property
    def view(self) -> View:
        """The view the answer is made from."""
        return self.traces.view

    @property
    def what(self) -> Param:
        """What the sentences call it."""
        return Name(self.item) if self.item else say("everything")

    @cached_property
    def items(self) -> tuple[str, ...]:
        """What is asked about: the item, or every item that is not only about the organisation's own workers."""
        view = self.view
        if self.item:
            return (self.item,)
        return tuple(item for item in view.items if set(view.about(item)) != {"worker"})

    @cached_property
    def all_traces(self) -> tuple[Trace, ...]:
        """The trace of every item that is asked about."""
        return tuple(self.traces.of(item) for item in self.items)

    @cached_property
    def reached(self) -> Mapping[str, tuple[Arrival, ...]]:
        """Every node that anything asked about reaches, with the arrivals best first."""
        found: dict[str, list[Arrival]] = {}
        for trace in self.all_traces:
            for node, reached in trace.reached.items():
                found.setdefault(node, []).extend(reached.arrivals)
        return {node: tuple(sorted(found[node], key=lambda arrival: arrival.order)) for node in sorted(found)}

    @cached_property
    def origins(self) -> tuple[Arrival, ...]:
        """Where anything asked about is first written down or already held, one per node."""
        found: dict[str, Arrival] = {}
        for trace in self.all_traces:
            for arrival in trace.origins:
                found.setdefault(arrival.node, arrival)
        return tuple(found[node] for node in sorted(found))

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """Everybody who can see anything asked about."""
        return tuple(reader for trace in self.all_traces for reader in self.traces.readers(trace))

    @cached_property
    def clocks(self) -> tuple[Clock, ...]:
        """The clock of every copy; a copy that several traces reach has one clock."""
        found: dict[tuple[str, str], Clock] = {}
        for trace in self.all_traces:
            for clock in self.traces.clocks(trace):
                found.setdefault((clock.node, clock.item), clock)
        return tuple(found[key] for key in sorted(found))

    def steps(self) -> tuple[Step, ...]:
        """Every step of every route, once."""
        every = (step for arrivals in self.reached.values() for arrival in arrivals for step in arrival.route)
        return tuple(dict.fromkeys(every))


@dataclass(frozen=True)
class Question:
    """A question that clients ask. per_item: whether it can be asked about one kind of data."""

    id: str
    per_item: bool
    reply: Callable[[Asked], Answer]


def say(key: str, *rests_on: Path, bullets: Iterable[Sentence] = (), **params: Param) -> Sentence:
    """A sentence of the answers' catalogue; it also rests on what the lines below it rest on."""
    lines = tuple(bullets)
    paths = (*rests_on, *(path for line in lines for path in line.rests_on))
    return Sentence(f"answer.{key}", params, tuple(dict.fromkeys(paths)), lines)


def line(name: str, notes: Iterable[Sentence], *rests_on: Path) -> Sentence:
    """A line of a list: a name, and what must be said with it."""
    said = _distinct(notes)
    if said:
        return say("line.noted", *rests_on, name=Name(name), notes=Phrases(said))
    return say("line.plain", *rests_on, name=Name(name))


def _distinct(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    kept: list[Sentence] = []
    for sentence in sentences:
        if sentence not in kept:
            kept.append(sentence)
    return tuple(kept)


def present(*sentences: Sentence | None) -> tuple[Sentence, ...]:
    """The sentences that are there to be said, each once."""
    return _distinct(sentence for sentence in sentences if sentence is not None)


def notes_of(asked: Asked, arrivals: Iterable[Arrival]) -> list[Sentence]:
    """What must be said with a place: how data is there, what it has become, for whom and how sure."""
    ways = list(arrivals)
    best = ways[0]
    copies = [arrival for arrival in ways if arrival.presence is Presence.COPY]
    notes: list[Sentence] = []
    if not any(arrival.status is best.status for arrival in copies):
        notes.append(say(f"note.{best.presence}"))
        if copies and best.presence is Presence.TOLD:
            notes.append(say("note.perhaps-written-down"))
    nearest = min((arrival.form for arrival in ways), key=lambda form: form.depth)
    if nearest is not Form.AS_IS:
        notes.append(say(f"note.{nearest}"))
    return notes + _conditions(asked, best)


def _conditions(asked: Asked, best: Arrival) -> list[Sentence]:
    if best.status is Status.PERHAPS:
        return [say("note.perhaps")]
    view = asked.view
    notes = [say("note.for-group", group=Name(group)) for group in sorted(best.groups)]
    if best.status is Status.SOMETIMES:
        flows = {flow.id: flow.value for flow in view.flows}
        conditions = [flows[step.flow].if_ for step in best.route if step.flow]
        said = [say("note.if", condition=condition) for condition in conditions if condition]
        notes += said if len(said) == 1 else [say("note.sometimes")]
    return notes


def evidence(arrivals: Iterable[Arrival]) -> tuple[Path, ...]:
    """The parts of the model that these arrivals rest on."""
    return tuple(dict.fromkeys(step.path for arrival in arrivals for step in arrival.route))


def open_question(key: str, fact: object, about: str, path: Path) -> OpenQuestion:
    """Something not known, with who finds out and by when where the model says so."""
    asked_by = fact if isinstance(fact, Unknown) else Unknown()
    return OpenQuestion(key, (about,), path, asked_by.who, asked_by.by)


def finding_out(view: View, questions: Iterable[OpenQuestion]) -> Sentence | None:
    """Who finds out what we do not know, and by when: the first open question that names somebody."""
    for question in questions:
        if question.who and (question.who in view.roles or question.who in view.organisations):
            if question.by:
                return say("finding-out.by", question.path, who=Name(question.who), date=question.by)
            return say("finding-out.who", question.path, who=Name(question.who))
    return say("finding-out.nobody") if tuple(questions) else None


def ask_us(view: View) -> Sentence:
    """With whom a client can ask further, where the model says so."""
    owner = view.model.owner
    desk = view.organisations[owner].rights_desk if owner in view.organisations else None
    if desk and isinstance(desk.ask, str) and desk.ask in view.roles:
        return say("ask.role", ("organisations", owner, "rights-desk"), who=Name(desk.ask))
    return say("ask.us")


def laws_of(asked: Asked, question: str) -> tuple[str, ...]:
    """The articles behind the right to this answer."""
    return asked.view.knowledge.questions[question].laws
