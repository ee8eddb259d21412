"""Every error the auditor raises on purpose.

An error carries a text key and parameters, never a sentence: `exporters`, `cli` and `ui` say it in the reader's
language.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOST_PROBLEMS = 500
"""Problems that are told of one description; after that, that there are more."""
_SHOWN = 60
_LONGEST_PART = 400
"""Characters of a key that a path repeats: a name with that of the partners before it."""


def shown(value: object) -> str:
    """A value as an error message quotes it: cut short, never the whole of a large structure, nothing invisible."""
    if isinstance(value, dict):
        return "{...}" if value else "{}"
    if isinstance(value, list | tuple):
        return "[...]" if value else "[]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A point in a file of a description; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class SourceLine:
    """A piece of a line of a file, and the column in it, counted from 0, where a mark belongs."""

    text: str
    mark: int


@dataclass(frozen=True)
class Problem:
    """One thing that makes a description unusable, and how to mend it.

    key: text key, always `problem.<something>`.
    params: what the sentence names (found, expected, candidates...), already cut short.
    path: where in the description, as keys and list positions.
    location: where in the file; None for a problem of the whole (an empty folder).
    line: the line of the file that stands there, cut short around the place.
    """

    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    path: tuple[str | int, ...] = ()
    location: Location | None = None
    line: SourceLine | None = None

    @property
    def where(self) -> str:
        """The path in the model as people write it: systems.client-file.keeps[0].term."""
        said = ""
        for whole in self.path:
            part = f"{whole[:_LONGEST_PART]}…" if isinstance(whole, str) and len(whole) > _LONGEST_PART else whole
            said += f"[{part}]" if isinstance(part, int) else f".{part}" if said else part
        return said

    def order(self) -> tuple[str, int, int, str, str]:
        """File order, so that problems are listed as a reader meets them."""
        at = self.location
        return (at.file, at.line, at.column, self.where, self.key) if at else ("", 0, 0, self.where, self.key)


class AuditorError(Exception):
    """An error with a text key and parameters; the base of all others."""

    def __init__(self, key: str, **params: str | int) -> None:
        super().__init__(key, params)
        self.key = key
        self.params: Mapping[str, str | int] = params

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, for another process: what each kind of error is made from differs."""
        return _remade, (type(self), self.args, self.__dict__)


def _remade(kind: type[AuditorError], args: tuple[Any, ...], said: dict[str, Any]) -> AuditorError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(said)
    return error


class InvalidModel(AuditorError):
    """The description cannot be used. Holds every problem found, in file order.

    more: whether there are problems beyond these, because nobody reads a hundred thousand of them.
    """

    def __init__(self, problems: Iterable[Problem], more: bool = False) -> None:
        self.problems = tuple(sorted(problems, key=Problem.order))
        self.more = more
        super().__init__("error.invalid-model", count=len(self.problems))


class NotFound(AuditorError):
    """A name given on the command line or in the app that the description does not have."""

    def __init__(self, kind: str, name: str, candidates: Iterable[str]) -> None:
        self.candidates = tuple(candidates)
        super().__init__(f"error.no-such-{kind}", name=name, candidates=", ".join(self.candidates))

    @classmethod
    def near(cls, kind: str, name: str, candidates: Iterable[str]) -> NotFound:
        """The same, naming only what looks like the name, where something does: `error.no-such-<kind>-near`."""
        from difflib import get_close_matches

        names = sorted(candidates)
        near = get_close_matches(name[:_LONGEST_PART].lower(), names, n=3, cutoff=0.5)
        return cls(f"{kind}-near", shown(name), near) if near else cls(kind, shown(name), names)


class RuleCrashed(AuditorError):
    """A rule raised an exception. Never turned into a finding and never swallowed."""

    def __init__(self, rule: str, cause: Exception) -> None:
        super().__init__("error.rule-crashed", rule=rule, cause=f"{type(cause).__name__}: {cause}")


class MissingExtra(AuditorError):
    """An optional part of the program is not installed."""

    def __init__(self, extra: str, package: str) -> None:
        super().__init__("error.missing-extra", extra=extra, package=package)


_CAUSES = {
    errno.ELOOP: "loop",
    errno.EISDIR: "folder",
    errno.ENOENT: "nowhere",
    errno.ENOTDIR: "nowhere",
    errno.EACCES: "no-rights",
    errno.ENOSPC: "full",
}
"""Why a file cannot be written, where we have a sentence for it; the system says it in its own language."""


class CannotWrite(AuditorError):
    """An output file cannot be written."""

    def __init__(self, path: Path, cause: OSError) -> None:
        if cause.errno in _CAUSES:
            super().__init__(f"error.cannot-write-{_CAUSES[cause.errno]}", path=str(path))
        else:
            super().__init__("error.cannot-write", path=str(path), cause=cause.strerror or str(cause))


class WritesElsewhere(AuditorError):
    """An output file is a link; what it points to is not overwritten."""

    def __init__(self, path: Path, to: str) -> None:
        super().__init__("error.writes-elsewhere", path=str(path), to=shown(to))


class CannotEdit(AuditorError):
    """A change of a description that cannot be made; the description stays as it was.

    `error.edit-no-such-path`, `error.edit-key-exists`, or `error.edit-refused`: the text is written in a way in which
    this change would change something else too.
    """

    def __init__(self, key: str, where: str) -> None:
        super().__init__(key, where=where)


class ChangedMeanwhile(AuditorError):
    """A file is no longer what it was when it was read; somebody else's work is not overwritten."""

    def __init__(self, path: Path) -> None:
        super().__init__("error.changed-meanwhile", path=str(path))
