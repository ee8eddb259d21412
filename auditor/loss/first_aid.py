"""What whoever lost it does now: a few short sentences for a worker, not for the officer."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.loss.desk import inside
from auditor.loss.result import Kind, Loss
from auditor.model import View
from auditor.model.elements import Mode
from auditor.model.facts import State
from auditor.results import Name, Sentence

NORM = "lost-carrier"
"""The guidance of the knowledge that something lost is a breach, to be reported inside at once."""


def first_aid(view: View, loss: Loss) -> tuple[Sentence, ...]:
    """Report it at once and to whom, what to ask for, what to write down. A breach at a company has no such text."""
    return () if loss.kind is Kind.VENDOR else tuple(_said(view, loss))


def _said(view: View, loss: Loss) -> Iterator[Sentence]:
    yield from _report(view)
    yield Sentence("loss.aid.do-not-wait")
    if loss.kind is Kind.ROLE:
        yield Sentence("loss.aid.account")
    if loss.sent:
        yield Sentence("loss.aid.said" if loss.sent.mode is Mode.TELL else "loss.aid.sent")
    for one in loss.spots:
        wipe = next((measure.state for measure in one.measures if measure.name == "remote-wipe"), None)
        if wipe in (State.YES, State.UNKNOWN):
            yield Sentence(f"loss.aid.wipe-{wipe}")
        if one.node in view.systems:
            yield Sentence("loss.aid.program")
        elif wipe is not None:  # a device, so somebody was logged in
            yield Sentence("loss.aid.password")
    yield Sentence("loss.aid.write-down")


def _report(view: View) -> Iterator[Sentence]:
    """With whom, and how to reach them, where the description says so."""
    found = inside(view)
    if found is None:
        yield Sentence("loss.aid.report-unknown")
        return
    key = "loss.aid.report" if found.is_officer else "loss.aid.report-desk"
    yield Sentence(key, {"who": Name(found.role, "roles")})
    for way in ("phone", "email") if found.contact else ():
        if value := getattr(found.contact, way):
            yield Sentence(f"loss.aid.{way}", {"value": value})
