"""The questions to a team, in a terminal. Enter alone is a full answer: we do not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from auditor import knowledge
from auditor.errors import AuditorError
from auditor.exporters.words import Words
from auditor.knowledge.types import KindOf
from auditor.starter.answers import Answers, kinds, one_of, surely_municipality, text

T = TypeVar("T")
COMMON_DATA = (
    "name", "contact", "birth-date", "national-number", "family", "help-request", "talk-report", "plan", "health",
    "debts", "income", "housing",
)  # fmt: skip
"""Offered as a list; every other kind of data can be typed by its id."""
_YES, _NO = frozenset(("j", "ja", "y", "yes")), frozenset(("n", "nee", "no"))


def ask(given: Mapping[str, Any], words: Words) -> Answers:
    """The answers: what was given already, and for the rest what people type."""
    Answers(**given)  # what cannot be used is refused before the first question
    asker = _Asker(words)
    answers = {name: value for name, value in given.items() if value not in (None, ())}
    questions: dict[str, Callable[[], Any]] = {
        "name": lambda: asker.text("name"),
        "kind": lambda: asker.kind("kind", KindOf.ORGANISATION),
        "system_kind": lambda: asker.kind("system-kind", KindOf.SYSTEM),
        "system": lambda: asker.text("system"),
        "vendor": lambda: asker.text("vendor"),
        "data": asker.data,
        "phones": lambda: asker.yes_no("phones"),
        "paper": lambda: asker.yes_no("paper"),
        "chat": lambda: asker.yes_no("chat"),
        "receiver": lambda: asker.text("receiver"),
        "receiver_kind": lambda: asker.receiver_kind(answers.get("receiver")),
        "privacy": lambda: asker.text("privacy"),
        "contact": lambda: asker.text("contact"),
    }
    click.echo(words.say("new.ask.start"))
    for name, question in questions.items():
        if name not in answers:
            answers[name] = question()
    return Answers(**answers)


class _Asker:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.knowledge = knowledge.of("NL")

    def ask(self, name: str, read: Callable[[str], T]) -> T:
        """Ask until the answer can be used."""
        said = self.words.say(f"new.ask.{name}")
        end = " " if said.endswith("?") else ": "
        click.echo()
        while True:
            try:
                typed = click.prompt(said, default="", show_default=False, prompt_suffix=end)
                return read(typed)
            except AuditorError as error:
                click.echo(self.words.error(error))

    def text(self, name: str) -> str | None:
        return self.ask(name, lambda typed: text(typed, contact=name == "contact"))

    def yes_no(self, name: str) -> bool | None:
        def read(typed: str) -> bool | None:
            said = typed.strip().lower()
            if said and said not in _YES | _NO:
                raise AuditorError("new.ask.yes-or-no")
            return said in _YES if said else None

        return self.ask(name, read)

    def kind(self, name: str, of: KindOf) -> str | None:
        names = kinds(of)
        labels = {kind: self._said(self.knowledge.kinds[kind].name, kind) for kind in names}
        self._list(labels)
        return self.ask(name, lambda typed: one_of("kind", _chosen(typed, labels), names))

    def receiver_kind(self, receiver: str | None) -> str | None:
        if not receiver or surely_municipality(receiver):
            return None
        return self.kind("receiver-kind", KindOf.ORGANISATION)

    def data(self) -> tuple[str, ...]:
        labels = {name: self._said(self.knowledge.categories[name].name, name) for name in COMMON_DATA}
        self._list(labels)

        def read(typed: str) -> tuple[str, ...]:
            known = tuple(self.knowledge.categories)
            parts = (_chosen(part, labels) for part in typed.split(","))
            return tuple(name for part in parts if (name := one_of("category", part, known)))

        return self.ask("data", read)

    def _said(self, name: Any, otherwise: str) -> str:
        return name.said_in(self.words.language) or otherwise

    def _list(self, labels: Mapping[str, str]) -> None:
        from rich.columns import Columns
        from rich.console import Console

        click.echo()
        lines = [f"{number:>2} {label}" for number, label in enumerate(labels.values(), start=1)]
        console = Console(highlight=False, markup=False, emoji=False)
        console.print(Columns(lines, column_first=True, padding=(0, 3)))


def _chosen(typed: str, labels: Mapping[str, str]) -> str:
    """The id that belongs to a number or a name of the list; anything else as it was typed."""
    said, names = typed.strip(), list(labels)
    if said.isascii() and said.isdigit() and 0 < int(said) <= len(names):
        return names[int(said) - 1]
    return next((name for name, label in labels.items() if said.lower() == label.lower()), said)
