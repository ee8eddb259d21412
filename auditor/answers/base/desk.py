"""Who asks for a client, and what the rights desk says in its own words."""

from __future__ import annotations

from auditor.answers.base.asked import Asked
from auditor.answers.base.lines import say
from auditor.knowledge.types import Asker, Matter
from auditor.results import Sentence
from auditor.values import Text


def asked_for_them(asked: Asked) -> bool:
    """Whether the law lets others ask for a client of this age, and not the client."""
    known = asked.view.knowledge.representation.values()
    about = [entry for entry in known if entry.age and entry.age is asked.person.years and entry.tellable]
    askers = [entry.who for entry in about if entry.matter is Matter.RIGHTS]
    return bool(askers) and not any(Asker.CLIENT in who for who in askers)


def in_words(words: Text | None, *path: str | int) -> list[Sentence]:
    """The line of a list for words of the description, where somebody wrote them."""
    return [say("line.words", path, words=words)] if words else []
