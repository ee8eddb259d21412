"""Somebody of whom only is known in which groups of clients they are."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.errors import AuditorError, NotFound
from auditor.model import View


def groups_named(view: View, names: Iterable[str]) -> frozenset[str]:
    """These groups of clients, as somebody can be in them.

    Raises NotFound for a group that this view does not have, and AuditorError for two of which nobody can be in both.
    """
    divisions: dict[str, str] = {}
    found = tuple(dict.fromkeys(names))
    for name in found:
        if name not in view.scopes:
            raise NotFound.near("scope", name, view.scopes)
        division = view.scopes[name].division
        other = divisions.setdefault(division, name) if division else name
        if other != name:
            raise AuditorError("error.groups-apart", first=other, second=name)
    return frozenset(found)
