"""Descriptions of partners, joined to the description that refers to them.

A partner's elements get the partner's name before their own (`council/intake`), so that a flow into the partner goes
on inside the partner's own description. What the two have in common stands under `partners`: then the partner's
element is left out, and everything that refers to it refers to ours.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path as FilePath
from typing import Any

from auditor.errors import Location, Problem, shown
from auditor.files import leads_to_itself
from auditor.importers.description import Description
from auditor.importers.yaml_file import YamlFile
from auditor.model import references
from auditor.model.model import SECTIONS, Path

COMMON = ("organisations", "roles", "subjects", "scopes", "items", "purposes", "events")
"""Sections of which two descriptions can have elements in common. Places are always somebody's own."""
MOST_PARTNERS = 1000

Read = Callable[[list[FilePath]], Description]


class Joined:
    """A description with those of its partners, as one set of plain data; knows where everything stands."""

    def __init__(self, own: Description) -> None:
        self.data = dict(own.data)
        self.files: list[YamlFile] = list(own.files)
        self.whole = own.whole
        self._own = own
        self._partners: dict[str, Description] = {}
        self._flows: list[tuple[int, Description]] = []
        self._grown: set[str] = set()

    def locate(self, path: Path) -> Location | None:
        """Where this path, or the nearest one above it, stands."""
        if len(path) > 1 and isinstance(path[1], str) and "/" in path[1]:
            partner, _, name = path[1].rpartition("/")
            if partner in self._partners:
                return self._partners[partner].locate((path[0], name, *path[2:]))
        if len(path) > 1 and path[0] == "flows" and isinstance(path[1], int):
            for start, partner_ in reversed(self._flows):
                if path[1] >= start:
                    return partner_.locate(("flows", path[1] - start, *path[2:]))
        return self._own.locate(path)

    def is_own(self, path: Path) -> bool:
        """Whether this path stands in the description itself, not in that of a partner."""
        if len(path) > 1 and path[0] == "flows" and isinstance(path[1], int) and self._flows:
            return path[1] < self._flows[0][0]
        return not (len(path) > 1 and isinstance(path[1], str) and "/" in path[1])

    def add(self, name: str, partner: Description, elements: Mapping[str, Mapping[str, Any]], flows: list[Any]) -> None:
        """Take over the elements of a partner, already under their new names."""
        self._partners[name] = partner
        self.files += partner.files
        self.whole = self.whole and partner.whole
        for section, added in elements.items():
            if added:
                self._own_container(section, {}).update(added)
        if flows:
            listed = self._own_container("flows", [])
            self._flows.append((len(listed), partner))
            listed += flows

    def _own_container(self, key: str, empty: Any) -> Any:
        """The section or list under this key, which may grow: nobody else's."""
        if key not in self._grown:
            found = self.data.get(key)
            self._grown.add(key)
            self.data[key] = found.copy() if isinstance(found, type(empty)) else empty
        return self.data[key]


def join(own: Description, read: Read, problems: list[Problem]) -> Joined:
    """The description with all its partners, and the partners of those; each is read once, also when it is a circle."""
    joined = Joined(own)
    if "partners" not in own.data:
        return joined
    known: list[tuple[str, Description]] = [("", own)]
    queue = [("", own)]
    names: dict[tuple[str, str], str] = {}  # (who says it, the name it uses) -> the name of that description here
    while queue:
        prefix, said_by = queue.pop(0)
        for count, (name, partner) in enumerate(_partners(said_by)):
            path: Path = ("partners", name, "at")
            if count >= MOST_PARTNERS:
                problems.append(_too_many(said_by, path))
                break
            folder = _folder(said_by, name, partner, problems)
            if folder is None:
                continue
            home = folder.resolve()
            same = next((at for at, other in known if other.lies_in(home)), None)
            if same == prefix:
                params: dict[str, str | int] = {"name": shown(partner["at"])}
                problems.append(Problem("problem.partner-itself", params, path, said_by.locate(path)))
                continue
            if same is None:
                if len(known) > MOST_PARTNERS:
                    problems.append(_too_many(said_by, path))
                    queue.clear()
                    break
                same = f"{prefix}/{name}" if prefix else name
                description = read([folder])
                known.append((same, description))
                queue.append((same, description))
            names[prefix, name] = same
    common = _Common(known, names, problems)
    joined.data = _renamed(own, "", known, names, common)
    for prefix, description in known[1:]:
        renamed = _renamed(description, prefix, known, names, common)
        elements = {
            section: {
                f"{prefix}/{name}": element
                for name, element in renamed.get(section, {}).items()
                if (prefix, section, name) not in common.ours
            }
            for section in SECTIONS
            if section != "partners"
        }
        flows = [_own_id(prefix, flow) for flow in renamed.get("flows", ())]
        joined.add(prefix, description, elements, flows)
    problems += _borders(own, names, common)
    return joined


def _too_many(said_by: Description, path: Path) -> Problem:
    return Problem("problem.too-many-partners", {"count": str(MOST_PARTNERS)}, path, said_by.locate(path))


def _partners(description: Description) -> list[tuple[str, Mapping[str, Any]]]:
    partners = description.data.get("partners")
    return [(name, partner) for name, partner in partners.items() if isinstance(partner, dict)] if partners else []


def _folder(said_by: Description, name: str, partner: Mapping[str, Any], problems: list[Problem]) -> FilePath | None:
    """Where the description of a partner is, relative to the file that says so."""
    path: Path = ("partners", name, "at")
    at, place = partner.get("at"), said_by.locate(path)
    if not isinstance(at, str) or not at or place is None:
        return None  # the validation says what is missing
    try:
        found = FilePath(os.path.normpath(FilePath(place.file).parent / at))
        if FilePath(at).is_absolute() or not found.exists():
            key = "problem.link-loop" if leads_to_itself(found) else "problem.no-partner"
            problems.append(Problem(key, {"name": shown(at)}, path, place))
            return None
    except (OSError, ValueError, RuntimeError):
        problems.append(Problem("problem.no-partner", {"name": shown(at)}, path, place))
        return None
    return found


