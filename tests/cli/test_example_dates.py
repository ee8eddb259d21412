"""The command trace with example dates: as text and JSON, and what it does not understand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run, printed
from tests.cli.test_commands import valid

DEBTS = ("trace", "examples/geldpunt", "--item", "debts")
ALL = ("--since", "end-of-help=2026-03-31", "--since", "end-of-provision=2026-01-31", "--since",
       "end-of-arrangement=2025-05-05")  # fmt: skip
BOTH = pytest.mark.parametrize("lang", ["nl", "en"])


def below(text: str) -> str:
    """What stands below the table, on one line."""
    return " ".join(text.rpartition("\u2518")[2].split())


def cells(text: str) -> str:
    """The table column after column, because a column can be narrow."""
    rows = [line.split("\u2502")[1:-1] for line in text.splitlines() if line.count("\u2502") == 6]
    return " ".join(" ".join(" ".join(column) for column in zip(*rows, strict=True)).split())


@pytest.mark.parametrize(
    ("lang", "table", "last"),
    [
        (
            "nl",
            ["→ weg op 31 maart 2031", "de regel zegt op zijn laatst 5 mei 2030, wij weten niet of het dan weg is"],
            ["Niet zeker bij: het bureau BKR", "minstens een kopie tot 31 maart 2031: ons programma"],
        ),
        (
            "en",
            ["→ gone on 31 March 2031", "the rule says 5 May 2030 at the latest, we do not know if it is gone then"],
            ["Not sure for: the office BKR", "at least until 31 March 2031: our program"],
        ),
    ],
)
def test_every_rule_has_its_day_in_full(lang: str, table: list[str], last: list[str]) -> None:
    text = printed(*DEBTS, *ALL, "--lang", lang).output
    assert all(said in cells(text) for said in table), cells(text)
    assert all(said in below(text) for said in last), below(text)
    assert all(len(line) <= 100 and line == line.rstrip() for line in text.splitlines())


def test_as_json() -> None:
    found = valid("trace", printed(*DEBTS, *ALL, "--lang", "en", "--format", "json").output)
    assert found["dates"]["given"]["end-of-help"] == "2026-03-31"
    assert found["dates"]["laws"] == []  # a client reads nothing of what is not law yet
    by_node = {
        reached["node"]: clock["endings"][0]["dated"] for reached in found["reached"] for clock in reached["clocks"]
    }
    ours = by_node["file"] if "file" in by_node else by_node[found["origins"][0]]
    assert (ours["kind"], ours["first"], ours["last"]) == ("gone", "2031-03-31", "2031-03-31")
    bkr = next(one for node, one in by_node.items() if "bkr" in node)
    assert (bkr["kind"], bkr["last"], bkr["rule_last"]) == ("none", None, "2030-05-05")
    assert found["longest"]["dated"]["last"] is None
    assert found["longest"]["dated"]["first"] == "2031-03-31"


def test_an_officer_reads_that_the_law_can_change() -> None:
    command = ("trace", "examples/wijkteam", "--item", "bsn", "--since", "last-change=2024-03-10", "--lang", "en")
    assert "36 579" in below(printed(*command, "--audience", "officer").output)
    assert "36 579" not in printed(*command).output
    found = valid("trace", printed(*command, "--audience", "officer", "--format", "json").output)
    assert "wmo-2015-5.3.4" in [law["law"] for law in found["dates"]["laws"]]


@BOTH
def test_without_dates_nothing_changes(lang: str) -> None:
    text = printed(*DEBTS, "--lang", lang, "--format", "json").output
    assert '"dated"' not in text
    assert '"dates"' not in text
    assert "→ weg op" not in printed(*DEBTS, "--lang", lang).output


@pytest.mark.parametrize(
    "said", ["end-of-help", "End Of Help", "einde van de hulp", "when your help stops", "endofhelp "]
)
def test_an_event_in_any_words(said: str) -> None:
    found = valid("trace", printed(*DEBTS, "--since", f"{said}=2026-03-31", "--format", "json").output)
    assert found["dates"]["given"] == {"end-of-help": "2026-03-31"}
    assert set(found["dates"]["missing"]) >= {"end-of-provision"}


def test_a_birth_gives_the_birthdays() -> None:
    found = valid("trace", printed(*DEBTS, "--born", "2012-02-29", "--format", "json").output)
    assert found["dates"]["given"] == {
        "birth": "2012-02-29", "turned-18": "2030-03-01", "turned-23": "2035-03-01",
    }  # fmt: skip


def test_days_at_the_bounds_can_be(run: Run) -> None:
    for given in (
        ["--born", "1900-01-01", "--died", "2030-12-31"],
        ["--born", "2000-05-05", "--since", "receipt=1999-01-01"],
        ["--since", "end-of-help=2199-12-31"],
    ):
        assert run(*DEBTS, *given).exit_code == 0


@BOTH
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "end-of-hepl=2026-03-31"], "end-of-help"),
        (["--since", "xyzzy=2026-03-31"], "end-of-help"),
        (["--since", "end-of-help"], "--since"),
        (["--since", "=2026-03-31"], "--since"),
        (["--since", "end-of-help=2026-02-30"], "2026-02-30"),
        (["--since", "end-of-help=31-03-2026"], "31-03-2026"),
        (["--since", "end-of-help="], "--since"),
        (["--since", "end-of-help=2026-03-31", "--since", "einde van de hulp=2026-04-30"], "end-of-help"),
        (["--born", "2012-08-15", "--since", "birth=2012-08-15"], "birth"),
        (["--born", "2012-08-15", "--since", "turned-18=2030-08-15"], "turned-18"),
        (["--born", "9998-01-01"], ""),
        (["--born", "2012-08-15", "--died", "2011-08-15"], ""),
        (["--born", "2012-08-15", "--format", "svg"], "--format"),
        (["--born", "0001-01-01"], "1900-01-01"),
        (["--since", "end-of-help=9999-12-31"], "2199-12-31"),
        (["--since", "end-of-help=1899-12-31"], "1900-01-01"),
        (["--born", "2000-01-01", "--since", "end-of-help=1950-12-31"], "2000-01-01"),
        (["--since", "birth=2000-01-01", "--since", "end-of-help=2131-01-01"], "130"),
        (["--died", "2200-01-01"], "2199-12-31"),
        (["--routes", "file", "--born", "2012-08-15"], "--routes"),
        (["--routes", "file", "--since", "end-of-help=2026-03-31"], "--since"),
    ],
)
def test_what_it_does_not_understand(run: Run, arguments: list[str], said: str, lang: str) -> None:
    result = run(*DEBTS, *arguments, "--lang", lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not re.search(r"[{}]|Traceback", result.stderr)


def test_a_reserved_event_is_not_offered_to_a_client(run: Run, tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(
        """
