"""The bare pass in C, compiled when it is first asked for."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from array import array
from functools import cache
from pathlib import Path

from benchmarks.plain import Plain


class NoCompiler(Exception):
    """There is no C compiler here."""


@cache
def _library() -> ctypes.CDLL:
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        raise NoCompiler("no C compiler was found (cc, gcc or clang)")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "bitsets.so")
        source = Path(__file__).with_suffix(".c")
        subprocess.run([compiler, "-O2", "-march=native", "-shared", "-fPIC", "-o", made, source], check=True)
        library = ctypes.CDLL(str(made))
    library.reach.restype = ctypes.c_int64
    library.reach.argtypes = [ctypes.c_int32, ctypes.c_int32, *[ctypes.c_void_p] * 6]
    return library


def prepare(problem: Plain) -> Plain:
    """Compiles; the problem is used as it is."""
    _library()
    return problem


def counts(problem: Plain) -> list[int]:
    """Per item, how many pairs there are of a place of collection and another holder that it reaches.

    Raises NoCompiler, or MemoryError.
    """
    found = array("q", bytes(8 * problem.items))
    addresses = [part.buffer_info()[0] for part in (*problem[2:], found)]
    if _library().reach(problem.holders, problem.items, *addresses) < 0:
        raise MemoryError
    return list(found)
