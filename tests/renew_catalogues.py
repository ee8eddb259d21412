"""Compile the catalogues, the knowledge and the words to explain again: python -m tests.renew_catalogues.

After a change of a .po file, of a file of the knowledge, or of what a description can say.
"""

from __future__ import annotations

from pathlib import Path

from auditor import knowledge, texts


def _write(package: list[str], name: str, text: str) -> None:
    (Path(package[0]) / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for language in texts.LANGUAGES:
        _write(texts.__path__, language, texts.compiled(language))
    for folder in knowledge.folders():
        _write(knowledge.__path__, folder, knowledge.compiled(folder))

    from auditor.exporters import explain  # made from what was just written

    _write(explain.__path__, "words", explain.compiled())
