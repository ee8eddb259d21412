"""The promises that the fuzzer looks at hold for what it begins with, and for the first changes of that."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.__main__ import LONGEST
from tests.fuzz.mutate import mutated, seeds
from tests.fuzz.promises import inside, joined, kept, split

SLOW = 4
SEEDS = seeds()


@pytest.mark.parametrize("part", range(4))
def test_the_beginning_keeps_every_promise(part: int, tmp_path: Path) -> None:
    with inside(tmp_path):
        found = {kept(split(data), tmp_path, SLOW) for data in SEEDS[part::4]}
    assert found == {"model", "refused"}


@pytest.mark.parametrize("seed", range(60))
def test_changes_keep_every_promise(seed: int, tmp_path: Path) -> None:
    data = mutated(SEEDS[seed % len(SEEDS)], seed, LONGEST)
    with inside(tmp_path):
        kept(split(data), tmp_path, SLOW)
    assert data == mutated(SEEDS[seed % len(SEEDS)], seed, LONGEST)


def test_files_come_back_and_stay_inside() -> None:
    files = {"own/a.yaml": b"a: 1\n", "b/model.yaml": b"b: 2\n"}
    assert split(joined(files)) == {"own/a.yaml": b"a: 1", "b/model.yaml": b"b: 2\n"}
    for name in (b"../../etc/passwd", b"/a", b"", b"..", b"a" * 3000, b"own/\xff\x00.yaml"):
        [found] = split(b"=== " + name + b"\nx")
        assert not Path(found).is_absolute()
        assert ".." not in found
        assert len(found) < 60


def test_one_input_can_be_tried(tmp_path: Path) -> None:
    file = tmp_path / "input"
    file.write_bytes(SEEDS[0])
    tried = [sys.executable, "-m", "tests.fuzz", str(file)]
    assert subprocess.run(tried, capture_output=True, text=True, check=True).stdout.split()[-1] in ("model", "refused")