model: 1
name: Invented
owner: team
organisations: {team: {kind: welfare}}
items: {notes: {category: free-text}}
events: {secret-talk: {name: Secret talk, reserve: {reason: not yet}}}
systems: {file: {collects: [{items: notes, from: client}]}}
""",
        encoding="utf-8",
    )
    command: tuple[Any, ...] = ("trace", tmp_path, "--item", "notes", "--since", "secret talk=2026-03-31")
    assert "secret-talk" not in run(*command).stderr
    assert run(*command, "--audience", "officer").exit_code == 0


def test_a_day_after_the_calendar_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(
        """
model: 1
name: Invented
owner: team
organisations: {team: {kind: welfare}}
items: {notes: {category: free-text}}
systems:
  file:
    collects: [{items: notes, from: client}]
    keeps: [{items: all, term: 9000 years, starts: end-of-help, then: delete, set-up: automatic}]
""",
        encoding="utf-8",
    )
    command: tuple[Any, ...] = ("trace", tmp_path, "--item", "notes", "--since", "end-of-help=2026-03-31")
    assert "na het jaar 9999" in below(run(*command).output)
    found = valid("trace", run(*command, "--format", "json").output)
    assert (found["longest"]["dated"]["kind"], found["longest"]["dated"]["after_9999"]) == ("beyond", True)


SECRETIVE = """
model: 1
name: Invented
owner: team
organisations:
  team: {kind: welfare}
  police: {kind: police, reserve: {reason: not yet}}
