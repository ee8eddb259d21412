"""Putting a first description in a folder: all of it or nothing."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

from auditor.errors import AuditorError, CannotWrite, WritesElsewhere
from auditor.exporters.schema import MODEL_SCHEMA, schema_text
from auditor.files import leads_to_itself, write
from auditor.starter.answers import Answers
from auditor.starter.description import SCHEMA, description

FILE = "model.yaml"


def refuse_described(folder: Path) -> None:
    """Raises AuditorError for a folder that holds a description already: every YAML file that is not hidden is one.

    And for what is no folder, which nobody wants to hear after thirteen questions.
    """
    if leads_to_itself(folder):
        raise CannotWrite(folder, OSError(errno.ELOOP, ""))
    if folder.is_symlink() and not folder.exists():
        raise WritesElsewhere(folder, str(folder.readlink()))
    if folder.exists() and not folder.is_dir():
        raise AuditorError("error.no-folder", path=str(folder))
    try:
        found = next((file for file in folder.rglob("*") if _described(file.relative_to(folder))), None)
    except OSError as error:
        raise CannotWrite(folder, error) from None
    if found:
        raise AuditorError("error.described-already", path=str(folder), file=str(found))


def _described(file: Path) -> bool:
    return file.suffix in (".yaml", ".yml") and not any(part.startswith(".") for part in file.parts)


def begin(folder: Path, answers: Answers, language: str) -> tuple[Path, ...]:
    """Write a first description and the schema that editors explain it with; returns the files, to read first first.

    The description itself is written last: as long as it is not there, nothing has begun. Raises AuditorError where
    there is one already, and CannotWrite, after which the folder is as it was.
    """
    refuse_described(folder)
    file, schema = folder / FILE, folder / SCHEMA
    text = schema_text(MODEL_SCHEMA).encode()
    made: list[Path] = []
    old = schema.exists()
    if schema.is_symlink() or (old and schema.read_bytes() != text):
        raise AuditorError("error.described-already", path=str(folder), file=str(schema))
    try:
        _make(folder, made)
        write(schema, text)
        write(file, description(answers, language).encode(), ready=_still_free)
    except BaseException:
        with suppress(OSError):
            if not old:
                schema.unlink(missing_ok=True)
            for new in reversed(made):
                new.rmdir()
        raise
    return file, schema


def _still_free(target: Path) -> None:
    if target.exists():
        raise AuditorError("error.described-already", path=str(target.parent), file=str(target))


def _make(folder: Path, made: list[Path]) -> None:
    """Make the folder and those above it, and remember which were not there yet."""
    try:
        for path in reversed([folder, *folder.parents]):
            if not path.is_dir():
                path.mkdir()
                made.append(path)
    except OSError as error:
        raise CannotWrite(folder, error) from None
