"""The words of a text that people read, in passages: paragraphs, headings, items of a list, cells of a table.

Every word keeps the line on which it stands. Code, scripts and what is hidden are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from markdown_it import MarkdownIt
from markdown_it.token import Token

from auditor.readability.html import HtmlReader, without_comments
from auditor.readability.parts import Part, Parts
from auditor.texts.gate.prose import SENTENCE_END, words


class Form(StrEnum):
    """How a text is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


class Sentence(NamedTuple):
    """A sentence, and the line on which it begins."""

    line: int
    text: str


class Passage(NamedTuple):
    """What is read in one go: pieces of text, each with its line."""

    parts: tuple[Part, ...]

    def sentences(self) -> Iterator[Sentence]:
        """The end of a passage ends a sentence; a line break inside it does not."""
        text = "".join(part.text for part in self.parts)
        starts = list(accumulate((len(part.text) for part in self.parts), initial=0))
        begin = 0
        for end, after in [*(found.span() for found in SENTENCE_END.finditer(text)), (len(text), len(text))]:
            said = text[begin:end]
            if words(said):
                first = begin + len(said) - len(said.lstrip())
                part = self.parts[bisect_right(starts, first) - 1]
                yield Sentence(part.line, " ".join(said.split()))
            begin = after


_SOME = re.compile(r"\S{1,500}")
"""Composing the letters of a long row of accents at once takes the square of its length."""


def passages(text: str, form: Form) -> list[Passage]:
    """Everything that people read of a text."""
    text = _SOME.sub(lambda some: normalize("NFC", some[0]), text.replace("\r\n", "\n").replace("\r", "\n"))
    readers = {Form.TEXT: _plain, Form.MARKDOWN: _markdown, Form.HTML: _html}
    found = (Passage(parts) for parts in readers[form](text))
    return [passage for passage in found if any(words(part.text) for part in passage.parts)]


_ITEM = re.compile(r"\s*(?:[-*+•‣◦–]|\d{1,3}[.)])\s+")


def _plain(text: str) -> list[tuple[Part, ...]]:
    """An empty line ends a passage, and so does an item of a list."""
    found = Parts()
    for number, line in enumerate(text.split("\n"), start=1):
        item = _ITEM.match(line)
        if item or not line.strip():
            found.end()
        found.add(number, line[item.end() :] if item else line)
        found.add(number, " ")
    return found.ended()


def _html(text: str) -> list[tuple[Part, ...]]:
    reader = HtmlReader()
    reader.feed(without_comments(text))
    reader.close()
    return reader.parts.ended()


_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def _markdown(text: str) -> list[tuple[Part, ...]]:
    """The blocks that hold text. Code is none of it; HTML is read as such."""
    text = _FRONT_MATTER.sub(lambda matter: "\n" * matter[0].count("\n"), text)
    found: list[tuple[Part, ...]] = []
    line = 1
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        line = token.map[0] + 1 if token.map else line
        if token.type == "inline":
            found += _inline(token.children or [], line)
        elif token.type == "html_block":
            found += [tuple(Part(part.line + line - 1, part.text) for part in parts) for parts in _html(token.content)]
    return found


def _inline(children: list[Token], line: int) -> list[tuple[Part, ...]]:
    found = Parts()
    for child in children:
        if child.type in ("text", "code_inline"):
            found.add(line, child.content)
        elif child.type in ("softbreak", "hardbreak"):
            line += 1
            found.add(line, " ")
        if child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            found.end()
    return found.ended()
