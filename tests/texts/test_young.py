"""Dutch with `u` said with `je`: right, or left to people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from auditor import knowledge
from auditor.exporters.words import Words
from auditor.importers import load
from auditor.texts import MissingText, Speech, catalogue
from auditor.texts.young import speaks_to_reader, to_young
from auditor.values import Text

SURE = {
    "als uw hulp stopt": "als je hulp stopt",
    "Uw hulpverlener": "Je hulpverlener",
    "als u schulden heeft": "als je schulden hebt",
    "of u een tolk nodig heeft": "of je een tolk nodig hebt",
    "welk soort telefoon u heeft": "welk soort telefoon je hebt",
    "wat de rechter over u heeft beslist": "wat de rechter over je heeft beslist",
    "als uw dochter hulp heeft": "als je dochter hulp heeft",
    "als u jeugdhulp krijgt": "als je jeugdhulp krijgt",
    "wat u door een ziekte niet kunt": "wat je door een ziekte niet kunt",
    "of u lid bent van een vakbond": "of je lid bent van een vakbond",
    "als de huisarts u naar ons stuurt": "als de huisarts je naar ons stuurt",
    "een foto van u": "een foto van jou",
    "Wij weten dat dit van u komt.": "Wij weten dat dit van jou komt.",
    "Dan mag u dat weten.": "Dan mag je dat weten.",
    "U moet het uzelf vragen.": "Je moet het jezelf vragen.",
    "u": "jij",
    "de gemeente": "de gemeente",
    "het nummer van uw bank en uw naam": "het nummer van je bank en je naam",
}
NOT_SURE = (
    "dan krijgt u een brief",
    "Wie helpt u?",
    "Heeft u schulden?",
    "u heeft recht op dit antwoord",
    "hoe u zich voelt",
    "u en uw kind te helpen",
    "als iemand u heeft gebeld",
    "als u iemand heeft",
    "uw kind en u",
)


@pytest.mark.parametrize(("formal", "young"), SURE.items())
def test_what_is_sure_is_said(formal: str, young: str) -> None:
    assert to_young(formal) == young


@pytest.mark.parametrize("formal", NOT_SURE)
def test_what_is_not_sure_is_left_to_people(formal: str) -> None:
    assert to_young(formal) is None


@given(st.text(alphabet="uwU e,.thijk", max_size=40))
def test_never_speaks_in_two_ways(text: str) -> None:
    young = to_young(text)
    assert young is None or not speaks_to_reader(young)


# all that a card can hold

CARD = ("answer.", "strength.", "card.", "label.", "duration.", "ui.card.", "ui.below.", "ui.law.", "ui.about")


@pytest.mark.parametrize("key", sorted(key for key in catalogue("nl").keys() if key.startswith(CARD)))  # noqa: SIM118
def test_every_text_of_a_card_is_said_to_a_young_person(key: str) -> None:
    for form in catalogue("nl", Speech.YOUNG).forms(key):
        assert not speaks_to_reader(form)


def test_what_is_said_apart_does_not_follow() -> None:
    """A text of its own that says what follows anyway is one text too many."""
    young = catalogue("nl", Speech.YOUNG)
    for key, said in young.own.items():
        assert to_young(catalogue("nl").text(key)) != said, key


def texts_of(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name))
    elif isinstance(value, dict | tuple | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_of(part)


def test_all_that_the_knowledge_says_to_clients_is_said_to_a_young_person() -> None:
    words = Words("nl", speech=Speech.YOUNG)
    for section in (
        "categories",
        "subjects",
        "events",
        "receivers",
        "laws",
        "system-kinds",
        "carrier-kinds",
        "questions",
    ):
        for name, entry in knowledge.everywhere(section).items():
            for form in ("plain", "act_plain", "asks", "strength_note"):
                text = getattr(entry, form, None)
                if isinstance(text, Text) and text.said_in("nl"):
                    assert not speaks_to_reader(words.spoken(text) or ""), (section, name)


@pytest.mark.parametrize(
    "folder", sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
)
def test_an_example_speaks_to_a_young_person(folder: Path) -> None:
    words = Words("nl", speech=Speech.YOUNG)
    for text in texts_of(load(folder)):
        said = words.spoken(text)
        assert said is None or not speaks_to_reader(said)


def test_words_that_nobody_wrote_with_je_are_missing() -> None:
    words = Words("nl", speech=Speech.YOUNG)
    with pytest.raises(MissingText):
        words.spoken(Text({"nl": "dan krijgt u een brief"}))
    assert (
        words.spoken(Text({"nl": "dan krijgt u een brief", "je": "dan krijg je een brief"})) == "dan krijg je een brief"
    )
