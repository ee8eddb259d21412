"""All rules run through here: their cases, their texts, and what must be true of every rule.

A case is a sentence: "passes when ...", "fails when ..." or "cannot tell when ...". Its `model` is laid over
models/base.yaml; `expect` are the elements at which the rule is broken, `cannot-tell` those at which it cannot tell.
Where it matters a case also says, per element, `because` which reason (the end of its key), which kinds of data
(`items`) and which `laws` a finding names.
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel

import auditor.rules
from auditor import texts
from auditor.audit import acceptance_orphaned, audit
from auditor.exporters.say import Speaker
from auditor.importers import load, yaml_events
from auditor.model import Model, View, build
from auditor.results import Finding, Names, Phrases, Sentence, Verdict
from auditor.rules import RULES, Rule
from auditor.traces import Traces

HERE = Path(__file__).parent
EXAMPLES = sorted(path for path in (HERE.parents[1] / "examples").iterdir() if path.is_dir())
TODAY = date(2026, 11, 21)
PARTS = ("title", "found", "why", "fix")
KINDS = ("passes", "fails", "cannot tell")
NEVER = "never cannot tell"
EVERY_RULE = (*RULES, acceptance_orphaned(()))


class Case(NamedTuple):
    rule: Rule
    sentence: str
    model: Mapping[str, Any]
    expect: list[str]
    cannot_tell: list[str]
    because: Mapping[str, str]
    items: Mapping[str, list[str]]
    laws: Mapping[str, list[str]]

    @property
    def kind(self) -> str:
        return next((kind for kind in KINDS if self.sentence.startswith(kind)), "?")

    def build(self) -> Model:
        return build(laid_over(read(HERE / "models/base.yaml"), self.model))

    def findings(self) -> list[Finding]:
        return list(self.rule.on(TODAY).run(Traces(self.build())))


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def read(path: Path) -> dict[str, Any]:
    data, problems = yaml_events.parse(_text(path), path.name)
    assert not problems
    assert isinstance(data, dict)
    return data


def laid_over(base: Any, change: Any) -> Any:
    """The base with these changes: mappings are merged, anything else is replaced."""
    if isinstance(base, dict) and isinstance(change, Mapping):
        return {**base, **{key: laid_over(base.get(key), value) for key, value in change.items()}}
    return change


def file_of(rule: Rule) -> Path:
    return HERE / f"{rule.id.replace('-', '_')}.yaml"


def cases_of(rule: Rule) -> Iterator[Case]:
    for sentence, case in read(file_of(rule)).items():
        if sentence != NEVER:
            assert set(case) <= {"model", "expect", "cannot-tell", "because", "items", "laws"}, sentence
            lists = case.get("expect", []), case.get("cannot-tell", [])
            named = case.get("because", {}), case.get("items", {}), case.get("laws", {})
            yield Case(rule, sentence, case["model"], *lists, *named)


CASES = [case for rule in RULES for case in cases_of(rule)]
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule.id} {case.sentence}")
every_rule = pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.id)


def subjects(findings: list[Finding], verdict: Verdict) -> list[str]:
    return sorted(finding.subject for finding in findings if finding.verdict is verdict)


# the cases


@every_case
def test_case(case: Case) -> None:
    found = case.findings()
    assert subjects(found, Verdict.BROKEN) == sorted(case.expect)
    assert subjects(found, Verdict.CANNOT_TELL) == sorted(case.cannot_tell)
    named = {finding.subject: finding for finding in found}
    for subject, reason in case.because.items():
        assert str(named[subject].because).rpartition(".")[2] == reason
    for subject, items in case.items.items():
        assert named[subject].params["items"] == Names(tuple(items))
    for subject, laws in case.laws.items():
        assert list(named[subject].laws) == laws


@every_case
def test_a_case_does_what_its_sentence_says(case: Case) -> None:
    said = {"passes": not case.expect and not case.cannot_tell, "fails": bool(case.expect),
            "cannot tell": bool(case.cannot_tell)}  # fmt: skip
    assert said[case.kind]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_case_of_every_kind(rule: Rule) -> None:
    kinds = {case.kind for case in CASES if case.rule is rule}
    never = "cannot tell" if NEVER in read(file_of(rule)) else None
    assert kinds == set(KINDS) - {never}


# the collection


def test_every_module_is_listed_once_and_named_after_its_rule() -> None:
    folder = Path(next(iter(auditor.rules.__path__)))
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}
    listed = Counter(rule.check.__module__.rpartition(".")[2] for rule in RULES)
    assert listed == dict.fromkeys(modules, 1)
    for rule in RULES:
        assert rule.check.__module__.rpartition(".")[2] == rule.check.__name__ == rule.id.replace("-", "_")


def test_every_file_of_cases_belongs_to_a_rule() -> None:
    assert set(HERE.glob("*.yaml")) == {file_of(rule) for rule in RULES}


@every_rule
def test_a_rule_cites_laws_that_the_knowledge_has(rule: Rule) -> None:
    laws = View(build(read(HERE / "models/empty.yaml"))).knowledge.laws
    assert rule.laws
    assert set(rule.laws) <= set(laws)


@every_rule
def test_a_rule_finds_nothing_in_an_empty_model(rule: Rule) -> None:
    assert not list(rule.on(TODAY).run(Traces(build(read(HERE / "models/empty.yaml")))))


@every_rule
def test_a_rule_finds_nothing_in_an_innocent_model(rule: Rule) -> None:
    assert not list(rule.on(TODAY).run(Traces(build(read(HERE / "models/innocent.yaml")))))


# the texts


def keys_of(language: str) -> set[str]:
    keys = texts.catalogue(language).keys()
    return {key for key in keys if key.startswith("rule.")}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@every_rule
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_rule_has_four_texts(rule: Rule, language: str) -> None:
    assert {f"rule.{rule.id}.{part}" for part in PARTS} <= keys_of(language)


def test_the_languages_have_the_same_texts_with_the_same_placeholders() -> None:
    said = {
        language: {
            key: [placeholders(form) for form in texts.catalogue(language).forms(key)] for key in keys_of(language)
        }
        for language in texts.LANGUAGES
    }
    assert said["nl"] == said["en"]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_texts_are_plain_sentences(language: str) -> None:
    for key in keys_of(language):
        phrase = key.startswith("rule.more") or ".missing." in key or ".measure." in key
        for text in texts.catalogue(language).forms(key):
            assert not set(text) & set("<>*_`#[]"), key
            assert phrase or (text[:1].isupper() and not text.startswith("{")), key
            assert phrase or key.endswith(".title") or text.endswith((".", "?")), key


def keys_in(finding: Finding) -> Iterator[str]:
    if finding.because:
        yield finding.because
    for value in finding.params.values():
        parts = value.of if isinstance(value, Phrases) else [value]
        yield from (part.key for part in parts if isinstance(part, Sentence))


def test_every_text_is_used_in_a_case() -> None:
    used = {f"rule.{rule.id}.{part}" for rule in EVERY_RULE for part in PARTS}
    used |= {key for case in CASES for finding in case.findings() for key in keys_in(finding)}
    used |= {key for finding in of_example("wijkteam") for key in keys_in(finding)}
    assert keys_of("nl") == used


@every_case
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_finding_of_a_case_can_be_said(case: Case, language: str) -> None:
    speaker = Speaker(View(case.build()), language)
    for finding in case.rule.on(TODAY).run(Traces(case.build())):
        assert_said(finding, speaker)


def assert_said(finding: Finding, speaker: Speaker) -> None:
    keys = [f"rule.{finding.rule}.{part}" for part in PARTS]
    keys += [finding.because] if finding.because else []
    for key in keys:
        for form in texts.catalogue(speaker.language).forms(key):
            assert placeholders(form) <= set(finding.params), key
        said = speaker.text(key, **finding.params)
        assert said
        assert not set(said) & set("{}"), key


# what is true of every finding


def resolved(value: Any, path: tuple[str | int, ...]) -> Any:
    """What stands at this path of a model; raises LookupError where nothing does."""
    for part in path:
        if isinstance(value, BaseModel):
            fields = {field.alias or name: name for name, field in type(value).model_fields.items()}
            value = getattr(value, fields[str(part)])
        else:
            value = value[part]
    return value


def assert_sound(model: Model, findings: list[Finding]) -> None:
    assert max(Counter(finding.id for finding in findings).values(), default=1) == 1
    flows = set(model.flow_ids)
    for finding in findings:
        assert finding.id == f"{finding.rule}@{finding.subject}"
        assert (finding.verdict is Verdict.CANNOT_TELL) == (finding.because is not None), finding.id
        assert finding.rests_on, finding.id
        assert set(finding.route) <= flows, finding.id
        for path in finding.rests_on:
            assert path, finding.id
            assert resolved(model, path) is not None, (finding.id, path)


@every_case
def test_findings_rest_on_parts_of_the_model(case: Case) -> None:
    assert_sound(case.build(), case.findings())


def turned(data: Any) -> Any:
    """The same description in another order."""
    if isinstance(data, dict):
        return {key: turned(data[key]) for key in reversed(data)}
    if isinstance(data, list) and all(isinstance(part, dict) for part in data):
        return [turned(part) for part in reversed(data)]
    return data


def without_places(findings: list[Finding]) -> list[Finding]:
    return sorted((replace(finding, rests_on=()) for finding in findings), key=lambda finding: finding.id)


@every_case
def test_the_order_of_a_description_changes_nothing(case: Case) -> None:
    other = build(turned(laid_over(read(HERE / "models/base.yaml"), case.model)))
    again = list(case.rule.on(TODAY).run(Traces(other)))
    assert without_places(case.findings()) == without_places(again)


# the examples


@cache
def of_example(name: str) -> tuple[Finding, ...]:
    return audit(load(HERE.parents[1] / "examples" / name), TODAY).findings


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_finding_of_an_example_can_be_said(path: Path, language: str) -> None:
    model = load(path)
    speaker = Speaker(View(model), language)
    for finding in of_example(path.name):
        assert_said(finding, speaker)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_findings_of_an_example_rest_on_parts_of_it(path: Path) -> None:
    assert_sound(load(path), list(of_example(path.name)))


@pytest.mark.parametrize("path", [path for path in EXAMPLES if not load(path).partners], ids=lambda path: path.name)
def test_the_order_of_an_example_changes_nothing(path: Path) -> None:
    data: dict[str, Any] = {}
    for file in sorted(path.glob("*.y*ml")):
        for key, value in read(file).items():
            old = data.get(key)
            data[key] = {**old, **value} if isinstance(old, dict) else value
    again = audit(build(turned(data)), TODAY).findings
    assert without_places(list(of_example(path.name))) == without_places(list(again))
