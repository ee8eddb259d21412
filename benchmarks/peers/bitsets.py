"""The bare pass in C: what the question costs at least. Compiled when it is first asked for."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from benchmarks.problem import Plain


class NoCompiler(Exception):
    """There is no C compiler here."""


def prepare(problem: Plain) -> tuple[Plain, ctypes.CDLL]:
    """The problem as it is, and the compiled pass. Raises NoCompiler."""
    return problem, _library()


@cache
def _library() -> ctypes.CDLL:
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise NoCompiler("no C compiler (cc, gcc, clang) was found")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "bitsets.so")
        source = Path(__file__).with_suffix(".c")
        subprocess.run([compiler, "-O2", "-march=native", "-shared", "-fPIC", "-o", made, source], check=True)
        library = ctypes.CDLL(str(made))
    library.reach.restype = ctypes.c_int64
    library.reach.argtypes = [ctypes.c_int32, ctypes.c_int32, *[ctypes.c_void_p] * 6]
    return library


def counts(state: tuple[Plain, ctypes.CDLL], items: Sequence[int]) -> Iterator[int]:
    """See `benchmarks.peers`; the first asks for all items at once. Raises MemoryError."""
    problem, library = state
    found = array("q", bytes(8 * problem.items))
    addresses = [part.buffer_info()[0] for part in (*problem[2:], found)]
    if library.reach(problem.holders, problem.items, *addresses) < 0:
        raise MemoryError
    yield from (found[item] for item in items)
