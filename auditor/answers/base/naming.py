"""Organisations and programs by the names they have for everybody."""

from __future__ import annotations

from auditor.answers.base.lines import say
from auditor.model import View
from auditor.results import Name, Param, ProperName


def named(view: View, organisation: str) -> Param:
    """An organisation by its proper name, with the words a client knows it by; clients may ask for names."""
    return _named(view, organisation, view.organisations[organisation].plain is not None)


def system_named(view: View, system: str) -> Param:
    """A system by its proper name, with the words a client knows it by."""
    return _named(view, system, view.places[system].plain is not None)


def _named(view: View, name: str, plain: bool) -> Param:
    element = view.holders[name]
    receiver = view.receiver(name) if name in view.organisations else None
    plain = plain or bool(receiver and receiver.tellable)
    if not element.name and not receiver:
        return Name(name)
    proper = ProperName(name)
    return say("subject.named", proper=proper, name=Name(name)) if plain else proper
