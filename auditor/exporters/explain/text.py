"""Explanations as readable text, and examples in YAML."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.exporters import language
from auditor.exporters.explain.base import (
    ExplainedOut,
    ExplainOut,
)
from auditor.exporters.language import Spot
from auditor.exporters.words import Words

MOST_SPOTS = 12
"""Of a word that can stand in more places, not every place is written out."""
SHORT = 60
"""Characters of an example that stay on one line."""


def shown(found: ExplainOut) -> RenderableType:
    """Every meaning under each other, or the words by group."""
    words = Words(found.language)
    if found.term is None:
        heads = (Rich(f"{group.label} ({len(group.names)})", style="bold") for group in found.groups)
        names = (Padding(Rich(", ".join(group.names)), (0, 0, 1, 2)) for group in found.groups)
        pairs = (part for pair in zip(heads, names, strict=True) for part in pair)
        return Group(Rich(words.say("explain.nothing")), Rich(""), *pairs)
    return Group(*(part for meaning in found.explained for part in _shown(meaning, words)))


def _shown(meaning: ExplainedOut, words: Words) -> Iterable[RenderableType]:
    head = Rich(meaning.name, style="bold")
    head.append(f" ({words.say(f'explain.kind.{meaning.sort}')})", style="dim")
    yield head
    if meaning.title not in (meaning.name, meaning.says):
        yield Padding(Rich(meaning.title, style="bold"), (0, 0, 0, 2))
    yield Padding(Rich(meaning.says), (0, 0, 0, 2))
    for fact in meaning.facts:
        if len(fact.lines) == 1 or fact.key == "where":
            yield Padding(Rich(f"{fact.label}: {', '.join(_few(fact.lines))}"), (0, 0, 0, 2))
        else:
            yield Padding(Rich(f"{fact.label}:"), (0, 0, 0, 2))
            yield from (Padding(Rich(f"• {line}"), (0, 0, 0, 4)) for line in fact.lines)
    if meaning.example:
        yield Padding(Rich(words.say("explain.example")), (0, 0, 0, 2))
        yield from (Padding(Rich(line, style="cyan"), (0, 0, 0, 4)) for line in meaning.example.splitlines())
    yield Rich("")


def _few(spots: list[str]) -> list[str]:
    """Of many places only the last two keys, which mostly say enough."""
    return spots if len(spots) <= MOST_SPOTS else sorted({".".join(spot.split(".")[-2:]) for spot in spots})


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
