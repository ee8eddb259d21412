"""Whether an answer names everything there is."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.answers import ask
from auditor.model import Path, View
from auditor.results import Sentence
from auditor.traces import Traces

_CLOSING = frozenset(
    {
        "answer.where.complete", "answer.where.stays", "answer.who.complete", "answer.who.nobody-listed",
        "answer.have.complete",
    }
)  # fmt: skip
"""The sentences with which an answer says that it names everything: only complete lists support them."""


def closed(traces: Traces, question: str, item: str | None = None) -> bool:
    """Whether the answer to this question names everything there is, as somebody declared with a date."""
    return _closes(ask(traces, question, item).answer)


def _closes(said: Iterable[Sentence]) -> bool:
    return any(sentence.key in _CLOSING for sentence in said)


def declared_to_clients(traces: Traces, question: str, item: str | None = None) -> tuple[Path, ...]:
    """The declarations by which a client reads so; none as long as anything is reserved, whoever asks here."""
    said = () if traces.view.anything_reserved else ask(traces, question, item).answer
    if not _closes(said):
        return ()
    return tuple(path for sentence in said if sentence.key.startswith("answer.checked.") for path in sentence.rests_on)


def not_declared(paths: Iterable[Path], view: View) -> tuple[Path, ...]:
    """Those of these declarations that another description does not have."""
    return tuple(
        (section, holder, key)
        for section, holder, key in paths
        if holder not in view.holders or not view.complete(str(holder), str(key).removesuffix("-complete"))
    )
