"""Where an item goes: every way to go on, what it becomes, how sure, for whom, and where it begins."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from auditor.errors import NotFound
from auditor.model import Audience
from auditor.traces import EVERYBODY, Case, Status, StepKind, Traces
from auditor.traces.reach import MOST_CASES
from tests.traces.small import SECRET, collecting, described, flow, route, ways

# One flow from the file to the mailbox, and then a copy of everything to the council.
FLOWS: dict[str, tuple[dict[str, Any], set[str], set[str]]] = {
    "copy": ({}, {"copy always"}, {"copy always"}),
    "move": ({"mode": "move"}, {"copy always"}, {"copy always"}),
    "view": ({"mode": "view"}, {"view always"}, set()),
    "tell": ({"mode": "tell"}, {"told always", "copy perhaps"}, {"copy perhaps"}),
    "tell, written down": (
        {"mode": "tell", "written_down": "yes"},
        {"told always", "copy always"},
        {"copy always"},
    ),
    "tell, not written down": ({"mode": "tell", "written_down": "no"}, {"told always"}, set()),
    "tell, nothing to write": ({"mode": "tell", "written_down": "not-applicable"}, {"told always"}, set()),
    "tell, perhaps written down": (
        {"mode": "tell", "written_down": "unknown"},
        {"told always", "copy perhaps"},
        {"copy perhaps"},
    ),
    "tell on a condition": (
        {"mode": "tell", "if_": "if you ask"},
        {"told sometimes", "copy perhaps"},
        {"copy perhaps"},
    ),
    "unknown mode": ({"mode": "unknown"}, {"copy perhaps"}, {"copy perhaps"}),
    "condition": ({"if_": "if you ask"}, {"copy sometimes"}, {"copy sometimes"}),
    "happens": ({"happens": "yes"}, {"copy always"}, {"copy always"}),
    "happens on a condition": ({"happens": "yes", "if_": "if you ask"}, {"copy sometimes"}, {"copy sometimes"}),
    "nobody knows whether it happens": ({"happens": "unknown"}, {"copy perhaps"}, {"copy perhaps"}),
    "unknown and on a condition": ({"happens": "unknown", "if_": "if so"}, {"copy perhaps"}, {"copy perhaps"}),
    "denied": ({"happens": "no"}, set(), set()),
    "not applicable": ({"happens": "not-applicable"}, set(), set()),
    "unknown items": ({"items": "unknown"}, {"copy perhaps"}, {"copy perhaps"}),
    "unknown with somebody to ask": (
        {"items": {"unknown": {"who": "worker", "by": "2026-12-01"}}},
        {"copy perhaps"},
        {"copy perhaps"},
    ),
    "other items": ({"items": ["score"]}, set(), set()),
    "unknown scope": ({"scope": "unknown"}, {"copy perhaps"}, {"copy perhaps"}),
    "coarser": ({"becomes": "coarser"}, {"copy always, coarser"}, {"copy always, coarser"}),
    "pseudonymised": (
        {"becomes": "pseudonymised"},
        {"copy always, pseudonymised"},
        {"copy always, pseudonymised"},
    ),
    "figures": ({"becomes": "figures"}, {"copy always, figures"}, {"copy always, figures"}),
    "anonymous": ({"becomes": "anonymous"}, {"copy always, anonymous"}, set()),
    "what it becomes is unknown": ({"becomes": "unknown"}, {"copy perhaps"}, {"copy perhaps"}),
    "figures to look at": ({"mode": "view", "becomes": "figures"}, {"view always, figures"}, set()),
}


@pytest.mark.parametrize("name", FLOWS)
def test_how_a_flow_arrives_and_whether_it_goes_on(name: str) -> None:
    facts, at_mailbox, at_council = FLOWS[name]
    facts = {"items": ["notes"], **facts}
    model = described(
        systems={"file": collecting("notes"), "mailbox": {}},
        flows=[flow("file", "mailbox", **facts), flow("mailbox", "council")],
    )
    trace = Traces(model).of("notes")
    assert ways(trace, "file") == {"copy always"}
    assert ways(trace, "mailbox") == at_mailbox
    assert ways(trace, "council") == at_council


FORMS = (
    (("pseudonymised", "as-is"), "pseudonymised"),
    (("figures", "coarser"), "figures"),
    (("coarser", "pseudonymised"), "pseudonymised"),
    (("as-is", "as-is"), "as-is"),
    (("figures", "anonymous"), "anonymous"),
)


@pytest.mark.parametrize(("becomes", "at_end"), FORMS)
def test_data_never_comes_nearer_to_a_person_again(becomes: tuple[str, str], at_end: str) -> None:
    model = described(
        systems={"file": collecting("notes"), "list": {}},
        flows=[flow("file", "list", becomes=becomes[0]), flow("list", "council", becomes=becomes[1])],
    )
    (arrival,) = Traces(model).of("notes").reached["council"].arrivals
    assert arrival.form == at_end
    assert arrival.form.personal is (at_end not in ("figures", "anonymous"))


def test_the_least_sure_step_decides_on_a_route() -> None:
    model = described(
        systems={"file": collecting("notes"), "list": {}, "dashboard": {}},
        flows=[
            flow("file", "list", if_="if you ask"),
            flow("list", "dashboard", mode="unknown"),
            flow("dashboard", "council"),
        ],
    )
    trace = Traces(model).of("notes")
    assert [trace.reached[node].status for node in ("list", "dashboard", "council")] == [
        Status.SOMETIMES,
        Status.PERHAPS,
        Status.PERHAPS,
    ]


def test_the_surest_route_goes_before_the_shortest_and_then_the_shortest() -> None:
    model = described(
        systems={"file": collecting("notes"), "list": {}, "laptop": {}, "desk": {}},
        flows=[
            flow("file", "council", if_="if you ask"),
            flow("file", "list"),
            flow("list", "laptop"),
            flow("laptop", "council"),
            flow("list", "desk"),
            flow("desk", "council", mode="unknown"),
        ],
    )
    assert route(Traces(model).of("notes"), "council") == "file > list > laptop > council"


def test_a_better_status_for_fewer_clients_stands_beside_a_worse_one_for_all() -> None:
    model = described(
        scopes={"youth": {}},
        systems={"file": collecting("notes")},
        flows=[flow("file", "council", happens="unknown"), flow("file", "council", scope="youth")],
    )
    trace = Traces(model).of("notes")
    assert ways(trace, "council") == {"copy perhaps", "copy always if youth"}
    assert trace.reached["council"].status is Status.ALWAYS


def test_the_best_way_is_the_surest_for_most_clients() -> None:
    model = described(
        scopes=YOUTH_OR_WMO,
        systems={"file": collecting("notes"), "list": {}},
        flows=[
            flow("file", "council", scope="youth"),
            flow("file", "council", if_="if you ask"),
            flow("file", "list"),
            flow("list", "council", happens="unknown"),
            flow("list", "vendor"),
            flow("file", "vendor", if_="if you ask"),
        ],
    )
    reached = Traces(model).of("notes").reached
    assert reached["council"].best.case == Case(Status.ALWAYS, frozenset({"youth"}))
    assert [step.target for step in reached["vendor"].best.route] == ["file", "list", "vendor"]


# other steps than flows


def test_what_is_made_of_an_item_goes_on_in_its_place() -> None:
    system = collecting("notes", derives=[{"item": "score", "out-of": ["notes"]}])
    model = described(systems={"file": system}, flows=[flow("file", "council", ["score"])])
    trace = Traces(model).of("notes")
    assert ways(trace, "file") == {"copy always", "copy always of score"}
    assert ways(trace, "council") == {"copy always of score"}
    assert [step.kind for step in trace.reached["council"].best.route] == [
        StepKind.COLLECT,
        StepKind.DERIVE,
        StepKind.FLOW,
    ]


def test_what_is_made_in_many_steps_begins_where_the_last_one_is_made() -> None:
    chain = ("letter", "notes", "advice", "score", "plan")
    derives = [{"item": made, "out-of": [of]} for of, made in pairwise(chain)]
    kinds = {name: {"category": "talk-report"} for name in chain}
    for items in (kinds, dict(reversed(kinds.items()))):
        traces = Traces(described(items=items, systems={"file": collecting("letter", derives=derives)}))
        for item in chain:
            assert [arrival.node for arrival in traces.of(item).origins] == ["file"]


@pytest.mark.parametrize("collected", ["letter", "notes"])
def test_what_is_made_of_several_begins_by_each_of_them(collected: str) -> None:
    made = {"advice": ["letter"], "score": ["notes"], "plan": ["advice", "score"]}
    file = collecting(collected, derives=[{"item": item, "out-of": of} for item, of in made.items()])
    kinds = {name: {"category": "talk-report"} for name in ("advice", "letter", "plan")}
    trace = Traces(described(items=kinds, systems={"file": file})).of("plan")
    assert [arrival.node for arrival in trace.origins] == ["file"]


@pytest.mark.parametrize("items", [("notes", "score"), ("score", "notes")])
def test_what_comes_back_out_of_what_was_made_of_it_does_not_begin_there(items: tuple[str, str]) -> None:
    first, second = items
    model = described(
        systems={
            "file": collecting(first, derives=[{"item": second, "out-of": [first]}]),
            "portal": {"derives": [{"item": first, "out-of": [second]}]},
        },
        flows=[flow("file", "portal")],
    )
    trace = Traces(model).of(first)
    assert [(arrival.node, arrival.route[0].kind) for arrival in trace.origins] == [("file", StepKind.COLLECT)]
    assert ways(trace, "portal") == {"copy always", f"copy always of {second}"}


def test_what_a_partner_collects_counts_only_where_it_comes_to_us() -> None:
    model = described(
        systems={name: collecting("notes") for name in ("partner/form", "partner/card")} | {"file": {}},
        carriers={"partner/desk": {}},
        flows=[flow("partner/form", "file"), flow("partner/card", "partner/desk")],
    )
    trace = Traces(model).of("notes")
    assert [arrival.node for arrival in trace.origins] == ["partner/form"]
    assert set(trace.reached) == {"partner/form", "file"}


def test_what_is_looked_at_or_carried_is_made_into_nothing() -> None:
    derives = {"derives": [{"item": "score", "out-of": ["notes"]}]}
    model = described(
        systems={"file": collecting("notes"), "portal": derives, "hub": derives},
        flows=[flow("file", "portal", mode="view"), flow("file", "council", via={"place": "hub"})],
    )
    trace = Traces(model).of("notes")
    assert ways(trace, "portal") == {"view always"}
    assert ways(trace, "hub") == {"carried always"}


def test_a_system_lies_on_its_carriers_and_goes_on_from_there() -> None:
    model = described(
        systems={"file": collecting("notes"), "app": {"on": ["phone", "tablet"]}},
        carriers={"phone": {}, "tablet": {}},
        flows=[flow("file", "app", becomes="coarser"), flow("phone", "vendor")],
    )
    trace = Traces(model).of("notes")
    assert ways(trace, "phone") == ways(trace, "tablet") == {"copy always, coarser"}
    assert route(trace, "vendor") == "file > app > phone > vendor"
    assert trace.reached["phone"].best.route[-1].kind is StepKind.LIES_ON


def test_a_view_in_an_app_leaves_nothing_on_the_phone() -> None:
    model = described(
        systems={"file": collecting("notes"), "app": {"on": ["phone"]}},
        carriers={"phone": {}},
        flows=[flow("file", "app", mode="view")],
    )
    assert "phone" not in Traces(model).of("notes").reached


def test_a_place_on_the_way_is_passed_and_passes_nothing_on() -> None:
    model = described(
        systems={"file": collecting("notes"), "hub": {}},
        flows=[
            flow("file", "council", becomes="coarser", if_="if you ask", via=["vecozo", {"place": "hub"}]),
            flow("hub", "vendor"),
        ],
    )
    trace = Traces(model).of("notes")
    assert ways(trace, "hub") == {"carried sometimes"}, "as it left, before the other side made it coarser"
    assert ways(trace, "council") == {"copy sometimes, coarser"}
    assert "vendor" not in trace.reached


def test_a_cycle_ends() -> None:
    model = described(
        systems={"file": collecting("notes"), "backup": {}},
        flows=[flow("file", "backup"), flow("backup", "file"), flow("backup", "vendor")],
    )
    trace = Traces(model).of("notes")
    assert ways(trace, "file") == {"copy always"}
    assert route(trace, "vendor") == "file > backup > vendor"


def test_going_round_can_change_what_data_is() -> None:
    model = described(
        systems={"file": collecting("notes"), "list": {}},
        flows=[flow("file", "list", becomes="pseudonymised"), flow("list", "file")],
    )
    assert ways(Traces(model).of("notes"), "file") == {"copy always", "copy always, pseudonymised"}


# whose data

YOUTH_OR_WMO = {"youth": {}, "wmo": {}}
TWO_QUARTERS = {"north": {"division": "quarter"}, "south": {"division": "quarter"}, "debts": {}}


def test_a_scope_narrows_and_what_is_left_is_carried_along() -> None:
    model = described(
        scopes=YOUTH_OR_WMO,
        systems={"file": collecting("notes"), "list": {}, "desk": {}},
        flows=[
            flow("file", "list", scope="youth"),
            flow("list", "desk", scope=["youth", "wmo"]),
            flow("desk", "council", scope="wmo"),
        ],
    )
    trace = Traces(model).of("notes")
    assert ways(trace, "list") == ways(trace, "desk") == {"copy always if youth"}
    assert ways(trace, "council") == {"copy always if wmo and youth"}


def test_one_of_several_groups_is_enough() -> None:
    model = described(
        scopes=YOUTH_OR_WMO,
        systems={"file": collecting("notes")},
        flows=[flow("file", "council", scope=["youth", "wmo"])],
    )
    assert ways(Traces(model).of("notes"), "council") == {"copy always if youth", "copy always if wmo"}


def test_nobody_is_in_two_groups_of_one_division() -> None:
    model = described(
        scopes=TWO_QUARTERS,
        systems={"file": collecting("notes"), "list": {}},
        flows=[
            flow("file", "list", scope="north"),
            flow("list", "council", scope="south"),
            flow("list", "vendor", scope=["south", "debts"]),
        ],
    )
    trace = Traces(model).of("notes")
    assert "council" not in trace.reached
    assert ways(trace, "vendor") == {"copy always if debts and north"}


def test_collections_derivations_and_carriers_keep_to_their_groups() -> None:
    system = {
        "collects": [{"items": ["notes"], "from": "client", "scope": "north", "if": "if you come in"}],
        "derives": [
            {"item": "score", "out-of": ["notes"], "scope": "south"},
            {"item": "advice", "out-of": ["notes"], "scope": "debts"},
        ],
        "on": "phone",
    }
    model = described(
        scopes=TWO_QUARTERS,
        items={"advice": {"category": "assessment"}},
        systems={"file": system},
        carriers={"phone": {}},
    )
    trace = Traces(model).of("notes")
    expected = {"copy sometimes if north", "copy sometimes if debts and north of advice"}
    assert ways(trace, "file") == ways(trace, "phone") == expected


def test_past_the_most_cases_it_is_left_in_the_dark_for_whom_and_when() -> None:
    """Never that it is there always, nor that it is not there."""
    many = [f"quarter-{number}" for number in range(MOST_CASES + 2)]
    dark = Case(Status.SOMETIMES, EVERYBODY, frozenset({None}))
    for facts, status in (("scope", Status.ALWAYS), ("if_", Status.SOMETIMES)):
        flows = [flow("file", "list", **{facts: one}) for one in many]
        scopes: dict[str, Any] = {quarter: {} for quarter in many}
        traces = Traces(described(scopes=scopes, systems={"file": collecting("notes"), "list": {}}, flows=flows))
        cases = [arrival.case for arrival in traces.of("notes").reached["list"].arrivals]
        assert cases.count(dark) == 1
        assert [case.status for case in cases if case != dark] == [status] * MOST_CASES


def test_a_shared_mailbox_does_not_make_everything_reach_everyone() -> None:
    """By item alone all five teams would send to all five councils."""
    quarters = [f"quarter-{number}" for number in range(5)]
    model = described(
        scopes={quarter: {"division": "quarter"} for quarter in quarters},
        organisations={f"council-of-{quarter}": {} for quarter in quarters},
        systems={"mailbox": {}} | {f"file-of-{quarter}": collecting("notes") for quarter in quarters},
        flows=[flow(f"file-of-{quarter}", "mailbox", scope=quarter) for quarter in quarters]
        + [flow("mailbox", f"council-of-{quarter}", scope=quarter) for quarter in quarters],
    )
    traces = Traces(model)
    for quarter in quarters:
        from_one = traces.of("notes", f"file-of-{quarter}")
        assert set(from_one.reached) == {f"file-of-{quarter}", "mailbox", f"council-of-{quarter}"}
    everything = traces.of("notes")
    assert len(ways(everything, "mailbox")) == len(quarters)
    for quarter in quarters:
        assert ways(everything, f"council-of-{quarter}") == {f"copy always if {quarter}"}


def test_a_hub_on_the_way_does_not_make_everything_reach_everyone() -> None:
    senders, receivers = [f"file-{number}" for number in range(5)], [f"office-{number}" for number in range(5)]
    model = described(
        organisations={name: {} for name in receivers},
        systems={"hub": {}} | {name: collecting("notes") for name in senders},
        flows=[
            flow(sender, receiver, via={"place": "hub"}) for sender, receiver in zip(senders, receivers, strict=True)
        ],
    )
    for sender, receiver in zip(senders, receivers, strict=True):
        assert set(Traces(model).of("notes", sender).reached) == {sender, "hub", receiver}


# where it begins


def test_a_node_that_sends_what_no_collection_brought_there_holds_it_already() -> None:
    model = described(
        systems={"file": {}, "list": {}},
        flows=[flow("council", "file", ["notes"], if_="if you move here"), flow("file", "list", ["notes"])],
    )
    trace = Traces(model).of("notes")
    assert [origin.node for origin in trace.origins] == ["council"]
    assert trace.origins[0].route[0].kind is StepKind.HELD
    assert ways(trace, "file") == ways(trace, "list") == {"copy sometimes"}


def test_a_flow_of_everything_names_nothing() -> None:
    model = described(systems={"file": {}}, flows=[flow("council", "file"), flow("vendor", "file", "unknown")])
    assert not Traces(model).of("notes").reached


def test_a_cycle_without_a_beginning_begins_everywhere() -> None:
    model = described(
        systems={"file": {}}, flows=[flow("council", "file", ["notes"]), flow("file", "council", ["notes"])]
    )
    assert [origin.node for origin in Traces(model).of("notes").origins] == ["council", "file"]


def test_a_flow_that_does_not_happen_leads_nowhere_and_begins_nothing() -> None:
    model = described(
        systems={"file": {}, "list": {}},
        flows=[
            flow("vendor", "council", ["notes"], happens="no"),
            flow("council", "file", ["notes"]),
            flow("file", "list", ["notes"]),
            flow("list", "file", ["notes"]),
        ],
    )
    trace = Traces(model).of("notes")
    assert [origin.node for origin in trace.origins] == ["council"]
    assert "vendor" not in trace.reached


def test_a_node_that_a_collection_leads_to_is_no_origin() -> None:
    model = described(
        systems={"file": collecting("notes")},
        flows=[flow("file", "council", ["notes"], happens="unknown"), flow("council", "vendor", ["notes"])],
    )
    trace = Traces(model).of("notes")
    assert [origin.node for origin in trace.origins] == ["file"]
    assert ways(trace, "vendor") == {"copy perhaps"}


def test_from_one_place_only_what_is_written_down_there_is_followed() -> None:
    model = described(
        systems={"file": collecting("notes"), "list": collecting("notes")},
        flows=[flow("file", "council"), flow("list", "vendor"), flow("clerks", "vendor", ["notes"])],
        organisations={"clerks": {}},
    )
    assert set(Traces(model).of("notes", "file").reached) == {"file", "council"}
    assert set(Traces(model).of("notes").reached) == {"file", "council", "list", "vendor", "clerks"}


def test_an_item_that_is_nowhere_has_an_empty_trace() -> None:
    trace = Traces(described(systems={"file": {}})).of("notes")
    assert not trace.origins
    assert not trace.reached


def test_names_that_the_description_does_not_have_are_refused() -> None:
    traces = Traces(described(systems={"file": collecting("notes")}))
    with pytest.raises(NotFound) as item:
        traces.of("note")
    assert item.value.candidates == ("notes", "score")
    with pytest.raises(NotFound) as place:
        traces.of("notes", "council")
    assert place.value.candidates == ("file",)


def test_names_that_a_client_may_not_know_are_refused() -> None:
    model = described(items={"notes": {"category": "talk-report", "reserve": SECRET}})
    assert Traces(model).of("notes").item == "notes"
    with pytest.raises(NotFound):
        Traces(model, Audience.CLIENT).of("notes")


def test_all_traces_are_in_the_order_of_the_description_and_worked_out_once() -> None:
    traces = Traces(described(systems={"file": collecting()}))
    assert [trace.item for trace in traces.all()] == ["notes", "score"]
    assert traces.of("notes") is traces.of("notes")


# reserved


def test_a_client_does_not_see_where_only_a_reserved_flow_leads() -> None:
    model = described(
        systems={"file": collecting("notes")},
        flows=[flow("file", "council", reserve=SECRET), flow("file", "vendor", if_="if it breaks")],
    )
    assert set(Traces(model).of("notes").reached) == {"file", "council", "vendor"}
    assert set(Traces(model, Audience.CLIENT).of("notes").reached) == {"file", "vendor"}


def test_a_client_does_not_see_a_beginning_from_a_flow_about_a_reserved_group() -> None:
    model = described(
        scopes={"reported": {"reserve": SECRET}}, flows=[flow("council", "vendor", ["notes"], scope="reported")]
    )
    assert not Traces(model, Audience.CLIENT).of("notes").reached


@pytest.mark.parametrize(
    ("facts", "held"),
    [({"scope": "youth"}, {"copy always if youth"}), ({"happens": "unknown"}, {"copy perhaps"})],
)
def test_a_node_holds_no_more_than_it_sends(facts: dict[str, Any], held: set[str]) -> None:
    model = described(scopes={"youth": {}}, flows=[flow("council", "vendor", ["notes"], **facts)])
    assert ways(Traces(model).of("notes"), "council") == held
