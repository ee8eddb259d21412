"""Writing files, whole or not at all; and links."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from auditor.errors import CannotWrite, WritesElsewhere

_LOOP_ON_WINDOWS = 1921


def write(path: Path, content: bytes, *, ready: Callable[[Path], None] | None = None) -> None:
    """Put this content in a file; a reader finds the old content or the new, never a part.

    The content is first written, to the disk, beside the file under another name. A link is refused: what it points to
    may be anywhere, and of somebody else. The file keeps its mode, and its owner where the system allows it. What is no
    ordinary file (a device, a pipe) is written to directly.

    ready: called with the file when all is written and only the exchange is left; what it raises stops the exchange.
    Raises WritesElsewhere or CannotWrite, after which nothing has changed.
    """
    try:
        if path.is_symlink():
            raise WritesElsewhere(path, str(path.readlink()))
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        replace(path, content, ready=ready)
    except OSError as error:
        raise CannotWrite(path, error) from None


def leads_to_itself(path: Path) -> bool:
    """Whether it is a link, or stands behind one, that leads back to itself in the end."""
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP or getattr(error, "winerror", None) == _LOOP_ON_WINDOWS
    return False


def replace(
    target: Path, content: bytes, *, like: Path | None = None, ready: Callable[[Path], None] | None = None
) -> None:
    """The same for a file that is no link. like: the file whose mode it gets, itself when not given."""
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _take_over(like or target, part)
        if ready:
            ready(target)
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    _keep(target.parent)


def _take_over(old: Path, new: Path) -> None:
    """Mode and owner of a file that is there."""
    try:
        known = old.stat()
    except FileNotFoundError:
        return
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(new, known.st_uid, known.st_gid)
    new.chmod(known.st_mode & 0o7777)


def _keep(folder: Path) -> None:
    """Have the exchange itself on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
