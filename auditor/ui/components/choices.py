"""Choosing one of several things by its label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from auditor.exporters.markup import capital
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.ui import state


def labelled(names: Iterable[str], speaker: Speaker) -> dict[str, str]:
    """What a client reads for each of these, with a capital."""
    return distinct({name: capital(speaker.label(name)) for name in names})


def distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """The same labels, each different: Streamlit tells choices apart by what they are called."""
    said: dict[str, str] = {}
    for name, label in labels.items():
        said[name] = label if label not in said.values() else f"{label} ({name})"
    return said


def select(key: str, title: str, labels: Mapping[str, str], otherwise: str, words: Words) -> str:
    """A list to choose one name from; the choice so far, or `otherwise` where it is not possible (any more)."""
    state.chosen(key, labels, otherwise)
    picked = st.selectbox(
        title, list(labels), key=key, format_func=labels.__getitem__, placeholder=words.say("ui.choose")
    )
    return picked or otherwise
