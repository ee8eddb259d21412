"""Who has really looked: a log that is not known is not told as one that is not there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from auditor.model import Audience, Model, View
from auditor.traces import Kept, Looked, looked
from tests.traces.small import SECRET, described


def log(part: dict[str, Any], audience: Audience = Audience.OFFICER, **sections: Any) -> Looked:
    model: Model = described(systems={"file": part}, **sections)
    return looked(View(model, audience), "file")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, Kept.NOT_SAID),
        ({"log": {"kept": "yes"}}, Kept.YES),
        ({"log": {"kept": "no"}}, Kept.NO),
        ({"log": {"kept": "unknown"}}, Kept.UNKNOWN),
        ({"log": {"kept": {"unknown": {"who": "worker"}}}}, Kept.UNKNOWN),
        ({"log": {"kept": "not-applicable"}}, Kept.NOT_APPLICABLE),
    ],
)
def test_four_states_and_silence(said: dict[str, Any], kept: Kept) -> None:
    assert log(said).kept is kept


def test_only_a_no_is_a_no() -> None:
    assert {kept for kept in Kept if kept is Kept.NO} == {log({"log": {"kept": "no"}}).kept}
    assert log({"access": [{"role": "worker", "can": "read"}], "access-complete": {"on": "2026-10-01", "by": "worker"}},
               ).kept is Kept.NOT_SAID  # fmt: skip


def test_whom_to_ask_and_how_long() -> None:
    found = log({"log": {"kept": "yes", "ask": "worker", "keeps": "6 months"}})
    assert (found.ask, found.keeps and found.keeps.root) == ("worker", "6 months")
    assert found.path == ("systems", "file", "log")
    found = log({"log": {"kept": "yes"}})
    assert (found.ask, found.keeps, found.finds_out, found.before) == (None, None, None, None)


def test_who_finds_out() -> None:
    found = log({"log": {"kept": {"unknown": {"who": "vendor", "by": "2026-12-01"}}}})
    assert (found.finds_out, found.before) == ("vendor", date(2026, 12, 1))


def test_one_account_together() -> None:
    access = [
        {"role": "worker", "can": "read", "shared-account": "yes"},
        {"role": "clerk", "can": "read", "shared-account": "no"},
        {"role": "helpdesk", "can": "read", "shared-account": "unknown"},
    ]
    assert log({"access": access, "log": {"kept": "yes"}}).shared == ("worker",)


def test_of_an_organisation_nobody_says() -> None:
    found = looked(View(described(systems={})), "council")
    assert (found.kept, found.path) == (Kept.NOT_SAID, ("organisations", "council"))


def test_a_client_does_not_hear_of_a_reserved_function() -> None:
    roles = {"worker": {"of": "team", "reserve": SECRET}}
    part = {"log": {"kept": "yes", "ask": "worker"},
            "access": [{"role": "worker", "can": "read", "shared-account": "yes"}]}  # fmt: skip
    asked = {"log": {"kept": {"unknown": {"who": "worker", "by": "2026-12-01"}}}}
    assert log(part, roles=roles).ask == "worker"
    found = log(part, Audience.CLIENT, roles=roles)
    assert (found.kept, found.ask, found.shared) == (Kept.YES, None, ())
    found = log(asked, Audience.CLIENT, roles=roles)
    assert (found.kept, found.finds_out, found.before) == (Kept.UNKNOWN, None, None)
