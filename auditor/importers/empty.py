"""Keys after which nothing stands.

Nobody can tell what somebody meant with `reserve:` and nothing after it; to the model it would be as if
the key was not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.errors import Problem, shown
from auditor.model.model import LISTS, SECTIONS, Path

_MAY_BE_EMPTY = "unknown"


def problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Every key without a value in the plain data of a description; an empty section or element is left to others."""
    for key, value in data.items():
        if value is None and key not in (*SECTIONS, *LISTS):
            yield _problem((key,))
        for name, element in value.items() if isinstance(value, dict) else _numbered(value):
            if element is not None and not _is_full(element):
                yield from _found(element, (key, name))


def _is_full(value: Any) -> bool:
    """Whether something stands after every key; the quick question before the slow one where nothing does."""
    if isinstance(value, dict):
        if None in value.values() and any(said is None and key != _MAY_BE_EMPTY for key, said in value.items()):
            return False
        return all(_is_full(below) for below in value.values() if isinstance(below, dict | list))
    return not isinstance(value, list) or all(_is_full(below) for below in value if isinstance(below, dict | list))


def _found(value: Any, path: Path) -> Iterator[Problem]:
    for key, below in value.items() if isinstance(value, dict) else _numbered(value):
        if below is None and isinstance(key, str) and key != _MAY_BE_EMPTY:
            yield _problem((*path, key))
        else:
            yield from _found(below, (*path, key))


def _numbered(value: Any) -> Iterator[tuple[int, Any]]:
    return iter(enumerate(value) if isinstance(value, list) else ())


def _problem(path: Path) -> Problem:
    return Problem("problem.empty-value", {"name": shown(path[-1])}, path)
