"""The command that measures a text."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from auditor.cli.group import format_option, language_option, main, tell


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
