"""G8: sentences that hide who does it.

A heuristic, no parser: in Dutch a form of worden or zijn with a past participle in the same rough clause, in
English a form of be directly before one. The lists name words that only look like a participle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.texts.gate.lists import DutchPassive, EnglishPassive
from auditor.texts.gate.prose import WORD, plain

_CLAUSE_BREAK = re.compile(r"[,;:]")
_AND_OR = frozenset({"en", "of"})

# Shapes of a Dutch participle after its separable particle. "Firm" shapes are seldom anything else.
_GE = re.compile(r"ge\w{2,}(?:d|t|en)|\w{3,}eerd")
_PREFIXED = re.compile(r"(?:be|ver|ont|her|er)\w{2,}(?:d|t|en)")
_PREFIXED_FIRM = re.compile(
    r"(?:be|ver|ont)\w{2,}d|besloten|besproken|beschreven|bekeken|begrepen|bevonden|verzonden|verwezen|verwerkt|verstrekt"
)
_WITHOUT_GE = re.compile(r"(?:onder|over|door|voor|mis|vol|om)\w{3,}(?:d|t)")  # ondersteund
_NOUN_ENDINGS = ("ingen", "heid", "heden")

_QUESTION_REACH = 7  # "Is your file with the council shared": how far the participle may stand


def is_passive(sentence: str, grammar: DutchPassive | EnglishPassive) -> bool:
    parts = ([plain(word) for word in WORD.findall(part)] for part in _CLAUSE_BREAK.split(sentence))
    if isinstance(grammar, EnglishPassive):
        return any(_english(part, grammar) for part in parts)
    return any(_dutch(clause, grammar) for part in parts for clause in _clauses(part, grammar))


def _clauses(part: list[str], grammar: DutchPassive) -> Iterator[list[str]]:
    """Cut before a conjunction. In "wordt dat gelezen" and "door die mensen" there is none."""
    no_conjunction_after = grammar.become | grammar.be | grammar.prepositions
    clause: list[str] = []
    for word in part:
        demonstrative = word in grammar.demonstratives and clause and clause[-1] in no_conjunction_after
        if word in grammar.conjunctions and not demonstrative:
            yield clause
            clause = []
        else:
            clause.append(word)
    yield clause


def _dutch(clause: list[str], grammar: DutchPassive) -> bool:
    """Look between "en" and "of" first; then for "wordt met de school en de gemeente gedeeld"."""
    pieces: list[list[str]] = [[]]
    for word in clause:
        if word in _AND_OR:
            pieces.append([])
        else:
            pieces[-1].append(word)
    if any(_dutch_piece(piece, grammar) for piece in pieces):
        return True
    auxiliaries = grammar.become | grammar.be | grammar.have
    *before, last = pieces
    return bool(
        before
        and last
        and auxiliaries.isdisjoint(last)
        and any(not grammar.become.isdisjoint(piece) for piece in before)
        and _participle(last[-1], grammar, firm=True)
    )


def _dutch_piece(piece: list[str], grammar: DutchPassive) -> bool:
    if not grammar.become.isdisjoint(piece):
        return any(_participle(word, grammar) for word in piece)
    if not grammar.be.isdisjoint(piece) and grammar.have.isdisjoint(piece):
        return any(
            _participle(word, grammar, firm=True) and grammar.perfect.isdisjoint(_stems(word, grammar))
            for word in piece
        )
    return False


def _participle(word: str, grammar: DutchPassive, *, firm: bool = False) -> bool:
    if word in grammar.no_participles or word.endswith(_NOUN_ENDINGS):
        return False
    shapes = (_GE, _PREFIXED_FIRM) if firm else (_GE, _PREFIXED)
    if any(shape.fullmatch(stem) for stem in _stems(word, grammar) for shape in shapes):
        return True
    return not firm and bool(_WITHOUT_GE.fullmatch(word))


def _stems(word: str, grammar: DutchPassive) -> list[str]:
    """The word, and what stays without its particle: opgeschreven, geschreven."""
    return [word] + [word.removeprefix(p) for p in grammar.particles if word.startswith(p)]


def _english(part: list[str], grammar: EnglishPassive) -> bool:
    for place, word in enumerate(part):
        if word not in grammar.be:
            continue
        following = (w for w in part[place + 1 :] if w not in grammar.fillers and not w.endswith("ly"))
        if _english_participle(next(following, ""), grammar):
            return True
    return bool(part) and part[0] in grammar.be and _english_question(part, grammar)


def _english_question(part: list[str], grammar: EnglishPassive) -> bool:
    """In "is your file shared with others" the subject stands between."""
    for place, word in enumerate(part[1:_QUESTION_REACH]):
        if place and word in grammar.stops:
            return False
        if _english_participle(word, grammar):
            return True
    return False


def _english_participle(word: str, grammar: EnglishPassive) -> bool:
    if word in grammar.no_participles:
        return False
    return word in grammar.participles or (word.endswith("ed") and len(word) > len("need"))
