"""One measurement in a process of its own: `python -m benchmarks.worker WAY INPUT`, started by `benchmarks.trace`.

Writes a line of JSON after every step, so that what was measured is not lost when the time is over: the name of the
step, its seconds of processor time (of its own processes too), run after run, and what came out. The last line is the
peak of memory. Nothing of the auditor is imported for a peer, so that it can have an environment of its own.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import random
import re
import resource
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

GRAPHS = {
    "networkx": "networkx_graphs",
    "networkx-views": "networkx_views",
    "rustworkx": "rustworkx_graphs",
    "c": "bitsets",
}
"""Peers that walk graphs, by the name of their module."""
LINES = {"fides": "fides_line", "pytm": "pytm_line"}
"""Peers that load a description of their own kind and look for what is wrong with it."""
Step = dict[str, Any]


def used() -> float:
    """Seconds of processor time of this process and of those it started and waited for."""
    return sum(
        resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


def graphs(way: str, file: Path, runs: int, budget: float) -> Iterator[Step]:
    """Build the graphs and walk them, as often as asked for and the budget in seconds allows.

    A first walk that takes longer stops after the items done until then, taken in any order; the others have no count.
    """
    from benchmarks.problem import Plain

    peer = importlib.import_module(f"benchmarks.peers.{GRAPHS[way]}")
    problem = Plain.read(file)
    gc.disable()  # at its best
    order = list(range(problem.items))
    random.Random(0).shuffle(order)
    build: list[float] = []
    walk: list[float] = []
    begin = used()
    while len(walk) < runs and (not walk or used() - begin + build[0] + walk[0] < budget):
        state = None
        start = used()
        state = peer.prepare(problem)
        build.append(used() - start)
        yield {"step": "compile" if way == "c" else "build", "seconds": build}
        start = used()
        found: dict[int, int] = {}
        for item, count in zip(order, peer.counts(state, order), strict=True):
            found[item] = count
            if used() - start > budget:
                break
        walk.append(used() - start)
        counts = [found.get(item) for item in range(problem.items)]
        yield {"step": "trace", "seconds": walk, "counts": counts}


def line(way: str, file: Path) -> Iterator[Step]:
    """All that Fides or pytm does, once."""
    start = used()
    peer = importlib.import_module(f"benchmarks.peers.{LINES[way]}")
    yield {"step": "import", "seconds": [used() - start]}
    start = used()
    for step, said in peer.parts(file):
        yield {"step": step, "seconds": [used() - start], "said": said}
        start = used()


def ours_trace(file: Path, runs: int, budget: float) -> Iterator[Step]:
    """Our own trace of everything from everywhere, the model read beforehand."""
    from auditor.importers import load
    from benchmarks import ours

    model = load(file)
    build: list[float] = []
    trace: list[float] = []
    begin = used()
    while len(trace) < runs and (not trace or used() - begin + build[0] + trace[0] < budget):
        gc.collect()
        start = used()
        built = ours.build(model)
        build.append(used() - start)
        yield {"step": "build", "seconds": build}
        start = used()
        counts = ours.everything(built)
        trace.append(used() - start)
        yield {"step": "trace", "seconds": trace, "said": _said(counts)}


def ours_edit(file: Path, runs: int, budget: float) -> Iterator[Step]:
    """Our own trace after one edit, when everything was traced before."""
    from auditor.importers import load
    from benchmarks import ours

    model = load(file)
    changed = ours.edited(model)
    trace: list[float] = []
    begin = used()
    while len(trace) < runs and (not trace or used() - begin < budget):
        built = ours.build(model, to_edit=True)
        ours.everything(built)
        gc.collect()
        start = used()
        counts = ours.again(built, changed)
        trace.append(used() - start)
        yield {"step": "trace again", "seconds": trace, "said": _said(counts)}


def ours_line(file: Path) -> Iterator[Step]:
    """Load and validate, trace everything, run all rules: what a command does, in a process that just started."""
    start = used()
    from auditor.importers import load
    from benchmarks import ours

    yield {"step": "import", "seconds": [used() - start]}
    start = used()
    model = load(file)
    yield {"step": "load", "seconds": [used() - start], "said": f"{len(model.flows)} flows"}
    start = used()
    counts = ours.everything(ours.build(model))
    yield {"step": "trace", "seconds": [used() - start], "said": _said(counts)}
    start = used()
    found = ours.findings(model)
    yield {"step": "findings", "seconds": [used() - start], "said": f"{found} findings"}


def ours_files(folder: Path) -> Iterator[Step]:
    """From one file per organisation to all answers, in two processes."""
    import time

    from benchmarks import ours

    start, clock = used(), time.perf_counter()
    counts = ours.from_files(folder, processes=2)
    passed = time.perf_counter() - clock
    yield {"step": "all", "seconds": [used() - start], "said": f"{_said(counts)}; {passed:.1f} s by the clock"}


def _said(counts: Any) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts._asdict().items())


def peak() -> float:
    """The largest resident size in MB of this process, and of the largest that it started."""
    own = int(re.findall(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[0])
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way")
    parser.add_argument("input", type=Path)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--budget", type=float, default=60.0)
    given = parser.parse_args(arguments)
    repeated: dict[str, Callable[[Path, int, float], Iterator[Step]]] = {"ours": ours_trace, "ours-edit": ours_edit}
    once: dict[str, Callable[[Path], Iterator[Step]]] = {"ours-line": ours_line, "ours-files": ours_files}
    if given.way in GRAPHS:
        steps = graphs(given.way, given.input, given.runs, given.budget)
    elif given.way in LINES:
        steps = line(given.way, given.input)
    elif given.way in repeated:
        steps = repeated[given.way](given.input, given.runs, given.budget)
    else:
        steps = once[given.way](given.input)
    try:
        for step in steps:
            print(json.dumps(step), flush=True)
    except Exception as error:  # told in the table, with the steps before it
        print(
            json.dumps({"error": f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"[:200]})
        )
    print(json.dumps({"peak": peak()}), flush=True)


if __name__ == "__main__":
    main()
