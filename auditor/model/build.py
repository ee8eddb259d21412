"""From plain data to a model, with every problem found in one pass."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import chain, islice
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from auditor import client_data, knowledge
from auditor.errors import MOST_PROBLEMS, InvalidModel, Problem, shown
from auditor.model import bounds, defaults, references
from auditor.model.bounds import weight
from auditor.model.facts import MADE_BY, Unknown
from auditor.model.model import LISTS, SECTIONS, Model, Path
from auditor.values import ID, LANGUAGE, LONGEST_ID, WEB_ADDRESS

NODES = ("organisations", "systems", "carriers")
KNOWLEDGE = (
    "subjects", "events", "categories", "laws", "messages", "channels", "receivers",
    "organisation-kinds", "system-kinds", "carrier-kinds",
)  # fmt: skip
RESERVED_WORDS = ("unknown", "all")
"""Words with a meaning of their own, wherever an id can stand."""
_KNOWN = "knowledge."
"""Before the sections of the knowledge, where references name them."""
_ID = re.compile(rf"{ID}(?:/{ID})*")


def as_written(path: Path) -> str:
    """A path as people write it: systems.client-file.keeps[0]."""
    return Problem("", path=path).where


def build(data: Mapping[str, Any], say: Callable[[Path], str] = as_written, *, guarded: bool = False) -> Model:
    """The model that this plain data describes.

    say: how a problem names another place in the description. guarded: somebody has looked already, and nothing in
    the data can be about a person.

    Raises InvalidModel with every problem at once; their
    locations are None, the importer adds them.
    """
    problems = list(islice(defaults.wrong(data), MOST_PROBLEMS + 1))
    if not guarded or client_data.EXCEPTIONS in data:
        problems += client_data.problems(data)
    data = defaults.filled(data)
    problems += islice(chain(_ids(data, say), _dangling(data, say)), MOST_PROBLEMS + 1)
    built: list[Model] = []
    for part, start in _pieces(data, problems):
        try:
            built.append(Model.model_validate(part))
        except ValidationError as error:
            found = error.errors(include_url=False)
            meant = [details for details in found if _is_meant(details["loc"], part)]
            problems += (_problem(details, part, start) for details in (meant or found)[: MOST_PROBLEMS + 1])
        if len(problems) > MOST_PROBLEMS:
            break
    if problems:
        raise InvalidModel(_once(problems))
    return _joined(built)


def _pieces(data: Mapping[str, Any], problems: list[Problem]) -> Iterator[tuple[dict[str, Any], int]]:
    """The data in parts of a bounded size, and the position of the first element of a list in each.

    What is wrong with a part is told before the next is looked at: pydantic collects every error of what it is given,
    and a file of 60 MB can hold tens of millions. What is too large for any part is a problem by itself.
    """
    known = {field.alias or name for name, field in Model.model_fields.items()}
    first: dict[str, Any] = {}
    later: list[tuple[dict[str, Any], int]] = []
    rest = {key: data[key] for key in ("model", "name", "owner") if key in data}
    for key, value in data.items():
        if key in (*SECTIONS, *LISTS) and isinstance(value, dict | list | tuple):
            for part, start in _cut(key, value, problems):
                if start:
                    later.append(({**rest, key: part}, start))
                else:
                    first[key] = part
        elif weight(value) > bounds.MOST_IN_ELEMENT:
            problems.append(_too_much((key,)))
        elif key in known or len(first) < MOST_PROBLEMS:
            first[key] = value
    yield first, 0
    yield from later


def _cut(key: str, elements: Any, problems: list[Problem]) -> Iterator[tuple[Any, int]]:
    """A section or list in parts of a bounded size, and where each starts."""
    is_mapping = isinstance(elements, dict)
    listed = list(elements.items()) if is_mapping else elements
    start = size = 0
    for position, element in enumerate(listed):
        here = 1 + weight(element)
        if size and size + here > bounds.PART:
            yield (dict if is_mapping else list)(listed[start:position]), start
            start, size = position, 0
        if here > bounds.MOST_IN_ELEMENT:
            problems.append(_too_much((key, element[0] if is_mapping else position)))
            start = position + 1
        else:
            size += here
    if start < len(listed) or not listed:
        yield (dict if is_mapping else list)(listed[start:]), start


def _too_much(path: Path) -> Problem:
    return Problem("problem.too-much-here", {"count": str(bounds.MOST_IN_ELEMENT)}, path)


def _joined(parts: list[Model]) -> Model:
    first, rest = parts[0], parts[1:]
    update: dict[str, Any] = {}
    for name in (key.replace("-", "_") for key in (*SECTIONS, *LISTS)):
        said = [getattr(part, name) for part in parts]
        if not any(said[1:]):
            continue
        if isinstance(said[0], dict):
            update[name] = {key: value for part in said for key, value in part.items()}
        else:
            update[name] = tuple(value for part in said for value in part)
    return first.model_copy(update=update) if rest else first


def ids_of(data: Mapping[str, Any]) -> dict[str, Collection[str]]:
    """Every id that this description may refer to, by section: its own, and those of the knowledge of its country."""
    ids: dict[str, Collection[str]] = {
        section: data[section].keys() for section in SECTIONS if isinstance(data.get(section), dict)
    }
    known = knowledge.of(_country(data))
    ids |= {f"{_KNOWN}{section}": known.names(section) for section in KNOWLEDGE}
    return {**ids, "made-by": MADE_BY}


def _country(data: Mapping[str, Any]) -> str:
    country = data.get("country", "NL")
    return country if isinstance(country, str) and re.fullmatch("[A-Z]{2}", country) else "NL"


def _ids(data: Mapping[str, Any], say: Callable[[Path], str]) -> Iterator[Problem]:
    yield from _shared_ids(data, say)
    yield from _own_flow_ids(data, say)
    for section in SECTIONS:
        names = data[section] if isinstance(data.get(section), dict) else {}
        for name in RESERVED_WORDS:
            if name in names:
                yield Problem("problem.word-as-id", {"name": name}, (section, name))


def _dangling(data: Mapping[str, Any], say: Callable[[Path], str]) -> Iterator[Problem]:
    """References to nothing, with the ids that may have been meant and where those stand."""
    ids = ids_of(data)
    near: dict[tuple[str, tuple[str, ...]], str] = {}
    compared = 0
    for found in references.dangling(data, ids):
        if len(found.name) > LONGEST_ID or not _ID.fullmatch(found.name):
            continue  # the validation says that this is no id
        if found.in_list and found.name in found.words:
            yield Problem("problem.word-in-list", {"name": found.name}, found.path)
            continue
        key = (found.name, found.sections)
        if key not in near and compared < bounds.MOST_COMPARED:  # looking for what is near is slow
            compared += 500 + sum(len(ids.get(section, ())) for section in found.sections)
            near[key] = (
                ", ".join(_candidates(found, ids, _country(data), say)) if compared < bounds.MOST_COMPARED else ""
            )
        sections = ", ".join(dict.fromkeys(_searched(found.sections)))
        params = {"name": shown(found.name), "sections": sections, "near": near.get(key, "")}
        yield Problem(_with_near("problem.reference", params), params, found.path)


def _searched(sections: tuple[str, ...]) -> Iterator[str]:
    """Where was looked, as people write it: what is our own and what is known has one name.

    A list that nobody can write in has no section where its words stand, so it says what shows them.
    """
    for section in sections:
        name = section.removeprefix("knowledge.")
        shows = f" (auditor explain {name.removesuffix('-kinds')}s.kind)" if name.endswith("-kinds") else ""
        yield from MADE_BY if section == "made-by" else [f"{name}{shows}"]


def _candidates(
    found: references.Dangling, ids: Mapping[str, Collection[str]], country: str, say: Callable[[Path], str]
) -> list[str]:
    """What is called so by people; else what looks like it."""
    where = {name: section for section in reversed(found.sections) for name in ids.get(section, ())}
    known = knowledge.of(country)
    called = [
        name
        for section in found.sections
        if section.startswith(_KNOWN)
        for name in known.called(section.removeprefix(_KNOWN), found.name)
    ]
    near = called or get_close_matches(found.name, [*sorted(found.words), *where], n=3, cutoff=0.5)
    own = {name: say((where[name], name)) for name in near if where.get(name) in SECTIONS}
    return [f"{name} ({own[name]})" if name in own else name for name in near]


def _shared_ids(data: Mapping[str, Any], say: Callable[[Path], str]) -> Iterator[Problem]:
    """Places and organisations share one space of names, because a flow can end at either."""
    first: dict[str, Path] = {}
    for section in NODES:
        for name in data[section] if isinstance(data.get(section), dict) else ():
            if name in first:
                yield _double(name, say(first[name]), (section, name))
            first.setdefault(name, (section, name))


def _own_flow_ids(data: Mapping[str, Any], say: Callable[[Path], str]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    flows = data.get("flows")
    for position, flow in enumerate(flows if isinstance(flows, list | tuple) else ()):
        name = flow.get("id") if isinstance(flow, dict) else None
        if isinstance(name, str):
            path = ("flows", position, "id")
            if name in RESERVED_WORDS:
                yield Problem("problem.word-as-id", {"name": name}, path)
            if name in first:
                yield _double(name, say(first[name]), path)
            first.setdefault(name, path)


def _double(name: str, first: str, path: Path) -> Problem:
    return Problem("problem.double-id", {"name": shown(name), "first": first}, path)


def _once(problems: list[Problem]) -> list[Problem]:
    unique: dict[tuple[str, str, str], Problem] = {}
    for problem in problems:
        unique.setdefault((problem.key, problem.where, str(sorted(problem.params.items()))), problem)
    return list(unique.values())


_OF_A_COPY = frozenset({"keeps", "term", "starts", "until", "then", "retention", "access"})
"""Keys that belong to the place where data arrives, not to the flow."""
_EXPECTED = {
    "string_type": "text", "int_type": "number", "int_parsing": "number", "bool_type": "yes-no",
    "dict_type": "mapping", "model_type": "mapping", "model_attributes_type": "mapping", "tuple_type": "list",
    "list_type": "list", "date_type": "date", "date_from_datetime_parsing": "date", "date_parsing": "date",
    "date_from_datetime_inexact": "date",
}  # fmt: skip
_EMPTY = frozenset({"empty-access", "empty-keeps"})
"""An empty list that says nothing: told at the list, though the whole place was looked at."""
_OWN = {
    "period-none", "period-several", "starts-without-term", "flow-to-itself", "via-empty", "character",
    "written-down-without-tell", "repeated", "future", "long-ago", "term-of-nothing", "joint-without-others",
    "via-an-end", "derived-from-itself", "term-of-no-log", "complete-without-list", "unknown-as-text",
    "no-condition", "empty-access", "empty-keeps",
}  # fmt: skip


def _problem(details: ErrorDetails, data: Any, start: int = 0) -> Problem:
    """start: the position of the first element of a list of this data in the whole."""
    problem = _in_part(details, data)
    path = problem.path
    if start and len(path) > 1 and path[0] in LISTS and isinstance(path[1], int):
        return replace(problem, path=(path[0], start + path[1], *path[2:]))
    return problem


def _in_part(details: ErrorDetails, data: Any) -> Problem:
    loc = details["loc"][:-1] if details["loc"][-1:] == ("[key]",) else details["loc"]
    kind, found, ctx = details["type"], shown(details["input"]), details.get("ctx", {})
    if kind == "missing":
        return Problem("problem.missing-key", {"name": str(loc[-1])}, _path(loc[:-1], data))
    path = _path(loc, data)
    if "~day" in loc[-1:]:
        return Problem("problem.wrong-type", {"found": found, "expected": "expected.date"}, path)
    if kind in _OWN:
        params = {name: value for name, value in ctx.items() if isinstance(value, str | int)}
        return Problem(f"problem.{kind}", params, (*path, kind.removeprefix("empty-")) if kind in _EMPTY else path)
    if kind == "extra_forbidden" and path[:1] == ("flows",) and len(path) == 3 and path[2] in _OF_A_COPY:
        return Problem("problem.flow-keeps", {"name": str(path[2])}, path)
    if kind == "extra_forbidden":
        return _near_problem("unknown-key", str(path[-1]), _keys_at(path[:-1]), path)
    if loc[-1:] == ("~one",) and isinstance(details["input"], dict) and kind in ("string_type", "enum"):
        return Problem("problem.wrong-type", {"found": found, "expected": "expected.one-or-more"}, path)
    if kind in ("enum", "literal_error"):
        allowed = [text or number for text, number in re.findall(r"'([^']*)'|\b(\d+)\b", str(ctx.get("expected", "")))]
        if "~stated" in loc[-3:]:
            allowed.append("unknown")
        if found in allowed:  # a number between quotes
            return Problem("problem.wrong-type", {"found": found, "expected": "expected.number"}, path)
        return _near_problem("not-one-of", found, allowed, path)
    if kind == "string_pattern_mismatch":
        expected = _pattern_name(str(ctx.get("pattern")))
        return Problem("problem.form", {"found": found, "expected": f"expected.{expected}"}, path)
    if kind in ("string_too_short", "string_too_long", "too_short"):
        return Problem(f"problem.{kind.replace('_', '-')}", {"found": found, **_numbers(ctx)}, path)
    expected = "term" if path[-1:] == ("term",) and kind == "string_type" else _EXPECTED.get(kind, "other")
    if expected == "list":
        return not_a_list(details["input"], path)
    return Problem("problem.wrong-type", {"found": found, "expected": f"expected.{expected}"}, path)


def not_a_list(value: Any, path: Path) -> Problem:
    """Something else where a list belongs. What could stand in that list only misses its dash."""
    here = value if isinstance(value, dict) else {}
    key = next((key for key in _keys_at(path) if key in here), None)
    if key and isinstance(path[-1], str):
        return Problem("problem.one-without-list", {"name": path[-1], "key": key}, path)
    return Problem("problem.wrong-type", {"found": shown(value), "expected": "expected.list"}, path)


def _is_meant(loc: tuple[int | str, ...], data: Any) -> bool:
    """Whether an error is about the kind that the writer meant, where the validation tried several kinds."""
    for part in loc:
        if isinstance(part, str) and part in _KINDS and not _holds(data, part):
            if not _KINDS[part](data):
                return False
        elif _holds(data, part):
            data = data[part]
    return True


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _names_unknown(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"unknown"}


_KINDS: dict[str, Callable[[Any], bool]] = {
    "~form": lambda value: True,
    "~object": lambda value: False,
    "~day": lambda value: True,
    "~word": lambda value: False,
    "~exact": lambda value: False,
    "~same": lambda value: not isinstance(value, dict),
    "~pairs": lambda value: isinstance(value, dict),
    "~all": lambda value: False,
    "~listed": lambda value: True,
    "~unknown": _names_unknown,
    "~stated": lambda value: value != "unknown" and not _names_unknown(value),
    "~many": _is_list,
    "~one": lambda value: not _is_list(value),
    "~short": lambda value: isinstance(value, str),
    "~whole": lambda value: not isinstance(value, str),
    "~text": lambda value: not isinstance(value, dict),
    "~languages": lambda value: isinstance(value, dict),
    "~term": lambda value: not isinstance(value, dict),
    "~law": lambda value: isinstance(value, dict),
}
"""Of every kind that a union names: whether a value was meant to be of it."""


def _path(loc: tuple[int | str, ...], data: Any) -> Path:
    """Where the writer finds it, from where the validation was.

    That names the alternatives it tried (`~listed`) and counts a single value as the first of a list.
    """
    path: list[str | int] = []
    for part in loc:
        written = "unknown" if part == "~unknown" and not _holds(data, part) else part
        if _holds(data, written):
            data = data[written]
            path.append(written)
    return tuple(path)


def _holds(data: Any, part: int | str) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list | tuple) and isinstance(part, int) and part < len(data)


def _with_near(kind: str, params: Mapping[str, str | int]) -> str:
    return f"{kind}-near" if params.get("near") else kind


def _near_problem(key: str, name: str, allowed: list[str], path: Path) -> Problem:
    near = get_close_matches(name[:LONGEST_ID].lower(), allowed, n=1, cutoff=0.6)
    params: dict[str, str | int] = {"name": shown(name), "allowed": ", ".join(allowed)}
    if near:
        return Problem(f"problem.{key}-near", {**params, "near": near[0]}, path)
    return Problem(f"problem.{key}", params, path)


def _numbers(ctx: Mapping[str, Any]) -> dict[str, int]:
    return {name: value for name, value in ctx.items() if isinstance(value, int)}


def _pattern_name(pattern: str) -> str:
    if "jaar" in pattern:
        return "term"
    return {r"^[A-Z]{2}$": "country", LANGUAGE: "language", WEB_ADDRESS: "web-address"}.get(pattern, "id")


def _keys_at(path: Path) -> list[str]:
    """The keys that can be written at this path, from the types of the model."""
    kinds: set[Any] = {Model}
    for part in path:
        if part == "unknown" and Unknown in kinds:
            kinds = {Unknown}
        else:
            kinds = {below for kind in kinds for below in _below(kind, part)}
    also = ["unknown"] if Unknown in kinds and kinds != {Unknown} else []
    models = sorted((kind for kind in kinds if _is_model(kind)), key=lambda kind: kind.__name__)
    return [
        field.alias or name
        for model in models
        if model is not Unknown or not also
        for name, field in model.model_fields.items()
    ] + also


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel) and "root" not in kind.model_fields


def _below(kind: Any, part: str | int) -> Iterator[Any]:
    if _is_model(kind):
        for name, field in kind.model_fields.items():
            if part in (field.alias, name):
                yield from _parts(field.annotation)
    elif isinstance(kind, tuple):
        yield from _parts(kind[1])


def _parts(annotation: Any) -> Iterator[Any]:
    """The models in an annotation; a mapping or a list of them is a pair (container, what is in it)."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if _is_model(annotation):
        yield annotation
    elif origin in (typing.Union, types.UnionType, typing.Annotated):
        for argument in arguments[:1] if origin is typing.Annotated else arguments:
            yield from _parts(argument)
    elif origin is dict:
        yield (dict, arguments[1])
    elif origin is tuple:
        yield (tuple, arguments[0])
        yield from _parts(arguments[0])
