"""Choosing one of several things by its label."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from auditor.exporters.say import Words
from auditor.ui import state
from auditor.ui.components.html import capital


def labelled(names: Iterable[str], label: Callable[[str], str]) -> dict[str, str]:
    """A label per name, each different: Streamlit tells choices apart by what they are called."""
    labels: dict[str, str] = {}
    for name in names:
        said = capital(label(name))
        labels[name] = said if said not in labels.values() else f"{said} ({name})"
    return labels


def select(key: str, title: str, labels: Mapping[str, str], otherwise: str, words: Words) -> str:
    """A list to choose one name from; the choice so far, or `otherwise` where it is not possible (any more)."""
    state.chosen(key, labels, otherwise)
    picked = st.selectbox(
        title, list(labels), key=key, format_func=labels.__getitem__, placeholder=words.say("ui.choose")
    )
    return picked or otherwise
