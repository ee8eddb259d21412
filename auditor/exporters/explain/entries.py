"""What can be explained of the knowledge: every entry."""

from __future__ import annotations

from collections.abc import Iterator

from auditor import knowledge
from auditor.exporters.explain.base import (
    KNOWN,
    ExplainedOut,
    Meaning,
    Sort,
    plain_word,
    told,
)
from auditor.exporters.explain.index import where
from auditor.exporters.known import said_of, title_of
from auditor.exporters.words import Words
from auditor.knowledge.types import (
    Bill,
    Category,
    Channel,
    Entry,
    Event,
    Incident,
    InvisibleFlow,
    Kind,
    KnownFlow,
    Law,
    LegalTerm,
    Message,
    Norm,
    Party,
    Question,
    Receiver,
    Reflection,
    Region,
    Representation,
)
from auditor.knowledge.types import Subject as KnownSubject
from auditor.texts import LANGUAGES
from auditor.values import Text

NUMBERED = {
    Sort.LAW: "RL",
    Sort.BILL: "RL",
    Sort.REPRESENTATION: "RL",
    Sort.FLOW: "F",
    Sort.QUESTION: "Q",
    Sort.REFLECTION: "M",
    Sort.NORM: "G",
    Sort.INCIDENT: "I",
}
"""What people also call by the number of a fact, and with which letter: `Q-07`, `I-01`."""


def entries(sort: Sort) -> Iterator[Meaning]:
    """Every entry of a sort, by its id, its names in all languages and the everyday words for it."""
    for name, entry in knowledge.everywhere(KNOWN[sort]).items():
        also = {title_of(entry, code) for code in LANGUAGES} if isinstance(entry, Law) else _names(entry)
        also.update(entry.also)
        also.update(fact for fact in entry.facts if fact[0] in NUMBERED.get(sort, ""))
        holds = (*_names(entry), *(said_of(entry, code) for code in LANGUAGES), *_sentences(entry))
        tell = lambda words, name=name, entry=entry: told_entry(sort, name, entry, words)  # noqa: E731
        yield Meaning(sort, name, frozenset(map(plain_word, also)), holds, tell)


def _names(entry: Entry) -> set[str]:
    """What it is called, in every language; a bill also by its number."""
    found = {called for part in ("name", "number") if (called := getattr(entry, part, None))}
    return {one for called in found for one in _in_all(called)}


def _sentences(entry: Entry) -> Iterator[str]:
    for part in ("says", "asks"):
        said = getattr(entry, part, None)
        if isinstance(said, Text):
            yield from _in_all(said)


def _in_all(said: Text | str) -> Iterator[str]:
    if isinstance(said, Text):
        yield from filter(None, (said.said_in(code) for code in LANGUAGES))
    else:
        yield said


def told_entry(sort: Sort, name: str, entry: Entry, words: Words) -> ExplainedOut:
    """An entry with what it holds, where it comes from, and how sure that is."""
    facts = dict(_facts(entry, words))
    if entry.replaced_by:
        facts["replaced"] = [words.say("explain.replaced", {"name": entry.replaced_by})]
    facts["where"] = _where(sort, entry)
    read = {"status": words.say(f"explain.status.{entry.status}"), "checked": entry.checked}
    facts["status"] = [words.say("explain.read", read), *_texts(words, entry.pending)]
    version = {"source": entry.source, "version": entry.version}
    facts["source"] = [words.say("explain.version", version) if entry.version else entry.source]
    title = title_of(entry, words.language)
    says = words.value(entry.says) if isinstance(entry, Law | Bill | Category | Norm | Incident) else title
    return told(sort, name, title, says, facts, words)


def _where(sort: Sort, entry: Entry) -> list[str]:
    """Under which keys an entry can be written; a law only where it is named for something."""
    if isinstance(entry, Law):
        return list(dict.fromkeys(spot for use in entry.uses for spot in where(f"{KNOWN[sort]}-{use}")))
    return where(f"{entry.of}-kinds" if isinstance(entry, Kind) else KNOWN[sort])


