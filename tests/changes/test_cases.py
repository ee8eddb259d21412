"""Every kind of change, as cases: what two descriptions say, and what that means for a client in both languages."""

from __future__ import annotations

import pytest

from auditor.changes import Kind
from auditor.texts import LANGUAGES
from tests.changes.cases import Case, cases, text

EVERY = pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)


@pytest.mark.parametrize("language", LANGUAGES)
@EVERY
def test_says_what_changes(case: Case, language: str) -> None:
    assert text(case.changes(), language) == case.said[language]


@EVERY
def test_a_case_that_names_nothing_expects_nothing(case: Case) -> None:
    assert case.name.startswith("nothing") is not any(case.said.values()) or "worker" in case.name


def test_every_kind_of_change_has_a_case() -> None:
    found = {one.kind for case in cases() for one in case.changes().found}
    mirrored = found | {kind.mirror for kind in found}
    assert set(Kind) == mirrored
