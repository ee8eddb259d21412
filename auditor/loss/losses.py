"""The four things that go wrong, each with what is concerned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from auditor.errors import NotFound
from auditor.loss.asking import asks, tell, unknown
from auditor.loss.first_aid import NORM, first_aid
from auditor.loss.present import Present
from auditor.loss.reaching import opened, perhaps, reach
from auditor.loss.result import Kind, Loss, Lost, OtherCopy, Part, Sent, Spot
from auditor.loss.spots import NO_DEVICE, parts_of, spot
from auditor.model import NamedFlow
from auditor.model.elements import Form, Mode
from auditor.model.facts import Unknown, YesNo, state_of, stated
from auditor.model.naming import flow_named
from auditor.traces import Arrival, Status, Traces, status_of, taken


def of_place(traces: Traces, place: str) -> Loss:
    """A phone, account, system or paper file is lost or breached.

    Raises NotFound for a place that this view does not have.
    """
    view = traces.view
    if place not in view.places:
        raise NotFound("place", place, view.places)
    present = Present(traces)
    concerned = spot(present, place, Part.ITSELF)
    roles = () if view.kind_id(place) in NO_DEVICE else concerned.carried_by or ()
    found = Loss(Kind.PLACE, place, concerned.items, (concerned,), reach=reach(present, roles),
                 perhaps_reach=perhaps(present, roles))  # fmt: skip
    return _told(traces, found)


def of_flow(traces: Traces, flow: str) -> Loss:
    """A message, mail or letter of this flow went to the wrong one.

    flow: its id, or from>to where one flow goes so. Raises NotFound or AuditorError for a flow that this view does not
    have, or that can be several.
    """
    named = flow_named(traces.view, flow)
    value = named.value
    sent = Sent(
        named.id,
        value.from_,
        value.to,
        stated(value.mode),
        not isinstance(value.items, Unknown),
        isinstance(value.happens, YesNo) and value.happens is not YesNo.YES,
        state_of(value.encrypted),
        named.path,
    )
    found = Loss(Kind.FLOW, named.id, _on_flow(Present(traces), named), sent=sent)
    return _told(traces, found)


def of_vendor(traces: Traces, organisation: str) -> Loss:
    """This company has a breach: everything it works with, decides about or received, and what its people can open.

    Raises NotFound for an organisation that this view does not have.
    """
    view = traces.view
    if organisation not in view.organisations:
        raise NotFound("organisation", organisation, sorted(view.organisations))
    present = Present(traces)
    spots = []
    for node in sorted(view.holders):
        parts = list(parts_of(view, node, organisation))
        if parts and not (node == organisation and node not in present.at):
            above = next((above for _, above, _ in parts if above), None)
            contract = next((contract for _, _, contract in parts if contract), None)
            kinds = tuple(part for part in Part if part in {kind for kind, _, _ in parts})
            spots.append(replace(spot(present, node, *kinds), above=above, contract=contract))
    roles = {name for name, role in view.roles.items() if role.of == organisation}
    there = {one.node for one in spots}
    found = tuple(one for one in reach(present, roles) if one.node not in there)
    items = _all_of(present, spots, {one.node: one.items for one in found})
    return _told(traces, Loss(Kind.VENDOR, organisation, items, tuple(spots), reach=found))


def of_role(traces: Traces, role: str) -> Loss:
    """The account of somebody with this role is lost or taken over: everywhere it opens.

    Raises NotFound for a role that this view does not have.
    """
    view = traces.view
    if role not in view.roles:
        raise NotFound("role", role, sorted(view.roles))
    present = Present(traces)
    found = reach(present, {role})
    arrivals: dict[str, list[Arrival]] = {}
    for node in sorted({one.node for one in found}):
        for at in view.access(node) or ():
            for arrival in opened(present, node, at.value) if at.value.role == role else ():
                arrivals.setdefault(arrival.item, []).append(arrival)
    loss = Loss(Kind.ROLE, role, present.together(arrivals), reach=found,
                perhaps_reach=perhaps(present, {role}))  # fmt: skip
    return _told(traces, loss)


def _told(traces: Traces, found: Loss) -> Loss:
    """With what art. 33 and 34 ask, whom to tell, what to do at once, and what is not known."""
    view = traces.view
    return replace(
        found,
        asks=asks(view, found),
        tell=tell(view, found),
        first_aid=first_aid(view, found),
        unknown=unknown(view, found),
        norm=NORM if NORM in view.knowledge.norms else None,
    )


def _all_of(present: Present, spots: Iterable[Spot], opened_items: dict[str, tuple[str, ...]]) -> tuple[Lost, ...]:
    """Every kind of data at these places, each once, in every way in which it is at one of them."""
    arrivals: dict[str, list[Arrival]] = {}
    for one in spots:
        for item, ways in present.at.get(one.node, {}).items():
            arrivals.setdefault(item, []).extend(ways)
    for node, items in opened_items.items():
        for item in items:
            arrivals.setdefault(item, []).extend(present.at[node][item])
    return present.together(arrivals)


def _on_flow(present: Present, flow: NamedFlow) -> tuple[Lost, ...]:
    """What this flow carries. A flow of which the description says no carries it perhaps: it was sent after all."""
    value = flow.value
    happens = status_of(value) or Status.PERHAPS
    carried: dict[str, list[Arrival]] = {}
    for arrival, going in taken(present.view, value, chain.from_iterable(present.at.get(value.from_, {}).values())):
        for groups in going if arrival.form is not Form.ANONYMOUS else ():
            case = replace(arrival.case, status=arrival.status.then(happens)).then(value.if_, groups)
            carried.setdefault(arrival.item, []).append(replace(
                arrival,
                form=arrival.form.then(value.form),
                groups=case.groups,
                conditions=case.conditions,
                status=case.status,
            ))  # fmt: skip
    found = []
    for item in sorted(carried):
        lost = present.made(item, carried[item])
        copies = [arrival for arrival in carried[item] if arrival.form.personal]
        if value.mode is Mode.MOVE and copies:
            other, where = present.other_copy(item, copies, {value.from_, value.to})
        else:
            other, where = OtherCopy.YES, (value.from_,)
        found.append(replace(lost, other=other, copies=where))
    return tuple(found)
