"""Tells social workers and their clients where client data goes, who can see it and how long it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.audit import audit
    from auditor.importers import load

__version__ = "0.1.0"
__all__ = ["__version__", "audit", "load"]


def __getattr__(name: str) -> Any:
    """Give the public functions when they are first used, so that starting stays fast."""
    if name == "load":
        from auditor.importers import load

        return load
    if name == "audit":
        from auditor.audit import audit

        return audit
    raise AttributeError(name)
