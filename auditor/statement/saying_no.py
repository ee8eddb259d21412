"""Sentences that say no: to what, and whether for all cases."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from auditor.knowledge import statement_words
from auditor.knowledge.types import ClaimTopic, Cue
from auditor.statement.text import Sentence, near
from auditor.statement.words import Hit

_REACH = 12
"""Words between a no and what it is about."""
_NOUN = 2
"""Words between a no and the noun that belongs to it."""
_LABEL = 10
"""Words of a heading or label that is answered with no."""
_ANSWER = 6
"""Words of such an answer."""
_EXCEPTION = 8
"""Words that are told of what a no does not hold for."""
_MOST_LIMITS = 3
_LIMITS = (Cue.UNLESS, Cue.PURPOSE_LIMIT)

NEGATIONS = frozenset((Cue.NO_VERB, Cue.NO_NOUN, Cue.NO_OTHERS, Cue.NO_ELSE))
_MOVING = frozenset((Cue.SHARES, Cue.SHARING, Cue.WRITES, Cue.STORES, Cue.RECEIVES, Cue.TOWARDS))

Span = tuple[int, int]


class Denial(NamedTuple):
    """A topic to which a sentence says no, with the words that show it. sentence: where they stand, or the answer."""

    topic: ClaimTopic
    spans: tuple[Span, ...]


class SayingNo:
    """What is said no to in one sentence. Of each cue its places, in order."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self._at: dict[Cue, list[int]] = {}
        self._ends: dict[tuple[Cue, int], int] = {}
        for hit in sentence.cues:
            self._at.setdefault(hit.key, []).append(hit.start)
            self._ends[hit.key, hit.start] = hit.end

    @property
    def says_no(self) -> bool:
        """Whether there is any word for no."""
        return bool({Cue.NO_VERB, Cue.NO_NOUN, Cue.NO_OTHERS, Cue.ONLY} & self._at.keys()) and not self._of_others

    @cached_property
    def negations(self) -> tuple[Span, ...]:
        """The words for no; `only` among them where it can say that something happens to data nowhere else."""
        cues = [*NEGATIONS, *([Cue.ONLY] if _MOVING & self._at.keys() else [])]
        return tuple((at, self._ends[cue, at]) for cue in cues for at in self._at.get(cue, ())[:1])

    @property
    def negated(self) -> bool:
        """Whether there is any word for no, whoever it is about."""
        return bool(NEGATIONS & self._at.keys())

    @property
    def is_ours(self) -> bool:
        """Whether it can tell what we do with data, and is no condition, question or right of the reader."""
        asks = self.sentence.text.rstrip().endswith("?")
        rights = Cue.RIGHTS in self._at and Cue.DATA not in self._at
        return not (self._of_others or asks or rights)

    @property
    def _of_others(self) -> bool:
        return Cue.NOT_OURS in self._at

    @cached_property
    def limits(self) -> tuple[str, ...]:
        """The words that make a no hold for some cases, or one use, only."""
        found = [hit for hit in self.sentence.cues if hit.key in _LIMITS]
        return tuple(dict.fromkeys(map(self._limit, found[:_MOST_LIMITS])))

    def _limit(self, hit: Hit[Cue]) -> str:
        """The word, and for `unless` what follows it."""
        start = self.sentence.tokens[hit.start].start
        last = min(len(self.sentence.tokens), hit.end + (_EXCEPTION if hit.key is Cue.UNLESS else 0))
        return " ".join(self.sentence.text[start : self.sentence.tokens[last - 1].end].split())

    @cached_property
    def _clauses(self) -> list[int]:
        """The words with which another clause begins."""
        sentence = self.sentence
        ends = [place for place, char in enumerate(sentence.text) if char == ";"]
        starts = [token.start for token in sentence.tokens]
        return sorted({*self._at.get(Cue.CLAUSE, ()), *(bisect_left(starts, end) for end in ends)})

    def together(self, one: int, other: int) -> bool:
        """Whether two words stand in the same clause."""
        first, last = sorted((one, other))
        at = bisect_left(self._clauses, first + 1)
        return at == len(self._clauses) or self._clauses[at] > last

    def _near(self, cue: Cue, place: int, least: int = -_REACH, most: int = _REACH) -> int | None:
        found = near(self._at.get(cue, ()), place, least, most)
        return found if found is not None and self.together(found, place) else None

    def excepted(self, place: int) -> bool:
        """Whether this stands behind a word after which the no does not hold."""
        return any(unless < place for unless in self._at.get(Cue.UNLESS, ())[:1])

    def is_only_behind(self, place: int) -> bool:
        """Whether the no at this place is only to who follows: "to the school, and not to others"."""
        return near(self._at.get(Cue.TOWARDS, ()), place, 1, 1) is not None

    def topics(self) -> Iterator[Denial]:
        """The topics to which the sentence says no, each once."""
        if not self.says_no:
            return
        for topic, ways in statement_words().claims.items():
            if found := next((spans for way in ways if (spans := self._way(way))), None):
                yield Denial(topic, found)

    def _way(self, way: Sequence[Cue]) -> tuple[Span, ...] | None:
        no, *others = way
        for place in self._at.get(no, ()):
            places = [place]
            for number, cue in enumerate(others):
                noun = no is Cue.NO_NOUN and number == 0
                end = self._ends[no, place]
                found = self._near(cue, end, 0, _NOUN) if noun else self._near(cue, place)
                if found is None:
                    break
                places.append(found)
            else:
                cues = dict(zip(way, places, strict=True))
                return tuple((at, self._ends[cue, at]) for cue, at in cues.items())
        return None

    def denies(self, span: Span, verbs: Collection[Cue], not_with: Collection[Cue] = ()) -> tuple[Span, ...] | None:
        """The words by which the sentence says no to what stands here, with one of these verbs; None if it does not."""
        if self._of_others or self.excepted(span[0]):
            return None
        for no in (Cue.NO_NOUN, Cue.NO_VERB):
            places = self._at.get(no, [])
            for place in places[bisect_left(places, span[0] - _REACH) : bisect_right(places, span[0] + _REACH)]:
                if found := self._no_to(no, place, span, verbs, not_with):
                    return (found, span)
        return None

    def _no_to(self, no: Cue, place: int, span: Span, verbs: Collection[Cue], not_with: Collection[Cue]) -> Span | None:
        start, end = span[0], self._ends[no, place]
        if not self.together(start, place) or (start < place and self.is_only_behind(place)):
            return None
        if any(self._near(cue, place) is not None for cue in not_with):
            return None
        verb = any(self._near(cue, place) is not None for cue in verbs)
        said = Cue.DATA if self._near(Cue.DATA, end, 0, _NOUN) is not None else None
        if no is Cue.NO_NOUN:
            close = 0 <= start - end <= _NOUN or (said is not None and start > place)
            return (place, end) if verb and close else None
        ours = any(cue in self._at for cue in verbs) and 0 <= start - end <= _NOUN
        return (place, end) if verb or ours else None


