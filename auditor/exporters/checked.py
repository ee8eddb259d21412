"""Whether a description can be used, as text and as JSON.

Apart from the other outputs, because a check needs neither the graph nor the traces, and must be there at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import click

from auditor import client_data
from auditor.errors import InvalidModel, Problem, SourceLine
from auditor.exporters.advised import AdviceOut
from auditor.exporters.out import Out
from auditor.exporters.visible import visible
from auditor.exporters.words import Words
from auditor.model import Model, Path, is_own


class ProblemOut(Out):
    """Something that makes a description unusable."""

    key: str
    message: str
    path: str
    file: str | None
    line: int | None
    column: int | None
    source: str | None
    params: dict[str, str | int]


class CheckOut(Out):
    """The result of `auditor check`. advice: on the words that clients read; the description is usable with it too."""

    usable: bool
    model: str | None
    places: int
    flows: int
    problems: list[ProblemOut]
    advice: list[AdviceOut]


def where(model: Model, path: Path) -> str:
    """A part of the description as people look it up: file:line:column, and its path."""
    said = Problem("", path=path).where
    at = model.locate(path)
    return f"{at} {said}" if at else said


def check_out(model: Model | None, problems: Iterable[Problem], advice: list[AdviceOut], words: Words) -> CheckOut:
    """What `auditor check` found."""
    listed = [
        ProblemOut(
            key=problem.key,
            message=client_data.masked(words.problem(problem)),
            path=client_data.masked(problem.where),
            file=_text(problem.location.file) if problem.location else None,
            line=problem.location.line if problem.location else None,
            column=problem.location.column if problem.location else None,
            source=problem.line.text if problem.line else None,
            params={
                name: client_data.masked(value) if isinstance(value, str) else value
                for name, value in problem.params.items()
            },
        )
        for problem in problems
    ]
    return CheckOut(
        usable=model is not None,
        model=model.name if model else None,
        places=len(own_places(model)) if model else 0,
        flows=own_flows(model) if model else 0,
        problems=listed,
        advice=advice,
    )


def own_places(model: Model) -> list[str]:
    """The places of the description itself."""
    return [name for name in model.places if is_own(name)]


def own_flows(model: Model) -> int:
    """How many flows the description itself has."""
    return sum(model.is_own(("flows", position)) for position in range(len(model.flows)))


def problems(found: InvalidModel, words: Words) -> str:
    """Every problem with its place, the line that stands there, what was expected and how to mend it."""
    said: list[str] = []
    for problem in found.problems:
        place = f"{visible(str(problem.location))}: " if problem.location else ""
        said.append(click.style(place, bold=True) + click.style(visible(client_data.masked(problem.where)), fg="cyan"))
        if problem.line and problem.line.text.strip():
            said += [f"    | {problem.line.text}", click.style(f"    | {_before(problem.line)}^", fg="red")]
        said.append(f"    {visible(client_data.masked(words.problem(problem)))}")
    if found.more:
        said.append(words.say("error.more-problems"))
    said.append(click.style(words.say("error.invalid-model", {"count": len(found.problems)}), fg="red", bold=True))
    return "\n".join(said)


def _before(line: SourceLine) -> str:
    """As wide as what stands before the mark: some characters take two columns, some none."""
    width = sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in line.text[: line.mark]
    )
    return " " * width


def _text(name: str) -> str:
    """The name of a file as text, which it need not be."""
    return name.encode("utf-8", "replace").decode("utf-8")


def usable(model: Model, words: Words) -> str:
    """That a description can be used, and how large it is."""
    params = {"name": model.name, "places": str(len(own_places(model))), "flows": str(own_flows(model))}
    return click.style(words.say("cli.usable", params), fg="green")
