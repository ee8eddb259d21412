"""A PDF as a screen reader reads it: by its tags, in their order, without what is only decoration."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

HEADINGS = ("H1", "H2", "H3", "H4")
BLOCKS = (*HEADINGS, "P", "L", "LI", "TOC", "TOCI", "Div", "Figure")
"""Tags that begin on a line of their own; the others are parts of a line."""


class Element(NamedTuple):
    """A block, with the text that stands in it and in no block below it. language: where it says so itself."""

    tag: str
    text: str
    alt: str | None
    language: str | None


class Pdf:
    """The parts of a PDF that matter to who cannot see it."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.root: DictionaryObject = self.reader.trailer["/Root"].get_object()

    @cached_property
    def elements(self) -> list[Element]:
        """Every block in the order in which they are read, one before what is in it."""
        return list(self._below(self.root["/StructTreeRoot"].get_object()))

    @property
    def text(self) -> str:
        """All that is read aloud but for the list of contents, a block on a line."""
        return "\n".join(one.text for one in self.elements if one.text and one.tag != "TOCI")

    @cached_property
    def fonts(self) -> list[DictionaryObject]:
        """The fonts of every page, and of the fonts that they are made of."""
        found = []
        for page in self.reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                font = font.get_object()
                found += [one.get_object() for one in font.get("/DescendantFonts", [font])]
        return found

    @property
    def about(self) -> str:
        """What the file says of itself, in XML."""
        return self.root["/Metadata"].get_object().get_data().decode()

    def _below(self, node: Any) -> Iterator[Element]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                yield from self._below(one)
        elif isinstance(node, dict) and node.get("/Type") not in ("/MCR", "/OBJR"):
            if (tag := str(node.get("/S"))[1:]) in BLOCKS:
                yield Element(
                    tag, self._own(node.get("/K", []), node.get("/Pg")).strip(), node.get("/Alt"), node.get("/Lang")
                )
            yield from self._below(node.get("/K", []))

    def _own(self, node: Any, page: Any) -> str:
        """The text in a tag and in the parts of its lines."""
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            return "".join(self._own(one, page) for one in node)
        if isinstance(node, int):
            return self._marked[id(page.get_object())][node]
        page = node.get("/Pg", page)
        if node.get("/Type") == "/MCR":
            return self._marked[id(page.get_object())][node["/MCID"]]
        left_out = node.get("/Type") == "/OBJR" or str(node.get("/S"))[1:] in (*BLOCKS, "Lbl")
        return "" if left_out else self._own(node.get("/K", []), page)

    @cached_property
    def _marked(self) -> dict[int, dict[int, str]]:
        pages = [page.indirect_reference.get_object() for page in self.reader.pages]
        return {id(page): self._texts(page) for page in pages}

    def _texts(self, page: Any) -> dict[int, str]:
        """The text of a page by the number with which the tags refer to it."""
        fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
        texts: dict[int, str] = defaultdict(str)
        inside: list[tuple[int | None, bool]] = []  # the number; whether what it stands for was said instead
        letters: dict[int, str] = {}
        for operands, operator in ContentStream(page["/Contents"], self.reader).operations:
            if operator in (b"BDC", b"BMC"):
                properties = operands[1] if operator == b"BDC" and isinstance(operands[1], dict) else {}
                outer, said = inside[-1] if inside else (None, False)
                number = properties.get("/MCID", outer)
                if (instead := properties.get("/ActualText")) is not None and number is not None and not said:
                    texts[number] += instead
                inside.append((number, said or instead is not None))
            elif operator == b"EMC":
                inside.pop()
            elif operator == b"Tf":
                letters = fonts[operands[0]]
            elif operator in (b"Tj", b"TJ"):
                assert inside, "text that is neither tagged nor decoration"
                number, said = inside[-1]
                if number is not None and not said:
                    pieces = operands[0] if operator == b"TJ" else operands
                    codes = b"".join(_bytes(piece) for piece in pieces if isinstance(piece, str | bytes))
                    texts[number] += "".join(
                        letters[int.from_bytes(codes[at : at + 2], "big")] for at in range(0, len(codes), 2)
                    )
        return texts


def _bytes(piece: Any) -> bytes:
    return getattr(piece, "original_bytes", piece)


def _letters(font: Any) -> dict[int, str]:
    """Which letter every code of a font stands for."""
    table = font["/ToUnicode"].get_object().get_data().decode()
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, letter in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, letter in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(letter, 16) + step)
    return found
