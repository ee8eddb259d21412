"""What must hold for the days of every description: they are true whatever turns out, and less is never more sure.

A world is everything that a description leaves open, chosen at random: the days that were not given, which of the
uncertain copies this client has, which groups the client is in, when rules that nobody keeps to let a copy go. In each
of them the copies are removed day by day by the plain words of the rules; no sure day may be contradicted by any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from auditor.knowledge.types import Limit
from auditor.model import build
from auditor.model.elements import Form
from auditor.traces import (
    Clock,
    DatedClock,
    DateKind,
    Dates,
    Doubt,
    Ending,
    EndKind,
    LastDay,
    Presence,
    Span,
    Status,
    Traces,
)
from tests.examples import times
from tests.traces import oracle, rewrite
from tests.traces.strategies import Data, Shape, models
from tests.traces.test_properties import _held, _still_begins_there

many = settings(
    max_examples=times(150),
    phases=[Phase.explicit, Phase.generate],  # what fails here takes many minutes to make smaller
)  # fmt: skip
seeds = st.integers(0, 2**32)
EVENTS = ("end-of-help", "last-change", "receipt", "end-of-process", "account-closed", "deleted-by-worker")
AGAIN = ("end-of-help", "last-contact")
STILL_THERE = (Doubt.MINIMUM, Doubt.SOURCE_UNKNOWN)


def a_day(random: Random) -> date:
    return date(2000, 1, 1) + timedelta(random.randrange(20_000))


def some_days(random: Random, events: Iterable[str] = (*EVENTS, *AGAIN)) -> Dates:
    return Dates({event: a_day(random) for event in sorted(set(events)) if random.random() < 0.75})


def richer(data: Data, random: Random) -> Data:
    """The same description, where nearly every place has rules that can have a day, and some clocks start again."""
    more = deepcopy(data)
    for section in rewrite.HOLDERS:
        for holder in more.get(section, {}).values():
            if random.random() < 0.85:
                holder["keeps"] = [_rule(more, random) for _ in range(random.choice([1, 1, 1, 2]))]
            rules = holder.get("keeps", [])
            for rule in rules if rules != "unknown" else []:
                if random.random() < 0.2:
                    rule["restarts-on"] = random.choice(AGAIN)
    return more


def _rule(data: Data, random: Random) -> Data:
    """A rule that is mostly arranged, for everybody or for a group."""
    found: Data = {"items": "all", "then": "delete", "set-up": random.choice(["automatic"] * 9 + ["unknown"])}
    parts = [_period(random), _period(random)]
    found |= random.choice([{"first-of": parts}, {"last-of": parts}, *[parts[0]] * 5])
    if random.random() < 0.25:
        found["limit"] = random.choice(["maximum", "maximum", "minimum", "exact"])
    if "scopes" in data and random.random() < 0.3:
        found["scope"] = random.choice(sorted(data["scopes"]))
    return found


def _period(random: Random) -> Data:
    events = ["deleted-at-source"] * 4 + ["end-of-help", "last-change", "receipt"] * 2
    return random.choice([
        {"term": random.choice(["28 days", "6 months", "5 years"]), "starts": random.choice(events)},
        {"term": random.choice(["28 days", "6 months", "5 years"]), "starts": "end-of-help"},
        {"until": random.choice(["deleted-by-worker", "account-closed"])},
        {"criteria": "as long as we need it"} if random.random() < 0.3 else {"until": "end-of-help"},
    ])  # fmt: skip


# true in every world


class World:
    """One way in which everything that is open can turn out."""

    def __init__(self, data: Data, dates: Dates, random: Random) -> None:
        self.data = data
        self.dates = dates
        self.random = random
        self.client = random.choice(oracle.clients(data))
        self.days: dict[str, date] = dict(dates.given)

    def on(self, event: str) -> date:
        return self.days.setdefault(event, a_day(self.random))

    def sometime(self, first: date | None = None, last: date | None = None) -> date:
        """Any day, mostly near the bounds."""
        near = timedelta(self.random.choice([0, 0, 1, 40, 4000]))
        if first:
            return first + near
        return last - near if last else a_day(self.random)

    def gone(self, ending: Ending, again: tuple[str, ...] = ()) -> date:
        """When this rule alone lets the copy go."""
        again += ending.restarts
        match ending.kind:
            case EndKind.FIRST_OF:
                day = min(self.gone(part, again) for part in ending.of)
            case EndKind.LAST_OF:
                day = max(self.gone(part, again) for part in ending.of)
            case EndKind.EVENT:
                day = self.happened(str(ending.starts), again)
            case EndKind.TERM if ending.term and (ending.starts or again):
                starts = [self.on(event) for event in again]
                if ending.after:
                    starts.append(self.removed(ending, ending.after))
                elif ending.starts:
                    starts.append(self.on(ending.starts))
                else:
                    starts.append(self.sometime())
                day = max(ending.term.after(start) for start in starts)
            case _:
                day = self.sometime()
        if ending.limit is Limit.MAXIMUM:
            day = self.sometime(last=day)
        if ending.limit is Limit.MINIMUM or ending.doubt in STILL_THERE:
            return self.sometime(first=day)
        return self.sometime() if ending.doubt else day

    def happened(self, event: str, again: tuple[str, ...]) -> date:
        day = self.on(event)
        started = [self.on(one) for one in again if event != "deleted-by-worker"]
        return self.sometime(first=max(started)) if started and max(started) > day else day

    def removed(self, ending: Ending, base: Ending) -> date:
        """When the copies that this client has at the sources are removed."""
        parts = base.of if base.kind is EndKind.LAST_OF and not base.path else (base,)
        here = self.random.sample(parts, self.random.randint(1, len(parts)))
        day = max(self.gone(part) for part in here)
        return day if len(ending.sources) == 1 else self.sometime(last=day)

    def copy(self, clock: Clock, whose: set[frozenset[str]]) -> tuple[date, list[Ending]]:
        """When a copy is gone that this client has, and by which rules."""
        said = [ending for ending in clock.endings if ending.doubt is not Doubt.NOT_SAID_FOR_ALL]
        rules = [ending for ending in said if not ending.groups or ending.groups & self.client]
        if len(whose) > 1:  # each way in has its own rules for everybody
            for_all = [ending for ending in rules if not ending.groups]
            here = self.random.sample(for_all, self.random.randint(1, len(for_all))) if for_all else []
            rules = [ending for ending in rules if ending.groups or ending in here]
        day = max((self.gone(ending) for ending in rules), default=None) or self.sometime()
        leaves = any(
            flow["mode"] in ("move", "unknown") and oracle.happening(flow) is not None and flow["from"] == clock.node
            and oracle.names(flow["items"], clock.item)
            for flow in oracle.flows(self.data)
        )  # fmt: skip
        return (self.sometime(last=day), rules) if leaves and self.random.random() < 0.5 else (day, rules)


def test_no_sure_day_is_contradicted_by_any_world() -> None:
    seen: Counter[str] = Counter()

    @settings(many, max_examples=times(300))
    @given(models(Shape(flows=(0, 10))), seeds)
    def holds(data: Data, seed: int) -> None:
        random = Random(seed)
        data = richer(data, random)
        traces, dates = Traces(build(data)), some_days(random)
        for trace in traces.all():
            found = traces.last_day(trace, dates)
            for _ in range(20):
                _true_in(World(data, dates, random), traces, trace.item, found, seen)

    holds()
    assert all(seen[f"copy {kind}"] > 50 for kind in DateKind if kind is not DateKind.BEYOND), seen
    assert all(seen[f"last {kind}"] > 50 for kind in ("gone", "at-least", "at-latest", "none")), seen


def _true_in(world: World, traces: Traces, item: str, found: LastDay, seen: Counter[str]) -> None:
    last: list[date] = []
    for one in found.clocks:
        arrivals = [
            arrival
            for arrival in traces.of(item).reached[one.clock.node].arrivals
            if arrival.presence is Presence.COPY and arrival.item == one.clock.item
            and arrival.form in (Form.AS_IS, Form.COARSER, Form.PSEUDONYMISED)
        ]  # fmt: skip
        has = any(
            arrival.groups <= world.client and (arrival.status is Status.ALWAYS or world.random.random() < 0.5)
            for arrival in arrivals
        )
        if not has or one.moved:
            continue
        day, rules = world.copy(one.clock, {arrival.groups for arrival in arrivals})
        seen[f"copy {one.span.kind}"] += 1
        _holds(one.span, day)
        for end in one.ends:
            if end.ending in rules:
                _holds(end.sure, day)
        last.append(day)
    if last:
        seen[f"last {found.span.kind}"] += 1
        _holds(found.span, max(last))


def _holds(span: Span, day: date) -> None:
    assert span.first is None or span.first <= day
    assert span.last is None or day <= span.last


# more dates, less knowledge


def spans(found: LastDay) -> dict[Any, Span]:
    """Every sure span, of all copies together, of each of them and of each rule."""
    return {
        "all": found.span,
        **{_copy(one): one.span for one in found.clocks},
        **{(_copy(one), position): end.sure for one in found.clocks for position, end in enumerate(one.ends)},
    }


def _copy(one: DatedClock) -> tuple[str, str]:
    return one.clock.node, one.clock.item


def within(inner: Span, outer: Span) -> bool:
    first = outer.first is None or (inner.first is not None and inner.first >= outer.first)
    return first and (outer.last is None or (inner.last is not None and inner.last <= outer.last))


@many
@given(models(Shape(flows=(0, 10))), seeds)
def test_one_more_date_only_makes_spans_narrower(data: Data, seed: int) -> None:
    random = Random(seed)
    traces, less = Traces(build(richer(data, random))), some_days(random)
    more = Dates({**less.given, random.choice((*EVENTS, *AGAIN)): a_day(random)})
    assume(more.given.keys() > less.given.keys())
    for trace in traces.all():
        before, after = (spans(traces.last_day(trace, dates)) for dates in (less, more))
        assert before.keys() == after.keys()
        assert all(within(after[key], before[key]) for key in before)


@many
@given(models(Shape(flows=(0, 10))), seeds)
def test_one_more_date_takes_no_day_away(data: Data, seed: int) -> None:
    """Also a day on which a source was removed, which can be another than the one its rules have."""
    random = Random(seed)
    traces, less = Traces(build(richer(data, random))), some_days(random, (*EVENTS, *AGAIN, "deleted-at-source"))
    more = Dates({**less.given, random.choice((*EVENTS, *AGAIN, "deleted-at-source")): a_day(random)})
    for trace in traces.all():
        before, after = (spans(traces.last_day(trace, dates)) for dates in (less, more))
        for key, span in before.items():
            assert span.first is None or after[key].first is not None
            assert span.last is None or after[key].last is not None


@many
@given(models(Shape(flows=(0, 10))), seeds)
def test_knowing_less_makes_no_day_more_sure(data: Data, seed: int) -> None:
    random = Random(seed)
    data = richer(data, random)
    paths = list(rewrite.facts(data))
    assume(paths)
    less = rewrite.knowing_less(data, random.choice(paths))
    dates = some_days(random)
    before, after = Traces(build(data)), Traces(build(less))
    for item in data["items"]:
        old, new = before.of(item), after.of(item)
        if _held(old) == _held(new) and _still_begins_there(old, new):
            assert within(before.last_day(old, dates).span, after.last_day(new, dates).span)


@many
@given(models(), seeds)
def test_the_order_in_the_file_changes_no_day(data: Data, seed: int) -> None:
    data = rewrite.with_flow_ids(data)
    before, after = Traces(build(data)), Traces(build(rewrite.shuffled(data, Random(seed))))
    dates = some_days(Random(seed))
    for item in data["items"]:
        old, new = (traces.last_day(traces.of(item), dates) for traces in (before, after))
        assert _told(old) == _told(new)


def _told(found: LastDay) -> tuple[Any, ...]:
    return (
        found.span,
        found.missing,
        *([_copy(one) for one in ones] for ones in (found.last, found.until, found.unknown)),
        [(_copy(one), one.span, one.always, one.moved) for one in found.clocks],
    )
