"""Printing what is laid out for a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console, RenderableType

WIDTH = 100
"""Columns, where the output is no terminal."""


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
