"""How long everything from everywhere takes, against others that answer the same question or a part of it.

    python -m benchmarks.trace                                      the sizes S and M, all ways, 5 runs each
    python -m benchmarks.trace --size L --runs 3 --ways ours networkx c
    python -m benchmarks.trace --size XL --ways ours-files c rustworkx --limit 600
    python -m benchmarks.trace --size M --python peers/bin/python --json results.json --add

Four questions, on the same invented description (`benchmarks.models`):

* trace: every item from every place where it is written down. The peers get the plain problem of `benchmarks.problem`
  and find holders; ours finds holders by scope, condition and mode, readers and effective retention. Of the peers every
  count of pairs must be the same. `networkx`: a graph per item, built once; `networkx-views`: views of one graph;
  `rustworkx`: a graph per item; `c`: bits over strongly connected components.
* line: load, validate, trace and run all rules (`ours-line`), against `fides` and `pytm` on the equivalent description:
  they load, check and look for violations or threats, and trace nothing. Importing counts for all.
* edit: everything again after one edit (`ours-edit`).
* files: one file per organisation, with both cores (`ours-files`).

Every way is a process of its own. What counts is processor time, with that of its own processes, so that other work on
the machine counts little; medians of the runs, ratios to one way, the peak of memory. Ways that take long are run less
often. A walk that takes longer than the budget stops between two items, and the rest is reckoned by the holders that
were visited until then; such times have a ~. A process that takes longer than the limit is ended.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from auditor.importers import load
from benchmarks import models, plain
from benchmarks.models import SIZES
from benchmarks.peers import manifests
from benchmarks.problem import Plain
from benchmarks.worker import GRAPHS, LINES

QUESTIONS = {
    "trace": ("networkx", "networkx-views", "rustworkx", "c", "ours"),
    "line": ("fides", "pytm", "ours-line"),
    "edit": ("ours-edit",),
    "files": ("ours-files",),
}
"""The ways of each question."""
WAYS = tuple(way for ways in QUESTIONS.values() for way in ways)
ROOT = Path(__file__).parent.parent


@dataclass
class Result:
    """What one way took at one size.

    steps: per step the seconds of every run. said: what came out of a step. share: the part of the work that was
    measured, 1 for all; the seconds of a walk are then reckoned for all of it. peak: MB. problem: why it is not whole.
    """

    size: str
    way: str
    steps: dict[str, list[float]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    pairs: int | None = None
    share: float = 1.0
    peak: float | None = None
    problem: str | None = None

    @property
    def total(self) -> float | None:
        """The median of all steps together, without compiling; None where it did not come to its end."""
        counted = [seconds for step, seconds in self.steps.items() if step != "compile"]
        return sum(map(statistics.median, counted)) if counted and not self.problem else None

    def median(self, step: str) -> float | None:
        """The median of one step."""
        return statistics.median(self.steps[step]) if step in self.steps and not self.problem else None


class Inputs:
    """The files that the ways of one size read, each made when it is first asked for."""

    def __init__(self, folder: Path, size: str, seed: int) -> None:
        self.folder = folder
        self.size = SIZES[size]
        self.seed = seed
        self.in_files = size == "XL"

    def of(self, way: str) -> Path:
        """The file or folder that a way reads."""
        if way in GRAPHS:
            return self._made("problem", lambda file: self.plain.write(file))
        if way == "fides":
            return self._made("fides.yml", self._write_fides)
        if way == "pytm":
            return self._made("pytm.json", lambda file: file.write_text(json.dumps(manifests.pytm(load(self.model)))))
        if way == "ours-files" or self.in_files:
            return self._made("files", lambda folder: models.write(folder, self.size, self.seed))
        return self.model

    @property
    def model(self) -> Path:
        """The description as one file."""
        return self._made("model.yaml", lambda file: models.write_one(file, self.size, self.seed))

    @cached_property
    def plain(self) -> Plain:
        """The plain problem."""
        return plain.generated(self.size, self.seed)

    def _made(self, name: str, make: Callable[[Path], Any]) -> Path:
        path = self.folder / name
        if not path.exists():
            make(path)
        return path

    def _write_fides(self, file: Path) -> None:
        with file.open("w", encoding="utf-8") as stream:
            yaml.dump(manifests.fides(load(self.model)), stream, Dumper=yaml.CSafeDumper, sort_keys=False)


def measured(way: str, size: str, file: Path, given: argparse.Namespace) -> tuple[Result, list[int | None]]:
    """One way at one size, and what it counted per item."""
    result = Result(size, way)
    counts: list[int | None] = []
    times = 1 if way in GRAPHS or way in ("ours", "ours-edit") else given.runs
    spent = 0.0
    for _ in range(times):
        before = _of_children()
        for step in _steps(way, file, given):
            if "error" in step:
                result.problem = step["error"]
            elif "peak" in step:
                result.peak = max(result.peak or 0, step["peak"])
            elif times == 1:
                result.steps[step["step"]] = step["seconds"]
            else:
                result.steps.setdefault(step["step"], []).extend(step["seconds"])
            if "said" in step:
                result.said[step["step"]] = step["said"]
            if "counts" in step:
                counts = step["counts"]
        spent += _of_children() - before
        if result.problem or spent > given.budget:
            break
    return result, counts


def _steps(way: str, file: Path, given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    python = given.python if way in (*GRAPHS, *LINES) else sys.executable
    command = [python, "-m", "benchmarks.worker", way, str(file), "--runs", str(given.runs),
               "--budget", str(given.budget)]  # fmt: skip
    limit = given.limit
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=_ENVIRONMENT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit)),
    )
    yield from (json.loads(line) for line in done.stdout.splitlines())
    if done.returncode < 0:
        yield {"error": f"more than {limit} s"}
    elif done.returncode:
        yield {"error": (done.stderr.strip().splitlines() or ["ended without a word"])[-1][:200]}


_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
_ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed was compiled before, so is the auditor


def _of_children() -> float:
    took = resource.getrusage(resource.RUSAGE_CHILDREN)
    return took.ru_utime + took.ru_stime


def compared(results: Sequence[Result], counts: dict[str, list[int | None]], origins: Sequence[int]) -> dict[str, bool]:
    """Whether those that walk graphs found the same, item by item: what to tell, and whether it is so.

    Reckons the rest of walks that stopped. origins: the number of places of collection per item, which a walk visits
    too.
    """
    whole = {way: found for way, found in counts.items() if found and None not in found}
    told: dict[str, bool] = {}
    for result in results:
        found = counts.get(result.way)
        if not found or result.problem:
            continue
        result.pairs = sum(count for count in found if count is not None)
        other, complete = next(iter(whole.items()), (None, None))
        if complete is None or other == result.way:
            continue
        seen = [item for item, count in enumerate(found) if count is not None]
        same = all(found[item] == complete[item] for item in seen)
        how = "the same as" if same else "OTHERWISE than"
        told[f"  {result.way} counts {how} {other}, for {len(seen)} of {len(found)} items"] = same
        if len(seen) < len(found):
            visits = [(complete[item] or 0) + origins[item] for item in range(len(found))]
            result.share = sum(visits[item] for item in seen) / sum(visits)
            result.steps["trace"] = [seconds / result.share for seconds in result.steps["trace"]]
            result.pairs = sum(count or 0 for count in complete)
    return told


def of_size(size: str, given: argparse.Namespace) -> tuple[dict[str, int], list[Result], bool]:
    """All asked ways at one size, printed: how large it is, the results, and whether those that walk graphs agree."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = Inputs(Path(folder), size, given.seed)
        problem = inputs.plain
        origins = [len(problem.origins(item)) for item in range(problem.items)]
        described = {
            **inputs.size._asdict(),
            "holders": problem.holders,
            "flows times items": len(problem.source),
            "items times places of collection": len(problem.origin),
        }
        print(f"{size}: " + ", ".join(f"{number} {name}" for name, number in described.items()))
        results: list[Result] = []
        counts: dict[str, list[int | None]] = {}
        for way in given.ways:
            result, counts[way] = measured(way, size, inputs.of(way), given)
            results.append(result)
            print(f"  {way} measured", file=sys.stderr)
    told = compared(results, counts, origins)
    print("\n".join(told))
    print(table(results, given.reference), flush=True)
    return described, results, all(told.values())


