"""Lines of the functions that can see something, with when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditor.answers.base.lines import by_sureness, circumstances, line, say, sure
from auditor.model import Path
from auditor.model.elements import Condition
from auditor.model.facts import Unknown
from auditor.results import Name, OpenQuestion, Sentence
from auditor.traces import Case, Reader, Status, Way

_NARROWER = (Condition.ALL, Condition.OWN_TEAM, Condition.OWN_CLIENTS, Condition.INCIDENT)
_NOT_KNOWN = len(_NARROWER)


def surest_first(lines: Iterable[tuple[Status, Sentence]]) -> list[Sentence]:
    """The lines, the surest first."""
    return [said for _, said in sorted(lines, key=lambda pair: pair[0].rank)]


def role_lines(known: Mapping[str, Sequence[Reader]]) -> list[Sentence]:
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
                for case in cases_of(by_width[width])
                if not any(one.covers(case) and one.status.rank <= case.status.rank for one in wider)
            ]
            paths = [way.path for way in by_width[width]]
            for equally_sure in by_sureness(cases):
                status, notes = circumstances(equally_sure)
                said = line(sure(Name(role, "roles"), status), [*notes, *_when(width)], *paths)
                lines.append((equally_sure[0].status, said))
            if width != _NOT_KNOWN:
                wider += cases
    return surest_first(lines)


def unknown_lines(unknown: Mapping[str, Sequence[Reader]]) -> list[Sentence]:
    """The places and companies of which nobody wrote down who can look, the surest first."""
    lines: list[tuple[Status, Sentence]] = []
    for name, ways in sorted(unknown.items()):
        for cases in by_sureness(cases_of(ways)):
            status, notes = circumstances(cases)
            lines.append((cases[0].status, line(sure(Name(name), status), notes, *(_described(way) for way in ways))))
    return surest_first(lines)


def unsure_lines(unsure: Iterable[OpenQuestion]) -> list[Sentence]:
    """The functions of which nobody knows what they may do."""
    paths: dict[str, list[Path]] = {}
    for question in unsure:
        paths.setdefault(question.about[0], []).append(question.path)
    return [line(Name(role, "roles"), [], *at) for role, at in sorted(paths.items())]


def _described(way: Reader) -> Path:
    """The part of the model a reader rests on: the place, where nobody wrote down who has access."""
    return way.path[:-1] if way.path[-1:] == ("access",) else way.path


def cases_of(ways: Iterable[Reader]) -> list[Case]:
    """In which cases these people can see it."""
    return [case for way in ways for case in way.cases]


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
