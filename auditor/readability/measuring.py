"""The figures of a text, each beside the limit that our own answers keep. They judge nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from auditor.readability.cutting import Passage, Sentence
from auditor.texts.gate import MissingToolError, found
from auditor.texts.gate.frequency import is_common
from auditor.texts.gate.lists import Lists, lists
from auditor.texts.gate.passive import is_passive
from auditor.texts.gate.prose import Piece, words
from auditor.texts.gate.spelling import misspelt

_ADDRESS = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,255}\w|(?:https?://|www\.)[^\s<>()]+\w")
_LONGEST_PIECE = 4000
"""Characters in which patterns are looked for at once: no sentence is longer, and a text without any end takes no
longer for it."""


class Measure(StrEnum):
    """What is measured."""

    WORDS = "words"
    SENTENCES = "sentences"
    MEAN = "mean"
    LONGEST = "longest"
    LIX = "lix"
    UNCOMMON_SHARE = "uncommon-share"
    UNCOMMON = "uncommon"
    LONG_SHARE = "long-share"
    PASSIVE = "passive"
    UNEXPLAINED = "unexplained"
    JARGON = "jargon"
    UNPLAIN = "unplain"
    COMMAS = "commas"
    NEGATIONS = "negations"
    QUESTIONS = "questions"
    MARKS = "marks"
    ADDRESS = "address"
    MISSPELT = "misspelt"


_ORDER = list(Measure)


class Tool(StrEnum):
    """What a figure may need and not everybody has."""

    WORDFREQ = "wordfreq"
    HUNSPELL = "hunspell"


@dataclass(frozen=True, slots=True)
class Found:
    """A word or sentence behind a figure, and the lines on which it begins, each once."""

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure. rule: that of the gate. least, most: what our own answers keep; shares are of a hundred words.

    value: None where a tool is missing, which then is named.
    """

    measure: Measure
    rule: str
    value: float | None
    most: float
    least: float = 0
    found: tuple[Found, ...] = ()
    missing: Tool | None = None


@dataclass(frozen=True)
class _Said:
    """A sentence as it is measured: an address of the web or of mail is one word of it."""

    line: int
    text: str
    piece: Piece
    words: list[str]


def figures(passages: Iterable[Passage], lang: str) -> tuple[Figure, ...]:
    """Every figure of a text of at least one sentence. Raises ValueError for a language without word lists."""
    known = lists(lang)
    said = [_said(sentence, known) for passage in passages for sentence in passage.sentences()]
    made = (*_length(said, known), *_words(said, known, lang), *_sentences(said, known), *_spelling(said, lang))
    return tuple(sorted(made, key=lambda figure: _ORDER.index(figure.measure)))


def counts(passages: Iterable[Passage]) -> dict[Measure, float]:
    """The figures of a text of at least one sentence that need no word lists: those of any language."""
    said = [words(sentence.text) for passage in passages for sentence in passage.sentences()]
    each = [word for sentence in said for word in sentence]
    mean = len(each) / len(said)
    return {
        Measure.WORDS: len(each),
        Measure.SENTENCES: len(said),
        Measure.MEAN: mean,
        Measure.LONGEST: max(map(len, said)),
        Measure.LIX: found.lix(mean, each),
    }


def _said(sentence: Sentence, known: Lists) -> _Said:
    piece = Piece(_ADDRESS.sub(known.mask, sentence.text), (), known.mask)
    return _Said(sentence.line, sentence.text, piece, words(piece.masked))


def _length(said: Sequence[_Said], known: Lists) -> Iterator[Figure]:
    limits = known.limits
    all_words = [word for sentence in said for word in sentence.words]
    longest = max(said, key=lambda sentence: len(sentence.words))
    mean = len(all_words) / len(said)
    yield Figure(Measure.WORDS, "G1", len(all_words), limits.words[1], limits.words[0])
    yield Figure(Measure.SENTENCES, "G2", len(said), limits.sentences)
    yield Figure(Measure.MEAN, "G3", mean, limits.mean)
    yield Figure(Measure.LONGEST, "G4", len(longest.words), limits.longest, found=_quoted([longest]))
    yield Figure(Measure.LIX, "G5", found.lix(mean, all_words), limits.lix)


