"""What if: what is left out with something else, values at a path, and what cannot be supposed."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.changes import WhatIf, what_if
from auditor.changes.plain_data import data_of
from auditor.errors import AuditorError, InvalidModel, NotFound
from auditor.exporters import supposed
from auditor.importers import load
from auditor.model import Model, build
from tests.answers.cases import _read, merged
from tests.changes.cases import FOLDER, lines

WHOLE: dict[str, Any] = {
    "systems": {
        "copy": {
            "plain": {"nl": "de kopie", "en": "the copy"}, "kind": "backup", "controller": ["team", "council"],
            "joint-arrangement": "yes", "processor": {"organisation": "maker", "sub-processors": "landlord"},
            "access": [{"role": "helpdesk", "can": "read"}, {"role": "officer", "can": "read", "items": ["bsn"]}],
        },
        "desk": {
            "plain": {"nl": "het loket", "en": "the counter"}, "kind": "form", "controller": "council",
            "collects": [{"items": ["bsn"], "from": "client"}], "on": "phone",
        },
        "file": {
            "collects": [
                {"items": ["bsn", "debts", "notes"], "from": "client", "for": "help"},
                {"items": ["debts"], "from": "landlord"},
            ],
            "derives": [{"item": "score", "out-of": ["notes"]}],
        },
    },
    "items": {"score": {"category": "self-reliance-score", "plain": {"nl": "een cijfer", "en": "a score"}}},
    "carriers": {
        "phone": {"plain": {"nl": "de telefoon", "en": "the phone"}, "kind": "phone", "owner": "council",
                  "carried-by": ["helper", "helpdesk"]}
    },
    "flows": [
        {"from": "file", "to": "copy", "items": "all", "mode": "copy", "id": "nightly"},
        {"from": "desk", "to": "file", "items": ["bsn"], "mode": "copy", "via": {"place": "phone"}},
        {"from": "file", "to": "landlord", "items": ["debts"], "mode": "copy", "via": [{"place": "copy"}, "vecozo"]},
        {"from": "file", "to": "council", "items": ["notes", "debts"], "mode": "copy"},
    ],
}  # fmt: skip
"""A description in which everything refers to something else."""


@pytest.fixture(scope="module")
def model() -> Model:
    return build(merged(_read(FOLDER / "base.yaml"), WHOLE))


def also(found: WhatIf) -> list[str]:
    return [one.said for one in supposed.what_if_out(found, "en").also]


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        (("flow", "nightly"), []),
        (("flow", "file>council"), []),
        (
            ("place", "copy"),
            ["what goes from our program to the copy", "the way through the copy"],
        ),
        (("place", "phone"), ["the way through the phone"]),
        (("role", "helpdesk"), ["the access of the people behind our program at the copy",
                                "the phone in the hands of the people behind our program"]),
        (("role", "officer"), ["the access of our worker for privacy at the copy"]),
        (("item", "notes"), ["what comes out of other information at our program: a score"]),
        (("item", "debts"), ["what goes from our program to the owner of your home"]),
        (
            ("organisation", "council"),
            ["what goes from our program to the council", "what goes from the counter to our program",
             "the phone", "the counter"],
        ),
        (
            ("organisation", "landlord"),
            ["what someone hears from that organisation and writes down at our program",
             "the work of the owner of your home for the copy", "what goes from our program to the owner of your home"],
        ),
        (
            ("organisation", "maker"),
            ["the access of the people behind our program at the copy",
             "the phone in the hands of the people behind our program",
             "the work of the company behind our program for the copy"],
        ),
    ],
    ids=lambda value: ":".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_leaves_out_what_cannot_be_without_it(model: Model, left_out: tuple[str, str], expected: list[str]) -> None:
    assert sorted(also(what_if(model, [left_out]))) == sorted(expected)


def test_a_list_with_nothing_left_does_not_come_to_mean_everything(model: Model) -> None:
    """An access to one kind of data is gone with it; without `items` it would be an access to all."""
    left = what_if(model, [("item", "bsn")]).changes.after.model
    access = left.systems["copy"].access
    assert isinstance(access, tuple)
    assert [entry.role for entry in access] == ["helpdesk"]
    assert left.systems["desk"].collects == ()


def test_who_finds_out_and_who_declares_stays(model: Model) -> None:
    """A role that is left out sees nothing, and what it declared stays declared."""
    declared = what_if(model, [], [("systems.file.access-complete", {"on": "2026-10-01", "by": "helper"})])
    left = what_if(declared.changes.after.model, [("role", "helper")]).changes.after.model
    assert left.systems["file"].access == ()
    assert left.systems["file"].access_complete is not None


def test_several_together_are_the_same_as_one_after_the_other(model: Model) -> None:
    together = what_if(model, [("flow", "nightly"), ("place", "phone")], [("systems.file.official", "no")])
    first = what_if(model, [], [("systems.file.official", "no")]).changes.after.model
    second = what_if(first, [("flow", "nightly")]).changes.after.model
    third = what_if(second, [("place", "phone")]).changes.after.model
    assert together.changes.after.model == third


class TestValues:
    @pytest.mark.parametrize(
        ("path", "value", "where"),
        [
            ("systems.file.keeps.0.term", "5 years", ("systems", "file", "keeps", 0, "term")),
            ("systems.file.keeps[0].term", "5 years", ("systems", "file", "keeps", 0, "term")),
            ("systems.file.keeps.term", "5 years", ("systems", "file", "keeps", 0, "term")),
            ("systems.file.keeps.1", {"items": ["bsn"], "term": "9 years"}, ("systems", "file", "keeps", 1)),
            ("systems.file.measures.encryption", "yes", ("systems", "file", "measures", "encryption")),
            ("flows.nightly.mode", "view", ("flows", 0, "mode")),
            ("flows.file>council.if", "if you ask", ("flows", 3, "if")),
            ("flows[3].items", "debts", ("flows", 3, "items")),
            ("items.pet", {"category": "housing"}, ("items", "pet")),
            ("systems.copy.processor", "unknown", ("systems", "copy", "processor")),
        ],
    )
    def test_stand_where_people_write_them(self, model: Model, path: str, value: Any, where: tuple[Any, ...]) -> None:
        [replaced] = what_if(model, [], [(path, value)]).replaced
        assert (replaced.path, replaced.after) == (where, value)

    def test_say_what_stood_there(self, model: Model) -> None:
        found = what_if(model, [], [("systems.file.keeps.0.term", "5 years"), ("systems.file.official", "no")])
        assert [one.before for one in found.replaced] == ["15 years", None]
        assert lines(supposed.what_if(found, "en"))[1:3] == [
            "  • systems.file.keeps[0].term: 5 years instead of 15 years",
            "  • systems.file.official: no, where nothing stood yet",
        ]

    def test_take_away_what_stood_there(self, model: Model) -> None:
        found = what_if(model, values=[("systems.file.collects.1", None), ("systems.file.derives", None)])
        assert [(one.path, one.after) for one in found.replaced] == [
            (("systems", "file", "collects", 1), None),
            (("systems", "file", "derives"), None),
        ]
        assert found.replaced[0].before["from"] == ["landlord"]
        assert any("nothing instead of" in line for line in lines(supposed.what_if(found, "en")))

    def test_take_away_nothing_where_nothing_stands(self, model: Model) -> None:
        for path in ("systems.file.official", "systems.file.collects.2"):
            with pytest.raises(AuditorError) as raised:
                what_if(model, values=[(path, None)])
            assert raised.value.key == "error.no-such-path-empty"

    def test_change_what_follows(self, model: Model) -> None:
        found = what_if(model, [], [("systems.file.keeps.0.term", "5 years")])
        said = [one.said for one in supposed.what_if_out(found, "en").changes]
        assert said == ["How long this stays at our program is different now: "
                        "your BSN, your debts, the notes of your talk, and a score."]  # fmt: skip

    @pytest.mark.parametrize(
        ("path", "value"),
        [("systems.file.keeps.0.term", "5 jare"), ("systems.file.keeps.0.trem", "5 years"), ("flows.nightly.to", "x"),
         ("sytems.file.note", "x"), ("systems.file", "x"), ("flows.nightly.to", "file")],
    )  # fmt: skip
    def test_make_a_usable_description_or_are_refused(self, model: Model, path: str, value: Any) -> None:
        with pytest.raises(InvalidModel):
            what_if(model, [], [(path, value)])

    def test_of_a_person_are_refused(self, model: Model) -> None:
        with pytest.raises(InvalidModel) as error:
            what_if(model, [], [("systems.file.note", "111222333")])
        assert [problem.key for problem in error.value.problems] == ["problem.client-data-bsn"]

    @pytest.mark.parametrize(
        ("path", "why", "said"),
        [("systems.fiel.note", "near", {"at": "systems", "part": "fiel", "near": "file"}),
         ("systems.zzzzzz.note", "known", {"at": "systems", "part": "zzzzzz"}),
         ("systems.file.keeps.9.term", "number", {"at": "systems.file.keeps", "part": "9", "last": "0"}),
         ("systems.file.name.x", "below", {"at": "systems.file.name", "part": "x"}),
         ("flows.99.mode", "number", {"at": "flows", "part": "99"}),
         ("purposes.zzzzzz.basis", "known", {"candidates": "help"}),
         ("events.zzzzzz.name", "empty", {"at": "events"})],
    )  # fmt: skip
    def test_at_no_place_are_refused(self, model: Model, path: str, why: str, said: dict[str, str]) -> None:
        with pytest.raises(AuditorError) as error:
            what_if(model, [], [(path, "x")])
        assert error.value.key == f"error.no-such-path-{why}"
        assert said.items() <= error.value.params.items()

    def test_of_a_flow_that_is_not_there_are_refused(self, model: Model) -> None:
        with pytest.raises(AuditorError) as error:
            what_if(model, [], [("flows.nigthly.mode", "x")])
        assert (error.value.key, error.value.params["near"]) == ("error.not-described-near", "nightly")


def test_what_goes_with_it_is_told_once_and_together() -> None:
    found = what_if(load("examples/wijkteam"), [("place", "client-file")])
    text = lines(supposed.what_if(found, "en"))
    heading = text.index("Then also without:")
    also = text[heading + 1 : next(n for n, line in enumerate(text) if n > heading and not line.startswith("  •"))]
    assert len(also) == 2 < len(found.also)
    assert also[0].startswith("  • what goes from our program to your buddy's organisation, our calendar, ")
    assert also[1].startswith("  • what goes from the program that writes texts, the program about school, ")
    assert all(line.count("the program of the council") == 1 for line in also)


class TestAFlowIsNamed:
    def test_by_its_ends_also_where_it_has_an_id(self, model: Model) -> None:
        assert what_if(model, [("flow", "file>copy")]).left_out == what_if(model, [("flow", "nightly")]).left_out
        [replaced] = what_if(model, [], [("flows.file>copy.mode", "view")]).replaced
        assert replaced.path == ("flows", 0, "mode")

    def test_by_one_of_its_names_where_several_go_so(self, model: Model) -> None:
        data = data_of(model)
        twin = {"id": "weekly", "from": "file", "to": "copy", "items": ["bsn"], "mode": "copy"}
        twins = build({**data, "flows": [*data["flows"], twin]})
        with pytest.raises(AuditorError) as error:
            what_if(twins, [("flow", "file>copy")])
        assert (error.value.key, error.value.params["candidates"]) == ("error.flows-alike", "nightly, weekly")


class TestWhatCannotBeLeftOut:
    @pytest.mark.parametrize("kind", ["flow", "place", "role", "organisation", "item"])
    def test_what_is_not_there(self, model: Model, kind: str) -> None:
        with pytest.raises(NotFound):
            what_if(model, [(kind, "zzzzzzzz")])

    @pytest.mark.parametrize(
        ("kind", "name", "near"),
        [("flow", "nigthly", "nightly"), ("place", "fiel", "file"), ("role", "helpre", "helper"),
         ("organisation", "counsil", "council"), ("item", "dbets", "debts")],
    )  # fmt: skip
    def test_what_was_meant_is_named(self, model: Model, kind: str, name: str, near: str) -> None:
        with pytest.raises(AuditorError) as error:
            what_if(model, [(kind, name)])
        assert near in str(error.value.params["near"])

    def test_the_owner(self, model: Model) -> None:
        with pytest.raises(AuditorError) as error:
            what_if(model, [("organisation", "team")])
        assert error.value.key == "error.what-if-owner"


def test_an_exception_that_is_not_needed_any_more_is_no_mistake() -> None:
    data = merged(_read(FOLDER / "base.yaml"), {
        "systems": {"copy": {"kind": "backup", "controller": "team", "note": "Order number 111222333."}},
        "not-client-data": [{"text": "111222333", "reason": "A number of a form.", "by": "officer"}],
    })  # fmt: skip
    found = what_if(build(data), [("place", "copy")], [("systems.file.note", "Anything.")])
    assert "copy" not in found.changes.after.model.systems


@pytest.mark.parametrize("partner", ["flow", "place"])
def test_a_joined_description_can_be_changed(partner: str) -> None:
    geldpunt = load("examples/geldpunt")
    name = next(iter(geldpunt.flow_ids)) if partner == "flow" else next(p for p in geldpunt.places if "/" in p)
    assert what_if(geldpunt, [(partner, name)]).changes.found
