"""The command todo: as text and JSON, for everybody or for one function, on a given day."""

from __future__ import annotations

import re

import pytest

from auditor.exporters import language
from tests.cli.conftest import Run, printed, valid

BOTH = pytest.mark.parametrize("lang", ["nl", "en"])
EVERY = pytest.mark.parametrize("example", ["examples/wijkteam", "examples/mano", "examples/pasq"])


@BOTH
@EVERY
def test_every_example(example: str, lang: str) -> None:
    command = ("todo", example, "--lang", lang, "--on", "2026-11-22")
    result = printed(*command)
    assert (result.exit_code, result.stderr) == (0, "")
    found = valid("todo", printed(*command, "--format", "json").output)
    flat = " ".join(result.output.split())
    assert (found["on"], found["language"]) == ("2026-11-22", lang)
    assert all(" ".join(one["said"].split()) in flat and one["at"] in flat for one in found["todo"])
    assert [(-one["settles"], -one["touches"]) for one in found["todo"]] == sorted(
        (-one["settles"], -one["touches"]) for one in found["todo"]
    )
    assert not any(line.endswith(" ") for line in result.output.splitlines())


@BOTH
@EVERY
def test_asks_in_words_and_not_by_keys(example: str, lang: str) -> None:
    """A key stands only in the place where the answer is to be written, and an id only in brackets."""
    found = valid("todo", printed("todo", example, "--lang", lang, "--on", "2026-11-22", "--format", "json").output)
    keys = {spot.key.name for spot in language.spots() if "-" in spot.key.name}
    for one in found["todo"]:
        assert not keys & set(re.findall(r"[a-z-]+", one["said"])), one["said"]
    text = " ".join(printed("todo", example, "--lang", lang, "--on", "2026-11-22").output.split())
    assert all(f"({name}" in text or f", {name}" in text for one in found["todo"] for name in one["findings"])


def test_one_function_before_and_after_its_day() -> None:
    command = ("todo", "examples/wijkteam", "--who", "vendor-helpdesk", "--format", "json", "--on")
    before, after = (valid("todo", printed(*command, day).output)["todo"] for day in ("2026-12-15", "2026-12-16"))
    assert {one["who"] for one in before} == {"vendor-helpdesk"}
    assert not any(one["overdue"] for one in before)
    assert all(one["overdue"] for one in after)


@BOTH
def test_nothing_to_do(run: Run, lang: str) -> None:
    result = run("todo", "examples/wijkteam", "--who", "intern", "--lang", lang)
    assert result.exit_code == 0
    assert (
        result.output.splitlines()[0] == {"nl": "Er zijn geen open vragen.", "en": "There are no open questions."}[lang]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--who", "nobody"], "nobody"),
        (["--on", "22-11-2026"], "22-11-2026"),
        (["--on", "2026-02-30"], "2026-02-30"),
    ],
)
def test_what_it_does_not_understand(run: Run, arguments: list[str], said: str) -> None:
    result = run("todo", "examples/mano", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_list_for_others_does_not_name_what_is_reserved(form: str) -> None:
    command = ("todo", "examples/wijkteam", "--lang", "nl", "--on", "2026-11-22", "--format", form)
    safe = re.compile(r"\bveilig")
    assert safe.search(printed(*command).output.lower())
    assert not safe.search(printed(*command, "--audience", "client").output.lower())
    assert "safety" not in printed(*command, "--audience", "client").output
