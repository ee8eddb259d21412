"""How memory is handled while much is made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 20_000
"""Objects that take long enough to walk."""


@contextmanager
def without_collecting() -> Iterator[None]:
    """Without the garbage collector, which would walk all that was made again and again while more is made.

    Nor does it walk all of that at once afterwards: frozen and thawed, it counts as old already. What is little may be
    walked: that takes less time than to find out if anything was frozen by somebody else, which stays so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > MANY and not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
