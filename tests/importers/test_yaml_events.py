"""YAML means what the writer meant: the core schema of version 1.2, and nothing that hides or repeats."""

from __future__ import annotations

import math
from typing import Any

import pytest

from auditor.errors import Location
from auditor.importers.yaml_events import DEEPEST, Unreadable, locations, parse
from auditor.importers.yaml_scalars import scalar


def read(text: str) -> Any:
    data, problems = parse(text, "model.yaml")
    assert problems == []
    return data


@pytest.mark.parametrize(
    "word",
    ["no", "No", "NO", "yes", "Yes", "YES", "y", "n", "on", "On", "off", "OFF", "ja", "nee", "NL", "unknown"],
)
def test_words_stay_words(word: str) -> None:
    assert read(f"a: {word}") == {"a": word}
    assert read(f"{word}: a") == {word: "a"}


@pytest.mark.parametrize(
    "text",
    ["12:30", "1:2:3", "190:20:30", "1_000", "0b1010", "2026-10-12", "2026-10-12 08:00:00", "1 year", "088 000 00 00",
     "+31 20 000 00 00", "1.2.3", "-", "--", "+", ".", "...x", "0o8", "0xG", "e5", "1e", "=", "<<", "9" * 101],
)  # fmt: skip
def test_what_version_1_1_would_change_stays_text(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("12", 12), ("-12", -12), ("+12", 12), ("010", 10), ("0o10", 8), ("0x1F", 31), ("1.5", 1.5),
     (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("-1.5E-3", -0.0015), (".inf", math.inf), ("+.Inf", math.inf),
     ("-.INF", -math.inf)],
)  # fmt: skip
def test_numbers(text: str, value: float) -> None:
    found = scalar(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_no_number(text: str) -> None:
    assert math.isnan(scalar(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)]
    + [(text, None) for text in ("", "~", "null", "Null", "NULL")],
)
def test_true_false_and_nothing(text: str, value: bool | None) -> None:
    assert scalar(text) is value
    assert read(f"a: {text}") == {"a": value}


@pytest.mark.parametrize("text", ["tRUE", "nULL", "none", "None", "nil"])
def test_other_capitals_are_words(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["no", "12", "~", "true", "", "2026-10-12", ".inf"])
def test_quoted_is_always_text(text: str) -> None:
    for quote in "'\"":
        assert read(f"a: {quote}{text}{quote}") == {"a": text}
    assert read(f"a: |-\n  {text}") == {"a": text}


def test_keys_are_always_text() -> None:
    assert read("1: a\ntrue: b\n~: c\nNO: d\n2026-10-12: e") == {
        "1": "a", "true": "b", "~": "c", "NO": "d", "2026-10-12": "e",
    }  # fmt: skip


def test_blocks_and_folds() -> None:
    assert read("a: |\n  one\n  two\nb: >\n  one\n  two\nc: >-\n  one\n") == {
        "a": "one\ntwo\n", "b": "one two\n", "c": "one",
    }  # fmt: skip


def test_windows_line_ends_and_comments() -> None:
    assert read("# first\r\na: 1 # one\r\nb:\r\n  - x\r\n") == {"a": 1, "b": ["x"]}


def test_every_double_key_is_told_with_the_line_of_the_first() -> None:
    data, problems = parse("a: 1\nb:\n  c: 2\n  c: 3\na: 4\na: 5\n", "model.yaml")
    assert data == {"a": 1, "b": {"c": 2}}
    assert [(problem.path, problem.params["first"], problem.location) for problem in problems] == [
        (("b", "c"), 3, Location("model.yaml", 4, 3)),
        (("a",), 1, Location("model.yaml", 5, 1)),
        (("a",), 1, Location("model.yaml", 6, 1)),
    ]


def test_double_keys_inside_what_is_double_are_told_too() -> None:
    _, problems = parse("a: 1\na: {b: 1, b: 2}\n", "model.yaml")
    assert [problem.path for problem in problems] == [("a", "b"), ("a",)]


@pytest.mark.parametrize("text", ["", "# only this\n", "---\n", "--- # and this\n...\n", "~", "null\n"])
def test_nothing(text: str) -> None:
    assert read(text) is None


def test_as_deep_as_allowed() -> None:
    assert read("[" * DEEPEST + "]" * DEEPEST)
    with pytest.raises(Unreadable) as refused:
        read("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    assert refused.value.problem.key == "problem.too-deep"


@pytest.mark.parametrize("end", ["...\n", "...\n# the end\n", "\n\n"])
def test_an_end_without_a_second_document_is_fine(end: str) -> None:
    assert read(f"---\na: 1\n{end}") == {"a": 1}


@pytest.mark.parametrize("more", ["---\n", "---\na: 2\n", "...\n---\na: 2\n", "--- {a: 2}\n"])
def test_a_second_document_is_never_passed_over(more: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(f"a: 1\n{more}")
    assert refused.value.problem.key == "problem.two-documents"


def test_every_key_and_list_item_has_a_place() -> None:
    text = "a:\n  - b: 1\n    c: [x, {d: 2}]\n  -\n    e: 3\nf:   g\n"
    found = {path: (at.line, at.column) for path, at in locations(text, "model.yaml").items()}
    assert found == {
        (): (1, 1), ("a",): (1, 1), ("a", 0): (2, 5), ("a", 0, "b"): (2, 5), ("a", 0, "c"): (3, 5),
        ("a", 0, "c", 0): (3, 9), ("a", 0, "c", 1): (3, 12), ("a", 0, "c", 1, "d"): (3, 13),
        ("a", 1): (5, 5), ("a", 1, "e"): (5, 5), ("f",): (6, 1),
    }  # fmt: skip


def test_columns_count_characters() -> None:
    found = locations("{één: 1, cliënt: 2}", "model.yaml")
    assert found[("cliënt",)] == Location("model.yaml", 1, 10)


def test_nothing_has_no_places() -> None:
    assert locations("# nothing\n", "model.yaml") == {}
