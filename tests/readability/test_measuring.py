"""The figures of a text are those of the gate; without a tool the others are made, and the gate skips nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.readability import Figure, Form, Measure, Tool, figures, passages
from auditor.texts.gate import MissingToolError, check, frequency
from auditor.texts.gate.lists import lists
from auditor.texts.gate.spelling import misspelt

CASES = yaml.safe_load((Path(__file__).parents[1] / "texts" / "gate_cases.yaml").read_text(encoding="utf-8"))
SAMPLES = [(lang, case["body"]) for sample in CASES["samples"].values() for lang, case in sample.items()]


def measured(text: str, lang: str = "nl", form: Form = Form.TEXT) -> dict[Measure, Figure]:
    return {figure.measure: figure for figure in figures(passages(text, form), lang)}


def words(figure: Figure) -> list[str]:
    return [found.text for found in figure.found]


@pytest.mark.parametrize(("lang", "body"), SAMPLES)
def test_a_sample_answer_has_the_figures_that_the_gate_measures(lang: str, body: str) -> None:
    found, of_gate = measured(body, lang), check(body, lang).measures
    assert (found[Measure.WORDS].value, found[Measure.SENTENCES].value) == (of_gate.words, of_gate.sentences)
    assert (found[Measure.MEAN].value, found[Measure.LONGEST].value) == (of_gate.mean, of_gate.longest)
    assert found[Measure.LIX].value == of_gate.lix
    assert found[Measure.UNCOMMON_SHARE].value == 100 * of_gate.rare_share
    assert sorted(words(found[Measure.UNCOMMON])) == list(of_gate.rare)
    assert found[Measure.LONG_SHARE].value == 100 * of_gate.long_share
    assert found[Measure.PASSIVE].value == len(of_gate.passive)
    assert found[Measure.UNEXPLAINED].value == len(of_gate.unexplained)
    assert found[Measure.JARGON].value == len(of_gate.jargon)
    assert found[Measure.NEGATIONS].value == of_gate.negations
    assert (found[Measure.COMMAS].value, found[Measure.QUESTIONS].value) == (of_gate.commas, of_gate.questions)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_beside_every_figure_stands_the_limit_of_the_gate(lang: str) -> None:
    limits = lists(lang).limits
    found = measured("Wij.", lang)
    assert [measure for measure in Measure if measure not in found] == ([] if lang == "nl" else [Measure.ADDRESS])
    assert list(found) == sorted(found, key=list(Measure).index)
    assert (found[Measure.WORDS].least, found[Measure.WORDS].most) == limits.words
    most = {
        "sentences": limits.sentences, "mean": limits.mean, "longest": limits.longest, "lix": limits.lix,
        "uncommon-share": 100 * limits.rare_share, "uncommon": limits.rare_words, "commas": limits.commas,
        "long-share": 100 * limits.long_share, "jargon": limits.jargon, "negations": limits.negations,
        "questions": limits.questions, "address": 1,
    }  # fmt: skip
    others = {str(measure): figure.most for measure, figure in found.items() if measure is not Measure.WORDS}
    assert others == {name: most.get(name, 0) for name in others}


def test_every_word_is_named_with_its_lines() -> None:
    text = (
        "Uw dossier wordt gelezen door derden.\n\nDe server (groot) is niet van niemand.\n\n"
        "Indien u belt, lezen derden de curatele-brief i.v.m. je zaak.\n"
    )
    found = measured(text)
    assert found[Measure.LONGEST].found[0].lines == (5,)
    assert [(one.text, one.lines) for one in found[Measure.UNPLAIN].found] == [("derden", (1, 5)), ("indien", (5,))]
    assert words(found[Measure.UNEXPLAINED]) == ["server", "curatele"]
    assert words(found[Measure.PASSIVE]) == ["Uw dossier wordt gelezen door derden."]
    assert words(found[Measure.NEGATIONS]) == ["De server (groot) is niet van niemand."]
    assert {"(", ")"} < set(words(found[Measure.MARKS]))
    assert (found[Measure.ADDRESS].value, words(found[Measure.ADDRESS])) == (2, ["uw", "je"])


def test_an_address_is_one_ordinary_word() -> None:
    found = measured("Mail privacy@ons-team.nl of kijk op https://www.voorbeeld.nl/derden/a.")
    assert found[Measure.WORDS].value == 6
    assert found[Measure.UNPLAIN].value == 0
    assert words(found[Measure.LONGEST]) == ["Mail privacy@ons-team.nl of kijk op https://www.voorbeeld.nl/derden/a."]


def test_a_text_without_any_end_is_measured_whole() -> None:
    found = measured("wij geven dat aan derden " * 2000)
    assert found[Measure.LONGEST].value == 10000
    assert found[Measure.UNPLAIN].value == 2000


@pytest.fixture
def _no_tools(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    monkeypatch.setenv("PATH", "")
    for cached in (frequency._ranks, frequency.is_common):
        cached.cache_clear()
    yield
    for cached in (frequency._ranks, frequency.is_common):
        cached.cache_clear()


@pytest.mark.usefixtures("_no_tools")
def test_without_the_tools_the_other_figures_are_made() -> None:
    found = measured("Wij lezen uw dosier.")
    assert {str(measure): figure.missing for measure, figure in found.items() if figure.missing} == {
        "uncommon-share": Tool.WORDFREQ, "uncommon": Tool.WORDFREQ, "misspelt": Tool.HUNSPELL,
    }  # fmt: skip
    assert all((figure.value is None) == (figure.missing is not None) for figure in found.values())


@pytest.mark.usefixtures("_no_tools")
def test_without_the_tools_the_gate_still_skips_no_rule() -> None:
    with pytest.raises(MissingToolError):
        check("Wij lezen uw dossier.", "nl")


def test_spelling_of_a_whole_text_is_that_of_its_words() -> None:
    said = ["WhatsApp-bericht", "dosier", "Dosier-map", "collega’s", "e-mail", "2026", "wijkteam", "één"]
    assert misspelt(said, "nl", at_once=True) == misspelt(said, "nl") == {"dosier", "Dosier-map"}


def test_a_dictionary_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DICPATH", "/nowhere")
    monkeypatch.setattr(
        "auditor.texts.gate.spelling.lists", lambda lang: lists(lang).model_copy(update={"dictionary": "xx"})
    )
    with pytest.raises(MissingToolError, match="dictionary xx does not work"):
        misspelt(["huis"], "nl", at_once=True)


@settings(max_examples=20)  # every one starts Hunspell
@given(st.text(max_size=120), st.sampled_from(Form), st.sampled_from(["nl", "en"]))
def test_any_text_can_be_measured(text: str, form: Form, lang: str) -> None:
    if found := passages(text, form):
        assert figures(found, lang)
