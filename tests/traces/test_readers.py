"""Who can see an item: every way in, for whom, and the people nobody described."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.model import Audience
from auditor.traces import Case, Status, Traces, Way, widest
from tests.traces.small import COMPLETE, SECRET, collecting, described, flow, people

READ = {"role": "worker", "can": ["read"]}
HELPDESK = {"role": "helpdesk", "can": ["read"], "when": "incident"}

# The file is where notes are written down; its controller is the team.
PLACES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nobody wrote down who": ({}, {"(team) at file: undescribed always"}),
    "unknown who": ({"access": "unknown"}, {"(team) at file: undescribed always"}),
    "an empty list that is complete": ({"access": [], "access-complete": COMPLETE}, set()),
    "a role": ({"access": [READ]}, {"worker at file: access always"}),
    "a role on a condition": ({"access": [{**READ, "if": "if you ask"}]}, {"worker at file: access sometimes"}),
    "a role with two ways in": (
        {"access": [READ, {**READ, "if": "if you ask"}]},
        {"worker at file: access always", "worker at file: access sometimes"},
    ),
    "a role that exports": ({"access": [{**READ, "can": "export"}]}, {"worker at file: access always"}),
    "a role that only writes": (
        {"access": [{**READ, "can": ["write", "delete"]}]},
        {"(team) at file: undescribed always"},
    ),
    "a role for other items": ({"access": [{**READ, "items": ["score"]}]}, {"(team) at file: undescribed always"}),
    "a role for other items, complete": (
        {"access": [{**READ, "items": ["score"]}], "access-complete": COMPLETE},
        set(),
    ),
    "a role for some clients": (
        {"access": [{**READ, "scope": "youth"}]},
        {"worker at file: access always", "(team) at file: undescribed always"},
    ),
    "a role for some clients, complete": (
        {"access": [{**READ, "scope": "youth"}], "access-complete": COMPLETE},
        {"worker at file: access always"},
    ),
    "a company that operates it": (
        {"access": [READ], "processor": "vendor"},
        {"worker at file: access always", "(vendor) at file: operates perhaps"},
    ),
    "a company of which a role is named for some clients": (
        {"access": [READ, {**HELPDESK, "scope": "youth"}], "processor": "vendor"},
        {"worker at file: access always", "helpdesk at file: access always"},
    ),
    "a company under the company": (
        {"access": [READ], "processor": [{"organisation": "vendor", "sub-processors": [{"organisation": "host"}]}]},
        {
            "worker at file: access always",
            "(vendor) at file: operates perhaps",
            "(host) at file: operates perhaps",
        },
    ),
    "a company that is in the list": (
        {"access": [READ, HELPDESK], "processor": "vendor"},
        {"worker at file: access always", "helpdesk at file: access always"},
    ),
    "a company and a complete list": (
        {"access": [READ], "processor": "vendor", "access-complete": COMPLETE},
        {"worker at file: access always"},
    ),
    "an unknown company": ({"access": [READ], "processor": "unknown"}, {"worker at file: access always"}),
}


@pytest.mark.parametrize("name", PLACES)
def test_who_can_see_it_at_a_place(name: str) -> None:
    facts, expected = PLACES[name]
    model = described(
        scopes={"youth": {}},
        organisations={"host": {}},
        systems={"file": collecting("notes", controller="team", **facts)},
    )
    assert people(model) == expected


CARRIERS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "whoever carries it": ({"carried-by": "worker"}, {"worker at phone: carries always"}),
    "several carry it": (
        {"carried-by": ["worker", "clerk"]},
        {"worker at phone: carries always", "clerk at phone: carries always"},
    ),
    "carried and with access": (
        {"carried-by": "worker", "access": [HELPDESK]},
        {"worker at phone: carries always", "helpdesk at phone: access always"},
    ),
    "unknown who carries it": ({"carried-by": "unknown"}, {"(team) at phone: undescribed always"}),
    "nobody wrote down who": ({}, {"(team) at phone: undescribed always"}),
    "access alone": ({"access": [READ]}, {"worker at phone: access always"}),
}


@pytest.mark.parametrize("name", CARRIERS)
def test_who_can_see_it_on_a_carrier(name: str) -> None:
    facts, expected = CARRIERS[name]
    model = described(carriers={"phone": collecting("notes", owner="team", **facts)})
    assert people(model) == expected


ORGANISATIONS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nobody described its inside": ({}, {"(council) at council: inside always"}),
    "unknown": ({"access": "unknown"}, {"(council) at council: inside always"}),
    "a role": ({"access": [{"role": "clerk", "can": ["read"]}]}, {"clerk at council: access always"}),
    "an empty list that is complete": ({"access": [], "access-complete": COMPLETE}, set()),
}


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_who_can_see_it_inside_an_organisation(name: str) -> None:
    facts, expected = ORGANISATIONS[name]
    model = described(
        systems={"file": collecting("notes", access=[], **{"access-complete": COMPLETE})},
        organisations={"council": {"kind": "municipality", **facts}},
        flows=[flow("file", "council")],
    )
    assert people(model) == expected


# How data is there decides who of these can see it at a portal with access and a company.
PRESENCES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "copy": ({}, {"worker at portal: access always", "(vendor) at portal: operates perhaps"}),
    "view": ({"mode": "view"}, {"worker at portal: access always"}),
    "told": ({"mode": "tell", "written_down": "no"}, {"worker at portal: access always"}),
    "perhaps": ({"mode": "unknown"}, {"worker at portal: access perhaps", "(vendor) at portal: operates perhaps"}),
    "sometimes": (
        {"if_": "if so"},
        {"worker at portal: access sometimes", "(vendor) at portal: operates perhaps"},
    ),
    "pseudonymised": (
        {"becomes": "pseudonymised"},
        {"worker at portal: access always", "(vendor) at portal: operates perhaps"},
    ),
    "figures": ({"becomes": "figures"}, set()),
    "anonymous": ({"becomes": "anonymous"}, set()),
}


@pytest.mark.parametrize("name", PRESENCES)
def test_who_can_see_what_arrives(name: str) -> None:
    facts, expected = PRESENCES[name]
    quiet = {"access": [], "access-complete": COMPLETE}
    model = described(
        systems={"file": collecting("notes", **quiet), "portal": {"access": [READ], "processor": "vendor"}},
        flows=[flow("file", "portal", **facts)],
    )
    assert people(model) == expected


def test_a_hub_on_the_way_has_its_own_readers() -> None:
    quiet = {"access": [], "access-complete": COMPLETE}
    hub = {"access": [HELPDESK], "processor": "host"}
    model = described(
        organisations={"council": quiet, "host": {}},
        systems={"file": collecting("notes", **quiet), "hub": hub},
        flows=[flow("file", "council", via={"place": "hub"})],
    )
    assert people(model) == {"helpdesk at hub: access always", "(host) at hub: operates perhaps"}


def test_who_sees_what_was_made_of_an_item_sees_something_of_it() -> None:
    system = collecting("notes", derives=[{"item": "score", "out-of": "notes"}], access=[READ | {"items": ["notes"]}])
    model = described(
        systems={"file": system}, organisations={"council": {"access": [{"role": "clerk", "can": "read"}]}},
        flows=[flow("file", "council", ["score"])],
    )  # fmt: skip
    assert "clerk at council: access always" in people(model)


def test_access_meets_the_clients_whose_data_is_there() -> None:
    access = [{"role": role, "can": "read", "scope": scope} for role, scope in
              (("worker", "north"), ("clerk", "south"), ("helpdesk", "debts"))]  # fmt: skip
    model = described(
        scopes={"north": {"division": "quarter"}, "south": {"division": "quarter"}, "debts": {}},
        systems={"file": collecting("notes", access=[], **{"access-complete": COMPLETE}), "list": {"access": access}},
        flows=[flow("file", "list", scope="north")],
    )
    assert people(model) == {"worker at list: access always", "helpdesk at list: access always"}
    traces = Traces(model)
    groups = {reader.role: tuple(case.groups for case in reader.cases) for reader in traces.readers(traces.of("notes"))}
    assert groups == {"worker": (frozenset({"north"}),), "helpdesk": (frozenset({"north", "debts"}),)}


def test_access_for_other_clients_describes_nobody() -> None:
    model = described(
        scopes={"north": {"division": "quarter"}, "south": {"division": "quarter"}},
        systems={"file": collecting("notes", controller="team", access=[{**READ, "scope": "north"}])},
    )
    assert people(model) == {"worker at file: access always", "(team) at file: undescribed always"}


def test_a_reader_comes_once_per_way_in_with_the_surest_status_and_all_groups() -> None:
    model = described(
        scopes={"youth": {}, "wmo": {}},
        systems={"file": collecting("notes"), "list": {"access": [READ]}},
        flows=[
            flow("file", "list", scope="youth", if_="if you ask"),
            flow("file", "list", scope="wmo", mode="unknown"),
            flow("file", "list", scope="wmo", becomes="coarser"),
        ],
    )
    traces = Traces(model)
    (reader,) = (one for one in traces.readers(traces.of("notes")) if one.node == "list")
    assert (reader.role, reader.way, reader.status, reader.known) == ("worker", Way.ACCESS, "always", True)
    assert {(case.status, *case.groups) for case in reader.cases} == {("always", "wmo"), ("sometimes", "youth")}


def test_the_surest_come_first_and_those_without_a_known_function_last() -> None:
    file = collecting("notes", access=[READ, {**HELPDESK, "if": "if it breaks"}], processor=["council", "team"])
    traces = Traces(described(systems={"file": file, "list": {}}, flows=[flow("file", "list")]))
    found = traces.readers(traces.of("notes"))
    assert [(reader.role, reader.organisation, reader.known) for reader in found] == [
        ("worker", "team", True),
        (None, None, False),
        ("helpdesk", "vendor", True),
        (None, "council", False),
    ]


def test_a_client_does_not_see_reserved_readers_nor_that_they_are_left_out() -> None:
    model = described(
        roles={"inspector": {"of": "council", "reserve": SECRET}},
        systems={
            "file": collecting(
                "notes",
                access=[READ, {**HELPDESK, "reserve": SECRET}, {"role": "inspector", "can": "read"}],
                processor="vendor",
                **{"access-complete": COMPLETE},
            )
        },
    )
    assert people(model) == {
        "worker at file: access always",
        "helpdesk at file: access always",
        "inspector at file: access always",
    }
    told = people(model, audience=Audience.CLIENT)
    assert told == {"worker at file: access always", "(vendor) at file: operates perhaps"}


def test_a_phone_that_only_a_reserved_role_carries_counts_as_not_described() -> None:
    model = described(
        roles={"inspector": {"of": "council", "reserve": SECRET}},
        carriers={"phone": collecting("notes", owner="team", **{"carried-by": "inspector"})},
    )
    assert people(model, audience=Audience.CLIENT) == {"(team) at phone: undescribed always"}


def test_no_list_is_complete_for_a_client_while_an_event_is_reserved() -> None:
    file = collecting("notes", access=[], **{"access-complete": COMPLETE})
    model = described(events={"arrest": {"name": "Arrest", "reserve": SECRET}}, systems={"file": file})
    assert Traces(model, Audience.CLIENT).view.complete("file", "access") is None


@pytest.mark.parametrize(
    ("items", "told"),
    [(["notes", "letter"], "helpdesk at file: access always"), (["letter"], "(vendor) at file: operates perhaps")],
)
def test_a_client_is_told_of_a_company_as_far_as_its_data_is_no_secret(items: list[str], told: str) -> None:
    model = described(
        items={"letter": {"category": "talk-report", "reserve": SECRET}},
        systems={"file": collecting("notes", access=[READ, {**HELPDESK, "items": items}], processor="vendor")},
    )
    assert people(model, audience=Audience.CLIENT) == {"worker at file: access always", told}


def test_a_case_is_told_once_by_the_widest_that_is_as_sure() -> None:
    youth = frozenset({"youth"})
    every, some, perhaps = Case(Status.ALWAYS), Case(Status.ALWAYS, youth), Case(Status.PERHAPS)
    assert widest([some, every, every]) == (every,)
    assert widest([some, perhaps]) == (some, perhaps)
    assert widest([perhaps, every]) == (every,)
