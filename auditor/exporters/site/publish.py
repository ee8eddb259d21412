"""Putting the pages of many organisations in one folder, on all cores; what did not change is not written."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from auditor import texts
from auditor.errors import AuditorError
from auditor.exporters import layout
from auditor.exporters.site import organisation_pages, start_pages
from auditor.exporters.site.kept import Change, check, clear, kept, unchanged, update
from auditor.exporters.site.remembered import remember, remembered
from auditor.importers import load

T = TypeVar("T")
R = TypeVar("R")
AT_ONCE = 4
"""Descriptions that a process gets at a time."""


@dataclass(frozen=True)
class Wanted:
    """What pages are made: in which languages, and for which address on the web, with a slash at its end."""

    languages: tuple[str, ...]
    url: str | None = None


@dataclass(frozen=True)
class Refused:
    """A description of which there are no pages, and why. What was published of it before is still there."""

    path: Path
    error: AuditorError


@dataclass(frozen=True)
class Published:
    """What a run did. stay: the folders of organisations that were published before and not given now."""

    folders: tuple[str, ...]
    refused: tuple[Refused, ...]
    stay: tuple[str, ...]
    change: Change


@dataclass(frozen=True)
class _Known:
    """A description that can be used. source: stands for all that its pages are made from."""

    path: Path
    folder: str
    name: str
    source: str


def languages() -> tuple[str, ...]:
    """The languages that pages can be in: those a client can choose, with all that stands around the answers."""
    needed = {key for key in texts.catalogue(texts.LANGUAGES[0]).keys() if key.startswith("web.")}  # noqa: SIM118
    return tuple(code for code in texts.offered() if needed <= texts.catalogue(code).keys())


def publish(
    paths: Sequence[Path],
    to: Path,
    wanted: Wanted,
    *,
    prune: bool = False,
    jobs: int | None = None,
    tick: Callable[[], None] = lambda: None,
) -> Published:
    """Put the pages of these descriptions, each of one organisation, below a folder, with a start that names them all.

    A description that cannot be used is refused; the others are published. prune: whether organisations that were
    published before and are not given now go; else they stay. tick: called after every description.
    Raises AuditorError where two descriptions would share a folder, or something in the way is not ours.
    """
    with _workers(len(paths), jobs) as each:
        looked = list(each(partial(_look, wanted=wanted, program=_program()), paths))
        known = [one for one in looked if isinstance(one, _Known)]
        refused = [one for one in looked if isinstance(one, Refused)]
        _refuse_shared_folders(known)
        if known:
            check(to, start_pages({}, wanted.languages, wanted.url))
        sources = remembered(to)
        before = kept(to).notes.get("organisations", {})
        stay = [] if prune else sorted(set(before) - {one.folder for one in known})
        names = {folder: before[folder] for folder in stay} | {one.folder: one.name for one in known}
        change = Change()
        done: list[str] = []
        for one, made in zip(known, each(partial(_write, to=to, wanted=wanted, sources=sources), known), strict=True):
            tick()
            sources.pop(one.folder, None)
            if isinstance(made, Refused):
                refused.append(made)
                if one.folder not in before:
                    del names[one.folder]
            else:
                change += made
                done.append(one.folder)
                sources[one.folder] = one.source
    for folder in sorted(set(before) - set(names)):
        change += clear(to / folder)
    if names or before:
        pages = start_pages(names, wanted.languages, wanted.url)
        change += update(to, pages, {"organisations": names})
    remember(to, {folder: source for folder, source in sources.items() if folder in names})
    return Published(tuple(done), tuple(refused), tuple(stay), change)


def _look(path: Path, *, wanted: Wanted, program: str) -> _Known | Refused:
    try:
        model = load(path)
    except AuditorError as error:
        return Refused(path, error)
    url = f"{wanted.url}{model.owner}/" if wanted.url else ""
    parts = (model.model_dump_json(), " ".join(wanted.languages), url, program)
    return _Known(path, model.owner, model.name, _digest(*(part.encode() for part in parts)))


def _write(one: _Known, *, to: Path, wanted: Wanted, sources: Mapping[str, str]) -> Change | Refused:
    folder = to / one.folder
    try:
        if sources.get(one.folder) == one.source and (same := unchanged(folder)):
            return same
        url = f"{wanted.url}{one.folder}/" if wanted.url else None
        return update(folder, organisation_pages(load(one.path), wanted.languages, url))
    except AuditorError as error:
        return Refused(one.path, error)


def _refuse_shared_folders(known: Sequence[_Known]) -> None:
    first: dict[str, Path] = {}
    for one in known:
        if one.folder in first:
            raise AuditorError(
                "error.site-same-folder", folder=one.folder, first=str(first[one.folder]), second=str(one.path)
            )
        first[one.folder] = one.path


@contextmanager
def _workers(many: int, jobs: int | None) -> Iterator[Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]]:
    """How every element of a list gets its turn: in processes where there is enough to do, in the order of the list."""
    count = min(jobs or os.cpu_count() or 1, many)
    if count < 2:
        yield lambda act, over: map(act, over)
        return
    pool: Executor
    with ProcessPoolExecutor(count, get_context("spawn"), _begin, (layout.compiled(),)) as pool:
        try:
            yield lambda act, over: pool.map(act, over, chunksize=max(1, min(AT_ONCE, len(over) // count)))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _begin(compiled: bytes | None) -> None:
    """What a process does first. Whoever stops the program stops the first one, which then ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    layout.take(compiled)


def _digest(*parts: bytes) -> str:
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big") + part)
    return found.hexdigest()


@cache
def _program() -> str:
    """Stands for everything that pages are made with: this program, what it knows, and the texts that were added."""
    package = Path(texts.__file__).parents[1]
    added = os.environ.get(texts.FURTHER_VARIABLE)
    files = [file for file in package.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    files += Path(added).rglob("*.po") if added else ()
    return _digest(*(file.read_bytes() for file in sorted(files)))
