"""The command that says what somebody can see."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.group import format_option, language_option, main, officer_option, paths_argument, tell, traces_of
from auditor.errors import AuditorError


@main.command()
@paths_argument
@click.option("--role", help="Everything that this function can see: its id in the description.")
@click.option("--organisation", help="Everything that anybody at this organisation can see: its id.")
@officer_option
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
    tell(
        form,
        lambda: exporter.sees_out(seeing, found, speaker, whole=whole),
        lambda: exporter.somebody(seeing, found[0], speaker) if whole else exporter.everybody(seeing, found, speaker),
    )
