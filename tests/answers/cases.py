"""The cases of this folder: a description made of the smallest one and what a case adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from auditor.answers import Person, ask
from auditor.knowledge.types import Age
from auditor.model import Audience, build
from auditor.results import Answer
from auditor.traces import Dates, Traces

FOLDER = Path(__file__).parent
BASE = "base.yaml"
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Case:
    """What somebody asks about a description, and the answer in Dutch.

    hides: ids and words that may stand nowhere in the answer. whom: whom it is for, where not for every client: the
    groups of clients they are in, between which ages, example days of events (since) and of a birth (born).
    """

    question: str
    name: str
    part: Mapping[str, Any]
    item: str | None
    state: str
    card: str
    hides: tuple[str, ...]
    whom: Mapping[str, Any] = field(default_factory=dict)

    def traces(self) -> Traces:
        groups = frozenset(self.whom["groups"]) if "groups" in self.whom else None
        return Traces(build(merged(base(), self.part)), Audience.CLIENT, groups=groups)

    def person(self, traces: Traces) -> Person:
        age, since, born = (self.whom.get(name) for name in ("age", "since", "born"))
        dates = Dates.of(traces.view, (since or {}).items(), born, today=TODAY) if since or born else None
        return Person(Age(age) if age else None, dates, TODAY)

    def answer(self) -> Answer:
        traces = self.traces()
        return ask(traces, self.question, self.item, self.person(traces))


@cache
def cases() -> list[Case]:
    """Every case of every question."""
    files = sorted(FOLDER.glob("*/*.yaml"))
    return [_case(file.stem.replace("_", "-"), name, said) for file in files for name, said in _read(file).items()]


def _case(question: str, name: str, said: dict[str, Any]) -> Case:
    unknown = said.keys() - {"model", "item", "state", "card", "hides", "for"}
    whom = said.get("for", {})
    unknown |= whom.keys() - {"groups", "age", "since", "born"}
    assert not unknown, (question, name, unknown)
    return Case(
        question,
        name,
        said.get("model", {}),
        said.get("item"),
        said["state"],
        said["card"].rstrip("\n"),
        tuple(said.get("hides", ())),
        whom,
    )


@cache
def base() -> Mapping[str, Any]:
    return _read(FOLDER / BASE)


def _read(file: Path) -> dict[str, Any]:
    found = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
    assert isinstance(found, dict), file
    return found


class _Loader(yaml.CSafeLoader):
    """Reads `on` and `yes` as words, as descriptions do, and refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        assert len(keys) == len(set(keys)), f"double key at {node.start_mark}"
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    start: [found for found in resolvers if found[0] != "tag:yaml.org,2002:bool"]
    for start, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def merged(base: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    """The one on top of the other: mappings are merged, everything else is replaced, null takes away."""
    result = dict(base)
    for key, value in part.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(result.get(key), Mapping):
            result[key] = merged(result[key], value)
        else:
            result[key] = value
    return result
