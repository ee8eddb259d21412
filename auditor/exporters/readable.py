"""The figures of a text, as text and as JSON, each beside the limit that our own answers keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from auditor.exporters.out import Out
from auditor.exporters.visible import visible
from auditor.exporters.words import Words
from auditor.readability import Figure, Form, Found, Measure, Tool

MOST_PRINTED = 30
"""Words or sentences that are printed of one figure; the JSON has them all."""
MOST_LINES = 10
"""Lines on which one word stands that are printed."""
LONGEST_QUOTE = 300
"""Characters of a sentence that are printed or given."""


class Measured(NamedTuple):
    """A file with its figures."""

    path: Path
    form: Form
    figures: tuple[Figure, ...]


class FoundOut(Out):
    """A word or sentence behind a figure, cut short, and the lines on which it begins."""

    text: str
    lines: list[int]


class FigureOut(Out):
    """A figure of a text. least, most: the limits of our own answers; shares are of a hundred words.

    value: null where the tool that it needs is missing.
    """

    measure: Measure
    rule: str
    label: str
    value: float | None
    least: float
    most: float
    found: list[FoundOut]
    missing: Tool | None


class MeasuredOut(Out):
    """A text with its figures. file: - for standard input."""

    file: str
    form: Form
    figures: list[FigureOut]


class ReadabilityOut(Out):
    """The result of `auditor readability`. language: of the rules and of the words here. note: what it does not say."""

    language: str
    note: str
    texts: list[MeasuredOut]


def readability_out(measured: Iterable[Measured], words: Words) -> ReadabilityOut:
    """The figures with their names in words."""
    return ReadabilityOut(
        language=words.language,
        note=words.say("readability.note"),
        texts=[
            MeasuredOut(
                file=visible(str(one.path)),
                form=one.form,
                figures=[figure_out(figure, words) for figure in one.figures],
            )
            for one in measured
        ],
    )


def figure_out(figure: Figure, words: Words) -> FigureOut:
    """A figure with its name in words."""
    return FigureOut(
        measure=figure.measure,
        rule=figure.rule,
        label=words.say(f"readability.measure.{figure.measure}"),
        value=None if figure.value is None else round(figure.value, 2),
        least=figure.least,
        most=figure.most,
        found=[FoundOut(text=_quote(one), lines=list(one.lines)) for one in figure.found],
        missing=figure.missing,
    )


def shown(measured: Sequence[Measured], words: Words) -> RenderableType:
    """Of every text a table with its figures, and then the words and sentences behind them."""
    parts = [part for one in measured for part in _shown(one, words)]
    return Group(*parts, Rich(), Rich(words.say("readability.note")))


def _shown(measured: Measured, words: Words) -> Iterator[RenderableType]:
    yield Rich(visible(words.say("readability.title", {"name": str(measured.path)})), style="bold")
    yield Padding(table(measured.figures, words), (1, 0))
    for figure in measured.figures:
        if figure.found:
            yield Rich(f"{words.say(f'readability.found.{figure.measure}')}:")
            yield from (Padding(Rich(line), (0, 0, 0, 2)) for line in _found(figure, words))
    yield from missing(measured.figures, words)


def missing(figures: Iterable[Figure], words: Words) -> Iterator[RenderableType]:
    """Which figures could not be made, and what they need."""
    for tool in dict.fromkeys(figure.missing for figure in figures if figure.missing):
        yield Rich(words.say(f"readability.missing.{tool}"))


def table(figures: Iterable[Figure], words: Words) -> Table:
    """The figures, each beside the limit that our own answers keep."""
    found = Table(box=None, padding=(0, 3, 0, 0))
    found.add_column("")
    for heading in ("value", "limit"):
        found.add_column(words.say(f"readability.heading.{heading}"), justify="right")
    for figure in figures:
        label = words.say(f"readability.measure.{figure.measure}")
        found.add_row(label, _value(figure, words), _limit(figure, words))
    return found


def _value(figure: Figure, words: Words) -> str:
    return words.say("readability.not-measured") if figure.value is None else number(figure.value, words)


def _limit(figure: Figure, words: Words) -> str:
    params = {"least": number(figure.least, words), "most": number(figure.most, words)}
    return words.say("readability.between" if figure.least else "readability.at-most", params)


def number(value: float, words: Words) -> str:
    """A figure as people write it, rounded to one place."""
    from babel.numbers import format_decimal

    return format_decimal(round(value, 1), locale=words.language)


def _found(figure: Figure, words: Words) -> Iterator[str]:
    for one in figure.found[:MOST_PRINTED]:
        lines = [*map(str, one.lines[:MOST_LINES]), *(["…"] if len(one.lines) > MOST_LINES else [])]
        params = {"lines": ", ".join(lines), "found": _quote(one)}
        yield words.say("readability.at", params)
    if more := len(figure.found[MOST_PRINTED:]):
        yield words.say("readability.more", {"count": more})


def _quote(found: Found) -> str:
    text = visible(found.text)
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
