"""How long `auditor check` takes on a small description, against importing pydantic with the models alone.

    python -m benchmarks.start
    python -m benchmarks.start --runs 31

Both are processes of their own, in turn; what counts is processor time, so that other work on the machine counts
little. The ratio is that of the pairs: the machine may slow down in between.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.models import SIZES, description

MODELS = "from auditor.model.model import Model; Model.model_rebuild(force=True)"


def seconds(*arguments: str) -> float:
    """The processor time that Python takes with these arguments."""
    start = _of_children()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return _of_children() - start


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args(arguments).runs
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "model.yaml")
        file.write_text(description(SIZES["S"]), encoding="utf-8")
        ways = {"pydantic with the models": ("-c", MODELS), "auditor check": ("-m", "auditor", "check", str(file))}
        for way in ways.values():
            seconds(*way)
        measured = [{name: seconds(*way) for name, way in ways.items()} for _ in range(runs)]
    for name in ways:
        times = [run[name] for run in measured]
        print(f"  {name:26}{statistics.median(times) * 1000:>7.0f} ms  (fastest {min(times) * 1000:.0f} ms)")
    ratios = [run["auditor check"] / run["pydantic with the models"] for run in measured]
    print(f"  ratio, median of the pairs{statistics.median(ratios):>7.2f}")


if __name__ == "__main__":
    main()
