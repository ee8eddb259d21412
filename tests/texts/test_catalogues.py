"""The catalogues are complete: every key in both languages, with the same placeholders, and in use.

A key is in use when it stands in the code, or when the code makes it: from a template such as `f"status.{status}"`
whose hole is filled with a word that stands in the code too (an enum value, a name, another template).
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from auditor.exporters.language import texts_needed
from auditor.texts import LANGUAGES, MissingText, catalogue

PACKAGE = Path(__file__).parents[2] / "auditor"
FILES = sorted((PACKAGE / "texts").glob("*/*.po"))
BASE, *OTHERS = LANGUAGES
WORD = r"[a-z0-9.-]+"


def ids(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


@cache
def read(file: Path) -> Catalog:
    return read_po(BytesIO(file.read_bytes()), locale=file.parent.name, abort_invalid=True)


def messages(file: Path) -> Iterator[Message]:
    return (message for message in read(file) if message.id)


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


class TestEveryFile:
    @pytest.mark.parametrize("file", FILES, ids=ids)
    def test_says_its_language_and_form(self, file: Path) -> None:
        header = dict(read(file).mime_headers)
        assert header["Language"] == file.parent.name
        assert header["Content-Type"] == "text/plain; charset=utf-8"
        assert (read(file).num_plurals, read(file).plural_expr) == (2, "(n != 1)")

    @pytest.mark.parametrize("file", FILES, ids=ids)
    def test_has_no_empty_fuzzy_or_old_entries(self, file: Path) -> None:
        assert [key(message) for message in messages(file) if message.fuzzy] == []
        assert [key(message) for message in messages(file) if not all(forms(message))] == []
        assert not read(file).obsolete

    @pytest.mark.parametrize("file", FILES, ids=ids)
    def test_has_every_plural_form(self, file: Path) -> None:
        for message in messages(file):
            if message.pluralizable:
                assert message.id == (key(message), f"{key(message)}.plural")
                assert len(forms(message)) == 2
                assert placeholders(forms(message)[0]) == placeholders(forms(message)[1]), key(message)

    @pytest.mark.parametrize("file", FILES, ids=ids)
    def test_keys_are_words_with_dots(self, file: Path) -> None:
        for message in messages(file):
            assert re.fullmatch(r"[a-z]+(\.[a-z0-9-]+)+", key(message)), key(message)

    @pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed")
    @pytest.mark.parametrize("file", FILES, ids=ids)
    def test_gettext_agrees(self, file: Path) -> None:
        command = ["msgfmt", "--check", "--output-file=/dev/null", str(file)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        complaints = [line for line in result.stderr.splitlines() if not line.endswith("missing in header")]
        assert (result.returncode, complaints) == (0, [])

    def test_exists_in_every_language(self) -> None:
        names = {language: {file.name for file in FILES if file.parent.name == language} for language in LANGUAGES}
        assert all(found == names[BASE] for found in names.values())
        assert {file.parent.name for file in FILES} == set(LANGUAGES)

    @pytest.mark.parametrize("name", sorted({file.name for file in FILES}))
    def test_has_the_same_keys_in_every_language(self, name: str) -> None:
        found = [[key(message) for message in messages(file)] for file in FILES if file.name == name]
        assert all(set(keys) == set(found[0]) for keys in found)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_key_stands_in_two_files(self, language: str) -> None:
        found = Counter(key(message) for file in FILES if file.parent.name == language for message in messages(file))
        assert [name for name, number in found.items() if number > 1] == []


class TestEveryText:
    @pytest.mark.parametrize("language", OTHERS)
    def test_has_the_placeholders_of_the_base(self, language: str) -> None:
        base, other = catalogue(BASE), catalogue(language)
        for name in base.keys() & other.keys():
            expected = [placeholders(form) for form in base.forms(name)]
            assert [placeholders(form) for form in other.forms(name)] == expected, name

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_placeholders_are_plain_names(self, language: str) -> None:
        for name, text in texts(language):
            for _, hole, form, conversion in Formatter().parse(text):
                assert hole is None or re.fullmatch(r"[a-z_]+", hole), f"{name}: {hole}"
                assert not form, name
                assert conversion is None, name

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_has_no_markup(self, language: str) -> None:
        markup = re.compile(r"</?[a-zA-Z!]|&[a-z]+;|&#|\*\*|__|`|\]\(|^\s*(?:#+|[-*>]|\d+\.) |\\")
        assert [name for name, text in texts(language) if markup.search(text)] == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_clean(self, language: str) -> None:
        dirt = re.compile(r"^\s|\s$|\s\s|\s[.,;?!](?!\w)|\.\.|,\.|[^\S ]|[\u200b-\u200f\u202a-\u202e\ufeff]")
        assert [name for name, text in texts(language) if dirt.search(text.replace(" ...", ""))] == []

    @pytest.mark.parametrize("language", OTHERS)
    def test_ends_as_in_the_base(self, language: str) -> None:
        base, other = catalogue(BASE), catalogue(language)
        ends = re.compile(r"[.?!:]?$")
        different = [
            name
            for name in base.keys() & other.keys()
            if _end(ends, base.forms(name)[0]) != _end(ends, other.forms(name)[0])
        ]
        assert different == []

    @pytest.mark.parametrize("language", OTHERS)
    def test_is_translated(self, language: str) -> None:
        base, other = catalogue(BASE), catalogue(language)
        same = {name for name in base.keys() & other.keys() if base.forms(name) == other.forms(name)}
        words = {name: re.sub(r"\{\w+\}", "", base.forms(name)[0]) for name in same}
        assert {name: text for name, text in words.items() if re.search(r"\w{3}", text)}.keys() <= SAME_IN_DUTCH


SAME_IN_DUTCH = {"trace.route", "label.item", "answer.rights.page", "explain.kind.event"}
"""Words that are spelt alike in both languages."""


def _end(ends: re.Pattern[str], text: str) -> str:
    found = ends.search(text)
    return found[0] if found else ""


def texts(language: str) -> Iterator[tuple[str, str]]:
    found = catalogue(language)
    return ((name, form) for name in sorted(found.keys()) for form in found.forms(name))


def test_a_key_that_does_not_exist_is_an_error_in_every_language() -> None:
    for language in LANGUAGES:
        with pytest.raises(MissingText):
            catalogue(language).text("nothing.here")
    with pytest.raises(MissingText):
        catalogue("de")


def test_the_plural_form_follows_the_number() -> None:
    dutch = catalogue("nl")
    one, more = dutch.forms("error.invalid-model")
    assert [dutch.text("error.invalid-model", number) for number in range(3)] == [more, one, more]


# what the code uses


class Code(NamedTuple):
    """The words of the code, and the templates with which it makes keys."""

    words: frozenset[str]
    templates: tuple[re.Pattern[str], ...]

    def makes(self, text: str, depth: int = 3) -> bool:
        """Whether this text stands in the code, or comes from a template whose holes do."""
        if text in self.words:
            return True
        found = [match for template in self.templates if depth and (match := template.fullmatch(text))]
        return any(all(self._fills(hole, depth - 1) for hole in match.groups()) for match in found)

    def _fills(self, hole: str, depth: int) -> bool:
        """One word, or the two of `{one}{other}`."""
        pairs = ((hole[:place], hole[place:]) for place in range(1, len(hole)))
        return self.makes(hole, depth) or any(one in self.words and other in self.words for one, other in pairs)


@cache
def code() -> Code:
    words: set[str] = set()
    templates: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        parts = {part for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            match node:
                case ast.JoinedStr():
                    templates.add(_template(node))
                case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(between)), attr="join")):
                    templates.add(f"({WORD}){re.escape(between)}({WORD})")
                case ast.BinOp(left=ast.Constant(value=str(start)), op=ast.Add()):
                    templates.add(f"{re.escape(start)}({WORD})")
                case ast.Constant(value=str(word)) if node not in parts:
                    words.add(word)
                case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                    words.add(name)
    words |= {word.replace("_", "-") for word in words}
    saying = (template for template in sorted(templates) if re.search("[a-z]", template.replace(WORD, "")))
    return Code(frozenset(words), tuple(map(re.compile, saying)))


def _template(node: ast.JoinedStr) -> str:
    parts = [re.escape(part.value) if isinstance(part, ast.Constant) else f"({WORD})" for part in node.values]
    return "".join(part for part, before in zip(parts, ["", *parts], strict=False) if part != before)


@cache
def families() -> str:
    keys = catalogue(BASE).keys()
    return "|".join(sorted({name.split(".")[0] for name in keys}))


def test_every_key_in_the_code_exists() -> None:
    literal = re.compile(rf"(?:{families()})(?:\.[a-z0-9-]+)+")
    keys = catalogue(BASE).keys()
    starts = {name.rsplit(".", 1)[0] for name in keys}  # `{key}.title` and `{key}.what` are made of a start
    assert sorted(word for word in code().words if literal.fullmatch(word) and word not in keys | starts) == []


def test_every_key_is_in_use() -> None:
    keys = catalogue(BASE).keys() - set(texts_needed())
    assert sorted(name for name in keys if not code().makes(name)) == []


def test_a_key_that_nobody_uses_is_found() -> None:
    for invented in ("answer.xyzzy", "problem.xyzzy", "status.xyzzy", "ui.xyzzy.title", "rule.xyzzy.found"):
        assert not code().makes(invented), invented


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_names_a_kind_of_data_last(language: str) -> None:
    """Nobody knows if its label is one thing or more, or a clause: "when your help starts"."""
    found = catalogue(language)
    for key in ("trace.title", "routes.title", "erase.title"):
        assert found.text(key, None).endswith(": {item}")


def test_what_was_perhaps_meant_is_asked_in_one_way() -> None:
    for file in (PACKAGE / "texts" / "nl").glob("*.po"):
        assert not re.search(r"[Bb]edoelt u|[Bb]edoel je", file.read_text(encoding="utf-8"))
