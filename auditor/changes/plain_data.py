"""A model as plain data and back, so that a change of it goes through the whole validation again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor import client_data
from auditor.errors import InvalidModel
from auditor.model import Model, build

_UNUSED = "problem.not-client-data-unused"


def data_of(model: Model) -> dict[str, Any]:
    """What a description says, in the longest form: a list is always a list, and a default is left out."""
    return model.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)


def model_of(data: Mapping[str, Any]) -> Model:
    """The model of changed data, of which nothing is of a person.

    Exceptions for what only looks so are left out: one that is not needed any more is no mistake here. Raises
    InvalidModel with every problem at once, by paths only: this stands in no file.
    """
    return build({key: value for key, value in data.items() if key != client_data.EXCEPTIONS}, guarded=True)


def refuse_client_data(data: Mapping[str, Any]) -> None:
    """Raises InvalidModel where changed data holds something that can only be about a person."""
    found = [problem for problem in client_data.problems(data) if problem.key != _UNUSED]
    if found:
        raise InvalidModel(found)
