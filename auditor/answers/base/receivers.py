"""Which organisations receive something: who gets it, can look, is told, keeps a computer running or decides along."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from auditor.answers.base.asked import Asked
from auditor.answers.base.knowing import STAYING, checker, open_question
from auditor.answers.base.lines import line, say, sure
from auditor.answers.base.naming import named
from auditor.model import Path
from auditor.model.elements import Flow, Form, Mode
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Name, OpenQuestion, Sentence
from auditor.traces import EVERYBODY, Arrival, Case, Presence, Status, StepKind, Way, covers, meet


class How(IntEnum):
    """How an organisation receives it, the most first.

    has: it begins there, or was written down from there. passes: something goes through there. runs: a company keeps a
    place running. decides: it decides about a place together with others, and nobody knows if it sees what is there.
    """

    GETS = 0
    HAS = 1
    LOOKS = 2
    IS_TOLD = 3
    PASSES = 4
    RUNS = 5
    DECIDES = 6


_HOW = {
    Presence.COPY: How.GETS,
    Presence.VIEW: How.LOOKS,
    Presence.TOLD: How.IS_TOLD,
    Presence.CARRIED: How.PASSES,
}


@dataclass(frozen=True)
class Receipt:
    """One way in which an organisation receives one kind of data. node: where that is; path: where it stands."""

    organisation: str
    how: How
    item: str
    form: Form
    case: Case
    node: str
    path: Path

    def hides(self, other: Receipt) -> bool:
        """Whether the other one adds nothing: less of the same, no nearer to a person and no surer."""
        same = self.organisation == other.organisation and self.item == other.item
        nearer = self.form.depth <= other.form.depth and self.case.status.rank <= other.case.status.rank
        return same and self.how < other.how and nearer and self.case.covers(other.case)


def receipts(asked: Asked) -> tuple[Receipt, ...]:
    """How every organisation other than the describing one receives what is asked about, each way once."""
    found: dict[tuple[object, ...], Receipt] = {}
    for one in (*_arriving(asked), *_looking(asked), *_running(asked)):
        if one.organisation != asked.view.model.owner:
            key = (one.organisation, one.how, one.item, one.form, one.case, one.node)
            found.setdefault(key, one)
    by_organisation: dict[tuple[str, str], list[Receipt]] = {}
    for one in found.values():
        by_organisation.setdefault((one.organisation, one.item), []).append(one)
    return tuple(
        one for here in by_organisation.values() for one in here if not any(other.hides(one) for other in here)
    )


def _arriving(asked: Asked) -> Iterator[Receipt]:
    view = asked.view
    for node, arrivals in asked.reached.items():
        deciders = view.deciders(node)
        for organisation in deciders:
            for arrival in arrivals:
                path = arrival.route[-1].path
                if len(deciders) > 1:
                    case = Case(Status.PERHAPS, arrival.groups)
                    decides = (organisation, How.DECIDES, arrival.item, arrival.form, case, node, view.path(node))
                    yield Receipt(*decides)
                else:
                    yield Receipt(
                        organisation, _how(asked, arrival), arrival.item, arrival.form, arrival.case, node, path
                    )


def _how(asked: Asked, arrival: Arrival) -> How:
    """What begins there is had there already; but for what we ourselves write down with them."""
    if not any(step.kind is StepKind.FLOW for step in arrival.route):
        begin = arrival.route[0]
        written = asked.view.collects(arrival.node) if begin.kind is StepKind.COLLECT else ()
        ours = any(at.path == begin.path and asked.we_write(arrival.node, at.value) for at in written)
        return How.GETS if ours else How.HAS
    return _HOW[arrival.presence]


def _looking(asked: Asked) -> Iterator[Receipt]:
    """People of one organisation who can look at a place of another."""
    view = asked.view
    for reader in asked.readers:
        if reader.organisation and reader.way in (Way.ACCESS, Way.CARRIES):
            if view.deciders(reader.node) == (reader.organisation,):
                continue
            here = [arrival for arrival in asked.reached[reader.node] if arrival.item == reader.arrival.item]
            form = min((arrival.form for arrival in here), key=lambda form: form.depth)
            for case in reader.cases:
                item = reader.arrival.item
                yield Receipt(reader.organisation, How.LOOKS, item, form, case, reader.node, reader.path)


def _running(asked: Asked) -> Iterator[Receipt]:
    """Companies that keep a place running where something about a person stays or may stay."""
    view = asked.view
    for node, arrivals in asked.reached.items():
        for at in (view.processors(node) or ()) if node in view.places else ():
            for arrival in arrivals:
                if arrival.presence in STAYING and arrival.form.personal:
                    case = arrival.case
                    yield Receipt(at.value.organisation, How.RUNS, arrival.item, arrival.form, case, node, at.path)


def having(asked: Asked) -> tuple[Receipt, ...]:
    """How every other organisation receives it, and which of them have it because it was written down from them."""
    gets = receipts(asked)
    return (*gets, *(one for one in given_by(asked) if not any(other.hides(one) for other in gets)))


def given_by(asked: Asked) -> tuple[Receipt, ...]:
    """What other organisations have because it was written down from them, each way once."""
    view = asked.view
    found: dict[tuple[str, str, Case], Receipt] = {}
    for source, items, path, case in written_from(asked):
        if source in view.organisations and source != view.model.owner:
            for item in items:
                one = Receipt(source, How.HAS, item, Form.AS_IS, case, source, path)
                found.setdefault((source, item, case), one)
    return tuple(found.values())


def written_from(asked: Asked) -> Iterator[tuple[str, list[str], Path, Case]]:
    """From whom or what it is written down at our places: which of the kinds asked about, where it stands, and when."""
    view = asked.view
    for place in view.own_places:
        for at in view.collects(place):
            items = [item for item in asked.items if covers(at.value.items, item)]
            for source in stated(at.value.from_) or () if items else ():
                for groups in meet(view, EVERYBODY, at.value.scope):
                    yield source, items, at.path, Case(Status.ALWAYS, groups).then(at.value.if_)


def surest(found: Iterable[Receipt]) -> Status | None:
    """How sure it is that any client's data about a person goes there; for some clients only is "sometimes"."""
    best: Status | None = None
    for one in found:
        status = one.case.status
        if status is Status.ALWAYS and one.case.groups:
            status = Status.SOMETIMES
        if one.form.personal and (best is None or status.rank < best.rank):
            best = status
    return best


