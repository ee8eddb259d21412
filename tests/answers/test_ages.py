"""What is told of who may ask at which age is what the knowledge surely says of every law."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from auditor import knowledge
from auditor.answers.base import UnfoundedClaim
from auditor.answers.base.ages import asks_alone, both_ask, founded, others_ask
from auditor.knowledge.types import Age, Asker, Matter, Status

KNOWN = knowledge.of("NL")
ASKED = (Matter.RIGHTS, Matter.FILE)


def changed(name: str, **facts: Any) -> Any:
    """The knowledge with other facts in one entry."""
    entries = {**KNOWN.representation, name: KNOWN.representation[name].model_copy(update=facts)}
    return SimpleNamespace(representation=entries)


def test_the_ages_of_the_law() -> None:
    assert [others_ask(KNOWN, age, *ASKED) for age in Age] == [True, False, False]
    assert [both_ask(KNOWN, age, *ASKED) for age in Age] == [False, True, False]
    assert [asks_alone(KNOWN, age, *ASKED) for age in Age] == [False, False, True]
    assert asks_alone(KNOWN, Age.FROM_16, Matter.HELP)


def test_nothing_of_an_entry_that_was_not_read_in_the_law() -> None:
    assert not asks_alone(changed("youth-file-from-16", status=Status.SECONDARY), Age.FROM_16, *ASKED)
    assert not others_ask(changed("avg-under-12", status=Status.TO_CHECK), Age.UNDER_12, *ASKED)


def test_nothing_that_one_law_says_otherwise() -> None:
    assert not both_ask(changed("wmo-file-12-to-15", weighed=False), Age.FROM_12_TO_15, *ASKED)
    assert not asks_alone(changed("avg-from-16", who=(Asker.CLIENT, Asker.PARENT)), Age.FROM_16, *ASKED)


def test_nothing_of_a_country_of_which_nothing_was_read() -> None:
    assert not any(asks_alone(knowledge.of("DE"), age, *ASKED) for age in Age)


def test_better_no_answer_than_one_without_ground() -> None:
    founded("a-question", True)
    with pytest.raises(UnfoundedClaim):
        founded("a-question", True, False)
