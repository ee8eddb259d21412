"""Every `unknown` of a description, and how to call the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import BaseModel

from auditor.model import Audience, Model, Path, View
from auditor.model.elements import Access, Derivation, Processor, Reserve
from auditor.model.facts import Unknown
from auditor.results import Name, Sentence

_SECTION_OF_NAME = {"systems": "places", "carriers": "places"}
"""Sections of a description that have one space of names when they are spoken of."""


def unknowns(view: View) -> Iterator[tuple[Path, Unknown]]:
    """Every open question that somebody wrote down and that this audience may know of."""
    for path, part in _parts(view):
        if isinstance(part, Unknown):
            yield path, part


def passed(view: View, today: date) -> Iterator[Path]:
    """The last day of everything that is reserved until a day before today; an audience of clients knows of none."""
    for path, part in _parts(view):
        if isinstance(part, Reserve) and part.until is not None and part.until < today:
            yield (*path, "until")


def _parts(view: View) -> Iterator[tuple[Path, BaseModel]]:
    """Every part of what this audience may know of, and where it stands."""
    sections: tuple[tuple[str, Mapping[str, BaseModel]], ...] = (
        ("organisations", view.organisations),
        ("roles", view.roles),
        ("subjects", view.model.subjects),
        ("scopes", view.scopes),
        ("items", view.items),
        ("purposes", view.purposes),
        ("systems", view.systems),
        ("carriers", view.carriers),
    )
    for section, elements in sections:
        for name, element in elements.items():
            yield from _below(view, element, (section, name))
    for flow in view.flows:
        yield from _below(view, flow.value, flow.path)


def _below(view: View, value: object, path: Path) -> Iterator[tuple[Path, BaseModel]]:
    if isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from _below(view, part, (*path, position))
    elif isinstance(value, Unknown):
        yield path, value
    elif isinstance(value, BaseModel) and not _is_hidden(view, value):
        yield path, value
        for name, field in type(value).model_fields.items():
            yield from _below(view, getattr(value, name), (*path, field.alias or name))


def _is_hidden(view: View, value: BaseModel) -> bool:
    """Whether this part is about something that the audience may not know of."""
    if view.audience is Audience.OFFICER:
        return False
    hidden = (
        (isinstance(value, Access) and value.role not in view.roles)
        or (isinstance(value, Derivation) and value.item not in view.items)
        or (isinstance(value, Processor) and value.organisation not in view.organisations)
    )
    return hidden or getattr(value, "reserve", None) is not None


def is_reserved(model: Model, path: Path) -> bool:
    """Whether this stands in a part that a client may not know of."""
    value: object = model
    for part in path:
        value = _part(value, part)
        if getattr(value, "reserve", None) is not None:
            return True
    return False


def _part(value: object, part: str | int) -> object:
    if isinstance(value, dict):
        return value.get(part)
    if isinstance(value, tuple) and isinstance(part, int) and part < len(value):
        return value[part]
    fields = type(value).model_fields if isinstance(value, BaseModel) else {}
    return next((getattr(value, name) for name, field in fields.items() if part == (field.alias or name)), None)


def fact(path: Path) -> str:
    """The words of the description in which a fact stands: keeps.term."""
    start = 1 if path[:1] == ("flows",) else 2
    return ".".join(part for part in path[start:] if isinstance(part, str))


def plainly(view: View, path: Path) -> Sentence:
    """What is not known, as a question about the key where it stands."""
    return _about(view, path, "todo.fact", asked=Sentence(f"open.{path[-1]}"))


def look_again(view: View, path: Path) -> Sentence:
    """Whether what is reserved here still must be."""
    return _about(view, path, "todo.reserve-passed")


def _about(view: View, path: Path, key: str, **params: Sentence) -> Sentence:
    """A sentence about the element of this path; a flow is named by its ends."""
    section, name = path[:2]
    if section == "flows" and isinstance(name, int):
        return Sentence(f"{key}-of-flow", {**ends(view, name), **params})
    named = Name(str(name), _SECTION_OF_NAME.get(str(section), str(section)))
    return Sentence(key, {"name": named, **params})


def ends(view: View, flow: int) -> dict[str, Name]:
    """Where a flow comes from and where it goes."""
    value = view.model.flows[flow]
    return {"source": Name(value.from_), "target": Name(value.to)}
