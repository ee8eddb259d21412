"""What is to be found out: what is listed, in which order, and that settling it does what its number says."""

from __future__ import annotations

import copy
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from auditor.answers import ask, questions
from auditor.errors import NotFound
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.model import Audience, Model, View, build
from auditor.open_questions import Kind, OpenQuestions, Todo, open_questions
from auditor.results import Answer, AnswerState
from auditor.texts import LANGUAGES
from auditor.traces import Traces
from tests.traces.strategies import Data, Shape, models

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 11, 22)
KEPT = {"items": "all", "term": "1 year", "starts": "end-of-help", "then": "delete", "set-up": "automatic"}
DATA: dict[str, Any] = {
    "model": 1,
    "name": "A team",
    "owner": "team",
    "organisations": {
        "team": {
            "kind": "welfare",
            "rights-desk": {
                "ask": "officer", "officer": "officer", "contact": {"phone": "088 000 00 00"},
                "complaints": "Write to our office.", "copy": "On paper.", "identify": "Come by.",
            },
            "looks-up-online": "no", "checked": {"on": "2026-10-01"},
        },
        "vendor": {"kind": "vendor", "country": "NL"},
        "council": {
            "kind": "municipality", "country": "NL", "keeps": [KEPT],
            "access": [{"role": "clerk", "can": "read", "when": "all"}],
        },
    },
    "roles": {
        "helper": {"of": "team"}, "officer": {"of": "team"}, "clerk": {"of": "council"}, "desk": {"of": "vendor"},
    },
    "items": {"name": {"category": "contact"}, "debts": {"category": "debts"}},
    "purposes": {"help": {"basis": "public-task"}, "story": {"basis": "consent", "consent-recorded": "yes"}},
    "systems": {
        "file": {
            "kind": "client-registration", "controller": "team", "located": "NL", "processor": [],
            "log": {"kept": "yes"}, "decides": "yes",
            "collects": [{
                "items": ["name", "debts"], "from": "client", "for": ["help", "story"],
                "required": "yes", "if-missing": "then we cannot help you",
            }],
            "keeps": [KEPT],
            "access": [{"role": "helper", "can": "read", "when": "own-clients"}],
        },
    },
    "flows": [{"from": "file", "to": "council", "items": "name", "for": "help", "mode": "copy", "told": "yes"}],
}  # fmt: skip


def changed(*changes: tuple[str, Any], data: dict[str, Any] = DATA) -> dict[str, Any]:
    """The small description with other facts: `systems.file.keeps` and what stands there; None takes it away."""
    data = copy.deepcopy(data)
    for path, value in changes:
        *above, last = path.split(".")
        part: Any = data
        for name in above:
            part = part[int(name)] if isinstance(part, list) else part[name]
        if value is None:
            part.pop(last)
        else:
            part[last] = value
    return data


def found(*changes: tuple[str, Any], audience: Audience = Audience.OFFICER, who: str | None = None) -> OpenQuestions:
    return open_questions(build(changed(*changes)), audience, DAY, who)


def at(result: OpenQuestions, path: str) -> Todo:
    [one] = [one for one in result.todo if ".".join(map(str, one.path)) == path]
    return one


def answers(data: dict[str, Any]) -> list[Answer]:
    """Every answer to clients, made apart."""
    traces = Traces(build(data), Audience.CLIENT)
    return [
        ask(traces, question.id, item)
        for question in questions(traces.view)
        for item in (traces.view.items if question.per_item else [None])
    ]


def by_program() -> int:
    """How many answers a client can get that no person has to give."""
    return sum(answer.state is not AnswerState.BY_PERSON for answer in answers(DATA))


def known(data: dict[str, Any]) -> int:
    """How many answers to clients are known, counted apart."""
    return sum(answer.state in (AnswerState.KNOWN, AnswerState.NOT_APPLICABLE) for answer in answers(data))


