"""Every run of the app begins here: what was chosen, the frame, and the page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from auditor.exporters.words import Words
from auditor.ui import descriptions, state
from auditor.ui.components import frame

PAGES = Path(__file__).parent

state.begin()
words = Words(state.language())
known = descriptions.every()
state.description(known)
pages = [
    st.Page(PAGES / "questions.py", title=words.say("ui.questions.link"), default=True),
    st.Page(PAGES / "flow_map.py", title=words.say("ui.map.link")),
    st.Page(PAGES / "findings.py", title=words.say("ui.findings.link")),
]
page = st.navigation(pages, position="hidden")
frame.page_language(words, page.url_path)
frame.top(words, pages, known)
state.arrive(page.url_path)
page.run()
state.leave(page.url_path)
