"""What must hold for every change: nothing from nothing, the mirror, adding, other ids, what a client may not know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from auditor.changes import Change, Kind, changes, what_if
from auditor.changes.plain_data import data_of
from auditor.model import Audience, Model, build
from auditor.results import Sentence
from auditor.traces import StepKind, Trace, Traces
from tests.examples import times
from tests.traces import plain, rewrite
from tests.traces.strategies import SECRET, Data, Shape, models, models_with_flow

many = settings(max_examples=times(25))
seeds = st.integers(0, 2**32)
ALSO = {"1 month": "P1M", "28 days": "4 weken", "5 years": "60 months", "P15Y": "180 maanden", "P1Y6M": "18 months",
        "6 months": "P0Y6M"}  # fmt: skip
"""Other spellings of the terms in the invented descriptions."""
GONE = (Kind.PLACE_GONE, Kind.WRITTEN_GONE, Kind.MADE_GONE, Kind.HELD_GONE, Kind.ITEM_GONE, Kind.WHERE_UNKNOWN,
        Kind.READER_GONE, Kind.READER_LESS, Kind.COMPANY_GONE)  # fmt: skip


def said(found: tuple[Change, ...]) -> list[Any]:
    """The changes without where they stand, which depends on the order of the file, and without what is sure of it."""
    return sorted(map(str, (_parts(one) for one in found)))


def mirrored(found: tuple[Change, ...]) -> list[Any]:
    """The same changes as they must be when the two descriptions change places."""
    return sorted(map(str, (_parts(one, mirror=True) for one in found)))


def _parts(one: Change, mirror: bool = False) -> tuple[Any, ...]:
    sides = (one.after, one.before) if mirror else (one.before, one.after)
    return (one.kind.mirror if mirror else one.kind, one.items, one.subject, one.at, *sides, one.perhaps, one.reserved)


@many
@given(models(Shape(reserve=True)), seeds)
def test_another_order_changes_nothing(data: Data, seed: int) -> None:
    other = rewrite.shuffled(data, Random(seed))
    assert changes(build(data), build(data)).found == ()
    assert changes(build(data), build(other)).found == ()


@many
@given(models(Shape(flows=(0, 6))))
def test_another_spelling_of_a_term_changes_nothing(data: Data) -> None:
    assert changes(build(data), build(rewrite.renamed(data, ALSO))).found == ()


@many
@given(models(Shape(reserve=True)), models(Shape(reserve=True)))
def test_from_the_other_side_what_is_new_is_gone(one: Data, other: Data) -> None:
    """Names are given in one order to every description, so two of them have much in common."""
    there = changes(build(one), build(other)).found
    back = changes(build(other), build(one)).found
    assert mirrored(there) == said(back)


@many
@given(models_with_flow(Shape(flows=(1, 10))))
def test_one_more_flow_takes_nothing_away(pair: tuple[Data, Data]) -> None:
    data, flow = pair
    old, new = build(data), build({**data, "flows": [*data["flows"], flow]})
    before, after = Traces(old), Traces(new)
    assume(all(_still_begins_there(before.of(item), after.of(item)) for item in data["items"]))
    assert [one for one in changes(old, new).found if one.kind in GONE] == []


def _still_begins_there(old: Trace, new: Trace) -> bool:
    """Whether nodes that were taken to hold the item, because nothing led there, still have it for the same clients."""
    held = [origin for origin in old.origins if origin.route[0].kind is StepKind.HELD]
    return all(
        any(
            a.item == old.item and a.groups <= origin.groups and a.form.depth == 0
            for a in (new.reached[origin.node].copies if origin.node in new.reached else ())
        )
        for origin in held
    )


@many
@given(models(Shape(flows=(1, 8), reserve=True)), seeds)
def test_what_if_without_a_flow_is_the_difference_with_the_description_without_it(data: Data, seed: int) -> None:
    model = build(rewrite.with_flow_ids(data))
    assume(model.flows)
    flow = Random(seed).choice(model.flow_ids)
    flows = [one for one in rewrite.with_flow_ids(data)["flows"] if one["id"] != flow]
    found = what_if(model, [("flow", flow)])
    assert said(found.changes.found) == said(changes(model, build({**data, "flows": flows})).found)
    assert found.also == ()


@many
@given(models(Shape(flows=(1, 8))), seeds, st.sampled_from(["place", "role", "organisation", "item", "flow"]))
def test_whatever_is_left_out_leaves_a_usable_description(data: Data, seed: int, kind: str) -> None:
    model = build(data)
    names = {
        "place": model.places, "role": model.roles, "item": model.items, "flow": model.flow_ids,
        "organisation": [name for name in model.organisations if name != model.owner],
    }[kind]  # fmt: skip
    assume(names)
    name = Random(seed).choice(list(names))
    found = what_if(model, [(kind, name)]).changes
    left = Traces(found.after.model)
    for item in left.view.items:
        trace = left.of(item)
        assert not (kind in ("place", "organisation") and name in trace.reached)
        assert not any(kind == "role" and reader.role == name for reader in left.readers(trace))
        assert not any(kind == "organisation" and reader.organisation == name for reader in left.readers(trace))
    assert not (kind == "item" and name in left.view.items)


@many
@given(models(Shape(reserve=True)), models(Shape(reserve=True)))
def test_what_is_not_marked_shows_nothing_of_the_reserved(one: Data, other: Data) -> None:
    """Where each of the two by itself tells a client what it would tell without its reserved parts."""
    one, other = (_with_words(rewrite.with_flow_ids(data)) for data in (one, other))
    left = [rewrite.without_reserved(data) for data in (one, other)]
    for data, rest in zip((one, other), left, strict=True):
        assume(plain.everything(build(data), Audience.CLIENT) == plain.everything(build(rest)))
    assume(any(Traces(build(data)).view.anything_reserved for data in (one, other)))
    officer = _each(change for change in changes(build(one), build(other)).found if not change.reserved)
    assert officer <= _each(changes(*map(build, left)).found)


@many
@given(models_with_flow(Shape()))
def test_what_is_reserved_from_now_on_is_no_change(pair: tuple[Data, Data]) -> None:
    """A client was told of it and is told no more: to say so would show it."""
    data, flow = pair
    flows = data.get("flows", [])
    told, reserved = (build({**data, "flows": [*flows, one]}) for one in (flow, {**flow, "reserve": SECRET}))
    assert all(change.reserved for change in changes(told, reserved).found)
    assert all(change.reserved for change in changes(reserved, told).found)


def _each(found: Iterable[Change]) -> set[str]:
    """Every change of one kind of data, but for what only says how complete a list is."""
    return {
        str((item, _parts(replace(one, items=(), before=_said(one.before), after=_said(one.after)))[:-1]))
        for one in found
        for item in one.items
        if one.kind not in (Kind.WHO_KNOWN, Kind.WHO_UNKNOWN)
    }


def _said(lines: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    return tuple(line for line in lines if not line.key.startswith("change.line.who-unknown"))


@many
@given(models(), seeds)
def test_other_ids_change_nothing(data: Data, seed: int) -> None:
    named = _with_words(data)
    ids = rewrite.own_ids(named)
    numbers = list(range(len(ids)))
    Random(seed).shuffle(numbers)
    names = {name: f"x{number:03}" for name, number in zip(ids, numbers, strict=True)}
    other = rewrite.renamed(named, names)
    assert changes(build(named), build(other)).found == ()


def _with_words(data: Data) -> Data:
    """The same description in which every element has words of its own, by which a client knows it."""
    sections = ("organisations", "roles", "scopes", "items", "systems", "carriers")
    return {
        key: {name: {"name": f"The {name}".title(), **part} for name, part in value.items()}
        if key in sections
        else value
        for key, value in data.items()
    }


@many
@given(models(Shape(reserve=True)))
def test_a_description_survives_becoming_data(data: Data) -> None:
    model = build(data)
    assert data_of(build(data_of(model))) == data_of(model)
    assert changes(model, _again(model)).found == ()


def _again(model: Model) -> Model:
    return build(data_of(model))
