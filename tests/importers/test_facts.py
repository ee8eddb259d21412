"""What somebody wrote is what the model says: four states apart, words in every language, terms exactly."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from auditor.errors import InvalidModel
from auditor.importers import load
from auditor.model import Model
from auditor.model.elements import System
from auditor.model.facts import State, Unknown, YesNo, state_of, stated
from auditor.values import Text

HEAD = """\
model: 1
name: Team
owner: team
organisations: {team: {kind: welfare}}
roles: {helper: {of: team}}
items: {notes: {category: free-text}, score: {category: unknown}}
"""


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def of(text: str) -> Model:
        (tmp_path / "model.yaml").write_text(HEAD + text, encoding="utf-8")
        return load(tmp_path)

    return of


@pytest.fixture
def fact(read: Any) -> Any:
    return lambda text: read(f"systems:\n  mail:\n    official: {text}\n").systems["mail"].official


YES = ["yes", "Yes", "YES", "true", "True", "ja", "Ja", "'yes'"]
NO = ["no", "No", "NO", "false", "FALSE", "nee", "Nee", "'no'"]
NOT_APPLICABLE = ["not-applicable", "n/a", "N/A", "nvt"]


@pytest.mark.parametrize(
    ("text", "state"),
    [(text, State.YES) for text in YES]
    + [(text, State.NO) for text in NO]
    + [(text, State.NOT_APPLICABLE) for text in NOT_APPLICABLE]
    + [(text, State.UNKNOWN) for text in ("unknown", "{unknown: {who: helper}}")],
)
def test_four_states(fact: Any, text: str, state: State) -> None:
    found = fact(text)
    assert state_of(found) is state
    assert isinstance(found, Unknown) == (state is State.UNKNOWN)
    assert stated(found) == (None if state is State.UNKNOWN else YesNo(state.value))


def test_silence_is_neither_unknown_nor_no(read: Any) -> None:
    system = read("systems: {mail: {}}\n").systems["mail"]
    assert system.official is None
    assert system.keeps is None
    assert state_of(system.official) is State.UNKNOWN


def test_four_states_are_four_values(fact: Any) -> None:
    found = [fact(text) for text in ("yes", "no", "not-applicable", "unknown")]
    assert all(one != other for place, one in enumerate(found) for other in [*found[:place], None])


@pytest.mark.parametrize(
    "text", ["unknown", "'unknown'", "{unknown: }", "{unknown: {}}", "\n      unknown:\n", "{unknown: null}"]
)
def test_unknown_in_every_spelling(fact: Any, text: str) -> None:
    assert fact(text) == Unknown()


@pytest.mark.parametrize(
    ("text", "who", "by"),
    [
        ("{unknown: {who: helper, by: 2026-12-01}}", "helper", date(2026, 12, 1)),
        ("{unknown: {who: team}}", "team", None),
        ("{unknown: {by: '2026-02-28'}}", None, date(2026, 2, 28)),
        ("\n      unknown:\n        who: helper\n        by: 2028-02-29\n", "helper", date(2028, 2, 29)),
    ],
)
def test_unknown_may_say_who_finds_out_and_when(fact: Any, text: str, who: str | None, by: date | None) -> None:
    found = fact(text)
    assert (found.who, found.by, found.note) == (who, by, None)


def test_unknown_may_have_a_note_in_two_languages(fact: Any) -> None:
    note = fact("{unknown: {note: {nl: Wie weet dit?, en: Who knows this?}}}").note
    assert note.said_in("nl") == "Wie weet dit?"
    assert note.said_in("en") == "Who knows this?"


@pytest.mark.parametrize(
    "key", ["kind", "controller", "processor", "located", "safeguard", "keeps", "access", "decides", "official"]
)
def test_whatever_can_be_unknown_of_a_system(read: Any, key: str) -> None:
    model = read(f"systems:\n  a: {{{key}: unknown}}\n  b: {{{key}: {{unknown: {{who: helper, by: 2026-12-01}}}}}}\n")
    assert getattr(model.systems["a"], key) == Unknown()
    assert getattr(model.systems["b"], key) == Unknown(who="helper", by=date(2026, 12, 1))


@pytest.mark.parametrize("key", ["items", "for", "mode", "becomes", "scope", "happens", "told", "encrypted"])
def test_whatever_can_be_unknown_of_a_flow(read: Any, key: str) -> None:
    said = {"items": "all", "mode": "copy", key: "unknown"}
    text = ", ".join(f"{name}: {value}" for name, value in said.items())
    flow = read(f"systems: {{mail: {{}}}}\nflows: [{{from: mail, to: team, {text}}}]\n").flows[0]
    assert flow.model_dump(mode="json")[key] == "unknown"


def test_an_unknown_list_is_no_empty_list(read: Any) -> None:
    complete = "access-complete: {on: 2026-10-01, by: helper}"
    model = read(f"systems: {{a: {{access: unknown}}, b: {{access: [], {complete}}}}}\n")
    assert model.systems["a"].access != model.systems["b"].access == ()


@pytest.mark.parametrize(("text", "key"), [("access: []", "empty-access"), ("keeps: []", "empty-keeps")])
def test_an_empty_list_that_says_nothing_is_refused(read: Any, text: str, key: str) -> None:
    with pytest.raises(InvalidModel) as error:
        read(f"systems: {{a: {{{text}}}}}\n")
    [problem] = error.value.problems
    assert (problem.key, problem.where) == (f"problem.{key}", f"systems.a.{text.partition(':')[0]}")


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("ons programma", {"nl": "ons programma", "en": "ons programma", "no": "ons programma"}),
        ("{nl: ons programma, en: our program}", {"nl": "ons programma", "en": "our program", "no": None}),
        ("{nl: ons programma}", {"nl": "ons programma", "en": None}),
        ("{no: programmet vårt, en: our program}", {"no": "programmet vårt", "nl": None}),
        ("'  blanks around  '", {"nl": "blanks around"}),
        ("'12'", {"nl": "12"}),
        ("no", {"nl": "no"}),
    ],
)
def test_texts_are_for_every_language_or_for_the_ones_that_stand_there(
    read: Any, text: str, languages: dict[str, str | None]
) -> None:
    plain: Text = read(f"systems: {{mail: {{plain: {text}}}}}\n").systems["mail"].plain
    assert {language: plain.said_in(language) for language in languages} == languages


def test_norway_is_a_country(read: Any) -> None:
    system: System = read("systems: {mail: {located: [NO, NL]}}\n").systems["mail"]
    assert system.located == ("NO", "NL")


@pytest.mark.parametrize(
    "term",
    ["15 years", "28 dagen", "28 days", "30 days", "1 month", "1 maand", "12 months", "P1Y6M", "P30D", "P1M", "P0Y6M",
     "1 jaar", "2 weken", "P2W", "12 maanden", "365 days", "P12M"],
)  # fmt: skip
def test_a_term_stays_exactly_as_given(read: Any, term: str) -> None:
    kept = read(f"systems: {{mail: {{keeps: [{{term: {term}}}]}}}}\n").systems["mail"].keeps
    assert kept[0].term.root == term
    assert kept[0].model_dump(mode="json")["term"] == term


def test_terms_of_one_length_are_not_one_term(read: Any) -> None:
    terms = ["30 days", "1 month", "4 weeks", "28 days", "P1M", "1 year", "12 months", "365 days"]
    text = ", ".join(f"{{term: {term}}}" for term in terms)
    kept = read(f"systems: {{mail: {{keeps: [{text}]}}}}\n").systems["mail"].keeps
    assert len({rule.term for rule in kept}) == len(terms)


@pytest.mark.parametrize("text", ["notes", "[notes]", "\n            - notes"])
def test_one_or_a_list_of_one_is_the_same(read: Any, text: str) -> None:
    collects = read(f"systems:\n  mail:\n    collects:\n      - from: client\n        items: {text}\n").systems["mail"]
    assert collects.collects[0].items == ("notes",)
    assert collects.collects[0].from_ == ("client",)


def test_all_is_a_word_and_no_id(read: Any) -> None:
    collects = read("systems: {mail: {collects: [{items: all, from: [client, observed]}]}}\n").systems["mail"].collects
    assert collects[0].items == "all"
    assert collects[0].scope == "all"


def test_a_processor_and_a_channel_can_be_named_alone(read: Any) -> None:
    short = (
        "{mail: {processor: team}, file: {}}\nflows: [{from: mail, to: file, items: all, mode: copy, via: vecozo}]\n"
    )
    long = (
        "{mail: {processor: [{organisation: team}]}, file: {}}\n"
        "flows: [{from: mail, to: file, items: all, mode: copy, via: [{channel: vecozo}]}]\n"
    )
    assert read(f"systems: {short}").model_dump() == read(f"systems: {long}").model_dump()


def test_days_are_days(read: Any) -> None:
    assert read("checked: {on: 2026-10-12, by: helper}\n").checked.on == date(2026, 10, 12)


@pytest.mark.parametrize("day", ["0", "86400", "2026-10-12T00:00:00", "'1760227200'"])
def test_a_day_is_written_as_a_day(read: Any, day: str) -> None:
    with pytest.raises(InvalidModel):
        read(f"checked: {{on: {day}, by: helper}}\n")


def test_the_version_of_the_form_is_a_number(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(HEAD.replace("model: 1", "model: true"))
    with pytest.raises(InvalidModel):
        load(tmp_path)
