"""The words of one language, ready to be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from auditor.knowledge import statement_words
from auditor.knowledge.types import Cue, WordsFor
from auditor.statement.words import Finder, Token, folded, tokens
from auditor.values import Text, Unit

LANGUAGES = ("nl", "en", "fr")
"""The languages in which a statement can be written."""
_RAREST = 20
"""Words of a text among which there is one of the small words of its language, and mostly many more."""
_ENDINGS = ("s", "en", "n", "es")
"""What the last word of a label can have more or less when it is said of several."""


class Lexicon(NamedTuple):
    """The words of a language. numbers: their values. countries: names beside those that everybody knows."""

    language: str
    cues: Finder[Cue]
    placeholders: Finder[bool]
    units: Mapping[str, Unit]
    numbers: Mapping[str, int]
    leading: frozenset[str]
    legal_forms: frozenset[str]
    no_names: frozenset[str]
    countries: Finder[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The words of a language in which a statement can be written."""
    known = statement_words()
    numbers: Mapping[str, int] = getattr(known.numbers, language)
    return Lexicon(
        language,
        Finder(((phrase, cue) for cue, words in known.cues.items() for phrase in said(words, language)), apart=True),
        Finder((phrase, True) for of in LANGUAGES for phrase in said(known.placeholders, of)),
        {folded(word): unit for unit, words in known.units.items() for word in said(words, language)},
        {folded(word): number for word, number in numbers.items()},
        frozenset(folded(word) for of in LANGUAGES for word in said(known.leading, of)),
        frozenset(folded(word) for of in LANGUAGES for word in said(known.legal_forms, of)),
        frozenset(folded(word) for word in said(known.cues[Cue.NO_NAMES], language)),
        Finder(_countries(language)),
    )


def said(words: WordsFor, language: str) -> tuple[str, ...]:
    """The words in one language."""
    found: tuple[str, ...] = getattr(words, language)
    return found


def country_names(code: str, language: str) -> list[str]:
    """What a country is called."""
    from babel import Locale

    name = Locale.parse(language).territories.get(code)
    further = statement_words().countries.get(code)
    return [*([name] if name else []), *(said(further, language) if further else ())]


def _countries(language: str) -> Iterator[tuple[str, str]]:
    from babel import Locale

    for code in Locale.parse(language).territories:
        if (
            isinstance(code, str)
            and len(code) == 2
            and code.isalpha()
            and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO")
        ):
            yield from ((name, code) for name in country_names(code, language))


def detected(words: Iterable[str]) -> str | None:
    """The language of which most small words stand in a text; None where no language has enough, or most."""
    small = {of: {folded(word) for word in said(statement_words().languages, of)} for of in LANGUAGES}
    counts, every = dict.fromkeys(LANGUAGES, 0), 0
    for every, word in enumerate(words, start=1):  # noqa: B007
        for of in LANGUAGES:
            counts[of] += word in small[of]
    most = max(counts.values())
    best = [of for of, count in counts.items() if count == most]
    return best[0] if len(best) == 1 and most * _RAREST > every else None


def labels(texts: Iterable[str | Text | None], known: Lexicon) -> list[str]:
    """Phrases for what somebody called a thing: without the words before it that say nothing, and without a legal form.

    Of a name with another between brackets, `Centraal Bureau voor de Statistiek (CBS)`, both.
    """
    found: dict[str, None] = {}
    for text in texts:
        spoken = text if isinstance(text, str) or text is None else text.said_in(known.language)
        for part in (spoken or "").replace(")", "(").split("("):
            for phrase in _phrases(part, known):
                found[phrase] = None
    return list(found)


def _phrases(text: str, known: Lexicon) -> Iterator[str]:
    words = list(tokens(text))
    while words and words[0].folded in known.leading:
        words = words[1:]
    bare = words
    while len(bare) > 1 and _is_form(bare[-1], known):
        bare = bare[:-1]
    while len(bare) > 1 and _is_form(bare[0], known):
        bare = bare[1:]
    for part in (words, bare):
        if part and part[-1].end - part[0].start > 1:
            yield text[part[0].start : part[-1].end]


def _is_form(word: Token, known: Lexicon) -> bool:
    return word.folded in known.legal_forms or len(word.written) == 1


def inflected(phrase: str) -> Iterator[str]:
    """The phrase, and the same said of one or of several."""
    yield phrase
    last = phrase.rpartition(" ")[2]
    if last.isalpha() and len(last) > 3:
        yield from (phrase + ending for ending in _ENDINGS)
        yield from (phrase[: -len(ending)] for ending in ("en", "s") if last.endswith(ending) and len(last) > 5)