def _facts(entry: Entry, words: Words) -> Iterator[tuple[str, list[str]]]:
    match entry:
        case Category():
            yield "plain", _texts(words, entry.plain)
            yield "sensitivity", [words.say(f"explain.sensitivity.{entry.sensitivity}")]
            yield "about", [called("subjects", one, words) for one in entry.about]
            yield "part-of", [entry.parent] if entry.parent else []
            yield "contains", list(entry.examples)
            yield "fields", list(entry.fields)
            yield "same-as", [one for one in (entry.dpv, entry.fides and f"fides:{entry.fides}") if one]
        case Kind():
            yield "plain", _texts(words, entry.plain)
            yield "kind-of", [words.say(f"explain.of.{entry.of}")]
            marks = ("public-body", "informal", "mobile", "app")
            yield "marks", [words.say(f"explain.mark.{one}") for one in marks if getattr(entry, one.replace("-", "_"))]
            yield "measures", list(entry.measures)
            yield "traps", [words.value(trap) for trap in entry.traps]
            yield "asks", [words.value(ask) for ask in entry.asks]
            yield "vendors", list(entry.vendors)
        case Law():
            yield "act", _texts(words, entry.act_plain)
            yield "uses", [words.say(f"explain.use.{use}") for use in entry.uses]
            yield "strength", [words.say(f"explain.strength.{entry.strength}")] if entry.strength else []
            yield "consents", [words.say(f"explain.consent.{kind}") for kind in entry.consents]
            yield "since", [words.value(entry.since)] if entry.since else []
            yield "terms", [line for term in entry.terms for line in _term(term, words)]
            yield "on-request", [called("laws", entry.on_request, words)] if entry.on_request else []
        case Bill():
            yield "state", [words.say(f"explain.state.{entry.state}")]
            yield "number", [entry.number] if entry.number else []
            yield "changes", [called("laws", one, words) for one in entry.changes]
        case Representation():
            yield "matter", [words.say(f"explain.matter.{entry.matter}")]
            yield "age", [words.say(f"explain.age.{entry.age}")] if entry.age else []
            yield "asker", [words.say(f"explain.asker.{one}") for one in entry.who]
            yield "marks", [words.say("explain.mark.weighed")] if entry.weighed else []
            yield "laws", [called("laws", one, words) for one in entry.laws]
        case KnownFlow():
            ends = {
                "sender": words.listed([_party(one, words) for one in entry.from_]),
                "receiver": words.listed([_party(one, words) for one in entry.to]),
            }
            yield "sender", [words.say("explain.from-to", ends)]
            yield "channels", [called("channels", one, words) for one in entry.channels]
            yield "messages", [called("messages", one, words) for one in entry.messages]
            yield "categories", [called("categories", one, words) for one in entry.categories]
            yield "mode", [words.say(f"value.mode.{entry.mode}")]
            yield "becomes", [words.say(f"value.form.{entry.becomes}")]
            yield "delivery", [words.say(f"explain.delivery.{entry.delivery}")] if entry.delivery else []
            yield "every", _texts(words, entry.every)
            yield "told", _texts(words, entry.told)
            yield "note", _texts(words, entry.note)
            yield "laws", [called("laws", one, words) for one in entry.laws]
        case Region():
            yield "countries", [", ".join(entry.countries)]
        case Message():
            ends = {
                "sender": called("kinds", entry.sender, words),
                "receiver": called("kinds", entry.receiver, words),
            }
            yield "sender", [words.say("explain.from-to", ends)]
            yield "channels", [called("channels", one, words) for one in entry.channels]
            yield "categories", [called("categories", one, words) for one in entry.categories]
            yield "marks", [words.say("explain.mark.free-text")] if entry.free_text else []
            yield "law", [called("laws", entry.law, words)] if entry.law else []
        case Channel():
            yield "plain", _texts(words, entry.plain)
            yield "operator", [called("receivers", entry.operator, words)] if entry.operator else []
        case Receiver():
            yield "plain", _texts(words, entry.plain)
            yield "kind-of", [called("kinds", entry.kind, words)]
            yield "country", [entry.country]
            yield "terms", [called("laws", entry.keeps, words)] if entry.keeps else []
        case Question():
            yield "strength", words.strength(entry)
            yield "answered", [words.say("explain.by-person")] if entry.by_person else []
            yield "cites", [entry.cites]
            yield "laws", [called("laws", one, words) for one in entry.laws]
        case Reflection():
            yield "footing", [words.say(f"explain.footing.{entry.footing}")]
            yield "cites", [entry.cites]
            for section in ("laws", "norms", "incidents", "kinds"):
                yield section, [called(section, one, words) for one in getattr(entry, section)]
        case InvisibleFlow():
            yield "asks", [words.value(entry.asks)]
            yield "kinds", [called("kinds", one, words) for one in entry.kinds]
        case Norm():
            yield "weight", [words.say(f"explain.weight.{entry.weight}")]
            yield "who", _texts(words, entry.who)
            yield "points", [words.value(point) for point in entry.points]
            yield "laws", [called("laws", one, words) for one in entry.laws]
        case Incident():
            yield "when", [entry.when]
            yield (
                "outcome",
                [*_texts(words, entry.outcome), *([words.say("explain.annulled")] if entry.annulled else [])],
            )
            yield "teaches", _texts(words, entry.teaches)
        case Event() | KnownSubject():
            yield "plain", _texts(words, entry.plain)


def _texts(words: Words, text: Text | None) -> list[str]:
    return [words.value(text)] if text else []


def _party(party: Party, words: Words) -> str:
    if party.called:
        return words.value(party.called)
    return called("receivers", party.receiver, words) if party.receiver else called("kinds", str(party.kind), words)


def called(section: str, name: str, words: Words) -> str:
    """Another word of the knowledge, with its id so that somebody can look it up."""
    entry = knowledge.everywhere(section)[name]
    return f"{title_of(entry, words.language)} ({name})"


def _term(term: LegalTerm, words: Words) -> Iterator[str]:
    """How long, for whom, from when."""
    holders = [said_of(knowledge.everywhere("kinds")[holder], words.language) for holder in term.holders]
    if term.term:
        no_start = words.say("explain.term.no-start")
        starts = said_of(knowledge.everywhere("events")[term.starts], words.language) if term.starts else no_start
        said = words.say(f"explain.term.{term.limit}", {"term": words.value(term.term.parts), "starts": starts})
    else:
        said = words.value(term.criteria) if term.criteria else ""
    anyone = words.say("explain.term.anyone")
    yield words.say("explain.term", {"holders": words.listed(holders) if holders else anyone, "term": said})
    if term.longer_if:
        yield words.say("explain.term.longer", {"when": term.longer_if})
    if term.conflict:
        others = [
            f"{law.act} {law.article}"
            for law in (knowledge.everywhere("laws")[one] for one in term.conflicts_with)
            if isinstance(law, Law)
        ]
        yield words.say("explain.term.conflict", {"others": words.listed(others), "said": term.conflict})
