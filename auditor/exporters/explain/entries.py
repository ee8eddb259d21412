"""What can be explained beside the language: the entries of the knowledge, and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor import knowledge
from auditor.audit import acceptance_orphaned
from auditor.exporters import language
from auditor.exporters.described import said_of
from auditor.exporters.explain.base import (
    KNOWN,
    ExplainedOut,
    Meaning,
    Sort,
    plain_word,
    told,
)
from auditor.exporters.explain.keys import by_kind
from auditor.exporters.words import Words
from auditor.knowledge.types import (
    Category,
    Channel,
    ClientQuestion,
    Entry,
    Event,
    Incident,
    InvisibleFlow,
    Kind,
    Law,
    LegalTerm,
    Message,
    Norm,
    Question,
    Receiver,
    Reflection,
    Use,
)
from auditor.knowledge.types import Subject as KnownSubject
from auditor.rules import RULES, Rule
from auditor.values import Text

NUMBERED = (Sort.CLIENT_QUESTION, Sort.REFLECTION, Sort.NORM, Sort.INCIDENT)
"""What people also call by the number of its fact: `Q-07`, `I-01`."""


def entries() -> Iterator[Meaning]:
    """Every entry, by its id, its names in all languages and the everyday words for it."""
    for sort, section in KNOWN.items():
        for name, entry in knowledge.everywhere(section).items():
            called = getattr(entry, "name", None)
            also = set(called.root.values()) if isinstance(called, Text) and isinstance(called.root, dict) else {called}
            if isinstance(entry, Law):
                also.add(f"{entry.act} {entry.article}")
            also.update(entry.also)
            if sort in NUMBERED:
                also.update(entry.facts)
            tell = lambda words, sort=sort, name=name, entry=entry: told_entry(sort, name, entry, words)  # noqa: E731
            yield Meaning(sort, name, frozenset(plain_word(one) for one in also if isinstance(one, str)), tell)


def told_entry(sort: Sort, name: str, entry: Entry, words: Words) -> ExplainedOut:
    """An entry with what it holds, where it comes from, and how sure that is."""
    facts = dict(_facts(entry, words))
    if entry.replaced_by:
        facts["replaced"] = [words.say("explain.replaced", {"name": entry.replaced_by})]
    facts["where"] = list(_where(sort, entry))
    read = {"status": words.say(f"explain.status.{entry.status}"), "checked": entry.checked}
    facts["status"] = [words.say("explain.read", read), *_texts(words, entry.pending)]
    version = {"source": entry.source, "version": entry.version}
    facts["source"] = [words.say("explain.version", version) if entry.version else entry.source]
    title = f"{entry.act} {entry.article}" if isinstance(entry, Law) else said_of(entry, words.language)
    says = words.value(entry.says) if isinstance(entry, Law | Category | Norm | Incident) else title
    return told(sort, name, title, says, facts, words)


_NAMED_AT: Mapping[Use, tuple[str, ...]] = {
    Use.BASIS: ("purpose.law", "flow.mandatory"),
    Use.SPECIAL: ("purpose.special",),
    Use.CRIMINAL: ("purpose.criminal",),
    Use.NATIONAL_NUMBER: ("purpose.number",),
    Use.RETENTION: ("retention.law", "term-of-law.law"),
    Use.SECRECY: ("reserve.law",),
    Use.CONSENT: ("sector-consent.law",),
    Use.RIGHT: ("may-ask.law", "reserve.law"),
    Use.DUTY: ("purpose.law", "flow.mandatory"),
    Use.SECURITY: ("purpose.law",),
    Use.TRANSFER: ("safeguard.law",),
}
"""Under which keys a law is named for what it can be named for; every key that takes a law would say too much."""


def _where(sort: Sort, entry: Entry) -> Iterator[str]:
    """Under which keys an entry can be written; of a law only its own, without what those stand in."""
    if isinstance(entry, Law):
        keys = {key for use in entry.uses for key in _NAMED_AT[use]}
        yield from dict.fromkeys(".".join(spot.path[-2:]) for spot in language.spots() if spot.key.id in keys)
        return
    section = f"{entry.of}-kinds" if isinstance(entry, Kind) else KNOWN[sort]
    for ref, spots in by_kind().items():
        if section in ref.split("."):
            yield from spots


def _facts(entry: Entry, words: Words) -> Iterator[tuple[str, list[str]]]:
    match entry:
        case Category():
            yield "plain", _texts(words, entry.plain)
            yield "sensitivity", [words.say(f"explain.sensitivity.{entry.sensitivity}")]
            yield "about", [_called("subjects", one, words) for one in entry.about]
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
        case Message():
            ends = {
                "sender": _called("kinds", entry.sender, words),
                "receiver": _called("kinds", entry.receiver, words),
            }
            yield "sender", [words.say("explain.from-to", ends)]
            yield "channels", [_called("channels", one, words) for one in entry.channels]
            yield "categories", [_called("categories", one, words) for one in entry.categories]
            yield "marks", [words.say("explain.mark.free-text")] if entry.free_text else []
            yield "law", [_called("laws", entry.law, words)] if entry.law else []
        case Channel():
            yield "plain", _texts(words, entry.plain)
            yield "operator", [_called("receivers", entry.operator, words)] if entry.operator else []
        case Receiver():
            yield "plain", _texts(words, entry.plain)
            yield "kind-of", [_called("kinds", entry.kind, words)]
            yield "country", [entry.country]
            yield "terms", [_called("laws", entry.keeps, words)] if entry.keeps else []
        case Question():
            yield "strength", [words.say(f"strength.{entry.strength}"), *_texts(words, entry.strength_note)]
            yield "laws", [_called("laws", one, words) for one in entry.laws]
        case ClientQuestion():
            strength = [words.say(f"strength.{entry.strength}")] if entry.strength else []
            yield "strength", [*strength, *_texts(words, entry.strength_note)]
            yield (
                "answered",
                [_called("questions", one, words) for one in entry.answered_by] or [_unanswered(entry, words)],
            )
            yield "cites", [entry.cites]
            yield "laws", [_called("laws", one, words) for one in entry.laws]
        case Reflection():
            yield "footing", [words.say(f"explain.footing.{entry.footing}")]
            yield "cites", [entry.cites]
            for section in ("laws", "norms", "incidents", "kinds"):
                yield section, [_called(section, one, words) for one in getattr(entry, section)]
        case InvisibleFlow():
            yield "asks", [words.value(entry.asks)]
            yield "kinds", [_called("kinds", one, words) for one in entry.kinds]
        case Norm():
            yield "weight", [words.say(f"explain.weight.{entry.weight}")]
            yield "who", _texts(words, entry.who)
            yield "points", [words.value(point) for point in entry.points]
            yield "laws", [_called("laws", one, words) for one in entry.laws]
        case Incident():
            yield "when", [entry.when]
            yield (
                "outcome",
                [*_texts(words, entry.outcome), *([words.say("explain.annulled")] if entry.annulled else [])],
            )
            yield "teaches", _texts(words, entry.teaches)
        case Event() | KnownSubject():
            yield "plain", _texts(words, entry.plain)


def _unanswered(question: ClientQuestion, words: Words) -> str:
    return words.say("explain.by-person" if question.by_person else "explain.no-answer-yet")


def _texts(words: Words, text: Text | None) -> list[str]:
    return [words.value(text)] if text else []


def _called(section: str, name: str, words: Words) -> str:
    """Another word of the knowledge, with its id so that somebody can look it up."""
    entry = knowledge.everywhere(section)[name]
    return (
        f"{entry.act} {entry.article} ({name})"
        if isinstance(entry, Law)
        else f"{said_of(entry, words.language)} ({name})"
    )


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


def rules() -> Iterator[Meaning]:
    for rule in (*RULES, acceptance_orphaned(())):
        tell = lambda words, rule=rule: _rule(rule, words)  # noqa: E731
        yield Meaning(Sort.RULE, rule.id, frozenset(), tell)


def _rule(rule: Rule, words: Words) -> ExplainedOut:
    facts = {
        "level": [words.say(f"explain.level.{rule.level}")],
        "why": [words.say(f"rule.{rule.id}.why")],
        "fix": [words.say(f"rule.{rule.id}.fix")],
        "laws": [_called("laws", law, words) for law in rule.laws],
    }
    title = words.say(f"rule.{rule.id}.title")
    return told(Sort.RULE, rule.id, rule.id, title, facts, words)
