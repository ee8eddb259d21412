"""For colleagues: what the rules found, the questions apart, with place, route and law."""

from __future__ import annotations

import streamlit as st

from auditor.exporters.markup import tag
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.model import Audience
from auditor.results import Level
from auditor.ui import state
from auditor.ui.components import choices, finding_list, frame, notices
from auditor.ui.components.html import show
from auditor.ui.descriptions import Description


def door(words: Words) -> None:
    """A client may sit beside the reader, so nothing shows before somebody says to be a colleague."""
    show(tag("section", tag("p", words.say("ui.findings.door")), class_="card"))
    st.button(words.say("ui.findings.enter"), key="enter", on_click=state.enter_as_officer, type="primary")


def draw(description: Description, words: Words) -> None:
    """What was checked, what to filter by, and the findings."""
    speaker = Speaker(description.traces(Audience.OFFICER).view, words.language)
    report = description.report()
    show(finding_list.checked(report, speaker))
    st.button(words.say("ui.findings.leave"), key="leave", on_click=state.leave_as_officer)
    broken, questions = report.broken(), report.questions()
    titles = {finding.rule: speaker.finding(finding, "title") for finding in (*broken, *questions)}
    levels = {level: words.say(f"ui.level.{level}.short") for level in Level}
    state.several(state.LEVELS, levels)
    with st.container(key="filters"):
        only = st.pills(
            words.say("ui.findings.levels"), list(levels), selection_mode="multi", key=state.LEVELS,
            format_func=levels.__getitem__,
        )  # fmt: skip
        labels = {state.EVERYTHING: words.say("ui.findings.all-rules")} | choices.distinct(titles)
        rule = choices.select(state.RULE, words.say("ui.findings.rule"), labels, state.EVERYTHING, words)
    wanted = [
        finding
        for finding in (*broken, *questions)
        if (not only or finding.level in only) and rule in (state.EVERYTHING, finding.rule)
    ]
    listed = wanted[: state.shown()]
    show(
        finding_list.by_level([finding for finding in listed if finding in broken], description, speaker),
        finding_list.questions([finding for finding in listed if finding in questions], description, speaker),
    )
    if not wanted:
        show(tag("p", words.say("ui.findings.none"), class_="card"))
    if len(wanted) > len(listed):
        st.button(words.say("ui.findings.more"), key="more", on_click=state.show_more)
    show(finding_list.accepted([finding for finding in report.findings if finding.accepted], description, speaker))


words = Words(state.language())
frame.tab_title(words, words.say("ui.findings.title"), wide=True)
st.title(words.say("ui.findings.title"), anchor=False)
if not state.officer():
    door(words)
elif usable := notices.usable(words):
    draw(usable, words)
