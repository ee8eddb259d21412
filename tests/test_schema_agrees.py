"""The schema and the program give the same verdict on everything that a schema can know.

What a schema cannot know stands in `CANNOT_KNOW`: whether a name is defined somewhere, whether it is defined once, what
one key means for another, and what characters a text holds.
"""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from auditor.errors import InvalidModel, Problem
from auditor.exporters import language
from auditor.exporters.described import model_schema
from auditor.model.build import build
from tests.examples import times
from tests.traces.strategies import Data, Shape, models

MODEL = Draft202012Validator(model_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
CANNOT_KNOW = {
    # names: defined somewhere, defined once, in the knowledge of this country
    "problem.reference", "problem.reference-near", "problem.double-id",
    # one key and another: exactly one way to end, a start without a term, a flow to where it came from
    "problem.period-none", "problem.period-several", "problem.starts-without-term", "problem.flow-to-itself",
    "problem.via-empty", "problem.written-down-without-tell", "problem.repeated", "problem.joint-without-others",
    "problem.via-an-end", "problem.derived-from-itself", "problem.term-of-no-log", "problem.complete-without-list",
    "problem.empty-access", "problem.empty-keeps",
    "problem.word-in-list",
    # which day it is today
    "problem.future",
    # the word that is no text, and characters that nobody can see
    "problem.unknown-as-text",
    # what a text means
    "problem.no-condition",
    "problem.character",
}  # fmt: skip
Path = tuple[str | int, ...]
JUNK = st.sampled_from(
    [
        None, True, False, 0, 1, -1, 1.5, "", " ", "unknown", "all", "yes", "YES", "Ja", "nvt", "perhaps", "copy",
        "read", "2026-12-01", "2026-02-30", "01-12-2026", "15 years", "28 dagen", "P1Y6M", "P", "0 days", "15", "NL",
        "P0Y", "P0Y0M1D", "2999-01-01",
        "nl", "A b", "client", "observed", "wmo-2015", "free-text", "end-of-help", "role-1", "item-1", "org-1",
        "x" * 2001,
        "a" * 300, {}, [], [[]], [None], ["read", "read"], {"nl": "tekst"}, {"nl": 1}, {"dutch": "tekst"},
        {"law": "wmo-2015-5.3.4"},
        {"unknown": None}, {"unknown": {}}, {"unknown": "x"}, {"unknown": {"who": "role-1", "by": "2026-12-01"}},
        {"unknown": {"whom": "role-1"}}, {"unknown": {}, "who": "role-1"}, {"reason": "x"}, {"on": "2026-12-01"},
        {"organisation": "org-1"}, ["org-1", {"organisation": "org-1"}], {"channel": "vecozo"}, {"chanel": "vecozo"},
    ]
)  # fmt: skip


def problems(data: Data) -> list[Problem]:
    try:
        build(data)
    except InvalidModel as error:
        return list(error.problems)
    return []


def can_know(problem: Problem) -> bool:
    """A file may hold a part of a description, so what the whole must have is not asked of it."""
    of_the_whole = problem.key == "problem.missing-key" and problem.path == ()
    about_a_person = "client-data" in problem.key  # what a text holds, again
    return problem.key not in CANNOT_KNOW and not of_the_whole and not about_a_person


def paths(data: Any, path: Path = ()) -> list[Path]:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, value in below for found in paths(value, (*path, key)))]


def at(data: Any, path: Path) -> Any:
    for key in path:
        data = data[key]
    return data


@st.composite
def with_defaults(draw: st.DrawFn) -> Data:
    """A description in which something that its flows, rules or access all say is said once, among the defaults."""
    data = draw(models(Shape(flows=(1, 4))))
    data["defaults"] = {}
    for key in draw(st.sets(st.sampled_from(["mode", "items", "from", "happens"]), min_size=1)):
        data["defaults"].setdefault("flows", {})[key] = data["flows"][0].get(key, "unknown")
        for flow in data["flows"]:
            flow.pop(key, None)
    data["defaults"]["keeps"] = {"then": draw(st.sampled_from(["delete", "unknown", "burn", 1]))}
    if draw(st.booleans()):
        data["defaults"]["systems"] = {"kind": "mailbox"}
        data.setdefault("systems", {})["made-here"] = None
    return data


@st.composite
def changed(draw: st.DrawFn) -> Data:
    """A description in which a few things were changed, as people do: added, left out, mistyped, put elsewhere."""
    data = copy.deepcopy(draw(models(Shape(flows=(1, 4), reserve=True))))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths(data)))
        here = at(data, path)
        match draw(st.sampled_from(["replace", "replace", "example", "example", "drop", "add", "mistype", "list"])):
            case "replace" if path:
                at(data, path[:-1])[path[-1]] = copy.deepcopy(draw(JUNK))
            case "list" if path:
                at(data, path[:-1])[path[-1]] = [here]
            case "drop" if path and isinstance(path[-1], str):
                del at(data, path[:-1])[path[-1]]
            case "add" if isinstance(here, dict):
                here[draw(st.sampled_from(["knd", "name", "note", "unknown", "x y"]))] = copy.deepcopy(draw(JUNK))
            case "mistype" if path and isinstance(path[-1], str):
                above = at(data, path[:-1])
                above[f"{path[-1]}s"] = above.pop(path[-1])
            case "example" if isinstance(here, dict):
                key = draw(st.sampled_from(sorted(language.examples())))
                here[key.partition(".")[2]] = copy.deepcopy(draw(st.sampled_from(language.examples()[key])))
            case _:
                pass
    return data


@settings(max_examples=times(120))
@given(changed())
@example({"model": 1, "name": " ", "owner": "org-1"})
@example({"model": True, "name": "x", "owner": "org-1"})
def test_same_verdict(description: Data) -> None:
    found = problems(description)
    errors = [f"{error.json_path}: {error.message}"[:300] for error in MODEL.iter_errors(description)]
    if not found:
        assert errors == []
    if not errors:
        assert [problem for problem in found if can_know(problem)] == []


@settings(max_examples=60)
@given(with_defaults())
def test_same_verdict_with_defaults(description: Data) -> None:
    """A value among the defaults is judged by the program where it is used, by the schema where it stands."""
    found = problems(description)
    errors = [error.json_path for error in MODEL.iter_errors(description)]
    if not found:
        assert [path for path in errors if not path.startswith("$.defaults")] == []
    if not errors:
        assert [problem for problem in found if can_know(problem)] == []


@settings(max_examples=times(50))
@given(models(Shape(flows=(0, 3))), st.sampled_from(language.spots()), st.data())
def test_same_verdict_on_every_key(description: Data, spot: language.Spot, data: st.DataObject) -> None:
    """Anything under any key, in a part that is there or made for it."""
    here: Any = description
    for key, shape in zip(spot.path[:-1], spot.shapes, strict=False):
        below = here.get(key) if isinstance(here, dict) else None
        if shape == "named":
            below = below if isinstance(below, dict) and below else {"made-here": {}}
            here[key], here = below, next(iter(below.values()))
        elif shape == "list":
            below = below if isinstance(below, list) and below and isinstance(below[0], dict) else [{}]
            here[key], here = below, below[0]
        else:
            below = below if isinstance(below, dict) else {}
            here[key], here = below, below
    here[spot.path[-1]] = copy.deepcopy(data.draw(JUNK))
    test_same_verdict.hypothesis.inner_test(description)  # type: ignore[attr-defined]
