"""What every command shares: its group, its options, and how an error is said."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from auditor import __version__
from auditor.arguments import Choice, Command, WrongArguments, no_such_command, said
from auditor.errors import AuditorError, CannotWrite, InvalidModel, RuleCrashed

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import RenderableType

    from auditor.exporters.say import Speaker
    from auditor.traces import Traces

F = TypeVar("F", bound=Callable[..., Any])
LANGUAGES = ("nl", "en")
LANGUAGE_VARIABLE = "AUDITOR_LANG"


def _remember(ctx: click.Context, _: click.Parameter, lang: str) -> str:
    ctx.find_root().meta[__name__] = lang
    return lang


paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
language_option = click.option(
    "--lang", type=Choice(LANGUAGES), default="nl", envvar=LANGUAGE_VARIABLE, show_default=True, is_eager=True,
    callback=_remember, help="Language of what is printed. Also from AUDITOR_LANG.",
)  # fmt: skip
audience_option = click.option(
    "--audience", type=Choice(["client", "officer"]), default="client", show_default=True,
    help="Who will read it. What is reserved is left out for a client and shown to an officer.",
)  # fmt: skip


officer_option = click.option(
    "--audience", type=Choice(["client", "officer"]), default="officer", show_default=True,
    help="What is reserved is shown to an officer; `client` leaves it out, for a list that goes to others.",
)  # fmt: skip


def format_option(*forms: str) -> Callable[[F], F]:
    """The option --format with these forms, the first as default."""
    return click.option(
        "--format",
        "form",
        type=Choice(forms),
        default=forms[0],
        show_default=True,
        help="Form of the output.",
    )


class _Group(click.Group):
    """Says every error in the reader's language, with the exit code that belongs to it."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[__name__] = _language_in(args)
        _prepare(sys.stdout, sys.stderr)
        if not args:
            return super().parse_args(ctx, args)  # shows the help
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            _fail(said(error, ctx), ctx.meta[__name__])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if self.get_command(ctx, args[0]) is None and not ctx.resilient_parsing:
            raise no_such_command(args[0], ctx, self.list_commands(ctx))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except AuditorError as error:
            _fail(error, ctx.find_root().meta.get(__name__))
        except BrokenPipeError:
            raise  # click ends quietly when the reader of a pipe is gone
        except OSError as error:
            _fail(CannotWrite(Path(error.filename or "-"), error), ctx.find_root().meta.get(__name__))


def _prepare(*streams: object) -> None:
    """Let every text go out: in UTF-8, and what is no character (an argument that is not UTF-8 holds such) visibly."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            # no terminal: what the JSON, HTML and SVG say that they are
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _language_in(args: list[str]) -> str | None:
    """The language that a command line asks for, also when the rest of it cannot be used."""
    asked = [value for option, value in pairwise(args) if option == "--lang"]
    asked += [arg.removeprefix("--lang=") for arg in args if arg.startswith("--lang=")]
    return next((lang for lang in asked if lang in LANGUAGES), None)


def _fail(error: AuditorError, lang: str | None) -> NoReturn:
    from auditor.exporters.checked import problems
    from auditor.exporters.words import Words

    given = lang or os.environ.get(LANGUAGE_VARIABLE)
    words = Words(given if given in LANGUAGES else LANGUAGES[0])
    if isinstance(error, InvalidModel):
        click.echo(problems(error, words), err=True)
    else:
        click.echo(words.error(error), err=True)
    if isinstance(error, WrongArguments):
        click.echo(words.say("cli.help", {"command": f"{error.command} --help"}), err=True)
    sys.exit(3 if isinstance(error, RuleCrashed) else 2)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="auditor")
def main() -> None:
    """Where does client data go, who can see it, and how long does it stay?

    Every command reads a description: one or more YAML files or folders, loaded as one whole. Nothing is sent
    anywhere. Start with: auditor check examples/wijkteam
    """


def traces_of(
    paths: tuple[Path, ...], audience: str, lang: str, speech: str = "plain", groups: Iterable[str] = ()
) -> tuple[Traces, Speaker]:
    """The traces of these files for this audience, and who says them in this language and way of speaking.

    groups: those of the clients that somebody is in, for somebody in these and no others.
    """
    from auditor.exporters.say import Speaker
    from auditor.importers import load
    from auditor.model import Audience
    from auditor.texts import Speech
    from auditor.traces import Traces, groups_named

    traces = Traces(load(*paths), Audience(audience))
    if groups:
        traces = Traces(traces.model, Audience(audience), groups=groups_named(traces.view, groups))
    return traces, Speaker(traces.view, lang, Speech(speech))


def print_json(result: BaseModel) -> None:
    """Print a result as JSON, one key or value a line; without the parts that were not asked for."""
    click.echo(json.dumps(result.model_dump(mode="json", exclude_unset=True), ensure_ascii=False, indent=2))


def tell(form: str, as_json: Callable[[], BaseModel], as_text: Callable[[], RenderableType]) -> None:
    """Print a result in the form that was asked for."""
    if form == "json":
        print_json(as_json())
    else:
        from auditor.exporters.printing import show

        show(as_text())
