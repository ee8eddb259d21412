"""YAML text to plain data, by YAML 1.2's core rules, and where everything stands.

Built on the events of PyYAML's C parser: `no`, `NO`, `on` and dates stay text, double keys, anchors, aliases and tags
are refused on the way, and nesting is bounded. Places are found by walking the events a second time, only when
somebody asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from auditor.errors import Location, Problem
from auditor.model.build import shown

Path = tuple[str | int, ...]
_YAML_TAG = "tag:yaml.org,2002:"
DEEPEST = 40
LONGEST_NUMBER = 100
"""Characters; what looks like a longer number stays text."""
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"([-+]?)\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_SPECIAL: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


class Unreadable(Exception):
    """The text is no YAML that we read; holds the one problem at which reading stops."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def scalar(text: str) -> Any:
    """The value of a plain (unquoted) scalar by the core schema of YAML 1.2."""
    if text in _SPECIAL:
        return _SPECIAL[text]
    if text[0] in "+-.0123456789" and len(text) <= LONGEST_NUMBER:
        if _INT.fullmatch(text):
            base = {"0o": 8, "0x": 16}.get(text[:2], 10)
            return int(text[2:] if base != 10 else text, base)
        if _FLOAT.fullmatch(text) or _NO_NUMBER.fullmatch(text):
            return float(text.replace(".", "") if text[-1] in "fFnN" else text)
    return text


def parse(text: str, file: str) -> tuple[Any, list[Problem]]:
    """The plain data of one YAML document, and the problems that do not stop the reading (double keys).

    Raises Unreadable where the reading must stop: no YAML, an alias, a tag, too deep.
    """
    problems: list[Problem] = []
    events = _events(text, file)
    first = next(events)
    if isinstance(first, yaml.StreamEndEvent):
        return None, problems
    data = _node(first, events, (), file, problems)
    next(events)  # to the end of the text, where a second document is met
    return data, problems


def _events(text: str, file: str) -> Iterator[yaml.Event]:
    """The events of the one document in this text, with everything refused that we do not read."""
    documents = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise Unreadable(_refused("problem.two-documents", event, file))
            elif anchor := getattr(event, "anchor", None):
                raise Unreadable(_refused("problem.alias", event, file, name=shown(anchor)))
            elif (tag := getattr(event, "tag", None)) not in (None, "!"):
                raise Unreadable(_refused("problem.tag", event, file, name=shown(str(tag).replace(_YAML_TAG, "!!"))))
            if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent | yaml.StreamEndEvent):
                yield event
    except yaml.MarkedYAMLError as error:
        raise Unreadable(_no_yaml(error, text, file)) from None
    except yaml.reader.ReaderError as error:
        raise Unreadable(_forbidden(error, text, file)) from None


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
    at = Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    found = f"U+{error.character:04X}" if isinstance(error.character, int) else shown(error.character)
    return Problem("problem.character", {"character": found}, (), at)


def _refused(key: str, event: yaml.Event, file: str, **params: str) -> Problem:
    return Problem(key, params, (), _location(event, file))


def _location(event: yaml.Event, file: str) -> Location:
    return _at(event.start_mark, file)


def _at(mark: Any, file: str) -> Location:
    return Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1, 1)


def _node(event: yaml.Event, events: Iterator[yaml.Event], path: Path, file: str, problems: list[Problem]) -> Any:
    if isinstance(event, yaml.ScalarEvent):
        return scalar(event.value) if event.implicit[0] and event.style in (None, "") else event.value
    if len(path) >= DEEPEST:
        raise Unreadable(_refused("problem.too-deep", event, file, count=str(DEEPEST)))
    if isinstance(event, yaml.SequenceStartEvent):
        items: list[Any] = []
        while not isinstance(below := next(events), yaml.SequenceEndEvent):
            items.append(_node(below, events, (*path, len(items)), file, problems))
        return items
    mapping: dict[str, Any] = {}
    first: dict[str, int] = {}
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        if not isinstance(key, yaml.ScalarEvent):
            raise Unreadable(_refused("problem.complex-key", key, file))
        name = key.value
        value = _node(next(events), events, (*path, name), file, problems)
        if name in mapping:
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
