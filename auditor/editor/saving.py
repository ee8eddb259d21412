"""Saving a changed description: nothing half-written, nothing of somebody else overwritten, one step back possible."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from auditor.editor.draft import Draft
from auditor.errors import AuditorError, ChangedMeanwhile, InvalidModel, Location, Problem
from auditor.files import replace, write

if sys.platform != "win32":
    import fcntl


@dataclass(frozen=True)
class Saved:
    """A file of a description as it was read or last saved. digest: of its bytes, to see whether it still is that."""

    path: Path
    draft: Draft
    digest: str


def read(path: Path) -> Saved:
    """A file of a description, to change. Raises InvalidModel for what the auditor cannot read."""
    try:
        content = path.read_bytes()
        draft = Draft(content.decode("utf-8"), str(path))
    except OSError as error:
        raise _unreadable(path, "problem.not-readable", 1, error.strerror or "?") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise _unreadable(path, "problem.not-utf8", line, f"0x{error.object[error.start]:02X}") from None
    return Saved(path, draft, _digest(content))


def previous(path: Path) -> Path:
    """Where the version before the last save is kept: `model.yaml~`, beside the file itself.

    A name that people know from their text editor, that they see in the folder and can put back by hand; it ends in
    no `.yaml`, so the loader of folders passes it by, and needs no folder that could be left behind or forgotten.
    """
    return path.with_name(f"{path.name}~")


def save(saved: Saved, draft: Draft) -> Saved:
    """Put this text in the file, and keep the one that was there as its previous version.

    Raises ChangedMeanwhile when the file is no longer what it was when it was read, WritesElsewhere for a link, and
    CannotWrite; always the file is as it was.
    """
    content = draft.text.encode("utf-8")

    def unchanged(target: Path) -> None:
        try:
            now = target.read_bytes()
        except FileNotFoundError:
            raise ChangedMeanwhile(saved.path) from None
        if _digest(now) != saved.digest:
            raise ChangedMeanwhile(saved.path)
        if now != content:
            replace(previous(target), now, like=target)

    with _alone(saved.path.parent):
        write(saved.path, content, ready=unchanged)
    return Saved(saved.path, draft, _digest(content))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One save at a time in a folder, also of other programs of ours; where the system cannot lock, just go on."""
    handle = None
    if sys.platform != "win32":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _unreadable(path: Path, key: str, line: int, found: str) -> AuditorError:
    return InvalidModel([Problem(key, {"found": found}, (), Location(str(path), line, 1))])