class TestWhatIsListed:
    def test_nothing_where_everything_is_known(self) -> None:
        assert [one for one in found().todo if one.touches] == []

    def test_an_unknown_with_who_and_when(self) -> None:
        unknown = {"unknown": {"who": "helper", "by": "2026-12-01", "note": "Ask the vendor."}}
        one = at(found(("systems.file.keeps", unknown)), "systems.file.keeps")
        assert (one.kind, one.who and one.who.id, one.by, one.overdue) == (
            Kind.UNKNOWN,
            "helper",
            date(2026, 12, 1),
            False,
        )
        assert (one.keys, one.said.key, one.fact, one.ask) == (("end-unknown",), "todo.end-unknown", "keeps", ())
        assert one.note is not None
        assert "retention-missing@file" in one.findings

    def test_an_unknown_that_no_answer_needs(self) -> None:
        one = at(found(("systems.file.measures", {"updates": "unknown"})), "systems.file.measures.updates")
        assert (one.touches, one.settles, one.said.key, one.fact) == (0, 0, "todo.fact", "measures.updates")

    @pytest.mark.parametrize("fact", ["contact", "officer", "confidant", "client-support"])
    def test_whom_a_client_can_turn_to(self, fact: str) -> None:
        one = at(found((f"organisations.team.rights-desk.{fact}", "unknown")), f"organisations.team.rights-desk.{fact}")
        assert (one.kind, one.keys, one.said.key) == (Kind.UNKNOWN, (f"{fact}-unknown",), f"todo.{fact}-unknown")
        assert (one.settles, one.questions) == (1, ("whom-can-i-call",))

    def test_where_a_client_can_complain(self) -> None:
        one = at(
            found(("organisations.team.rights-desk.complaints", None)), "organisations.team.rights-desk.complaints"
        )
        assert (one.kind, one.keys, one.said.key) == (Kind.SILENT, ("complaints-unknown",), "todo.complaints-unknown")

    def test_a_silence(self) -> None:
        one = at(found(("systems.file.keeps", None)), "systems.file.keeps")
        assert (one.kind, one.keys, one.touches) == (Kind.SILENT, ("end-no-rule",), 5)

    def test_whether_anything_stays_where_data_goes_through(self) -> None:
        between = {"kind": "mailbox", "controller": "team", "on": []}
        one = at(found(("systems.mail", between), ("flows.0.via", {"place": "mail"})), "systems.mail.keeps")
        assert (one.kind, one.said.key) == (Kind.SILENT, "todo.end-through")
        assert "retention-missing@mail" in one.findings

    @pytest.mark.parametrize(
        ("changes", "path", "key"),
        [
            ([("organisations.team.rights-desk.copy", None)], "organisations.team.rights-desk.copy",
             "desk-copy-unknown"),
            ([("organisations.team.rights-desk.identify", None)], "organisations.team.rights-desk.identify",
             "identify-unknown"),
            ([("systems.copy", {"kind": "shared-drive", "keeps": [KEPT]}), ("flows.0.to", "copy")],
             "systems.copy.controller", "decider-unknown"),
            ([("systems.file.access.0.role", "clerk")], "systems.file.access.0", "looking-unknown"),
        ],
    )  # fmt: skip
    def test_what_a_client_cannot_be_told_of_asking(self, changes: list[tuple[str, Any]], path: str, key: str) -> None:
        one = at(found(*changes), path)
        assert (one.kind, one.said.key) == (Kind.SILENT, f"todo.{key}")

    def test_what_stands_there_and_is_not_enough(self) -> None:
        one = at(found(("systems.file.keeps.0.set-up", "not-set-up")), "systems.file.keeps.0.set-up")
        assert (one.kind, one.keys) == (Kind.UNSETTLED, ("end-not-set-up",))

    def test_every_unknown_of_a_rule_apart(self) -> None:
        result = found(("systems.file.keeps.0.then", "unknown"), ("systems.file.keeps.0.set-up", "unknown"))
        assert at(result, "systems.file.keeps.0.then").said.key == "todo.end-fate-unknown"
        assert at(result, "systems.file.keeps.0.set-up").said.key == "todo.end-set-up-unknown"

    def test_what_only_a_rule_asks(self) -> None:
        one = at(found(("flows.0.told", "unknown")), "flows.0.told")
        assert (one.touches, one.findings) == (0, ("client-not-told@council",))

    def test_what_a_rule_asks_and_nobody_wrote_down(self) -> None:
        carrier = {"kind": "notebook", "owner": "team", "carried-by": "helper", "keeps": [KEPT],
                   "collects": [{"items": "debts", "from": "client", "for": "help"}]}  # fmt: skip
        one = at(found(("carriers", {"book": carrier})), "carriers.book")
        assert one.findings == ("carrier-unprotected@book",)
        assert one.said.key == "rule.carrier-unprotected.because.measure"

    @pytest.mark.parametrize(("by", "late"), [("2026-11-21", True), ("2026-11-22", False), ("2026-11-23", False)])
    def test_is_too_late_after_its_day(self, by: str, late: bool) -> None:
        unknown = {"unknown": {"who": "helper", "by": by}}
        assert at(found(("systems.file.access", unknown)), "systems.file.access").overdue is late

    def test_a_question_that_follows_from_another_is_not_asked_twice(self) -> None:
        backup = {"kind": "backup", "controller": "team", "located": "NL", "processor": [], "log": {"kept": "yes"},
                  "decides": "yes",
                  "access": DATA["systems"]["file"]["access"],
                  "keeps": [{"items": "all", "term": "30 days", "starts": "deleted-at-source", "then": "delete",
                             "set-up": "automatic"}]}  # fmt: skip
        flow = {"from": "file", "to": "backup", "items": "all", "for": "help", "mode": "copy", "told": "yes"}
        result = found(("systems.backup", backup), ("flows", [*DATA["flows"], flow]), ("systems.file.keeps", "unknown"))
        assert {one.keys for one in result.todo if one.touches} == {("end-unknown",)}

    @pytest.mark.parametrize(
        ("path", "value", "said"),
        [
            ("items.name.category", "national-number", "purposes.story.number todo.number-unknown"),
            ("purposes.help.sector-consent", {"law": "wmo-2015-5.2.5"},
             "purposes.help.sector-consent.asked todo.sector-consent-unknown"),
            ("flows.0.sector-consent", {"law": "wmo-2015-5.2.5"},
             "flows.0.sector-consent.asked todo.sector-consent-unknown-of-flow"),
            ("purposes.help.secrecy-lifted-by", "unknown", "purposes.help.secrecy-lifted-by todo.secrecy-unknown"),
            ("flows.0.secrecy-lifted-by", "unknown", "flows.0.secrecy-lifted-by todo.secrecy-unknown-of-flow"),
            ("purposes.story.consent-recorded", None,
             "purposes.story.consent-recorded todo.consent-recorded-unknown"),
            ("systems.file.collects.0.required", "no", "systems.file.collects.0.required todo.required-unknown"),
            ("systems.file.collects.0.if-missing", None,
             "systems.file.collects.0.if-missing todo.if-missing-unknown"),
            ("organisations.team.looks-up-online", "unknown",
             "organisations.team.looks-up-online todo.look-up-unknown"),
            ("organisations.team.looks-up-online", "yes",
             "organisations.team.looks-up-online todo.looked-up-unknown"),
            ("systems.file.decides", "no", "systems.file.decides todo.decides-unknown"),
            ("systems.file.derives", [{"item": "debts", "out-of": ["name"], "for": "help"}],
             "systems.file.derives.0.by-computer todo.by-computer-unknown"),
            ("systems.file.listens", "unknown", "systems.file.listens todo.listens-unknown"),
            ("systems.file.trains", "unknown", "systems.file.trains todo.trains-unknown"),
        ],
    )  # fmt: skip
    def test_what_a_client_is_told_to_be_unknown(self, path: str, value: Any, said: str) -> None:
        where, key = said.split()
        assert at(found((path, value)), where).said.key == key

    def test_in_which_country_something_that_may_listen_is(self) -> None:
        changes = (("systems.file.kind", "ai-tool"), ("systems.file.located", None))
        assert at(found(*changes), "systems.file.located").said.key == "todo.country-unknown"

    def test_a_no_that_stays_untold_beside_what_is_reserved_is_no_question(self) -> None:
        secret = {"somebody": {"reserve": {"reason": "not yet"}}}
        result = found(("subjects", secret))
        assert "organisations.team.looks-up-online" not in {".".join(map(str, one.path)) for one in result.todo}


