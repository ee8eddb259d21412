"""How much of a description is looked at: no file of a bounded size may take unbounded time or memory."""

from __future__ import annotations

from typing import Any

PART = 20_000
"""Keys and values that are validated at once: the validation collects every error of what it is given."""
MOST_IN_ELEMENT = 50_000
"""Keys and values of one element."""
MOST_ADDED = 2_000_000
"""Keys and values that the defaults of one file add to its elements, all together."""
MOST_COMPARED = 100_000
"""Ids that are compared with others, to find which was meant."""


def weight(value: Any) -> int:
    """How many keys and values are in it."""
    if not isinstance(value, dict | list | tuple):
        return 0
    total = len(value)
    for part in value.values() if isinstance(value, dict) else value:
        if type(part) is not str:  # most are
            total += weight(part)
    return total
