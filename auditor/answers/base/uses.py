"""What data is used for: every part of a description that does something with it, and the purposes it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.answers.base.asked import Asked, collecting, for_client
from auditor.answers.base.knowing import open_question
from auditor.answers.base.lines import say, sure
from auditor.model import NamedFlow, Path, is_own
from auditor.model.elements import Basis, Collection, Derivation, Flow, Purpose
from auditor.model.facts import stated
from auditor.results import Name, OpenQuestion, Param
from auditor.traces import Presence, Status, covers, meet, taken


class Part(NamedTuple):
    """Something that is done with data: where it stands, how sure, by us or by others, with which kinds of data."""

    path: Path
    element: Collection | Derivation | Flow
    about: str
    status: Status
    ours: bool
    items: frozenset[str]


@dataclass
class Use:
    """What a purpose is used for here: how sure, and whether the describing organisation does it or others."""

    status: Status
    ours: bool
    parts: list[Part] = field(default_factory=list)

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where it stands what is done for this purpose."""
        return tuple(part.path for part in self.parts)

    def called(self, name: str) -> Param:
        """The purpose in a list, with how sure it is, and that others have it."""
        purpose: Param = Name(name, "purposes")
        return sure(purpose if self.ours else say("subject.by-others", name=purpose), self.status)


def uses_of(asked: Asked) -> tuple[dict[str, Use], list[OpenQuestion]]:
    """The purposes it is used for, in the order of the description; and the parts that name none."""
    view = asked.view
    found: dict[str, Use] = {}
    questions: list[OpenQuestion] = []
    for part in parts_of(asked):
        named = stated(view.purposes_of(part.element.for_)) or ()
        for name in named:
            use = found.setdefault(name, Use(part.status, part.ours))
            use.status = min(use.status, part.status, key=lambda known: known.rank)
            use.ours = use.ours or part.ours
            use.parts.append(part)
        if not named:
            questions.append(open_question(asked.view, "purpose-unknown", part.element.for_, part.about, part.path))
    if not found and not questions:
        about = asked.item or view.model.owner
        questions.append(open_question(asked.view, "purpose-unknown", None, about, view.path(about)))
    return {name: found[name] for name in view.purposes if name in found}, questions


def parts_of(asked: Asked) -> Iterator[Part]:
    """Everything that is done with it: what is written down, what is made of it, and where it goes."""
    for place in asked.view.places:
        ours = asked.ours(place) is not False
        if is_own(place):
            yield from _written(asked, place, ours)
        yield from _made(asked, place, ours)
    for flow, status in asked.flows:
        ends = (asked.ours(flow.value.from_), asked.ours(flow.value.to))
        ours = not all(end is False for end in ends)
        yield Part(flow.path, flow.value, flow.value.to, status, ours, _carried(asked, flow))


def _written(asked: Asked, place: str, ours: bool) -> Iterator[Part]:
    for at in asked.view.collects(place):
        items = frozenset(item for item in asked.items if covers(at.value.items, item))
        if items:
            by_us = ours or asked.we_write(place, at.value)
            yield Part(at.path, at.value, place, collecting(at.value), by_us, items)


def _made(asked: Asked, place: str, ours: bool) -> Iterator[Part]:
    here = [a for a in asked.reached.get(place, ()) if a.presence is Presence.COPY]
    for at in asked.view.derives(place):
        used = [a for a in here if a.item in at.value.out_of and meet(asked.view, a.groups, at.value.scope)]
        if used or at.value.item in asked.items:
            sureness = [a.status.then(for_client(at.value.scope, a.groups)) for a in used]
            surest = min(sureness, key=lambda status: status.rank, default=Status.ALWAYS)
            items = frozenset((*(a.item for a in used if a.form.personal), at.value.item))
            yield Part(at.path, at.value, place, surest, ours, items)


def _carried(asked: Asked, flow: NamedFlow) -> frozenset[str]:
    """The kinds of data that a flow takes along, as far as they are still about one person after it."""
    here = taken(asked.view, flow.value, asked.reached.get(flow.value.from_, ()))
    return frozenset(arrival.item for arrival, _ in here if arrival.form.then(flow.value.form).personal)


def bases_of(purpose: Purpose) -> list[Basis]:
    """The legal bases to tell; "the law says we must" only with the law that says so."""
    bases = stated(purpose.basis) or ()
    told = [basis for basis in Basis if basis in bases]
    return [basis for basis in told if basis is not Basis.LEGAL_OBLIGATION] if obliged_by_nothing(purpose) else told


def obliged_by_nothing(purpose: Purpose) -> bool:
    """Whether somebody wrote that the law obliges them, and not which law."""
    return Basis.LEGAL_OBLIGATION in (stated(purpose.basis) or ()) and not stated(purpose.law)
