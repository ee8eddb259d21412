"""The client's questions: first what it is about, then the question, then the answer."""

from __future__ import annotations

import streamlit as st

from auditor.answers import Question, ask, questions, search
from auditor.exporters import cards
from auditor.exporters.markup import tag
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.knowledge.types import QuestionGroup
from auditor.model import Audience
from auditor.ui import state
from auditor.ui.components import aloud, answer_card, choices, for_whom, frame, notices, take_along
from auditor.ui.components.html import show
from auditor.ui.descriptions import Description

EVERYTHING = state.EVERYTHING
MOST_FOUND = 6
"""Questions that are shown for a few words."""


def draw(description: Description, words: Words) -> None:
    """The choice and the questions; above them the answer, once there is one."""
    every = description.traces(Audience.CLIENT)
    speaker = Speaker(every.view, words.language)
    labels = {
        EVERYTHING: words.say("ui.questions.everything"),
        **choices.labelled(every.view.items, speaker),
    }
    item = choices.select(state.ABOUT, words.say("ui.questions.about"), labels, EVERYTHING, words) or None
    groups, person, speech, language = for_whom.chosen(every, speaker, words)
    possible = questions(every.view)
    asked = state.chosen(state.QUESTION, [question.id for question in possible])
    if asked:
        traces = description.traces(Audience.CLIENT, groups)
        teller = Speaker(traces.view, language, speech)
        card = cards.card(ask(traces, asked, item, person), teller, person)
        frame.tab_title(words, card.title)
        aloud.show(card, words)
        with st.container(key="answer"):
            show(answer_card.shown(card), answer_card.below(card, description))
        take_along.show(take_along.Asked(traces, asked, item, person, teller), words)
        show(tag("h2", words.say("ui.questions.other"), class_="section"))
    else:
        show(tag("h2", words.say("ui.questions.choose"), class_="section", data_focus="", tabindex="-1"))
    choose(possible, speaker, words, asked)


def choose(possible: tuple[Question, ...], speaker: Speaker, words: Words, asked: str) -> None:
    """The questions: those that a few words are about, or all of them in groups that open."""
    known = speaker.view.knowledge
    typed = st.text_input(words.say("ui.questions.search"), key=state.SEARCH).strip()
    if typed:
        names = search(typed, known.country)[:MOST_FOUND]
        if not names:
            show(tag("p", words.say("ui.questions.none-found"), class_="card", role="status"))
        with st.container(key="questions"):
            buttons([name for name in names if name != asked], speaker)
        if names:
            return
    for group in QuestionGroup:
        names = [one.id for one in possible if known.questions[one.id].group is group and one.id != asked]
        if names:
            with st.expander(words.say(f"card.group.{group}")), st.container(key=f"questions-{group}"):
                buttons(names, speaker)


def buttons(names: list[str], speaker: Speaker) -> None:
    """A button for every question."""
    for name in names:
        label = speaker.known("questions", name, "asks")
        st.button(label, key=f"ask-{name}", on_click=state.choose(question=name), width="stretch")


words = Words(state.language())
frame.tab_title(words, words.say("ui.questions.title"))
st.title(words.say("ui.questions.title"), anchor=False)
if usable := notices.usable(words):
    draw(usable, words)
