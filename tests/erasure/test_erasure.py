"""What can be done about each copy, by hand-written cases: one fact missing at a time."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.erasure import Beyond, Erasure, How, Remover, State, Step, Why, erasure
from auditor.errors import NotFound
from auditor.model import Audience, Model
from auditor.model.elements import Condition
from auditor.traces import Status, Traces
from tests.traces.small import COMPLETE, SECRET, Data, collecting, described, flow, rule

OURS: Data = {
    "kind": "client-registration",
    "controller": "team",
    "processor": [],
    "access": [{"role": "worker", "can": ["read", "delete"], "when": "own-clients"}],
    "keeps": [rule(term="5 years", starts="end-of-help")],
}
"""A place of which everything is known: the copy can go."""


def ours(**more: Any) -> Data:
    """The same with other facts; None leaves one out."""
    facts = {**OURS, **{name.rstrip("_").replace("_", "-"): fact for name, fact in more.items()}}
    return collecting("notes", **{name: fact for name, fact in facts.items() if fact is not None})


def walked(model: Model, item: str | None = "notes", audience: Audience = Audience.OFFICER) -> Erasure:
    return erasure(Traces(model, audience), item)


def of_file(**more: Any) -> Step:
    """The only step where there is nothing but our file."""
    (step,) = walked(described(systems={"file": ours(**more)})).steps
    return step


class TestOurOwnPlace:
    def test_can_go_where_all_is_known(self) -> None:
        step = of_file()
        assert (step.state, step.why, step.who) == (State.CAN_GO, (), ("team",))
        assert step.removers == (Remover("worker", Condition.OWN_CLIENTS),)
        assert (step.processors, step.processors_known) == ((), True)

    @pytest.mark.parametrize(
        ("fact", "value", "why"),
        [
            ("controller", None, Why.WHO_UNKNOWN),
            ("controller", "unknown", Why.WHO_UNKNOWN),
            ("access", None, Why.ACCESS_UNKNOWN),
            ("access", "unknown", Why.ACCESS_UNKNOWN),
            ("access", [{"role": "worker", "can": "unknown"}], Why.ACCESS_UNKNOWN),
            ("access", [{"role": "worker", "can": ["read", "write"]}], Why.NOBODY_MAY),
            ("access", [{"role": "worker", "can": "delete", "items": ["score"]}], Why.NOBODY_MAY),
            ("keeps", None, Why.RULE_UNKNOWN),
            ("keeps", "unknown", Why.RULE_UNKNOWN),
            ("keeps", [rule(term="unknown")], Why.RULE_UNKNOWN),
            ("keeps", [rule(term="5 years", items=["score"])], Why.RULE_UNKNOWN),
            ("keeps", [rule(term="5 years", limit="minimum")], Why.MINIMUM),
            ("keeps", [rule(term={"law": "uavg-46"})], Why.LAW_UNSURE),
            ("keeps", [rule(term="5 years", law="nen-7513")], Why.LAW_UNSURE),
            ("kind", None, Why.KIND_UNKNOWN),
            ("kind", "unknown", Why.KIND_UNKNOWN),
        ],
    )
    def test_one_fact_less_and_nobody_says_that_it_can_go(self, fact: str, value: Any, why: Why) -> None:
        step = of_file(**{fact: value})
        assert (step.state, step.why) == (State.UNKNOWN, (why,))

    def test_a_term_of_our_own_is_no_law_however_it_ends(self) -> None:
        for more in ({}, {"limit": "minimum", "policy": "ours"}, {"limit": "maximum"}, {"set_up": "not-set-up"}):
            assert of_file(keeps=[rule(term="15 years", starts="end-of-help", **more)]).state is State.CAN_GO

    def test_a_rule_for_some_clients_says_nothing_of_the_others(self) -> None:
        file = ours(keeps=[rule(term="5 years", starts="end-of-help", scope="youth")])
        (step,) = walked(described(scopes={"youth": {}}, systems={"file": file})).steps
        assert (step.state, step.why) == (State.UNKNOWN, (Why.RULE_NOT_FOR_ALL,))

    def test_companies_are_told_with_their_own_companies(self) -> None:
        step = of_file(processor={"organisation": "vendor", "sub-processors": ["council"]})
        assert (step.processors, step.processors_known) == (("vendor", "council"), True)
        assert not of_file(processor=None).processors_known
        assert not of_file(processor="unknown").processors_known

    def test_a_purpose_of_a_public_task_is_to_be_weighed(self) -> None:
        purposes = {"help": {"basis": "public-task"}, "mail": {"basis": "consent"}}
        collects = [{"items": "notes", "from": "client", "for": ["help", "mail"]}]
        model = described(purposes=purposes, systems={"file": {**OURS, "collects": collects}})
        assert walked(model).steps[0].weigh == ("help",)

    def test_something_inside_our_organisation_is_to_be_found_out(self) -> None:
        model = described(systems={"file": ours()}, flows=[flow("file", "team")])
        step = _at(walked(model), "team")
        assert (step.state, step.why) == (State.UNKNOWN, (Why.INSIDE,))


class TestWhoMayRemoveOnlySometimes:
    @pytest.mark.parametrize("when", ["own-clients", "own-team", "all"])
    def test_an_access_for_requests_is_enough(self, when: str) -> None:
        assert _with_access({"when": when}).state is State.CAN_GO

    @pytest.mark.parametrize(
        ("access", "why"),
        [
            ({"when": "incident"}, Why.REMOVER_SOMETIMES),
            ({"when": "own-clients", "if": "als de cliënt dat wil"}, Why.REMOVER_SOMETIMES),
            ({"if": "als de cliënt dat wil"}, Why.REMOVER_SOMETIMES),
            ({"when": "own-clients", "scope": "youth"}, Why.REMOVER_NOT_FOR_ALL),
            ({"when": "unknown"}, Why.REMOVER_WHEN_UNKNOWN),
            ({}, Why.REMOVER_WHEN_UNKNOWN),
        ],
    )
    def test_otherwise_it_is_to_be_found_out_first(self, access: Data, why: Why) -> None:
        step = _with_access(access)
        assert (step.state, step.why) == (State.UNKNOWN, (why,))

    def test_every_case_is_told_with_the_function(self) -> None:
        (remover,) = _with_access({"when": "incident", "if": "als het moet", "scope": "youth"}).removers
        assert (remover.when, remover.groups) == (Condition.INCIDENT, frozenset({"youth"}))
        assert remover.condition is not None
        (asked,) = _with_access({"when": "unknown"}).removers
        assert (asked.when, asked.asked) == (None, True)

    def test_several_functions_can_be_enough_together(self) -> None:
        access = [
            {"role": "worker", "can": "delete", "when": "own-clients", "scope": "youth"},
            {"role": "clerk", "can": "delete", "when": "own-clients", "scope": "debts"},
        ]
        collects = [{"items": "notes", "from": "client", "scope": group} for group in ("youth", "debts")]
        file = {**OURS, "collects": collects, "access": access}
        (step,) = walked(described(scopes={"youth": {}, "debts": {}}, systems={"file": file})).steps
        assert step.state is State.CAN_GO
        assert [one.groups for one in step.removers] == [{"debts"}, {"youth"}]


def _with_access(access: Data) -> Step:
    file = ours(access=[{"role": "worker", "can": ["read", "delete"], **access}])
    (step,) = walked(described(scopes={"youth": {}}, systems={"file": file})).steps
    return step


class TestWeighing:
    @pytest.mark.parametrize(
        ("purpose", "unknown"),
        [
            ({"basis": "consent"}, False),
            ({"basis": "public-task"}, False),
            ({"basis": "unknown"}, True),
            ({}, True),
            (None, True),
        ],
    )
    def test_a_purpose_or_basis_that_nobody_knows_may_be_a_duty(self, purpose: Data | None, unknown: bool) -> None:
        collects = {"items": "notes", "from": "client", **({} if purpose is None else {"for": "help"})}
        model = described(purposes={"help": purpose or {}}, systems={"file": {**OURS, "collects": [collects]}})
        assert walked(model).steps[0].weigh_unknown is unknown


class TestComesAgain:
    def test_from_a_place_that_is_emptied_later(self) -> None:
        flows = [flow("file", "list"), flow("list", "file")]
        found = walked(described(systems={"file": ours(), "list": dict(OURS)}, flows=flows))
        assert [(step.node, step.again) for step in found.steps] == [("file", ("list",)), ("list", ())]

    def test_from_a_place_where_it_stays_or_may_stay(self) -> None:
        for keeps in ([rule(term={"law": "awr-52"})], "unknown"):
            model = described(systems={"file": ours(keeps=keeps), "list": dict(OURS)}, flows=[flow("file", "list")])
            assert _at(walked(model), "list").again == ("file",)
        model = described(systems={"file": ours(), "list": dict(OURS)}, flows=[flow("file", "list")])
        assert _at(walked(model), "list").again == ()

    def test_nothing_can_be_removed_from_a_back_up_first(self) -> None:
        copies = {**OURS, "kind": "backup", "keeps": [rule(term="90 days", starts="deleted-at-source")]}
        flows = [flow("file", "copies"), flow("copies", "file")]
        model = described(systems={"file": ours(), "copies": copies}, flows=flows)
        step = _at(walked(model), "file")
        assert _at(walked(model), "copies").state is State.LATER
        assert (step.again, step.put_back) == ((), ("copies",))

    @pytest.mark.parametrize("more", [{"mode": "view"}, {"happens": "no"}, {"becomes": "figures"}, {"items": "score"}])
    def test_not_by_a_flow_that_brings_no_copy_of_it(self, more: Data) -> None:
        flows = [flow("file", "list"), flow("list", "file", **more)]
        found = walked(described(systems={"file": ours(), "list": dict(OURS)}, flows=flows))
        assert _at(found, "file").again == ()

    def test_not_of_other_clients(self) -> None:
        scopes: Data = {"youth": {"division": "age"}, "adults": {"division": "age"}}
        flows = [flow("file", "list", scope="youth"), flow("list", "file", scope="adults")]
        found = walked(described(scopes=scopes, systems={"file": ours(), "list": dict(OURS)}, flows=flows))
        assert _at(found, "file").again == ()


class TestLaw:
    def test_a_law_without_a_right_to_destruction_makes_it_stay(self) -> None:
        step = of_file(keeps=[rule(term={"law": "awr-52"}, starts="end-of-help")])
        assert (step.state, step.otherwise, [keep.law for keep in step.keeps]) == (State.MUST_STAY, None, ["awr-52"])

    @pytest.mark.parametrize(
        ("law", "article", "kind"),
        [
            ("wmo-2015-5.3.4", "wmo-2015-5.3.5", "welfare"),
            ("jeugdwet-7.3.8", "jeugdwet-7.3.9", "welfare"),
            ("bw-7.454", "bw-7.455", "health-care"),
        ],
    )
    def test_a_professional_file_can_be_destroyed_on_request(self, law: str, article: str, kind: str) -> None:
        file = ours(keeps=[rule(term={"law": law})])
        (step,) = walked(described(organisations={"team": {"kind": kind}}, systems={"file": file})).steps
        assert (step.state, step.keeps[0].on_request, step.keeps[0].sure) == (State.ON_REQUEST, article, True)

    def test_the_heaviest_law_decides(self) -> None:
        laws = [rule(term={"law": "wmo-2015-5.3.4"}), rule(term={"law": "awr-52"}, starts="end-of-help")]
        assert of_file(keeps=laws).state is State.MUST_STAY

    def test_a_law_that_says_at_most_makes_nothing_stay(self) -> None:
        keeps = [rule(term={"law": "samenwerkingsverbanden-1.8"})]
        file = ours(keeps=keeps)
        (step,) = walked(described(organisations={"team": {"kind": "partnership"}}, systems={"file": file})).steps
        assert (step.state, step.keeps) == (State.CAN_GO, ())

    def test_a_law_for_another_kind_of_holder_is_not_sure(self) -> None:
        step = of_file(keeps=[rule(term={"law": "selectielijst-2020-8.1.9"})])
        assert (step.state, step.why, step.keeps[0].sure) == (State.UNKNOWN, (Why.LAW_UNSURE,), False)

    def test_a_law_in_one_of_several_alternatives_counts(self) -> None:
        keeps = [rule(last_of=[{"term": {"law": "awr-52"}, "starts": "end-of-help"}, {"until": "deleted-by-worker"}])]
        assert of_file(keeps=keeps).state is State.MUST_STAY

    def test_a_law_for_some_clients_leaves_the_others(self) -> None:
        law = rule(term={"law": "wmo-2015-5.3.4"}, scope="wmo")
        own = rule(term="5 years", starts="end-of-help", scope="debts")
        scopes: Data = {"wmo": {}, "debts": {}}
        for keeps, otherwise, why in (
            ([law], State.UNKNOWN, (Why.RULE_NOT_FOR_ALL,)),
            ([law, {**own, "scope": "all"}], State.CAN_GO, ()),
        ):
            (step,) = walked(described(scopes=scopes, systems={"file": ours(keeps=keeps)})).steps
            assert (step.state, step.otherwise, step.otherwise_why) == (State.ON_REQUEST, otherwise, why)

    def test_a_copy_of_only_those_clients_has_no_others(self) -> None:
        collects = [{"items": "notes", "from": "client", "scope": "wmo"}]
        file = {**OURS, "collects": collects, "keeps": [rule(term={"law": "wmo-2015-5.3.4"}, scope="wmo")]}
        (step,) = walked(described(scopes={"wmo": {}}, systems={"file": file})).steps
        assert (step.state, step.otherwise) == (State.ON_REQUEST, None)

    def test_a_body_of_the_knowledge_keeps_what_its_law_says(self) -> None:
        model = described(organisations={"cak": {"use": "cak"}}, systems={"file": ours()}, flows=[flow("file", "cak")])
        step = _at(walked(model), "cak")
        assert (step.who, [keep.law for keep in step.keeps]) == (("cak",), ["wmo-2015-5.3.4"])


class TestOthers:
    def test_only_they_can_do_it(self) -> None:
        theirs = {**OURS, "controller": "council"}
        model = described(
            systems={"file": ours(), "theirs": theirs},
            flows=[flow("file", "theirs"), flow("file", "council")],
        )
        found = walked(model)
        assert (_at(found, "theirs").state, _at(found, "theirs").why) == (State.ASK, (Why.OTHERS,))
        assert (_at(found, "council").state, _at(found, "council").why) == (State.ASK, (Why.UNDESCRIBED,))

    def test_what_we_decide_together_is_ours_too(self) -> None:
        assert of_file(controller=["team", "council"]).who == ("team", "council")
        assert of_file(controller=["team", "council"]).state is State.CAN_GO


class TestBackUp:
    def test_goes_after_its_sources_and_comes_last(self) -> None:
        backup = {**OURS, "kind": "backup", "access": None, "keeps": [rule(term="35 days", starts="deleted-at-source")]}
        backup = {name: fact for name, fact in backup.items() if fact is not None}
        model = described(
            systems={"a-backup": backup, "file": ours(keeps=[rule(term={"law": "awr-52"})]), "z-list": dict(OURS)},
            flows=[flow("file", "a-backup"), flow("file", "z-list")],
        )
        found = walked(model)
        assert [step.node for step in found.steps] == ["file", "z-list", "a-backup"]
        assert (found.steps[2].state, found.steps[2].removers) == (State.LATER, ())
        assert found.steps[2].until

    @pytest.mark.parametrize(
        "keeps",
        [
            None, "unknown", [rule(term="35 days", starts="deleted-at-source", set_up="not-set-up")],
            [rule(term="35 days", starts="deleted-at-source", then="nothing")],
            [rule(term="35 days", starts="deleted-at-source", then="unknown")],
        ],
    )  # fmt: skip
    def test_of_which_the_end_is_not_known_is_to_be_found_out(self, keeps: Any) -> None:
        backup = {**OURS, "kind": "backup", **({} if keeps is None else {"keeps": keeps})}
        if keeps is None:
            del backup["keeps"]
        found = walked(described(systems={"file": ours(), "backup": backup}, flows=[flow("file", "backup")]))
        assert _at(found, "backup").state is State.UNKNOWN
        assert Why.ONE_PERSON in _at(found, "backup").why

    def test_a_log_in_which_nobody_may_delete_is_to_be_found_out(self) -> None:
        access = [{"role": "worker", "can": "read"}]
        assert of_file(kind="log", access=access).why == (Why.NOBODY_MAY, Why.ONE_PERSON)
        assert of_file(kind="log").state is State.CAN_GO


class TestOutOfReach:
    def test_what_was_told(self) -> None:
        model = described(systems={"file": ours()}, flows=[flow("file", "council", mode="tell")])
        told = [step for step in walked(model).steps if step.node == "council"]
        assert [(step.state, step.why) for step in told if Why.TOLD in step.why] == [(State.OUT_OF_REACH, (Why.TOLD,))]

    def test_what_the_hearer_writes_down_is_a_copy_too(self) -> None:
        model = described(systems={"file": ours()}, flows=[flow("file", "council", mode="tell", written_down="yes")])
        assert {step.state for step in walked(model).steps if step.node == "council"} == {State.OUT_OF_REACH, State.ASK}

    @pytest.mark.parametrize("becomes", ["figures", "anonymous"])
    def test_what_is_no_longer_about_one_person(self, becomes: str) -> None:
        model = described(
            systems={"file": ours(), "screen": dict(OURS)}, flows=[flow("file", "screen", becomes=becomes)]
        )
        step = _at(walked(model), "screen")
        assert (step.state, step.why) == (State.OUT_OF_REACH, (Why(becomes),))

    @pytest.mark.parametrize(
        ("kind", "beyond"),
        [("website", Beyond.ONLINE), ("social-media", Beyond.ONLINE), ("mailbox", None), ("backup", None)],
    )
    def test_more_can_be_left_online(self, kind: str, beyond: Beyond | None) -> None:
        assert of_file(kind=kind).beyond is beyond

    @pytest.mark.parametrize("kind", ["notebook", "paper-file", "printed-list", "letter", "whiteboard"])
    def test_more_can_be_left_on_paper(self, kind: str) -> None:
        paper = {**OURS, "kind": kind, "owner": "team"}
        del paper["controller"]
        model = described(carriers={"paper": paper}, systems={"file": ours()}, flows=[flow("file", "paper")])
        step = _at(walked(model), "paper")
        assert (step.beyond, step.state, step.who) == (Beyond.PAPER, State.CAN_GO, ("team",))


class TestCarrier:
    @pytest.mark.parametrize(
        ("facts", "why"),
        [
            ({"owner": "team", "carried-by": "worker"}, ()),
            ({"owner": "unknown", "carried-by": "worker"}, (Why.WHO_UNKNOWN,)),
            ({"carried-by": "worker"}, (Why.WHO_UNKNOWN,)),
            ({"owner": "team", "carried-by": "unknown"}, (Why.ACCESS_UNKNOWN,)),
            ({"owner": "team"}, (Why.ACCESS_UNKNOWN,)),
            ({"owner": "team", "carried-by": "worker", "access": "unknown"}, (Why.ACCESS_UNKNOWN,)),
        ],
    )
    def test_whoever_carries_it_can_do_it(self, facts: Data, why: tuple[Why, ...]) -> None:
        phone = {"kind": "phone", "keeps": OURS["keeps"], **facts}
        model = described(carriers={"phone": phone}, systems={"file": ours(on="phone")})
        step = _at(walked(model), "phone")
        assert (step.state, step.why) == (State.UNKNOWN if why else State.CAN_GO, why)


def test_a_copy_that_moves_on_lives_where_it_went() -> None:
    model = described(systems={"form": ours(), "file": dict(OURS)}, flows=[flow("form", "file", mode="move")])
    found = walked(model)
    assert [(step.node, step.state) for step in found.steps] == [("form", State.MOVED), ("file", State.CAN_GO)]


def test_what_is_made_of_it_goes_too_and_one_place_is_one_step() -> None:
    file = ours(derives=[{"item": "score", "out-of": "notes"}])
    (step,) = walked(described(systems={"file": file})).steps
    assert [(held.item, held.status) for held in step.items] == [
        ("notes", Status.ALWAYS), ("score", Status.ALWAYS),
    ]  # fmt: skip


class TestBefore:
    def test_says_always_that_there_can_be_more_until_all_is_declared_complete(self) -> None:
        assert _open(walked(described(systems={"file": ours()}))) == {"flows", "collects"}
        complete = ours(flows_complete=COMPLETE, collects_complete=COMPLETE)
        assert _open(walked(described(systems={"file": complete}))) == set()

    def test_for_clients_no_list_is_complete_while_anything_is_reserved(self) -> None:
        complete = ours(flows_complete=COMPLETE, collects_complete=COMPLETE)
        model = described(systems={"file": complete}, roles={"clerk": {"of": "council", "reserve": SECRET}})
        assert _open(walked(model, audience=Audience.CLIENT)) == {"flows", "collects"}
        assert _open(walked(model)) == set()

    def test_asks_on_which_phone_a_program_is_and_which_company_works_with_it(self) -> None:
        unknown = ours(on="unknown", processor="unknown")
        assert _open(walked(described(systems={"file": unknown}))) == {"flows", "collects", "on", "processor"}

    def test_what_nobody_described_inside_an_organisation(self) -> None:
        model = described(systems={"file": ours()}, flows=[flow("file", "council")])
        assert "inside" in _open(walked(model))

    def test_no_copy_at_all_is_said(self) -> None:
        assert "nothing" in _open(walked(described(systems={"file": dict(OURS)})))


class TestNotified:
    def test_every_other_organisation_with_how_it_got_it(self) -> None:
        model = described(
            systems={"file": ours()},
            flows=[flow("file", "council"), flow("file", "council", mode="tell"), flow("file", "vendor", mode="view")],
        )
        told = {one.organisation: one.how for one in walked(model).notify}
        assert told == {"council": (How.COPY, How.TOLD), "vendor": (How.VIEW,)}

    def test_who_got_it_from_others_is_for_them_to_tell(self) -> None:
        model = described(systems={"file": ours()}, flows=[flow("file", "council"), flow("council", "vendor")])
        council, vendor = walked(model).notify
        assert (council.organisation, council.by_us, council.by) == ("council", True, ())
        assert (vendor.organisation, vendor.by_us, vendor.by) == ("vendor", False, ("council",))

    def test_people_of_others_who_can_look_with_us(self) -> None:
        access = [*OURS["access"], {"role": "clerk", "can": "read"}, {"role": "helpdesk", "can": "read"}]
        model = described(systems={"file": ours(access=access, processor="vendor")})
        (council,) = walked(model).notify  # the helpdesk works for our processor, who is told at the step
        assert (council.organisation, council.how) == ("council", (How.ACCESS,))

    def test_a_place_of_nobody_knows_whom(self) -> None:
        model = described(systems={"file": ours(), "list": {}}, flows=[flow("file", "list")])
        assert [(one.organisation, one.nodes) for one in walked(model).notify] == [(None, ("list",))]

    def test_nobody_is_told_of_figures(self) -> None:
        model = described(systems={"file": ours()}, flows=[flow("file", "council", becomes="figures")])
        assert walked(model).notify == ()


def test_an_unknown_kind_of_data() -> None:
    with pytest.raises(NotFound):
        walked(described(systems={"file": ours()}), "nothing")


def _at(found: Erasure, node: str) -> Step:
    (step,) = (step for step in found.steps if step.node == node)
    return step


def _open(found: Erasure) -> set[str]:
    return {sentence.key.removeprefix("erase.before.") for sentence in found.before}


class TestOnTheWay:
    """The file sends it to the council by way of a place where something may stay."""

    def through(self, between: Data, *more: Data, **sections: Data) -> Erasure:
        flows = [flow("file", "council", ["notes"], via={"place": "mail"}), *more]
        return walked(described(systems={"file": ours(), "mail": between}, flows=flows, **sections))

    def test_what_may_stay_is_a_step(self) -> None:
        facts = {name: fact for name, fact in ours().items() if name != "collects"}
        (step,) = (one for one in self.through(facts).steps if one.node == "mail")
        assert (step.state, step.through, step.items[0].status) == (State.CAN_GO, True, Status.PERHAPS)

    def test_without_a_rule_it_is_to_be_found_out(self) -> None:
        (step,) = (one for one in self.through({"controller": "team"}).steps if one.node == "mail")
        assert step.state is State.UNKNOWN
        assert Why.RULE_UNKNOWN in step.why

    def test_so_is_what_may_be_on_the_phone(self) -> None:
        found = self.through({"on": ["phone"]}, carriers={"phone": {"kind": "phone"}})
        (step,) = (one for one in found.steps if one.node == "phone")
        assert (step.state, step.through) == (State.UNKNOWN, True)

    def test_a_copy_that_moves_on_leaves_what_went_through(self) -> None:
        moves = flow("mail", "list", ["notes"], mode="move")
        found = self.through(ours(), moves, carriers={"list": {}})
        (step,) = (one for one in found.steps if one.node == "mail")
        assert (step.state, step.through) == (State.CAN_GO, False)

    def test_who_decides_about_the_place_is_told(self) -> None:
        (told,) = (one for one in self.through({"controller": "vendor"}).notify if one.organisation == "vendor")
        assert (told.how, told.items) == ((How.THROUGH,), ("notes",))
