"""A file of which somebody wants the figures: its text, and in which form it is written."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

from auditor.errors import AuditorError
from auditor.readability.cutting import Form, Passage, passages
from auditor.texts.gate.prose import words

LARGEST = 1024 * 1024
"""Bytes; a thick book has fewer."""
LONGEST_WORD = 1000
"""Letters; what has a longer one is data in letters, or text of which the blanks got lost."""
STANDARD_INPUT = Path("-")

_FORMS = {".htm": Form.HTML, ".html": Form.HTML, ".xhtml": Form.HTML, ".md": Form.MARKDOWN, ".markdown": Form.MARKDOWN}
_IS_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_CAUSES = {
    errno.ENOENT: "nowhere", errno.ENOTDIR: "nowhere", errno.EISDIR: "folder", errno.EACCES: "no-rights",
    errno.ELOOP: "loop",
}  # fmt: skip


class Read(NamedTuple):
    """A text that was read. raw: as it stands in the file. passages: what people read of it."""

    form: Form
    raw: str
    passages: list[Passage]


def read(path: Path, standard_input: Callable[[], BinaryIO]) -> tuple[Form, list[Passage]]:
    """The words of a file that people read; - is what comes in by standard input.

    Raises AuditorError for what cannot be read, is too large, no text in UTF-8, or has no words that anybody reads.
    """
    form, _, found = read_all(path, standard_input)
    return form, found


def read_all(path: Path, standard_input: Callable[[], BinaryIO]) -> Read:
    """The same, with the text as it stands in the file."""
    text = _decoded(path, _bytes(path, standard_input))
    form = _FORMS.get(path.suffix.lower()) or (Form.HTML if _IS_HTML.match(text) else Form.TEXT)
    found = passages(text, form)
    if not found:
        raise AuditorError("error.no-words", path=str(path))
    for part in (part for passage in found for part in passage.parts):
        if any(len(word) > LONGEST_WORD for word in words(part.text)):
            raise AuditorError("error.no-such-word", path=str(path), line=part.line, count=LONGEST_WORD)
    return Read(form, text, found)


def _bytes(path: Path, standard_input: Callable[[], BinaryIO]) -> bytes:
    try:
        if path == STANDARD_INPUT:
            raw = standard_input().read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(LARGEST + 1)
    except OSError as error:
        if error.errno in _CAUSES:
            raise AuditorError(f"error.cannot-read-{_CAUSES[error.errno]}", path=str(path)) from None
        raise AuditorError("error.cannot-read", path=str(path), cause=error.strerror or str(error)) from None
    if len(raw) > LARGEST:
        raise AuditorError("error.too-large-to-measure", path=str(path), count=LARGEST // 1024 // 1024)
    return raw


def _decoded(path: Path, raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AuditorError("error.no-text", path=str(path), line=raw.count(b"\n", 0, error.start) + 1) from None
    if "\0" in text:
        raise AuditorError("error.no-text", path=str(path), line=text.count("\n", 0, text.index("\0")) + 1)
    return text
