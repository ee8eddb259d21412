"""In which cases somebody may use an access, as phrases: when, of which clients, under which condition."""

from __future__ import annotations

from auditor.answers.base import any_of, say
from auditor.model.elements import Condition
from auditor.results import Sentence
from auditor.traces import Groups
from auditor.values import Text


def cases_of_access(when: Condition | None, *, asked: bool, groups: Groups, condition: Text | None) -> list[Sentence]:
    """Everything that limits an access. asked: when is an open question. "All clients" is only said without groups."""
    notes: list[Sentence] = []
    if asked:
        notes.append(Sentence("when.unknown"))
    elif when and not (when is Condition.ALL and groups):
        notes.append(Sentence(f"when.{when}"))
    notes += [say("note.for-group", group=any_of(groups))] if groups else []
    notes += [say("note.if", condition=condition)] if condition else []
    return notes
