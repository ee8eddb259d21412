"""Change the code a little and see which tests notice: python -m tests.mutation [--sample 40] [MODULE...].

A change that no test notices is behaviour that no test holds. First the hand-written tests run, those of the module
itself before others; what they let pass is tried with random descriptions, each file of them for some seconds; and what
is left, with the tests of everything that uses the traces. Survivors are printed with their line, as the code was and
as it became. Those that stay, and why, are in survivors.md.

Not changed: what is no code of a function (constants, defaults), annotations, and texts.
"""

from __future__ import annotations

import argparse
import inspect
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

import pytest
from hypothesis import Phase, settings

from tests.mutation.mutants import Mutant, Site, mutant, put, sites, source_of

MODULES = {
    "auditor.traces.cases": "test_reach test_oracle",
    "auditor.traces.steps": "test_reach",
    "auditor.traces.wiring": "test_reach",
    "auditor.traces.reach": "test_reach",
    "auditor.traces.readers": "test_readers",
    "auditor.traces.endings": "test_clocks",
    "auditor.traces.movements": "test_clocks",
    "auditor.traces.keeper": "test_clocks",
    "auditor.traces.clocks": "test_clocks",
    "auditor.traces.dates": "test_dates test_worked_dates",
    "auditor.traces.last_day": "test_dates test_worked_dates",
    "auditor.traces.events": "test_clocks test_dates",
    "auditor.traces.own_terms": "test_clocks",
    "auditor.traces.routes": "test_routes",
    "auditor.traces.seen": "test_seen",
    "auditor.traces.looked": "test_looked",
    "auditor.values": "test_values",
}
"""What is changed, and the tests to start with."""
WRITTEN = ["clocks", "through", "reach", "readers", "worked_dates", "dates", "looked", "seen", "routes"]
RANDOM = ["oracle", "dates_properties", "properties", "inventory", "everywhere", "routes", "seen"]
"""Files in tests/traces. In some are written tests and random ones."""
BESIDE = ["tests/test_values.py", "tests/answers/test_answers.py"]
SLOW = ("test_oracle", "test_inventory", "test_everywhere")
"""Files of which every test takes long."""
WIDE = ["tests/rules", "tests/loss", "tests/erasure", "tests/changes", "tests/test_examples.py"]


class Tried(NamedTuple):
    """How a run of tests with a mutant ended: the test that failed, or "" where none did."""

    failed: str
    in_time: bool


class Mutation:
    """A plugin of pytest: after the tests are collected, runs them for every mutant in a process of its own."""

    def __init__(self, chosen: Sequence[Mutant], search: int) -> None:
        self.chosen = chosen
        self.search = search
        self.killed: Counter[str] = Counter()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        written = [item for item in session.items if not _is_random(item) and not _is_wide(item)]
        began = time.monotonic()
        same = [Mutant(module, 0, "", "", source_of(module)) for module in MODULES]
        plain = _tried(session, same, written, 600)
        assert plain == Tried("", True), f"does not pass as it is: {plain}"
        limit = int(2 * (time.monotonic() - began)) + 5
        for number, one in enumerate(self.chosen, 1):
            by = self._killed_by(session, one, written, limit)
            self.killed[by or "survived"] += 1
            if not by:
                print(f"{one.module}:{one.line}\n  - {one.was}\n  + {one.now}", flush=True)
            print(f"{number} of {len(self.chosen)}: {by or 'survived'}", file=sys.stderr, flush=True)
        return True

    def _killed_by(self, session: pytest.Session, one: Mutant, written: list[pytest.Item], limit: int) -> str:
        first = MODULES[one.module].split()
        ordered = sorted(written, key=lambda item: item.path.stem not in first)
        tried = _tried(session, [one], ordered, limit)
        if tried.failed or not tried.in_time:
            return "written" if tried.in_time else "time"
        files = ["test_values", *(f"test_{name}" for name in RANDOM)]
        for name in sorted(files, key=lambda name: name not in first):
            items = [item for item in session.items if item.path.stem == name and _is_random(item)]
            if self.search and _tried(session, [one], items, self.search).failed:
                return name
        wide = [item for item in session.items if _is_wide(item)]
        return "wide" if wide and _tried(session, [one], wide, 600).failed else ""


def _is_random(item: pytest.Item) -> bool:
    return isinstance(item, pytest.Function) and ("@given(" in inspect.getsource(item.obj) or item.path.stem in SLOW)


def _is_wide(item: pytest.Item) -> bool:
    return any(f"/{folder}" in str(item.path) for folder in WIDE)


def _tried(session: pytest.Session, changed: Sequence[Mutant], items: Sequence[pytest.Item], limit: int) -> Tried:
    """Runs tests in a process of its own, until one fails or the time is over."""
    reads, writes = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(limit)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        for one in changed:
            put(one, import_module(one.module))
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                os.write(writes, item.nodeid.encode())
                os._exit(1)
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads) as said:
        failed = said.read()
    _, status = os.waitpid(child, 0)
    in_time = not os.WIFSIGNALED(status)
    return Tried(failed or ("" if not in_time or os.WEXITSTATUS(status) == 0 else "crash"), in_time)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as clocks or values; without: all of them")
    parser.add_argument("--sample", type=int, default=40, help="mutants of each module; 0: all of them")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--search", type=int, default=20, help="seconds for each file of random tests; 0: leave out")
    parser.add_argument("--wide", action="store_true", help="survivors: the tests of rules, losses and erasing as well")
    parser.add_argument("--line", type=int, help="only mutants of this line")
    given = parser.parse_args()
    chosen: list[Site] = []
    for module in MODULES:
        if not given.modules or module.rsplit(".", 1)[1] in given.modules:
            found = [site for site in sites(module) if given.line in (None, site.line)]
            count = min(given.sample, len(found)) if given.sample else len(found)
            chosen += sorted(random.Random(given.seed).sample(found, count), key=lambda site: site.line)
            print(f"{module}: {count} of {len(found)} mutants", flush=True)
    settings.register_profile("mutation", phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutation")
    paths = [f"tests/traces/test_{name}.py" for name in dict.fromkeys((*WRITTEN, *RANDOM))] + BESIDE
    plugin = Mutation([mutant(site) for site in chosen], given.search)
    options = ["-q", "-s", "-p", "no:cacheprovider"]
    pytest.main([*options, *paths, *(WIDE if given.wide else ())], plugins=[plugin])
    print(f"{len(chosen)} mutants: {dict(plugin.killed)}")


if __name__ == "__main__":
    main()
