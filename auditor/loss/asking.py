"""The questions of GDPR art. 33 and 34 with what the description knows, whom to tell, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.loss.desk import inside
from auditor.loss.result import Ask, Asked, Kind, Loss, Lost, Measure, OtherCopy, Part, Said, Spot
from auditor.model import Path, View
from auditor.model.elements import Mode
from auditor.model.facts import State
from auditor.results import Known, Name, Names, Param, Phrases, Sentence

LAWS = {
    Asked.AWARE: "avg-33", Asked.RISK: "avg-33", Asked.SEEN: "avg-33", Asked.OTHER_COPY: "avg-33",
    Asked.HIGH_RISK: "avg-34", Asked.UNREADABLE: "avg-34-3", Asked.TAKEN_AWAY: "avg-34-3", Asked.EFFORT: "avg-34-3",
    Asked.RECORD: "avg-33-5",
}  # fmt: skip
"""The article behind each question."""
_DELICATE = ("special", "criminal", "national-number", "financial", "free-text")


def asks(view: View, loss: Loss) -> tuple[Ask, ...]:
    """Every question that somebody has to answer, in the order of the articles."""
    return tuple(Ask(asked, LAWS[asked], tuple(_facts(view, loss, asked))) for asked in Asked if _fits(loss, asked))


def _fits(loss: Loss, asked: Asked) -> bool:
    """Whether a question is about this kind of loss: an account or a leak loses no copy."""
    return asked is not Asked.OTHER_COPY or any(item.other for item in loss.items)


def _facts(view: View, loss: Loss, asked: Asked) -> Iterator[Sentence]:
    match asked:
        case Asked.RISK:
            yield from _what(view, loss)
            yield from _measured(loss)
            yield from _on_the_way(loss)
        case Asked.SEEN:
            yield from _logged(one for one in loss.spots if one.log)
        case Asked.OTHER_COPY:
            yield from _copies(loss.items)
        case Asked.HIGH_RISK:
            yield from _delicate(loss)
            yield from _about(view, loss)
        case Asked.UNREADABLE:
            yield from _measured(loss, "encryption")
            yield from _on_the_way(loss)
        case Asked.TAKEN_AWAY:
            yield from _measured(loss, "remote-wipe")


def _what(view: View, loss: Loss) -> Iterator[Sentence]:
    items = [item for item in loss.items if item.personal]
    yield Sentence("loss.fact.number", {"number": str(len(items))}, _paths(items))
    yield from _about(view, loss)
    yield from _delicate(loss)


def _about(view: View, loss: Loss) -> Iterator[Sentence]:
    """Whose data it is."""
    people = sorted({name for item in loss.items if item.personal for name in item.about})
    if people:
        yield Sentence("loss.fact.about", {"who": Phrases(tuple(person(view, name) for name in people))})


def person(view: View, name: str) -> Param:
    """Somebody the data is about, as colleagues call them: an organisation, or a word of the model or knowledge."""
    if name in view.knowledge.subjects and name not in view.model.subjects:
        return Known("subjects", name, "name")
    return Name(name, "subjects")


def _delicate(loss: Loss) -> Iterator[Sentence]:
    """Kinds of data that deserve more care, and those of which nobody knows."""
    items = [item for item in loss.items if item.personal]
    for sensitivity in (*_DELICATE, None):
        found = [item for item in items if item.sensitivity == sensitivity]
        if found:
            key = f"loss.fact.sensitivity.{sensitivity or 'unknown'}"
            yield Sentence(key, {"items": _names(found)}, _paths(found))


def _measured(loss: Loss, name: str | None = None) -> Iterator[Sentence]:
    """How the places are protected, or only by one measure; the places where it is alike together."""
    alike: dict[tuple[str, State], list[tuple[Spot, Measure]]] = {}
    for one in loss.spots:
        for measure in one.measures:
            if name in (None, measure.name):
                alike.setdefault((measure.name, measure.state), []).append((one, measure))
    order = list(dict.fromkeys(measured for measured, _ in alike))
    states = list(State)
    for measured, state in sorted(alike, key=lambda key: (order.index(key[0]), states.index(key[1]))):
        found = alike[measured, state]
        places = Names(tuple(one.node for one, _ in found))
        params: dict[str, Param] = {"places": places, "measure": Sentence(f"loss.measure.{measured}")}
        yield Sentence(f"loss.fact.measure.{state}", params, tuple(measure.path for _, measure in found))


def _on_the_way(loss: Loss) -> Iterator[Sentence]:
    if loss.sent:
        yield Sentence(f"loss.fact.encrypted.{loss.sent.encrypted}", {}, ((*loss.sent.path, "encrypted"),))


def _logged(spots: Iterable[Spot]) -> Iterator[Sentence]:
    """Whether it is recorded who looked; the places where it is alike together."""
    alike: dict[tuple[str, str | None], list[Spot]] = {}
    for one in spots:
        ask = one.log_ask if one.log is State.YES else None
        alike.setdefault(("ask" if ask else str(one.log), ask), []).append(one)
    for (key, who), found in alike.items():
        params: dict[str, Param] = {"places": Names(tuple(one.node for one in found))}
        params |= {"who": Name(who, "roles")} if who else {}
        yield Sentence(f"loss.fact.log.{key}", params, tuple((*one.path, "log") for one in found))


def _copies(items: Iterable[Lost]) -> Iterator[Sentence]:
    """What is elsewhere too, and what is nowhere else as far as is known."""
    lost = [item for item in items if item.other]
    for other in OtherCopy:
        found = [item for item in lost if item.other is other]
        if found:
            yield Sentence(f"loss.copy.{other}", {"items": _names(found)}, _paths(found))


def tell(view: View, loss: Loss) -> tuple[Said, ...]:
    """Whom to tell, by whom and when. Where nobody knows who decides about a place, that is said first."""
    deciders = _deciders(view, loss)
    found = [Said(_inside(view))]
    if _decider_unknown(view, loss):
        found.append(Said(Sentence("loss.tell.decider-unknown")))
    others = [name for name in deciders if name != view.model.owner]
    if others and loss.kind is not Kind.VENDOR:
        found.append(Said(Sentence("loss.tell.others", {"names": _organisations(others)})))
    found += _companies(view, loss)
    if deciders:
        found.append(Said(Sentence("loss.tell.authority", {"names": _organisations(deciders)}), "avg-33"))
    else:
        found.append(Said(Sentence("loss.tell.authority-whoever"), "avg-33"))
    if any(len(one.deciders) > 1 for one in loss.spots) and "avg-26" in view.knowledge.laws:
        found.append(Said(Sentence("loss.tell.together"), "avg-26"))
    found.append(Said(Sentence("loss.tell.people"), "avg-34"))
    found.append(Said(Sentence("loss.tell.record"), "avg-33-5"))
    return tuple(found)


def _inside(view: View) -> Sentence:
    """With whom to report it inside, where the model says who the privacy officer is, or whom to ask."""
    path: Path = ("organisations", view.model.owner, "rights-desk")
    found = inside(view)
    if found is None:
        return Sentence("loss.tell.inside-unknown", {}, (path,))
    key, fact = ("officer", "officer") if found.is_officer else ("desk", "ask")
    return Sentence(f"loss.tell.{key}", {"who": Name(found.role, "roles")}, ((*path, fact),))


def _companies(view: View, loss: Loss) -> Iterator[Said]:
    """Companies that work with it: what they must tell, and what they can help with."""
    if loss.kind is Kind.VENDOR:
        yield from _at_once([said for one in loss.spots for said in _of_vendor(view, one, loss.about)])
        return
    names = sorted({name for one in loss.spots for name in one.processors})
    if names:
        yield Said(Sentence("loss.tell.companies", {"names": _organisations(names)}), "avg-33-2")


def _at_once(told: Iterable[Said]) -> Iterator[Said]:
    """What is to be told of several places, once for all of them."""
    alike: dict[tuple[str, str], list[Said]] = {}
    for one in told:
        rest = {name: param for name, param in one.said.params.items() if name != "places"}
        alike.setdefault((one.said.key, repr(sorted(rest.items()))), []).append(one)
    for same in alike.values():
        said = same[0].said
        places = [one.said.params.get("places") for one in same]
        nodes = tuple(node for names in places if isinstance(names, Names) for node in names.ids)
        params = {**said.params, "places": Names(nodes)} if nodes else said.params
        paths = tuple(dict.fromkeys(path for one in same for path in one.said.rests_on))
        yield Said(Sentence(said.key, params, paths), same[0].law)


def _of_vendor(view: View, one: Spot, vendor: str) -> Iterator[Said]:
    """Whom a company tells about one place."""
    params: dict[str, Param] = {"vendor": Name(vendor, "organisations"), "places": Names((one.node,))}
    told = [name for name in one.deciders if name != vendor]
    works = Part.PROCESSOR in one.parts or Part.SUB_PROCESSOR in one.parts
    if works and told:
        params["names"] = _organisations(told)
        if one.above:
            params["above"] = Name(one.above, "organisations")
        key = "loss.tell.vendor-below" if one.above else "loss.tell.vendor"
        yield Said(Sentence(key, params, (one.path,)), "avg-33-2")
    elif works and not one.deciders:
        yield Said(Sentence("loss.tell.vendor-whom", params, (one.path,)), "avg-33-2")
    if Part.DECIDES in one.parts and one.node != vendor:
        yield Said(Sentence("loss.tell.vendor-decides", params, (one.path,)), "avg-33")
    if Part.RECEIVED in one.parts:
        yield Said(Sentence("loss.tell.vendor-received", {"vendor": params["vendor"]}, (one.path,)), "avg-33")


def _deciders(view: View, loss: Loss) -> list[str]:
    if loss.sent:
        return list(view.deciders(loss.sent.source))
    nodes = [one.node for one in loss.spots] + ([one.node for one in loss.reach] if loss.kind is not Kind.PLACE else [])
    return sorted({name for node in nodes for name in view.deciders(node)})


def _decider_unknown(view: View, loss: Loss) -> bool:
    nodes = [loss.sent.source] if loss.sent else [one.node for one in loss.spots]
    nodes += [one.node for one in loss.reach] if loss.kind is Kind.ROLE else []
    return any(not view.deciders(node) for node in nodes)


def unknown(view: View, loss: Loss) -> tuple[Sentence, ...]:
    """What is not known and would matter, each with the places or kinds of data it is about."""
    spots = [one for one in loss.spots if one.node in view.places]
    facts: list[tuple[str, list[str]]] = [
        ("decider", [one.node for one in spots if not one.deciders]),
        ("kind", [one.node for one in spots if not one.kind_known]),
        ("company", [one.node for one in spots if not one.processors_known]),
        ("carried-by", [one.node for one in spots if one.carried_by is None]),
        ("perhaps-on", sorted({name for one in spots for name in one.perhaps_on})),
        ("more", [one.node for one in spots if not one.complete]),
        ("inside", [one.node for one in loss.spots if one.node in view.organisations]),
        ("reach", list(loss.perhaps_reach)),
    ]
    said = [Sentence(f"loss.unknown.{key}", {"names": Names(tuple(names))}) for key, names in facts if names]
    without = [item for item in loss.items if item.sensitivity is None]
    if without:
        said.append(Sentence("loss.unknown.category", {"names": _names(without)}))
    if loss.sent:
        said += [Sentence("loss.unknown.denied")] if loss.sent.denied else []
        said += [] if loss.sent.items_known else [Sentence("loss.unknown.items")]
        said += [Sentence("loss.unknown.mode")] if loss.sent.mode is None else []
        said += [Sentence("loss.unknown.told")] if loss.sent.mode is Mode.TELL else []
        said.append(Sentence("loss.unknown.receiver"))
    if not loss.items:
        said.insert(0, Sentence("loss.unknown.nothing"))
    return tuple(said)


def _names(items: Iterable[Lost]) -> Names:
    return Names(tuple(item.item for item in items), "items")


def _organisations(names: Iterable[str]) -> Names:
    return Names(tuple(names), "organisations")


def _paths(items: Iterable[Lost]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(path for item in items for path in item.rests_on))