class TestOrder:
    CHANGES = (
        ("systems.file.keeps", {"unknown": {"who": "helper", "by": "2027-01-01"}}),  # both kinds of data, twice
        ("organisations.council.keeps", "unknown"),  # one of them, never alone
        ("organisations.council.access", {"unknown": {"who": "clerk"}}),  # the only question of one answer
        ("purposes.help.basis", {"unknown": {"who": "officer", "by": "2026-12-24"}}),  # of two
        ("systems.file.measures", {"updates": "unknown"}),  # of none
    )

    def test_by_what_it_settles_then_touches(self) -> None:
        listed = [(".".join(map(str, one.path)), one.settles, one.touches) for one in found(*self.CHANGES).todo]
        assert listed == [
            ("purposes.help.basis", 4, 4),
            ("systems.file.keeps", 3, 5),
            ("organisations.council.keeps", 1, 3),
            ("organisations.council.access", 1, 1),
            ("systems.file.measures.updates", 0, 0),
        ]

    def test_then_by_day_then_by_place(self) -> None:
        result = found(
            ("flows.0.encrypted", "unknown"),
            ("systems.file.official", {"unknown": {"by": "2027-01-01"}}),
            ("systems.file.measures", {"backups": {"unknown": {"by": "2026-12-01"}}, "updates": "unknown"}),
        )
        assert [one.fact for one in result.todo] == ["measures.backups", "official", "encrypted", "measures.updates"]

    @pytest.mark.parametrize(
        ("path", "answer"),
        [
            ("systems.file.keeps", [KEPT]),
            ("organisations.council.access", DATA["organisations"]["council"]["access"]),
            ("purposes.help.basis", "public-task"),
            ("systems.file.measures", {"updates": "yes"}),
        ],
    )
    def test_settling_it_settles_that_many_answers(self, path: str, answer: Any) -> None:
        before, after = changed(*self.CHANGES), changed(*self.CHANGES, (path, answer))
        place = "systems.file.measures.updates" if path.endswith("measures") else path
        assert known(after) - known(before) == at(found(*self.CHANGES), place).settles

    def test_the_numbers_are_those_of_the_answers(self) -> None:
        result = found(*self.CHANGES)
        assert (result.answers, result.known) == (
            by_program(),
            known(changed(*self.CHANGES)),
        )
        assert at(result, "systems.file.keeps").questions == (
            "how-long",
            "when-i-stop-or-move",
            "can-you-remove-it",
        )


