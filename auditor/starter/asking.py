"""The questions to a team, in a terminal. Enter alone is a full answer: we do not know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

from auditor.errors import AuditorError, NotFound
from auditor.exporters.words import Words
from auditor.knowledge.types import KindOf
from auditor.starter.answers import Answers, categories, kinds, surely_municipality, text
from auditor.starter.meant import Lookup, Meaning

T = TypeVar("T")
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
        return self._of_list(name, kinds(of), Lookup.one)

    def receiver_kind(self, receiver: str | None) -> str | None:
        if not receiver or surely_municipality(receiver):
            return None
        return self.kind("receiver-kind", KindOf.ORGANISATION)

    def data(self) -> tuple[str, ...]:
        found = self._of_list("data", categories(), Lookup.several)
        if found:
            names = self.words.listed([categories().label(name, self.words.language) for name in found])
            click.echo(self.words.say("new.ask.data-understood", {"names": names}))
        return found

    def _of_list(self, name: str, lookup: Lookup, read: Callable[[Lookup, str, Meaning], T]) -> T:
        """Ask for numbers or names of a list, or for everyday words; what there is to choose from is said in words."""
        labels = [lookup.label(one, self.words.language) for one in lookup.offered]
        self._list(labels)

        def meaning(word: str) -> tuple[str, ...]:
            is_number = word.isascii() and word.isdigit() and 0 < int(word) <= len(labels)
            return (lookup.offered[int(word) - 1],) if is_number else lookup.meaning(word)

        def labelled(typed: str) -> T:
            try:
                return read(lookup, typed, meaning)
            except NotFound as error:
                near = [lookup.label(one, self.words.language) for one in error.candidates]
                said = (f'"{label}"' if "," in label else label for label in near)
                raise NotFound(lookup.what, str(error.params["name"]), said) from None

        return self.ask(name, labelled)

    def _list(self, labels: list[str]) -> None:
        from rich.columns import Columns
        from rich.console import Console

        click.echo()
        lines = [f"{number:>2} {label}" for number, label in enumerate(labels, start=1)]
        console = Console(highlight=False, markup=False, emoji=False)
        console.print(Columns(lines, column_first=True, padding=(0, 3)))
