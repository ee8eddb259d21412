"""One value of a description by itself, read as strictly as a file."""

from __future__ import annotations

from typing import Any

from auditor.errors import InvalidModel
from auditor.importers import empty, yaml_events


def value(text: str, named: str) -> Any:
    """The plain data that this YAML says: `no` is text; double keys, aliases, tags and nothing at all are refused.

    named: what a problem says that it stands in, in the place of a file. Raises InvalidModel.
    """
    try:
        data, problems = yaml_events.parse(text, named)
    except yaml_events.Unreadable as error:
        raise InvalidModel([error.problem]) from None
    problems += empty.problems({named: data})
    if problems:
        raise InvalidModel(problems)
    return data
