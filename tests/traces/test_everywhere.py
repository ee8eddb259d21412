"""Everything from everywhere says what the single traces say, for many random descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from auditor.model import Audience, build
from auditor.traces import Ending, EndKind, Status, Trace, Traces
from auditor.traces.clocks import lasting
from auditor.traces.everywhere import From
from tests.traces.rewrite import own_ids, renamed
from tests.traces.strategies import Data, Shape, models

bounded = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
Seen = Counter[str]


def test_agrees_where_everybody_is_alike_or_one_group_is_apart() -> None:
    _agree(700, Shape(groups=(0, 1)))


def test_agrees_where_groups_overlap_or_exclude_each_other() -> None:
    _agree(700, Shape(groups=(2, 3), flows=(3, 12)))


def test_agrees_where_a_partner_has_a_part() -> None:
    _agree(300, Shape(flows=(3, 12)), change=with_partner)


def test_agrees_on_what_a_client_may_know() -> None:
    _agree(300, Shape(flows=(3, 12), reserve=True), audience=Audience.CLIENT)


def with_partner(data: Data) -> Data:
    """The same description, where some of it stands in that of a partner."""
    theirs = [name for name in own_ids(data) if name in ("sys-1", "sys-3", "car-1", "org-2")]
    changed: Data = renamed(data, {name: f"partner/{name}" for name in theirs})
    return changed


def _agree(
    count: int,
    shape: Shape,
    change: Callable[[Data], Data] = lambda data: data,
    audience: Audience = Audience.OFFICER,
) -> None:
    seen: Seen = Counter()

    @settings(bounded, max_examples=count)
    @given(models(shape))
    def agrees(data: Data) -> None:
        seen["models"] += 1
        _agrees(Traces(build(change(data)), audience), seen)

    agrees()
    assert seen["models"] >= count
    assert seen["in the dark"] < seen["compared"] / 10
    assert seen["known"] > count / 40
    for status in Status:
        assert seen[status] > count / 10


def _agrees(traces: Traces, seen: Seen) -> None:
    assert list(traces.everywhere) == sorted(traces.view.items)
    for item in traces.everywhere:
        found = traces.everywhere[item]
        for place in traces.view.places:
            trace = traces.of(item, place)
            seen["compared"] += 1
            if any(None in arrival.conditions for node in trace.reached.values() for arrival in node.arrivals):
                seen["in the dark"] += 1
            elif not trace.origins:
                assert place not in found
            else:
                _same(traces, trace, found[place], seen)


def _same(traces: Traces, trace: Trace, found: From, seen: Seen) -> None:
    assert found.places() == {node: reached.status for node, reached in trace.reached.items()}
    readers: dict[tuple[str | None, str | None], Status] = {}
    for reader in traces.readers(trace):
        before = readers.get((reader.role, reader.organisation), Status.PERHAPS)
        readers[reader.role, reader.organisation] = min(before, reader.status, key=lambda status: status.rank)
    assert found.readers() == readers
    longest = traces.longest(trace)
    stays = found.stays()
    assert set(stays.unknown) == {(clock.node, clock.item) for clock in longest.unknown}
    deciding = _alike(lasting(clock.endings for clock in longest.clocks if clock.known))
    assert _alike(stays.deciding) == deciding
    assert _alike(found.deciding()) == deciding
    counts = found.counts()
    assert counts == (len(trace.reached), len(readers), not longest.unknown)
    seen["known"] += counts.known
    seen.update(found.places().values())


def _alike(endings: tuple[Ending, ...]) -> set[Ending]:
    """Without the group and the law, which of two equal ends is named depends on the order of arrival."""
    return {_bare(ending) for ending in endings}


def _bare(ending: Ending) -> Ending:
    of = tuple(sorted(map(_bare, ending.of), key=repr)) if ending.kind is EndKind.LAST_OF else ending.of
    return replace(ending, groups=frozenset(), law=None, of=of, after=_bare(ending.after) if ending.after else None,
                   path=())  # fmt: skip
