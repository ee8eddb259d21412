"""From plain data to a model, with every problem found in one pass."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from auditor import knowledge
from auditor.errors import InvalidModel, Problem
from auditor.model.facts import Names, Unknown
from auditor.model.model import Model, Path

SECTIONS = (
    "organisations",
    "roles",
    "subjects",
    "scopes",
    "items",
    "purposes",
    "events",
    "systems",
    "carriers",
)
NODES = ("organisations", "systems", "carriers")
KNOWLEDGE = (
    "subjects", "events", "categories", "laws", "messages", "channels", "receivers",
    "organisation-kinds", "system-kinds", "carrier-kinds",
)  # fmt: skip
_SHOWN = 60


def as_written(path: Path) -> str:
    """A path as people write it: systems.client-file.keeps[0]."""
    return Problem("", path=path).where


def build(data: Mapping[str, Any], say: Callable[[Path], str] = as_written) -> Model:
    """The model that this plain data describes.

    say: how a problem names another place in the description. Raises InvalidModel with every problem at once; their
    locations are None, the importer adds them.
    """
    problems = [*_shared_ids(data, say), *_own_flow_ids(data, say)]
    try:
        model = Model.model_validate(dict(data), context=names_of(data))
    except ValidationError as error:
        problems += [_problem(details, data) for details in error.errors(include_url=False)]
        raise InvalidModel(_once(problems)) from None
    if problems:
        raise InvalidModel(problems)
    return model


def names_of(data: Mapping[str, Any]) -> Names:
    """Every id that this description may refer to: its own, and those of the knowledge of its country."""
    ids = {section: list(data[section]) for section in SECTIONS if isinstance(data.get(section), dict)}
    country = data.get("country", "NL")
    known = knowledge.of(country if isinstance(country, str) and re.fullmatch("[A-Z]{2}", country) else "NL")
    ids |= {f"knowledge.{section}": known.names(section) for section in KNOWLEDGE}
    return Names({**ids, "made-by": ["observed", "us"]})


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


def shown(value: Any) -> str:
    """A value as an error message quotes it: cut short, never the whole of a large structure, nothing invisible."""
    if isinstance(value, dict):
        return "{...}" if value else "{}"
    if isinstance(value, list | tuple):
        return "[...]" if value else "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


_EXPECTED = {
    "string_type": "text", "int_type": "number", "int_parsing": "number", "bool_type": "yes-no",
    "dict_type": "mapping", "model_type": "mapping", "model_attributes_type": "mapping", "tuple_type": "list",
    "list_type": "list", "date_type": "date", "date_from_datetime_parsing": "date", "date_parsing": "date",
    "date_from_datetime_inexact": "date",
}  # fmt: skip
_OWN = {
    "reference", "period-none", "period-several", "starts-without-term", "flow-to-itself", "via-empty", "character",
    "written-down-without-tell", "repeated",
}  # fmt: skip


def _problem(details: ErrorDetails, data: Any) -> Problem:
    loc = details["loc"][:-1] if details["loc"][-1:] == ("[key]",) else details["loc"]
    kind, found, ctx = details["type"], shown(details["input"]), details.get("ctx", {})
    if kind == "missing":
        return Problem("problem.missing-key", {"name": str(loc[-1])}, _path(loc[:-1], data))
    path = _path(loc, data)
    if kind in _OWN:
        params = {name: value for name, value in ctx.items() if isinstance(value, str | int)}
        return Problem(f"problem.{_with_near(kind, params)}", params, path)
    if kind == "extra_forbidden":
        return _near_problem("unknown-key", str(path[-1]), _keys_at(path[:-1]), path)
    if kind in ("enum", "literal_error"):
        allowed = [text or number for text, number in re.findall(r"'([^']*)'|\b(\d+)\b", str(ctx.get("expected", "")))]
        if "~stated" in loc[-2:]:
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
    return Problem("problem.wrong-type", {"found": found, "expected": f"expected.{expected}"}, path)


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
    near = get_close_matches(name.lower(), allowed, n=1, cutoff=0.6)
    params: dict[str, str | int] = {"name": shown(name), "allowed": ", ".join(allowed)}
    if near:
        return Problem(f"problem.{key}-near", {**params, "near": near[0]}, path)
    return Problem(f"problem.{key}", params, path)


def _numbers(ctx: Mapping[str, Any]) -> dict[str, int]:
    return {name: value for name, value in ctx.items() if isinstance(value, int)}


def _pattern_name(pattern: str) -> str:
    if "jaar" in pattern:
        return "term"
    return {r"^[A-Z]{2}$": "country", r"^[a-z]{2,3}$": "language"}.get(pattern, "id")


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
