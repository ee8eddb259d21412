"""What holds for every element of a section unless the element says otherwise.

A file can begin with `defaults`: then every flow, system or rule of that file has what stands there, key by key. That
is all: no inheritance, no references, nothing that another file would have to know. Only the ways in which a copy comes
to its end exclude each other: a rule that says one itself takes no other from the defaults.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.errors import Problem, shown
from auditor.model.bounds import MOST_ADDED, weight
from auditor.model.model import LISTS, SECTIONS, Path

DEFAULTS = "defaults"
PARTS = ("collects", "derives", "keeps", "access")
"""Lists within an element for which there can be defaults too."""
ALLOWED = (*SECTIONS, *LISTS, *PARTS)
LOOKED_AT = frozenset({"checked", "access-complete", "flows-complete", "collects-complete"})
"""What somebody says after looking at one thing: it holds for that thing only."""
ENDS = frozenset({"term", "starts", "until", "criteria", "first-of", "last-of"})
"""The ways in which a copy comes to its end: a rule has one of them."""


def wrong(data: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the form of the defaults; what is wrong with a value is told where it is used."""
    defaults = data.get(DEFAULTS)
    if defaults is None:
        return
    if not isinstance(defaults, dict):
        params: dict[str, str | int] = {"found": shown(defaults), "expected": "expected.mapping"}
        yield Problem("problem.wrong-type", params, (DEFAULTS,))
        return
    for key, value in defaults.items():
        if key not in ALLOWED:
            yield Problem("problem.unknown-key", {"name": shown(key), "allowed": ", ".join(ALLOWED)}, (DEFAULTS, key))
        elif not isinstance(value, dict):
            params = {"found": shown(value), "expected": "expected.mapping"}
            yield Problem("problem.wrong-type", params, (DEFAULTS, key))
        else:
            for name in value:
                if name in LOOKED_AT:
                    yield Problem("problem.looked-at-by-default", {"name": name}, (DEFAULTS, key, name))
    if _adds(data, _usable(data)) > MOST_ADDED:
        yield Problem("problem.defaults-too-much", {"count": str(MOST_ADDED)}, (DEFAULTS,))


def filled(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The data in which every element has what the defaults say, where it says nothing itself."""
    if DEFAULTS not in data:
        return data
    defaults = _usable(data)
    if _adds(data, defaults) > MOST_ADDED:
        defaults = {}
    return {key: _filled(key, value, defaults) for key, value in data.items() if key != DEFAULTS}


def _usable(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    said = data[DEFAULTS] if isinstance(data[DEFAULTS], dict) else {}
    return {key: value for key, value in said.items() if key in ALLOWED and isinstance(value, dict)}


def _adds(data: Mapping[str, Any], defaults: Mapping[str, dict[str, Any]]) -> int:
    """How many keys and values the defaults add at most, all together."""
    sizes = {key: weight(value) for key, value in defaults.items()}
    parts = [part for part in PARTS if part in defaults]
    added = 0
    for key, value in data.items():
        if key not in (*SECTIONS, *LISTS) or not isinstance(value, dict | list | tuple):
            continue
        added += len(value) * sizes.get(key, 0)
        for element in (value.values() if isinstance(value, dict) else value) if parts else ():
            full = element if isinstance(element, dict) else {}
            listed = {part: full.get(part, defaults.get(key, {}).get(part)) for part in parts}
            added += sum(len(said) * sizes[part] for part, said in listed.items() if isinstance(said, list | tuple))
    return added


def _filled(key: str, value: Any, defaults: Mapping[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and key in SECTIONS:
        return {name: _element(key, element, defaults) for name, element in value.items()}
    if isinstance(value, list | tuple) and key in LISTS:
        return [_element(key, element, defaults) for element in value]
    return value


def _element(key: str, element: Any, defaults: Mapping[str, dict[str, Any]]) -> Any:
    if element is None and key in defaults:
        element = {}
    if not isinstance(element, dict):
        return element
    full = {**defaults.get(key, {}), **element}
    for part in PARTS:
        if part in defaults and isinstance(full.get(part), list | tuple):
            full[part] = [_listed(part, listed, defaults[part]) for listed in full[part]]
    return full


def _listed(part: str, listed: Any, defaults: Mapping[str, Any]) -> Any:
    if not isinstance(listed, dict):
        return listed
    if part == "keeps" and _ends_otherwise(listed, defaults):
        return {**{key: value for key, value in defaults.items() if key not in ENDS}, **listed}
    return {**defaults, **listed}


def _ends_otherwise(rule: Mapping[str, Any], defaults: Mapping[str, Any]) -> bool:
    """Whether a rule says how a copy ends, and not only another term, or another start of the same term."""
    said = {key for key in ENDS if rule.get(key) is not None}
    same = {"term", "starts"} if defaults.get("term") is not None else set()
    return bool(said - same)


def sources(path: Path) -> Iterator[Path]:
    """The places among the defaults from which a value at this path can come."""
    if len(path) > 2:
        yield (DEFAULTS, path[0], *path[2:])
    if len(path) > 4 and path[2] in PARTS:
        yield (DEFAULTS, path[2], *path[4:])
