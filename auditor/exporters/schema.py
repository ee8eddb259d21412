"""The JSON Schemas: of a description, and of every JSON output."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError
from auditor.exporters.described import DIALECT, model_schema
from auditor.exporters.output import OUTPUTS

MODEL_SCHEMA = "model.schema.json"
"""The file of the schema of a description."""
_OUTPUTS = {f"output-{name}.schema.json": name for name in OUTPUTS}


@cache
def schema_text(file: str) -> str:
    """The schema with this file name, as the text of the file: of a description, or of what `--format json` prints.

    Raises KeyError for a file that is no schema.
    """
    found = model_schema() if file == MODEL_SCHEMA else _output_schema(_OUTPUTS[file])
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _output_schema(name: str) -> dict[str, Any]:
    return {"$schema": DIALECT, **OUTPUTS[name].model_json_schema(mode="serialization")}


def all_schemas() -> dict[str, str]:
    """Every schema as the text of its file in `schemas/`."""
    return {file: schema_text(file) for file in (MODEL_SCHEMA, *_OUTPUTS)}


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
