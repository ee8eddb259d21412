"""Which words a reader meets often: wordfreq knows. A tool for tests, that the product does not need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from auditor.texts.gate.errors import MissingToolError
from auditor.texts.gate.lists import Frequency, lists
from auditor.texts.gate.prose import plain

_NEVER = 10**9
_SHORTEST_STEM = 3


@cache
def _ranks(lang: str) -> Mapping[str, int]:
    try:
        from wordfreq import available_languages, top_n_list
    except ImportError as error:
        raise MissingToolError(
            "The plain-language gate needs wordfreq to know which words are common. "
            'Install it with: pip install "client-data-auditor[dev]"'
        ) from error
    if lang not in available_languages():  # for some languages it would answer with English frequencies
        raise MissingToolError(f"wordfreq has no word frequencies for language {lang!r}.")
    return {word: place for place, word in enumerate(top_n_list(lang, lists(lang).frequency.rank), start=1)}


@cache
def is_common(word: str, lang: str) -> bool:
    """One of the most frequent words, a form of one, or a word of the client's own world.

    A word with a hyphen is common when all its parts are.
    """
    word = plain(word)
    return _is_common(word, lang) or ("-" in word and all(_is_common(part, lang) for part in word.split("-")))


def _is_common(word: str, lang: str) -> bool:
    ranks, known = _ranks(lang), lists(lang)

    def is_known(form: str, rank: int) -> bool:
        return form in known.base or ranks.get(form, _NEVER) <= rank

    return word[0].isdigit() or any(
        is_known(form, known.frequency.rank)
        or any(is_known(stem, rank) for stem, rank in _stems(form, known.frequency))
        for form in (word, word.removesuffix("'s"))
    )


def _stems(word: str, rules: Frequency) -> Iterator[tuple[str, int]]:
    """The words that this may be a form of, with the rank that makes each common enough."""
    for particle in rules.particles:
        if word.startswith(particle) and len(word) - len(particle) >= _SHORTEST_STEM:
            yield word.removeprefix(particle), rules.particle_rank
    for ending in rules.endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            yield word.removesuffix(ending), rules.ending_rank
    for pattern, spelling in rules.respellings:
        respelled, changes = pattern.subn(spelling, word)
        if changes and len(word) > _SHORTEST_STEM:
            yield respelled, rules.respelling_rank
