"""The walk: for every copy what can be done about it, sources first and back-ups last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from auditor.answers.base import PAPER, TASKS, Asked, end_phrases, goes, purposes_at
from auditor.erasure.again import again
from auditor.erasure.before import before
from auditor.erasure.copies import Copy, copies, told
from auditor.erasure.laws import keeps, without_law
from auditor.erasure.notified import notified
from auditor.erasure.removers import open_about_removing, removers
from auditor.erasure.result import Beyond, Erasure, Held, Keep, State, Step, Why
from auditor.model import Path, View
from auditor.model.elements import Carrier, Form
from auditor.model.facts import stated
from auditor.traces import BACKUP, Ending, EndKind, StepKind, Traces

LOG = "log"
ONLINE = frozenset({"website", "social-media"})
"""Kinds of place of the knowledge that everybody may have read, so that more can be left over than the copy itself."""
LAWS = ("avg-17", "avg-17-3-b", "avg-19", "avg-12-3", "uavg-41")
"""The articles about erasure, where the knowledge of a country has them."""


def erasure(traces: Traces, item: str | None = None) -> Erasure:
    """What it takes to remove one kind of data, or all that is not only about our own workers.

    Raises NotFound for a kind of data that this view does not have.
    """
    asked = Asked(traces, item)
    view = traces.view
    found = copies(asked)
    steps = [_step(view, copy) for copy in found]
    steps += [_told(view, one) for one in told(asked)]
    laws = tuple(name for name in LAWS if name in view.knowledge.laws)
    in_order = again(asked, _in_order(view, _joined(steps)))
    return Erasure(item, in_order, notified(asked), before(asked, found), laws)


def _told(view: View, copy: Copy) -> Step:
    """What somebody was told: nobody can take it back."""
    held, route = Held(copy.item, copy.status), copy.arrivals[0].route
    rests_on = _paths(view, copy, ())
    return Step(copy.node, (held,), State.OUT_OF_REACH, (Why.TOLD,), route=route, rests_on=rests_on)


def _step(view: View, copy: Copy) -> Step:
    """What can be done about one copy."""
    node = copy.node
    keeping = keeps(view, copy)
    endings, doubts = without_law(view, copy)
    processors = view.processors(node) if node in view.places else []
    step = Step(
        node,
        (Held(copy.item, copy.status),),
        State.UNKNOWN,
        who=view.deciders(node),
        removers=removers(view, copy),
        processors=tuple(dict.fromkeys(at.value.organisation for at in processors or ())),
        processors_known=_companies_known(view, node),
        through=copy.through,
        beyond=_beyond(view, node),
        route=copy.arrivals[0].route,
        rests_on=_paths(view, copy, keeping),
    )
    if not copy.form.personal:
        become = Why.ANONYMOUS if copy.form is Form.ANONYMOUS else Why.FIGURES
        return replace(step, state=State.OUT_OF_REACH, why=(become,), beyond=None)
    if any(ending.kind is EndKind.MOVED for ending, _ in copy.endings):
        return replace(step, state=State.MOVED)
    state, why = _without_law(view, copy, endings, doubts)
    until = tuple(phrase for ending, clock in copy.endings for phrase in end_phrases(ending, clock))
    open_to_us = replace(step, state=state, why=why, keeps=keeping, until=until if state is State.LATER else ())
    if state is State.CAN_GO:
        weigh, weigh_unknown = _tasks(view, copy)
        open_to_us = replace(open_to_us, weigh=weigh, weigh_unknown=weigh_unknown)
    sure = [keep for keep in keeping if keep.sure]
    if not sure:
        return open_to_us
    by_law = State.ON_REQUEST if all(keep.on_request for keep in sure) else State.MUST_STAY
    if _about_all(copy, sure):
        return replace(open_to_us, state=by_law, why=(), until=(), weigh=(), weigh_unknown=False)
    return replace(open_to_us, state=by_law, why=(), otherwise=state, otherwise_why=why)


def _companies_known(view: View, node: str) -> bool:
    """Whether anybody wrote down which companies work with a place; a thing that people carry needs none."""
    if node in view.organisations:
        return True
    place = view.places[node]
    return isinstance(place.processor, tuple) or (isinstance(place, Carrier) and place.processor is None)


def _about_all(copy: Copy, sure: Iterable[Keep]) -> bool:
    """Whether there is a law for every client of whom there is a copy."""
    groups = [keep.groups for keep in sure]
    return all(any(not about or about & arrival.groups for about in groups) for arrival in copy.arrivals)


def _without_law(
    view: View, copy: Copy, endings: tuple[Ending, ...], doubts: tuple[Why, ...]
) -> tuple[State, tuple[Why, ...]]:
    """What can be done as far as no law keeps it, and why."""
    node, owner, who = copy.node, view.model.owner, view.deciders(copy.node)
    if node in view.organisations:
        return (State.UNKNOWN, (Why.INSIDE,)) if node == owner else (State.ASK, (Why.UNDESCRIBED,))
    if who and owner not in who:
        return State.ASK, (Why.OTHERS,)
    kind = view.kind_id(node)
    why = [*doubts, *([] if who else [Why.WHO_UNKNOWN]), *([] if kind else [Why.KIND_UNKNOWN])]
    if kind == BACKUP:
        if not why and all(goes(ending) for ending in endings):
            return State.LATER, ()
        return State.UNKNOWN, (*why, Why.ONE_PERSON)
    why += open_about_removing(view, copy)
    if kind == LOG and not removers(view, copy):
        why.append(Why.ONE_PERSON)
    return (State.UNKNOWN, tuple(why)) if why else (State.CAN_GO, ())


def _beyond(view: View, node: str) -> Beyond | None:
    kind = view.kind_id(node)
    return Beyond.PAPER if kind in PAPER else Beyond.ONLINE if kind in ONLINE else None


def _tasks(view: View, copy: Copy) -> tuple[tuple[str, ...], bool]:
    """The purposes for a legal duty or public task for which this copy was made, and whether there can be more."""
    found: set[str] = set()
    unknown = False
    for arrival in copy.arrivals:
        made = next(step for step in reversed(arrival.route) if step.kind is not StepKind.LIES_ON)
        names = stated(purposes_at(view, made.path)) or ()
        bases = [stated(view.purposes[name].basis) for name in names]
        unknown = unknown or not all(bases) or not names
        found.update(name for name, basis in zip(names, bases, strict=True) if TASKS & set(basis or ()))
    return tuple(sorted(found)), unknown


def _paths(view: View, copy: Copy, keeping: Iterable[Keep]) -> tuple[Path, ...]:
    """Where it stands: the place, the laws that keep it or else its rules, and how it came there."""
    rules = [keep.path for keep in keeping] or [ending.path for ending, _ in copy.endings]
    return tuple(dict.fromkeys((view.path(copy.node), *rules, copy.arrivals[0].route[-1].path)))


def _joined(steps: Iterable[Step]) -> list[Step]:
    """One step for the kinds of data at a place of which the same is to be said."""
    found: list[tuple[Step, Step]] = []
    for step in steps:
        alike = replace(step, items=(), weigh=(), weigh_unknown=False, route=(), rests_on=())
        for position, (other, joined) in enumerate(found):
            if other == alike:
                found[position] = (other, _with(joined, step))
                break
        else:
            found.append((alike, step))
    return [joined for _, joined in found]


def _with(joined: Step, step: Step) -> Step:
    """The first step, also for the items of the second, by the way of the nearest of them."""
    return replace(
        joined,
        items=(*joined.items, *step.items),
        weigh=tuple(sorted({*joined.weigh, *step.weigh})),
        weigh_unknown=joined.weigh_unknown or step.weigh_unknown,
        route=min(joined.route, step.route, key=len),
        rests_on=tuple(dict.fromkeys((*joined.rests_on, *step.rests_on))),
    )


def _in_order(view: View, steps: Iterable[Step]) -> tuple[Step, ...]:
    """Place by place, along the route: what comes first is removed first, and back-ups come last."""
    found = list(steps)
    nearest: dict[str, int] = {}
    for step in found:
        nearest[step.node] = min(len(step.route), nearest.get(step.node, len(step.route)))

    def order(step: Step) -> tuple[bool, int, str, int, int, list[str]]:
        backup, state = view.kind_id(step.node) == BACKUP, list(State).index(step.state)
        items = [held.item for held in step.items]
        return backup, nearest[step.node], step.node, len(step.route), state, items

    return tuple(sorted(found, key=order))