def answered(before: Sentence, sentence: Sentence) -> Denial | None:
    """A label, and then no: "Transfer outside the EU | No". The spans are those of the label."""
    first = next((hit for hit in sentence.cues if hit.key is Cue.ANSWER_NO and hit.start == 0), None)
    if first is None or len(sentence.tokens) > _ANSWER or len(before.tokens) > _LABEL:
        return None
    return _asked(before, len(before.tokens))


def answered_within(sentence: Sentence) -> Denial | None:
    """The same in one sentence, behind a colon: "Transfer outside the EU: no"."""
    for hit in sentence.cues:
        if hit.key is Cue.ANSWER_NO and 0 < hit.start <= _LABEL:
            gap = sentence.text[sentence.tokens[hit.start - 1].end : sentence.tokens[hit.start].start]
            if ":" in gap or "?" in gap:
                return _asked(sentence, hit.start)
    return None


def _asked(label: Sentence, until: int) -> Denial | None:
    at = {hit.key: hit for hit in label.cues if hit.end <= until}
    topics = {
        Cue.OUTSIDE: ClaimTopic.OUTSIDE, Cue.DECIDES_BY_COMPUTER: ClaimTopic.AUTOMATED_DECISIONS,
        Cue.SELLS: ClaimTopic.SALE,
    }  # fmt: skip
    for cue, topic in topics.items():
        if cue in at:
            return Denial(topic, ((at[cue].start, at[cue].end),))
    if Cue.OTHERS in at and (Cue.SHARES in at or Cue.SHARING in at):
        return Denial(ClaimTopic.SHARING, ((at[Cue.OTHERS].start, at[Cue.OTHERS].end),))
    return None
