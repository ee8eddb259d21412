"""With whom a loss is reported inside, as far as the description says."""

from __future__ import annotations

from typing import NamedTuple

from auditor.model import View
from auditor.model.elements import Contact
from auditor.model.facts import stated


class Inside(NamedTuple):
    """A role of our own: the privacy officer, or else whom clients ask about their data; and how to reach it."""

    role: str
    is_officer: bool
    contact: Contact | None


def inside(view: View) -> Inside | None:
    """None where nobody wrote it down, or where clients ask another organisation: that is not inside."""
    owner = view.organisations.get(view.model.owner)
    desk = owner.rights_desk if owner else None
    if desk is None:
        return None
    officer, asked = stated(desk.officer), stated(desk.ask)
    if officer and officer in view.roles:
        return Inside(officer, True, stated(desk.contact))
    if asked and asked in view.roles and view.roles[asked].of == view.model.owner:
        return Inside(asked, False, stated(desk.contact))
    return None
