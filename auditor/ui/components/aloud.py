"""Reading a card aloud with the browser's own voices, for who listens rather than reads. Nothing leaves the device."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from auditor.exporters.cards import Card, Said
from auditor.exporters.markup import capital
from auditor.exporters.words import Words
from auditor.texts.gate.prose import SENTENCE_END
from auditor.texts.gate.prose import words as words_in
from auditor.ui.components import answer_card

HERE: Final = Path(__file__).parent


@cache
def _component() -> Any:
    html, css, js = ((HERE / f"aloud.{part}").read_text("utf-8") for part in ("html", "css", "js"))
    return st.components.v2.component("auditor.aloud", html=html, css=css, js=js)


def show(card: Card, words: Words) -> None:
    """A button that reads this card and stops; where the device has no voice for it, that instead."""
    _component()(
        key="aloud",
        data={
            "lang": card.speaker.language,
            "said": list(said(card)),
            "read": words.say("ui.aloud.read"),
            "stop": words.say("ui.aloud.stop"),
            "none": words.say("ui.aloud.none"),
            "failed": words.say("ui.aloud.failed"),
        },
    )


def said(card: Card) -> Iterator[str]:
    """All that stands on the card, sentence by sentence and line by line; the rest of a long list too."""
    for text in _texts(card):
        yield from (sentence for sentence in SENTENCE_END.split(text) if words_in(sentence))


def _texts(card: Card) -> Iterator[str]:
    yield from answer_card.about(card)
    yield card.title
    yield from _prose(card.said)
    for _, name, part in answer_card.parts(card):
        yield name
        yield from _prose(part)


def _prose(said: Iterable[Said]) -> Iterator[str]:
    for one in said:
        yield one.text
        for line in one.lines:
            yield capital(line.text)
            yield from line.below
