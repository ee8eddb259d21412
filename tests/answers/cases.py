"""The cases of this folder: a description made of the smallest one and what a case adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from auditor.answers import Person
from auditor.knowledge.types import Age
from auditor.model import Audience, build
from auditor.traces import Traces

FOLDER = Path(__file__).parent
BASE = "base.yaml"


@dataclass(frozen=True)
class Case:
    """What somebody asks about a description, and the answer in Dutch.

    age: of the client, where the answer is for somebody of a known age. hides: ids and words that may stand nowhere in
    the answer.
    """

    question: str
    name: str
    part: Mapping[str, Any]
    item: str | None
    state: str
    card: str
    hides: tuple[str, ...]
    age: Age | None = None

    @property
    def person(self) -> Person:
        return Person(age=self.age)

    def traces(self) -> Traces:
        return Traces(build(merged(base(), self.part)), Audience.CLIENT)


def cases() -> list[Case]:
    """Every case of every question."""
    files = sorted(FOLDER.glob("*/*.yaml"))
    return [_case(file.stem.replace("_", "-"), name, said) for file in files for name, said in _read(file).items()]


def _case(question: str, name: str, said: dict[str, Any]) -> Case:
    unknown = said.keys() - {"model", "item", "state", "card", "hides", "age"}
    assert not unknown, (question, name, unknown)
    return Case(
        question,
        name,
        said.get("model", {}),
        said.get("item"),
        said["state"],
        said["card"].rstrip("\n"),
        tuple(said.get("hides", ())),
        Age(said["age"]) if "age" in said else None,
    )


@cache
def base() -> Mapping[str, Any]:
    return _read(FOLDER / BASE)


def _read(file: Path) -> dict[str, Any]:
    found = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
    assert isinstance(found, dict), file
    return found


class _Loader(yaml.SafeLoader):
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
