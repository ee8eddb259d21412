"""The compiled walk finds the same as the plain one."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import Audience, build
from auditor.traces import Everywhere, Traces, compiled
from auditor.traces.spread import Found, Separately
from tests.examples import times
from tests.traces.small import collecting, described, flow
from tests.traces.strategies import Data, Shape, models, models_with_flow
from tests.traces.test_everywhere import edited_again_and_again, with_partner

pytest.importorskip("numba")


@settings(max_examples=times(200))
@given(models(Shape(groups=(0, 1))))
def test_finds_the_same_where_everybody_is_alike_or_one_group_is_apart(data: Data) -> None:
    _same(Traces(build(data)).everywhere)


@settings(max_examples=times(200))
@given(models(Shape(groups=(2, 3), flows=(3, 12))))
def test_finds_the_same_where_groups_overlap_or_exclude_each_other(data: Data) -> None:
    _same(Traces(build(data)).everywhere)


@settings(max_examples=times(100))
@given(models(Shape(flows=(3, 12))))
def test_finds_the_same_where_a_partner_has_a_part(data: Data) -> None:
    _same(Traces(build(with_partner(data))).everywhere)


def _same(everywhere: Everywhere) -> None:
    fast_walk = compiled.Compiled(everywhere.tables, everywhere.begins)
    for item, begins in enumerate(everywhere.begins):
        fast, plain = fast_walk.spread(item), Separately(everywhere.tables, item, begins)
        assert list(fast) == list(plain)
        assert list(fast.tallies()) == list(plain.tallies())
        assert {node: _sorted(fast[node]) for node in fast} == {node: _sorted(plain[node]) for node in plain}


def _sorted(found: Found) -> list[list[int]]:
    return [sorted(part.tolist()) for part in found]


@settings(max_examples=times(60))
@given(models_with_flow(Shape(flows=(2, 12))), st.randoms(use_true_random=False))
def test_after_edits_it_is_as_if_nothing_was_kept(pair: tuple[Data, Data], random: Random) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "WORTH_IT", 0)
        edited_again_and_again(*pair, random, Audience.OFFICER)


def test_is_used_only_where_it_is_worth_loading_and_can_be_done(monkeypatch: pytest.MonkeyPatch) -> None:
    everywhere = Traces(
        described(systems={"file": collecting("notes")}, flows=[flow("file", "council")])
    ).everywhere  # fmt: skip
    tables, begins = everywhere.tables, everywhere.begins
    assert compiled.compiled(tables, begins) is None
    monkeypatch.setattr(compiled, "WORTH_IT", 1)
    assert compiled.compiled(tables, begins) is not None
    monkeypatch.setattr(compiled, "find_spec", lambda name: None)
    assert compiled.compiled(tables, begins) is None