def table(results: Sequence[Result], reference: str) -> str:
    """What every way took at one size, question by question, with the ratio to the reference."""
    lines = []
    for question, ways in QUESTIONS.items():
        of_question = [result for way in ways for result in results if result.way == way]
        if not of_question:
            continue
        base = next((one for one in of_question if one.way == reference), of_question[-1])
        head = f"  {question}, ratio to {base.way}"
        lines.append(f"{head:40}{'seconds':>12}{'ratio':>10}{'memory':>10}")
        for result in of_question:
            ratio = result.total / base.total if result.total and base.total else None
            peak = f"{result.peak:.0f} MB" if result.peak else ""
            lines.append(f"    {result.way:36}{_seconds(result.total, result.share):>12}{_ratio(ratio):>10}{peak:>10}"
                         + (f"  {result.problem}" if result.problem else ""))  # fmt: skip
            for step, seconds in result.steps.items():
                middle = statistics.median(seconds)
                part = base.median(step)
                ratio = middle / part if part and not result.problem else None
                said = f"  {result.said[step]}" if result.said.get(step) else ""
                lines.append(f"      {f'{step} ({len(seconds)} runs)':34}"
                             f"{_seconds(middle, result.share if step == 'trace' else 1):>12}{_ratio(ratio):>10}{said}"
                             )  # fmt: skip
    return "\n".join(lines)


