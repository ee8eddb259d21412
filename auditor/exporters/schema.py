"""The JSON Schemas: of a description, and of every JSON output."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from auditor.exporters.output import OUTPUTS
from auditor.model import Model
from auditor.values import Id

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def model_schema() -> dict[str, Any]:
    """The schema of a description file. A file may hold a part of a description, so no section is required."""
    schema = Model.model_json_schema(by_alias=True, mode="validation", schema_generator=_AsWritten)
    schema.pop("required", None)
    title = "A description of where client data goes"
    return {"$schema": DIALECT, **schema, "title": title}


def output_schema(name: str) -> dict[str, Any]:
    """The schema of what `--format json` prints for check, trace, answers, audit or todo."""
    return {"$schema": DIALECT, **OUTPUTS[name].model_json_schema(mode="serialization")}


def all_schemas() -> dict[str, str]:
    """Every schema as the text of its file in `schemas/`."""
    found = {"model.schema.json": model_schema()}
    found |= {f"output-{name}.schema.json": output_schema(name) for name in OUTPUTS}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in found.items()}


def _unknown(known: JsonSchemaValue) -> JsonSchemaValue:
    named = {"anyOf": [{**known, **_CLOSED}, {"type": "null"}]}
    said = {"type": "object", "properties": {"unknown": named}, "required": ["unknown"], **_CLOSED}
    return {"anyOf": [{"const": "unknown"}, said]}


_CLOSED = {"additionalProperties": False}
_ID = TypeAdapter(Id).json_schema()
_AS_WRITTEN: dict[str, Callable[[JsonSchemaValue], JsonSchemaValue]] = {
    "_listed": lambda listed: {"anyOf": [listed["items"], listed]},
    "_yes_no": lambda fact: {"anyOf": [fact, {"enum": [True, False, "ja", "nee", "nvt"]}]},
    "_processor": lambda processor: {"anyOf": [_ID, processor]},
    "Via._short": lambda via: {"anyOf": [_ID, {**via, **_CLOSED}]},
    "Unknown._written": _unknown,
}
"""What people may write where the model reads it before it checks: by the name of the function that reads."""


class _AsWritten(GenerateJsonSchema):
    """The schema of what people write, which is shorter than what the model makes of it."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """One value or a list; `unknown` in both spellings; the name of a channel alone."""
        inner = self.generate_inner(schema["schema"])
        written = _AS_WRITTEN.get(schema["function"]["function"].__qualname__)
        return written(inner) if written else inner

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Where a model has a short spelling, only the long one has keys that can be wrong."""
        found = super().model_schema(schema)
        if "anyOf" in found:
            found.pop("additionalProperties", None)
        return found

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys that are no ids are refused."""
        found = super().dict_schema(schema)
        return {**found, **_CLOSED} if "patternProperties" in found else found

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """Alternatives overlap as they are written: `all` looks like an id."""
        found = super().tagged_union_schema(schema)
        return {"anyOf" if key == "oneOf" else key: value for key, value in found.items()}

    def field_title_should_be_set(self, _: Any) -> bool:
        """No titles: they would only repeat the keys."""
        return False
