"""Whom a sentence names that says no to giving data: such a no is one to them, and not to everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.knowledge.types import Cue
from auditor.statement.result import Sort, Subject
from auditor.statement.saying_no import SayingNo, Span
from auditor.statement.searching import Mention, Search
from auditor.statement.text import Quote, Sentence

_SKIPPED = 3
"""Words such as articles between the word for giving and who gets it."""
_LONGEST = 4
"""Words of a name, and of whoever stands before a verb for getting."""
_EVERYBODY = frozenset((Cue.OTHERS, Cue.NO_OTHERS))
_NOBODY = (
    Cue.NO_PARTY, Cue.DATA, Cue.NO_VERB, Cue.NO_NOUN, Cue.TOWARDS, Cue.OUTSIDE, Cue.EUROPE, Cue.SHARES, Cue.TALKS,
)  # fmt: skip

Party = tuple[Subject | None, Quote]


def parties(
    search: Search, sentence: Sentence, no: SayingNo, spans: Sequence[Span], *, names_only: bool = False
) -> list[Party]:
    """Those to whom it says no, each with its place; nothing where it is a no to everybody.

    None for somebody of whom the words do not tell who. names_only: only who has a capital or is known.
    """
    there = _Parties(search, sentence, no, spans, names_only=names_only)
    if there.to_everybody:
        return []
    found = list(there.behind())
    if found or sentence.own & _EVERYBODY:
        return found
    return list(there.receiving())


class _Parties:
    def __init__(
        self, search: Search, sentence: Sentence, no: SayingNo, spans: Sequence[Span], *, names_only: bool
    ) -> None:
        self._sentence, self._no, self._spans, self._names_only = sentence, no, spans, names_only
        self._leading = search.known.leading
        self._known = {start: mention for mention in search.who_of(sentence) for start in range(*mention.span)}
        self._nobody = {hit.start for hit in sentence.cues if hit.key in _NOBODY}
        self._countries = {hit.start for hit in search.known.countries.hits(sentence.words)}
        self._everybody = {hit.start for hit in sentence.cues if hit.key in _EVERYBODY}
        self._owner = Subject(Sort.ORGANISATION, search.described.owner)
        self._search = search

    @property
    def to_everybody(self) -> bool:
        if Cue.NO_OTHERS in self._sentence.own:
            return True
        return any(at in self._everybody for place in self._towards() for at in self._places(place))

    def _towards(self) -> Iterator[int]:
        no = self._spans[0][0]
        only_behind = self._no.is_only_behind(no)
        for place in self._sentence.places(Cue.TOWARDS):
            if only_behind and place < no:
                continue
            if self._no.together(no, place) and not self._no.excepted(place):
                yield place

    def _places(self, place: int) -> Iterator[int]:
        """The word behind the word for giving, and those behind words that say nothing."""
        for at in range(place + 1, min(place + 1 + _SKIPPED + 1, len(self._sentence.tokens))):
            yield at
            if self._sentence.words[at] not in self._leading or at in self._known:
                return

    def behind(self) -> Iterator[Party]:
        """Who stands behind a word such as `to`."""
        for place in self._towards():
            places = list(self._places(place))
            if not places:
                continue
            at = places[-1]
            if at in self._known:
                yield from self._of(self._known[at])
            elif self._is_somebody(at):
                end = self._end(at)
                yield self._named(at, end)

    def _is_somebody(self, at: int) -> bool:
        word = self._sentence.tokens[at]
        if at in self._nobody or word.written.isdigit() or word.folded in self._leading:
            return False
        return not self._names_only or (word.written[:1].isupper() and at not in self._countries)

    def _end(self, start: int) -> int:
        """Behind a name: its further words have a capital too."""
        words = self._sentence.tokens
        at = start + 1
        while (
            words[start].written[:1].isupper()
            and at < min(len(words), start + _LONGEST)
            and words[at].written[:1].isupper()
            and self._sentence.text[words[at - 1].end : words[at].start] == " "
        ):
            at += 1
        return at

    def _named(self, start: int, end: int) -> Party:
        words = self._sentence.tokens
        said = " ".join(self._sentence.text[words[start].start : words[end - 1].end].split())
        return Subject(Sort.NAME, said), self._sentence.quote(self._spans[0], (start, end))

    def _of(self, mention: Mention) -> Iterator[Party]:
        if self._owner not in mention.subjects:
            yield self._search.nearest(mention), self._sentence.quote(self._spans[0], mention.span)

    def receiving(self) -> Iterator[Party]:
        """Who stands before a verb for getting, or somewhere beside it."""
        sentence, no = self._sentence, self._no
        verbs = [at for at in sentence.places(Cue.RECEIVES) if no.together(self._spans[0][0], at)]
        if not verbs or self._names_only:
            return
        known = [one for one in dict.fromkeys(self._known.values()) if no.together(one.span[0], verbs[0])]
        if known := [one for one in known if not no.excepted(one.span[0])]:
            for mention in known:
                yield from self._of(mention)
            return
        start = 0
        while start < verbs[0] and sentence.words[start] in self._leading:
            start += 1
        if start < verbs[0] <= start + _LONGEST and not any(at in self._nobody for at in range(start, verbs[0])):
            yield self._named(start, verbs[0])
        else:
            yield None, sentence.quote(*self._spans)
