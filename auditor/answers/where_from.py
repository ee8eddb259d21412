"""Who did you get this from?"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.answers.base import (
    Asked,
    ask_desk,
    collecting,
    finders,
    finding_out,
    laws_of,
    line,
    may_know_of,
    open_question,
    present,
    say,
    sure,
)
from auditor.model import Path
from auditor.model.facts import Unknown, stated
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence
from auditor.traces import Status, StepKind, covers

Sources = dict[str, list[tuple[Path, Status]]]
"""Who or what it comes from, each with the parts of the model that say so and how sure that is."""


def where_from(asked: Asked) -> Answer:
    """Everybody it comes from: the client, others, an organisation; seen or made by us."""
    view = asked.view
    sources: Sources = {}
    for source, path, status in (*_collected(asked), *_held(asked), *_received(asked)):
        sources.setdefault(source, []).append((path, status))
    made = _made(asked)
    questions = tuple(_open(asked, made))
    known = bool(sources or made)
    return Answer(
        "where-from",
        asked.item,
        AnswerState.UNKNOWN if not known else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=tuple(_said(asked, sources, made)),
        can_do=present(say("from.right"), ask_desk(view)),
        unknown=present(say("from.unsure") if questions and known else None, finding_out(view, questions)),
        open_questions=questions,
        laws=laws_of(asked, "where-from"),
        promised=(*(name for name in sources if name not in ("client", "observed", "us")),
                  *(made if asked.item else ()), *finders(questions)),
    )  # fmt: skip


def _collected(asked: Asked) -> Iterator[tuple[str, Path, Status]]:
    view = asked.view
    for place in view.own_places:
        for at in view.collects(place):
            if any(covers(at.value.items, item) for item in asked.items):
                for source in stated(at.value.from_) or ():
                    if may_know_of(view, source):
                        yield source, at.path, collecting(at.value)


def _held(asked: Asked) -> Iterator[tuple[str, Path, Status]]:
    """Organisations that have it already and send it on."""
    for node, arrivals in asked.origins.items():
        for arrival in arrivals:
            step = arrival.route[0]
            if step.kind is StepKind.HELD and node in asked.view.organisations and not asked.ours(node):
                yield node, step.path, Status.ALWAYS


def _received(asked: Asked) -> Iterator[tuple[str, Path, Status]]:
    """Organisations of whose places it comes to ours."""
    for flow, status in asked.flows:
        organisation = asked.view.organisation_of(flow.value.from_)
        if (
            status is not Status.PERHAPS
            and any(covers(flow.value.items, item) for item in asked.items)
            and asked.ours(flow.value.to)
            and asked.ours(flow.value.from_) is False
            and organisation
            and organisation in asked.view.organisations
        ):
            yield organisation, flow.path, status


def _made(asked: Asked) -> dict[str, list[Path]]:
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
    for node, arrivals in asked.origins.items():
        for arrival in arrivals:
            made_here = asked.made_at(node, arrival.item)
            if arrival.route[0].kind is StepKind.HELD and node not in view.organisations and not made_here:
                yield open_question(asked.view, "source-unknown", None, node, arrival.route[0].path)
    for place in view.own_places:
        for at in view.collects(place):
            if isinstance(at.value.from_, Unknown) and any(covers(at.value.items, item) for item in asked.items):
                yield open_question(view, "source-unknown", at.value.from_, place, (*at.path, "from"))
    if not asked.origins and not made:
        about = asked.item or view.model.owner
        yield open_question(asked.view, "source-unknown", None, about, view.path(about))


def _said(asked: Asked, sources: Sources, made: dict[str, list[Path]]) -> list[Sentence]:
    people = [name for name in sources if name not in ("observed", "us")]
    answer: list[Sentence] = []
    if people == ["client"] and any(status is Status.ALWAYS for _, status in sources["client"]):
        answer.append(say("from.you", *_paths(sources, "client"), what=asked.what))
    elif people:
        answer.append(say("from.people", what=asked.what, bullets=[_line(asked, sources, name) for name in people]))
    for own in ("observed", "us"):
        if own in sources:
            manner = "" if not answer else "-too" if asked.item else "-part"
            answer.append(say(f"from.{own}{manner}", *_paths(sources, own), what=asked.what))
    if made and asked.item:
        lines = [line(Name(item, "items"), [], *paths) for item, paths in made.items()]
        answer.append(say("from.made-too" if answer else "from.made", what=asked.what, bullets=lines))
    return answer or [say("from.unknown", what=asked.what)]


def _line(asked: Asked, sources: Sources, name: str) -> Sentence:
    best = min((status for _, status in sources[name]), key=lambda status: status.rank)
    section = "organisations" if name in asked.view.organisations else "subjects"
    return line(sure(Name(name, section), best), [], *_paths(sources, name))


def _paths(sources: Sources, name: str) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path for path, _ in sources[name]))
