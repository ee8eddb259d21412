"""The commands that say what a change of a description means for a client."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from auditor.arguments import WrongArguments
from auditor.cli.group import format_option, language_option, main, paths_argument, tell
from auditor.errors import shown

LEFT_OUT = ("flow", "place", "role", "organisation", "item")


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="OLD NEW")
@click.option("--old", multiple=True, type=click.Path(path_type=Path), help="One more file or folder of the old one.")
@click.option("--new", multiple=True, type=click.Path(path_type=Path), help="One more file or folder of the new one.")
@language_option
@format_option("text", "json")
@click.pass_context
def diff(
    ctx: click.Context, paths: tuple[Path, ...], old: tuple[Path, ...], new: tuple[Path, ...], lang: str,
    form: str,
) -> None:  # fmt: skip
    """What changes for a client between two versions of a description.

    Where data goes, who can see it, how long it stays, from whom it comes and what for: everything else that is
    different prints nothing. For an officer: what is reserved is marked, so it is not to be handed to a client. Exit
    code 0 when nothing changes, 1 when something does.

    For example, with the folder of last year beside that of this year: auditor diff last-year this-year
    """
    if len(paths) not in (0, 2) or not (paths or (old and new)):
        raise WrongArguments("error.diff-two", ctx.command_path)
    from auditor.changes import changes
    from auditor.exporters import changed
    from auditor.importers import load

    found = changes(load(*paths[:1], *old), load(*paths[1:], *new))
    tell(form, lambda: changed.diff_out(found, lang), lambda: changed.diff(found, lang))
    sys.exit(1 if found.found else 0)


@main.command("what-if")
@paths_argument
@click.option(
    "--without", multiple=True, metavar="KIND:ID",
    help="Leave this out: flow:ID (or flow:FROM>TO where one goes so), place:ID, role:ID, organisation:ID, item:ID.",
)  # fmt: skip
@click.option(
    "--set", "values", multiple=True, metavar="PATH=VALUE",
    help="Put this value, written as in the description, at this path: systems.file.keeps.0.term='5 years'.",
)  # fmt: skip
@click.option(
    "--unset", multiple=True, metavar="PATH", help="Take away what stands at this path: a key, or one of a list."
)
@language_option
@format_option("text", "json")
@click.pass_context
def what_if(
    ctx: click.Context, paths: tuple[Path, ...], without: tuple[str, ...], values: tuple[str, ...],
    unset: tuple[str, ...], lang: str, form: str,
) -> None:  # fmt: skip
    """What would change for a client if something was left out, or was otherwise. No file is changed.

    What cannot be without what is left out is left out too, and named. Options can be given again, and together. For
    an officer: what is reserved is marked, so it is not to be handed to a client.

    Example: auditor what-if examples/wijkteam --without flow:test-copy
    """
    if not (without or values or unset):
        raise WrongArguments("error.what-if-nothing", ctx.command_path)
    parted = [_parted(text, ctx.command_path) for text in without]
    from auditor import changes
    from auditor.exporters import supposed
    from auditor.importers import load, value

    written = [text.partition("=") for text in values]
    for text, (path, sign, _) in zip(values, written, strict=True):
        if not path.strip() or not sign:
            raise WrongArguments("error.what-if-no-value", ctx.command_path, found=shown(text))
    replaced = [(path.strip(), value(said, f"--set {path.strip()}")) for path, _, said in written]
    replaced += [(path.strip(), None) for path in unset]
    found = changes.what_if(load(*paths), parted, replaced)
    tell(form, lambda: supposed.what_if_out(found, lang), lambda: supposed.what_if(found, lang))


def _parted(text: str, command: str) -> tuple[str, str]:
    """The kind and the id of what is left out."""
    kind, _, name = text.partition(":")
    if kind not in LEFT_OUT or not name:
        candidates = ", ".join(f"{known}:ID" for known in LEFT_OUT)
        raise WrongArguments("error.what-if-kind", command, found=shown(text), candidates=candidates)
    return kind, name
