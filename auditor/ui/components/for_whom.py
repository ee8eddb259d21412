"""For whom an answer is: in which groups of clients, how old, with which example days, and how to speak to them.

It stays in the session of this visitor and goes nowhere else: not into the address, not into a file.
"""

from __future__ import annotations

from datetime import date

import streamlit as st
from babel import Locale

from auditor.answers import Person
from auditor.errors import AuditorError
from auditor.exporters.markup import capital, tag
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.knowledge.types import Age
from auditor.texts import LANGUAGES, SPEECHES, Speech, offered
from auditor.traces import Dates, Traces, groups_named
from auditor.ui import state
from auditor.ui.components import choices
from auditor.ui.components.html import show

FIRST, LAST = date(1950, 1, 1), date(2099, 12, 31)
MOST_EVENTS = 6
"""Moments of which an example day can be chosen: those at which most clocks start."""


def chosen(traces: Traces, speaker: Speaker, words: Words) -> tuple[frozenset[str] | None, Person, Speech, str]:
    """What a visitor chose; None for every client at once."""
    with st.expander(words.say("ui.for-whom.title")):
        show(tag("p", words.say("ui.for-whom.intro"), class_="lead"))
        speech, language = _speech(words), _language(words)
        groups = _groups(traces, speaker, words)
        age = _age(words)
        person = _person(age, _dates(traces, speaker, words), words)
        st.button(words.say("ui.for-whom.clear"), key="for-nobody", on_click=state.forget_for_whom)
    return groups, person, speech, language


def _person(age: Age | None, dates: Dates | None, words: Words) -> Person:
    """Without the days where the age contradicts them, and that is said."""
    try:
        return Person(age, dates)
    except AuditorError as error:
        show(tag("p", words.error(error), class_="card", role="alert"))
        return Person(age)


def _speech(words: Words) -> Speech:
    names = {speech: words.say(f"ui.speech.{speech}") for speech in SPEECHES[words.language]}
    state.chosen(state.SPEECH, names, Speech.PLAIN)
    picked = st.radio(words.say("ui.speech"), list(names), key=state.SPEECH, format_func=names.__getitem__)
    return Speech(picked or Speech.PLAIN)


def _language(words: Words) -> str:
    """The language of the answer, where somebody added others than ours."""
    if len(offered()) == len(LANGUAGES):
        return words.language
    names = {language: Locale.parse(language).display_name or language for language in offered()}
    state.chosen(state.ANSWER_IN, names, words.language)
    picked = st.selectbox(
        words.say("ui.for-whom.language"), list(names), key=state.ANSWER_IN, format_func=names.__getitem__
    )
    return picked or words.language


def _groups(traces: Traces, speaker: Speaker, words: Words) -> frozenset[str] | None:
    labels = choices.distinct({name: capital(speaker.label(name, "scopes")) for name in traces.view.scopes})
    if not labels:
        return None
    state.several(state.GROUPS, labels)
    picked = st.multiselect(
        words.say("ui.for-whom.groups"), list(labels), key=state.GROUPS, format_func=labels.__getitem__,
        placeholder=words.say("ui.choose"),
    )  # fmt: skip
    try:
        return groups_named(traces.view, picked) if picked else None
    except AuditorError as error:
        names = {key: labels[str(name)] for key, name in error.params.items()}
        show(tag("p", words.say("ui.for-whom.groups-apart", names), class_="card", role="alert"))
        return None


def _age(words: Words) -> Age | None:
    names = {"": words.say("ui.for-whom.any-age")}
    names |= {str(age): words.say(f"card.age.{age}") for age in Age}
    picked = state.chosen(state.AGE, names)
    st.radio(words.say("ui.for-whom.age"), list(names), key=state.AGE, format_func=lambda age: capital(names[age]))
    return Age(picked) if picked else None


def _dates(traces: Traces, speaker: Speaker, words: Words) -> Dates | None:
    """Example days for the moments at which most clocks start."""
    events = traces.starting_events[:MOST_EVENTS]
    if not events:
        return None
    show(tag("p", words.say("ui.for-whom.days"), class_="lead"))
    given = []
    for event in events:
        label = capital(speaker.known("events", event))
        day = st.date_input(
            label, value=None, key=f"{state.DAY}-{event}", min_value=FIRST, max_value=LAST, format="DD-MM-YYYY"
        )
        if day:
            given.append((event, day))
    try:
        return Dates.of(traces.view, given) if given else None
    except AuditorError as error:
        show(tag("p", words.error(error), class_="card", role="alert"))
        return None
