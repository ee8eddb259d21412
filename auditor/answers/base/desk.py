"""Who asks for a client, and what the rights desk says: whom to ask, how to reach them, and in its own words."""

from __future__ import annotations

from auditor.answers.base.asked import Asked
from auditor.answers.base.knowing import desk_of
from auditor.answers.base.lines import say
from auditor.knowledge.types import Asker, Matter
from auditor.model import View
from auditor.model.elements import RightsDesk
from auditor.model.facts import stated
from auditor.results import Name, Sentence
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


def whom_to_ask(view: View) -> list[Sentence]:
    """The lines of a list: the function that clients ask, and the ways to reach us; none where nothing is known."""
    desk, path = desk_of(view)
    if desk is None:
        return []
    who = stated(desk.ask)
    lines = [say("call.ask", (*path, "ask"), who=Name(who, "roles"))] if who in view.roles else []
    return lines + ways_to_reach(desk, path)


def ways_to_reach(desk: RightsDesk | None, path: tuple[str | int, ...]) -> list[Sentence]:
    """The lines of a list for the telephone number, mail address, address and page that are known."""
    contact = stated(desk.contact) if desk else None
    return [
        say(f"rights.{name}", (*path, "contact", name), value=value)
        for name in ("phone", "email", "address", "page")
        if contact and (value := getattr(contact, name))
    ]
