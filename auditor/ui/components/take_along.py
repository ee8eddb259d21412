"""What a client takes along of an answer: files that are made when somebody asks for them, and kept nowhere.

The name of a file tells nothing: whoever looks over somebody's shoulder reads it in a list of downloads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from auditor.answers import Person, ask, questions
from auditor.exporters.leaflet import Leaflet, as_html, as_pdf, as_text, leaflet
from auditor.exporters.markup import tag
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.traces import Traces
from auditor.ui.components.html import show as show_html


@dataclass(frozen=True)
class Asked:
    """The answer on the page: the question, about what, to whom, and who says it."""

    traces: Traces
    question: str
    item: str | None
    person: Person
    speaker: Speaker

    def leaflet(self) -> Leaflet:
        """With this answer only."""
        return self._leaflet([self.question])

    def every_leaflet(self) -> Leaflet:
        """With the answers to all questions, or to all that can be about one kind of data."""
        possible = questions(self.traces.view)
        return self._leaflet([one.id for one in possible if self.item is None or one.per_item])

    def _leaflet(self, asked: Sequence[str]) -> Leaflet:
        found = [ask(self.traces, question, self.item, self.person) for question in asked]
        return leaflet(found, self.speaker, self.person)


def show(asked: Asked, words: Words) -> None:
    """The files, closed at first: nobody is asked to take anything along."""
    with st.expander(words.say("ui.take.title")):
        show_html(tag("p", words.say("ui.take.safe"), class_="lead"))
        name = words.say("ui.take.file")
        with st.container(key="take-along", horizontal=True):
            _button("pdf", words.say("ui.take.pdf"), f"{name}.pdf", lambda: as_pdf(asked.leaflet()))
            _button("html", words.say("ui.take.html"), f"{name}.html", lambda: as_html(asked.leaflet()))
            _button("txt", words.say("ui.take.text"), f"{name}.txt", lambda: as_text(asked.leaflet()))
            every = words.say("ui.take.every-about" if asked.item else "ui.take.every")
            name = words.say("ui.take.file-every")
            _button("every", every, f"{name}.pdf", lambda: as_pdf(asked.every_leaflet()))
        show_html(tag("p", role="status", class_="failed", data_failed=words.say("ui.take.failed")))


def _button(key: str, label: str, name: str, made: Callable[[], bytes | str]) -> None:
    """Nothing is made before somebody asks for it, and then it is no new visit of the page."""
    st.download_button(label, made, file_name=name, key=f"take-{key}", on_click="ignore")
