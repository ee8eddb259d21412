"""Who did you get this from?"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.answers.base import (
    Asked,
    by_sureness,
    circumstances,
    finders,
    finding_out,
    laws_of,
    line,
    may_know_of,
    open_question,
    present,
    say,
    sure,
    to_do,
    written_from,
)
from auditor.model import At, Path
from auditor.model.elements import Collection
from auditor.model.facts import MADE_BY, Unknown
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence
from auditor.traces import Arrival, Case, Status, StepKind, covers

Sources = dict[str, list[tuple[Path, Case]]]
"""Who or what it comes from, each with the parts of the model that say so and in which cases."""


def where_from(asked: Asked) -> Answer:
    """Everybody it comes from: the client, others, an organisation; seen or made by us."""
    view = asked.view
    sources = sources_of(asked)
    made = made_of(asked)
    questions = tuple(_open(asked, made))
    known = bool(sources or made)
    return Answer(
        "where-from",
        asked.item,
        AnswerState.UNKNOWN if not known else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=tuple(_said(asked, sources, made, whole=view.tells_all and not questions)),
        can_do=to_do(view, say("from.right")),
        unknown=present(_unsure(asked) if questions and known else None, finding_out(view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "where-from"),
        promised=(*(name for name in sources if name not in ("client", *MADE_BY)),
                  *(made if asked.item else ()), *finders(questions)),
    )  # fmt: skip


def sources_of(asked: Asked) -> Sources:
    """Everybody it comes from: those it was written down from, and those who have it already or send it."""
    sources: Sources = {}
    for source, path, case in (*_collected(asked), *_held(asked), *_received(asked)):
        sources.setdefault(source, []).append((path, case))
    return sources


def _collected(asked: Asked) -> Iterator[tuple[str, Path, Case]]:
    for source, _, path, case in written_from(asked):
        if may_know_of(asked.view, source):
            yield source, path, case


def _held(asked: Asked) -> Iterator[tuple[str, Path, Case]]:
    """Organisations that have it already and send it on."""
    for node, arrivals in asked.origins.items():
        for arrival in arrivals:
            step = arrival.route[0]
            if step.kind is StepKind.HELD and node in asked.view.organisations and not asked.ours(node):
                yield node, step.path, arrival.case


def _received(asked: Asked) -> Iterator[tuple[str, Path, Case]]:
    """Organisations of whose places it comes to ours."""
    view = asked.view
    for flow, _ in asked.flows:
        organisation = view.organisation_of(flow.value.from_)
        if (
            any(covers(flow.value.items, item) for item in asked.items)
            and asked.ours(flow.value.to)
            and asked.ours(flow.value.from_) is False
            and organisation
            and organisation in view.organisations
        ):
            for case in asked.cases(flow):
                yield organisation, flow.path, case


def made_of(asked: Asked) -> dict[str, list[Path]]:
    """What it is made out of."""
    made: dict[str, list[Path]] = {}
    view = asked.view
    for place in view.own_places:
        for at in view.derives(place):
            for item in at.value.out_of:
                if at.value.item in asked.items and item in view.items:
                    made.setdefault(item, []).append(at.path)
    return made


def _open(asked: Asked, made: dict[str, list[Path]]) -> Iterator[OpenQuestion]:
    """Places that have it while nobody wrote down how it came there or was made there."""
    view = asked.view
    for arrival in _held_somehow(asked):
        yield open_question(view, "source-unknown", None, arrival.node, arrival.route[0].path)
    for place, at in _from_nobody_knows(asked):
        yield open_question(view, "source-unknown", at.value.from_, place, (*at.path, "from"))
    if not asked.origins and not made:
        about = asked.item or view.model.owner
        yield open_question(asked.view, "source-unknown", None, about, view.path(about))


def _held_somehow(asked: Asked) -> Iterator[Arrival]:
    """What is somewhere while nobody wrote down how it came there or was made there."""
    for node, arrivals in asked.origins.items():
        for arrival in arrivals:
            ours = node not in asked.view.organisations
            doubtful = not asked.made_at(node, arrival.item) if ours else arrival.status is Status.PERHAPS
            if arrival.route[0].kind is StepKind.HELD and doubtful:
                yield arrival


def _from_nobody_knows(asked: Asked) -> Iterator[tuple[str, At[Collection]]]:
    """What is written down at our places while nobody knows from whom."""
    view = asked.view
    for place in view.own_places:
        for at in view.collects(place):
            if isinstance(at.value.from_, Unknown) and any(covers(at.value.items, item) for item in asked.items):
                yield place, at


def _unsure(asked: Asked) -> Sentence:
    """Of what nobody knows from whom it comes; where one kind of data is asked about, of a part of it."""
    if asked.item:
        return say("from.unsure")
    found: dict[str, list[Path]] = {}
    for arrival in _held_somehow(asked):
        found.setdefault(arrival.item, []).append(arrival.route[0].path)
    for _, at in _from_nobody_knows(asked):
        for item in asked.items:
            if covers(at.value.items, item):
                found.setdefault(item, []).append(at.path)
    if not found:
        return say("from.unsure")
    lines = [line(Name(item, "items"), [], *found[item]) for item in asked.items if item in found]
    return say("from.unsure-items", bullets=lines)


def _said(asked: Asked, sources: Sources, made: dict[str, list[Path]], *, whole: bool) -> list[Sentence]:
    """whole: of all of it somebody wrote down from whom it comes, and nothing is reserved."""
    people = [name for name in sources if name not in MADE_BY]
    answer: list[Sentence] = []
    if people == ["client"] and any(case == Case(Status.ALWAYS) for _, case in sources["client"]):
        paths = _paths(sources, "client")
        all_ = whole and (asked.item or not (made or any(own in sources for own in MADE_BY)))
        answer.append(say("from.you", *paths, what=asked.what) if all_ else say("from.you-part", *paths))
    elif people:
        answer.append(
            say(
                "from.people",
                what=asked.what,
                bullets=[said for name in people for said in _lines(asked, sources, name)],
            )
        )
    for own in MADE_BY:
        if own in sources:
            alone = "" if whole else "-part"
            manner = alone if not answer else "-too" if asked.item else "-part"
            answer.append(say(f"from.{own}{manner}", *_paths(sources, own), what=asked.what))
    if made and asked.item:
        lines = [line(Name(item, "items"), [], *paths) for item, paths in made.items()]
        answer.append(say("from.made-too" if answer else "from.made", what=asked.what, bullets=lines))
    return answer or [say("from.unknown", what=asked.what)]


def _lines(asked: Asked, sources: Sources, name: str) -> Iterator[Sentence]:
    section = "organisations" if name in asked.view.organisations else "subjects"
    for cases in by_sureness(case for _, case in sources[name]):
        status, notes = circumstances(cases)
        paths = [path for path, case in sources[name] if case in cases]
        yield line(sure(Name(name, section), status), notes, *paths)


def _paths(sources: Sources, name: str) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path for path, _ in sources[name]))