class _Common:
    """What descriptions have in common: of an element of a partner, the name it has with whoever refers to it."""

    def __init__(
        self, known: list[tuple[str, Description]], names: Mapping[tuple[str, str], str], problems: list[Problem]
    ) -> None:
        self.ours: dict[tuple[str, str, str], str] = {}
        self.given: set[tuple[str, str]] = set()
        descriptions = dict(known)
        for prefix, said_by in known:
            for name, partner in _partners(said_by):
                other = names.get((prefix, name))
                if other is None or other == "" or (prefix and not other.startswith(f"{prefix}/")):
                    continue  # the nearest to us says what is the same
                theirs = descriptions[other]
                for section in COMMON:
                    for our, their in self._pairs(partner, section, said_by, theirs):
                        path: Path = ("partners", name, section, our)
                        if not self._fits(section, our, their, said_by, theirs, path, problems):
                            continue
                        full = f"{prefix}/{our}" if prefix else our
                        self.ours[other, section, their] = self.ours.get((prefix, section, our), full)
                        self.given.add((section, our))

    @staticmethod
    def _pairs(
        partner: Mapping[str, Any], section: str, said_by: Description, theirs: Description
    ) -> list[tuple[str, str]]:
        said = partner.get(section)
        own, other = _section(said_by, section), _section(theirs, section)
        if said == "same":
            return [(name, name) for name in own if name in other]
        pairs = (
            [(our, their) for our, their in said.items() if isinstance(their, str)] if isinstance(said, dict) else []
        )
        if section == "organisations":
            taken = {their for _, their in pairs}
            used = {_used(element): name for name, element in own.items() if _used(element)}
            pairs += [
                (used[_used(element)], name)
                for name, element in other.items()
                if _used(element) in used and name not in taken
            ]
        return pairs

    @staticmethod
    def _fits(
        section: str, our: str, their: str, said_by: Description, theirs: Description, path: Path,
        problems: list[Problem],
    ) -> bool:  # fmt: skip
        own, other = _section(said_by, section), _section(theirs, section)
        at = said_by.locate(path)
        for name, there in ((our, own), (their, other)):
            if name not in there:
                params: dict[str, str | int] = {"name": shown(name), "sections": section, "near": ""}
                problems.append(Problem("problem.reference", params, path, at))
                return False
        if _reserved(other[their]) and not _reserved(own[our]):
            problems.append(Problem("problem.reserved-at-partner", {"name": shown(their)}, path, at))
            return False
        return True


def _section(description: Description, section: str) -> Mapping[str, Any]:
    found = description.data.get(section)
    return found if isinstance(found, dict) else {}


def _used(element: Any) -> str | None:
    used = element.get("use") if isinstance(element, dict) else None
    return used if isinstance(used, str) else None


def _reserved(element: Any) -> bool:
    return isinstance(element, dict) and element.get("reserve") is not None


def _renamed(
    description: Description,
    prefix: str,
    known: list[tuple[str, Description]],
    names: Mapping[tuple[str, str], str],
    common: _Common,
) -> dict[str, Any]:
    """The data of a description with every reference under the name it has in the whole."""
    descriptions = dict(known)

    def new_name(name: str, sections: tuple[str, ...]) -> str:
        partner, slash, rest = name.partition("/")
        at, local = (names.get((prefix, partner)), rest) if slash else (prefix, name)
        if at is None:
            return name
        section = next((section for section in sections if local in _section(descriptions[at], section)), None)
        if section is None:
            return f"{at}/{local}" if slash and at else name
        return common.ours.get((at, section, local), f"{at}/{local}" if at else local)

    root = references.places()
    data: dict[str, Any] = {}
    for key, value in description.data.items():
        place = root.keys.get(key)
        if place is None or (prefix and key not in (*SECTIONS, "flows")):
            data[key] = value
        elif place.below is not None and isinstance(value, dict):
            data[key] = {name: references.renamed(element, place.below, new_name) for name, element in value.items()}
        else:
            data[key] = references.renamed(value, place, new_name)
    return data


def _own_id(prefix: str, flow: Any) -> Any:
    if isinstance(flow, dict) and isinstance(flow.get("id"), str):
        return {**flow, "id": f"{prefix}/{flow['id']}"}
    return flow


def _borders(own: Description, names: Mapping[tuple[str, str], str], common: _Common) -> list[Problem]:
    """Flows of ours over the border of a partner whose items the partner does not know under any name.

    Such a trace would end at the border and look complete.
    """
    found: list[Problem] = []
    flows = own.data.get("flows")
    for position, flow in enumerate(flows if isinstance(flows, list) else ()):
        ends = [flow.get("from"), flow.get("to")] if isinstance(flow, dict) else []
        far = [end.partition("/")[0] for end in ends if isinstance(end, str) and "/" in end]
        if not any(("", partner) in names for partner in far):
            continue
        path: Path = ("flows", position, "items")
        items = flow.get("items")
        listed = items if isinstance(items, list) else [items]
        for item in listed:
            if item == "all" or not isinstance(item, str):
                found.append(Problem("problem.items-over-border", {"partner": far[0]}, path, own.locate(path)))
            elif "/" not in item and ("items", item) not in common.given:
                params: dict[str, str | int] = {"name": shown(item), "partner": far[0]}
                found.append(Problem("problem.item-at-partner", params, path, own.locate(path)))
    return found
