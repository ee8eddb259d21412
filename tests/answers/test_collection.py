"""The questions, their files and their texts belong together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import Formatter

import pytest

import auditor.answers
from auditor import knowledge
from auditor.answers import QUESTIONS, ask
from auditor.answers.base import end_of_copy
from auditor.answers.rights.can_i_stop_sharing import Say
from auditor.errors import NotFound
from auditor.importers import load
from auditor.knowledge.types import Age, Limit, QuestionGroup
from auditor.model import Audience
from auditor.model.elements import Basis, Condition, Fate, Form, SecrecyLift
from auditor.model.facts import MADE_BY
from auditor.results import Answer, Phrases, Sentence
from auditor.texts import LANGUAGES, catalogue
from auditor.traces import EndKind, Presence, Status, Traces
from auditor.traces.steps import BACKED_UP
from tests.answers.cases import cases
from tests.answers.test_gate_on_examples import EXAMPLES, answers

FOLDER = Path(next(iter(auditor.answers.__path__)))
SHARED = {"__init__", "base"}

MANNERS = ("end", "rule")  # what happens, and what the rule is where that is not sure
MADE = {
    "behind.{}": ("processor", "on", "carried-by", "backups", "private-cloud", "shared-use"),
    "rights.age.{}": (*Age, "any"),
    "subject.{}": (Status.SOMETIMES, Status.PERHAPS),
    "note.{}": (Presence.VIEW, Presence.TOLD, Presence.CARRIED, BACKED_UP,
                Form.COARSER, Form.PSEUDONYMISED, Form.FIGURES, Form.ANONYMOUS,
                Condition.OWN_TEAM, Condition.OWN_CLIENTS, Condition.INCIDENT),
    "note.copy-{}": (Status.SOMETIMES, Status.PERHAPS),
    "note.basis.{}": tuple(Basis),
    "note.ground.{}": ("special", "criminal", "number"),
    "note.telling.{}": tuple(lifted for lifted in SecrecyLift if lifted is not SecrecyLift.NOT_APPLICABLE),
    "lacks.{}": ("basis-unknown", "law-unknown", "special-unknown", "criminal-unknown", "number-unknown",
                 "sector-consent-unknown", "secrecy-unknown", "consent-recorded-unknown",
                 "listens-unknown", "trains-unknown", "country-unknown", "company-unknown"),
    "length.{}": tuple(Limit),
    "long.{}": (EndKind.FIRST_OF, EndKind.LAST_OF),
    "{}.after": MANNERS, "{}.term": MANNERS, "{}.term-restarts": MANNERS, "{}.term-without-start": MANNERS,
    "{}.event-{}": (("rule", Fate.NOTHING), ("rule", Fate.ARCHIVE)), "{}.event-anonymise": MANNERS,
    "end.then-{}": (Fate.ARCHIVE, Fate.ANONYMISE, Fate.NOTHING), "{}.event": MANNERS, "{}.criteria": MANNERS,
    "from.{}{}": tuple("".join(parts) for parts in product(MADE_BY, ("", "-too", "-part"))),
    "call.{}": ("desk-unknown", "contact-unknown", "complaints-unknown", "officer-unknown", "confidant-unknown",
                "client-support-unknown"),
    "stop.{}": tuple(Say),
    "rights.{}": ("phone", "email", "address", "page", "desk-unknown", "desk-how-unknown"),
}  # fmt: skip
"""Every key that the code makes out of parts, with all that can stand in the gap."""


def test_every_file_is_a_question_and_every_question_a_file() -> None:
    files = {file.stem for file in FOLDER.glob("*/*.py") if file.parent.name != "base"} - SHARED
    assert {question.id.replace("-", "_") for question in QUESTIONS} == files
    assert [question.reply.__name__.replace("_", "-") for question in QUESTIONS] == [q.id for q in QUESTIONS]


def test_every_question_stands_in_the_folder_of_its_group() -> None:
    known = knowledge.of("NL").questions
    assert {q.id: q.reply.__module__.split(".")[2] for q in QUESTIONS} == {id_: q.group for id_, q in known.items()}
    groups = [known[question.id].group for question in QUESTIONS]
    assert groups == sorted(groups, key=list(QuestionGroup).index)


@pytest.mark.parametrize("country", ["NL", "BE", "FR", "DE"])
def test_every_question_is_in_the_knowledge_and_the_other_way_round(country: str) -> None:
    known = knowledge.of(country)
    asked = {question.id for question in QUESTIONS if question.id in known.questions}
    assert asked == set(known.questions)
    assert country != "NL" or asked == {question.id for question in QUESTIONS}


def test_a_question_or_item_that_does_not_exist_is_refused() -> None:
    traces = Traces(load(EXAMPLES[0]), Audience.CLIENT)
    with pytest.raises(NotFound):
        ask(traces, "who-can-se")
    with pytest.raises(NotFound):
        ask(traces, "who-can-see", "nothing")


# texts


def written() -> Iterator[str]:
    """Every key that the code of the answers names: `say("who.roles")`, or `f"note.{status}"` as `note.{}`."""
    for file in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="say"), args=[first, *_]):
                    yield from keys_of(first)
                case ast.Call(func=ast.Name(id="Sentence"), args=[first, *_]):
                    keys = (key.removeprefix("answer.") for key in keys_of(first))
                    yield from (key for key in keys if key != "{}")  # of say() itself
                case ast.Assign(targets=[ast.Name(id="key" | "_LATER")], value=value):
                    yield from keys_of(value)


def keys_of(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(key)):
            yield key
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
        case ast.IfExp(body=body, orelse=otherwise):
            yield from (*keys_of(body), *keys_of(otherwise))
        case ast.Dict(values=values):
            yield from (key for value in values for key in keys_of(value))


def made() -> set[str]:
    """Every key the code can come to."""
    found: set[str] = set()
    for key in written():
        if "{}" not in key:
            found.add(key)
        else:
            parts = [part if isinstance(part, tuple) else (str(part), "") for part in MADE[key]]
            found |= {key.format(*part) for part in parts}
    return found


def test_every_key_of_the_answers_is_a_text_and_every_text_is_used() -> None:
    assert set(MADE) == {key for key in written() if "{}" in key}
    for language in LANGUAGES:
        texts = {key.removeprefix("answer.") for key in catalogue(language).keys() if key.startswith("answer.")}  # noqa: SIM118
        assert made() == texts


def everything_said() -> Iterator[Answer]:
    for case in cases():
        yield case.answer()
    for folder in EXAMPLES:
        traces = Traces(load(folder), Audience.CLIENT)
        yield from answers(traces, traces.view.items)


def ends_of_copies() -> Iterator[Sentence]:
    """What the traces say of the end of every copy."""
    for folder in EXAMPLES:
        traces = Traces(load(folder))
        yield from (phrase for trace in traces.all() for phrase in end_of_copy(traces.clocks(trace)))


def phrases(sentence: Sentence) -> Iterator[Sentence]:
    """The sentence, the lines below it and every phrase inside."""
    yield sentence
    inside: list[object] = [*sentence.params.values(), *sentence.bullets]
    while inside:
        value = inside.pop()
        if isinstance(value, Phrases):
            inside += value.of
        elif isinstance(value, Sentence):
            yield from phrases(value)


def test_cases_and_examples_say_every_text_with_what_it_needs() -> None:
    """A text that no case says is a text that nobody has read in its place."""
    said: dict[str, set[str]] = {}
    answered = (sentence for answer in everything_said() for sentence in answer.sentences())
    for sentence in (*answered, *ends_of_copies()):
        for phrase in phrases(sentence):
            said.setdefault(phrase.key, set(phrase.params)).intersection_update(phrase.params)
    for key, params in said.items():
        for language in LANGUAGES:
            for form in catalogue(language).forms(key):
                needed = {name for _, name, _, _ in Formatter().parse(form) if name}
                assert needed <= params, key
    assert {f"answer.{key}" for key in made()} - said.keys() == set()


def test_no_answer_has_a_sentence_in_its_code() -> None:
    for file in FOLDER.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
        ]
        assert [text for text in found if re.search(r"\w \w", text)] == [], file
