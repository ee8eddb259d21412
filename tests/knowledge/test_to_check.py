"""What is still to be checked reaches no client, whichever entry it is; an officer sees that it is to be checked.

All knowledge is marked: every text and term of it is replaced by one that stands nowhere else, with status *to check*.
A description that names everything a description can name, and every example, are then told to a client.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from auditor import knowledge
from auditor.answers import ask, questions
from auditor.answers.base import UnfoundedClaim
from auditor.audit import audit
from auditor.exporters import flow_map, terminal
from auditor.exporters.cards import card
from auditor.exporters.leaflet import as_html, leaflet
from auditor.exporters.output import answers_out, trace_out
from auditor.exporters.printing import plain
from auditor.exporters.say import Speaker
from auditor.importers import load
from auditor.knowledge.types import Use
from auditor.model import Audience, Model, View, build
from auditor.results import Answer
from auditor.texts import LANGUAGES
from auditor.traces import Traces
from auditor.ui.components import answer_card
from tests.cli.conftest import ROOT

EXAMPLES = [path.name for path in sorted((ROOT / "examples").iterdir()) if path.is_dir()]
MARK, TERM = "zzqq", 7777
LABELS = ("categories", "kinds", "subjects", "events", "questions")
"""Words without which nothing can be told: none of them may be to check, see `test_no_label_is_to_check`."""
NAMES = {"receivers": ("name",)}
"""An organisation that a description names is called by its name, whatever else is to be checked of it."""
LAWS = knowledge.of("NL").laws
KNOWN = knowledge.of("NL")


def marked(section: str, entry: dict[str, Any]) -> dict[str, Any]:
    """The entry, to check, with every sentence and term recognisable."""
    found = {key: _marked(key, value) for key, value in entry.items() if key not in NAMES.get(section, ())}
    return {**entry, **found, "status": "to-check"}


def _marked(key: str, value: Any) -> Any:
    if key == "term":
        return f"{TERM} years"
    if isinstance(value, dict):
        texts = set(value) == {"nl", "en"}
        return {inner: f"{MARK} {inner}" if texts else _marked(inner, below) for inner, below in value.items()}
    if isinstance(value, list):
        return [_marked("", below) if isinstance(below, dict) else below for below in value]
    return MARK if key in ("act", "article", "name", "number", "source", "cites", "called", "when") else value


def everything() -> dict[str, Any]:
    """A description that names every law, message, hub and national body."""

    def of(use: Use) -> list[str]:
        return [name for name, law in LAWS.items() if use in law.uses]

    terms = [name for name, law in LAWS.items() if law.terms]
    said = {language: "onze lijst" if language == "nl" else "our list" for language in LANGUAGES}
    receivers = {f"to-{name}": {"use": name} for name in KNOWN.receivers}
    via = [*({"message": name} for name in KNOWN.messages), *({"channel": name} for name in KNOWN.channels)]
    purposes = {
        f"for-{number}": {"basis": "public-task", "law": law, "plain": said} for number, law in enumerate(of(Use.BASIS))
    }
    purposes["special"] = {
        "basis": "public-task", "special": of(Use.SPECIAL), "criminal": of(Use.CRIMINAL),
        "number": of(Use.NATIONAL_NUMBER), "plain": said,
        "sector-consent": {"law": of(Use.CONSENT)[0], "asked": "yes"},
    }  # fmt: skip
    holds = {
        f"keeps-{number}": {
            "kind": "client-registration", "controller": "team", "plain": said,
            "keeps": [{"items": "all", "term": {"law": law}, "then": "delete", "set-up": "automatic"}],
        }
        for number, law in enumerate(terms)
    }  # fmt: skip
    collected = {"items": "all", "from": "client", "for": list(purposes)}
    systems = {"file": {"kind": "care-file", "controller": "team", "plain": said, "collects": [collected]}, **holds}
    ends = [*receivers, *holds]
    flows = [
        {"from": "file", "to": end, "items": "all", "mode": "copy", "via": [via[number % len(via)]], "told": "yes"}
        for number, end in enumerate(ends)
    ] + [
        {"from": "file", "to": ends[0], "items": "all", "mode": "copy", "via": [way], "mandatory": law}
        for way, law in zip(via, terms * 2, strict=False)
    ]
    return {
        "model": 1, "name": "Everything", "owner": "team",
        "organisations": {"team": {"kind": "municipality", "plain": said}, **receivers},
        "items": {name: {"category": name} for name in ("national-number", "health", "criminal", "debts", "free-text")},
        "purposes": purposes, "systems": systems, "flows": flows,
    }  # fmt: skip


@pytest.fixture
def all_to_check(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The knowledge of every country, marked but for the labels."""
    read = knowledge._data.__wrapped__

    def marked_data(folder: str) -> Any:
        found = copy.deepcopy(read(folder))
        sections = set(found) & set(knowledge.SECTIONS) - set(LABELS)
        return found | {
            section: {name: marked(section, entry) for name, entry in found[section].items()} for section in sections
        }

    def forget() -> None:
        for cached in (knowledge.of, knowledge.everywhere, knowledge._validated, knowledge._names):
            cached.cache_clear()

    forget()
    monkeypatch.setattr(knowledge, "_data", marked_data)
    yield
    monkeypatch.undo()
    forget()


