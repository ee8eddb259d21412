"""Everything from everywhere says what the single traces say, for many random descriptions."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import Audience, build
from auditor.traces import Ending, EndKind, Status, Trace, Traces
from auditor.traces.endings import lasting
from auditor.traces.everywhere import Counts, From, OfItem
from tests.examples import times
from tests.traces.rewrite import own_ids, renamed
from tests.traces.small import collecting, described, flow
from tests.traces.strategies import Data, Shape, models, models_with_flow

Seen = Counter[str]


def test_agrees_where_everybody_is_alike_or_one_group_is_apart() -> None:
    _agree(times(300), Shape(groups=(0, 1)))


def test_agrees_where_groups_overlap_or_exclude_each_other() -> None:
    _agree(times(300), Shape(groups=(2, 3), flows=(3, 12)))


def test_agrees_where_a_partner_has_a_part() -> None:
    _agree(times(150), Shape(flows=(3, 12)), change=with_partner)


def test_agrees_on_what_a_client_may_know() -> None:
    _agree(times(300), Shape(flows=(3, 12), reserve=True), audience=Audience.CLIENT)


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

    @settings(max_examples=count)
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
                _same(traces, trace, found[place], found.counts()[place], seen)


def _same(traces: Traces, trace: Trace, found: From, counts: Counts, seen: Seen) -> None:
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


@settings(max_examples=times(60))
@given(models_with_flow(Shape(flows=(2, 12))), st.randoms(use_true_random=False), st.sampled_from(Audience))
def test_after_edits_it_is_as_if_nothing_was_kept(pair: tuple[Data, Data], random: Random, audience: Audience) -> None:
    edited_again_and_again(*pair, random, audience)


def test_after_an_edit_only_what_it_touches_is_worked_out_again() -> None:
    places = {"file": collecting("notes", "score"), "list": {}}
    flows = [flow("file", "list", ["notes"]), flow("file", "council", ["score"])]
    traces = Traces(described(systems=places, flows=flows))
    before = traces.everywhere
    before.keep()
    notes, score = before.spread(0), before.spread(1)
    more = described(systems=places, flows=[*flows, flow("list", "council", ["notes"])])
    after = Traces(more, before=traces).everywhere
    assert after.spread(1) is score
    assert after.spread(0) is not notes
    assert "council" in after["notes"]["file"].places()


def edited_again_and_again(data: Data, more: Data, random: Random, audience: Audience) -> None:
    """After each edit, what is kept and what is worked out is what it is without anything kept."""
    traces = Traces(build(data), audience)
    traces.everywhere.keep()
    for _ in range(3):
        _ = list(traces.everywhere.values())
        data = _edited(data, more, random)
        traces, fresh = Traces(build(data), audience, before=traces), Traces(build(data), audience)
        for item in fresh.everywhere:
            assert _told(traces.everywhere[item]) == _told(fresh.everywhere[item])


def _edited(data: Data, more: Data, random: Random) -> Data:
    """The same description with a flow, a rule, an access or a collection more, less or otherwise."""
    changed: Data = copy.deepcopy(data)
    holders = [part for section in ("organisations", "systems", "carriers") for part in data.get(section, {}).values()]
    section = random.choice([name for name in ("organisations", "systems", "carriers") if name in data])
    holder = random.choice(list(changed[section].values()))
    what = random.choice(["keeps", "access", "more", "less", "other", "collects"])
    if what in ("keeps", "access"):
        said = random.choice([part for part in holders if what in part] or [{what: "unknown"}])
        for key in (what, f"{what}-complete"):
            holder.pop(key, None)
            holder.update({key: said[key]} if key in said else {})
    elif what == "more":
        flows = changed.setdefault("flows", [])
        taken = {one.get("id") for one in flows}
        free = next(name for number in count() if (name := f"flow-more-{number}") not in taken)
        flows.append({**more, "id": free})
    elif what == "collects":
        holder.pop("collects", None)
    elif changed.get("flows"):
        old = changed["flows"].pop(random.randrange(len(changed["flows"])))
        if what == "other":
            changed["flows"].insert(0, {**old, "items": more["items"], "mode": more["mode"], "becomes": "figures"})
            changed["flows"][0].pop("written-down", None)
    return changed


def _told(found: OfItem) -> dict[str, object]:
    return {
        place: (one.places(), one.readers(), _alike(one.deciding()), one.stays().unknown)
        for place, one in found.items()
    }


def test_where_a_place_or_a_kind_of_data_is_new_nothing_is_taken_over() -> None:
    flows = [flow("file", "list", ["notes"]), flow("list", "council", ["notes"])]
    traces = Traces(described(systems={"file": collecting("notes", "score"), "list": {}}, flows=flows))
    traces.everywhere.keep()
    _ = list(traces.everywhere.values())
    places = {"agenda": collecting("notes"), "file": collecting("notes", "score", "age"), "list": {}}
    more: Data = {"items": {"age": {"category": "contact"}}, "systems": places}
    for new in ({"systems": places | {"file": collecting("notes", "score")}}, more):
        model = described(flows=[*flows, flow("agenda", "list", ["notes"])], **new)
        again, fresh = Traces(model, before=traces).everywhere, Traces(model).everywhere
        assert {item: _told(again[item]) for item in again} == {item: _told(fresh[item]) for item in fresh}
