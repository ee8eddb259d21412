"""How long it takes to read a description, against what PyYAML alone takes for the same text.

    python -m benchmarks.load                     the sizes S and M, 7 runs each
    python -m benchmarks.load --size L --runs 3 --memory
    python -m benchmarks.load --size M --runs 15
    python -m benchmarks.load --places 100 --flows 500 --write /tmp/large.yaml

The text is invented, see `benchmarks.models`. Everything runs in one process, each round once, with the garbage
collected before every measurement and the collector on, unless a way says otherwise. What counts is processor time, so
that other work on the machine counts little. The ratio is to the first way; times differ between machines, ratios
hardly do. Memory is the peak of a process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pydantic_core
import yaml

from auditor.importers import load, yaml_lines
from auditor.model import Model
from benchmarks.models import SIZES, Size, description

BASE = "yaml.load(CSafeLoader)"


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
    parser.add_argument(
        "--size", choices=("S", "M", "L"), action="append", help="one of the known sizes; S and M when not given"
    )
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