class TestWhom:
    @pytest.mark.parametrize(
        ("changes", "path", "names"),
        [
            ([("systems.file.keeps", "unknown")], "systems.file.keeps", []),
            ([("systems.file.keeps", "unknown"), ("systems.file.checked", {"on": "2026-01-01", "by": "officer"})],
             "systems.file.keeps", ["officer"]),
            ([("systems.file.keeps", "unknown"), ("systems.file.processor", "vendor")], "systems.file.keeps", ["desk"]),
            ([("systems.file.keeps", "unknown"), ("systems.file.processor", "vendor"), ("roles.desk.of", "team")],
             "systems.file.keeps", ["vendor"]),
            ([("organisations.council.keeps", "unknown")], "organisations.council.keeps", ["clerk"]),
            ([("purposes.help.basis", "unknown")], "purposes.help.basis", ["officer"]),
            ([("flows.0.for", "unknown")], "flows.0.for", ["officer"]),
            ([("flows.0.happens", "unknown")], "flows.0.happens", ["clerk"]),
            ([("carriers", {"phone": {"kind": "phone", "carried-by": "helper", "own": "unknown"}})],
             "carriers.phone.own", ["helper"]),
            ([("items.name.category", "unknown")], "items.name.category", []),
            ([("organisations.team.kind", "unknown")], "organisations.team.kind", ["officer"]),
        ],
    )  # fmt: skip
    def test_suggests_only_whom_the_description_knows(
        self, changes: list[tuple[str, Any]], path: str, names: list[str]
    ) -> None:
        assert [name.id for name in at(found(*changes), path).ask] == names

    def test_only_of_somebody(self) -> None:
        result = found(*TestOrder.CHANGES, who="clerk")
        assert [one.fact for one in result.todo] == ["access"]
        assert (result.answers, result.known) == (
            by_program(),
            known(changed(*TestOrder.CHANGES)),
        )

    def test_of_somebody_who_does_not_exist(self) -> None:
        with pytest.raises(NotFound) as error:
            found(who="nobody")
        assert error.value.key == "error.no-such-role"


