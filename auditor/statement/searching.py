"""Everything of a description and of the knowledge that a text can name, found in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from auditor.knowledge import statement_words
from auditor.knowledge.types import Cue, WordsFor
from auditor.model import is_own
from auditor.statement.described import Described
from auditor.statement.durations import Duration, durations
from auditor.statement.lexicon import Lexicon, country_names, inflected, labels, said
from auditor.statement.result import Sort, Subject
from auditor.statement.saying_no import SayingNo, Span
from auditor.statement.text import Quote, Sentence
from auditor.statement.words import STEM, Finder, tokens

_GIVING = frozenset((Cue.SHARES, Cue.SHARING))
_HAVING = frozenset((Cue.WRITES,))
NEAREST = (Sort.ORGANISATION, Sort.RECEIVER, Sort.NAME, Sort.KIND, Sort.SPECIAL, Sort.CATEGORY, Sort.ITEM)
"""What words name, where they can name several things."""
_SHORTEST = 3
"""Letters of a country that can be written with small letters behind its first one: US is not us."""


class Mention(NamedTuple):
    """Words of a text that name something; the same words can name several things.

    denied: the words by which the sentence says no to it, where it does.
    """

    sentence: Sentence
    span: Span
    subjects: tuple[Subject, ...]
    denied: tuple[Span, ...] | None

    @property
    def quote(self) -> Quote:
        return self.sentence.quote(*(self.denied or (self.span,)))


class Search:
    """What the sentences of a text name."""

    def __init__(self, described: Described, known: Lexicon, sentences: Sequence[Sentence]) -> None:
        self.described = described
        self.known = known
        self.sentences = sentences
        self._indexes: dict[int, dict[Subject, list[int]]] = {}
        self.saying_no = [SayingNo(sentence) for sentence in sentences]

    @cached_property
    def negated(self) -> frozenset[int]:
        """The sentences with any no: what they mention is not told to be so."""
        return frozenset(id(no.sentence) for no in self.saying_no if no.negated)

    # the words for each thing

    def organisation_words(self, name: str) -> list[str]:
        """What people call an organisation: its name, its plain label, and its name in the knowledge."""
        organisation, receiver = self.described.view.organisations[name], self.described.view.receiver(name)
        called = labels([organisation.name, organisation.plain], self.known)
        if receiver:
            called += labels([receiver.name], self.known)
            called += self._of(statement_words().receivers.get(organisation.use or ""))
        return list(dict.fromkeys(called))

    def kind_words(self, kind: str | None) -> list[str]:
        """The words for a kind of organisation."""
        return self._of(statement_words().kinds.get(kind or ""))

    def category_words(self, category: str | None) -> list[str]:
        """The words for a kind of data."""
        return self._of(statement_words().categories.get(category or ""))

    def item_words(self, name: str) -> list[str]:
        """What the description calls a kind of data."""
        item = self.described.view.items[name]
        return labels([item.name, item.plain], self.known)

    def event_words(self, name: str) -> list[str]:
        """The words for a moment."""
        own = self.described.view.model.events.get(name)
        return labels([own.name, own.plain], self.known) if own else self._of(statement_words().events.get(name))

    def country_words(self, code: str) -> list[str]:
        """What a country is called."""
        return country_names(code, self.known.language)

    def safeguard_words(self, law: str) -> list[str]:
        """The words for what protects data outside the EEA."""
        return self._of(statement_words().safeguards.get(law))

    def _of(self, words: WordsFor | None) -> list[str]:
        return list(said(words, self.known.language)) if words else []

    # where they stand

    @cached_property
    def who(self) -> tuple[Mention, ...]:
        """Organisations, national bodies and kinds of organisations."""
        view, known = self.described.view, statement_words()
        words: list[tuple[str, Subject]] = []
        for name in view.organisations:
            if is_own(name):
                subject = Subject(Sort.ORGANISATION, name)
                words += [(form, subject) for phrase in self.organisation_words(name) for form in inflected(phrase)]
        for name, receiver in view.knowledge.receivers.items():
            phrases = [*labels([receiver.name], self.known), *self._of(known.receivers.get(name))]
            words += [(phrase, Subject(Sort.RECEIVER, name)) for phrase in phrases]
        bodies = (phrase for body in known.bodies.values() for phrase in self._of(body))
        words += [(phrase, Subject(Sort.NAME, phrase.rstrip(STEM))) for phrase in bodies]
        words += [(phrase, Subject(Sort.KIND, kind)) for kind in known.kinds for phrase in self.kind_words(kind)]
        return tuple(self._mentions(Finder(words), _GIVING))

    @cached_property
    def data(self) -> tuple[Mention, ...]:
        """Kinds of data, and the words for all special ones together."""
        view, known = self.described.view, statement_words()
        words: list[tuple[str, Subject]] = []
        for category in known.categories:
            words += [(phrase, Subject(Sort.CATEGORY, category)) for phrase in self.category_words(category)]
        for name in view.items:
            if is_own(name):
                phrases = (form for phrase in self.item_words(name) for form in inflected(phrase))
                words += [(phrase, Subject(Sort.ITEM, name)) for phrase in phrases]
        special = self._of(known.cues[Cue.SPECIAL])
        words += [(phrase, Subject(Sort.SPECIAL, "special")) for phrase in special]
        return tuple(self._mentions(Finder(words), _HAVING, _GIVING))

    @cached_property
    def countries(self) -> tuple[Mention, ...]:
        """Countries, written with a capital."""
        found: list[Mention] = []
        for sentence, no in zip(self.sentences, self.saying_no, strict=True):
            for hit in self.known.countries.hits(sentence.words):
                written = sentence.tokens[hit.start].written
                alone = hit.end == hit.start + 1
                if written.isupper() if alone and len(written) < _SHORTEST else written[:1].isupper():
                    span = (hit.start, hit.end)
                    denied = no.denies(span, {*_GIVING, Cue.STORES})
                    found.append(Mention(sentence, span, (Subject(Sort.COUNTRY, hit.key),), denied))
        return tuple(found)

    @cached_property
    def safeguards(self) -> tuple[Mention, ...]:
        """Words for what protects data outside the EEA."""
        known = statement_words().safeguards
        words = [(phrase, Subject(Sort.LAW, law)) for law in known for phrase in self.safeguard_words(law)]
        return tuple(self._mentions(Finder(words), ()))

    @cached_property
    def outside(self) -> tuple[Mention, ...]:
        """The words for all countries outside the EEA together."""
        words = [(phrase, Subject(Sort.OUTSIDE, "outside")) for phrase in self._of(statement_words().cues[Cue.OUTSIDE])]
        return tuple(self._mentions(Finder(words), {*_GIVING, Cue.STORES}))

    @cached_property
    def events(self) -> tuple[Mention, ...]:
        """Moments from which a term can count."""
        known, own = statement_words().events, self.described.view.model.events
        names = [*known, *(name for name in own if self.described.view.tells_event(name))]
        words = [(phrase, Subject(Sort.EVENT, name)) for name in names for phrase in self.event_words(name)]
        return tuple(self._mentions(Finder(words), ()))

    @cached_property
    def durations(self) -> list[Duration]:
        """Lengths of time."""
        return durations(self.sentences, self.known)

    def _mentions(
        self, finder: Finder[Subject], verbs: Collection[Cue], not_with: Collection[Cue] = ()
    ) -> Iterator[Mention]:
        for sentence, no in zip(self.sentences, self.saying_no, strict=True):
            spans: dict[Span, list[Subject]] = {}
            for hit in finder.hits(sentence.words):
                spans.setdefault((hit.start, hit.end), []).append(hit.key)
            for span, subjects in spans.items():
                yield Mention(sentence, span, tuple(subjects), no.denies(span, verbs, not_with) if verbs else None)

    def who_of(self, sentence: Sentence) -> Sequence[Mention]:
        """The organisations and kinds of organisations that one sentence names."""
        return self._who_of.get(id(sentence), ())

    @cached_property
    def _who_of(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in self.who:
            found.setdefault(id(mention.sentence), []).append(mention)
        return found

    def nearest(self, mention: Mention) -> Subject:
        """Of what the same words can name the nearest that the description has."""
        known = self.described.kinds
        return min(mention.subjects, key=lambda one: (NEAREST.index(one.sort), one.id not in known, one.id))

    def of(
        self,
        mentions: tuple[Mention, ...],
        subjects: Iterable[Subject],
        only: Callable[[Sentence], bool] = lambda _: True,
    ) -> tuple[Quote, ...]:
        """The places that name one of these, and do not say no to it; of every line with its words one."""
        index = self._index(mentions)
        found = [place for subject in subjects for place in index.get(subject, ())]
        quotes: dict[tuple[int, tuple[str, ...]], Quote] = {}
        for place in sorted(set(found)):
            if only(mentions[place].sentence):
                quote = mentions[place].quote
                quotes.setdefault((quote.line, quote.words), quote)
        return tuple(quotes.values())

    def _index(self, mentions: tuple[Mention, ...]) -> dict[Subject, list[int]]:
        """Where each of them is named and not denied."""
        if id(mentions) not in self._indexes:
            made = self._indexes[id(mentions)] = dict[Subject, list[int]]()
            for place, mention in enumerate(mentions):
                for subject in mention.subjects if mention.denied is None else ():
                    made.setdefault(subject, []).append(place)
        return self._indexes[id(mentions)]


def shown(phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases as people read them, each once: a word with other endings has dots behind it."""
    found: dict[str, str] = {}
    for phrase in phrases:
        found.setdefault(" ".join(token.folded for token in tokens(phrase)), phrase.replace(STEM, "…"))
    return tuple(found.values())
