"""Who may ask for a child or a young person, as far as the knowledge of a country surely says it.

Several laws can say something of one age; only what all of them say is told.
"""

from __future__ import annotations

from auditor.answers.base.claims import UnfoundedClaim
from auditor.knowledge import Knowledge
from auditor.knowledge.types import Age, Asker, Matter, Representation, Status


def others_ask(known: Knowledge, age: Age, *matters: Matter) -> bool:
    """Whether somebody else asks for a client of this age."""
    found = _entries(known, age, matters)
    return bool(found) and all(Asker.CLIENT not in entry.who for entry in found)


def both_ask(known: Knowledge, age: Age, *matters: Matter) -> bool:
    """Whether a client of this age and somebody else can both ask, and a worker weighs it."""
    found = _entries(known, age, matters)
    return bool(found) and all(entry.weighed and Asker.CLIENT in entry.who and len(entry.who) > 1 for entry in found)


def asks_alone(known: Knowledge, age: Age, *matters: Matter) -> bool:
    """Whether a client of this age asks or decides."""
    found = _entries(known, age, matters)
    return bool(found) and all(entry.who == (Asker.CLIENT,) for entry in found)


def founded(question: str, *founds: bool) -> None:
    """Raises UnfoundedClaim where the knowledge does not hold all that the sentences of a question say."""
    if not all(founds):
        raise UnfoundedClaim(f"{question}: representation")


def _entries(known: Knowledge, age: Age, matters: tuple[Matter, ...]) -> list[Representation]:
    """What was read in the law itself; nothing where one entry was not, for it may say something else."""
    found = [entry for entry in known.representation.values() if entry.age is age and entry.matter in matters]
    return found if all(entry.status is Status.VERIFIED for entry in found) else []
