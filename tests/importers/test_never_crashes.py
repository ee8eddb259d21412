"""Whatever stands in a file, the answer is a model or a list of problems that can be said in both languages."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.errors import InvalidModel
from auditor.exporters.checked import check_out, problems
from auditor.exporters.words import Words
from auditor.importers import load
from auditor.importers.yaml_events import Unreadable, locations, parse
from auditor.model import Model

EXAMPLES = Path(__file__).parents[2] / "examples"
bounded = settings(max_examples=100)
MANO = (EXAMPLES / "mano" / "model.yaml").read_text(encoding="utf-8")
WIJKTEAM = {file.name: file.read_text(encoding="utf-8") for file in sorted((EXAMPLES / "wijkteam").glob("*.yaml"))}
LINES = sorted({line for text in WIJKTEAM.values() for line in text.splitlines()})
ODD = [
    "", "~", "null", "[]", "{}", "yes", "unknown", "{unknown: }", "{unknown: {who: nobody}}", "{unknown: [x]}", "-1",
    "1e400", ".nan", "9999-99-99", "'", '"', "|", ">", "&a", "*a", "!!set", "? x", "- - -", "\t", "---", "...", "%YAML",
    "\\", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\u2028", "\U0001f9e8", "expected", "{", "}", "[", "]", ":", "#",
    "all", "model", "~unknown", "~all", "[key]", "<<", "9" * 5000, "x" * 3000, "{'~stated': 1}", "[[[[]]]]",
]  # fmt: skip


def read(*files: bytes) -> Model | None:
    """The model, or None for one that is refused in sentences; anything else is a crash."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.yaml") for number in range(len(files))]
        for path, content in zip(paths, files, strict=True):
            path.write_bytes(content)
        try:
            return load(*paths)
        except InvalidModel as refused:
            found, said = refused.problems, refused
    assert found
    for language in ("nl", "en"):
        words = Words(language)
        assert check_out(None, found, [], words).problems
        assert "\x1b" not in click.unstyle(problems(said, words))
    assert all(problem.location for problem in found)
    assert len(set(map(str, found))) == len(found)
    return None


@bounded
@given(st.lists(st.integers(0, 0x10FFFF).filter(lambda code: not 0xD800 <= code <= 0xDFFF), max_size=200))
def test_any_text(codes: list[int]) -> None:
    read("".join(map(chr, codes)).encode())


@bounded
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    read(content)


@bounded
@given(st.lists(st.sampled_from([*"abc:-?{}[],&*!|>'\"%@`#\n\t 1~", "\n  ", ": ", "- ", "---\n"]), max_size=60))
def test_any_yaml_signs(signs: list[str]) -> None:
    text = "".join(signs)
    read(text.encode())
    try:
        parse(text, "x")
    except Unreadable:
        return
    locations(text, "x")


@bounded
@given(st.data())
def test_an_example_with_lines_gone_doubled_swapped_or_changed(data: st.DataObject) -> None:
    lines = MANO.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 4))):
        _change(data, lines, LINES)
    read("".join(lines).encode())


@bounded
@given(st.data())
def test_an_example_with_odd_values(data: st.DataObject) -> None:
    lines = MANO.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key, colon, _ = lines[at].partition(": ")
        lines[at] = f"{key}{colon}{data.draw(st.sampled_from(ODD))}"
    read("\n".join(lines).encode())


@bounded
@given(st.data())
def test_an_example_with_odd_bytes(data: st.DataObject) -> None:
    content = bytearray(MANO.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    read(bytes(content))


@settings(parent=bounded, max_examples=25)
@given(st.data())
def test_an_example_of_several_files_with_lines_changed(data: st.DataObject) -> None:
    files = {name: text.splitlines(keepends=True) for name, text in WIJKTEAM.items()}
    for _ in range(data.draw(st.integers(1, 6))):
        _change(data, files[data.draw(st.sampled_from(sorted(files)))], LINES)
    read(*("".join(lines).encode() for lines in files.values()))


KEYS = ["model", "name", "owner", "organisations", "systems", "flows", "accepted", "~all", "x"]
VALUES = ["1", "a", "{}", "[]", "", "unknown", "{a: {}}", "[a]", "[{}]", "{a: }", "{a: [x]}", "[{from: a}]"]


@bounded
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES)), max_size=4))
def test_files_that_do_not_fit_together(files: list[dict[str, str]]) -> None:
    if files:
        read(*("\n".join(f"{key}: {value}" for key, value in file.items()).encode() for file in files))


def _change(data: st.DataObject, lines: list[str], others: Sequence[str]) -> None:
    if not lines:
        return
    at = data.draw(st.integers(0, len(lines) - 1))
    match data.draw(st.sampled_from(["delete", "double", "swap", "replace", "indent", "dedent"])):
        case "delete":
            del lines[at]
        case "double":
            lines.insert(at, lines[at])
        case "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
        case "replace":
            lines[at] = data.draw(st.sampled_from(others)) + "\n"
        case "indent":
            lines[at] = "  " + lines[at]
        case "dedent":
            lines[at] = lines[at].removeprefix("  ")
