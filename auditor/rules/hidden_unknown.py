"""What is not known, and what the other rules rest on without asking about it, has somebody who finds it out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from pydantic import BaseModel

from auditor.model import Path
from auditor.model.facts import Unknown
from auditor.results import Finding, Level
from auditor.rules.base import Rule, joined, kept, passed_on, present, rule
from auditor.traces import Traces

SILENT = frozenset(
    {
        *("category",),
        *("items", "mode", "becomes", "happens", "scope", "written-down"),
        *("kind", "controller", "access", "carried-by", "keeps.then", "keeps.set-up"),
    }
)
"""Facts of items, flows and places. Without them a trace goes on as if it might well be so, and no rule asks:
the others say themselves what they cannot tell."""


@rule("hidden-unknown", level=Level.CONSIDER, since="0.1", laws=("avg-5-2",))
def hidden_unknown(self: Rule, traces: Traces) -> Iterator[Finding]:
    """One finding per element of the description, however many of its facts are unknown.

    Any fact counts once the day has passed on which somebody would know it.
    """
    for subject, about, path, element, silent in _elements(traces):
        left = [
            (at, fact)
            for at, fact, unknown in _unknowns(element, path, ())
            if _late(unknown, self.today) or (unknown.who is None and fact in silent)
        ]
        if left:
            facts = ", ".join(sorted({fact for _, fact in left}))
            yield self.broken(subject, about, rests_on=[at for at, _ in left], facts=facts)


def _elements(
    traces: Traces,
) -> Iterator[tuple[str, tuple[str, ...], Path, BaseModel, Collection[str]]]:
    """Every element in which a fact can be unknown: its subject, what to call it, where it is, what to look for."""
    view = traces.view
    moving = joined(kept(traces).values()).all
    sections: tuple[tuple[str, Mapping[str, BaseModel], Collection[str]], ...] = (
        ("organisations", view.organisations, ()),
        ("roles", view.roles, ()),
        ("items", view.items, traces.inventory.names(moving)),
        ("purposes", view.purposes, ()),
        ("systems", view.systems, present(traces)),
        ("carriers", view.carriers, present(traces)),
    )
    for section, elements, holding in sections:
        for name, element in sorted(elements.items()):
            if not _asks(element):
                continue
            silent = SILENT if name in holding else ()
            yield f"{section}/{name}", (name,), (section, name), element, silent
    for flow in traces.flows:
        if _asks(flow.value):
            silent = SILENT if passed_on(traces, flow).all else ()
            yield f"flows/{flow.id}", (flow.value.from_, flow.value.to), flow.path, flow.value, silent


def _asks(value: object) -> bool:
    """Whether anything below this is an open question."""
    if isinstance(value, BaseModel):
        below = value.__dict__.values()
        return isinstance(value, Unknown) or any(_asks(part) for part in below if part is not None)
    return isinstance(value, tuple) and any(map(_asks, value))


def _unknowns(value: object, path: Path, fact: tuple[str, ...]) -> Iterator[tuple[Path, str, Unknown]]:
    """Every open question below this: where it stands, and in which words the writer will find it (`keeps.term`)."""
    if isinstance(value, Unknown):
        yield path, ".".join(fact), value
    elif isinstance(value, BaseModel):
        for name, part in value.__dict__.items():
            if part is not None and _asks(part):
                key = type(value).model_fields[name].alias or name
                yield from _unknowns(part, (*path, key), (*fact, key))
    elif isinstance(value, tuple):
        for position, part in enumerate(value):
            yield from _unknowns(part, (*path, position), fact)


def _late(unknown: Unknown, today: date | None) -> bool:
    return today is not None and unknown.by is not None and unknown.by < today
