"""What the auditor itself does in the benchmarks: the only place that knows how."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from auditor.audit import audit
from auditor.importers import load
from auditor.model import Model
from auditor.model.elements import Flow
from auditor.model.facts import YesNo
from auditor.traces import Traces


class Counts(NamedTuple):
    """What a trace of everything from everywhere found, over all items and places of collection.

    traces: how many there are. places: holders they reach, their places of collection too. readers: who can see
    something there. ends: those of which it is known when the last copy is gone.
    """

    traces: int
    places: int
    readers: int
    ends: int


def build(model: Model, *, to_edit: bool = False) -> Traces:
    """What everything else is asked of; what is made beforehand is made here.

    to_edit: whether what is found is kept for `again`.
    """
    traces = Traces(model)
    if to_edit:
        traces.everywhere.keep()
    traces.everywhere.prepare()
    return traces


def everything(traces: Traces) -> Counts:
    """Every item from every place where it begins: places, readers, effective retention."""
    found = places = readers = ends = 0
    for item in traces.everywhere.values():
        for counts in item.counts().values():
            found += 1
            places += counts.places
            readers += counts.readers
            ends += counts.known
    return Counts(found, places, readers, ends)


def edited(model: Model) -> Model:
    """The same description after one edit: the flow in the middle carries one item less, or does not happen."""
    flows = list(model.flows)
    middle = len(flows) // 2
    flows[middle] = _with_less(flows[middle])
    return Model.model_construct(model.model_fields_set, **{**dict(model), "flows": tuple(flows)})


def _with_less(flow: Flow) -> Flow:
    if isinstance(flow.items, tuple) and len(flow.items) > 1:
        return flow.model_copy(update={"items": flow.items[1:]})
    return flow.model_copy(update={"happens": YesNo.NO})


def again(before: Traces, model: Model) -> Counts:
    """Everything from everywhere after an edit of the description that `before` is about."""
    return everything(Traces(model, before=before))


def findings(model: Model) -> int:
    """How many findings all the rules have."""
    return len(audit(model).findings)


def from_files(folder: Path, processes: int) -> Counts:
    """Everything from everywhere of a folder with one file per organisation, in so many processes at most.

    Raises InvalidModel.
    """
    return everything(build(load(folder)))
