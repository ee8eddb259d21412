"""The commands for a request to erase, and for something that is lost or leaks."""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli.group import format_option, language_option, main, officer_option, paths_argument, tell, traces_of
from auditor.errors import AuditorError


@main.command()
@paths_argument
@click.option("--item", help="Only this kind of data: its id in the description; everything if not given.")
@officer_option
@language_option
@format_option("text", "json")
def erase(paths: tuple[Path, ...], item: str | None, audience: str, lang: str, form: str) -> None:
    """What it takes to remove data: every copy in order, who does it, which law keeps it, whom to tell.

    Removes nothing and decides nothing. Example: auditor erase examples/wijkteam --item arrears
    """
    from auditor.erasure import erasure
    from auditor.exporters import erasure as exporter

    traces, speaker = traces_of(paths, audience, lang)
    found = erasure(traces, item)
    tell(form, lambda: exporter.erasure_out(found, speaker), lambda: exporter.erasure(found, speaker))


@main.command()
@paths_argument
@click.option("--place", help="This phone, program, list or paper is lost or leaked: its id in the description.")
@click.option("--flow", help="Something of this flow went to the wrong one: its id, or from>to.")
@click.option("--vendor", help="This company or other organisation has a leak: its id.")
@click.option("--role", help="The account of somebody in this role is lost or taken over: its id.")
@officer_option
@language_option
@format_option("text", "json")
def loss(
    paths: tuple[Path, ...], place: str | None, flow: str | None, vendor: str | None, role: str | None, audience: str,
    lang: str, form: str,
) -> None:  # fmt: skip
    """What is concerned when something is lost or leaks: which data, whom to tell, what the law asks.

    First what whoever lost it does now, then what the officer needs to decide; it decides nothing itself.

    Example: auditor loss examples/wijkteam --place work-phone
    """
    from auditor import loss as losses
    from auditor.exporters import loss as exporter

    given = {"--place": place, "--flow": flow, "--vendor": vendor, "--role": role}
    chosen = {option: name for option, name in given.items() if name is not None}
    if len(chosen) != 1:
        raise AuditorError("error.choose-one", options=", ".join(given))
    [(option, name)] = chosen.items()
    of = {
        "--place": losses.of_place, "--flow": losses.of_flow, "--vendor": losses.of_vendor, "--role": losses.of_role,
    }[option]  # fmt: skip
    traces, speaker = traces_of(paths, audience, lang)
    found = of(traces, name)
    tell(form, lambda: exporter.loss_out(found, speaker), lambda: exporter.loss(found, speaker))
