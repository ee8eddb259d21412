"""What a page says when there is nothing to show: no description, or one that cannot be used."""

from __future__ import annotations

import logging

from auditor.errors import AuditorError, Problem
from auditor.exporters.markup import Html, joined, listed, tag
from auditor.exporters.words import Words
from auditor.model import Model
from auditor.ui import descriptions, state
from auditor.ui.components.html import show
from auditor.ui.descriptions import Description

MOST_PROBLEMS = 100
log = logging.getLogger("auditor.ui")


def crashed(error: Exception) -> bool:
    """Say in the visitor's language that a page broke; the log has the rest. True: Streamlit need not say it too."""
    log.error("a page broke", exc_info=error)
    words = Words(state.language())
    said = words.error(error) if isinstance(error, AuditorError) else words.say("ui.crashed")
    show(tag("p", said, class_="card", role="alert"))
    return True


def usable(words: Words) -> Description | None:
    """The description that the visitor chose; None after having said why there is none."""
    description = state.description(descriptions.every())
    if description is None:
        show(_nothing(words))
        return None
    loaded = description.loaded
    if isinstance(loaded, Model):
        return description
    show(_problems(words, description, loaded))
    return None


def _nothing(words: Words) -> Html:
    return tag(
        "section",
        tag("h2", words.say("ui.nothing.title")),
        tag("p", words.say("ui.nothing.what")),
        tag("p", words.say("ui.nothing.how")),
        tag("pre", "auditor app model.yaml"),
        class_="card",
    )


def _problems(words: Words, description: Description, problems: tuple[Problem, ...]) -> Html:
    lines = [_problem(words, description, problem) for problem in problems[:MOST_PROBLEMS]]
    left = len(problems) - len(lines)
    return tag(
        "section",
        tag("h2", words.say("ui.problems.title")),
        tag("p", words.say("ui.problems.count", {"count": len(problems)})),
        listed(lines, "ol"),
        tag("p", words.say("ui.problems.more", {"count": left})) if left else "",
        class_="card problems",
    )


def _problem(words: Words, description: Description, problem: Problem) -> Html:
    at = description.place(problem.location) if problem.location else ""
    places = [tag("code", place) for place in (at, problem.where) if place]
    return joined(words.problem(problem), " ", tag("span", places, class_="at"))
