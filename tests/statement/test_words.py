"""The words by which a statement tells what a description holds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from auditor import knowledge
from auditor.knowledge import everywhere, statement_words
from auditor.knowledge.types import ClaimTopic, Cue, KindOf, WordsFor
from auditor.statement.lexicon import LANGUAGES, lexicon, said
from auditor.statement.words import STEM, folded, tokens

WORDS = statement_words()
FILE = Path(knowledge.__path__[0]) / "eu" / "statement-words.yaml"
GROUPS = {
    "cues": WORDS.cues, "kinds": WORDS.kinds, "receivers": WORDS.receivers, "events": WORDS.events,
    "categories": WORDS.categories, "safeguards": WORDS.safeguards, "bodies": WORDS.bodies,
}  # fmt: skip
EVERY = [(group, name, words) for group, of in GROUPS.items() for name, words in of.items()]


def test_no_key_stands_twice() -> None:
    def keys(node: yaml.Node) -> None:
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            assert not [name for name, count in Counter(names).items() if count > 1]
            for _, value in node.value:
                keys(value)

    keys(yaml.compose(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def test_every_entry_is_one_of_the_knowledge() -> None:
    assert WORDS.categories.keys() <= everywhere("categories").keys()
    assert WORDS.kinds.keys() == set(everywhere("organisation-kinds"))
    assert WORDS.receivers.keys() <= everywhere("receivers").keys()
    assert WORDS.events.keys() <= everywhere("events").keys()
    assert WORDS.safeguards.keys() <= everywhere("laws").keys()
    assert all(
        entry.of is KindOf.ORGANISATION for name, entry in knowledge.of("NL").kinds.items() if name in WORDS.kinds
    )


def test_every_kind_of_data_about_people_has_words() -> None:
    assert everywhere("categories").keys() - WORDS.categories.keys() == {"statistics"}
    for name, words in WORDS.categories.items():
        assert words.nl, name
        assert words.en, name


def test_every_cue_and_every_claim_has_words_in_every_language() -> None:
    assert WORDS.cues.keys() == set(Cue)
    assert WORDS.claims.keys() == set(ClaimTopic)
    for cue, words in WORDS.cues.items():
        for language in LANGUAGES:
            assert said(words, language), (cue, language)
    for ways in WORDS.claims.values():
        assert all(way[0] in {Cue.NO_VERB, Cue.NO_NOUN, Cue.NO_OTHERS, Cue.ONLY} for way in ways)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stem_is_long_enough_to_stand_for_something(language: str) -> None:
    for group, name, words in EVERY:
        for phrase in said(words, language):
            for part in phrase.split():
                if part.endswith(STEM):
                    assert len(part) >= (5 if group != "cues" else 4), (group, name, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_kind_of_data_has_the_words_of_another(language: str) -> None:
    """The same words for a part and for the whole would make no difference between the two."""

    def own(words: WordsFor) -> set[str]:
        return {" ".join(token.folded for token in tokens(phrase)) for phrase in said(words, language)}

    parents = {name: entry.parent for name, entry in everywhere("categories").items()}
    for name, words in WORDS.categories.items():
        if (parent := parents.get(name)) in WORDS.categories:
            assert not own(words) & own(WORDS.categories[str(parent)]), name


def test_numbers_and_units_are_whole() -> None:
    for language in LANGUAGES:
        known = lexicon(language)
        assert set(known.units.values()) == {"years", "months", "weeks", "days"}
        assert set(range(1, 17)) <= set(known.numbers.values())
        assert not known.units.keys() & known.numbers.keys()
        assert all(folded(word) == word for word in (*known.units, *known.numbers))