def growth(results: Sequence[Result], sizes: Sequence[str]) -> str:
    """How many times longer every way takes from one size to the next."""
    lines = [f"{'growth':30}" + "".join(f"{f'{one} to {other}':>12}" for one, other in pairwise(sizes))]
    lines.append(f"  {'flows':28}" + "".join(f"{SIZES[other].flows / SIZES[one].flows:>12.1f}"
                                             for one, other in pairwise(sizes)))  # fmt: skip
    for way in WAYS:
        took = {result.size: result.total for result in results if result.way == way}
        if any(took.get(size) for size in sizes):
            steps = [(took.get(one), took.get(other)) for one, other in pairwise(sizes)]
            lines.append(f"  {way:28}" + "".join(f"{_ratio(b / a if a and b else None):>12}" for a, b in steps))
    return "\n".join(lines)


def _seconds(value: float | None, share: float) -> str:
    if value is None:
        return "-"
    about = "~" if share < 1 else ""
    return f"{about}{value * 1000:.1f} ms" if value < 1 else f"{about}{value:.2f} s"


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}" if value < 100 else f"{value:.0f}"


def machine(python: str) -> dict[str, str]:
    """Where this was measured, and with which versions."""
    names = ("networkx", "pydantic", "PyYAML")
    of_peers = subprocess.run([python, "-c", _VERSIONS], capture_output=True, text=True, check=True).stdout
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in names},
        **{f"{name} (peers)": version for name, version in json.loads(of_peers).items()},
    }


_VERSIONS = """
import importlib.metadata, json
found = {}
for name in ("networkx", "rustworkx", "fideslang", "ethyca-fides", "pytm"):
    try:
        found[name] = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        found[name] = "not installed"
print(json.dumps(found))
"""


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")), "")


def main(arguments: list[str] | None = None) -> int:
    """Measure; 1 where those that walk graphs do not agree, else 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, action="append", help="S and M when not given")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=WAYS)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--reference", choices=WAYS, default="networkx", help="where it is no way of a question, ours is"
    )
    parser.add_argument(
        "--budget",
        type=int,
        default=60,
        help="seconds of processor time for all runs of one way; one run may take longer, a walk may not",
    )
    parser.add_argument("--limit", type=int, default=600, help="seconds of processor time after which a process ends")
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has the peers")
    parser.add_argument("--json", type=Path, help="write the results here")
    parser.add_argument("--add", action="store_true", help="keep what that file has of other sizes and ways")
    given = parser.parse_args(arguments)
    subprocess.run([sys.executable, "-c", "import benchmarks.ours"], check=True, cwd=ROOT, env=_ENVIRONMENT)
    results: list[Result] = []
    described: dict[str, dict[str, int]] = {}
    if given.json and given.add and given.json.exists():
        described = json.loads(given.json.read_text(encoding="utf-8"))["sizes"]
        measured_now = {(size, way) for size in given.size or ("S", "M") for way in given.ways}
        results = [result for result in read(given.json) if (result.size, result.way) not in measured_now]
    agreed = True
    for size in given.size or ("S", "M"):
        described[size], found, same = of_size(size, given)
        results += found
        agreed = agreed and same
        if given.json:
            kept = {"machine": machine(given.python), "seed": given.seed, "sizes": described,
                    "results": [{**asdict(result), "total": result.total} for result in results]}  # fmt: skip
            given.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    sizes = [size for size in SIZES if any(result.size == size for result in results)]
    if len(sizes) > 1:
        print(growth(results, sizes))
    return 0 if agreed else 1


def read(file: Path) -> list[Result]:
    """The results that were written to a file."""
    found = json.loads(file.read_text(encoding="utf-8"))["results"]
    return [Result(**{key: value for key, value in one.items() if key != "total"}) for one in found]


if __name__ == "__main__":
    sys.exit(main())
