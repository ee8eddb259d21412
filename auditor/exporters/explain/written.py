"""Examples of a description, in YAML."""

from __future__ import annotations

from typing import Any

from auditor.exporters import language
from auditor.exporters.language import Spot

SHORT = 60
"""Characters of an example that stay on one line."""


def written(spot: Spot) -> str:
    """A key where it can stand, with an example as its value, in YAML."""
    lines: list[str] = []
    indent, dash = 0, ""
    for key, shape in zip(spot.path[:-1], spot.shapes, strict=False):
        lines.append(f"{' ' * indent}{dash}{key}:")
        indent += 2 + len(dash)
        dash = "- " if shape == "list" else ""
        if shape == "named":
            lines.append(f"{' ' * indent}{next(iter(language.examples()[f'model.{key}'][0]))}:")
            indent += 2
    first, *rest = _lines({spot.path[-1]: language.examples()[spot.key.id][0]})
    lines.append(f"{' ' * indent}{dash}{first}")
    lines += [f"{' ' * (indent + len(dash))}{line}" for line in rest]
    return "\n".join(lines)


def _lines(value: Any) -> list[str]:
    """A value in YAML: on one line where that can be read at a glance."""
    found: list[str] = []
    if isinstance(value, dict):
        for key, below in value.items():
            said = f"{key}: {language.flow(below)}"
            nested = isinstance(below, dict | list) and len(said) > SHORT
            found += [f"{key}:", *(f"  {line}" for line in _lines(below))] if nested else [said]
    else:
        for below in value:
            said = f"- {language.flow(below)}"
            first, *rest = _lines(below) if isinstance(below, dict) and len(said) > SHORT else [said[2:]]
            found += [f"- {first}", *(f"  {line}" for line in rest)]
    return found
