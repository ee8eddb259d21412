"""What a description has beside a sentence that says no. Only a dated or complete denial supports one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from auditor.knowledge.types import ClaimTopic
from auditor.model import Audience, Path
from auditor.model.elements import System
from auditor.model.facts import Unknown, YesNo
from auditor.statement.described import Described
from auditor.statement.result import Claim, Sort, Subject, Verdict
from auditor.statement.text import Quote


class _Found(NamedTuple):
    """What the description has: yes, where it says so; no, where it does; and whether that no is enough."""

    yes: tuple[Path, ...] = ()
    no: tuple[Path, ...] = ()
    enough: bool = False


def claim(
    described: Described, about: ClaimTopic | Subject, quote: Quote, unless: tuple[str, ...], *, open_: bool = False
) -> Claim:
    """The claim with what the description has beside it. open_: it is about part of this only, which nothing tells."""
    if open_:
        found = _Found()
    else:
        found = _of_topic(described, about) if isinstance(about, ClaimTopic) else _of_subject(described, about)
    if described.view.audience is Audience.CLIENT:  # beside anything reserved no list is complete and no denial is told
        found = _Found(found.yes)
    if found.yes:
        verdict = Verdict.CONDITIONAL if unless else Verdict.CONTRADICTED
    elif found.enough:
        verdict = Verdict.SUPPORTED
    else:
        verdict = Verdict.CONDITIONAL if unless else Verdict.NOT_SAID
    reserved = any(map(described.is_reserved, (*found.yes, *found.no)))
    return Claim(about, quote, verdict, found.yes, found.no, unless, reserved)


def _of_topic(described: Described, topic: ClaimTopic) -> _Found:
    ways: Mapping[ClaimTopic, Callable[[Described], _Found]] = {
        ClaimTopic.SHARING: _sharing,
        ClaimTopic.OUTSIDE: _outside,
        ClaimTopic.SALE: lambda _: _Found(),
        ClaimTopic.AUTOMATED_DECISIONS: lambda of: _facts(of, _of_places(of, "decides")),
        ClaimTopic.TRAINING: lambda of: _facts(of, _of_places(of, "trains", System)),
        ClaimTopic.RECORDING: lambda of: _facts(of, _of_places(of, "listens", System)),
        ClaimTopic.ONLINE_SEARCH: lambda of: _facts(of, [((*of.view.path(of.owner), "looks-up-online"), _online(of))]),
    }
    return ways[topic](described)


def _online(described: Described) -> YesNo | Unknown | None:
    return described.view.organisations[described.owner].looks_up_online


def _of_subject(described: Described, subject: Subject) -> _Found:
    if subject.sort is Sort.COUNTRY:
        there = described.abroad.get(subject.id)
        return _Found(tuple(there.paths)) if there else _Found()
    if subject.sort in (Sort.CATEGORY, Sort.ITEM, Sort.SPECIAL):
        return _data(described, subject)
    return _recipients(described, meant(described, subject))


def meant(described: Described, subject: Subject) -> Sequence[str]:
    """The organisations of the description that a name or a kind can stand for."""
    if subject.sort is Sort.ORGANISATION:
        return (subject.id,)
    if subject.sort is Sort.RECEIVER:
        return [name for name, one in described.view.organisations.items() if one.use == subject.id]
    return described.kinds.get(subject.id, ()) if subject.sort is Sort.KIND else ()


def _recipients(described: Described, names: Sequence[str]) -> _Found:
    """Flows to these, or their work for us; a dated no of the description to each of them is enough."""
    yes = [path for name in names if name in described.recipients for path in described.recipients[name].sure]
    flows = [flow for flow in described.denied if flow.value.to in names]
    dated = {flow.value.to for flow in flows if flow.value.checked}
    return _Found(tuple(yes), tuple(flow.path for flow in flows), bool(names) and dated.issuperset(names))


def _sharing(described: Described) -> _Found:
    """Who works for us is no third party, so a no to third parties leaves that open."""
    yes = [path for recipient in described.recipients.values() for path in recipient.flows]
    everyone = bool(described.ours) and all(described.view.complete(place, "flows") for place in described.ours)
    no = _complete(described, "flows-complete") if everyone else ()
    return _Found(tuple(yes), no, everyone and not described.recipients)


def _outside(described: Described) -> _Found:
    yes = [path for there in described.abroad.values() for path in there.paths]
    no = [flow.path for flow in described.denied if _is_outside(described, flow.value.to)]
    view = described.view
    listed = all(view.complete(place, "flows") and view.processors(place) is not None for place in described.ours)
    known = listed and not described.where_unknown and bool(described.ours)
    perhaps = any(recipient.perhaps for recipient in described.recipients.values())
    no += _complete(described, "flows-complete") if known else ()
    return _Found(tuple(yes), tuple(no), known and not yes and not perhaps)


def _is_outside(described: Described, name: str) -> bool:
    """Whether this organisation may be outside the EEA: it is, or nobody knows where it is."""
    organisation = described.view.organisations.get(name)
    if organisation is None:
        return False
    inside = described.view.knowledge.regions["eea"].countries
    country = organisation.country
    return isinstance(country, Unknown) or (country is not None and country not in inside)


def _data(described: Described, subject: Subject) -> _Found:
    view = described.view
    if subject.sort is Sort.ITEM:
        names: Iterable[str] = (subject.id,)
    elif subject.sort is Sort.SPECIAL:
        names = (name for kind in described.data if described.special(kind.category) for name in kind.items)
    else:
        wanted = {subject.id, *described.below(subject.id)}
        names = (name for kind in described.data if kind.category in wanted for name in kind.items)
    yes = tuple(("items", name) for name in names if name in described.held)
    everyone = bool(described.ours) and all(view.complete(place, "collects") for place in described.ours)
    return _Found(yes, _complete(described, "collects-complete") if everyone else (), everyone and not yes)


def _complete(described: Described, key: str) -> tuple[Path, ...]:
    return tuple((*described.view.path(place), key) for place in described.ours)


_Facts = Sequence[tuple[Path, YesNo | Unknown | None]]


def _of_places(described: Described, name: str, only: type[object] = object) -> _Facts:
    places = {place: described.view.places[place] for place in described.ours}
    return [
        ((*described.view.path(place), name), getattr(element, name))
        for place, element in places.items()
        if isinstance(element, only)
    ]


def _facts(described: Described, facts: _Facts) -> _Found:
    """A no everywhere is enough where somebody looked at each of them on some day."""
    yes = tuple(path for path, fact in facts if fact is YesNo.YES)
    no = tuple(path for path, fact in facts if fact is YesNo.NO)
    settled = all(isinstance(fact, YesNo) for _, fact in facts) and bool(facts)
    return _Found(yes, no, settled and not yes and all(map(described.view.looked_at, _paths(facts))))


def _paths(facts: _Facts) -> Iterator[Path]:
    return (path for path, _ in facts)
