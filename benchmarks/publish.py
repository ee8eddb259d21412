"""Publishing the pages of a country: every organisation an invented description of its own.

    python -m benchmarks.publish --organisations 1000 --folder /tmp/published

Three runs of `auditor publish`: into an empty folder, again with nothing changed, and with one description changed.
The reference is a plain copy of the same files (`shutil.copytree`), in the same run on the same disk.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import models


def describe(folder: Path, organisations: int, seed: int) -> list[Path]:
    """As many descriptions, each with its own owner and name."""
    folder.mkdir(parents=True)
    files = []
    for number in range(1, organisations + 1):
        text = models.description(models.SIZES["S"], seed + number)
        text = re.sub(r"\bteam-1\b", f"team-{number}", text).replace("name: Invented", f"name: Invented {number}", 1)
        files.append(folder / f"{number:05}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    return files


def run(descriptions: Path, to: Path) -> tuple[float, float, str]:
    """Wall time and processor time in seconds, of all processes together, and what the command printed."""
    command = [sys.executable, "-m", "auditor", "publish", "--lang", "en", "--url", "https://country.example/"]
    paths = [str(path) for path in sorted(descriptions.glob("*.yaml"))]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([*command, "-o", str(to), *paths], capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used, " ".join(done.stdout.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organisations", type=int, default=1000)
    parser.add_argument("--folder", type=Path, required=True, help="A folder that does not exist yet.")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    descriptions, pages, copy = (given.folder / name for name in ("descriptions", "pages", "copy"))
    files = describe(descriptions, given.organisations, given.seed)
    told = {"first": run(descriptions, pages), "nothing changed": run(descriptions, pages)}
    changed = files[len(files) // 2]
    changed.write_text(changed.read_text("utf-8").replace("name: Stichting", "name: Nieuwe stichting", 1), "utf-8")
    told["one changed"] = run(descriptions, pages)
    start = time.perf_counter()
    shutil.copytree(pages, copy)
    reference = time.perf_counter() - start
    every = [file for file in pages.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in every)
    print(f"{given.organisations} organisations: {len(every)} files, {size / 1e6:.0f} MB")
    print(f"plain copy: {reference:.1f} s")
    for name, (wall, used, said) in told.items():
        print(f"{name}: {wall:.1f} s, {used:.1f} s of processor, {wall / reference:.1f} times the copy. {said}")


if __name__ == "__main__":
    main()
