"""The descriptions that the app can show, and what is worked out from them: kept until one of their files changes.

What is kept here is shared by everybody who uses the app. It holds descriptions and results, nothing about a visitor.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Final

import streamlit as st

from auditor.audit import audit
from auditor.errors import InvalidModel, Location, Problem
from auditor.exporters import flow_map
from auditor.exporters.drawing import DrawingFailed
from auditor.exporters.flow_map import FlowMap
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience, Model
from auditor.results import Report
from auditor.traces import Traces
from auditor.ui.run import VARIABLE

EXAMPLES = Path(__file__).parents[2] / "examples"
"""Only a checkout has them; an installed package does not."""
FIRST = "wijkteam"
"""The invented example shows most; the others follow what real statements say, so they hold many unknowns."""
SUFFIXES = (".yaml", ".yml")

DIRECTIONS: Final[tuple[flow_map.Direction, ...]] = ("LR", "TB")

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Description:
    """One description by its path. id: its short name in addresses."""

    id: str
    path: Path

    @cached_property
    def stamp(self) -> Stamp:
        """Which files it has and when they changed; looked up once per run of a page."""
        files = sorted(_files(self.path)) if self.path.is_dir() else [self.path]
        facts = [(file, file.stat()) for file in files if file.is_file()]
        return tuple((str(file), fact.st_mtime_ns, fact.st_size) for file, fact in facts)

    @property
    def loaded(self) -> Model | tuple[Problem, ...]:
        """The model, or everything that is wrong with it."""
        return _loaded(str(self.path), self.stamp)

    @property
    def name(self) -> str:
        """What people choose it by."""
        loaded = self.loaded
        return loaded.name if isinstance(loaded, Model) else self.path.name

    def traces(self, audience: Audience, groups: frozenset[str] | None = None) -> Traces:
        """Everything that follows from it, as this audience may see it. Only for a usable description.

        groups: those of the clients that somebody is in, for somebody in these and no others.
        """
        return _traces(str(self.path), self.stamp, audience, groups)

    def report(self) -> Report:
        """What the rules find today. Only for a usable description."""
        return _report(str(self.path), self.stamp, date.today())

    def picture(self, drawn: FlowMap, speaker: Speaker) -> bytes | DrawingFailed:
        """The picture of a map of the client's view as SVG, or why there is none."""
        return _picture(self.stamp, drawn.kind, drawn.about, speaker.language, drawn, speaker)

    def place(self, location: Location) -> str:
        """File, line and column, without the folders of this machine."""
        file = Path(location.file)
        base = self.path if self.path.is_dir() else self.path.parent
        name = file.relative_to(base).as_posix() if file.is_relative_to(base) else file.name
        return f"{name}:{location.line}:{location.column}"


def every() -> tuple[Description, ...]:
    """Every description there is to choose from, each with an id of its own."""
    given = [Path(path) for path in os.environ.get(VARIABLE, "").split(os.pathsep) if path]
    paths = [found for path in given or [EXAMPLES] for found in _described(path)]
    if not given:
        paths = [path for path in paths if path != EXAMPLES]
    named: dict[str, Path] = {}
    for path in dict.fromkeys(paths):
        name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "model"
        others = (f"{name}.{number}" for number in count(2))
        named[name if name not in named else next(other for other in others if other not in named)] = path
    return tuple(Description(name, path) for name, path in named.items())


def _described(path: Path) -> list[Path]:
    """A file or folder is one description; a folder that has only folders has one in each of them."""
    if not path.is_dir() or any(file.suffix in SUFFIXES for file in path.iterdir()):
        return [path]
    folders = [folder for folder in sorted(path.iterdir()) if folder.is_dir() and _files(folder)]
    return sorted(folders, key=lambda folder: folder.name != FIRST) or [path]


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.suffix in SUFFIXES and file.is_file()]


@st.cache_resource(max_entries=16, show_spinner=False)
def _loaded(path: str, stamp: Stamp) -> Model | tuple[Problem, ...]:
    try:
        return load(path)
    except InvalidModel as error:
        return error.problems


@st.cache_resource(max_entries=16, show_spinner=False)
def _traces(path: str, stamp: Stamp, audience: Audience, groups: frozenset[str] | None) -> Traces:
    model = _loaded(path, stamp)
    assert isinstance(model, Model)
    return Traces(model, audience, groups=groups)


@st.cache_resource(max_entries=16, show_spinner=False)
def _report(path: str, stamp: Stamp, today: date) -> Report:
    model = _loaded(path, stamp)
    assert isinstance(model, Model)
    return audit(model, today)


@st.cache_resource(max_entries=200, show_spinner=False)
def _picture(
    stamp: Stamp, kind: str, about: str | None, language: str, _map: FlowMap, _speaker: Speaker
) -> bytes | DrawingFailed:
    """Of the two directions the narrower picture: a phone scrolls down more easily than sideways."""
    drawn: list[bytes] = []
    failure: DrawingFailed | None = None
    for direction in DIRECTIONS:
        try:
            drawn.append(flow_map.picture(_map, _speaker, "svg", direction=direction))
        except DrawingFailed as failed:
            failure = failed
            if failed.key == "drawing.too-slow":
                break
    return min(drawn, key=_width) if drawn or failure is None else failure


def _width(svg: bytes) -> float:
    return float(re.search(rb'viewBox="\S+ \S+ (\S+)', svg)[1])  # type: ignore[index]
