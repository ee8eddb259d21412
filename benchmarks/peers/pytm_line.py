"""pytm: make the elements, check them, and find the threats. It draws nothing here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pytm import TM, Boundary, Classification, Data, Dataflow, Datastore, ExternalEntity


def parts(file: Path) -> Iterator[tuple[str, str]]:
    """One step after the other: what was done, and what came out."""
    made = json.loads(file.read_bytes())
    TM.reset()
    model = TM(made["name"], description=made["name"])
    boundaries = {one["name"]: Boundary(one["name"]) for one in made["boundaries"]}
    data = {
        one["name"]: Data(one["name"], classification=Classification[one["classification"]], isPII=True)
        for one in made["data"]
    }
    ends: dict[str, Any] = {}
    for one in made["outside"]:
        ends[one["name"]] = ExternalEntity(one["name"], inBoundary=boundaries[one["name"]])
    for one in made["stores"]:
        store = ends[one["name"]] = Datastore(one["name"], storesPII=True)
        if one["boundary"]:
            store.inBoundary = boundaries[one["boundary"]]
        store.controls.isEncryptedAtRest = one["encrypted"]
    for one in made["flows"]:
        flow = Dataflow(ends[one["source"]], ends[one["sink"]], one["name"], data=[data[name] for name in one["data"]])
        flow.controls.isEncrypted = one["encrypted"]
    yield "load", f"{len(made['flows'])} flows"
    model.check()
    yield "check", ""
    model.resolve()
    yield "findings", f"{len(model.findings)} findings"
