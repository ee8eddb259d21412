"""A no that may be said: one that stands in the description, with the day on which somebody looked.

Beside anything reserved nothing is denied: what is reserved may do just that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.answers.base.knowing import checker, open_question
from auditor.answers.base.lines import say
from auditor.model import Path, View
from auditor.model.elements import Checked
from auditor.model.facts import Unknown, YesNo
from auditor.results import Name, OpenQuestion, Sentence


def told_no(view: View, fact: YesNo | Unknown | None, path: Path) -> Checked | None:
    """Who looked after a no and when; None where it is no no, has no date, or may not be told."""
    return view.looked_at(path) if fact is YesNo.NO and view.tells_all else None


def denial(view: View, fact: YesNo | Unknown | None, path: Path) -> Sentence | None:
    """Who looked after a no and when, as a phrase; None where it may not be said."""
    looked = told_no(view, fact, path)
    return checker(view, looked) if looked else None


def looked_after(view: View, path: Path) -> Sentence | None:
    """Who looked after a no and when, as a sentence."""
    looked = view.looked_at(path)
    if looked is None:
        return None
    if looked.by in view.roles:
        return say("checked.by", path, who=Name(looked.by or "", "roles"), date=looked.on)
    return say("checked.on", path, date=looked.on)


def not_answered(view: View, key: str, fact: YesNo | Unknown | None, about: str, path: Path) -> Iterator[OpenQuestion]:
    """What a client is told to be unknown of a fact: nothing of a yes, and of a no where it may not be told."""
    if isinstance(fact, Unknown | None) or (fact is YesNo.NO and not told_no(view, fact, path)):
        yield open_question(view, key, fact, about, path)


def to_find_out(view: View, questions: Iterable[OpenQuestion]) -> tuple[OpenQuestion, ...]:
    """The questions that somebody can find out: not of a no with a date, that stays untold beside what is reserved."""
    return tuple(
        question
        for question in questions
        if not (_said(view, question.path) is YesNo.NO and view.looked_at(question.path))
    )


def _said(view: View, path: Path) -> object:
    try:
        return view.model.at(path)
    except (LookupError, AttributeError):
        return None
