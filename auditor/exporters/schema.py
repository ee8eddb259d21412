"""The JSON Schemas: of a description, and of every JSON output."""

from __future__ import annotations

import json
from typing import Any

from auditor.exporters.described import DIALECT, model_schema
from auditor.exporters.output import OUTPUTS


def output_schema(name: str) -> dict[str, Any]:
    """The schema of what `--format json` prints for another command."""
    return {"$schema": DIALECT, **OUTPUTS[name].model_json_schema(mode="serialization")}


def all_schemas() -> dict[str, str]:
    """Every schema as the text of its file in `schemas/`."""
    found = {"model.schema.json": model_schema()}
    found |= {f"output-{name}.schema.json": output_schema(name) for name in OUTPUTS}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in found.items()}
