"""The command knowledge: what there is, what is to be checked, what may change, what nobody looked at for a year."""

from __future__ import annotations

import pytest

from auditor import knowledge
from auditor.knowledge import SECTIONS
from auditor.knowledge.types import Status
from tests.cli.conftest import ROOT, Run, printed, valid

BOTH = pytest.mark.parametrize("lang", ["nl", "en"])
DAY = ("--on", "2026-11-22")


@BOTH
def test_text_and_json_say_the_same(lang: str) -> None:
    result = printed("knowledge", *DAY, "--lang", lang)
    assert (result.exit_code, result.stderr) == (0, "")
    found = valid("knowledge", printed("knowledge", *DAY, "--lang", lang, "--format", "json").output)
    flat = " ".join(result.output.split())
    assert (found["on"], found["language"], found["status"]) == ("2026-11-22", lang, None)
    assert all(f"({one['id']}, {one['file']})" in flat for one in found["entries"])
    assert all(one["reasons"] for one in found["entries"])


def test_counts_every_entry_of_every_section_once() -> None:
    found = valid("knowledge", printed("knowledge", *DAY, "--format", "json").output)
    assert [one["section"] for one in found["sections"]] == list(SECTIONS)
    for one in found["sections"]:
        assert one["entries"] == len(knowledge.everywhere(one["section"]))
        assert one["entries"] == one["verified"] + one["secondary"] + one["older_text"] + one["to_check"]
    assert found["to_check"] == sum(one["to_check"] for one in found["sections"])


@pytest.mark.parametrize("status", [*Status])
def test_one_status(status: Status) -> None:
    command = ("knowledge", *DAY, "--status", str(status))
    found = valid("knowledge", printed(*command, "--format", "json").output)
    assert {one["status"] for one in found["entries"]} == {status}
    assert len(found["entries"]) == sum(one[status.replace("-", "_")] for one in found["sections"])
    assert f": {len(found['entries'])}" in printed(*command).output


def test_what_nobody_looked_at_for_a_year() -> None:
    before, after = (
        valid("knowledge", printed("knowledge", "--format", "json", "--on", day).output)
        for day in ("2027-11-20", "2027-11-21")
    )
    assert before["old"] == 0
    assert after["old"] > 500
    assert {"old"} <= {reason for one in after["entries"] for reason in one["reasons"]}


def test_a_change_that_may_come_is_told_with_its_law() -> None:
    result = printed("knowledge", *DAY, "--lang", "en")
    assert "Wmo art. 5.3.4 (wmo-2015-5.3.4, nl/laws.yaml)\n    A bill (Kamerstuk 36 579" in result.output


def test_every_file_that_is_named_holds_the_entry() -> None:
    for one in valid("knowledge", printed("knowledge", *DAY, "--format", "json").output)["entries"]:
        text = (ROOT / "auditor" / "knowledge" / one["file"]).read_text(encoding="utf-8")
        assert f"\n{one['id']}:\n" in text, one["id"]


@pytest.mark.parametrize("arguments", [["--status", "rumour"], ["--on", "22-11-2026"], ["--on", "2026-02-30"]])
def test_what_it_does_not_understand(run: Run, arguments: list[str]) -> None:
    result = run("knowledge", *arguments)
    assert result.exit_code == 2
    assert arguments[1] in result.stderr
