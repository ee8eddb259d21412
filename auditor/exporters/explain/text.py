"""Explanations as readable text."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.exporters.explain.base import (
    ExplainedOut,
    ExplainOut,
)
from auditor.exporters.words import Words

MOST_SPOTS = 12
"""Of a word that can stand in more places, not every place is written out."""


def shown(found: ExplainOut) -> RenderableType:
    """Every meaning under each other, or the words by group."""
    words = Words(found.language)
    if found.term is None:
        heads = (Rich(f"{group.label} ({len(group.names)})", style="bold") for group in found.groups)
        names = (Padding(Rich(", ".join(group.names)), (0, 0, 1, 2)) for group in found.groups)
        pairs = (part for pair in zip(heads, names, strict=True) for part in pair)
        return Group(Rich(words.say("explain.nothing")), Rich(""), *pairs)
    told = [part for meaning in found.explained for part in _shown(meaning, words)]
    return (
        Group(*told)
        if found.by_name
        else Group(Rich(words.say("explain.in-it", {"term": found.term})), Rich(""), *told)
    )


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
