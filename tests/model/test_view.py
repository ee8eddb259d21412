"""What an audience may see: reserved parts do not exist for a client, and leave no trace by their absence either."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings

from auditor.knowledge.types import Sensitivity
from auditor.model import Audience, View, build
from tests.traces.strategies import Data, Shape, models

SECRET = {"reason": "not yet", "until": "2027-01-01"}
DECLARED = {"on": "2026-10-01", "by": "helper"}
DATA: dict[str, Any] = {
    "model": 1,
    "name": "Two organisations",
    "owner": "team",
    "organisations": {
        "team": {"kind": "welfare"},
        "council": {"kind": "municipality", "access": [{"role": "clerk", "can": "read"}], "access-complete": DECLARED},
        "cbs": {"use": "cbs"},
        "nobody": {"kind": "unknown"},
        "silent": {},
    },
    "roles": {"helper": {"of": "team"}, "clerk": {"of": "council"}, "intern": {"of": "team"}},
    "scopes": {"youth": {}, "debts": {}},
    "items": {
        "notes": {"category": "free-text"},
        "bsn": {"category": "national-number", "about": ["child"]},
        "odd": {"category": "unknown"},
    },
    "purposes": {"help": {}, "figures": {}},
    "systems": {
        "file": {
            "kind": "client-registration",
            "controller": ["team", "council"],
            "processor": [{"organisation": "silent", "sub-processors": [{"organisation": "nobody"}]}, "cbs"],
            "collects": [{"items": "notes", "from": "client"}, {"items": "bsn", "from": "us"}],
            "derives": [{"item": "odd", "out-of": "notes"}],
            "keeps": [{"term": "1 year"}, {"term": "2 years"}],
            "access": [
                {"role": "helper", "can": "read"}, {"role": "intern", "can": "read"}, {"role": "clerk", "can": "read"},
            ],
            "access-complete": DECLARED, "flows-complete": DECLARED, "collects-complete": DECLARED,
        },
        "mail": {"keeps": "unknown", "access": {"unknown": {"who": "helper"}}, "processor": "unknown"},
    },
    "carriers": {"phone": {"kind": "phone", "owner": "team"}, "stick": {"owner": "unknown"}},
    "flows": [
        {"id": "to-mail", "from": "file", "to": "mail", "items": ["notes"], "mode": "copy"},
        {"from": "file", "to": "council", "items": ["notes", "bsn"], "mode": "copy"},
        {"from": "file", "to": "phone", "items": "all", "mode": "view"},
        {"from": "file", "to": "council", "items": "unknown", "mode": "tell"},
    ],
}  # fmt: skip


def reserved(*path: str | int) -> dict[str, Any]:
    """The description with the part at this path reserved."""
    data = copy.deepcopy(DATA)
    part: Any = data
    for step in path:
        part = part[step]
    part["reserve"] = SECRET
    return data


def client(data: dict[str, Any]) -> View:
    return View(build(data), Audience.CLIENT)


def officer(data: dict[str, Any]) -> View:
    return View(build(data), Audience.OFFICER)


RESERVABLE: list[tuple[str | int, ...]] = [
    ("organisations", "council"), ("roles", "clerk"), ("scopes", "youth"), ("items", "notes"), ("purposes", "help"),
    ("systems", "mail"), ("carriers", "phone"), ("flows", 0), ("systems", "file", "access", 1),
    ("systems", "file", "collects", 0), ("systems", "file", "derives", 0),
    ("organisations", "council", "access", 0),
]  # fmt: skip


@pytest.mark.parametrize("path", RESERVABLE, ids=str)
class TestAnythingReserved:
    def test_an_officer_sees_everything(self, path: tuple[str | int, ...]) -> None:
        assert shape(officer(reserved(*path))) == shape(officer(DATA))

    def test_a_client_sees_less_than_an_officer(self, path: tuple[str | int, ...]) -> None:
        assert shape(client(reserved(*path))) != shape(officer(DATA))

    def test_a_client_without_it_sees_everything(self, path: tuple[str | int, ...]) -> None:
        assert shape(client(DATA)) == shape(officer(DATA))

    def test_no_list_is_complete_for_a_client(self, path: tuple[str | int, ...]) -> None:
        told, known = client(reserved(*path)), officer(reserved(*path))
        for holder in told.holders:
            for what in ("access", "flows", "collects"):
                assert told.complete(holder, what) is None
        assert known.complete("file", "access") == client(DATA).complete("file", "access") is not None


def shape(view: View) -> dict[str, Any]:
    """Everything that a view says, by name."""
    return {
        **{
            section: list(getattr(view, section))
            for section in ("organisations", "systems", "carriers", "places", "holders", "items", "roles", "scopes",
                            "purposes")
        },
        "flows": [(flow.path, flow.id) for flow in view.flows],
        "access": {holder: _paths(view.access(holder)) for holder in view.holders},
        "keeps": {holder: _paths(view.keeps(holder)) for holder in view.holders},
        "collects": {place: _paths(view.collects(place)) for place in view.places},
        "derives": {place: _paths(view.derives(place)) for place in view.places},
        "processors": {place: _paths(view.processors(place)) for place in view.places},
    }  # fmt: skip


def places_of_flows(view: View) -> list[Any]:
    return [flow.path[1] for flow in view.flows]


def _paths(parts: Any) -> Any:
    return None if parts is None else [part.path for part in parts]


class TestWhatGoesWithIt:
    def test_with_an_organisation_go_its_roles_its_flows_and_its_work(self) -> None:
        view = client(reserved("organisations", "council"))
        assert "council" not in view.holders
        assert list(view.roles) == ["helper", "intern"]
        assert [flow.id for flow in view.flows] == ["to-mail", "file>phone"]
        assert [at.value.role for at in view.access("file") or ()] == ["helper", "intern"]
        assert view.organisation_of("file") == "team"

    def test_with_the_first_controller_the_second_is_named(self) -> None:
        data = reserved("organisations", "council")
        data["systems"]["file"]["controller"] = ["council", "team"]
        assert client(data).organisation_of("file") == "team"

    def test_with_the_only_controller_goes_the_place(self) -> None:
        data = reserved("organisations", "council")
        data["systems"]["mail"]["controller"] = "council"
        assert "mail" not in client(data).places
        assert officer(data).organisation_of("mail") == "council"

    def test_with_the_owner_goes_the_phone(self) -> None:
        data = reserved("organisations", "council")
        data["carriers"]["phone"]["owner"] = "council"
        assert "phone" not in client(data).places

    def test_with_a_group_goes_what_is_about_nobody_else(self) -> None:
        data = reserved("scopes", "youth")
        data["systems"]["file"]["collects"].append({"items": "all", "from": "client", "scope": ["youth"]})
        data["systems"]["file"]["access"].append({"role": "helper", "can": "read", "scope": ["youth"]})
        data["flows"].append({"from": "file", "to": "mail", "items": "all", "mode": "move", "scope": ["youth"]})
        for parts in ("collects", "access"):
            assert len(getattr(client(data), parts)("file")) == len(getattr(officer(data), parts)("file")) - 1
        assert "move" not in {flow.value.mode for flow in client(data).flows}

    def test_with_a_role_goes_its_access(self) -> None:
        view = client(reserved("roles", "intern"))
        assert [at.path[-1] for at in view.access("file") or ()] == [0, 2]

    def test_with_an_item_go_the_flows_of_nothing_else_and_what_is_made_into_it(self) -> None:
        assert places_of_flows(client(reserved("items", "notes"))) == [1, 2, 3]
        assert client(reserved("items", "odd")).derives("file") == []

    def test_with_a_place_go_its_flows(self) -> None:
        view = client(reserved("systems", "mail"))
        assert "mail" not in view.places
        assert "mail" not in view.holders
        assert places_of_flows(view) == [1, 2, 3]

    def test_with_a_processor_its_own_processor_still_works(self) -> None:
        view = client(reserved("organisations", "silent"))
        assert [at.value.organisation for at in view.processors("file") or ()] == ["nobody", "cbs"]

    def test_numbers_of_flows_do_not_show_that_one_is_left_out(self) -> None:
        for position in (1, 3):
            flows = [flow for flow in client(reserved("flows", position)).flows if flow.value.to == "council"]
            assert [flow.id for flow in flows] == ["file>council"]
        assert sorted(flow.id for flow in officer(DATA).flows)[:2] == ["file>council", "file>council#2"]

    def test_what_is_left_keeps_its_place_in_the_description(self) -> None:
        view = client(reserved("systems", "file", "access", 0))
        assert [at.path for at in view.access("file") or ()] == [
            ("systems", "file", "access", 1),
            ("systems", "file", "access", 2),
        ]

    def test_a_list_of_which_nothing_is_seen_looks_like_none(self) -> None:
        data = copy.deepcopy(DATA)
        for entry in data["systems"]["file"]["access"]:
            entry["reserve"] = {"reason": "not yet"}
        assert client(data).access("file") is None
        assert len(officer(data).access("file") or ()) == 3


class TestFourStates:
    def test_unknown_and_silent_lists_are_none_and_empty_ones_are_empty(self) -> None:
        data = copy.deepcopy(DATA)
        complete = {"on": "2026-10-01", "by": next(iter(data["roles"]))}
        data["systems"]["empty"] = {"access": [], "access-complete": complete, "processor": []}
        view = officer(data)
        for place in ("mail", "phone"):
            assert view.access(place) is None
            assert view.keeps(place) is None
        assert (view.access("empty"), view.processors("empty")) == ([], [])
        assert view.processors("mail") is None
        assert view.processors("phone") == []

    def test_a_denied_flow_needs_a_date_before_a_client_hears_it(self) -> None:
        data = copy.deepcopy(DATA)
        data["flows"][0]["happens"] = "no"
        assert "to-mail" not in [flow.id for flow in client(data).flows]
        assert "to-mail" in [flow.id for flow in officer(data).flows]
        data["flows"][0]["checked"] = {"on": "2026-10-01"}
        assert "to-mail" in [flow.id for flow in client(data).flows]

    @pytest.mark.parametrize("happens", ["yes", "unknown", "not-applicable", None])
    def test_other_flows_are_there_with_or_without_a_date(self, happens: str | None) -> None:
        data = copy.deepcopy(DATA)
        data["flows"][0] |= {"happens": happens} if happens else {}
        assert client(data).flows[0].id == "to-mail"


class TestLookingUp:
    @pytest.mark.parametrize(
        ("holder", "organisation"),
        [("file", "team"), ("mail", None), ("phone", "team"), ("stick", None), ("council", "council")],
    )
    def test_organisation(self, holder: str, organisation: str | None) -> None:
        assert officer(DATA).organisation_of(holder) == organisation

    @pytest.mark.parametrize(
        ("holder", "kind"),
        [("file", "client-registration"), ("phone", "phone"), ("team", "welfare"), ("cbs", "statistics-body"),
         ("mail", None), ("nobody", None), ("silent", None)],
    )  # fmt: skip
    def test_kind(self, holder: str, kind: str | None) -> None:
        view = officer(DATA)
        assert view.kind_id(holder) == kind
        assert view.kind(holder) == (view.knowledge.kinds[kind] if kind else None)

    def test_receiver(self) -> None:
        view = officer(DATA)
        assert view.receiver("cbs") == view.knowledge.receivers["cbs"]
        assert view.receiver("team") is None

    def test_category_sensitivity_and_whose(self) -> None:
        view = officer(DATA)
        assert view.category("notes") == view.knowledge.categories["free-text"]
        assert view.sensitivity("notes") is Sensitivity.FREE_TEXT
        assert view.about("notes") == view.knowledge.categories["free-text"].about
        assert (view.sensitivity("bsn"), view.about("bsn")) == (Sensitivity.NATIONAL_NUMBER, ("child",))
        assert (view.category("odd"), view.sensitivity("odd"), view.about("odd")) == (None, None, ())

    @pytest.mark.parametrize(
        ("name", "path"),
        [("file", ("systems", "file")), ("phone", ("carriers", "phone")), ("team", ("organisations", "team")),
         ("helper", ("roles", "helper")), ("bsn", ("items", "bsn")), ("help", ("purposes", "help")), ("x", ())],
    )  # fmt: skip
    def test_path(self, name: str, path: tuple[str, ...]) -> None:
        assert officer(DATA).path(name) == path

    def test_processors_with_theirs(self) -> None:
        assert [(at.path[3:], at.value.organisation) for at in officer(DATA).processors("file") or ()] == [
            ((0,), "silent"), ((0, "sub-processors", 0), "nobody"), ((1,), "cbs"),
        ]  # fmt: skip

    def test_completeness_is_declared_per_list(self) -> None:
        view = client(DATA)
        assert view.complete("council", "access") is not None
        assert view.complete("council", "flows") is None
        assert view.complete("council", "collects") is None
        assert view.complete("mail", "access") is None


@settings(max_examples=100)
@given(models(Shape(reserve=True)))
def test_nothing_in_the_view_of_a_client_is_reserved(data: Data) -> None:
    model = build(data)
    told, known = View(model, Audience.CLIENT), View(model, Audience.OFFICER)
    for section in ("organisations", "systems", "carriers", "items", "roles", "scopes", "purposes"):
        found = getattr(told, section)
        assert all(element.reserve is None for element in found.values())
        assert found.items() <= getattr(known, section).items()
    for flow in told.flows:
        assert flow.value.reserve is None
        assert {flow.value.from_, flow.value.to} <= told.holders.keys()
    for holder in told.holders:
        for part in told.access(holder) or ():
            assert part.value.reserve is None
    if not told.anything_reserved:
        assert [flow.value for flow in told.flows] == [
            flow.value for flow in known.flows if flow.value.happens != "no" or flow.value.checked
        ]
