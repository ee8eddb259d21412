"""The files of one description as one set of plain data, with the place of everything in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path as FilePath
from typing import Any

from auditor import client_data
from auditor.errors import MOST_PROBLEMS, Location, Problem, shown
from auditor.importers.yaml_file import YamlFile
from auditor.model import defaults
from auditor.model.build import not_a_list
from auditor.model.defaults import DEFAULTS
from auditor.model.model import LISTS, SECTIONS, Path

LONGEST_ID = 80
"""Characters of the name of an element, without that of a partner before it."""


class Description:
    """What the files of one description say, merged: sections join, lists follow each other, the rest is said once.

    whole: whether every file of it could be read.
    """

    def __init__(self) -> None:
        self.whole = True
        self.files: list[YamlFile] = []
        self.data: dict[str, Any] = {}
        self._keys: dict[str, YamlFile] = {}
        self._elements: dict[str, dict[str, YamlFile]] = {}
        self._ranges: dict[str, list[tuple[int, YamlFile]]] = {}

    def lies_in(self, path: FilePath) -> bool:
        """Whether this is the description that a file or folder holds; the path is resolved."""
        return path in self._places

    @cached_property
    def _places(self) -> set[FilePath]:
        files = [FilePath(file.name).resolve() for file in self.files]
        return {place for file in files for place in (file, *file.parents)}

    def add(self, file: YamlFile) -> None:
        """Count this file in."""
        self.files.append(file)

    def merge(self, problems: list[Problem]) -> None:
        """Make one set of data of all files.

        A section or list of another shape is refused here and left out, so that the others can still join.
        """
        for file in self.files:
            wrong = islice(defaults.wrong(file.data), MOST_PROBLEMS + 1)
            problems += [replace(problem, location=file.locate(problem.path)) for problem in wrong]
            for key, value in defaults.filled(file.data).items():
                if key in SECTIONS and isinstance(value, dict):
                    problems += islice(self._wrong_names(key, value, file), MOST_PROBLEMS + 1)
                    self._join_section(key, value, file)
                elif key in LISTS and isinstance(value, list):
                    listed = self.data.setdefault(key, [])
                    self._ranges.setdefault(key, []).append((len(listed), file))
                    listed += value
                elif key in SECTIONS or key in LISTS:
                    params: dict[str, str | int] = {"found": shown(value), "expected": "expected.mapping"}
                    problem = (
                        Problem("problem.wrong-type", params, (key,)) if key in SECTIONS else not_a_list(value, (key,))
                    )
                    problems.append(replace(problem, location=file.locate((key,))))
                elif key in self._keys:
                    if key != "model" or value != self.data["model"]:
                        first = str(self._keys[key].locate((key,)))
                        params = {"name": shown(key), "first": first}
                        problems.append(Problem("problem.written-twice", params, (key,), file.locate((key,))))
                else:
                    self.data[key] = value
                    self._keys[key] = file

        if client_data.EXCEPTIONS in self.data or any(file.suspect for file in self.files):
            about_people = client_data.problems(self.data)
            problems += [replace(problem, location=self.locate(problem.path)) for problem in about_people]

    def _wrong_names(self, key: str, value: dict[str, Any], file: YamlFile) -> Iterator[Problem]:
        owners = self._elements.get(key, {})
        for name in value:
            path = (key, name)
            params: dict[str, str | int]
            if "/" in name:
                params = {"found": shown(name), "expected": "expected.id"}
                yield Problem("problem.form", params, path, file.locate(path))
            elif len(name) > LONGEST_ID:
                params = {"found": shown(name), "max_length": LONGEST_ID}
                yield Problem("problem.string-too-long", params, path, file.locate(path))
            if name in owners:
                params = {"name": shown(name), "first": str(owners[name].locate(path))}
                yield Problem("problem.double-id", params, path, file.locate(path))

    def _join_section(self, key: str, value: dict[str, Any], file: YamlFile) -> None:
        target, owners = self.data.setdefault(key, {}), self._elements.setdefault(key, {})
        for name in value:
            if name not in owners:
                target[name] = value[name]
                owners[name] = file

    def locate(self, path: Path) -> Location | None:
        """Where this path, or the nearest one above it, stands."""
        if not self.files:
            return None
        if not path:
            return self.files[0].locate(())
        key, rest = str(path[0]), path[1:]
        if rest and key in self._elements and rest[0] in self._elements[key]:
            return self._in_file(self._elements[key][str(rest[0])], path, path)
        if rest and key in self._ranges and isinstance(rest[0], int):
            ranges = self._ranges[key]
            start, file = ranges[bisect_right(ranges, rest[0], key=lambda found: found[0]) - 1]
            return self._in_file(file, (key, rest[0] - start, *rest[1:]), path)
        file = self._keys.get(key) or next((file for file in self.files if key in file.data), self.files[0])
        return file.locate(path)

    @staticmethod
    def _in_file(file: YamlFile, path: Path, said: Path) -> Location:
        """A value that an element does not have itself is one of the defaults of its file."""
        found = file.locate(path)
        if len(path) > 2 and DEFAULTS in file.data:
            for source in defaults.sources(path):
                if _has(file.data, source[:3]) and not _has(file.data, path[: len(path) - len(source) + 3]):
                    return file.locate(source)
        return found


def _has(data: Any, path: Path) -> bool:
    for part in path:
        listed = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if not listed and not (isinstance(data, dict) and part in data):
            return False
        data = data[part]
    return True
