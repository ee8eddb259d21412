"""What must hold for the erasure of every description: every copy once, and never a promise that nobody can keep."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.erasure import Erasure, State, Step, Why, erasure
from auditor.model import Audience, Model, build
from auditor.model.elements import Carrier, Right
from auditor.model.facts import Unknown, stated
from auditor.traces import Presence, Status, Traces
from tests.examples import times
from tests.traces import rewrite
from tests.traces.strategies import Data, Shape, models

many = settings(max_examples=times(50))
seeds = st.integers(0, 2**32)
Where = tuple[str, str]


@st.composite
def known_models(draw: st.DrawFn) -> Data:
    """A description in which of many places everything is known that erasing needs."""
    data = draw(models(Shape(flows=(1, 8))))
    for section in rewrite.PLACES:
        for place in data.get(section, {}).values():
            facts: Data = {
                "controller": data["owner"],
                "kind": draw(st.sampled_from(["mailbox", "backup", "log"])) if section == "systems" else "phone",
                "access": [{"role": "role-1", "can": ["read", "delete"],
                            "when": draw(st.sampled_from(["own-clients", "all", "incident"]))}],
                "keeps": [{"items": "all", "term": "28 days", "starts": "deleted-at-source", "then": "delete",
                           "set-up": "automatic"}],
            }  # fmt: skip
            if draw(st.booleans()):
                facts["keeps"][0]["starts"] = "end-of-help"
            place |= {name: fact for name, fact in facts.items() if draw(st.integers(0, 5))}
            if place.get("access") == "unknown":
                place.pop("access-complete", None)
    return data


def walks(traces: Traces) -> dict[str | None, Erasure]:
    """Of everything, and of the first kind of data."""
    return {item: erasure(traces, item) for item in (None, min(traces.view.items))}


def there(traces: Traces, items: list[str], presence: Presence) -> set[Where]:
    """What is where, straight from the traces; of what goes through a place only what is about a person."""
    return {
        (node, arrival.item)
        for item in items
        for node, reached in traces.of(item).reached.items()
        for arrival in reached.arrivals
        if arrival.presence is presence and (arrival.form.personal or presence is not Presence.CARRIED)
    }


@many
@given(models())
def test_lists_every_copy_exactly_once_and_nothing_else(data: Data) -> None:
    traces = Traces(build(data))
    for item, found in walks(traces).items():
        items = [item] if item else list(traces.view.items)
        listed = Counter(
            (step.node, held.item) for step in found.steps for held in step.items if Why.TOLD not in step.why
        )
        assert set(listed.values()) <= {1}
        copies, passing = there(traces, items, Presence.COPY), there(traces, items, Presence.CARRIED)
        assert set(listed) == copies | passing
        through = {(step.node, held.item) for step in found.steps for held in step.items if step.through}
        assert through == passing - copies
        told = Counter((step.node, held.item) for step in found.steps for held in step.items if Why.TOLD in step.why)
        assert set(told.values()) <= {1}
        assert set(told) <= there(traces, items, Presence.TOLD)


@many
@given(known_models())
def test_says_that_it_can_go_only_where_all_is_known(data: Data) -> None:
    traces = Traces(build(data))
    view = traces.view
    for found in walks(traces).values():
        for step in found.steps:
            if State.CAN_GO not in (step.state, step.otherwise):
                continue
            place = view.places[step.node]
            assert view.model.owner in view.deciders(step.node)
            assert not isinstance(place.access, Unknown)
            assert isinstance(place.keeps, tuple)
            assert place.keeps
            assert view.kind_id(step.node) not in (None, "backup")
            assert step.removers
            for role in {one.role for one in step.removers}:
                may = any(
                    at.value.role == role and Right.DELETE in (stated(at.value.can) or ())
                    for at in view.access(step.node) or ()
                )
                assert may or (isinstance(place, Carrier) and role in (stated(place.carried_by) or ()))
            if step.state is State.CAN_GO:
                assert not any(keep.sure for keep in step.keeps)


@many
@given(known_models(), seeds)
def test_knowing_less_makes_nothing_that_can_go(data: Data, seed: int) -> None:
    """What is forgotten about a place of a copy never turns into a promise about that copy.

    A copy of which less is known can be there for more clients, so only the facts of places are forgotten, not flows.
    """
    paths = [path for path in rewrite.facts(data) if path[0] != "flows" and path[2:] not in _FOR_THE_BETTER]
    if not paths:
        return
    less = rewrite.knowing_less(data, Random(seed).choice(paths))
    assert _free(less) <= _free(data)


_FOR_THE_BETTER = (("processor",),)
"""A company that nobody knows makes no copy stay."""


def _free(data: Data) -> set[Where]:
    found = erasure(Traces(build(data)))
    return {(step.node, held.item) for step in found.steps for held in step.items if step.state is State.CAN_GO}


@many
@given(models())
def test_law_is_named_wherever_something_stays(data: Data) -> None:
    for found in walks(Traces(build(data))).values():
        for step in found.steps:
            if step.state in (State.MUST_STAY, State.ON_REQUEST):
                assert any(keep.sure for keep in step.keeps)
                assert (step.state is State.ON_REQUEST) == all(keep.on_request for keep in step.keeps if keep.sure)
            if step.state is State.UNKNOWN:
                assert step.why
            assert step.route
            assert step.route[-1].target == step.node


@many
@given(models(), seeds)
def test_the_order_of_the_file_changes_nothing(data: Data, seed: int) -> None:
    data = rewrite.with_flow_ids(data)
    shuffled = rewrite.shuffled(data, Random(seed))
    assert plain_walks(build(data), Audience.OFFICER) == plain_walks(build(shuffled), Audience.OFFICER)


@many
@given(models(Shape(reserve=True)))
def test_a_client_learns_what_the_description_says_without_the_reserved(data: Data) -> None:
    data = rewrite.with_flow_ids(data)
    told = plain_walks(build(data), Audience.CLIENT)
    if Traces(build(data)).view.anything_reserved:
        assert told == plain_walks(build(rewrite.without_reserved(data)), Audience.OFFICER)


def plain_walks(model: Model, audience: Audience) -> dict[str | None, Any]:
    return {item: plain(found) for item, found in walks(Traces(model, audience)).items()}


def plain(value: Any) -> Any:
    """A result without the paths of its evidence, which say where something stands in a file.

    Of equally short routes, names decide which is shown, and of a list only what is in it counts.
    """
    if isinstance(value, Step):
        value_of = {field.name: plain(getattr(value, field.name)) for field in fields(value) if _counts(field.name)}
        return {**value_of, "route": len(value.route)}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value) if _counts(field.name)}
    if isinstance(value, tuple | list):
        return sorted((plain(part) for part in value), key=repr)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return repr(value)


def _counts(name: str) -> bool:
    return name not in ("rests_on", "path", "at")


def test_the_strategies_reach_every_state() -> None:
    seen: Counter[object] = Counter()

    @settings(many, max_examples=times(300))
    @given(st.one_of(models(), known_models()))
    def look(data: Data) -> None:
        for step in erasure(Traces(build(data))).steps:
            seen.update((step.state, *step.why, *(held.status for held in step.items)))

    look()
    rare = {Why.MINIMUM, Why.RULE_NOT_FOR_ALL}  # each has a case of its own
    assert not [one for one in {*State, *Why, *Status} - rare if not seen[one]], seen
