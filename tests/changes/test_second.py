"""A second version of a large example says exactly what is stored, and says it plainly.

Renew what is stored with: python -m tests.changes.second
"""

from __future__ import annotations

import re
from collections.abc import Callable
from inspect import signature

import pytest

from auditor.changes import changes, what_if
from auditor.exporters import changed
from auditor.texts import LANGUAGES
from auditor.texts.gate import check
from tests.answers.card import names_in
from tests.changes.cases import cases
from tests.changes.second import FILES, FOLDER, compared, stored

OF_A_WHOLE_ANSWER = {"G1", "G2", "G3", "G4", "G5", "G6", "G7", "G12", "G16", "G18"}
"""Rules about length, about shares of all words, and about speaking to the reader: a sentence here is no answer."""
SECRET = re.compile(r"veilig|violence|geweld|safety|report to", re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(FILES))
def test_prints_what_is_stored(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == stored(name), "look at the difference, see above"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wording_of_every_change_is_plain(language: str) -> None:
    """Word by word: what a client may hear of it has no jargon, no passive and no vague or rare words."""
    wrong = {}
    found = [compared(), *(case.changes() for case in cases())]
    for both in found:
        names = (*names_in(both.before, language), *names_in(both.after, language))
        for one in changed.diff_out(both, language).changes:
            lines = [line.partition(": ")[2] or line for line in (*one.before, *one.after)]
            report = check(one.said, language, names=names, bullets=lines)
            broken = set(report.rules) - OF_A_WHOLE_ANSWER
            if broken:
                wrong[one.said] = str(report)
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_marked_names_nothing_reserved(language: str) -> None:
    found = changed.diff_out(compared(), language)
    assert SECRET.search(str(found))
    unmarked = [one for one in found.changes if not one.reserved]
    assert not SECRET.search(" ".join(f"{one.said} {one.before} {one.after}" for one in unmarked))


@pytest.mark.parametrize("function", [changes, what_if])
def test_there_is_no_version_for_a_client(function: Callable[..., object]) -> None:
    """A change can show that something was hidden, or is hidden from now on."""
    assert not any("audience" in name for name in signature(function).parameters)


def test_every_reserved_change_is_marked() -> None:
    officer = changed.diff_out(compared(), "nl")
    assert all(
        one.reserved for one in officer.changes if one.subject == "veilig-thuis" or "safety-concern" in one.items
    )
