"""Whatever is not known yet has somebody who finds it out, in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import BaseModel

from auditor.model import Path, View
from auditor.model.facts import Unknown
from auditor.results import Finding, Level
from auditor.rules.base import Rule, rule
from auditor.traces import Traces


@rule("hidden-unknown", level=Level.CONSIDER, since="0.1", laws=("avg-5-2",))
def hidden_unknown(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Other rules say what they cannot tell because of it; this one says that nobody is working on it.

    One finding per element of the description, however many of its facts are unknown.
    """
    view = traces.view
    for subject, about, path, element in _elements(view):
        left = [at for at, unknown in _unknowns(element, path) if _left(unknown, self.today)]
        if left:
            facts = ", ".join(sorted({_fact(at, path) for at in left}))
            yield self.broken(subject, about, rests_on=left, facts=facts)


def _elements(view: View) -> Iterator[tuple[str, tuple[str, ...], Path, BaseModel]]:
    """Every element in which a fact can be unknown: its subject, what to call it, where it stands."""
    sections: dict[str, Mapping[str, BaseModel]] = {
        "organisations": view.organisations,
        "roles": view.roles,
        "items": view.items,
        "purposes": view.purposes,
        "systems": view.systems,
        "carriers": view.carriers,
    }
    for section, elements in sections.items():
        for name, element in sorted(elements.items()):
            yield f"{section}/{name}", (name,), (section, name), element
    for flow in sorted(view.flows, key=lambda flow: flow.id):
        yield f"flows/{flow.id}", (flow.value.from_, flow.value.to), flow.path, flow.value


def _unknowns(value: object, path: Path) -> Iterator[tuple[Path, Unknown]]:
    if isinstance(value, Unknown):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _unknowns(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from _unknowns(part, (*path, position))


def _left(unknown: Unknown, today: date | None) -> bool:
    """Whether nobody is finding this out, or should have by now."""
    return unknown.who is None or (today is not None and unknown.by is not None and unknown.by < today)


def _fact(path: Path, element: Path) -> str:
    """The words of the description for this fact, as the writer has to look for it: `keeps.term`."""
    return ".".join(part for part in path[len(element) :] if isinstance(part, str))
