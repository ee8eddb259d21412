"""The commands that look at a text: its figures, and a privacy statement beside a description."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from auditor.arguments import Choice
from auditor.cli.group import (
    format_option,
    language_option,
    main,
    officer_option,
    paths_argument,
    tell,
    traces_of,
)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@language_option
@format_option("text", "json")
def readability(files: tuple[Path, ...], lang: str, form: str) -> None:
    """The figures of any text (plain text, Markdown, HTML), beside the limits that our own answers keep.

    Words, sentences, LIX, uncommon and long words, passives, jargon, vague words... with their lines. --lang is the
    language of the text too. - reads standard input. The limits are made for generated answers: this is no judgement
    of a text that somebody wrote, and says nothing about B1.

    Example: auditor readability README.md --lang en
    """
    from auditor.exporters import readable
    from auditor.exporters.words import Words
    from auditor.readability import figures, read

    texts = [(file, read(file, lambda: sys.stdin.buffer)) for file in files]
    measured = [readable.Measured(file, kind, figures(passages, lang)) for file, (kind, passages) in texts]
    words = Words(lang)
    tell(form, lambda: readable.readability_out(measured, words), lambda: readable.shown(measured, words))


@main.command()
@paths_argument
@click.argument("text", type=click.Path(path_type=Path, allow_dash=True), metavar="TEXTFILE")
@click.option(
    "--text-lang", type=Choice(["nl", "en", "fr"]),
    help="Language of the text; told by its words if not given.",
)  # fmt: skip
@officer_option
@language_option
@format_option("text", "json")
def compare_statement(
    paths: tuple[Path, ...], text: Path, text_lang: str | None, audience: str, lang: str, form: str
) -> None:
    """A privacy statement (plain text, Markdown, HTML) beside the description: what one names and the other does not.

    Who gets data, how long it stays, countries outside the EEA, kinds of data; what is still to be filled in; and
    where the text says no and the description has something else. TEXTFILE comes last; - is standard input. It finds
    words in Dutch, English or French, and judges nothing: the exit code is 0.

    Example: auditor compare-statement examples/geldpunt tests/statement/geldpunt.md --lang en
    """
    from auditor.exporters import statement as exporter
    from auditor.readability import counts, figures, read_all
    from auditor.statement import compare
    from auditor.texts import LANGUAGES

    read = read_all(text, lambda: sys.stdin.buffer)
    traces, speaker = traces_of(paths, audience, lang)
    found = compare(traces.view, read.passages, read.form, read.raw, text_lang)
    measured = figures(read.passages, found.language) if found.language in LANGUAGES else ()
    all_figures = exporter.Figures(counts(read.passages), measured)
    tell(
        form,
        lambda: exporter.statement_out(text, found, all_figures, speaker),
        lambda: exporter.statement(text, found, all_figures, speaker),
    )