def of_kinds(asked: Asked, found: Iterable[Receipt], kinds: Iterable[str]) -> list[Receipt]:
    """Only what organisations of these kinds receive."""
    wanted = set(kinds)
    return [one for one in found if asked.view.kind_id(one.organisation) in wanted]


def kinds_unknown(asked: Asked, found: Iterable[Receipt]) -> tuple[list[Sentence], list[OpenQuestion]]:
    """The organisations that receive it of which nobody knows what they are."""
    view = asked.view
    names = sorted({one.organisation for one in found if view.kind_id(one.organisation) is None})
    questions = [
        open_question(view, "kind-unknown", view.organisations[name].kind, name, view.path(name)) for name in names
    ]
    return [line(named(view, name), [], view.path(name)) for name in names], questions


def unseen(asked: Asked, nodes: Collection[str] | None = None) -> tuple[list[Sentence], list[OpenQuestion]]:
    """The places where nobody knows who else receives it: whose it is, or which company keeps it running.

    Also where several decide and nobody closed the list of who can see it. nodes: only of these.
    """
    view = asked.view
    lines: list[Sentence] = []
    questions: list[OpenQuestion] = []
    for node, arrivals in asked.reached.items():
        if node not in view.places or (nodes is not None and node not in nodes):
            continue
        if not any(arrival.form.personal for arrival in arrivals):
            continue
        place, path, asked_here = view.places[node], view.path(node), len(questions)
        deciders = view.deciders(node)
        if not deciders:
            questions.append(open_question(view, "controller-unknown", place.controller, node, path))
        if isinstance(place.processor, Unknown):
            at = (*path, "processor")
            questions.append(open_question(view, "company-unknown", place.processor, node, at))
        if len(deciders) > 1 and not view.complete(node, "access"):
            questions.append(open_question(view, "access-unknown", place.access, node, (*path, "access")))
        if len(questions) > asked_here:
            best = min((arrival.status for arrival in arrivals), key=lambda status: status.rank)
            lines.append(line(sure(Name(node), best), [], path))
    return lines, questions


def denied_flows(asked: Asked, wanted: Callable[[str], bool] = lambda _: True) -> tuple[Sentence, ...]:
    """Where somebody looked after that it does not go: an explicit no with a date, and no other way to there.

    Nothing is denied as long as anything is reserved: a reserved flow may do just that. wanted: only to these places
    and organisations.
    """
    view = asked.view
    if view.anything_reserved:
        return ()
    reached = {*asked.reached, *(name for node in asked.reached for name in view.deciders(node))}
    reached |= {one.organisation for one in receipts(asked)}
    found = [
        (flow, checked)
        for flow in view.flows
        if flow.value.happens is YesNo.NO
        and (checked := flow.value.checked)
        and wanted(flow.value.to)
        and flow.value.scope == "all"
        and all(covers(flow.value.items, item) for item in asked.items)
        and flow.value.if_ is None
        and _is_whole(flow.value)
        and not {flow.value.to, *view.deciders(flow.value.to)} & reached
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
