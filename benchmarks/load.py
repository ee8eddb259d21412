"""How long it takes to read a description, against what PyYAML alone takes for the same text.

    python -m benchmarks.load                     the sizes S and M, 7 runs each
    python -m benchmarks.load --size L --runs 3 --memory
    python -m benchmarks.load --size M --runs 15
    python -m benchmarks.load --places 100 --flows 500 --write /tmp/large.yaml

The text is invented, the same for the same seed, and holds what a real description holds: texts in two languages,
terms, access, conditions, unknowns. Everything runs in one process, each round once, with the garbage collected
before every measurement and the collector on, unless a way says otherwise. What counts is processor time, so that
other work on the machine counts little. The ratio is to the first way; times differ between machines, ratios hardly
do. Memory is the peak of a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import pydantic_core
import yaml

from auditor import knowledge
from auditor.importers import load, yaml_lines
from auditor.model import Model


class Size(NamedTuple):
    """How large a description is."""

    places: int
    flows: int


SIZES = {"S": Size(20, 40), "M": Size(800, 5000), "L": Size(10_000, 100_000)}
BASE = "yaml.load(CSafeLoader)"


def description(size: Size, seed: int = 1) -> str:
    """An invented description of this size, as YAML."""
    return yaml.safe_dump(_Maker(size, random.Random(seed)).model(), allow_unicode=True, sort_keys=False, width=110)


class _Maker:
    def __init__(self, size: Size, random_: random.Random) -> None:
        self.random = random_
        self.size = size
        known = knowledge.of("NL")
        self.categories, self.kinds = known.names("categories"), known.names("system-kinds")
        self.organisations = _ids("org", max(2, size.places // 20))
        self.roles = _ids("role", max(2, size.places // 10))
        self.items = _ids("item", max(4, size.places // 10))
        self.purposes = _ids("purpose", max(2, size.places // 40))
        self.systems = _ids("system", size.places - size.places // 5)
        self.carriers = _ids("carrier", size.places // 5)

    def model(self) -> dict[str, Any]:
        one = self.random.choice
        return {
            "model": 1,
            "name": "Invented",
            "owner": self.organisations[0],
            "organisations": {name: {**self.named(name), "kind": "welfare"} for name in self.organisations},
            "roles": {name: {**self.named(name), "of": one(self.organisations)} for name in self.roles},
            "items": {name: {**self.named(name), "category": one(self.categories)} for name in self.items},
            "purposes": {name: {**self.named(name), "basis": "public-task"} for name in self.purposes},
            "systems": {name: self.system(name) for name in self.systems},
            "carriers": {name: {**self.named(name), "kind": "phone", "owner": one(self.organisations)}
                         for name in self.carriers},
            "flows": [self.flow() for _ in range(self.size.flows)],
        }  # fmt: skip

    def named(self, name: str) -> dict[str, Any]:
        return {"name": f"Name of {name}", "plain": {"nl": f"de naam van {name}", "en": f"the name of {name}"}}

    def some(self, names: list[str]) -> list[str]:
        return self.random.sample(names, self.random.randint(1, min(4, len(names))))

    def system(self, name: str) -> dict[str, Any]:
        one = self.random.choice
        return {
            **self.named(name),
            "kind": one(self.kinds),
            "controller": one(self.organisations),
            "located": one(["NL", "unknown"]),
            "collects": [{"items": self.some(self.items), "from": "client", "for": one(self.purposes)}],
            "keeps": [{"items": "all", "term": one(["15 years", "28 days", "P1Y6M"]), "starts": "end-of-help",
                       "then": "delete", "set-up": one(["automatic", "by-hand", "unknown"])}],
            "access": [{"role": role, "can": ["read", "write"], "when": "own-clients"}
                       for role in self.some(self.roles)],
            "measures": {"encryption": "yes", "two-step-login": one(["yes", "no", "unknown"])},
        }  # fmt: skip

    def flow(self) -> dict[str, Any]:
        start, end = self.random.sample(self.systems + self.carriers + self.organisations, 2)
        found: dict[str, Any] = {"from": start, "to": end, "items": self.some(self.items),
                                 "for": self.random.choice(self.purposes),
                                 "mode": self.random.choice(["copy", "move", "view"])}  # fmt: skip
        if self.random.random() < 0.3:
            found["if"] = {"nl": "als u dat wilt", "en": "if you want that"}
        if self.random.random() < 0.2:
            found["told"] = {"unknown": {"who": self.random.choice(self.roles), "by": "2026-12-01"}}
        return found


def _ids(prefix: str, number: int) -> list[str]:
    return [f"{prefix}-{position}" for position in range(1, number + 1)]


def measured(text: str, runs: int) -> dict[str, list[float]]:
    """The seconds that every way of reading takes, run after run."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model.yaml")
        file.write_text(text, encoding="utf-8")
        data = yaml_lines.parse(text, lambda part: yaml.load(part, Loader=yaml.CSafeLoader))[0]
        as_json = json.dumps(data).encode()
        ways: dict[str, Callable[[], Any]] = {
            BASE: lambda: yaml.load(text, Loader=yaml.CSafeLoader),
            "the same, collector off": lambda: _collector_off(lambda: yaml.load(text, Loader=yaml.CSafeLoader)),
            "JSON by pydantic-core": lambda: pydantic_core.from_json(as_json),
            "JSON to a model": lambda: Model.model_validate_json(as_json),
            "load": lambda: load(file),
            "load, asking a place": lambda: load(file).locate(("flows", 0, "items", 0)),
        }
        load(file)
        seconds: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(runs):
            for name, way in ways.items():
                gc.collect()
                start = process_time()
                result = way()
                seconds[name].append(process_time() - start)
                del result
        return seconds


