"""What is concerned when something is lost or leaks, by hand-written cases."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.errors import NotFound
from auditor.knowledge.types import Sensitivity
from auditor.loss import Asked, Loss, Lost, OtherCopy, Part, of_flow, of_place, of_role, of_vendor
from auditor.model import Audience, Model
from auditor.model.elements import Condition, Right
from auditor.model.facts import State
from auditor.traces import Presence, Status, Traces
from tests.traces.small import COMPLETE, SECRET, Data, collecting, described, flow

ACCESS: Data = {"role": "worker", "can": ["read", "write"], "when": "own-clients"}
SYSTEMS: Data = {
    "file": {
        **collecting("notes"),
        "controller": "team",
        "processor": {"organisation": "vendor", "contract": "no", "sub-processors": ["council"]},
    },
    "page": {**collecting("score"), "controller": ["team", "vendor"]},
    "other": {**collecting("score"), "controller": "team", "processor": []},
}
DESK = {"rights-desk": {"officer": "worker", "contact": {"phone": "088 000 00 00"}}}


def lost(model: Model, place: str, audience: Audience = Audience.OFFICER) -> Loss:
    return of_place(Traces(model, audience), place)


def item(found: Loss, name: str = "notes") -> Lost:
    (one,) = (one for one in found.items if one.item == name)
    return one


def measures(found: Loss) -> dict[str, State]:
    return {one.name: one.state for one in found.spots[0].measures}


def keys(sentences: Any) -> set[str]:
    return {sentence.key for sentence in sentences}


class TestWhatIsThere:
    def test_a_phone_has_what_is_in_the_programs_on_it(self) -> None:
        model = described(carriers={"phone": {"kind": "phone"}}, systems={"mail": collecting("notes", on="phone")})
        found = lost(model, "phone")
        assert [one.item for one in found.items] == ["notes"]
        assert found.spots[0].systems == ("mail",)
        assert item(found).presences == (Presence.COPY,)

    def test_what_is_seen_told_or_passes_is_marked_so(self) -> None:
        model = described(
            systems={"file": collecting("notes"), "screen": {}, "talk": {}, "between": {}},
            flows=[
                flow("file", "screen", mode="view"),
                flow("file", "talk", mode="tell", written_down="no"),
                flow("file", "council", via={"place": "between"}),
            ],
        )
        for place, presence in (("screen", Presence.VIEW), ("talk", Presence.TOLD), ("between", Presence.CARRIED)):
            assert item(lost(model, place)).presences == (presence,)
            assert item(lost(model, place)).other is None

    def test_how_sure_it_is_and_for_whom(self) -> None:
        model = described(
            scopes={"youth": {}},
            systems={"file": collecting("notes"), "list": {}, "copy": {}},
            flows=[flow("file", "list", if_="if you ask"), flow("file", "copy", scope="youth")],
        )
        assert item(lost(model, "list")).status is Status.SOMETIMES
        assert item(lost(model, "copy")).cases[0].groups == {"youth"}

    def test_about_whom_and_how_delicate(self) -> None:
        items = {"notes": {"category": "health", "about": ["client", "child"]}, "score": {"category": "unknown"}}
        found = lost(described(items=items, systems={"file": collecting()}), "file")
        assert (item(found).about, item(found).sensitivity) == (("client", "child"), Sensitivity.SPECIAL)
        assert item(found, "score").sensitivity is None
        assert "loss.unknown.category" in keys(found.unknown)

    def test_a_copy_that_moves_on_is_there_for_a_while(self) -> None:
        model = described(systems={"form": collecting("notes"), "file": {}}, flows=[flow("form", "file", mode="move")])
        assert item(lost(model, "form")).moved_on
        assert not item(lost(model, "file")).moved_on

    def test_figures_are_listed_and_not_about_a_person(self) -> None:
        model = described(
            systems={"file": collecting("notes"), "screen": {}}, flows=[flow("file", "screen", becomes="figures")]
        )
        assert not item(lost(model, "screen")).personal
        assert "loss.fact.sensitivity.free-text" not in keys(_facts(lost(model, "screen"), Asked.RISK))

    def test_nothing_described_is_not_nothing_there(self) -> None:
        assert "loss.unknown.nothing" in keys(lost(described(systems={"file": {}}), "file").unknown)


class TestOtherCopy:
    def test_where_it_came_from_has_it_too(self) -> None:
        model = described(systems={"file": collecting("notes"), "list": {}}, flows=[flow("file", "list")])
        assert (item(lost(model, "list")).other, item(lost(model, "list")).copies) == (OtherCopy.YES, ("file",))
        assert item(lost(model, "file")).copies == ("list",)

    def test_only_for_some_clients(self) -> None:
        model = described(
            scopes={"youth": {}},
            systems={"file": collecting("notes"), "list": {}},
            flows=[flow("file", "list", scope="youth")],
        )
        assert item(lost(model, "file")).other is OtherCopy.SOME
        assert item(lost(model, "list")).other is OtherCopy.YES

    def test_only_less_precisely(self) -> None:
        model = described(
            systems={"file": collecting("notes"), "list": {}}, flows=[flow("file", "list", becomes="pseudonymised")]
        )
        assert item(lost(model, "file")).other is OtherCopy.SOME

    def test_perhaps(self) -> None:
        model = described(
            systems={"file": collecting("notes"), "list": {}}, flows=[flow("file", "list", happens="unknown")]
        )
        assert item(lost(model, "file")).other is OtherCopy.PERHAPS

    def test_the_same_kind_of_data_written_down_apart_is_perhaps_another_copy(self) -> None:
        model = described(systems={"file": collecting("notes"), "list": collecting("notes")})
        assert item(lost(model, "file")).other is OtherCopy.PERHAPS

    def test_a_program_on_the_lost_phone_is_lost_with_it(self) -> None:
        model = described(carriers={"phone": {"kind": "phone"}}, systems={"roll": collecting("notes", on="phone")})
        assert item(lost(model, "phone")).other is OtherCopy.PERHAPS
        assert item(lost(model, "roll")).other is OtherCopy.PERHAPS

    def test_on_another_carrier_it_is_still_there(self) -> None:
        carriers = {"phone": {"kind": "phone"}, "laptop": {"kind": "laptop"}}
        model = described(carriers=carriers, systems={"mail": collecting("notes", on=["phone", "laptop"])})
        assert item(lost(model, "phone")).copies == ("laptop",)

    def test_what_moved_away_is_no_copy(self) -> None:
        model = described(systems={"form": collecting("notes"), "file": {}}, flows=[flow("form", "file", mode="move")])
        assert item(lost(model, "file")).other is OtherCopy.NONE_KNOWN

    def test_figures_are_no_copy(self) -> None:
        model = described(
            systems={"file": collecting("notes"), "list": {}}, flows=[flow("file", "list", becomes="figures")]
        )
        assert item(lost(model, "file")).other is OtherCopy.NONE_KNOWN

    def test_a_no_needs_lists_that_somebody_declared_complete(self) -> None:
        complete = {"flows-complete": COMPLETE, "collects-complete": COMPLETE}
        assert item(lost(described(systems={"file": collecting("notes")}), "file")).other is OtherCopy.NONE_KNOWN
        model = described(systems={"file": collecting("notes", **complete)})
        assert item(lost(model, "file")).other is OtherCopy.NO
        half = described(systems={"file": collecting("notes", **complete), "list": {}})
        assert item(lost(half, "file")).other is OtherCopy.NONE_KNOWN
        reserved = described(
            systems={"file": collecting("notes", **complete)}, roles={"clerk": {"of": "council", "reserve": SECRET}}
        )
        assert item(lost(reserved, "file", Audience.CLIENT)).other is OtherCopy.NONE_KNOWN


class TestProtection:
    @pytest.mark.parametrize("kind", ["notebook", "paper-file", "printed-list", "letter", "whiteboard"])
    def test_paper_has_no_encryption(self, kind: str) -> None:
        paper = collecting("notes", kind=kind, measures={"encryption": "yes", "locked-storage": "no"})
        assert measures(lost(described(carriers={"paper": paper}), "paper")) == {"locked-storage": State.NO}

    def test_a_stick_has_no_screen(self) -> None:
        stick = collecting("notes", kind="usb-stick", measures={"encryption": "not-applicable"})
        assert measures(lost(described(carriers={"stick": stick}), "stick")) == {
            "encryption": State.NOT_APPLICABLE, "locked-storage": State.UNKNOWN, "backups": State.UNKNOWN,
        }  # fmt: skip

    @pytest.mark.parametrize("said", ["yes", "no", "unknown", "not-applicable"])
    def test_every_state_stays_what_it_is(self, said: str) -> None:
        phone = collecting("notes", kind="phone", measures={"remote-wipe": said})
        found = lost(described(carriers={"phone": phone}), "phone")
        assert measures(found)["remote-wipe"] == State(said)
        assert keys(_facts(found, Asked.TAKEN_AWAY)) == {f"loss.fact.measure.{said}"}

    def test_silence_is_not_known(self) -> None:
        found = lost(described(carriers={"phone": collecting("notes", kind="phone")}), "phone")
        assert set(measures(found).values()) == {State.UNKNOWN}
        assert {"screen-lock", "encryption", "remote-wipe", "two-step-login", "backups"} <= measures(found).keys()

    def test_of_a_carrier_of_an_unknown_kind_everything_is_asked(self) -> None:
        found = lost(described(carriers={"thing": collecting("notes")}), "thing")
        assert {"locked-storage", "encryption"} <= measures(found).keys()
        assert "loss.unknown.kind" in keys(found.unknown)

    def test_a_program_cannot_be_wiped_from_a_distance(self) -> None:
        found = lost(described(systems={"file": collecting("notes", kind="client-registration")}), "file")
        assert measures(found).keys() == {"two-step-login", "encryption", "backups"}
        assert not _facts(found, Asked.TAKEN_AWAY)


class TestReach:
    def model(self, **carrier: Any) -> Model:
        phone = {"kind": "phone", "carried-by": "worker", **carrier}
        file = collecting("notes", "score", access=[{**ACCESS, "items": "notes"}])
        return described(carriers={"phone": phone}, systems={"file": file, "other": collecting("notes")})

    def test_a_phone_opens_what_its_carriers_can_open(self) -> None:
        (one,) = lost(self.model(), "phone").reach
        assert (one.node, one.items, one.can) == ("file", ("notes",), (Right.READ, Right.WRITE))
        assert (one.when, one.when_unknown, one.two_step) == (Condition.OWN_CLIENTS, False, State.UNKNOWN)

    def test_a_place_of_which_nobody_wrote_who_can_come_there_is_perhaps_open(self) -> None:
        assert lost(self.model(), "phone").perhaps_reach == ("other",)

    def test_a_notebook_opens_nothing(self) -> None:
        found = lost(self.model(kind="notebook"), "phone")
        assert (found.reach, found.perhaps_reach) == ((), ())

    def test_who_carries_it_is_unknown(self) -> None:
        found = lost(self.model(**{"carried-by": "unknown"}), "phone")
        assert found.reach == ()
        assert "loss.unknown.carried-by" in keys(found.unknown)

    def test_a_program_of_which_nobody_knows_where_it_is_may_be_on_it(self) -> None:
        model = described(carriers={"phone": {"kind": "phone"}}, systems={"mail": collecting("notes", on="unknown")})
        assert lost(model, "phone").spots[0].perhaps_on == ("mail",)

    def test_an_account_opens_every_place_with_its_rights(self) -> None:
        model = described(
            systems={
                "file": collecting("notes", access=[ACCESS]),
                "list": {"access": [{"role": "worker", "can": "unknown", "when": "unknown"}]},
                "theirs": {"access": [{"role": "clerk", "can": "read"}]},
            },
            carriers={"paper": {"kind": "paper-file", "access": [ACCESS]}},
            flows=[flow("file", "list"), flow("file", "theirs"), flow("file", "paper")],
        )
        found = of_role(Traces(model), "worker")
        assert [(one.node, one.can, one.when, one.when_unknown) for one in found.reach] == [
            ("file", (Right.READ, Right.WRITE), Condition.OWN_CLIENTS, False),
            ("list", None, None, True),
        ]
        assert [one.item for one in found.items] == ["notes"]


class TestFlow:
    def model(self, **facts: Any) -> Model:
        systems = {"file": {**collecting("notes", "score"), "controller": "team"}, "mail": {}}
        return described(systems=systems, flows=[{**flow("file", "council", ["notes"]), "id": "letter", **facts}])

    def lost(self, **facts: Any) -> Loss:
        return of_flow(Traces(self.model(**facts)), "letter")

    def test_what_it_carries_and_that_the_sender_still_has_it(self) -> None:
        found = self.lost(encrypted="no")
        assert [(one.item, one.other, one.copies) for one in found.items] == [("notes", OtherCopy.YES, ("file",))]
        assert found.sent
        assert found.sent.encrypted is State.NO
        assert keys(_facts(found, Asked.UNREADABLE)) == {"loss.fact.encrypted.no"}

    def test_what_moves_is_gone_from_the_sender(self) -> None:
        assert item(self.lost(mode="move")).other is OtherCopy.NONE_KNOWN

    def test_unknown_items_are_all_there_can_be(self) -> None:
        found = self.lost(items="unknown")
        assert {(one.item, one.status) for one in found.items} == {
            ("notes", Status.PERHAPS), ("score", Status.PERHAPS),
        }  # fmt: skip
        assert "loss.unknown.items" in keys(found.unknown)

    def test_a_flow_that_does_not_happen_is_told_so(self) -> None:
        found = self.lost(happens="no")
        assert item(found).status is Status.PERHAPS
        assert "loss.unknown.denied" in keys(found.unknown)

    def test_a_talk_is_not_sent_back(self) -> None:
        assert "loss.aid.said" in keys(self.lost(mode="tell").first_aid)
        assert "loss.aid.sent" in keys(self.lost().first_aid)

    def test_what_it_has_become(self) -> None:
        assert [str(form) for form in item(self.lost(becomes="pseudonymised")).forms] == ["pseudonymised"]


class TestVendor:
    def test_every_place_it_has_to_do_with(self) -> None:
        found = of_vendor(Traces(described(systems=SYSTEMS)), "vendor")
        assert [(one.node, one.parts, one.contract) for one in found.spots] == [
            ("file", (Part.PROCESSOR,), State.NO),
            ("page", (Part.DECIDES,), None),
        ]
        assert [one.item for one in found.items] == ["notes", "score"]
        assert found.first_aid == ()

    def test_whom_it_tells(self) -> None:
        found = of_vendor(Traces(described(systems=SYSTEMS)), "vendor")
        told = {one.said.key: one for one in found.tell}
        assert told["loss.tell.vendor"].said.params["names"].ids == ("team",)  # type: ignore[union-attr]
        assert told["loss.tell.vendor"].law == "avg-33-2"
        assert "loss.tell.vendor-decides" in told
        assert "loss.tell.together" in told

    def test_a_company_below_another_one(self) -> None:
        found = of_vendor(Traces(described(systems=SYSTEMS)), "council")
        (one,) = found.spots
        assert (one.parts, one.above) == ((Part.SUB_PROCESSOR,), "vendor")
        assert "loss.tell.vendor-below" in {one.said.key for one in found.tell}

    def test_nobody_knows_whom_it_tells(self) -> None:
        systems = {"file": {**collecting("notes"), "processor": "vendor"}}
        found = of_vendor(Traces(described(systems=systems)), "vendor")
        assert {"loss.tell.vendor-whom", "loss.tell.decider-unknown"} <= {one.said.key for one in found.tell}

    def test_what_it_received_and_what_its_people_can_open(self) -> None:
        systems = {"file": {**collecting("notes"), "controller": "team",
                            "access": [{"role": "helpdesk", "can": "read"}]}}  # fmt: skip
        model = described(systems=systems, flows=[flow("file", "vendor")])
        found = of_vendor(Traces(model), "vendor")
        assert [(one.node, one.parts) for one in found.spots] == [("vendor", (Part.DECIDES, Part.RECEIVED))]
        assert [one.node for one in found.reach] == ["file"]


class TestWhomToTell:
    def test_the_officer_or_whom_clients_ask_or_nobody(self) -> None:
        for desk, key, aid in (
            ({"officer": "worker", "ask": "clerk"}, "loss.tell.officer", "loss.aid.report"),
            ({"ask": "worker"}, "loss.tell.desk", "loss.aid.report-desk"),
            ({"ask": "clerk"}, "loss.tell.inside-unknown", "loss.aid.report-unknown"),  # of the council
            ({"officer": "unknown"}, "loss.tell.inside-unknown", "loss.aid.report-unknown"),
            (None, "loss.tell.inside-unknown", "loss.aid.report-unknown"),
        ):
            team = {"kind": "welfare", **({"rights-desk": desk} if desk else {})}
            found = lost(described(organisations={"team": team}, systems={"file": collecting("notes")}), "file")
            assert found.tell[0].said.key == key
            assert found.first_aid[0].key == aid

    def test_within_72_hours_by_whoever_decides(self) -> None:
        model = described(systems={"file": collecting("notes", controller="council")})
        told = {one.said.key: one for one in lost(model, "file").tell}
        assert told["loss.tell.authority"].law == "avg-33"
        assert told["loss.tell.authority"].said.params["names"].ids == ("council",)  # type: ignore[union-attr]
        assert "loss.tell.others" in told
        assert told["loss.tell.people"].law == "avg-34"
        assert told["loss.tell.record"].law == "avg-33-5"

    def test_nobody_knows_who_decides(self) -> None:
        told = {one.said.key for one in lost(described(systems={"file": collecting("notes")}), "file").tell}
        assert {"loss.tell.decider-unknown", "loss.tell.authority-whoever"} <= told
        assert "loss.tell.authority" not in told

    def test_the_questions_of_the_law_are_all_there_and_answered_by_nobody(self) -> None:
        found = lost(described(systems={"file": collecting("notes", log={"kept": "yes", "ask": "worker"})}), "file")
        assert [ask.asked for ask in found.asks] == list(Asked)
        assert keys(_facts(found, Asked.SEEN)) == {"loss.fact.log.ask"}
        assert _facts(found, Asked.EFFORT) == ()


class TestFirstAid:
    def aid(self, **facts: Any) -> set[str]:
        model = described(organisations={"team": {"kind": "welfare", **DESK}}, carriers={"thing": facts})
        return keys(lost(model, "thing").first_aid)

    def test_how_to_reach_the_officer(self) -> None:
        assert {"loss.aid.report", "loss.aid.phone"} <= self.aid(kind="phone")

    @pytest.mark.parametrize(
        ("state", "key"), [("yes", "loss.aid.wipe-yes"), ("unknown", "loss.aid.wipe-unknown"), ("no", None)]
    )
    def test_wiping_is_asked_for_where_it_may_be_possible(self, state: str, key: str | None) -> None:
        wiping = {one for one in self.aid(kind="phone", measures={"remote-wipe": state}) if "wipe" in one}
        assert wiping == ({key} if key else set())

    def test_paper_has_no_password(self) -> None:
        assert "loss.aid.password" in self.aid(kind="laptop")
        assert "loss.aid.password" not in self.aid(kind="notebook")


@pytest.mark.parametrize(
    ("of", "kind"), [(of_place, "place"), (of_flow, "flow"), (of_vendor, "organisation"), (of_role, "role")]
)
def test_what_the_description_does_not_have(of: Any, kind: str) -> None:
    with pytest.raises(NotFound) as found:
        of(Traces(described(systems={"file": collecting("notes")})), "nothing")
    assert found.value.key == f"error.no-such-{kind}"


def _facts(found: Loss, asked: Asked) -> tuple[Any, ...]:
    return next((ask.facts for ask in found.asks if ask.asked is asked), ())


class TestOnTheWay:
    MODEL = described(
        systems={"file": collecting("notes"), "mail": {"kind": "mailbox", "on": ["phone"]}},
        carriers={"phone": {"kind": "phone"}},
        flows=[flow("file", "council", ["notes"], mode="view", via={"place": "mail"})],
    )

    def test_a_phone_may_have_what_goes_through_a_program_on_it(self) -> None:
        assert item(lost(self.MODEL, "phone")).presences == (Presence.CARRIED,)

    def test_what_goes_through_may_be_another_copy(self) -> None:
        found = item(lost(self.MODEL, "file"))
        assert (found.other, found.copies) == (OtherCopy.PERHAPS, ("mail", "phone"))


class TestBackups:
    def found(self, backups: str | None = None, **facts: Any) -> State:
        measured = {"measures": {"backups": backups}} if backups else {}
        model = described(
            systems={"file": collecting("notes", **measured), "copies": {"kind": "backup"}},
            flows=[flow("file", "copies", **facts)],
        )
        return measures(lost(model, "file"))["backups"]

    def test_a_back_up_that_is_described_is_there(self) -> None:
        assert self.found() is State.YES
        assert self.found("unknown") is State.YES

    def test_what_somebody_said_of_it_stands(self) -> None:
        assert self.found("no") is State.NO

    def test_one_of_which_nobody_knows_whether_it_happens_says_nothing(self) -> None:
        assert self.found(happens="unknown") is State.UNKNOWN
        assert self.found(happens="no") is State.UNKNOWN
