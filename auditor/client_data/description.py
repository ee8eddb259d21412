"""The guard on a whole description, before anything else reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import Any

from auditor.client_data.search import Suspect, covers, find, find_all
from auditor.errors import MOST_PROBLEMS, Problem

Path = tuple[str | int, ...]
EXCEPTIONS = "not-client-data"
"""The section of a description in which people write down what is no client data: text, reason, by."""
CONTACT = frozenset({"phone", "email", "address", "page"})
REACHING = frozenset({"complaints", "confidant", "client-support"})
"""What a rights desk says of others to turn to, and how to reach them."""
DAYS = frozenset({"on", "by", "until", "reviewed"})
"""Keys whose value is a day by itself."""
_UNUSED = "problem.not-client-data-unused"


LONGEST = 10_000
"""Characters of a text that are read; the model refuses texts that are far shorter."""
MOST_EXCEPTIONS = 1000
"""Exceptions that are looked at: each of them is held against everything that is found."""


def problems(data: Mapping[str, Any]) -> list[Problem]:
    """Everything in the plain data of a description that can only be about a person, at its place.

    Keys are read too. An exception that no text needs is a problem as well: it is a typing mistake, or out of date.
    Of very many problems the first are told.
    """
    allowed = {text: position for position, text in islice(_exceptions(data), MOST_EXCEPTIONS)}
    used: set[str] = set()
    found: list[Problem] = []
    for path, value, contact in _texts(data):
        for suspect in find_all(value, contact):
            covering = [text for text in allowed if covers(text, suspect, value)]
            used.update(covering)
            if not covering:
                found.append(problem(suspect, path))
        if len(found) > MOST_PROBLEMS:
            return found
    listed = data.get(EXCEPTIONS)
    if isinstance(listed, list | tuple) and len(listed) > MOST_EXCEPTIONS:
        params: dict[str, str | int] = {"count": str(MOST_EXCEPTIONS)}
        return [*found, Problem("problem.too-many-exceptions", params, (EXCEPTIONS, MOST_EXCEPTIONS))]
    unused = sorted(position for text, position in allowed.items() if text not in used)
    return found + [
        Problem("problem.not-client-data-unused", {}, (EXCEPTIONS, position, "text")) for position in unused
    ]


def problem(suspect: Suspect, path: Path) -> Problem:
    """What is wrong, without repeating it."""
    return Problem(f"problem.client-data-{suspect.kind}", {"found": suspect.shown}, path)


def masked(text: str) -> str:
    """The text with everything cut short that can only be about a person: for messages that repeat it."""
    for suspect in reversed(find_all(text)):
        text = text[: suspect.start] + suspect.shown + text[suspect.end :]
    return text


def _exceptions(data: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    listed = data.get(EXCEPTIONS)
    for position, exception in enumerate(listed if isinstance(listed, list | tuple) else ()):
        text = exception.get("text") if isinstance(exception, dict) else None
        if isinstance(text, str) and text:
            yield position, text


def _texts(data: Mapping[str, Any]) -> Iterator[tuple[Path, str, bool]]:
    """Every text in which something is found, with its path, and whether it tells how to reach an organisation.

    Most texts of a large description are ids that stand there many times: each is read once. The path of a text is
    made only where something is found.
    """
    clean: set[str] = set()
    waiting: list[tuple[Any, Any, Any]] = [(data, None, None)]  # a value, its key, and the same of what it stands in
    while waiting:
        node = waiting.pop()
        value, key, _ = node
        if isinstance(value, str):
            if value in clean:
                continue
            value = value[:LONGEST]
            if find(value) is None:
                clean.add(value)
                continue
            path = _path(node)
            if not (key in DAYS and _is_day(value)) and not _is_exception(path):
                yield path, value, _is_contact(path)
        elif isinstance(value, dict):
            parts: list[tuple[Any, Any, Any]] = []
            for below, part in value.items():
                if isinstance(below, str) and below not in clean:
                    if find(below[:LONGEST]) is None:
                        clean.add(below)
                    else:
                        yield (*_path(node), below), below[:LONGEST], False
                parts.append((part, below, node))
            waiting.extend(reversed(parts))
        elif isinstance(value, list | tuple):
            waiting.extend((value[position], position, node) for position in reversed(range(len(value))))
        elif isinstance(value, int) and not isinstance(value, bool):
            yield from ((_path(node), digits, False) for digits in _written(value))


def _written(number: int) -> list[str]:
    """What a number without quotes may have been where that is found: the 0 at its start was lost when it was read."""
    digits = str(abs(number)) if abs(number) < 10**20 else ""
    return [written for written in (digits, f"0{digits}") if find(written)][:1]


def _path(node: tuple[Any, Any, Any]) -> Path:
    path: list[str | int] = []
    while node[2] is not None:
        path.append(node[1])
        node = node[2]
    return tuple(reversed(path))


def _is_contact(path: Path) -> bool:
    """Whether this tells how to reach somebody at a rights desk; it may be written in several languages."""
    ways = {"contact": CONTACT, "rights-desk": REACHING}
    return any(other in ways.get(one, ()) for one, other in pairwise(path) if isinstance(one, str))


def _is_exception(path: Path) -> bool:
    return len(path) == 3 and path[0] == EXCEPTIONS and path[2] == "text"


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdecimal()