def models() -> Iterator[tuple[str, Callable[[], Model], str]]:
    """Both languages where everything is named; an example in one shows that its ways are the same."""
    for language in LANGUAGES:
        yield "everything", lambda: build(everything()), language
    for name in EXAMPLES:
        yield name, lambda name=name: load(ROOT / "examples" / name), LANGUAGES[0]  # type: ignore[misc]


def answered(traces: Traces) -> Iterator[Answer]:
    """Every answer; one that rests on the law alone is refused where none of that law was read."""
    for question in questions(traces.view):
        with suppress(UnfoundedClaim):
            yield ask(traces, question.id)


def told(model: Model, audience: Audience, language: str) -> str:
    """Everything that is told of a model, one after the other."""
    traces = Traces(model, audience)
    speaker = Speaker(traces.view, language)
    answers = list(answered(traces))
    parts = [as_html(leaflet(answers, speaker)), plain(terminal.answers(answers, speaker))]
    parts += [str(answer_card.shown(card(answer, speaker))) for answer in answers]
    parts.append(answers_out(model, answers, speaker).model_dump_json())
    for item in list(traces.view.items)[:5]:  # the laws and hubs on the way are the same for each
        found = traces.of(item)
        parts += [plain(terminal.trace(traces, found, speaker)), trace_out(traces, found, speaker).model_dump_json()]
    drawn = flow_map.whole(traces.view)
    parts += [flow_map.dot(drawn, speaker), str(flow_map.table(drawn, speaker)), str(flow_map.places(drawn, speaker))]
    return "\n".join(parts)


@pytest.mark.parametrize("section", LABELS)
def test_no_label_is_to_check(section: str) -> None:
    assert [name for name, entry in knowledge.everywhere(section).items() if not entry.tellable] == []


def test_the_description_names_everything_it_can() -> None:
    said = str(everything())
    named = [*KNOWN.messages, *KNOWN.channels, *KNOWN.receivers, *(name for name, law in LAWS.items() if law.terms)]
    assert [name for name in named if f"'{name}'" not in said] == []


@pytest.mark.usefixtures("all_to_check")
@pytest.mark.parametrize(
    ("name", "model", "language"), list(models()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_nothing_to_check_reaches_a_client(name: str, model: Callable[[], Model], language: str) -> None:
    found = told(model(), Audience.CLIENT, language)
    lines = [line for line in found.splitlines() if MARK in line or str(TERM) in line]
    assert lines == [], name
    assert len(found) > 2000  # it did tell something


@pytest.mark.usefixtures("all_to_check")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_officer_sees_that_it_is_to_be_checked(language: str) -> None:
    model = build(everything())
    speaker = Speaker(View(model), language)
    report = " ".join(plain(terminal.report(audit(model), speaker)).split())
    mark = speaker.text("knowing.marked", name=f"{MARK} {MARK}")
    assert mark in report
    assert f"{MARK} {MARK}" not in report.replace(mark, "")
    traces = Traces(model)
    routes = plain(terminal.trace(traces, traces.of("debts"), speaker))
    assert speaker.text("knowing.marked", name=MARK).split()[-1] in " ".join(routes.split())
    rows = flow_map.table(flow_map.whole(traces.view), speaker)
    named = [way for row in rows for way in row.via if MARK in way]
    assert set(named) == {speaker.text("knowing.marked", name=MARK)}


def test_without_the_mark_it_would_be_told() -> None:
    """The same texts with another status do reach a client: the test above looks in the right places."""
    client = told(build(everything()), Audience.CLIENT, "nl")
    assert all(word in client for word in ("Wmo art. 5.3.4", "15 jaar", "WMO301"))
