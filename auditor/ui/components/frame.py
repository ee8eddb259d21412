"""What every page has: the look, the language of the page and of Streamlit's own words, and the bar at the top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from auditor import texts
from auditor.exporters.markup import tag
from auditor.exporters.words import Words
from auditor.ui import state
from auditor.ui.components import choices, html
from auditor.ui.descriptions import Description
from auditor.ui.shell import direction

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

HERE: Final = Path(__file__).parent
STYLE: Final = HERE / "style.css"

# Streamlit's own words, which it has in English only, and our keys for them.
EXACT: Final = {
    "Skip to main content": "ui.own.skip",
    "Open": "ui.own.open",
    "Clear value": "ui.own.clear",
    "Clear all": "ui.own.clear",
    "Close": "ui.own.close",
    "Stop": "ui.own.stop",
    "Rerun": "ui.own.rerun",
    "No results": "ui.own.no-results",
    "No options to select.": "ui.own.no-results",
    "Running...": "ui.own.running",
    "Connecting": "ui.own.connecting",
    "Connection error": "ui.own.connection",
    "Connection timed out.": "ui.own.connection",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
        "ui.own.connection-help",
    "Page not found": "ui.own.not-found",
}  # fmt: skip
STARTING: Final = {"Help for ": "ui.own.help"}


@cache
def _component() -> Any:
    return st.components.v2.component("auditor.frame", js=(HERE / "frame.js").read_text("utf-8"))


def language_names() -> Mapping[str, str]:
    """Every language by its own name."""
    return {language: texts.catalogue(language).text("ui.language.own-name") for language in texts.LANGUAGES}


def page_language(words: Words, page: str) -> None:
    """Make the whole page speak this language, for people, screen readers and translation programs."""
    st.html(STYLE)
    with st.container(key="frame"):
        _component()(
            key="frame-script",
            data={
                "lang": words.language,
                "dir": direction(words.language),
                "exact": {own: words.say(key) for own, key in EXACT.items()},
                "starting": {own: words.say(key) for own, key in STARTING.items()},
                "pages": words.say("ui.pages"),
                "page": page,
                "focus": state.focused(),
            },
            height=1,
        )


def top(words: Words, pages: Sequence[Page], known: Sequence[Description]) -> None:
    """The name of the app, the languages, the pages, and whose description it is."""
    with st.container(key="top"):
        with st.container(key="top-line", horizontal=True, vertical_alignment="center"):
            html.show(tag("p", words.say("ui.app"), class_="brand"))
            names = language_names()
            st.segmented_control(
                words.say("ui.language"), list(names), key=state.LANGUAGE, format_func=names.__getitem__,
                required=True, label_visibility="collapsed",
            )  # fmt: skip
        with st.container(key="pages", horizontal=True):
            for page in pages:
                st.page_link(page, width="stretch")
        if len(known) > 1:
            labels = choices.distinct({one.id: one.name for one in known})
            choices.select(state.DESCRIPTION, words.say("ui.whose"), labels, known[0].id, words)


def tab_title(words: Words, title: str, *, wide: bool = False) -> None:
    """What the browser calls this page; every page file calls it. An emoji, so that no icon comes from elsewhere."""
    name = words.say("ui.tab", {"page": title, "app": words.say("ui.app")})
    st.set_page_config(page_title=name, page_icon="💬", layout="wide" if wide else "centered")
