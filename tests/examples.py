"""With how many random descriptions a property is tried: as many as the suite has time for, or many times as many.

AUDITOR_TIMES=10 pytest tests/traces
"""

from __future__ import annotations

import os


def times(count: int) -> int:
    """That many, or as many times that as AUDITOR_TIMES says."""
    return count * int(os.environ.get("AUDITOR_TIMES", "1"))
