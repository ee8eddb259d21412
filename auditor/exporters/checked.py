"""Whether a description can be used, as text and as JSON; and printing itself.

Apart from the other outputs, because a check needs neither the graph nor the traces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO

from pydantic import BaseModel, ConfigDict
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.errors import Problem
from auditor.exporters.say import Words
from auditor.model import Model, Path

WIDTH = 100
"""Columns, where the output is no terminal."""


class Out(BaseModel):
    """A part of a JSON output: nothing but what its schema says."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ProblemOut(Out):
    """Something that makes a description unusable."""

    key: str
    message: str
    path: str
    file: str | None
    line: int | None
    column: int | None
    params: dict[str, str | int]


class CheckOut(Out):
    """The result of `auditor check`."""

    usable: bool
    model: str | None
    places: int
    flows: int
    problems: list[ProblemOut]


def where(model: Model, path: Path) -> str:
    """A part of the description as people look it up: file:line:column, and its path."""
    said = Problem("", path=path).where
    at = model.locate(path)
    return f"{at} {said}" if at else said


def check_out(model: Model | None, problems: Iterable[Problem], words: Words) -> CheckOut:
    """What `auditor check` found."""
    listed = [
        ProblemOut(
            key=problem.key,
            message=words.problem(problem),
            path=problem.where,
            file=problem.location.file if problem.location else None,
            line=problem.location.line if problem.location else None,
            column=problem.location.column if problem.location else None,
            params=dict(problem.params),
        )
        for problem in problems
    ]
    return CheckOut(
        usable=model is not None,
        model=model.name if model else None,
        places=len(model.places) if model else 0,
        flows=len(model.flows) if model else 0,
        problems=listed,
    )


def problems(found: Sequence[Problem], words: Words) -> RenderableType:
    """Every problem with its place, what was expected and how to mend it."""
    lines: list[RenderableType] = []
    for problem in found:
        head = Rich(overflow="ignore", no_wrap=True)
        if problem.location:
            head.append(f"{_visible(str(problem.location))}: ", style="bold")
        if problem.where:
            head.append(_visible(problem.where), style="cyan")
        lines += [head, Padding(Rich(_visible(words.problem(problem))), (0, 0, 0, 4))]
    return Group(*lines, Rich(words.say("error.invalid-model", {"count": len(found)}), style="bold red"))


def _visible(text: str) -> str:
    """The text without what could steer a terminal: a broken file may hold anything."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def usable(model: Model, words: Words) -> RenderableType:
    """That a description can be used, and how large it is."""
    params = {"name": model.name, "places": str(len(model.places)), "flows": str(len(model.flows))}
    return Rich(words.say("cli.usable", params), style="green")


def plain(renderable: RenderableType) -> str:
    """What is printed where the output is no terminal: 100 columns, without colour or blanks at the end of a line.

    A place in a file is never broken over two lines.
    """
    console = Console(file=StringIO(), highlight=False, width=WIDTH, color_system=None, force_terminal=False)
    with console.capture() as captured:
        console.print(renderable, crop=False)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def show(renderable: RenderableType, *, error: bool = False) -> None:
    """Print; with colour and as wide as it is where the output is a terminal."""
    console = Console(stderr=error, highlight=False)
    if console.is_terminal:
        console.print(renderable, crop=False)
    else:
        console.file.write(plain(renderable))