def _words(said: Sequence[_Said], known: Lists, lang: str) -> Iterator[Figure]:
    limits = known.limits
    each = [(word, sentence.line) for sentence in said for word in sentence.words]
    yield from _uncommon(each, known, lang)
    long = [(word, line) for word, line in each if len(word) >= limits.long_letters]
    yield Figure(Measure.LONG_SHARE, "G7", _of_hundred(long, each), 100 * limits.long_share, found=_each(long))
    pieces = [(piece, sentence.line) for sentence in said for piece in _short(sentence.piece)]
    terms = list(found.terms([piece for piece, _ in pieces], known))
    bare = [(term.word, pieces[term.piece][1]) for term in terms if not term.explained]
    yield Figure(Measure.UNEXPLAINED, "G9", len(_each(bare)), 0, found=_each(bare))
    entries = {term.entry for term in terms}
    used = _each((term.word, pieces[term.piece][1]) for term in terms)
    yield Figure(Measure.JARGON, "G10", len(entries), limits.jargon, found=used)
    unplain = [(word, line) for piece, line in pieces for word in found.unplain(piece, known)]
    yield Figure(Measure.UNPLAIN, "G11", len(unplain), 0, found=_each(unplain))
    marks = [(mark, line) for piece, line in pieces for mark in found.marks(piece, known)]
    yield Figure(Measure.MARKS, "G15", len(marks), 0, found=_each(marks))
    if known.address:
        forms = [[(word, line) for word, line in each if word.lower() in form][:1] for form in known.address]
        used_forms = [use for form in forms for use in form]
        yield Figure(Measure.ADDRESS, "G17", len(used_forms), 1, found=_each(used_forms))


def _uncommon(each: list[tuple[str, int]], known: Lists, lang: str) -> Iterator[Figure]:
    share, most = 100 * known.limits.rare_share, known.limits.rare_words
    try:
        rare = [(word, line) for word, line in each if not is_common(word, lang)]
    except MissingToolError:
        yield Figure(Measure.UNCOMMON_SHARE, "G6", None, share, missing=Tool.WORDFREQ)
        yield Figure(Measure.UNCOMMON, "G6", None, most, missing=Tool.WORDFREQ)
    else:
        yield Figure(Measure.UNCOMMON_SHARE, "G6", _of_hundred(rare, each), share)
        yield Figure(Measure.UNCOMMON, "G6", len(_each(rare)), most, found=_each(rare))


def _sentences(said: Sequence[_Said], known: Lists) -> Iterator[Figure]:
    limits = known.limits
    passive = [sentence for sentence in said if is_passive(sentence.piece.masked, known.passive)]
    yield Figure(Measure.PASSIVE, "G8", len(passive), 0, found=_quoted(passive))
    of_sentence: tuple[tuple[Measure, str, int, Callable[[Piece], int]], ...] = (
        (Measure.COMMAS, "G12", limits.commas, lambda piece: piece.masked.count(",")),
        (Measure.NEGATIONS, "G13", limits.negations, lambda piece: len(found.negations(piece, known))),
    )
    for measure, rule, most, count in of_sentence:
        counted = [(count(sentence.piece), sentence) for sentence in said]
        over = [sentence for number, sentence in counted if number > most]
        yield Figure(measure, rule, max(number for number, _ in counted), most, found=_quoted(over))
    asked = sum(sentence.piece.masked.count("?") for sentence in said)
    yield Figure(Measure.QUESTIONS, "G14", asked, limits.questions)


def _spelling(said: Sequence[_Said], lang: str) -> Iterator[Figure]:
    each = [(word, sentence.line) for sentence in said for word in sentence.words]
    try:
        wrong = misspelt(dict.fromkeys(word for word, _ in each), lang, at_once=True)
    except MissingToolError:
        yield Figure(Measure.MISSPELT, "G20", None, 0, missing=Tool.HUNSPELL)
    else:
        there = _each((word, line) for word, line in each if word.replace("’", "'") in wrong)
        yield Figure(Measure.MISSPELT, "G20", len(there), 0, found=there)


def _short(piece: Piece) -> Iterator[Piece]:
    """The piece, in parts where it is longer than any sentence."""
    if len(piece.coded) <= _LONGEST_PIECE:
        yield piece
        return
    for start in range(0, len(piece.coded), _LONGEST_PIECE):
        yield Piece(piece.coded[start : start + _LONGEST_PIECE], piece.names, piece.mask)


def _of_hundred(part: Sequence[object], whole: Sequence[object]) -> float:
    return 100 * found.share(len(part), len(whole))


def _each(there: Iterable[tuple[str, int]]) -> tuple[Found, ...]:
    """Every different word with its lines, in reading order."""
    lines: dict[str, dict[int, None]] = {}
    for word, line in there:
        lines.setdefault(word.lower(), {})[line] = None
    return tuple(Found(word, tuple(at)) for word, at in lines.items())


def _quoted(sentences: Iterable[_Said]) -> tuple[Found, ...]:
    return tuple(Found(sentence.text, (sentence.line,)) for sentence in sentences)
