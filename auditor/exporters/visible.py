"""Texts of others on a terminal."""

from __future__ import annotations


def visible(text: str) -> str:
    """The text without what could steer a terminal: a file may hold anything."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
