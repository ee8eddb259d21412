"""The command that says what somebody can see."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.arguments import Choice
from auditor.cli.group import format_option, language_option, main, paths_argument, print_json, traces_of
from auditor.errors import AuditorError


@main.command()
@paths_argument
@click.option("--role", help="Everything that this function can see: its id in the description.")
@click.option("--organisation", help="Everything that anybody at this organisation can see: its id.")
@click.option(
    "--audience", type=Choice(["client", "officer"]), default="officer", show_default=True,
    help="What is reserved is shown to an officer; `client` leaves it out.",
)  # fmt: skip
@language_option
@format_option("text", "json")
def sees(
    paths: tuple[Path, ...], role: str | None, organisation: str | None, audience: str, lang: str, form: str
) -> None:
    """What somebody can see in total, and what of it is special; where it is left open that they see more.

    Without --role or --organisation a table of everybody, with numbers. To be able to see is not to have looked: where
    there is a log of that is said too.

    Example: auditor sees examples/wijkteam --role intern
    """
    from auditor.exporters import seen as exporter
    from auditor.exporters.printing import show
    from auditor.traces.seen import Seeing

    if role is not None and organisation is not None:
        raise AuditorError("error.choose-one", options="--role, --organisation")
    traces, speaker = traces_of(paths, audience, lang)
    seeing = Seeing(traces)
    whole = role is not None or organisation is not None
    if role is not None:
        found = [seeing.role(role)]
    else:
        found = [seeing.organisation(organisation)] if organisation is not None else list(seeing.everybody())
    if form == "json":
        print_json(exporter.sees_out(seeing, found, speaker, whole=whole))
    elif whole:
        show(exporter.somebody(seeing, found[0], speaker))
    else:
        show(exporter.everybody(seeing, found, speaker))