def _collector_off(way: Callable[[], Any]) -> Any:
    gc.disable()
    try:
        return way()
    finally:
        gc.enable()


def memory(size: Size, seed: int) -> dict[str, float]:
    """The largest resident size in MB of a process of its own that reads the text one way."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model.yaml")
        file.write_text(description(size, seed), encoding="utf-8")
        return {
            name: float(subprocess.run([sys.executable, "-c", _PEAK.format(way=way), str(file)], check=True,
                                       capture_output=True, text=True).stdout)
            for name, way in {
                "nothing": "pass",
                BASE: "kept = yaml.load(Path(sys.argv[1]).read_text(), Loader=yaml.CSafeLoader)",
                "load": "kept = load(sys.argv[1])",
            }.items()
        }  # fmt: skip


_PEAK = """
import re, sys, yaml
from pathlib import Path
from auditor.importers import load
{way}
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def table(title: str, seconds: dict[str, list[float]]) -> str:
    """Medians, the range, and the ratio to the first way."""
    base = statistics.median(next(iter(seconds.values())))
    lines = [title, f"  {'':24}{'median':>10}{'fastest':>10}{'slowest':>10}{'ratio':>8}"]
    for name, times in seconds.items():
        median = statistics.median(times)
        said = "".join(f"{value * 1000:>7.1f} ms" for value in (median, min(times), max(times)))
        lines.append(f"  {name:24}{said}{median / base:>8.2f}")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, action="append", help="one of the known sizes; S and M when not given")
    parser.add_argument("--places", type=int, help="another size: this many places")
    parser.add_argument("--flows", type=int, help="another size: this many flows")
    parser.add_argument("--memory", action="store_true", help="also measure memory")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help="also write the description here (the last one)")
    given = parser.parse_args(arguments)
    sizes = {name: SIZES[name] for name in given.size or ("S", "M")}
    if given.places or given.flows:
        sizes = {"own": Size(given.places or 20, given.flows or 40)}
    for name, size in sizes.items():
        text = description(size, given.seed)
        if given.write:
            given.write.write_text(text, encoding="utf-8")
        title = f"{name}: {size.places} places, {size.flows} flows, {len(text) // 1024} kB, {text.count(chr(10))} lines"
        print(table(title, measured(text, given.runs)))
        if given.memory:
            print("".join(f"  {way:24}{peak:>7.0f} MB\n" for way, peak in memory(size, given.seed).items()), end="")


if __name__ == "__main__":
    main()
