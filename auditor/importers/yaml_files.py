"""Descriptions in YAML: files and folders to one model, with every problem at its place."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path as FilePath

from auditor.errors import MOST_PROBLEMS, InvalidModel, Location, Problem, shown
from auditor.importers.description import Description
from auditor.importers.partners import join
from auditor.importers.yaml_file import YamlFile, read, source_line
from auditor.model.build import build
from auditor.model.model import Model


def load(*paths: str | FilePath) -> Model:
    """The model described by these files and folders (every .yaml and .yml in them), read as one whole.

    Partners that it names are read too and joined, see `partners.join`.

    Raises InvalidModel with every problem found, each with file, line and column.
    """
    with _without_collecting():
        return _load([FilePath(path) for path in paths])


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Without the garbage collector, which would walk all that was read again and again while more is read."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(paths: list[FilePath]) -> Model:
    problems: list[Problem] = []
    own = _described(paths, problems)
    if not own.files:
        raise _invalid(problems or [Problem("problem.no-files")], own.files)
    joined = join(own, lambda paths: _described(paths, problems), problems)
    try:
        model = build(joined.data, lambda path: str(joined.locate(path)), guarded=True)
    except InvalidModel as error:
        located = [replace(problem, location=joined.locate(problem.path)) for problem in error.problems]
        problems += (problem for problem in located if joined.whole or not _elsewhere(problem))
        raise _invalid(problems, joined.files) from None
    if problems:
        raise _invalid(problems, joined.files)
    model.attach(joined)
    return model


def _invalid(problems: Iterable[Problem], files: Iterable[YamlFile]) -> InvalidModel:
    """The first problems, once each, with the line on which each stands."""
    texts = {file.name: file.text for file in files}
    unique = {(problem.key, problem.location, str(problem.params)): problem for problem in problems}
    known = {(problem.key, _line_of(problem)) for problem in unique.values() if problem.path}
    ordered = sorted(
        (problem for problem in unique.values() if problem.path or (problem.key, _line_of(problem)) not in known),
        key=Problem.order,
    )
    listed = [
        replace(problem, line=source_line(texts[problem.location.file], problem.location))
        if problem.location and problem.location.file in texts
        else problem
        for problem in ordered[:MOST_PROBLEMS]
    ]
    return InvalidModel(listed, more=len(ordered) > MOST_PROBLEMS)


def _line_of(problem: Problem) -> tuple[str, int] | None:
    return (problem.location.file, problem.location.line) if problem.location else None


def _elsewhere(problem: Problem) -> bool:
    """Whether this may be no problem at all once the files that could not be read are there."""
    return problem.key.startswith("problem.reference") or (problem.key == "problem.missing-key" and not problem.path)


def _described(paths: list[FilePath], problems: list[Problem]) -> Description:
    """The files of one description, without those of partners that lie in its folder."""
    found = Description()
    files = [(path, read(path, problems)) for path in _yaml_files(paths, problems)]
    partners = {folder for path, file in files if file for folder in _partner_paths(path, file)}
    for path, file in files:
        if any(partner == path.resolve() or partner in path.resolve().parents for partner in partners):
            continue
        if file:
            found.add(file)
        else:
            found.whole = False
    found.merge(problems)
    return found


def _partner_paths(path: FilePath, file: YamlFile) -> Iterator[FilePath]:
    partners = file.data.get("partners")
    for partner in partners.values() if isinstance(partners, dict) else ():
        at = partner.get("at") if isinstance(partner, dict) else None
        if isinstance(at, str) and "\0" not in at:
            yield (path.parent / at).resolve()


def _yaml_files(paths: Iterable[FilePath], problems: list[Problem]) -> list[FilePath]:
    """The files of these paths, each once, in the order given; of a folder in the order of their names."""
    found: dict[FilePath, FilePath] = {}
    for path in paths:
        at = Location(str(path), 1, 1)
        try:
            files = _in_folder(path, problems) if path.is_dir() else [path] if path.exists() else None
            if files is None:
                problems.append(Problem("problem.no-such-file", {"name": shown(path)}, (), at))
            elif not files:
                problems.append(Problem("problem.empty-folder", {"name": shown(path)}, (), at))
            for file in files or ():
                found.setdefault(file.resolve(), file)
        except (OSError, ValueError, RuntimeError) as error:  # a loop of links, a NUL in a name
            said = error.strerror if isinstance(error, OSError) else None
            problems.append(Problem("problem.not-readable", {"found": said or "?"}, (), at))
    return list(found.values())


def _in_folder(folder: FilePath, problems: list[Problem]) -> list[FilePath]:
    """The YAML files of a folder and those below it, hidden ones left out; a link must not lead out of it."""
    found: list[FilePath] = []
    home = folder.resolve()
    for file in sorted(folder.rglob("*")):
        if file.suffix not in (".yaml", ".yml") or any(part[0] == "." for part in file.relative_to(folder).parts):
            continue
        if home not in file.resolve().parents:
            problems.append(Problem("problem.link-outside", {"name": shown(file)}, (), Location(str(file), 1, 1)))
        elif file.exists() and not file.is_dir():
            found.append(file)
    return found
