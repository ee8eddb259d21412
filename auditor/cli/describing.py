"""The commands that help to write a description, and to understand it."""

from __future__ import annotations

import shlex
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.arguments import Choice, Day, WrongArguments
from auditor.cli.group import LANGUAGES, format_option, language_option, main, paths_argument, print_json, tell
from auditor.errors import AuditorError, InvalidModel
from auditor.files import write

if TYPE_CHECKING:
    from auditor.model import Model

SCHEMAS = (
    "model", "check", "trace", "routes", "sees", "answers", "audit", "todo", "diff", "what-if", "erase", "loss",
    "explain", "knowledge", "readability", "compare-statement",
)  # fmt: skip


@main.command()
@paths_argument
@language_option
@format_option("text", "json")
def check(paths: tuple[Path, ...], lang: str, form: str) -> None:
    """Is the description usable? Lists every problem with file, line and column.

    Of a usable one it also tells which words that clients read can be plainer. That is advice: the exit code is 0 when
    the description is usable, with or without advice, and 2 when it is not.
    """
    from auditor.exporters.words import Words
    from auditor.importers import load

    words = Words(lang)
    found: Model | None = None
    problems: tuple[Any, ...] = ()
    try:
        found = load(*paths)
    except InvalidModel as error:
        if form == "text":
            raise
        problems = error.problems
    from auditor.advice import advise
    from auditor.exporters.advised import advice_out, advised
    from auditor.exporters.checked import check_out, usable

    advice = advice_out(found, advise(found), words) if found else []
    if form == "json":
        print_json(check_out(found, problems, advice, words))
    elif found:
        click.echo(usable(found, words))
        if advice:
            click.echo(advised(advice, words))
    sys.exit(0 if found else 2)


@main.command()
@click.argument("term", nargs=-1, metavar="[TERM]")
@language_option
@format_option("text", "json")
def explain(term: tuple[str, ...], lang: str, form: str) -> None:
    """What a word means: a key of a description, a value, a kind of data, a law, a rule, a question...

    Without TERM all words there are. A key can be named with what it stands in: flows.told, keeps.term.

    Example: auditor explain told
    """
    from auditor.exporters import explain as explaining

    found = explaining.explain(" ".join(term), lang) if term else explaining.everything(lang)
    tell(form, lambda: found, lambda: explaining.shown(found))


@main.command()
@click.option(
    "--status", type=Choice(["verified", "secondary", "older-text", "to-check"]),
    help="List every entry that was read in this way.",
)  # fmt: skip
@click.option(
    "--on", type=Day(), metavar="DATE",
    help="What was looked at a year before this day is old; today if not given.",
)  # fmt: skip
@language_option
@format_option("text", "json")
def knowledge(status: str | None, on: datetime | None, lang: str, form: str) -> None:
    """What the program knows of law, terms, messages and bodies, and what of it somebody should look at again.

    Counts every kind of entry by how it was read; then lists what is to be checked, what is about to change, and what
    nobody looked at for a year. Example: auditor knowledge --status to-check
    """
    from auditor.exporters import knowledge_list
    from auditor.knowledge.types import Status

    day = on.date() if on else date.today()
    found = knowledge_list.knowledge_out(lang, day, Status(status) if status else None)
    tell(form, lambda: found, lambda: knowledge_list.shown(found))


@main.command()
@click.argument("name", type=Choice(SCHEMAS), default="model")
@click.option("--all", "folder", type=click.Path(), help="Write every schema here.")
@language_option
@click.pass_context
def schema(ctx: click.Context, name: str, folder: str | None, lang: str) -> None:
    """The JSON Schema of a description file, or of what `--format json` prints for another command."""
    from auditor.exporters.schema import all_schemas, refuse_others
    from auditor.exporters.words import Words

    found = all_schemas()
    if folder is not None:
        if not folder.strip():
            raise WrongArguments("error.value-missing", ctx.command_path, name="--all")
        refuse_others(Path(folder))
        for file, text in found.items():
            write(Path(folder) / file, text.encode())
            click.echo(Words(lang).say("cli.written", {"path": str(Path(folder) / file)}))
    else:
        click.echo(found["model.schema.json" if name == "model" else f"output-{name}.schema.json"], nl=False)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", help="Name of the team or organisation.")
@click.option("--kind", help="Kind of organisation: welfare, care-provider, municipality...")
@click.option("--system-kind", help="Kind of program you write most in: client-registration, care-file, spreadsheet...")
@click.option("--system", help="Name of that program.")
@click.option("--vendor", help="Company behind that program.")
@click.option("--data", multiple=True, help="Kinds of data you write down: name, bsn, report... Can be given again.")
@click.option("--phones/--no-phones", default=None, help="Whether phones are used in the work with clients.")
@click.option("--paper/--no-paper", default=None, help="Whether anything about clients is on paper.")
@click.option("--chat/--no-chat", default=None, help="Whether the team has a group chat.")
@click.option("--receiver", help="Municipality or other organisation that data is sent to.")
@click.option("--receiver-kind", help="Kind of organisation that the receiver is.")
@click.option("--privacy", help="Function that deals with privacy; never the name of a person.")
@click.option("--contact", help="How clients reach that function: address, email, phone or web page.")
@click.option("--no-input", is_flag=True, help="Ask nothing: what is not given is not known.")
@language_option
def new(folder: Path, no_input: bool, lang: str, **given: Any) -> None:
    """Begin a description in a new or empty folder, from a few questions or from these options.

    Press Enter when you do not know: that is a full answer, and it is written down as `unknown`. Without --data there
    is one kind of data, the content of the file.

    Example: auditor new my-team --no-input
    """
    from auditor.exporters.words import Words
    from auditor.starter import Answers, ask, begin, refuse_described

    words = Words(lang)
    refuse_described(folder)
    try:
        answers = Answers(**given) if no_input else ask(given, words)
    except click.Abort:
        raise AuditorError("new.stopped") from None
    for file in begin(folder, answers, lang):
        click.echo(words.say("cli.written", {"path": str(file)}))
    click.echo(f"\n{words.say('new.next')}")
    same_language = "" if lang == LANGUAGES[0] else f" --lang {lang}"
    for command in ("check", "todo", "app"):
        said = words.say(f"new.next.{command}")
        click.echo(f"  auditor {command} {shlex.quote(str(folder))}{same_language}  ({said})")
