"""A map in words: its arrows and places as tables, and the route to one place."""

from __future__ import annotations

from auditor.exporters import flow_map
from auditor.exporters.flow_map import FlowMap
from auditor.exporters.markup import Html, capital, folded, listed, table, tag
from auditor.exporters.say import Speaker
from auditor.traces import Presence, Reached, Status, Step, StepKind

FEW = 12
"""Rows; a longer table opens only when asked."""


def arrows(drawn: FlowMap, speaker: Speaker) -> Html:
    """Everything the arrows show."""
    rows = [flow_map.cells(row) for row in flow_map.table(drawn, speaker)]
    title = speaker.text("ui.map.arrows")
    made = table(title, flow_map.headings(speaker), rows) if rows else tag("p", speaker.text("ui.map.no-arrows"))
    return folded(title, made, class_="fold wide", open=len(rows) <= FEW)


def places(drawn: FlowMap, speaker: Speaker) -> Html:
    """Everything the boxes show."""
    rows = [(row.place, row.kind, row.organisation, row.remarks) for row in flow_map.places(drawn, speaker)]
    title = speaker.text("ui.map.places")
    made = table(title, flow_map.place_headings(speaker), rows)
    return folded(title, made, class_="fold wide", open=False)


def route(reached: Reached, speaker: Speaker) -> Html:
    """How it gets there, step by step."""
    steps = reached.best.route
    return listed((_step(step, before, speaker) for before, step in zip((None, *steps), steps, strict=False)), "ol")


def _step(step: Step, before: Step | None, speaker: Speaker) -> str:
    kind = f"flow.{step.presence}" if step.kind is StepKind.FLOW else str(step.kind)
    if before and before.presence is Presence.CARRIED:
        kind = "beside"
    said = speaker.text(f"ui.route.{kind}", place=speaker.label(step.target), item=speaker.label(step.item))
    sure = "" if step.status is Status.ALWAYS else " " + speaker.text(f"ui.route.{step.status}")
    return capital(said) + sure
