"""What must hold for every statement, by properties."""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.importers import load
from auditor.model import Audience, View
from auditor.readability import Form, passages
from auditor.statement import Comparison, State, compare
from auditor.statement.lexicon import lexicon
from auditor.statement.words import Finder, folded, tokens

EXAMPLES = ("wijkteam", "mano", "pasq", "geldpunt")
SENTENCES = (
    "Wij delen uw gegevens met de gemeente.", "Wij verwerken uw naam en schulden.", "Wij bewaren dit vijf jaar.",
    "Wij verwerken geen medische gegevens.", "Uw gegevens gaan niet buiten de EU.", "We share data with the school.",
    "U heeft recht op inzage.", "Nous conservons vos données un an.", "[naam]",
    "Met wie delen wij:", "Nee.", "30 dagen",
)  # fmt: skip


@cache
def view(name: str, audience: Audience = Audience.OFFICER) -> View:
    return View(load(Path("examples") / name), audience)


def compared(name: str, text: str, language: str | None = "nl", form: Form = Form.TEXT) -> Comparison:
    return compare(view(name), passages(text, form), form, text, language)


def not_found(found: Comparison) -> set[tuple[str, str]]:
    return {
        (one.topic, one.subject.id) for one in found.wanted if one.state is State.NOT_FOUND and one.topic != "starts"
    }


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_text_that_names_everything_lacks_nothing(name: str, language: str) -> None:
    """Every first word that would be looked for, each in a paragraph about what it is about."""
    opening = {
        "terms": {"nl": "Wij bewaren dit", "en": "We keep this for", "fr": "Nous conservons ceci"},
        "data": {"nl": "Wij verwerken", "en": "We collect", "fr": "Nous traitons"},
    }
    bare = compared(name, "12345", language)
    words = [(opening.get(one.topic, {}).get(language, ""), one.looked_for[0].rstrip("…")) for one in bare.wanted]
    text = "\n\n".join(
        f"{opening} {word[:1].upper() if not opening else word[:1]}{word[1:]}." for opening, word in words
    )
    assert len(not_found(bare)) >= 5 - 2 * (name == "geldpunt")
    assert not_found(compared(name, text, language)) == set()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from(SENTENCES))
def test_one_more_sentence_never_adds_something_that_was_not_found(said: list[str], more: str) -> None:
    text = "\n\n".join(said)
    assert not_found(compared("geldpunt", f"{text}\n\n{more}")) <= not_found(compared("geldpunt", text))


ANYTHING = st.text(max_size=300) | st.lists(
    st.sampled_from((*SENTENCES, "\x00", "<a", "[", "{", "…", "|", "5", "- ")), max_size=30
).map("".join)


@settings(max_examples=40, deadline=None)
@given(ANYTHING, st.sampled_from(list(Form)), st.sampled_from(["nl", "en", "fr", None]))
def test_no_text_is_too_odd(text: str, form: Form, language: str | None) -> None:
    found = compared("pasq", text, language, form)
    lines = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) + 1
    quotes = [*found.placeholders, *(quote for one in (*found.wanted, *found.named) for quote in one.quotes)]
    assert all(1 <= quote.line <= lines for quote in quotes if form is not Form.MARKDOWN)


@given(st.lists(st.text(string.ascii_lowercase + "é -*", max_size=12), max_size=8), st.text("abcé -", max_size=60))
def test_finding_many_phrases_is_finding_each(phrases: list[str], text: str) -> None:
    """What is found together is found alone too, and nothing is left out but inside a longer one."""
    words = [token.folded for token in tokens(text)]
    together = Finder((phrase, phrase) for phrase in phrases).hits(words)
    alone = {hit for phrase in phrases for hit in Finder([(phrase, phrase)]).hits(words)}
    assert set(together) <= alone
    spans = [(hit.start, hit.end) for hit in together]
    for hit in alone - set(together):
        assert any(start <= hit.start and hit.end <= end for start, end in spans)


@pytest.mark.parametrize(
    ("word", "same"), [("Élève", "eleve"), ("œuvre", "oeuvre"), ("CAFÉ", "cafe"), ("naïef", "naief")]
)
def test_capitals_and_accents_make_no_difference(word: str, same: str) -> None:
    assert folded(word) == same


BAIT = (
    "wij delen uw gegevens niet met derden buiten de eu ", "geen gezondheid niet tenzij ", "5 jaar tot 6 jaar bewaard ",
    "wij delen gegevens niet met Abc Def of aan de school ",
    "Abc krijgt geen gegevens ", "Verwerker Abc Def ", "wij ... ", "[a ", "<a ", "Doorgifte buiten de EU: nee. ",
    "schul ", "e\u0301\u0301\u0301 ",
)  # fmt: skip


@pytest.mark.parametrize("bait", BAIT)
def test_ten_times_the_text_takes_about_ten_times_as_long(bait: str) -> None:
    """Counted in steps of the interpreter, not in seconds, so that a busy machine makes no difference."""
    compared("geldpunt", bait * 3)
    short, long = (steps(bait, size) for size in (2_000, 20_000))
    assert long < 15 * short + 1000


def steps(bait: str, size: int) -> int:
    import sys

    count = 0

    def step(*_: object) -> None:
        nonlocal count
        count += 1

    text = (bait * (size // len(bait) + 1))[:size]
    read = passages(text, Form.TEXT)
    lexicon("nl")
    sys.setprofile(step)
    try:
        compare(view("geldpunt"), read, Form.TEXT, text, "nl")
    finally:
        sys.setprofile(None)
    return count
