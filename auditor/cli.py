"""The command line: arguments and exit codes, nothing else.

Exit codes: 0 nothing at or above the threshold, 1 findings, 2 the description or the arguments are not usable, 3 a rule
crashed.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable
from datetime import date, datetime
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

import click

from auditor import __version__
from auditor.arguments import Choice, Command, Day, Number, WrongArguments, no_such_command, said
from auditor.errors import AuditorError, CannotWrite, InvalidModel, NotFound, RuleCrashed
from auditor.files import write

if TYPE_CHECKING:
    from pydantic import BaseModel

    from auditor.exporters.drawing import Form
    from auditor.exporters.say import Speaker
    from auditor.model import Model
    from auditor.traces import Traces

F = TypeVar("F", bound=Callable[..., Any])
LANGUAGES = ("nl", "en")
LANGUAGE_VARIABLE = "AUDITOR_LANG"
SCHEMAS = ("model", "check", "trace", "answers", "audit", "todo", "explain", "knowledge")
MAP_FORMS = ("svg", "png", "pdf", "dot")


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


@main.command()
@paths_argument
@language_option
@format_option("text", "json")
def check(paths: tuple[Path, ...], lang: str, form: str) -> None:
    """Is the description usable? Lists every problem with file, line and column.

    Exit code 0 when it is, 2 when it is not.
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
    from auditor.exporters.checked import check_out, usable

    if form == "json":
        _print_json(check_out(found, problems, words))
    elif found:
        click.echo(usable(found, words))
    sys.exit(0 if found else 2)


@main.command()
@paths_argument
@click.option("--item", required=True, help="Kind of data to follow: its id in the description.")
@click.option("--at", "place", help="Follow it from this place of collection only.")
@audience_option
@language_option
@format_option("text", "json", "dot", "svg")
def trace(paths: tuple[Path, ...], item: str, place: str | None, audience: str, lang: str, form: str) -> None:
    """Where one kind of data goes, who can see it there, and how long every copy stays.

    Example: auditor trace examples/wijkteam --item talk-notes
    """
    traces, speaker = _traces(paths, audience, lang)
    found = traces.of(item, place)
    if form == "json":
        from auditor.exporters.output import trace_out

        _print_json(trace_out(traces, found, speaker))
    elif form == "text":
        from auditor.exporters import terminal
        from auditor.exporters.printing import show

        show(terminal.trace(traces, found, speaker))
    else:
        from auditor.exporters import flow_map

        click.echo(flow_map.picture(flow_map.of_item(traces, item), speaker, cast("Form", form)).decode(), nl=False)


@main.command()
@click.argument("words", nargs=-1, required=True, metavar="PATH... [QUESTION]")
@click.option("--item", help="Ask about this kind of data only: its id in the description.")
@language_option
@format_option("text", "json", "html")
def ask(words: tuple[str, ...], item: str | None, lang: str, form: str) -> None:
    """The answers to the questions that clients are entitled to ask, in plain language.

    Without QUESTION all of them: what-do-you-have, where-does-it-go, who-can-see, how-long, why-and-may-you,
    where-from, phone-or-app, see-correct-remove. What is reserved never appears.

    Example: auditor ask examples/wijkteam how-long --item talk-notes
    """
    from auditor.answers import QUESTIONS
    from auditor.answers import ask as answer

    paths, question = _paths_and_question(words)
    traces, speaker = _traces(paths, "client", lang)
    asked = [question] if question else [known.id for known in QUESTIONS]
    found = [answer(traces, name, item) for name in asked]
    if form == "json":
        from auditor.exporters.output import answers_out

        _print_json(answers_out(traces.model, found, speaker))
    elif form == "html":
        from auditor.exporters import html

        click.echo(html.answers(found, speaker), nl=False)
    else:
        from auditor.exporters import terminal
        from auditor.exporters.printing import show

        show(terminal.answers(found, speaker))
        click.echo(speaker.text("cli.how-to-open-the-app", paths=" ".join(str(path) for path in paths)))


def _paths_and_question(words: tuple[str, ...]) -> tuple[tuple[Path, ...], str | None]:
    """The last word is the question where it is no file or folder."""
    last_is_question = len(words) > 1 and not Path(words[-1]).exists()
    paths = words[:-1] if last_is_question else words
    return tuple(Path(path) for path in paths), words[-1] if last_is_question else None


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

    traces, speaker = _traces(paths, "officer", lang)
    report = run(traces.model)
    if form == "json":
        from auditor.exporters.output import report_out

        _print_json(report_out(traces.model, report, speaker))
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
@click.option(
    "--audience", type=Choice(["client", "officer"]), default="officer", show_default=True,
    help="What is reserved is shown to an officer; `client` leaves it out, for a list that goes to others.",
)  # fmt: skip
@language_option
@format_option("text", "json")
def todo(paths: tuple[Path, ...], who: str | None, on: datetime | None, audience: str, lang: str, form: str) -> None:
    """What is still to be found out: by whom, before when, and how many answers to clients it settles.

    The question that settles the most answers comes first. Example: auditor todo examples/wijkteam
    """
    from auditor.exporters import todo as exporter
    from auditor.exporters.printing import show
    from auditor.exporters.say import Speaker
    from auditor.importers import load
    from auditor.model import Audience, View
    from auditor.open_questions import open_questions

    model = load(*paths)
    found = open_questions(model, Audience(audience), on.date() if on else None, who)
    speaker = Speaker(View(model, Audience(audience)), lang)
    if form == "json":
        _print_json(exporter.open_questions_out(found, speaker))
    else:
        show(exporter.open_questions(found, speaker))


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
    traces, speaker = _traces(paths, audience, lang)
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

    from auditor.errors import MissingExtra

    if find_spec("streamlit") is None:
        raise MissingExtra("app", "Streamlit")
    from auditor.ui.run import start

    sys.exit(start(paths, port=port, open_browser=not no_browser, language=lang))


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
    if form == "json":
        _print_json(found)
    else:
        from auditor.exporters.printing import show

        show(explaining.shown(found))


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
    if form == "json":
        _print_json(found)
    else:
        from auditor.exporters.printing import show

        show(knowledge_list.shown(found))


@main.command()
@click.argument("name", type=Choice(SCHEMAS), default="model")
@click.option("--all", "folder", type=click.Path(), help="Write every schema here.")
@click.pass_context
def schema(ctx: click.Context, name: str, folder: str | None) -> None:
    """The JSON Schema of a description file, or of what `--format json` prints for another command."""
    from auditor.exporters.schema import all_schemas, refuse_others

    found = all_schemas()
    if folder is not None:
        if not folder.strip():
            raise WrongArguments("error.value-missing", ctx.command_path, name="--all")
        refuse_others(Path(folder))
        for file, text in found.items():
            write(Path(folder) / file, text.encode())
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


def _traces(paths: tuple[Path, ...], audience: str, lang: str) -> tuple[Traces, Speaker]:
    from auditor.exporters.say import Speaker
    from auditor.importers import load
    from auditor.model import Audience
    from auditor.traces import Traces

    traces = Traces(load(*paths), Audience(audience))
    return traces, Speaker(traces.view, lang)


def _print_json(result: BaseModel) -> None:
    click.echo(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2))
