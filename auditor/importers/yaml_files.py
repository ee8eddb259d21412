"""Descriptions in YAML: files and folders to one model, with every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from auditor.errors import InvalidModel, Location, Problem
from auditor.importers import yaml_tree
from auditor.model.build import SECTIONS, build, shown
from auditor.model.model import Model, Path

LARGEST = 100 * 1024 * 1024
"""Bytes; a larger file is refused before it is read."""
LISTS = ("flows", "accepted", "assumptions")


class _File:
    """One file: its text, its data, and where things stand in it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.data: dict[str, Any] = {}

    @cached_property
    def locations(self) -> dict[Path, Location]:
        return yaml_tree.locations(self.text, self.name)

    def locate(self, path: Path) -> Location:
        while path and path not in self.locations:
            path = path[:-1]
        return self.locations.get(path, Location(self.name, 1, 1))


class Files:
    """The files of one model, and which part of the model each of them wrote."""

    def __init__(self) -> None:
        self.files: list[_File] = []
        self._owners: dict[Path, tuple[_File, Path]] = {}

    def add(self, file: _File) -> None:
        """Count this file in."""
        self.files.append(file)

    def wrote(self, path: Path, file: _File, own_path: Path) -> None:
        """Remember that this part of the model stands in this file, under its own path there."""
        self._owners[path] = (file, own_path)

    def locate(self, path: Path) -> Location | None:
        """Where this path, or the nearest one above it, stands."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._owners:
                file, own = self._owners[path[:length]]
                return file.locate((*own, *path[length:]))
        return self.files[0].locate(()) if self.files else None


def load(*paths: str | FilePath) -> Model:
    """The model described by these files and folders (every .yaml and .yml in them), read as one whole.

    Raises InvalidModel with every problem found, each with file, line and column.
    """
    files = Files()
    problems: list[Problem] = []
    whole = True
    for path in _yaml_files([FilePath(path) for path in paths], problems):
        file = _read(path, problems)
        if file:
            files.add(file)
        else:
            whole = False
    data = _merge(files, problems)
    if not files.files and not problems:
        problems.append(Problem("problem.no-files"))
    if not files.files:
        raise InvalidModel(problems)
    try:
        model = build(data, lambda path: str(files.locate(path)))
    except InvalidModel as error:
        located = [replace(problem, location=files.locate(problem.path)) for problem in error.problems]
        raise InvalidModel([*problems, *(problem for problem in located if whole or not _elsewhere(problem))]) from None
    if problems:
        raise InvalidModel(problems)
    model.attach(files)
    return model


def _elsewhere(problem: Problem) -> bool:
    """Whether this may be no problem at all once the files that could not be read are there."""
    return problem.key.startswith("problem.reference") or (problem.key == "problem.missing-key" and not problem.path)


def _yaml_files(paths: Iterable[FilePath], problems: list[Problem]) -> list[FilePath]:
    """The files of these paths, each once, in the order given; of a folder in the order of their names."""
    found: dict[FilePath, FilePath] = {}
    for path in paths:
        at = Location(str(path), 1, 1)
        try:
            files = _in_folder(path) if path.is_dir() else [path] if path.exists() else None
            if files is None:
                problems.append(Problem("problem.no-such-file", {"name": shown(path)}, (), at))
            elif not files:
                problems.append(Problem("problem.empty-folder", {"name": shown(path)}, (), at))
            for file in files or ():
                found.setdefault(file.resolve(), file)
        except OSError as error:
            problems.append(Problem("problem.not-readable", {"found": error.strerror or "?"}, (), at))
    return list(found.values())


def _in_folder(folder: FilePath) -> list[FilePath]:
    return sorted(file for file in folder.rglob("*") if file.suffix in (".yaml", ".yml") and file.is_file())


def _read(path: FilePath, problems: list[Problem]) -> _File | None:
    def refuse(key: str, line: int = 1, **params: str | int) -> None:
        problems.append(Problem(key, params, (), Location(str(path), line, 1)))

    try:
        if path.stat().st_size > LARGEST:
            refuse("problem.too-large", count=LARGEST // 1024 // 1024)
            return None
        raw = path.read_bytes()
    except OSError as error:
        refuse("problem.not-readable", found=error.strerror or "?")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refuse("problem.not-utf8", line=raw.count(b"\n", 0, error.start) + 1, found=f"0x{raw[error.start]:02X}")
        return None
    file = _File(str(path), text)
    try:
        data, double = yaml_tree.parse(text, str(path))
    except yaml_tree.Unreadable as error:
        problems.append(error.problem)
        return None
    problems += double
    if data is None:
        refuse("problem.empty-file")
        return None
    if not isinstance(data, dict):
        refuse("problem.no-mapping")
        return None
    file.data = data
    return file


def _merge(files: Files, problems: list[Problem]) -> dict[str, Any]:
    """One set of data from several files: sections join, lists follow each other, the rest is said once.

    A section or list of another shape is refused here and left out, so that the others can still join.
    """
    merged: dict[str, Any] = {}
    first: dict[Path, _File] = {}
    for file in files.files:
        for key, value in file.data.items():
            if key in SECTIONS and isinstance(value, dict):
                section = merged.setdefault(key, {})
                for name, element in value.items():
                    _once(section, name, element, (key, name), file, files, first, problems)
            elif key in LISTS and isinstance(value, list):
                start = len(merged.setdefault(key, []))
                for position, element in enumerate(value):
                    files.wrote((key, start + position), file, (key, position))
                    merged[key].append(element)
            elif key in SECTIONS or key in LISTS:
                expected = "expected.mapping" if key in SECTIONS else "expected.list"
                params: dict[str, str | int] = {"found": shown(value), "expected": expected}
                problems.append(Problem("problem.wrong-type", params, (key,), file.locate((key,))))
            elif key != "model" or merged.get("model") != value:
                _once(merged, key, value, (key,), file, files, first, problems)
    return merged


def _once(
    target: dict[str, Any],
    name: str,
    value: Any,
    path: Path,
    file: _File,
    files: Files,
    first: dict[Path, _File],
    problems: list[Problem],
) -> None:
    """Take over a value that only one file may write; a second one is a problem that names both places."""
    if path in first:
        params: dict[str, str | int] = {"name": shown(name), "first": str(first[path].locate(path))}
        key = "problem.double-id" if len(path) > 1 else "problem.written-twice"
        problems.append(Problem(key, params, path, file.locate(path)))
        return
    target[name] = value
    first[path] = file
    files.wrote(path, file, path)
