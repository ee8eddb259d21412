"""What is open before anybody begins: where there can be copies that nobody described."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.answers.base import Asked
from auditor.erasure.copies import Copy
from auditor.model import View
from auditor.model.elements import System
from auditor.model.facts import Unknown
from auditor.results import Names, Param, Sentence

_COUNTED = ("collects",)
"""What is open at most places of most descriptions, and says little by their names."""


def before(asked: Asked, found: Iterable[Copy]) -> tuple[Sentence, ...]:
    """Every list that nobody declared complete and that could hide a copy, and what is not known behind the places."""
    view = asked.view
    nodes = sorted({copy.node for copy in found if copy.form.personal})
    places = [node for node in nodes if node in view.places]
    others = [node for node in nodes if node in view.organisations]
    said = [
        _about(view, "flows", [node for node in places if not view.complete(node, "flows")], "flows-complete"),
        _about(view, "inside", [node for node in others if not view.complete(node, "flows")], "flows-complete"),
        _about(view, "collects", _not_complete(view), "collects-complete"),
        _about(view, "on", [node for node in places if _carrier_unknown(view, node)], "on"),
        _about(view, "processor", [node for node in places if view.processors(node) is None], "processor"),
    ]
    if not found:
        said.insert(0, Sentence("erase.before.nothing"))
    return tuple(sentence for sentence in said if sentence)


def _about(view: View, key: str, nodes: list[str], fact: str) -> Sentence | None:
    """A sentence about these places, resting on where the fact stands, or would."""
    if not nodes:
        return None
    params: dict[str, Param] = {"number": str(len(nodes))} if key in _COUNTED else {"names": Names(tuple(nodes))}
    return Sentence(f"erase.before.{key}", params, tuple(_paths(view, nodes, fact)))


def _paths(view: View, nodes: Iterable[str], fact: str) -> Iterator[tuple[str | int, ...]]:
    return ((*view.path(node), fact) for node in nodes)


def _not_complete(view: View) -> list[str]:
    """Places of ours where more may be written down than the description says."""
    ours = (node for node in view.own_places if view.model.owner in view.deciders(node))
    return sorted(node for node in ours if not view.complete(node, "collects"))


def _carrier_unknown(view: View, node: str) -> bool:
    place = view.places[node]
    return isinstance(place, System) and isinstance(place.on, Unknown)
