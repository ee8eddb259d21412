"""The word lists and limits of one language, read from the data file next to this module."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Literal, TypeAlias

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict


def _pattern(text: str) -> str:
    """A pattern without groups of its own: a match must tell which pattern of a list it came from."""
    if re.compile(text).groups:
        raise ValueError(f"use (?:...) instead of (...) in {text!r}")
    return text


Words: TypeAlias = frozenset[str]
Patterns: TypeAlias = tuple[Annotated[str, AfterValidator(_pattern)], ...]


def one_of(patterns: Patterns, start: str = r"\b", end: str = "") -> re.Pattern[str]:
    """One pattern for a whole list; the number of its group is the place in the list."""
    choices = "|".join(f"({pattern})" for pattern in patterns)
    return re.compile(f"{start}(?:{choices}){end}", re.IGNORECASE)


class Strict(BaseModel):
    """A part of a data file: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(Strict):
    """The values an answer may not pass."""

    words: tuple[int, int]
    sentences: int
    mean: float
    longest: int
    lix: float
    rare_share: float
    rare_words: int
    long_letters: int
    long_share: float
    rare_in_item: int
    long_in_item: int
    jargon: int
    commas: int
    negations: int
    questions: int


class Frequency(Strict):
    """When a word is common: by its own rank, or by the rank of the word it is a form of."""

    rank: int
    particles: tuple[str, ...]
    particle_rank: int
    endings: tuple[str, ...]
    ending_rank: int
    respellings: tuple[tuple[re.Pattern[str], str], ...]
    respelling_rank: int


class DutchPassive(Strict):
    """The words that make or excuse a Dutch passive: worden or zijn with a participle."""

    kind: Literal["dutch"]
    become: Words
    be: Words
    have: Words
    conjunctions: Words
    demonstratives: Words
    prepositions: Words
    particles: tuple[str, ...]
    no_participles: Words
    perfect: Words


class EnglishPassive(Strict):
    """The words that make or excuse an English passive: a form of be or get with a participle."""

    kind: Literal["english"]
    be: Words
    participles: Words
    no_participles: Words
    fillers: Words
    stops: Words


class Lists(Strict):
    """Everything the gate knows of one language."""

    mask: str
    dictionary: str
    spelling_allowed: Words
    limits: Limits
    frequency: Frequency
    base: Words
    formal: Words
    vague: Patterns
    idioms: Patterns
    jargon: Patterns
    explanations: Patterns
    negations: Words
    openers: Words
    marks: Patterns
    reader: Words
    address: tuple[Words, ...]
    passive: DutchPassive | EnglishPassive

    @cached_property
    def vague_pattern(self) -> re.Pattern[str]:
        return one_of(self.vague + self.idioms, end=r"\b")

    @cached_property
    def jargon_pattern(self) -> re.Pattern[str]:
        return one_of(self.jargon)

    @cached_property
    def explanation_pattern(self) -> re.Pattern[str]:
        return one_of(self.explanations, end=r"\b")

    @cached_property
    def mark_pattern(self) -> re.Pattern[str]:
        return one_of(self.marks, start="")


def languages() -> tuple[str, ...]:
    """The languages that have a data file, sorted."""
    names = [file.name for file in files(__package__).iterdir()]
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def lists(lang: str) -> Lists:
    """The lists of a language. Raises ValueError for a language without them."""
    known = languages()
    if lang not in known:
        raise ValueError(f"no word lists for language {lang!r}; known languages: {', '.join(known)}")
    text = files(__package__).joinpath(f"{lang}.yaml").read_text(encoding="utf-8")
    return Lists.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
