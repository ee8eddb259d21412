"""The plain-language gate, run on the cases of gate_cases.yaml."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.texts.gate import RULES, Failure, MissingToolError, check, languages
from auditor.texts.gate.frequency import _ranks
from auditor.texts.gate.lists import lists
from auditor.texts.gate.passive import is_passive
from auditor.texts.gate.spelling import Speller, misspelt

CASES = yaml.safe_load(Path(__file__).with_name("gate_cases.yaml").read_text(encoding="utf-8"))
NOT_IN_ENGLISH = {"G17"}  # English has one form of address

SOUND = (
    "Wij bewaren uw dossier 15 jaar. Die tijd begint als uw hulp stopt. Dat moet van de wet. "
    "Daarna gooien wij uw dossier weg."
)


def run(case, lang):
    extras = {key: case[key] for key in ("names", "required", "bullets") if key in case}
    return check(case["body"], lang, **extras)


def by_language(section):
    return [
        pytest.param(lang, case, id=f"{lang}: {name}")
        for lang, cases in CASES[section].items()
        for name, case in cases.items()
    ]


SAMPLES = [
    pytest.param(lang, case, id=f"{lang}: {name}")
    for name, languages_ in CASES["samples"].items()
    for lang, case in languages_.items()
]


@pytest.mark.parametrize(("lang", "case"), SAMPLES)
def test_sample_passes_with_the_measures_it_was_written_with(lang, case):
    report = run(case, lang)
    assert report.ok, report
    measures = report.measures
    assert {
        "words": measures.words,
        "sentences": measures.sentences,
        "mean": round(measures.mean, 2),
        "longest": measures.longest,
        "lix": pytest.approx(measures.lix, abs=0.051),
        "rare": list(measures.rare),
        "passive": len(measures.passive),
    } == case["measures"]


def test_there_are_twelve_samples_in_both_languages():
    assert len(CASES["samples"]) == 12
    assert all(sample.keys() == {"nl", "en"} for sample in CASES["samples"].values())


@pytest.mark.parametrize(("lang", "lix", "mean"), [("nl", 20.0, 7.4), ("en", 15.7, 7.4)])
def test_the_samples_as_a_whole_stay_far_below_the_limits(lang, lix, mean):
    """The first row of the table with which limits are compared; who changes a sample or a limit makes it again."""
    found = [run(sample[lang], lang).measures for sample in CASES["samples"].values()]
    assert round(sum(measures.lix for measures in found) / len(found), 1) == lix
    assert round(sum(measures.mean for measures in found) / len(found), 1) == mean
    assert sum(measures.rare_share for measures in found) / len(found) < 0.01


@pytest.mark.parametrize(
    ("lang", "limits"),
    [
        ("nl", {"words": (15, 75), "mean": 10, "longest": 15, "lix": 37, "rare_share": 0.05, "long_share": 0.08}),
        ("en", {"words": (15, 85), "mean": 11, "longest": 17, "lix": 32, "rare_share": 0.04, "long_share": 0.05}),
    ],
)
def test_the_limits_are_those_that_were_measured(lang, limits):
    """Who changes one measures the samples again, and other plain, ordinary and legal texts."""
    both = {"sentences": 9, "rare_words": 2, "rare_in_item": 1, "long_in_item": 1, "jargon": 1, "commas": 2}
    both |= {"negations": 1, "questions": 1, "long_letters": 12 if lang == "nl" else 11}
    assert lists(lang).limits.model_dump() == limits | both


@pytest.mark.parametrize(("lang", "case"), by_language("broken"))
def test_broken_answer_fails_by_exactly_its_rule(lang, case):
    report = run(case, lang)
    assert list(report.rules) == case["fails"], report


@pytest.mark.parametrize(("lang", "case"), by_language("sound"))
def test_sound_answer_passes(lang, case):
    report = run(case, lang)
    assert report.ok, report


@pytest.mark.parametrize("name", CASES["tricks"])
def test_text_that_fools_one_measure_is_caught_by_another(name):
    case = CASES["tricks"][name]
    report = run(case, "nl")
    assert list(report.rules) == case["fails"], report


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_rule_is_broken_alone_by_some_case(lang):
    alone = {case["fails"][0] for case in CASES["broken"][lang].values() if len(case["fails"]) == 1}
    expected = set(RULES) - (NOT_IN_ENGLISH if lang == "en" else set())
    assert alone == expected


def test_rules_are_numbered_without_gaps():
    assert list(RULES) == [f"G{number}" for number in range(1, 21)]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(("section", "expected"), [("passive_sentences", True), ("active_sentences", False)])
def test_passive(lang, section, expected):
    sentences = CASES[section][lang]
    wrong = [sentence for sentence in sentences if is_passive(sentence, lists(lang).passive) != expected]
    assert wrong == []


class TestFailure:
    def test_carries_rule_value_and_limit(self):
        longest = "Wij bewaren uw dossier en uw brieven 15 jaar en dan gooien wij uw dossier weg voor u."
        assert check(f"{longest} Dat moet.", "nl").failures == (Failure("G4", 18, 15),)

    def test_names_the_words_that_caused_it(self):
        failure = check(SOUND.replace("Daarna", "Indien nodig"), "nl").failures[0]
        assert (failure.rule, failure.measured, failure.limit) == ("G11", 2, 0)
        assert failure.found == ("indien", "indien nodig")

    def test_can_be_read(self):
        report = check("Wij bewaren uw dosier.", "nl")
        assert str(report).splitlines() == [
            "G1 words in the body: 4, at least 15",
            "G6 uncommon words: 0.25, at most 0.05 (dosier)",
            "G20 misspelt words: 1, at most 0 (dosier)",
        ]
        assert str(check(SOUND, "nl")) == "passes"

    def test_is_frozen(self):
        report = check(SOUND, "nl")
        with pytest.raises(dataclasses.FrozenInstanceError):
            report.lang = "en"
        with pytest.raises(dataclasses.FrozenInstanceError):
            report.measures.words = 1


class TestNames:
    NAME = "Stichting Zorgexpertise (Noordoost, Zuidwest) van der Qwzxburg B.V."
    BODY = f"Uw dossier staat bij {NAME} Dat bedrijf helpt ons. Bel ons als u iets wilt vragen."

    def test_odd_words_count_for_length_and_for_nothing_else(self):
        masked, bare = check(self.BODY, "nl", names=[self.NAME]), check(self.BODY, "nl")
        assert masked.ok, masked
        assert masked.measures.words == bare.measures.words == 24
        assert masked.measures.longest == 13
        assert masked.measures.rare == masked.measures.marks == masked.measures.misspelt == ()
        assert set(bare.rules) >= {"G6", "G15", "G20"}

    def test_a_long_name_makes_a_sentence_too_long(self):
        assert check(self.BODY.replace("staat", "staat al een paar jaar"), "nl", names=[self.NAME]).rules == ("G4",)

    def test_a_name_is_a_whole_word(self):
        assert check(SOUND.replace("dossier", "dosier"), "nl", names=["dos"]).measures.misspelt == ("dosier",)

    def test_a_name_may_get_a_capital_and_an_ending(self):
        body = f"Qwzx-land helpt u. De qwzxmensen lezen Qwzx-land’s brief. {SOUND}"
        report = check(body, "nl", names=["qwzx-land"])
        assert report.measures.misspelt == report.measures.rare == ("qwzxmensen",)

    def test_a_name_inside_a_name_stays_whole(self):
        body = f"{SOUND} Bel dan met Qwzx Vbnm."
        assert check(body, "nl", names=["Vbnm", "Qwzx Vbnm", "Qwzx"]).ok

    def test_the_same_name_twice_in_a_row_is_dirt(self):
        report = check(f"{SOUND} Bel dan met Qwzx Qwzx.", "nl", names=["Qwzx"])
        assert report.measures.dirt == ("double word: Qwzx",)

    def test_a_promised_fact_may_be_a_name(self):
        assert check(self.BODY, "nl", names=[self.NAME], required=["Qwzxburg"]).ok


class TestBullets:
    @given(st.lists(st.sampled_from(["de gemeente", "uw huisarts", "de school van uw kind"]), max_size=12))
    def test_do_not_change_the_length_measures(self, bullets):
        alone, listed = check(SOUND, "nl").measures, check(SOUND, "nl", bullets=bullets).measures
        for name in ("words", "sentences", "mean", "longest", "lix", "commas"):
            assert getattr(listed, name) == getattr(alone, name)

    def test_do_not_speak_to_the_reader_for_the_body(self):
        body = "Het dossier blijft 15 jaar bij het wijkteam. Die tijd begint als de hulp stopt."
        assert check(body, "nl", bullets=["uw huisarts", "uw school"]).rules == ("G16",)

    def test_mix_u_and_je_with_the_body(self):
        assert check(SOUND, "nl", bullets=["de gemeente", "je school"]).rules == ("G17",)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_an_empty_answer_fails_and_does_not_crash(lang):
    assert check("", lang).rules == ("G1", "G16", "G19")


@settings(max_examples=50)
@given(body=st.text(max_size=200), name=st.text(max_size=5), lang=st.sampled_from(["nl", "en"]))
def test_any_text_can_be_measured(body, name, lang):
    report = check(body, lang, names=[name], bullets=[body])
    assert report == check(body, lang, names=[name], bullets=[body])
    assert all(f.measured != f.limit and f.rule in RULES for f in report.failures)


def test_typographic_and_composed_letters_are_the_same_letters():
    body = "Do you have a question? We don't mind. You can always ask your helper a question in the café here."
    other = body.replace("'", "’").replace("é", "e\N{COMBINING ACUTE ACCENT}")
    assert check(body, "en").measures == check(other, "en").measures


def test_unknown_language_is_refused_with_the_known_ones():
    assert languages() == ("en", "nl")
    with pytest.raises(ValueError, match=r"'pl'.*en, nl"):
        check("Dobry.", "pl")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_mask_breaks_no_rule(lang):
    mask = lists(lang).mask
    assert misspelt([mask], lang) == frozenset()
    assert check(mask, lang).measures.rare == ()


class TestTools:
    def test_spelling_knows_compounds_with_a_hyphen(self):
        words = ["WhatsApp-bericht", "dosier", "Dosier-map", "collega’s", "e-mail", "2026"]
        assert misspelt(words, "nl") == {"dosier", "Dosier-map"}

    def test_many_words_at_once(self):
        bodies = [sample["nl"]["body"] for sample in CASES["samples"].values()]
        words = sorted({word for body in bodies for word in re.findall(r"\w+", body)})
        assert len(words) > 200  # more than one batch
        assert Speller("nl_NL").misspelt(["dosier", *words, "dosierr"]) == {"dosier", "dosierr"}

    def test_without_wordfreq_the_gate_says_how_to_install_it(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "wordfreq", None)
        with pytest.raises(MissingToolError, match=r"pip install .*\[dev\]"):
            _ranks.__wrapped__("nl")

    def test_without_hunspell_the_gate_says_how_to_install_it(self, monkeypatch):
        monkeypatch.setenv("PATH", "")
        with pytest.raises(MissingToolError, match="apt-get install hunspell hunspell-nl hunspell-en-gb"):
            Speller("nl_NL")

    def test_without_the_dictionary_the_gate_says_which(self):
        with pytest.raises(MissingToolError, match="dictionary xx_XX does not work"):
            Speller("xx_XX")

    def test_a_process_that_stops_is_never_a_pass(self):
        speller = Speller("nl_NL")
        speller.close()
        with pytest.raises((MissingToolError, ValueError)):
            speller.misspelt(["huis"])

    def test_importing_the_gate_needs_neither(self):
        code = "import sys, auditor.texts.gate; sys.exit('wordfreq' in sys.modules)"
        subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
