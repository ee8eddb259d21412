"""The complete reader of YAML: what a text says, what is wrong with it, and where everything stands.

Built on the events of PyYAML's C parser, by the core schema of YAML 1.2. Double keys, anchors, aliases, merge keys and
tags are refused on the way, and nesting and the number of values are bounded, so that no text of a bounded size can
take unbounded time or memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from auditor.errors import MOST_PROBLEMS, Location, Problem, shown
from auditor.importers import yaml_breaks
from auditor.importers.yaml_scalars import scalar

Path = tuple[str | int, ...]
_YAML_TAG = "tag:yaml.org,2002:"
DEEPEST = 40
"""Levels of nesting that are read."""
MOST_VALUES = 4_000_000
"""Keys and values that are read from one text."""


class Unreadable(Exception):
    """The text is no YAML that we read; holds the one problem at which reading stops."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def parse(text: str, file: str, inside: Path = ()) -> tuple[Any, list[Problem]]:
    """The plain data of one YAML document, and the problems that do not stop the reading (double keys).

    inside: where this text stands, when it is a part of another.

    Raises Unreadable where the reading must stop: no YAML, an alias, a tag, too deep, too much.
    """
    problems: list[Problem] = []
    events = _events(text, file)
    first = next(events)
    if isinstance(first, yaml.StreamEndEvent):
        return None, problems
    data = _node(first, events.__next__, inside, file, problems)
    next(events)  # to the end of the text, where a second document is met
    return data, problems


def _events(text: str, file: str) -> Iterator[yaml.Event]:
    """The events of the one document in this text, with everything refused that we do not read."""
    documents = values = 0
    try:
        reader = yaml.CSafeLoader(text)
        event: Any = reader.get_event()
        while event is not None:
            kind = type(event)
            if kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Unreadable(_refused("problem.two-documents", event, file))
            elif kind in _NODES:
                if event.anchor is not None:
                    raise Unreadable(_refused("problem.alias", event, file, name=shown(event.anchor)))
                if kind is not yaml.AliasEvent and event.tag not in (None, "!"):
                    tag = shown(str(event.tag).replace(_YAML_TAG, "!!"))
                    raise Unreadable(_refused("problem.tag", event, file, name=tag))
                values += 1
                if values > MOST_VALUES:
                    raise Unreadable(_refused("problem.too-much", event, file, count=str(MOST_VALUES)))
                yield event
            elif kind in _ENDS:
                yield event
            event = reader.get_event()
    except yaml.MarkedYAMLError as error:
        raise Unreadable(_no_yaml(error, text, file)) from None
    except yaml.reader.ReaderError as error:
        raise Unreadable(_forbidden(error, text, file)) from None


_NODES = frozenset({yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent, yaml.AliasEvent})
_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent, yaml.StreamEndEvent})


def _no_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """What the parser stumbled over: a tab, a bracket or quote without its end, or something else in its own words."""
    said, mark = error.problem or "?", error.problem_mark or error.context_mark
    if said.startswith(("found unexpected", "did not find expected ',' or")) and error.context_mark:
        mark = error.context_mark
        return Problem("problem.not-closed", {"found": text[mark.index : mark.index + 1]}, (), _at(mark, file))
    if "tab character" in said or (mark and text[mark.index : mark.index + 1] == "\t"):
        return Problem("problem.tab", {}, (), _at(mark, file))
    return Problem("problem.no-yaml", {"found": said}, (), _at(mark, file))


def _forbidden(error: yaml.reader.ReaderError, text: str, file: str) -> Problem:
    """A character that YAML forbids. The parser counts its position in bytes."""
    before = text.encode(errors="replace")[: error.position].decode(errors="ignore")
    at = yaml_breaks.location(before, len(before), file)
    found = f"U+{error.character:04X}" if isinstance(error.character, int) else shown(error.character)
    return Problem("problem.character", {"character": found}, (), at)


def _refused(key: str, event: yaml.Event, file: str, **params: str) -> Problem:
    return Problem(key, params, (), _location(event, file))


def _location(event: yaml.Event, file: str) -> Location:
    return _at(event.start_mark, file)


def _at(mark: Any, file: str) -> Location:
    return Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1, 1)


def _node(
    event: yaml.Event, following: Callable[[], yaml.Event], path: Path, file: str, problems: list[Problem]
) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        return scalar(event.value) if event.implicit[0] and event.style in (None, "") else event.value
    if len(path) >= DEEPEST:
        raise Unreadable(_refused("problem.too-deep", event, file, count=str(DEEPEST)))
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(below := following(), yaml.SequenceEndEvent):
            items.append(_node(below, following, (*path, len(items)), file, problems))
        return items
    mapping: dict[str, Any] = {}
    first: dict[str, int] = {}
    while not isinstance(key := following(), yaml.MappingEndEvent):
        if not isinstance(key, yaml.ScalarEvent):
            raise Unreadable(_refused("problem.complex-key", key, file))
        name = key.value
        if name == "<<" and key.style in (None, ""):
            raise Unreadable(_refused("problem.alias", key, file, name="<<"))
        value = _node(following(), following, (*path, name), file, problems)
        if name in mapping:
            if len(problems) < MOST_PROBLEMS:
                params: dict[str, str | int] = {"name": shown(name), "first": first[name]}
                problems.append(Problem("problem.double-key", params, (*path, name), _location(key, file)))
            continue
        mapping[name] = value
        first[name] = _location(key, file).line
    return mapping


def locations(text: str, file: str) -> dict[Path, Location]:
    """Where every key and every list item of a readable text stands."""
    found: dict[Path, Location] = {}
    events = _events(text, file)
    first = next(events)
    if not isinstance(first, yaml.StreamEndEvent):
        found[()] = _location(first, file)
        _locate(first, events, (), file, found)
    return found


def _locate(
    event: yaml.Event, events: Iterator[yaml.Event], path: Path, file: str, found: dict[Path, Location]
) -> None:
    if isinstance(event, yaml.SequenceStartEvent):
        position = 0
        while not isinstance(below := next(events), yaml.SequenceEndEvent):
            found[(*path, position)] = _location(below, file)
            _locate(below, events, (*path, position), file, found)
            position += 1
    elif isinstance(event, yaml.MappingStartEvent):
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            name = key.value if isinstance(key, yaml.ScalarEvent) else "?"
            found.setdefault((*path, name), _location(key, file))
            _locate(next(events), events, (*path, name), file, found)
