"""The compiled walk finds the same as the plain one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from auditor.model import build
from auditor.traces import Everywhere, Traces
from auditor.traces.spread import Found, spread
from tests.traces.strategies import Data, Shape, models
from tests.traces.test_everywhere import bounded, with_partner

pytest.importorskip("numba")


@settings(bounded, max_examples=600)
@given(models(Shape(groups=(0, 1))))
def test_finds_the_same_where_everybody_is_alike_or_one_group_is_apart(data: Data) -> None:
    _same(Traces(build(data)).everywhere)


@settings(bounded, max_examples=600)
@given(models(Shape(groups=(2, 3), flows=(3, 12))))
def test_finds_the_same_where_groups_overlap_or_exclude_each_other(data: Data) -> None:
    _same(Traces(build(data)).everywhere)


@settings(bounded, max_examples=200)
@given(models(Shape(flows=(3, 12))))
def test_finds_the_same_where_a_partner_has_a_part(data: Data) -> None:
    _same(Traces(build(with_partner(data))).everywhere)


def _same(everywhere: Everywhere) -> None:
    from auditor.traces.compiled import Compiled

    compiled = Compiled(everywhere.tables)
    for item, begins in enumerate(everywhere.begins):
        fast, plain = compiled.spread(item, begins), spread(everywhere.tables, item, begins)
        assert list(fast) == list(plain)
        assert {node: _sorted(fast[node]) for node in fast} == {node: _sorted(plain[node]) for node in plain}


def _sorted(found: Found) -> list[list[int]]:
    return [sorted(part.tolist()) for part in found]
