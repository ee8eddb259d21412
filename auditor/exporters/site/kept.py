"""A folder of files of ours: what changed is written, what is no longer made goes, and nothing of others is touched.

A list of our files lies in the folder. It is written before the first file and after the last, so a run that was broken
off leaves whole files, and the next run knows them as ours.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from auditor.errors import AuditorError, CannotWrite, WritesElsewhere

LIST: Final = ".auditor-publish.json"
"""The name of the list of our files."""


@dataclass(frozen=True)
class Change:
    """What a run did in a folder, in files. size: of all that is there now, in bytes."""

    written: int = 0
    same: int = 0
    removed: int = 0
    size: int = 0

    def __add__(self, other: Change) -> Change:
        return Change(
            self.written + other.written,
            self.same + other.same,
            self.removed + other.removed,
            self.size + other.size,
        )


@dataclass(frozen=True)
class Kept:
    """What the list of a folder says. It says nothing of what the files were made from: it lies on the web too.

    files: the size and the digest of every file, by its address in the folder. notes: what else is remembered. whole:
    whether the last run came to its end.
    """

    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    whole: bool = False


def kept(folder: Path) -> Kept:
    """The list of a folder; nothing where there is none, or one that we did not write."""
    try:
        said = json.loads((folder / LIST).read_bytes())
        files = {str(name): (int(size), str(digest)) for name, (size, digest) in said["files"].items()}
        return Kept(files, dict(said["notes"]), said["whole"] is True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Kept()


def unchanged(folder: Path) -> Change | None:
    """What there is where all of it is still there as the last run left it; else None."""
    known = kept(folder)
    if not known.whole or not all(_size(folder / name) == size for name, (size, _) in known.files.items()):
        return None
    return Change(same=len(known.files), size=sum(size for size, _ in known.files.values()))


def check(folder: Path, names: Iterable[str]) -> None:
    """Raise AuditorError where something that is not ours stands where these files come, as `update` does."""
    _refuse_what_is_not_ours(folder, names, kept(folder))


def update(folder: Path, files: Mapping[str, bytes], notes: Mapping[str, Any] | None = None) -> Change:
    """Make the folder hold these files, and no others of ours.

    Raises AuditorError where something that is not ours stands in the way, and WritesElsewhere for a link; then nothing
    has changed. Raises CannotWrite where the system refuses.
    """
    known = kept(folder)
    digests = {name: (len(content), sha256(content).hexdigest()) for name, content in files.items()}
    new = [name for name in files if not _is_same(folder / name, digests[name], known.files.get(name))]
    _refuse_what_is_not_ours(folder, new, known)
    gone = [name for name in known.files if name not in files]
    if new or gone or not known.whole or dict(notes or {}) != dict(known.notes):
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if new or gone:
                _note(folder, Kept({**known.files, **digests}, notes or {}))
            for name in new:
                _put(folder / name, files[name])
            remove(folder, gone)
            _note(folder, Kept(digests, notes or {}, whole=True))
        except OSError as error:
            raise CannotWrite(Path(error.filename or folder), error) from None
    size = sum(size for size, _ in digests.values())
    return Change(len(new), len(files) - len(new), len(gone), size)


def clear(folder: Path) -> Change:
    """Remove our files, the list too; what others put there stays."""
    known = kept(folder)
    try:
        remove(folder, known.files)
        (folder / LIST).unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()
    except OSError as error:
        raise CannotWrite(Path(error.filename or folder), error) from None
    return Change(removed=len(known.files))


def remove(folder: Path, names: Iterable[str]) -> None:
    """Remove these files, and the folders that hold nothing any more."""
    inside = [name for name in names if _is_inside(name)]
    for name in inside:
        (folder / name).unlink(missing_ok=True)
    for above in sorted({(folder / name).parent for name in inside}, reverse=True):
        if above != folder:
            with suppress(OSError):
                above.rmdir()


def _is_inside(name: str) -> bool:
    """A list that somebody changed by hand takes nothing away elsewhere."""
    path = Path(name)
    return not path.is_absolute() and ".." not in path.parts


def _is_same(file: Path, digest: tuple[int, str], listed: tuple[int, str] | None) -> bool:
    if file.is_symlink() or _size(file) != digest[0]:
        return False
    return listed == digest or sha256(file.read_bytes()).hexdigest() == digest[1]


def _refuse_what_is_not_ours(folder: Path, names: Iterable[str], known: Kept) -> None:
    for name in names:
        file = folder / name
        for one in (file, *file.parents[: len(Path(name).parts)]):
            if one.is_symlink():
                raise WritesElsewhere(one, str(one.readlink()))
        if file.exists() and name not in known.files:
            raise AuditorError("error.site-not-ours", name=str(file), folder=str(folder))


def _size(file: Path) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None


def _note(folder: Path, known: Kept) -> None:
    said = {"whole": known.whole, "notes": known.notes, "files": known.files}
    _put(folder / LIST, json.dumps(said, ensure_ascii=False, indent=0, sort_keys=True).encode() + b"\n")


def _put(file: Path, content: bytes) -> None:
    """A reader finds the old content or the new, never a part."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        part.write_bytes(content)
        part.replace(file)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
