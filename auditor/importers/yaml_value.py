"""One value of a description by itself, read as strictly as a file."""

from __future__ import annotations

from typing import Any

from auditor.errors import InvalidModel
from auditor.importers import yaml_events


def value(text: str, named: str) -> Any:
    """The plain data that this YAML says: `no` is text, and double keys, aliases and tags are refused.

    named: what a problem says that it stands in, in the place of a file. Raises InvalidModel.
    """
    try:
        data, problems = yaml_events.parse(text, named)
    except yaml_events.Unreadable as error:
        raise InvalidModel([error.problem]) from None
    if problems:
        raise InvalidModel(problems)
    return data
