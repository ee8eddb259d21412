"""Changes of a text, one by one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from auditor.editor import Draft
from auditor.errors import AuditorError, CannotEdit, InvalidModel
from auditor.exporters.words import Words
from auditor.importers.yaml_events import parse
from tests.editor.written import TEXTS

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES, _ = parse((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"), "cases.yaml")
WAYS = {
    "unix": lambda text: text,
    "windows": lambda text: text.replace("\n", "\r\n"),
    "bom": lambda text: "\ufeff" + text,
}


def changed(text: str, do: dict[str, Any]) -> Draft:
    draft, path = Draft(text), tuple(next(iter(do.values())))
    match next(iter(do)):
        case "set":
            return draft.set(path, do["to"])
        case "add":
            return draft.add(path, do["key"], do["to"], after=do.get("after"))
        case "insert":
            return draft.insert(path, do["to"], do.get("at"))
        case "remove":
            return draft.remove(path)
        case "rename":
            return draft.rename(path, do["key"])
    raise AssertionError(do)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", CASES)
def test_case(name: str, way: str) -> None:
    case, as_in = CASES[name], WAYS[way]
    if "refused" in case:
        with pytest.raises(CannotEdit) as refused:
            changed(as_in(case["before"]), case["do"])
        assert refused.value.key == case["refused"]
        for language in ("nl", "en"):
            assert Words(language).error(refused.value)
    else:
        assert changed(as_in(case["before"]), case["do"]).text == as_in(case["after"])


@pytest.mark.parametrize("text", TEXTS, ids=repr)
@pytest.mark.parametrize(
    "before", ["a: x\n", "a: 'x'\n", 'a: "x"\n', "a: {b: x}\n", "- x\n", "a:\n  - b: x\n", "[x]", "a: |\n  x\nb: 1\n"]
)
def test_every_text_reads_back_as_it_is_everywhere(text: str, before: str) -> None:
    path: tuple[str | int, ...] = ()
    draft = Draft(before)
    while isinstance(at(draft.data, path), dict | list):
        path = (*path, next(iter(at(draft.data, path))) if isinstance(at(draft.data, path), dict) else 0)
    assert at(draft.set(path, text).data, path) == text
    named = [part for part in path if isinstance(part, str)]
    if named:
        where = path[: path.index(named[-1]) + 1]
        assert text in at(draft.rename(where, text).data, where[:-1])


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


class TestDraft:
    def test_never_changes_itself(self) -> None:
        draft = Draft("a: {b: [1]}\n")
        draft.data["a"]["b"].append(2)
        draft.set(("a",), 1)
        assert (draft.text, draft.data) == ("a: {b: [1]}\n", {"a": {"b": [1]}})
        with pytest.raises(AttributeError):
            draft.text = ""  # type: ignore[misc]

    def test_what_is_given_is_copied(self) -> None:
        given = {"b": ["x"]}
        draft = Draft("a: 1\n").set(("a",), given)
        given["b"].append("y")
        assert draft.data == {"a": {"b": ["x"]}}

    def test_words_of_an_enumeration_and_tuples_are_plain(self) -> None:
        class Kind(StrEnum):
            CHAT = "chat"

        assert Draft("a: 1\n").set(("a",), (Kind.CHAT,)).text == "a: [chat]\n"

    @pytest.mark.parametrize("value", [object(), b"x", {1: "x"}, {"x"}], ids=lambda value: type(value).__name__)
    def test_what_is_no_data_is_a_mistake_of_the_program(self, value: Any) -> None:
        with pytest.raises(TypeError):
            Draft("a: 1\n").set(("a",), value)

    @pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "a: &x 1\n", "a: !!str 1\n", "a: 1\n---\nb: 2\n"])
    def test_a_text_that_cannot_be_read_cannot_be_changed(self, text: str) -> None:
        with pytest.raises(InvalidModel) as refused:
            Draft(text, "model.yaml")
        assert all(problem.location and problem.location.file == "model.yaml" for problem in refused.value.problems)

    def test_a_text_that_no_file_can_hold_is_refused(self) -> None:
        with pytest.raises(CannotEdit, match=r"error\.edit-refused"):
            Draft("a: 1\n").set(("a",), "\ud800")

    def test_a_key_too_long_for_one_line_is_refused(self) -> None:
        with pytest.raises(CannotEdit, match=r"error\.edit-refused"):
            Draft("a: 1\n").rename(("a",), "x" * 1100)

    def test_nesting_deeper_than_is_read_is_refused(self) -> None:
        value: Any = 1
        for _ in range(60):
            value = [value]
        with pytest.raises(CannotEdit, match=r"error\.edit-refused"):
            Draft("a: 1\n").set(("a",), value)


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*/*.yaml")), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_line_of_an_example_can_be_changed_without_moving_another(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    draft = Draft(text)
    paths = [path for path in _paths(draft.data, ()) if len(path) > 2][::7]
    for path in paths:
        if not isinstance(at(draft.data, path), dict | list):
            lines = draft.set(path, "something else").text.splitlines()
            different = [one for one, other in zip(text.splitlines(), lines, strict=False) if one != other]
            assert len(different) <= 1 or len(lines) != len(text.splitlines()), path
        shorter = draft.remove(path).text
        assert len(shorter) < len(text)
        try:
            draft.rename(path, "another-name")
        except AuditorError:
            assert isinstance(path[-1], int)


def _paths(data: Any, path: tuple[str | int, ...]) -> Any:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, value in below:
        yield (*path, part)
        yield from _paths(value, (*path, part))
