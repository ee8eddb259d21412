"""Who can see my information?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.answers.base import (
    Asked,
    behind,
    by_sureness,
    checked_by,
    circumstances,
    complete_lists,
    declared,
    finders,
    finding_out,
    laws_of,
    line,
    no_start,
    open_question,
    places_complete,
    present,
    say,
    sure,
    to_do,
)
from auditor.model import Path
from auditor.model.elements import Condition
from auditor.model.facts import Unknown
from auditor.results import Answer, AnswerState, Name, OpenQuestion, Sentence
from auditor.traces import Case, Reader, Status, Way

_NARROWER = (Condition.ALL, Condition.OWN_TEAM, Condition.OWN_CLIENTS, Condition.INCIDENT)
_NOT_KNOWN = len(_NARROWER)


def who_can_see(asked: Asked) -> Answer:
    """Every function that can see it, with when; and the places where we do not know who can."""
    known: dict[str, list[Reader]] = {}
    unknown: dict[str, list[Reader]] = {}
    for reader in asked.readers:
        if reader.role:
            known.setdefault(reader.role, []).append(reader)
        else:
            at = reader.node if reader.way is Way.UNDESCRIBED else reader.organisation or reader.node
            unknown.setdefault(at, []).append(reader)
    unsure = tuple(_rights_unknown(asked))
    unknown_behind, asked_behind = behind(asked, "processor", "on", "carried-by")
    questions = (*_open(asked, unknown), *unsure, *asked_behind) if asked.reached else (no_start(asked),)
    complete = () if unknown or unsure or asked_behind else places_complete(asked)
    lists = complete_lists(asked.view, [(node, "access") for node in asked.reached]) if complete else ()
    every = (*complete, *lists) if complete and lists else ()
    answer: list[Sentence] = []
    if known:
        lines = [said for _, said in _surest_first(_role_lines(asked, known))]
        answer.append(say("who.roles", what=asked.what, bullets=lines))
    elif unknown:
        answer.append(say("who.unknown", what=asked.what))
    elif asked.reached:
        key = "who.nobody-listed" if every else "who.unknown"
        answer.append(say(key, *declared(every), what=asked.what))
    else:
        answer.append(say("who.nothing-known", what=asked.what))
    if every:
        answer += [say("who.complete", *declared(every))] if known else []
        answer.append(checked_by(asked.view, every))
    places = [
        said
        for _, said in _surest_first(
            pair for name, ways in sorted(unknown.items()) for pair in _place_lines(asked, name, ways)
        )
    ]
    listed = bool(known or every)
    state = AnswerState.UNKNOWN if not listed else AnswerState.PARTLY if questions else AnswerState.KNOWN
    return Answer(
        "who-can-see",
        asked.item,
        state,
        answer=tuple(answer),
        can_do=to_do(asked.view, say("who.right")),
        unknown=present(
            say("who.unknown-places", bullets=places) if places else None,
            say("who.rights-unsure") if unsure else None,
            *unknown_behind,
            finding_out(asked.view, questions),
        ),
        open_questions=questions,
        laws=laws_of(asked, "who-can-see"),
        promised=(*sorted(known), *sorted(unknown), *finders(questions)),
    )


def _surest_first(lines: Iterable[tuple[Status, Sentence]]) -> list[tuple[Status, Sentence]]:
    return sorted(lines, key=lambda pair: pair[0].rank)


def _role_lines(asked: Asked, known: dict[str, list[Reader]]) -> list[tuple[Status, Sentence]]:
    """For every role when it can see it. A way in is left out only where a wider one holds for everybody as surely."""
    lines: list[tuple[Status, Sentence]] = []
    for role, ways in sorted(known.items()):
        by_width: dict[int, list[Reader]] = {}
        for way in ways:
            by_width.setdefault(_width(way), []).append(way)
        wider: list[Case] = []
        for width in sorted(by_width):
            cases = [
                case
                for case in _cases(by_width[width])
                if not any(one.covers(case) and one.status.rank <= case.status.rank for one in wider)
            ]
            paths = [way.path for way in by_width[width]]
            for equally_sure in by_sureness(cases):
                status, notes = circumstances(equally_sure)
                said = line(sure(Name(role, "roles"), status), [*notes, *_when(width)], *paths)
                lines.append((equally_sure[0].status, said))
            if width != _NOT_KNOWN:
                wider += cases
    return lines


def _width(way: Reader) -> int:
    """How wide a way in is: 0 for every client at any time."""
    if way.way is Way.CARRIES or way.when is None:
        return 0
    return _NOT_KNOWN if isinstance(way.when, Unknown) else _NARROWER.index(way.when)


def _when(width: int) -> list[Sentence]:
    """When a function can use a way in that is this wide."""
    if width == _NOT_KNOWN:
        return [say("note.when-unknown")]
    return [say(f"note.{_NARROWER[width]}")] if width else []


def _place_lines(asked: Asked, name: str, ways: Sequence[Reader]) -> list[tuple[Status, Sentence]]:
    """A place or company where nobody wrote down who can look."""
    lines = []
    for cases in by_sureness(_cases(ways)):
        status, notes = circumstances(cases)
        lines.append((cases[0].status, line(sure(Name(name), status), notes, *(_described(way) for way in ways))))
    return lines


def _cases(ways: Sequence[Reader]) -> list[Case]:
    return [case for way in ways for case in way.cases]


def _described(way: Reader) -> Path:
    """The part of the model a reader rests on: the place, where nobody wrote down who has access."""
    return way.path[:-1] if way.path[-1:] == ("access",) else way.path


def _rights_unknown(asked: Asked) -> Iterator[OpenQuestion]:
    """Access of which nobody knows if it lets somebody read."""
    doubtful = {way.path: way.node for way in asked.readers if way.way is Way.ACCESS}
    for path, node in sorted(doubtful.items(), key=str):
        for at in asked.view.access(node) or ():
            if at.path == path and isinstance(at.value.can, Unknown):
                yield open_question(asked.view, "rights-unknown", at.value.can, at.value.role, (*path, "can"))


def _open(asked: Asked, unknown: dict[str, list[Reader]]) -> Iterable[OpenQuestion]:
    for name, ways in sorted(unknown.items()):
        holder = asked.view.holders[ways[0].node]
        yield open_question(asked.view, "access-unknown", holder.access, name, ways[0].path)
