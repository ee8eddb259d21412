"""One text that a client will read: what is not plain about it, and what is fine although it looks like that."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.advice import Kind, Names, Why, judge
from tests.examples import times


def whys(text: str, language: str = "nl", kind: Kind = Kind.LABEL, names: tuple[str, ...] = ()) -> list[str]:
    return [hint.why for hint in judge(text, language, kind, Names(names))]


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("de server van ons team", "nl", "jargon"),
        ("de FG van de gemeente", "nl", "jargon"),
        ("andere partijen", "nl", "vague"),
        ("de brief omtrent uw hulp", "nl", "formal"),
        ("de brief die u op de hoogte houdt", "nl", "idiom"),
        ("de gemeentelijke schuldhulpverlening", "nl", "long-words"),
        ("wat u niet zegt aan niemand", "nl", "negations"),
        ("uw adres (oud)", "nl", "marks"),
        ("uw school/werk", "nl", "marks"),
        ("je school", "nl", "says-je"),
        ("uw school", "je", "says-u"),
        ("de brief van {naam}", "nl", "dirt"),
        ("de  brief", "nl", "dirt"),
        ("de brief van van ons", "nl", "twice"),
        ("De brief", "nl", "capital"),
        ("Dossier", "nl", "capital"),
        ("de brief.", "nl", "full-stop"),
        ("de brief die wij aan u en aan uw school sturen", "nl", "too-long"),
        ("our server", "en", "jargon"),
        ("third parties", "en", "vague"),
        ("the letter regarding your help", "en", "formal"),
        ("people in the loop", "en", "idiom"),
        ("the international correspondence", "en", "long-words"),
        ("what you do not tell nobody", "en", "negations"),
        ("your school/work", "en", "marks"),
        ("the letter of None", "en", "dirt"),
        ("the the letter", "en", "twice"),
        ("The letter", "en", "capital"),
        ("the letter!", "en", "full-stop"),
        ("the letter that we send to you and to your school", "en", "too-long"),
    ],
)
def test_a_label_that_breaks_one_rule(text: str, language: str, why: str) -> None:
    assert whys(text, language) == [why]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("de gemeente", "nl"),
        ("als u jeugdhulp krijgt", "nl"),
        ("USB-stick", "nl"),
        ("DigiD", "nl"),
        ("Veilig Thuis", "nl"),
        ("Leger des Heils", "nl"),
        ("het bedrijf Zorg B.V.", "nl"),
        ("de app Relevante Zorg", "nl"),  # a name may hold what is vague elsewhere
        ("uw telefoonnummer en uw hulpverlener", "nl"),  # long, but of the client's own world
        ("je school", "je"),
        ("3 brieven", "nl"),
        ("the council", "en"),
        ("your file", "en"),
        ("De Brief.", "pl"),  # no word lists
        ("", "nl"),
        ("אבג", "nl"),
    ],
)
def test_a_label_that_is_fine(text: str, language: str) -> None:
    assert whys(text, language) == []


def test_a_name_of_the_description_is_not_ours_to_rewrite() -> None:
    assert whys("Humanitas") == ["capital"]
    assert whys("Humanitas", names=("Humanitas", "Iemand Anders")) == []
    assert whys("De Server B.V.", names=("De Server B.V.",)) == []
    assert whys("de brief van Derden (Noord)", names=("Derden (Noord)",)) == []


def test_the_words_are_named_as_they_stand_each_once() -> None:
    (hint,) = judge("de FG en de FG van de AVG", "nl")
    assert (hint.why, hint.words) == (Why.JARGON, ("FG", "AVG"))


def test_a_condition_may_be_longer_than_a_label_and_has_the_same_shape() -> None:
    said = "als u dat zelf aan ons of aan uw hulpverlener vraagt"
    assert whys(said) == ["too-long"]
    assert whys(said, kind=Kind.PHRASE) == []
    assert whys(f"{said} of in een brief van uw huisarts", kind=Kind.PHRASE) == ["too-long"]
    assert whys("Als u dat vraagt.", kind=Kind.PHRASE) == ["capital", "full-stop"]


def test_sentences_have_capitals_and_full_stops_and_may_not_be_long() -> None:
    assert (
        whys("Stuur ons een brief. Mail naar privacy@ons_team.nl of kijk op https://a.nl/b.", kind=Kind.SENTENCES) == []
    )
    long = "Stuur ons een brief als u iets wilt vragen over uw hulp of over uw dossier bij ons."
    (hint,) = judge(f"Bel ons. {long}", "nl", Kind.SENTENCES)
    assert (hint.why, hint.words, hint.most) == (Why.LONG_SENTENCE, (long,), 15)


@settings(max_examples=times(50))
@given(st.text(max_size=60), st.sampled_from(["nl", "en", "je"]), st.sampled_from(Kind), st.text(max_size=5))
def test_any_text_can_be_judged(text: str, language: str, kind: Kind, name: str) -> None:
    assert judge(text, language, kind, Names([name])) == judge(text, language, kind, Names([name]))
