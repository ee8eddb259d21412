"""What the pages of a folder were made from, remembered on this machine and never beside the pages.

A digest of a description changes with what is reserved in it. On the web it would tell that something hidden changed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from auditor.errors import AuditorError
from auditor.files import write


def remembered(folder: Path) -> dict[str, str]:
    """What stands for the source of each organisation's pages below this folder; nothing where nothing is known."""
    try:
        said = json.loads(_file(folder).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(made) for name, made in said.items()} if isinstance(said, dict) else {}


def remember(folder: Path, made: Mapping[str, str]) -> None:
    """Remember this for the next run. Where that cannot be, the next run makes all pages again and writes the same."""
    file = _file(folder)
    with suppress(OSError, AuditorError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, json.dumps(made, indent=0, sort_keys=True).encode())


def _file(folder: Path) -> Path:
    return _cache() / "auditor" / f"publish-{sha256(str(folder.resolve()).encode()).hexdigest()[:32]}.json"


def _cache() -> Path:
    """Where programs of this user keep what they can make again."""
    if given := os.environ.get("XDG_CACHE_HOME"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
