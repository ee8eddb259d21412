"""Other ways to write a description, and descriptions that know or tell less; all on plain dicts."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from tests.traces.strategies import Data

PLACES = ("systems", "carriers")
HOLDERS = (*PLACES, "organisations")
ORDERED = ("controller",)
"""Lists whose order has a meaning: the first controller is the one a place belongs to."""

NEEDED = {
    "collects": ("items", "scope"),
    "derives": ("item", "out-of", "scope"),
    "access": ("role", "items", "scope"),
    "keeps": ("items", "scope"),
}
"""Per list of a place: the names without which an entry says nothing."""

Path = tuple[str | int, ...]


def shuffled(value: Any, random: Random, key: str = "") -> Any:
    """The same description with every section and list in another order."""
    if isinstance(value, dict):
        names = list(value)
        random.shuffle(names)
        return {name: shuffled(value[name], random, name) for name in names}
    if isinstance(value, list):
        parts = [shuffled(part, random) for part in value]
        if key not in ORDERED:
            random.shuffle(parts)
        return parts
    return value


def own_ids(data: Data) -> list[str]:
    """Every id that the writer of a description chose."""
    sections = ("organisations", "roles", "scopes", "items", "systems", "carriers")
    named = [name for section in sections for name in data.get(section, {})]
    return named + [flow["id"] for flow in data.get("flows", []) if "id" in flow]


def renamed(value: Any, names: dict[str, str]) -> Any:
    """The same description with other ids."""
    if isinstance(value, dict):
        return {renamed(name, names): renamed(part, names) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return type(value)(renamed(part, names) for part in value)
    return names.get(value, value) if isinstance(value, str) else value


def with_flow_ids(data: Data) -> Data:
    """The same description with an id of its own for every flow."""
    flows = [{"id": f"flow-{position:02}", **flow} for position, flow in enumerate(data.get("flows", []))]
    return {**data, "flows": flows}


# knowing less


def facts(data: Data) -> Iterator[Path]:
    """Where a fact is stated that could be unknown."""
    for position, flow in enumerate(data.get("flows", [])):
        for fact in ("happens", "mode", "items", "scope", "becomes", "written-down"):
            silent = fact != "written-down"  # without a word it may or may not be written down
            if flow.get(fact, "x" if silent else "unknown") != "unknown":
                yield ("flows", position, fact)
    for section in HOLDERS:
        for name, holder in data.get(section, {}).items():
            for fact in ("keeps", "access", "processor", "carried-by", "kind"):
                if holder.get(fact, "unknown") != "unknown" and "use" not in holder:
                    yield (section, name, fact)
            accesses = holder.get("access", [])
            for position, access in enumerate(accesses if accesses != "unknown" else []):
                if access.get("when", "unknown") != "unknown":
                    yield (section, name, "access", position, "when")
            rules = holder.get("keeps", [])
            for position, rule in enumerate(rules if rules != "unknown" else []):
                for fact in ("term", "starts", "until", "then", "set-up"):
                    if rule.get(fact, "unknown") != "unknown":
                        yield (section, name, "keeps", position, fact)
    for name, item in data.get("items", {}).items():
        if item["category"] != "unknown":
            yield ("items", name, "category")


def knowing_less(data: Data, path: Path) -> Data:
    """The same description where this fact is unknown."""
    less = deepcopy(data)
    part: Any = less
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = "unknown"
    if path[-1] == "mode":
        part.pop("written-down", None)
    if path[-1] == "access":
        part.pop("access-complete", None)
    return less


# telling less


def without_reserved(data: Data) -> Data:
    """The description as if reserved elements had never been written, and no list had been declared complete."""
    gone = {
        name
        for section in ("organisations", "roles", "scopes", "items", *PLACES)
        for name, part in data.get(section, {}).items()
        if "reserve" in part
    }
    gone |= {name for section in PLACES for name, part in data.get(section, {}).items() if _of_nobody(part, gone)}
    gone |= {name for name, role in data.get("roles", {}).items() if role["of"] in gone}
    gone |= {name for kind in PLACES for name, place in data.get(kind, {}).items() if _of_nobody(place, gone)}
    left = {
        section: {
            name: _without(part, gone) for name, part in parts.items() if name not in gone
        } if isinstance(parts, dict) else parts
        for section, parts in data.items()
    }  # fmt: skip
    flows = [_without(flow, gone) for flow in data.get("flows", []) if _stays(flow, gone, "items", "scope")]
    left["flows"] = [flow for flow in flows if not gone & {flow["from"], flow["to"]}]
    return left


def rules_of_reserved_groups(data: Data) -> bool:
    """Whether a rule on how long is for clients of a group that is reserved."""
    secret = {name for name, group in data.get("scopes", {}).items() if "reserve" in group}
    holders = [holder for section in HOLDERS for holder in data.get(section, {}).values()]
    rules = [rule for holder in holders for rule in holder.get("keeps", []) if isinstance(rule, dict)]
    return any(secret.intersection(rule["scope"]) for rule in rules if isinstance(rule.get("scope"), list))


def _of_nobody(place: Data, gone: set[str]) -> bool:
    """Whether all who decide about a place, or else its owner, are reserved."""
    named = place.get("controller", "unknown")
    named = place.get("owner") if named == "unknown" else named
    return bool(named) and all(name in gone for name in (named if isinstance(named, list) else [named]))


def _without(part: Data, gone: set[str]) -> Data:
    left = {key: value for key, value in part.items() if key not in ("access-complete", "flows-complete")}
    for key, needed in NEEDED.items():
        if isinstance(left.get(key), list):
            left[key] = [_without(entry, gone) for entry in left[key] if _stays(entry, gone, *needed)]
            if not left[key]:
                del left[key]
    for key in ("items", "scope", "out-of", "on", "carried-by", "controller", "owner"):
        if key in left:
            left[key] = _names(left[key], gone)
            if left[key] == []:
                del left[key]
    if "processor" in left and left["processor"] != "unknown":
        left["processor"] = list(_companies(left["processor"], gone))
    if "via" in left:
        vias = left["via"] if isinstance(left["via"], list) else [left["via"]]
        left["via"] = [via for via in vias if not (isinstance(via, dict) and via.get("place") in gone)]
    return left


def _names(value: Any, gone: set[str]) -> Any:
    if isinstance(value, list):
        return [name for name in value if name not in gone]
    return [] if value in gone else value


def _stays(entry: Data, gone: set[str], *needed: str) -> bool:
    """Whether anything is left of an entry when the reserved names in it are taken out."""
    return "reserve" not in entry and all(_names(entry[key], gone) != [] for key in needed if key in entry)


def _companies(processors: Any, gone: set[str]) -> Iterator[Data]:
    """Processors without the reserved ones; a company that works for a reserved one still works with the data."""
    for processor in processors if isinstance(processors, list) else [processors]:
        entry = {"organisation": processor} if isinstance(processor, str) else processor
        below = list(_companies(entry.get("sub-processors", []), gone))
        if entry["organisation"] in gone:
            yield from below
        else:
            yield {**entry, "sub-processors": below}


def for_somebody(data: Data, groups: frozenset[str]) -> Data:
    """What the description says of somebody in these groups and no others, with no group left in it."""

    def left(value: Any) -> Any:
        if isinstance(value, list):
            return [left(part) for part in value if not (isinstance(part, dict) and _of_others(part))]
        if not isinstance(value, dict):
            return value
        kept = {key: left(part) for key, part in value.items() if key != "scope" or part == "unknown"}
        if kept.get("access") == [] and value["access"] and "access-complete" not in kept:
            del kept["access"]
        if kept.get("keeps") == []:
            del kept["keeps"]
        return kept

    def _of_others(part: Data) -> bool:
        scope = part.get("scope", "all")
        named = [scope] if isinstance(scope, str) else scope
        return isinstance(named, list) and scope not in ("all", "unknown") and groups.isdisjoint(named)

    found = left(data)
    assert isinstance(found, dict)
    return found
