"""Descriptions in YAML: files and folders to one model, with every problem at its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path as FilePath

from auditor.errors import MOST_PROBLEMS, InvalidModel, Location, Problem, shown
from auditor.files import leads_to_itself
from auditor.importers import empty
from auditor.importers.description import Description
from auditor.importers.partners import MOST_PARTNERS, join
from auditor.importers.yaml_file import Allowance, YamlFile, read, source_line
from auditor.memory import without_collecting
from auditor.model.build import build
from auditor.model.model import Model

MOST_FILES = 50_000
"""Files and folders that are looked at in one folder."""


def load(*paths: str | FilePath) -> Model:
    """The model described by these files and folders (every .yaml and .yml in them), read as one whole.

    Partners that it names are read too and joined, see `partners.join`.

    Raises InvalidModel with every problem found, each with file, line and column.
    """
    with without_collecting():
        return _load([FilePath(path) for path in paths])


def _load(paths: list[FilePath]) -> Model:
    problems: list[Problem] = []
    allowance = Allowance()
    own = _described(paths, problems, allowance)
    if not own.files:
        raise _invalid(problems or [Problem("problem.no-files")], own.files)
    joined = join(own, lambda paths: _described(paths, problems, allowance), problems)
    found: list[Problem] = []
    try:
        model = build(joined.data, lambda path: str(joined.locate(path)), guarded=True)
    except InvalidModel as error:
        found += error.problems
    if any(file.gaps for file in joined.files):
        told = {problem.path for problem in found}
        gaps = (problem for problem in empty.problems(joined.data) if problem.path not in told)
        found += islice(gaps, MOST_PROBLEMS + 1)
    located = [replace(problem, location=joined.locate(problem.path)) for problem in found]
    problems += (problem for problem in located if joined.whole or not _elsewhere(problem))
    if problems or found:
        raise _invalid(problems, joined.files)
    model.attach(joined)
    return model


def _invalid(problems: Iterable[Problem], files: Iterable[YamlFile]) -> InvalidModel:
    """The first problems, once each, with the line on which each stands."""
    named = {file.name: file for file in files}
    unique = {(problem.key, problem.location, str(problem.params)): problem for problem in problems}
    known = {(problem.key, _line_of(problem)) for problem in unique.values() if problem.path}
    ordered = sorted(
        (problem for problem in unique.values() if problem.path or (problem.key, _line_of(problem)) not in known),
        key=Problem.order,
    )
    listed = [
        replace(problem, line=source_line(named[problem.location.file].lines, problem.location))
        if problem.location and problem.location.file in named
        else problem
        for problem in ordered[:MOST_PROBLEMS]
    ]
    return InvalidModel(listed, more=len(ordered) > MOST_PROBLEMS)


def _line_of(problem: Problem) -> tuple[str, int] | None:
    return (problem.location.file, problem.location.line) if problem.location else None


def _elsewhere(problem: Problem) -> bool:
    """Whether this may be no problem at all once the files that could not be read are there."""
    return problem.key.startswith("problem.reference") or (problem.key == "problem.missing-key" and not problem.path)


def _described(paths: list[FilePath], problems: list[Problem], allowance: Allowance) -> Description:
    """The files of one description, without those of partners that lie in its folder."""
    found = Description()
    files = [(path, read(path, problems, allowance)) for path in _yaml_files(paths, problems)]
    partners = {folder for path, file in files if file for folder in _partner_paths(path, file)}
    for path, file in files:
        if not partners.isdisjoint(_and_above(path.resolve())):
            continue
        if file:
            found.add(file)
        else:
            found.whole = False
    found.merge(problems)
    return found


def _and_above(path: FilePath) -> tuple[FilePath, ...]:
    return (path, *path.parents)


def _partner_paths(path: FilePath, file: YamlFile) -> Iterator[FilePath]:
    """Where the partners of a file lie; of one that holds this file itself it is told later what is wrong."""
    itself = _and_above(path.resolve())
    partners = file.data.get("partners")
    for partner in islice(partners.values() if isinstance(partners, dict) else (), MOST_PARTNERS):
        at = partner.get("at") if isinstance(partner, dict) else None
        if isinstance(at, str):
            with suppress(OSError, ValueError, RuntimeError):  # a loop of links, a NUL: told later too
                found = (path.parent / at).resolve()
                if found not in itself:
                    yield found


def _yaml_files(paths: Iterable[FilePath], problems: list[Problem]) -> list[FilePath]:
    """The files of these paths, each once, in the order given; of a folder in the order of their names."""
    found: dict[FilePath, FilePath] = {}
    for path in paths:
        at = Location(str(path), 1, 1)
        try:
            files = _in_folder(path, problems) if path.is_dir() else [path] if path.exists() else None
            if files is None:
                key = "problem.link-loop" if leads_to_itself(path) else "problem.no-such-file"
                problems.append(Problem(key, {"name": shown(path)}, (), at))
            elif not files:
                problems.append(Problem("problem.empty-folder", {"name": shown(path)}, (), at))
            for file in files or ():
                found.setdefault(file.resolve(), file)
        except (OSError, ValueError, RuntimeError) as error:  # a NUL in a name, a link that turns into a loop
            said = error.strerror if isinstance(error, OSError) else None
            problems.append(Problem("problem.not-readable", {"found": said or "?"}, (), at))
    return list(found.values())


def _in_folder(folder: FilePath, problems: list[Problem]) -> list[FilePath]:
    """The YAML files of a folder and those below it, hidden ones left out; a link must not lead out of it."""
    found: list[FilePath] = []
    home = folder.resolve()
    for file in sorted(_files_below(folder, problems)):
        if leads_to_itself(file):
            problems.append(Problem("problem.link-loop", {"name": shown(file)}, (), Location(str(file), 1, 1)))
        elif home not in file.resolve().parents:
            problems.append(Problem("problem.link-outside", {"name": shown(file)}, (), Location(str(file), 1, 1)))
        elif file.exists() and not file.is_dir():
            found.append(file)
    return found


def _files_below(folder: FilePath, problems: list[Problem]) -> Iterator[FilePath]:
    """Everything named as YAML in a folder and those below it, where nothing is hidden."""

    def refuse(error: OSError) -> None:
        at = Location(str(error.filename or folder), 1, 1)
        problems.append(Problem("problem.not-readable", {"found": error.strerror or "?"}, (), at))

    seen = 0
    for where, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if name[0] != "."]
        seen += len(folders) + len(files)
        if seen > MOST_FILES:
            at = Location(str(folder), 1, 1)
            problems.append(Problem("problem.too-many-files", {"count": str(MOST_FILES)}, (), at))
            return
        for name in (*folders, *files):
            if name[0] != "." and name.endswith((".yaml", ".yml")):
                yield FilePath(where, name)
