"""A statement beside a description: what each of them names, and what the other has of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from auditor.knowledge.types import ClaimTopic, Cue
from auditor.model import Audience, View
from auditor.model.facts import Unknown
from auditor.readability import Form, Passage
from auditor.statement.claims import claim, meant
from auditor.statement.described import Described, Kept
from auditor.statement.durations import Duration
from auditor.statement.lexicon import LANGUAGES, Lexicon, detected, lexicon
from auditor.statement.names import names_beside
from auditor.statement.parties import parties
from auditor.statement.placeholders import placeholders
from auditor.statement.result import (
    Claim,
    Comparison,
    Named,
    Open,
    Sort,
    State,
    Subject,
    Topic,
    Wanted,
)
from auditor.statement.saying_no import SayingNo, answered, answered_within
from auditor.statement.searching import NEAREST, Mention, Search, shown
from auditor.statement.text import Quote, Sentence, sentences
from auditor.statement.words import tokens
from auditor.values import Part, months_and_days

_BESIDE = 15
"""Words between a length of time and the moment from which it counts."""
_SUPERVISOR = "supervisory-authority"
"""Every statement names one, for complaints."""


def compare(view: View, passages: Sequence[Passage], form: Form, raw: str, language: str | None = None) -> Comparison:
    """What both sides have. For clients nothing of what the description has not: what is reserved would show by it.

    raw: the text as it stands in the file. language: of the text; None where its words tell.

    Raises ValueError for a language without words.
    """
    guessed = language is None
    told = language or _told_by_words(passages)
    language = told or LANGUAGES[0]
    if language not in LANGUAGES:
        raise ValueError(language)
    known = lexicon(language)
    said = sentences(passages, known)
    described = Described(view)
    search = Search(described, known, said)
    order = list(Topic)
    wanted = tuple(
        replace(one, reserved=any(map(described.is_reserved, one.paths)) or _is_hidden(described, one.subject))
        for one in sorted(_wanted(described, search), key=lambda one: order.index(one.topic))
    )
    return Comparison(
        language=language,
        guessed=guessed,
        unsure=told is None,
        wanted=tuple(one for one in wanted if one.looked_for),
        named=() if view.audience is Audience.CLIENT else tuple(_named(described, search)),
        claims=tuple(_claims(described, search)),
        not_compared=tuple(_not_compared(search)),
        placeholders=placeholders(said, known, form, raw),
        unknown=tuple(_unknown(described, [one for one in wanted if not one.looked_for])),
    )


def _is_hidden(described: Described, subject: Subject) -> bool:
    return subject.sort is Sort.ORGANISATION and not described.tells(subject.id)


def _told_by_words(passages: Iterable[Passage]) -> str | None:
    words = (word.folded for passage in passages for part in passage.parts for word in tokens(part.text))
    return detected(words)


# what the description has


def _wanted(described: Described, search: Search) -> Iterator[Wanted]:
    yield from _recipients(described, search)
    yield from _transfers(described, search)
    for length in described.terms:
        yield from _term(described.terms[length], search)
    yield from _data(described, search)


def _recipients(described: Described, search: Search) -> Iterator[Wanted]:
    for name, recipient in described.recipients.items():
        if not recipient.sure:
            continue
        subject, kind = Subject(Sort.ORGANISATION, name), described.view.kind_id(name)
        used = described.view.organisations[name].use
        by_name = search.of(search.who, {subject, *([Subject(Sort.RECEIVER, used)] if used else [])})
        by_kind = search.of(search.who, {Subject(Sort.KIND, kind)}, _is_not_about_rights) if kind else ()
        state = State.FOUND if by_name else State.GENERAL if by_kind else State.NOT_FOUND
        words = shown([*search.organisation_words(name), *search.kind_words(kind)])
        yield Wanted(Topic.RECIPIENTS, subject, state, words, by_name or by_kind, recipient.sure)


def _transfers(described: Described, search: Search) -> Iterator[Wanted]:
    generally = search.of(search.outside, {Subject(Sort.OUTSIDE, "outside")})
    for code, there in described.abroad.items():
        subject = Subject(Sort.COUNTRY, code)
        found = search.of(search.countries, {subject})
        state = State.FOUND if found else State.GENERAL if generally else State.NOT_FOUND
        words = shown(search.country_words(code))
        paths, holders = tuple(there.paths), tuple(there.holders)
        yield Wanted(Topic.TRANSFERS, subject, state, words, found or generally, paths, holders)
    for law, paths in described.safeguards.items():
        subject = Subject(Sort.LAW, law)
        found = search.of(search.safeguards, {subject})
        state = State.FOUND if found else State.NOT_FOUND
        yield Wanted(Topic.SAFEGUARDS, subject, state, shown(search.safeguard_words(law)), found, paths)


def _term(kept: Kept, search: Search) -> Iterator[Wanted]:
    same = [one for one in search.durations if one.length == months_and_days(kept.parts)]
    about = [one for one in same if one.kept]
    state = State.FOUND if about else State.ELSEWHERE if same else State.NOT_FOUND
    quotes = _quotes(about or same)
    subject = Subject(Sort.TERM, _written(kept.parts), kept.parts)
    paths, places, starts = tuple(kept.paths), tuple(kept.places), tuple(kept.starts)
    words = _length_words(kept.parts, search.known)
    yield Wanted(Topic.TERMS, subject, state, words, quotes, paths, places, starts)
    if about:
        beside = _events_beside(about, search)
        names = {subject.id for mentions in beside.values() for mention in mentions for subject in mention.subjects}
        for start in starts:
            if start not in names:
                there = _quotes(about, beside)
                event = Subject(Sort.EVENT, start, kept.parts)
                words = shown(search.event_words(start))
                yield Wanted(Topic.STARTS, event, State.NOT_FOUND, words, there, paths, places)


def _events_beside(about: Iterable[Duration], search: Search) -> dict[tuple[int, int], list[Mention]]:
    """The moments that are named within some words of each length of time, by its sentence and place."""
    of: dict[int, list[Mention]] = {}
    for mention in search.events:
        of.setdefault(id(mention.sentence), []).append(mention)
    found: dict[tuple[int, int], list[Mention]] = {}
    for one in about:
        there = of.get(id(one.sentence), [])
        first = bisect_left(there, one.start - _BESIDE, key=lambda mention: mention.span[0])
        last = bisect_left(there, one.end + _BESIDE, key=lambda mention: mention.span[0])
        found[id(one.sentence), one.start] = there[first:last]
    return found


def _quotes(
    found: Iterable[Duration], beside: Mapping[tuple[int, int], list[Mention]] | None = None
) -> tuple[Quote, ...]:
    quotes: dict[tuple[int, str], Quote] = {}
    for one in found:
        spans = [mention.span for mention in (beside or {}).get((id(one.sentence), one.start), ())]
        quote = one.sentence.quote((one.start, one.end), *spans)
        quotes.setdefault((quote.line, quote.text), quote)
    return tuple(quotes.values())


def _written(parts: Sequence[Part]) -> str:
    return " ".join(f"{part.number} {part.unit}" for part in parts)


def _length_words(parts: Sequence[Part], known: Lexicon) -> tuple[str, ...]:
    """How a term can stand in a text: with a number, in words, and in the other unit of the same length."""
    if len(parts) > 1:
        months, days = months_and_days(parts)
        parts = [Part(months, "months"), *([Part(days, "days")] if days else [])]
    units: dict[str, list[str]] = {}
    for word, unit in known.units.items():
        units.setdefault(unit, []).append(word)
    names = {number: word for word, number in reversed(list(known.numbers.items()))}
    found: list[str] = []
    for number, unit in parts:
        unit_word = units[unit][
            0 if number == 1 or (known.language == "nl" and unit == "years") else 1 % len(units[unit])
        ]
        found.append(f"{number} {unit_word}")
        if number in names:
            found.append(f"{names[number]} {unit_word}")
        if unit == "years":
            found.append(f"{number * 12} {units['months'][1 % len(units['months'])]}")
        if unit == "months" and number % 12 == 0:
            found.append(f"{number // 12} {units['years'][0]}")
    return tuple(found)


def _data(described: Described, search: Search) -> Iterator[Wanted]:
    special = search.of(search.data, {Subject(Sort.SPECIAL, "special")})
    for kind in described.data:
        subject = Subject(Sort.CATEGORY, kind.category) if kind.category else Subject(Sort.ITEM, kind.items[0])
        exact = {subject, *(Subject(Sort.ITEM, name) for name in kind.items)}
        anywhere = search.of(search.data, exact)
        found = search.of(search.data, exact, _of_people)
        related = described.related(kind.category) if kind.category else set()
        wider = search.of(search.data, {Subject(Sort.CATEGORY, name) for name in related})
        wider = wider or (special if described.special(kind.category) else ())
        state = State.FOUND if found else State.GENERAL if wider else State.ELSEWHERE if anywhere else State.NOT_FOUND
        labels = (word for name in kind.items for word in search.item_words(name))
        words = shown([*search.category_words(kind.category), *labels])
        paths, items = tuple(("items", name) for name in kind.items), tuple(kind.items)
        yield Wanted(Topic.DATA, subject, state, words, found or wider or anywhere, paths, items)


def _is_not_about_rights(sentence: Sentence) -> bool:
    return Cue.RIGHTS not in sentence.own and (Cue.RIGHTS not in sentence.around or Cue.RECEIVERS in sentence.around)


def _of_people(sentence: Sentence) -> bool:
    """Whether a sentence can be about what is written down of people: not only about asking, security or cookies."""
    about = sentence.own | sentence.around
    return Cue.COLLECTS in about or not about & {Cue.RIGHTS, Cue.REPLY, Cue.SECURITY, Cue.COOKIES}


# what the text has


def _named(described: Described, search: Search) -> Iterator[Named]:
    yield from _once(Topic.RECIPIENTS, _others(described, search), search)
    for name, quotes in names_beside(described, search).items():
        yield Named(Topic.RECIPIENTS, Subject(Sort.NAME, name), quotes)
    yield from _denied_receivers(described, search)
    abroad = described.abroad
    inside = described.view.knowledge.regions["eea"].countries
    away = [
        (mention, mention.subjects[0])
        for mention in search.countries
        if mention.denied is None and mention.subjects[0].id not in inside and mention.subjects[0].id not in abroad
    ]
    yield from _once(Topic.TRANSFERS, away, search)
    if not abroad and not away:
        yield from _once(Topic.TRANSFERS, _outside(search), search)
    laws = ((mention, mention.subjects[0]) for mention in search.safeguards)
    yield from _once(Topic.SAFEGUARDS, ((one, law) for one, law in laws if law.id not in described.safeguards), search)
    yield from _terms(described, search)
    yield from _once(Topic.DATA, _further_data(described, search), search)


def _once(topic: Topic, found: Iterable[tuple[Mention, Subject]], search: Search) -> Iterator[Named]:
    """Each with all its places, but those in a sentence with a no."""
    quotes: dict[Subject, dict[tuple[int, str], Quote]] = {}
    for mention, subject in found:
        if id(mention.sentence) in search.negated:
            continue
        quote = mention.quote
        quotes.setdefault(subject, {}).setdefault((quote.line, quote.text), quote)
    yield from (Named(topic, subject, tuple(places.values())) for subject, places in quotes.items())


def _about(sentence: Sentence, cue: Cue, *others: Cue) -> bool:
    """Whether a sentence, or what stands above it, is about one thing, and the sentence is not about another."""
    return (cue in sentence.own or cue in sentence.around) and not sentence.own.intersection(others)


def _others(described: Described, search: Search) -> Iterator[tuple[Mention, Subject]]:
    for mention in search.who:
        about = _about(mention.sentence, Cue.RECEIVERS, Cue.RIGHTS, Cue.SOURCES, Cue.COOKIES, Cue.NOT_OURS)
        if mention.denied is not None or not about:
            continue
        if any(described.reached.intersection(meant(described, one)) for one in mention.subjects):
            continue
        subject = min(mention.subjects, key=lambda one: NEAREST.index(one.sort))
        if subject.sort is Sort.ORGANISATION and any(flow.value.to == subject.id for flow in described.denied):
            continue
        receivers = described.view.knowledge.receivers
        kind = receivers[subject.id].kind if subject.sort is Sort.RECEIVER else subject.id
        if kind != _SUPERVISOR:
            yield mention, subject


def _denied_receivers(described: Described, search: Search) -> Iterator[Named]:
    """Organisations to which nothing goes, says the description, and of which the text says that something does."""
    for name in dict.fromkeys(flow.value.to for flow in described.denied):
        if name in described.view.organisations and name not in described.recipients:
            subject = Subject(Sort.ORGANISATION, name)
            if quotes := search.of(search.who, {subject}, lambda one: _is_said_to_receive(one, search)):
                paths = tuple(flow.path for flow in described.denied if flow.value.to == name)
                yield Named(Topic.RECIPIENTS, subject, quotes, paths)


def _is_said_to_receive(sentence: Sentence, search: Search) -> bool:
    return id(sentence) not in search.negated and _about(sentence, Cue.RECEIVERS, Cue.RIGHTS, Cue.NOT_OURS)


def _outside(search: Search) -> Iterator[tuple[Mention, Subject]]:
    """Where the text speaks of countries outside the EEA, and says no to nothing there."""
    asked = _answered(search)
    says_no = {
        id(sentence)
        for sentence, no in zip(search.sentences, search.saying_no, strict=True)
        if any(denial.topic is ClaimTopic.OUTSIDE for denial in no.topics())
    }
    for mention in search.outside:
        moves = mention.sentence.own & {Cue.SHARES, Cue.SHARING, Cue.STORES}
        if mention.denied is None and moves and id(mention.sentence) not in says_no | asked.keys():
            yield mention, mention.subjects[0]


def _terms(described: Described, search: Search) -> Iterator[Named]:
    found: dict[tuple[int, int], list[Duration]] = {}
    for one in search.durations:
        if one.kept and one.length not in described.terms:
            found.setdefault(one.length, []).append(one)
    for same in found.values():
        part = same[0].part
        yield Named(Topic.TERMS, Subject(Sort.TERM, _written([part]), (part,)), _quotes(same))


def _further_data(described: Described, search: Search) -> Iterator[tuple[Mention, Subject]]:
    has = described.categories
    for mention in search.data:
        others = (Cue.RIGHTS, Cue.REPLY, Cue.COOKIES, Cue.SECURITY)
        about = any(_about(mention.sentence, cue, *others) for cue in (Cue.COLLECTS, Cue.KEEPS))
        about = about and not mention.sentence.around & {Cue.RIGHTS, Cue.COOKIES}
        plain = all(subject.sort is Sort.CATEGORY for subject in mention.subjects)
        if mention.denied is not None or not about or not plain:
            continue
        names = [subject.id for subject in mention.subjects]
        if not any(name in has or described.related(name).intersection(has) for name in names):
            yield mention, mention.subjects[0]


# where the text says no


def _claims(described: Described, search: Search) -> Iterator[Claim]:
    found: dict[tuple[int, ClaimTopic | Subject], Claim] = {}
    order = {id(sentence): at for at, sentence in enumerate(search.sentences)}
    for sentence, about, quote, unless, open_ in _said_no(search):
        made = claim(described, about, quote, unless, open_=open_)
        found.setdefault((order[id(sentence)], about), made)
    yield from (found[key] for key in sorted(found, key=lambda key: key[0]))


_SaidNo = tuple[Sentence, ClaimTopic | Subject, Quote, tuple[str, ...], bool]


def _said_no(search: Search) -> Iterator[_SaidNo]:
    mentions: dict[int, list[Mention]] = {}
    for mention in (*search.who, *search.data, *search.countries):
        mentions.setdefault(id(mention.sentence), []).append(mention)
    asked = _answered(search)
    for sentence, no in zip(search.sentences, search.saying_no, strict=True):
        yield from _denials(search, sentence, no, mentions.get(id(sentence), ()))
        if id(sentence) in asked:
            topic, quote = asked[id(sentence)]
            yield sentence, topic, quote, (), False


def _not_compared(search: Search) -> Iterator[Quote]:
    """Sentences with a no of ours that was not understood; each line and quote once."""
    compared = {id(sentence) for sentence, *_ in _said_no(search)}
    found: dict[tuple[int, str], Quote] = {}
    before: Sentence | None = None
    for sentence, no in zip(search.sentences, search.saying_no, strict=True):
        answers = before is not None and id(before) in compared and answered(before, sentence) is not None
        if no.negations and no.is_ours and not answers and id(sentence) not in compared:
            quote = sentence.quote(no.negations[0])
            found.setdefault((quote.line, quote.text), quote)
        before = sentence
    yield from found.values()


def _denials(search: Search, sentence: Sentence, no: SayingNo, mentions: Sequence[Mention]) -> Iterator[_SaidNo]:
    """What one sentence says no to. A no to somebody is one to them only, and outside the EEA to part of it."""
    topics = list(no.topics())
    outside = any(topic is ClaimTopic.OUTSIDE for topic, _ in topics)
    denied = [(one, subject) for one in mentions if one.denied is not None and (subject := _denied(one, search))]
    who = any(subject.sort in _WHO for _, subject in denied)
    for mention, subject in denied:
        open_ = (outside and subject.sort in _WHO) or (who and subject.sort is Sort.COUNTRY)
        yield sentence, subject, mention.quote, no.limits, open_
    told = who and Cue.OTHERS not in sentence.own
    for topic, spans in topics:
        if topic not in (ClaimTopic.SHARING, ClaimTopic.OUTSIDE):
            yield sentence, topic, sentence.quote(*spans), no.limits, False
            continue
        if topic is ClaimTopic.SHARING and (outside or Cue.SOURCES in sentence.own):
            continue
        named = parties(search, sentence, no, spans, names_only=topic is ClaimTopic.OUTSIDE)
        for party, quote in named:
            if party or not told:
                yield sentence, party or topic, quote, no.limits, outside or party is None
        if not named and not told:
            yield sentence, topic, sentence.quote(*spans), no.limits, False


def _denied(mention: Mention, search: Search) -> Subject | None:
    """What a sentence says no to: the nearest that the description has, and what everybody calls so."""
    if mention.subjects[0].sort is Sort.COUNTRY:
        inside = search.described.view.knowledge.regions["eea"].countries
        return mention.subjects[0] if mention.subjects[0].id not in inside else None
    return search.nearest(mention)


_WHO = frozenset((Sort.ORGANISATION, Sort.KIND, Sort.RECEIVER, Sort.NAME))


def _answered(search: Search) -> dict[int, tuple[ClaimTopic, Quote]]:
    """Labels that are answered with no, by the sentence that is the label."""
    found: dict[int, tuple[ClaimTopic, Quote]] = {}
    for before, sentence in zip(search.sentences, search.sentences[1:], strict=False):
        if denial := answered(before, sentence):
            label = before.quote((0, len(before.tokens)))
            said = " ".join(sentence.text.split())
            words = before.quote(*denial.spans).words
            found[id(before)] = (denial.topic, Quote(label.line, f"{label.text}: {said}", (*words, said)))
    for sentence in search.sentences:
        if denial := answered_within(sentence):
            found[id(sentence)] = (denial.topic, sentence.quote(*denial.spans))
    return found


# what the description does not know


def _unknown(described: Described, without_words: Iterable[Wanted]) -> Iterator[Open]:
    view = described.view
    perhaps = tuple(name for name, one in described.recipients.items() if not one.sure)
    works = tuple(name for name in described.ours if isinstance(view.places[name].processor, Unknown))
    nameless = {topic: tuple(one.subject.id for one in without_words if one.topic is topic) for topic in Topic}
    items = tuple(name for name in described.held if isinstance(view.items[name].category, Unknown))
    found = {
        Topic.RECIPIENTS: (*perhaps, *works),
        Topic.TRANSFERS: described.where_unknown,
        Topic.TERMS: described.how_long_unknown,
        Topic.DATA: items,
    }
    for topic, ids in found.items():
        together = tuple(dict.fromkeys((*ids, *nameless[topic]))) if topic is not Topic.TERMS else ids
        if together:
            yield Open(topic, together, tuple(name for name in together if not described.tells(name)))
