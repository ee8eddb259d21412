"""The JSON Schemas: of a description, and of every JSON output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError
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


def refuse_others(folder: Path) -> None:
    """Raises AuditorError where a file stands in the place of a schema and is none of ours, of whatever version."""
    for name, text in all_schemas().items():
        file = folder / name
        if file.is_file() and not file.is_symlink() and _head(file.read_bytes()) != _head(text.encode()):
            raise AuditorError("error.no-schema-of-ours", path=str(file))


def _head(text: bytes) -> tuple[Any, Any] | None:
    """What a schema says that it is."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return (found.get("$schema"), found.get("title")) if isinstance(found, dict) else None
