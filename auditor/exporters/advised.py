"""Advice on the words that clients read, as text and as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import click

from auditor.advice import Advice, Hint, Why
from auditor.errors import Problem
from auditor.exporters.out import Out
from auditor.exporters.visible import visible
from auditor.exporters.words import Words
from auditor.model import Model

MOST_PRINTED = 50
"""Texts that are printed: nobody mends more at once. The JSON has them all."""
_WIDTH = 100
_INDENT = " " * 4


class HintOut(Out):
    """A reason to write a text otherwise: the words it is about, why, and what to do."""

    key: Why
    words: list[str]
    why: str
    do: str


class AdviceOut(Out):
    """A text that clients read and that can be plainer. language: null where it is one text for every language."""

    path: str
    file: str | None
    line: int | None
    column: int | None
    language: str | None
    text: str
    hints: list[HintOut]


def advice_out(model: Model, found: Iterable[Advice], words: Words) -> list[AdviceOut]:
    """All advice in words."""
    return [_out(model, advice, words) for advice in found]


def _out(model: Model, advice: Advice, words: Words) -> AdviceOut:
    at = model.locate(advice.path)
    return AdviceOut(
        path=Problem("", path=advice.path).where,
        file=at.file.encode("utf-8", "replace").decode("utf-8") if at else None,
        line=at.line if at else None,
        column=at.column if at else None,
        language=advice.language,
        text=advice.text,
        hints=[_hint(hint, words) for hint in advice.hints],
    )


def _hint(hint: Hint, words: Words) -> HintOut:
    params = {"words": ", ".join(f'"{word}"' for word in hint.words), "most": str(hint.most)}
    why, do = (words.say(f"advice.{hint.why}.{part}", params) for part in ("why", "do"))
    return HintOut(key=hint.why, words=list(hint.words), why=why, do=do)


def advised(found: list[AdviceOut], words: Words) -> str:
    """The advice as people read it: where it stands, the text, and a line for every reason."""
    return "\n".join(_lines(found, words))


def _lines(found: list[AdviceOut], words: Words) -> Iterator[str]:
    yield ""
    yield from textwrap.wrap(words.say("advice.title", {"count": len(found)}), _WIDTH)
    for advice in found[:MOST_PRINTED]:
        place = f"{advice.file}:{advice.line}:{advice.column}: " if advice.file else ""
        yield click.style(visible(place), bold=True) + click.style(visible(advice.path), fg="cyan")
        yield from _wrapped(f'"{" ".join(advice.text.split())}"', "| ")
        for hint in advice.hints:
            yield from _wrapped(f"{hint.why} {hint.do}", "")
    if len(found) > MOST_PRINTED:
        yield words.say("advice.more", {"count": len(found) - MOST_PRINTED})


def _wrapped(text: str, mark: str) -> list[str]:
    start = _INDENT + mark
    return textwrap.wrap(visible(text), _WIDTH, initial_indent=start, subsequent_indent=start)
