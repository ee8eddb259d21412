"""The JSON Schemas: of a description, and of every JSON output."""

from __future__ import annotations

import json
from typing import Any

from auditor.exporters.output import OUTPUTS
from auditor.model import Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def model_schema() -> dict[str, Any]:
    """The schema of a description file. A file may hold a part of a description, so no section is required."""
    schema = Model.model_json_schema(by_alias=True, mode="validation")
    schema.pop("required", None)
    title = "A description of where client data goes"
    return {"$schema": DIALECT, **schema, "title": title}


def output_schema(name: str) -> dict[str, Any]:
    """The schema of what `--format json` prints for check, trace, answers or audit."""
    return {"$schema": DIALECT, **OUTPUTS[name].model_json_schema(mode="serialization")}


def all_schemas() -> dict[str, str]:
    """Every schema as the text of its file in `schemas/`."""
    found = {"model.schema.json": model_schema()}
    found |= {f"output-{name}.schema.json": output_schema(name) for name in OUTPUTS}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in found.items()}
