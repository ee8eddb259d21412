"""Where lines end for YAML: also at a lone carriage return, and at three signs that look like anything else."""

from __future__ import annotations

from auditor.errors import Location

OTHER = "\r\x85\u2028\u2029"
"""What ends a line, beside a line feed and the line end of Windows."""


def plain(text: str) -> str:
    """The text with a line feed at the end of every line, for counting them."""
    text = text.replace("\r\n", "\n")
    for sign in OTHER:
        text = text.replace(sign, "\n")
    return text


def location(text: str, position: int, file: str) -> Location:
    """Where this character of a text stands."""
    before = plain(text[:position])
    return Location(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
