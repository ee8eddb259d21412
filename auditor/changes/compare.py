"""Two descriptions beside each other: what is new, gone or different for a client, as one change where it is one."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from auditor.answers.base import bases_of, say
from auditor.changes.change import ALL, Change, Changes, Kind
from auditor.changes.closing import closed, declared_to_clients, not_declared
from auditor.changes.facts import NOT_DESCRIBED, Facts, items_here, items_told
from auditor.changes.item import Compared
from auditor.changes.phrases import key_of
from auditor.changes.same import under_new_ids
from auditor.model import Audience, Model, View
from auditor.results import Name, Sentence
from auditor.traces import Traces


def changes(old: Model, new: Model) -> Changes:
    """What the second description means for a client that the first did not, as an officer may know it.

    What a client may not know is marked. There is no version for a client: what is reserved from now on would show in
    it, because it is gone.
    """
    old = under_new_ids(old, new)
    before, after = Traces(old), Traces(new)
    found = list(_compared(before, after))
    if before.view.anything_reserved or after.view.anything_reserved:
        client = (Traces(old, Audience.CLIENT), Traces(new, Audience.CLIENT))
        told = {_told(one) for one in _compared(*client)}
        found = [replace(one, reserved=_is_reserved(one, told, client)) for one in found]
    return Changes(before.view, after.view, _together(found))


def _is_reserved(change: Change, told: Collection[Hashable], client: tuple[Traces, Traces]) -> bool:
    """Whether a client may not know this: what can change because something is reserved now, is so at any time."""
    return change.kind in ALL or (_told(change) not in told and not _of_lists(change, client))


def _told(change: Change) -> Hashable:
    """What a change says, of which items. That nobody else is known is no secret, only not said to a client."""
    before, after = (tuple(one for one in said if one not in NOT_DESCRIBED) for said in (change.before, change.after))
    return (change.items, _alike(replace(change, before=before, after=after)))


def _of_lists(change: Change, client: tuple[Traces, Traces]) -> bool:
    """Whether a change is only about how complete a list is, of what a client may know of."""
    if change.kind not in (Kind.WHO_KNOWN, Kind.WHO_UNKNOWN) or change.subject is None:
        return False
    name, [item] = change.subject.id, change.items
    sides = [Facts(traces, item) for traces in client if item in traces.view.items]
    return any(name in facts.there or name in facts.companies for facts in sides)


def _alike(change: Change) -> Hashable:
    """What a change says, whatever the items."""
    before, after = (tuple(map(key_of, said)) for said in (change.before, change.after))
    return (change.kind, change.subject, change.at, before, after, change.perhaps)


def _together(found: Iterable[Change]) -> tuple[Change, ...]:
    """Changes that say the same of several items as one, in a fixed order."""
    joined: dict[Hashable, Change] = {}
    for one in found:
        key = (_alike(one), one.sure, one.reserved)
        if key in joined:
            first = joined[key]
            old, new = (tuple(dict.fromkeys(paths)) for paths in (first.old + one.old, first.new + one.new))
            joined[key] = replace(first, items=first.items + one.items, old=old, new=new)
        else:
            joined[key] = one
    return tuple(sorted(joined.values(), key=_order))


def _order(change: Change) -> tuple[Any, ...]:
    subject = (change.subject.id, change.subject.section) if change.subject else ("", "")
    return (change.kind.rank, change.reserved, -len(change.items), subject, change.items, repr(_alike(change)))


def _compared(before: Traces, after: Traces) -> Iterator[Change]:
    """Every change, one item at a time."""
    old, new = set(items_here(before)), set(items_here(after))
    purposes: list[set[str]] = [set(), set()]
    for item in sorted({*items_told(before), *items_told(after)}):
        was = Facts(before, item) if item in old else None
        now = Facts(after, item) if item in new else None
        if now is None and was is not None:
            sure = closed(after, "what-do-you-have")
            yield Change(Kind.ITEM_GONE, (item,), before=was.of_item(), sure=sure, old=(was.path,))
        elif was is None and now is not None:
            yield Change(Kind.ITEM_NEW, (item,), after=now.of_item(), new=(now.path,))
        elif was is not None and now is not None:
            yield from Compared(was, now).changes()
        for used, facts in zip(purposes, (was, now), strict=True):
            used.update(facts.purposes if facts else ())
    yield from _bases(before.view, after.view, purposes[0] & purposes[1])
    was_all, now_all = (declared_to_clients(traces, "what-do-you-have") for traces in (before, after))
    if bool(was_all) is not bool(now_all):
        old_paths, new_paths = not_declared(was_all, after.view), not_declared(now_all, before.view)
        yield Change(Kind.ALL_ITEMS_KNOWN if now_all else Kind.ALL_ITEMS_UNKNOWN, (), old=old_paths, new=new_paths)


def _bases(before: View, after: View, purposes: Iterable[str]) -> Iterator[Change]:
    """Why the law allows what is done for the purposes that both use."""
    for purpose in sorted(purposes):
        said = [_basis(view, purpose) for view in (before, after)]
        if said[0] != said[1]:
            yield Change(Kind.BASIS, (), Name(purpose, "purposes"), before=said[0], after=said[1],
                         old=(before.path(purpose),), new=(after.path(purpose),))  # fmt: skip


def _basis(view: View, purpose: str) -> tuple[Sentence, ...]:
    bases = tuple(say(f"note.basis.{basis}") for basis in bases_of(view.purposes[purpose]))
    return bases or (Sentence("change.basis-unknown"),)
