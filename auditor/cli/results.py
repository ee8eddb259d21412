"""The commands that say what follows from a description."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from auditor.arguments import Choice, Day, Number
from auditor.cli.example_dates import example_dates, example_dates_options
from auditor.cli.group import (
    audience_option,
    format_option,
    language_option,
    main,
    officer_option,
    paths_argument,
    print_json,
    tell,
    traces_of,
)
from auditor.errors import AuditorError, NotFound
from auditor.files import write

if TYPE_CHECKING:
    from auditor.exporters.drawing import Form
    from auditor.exporters.say import Speaker
    from auditor.traces import Routes

MAP_FORMS = ("svg", "png", "pdf", "dot")


@main.command()
@paths_argument
@click.option("--item", required=True, help="Kind of data to follow: its id in the description.")
@click.option("--at", "place", help="Follow it from this place of collection only.")
@click.option("--routes", "end", metavar="PLACE", help="List every route to this place or organisation instead.")
@click.option("--most", type=Number(1, 1000), help="List this many routes at most; 20 if not given.")
@example_dates_options
@audience_option
@language_option
@format_option("text", "json", "dot", "svg")
def trace(
    paths: tuple[Path, ...], item: str, place: str | None, end: str | None, most: int | None,
    since: tuple[tuple[str, date], ...], born: datetime | None, died: datetime | None, audience: str, lang: str,
    form: str,
) -> None:  # fmt: skip
    """Where one kind of data goes, who can see it there, and how long every copy stays.

    With --routes: all the ways in which it, or what is made of it, comes to one place, the shortest and surest first.
    With example days of a made-up client (--since, --born, --died) every copy gets a date. Never use those of a real
    client.

    Example: auditor trace examples/wijkteam --item talk-notes
    """
    if end is None and most is not None:
        raise AuditorError("error.most-without-routes")
    if end is not None and form not in ("text", "json"):
        raise AuditorError("error.routes-form", found=form)
    if end is not None and (since or born or died):
        raise AuditorError("error.dates-not-in-routes")
    traces, speaker = traces_of(paths, audience, lang)
    if end is not None:
        _routes(traces.routes(item, end, place, most), speaker, form)
        return
    found = traces.of(item, place)
    if place is not None and not found.reached:
        begins = [name for name in sorted(traces.view.places) if traces.of(item, name).reached]
        if begins:
            raise AuditorError("error.not-begun-there", name=place, item=item, candidates=", ".join(begins))
    dates = example_dates(traces.view, since, born, died)
    if dates and form in ("dot", "svg"):
        raise AuditorError("error.dates-not-drawn")
    if form == "json":
        from auditor.exporters.output import trace_out

        print_json(trace_out(traces, found, speaker, dates))
    elif form == "text":
        from auditor.exporters import terminal
        from auditor.exporters.dated_trace import with_dates
        from auditor.exporters.printing import show

        show(with_dates(traces, found, dates, speaker) if dates else terminal.trace(traces, found, speaker))
    else:
        from auditor.exporters import flow_map

        click.echo(flow_map.picture(flow_map.of_item(traces, item), speaker, cast("Form", form)).decode(), nl=False)


def _routes(found: Routes, speaker: Speaker, form: str) -> None:
    from auditor.exporters import routes as exporter

    tell(form, lambda: exporter.routes_out(found, speaker), lambda: exporter.routes(found, speaker))


@main.command()
@paths_argument
@click.option(
    "--fail-on", type=Choice(["must", "should", "consider", "never"]), default="must", show_default=True,
    help="Exit with 1 when a rule of this level or heavier is broken.",
)  # fmt: skip
@language_option
@format_option("text", "json")
def audit(paths: tuple[Path, ...], fail_on: str, lang: str, form: str) -> None:
    """What a privacy officer should look at: broken rules, and questions where a rule cannot tell.

    Shows reserved parts too. Every finding names its article or norm, why it matters to people, and what to do.
    """
    from auditor.audit import audit as run
    from auditor.results import Level

    traces, speaker = traces_of(paths, "officer", lang)
    report = run(traces.model)
    if form == "json":
        from auditor.exporters.output import report_out

        print_json(report_out(traces.model, report, speaker))
    else:
        from auditor.exporters import terminal
        from auditor.exporters.printing import show

        show(terminal.report(report, speaker))
    levels = list(Level)
    failing = levels[: levels.index(Level(fail_on)) + 1] if fail_on != "never" else []
    sys.exit(1 if any(finding.level in failing for finding in report.broken()) else 0)


@main.command()
@paths_argument
@click.option("--who", help="Only what this function or organisation finds out: its id in the description.")
@click.option("--on", type=Day(), metavar="DATE", help="Too late counts from this day; today if not given.")
@officer_option
@language_option
@format_option("text", "json")
def todo(paths: tuple[Path, ...], who: str | None, on: datetime | None, audience: str, lang: str, form: str) -> None:
    """What is still to be found out: by whom, before when, and how many answers to clients it settles.

    The question that settles the most answers comes first. Example: auditor todo examples/wijkteam
    """
    from auditor.exporters import todo as exporter
    from auditor.exporters.say import Speaker
    from auditor.importers import load
    from auditor.model import Audience, View
    from auditor.open_questions import open_questions

    model = load(*paths)
    found = open_questions(model, Audience(audience), on.date() if on else None, who)
    speaker = Speaker(View(model, Audience(audience)), lang)
    tell(form, lambda: exporter.open_questions_out(found, speaker), lambda: exporter.open_questions(found, speaker))


@main.command("map")
@paths_argument
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path),
    help="File to write: .svg, .png, .pdf or .dot.",
)  # fmt: skip
@click.option("--item", help="Only what concerns this kind of data.")
@click.option("--around", help="Only this place or organisation and its neighbours.")
@click.option("--by-organisation", is_flag=True, help="One box per organisation.")
@audience_option
@language_option
def map_(
    paths: tuple[Path, ...], output: Path, item: str | None, around: str | None, by_organisation: bool,
    audience: str, lang: str,
) -> None:  # fmt: skip
    """Draw the flow map: places in their organisations, every flow an arrow.

    Example: auditor map examples/wijkteam -o map.svg
    """
    from auditor.exporters import flow_map

    form = output.suffix.lower().lstrip(".")
    if form not in MAP_FORMS:
        raise AuditorError("error.map-form", name=output.name, candidates=", ".join(f".{form}" for form in MAP_FORMS))
    if sum((item is not None, around is not None, by_organisation)) > 1:
        raise AuditorError("error.choose-one", options="--item, --around, --by-organisation")
    traces, speaker = traces_of(paths, audience, lang)
    if item is not None:
        drawn = flow_map.of_item(traces, item)
    elif around is not None:
        if around not in traces.view.holders:
            raise NotFound("place", around, traces.view.holders)
        drawn = flow_map.around(traces.view, around)
    else:
        drawn = flow_map.by_organisation(traces.view) if by_organisation else flow_map.whole(traces.view)
    picture = flow_map.picture(drawn, speaker, cast("Form", form))
    write(output, picture)
    click.echo(speaker.text("cli.written", path=str(output)))


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@click.option("--port", type=Number(1, 65535), help="Port of the local server; a free one when not given.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@language_option
def app(paths: tuple[Path, ...], port: int | None, no_browser: bool, lang: str) -> None:
    """Open the app on these descriptions, in the browser, on this computer only."""
    from importlib.util import find_spec

    from auditor.errors import InvalidModel, Location, MissingExtra, Problem, shown

    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        key = "problem.no-such-file"
        raise InvalidModel(Problem(key, {"name": shown(path)}, location=Location(path, 1, 1)) for path in missing)
    if find_spec("streamlit") is None:
        raise MissingExtra("app", "Streamlit")
    from auditor.ui.run import start

    sys.exit(start(paths, port=port, open_browser=not no_browser, language=lang))