items: {notes: {category: free-text}}
scopes: {youth: {}}
systems:
  file:
    plain: {nl: het dossier, en: the file}
    collects: [{items: notes, from: client}]
    keeps: [{items: all, term: 5 years, starts: end-of-help, then: delete, set-up: automatic}]
  list:
    plain: {nl: de lijst, en: the list}
    keeps: [{items: all, term: 1 year, starts: end-of-help, then: delete, set-up: automatic}]
flows:
  - {from: file, to: list, items: all, mode: copy}
  - {from: file, to: police, items: all, mode: copy}
"""


@BOTH
def test_a_client_is_not_told_that_all_is_gone_beside_anything_reserved(run: Run, tmp_path: Path, lang: str) -> None:
    (tmp_path / "model.yaml").write_text(SECRETIVE, encoding="utf-8")
    (tmp_path / "open.yaml").write_text(SECRETIVE.replace(", reserve: {reason: not yet}", ""), encoding="utf-8")
    words = {
        "nl": ("De kopieën die wij kennen zijn weg", "blijft het hier het langst", "Er kunnen meer plekken zijn"),
        "en": ("The copies that we know of are gone", "it stays longest here", "There can be more places"),
    }[lang]
    more: tuple[str, ...]
    for more in ((), ("--since", "end-of-help=2026-03-31")):
        command: tuple[Any, ...] = ("trace", tmp_path / "model.yaml", "--item", "notes", "--lang", lang, *more)
        said = " ".join(run(*command).output.split())
        assert not any(closing in said for closing in words[:2])
        assert words[2] in said
        assert not json.loads(run(*command, "--format", "json").output)["longest"]["known"]
    assert {"nl": "minstens een kopie tot 31 maart 2031", "en": "at least until 31 March 2031"}[lang] not in said


def dated(run: Run, folder: Path, file: str, other: str, *more: str) -> str:
    """The English trace of notes in a file and a list, with these rules."""
    text = SECRETIVE.replace(", reserve: {reason: not yet}", "").replace("  - {from: file, to: police", "  # ")
    parts = text.split("    keeps: ")
    for position, rule in ((1, file), (2, other)):
        parts[position] = rule + parts[position][parts[position].index("\n") :]
    (folder / "model.yaml").write_text("    keeps: ".join(parts), encoding="utf-8")
    return run("trace", folder, "--item", "notes", "--lang", "en", *more).output


def test_the_last_day_that_is_known_is_not_the_last_where_a_copy_surely_stays_longer(run: Run, tmp_path: Path) -> None:
    gone = "[{items: all, term: 1 month, starts: end-of-help, then: delete, set-up: automatic}]"
    least = "[{items: all, term: 2 months, starts: end-of-help, limit: minimum, then: delete, set-up: automatic}]"
    said = below(dated(run, tmp_path, gone, least, "--since", "end-of-help=2025-12-31"))
    assert "at least until 28 February 2026: the list" in said
    assert "this one is last" not in said


def test_what_is_surely_gone_is_not_told_as_only_the_rule(run: Run, tmp_path: Path) -> None:
    own = "[{items: all, term: 1 year, starts: end-of-help, then: delete, set-up: automatic, scope: [youth]}]"
    text = dated(run, tmp_path, own, own, "--since", "end-of-help=2026-03-31")
    assert "→ gone on 31 March 2027" in cells(text)
    assert "the rule is" not in cells(text)


def test_a_birthday_that_never_comes_is_told_as_that(run: Run, tmp_path: Path) -> None:
    own = "[{items: all, until: turned-18, then: delete, set-up: automatic}]"
    text = dated(run, tmp_path, own, own, "--born", "2012-08-15", "--died", "2020-01-01")
    assert "this does not come any more: eighteenth birthday" in cells(text)
    assert "2030" not in text
