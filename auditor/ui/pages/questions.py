"""The client's questions: first what it is about, then the question, then the answer."""

from __future__ import annotations

import streamlit as st

from auditor.answers import QUESTIONS, ask
from auditor.exporters import cards
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.model import Audience
from auditor.ui import state
from auditor.ui.components import answer_card, choices, frame, notices
from auditor.ui.components.html import show, tag
from auditor.ui.descriptions import Description

EVERYTHING = state.EVERYTHING


def draw(description: Description, words: Words) -> None:
    """The choice and the questions; above them the answer, once there is one."""
    traces = description.traces(Audience.CLIENT)
    speaker = Speaker(traces.view, words.language)
    labels = {
        EVERYTHING: words.say("ui.questions.everything"),
        **choices.labelled(traces.view.items, speaker),
    }
    item = choices.select(state.ABOUT, words.say("ui.questions.about"), labels, EVERYTHING, words) or None
    asked = state.chosen(state.QUESTION, [question.id for question in QUESTIONS])
    if asked:
        frame.tab_title(words, speaker.known("questions", asked, "asks"))
        answer = ask(traces, asked, item)
        with st.container(key="answer"):
            card = cards.card(answer, speaker)
            show(answer_card.shown(card), answer_card.below(card, description))
        show(tag("h2", words.say("ui.questions.other"), class_="section"))
    else:
        show(tag("h2", words.say("ui.questions.choose"), class_="section", data_focus="", tabindex="-1"))
    buttons(speaker, item, asked)


def buttons(speaker: Speaker, item: str | None, asked: str) -> None:
    """A button for every other question; for one kind of data, the questions that can be about it come first."""
    with st.container(key="questions"):
        for question in sorted(QUESTIONS, key=lambda question: item is not None and not question.per_item):
            if question.id != asked:
                label = speaker.known("questions", question.id, "asks")
                act = state.choose(question=question.id)
                st.button(label, key=f"ask-{question.id}", on_click=act, width="stretch")


words = Words(state.language())
frame.tab_title(words, words.say("ui.questions.title"))
st.title(words.say("ui.questions.title"), anchor=False)
if usable := notices.usable(words):
    draw(usable, words)
