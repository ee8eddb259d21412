"""A second version of an example, as somebody could have written it a year later, and what that means for a client.

    python -m tests.changes.second    writes what the program says of it, in both languages

Look at the difference before keeping it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from auditor.changes import Changes, changes
from auditor.changes.plain_data import data_of
from auditor.exporters import changed
from auditor.exporters.printing import plain
from auditor.importers import load
from auditor.model import Model, build
from auditor.texts import LANGUAGES

FOLDER = Path(__file__).parent
EXAMPLE = "examples/wijkteam"


@cache
def second() -> Model:
    """The team stopped the test copy and the trial, has a new receiver and another term, and asked the council."""
    data: dict[str, Any] = data_of(load(FOLDER.parents[1] / EXAMPLE))
    flows = {flow["id"]: flow for flow in data["flows"]}
    systems, carriers = data["systems"], data["carriers"]
    for name in ("test-copy", "ai-summary", "ai-vendor"):
        del flows[name]
    for name in ("client-file-test", "ai-notes"):
        del systems[name]
    flows["rent-signal-to-team"]["to"] = "client-file"
    flows["to-dashboard"]["becomes"] = "pseudonymised"
    flows["list-on-stick"]["happens"] = "unknown"
    flows["debts-to-landlord"] = {
        "id": "debts-to-landlord", "from": "client-file", "to": "woningstichting", "items": ["name", "debts"],
        "for": ["early-signal"], "mode": "copy", "scope": ["debts"],
        "if": {"nl": "als u daar ja op zegt", "en": "if you say yes to that"},
    }  # fmt: skip
    systems["client-file"]["keeps"][1] |= {"term": "20 years", "starts": "end-of-help"}
    systems["client-file"]["access"].append({"role": "council-consultant", "can": ["read"], "when": "own-clients"})
    systems["shared-drive"]["keeps"][0] |= {"term": "2 years", "starts": "last-change", "then": "delete",
                                            "set-up": "automatic"}  # fmt: skip
    systems["team-chat"]["access"] = [entry for entry in systems["team-chat"]["access"] if entry["role"] != "intern"]
    carriers["work-phone"]["measures"]["remote-wipe"] = "yes"
    data["items"]["pets"] = {"category": "housing", "name": "Pets", "plain": {"nl": "uw huisdier", "en": "your pet"}}
    systems["client-file"]["collects"].append({"items": ["pets"], "from": ["client"], "for": ["wmo-support"]})
    data["organisations"]["veilig-thuis"]["note"] = "Nothing changed here."
    flows["second-report"] = {
        "id": "second-report", "from": "client-file", "to": "veilig-thuis", "items": ["bsn"], "mode": "copy",
        "for": ["safety"], "reserve": {"reason": "Can be a danger to the reporter or a child."},
    }  # fmt: skip
    return build({**data, "flows": list(flows.values())})


@cache
def compared() -> Changes:
    """The example and its second version."""
    return changes(load(FOLDER.parents[1] / EXAMPLE), second())


FILES = {f"second.{language}.txt": language for language in LANGUAGES}
"""The stored files, and what is in them."""


def stored(name: str) -> str:
    """What must be in a stored file; without the folder in which the example is."""
    return plain(changed.diff(compared(), FILES[name])).replace(f"{FOLDER.parents[1]}/", "")


if __name__ == "__main__":
    for name in FILES:
        (FOLDER / name).write_text(stored(name), encoding="utf-8", newline="\n")
