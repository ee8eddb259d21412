# ruff: noqa: E501 - texts of one line
"""The quick reader says what the complete reader says, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.importers.yaml_events import Unreadable
from auditor.importers.yaml_events import parse as complete
from auditor.importers.yaml_file import _part
from auditor.importers.yaml_lines import Irregular, Starts, parse
from tests.examples import times

EXAMPLES = Path(__file__).parents[2] / "examples"
bounded = settings(max_examples=times(150))


def quick(text: str) -> tuple[dict[str, Any], Starts]:
    return parse(text, lambda part: _part(part, "x"))


def same(text: str) -> bool:
    """Whether the quick reader read this text; then the complete reader must say exactly the same."""
    try:
        found, starts = quick(text)
    except Irregular:
        return False
    data, problems = complete(text, "x")
    assert problems == []
    assert repr(found) == repr(data)  # 1 and true are equal, and not the same
    for section, lines in starts.items():
        assert len(lines) == len(found[section] or ()) + 1
        assert lines == sorted(set(lines))
    return True


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*/*.yaml")), ids=lambda file: f"{file.parent.name}-{file.name}")
def test_reads_every_example(file: Path) -> None:
    assert same(file.read_text(encoding="utf-8"))


PLAIN = [
    "a: 1\nb: two words\nc:\n", "a:\n  b: x\n  c:\n    d: y\n", "a:\n- x\n- y\n", "a:\n  - x: 1\n    y: 2\n  - x: 3\n",
    "a:\n  b:\n  - x\n  - y\n  c: z\n", "a: # comment\n  b: x # more\n# and more\n\nc: 'it''s'\nd: \"x: y\"\n",
    "a: {b: c, d: [e, f]}\ng: []\nh: {}\n", "a:\n- b:\n  - c\n  d: e\n- b: f\n", "a: x\r\nb:\r\n- y\r\n", "a: 1e3\nb: 010\nc: ~\n",
    "a:\n  b:\n    # only a comment\n  c: d\n", "a:\n  -   b: c\n      d: e\n",
]  # fmt: skip
ODD = [
    "a:\n  b: |\n    text: x\n    - y\n  c: d\n", "a:\n- b: long text\n    that goes on\n  c: d\n- e: f\n",
    "a:\n- {b: c,\n   d: e}\n- f: g\n", "a:\n  b: \"x\\u0041\"\n", "a:\n- b: 'two\n    lines'\n- c: d\n", "a:\n-\n  b: c\n- d: e\n",
    "a:\n- - b\n  - c\n- d\n", "a:\n  b:\n  'c': d\n", "a:\n  b:\n    c:\n  d: [e,\n    f]\n", "a:\n- b:\n- 'c': d\n",
    "a:\n  b:\n    c:\n      d:\n  'e': f\n  g:\n",
    "a:\n  b: |\n    c", "a:\n  b: >+\n\n", "a:\n- >+\n  b\n\n",
]  # fmt: skip
NOT_OURS = ["", "# nothing\n", "- a\n", "text\n", "---\na: b\n", "a: 1\na: 2\n", "{a: b}\n", "a: &x 1\n", "a:\n  b: 1\n  b: 2\n",
            "a: !!str x\n", "a: x\n---\nb: y\n", "a:\n  ? b\n  : c\n", "a: [x\n", "a:\n\tb: c\n", "a: 'x\n", " a: b\n", "a:\n    b: c\n  d: e\n",
            "a:\n  b:\n  {c: d}\n", "a:\n  b: c\n  {d}\n", "a:\n  b:\n  ? c\n", "a:\n  {b: c}: d\n", "s:\n  \ra: b\n", "a: b\u2028c\n"]  # fmt: skip


@pytest.mark.parametrize("text", [*PLAIN, *ODD])
def test_reads_plain_text_and_leaves_odd_elements_to_the_other(text: str) -> None:
    assert same(text)


@pytest.mark.parametrize("text", NOT_OURS)
def test_leaves_the_rest_alone(text: str) -> None:
    assert not same(text)


def test_knows_where_elements_start() -> None:
    text = "a: 1\nb:\n# x\n- c\n- d: |\n    e\n\n- f\ng:\n  h: i\n  j: k\n"
    assert quick(text)[1] == {"b": [3, 4, 7, 8], "g": [9, 10, 12]}


WORDS = ["a", "b", "key", "x y", "1", "01", "~", "no", "true", "'q'", "'it''s'", '"d"', '"', "'", "a:b", "a: b", "a #b", "a#b",
         "-", "- a", "-1", "[a, b]", "[a", "{a: b}", "{a: b, c: [d]}", "{a}", "[]", "{}", "|", ">-", "&a", "*a", "!t", "%", "@",
         "?", "? a", ":", ",", "a,b", "[a,b]", "{a:b}", "{a: }", "[a, ]", "1.5", ".5", "0x1", "\u00e9", "\u2028", "\u202e", "\t", ""]  # fmt: skip
KEYS = ["a:", "b:", "c:", "key:", "a.b:", "1:", "'a':", "a :", "a:b", "<<:", "?", "true:"]
line = st.builds(
    lambda indent, dash, key, space, word, end: " " * indent + dash + key + space + word + end,
    st.sampled_from([0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 6]), st.sampled_from(["", "", "", "- ", "-   ", "-"]),
    st.sampled_from(["", *KEYS, *KEYS]), st.sampled_from([" ", " ", "  ", ""]), st.sampled_from([*WORDS, "", "", "a"]),
    st.sampled_from(["", "", "", " ", " # c", "#c", "\r"]),
)  # fmt: skip


@bounded
@given(st.lists(line, max_size=8))
def test_never_says_anything_else(lines: list[str]) -> None:
    same("\n".join(lines))


scalars = st.sampled_from(["a", "1", "x y", "'q: #'", '"d, e"', "no", "2026-01-01", ""])


def block(value: Any, indent: int) -> str:
    """Plain block YAML of nested lists and mappings."""
    space = " " * indent
    if isinstance(value, dict):
        return "".join(f"{space}{key}:{_rest(below, indent)}" for key, below in value.items())
    return "".join(
        f"{space}- {below}\n" if isinstance(below, str) else f"{space}- k:{_rest(below, indent + 2)}" for below in value
    )


def _rest(value: Any, indent: int) -> str:
    return f" {value}\n" if isinstance(value, str) else "\n" + block(value, indent + 2)


trees = st.recursive(scalars, lambda below: st.dictionaries(st.sampled_from("abcdef"), below, min_size=1, max_size=4)
                     | st.lists(below, min_size=1, max_size=3), max_leaves=12)  # fmt: skip


@bounded
@given(st.dictionaries(st.sampled_from("abcdef"), trees, min_size=1))
def test_reads_every_plain_block(tree: dict[str, Any]) -> None:
    text = block(tree, 0)
    try:
        complete(text, "x")
    except Unreadable:
        return
    assert same(text)
