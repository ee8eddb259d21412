"""A working copy is gone when the file it came from is gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from auditor.model import NamedFlow
from auditor.model.elements import Mode, Scope
from auditor.model.facts import Unknown
from auditor.results import Finding, Level
from auditor.rules.base import Rule, joined, kinds_of, names, passed_on, rule
from auditor.traces import Doubt, Ending, EndKind, Kinds, Traces

FILES = (
    "client-registration",
    "care-file",
    "debt-system",
    "municipal-backoffice",
    "finance-system",
    "document-system",
    "archive",
)
"""Kinds of system that are meant to stay longer than the form or notebook from which they were filled."""

NOT_CARRIED_OUT = (Doubt.NOTHING_HAPPENS, Doubt.NOT_SET_UP)
PERHAPS_NOT_CARRIED_OUT = (Doubt.SET_UP_UNKNOWN, Doubt.FATE_UNKNOWN)


class Late(NamedTuple):
    """A flow of which these copies stay longer than their source, surely or perhaps."""

    flow: NamedFlow
    kinds: Kinds
    surely: bool


@rule("copy-outlives-source", level=Level.CONSIDER, since="0.1", laws=("avg-5-1-e",))
def copy_outlives_source(self: Rule, traces: Traces) -> Iterator[Finding]:
    """Only where both ends are known well enough to compare; a missing term is another rule's business."""
    late: dict[str, list[Late]] = {}
    for flow in traces.flows:
        source, copy = flow.value.from_, flow.value.to
        if flow.value.mode in (Mode.COPY, Mode.TELL) and traces.view.kind_id(copy) not in FILES:
            passed = passed_on(traces, flow)
            for kinds, of_copy, of_source in _endings(traces, copy, source, passed.all):
                surely = _outlives(of_copy, of_source, flow.value.scope)
                if surely is not None:
                    late.setdefault(copy, []).append(Late(flow, passed.among(kinds), surely))
    for copy, found in sorted(late.items()):
        yield _finding(self, traces, copy, found)


def _finding(self: Rule, traces: Traces, copy: str, found: list[Late]) -> Finding:
    sure = [late for late in found if late.surely]
    shown = sure or found
    sources = names(late.flow.value.from_ for late in shown)
    rests_on = [traces.view.path(name) for name in (copy, *sources.ids)]
    flows = sorted({late.flow.id for late in shown})
    kinds = joined(one.kinds for one in shown)
    items = kinds_of(traces, kinds.all)
    if sure:
        return self.broken(
            copy, [copy], status=kinds.status, rests_on=rests_on, route=flows, items=items, sources=sources
        )
    because = "rule.copy-outlives-source.because.set-up"
    return self.cannot_tell(copy, because, [copy], rests_on=rests_on, route=flows, items=items, sources=sources)


def _endings(traces: Traces, copy: str, source: str, mask: int) -> Iterator[tuple[int, list[Ending], list[Ending]]]:
    """The rules at both ends, per set of kinds of data for which they are the same; an end without copies has none."""
    there = (*traces.inventory.endings(source), (mask, ())) if mask else ()
    for of_source, at_source in there:
        left = mask & of_source
        for of_copy, at_copy in traces.inventory.endings(copy):
            if left & of_copy:
                yield left & of_copy, list(at_copy), list(at_source)
        mask &= ~of_source


def _outlives(copy: list[Ending], source: list[Ending], scope: Scope | Unknown) -> bool | None:
    """Whether for some group of clients the copy surely stays longer; False for perhaps, None for no."""
    named = {group for ending in (*copy, *source) for group in ending.groups}
    if not named:
        return _later(copy, source)
    groups = {*named, None} if isinstance(scope, str | Unknown) else set(scope)
    verdicts = {_later(_for_group(copy, group), _for_group(source, group)) for group in groups}
    return True if True in verdicts else False if False in verdicts else None


def _for_group(endings: Iterable[Ending], group: str | None) -> list[Ending]:
    """The endings for clients of this group; None: for clients in no group that anybody named."""
    found = [ending for ending in endings if not ending.groups or group in ending.groups]
    if any(ending.groups for ending in found):
        return [ending for ending in found if ending.doubt is not Doubt.NOT_SAID_FOR_ALL]
    return found


def _later(copy: list[Ending], source: list[Ending]) -> bool | None:
    """A law that says how long the copy stays is a reason of its own; so is going on to somewhere else."""
    if not source or any(ending.level == 3 or ending.kind is EndKind.MOVED for ending in source):
        return None
    if any(ending.law or ending.kind is EndKind.MOVED for ending in copy):
        return None
    if any(_surely_later(ending, source) for ending in copy):
        return True
    return False if any(ending.doubt in PERHAPS_NOT_CARRIED_OUT for ending in copy) else None


def _surely_later(copy: Ending, source: list[Ending]) -> bool:
    """A back-up, whose term starts when its source is deleted, is longer by design and not meant here."""
    if copy.doubt in NOT_CARRIED_OUT:
        return True
    if copy.after or copy.doubt not in (None, Doubt.MINIMUM, *PERHAPS_NOT_CARRIED_OUT):
        return False
    late = replace(copy, doubt=None, groups=frozenset())
    ends = [replace(ending, groups=frozenset()) for ending in source]
    return all(late.level == end.level == 1 and late.outlasts(end) and not end.outlasts(late) for end in ends)
