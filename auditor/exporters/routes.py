"""All routes to a place, as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from babel.numbers import format_decimal
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from auditor.exporters import traced
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.exporters.steps import CaseOut, StepOut, case_out, step_out
from auditor.model.elements import Form
from auditor.results import Names
from auditor.traces import End, Presence, Route, Routes, Status, StepKind
from auditor.traces.steps import how_there


class RouteOut(Out):
    """One route. words: as people read it. status: the surest over all cases."""

    words: str
    status: Status
    cases: list[CaseOut]
    steps: list[StepOut]


class RoutesOut(Out):
    """The result of `auditor trace --routes`, the shortest first; of equally short ones the surest.

    end: whether these are all routes, there are more than were asked for, or the search stopped after the most steps
    that it may try (tried), so that nobody knows if there are more. inside: where the item comes at places of this
    organisation, which have routes of their own.
    """

    model: str
    language: str
    item: str
    node: str
    end: End
    tried: int
    inside: list[str]
    routes: list[RouteOut]


def routes_out(found: Routes, speaker: Speaker) -> RoutesOut:
    """The routes with the parts of the description that they rest on."""
    model = speaker.view.model
    return RoutesOut(
        model=model.name,
        language=speaker.language,
        item=found.item,
        node=found.node,
        end=found.end,
        tried=found.tried,
        inside=list(found.inside),
        routes=[
            RouteOut(
                words=traced.route(route.steps, speaker),
                status=route.status,
                cases=[case_out(case, speaker) for case in route.cases],
                steps=[step_out(model, step) for step in route.steps],
            )
            for route in found.found
        ],
    )


def routes(found: Routes, speaker: Speaker) -> RenderableType:
    """The routes under each other, with in which cases they are taken, and whether these are all."""
    names = {"item": speaker.label(found.item, "items"), "place": speaker.label(found.node)}
    lines: list[RenderableType] = [Rich(speaker.text("routes.title", **names), style="bold")]
    said = [traced.route(route.steps, speaker) for route in found.found]
    twice = Counter(said)
    for number, (route, words) in enumerate(zip(found.found, said, strict=True), start=1):
        row = Table.grid(padding=(0, 1))
        row.add_row(Rich(f"{number}."), Rich("\n".join([words, *_notes(route, speaker, twice[words] > 1)])))
        lines.append(Padding(row, (1, 0, 0, 0)))
    return Group(*lines, Padding(Group(*(Rich(line) for line in _end(found, speaker))), (1, 0, 0, 0)))


def _notes(route: Route, speaker: Speaker, alike: bool) -> Iterator[str]:
    """In which cases it is taken, and what is not as a reader would take it to be.

    alike: whether another route reads the same, so that only the names of its flows tell them apart.
    """
    first, last = route.steps[0], route.steps[-1]
    for case in route.cases:
        yield traced.told_case(case, speaker)
    if first.kind is not StepKind.COLLECT:
        yield speaker.text(f"routes.begins.{first.kind}")
    if last.presence is not Presence.COPY:
        yield speaker.text(f"presence.{how_there(route.steps)}")
    if last.form is not Form.AS_IS:
        yield speaker.text(f"form.{last.form}")
    flows = [step.flow for step in route.steps if step.flow]
    if alike and flows:
        yield speaker.text("routes.flows", flows=", ".join(flows))


def _end(found: Routes, speaker: Speaker) -> Iterator[str]:
    """Whether these are all routes; and where else at an organisation it comes."""
    tried = format_decimal(found.tried, locale=speaker.language)
    if found.found:
        yield speaker.text(f"routes.{found.end}", number=len(found.found), tried=tried)
    else:
        yield speaker.text("routes.none-yet" if found.end is End.STOPPED else "routes.none", tried=tried)
    if found.inside:
        yield speaker.text("routes.inside", places=Names(found.inside))
