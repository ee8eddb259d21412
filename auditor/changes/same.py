"""Elements that only got another id: one thing with two names.

An id is what an element is known by, so another id is another element, unless the two are equal in all else and have
words of their own by which a client knows them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.changes.plain_data import data_of, model_of
from auditor.errors import Location
from auditor.model import Model, Path, references
from auditor.model.model import SECTIONS

_Element = tuple[str, str]
"""A section and an id in it."""
_SECTIONS = tuple(section for section in SECTIONS if section != "partners")
_OWN_WORDS = {"organisations": ("name", "plain", "use"), "items": ("name", "plain", "category"),
              "systems": ("name", "plain", "kind"), "carriers": ("name", "plain", "kind")}  # fmt: skip
"""What gives an element words for a client apart from its id; elsewhere its name or plain label does."""


def under_new_ids(old: Model, new: Model) -> Model:
    """The old description with what only got another id under the new one; the same model where nothing did."""
    names = _matches(old, new)
    if not names:
        return old
    renamed = model_of(_renamed(data_of(old), names))
    renamed.attach(_Locator(old, {(section, now): was for (section, was), now in names.items()}))
    return renamed


@dataclass(frozen=True)
class _Locator:
    """Knows where things stand that are called otherwise in the file."""

    model: Model
    names: Mapping[_Element, str]

    def locate(self, path: Path) -> Location | None:
        return self.model.locate(self._written(path))

    def is_own(self, path: Path) -> bool:
        return self.model.is_own(self._written(path))

    def _written(self, path: Path) -> Path:
        if len(path) < 2:
            return path
        return (path[0], self.names.get((str(path[0]), str(path[1])), path[1]), *path[2:])


def _matches(old: Model, new: Model) -> dict[_Element, str]:
    """The new id of every element that only got another one.

    First what can be the same when all that may have been renamed counts as equal; then what does not hold with the
    names found is dropped, until all of it holds.
    """
    free_old, free_new = _free(old, new), _free(new, old)
    if not any(section in {section for section, _ in free_old} for section, _ in free_new):
        return {}
    before, after = data_of(old), data_of(new)
    shapes_old = {one: _shape(before, one, free_old, {}) for one in free_old}
    shapes_new = {one: _shape(after, one, free_new, {}) for one in free_new}
    names: dict[_Element, str] = {}
    for one, shape in shapes_old.items():
        section, name = one
        twins = [other for other in shapes_old if other[0] == section and shapes_old[other] == shape]
        alike = [other for other in shapes_new if other[0] == section and shapes_new[other] == shape]
        if len(twins) == len(alike) == 1 and _has_words(section, before[section][name]):
            names[one] = alike[0][1]
    while wrong := [
        (section, name)
        for (section, name), now in names.items()
        if _shape(before, (section, name), frozenset(), names) != _shape(after, (section, now), frozenset(), {})
    ]:
        names = {one: now for one, now in names.items() if one not in wrong}
    return names


def _free(model: Model, other: Model) -> frozenset[_Element]:
    return frozenset(_elements(model)) - frozenset(_elements(other))


def _elements(model: Model) -> Iterator[_Element]:
    return ((section, name) for section in _SECTIONS for name in getattr(model, section))


def _has_words(section: str, element: Mapping[str, Any]) -> bool:
    said = [element.get(key) for key in _OWN_WORDS.get(section, ("name", "plain"))]
    return any(value is not None and value != "unknown" and "unknown" not in value for value in said)


def _shape(data: Mapping[str, Any], one: _Element, hidden: frozenset[_Element], names: Mapping[_Element, str]) -> str:
    """What an element says, with other names for what it refers to; a hidden one has none. Notes are for colleagues."""
    section, name = one
    said = {key: value for key, value in data[section][name].items() if key not in ("note", "checked")}
    below = references.places().keys[section].below

    def called(name: str, sections: tuple[str, ...]) -> str:
        found = next(((part, name) for part in sections if name in data.get(part, ())), None)
        if found is None:
            return name
        return f"?{found[0]}" if found in hidden else names.get(found, name)

    return _in_order(references.renamed(said, below, called) if below else said)


def _in_order(value: Any) -> str:
    """A value as text that does not depend on the order of keys and lists."""
    if isinstance(value, dict):
        return json.dumps({key: _in_order(below) for key, below in value.items()}, sort_keys=True)
    return json.dumps(sorted(map(_in_order, value)) if isinstance(value, list) else value)


def _renamed(data: Mapping[str, Any], names: Mapping[_Element, str]) -> dict[str, Any]:
    def called(name: str, sections: tuple[str, ...]) -> str:
        found = next(((part, name) for part in sections if name in data.get(part, ())), None)
        return names.get(found, name) if found else name

    root = references.places()
    result: dict[str, Any] = {}
    for key, value in data.items():
        place = root.keys.get(key)
        below = place.below if place else None
        said = value
        if key in _SECTIONS:
            said = {
                names.get((key, name), name): references.renamed(element, below, called) if below else element
                for name, element in value.items()
            }
        elif place is not None:
            said = references.renamed(value, place, called)
        result[key] = said
    return result
