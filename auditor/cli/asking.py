"""The commands that answer a client: on the screen, and to take along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from auditor.arguments import Choice, Language
from auditor.cli.example_dates import example_dates, example_dates_options
from auditor.cli.group import format_option, language_option, main, print_json, traces_of
from auditor.errors import AuditorError, NotFound, shown
from auditor.files import write

if TYPE_CHECKING:
    from auditor.answers import Person
    from auditor.exporters.leaflet import Leaflet
    from auditor.exporters.say import Speaker
    from auditor.results import Answer
    from auditor.traces import Traces

F = TypeVar("F", bound=Callable[..., Any])
FEW = 5
"""As many answers on a leaflet are named when it is made."""


@dataclass(frozen=True)
class Asking:
    """What was asked on the command line, and who answers it to whom.

    others: the ids of questions that the words may have meant too.
    """

    paths: tuple[Path, ...]
    traces: Traces
    speaker: Speaker
    person: Person
    found: Sequence[Answer]
    others: Sequence[str]


def asking(command: F) -> F:
    """What a client asks, about what, and who that client is; the command gets it as `asked`."""

    @click.argument("named", nargs=-1, required=True, metavar="PATH... [QUESTION...]")
    @click.option("--item", help="Ask about this kind of data only: its id in the description.")
    @click.option(
        "--for", "groups", multiple=True, metavar="GROUP",
        help="Only for somebody in this group of clients and in no others. Can be given again.",
    )  # fmt: skip
    @click.option("--age", type=Choice(["under-12", "12-to-15", "from-16"]), help="How old that somebody is.")
    @example_dates_options
    @click.option(
        "--speech", type=Choice(["plain", "young", "interpreter"]), default="plain", show_default=True,
        help="Speak plainly, to a young person, or for an interpreter: one fact a line.",
    )  # fmt: skip
    @click.option(
        "--answer-in", "answer_in", type=Language(), metavar="LANGUAGE",
        help="Language of the answers, where it is another than that of the program.",
    )  # fmt: skip
    @language_option
    @wraps(command)
    def with_answers(
        *, named: tuple[str, ...], item: str | None, groups: tuple[str, ...], age: str | None,
        since: tuple[tuple[str, date], ...], born: datetime | None, died: datetime | None, speech: str,
        answer_in: str | None, lang: str, **others: Any,
    ) -> None:  # fmt: skip
        from auditor.answers import Person, ask, questions
        from auditor.knowledge.types import Age

        paths, question = _paths_and_question(named)
        traces, speaker = traces_of(paths, "client", answer_in or lang, speech, groups)
        person = Person(Age(age) if age else None, example_dates(traces.view, since, born, died))
        every = [one.id for one in questions(traces.view) if item is None or one.per_item]
        asked, meant = _meant(question, traces) if question else (every, [])
        found = [ask(traces, name, item, person) for name in asked]
        command(asked=Asking(paths, traces, speaker, person, found, meant), lang=lang, **others)

    return with_answers  # type: ignore[return-value]


@main.command()
@asking
@format_option("text", "json", "html")
def ask(asked: Asking, lang: str, form: str) -> None:
    """The answers to the questions that clients are entitled to ask, in plain language.

    QUESTION is the id of a question, of several, or a few words of one; without it all of them, with --item all that
    can be about one kind of data. What is reserved never appears. With --for, --age and example days of a made-up
    client (--since, --born, --died) the answers are for somebody like that; never use the days of a real client.

    Example: auditor ask examples/wijkteam how-long --item talk-notes
    """
    if form == "json":
        from auditor.exporters.output import answers_out

        print_json(answers_out(asked.traces.model, asked.found, asked.speaker, asked.person))
    elif form == "html":
        from auditor.exporters.leaflet import as_html

        click.echo(as_html(_leaflet(asked)), nl=False)
    else:
        from auditor.exporters import terminal
        from auditor.exporters.printing import show
        from auditor.exporters.words import Words

        words = Words(lang)
        show(terminal.answers(asked.found, asked.speaker, asked.person))
        if asked.others:
            click.echo(words.say("cli.other-questions", {"names": ", ".join(asked.others)}))
        click.echo(words.say("cli.how-to-open-the-app", {"paths": " ".join(map(str, asked.paths))}))


@main.command()
@asking
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="File to write: .pdf, .html or .txt.",
)  # fmt: skip
def leaflet(asked: Asking, lang: str, output: Path) -> None:
    """What a client takes along: one answer, or all of them with a list of the questions in front.

    The PDF is tagged for screen readers, and HTML and PDF print well. On it stand whose answers these are, when that
    was checked, whom to ask, and a QR code of the organisation's own page where the description names one. QUESTION,
    --item and the rest choose what is on it, as with `auditor ask`.

    Example: auditor leaflet examples/wijkteam who-can-see -o answer.pdf
    """
    from auditor.exporters.leaflet import as_html, as_pdf, as_text
    from auditor.exporters.words import Words

    forms: dict[str, Callable[[Leaflet], bytes]] = {
        ".pdf": as_pdf,
        ".html": lambda made: as_html(made).encode(),
        ".txt": lambda made: as_text(made).encode(),
    }
    form = output.suffix.lower()
    if form not in forms:
        raise AuditorError("error.leaflet-form", name=output.name, candidates=", ".join(forms))
    made = _leaflet(asked)
    write(output, forms[form](made))
    words = Words(lang)
    click.echo(words.say("cli.written", {"path": str(output)}))
    if len(made.cards) <= FEW:
        click.echo(words.say("cli.leaflet-holds", {"titles": " ".join(card.title for card in made.cards)}))


def _leaflet(asked: Asking) -> Leaflet:
    from auditor.exporters.leaflet import leaflet

    return leaflet(asked.found, asked.speaker, asked.person)


def _paths_and_question(words: tuple[str, ...]) -> tuple[tuple[Path, ...], str | None]:
    """What follows the last file or folder is the question."""
    known = [bool(word) and Path(word).exists() for word in words]
    last = max((position for position, exists in enumerate(known) if exists), default=0)
    paths, asked = words[: last + 1], words[last + 1 :]
    return tuple(Path(path) for path in paths), " ".join(asked) or None


def _meant(said: str, traces: Traces) -> tuple[list[str], list[str]]:
    """The questions that are meant, and others that may have been.

    Raises NotFound for words that are about none of them.
    """
    from auditor.answers import questions, search

    known = [one.id for one in questions(traces.view)]
    named = list(dict.fromkeys(said.split()))
    if set(named) & set(known):
        unknown = next((name for name in named if name not in known), None)
        if unknown:
            raise AuditorError("error.not-a-question", name=shown(unknown), candidates=", ".join(known))
        return named, []
    first, *others = search(said, traces.view.knowledge.country) or [""]
    if not first:
        raise NotFound("question", said[:80], known)
    return [first], others[:3]
