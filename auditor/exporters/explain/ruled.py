"""What can be explained of the rules."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit import acceptance_orphaned
from auditor.exporters.explain.base import ExplainedOut, Meaning, Sort, told
from auditor.exporters.explain.entries import called
from auditor.exporters.words import Words
from auditor.rules import RULES, Rule
from auditor.texts import LANGUAGES


def rules() -> Iterator[Meaning]:
    for rule in (*RULES, acceptance_orphaned(())):
        tell = lambda words, rule=rule: _rule(rule, words)  # noqa: E731
        holds = tuple(Words(code).say(f"rule.{rule.id}.title") for code in LANGUAGES)
        yield Meaning(Sort.RULE, rule.id, frozenset(), holds, tell)


def _rule(rule: Rule, words: Words) -> ExplainedOut:
    facts = {
        "level": [words.say(f"explain.level.{rule.level}")],
        "why": [words.say(f"rule.{rule.id}.why")],
        "fix": [words.say(f"rule.{rule.id}.fix")],
        "laws": [called("laws", law, words) for law in rule.laws],
    }
    title = words.say(f"rule.{rule.id}.title")
    return told(Sort.RULE, rule.id, rule.id, title, facts, words)
