"""Do you look me up on the internet or on social media?"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.answers.base import (
    Asked,
    by_sureness,
    circumstances,
    collecting,
    finders,
    finding_out,
    laws_of,
    line,
    looked_after,
    not_answered,
    open_question,
    present,
    say,
    sure,
    to_do,
    to_find_out,
    told_no,
)
from auditor.model import At, Path, is_own
from auditor.model.elements import Collection
from auditor.model.facts import Unknown, YesNo, stated
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence
from auditor.traces import EVERYBODY, Case, Status, covers, meet

_ONLINE = frozenset({"online-search", "social-media-profile"})
"""Kinds of data that come from looking somebody up, whoever wrote down from where."""


def do_you_look_me_up(asked: Asked) -> Answer:
    """What is looked up on the internet and written down; a no only where somebody looked after it."""
    view = asked.view
    owner = view.model.owner
    path = (*view.path(owner), "looks-up-online")
    fact = view.organisations[owner].looks_up_online if owner in view.organisations else None
    found = {True: list(_looked_up(asked, ours=True)), False: list(_looked_up(asked, ours=False))}
    others = _others(asked, found[False])
    no = told_no(view, fact, path) and not found[True] and not _may_be_online(asked)
    questions = tuple(_questions(asked, fact, path, found[True]))
    known = bool(found[True]) or fact is YesNo.YES or bool(no)
    return Answer(
        "do-you-look-me-up",
        None,
        AnswerState.UNKNOWN if not known else AnswerState.PARTLY if questions else AnswerState.KNOWN,
        answer=present(*_answer(asked, found[True], fact, path, bool(no))),
        facts=present(others),
        can_do=to_do(view, say("look.right")),
        unknown=present(
            say("look.where-unknown") if fact is YesNo.YES and not found[True] else None,
            finding_out(view, questions),
        ),
        open_questions=to_find_out(view, questions),
        laws=laws_of(asked, "do-you-look-me-up"),
        promised=(*dict.fromkeys(item for item, _ in found[True]), *finders(questions)),
    )


def _looked_up(asked: Asked, *, ours: bool) -> Iterator[tuple[str, At[Collection]]]:
    """Kinds of data that a worker looked up, by us or by others."""
    for place in asked.view.places:
        for at in asked.view.collects(place):
            if "online" in (stated(at.value.from_) or ()) and _by_us(asked, place, at.value) is ours:
                yield from ((item, at) for item in asked.items if covers(at.value.items, item))


def _by_us(asked: Asked, place: str, collection: Collection) -> bool:
    """Whether our workers look it up: as far as a client may know of who does, else where it is written down."""
    roles = [asked.view.roles[role].of for role in collection.by if role in asked.view.roles]
    if roles:
        return asked.view.model.owner in roles
    return is_own(place) and asked.ours(place) is not False


def _may_be_online(asked: Asked) -> bool:
    """Whether something stands in the description that may come from the internet, whatever the no says."""
    view = asked.view
    kinds = any(stated(view.items[item].category) in _ONLINE for item in asked.items)
    return kinds or any(isinstance(at.value.from_, Unknown) for place in view.places for at in view.collects(place))


def _answer(
    asked: Asked, found: list[tuple[str, At[Collection]]], fact: YesNo | Unknown | None, path: Path, no: bool
) -> Iterator[Sentence | None]:
    if found:
        always = any(collecting(at.value) is Status.ALWAYS for _, at in found)
        yield say("look.items" if always else "look.items-sometimes", bullets=_lines(asked, found))
        yield _who(asked, found)
    elif fact is YesNo.YES:
        yield say("look.yes", path)
        yield say("look.not-of-you")
    elif no:
        yield say("look.no", path)
        yield looked_after(asked.view, path)
    else:
        yield say("look.unknown")


def _who(asked: Asked, found: list[tuple[str, At[Collection]]]) -> Sentence | None:
    """Who looks it up, where that stands with all of it."""
    paths: dict[str, list[Path]] = {}
    for _, at in found:
        roles = [role for role in at.value.by if role in asked.view.roles]
        if not roles:
            return None
        for role in roles:
            paths.setdefault(role, []).append(at.path)
    return say("look.who", bullets=[line(Name(role, "roles"), [], *dict.fromkeys(at)) for role, at in paths.items()])


def _lines(asked: Asked, found: list[tuple[str, At[Collection]]]) -> list[Sentence]:
    lines = []
    for item in dict.fromkeys(item for item, _ in found):
        cases = [
            (at.path, Case(Status.ALWAYS, groups).then(at.value.if_))
            for other, at in found
            if other == item
            for groups in meet(asked.view, EVERYBODY, at.value.scope)
        ]
        for group in by_sureness(case for _, case in cases):
            status, notes = circumstances(group)
            paths = [path for path, case in cases if case in group]
            lines.append(line(sure(Name(item, "items"), status), notes, *paths))
    return lines


def _others(asked: Asked, found: list[tuple[str, At[Collection]]]) -> Sentence | None:
    """Other organisations of which the description says that they look people up."""
    view = asked.view
    paths: dict[str, list[Path]] = {}
    for _, at in found:
        workers = [view.roles[role].of for role in at.value.by if role in view.roles]
        place = view.organisation_of(str(at.path[1]))
        for other in workers or ([place] if place else []):
            if other != view.model.owner:
                paths.setdefault(other, []).append(at.path)
    for name, organisation in view.organisations.items():
        if name != view.model.owner and organisation.looks_up_online is YesNo.YES:
            paths.setdefault(name, []).append((*view.path(name), "looks-up-online"))
    lines = [line(Name(name, "organisations"), [], *dict.fromkeys(at)) for name, at in paths.items()]
    return say("look.others", bullets=lines) if lines else None


def _questions(
    asked: Asked, fact: YesNo | Unknown | None, path: Path, found: list[tuple[str, At[Collection]]]
) -> Iterator[OpenQuestion]:
    """Whether it happens, where nothing says so; what is then written down, where nothing says that."""
    owner = asked.view.model.owner
    if not found:
        yield from not_answered(asked.view, "look-up-unknown", fact, owner, path)
        if fact is YesNo.YES:
            yield open_question(asked.view, "looked-up-unknown", None, owner, path)
