"""What somebody can see in total: the reverse of who can see it, and never a no without complete lists."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from auditor.errors import NotFound
from auditor.knowledge.types import Sensitivity
from auditor.model import Audience, Model, build
from auditor.traces import Reader, Status, Traces
from auditor.traces.seen import Gap, Seeing, Seen, Who
from tests.examples import times
from tests.traces import oracle, plain, rewrite
from tests.traces.small import COMPLETE, SECRET, collecting, described, flow
from tests.traces.strategies import Data, Shape, models

many = settings(max_examples=times(100))
RANK = {Status.ALWAYS: oracle.ALWAYS, Status.SOMETIMES: oracle.SOMETIMES, Status.PERHAPS: oracle.PERHAPS}
some = settings(many, max_examples=times(60))
READS = {"access": [{"role": "worker", "can": "read", "when": "own-clients"}]}


def seeing(model: Model, audience: Audience = Audience.OFFICER) -> Seeing:
    return Seeing(Traces(model, audience))


def ways(seen: Seen) -> set[str]:
    """`notes at file: access copy as-is always`."""
    return {
        f"{one.item} at {way.node}: {way.way} {way.arrival.presence} {way.arrival.form} {way.status}"
        for one in seen.items
        for way in one.readers
    }


def gaps(seen: Seen) -> set[str]:
    return {f"{item} at {one.node}: {one.gap}" for one in seen.unsure for item in one.items}


class TestARole:
    def test_every_way_in_at_every_place(self) -> None:
        model = described(
            systems={"file": collecting("notes", on="phone", **READS)},
            carriers={"phone": {"carried-by": "worker"}},
            flows=[flow("file", "team", mode="tell", written_down="no")],
            organisations={"team": {"kind": "welfare", **READS}},
        )
        assert ways(seeing(model).role("worker")) == {
            "notes at file: access copy as-is always", "notes at phone: carries copy as-is always",
            "notes at team: access told as-is always",
        }  # fmt: skip

    def test_where_that_is_and_where_more_is_left_open_in_a_fixed_order(self) -> None:
        places = ("desk", "file", "hub", "list", "portal", "report", "tape")
        paper = {"carried-by": "unknown", "access": [], "access-complete": COMPLETE}
        model = described(
            systems={name: collecting("notes", **READS) for name in reversed(places)} | {"mail": collecting("notes")},
            carriers={"paper": collecting("notes", **paper)},
        )
        worker = seeing(model).role("worker")
        assert worker.nodes == places
        assert [(one.node, one.gap, one.path) for one in worker.unsure] == [
            ("mail", Gap.UNDESCRIBED, ("systems", "mail", "access")),
            ("paper", Gap.CARRIED, ("carriers", "paper", "carried-by")),
        ]

    def test_with_what_it_may_do_and_when(self) -> None:
        access = [
            {"role": "worker", "can": ["read", "export"], "when": "incident", "if": "if you ask"},
            {"role": "clerk", "can": ["write", "delete"]},
        ]
        seen = seeing(described(systems={"file": collecting("notes", access=access)}))
        [way] = seen.role("worker").items[0].readers
        assert ([str(right) for right in way.can], str(way.when)) == (["read", "export"], "incident")
        assert [(case.status, len(case.conditions)) for case in way.cases] == [(Status.SOMETIMES, 1)]
        assert seen.role("clerk").items == ()

    def test_each_form_with_its_own_cases_and_nothing_about_nobody(self) -> None:
        model = described(
            systems={"file": collecting("notes"), "list": READS},
            flows=[
                flow("file", "list", if_="if you ask"),
                flow("file", "list", becomes="coarser"),
                flow("file", "list", becomes="anonymous", id="nobody"),
                flow("file", "list", becomes="figures", id="groups"),
            ],
        )
        [notes] = seeing(model).role("worker").items
        assert [(str(way.arrival.form), way.status) for way in notes.readers] == [
            ("as-is", Status.SOMETIMES), ("coarser", Status.ALWAYS),
        ]  # fmt: skip
        assert notes.status is Status.ALWAYS

    def test_only_figures_or_nobody_is_nothing(self) -> None:
        model = described(systems={"file": collecting("notes"), "list": READS},
                          flows=[flow("file", "list", becomes="figures")])  # fmt: skip
        assert seeing(model).role("worker").items == ()

    def test_what_is_made_counts_as_itself(self) -> None:
        access = {"access": [{"role": "worker", "can": "read", "items": ["score"]}]}
        file = collecting("notes", derives=[{"item": "score", "out-of": "notes"}], **access)
        assert {one.item for one in seeing(described(systems={"file": file})).role("worker").items} == {"score"}

    def test_nothing_is_told_of_it_that_is_only_so_of_what_is_made_of_it(self) -> None:
        model = described(
            systems={"file": collecting("notes", derives=[{"item": "score", "out-of": "notes"}]), "list": READS},
            flows=[flow("file", "list", "notes", if_="if you ask"), flow("file", "list", "score")],
        )
        assert ways(seeing(model).role("worker")) == {
            "notes at list: access copy as-is sometimes", "score at list: access copy as-is always",
        }  # fmt: skip

    def test_counts_by_how_sensitive_it_is(self) -> None:
        categories = ("mental-health", "criminal", "national-number", "debts", "free-text", "contact", "unknown")
        items = {f"item-{number}": {"category": category} for number, category in enumerate(categories)}
        model = described(items=items, systems={"file": collecting(*items, **READS)})
        assert seeing(model).role("worker").counts == {
            Sensitivity.SPECIAL: 1, Sensitivity.CRIMINAL: 1, Sensitivity.NATIONAL_NUMBER: 1, Sensitivity.FREE_TEXT: 1,
            Sensitivity.FINANCIAL: 1, None: 1, Sensitivity.ORDINARY: 1,
        }  # fmt: skip
        assert [one.sensitivity for one in seeing(model).role("worker").items][5] is None

    def test_only_perhaps(self) -> None:
        model = described(
            systems={"file": collecting("notes"), "list": READS}, flows=[flow("file", "list", happens="unknown")]
        )
        seen = seeing(model).role("worker")
        assert (len(seen.items), seen.perhaps) == (1, 1)


class TestWhatIsLeftOpen:
    def test_a_place_of_which_nobody_wrote_down_who_can_look(self) -> None:
        for access in ({}, {"access": "unknown"}):
            model = described(systems={"file": collecting("notes", **access)})
            assert gaps(seeing(model).role("worker")) == {"notes at file: undescribed"}
            assert gaps(seeing(model).role("clerk")) == {"notes at file: undescribed"}
            assert seeing(model).role("worker").open == ("notes", "score")
            assert seeing(model).role("worker").nowhere == ("score",)

    def test_a_list_that_says_nothing_of_this_kind_of_data(self) -> None:
        access = [{"role": "worker", "can": "read", "items": ["score"]}]
        model = described(systems={"file": collecting("notes", "score", access=access)})
        assert gaps(seeing(model).role("worker")) == {"notes at file: undescribed"}

    def test_a_list_that_nobody_declared_complete(self) -> None:
        model = described(systems={"file": collecting("notes", **READS)})
        seen = seeing(model)
        assert gaps(seen.role("worker")) == set()
        assert gaps(seen.role("clerk")) == {"notes at file: not-complete"}
        assert seen.role("clerk").open == ("score",)
        assert not seen.role("worker").closed

    def test_a_complete_list_leaves_nothing_open(self) -> None:
        file = {**collecting("notes", **READS), "access-complete": COMPLETE}
        clerk = seeing(described(systems={"file": file})).role("clerk")
        assert (clerk.unsure, clerk.nowhere, clerk.closed) == ((), ("score",), False)
        model = described(systems={"file": {**file, **collecting("notes", "score")}})
        assert seeing(model).role("clerk").closed
        assert seeing(model).role("worker").closed

    def test_an_open_list_of_another_organisation_keeps_it_open(self) -> None:
        file = {**collecting("notes", "score", **READS), "access-complete": COMPLETE}
        seen = seeing(described(systems={"file": file}, flows=[flow("file", "council")])).role("worker")
        assert (seen.unsure, seen.closed) == ((), False)

    def test_people_of_an_organisation_of_whom_nobody_said_who(self) -> None:
        model = described(systems={"file": collecting("notes", **READS)}, flows=[flow("file", "council")])
        seen = seeing(model)
        assert "notes at council: inside" in gaps(seen.role("clerk"))
        assert not any("council" in gap for gap in gaps(seen.role("worker")))
        assert ways(seen.organisation("council")) == {"notes at council: inside copy as-is always"}

    def test_staff_of_the_company_that_keeps_it_running(self) -> None:
        model = described(systems={"file": collecting("notes", processor="vendor", **READS)})
        seen = seeing(model)
        assert gaps(seen.role("helpdesk")) == {"notes at file: operates"}
        assert ways(seen.organisation("vendor")) == {"notes at file: operates copy as-is perhaps"}
        assert gaps(seen.organisation("vendor")) == set()
        assert gaps(seen.role("clerk")) == {"notes at file: not-complete"}

    def test_nobody_knows_who_carries_it(self) -> None:
        carrier = {**collecting("notes", **READS), "access-complete": COMPLETE, "carried-by": "unknown"}
        model = described(carriers={"phone": carrier}, items={})
        assert gaps(seeing(model).role("clerk")) == {"notes at phone: carried"}
        assert gaps(seeing(model).role("worker")) == set()

    def test_somebody_who_is_on_no_list_sees_nothing_and_that_is_no_no(self) -> None:
        seen = seeing(described(systems={"file": collecting("notes")})).role("worker")
        assert (seen.items, seen.closed, bool(seen.unsure)) == ((), False, True)


class TestMoreThanOne:
    def test_everybody_at_an_organisation(self) -> None:
        model = described(
            roles={"leader": {"of": "team"}},
            systems={"file": collecting("notes", access=[{"role": "worker", "can": "read"},
                                                         {"role": "leader", "can": "read"}])},
        )  # fmt: skip
        [notes] = seeing(model).organisation("team").items
        assert {way.role for way in notes.readers} == {"worker", "leader"}

    def test_a_place_that_is_not_described_is_left_open_for_its_own_people_too(self) -> None:
        seen = seeing(described(systems={"file": collecting("notes", controller="team")})).organisation("team")
        assert (seen.items, gaps(seen)) == ((), {"notes at file: undescribed"})

    def test_everybody_with_most_care_first_and_the_nameless_last(self) -> None:
        model = described(
            items={"health": {"category": "mental-health"}},
            systems={
                "file": collecting("notes", "health", processor="vendor", access=[
                    {"role": "worker", "can": "read", "items": ["notes"]},
                    {"role": "clerk", "can": "read", "items": ["health"]},
                ]),
            },
        )  # fmt: skip
        found = seeing(model).everybody()
        assert [(str(seen.who), seen.role or seen.organisation, len(seen.items)) for seen in found] == [
            ("role", "clerk", 1), ("role", "worker", 1), ("role", "helpdesk", 0), ("nameless", "vendor", 2),
        ]  # fmt: skip

    @pytest.mark.parametrize(("name", "near"), [("wroker", "worker"), ("council", "council")])
    def test_names_that_do_not_exist(self, name: str, near: str) -> None:
        seen = seeing(described(systems={}))
        with pytest.raises(NotFound) as error:
            seen.role(name) if name != "council" else seen.organisation("councl")
        assert error.value.key == "error.no-such-role-near"
        assert near in error.value.candidates


# for every description


Sight = tuple[oracle.Person, str, str, str]
"""Who, where and by which way in; which kind of data, in which form and way."""


def sights(seen: Seeing) -> dict[Sight, list[Reader]]:
    found: dict[Sight, list[Reader]] = {}
    for total in seen.everybody():
        for one in total.items:
            for way in one.readers:
                person = (way.role, way.organisation, way.node, way.way.value)
                how = (one.item, way.arrival.form.value, way.arrival.presence.value)
                found.setdefault((person, *how), []).append(way)
    return found


def in_cases(ways: list[Reader], client: oracle.Client) -> set[oracle.Way]:
    """In which cases somebody can see it of a client who is in exactly these groups."""
    return oracle.fewest(
        oracle.Way(RANK[case.status], frozenset(str(text.root) for text in case.conditions if text))
        for way in ways
        for case in way.cases
        if case.groups <= client
    )


@many
@given(models(Shape(flows=(1, 10))))
def test_is_the_reverse_of_who_can_see_it(data: Data) -> None:
    """For every client everybody sees what they can see of each kind of data alone, and in the same cases."""
    expected: dict[oracle.Client, dict[Sight, set[oracle.Way]]] = {}
    for item in data["items"]:
        for client, states in oracle.trace(data, item).reached.items():
            for state, there in states.items():
                if state.form in oracle.PERSONAL:
                    for way in there.ways:
                        for person, can in oracle.people(data, client, state, way):
                            if person[3] != "undescribed":
                                sight = (person, state.item, state.form, state.presence)
                                expected.setdefault(client, {}).setdefault(sight, set()).add(can)
    found = sights(seeing(build(data)))
    assert found.keys() == {sight for seen in expected.values() for sight in seen}
    if any(None in case.conditions for ways in found.values() for way in ways for case in way.cases):
        return
    for client in oracle.clients(data):
        for sight, ways in found.items():
            if sight[0][0] is not None:  # of the nameless only that they are there
                assert in_cases(ways, client) == oracle.fewest(expected.get(client, {}).get(sight, set()))


@many
@given(models(Shape(flows=(1, 10))))
def test_what_is_neither_seen_nor_left_open_is_on_a_complete_list(data: Data) -> None:
    traces = Traces(build(data))
    seen = Seeing(traces)
    here = {
        (node, arrival.item)
        for trace in traces.all()
        for node, reached in trace.reached.items()
        for arrival in reached.arrivals
        if arrival.form.personal
    }
    for total in seen.everybody():
        sees = {(way.node, one.item) for one in total.items for way in one.readers}
        unsure = [(one.node, item) for one in total.unsure for item in one.items]
        assert len(set(unsure)) == len(unsure)
        assert not sees & set(unsure)
        for node, item in here - sees - set(unsure):
            elsewhere = node in traces.view.organisations and node != total.organisation
            assert elsewhere or traces.view.complete(node, "access"), (total.role, node, item)
        if total.closed:
            assert all(traces.view.complete(node, "access") for node, _ in here)


@some
@given(models(Shape(reserve=True)))
def test_a_client_learns_what_the_description_says_without_the_reserved(data: Data) -> None:
    data = rewrite.with_flow_ids(data)
    left = rewrite.without_reserved(data)
    if Traces(build(data)).view.anything_reserved:
        assert everything(seeing(build(data), Audience.CLIENT)) == everything(seeing(build(left)))


@some
@given(models())
def test_the_order_in_the_file_changes_nothing(data: Data) -> None:
    data = rewrite.with_flow_ids(data)
    other = rewrite.shuffled(data, Random(5))
    assert everything(seeing(build(data))) == everything(seeing(build(other)))


def everything(seen: Seeing) -> Any:
    totals = [*seen.everybody(), *(seen.organisation(name) for name in sorted(seen.view.organisations))]
    return seen.places, seen.not_complete, [of_seen(total) for total in totals]


def of_seen(seen: Seen) -> tuple[Any, ...]:
    items = [(one.item, one.sensitivity, Counter(map(of_way, one.readers))) for one in seen.items]
    unsure = [(one.node, one.gap, one.items) for one in seen.unsure]
    return seen.who, seen.role, seen.organisation, items, unsure, seen.nowhere, seen.closed, seen.open


def of_way(way: Reader) -> tuple[Any, ...]:
    cases = frozenset(map(plain.of_case, way.cases))
    how = (way.arrival.form, way.arrival.presence)
    return way.role, way.organisation, way.node, way.way, frozenset(way.can), repr(way.when), how, cases


def test_what_is_reserved_is_left_out_for_a_client() -> None:
    model = described(
        roles={"clerk": {"of": "council", "reserve": SECRET}},
        systems={"file": {**collecting("notes", access=[{"role": "clerk", "can": "read"}])}},
    )
    assert seeing(model).role("clerk").items
    with pytest.raises(NotFound):
        seeing(model, Audience.CLIENT).role("clerk")
    assert {seen.role for seen in seeing(model, Audience.CLIENT).everybody()} == {"worker", "helpdesk"}
    assert {seen.who for seen in seeing(model).everybody()} == {Who.ROLE}
    assert Gap.UNDESCRIBED in {one.gap for one in seeing(model, Audience.CLIENT).role("worker").unsure}


@pytest.mark.parametrize(("node", "gap"), [("file", Gap.UNDESCRIBED), ("council", Gap.INSIDE)])
def test_where_somebody_wrote_down_who_can_look_of_some_clients_it_is_about_the_others(node: str, gap: Gap) -> None:
    access = [
        {"role": "worker", "can": "read", "items": ["notes"], "scope": "youth"},
        {"role": "worker", "can": "read", "items": ["notes"], "scope": "debts"},
    ]
    model = described(
        organisations={"council": {"kind": "municipality", "access": access}},
        scopes={"youth": {}, "debts": {}},
        systems={"start": collecting("notes", "score", **READS), "file": {"access": access}},
        flows=[flow("start", node)],
    )
    unsure = [one for one in seeing(model).role("clerk").unsure if (one.node, one.gap) == (node, gap)]
    assert [(one.items, set(one.beside)) for one in unsure] == [(("score",), set()), (("notes",), {"debts", "youth"})]
