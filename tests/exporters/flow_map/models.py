"""Descriptions to draw maps of."""

import random
from typing import Any

from auditor.exporters.flow_map import FlowMap, around, by_organisation, of_item, whole
from auditor.model import Audience, Model, build
from auditor.traces import Traces

CATEGORIES = ["name", "national-number", "health", "free-text", "housing", "debts"]


def words(text: str) -> dict[str, str]:
    return {"nl": text, "en": f"{text} (en)"}


def model_of(systems: int = 6, flows: int = 12, seed: int = 1, **label: str) -> Model:
    """A description of this size with everything a map can show; `label` replaces plain labels."""
    chance = random.Random(seed)
    ids = {
        "organisations": [f"org-{n}" for n in range(max(2, systems // 5))],
        "items": [f"item-{n}" for n in range(6)],
        "scopes": ["young", "old"],
        "systems": [f"system-{n}" for n in range(systems)],
        "carriers": ["phone", "notebook"],
    }
    data: dict[str, Any] = {"model": 1, "name": "Test", "owner": "org-0"}
    for section, names in ids.items():
        data[section] = {name: {"plain": words(label.get(name.replace("-", "_"), f"de {name}"))} for name in names}
    for name, category in zip(ids["items"], CATEGORIES, strict=True):
        data["items"][name]["category"] = category
    for name in ids["systems"]:
        data["systems"][name]["kind"] = chance.choice(["client-registration", "mailbox", "chat", "unknown"])
        data["systems"][name]["controller"] = chance.choice([*ids["organisations"], "unknown"])
        if chance.random() < 0.4:
            data["systems"][name]["on"] = ["phone"]
    data["carriers"]["phone"] |= {"kind": "phone", "owner": "org-0"}
    data["carriers"]["notebook"] |= {"kind": "notebook"}
    data["systems"]["system-0"]["collects"] = [{"items": "item-0", "from": "client"}]
    data["systems"]["system-1"]["derives"] = [{"item": "item-2", "out-of": ["item-0"]}]
    ends = [*ids["systems"], *ids["organisations"], "phone", "notebook"]
    data["flows"] = []
    for _ in range(flows):
        source, target = chance.sample(ends, 2)
        items = chance.choice(["all", "unknown", ["item-0"], chance.sample(ids["items"], chance.randint(1, 6))])
        flow = {"from": source, "to": target, "items": items,
                "mode": chance.choice(["copy", "copy", "move", "view", "tell", "unknown"])}  # fmt: skip
        between = [name for name in ids["systems"] if name not in (source, target)]
        extra: dict[str, Any] = {
            "if": words("als u dat wilt"),
            "happens": chance.choice(["yes", "no", "unknown"]),
            "scope": chance.choice([["young"], ["young", "old"], "unknown"]),
            "becomes": chance.choice(["coarser", "pseudonymised", "figures", "anonymous", "unknown"]),
            "via": chance.choice(["ggk", "corv", {"message": "wmo301"}, {"words": words("per fiets")},
                                  {"place": chance.choice(between)}]),
        }  # fmt: skip
        data["flows"].append(flow | {key: value for key, value in extra.items() if chance.random() < 0.3})
    return build(data)


def small(**changes: Any) -> dict[str, Any]:
    """A client file from which data goes on: surely, under a condition, and perhaps."""
    return {
        "model": 1, "name": "Small", "owner": "team",
        "organisations": {"team": {"plain": words("het team")}, "council": {"plain": words("de gemeente")}},
        "items": {
            "bsn": {"category": "national-number", "plain": words("uw BSN")},
            "notes": {"category": "free-text", "plain": words("het verslag")},
            "house": {"category": "housing", "plain": words("hoe u woont")},
        },
        "systems": {
            "file": {"plain": words("ons programma"), "controller": "team",
                     "collects": [{"items": ["bsn", "notes", "house"], "from": "client"}]},
            "list": {"plain": words("de lijst"), "controller": "team", "on": ["phone"]},
            "chat": {"plain": words("de chat")},
            "hub": {"plain": words("het doorgeefluik"), "controller": "council"},
            "other": {"plain": words("iets anders"), "controller": "council"},
        },
        "carriers": {"phone": {"plain": words("de telefoon"), "kind": "phone", "owner": "team"}},
        "flows": [
            {"id": "a", "from": "file", "to": "list", "items": ["bsn", "house"], "mode": "copy"},
            {"id": "b", "from": "list", "to": "chat", "items": "bsn", "mode": "tell", "written-down": "yes",
             "if": words("als het druk is")},
            {"id": "c", "from": "chat", "to": "council", "items": "unknown", "mode": "unknown"},
            {"id": "d", "from": "file", "to": "council", "items": "notes", "mode": "view"},
            {"id": "e", "from": "file", "to": "other", "items": "bsn", "mode": "copy", "happens": "no"},
            {"id": "f", "from": "other", "to": "council", "items": "house", "mode": "move",
             "via": {"place": "hub"}},
        ],
    } | changes  # fmt: skip


def every_map(model: Model, audience: Audience = Audience.OFFICER) -> list[FlowMap]:
    traces = Traces(model, audience)
    view = traces.view
    return [
        whole(view), whole(view, carriers=False), by_organisation(view),
        *(of_item(traces, item) for item in view.items), *(around(view, holder) for holder in view.holders),
    ]  # fmt: skip
