"""The README shows real output, names every command and every rule.

Renew it with: PYTHONPATH=. python tests/test_readme.py
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor import knowledge
from auditor.answers import QUESTIONS
from auditor.audit import acceptance_orphaned, audit
from auditor.cli import main
from auditor.exporters.say import Speaker
from auditor.exporters.words import Words
from auditor.importers import load
from auditor.knowledge import SECTIONS
from auditor.knowledge.types import QuestionGroup
from auditor.model import View
from auditor.rules import RULES
from tests.knowledge.test_facts import LAWS, NUMBERS, carried

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"


def printed(command: str) -> str:
    result = CliRunner().invoke(main, command.split()[1:], catch_exceptions=False)
    lines = "\n".join(line.rstrip() for line in result.output.rstrip().splitlines())
    return f"```\n$ {command}\n{lines}\n```"


def rules() -> str:
    speaker = Speaker(View(load(ROOT / "examples" / "wijkteam")), "en")
    rows = [
        f"| `{rule.id}` | {rule.level} | {speaker.text(f'rule.{rule.id}.title')} |"
        for rule in (*RULES, acceptance_orphaned(()))
    ]
    return "\n".join(["| Rule | Level | What it looks at |", "| --- | --- | --- |", *rows])


FACTS = {
    "R": ("Retention terms, and one open question", ("laws",)),
    "L": ("Law", ("laws", "bills", "representation")),
    "F": ("Flows", ("flows", "messages")),
    "G": ("Norms, advice, figures", ("norms",)),
    "I": ("Incidents", ("incidents",)),
    "Q": ("Questions of clients", ("questions",)),
    "M": ("Questions for a team", ("reflection",)),
}
"""The facts by their letter: what they are about, and the sections of which an entry rests on them."""


def known() -> str:
    """The entries beside the facts; what no fact counts stands below."""
    words = Words("en")
    to_check = {section: known_of(section, to_check=True) for section in SECTIONS}
    rows = []
    for letter, (about, sections) in FACTS.items():
        numbers = {f"{letter}-{number:02}" for number in NUMBERS[letter]}
        resting = carried(letter) & numbers
        entries = ", ".join(f"{known_of(section)} {section.replace('-', ' ')}" for section in sections)
        if letter == "R":
            entries = f"{sum(bool(law.terms) for law in LAWS.values())} laws with a term"
        checking = sum(to_check[section] for section in sections) if letter != "R" else ""
        rows.append(f"| {about} | {len(numbers)} | {len(resting)} | {entries} | {checking} |")
    counted = {section for _, sections in FACTS.values() for section in sections}
    rows += [
        f"| {words.say(f'knowing.section.{section}')} | | | {known_of(section)} | {to_check[section]} |"
        for section in SECTIONS
        if section not in counted
    ]
    head = "| What | Facts | Facts with an entry | Entries | Of these to check |\n| --- | --- | --- | --- | --- |"
    return "\n".join([head, *rows])


def questions() -> str:
    """Every question by its group, with how strong the right to an answer is."""
    words, known = Words("en"), knowledge.of("NL").questions
    rows = ["| Group | Question | Right to an answer |", "| --- | --- | --- |"]
    for group in QuestionGroup:
        name = words.say(f"card.group.{group}")
        for question in QUESTIONS:
            entry = known[question.id]
            if entry.group is group:
                strength = words.say(f"explain.strength.{entry.strength}") if entry.strength else "not looked into"
                rows.append(f"| {name} | `{question.id}` {entry.asks.said_in('en')} | {strength} |")
                name = ""
    return "\n".join(rows)


def known_of(section: str, *, to_check: bool = False) -> int:
    return sum(not entry.tellable or not to_check for entry in knowledge.everywhere(section).values())


def sections() -> dict[str, str]:
    return {
        "trace": printed("auditor trace examples/wijkteam --item arrears --lang en"),
        "dates": printed(
            "auditor trace examples/geldpunt --item debts --since end-of-help=2026-03-31"
            " --since end-of-provision=2026-01-31 --since end-of-arrangement=2025-05-05 --lang en"
        ),
        "ask": printed("auditor ask examples/wijkteam how-long --item arrears --lang en"),
        "todo": printed("auditor todo examples/wijkteam --who application-manager --on 2026-12-20 --lang en"),
        "loss": printed("auditor loss examples/mano --place phone --lang en"),
        "diff": printed("auditor diff tests/changes/before.yaml tests/changes/after.yaml --lang en"),
        "compare-statement": printed(
            "auditor compare-statement examples/geldpunt tests/statement/geldpunt.md --lang en"
        ),
        "what-if": printed("auditor what-if examples/wijkteam --without flow:test-copy --lang en"),
        "explain": printed("auditor explain flows.told --lang en"),
        "problems": printed("auditor check tests/broken.yaml --lang en"),
        "rules": rules(),
        "questions": questions(),
        "knowledge": known(),
    }


def renewed(text: str) -> str:
    for name, section in sections().items():
        pattern = re.compile(rf"(<!-- output: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        text = pattern.sub(lambda found, said=section: f"{found[1]}{said}\n{found[2]}", text)
    return text


@pytest.fixture(autouse=True)
def in_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_python_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.S)
    monkeypatch.chdir(ROOT)
    exec(compile(code, str(README), "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) == code.count("print(")


def test_the_readme_shows_what_the_program_prints() -> None:
    assert README.read_text(encoding="utf-8") == renewed(README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_named(command: str) -> None:
    assert f"auditor {command}" in README.read_text(encoding="utf-8")


def test_every_rule_that_is_checked_is_named() -> None:
    named = re.findall(
        r"^\| `([a-z-]+)` \| (?:must|should|consider) \|", README.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert tuple(named) == audit(load(ROOT / "examples" / "mano")).rules


def test_the_example_in_the_readme_is_usable(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    (tmp_path / "model.yaml").write_text(example[1], encoding="utf-8")
    assert load(tmp_path).flows


def test_every_picture_exists() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README.read_text(encoding="utf-8")):
        assert (ROOT / picture).is_file(), picture


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
