"""What several JSON outputs have as a part: the steps of a route, the cases in which it is taken, who can see it."""

from __future__ import annotations

from typing import Literal

from auditor.exporters.checked import where
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.model import Model
from auditor.model.elements import Condition, Form, Right
from auditor.model.facts import Unknown
from auditor.traces import Case, Conditions, Presence, Reader, Status, Step, StepKind, Way


class StepOut(Out):
    """One step of a route."""

    kind: StepKind
    source: str | None
    target: str
    item: str
    form: Form
    presence: Presence
    status: Status
    flow: str | None
    at: str


class CaseOut(Out):
    """One case in which something happens. groups: clients who are in all of these.

    conditions: all that must hold, in words; null is a condition that is not told because there are too many.
    """

    status: Status
    groups: list[str]
    conditions: list[str | None]


class ReaderOut(Out):
    """Somebody who can see the item; role is null where only the organisation or place is known.

    condition: what must hold as well. groups: only of clients in one of these; none for all of them. beside: of people
    whom nobody described, the groups of clients of whom somebody did; it is about the others.
    """

    role: str | None
    organisation: str | None
    node: str
    way: Way
    can: list[Right]
    when: Condition | Literal["unknown"] | None
    condition: str | None
    groups: list[str]
    beside: list[str]
    status: Status
    at: str


def step_out(model: Model, step: Step) -> StepOut:
    """A step with the part of the description that it comes from."""
    return StepOut(
        kind=step.kind,
        source=step.source,
        target=step.target,
        item=step.item,
        form=step.form,
        presence=step.presence,
        status=step.status,
        flow=step.flow,
        at=where(model, step.path),
    )


def case_out(case: Case, speaker: Speaker) -> CaseOut:
    """How sure, for whom and under which conditions."""
    return CaseOut(status=case.status, groups=sorted(case.groups), conditions=conditions_out(case.conditions, speaker))


def conditions_out(conditions: Conditions, speaker: Speaker) -> list[str | None]:
    """The conditions in words; None where one is not told."""
    return [
        (condition.said_in(speaker.language) or speaker.text("label.not-translated")) if condition else None
        for condition in sorted(conditions, key=str)
    ]


def reader_out(reader: Reader, speaker: Speaker) -> ReaderOut:
    """Somebody who can see it, with the part of the description that says so."""
    return ReaderOut(
        role=reader.role,
        organisation=reader.organisation,
        node=reader.node,
        way=reader.way,
        can=list(reader.can),
        when="unknown" if isinstance(reader.when, Unknown) else reader.when,
        condition=conditions_out(frozenset({reader.condition}), speaker)[0] if reader.condition else None,
        groups=sorted(reader.groups),
        beside=sorted(reader.beside),
        status=reader.status,
        at=where(speaker.view.model, reader.path),
    )
