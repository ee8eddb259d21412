"""An existing privacy statement beside a description, as text and as JSON. It judges neither."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path as File

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.exporters.checked import where
from auditor.exporters.out import Out
from auditor.exporters.readable import FigureOut, figure_out, missing, number, table
from auditor.exporters.say import Speaker
from auditor.exporters.visible import visible
from auditor.knowledge.types import ClaimTopic
from auditor.model import Audience, Path
from auditor.model.elements import Access, Processor
from auditor.readability import Figure, Measure
from auditor.results import Country, Name, Names, Param, Phrases, Sentence
from auditor.statement import Claim, Comparison, Named, Quote, Sort, State, Subject, Topic, Verdict, Wanted

MOST_QUOTES = 2
"""Places in the text that are printed of one thing; the JSON has them all."""
MOST_SENTENCES = 30
"""Sentences that were not compared, likewise."""
MOST_PATHS = 3
"""Places in the description, likewise."""
MOST_NAMES = 6
"""Names in one list, likewise."""
_WITHOUT_LISTS = tuple(measure for measure in Measure if measure not in set(list(Measure)[:5]))
"""Figures that need lists of words."""


class QuoteOut(Out):
    """A place in the text: the line of the first word found, what stands around it, and the words."""

    line: int
    text: str
    words: list[str]


class WantedOut(Out):
    """Something of the description that was looked for in the text. said: what it is. at: where the description has it.

    state: general: only in wider words; elsewhere: in a sentence about something else.
    """

    topic: Topic
    sort: Sort
    id: str
    said: str
    state: State
    looked_for: list[str]
    quotes: list[QuoteOut]
    at: list[str]
    reserved: bool


class NamedOut(Out):
    """Something that the text names and the description does not. denied: where the description says no to it."""

    topic: Topic
    sort: Sort
    id: str
    said: str
    quotes: list[QuoteOut]
    denied: list[str]


class HasOut(Out):
    """What the description has, in words, and where."""

    said: str
    at: str


class ClaimOut(Out):
    """A sentence of the text that says no. about: to what, by its id; sort: null for a topic, else of what it names.

    has: what the description has beside it; denied: where it says no too. unless: words that make it hold for some
    cases, or one use, only.
    """

    about: str
    sort: Sort | None
    said: str
    verdict: Verdict
    quote: QuoteOut
    has: list[HasOut]
    denied: list[str]
    unless: list[str]
    reserved: bool


class OpenOut(Out):
    """What the description does not know yet. names: in words; ids: the same; reserved: those of them that are."""

    topic: Topic
    ids: list[str]
    names: list[str]
    reserved: list[str]


class FiguresOut(Out):
    """The figures of the text. counts: those of any language; with_limits: all of them, where we have word lists.

    not_made: measures for which this language has no lists.
    """

    counts: dict[Measure, float]
    with_limits: list[FigureOut]
    not_made: list[Measure]


class StatementOut(Out):
    """The result of `auditor compare-statement`. text_language: of the text; guessed: told by its words.

    unsure: they do not tell it. not_compared: sentences that say no, of which it was not understood to what.
    named_left_out: for clients, since what is reserved would show by what is not found.
    note: what this does not say.
    """

    model: str
    language: str
    file: str
    text_language: str
    guessed: bool
    unsure: bool
    note: str
    wanted: list[WantedOut]
    named: list[NamedOut]
    named_left_out: bool
    claims: list[ClaimOut]
    not_compared: list[QuoteOut]
    placeholders: list[QuoteOut]
    unknown: list[OpenOut]
    figures: FiguresOut


class Figures:
    """The figures of a text: of any language, and those with limits where there are word lists."""

    def __init__(self, counts: dict[Measure, float], with_limits: tuple[Figure, ...] = ()) -> None:
        self.counts = counts
        self.with_limits = with_limits

    @property
    def not_made(self) -> tuple[Measure, ...]:
        """What needs word lists, where there are none."""
        return () if self.with_limits else _WITHOUT_LISTS


def statement_out(file: File, found: Comparison, figures: Figures, speaker: Speaker) -> StatementOut:
    """The comparison with what it is in words."""
    model = speaker.view.model
    return StatementOut(
        model=model.name,
        language=speaker.language,
        file=visible(str(file)),
        text_language=found.language,
        guessed=found.guessed,
        unsure=found.unsure,
        note=speaker.text("statement.note"),
        wanted=[
            WantedOut(
                topic=one.topic, sort=one.subject.sort, id=one.subject.id, said=visible(_what(one, speaker)),
                state=one.state, looked_for=list(one.looked_for), quotes=_quotes_out(one.quotes),
                at=[where(model, path) for path in one.paths], reserved=one.reserved,
            )
            for one in found.wanted
        ],
        named=[
            NamedOut(
                topic=one.topic, sort=one.subject.sort, id=visible(one.subject.id),
                said=visible(_named(one, speaker)), quotes=_quotes_out(one.quotes),
                denied=[where(model, path) for path in one.denied],
            )
            for one in found.named
        ],
        named_left_out=_for_clients(speaker),
        claims=[_claim_out(one, speaker) for one in found.claims],
        not_compared=_quotes_out(found.not_compared),
        placeholders=_quotes_out(found.placeholders),
        unknown=[
            OpenOut(
                topic=one.topic, ids=list(one.ids), names=[_name(name, speaker) for name in one.ids],
                reserved=list(one.reserved),
            )
            for one in found.unknown
        ],
        figures=FiguresOut(
            counts={measure: round(value, 2) for measure, value in figures.counts.items()},
            with_limits=[figure_out(figure, speaker.words) for figure in figures.with_limits],
            not_made=list(figures.not_made),
        ),
    )  # fmt: skip


def _for_clients(speaker: Speaker) -> bool:
    return speaker.view.audience is Audience.CLIENT


def _claim_out(claim: Claim, speaker: Speaker) -> ClaimOut:
    model, about = speaker.view.model, claim.about
    return ClaimOut(
        about=about.id if isinstance(about, Subject) else about,
        sort=about.sort if isinstance(about, Subject) else None,
        said=visible(_about(claim, speaker)),
        verdict=claim.verdict,
        quote=_quote_out(claim.quote),
        has=[HasOut(said=_has(path, speaker), at=where(model, path)) for path in claim.paths],
        denied=[where(model, path) for path in claim.denied],
        unless=[visible(words) for words in claim.unless],
        reserved=claim.reserved,
    )


def _quotes_out(quotes: Iterable[Quote]) -> list[QuoteOut]:
    return [_quote_out(quote) for quote in quotes]


def _quote_out(quote: Quote) -> QuoteOut:
    return QuoteOut(line=quote.line, text=visible(quote.text), words=[visible(words) for words in quote.words])


# what things are called


def _what(wanted: Wanted, speaker: Speaker) -> str:
    """What was looked for: an officer reads the proper name and what clients call it."""
    subject = wanted.subject
    if wanted.topic is Topic.DATA:
        return speaker.words.value(Names(wanted.holders, "items"))
    if wanted.topic in (Topic.TERMS, Topic.STARTS, Topic.TRANSFERS):
        said: dict[str, Param] = {"what": _subject(subject, speaker), "places": _some(wanted.holders, speaker)}
        if wanted.topic is Topic.STARTS:
            said["term"] = subject.parts
        return speaker.text(f"statement.what.{wanted.topic}", **said)
    return _subject(subject, speaker)


def _subject(subject: Subject, speaker: Speaker) -> str:
    known: dict[Sort, Param] = {
        Sort.COUNTRY: Country(subject.id),
        Sort.TERM: subject.parts,
        Sort.ITEM: Name(subject.id, "items"),
    }
    if subject.sort in known:
        return speaker.words.value(known[subject.sort])
    if subject.sort is Sort.ORGANISATION:
        name, label = speaker.name(subject.id), speaker.label(subject.id, "organisations")
        return label if name == label else speaker.text("statement.named-as", name=name, label=label)
    sections = {Sort.KIND: "kinds", Sort.CATEGORY: "categories", Sort.EVENT: "events"}
    if subject.sort in sections:
        return speaker.known(sections[subject.sort], subject.id, "name")
    if subject.sort is Sort.RECEIVER:
        return speaker.view.knowledge.receivers[subject.id].name
    if subject.sort is Sort.LAW:
        return speaker.known("laws", subject.id, "says").rstrip(".")
    if subject.sort in (Sort.OUTSIDE, Sort.SPECIAL):
        return speaker.text(f"statement.{subject.sort}")
    return subject.id


def _named(named: Named, speaker: Speaker) -> str:
    """What the text names; a name as it stands there."""
    return named.quotes[0].words[-1] if named.subject.sort is Sort.NAME else _subject(named.subject, speaker)


def _name(name: str, speaker: Speaker) -> str:
    return speaker.label(name)


def _some(ids: Sequence[str], speaker: Speaker) -> Param:
    """The first of many names."""
    shown = [_name(name, speaker) for name in ids[:MOST_NAMES]]
    if rest := len(ids) - len(shown):
        shown.append(speaker.text("statement.more-names", count=rest))
    return Phrases(tuple(shown))


def _about(claim: Claim, speaker: Speaker) -> str:
    if isinstance(claim.about, ClaimTopic):
        return speaker.text(f"statement.claim.{claim.about}")
    return _subject(claim.about, speaker)


def _has(path: Path, speaker: Speaker) -> str:
    """What stands at this place of the description, in words."""
    model = speaker.view.model
    if path[0] == "flows":
        flow = model.flows[int(path[1])]
        return _sentence("flow", speaker, source=Name(flow.from_), target=Name(flow.to))
    if path[0] == "items":
        return _sentence("item", speaker, item=Name(str(path[1]), "items"))
    holder = str(path[1])
    value = model.at(path)
    if isinstance(value, Processor):
        return _sentence("processor", speaker, company=Name(value.organisation, "organisations"), place=Name(holder))
    if isinstance(value, Access):
        return _sentence("access", speaker, role=Name(value.role, "roles"), place=Name(holder))
    key = str(path[2])
    if key in ("located", "country"):
        codes = value if isinstance(value, tuple) else (value,)
        return _sentence("where", speaker, place=Name(holder), countries=Phrases(tuple(map(Country, codes))))
    if key == "controller":
        others = tuple(name for name in value if name != model.owner)
        return _sentence("controller", speaker, organisations=Names(others, "organisations"), place=Name(holder))
    return _sentence(key, speaker, place=Name(holder))


def _sentence(key: str, speaker: Speaker, **params: Param) -> str:
    return speaker.sentence(Sentence(f"statement.has.{key}", params))


# as text


def statement(file: File, found: Comparison, figures: Figures, speaker: Speaker) -> RenderableType:
    """Grouped, the most useful first: what contradicts, what is to be filled in, and what one side has alone."""
    head = speaker.text("statement.title", file=visible(str(file)), name=speaker.view.model.name)
    language = speaker.text(f"statement.language.{found.language}")
    how = "unsure" if found.unsure else "guessed" if found.guessed else "given"
    told = speaker.text(f"statement.read-as.{how}", language=language)
    parts: list[RenderableType] = [Rich(head, style="bold"), Rich(told)]
    for section in _SECTIONS:
        parts += section(found, speaker)
    parts += _figures(figures, found, speaker)
    return Group(*parts, Rich(), Rich(speaker.text("statement.note")))


def _heading(key: str, count: int, speaker: Speaker) -> list[RenderableType]:
    return [
        Rich(),
        Rich(speaker.text("statement.heading", heading=speaker.text(f"statement.{key}"), count=str(count)), "bold"),
    ]


def _bullet(text: str) -> RenderableType:
    return Padding(Rich(f"• {visible(text)}"), (0, 0, 0, 2))


def _below(text: str, style: str = "") -> RenderableType:
    return Padding(Rich(visible(text), style=style), (0, 0, 0, 4))


def _at(paths: Sequence[Path], speaker: Speaker) -> Iterator[RenderableType]:
    for path in paths[:MOST_PATHS]:
        yield _below(where(speaker.view.model, path), "dim")
    if (rest := len(paths) - MOST_PATHS) > 0:
        yield _below(speaker.text("statement.more-at", count=rest), "dim")


def _quotes(quotes: Sequence[Quote], speaker: Speaker) -> Iterator[RenderableType]:
    for quote in quotes[:MOST_QUOTES]:
        yield _below(_quoted(quote, speaker))
    if (rest := len(quotes) - MOST_QUOTES) > 0:
        yield _below(speaker.text("statement.more-quotes", count=rest))


def _quoted(quote: Quote, speaker: Speaker) -> str:
    return speaker.text("statement.quote", line=str(quote.line), text=quote.text)


def _reserved(reserved: bool, speaker: Speaker) -> Iterator[RenderableType]:
    if reserved:
        yield _below(speaker.text("statement.reserved"))


_Shown = Iterable[RenderableType]


def _contradicted(found: Comparison, speaker: Speaker) -> _Shown:
    return _claims(found, (Verdict.CONTRADICTED,), "contradicted", speaker)


def _unsettled(found: Comparison, speaker: Speaker) -> _Shown:
    return _claims(found, (Verdict.CONDITIONAL, Verdict.NOT_SAID), "unsettled", speaker)


def _supported(found: Comparison, speaker: Speaker) -> _Shown:
    return _claims(found, (Verdict.SUPPORTED,), "supported", speaker)


def _claims(found: Comparison, verdicts: tuple[Verdict, ...], key: str, speaker: Speaker) -> _Shown:
    claims = [claim for claim in found.claims if claim.verdict in verdicts]
    if not claims:
        return
    yield from _heading(key, len(claims), speaker)
    for quote, same in groupby(claims, lambda claim: (claim.quote.line, claim.quote.text)):
        yield _bullet(speaker.text("statement.quote", line=str(quote[0]), text=quote[1]))
        for claim in same:
            yield from _beside(claim, speaker)


def _beside(claim: Claim, speaker: Speaker) -> _Shown:
    about = _about(claim, speaker)
    if claim.verdict is Verdict.CONDITIONAL:
        words = Phrases(claim.unless)
        yield _below(speaker.text("statement.verdict.conditional", about=about, words=words))
    elif claim.verdict is Verdict.NOT_SAID and _for_clients(speaker):
        yield _below(speaker.text("statement.verdict.not-told", about=about))
    elif claim.verdict is not Verdict.CONTRADICTED:
        yield _below(speaker.text(f"statement.verdict.{claim.verdict}", about=about))
    if claim.verdict is not Verdict.CONDITIONAL:
        for path in claim.paths[:MOST_PATHS]:
            yield _below(speaker.text("statement.has", said=_has(path, speaker)))
            yield from _at([path], speaker)
        if (rest := len(claim.paths) - MOST_PATHS) > 0:
            yield _below(speaker.text("statement.more-at", count=rest))
    elif claim.paths:
        yield _below(speaker.text("statement.has-such", count=len(claim.paths)))
    if claim.denied:
        yield _below(speaker.text("statement.denied"))
        yield from _at(claim.denied, speaker)
    yield from _reserved(claim.reserved, speaker)


def _not_compared(found: Comparison, speaker: Speaker) -> _Shown:
    if found.not_compared:
        yield from _heading("not-compared", len(found.not_compared), speaker)
        for quote in found.not_compared[:MOST_SENTENCES]:
            yield _bullet(_quoted(quote, speaker))
        if (rest := len(found.not_compared) - MOST_SENTENCES) > 0:
            yield _below(speaker.text("statement.more-quotes", count=rest))


def _placeholders(found: Comparison, speaker: Speaker) -> _Shown:
    if found.placeholders:
        yield from _heading("placeholders", len(found.placeholders), speaker)
        for quote in found.placeholders:
            words = ", ".join(quote.words)
            yield _bullet(speaker.text("statement.placeholder", line=str(quote.line), words=words))


def _by_topic(
    ones: Sequence[Wanted] | Sequence[Named], key: str, speaker: Speaker, show: Callable[..., _Shown]
) -> _Shown:
    if not ones:
        return
    yield from _heading(key, len(ones), speaker)
    for topic, same in groupby(ones, lambda one: one.topic):
        yield Padding(Rich(speaker.text(f"statement.topic.{topic}"), style="italic"), (0, 0, 0, 1))
        yield from (shown for one in same for shown in show(one, speaker))


def _not_found(found: Comparison, speaker: Speaker) -> _Shown:
    ones = [one for one in found.wanted if one.state is State.NOT_FOUND]
    return _by_topic(ones, "not-found", speaker, _one_not_found)


def _one_not_found(one: Wanted, speaker: Speaker) -> _Shown:
    key = "starts" if one.topic is Topic.STARTS else "not-found"
    looked = _listed(one.looked_for, speaker)
    yield _bullet(speaker.text(f"statement.wanted.{key}", what=_what(one, speaker), words=looked))
    yield from _quotes(one.quotes, speaker)
    yield from _at(one.paths, speaker)
    yield from _reserved(one.reserved, speaker)


def _in_general(found: Comparison, speaker: Speaker) -> _Shown:
    """Those that the same words of the text stand for together."""
    ones = [one for one in found.wanted if one.state in (State.GENERAL, State.ELSEWHERE)]
    if not ones:
        return
    yield from _heading("general", len(ones), speaker)
    together: dict[tuple[State, str], list[Wanted]] = {}
    for one in ones:
        words: dict[str, int] = {}
        for quote in one.quotes:
            for word in quote.words:
                words.setdefault(word.lower(), quote.line)
        placed = [speaker.text("statement.word-at", words=word, line=str(line)) for word, line in words.items()]
        together.setdefault((one.state, _listed(placed, speaker)), []).append(one)
    for (state, listed), same in together.items():
        what = Phrases(tuple(_what(one, speaker) for one in same))
        yield _bullet(speaker.text(f"statement.wanted.{state}", what=what, words=listed))
        yield from _reserved(any(one.reserved for one in same), speaker)


def _listed(words: Sequence[str], speaker: Speaker) -> str:
    shown = [*words[:MOST_NAMES]]
    if rest := len(words) - len(shown):
        shown.append(speaker.text("statement.more-names", count=rest))
    return ", ".join(shown)


def _not_described(found: Comparison, speaker: Speaker) -> _Shown:
    if _for_clients(speaker):
        return (Rich(), Rich(speaker.text("statement.named-left-out")))
    return _by_topic(found.named, "named", speaker, _one_named)


def _one_named(one: Named, speaker: Speaker) -> _Shown:
    yield _bullet(speaker.text(f"statement.not-described.{one.topic}", what=_named(one, speaker)))
    yield from _quotes(one.quotes, speaker)
    if one.denied:
        yield _below(speaker.text("statement.denied"))
        yield from _at(one.denied, speaker)


def _unknown(found: Comparison, speaker: Speaker) -> _Shown:
    if found.unknown:
        yield from _heading("unknown", sum(len(one.ids) for one in found.unknown), speaker)
        for one in found.unknown:
            names = _some(one.ids, speaker)
            yield _bullet(speaker.text(f"statement.unknown.{one.topic}", names=names))
            if one.reserved:
                yield _below(speaker.text("statement.reserved-names", names=_some(one.reserved, speaker)))


def _both(found: Comparison, speaker: Speaker) -> _Shown:
    ones = [one for one in found.wanted if one.state is State.FOUND]
    counted = [(topic, len([one for one in ones if one.topic is topic])) for topic in Topic]
    said = tuple(
        speaker.text("statement.count", topic=speaker.text(f"statement.topic.{topic}"), count=str(number_))
        for topic, number_ in counted
        if number_
    )
    if said:
        yield Rich()
        yield Rich(speaker.text("statement.both", counts="; ".join(said)))


_SECTIONS: tuple[Callable[[Comparison, Speaker], _Shown], ...] = (
    _contradicted, _placeholders, _not_found, _not_described, _in_general, _unsettled, _supported, _not_compared,
    _unknown, _both,
)  # fmt: skip


def _figures(figures: Figures, found: Comparison, speaker: Speaker) -> Iterator[RenderableType]:
    words = speaker.words
    yield Rich()
    yield Rich(speaker.text("statement.figures"), style="bold")
    if figures.with_limits:
        yield Padding(table(figures.with_limits, words), (0, 0, 0, 2))
        yield from missing(figures.with_limits, words)
        return
    for measure, value in figures.counts.items():
        label = speaker.text(f"readability.measure.{measure}")
        yield _bullet(speaker.text("statement.figure", label=label, value=number(value, words)))
    labels = ", ".join(speaker.text(f"readability.measure.{measure}") for measure in figures.not_made)
    language = speaker.text(f"statement.language.{found.language}")
    yield Rich(speaker.text("statement.not-made", language=language, measures=labels))
