"""What every part of a JSON output is made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Out(BaseModel):
    """A part of a JSON output: nothing but what its schema says."""

    model_config = ConfigDict(extra="forbid", frozen=True)