class TestReserved:
    SECRET = {"reason": "not yet"}  # noqa: RUF012
    CHANGES = (
        ("organisations.council.reserve", SECRET),
        ("organisations.council.access", "unknown"),
        ("organisations.council.keeps", "unknown"),
        ("systems.file.keeps", "unknown"),
    )

    def test_counts_for_no_answer_and_stands_in_the_way_of_none(self) -> None:
        result = found(*self.CHANGES)
        council = [one for one in result.todo if one.path[:2] == ("organisations", "council")]
        assert {(one.settles, one.touches, one.reserved) for one in council} == {(0, 0, True)}
        own = at(result, "systems.file.keeps")
        assert (own.settles, own.touches, own.reserved) == (5, 5, False)

    @pytest.mark.parametrize(("until", "listed"), [("2026-11-21", True), ("2026-11-22", False)])
    def test_is_looked_at_again_when_its_day_has_passed(self, until: str, listed: bool) -> None:
        reserve = {**self.SECRET, "until": until}
        for place in ("organisations.council", "flows.0", "systems.file.access.0", "systems.file.collects.0"):
            change = (f"{place}.reserve", reserve)
            again = [one for one in found(change).todo if one.kind is Kind.PASSED]
            assert [".".join(map(str, one.path)) for one in again] == [f"{place}.reserve.until"] * listed
            assert all(one.reserved and not one.touches for one in again)
            others = found(change, audience=Audience.CLIENT).todo
            assert Kind.PASSED not in {one.kind for one in others}

    @pytest.mark.parametrize("section", ["scopes", "subjects"])
    def test_a_group_is_looked_at_again_too(self, section: str) -> None:
        reserve = {**self.SECRET, "until": "2020-01-01"}
        one = at(found((section, {"few": {"reserve": reserve}})), f"{section}.few.reserve.until")
        assert (one.kind, one.reserved) == (Kind.PASSED, True)

    def test_of_an_organisation_is_asked_who_there_can_look(self) -> None:
        one = at(found(("organisations.council.access", "unknown")), "organisations.council.access")
        assert one.said.key == "todo.access-unknown-of-organisation"

    def test_does_not_exist_in_a_list_for_others(self) -> None:
        result = found(*self.CHANGES, audience=Audience.CLIENT)
        assert "council" not in str(result)
        assert at(result, "systems.file.keeps").settles == 5

    @pytest.mark.parametrize("reserved", ["roles.clerk", "organisations.council"])
    def test_nobody_reserved_is_named(self, reserved: str) -> None:
        unknown = {"unknown": {"who": "clerk", "note": "said by clerk"}}
        result = found(
            (f"{reserved}.reserve", self.SECRET), ("systems.file.decides", unknown), audience=Audience.CLIENT
        )
        assert at(result, "systems.file.decides").who is None
        assert "clerk" not in str(result.todo)
        with pytest.raises(NotFound):
            found((f"{reserved}.reserve", self.SECRET), audience=Audience.CLIENT, who="clerk")

    def test_an_entry_of_somebody_reserved_is_no_question_for_others(self) -> None:
        access = [*DATA["systems"]["file"]["access"], {"role": "desk", "can": "read", "when": "unknown"}]
        changes = (("roles.desk.reserve", self.SECRET), ("systems.file.access", access))
        assert at(found(*changes), "systems.file.access.1.when")
        assert not [one for one in found(*changes, audience=Audience.CLIENT).todo if "access" in one.path]


