"""Phrases without what they rest on, so that two of them can be compared and put in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any

from auditor.results import Phrases, Sentence
from auditor.values import Part, Text, months_and_days


def canonical(sentence: Sentence) -> Sentence:
    """The same phrase, without the parts of the description it rests on."""
    params = {name: _bare(value) for name, value in sentence.params.items()}
    bullets = tuple(canonical(bullet) for bullet in sentence.bullets)
    return replace(sentence, params=params, rests_on=(), bullets=bullets)


def _bare(value: Any) -> Any:
    if isinstance(value, Sentence):
        return canonical(value)
    return Phrases(tuple(_bare(one) for one in value.of)) if isinstance(value, Phrases) else value


def once(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Phrases that say the same thing said once, in their own order."""
    return tuple({key_of(found): found for found in map(canonical, sentences)}.values())


def key_of(value: Any) -> Hashable:
    """What a phrase says, as something to look it up by. A term is how long it is: 12 months are 1 year."""
    if isinstance(value, Sentence):
        params = tuple(sorted((name, key_of(said)) for name, said in value.params.items()))
        return (value.key, params, tuple(map(key_of, value.bullets)))
    if isinstance(value, tuple) and value and all(isinstance(part, Part) for part in value):
        return months_and_days(value)
    if isinstance(value, Phrases | tuple):
        return tuple(map(key_of, value.of if isinstance(value, Phrases) else value))
    return ordered(value) if isinstance(value, Text) else repr(value)


def ordered(text: Text | None) -> str:
    """Words of a description as one text that does not depend on the order of its languages."""
    return "" if text is None else json.dumps(text.root, ensure_ascii=False, sort_keys=True)
