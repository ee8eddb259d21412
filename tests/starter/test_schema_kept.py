"""A file of somebody else that has the name of the schema stays what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.errors import AuditorError
from auditor.starter.answers import Answers
from auditor.starter.folder import begin


@pytest.mark.parametrize("link", [False, True])
def test_another_schema_is_not_overwritten(tmp_path: Path, link: bool) -> None:
    other = tmp_path / "other.json"
    other.write_text("{}")
    folder = tmp_path / "team"
    folder.mkdir()
    schema = folder / "model.schema.json"
    if link:
        schema.symlink_to(other)
    else:
        schema.write_text("{}")
    with pytest.raises(AuditorError):
        begin(folder, Answers(), "nl")
    assert schema.read_text() == "{}"
    assert [file.name for file in folder.iterdir()] == ["model.schema.json"]