# examples and all descriptions


def said(model: Model, result: OpenQuestions, audience: Audience) -> list[str]:
    """Every sentence, in both languages."""
    speakers = [Speaker(View(model, audience), language) for language in LANGUAGES]
    return [speaker.sentence(one.said) for speaker in speakers for one in result.todo]


@pytest.mark.parametrize("example", ["wijkteam", "mano", "pasq"])
def test_every_example_can_be_said_within_seconds(example: str) -> None:
    model = load(EXAMPLES / example)
    start = time.perf_counter()
    result = open_questions(model, Audience.OFFICER, DAY)
    assert time.perf_counter() - start < 20  # about one second
    assert result.todo == tuple(sorted(result.todo, key=lambda one: one.order))
    assert all(one.settles <= one.touches for one in result.todo)
    assert any(one.settles for one in result.todo)
    assert all(said(model, result, Audience.OFFICER))
    assert all(model.locate(one.path) for one in result.todo)


def test_every_unknown_of_an_example_is_listed() -> None:
    model = load(EXAMPLES / "mano")
    written = sum(path.read_text(encoding="utf-8").count("unknown") for path in (EXAMPLES / "mano").glob("*.yaml"))
    listed = [one for one in open_questions(model, Audience.OFFICER, DAY).todo if one.kind is Kind.UNKNOWN]
    in_words = 1  # "`unknown` marks what it does not say"
    assert len(listed) == written - in_words


@settings(max_examples=25)
@given(models(Shape(reserve=True)))
def test_every_description(data: Data) -> None:
    model = build(data)
    for audience in Audience:
        result = open_questions(model, audience, DAY)
        assert result == open_questions(build(copy.deepcopy(data)), audience, DAY)
        assert all(said(model, result, audience))
        assert result.todo == tuple(sorted(result.todo, key=lambda one: one.order))
        assert len({one.path for one in result.todo}) == len(result.todo)
        assert audience is Audience.OFFICER or not any(one.reserved for one in result.todo)


@pytest.mark.parametrize("kept", [True, False])
def test_asks_if_anything_stays_where_data_goes_through_and_nothing_of_a_back_up_that_is_sure(kept: bool) -> None:
    place = {"kind": "mailbox", "controller": "team", "processor": [], **({"keeps": [KEPT]} if kept else {})}
    backup = {"kind": "backup", "controller": "team", "processor": [], "keeps": [KEPT]}
    through = {**DATA["flows"][0], "via": {"place": "mail"}}
    copied = {"from": "mail", "to": "copy", "items": "all", "for": "help", "mode": "copy", "told": "yes"}
    result = found(("systems.mail", place), ("systems.copy", backup), ("flows", [through, copied]))
    asked = at(result, "systems.mail.keeps")
    assert asked.keys == (("stay-unknown",) if kept else ("end-through",))
    assert asked.kind is (Kind.UNSETTLED if kept else Kind.SILENT)
    assert "where-does-it-go" in asked.questions
    assert not [one for one in result.todo if one.path[0] == "flows"]
