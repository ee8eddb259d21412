"""Whom we give data to: other organisations that get it from us, look at it with us, or hear of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from auditor.answers.base.asked import Asked, collecting
from auditor.answers.base.knowing import Declared, complete_lists, open_question, places_complete
from auditor.answers.base.lines import by_sureness, circumstances, line, say, sure
from auditor.model import NamedFlow, Path
from auditor.model.facts import Unknown
from auditor.results import Name, OpenQuestion, Sentence
from auditor.traces import Case, Presence, Status, Way, covers, status_of, taken
from auditor.traces.steps import Arrival, presences


@dataclass(frozen=True)
class Given:
    """One way in which others get data that is still about a person.

    receiver: the organisation; the place where nobody knows who decides there (`decided` is then False). flow: None
    where we write it down with them, or where they can look at a place of ours. unsure: the flows on the way of which
    nobody knows if they happen.
    """

    receiver: str
    node: str
    presence: Presence
    case: Case
    path: Path
    decided: bool = True
    flow: NamedFlow | None = None
    unsure: tuple[str, ...] = ()


def given(asked: Asked) -> tuple[Given, ...]:
    """Everything that we give to others, the surest first; a company that works for us is no other."""
    found = [*_flowing(asked), *_written(asked), *_looking(asked)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.case.status.rank))


def _flowing(asked: Asked) -> Iterator[Given]:
    view, owner = asked.view, asked.view.model.owner
    for flow in view.flows:
        givers = view.deciders(flow.value.from_)
        if givers and owner not in givers:
            continue
        places = [way.place for way in flow.value.via if way.place in view.places]
        ends = dict.fromkeys((flow.value.to, *(place for place in places if place)))
        for node in ends:
            others = [name for name in view.deciders(node) if name != owner and name not in givers]
            decided = bool(view.deciders(node))
            for receiver in others if decided else (node,):
                for presence, case, unsure in _passed(asked, flow, end=node == flow.value.to):
                    known = case if decided else replace(case, status=Status.PERHAPS)
                    yield Given(receiver, node, presence, known, flow.path, decided, flow, unsure)


def _passed(asked: Asked, flow: NamedFlow, *, end: bool) -> Iterator[tuple[Presence, Case, tuple[str, ...]]]:
    """How data about a person comes to the end of a flow, or only passes a place on its way."""
    value, happens = flow.value, status_of(flow.value)
    if happens is None:
        return
    here = (flow.id,) if happens is Status.PERHAPS else ()
    ways = presences(value) if end else [(Presence.CARRIED, Status.ALWAYS)]
    for arrival, going in taken(asked.view, value, asked.reached.get(value.from_, ())):
        if (arrival.form.then(value.form) if end else arrival.form).personal:
            for groups in going:
                for presence, certain in ways:
                    status = arrival.status.then(happens).then(certain)
                    case = Case(status, groups, arrival.conditions).then(value.if_)
                    yield presence, case, (*_unsure(arrival), *here)


def _unsure(arrival: Arrival) -> tuple[str, ...]:
    return tuple(step.flow for step in arrival.route if step.flow and step.status is Status.PERHAPS)


def _written(asked: Asked) -> Iterator[Given]:
    """What our people write down at a place of others."""
    view, owner = asked.view, asked.view.model.owner
    for place in view.places:
        deciders = view.deciders(place)
        for at in view.collects(place) if deciders and owner not in deciders else ():
            about = any(covers(at.value.items, item) for item in asked.items)
            if about and asked.we_write(place, at.value):
                for receiver in deciders:
                    yield Given(receiver, place, Presence.COPY, Case(collecting(at.value)), at.path)


def _looking(asked: Asked) -> Iterator[Given]:
    """People of others who can look at a place of ours, and do not work there for us."""
    view, owner = asked.view, asked.view.model.owner
    for reader in asked.readers:
        deciders = view.deciders(reader.node)
        other = reader.organisation
        if other and reader.node in view.places and owner in deciders and reader.way is Way.ACCESS:
            companies = {at.value.organisation for at in view.processors(reader.node) or ()}
            if other not in {*companies, *deciders}:
                for case in reader.cases:
                    yield Given(other, reader.node, Presence.VIEW, case, reader.path)


def deciding_with_us(asked: Asked) -> list[Sentence]:
    """A line for every organisation that decides together with us about a place where it is."""
    view, owner = asked.view, asked.view.model.owner
    places: dict[str, list[Path]] = {}
    for node in asked.reached:
        deciders = view.deciders(node)
        for other in deciders if owner in deciders else ():
            if other != owner:
                places.setdefault(other, []).append((*view.path(node), "controller"))
    return [line(Name(other), [], *paths) for other, paths in sorted(places.items())]


def given_to_no_others(asked: Asked, found: tuple[Given, ...]) -> Declared:
    """The declarations that together say that we give it to no others; empty where they do not.

    Of every place it must also be known who can look there.
    """
    view = asked.view
    ours = all(view.deciders(node) == (view.model.owner,) for node in asked.reached)
    everything = all(trace.reached for trace in asked.all_traces)
    places = places_complete(asked) if ours and everything and not found else ()
    looking = complete_lists(view, [(node, "access") for node in asked.reached])
    return (*places, *looking) if places and looking else ()


def given_lines(found: Iterable[Given]) -> list[Sentence]:
    """A line per receiver and manner, with how sure, for whom and when."""
    together: dict[tuple[str, Presence], list[Given]] = {}
    for one in found:
        together.setdefault((one.receiver, one.presence), []).append(one)
    lines: list[Sentence] = []
    for (receiver, presence), ways in together.items():
        for cases in by_sureness(way.case for way in ways):
            status, notes = circumstances(cases)
            if presence is not Presence.COPY:
                notes = [*notes, say(f"note.{presence}")]
            if not all(way.decided for way in ways):
                notes = [*notes, say("note.decider-unknown")]
            paths = [way.path for way in ways if way.case in cases]
            lines.append(line(sure(Name(receiver), status), notes, *paths))
    return lines


def given_doubts(asked: Asked, found: Iterable[Given]) -> list[OpenQuestion]:
    """What is not known of whom we give it to: whether a flow happens, and who decides where it ends."""
    view = asked.view
    flows = {flow.id: flow for flow in view.flows}
    questions: dict[Path, OpenQuestion] = {}
    for one in found:
        for name in one.unsure:
            flow = flows[name]
            value = flow.value
            facts = (value.happens, value.mode, value.items, value.scope, value.written_down)
            fact = next((fact for fact in facts if isinstance(fact, Unknown)), None)
            questions.setdefault(flow.path, open_question(view, "flow-uncertain", fact, value.to, flow.path))
        if one.decided and one.case.status is Status.PERHAPS and not one.unsure:
            asks = "flow-uncertain" if one.flow else "access-unknown"
            written = one.flow.value.written_down if one.flow else None
            questions.setdefault(one.path, open_question(view, asks, written, one.node, one.path))
        if not one.decided:
            path = (*view.path(one.node), "controller")
            controller = getattr(view.holders[one.node], "controller", None)
            questions.setdefault(path, open_question(view, "decider-unknown", controller, one.node, path))
    return list(questions.values())
