"""Which flow somebody means."""

from __future__ import annotations

from difflib import get_close_matches

from auditor.errors import AuditorError, NotFound, shown
from auditor.model.view import NamedFlow, View


def flow_named(view: View, said: str) -> NamedFlow:
    """The flow with this id, or the only one from>to, whether or not it has an id of its own.

    Raises NotFound where this view has no such flow and nothing near it, and AuditorError where several flows go so, or
    where something near it was perhaps meant.
    """
    for flow in view.flows:
        if flow.id == said:
            return flow
    start, arrow, end = (part.strip() for part in said.partition(">"))
    found = [flow for flow in view.flows if arrow and (flow.value.from_, flow.value.to) == (start, end)]
    if len(found) == 1:
        return found[0]
    ids = [flow.id for flow in view.flows]
    if found:
        candidates = ", ".join(sorted(flow.id for flow in found))
        raise AuditorError("error.flows-alike", name=shown(said), candidates=candidates)
    if near := get_close_matches(said, ids, n=3, cutoff=0.5):
        raise AuditorError("error.not-described-near", name=shown(said), near=", ".join(near))
    raise NotFound("flow", shown(said), sorted(ids))
