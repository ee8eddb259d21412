"""Compile the catalogues again after a change of a .po file: python -m tests.renew_catalogues."""

from __future__ import annotations

from pathlib import Path

from auditor import texts

FOLDER = Path(texts.__path__[0])

if __name__ == "__main__":
    for language in texts.LANGUAGES:
        (FOLDER / f"{language}.json").write_text(texts.compiled(language), encoding="utf-8")
