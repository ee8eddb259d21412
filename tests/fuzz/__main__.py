"""Look for a description that breaks a promise: python -m tests.fuzz [--minutes 40] [--corpus FOLDER] [INPUT...].

Guided by coverage (atheris, which is libFuzzer for Python), from the examples on. What breaks a promise is written to
the folder `found` beside the corpus, once for every place in the program and every kind of failure, and the search
goes on. With INPUTs only these are tried, and the first failure is raised.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path
from types import TracebackType

LONGEST = 8_000
"""Bytes of an input."""
GUIDED_BY = ["auditor.importers", "auditor.model", "auditor.client_data", "auditor.values", "auditor.errors"]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--corpus", type=Path, default=Path(tempfile.gettempdir(), "auditor-fuzz"))
    parser.add_argument("--seed", type=int, default=0, help="0: another one every time")
    parser.add_argument("inputs", type=Path, nargs="*")
    given = parser.parse_args()
    if given.inputs:
        for path in given.inputs:
            print(path, _tried(path.read_bytes()))
        return
    _search(given.corpus, given.minutes, given.seed)


def _tried(data: bytes, slow: float = 1) -> str:
    from tests.fuzz.promises import inside, kept, split

    with tempfile.TemporaryDirectory() as name, inside(Path(name)):
        return kept(split(data), Path(name).resolve(), slow)


def _search(corpus: Path, minutes: float, seed: int) -> None:
    import atheris

    with atheris.instrument_imports(include=GUIDED_BY):
        from tests.fuzz.mutate import mutated, seeds
        from tests.fuzz.promises import inside, kept, split

    inputs, found = corpus / "inputs", corpus / "found"
    inputs.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    for data in seeds():
        (inputs / hashlib.sha1(data).hexdigest()).write_bytes(data)
    outcomes: Counter[str] = Counter()

    def one(data: bytes) -> None:
        try:
            outcome = kept(split(data), folder, slow=10)
        except Exception as error:
            outcome = _signature(error, error.__traceback__)
            if not outcomes[outcome]:
                name = hashlib.sha1(outcome.encode()).hexdigest()[:12]
                (found / name).write_bytes(data)
                print(f"\nFOUND {found / name}\n{''.join(traceback.format_exception(error))[-1500:]}", flush=True)
        outcomes[outcome] += 1
        if sum(outcomes.values()) % 5000 == 0:
            print(dict(outcomes), flush=True)

    def change(data: bytes, most: int, seed: int) -> bytes:
        return atheris.Mutate(data, most) if seed % 20 == 0 else mutated(data, seed, most)

    with tempfile.TemporaryDirectory() as name, inside(Path(name)):
        folder = Path(name).resolve()
        options = {"max_total_time": int(minutes * 60), "max_len": LONGEST, "timeout": 120, "rss_limit_mb": 6000,
                   "seed": seed, "artifact_prefix": f"{found}/", "len_control": 0}  # fmt: skip
        arguments = [*(f"-{name}={value}" for name, value in options.items()), str(inputs)]
        atheris.Setup([sys.argv[0], *arguments], one, custom_mutator=change)
        atheris.Fuzz()


def _signature(error: BaseException, at: TracebackType | None) -> str:
    """What went wrong and where in the program."""
    frames = [
        frame for frame in traceback.extract_tb(at) if "/auditor/" in frame.filename or "/fuzz/" in frame.filename
    ]
    last = frames[-1] if frames else None
    return f"{type(error).__name__} {last.filename}:{last.lineno}" if last else type(error).__name__


if __name__ == "__main__":
    main()
