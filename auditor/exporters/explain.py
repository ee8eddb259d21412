"""What a word means: of the language of descriptions, of the knowledge, of the rules and of the questions of clients.

A word can mean several things (`consent` is a legal basis, and something else that lifts professional secrecy): all of
them are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor import knowledge
from auditor.audit import acceptance_orphaned
from auditor.errors import NotFound
from auditor.exporters import language
from auditor.exporters.checked import Out
from auditor.exporters.described import model_schema, said_of
from auditor.exporters.language import Key, Spot
from auditor.exporters.words import Words
from auditor.knowledge.types import Category, Channel, Entry, Event, Kind, Law, LegalTerm, Message, Question, Receiver
from auditor.knowledge.types import Subject as KnownSubject
from auditor.model import Model
from auditor.model.build import KNOWLEDGE
from auditor.model.facts import Unknown
from auditor.rules import RULES, Rule
from auditor.values import Term, Text

MOST_WORDS = 100
"""A longer list of words is not written out: there is `auditor explain` for each of them."""


class Sort(StrEnum):
    """What a word is a word for, in the order in which they are told."""

    KEY = "key"
    SECTION = "section"
    VALUE = "value"
    CATEGORY = "category"
    KIND = "kind"
    SUBJECT = "subject"
    EVENT = "event"
    LAW = "law"
    MESSAGE = "message"
    CHANNEL = "channel"
    RECEIVER = "receiver"
    RULE = "rule"
    QUESTION = "question"


UNKNOWN = ({"$ref": "#/$defs/unknown"}, {"$ref": "#/$defs/unknown-who"})
"""Where the schema says what `unknown` can look like."""
MOST_SPOTS = 12
"""Of a word that can stand in more places, not every place is written out."""
EVERYWHERE = (Unknown, Text, Term)
"""Parts that stand under so many keys that nobody who asks for the key asks for them."""
SHOWN_IN = ("systems", "flows")
"""Where an example stands, when it can stand there."""
KNOWN: Mapping[Sort, str] = {
    Sort.CATEGORY: "categories",
    Sort.KIND: "kinds",
    Sort.SUBJECT: "subjects",
    Sort.EVENT: "events",
    Sort.LAW: "laws",
    Sort.MESSAGE: "messages",
    Sort.CHANNEL: "channels",
    Sort.RECEIVER: "receivers",
    Sort.QUESTION: "questions",
}
"""The words of the knowledge, by its section."""


class FactOut(Out):
    """Something about a word: what it is about, in a word and in words, and a line for each."""

    key: str
    label: str
    lines: list[str]


class ExplainedOut(Out):
    """One meaning of a word. says: what it means. example: how it is written, in YAML."""

    sort: Sort
    name: str
    title: str
    says: str
    facts: list[FactOut]
    example: str | None


class GroupOut(Out):
    """The words of one sort."""

    sort: Sort
    label: str
    names: list[str]


class ExplainOut(Out):
    """The result of `auditor explain`: every meaning of a word, or without one all words there are."""

    language: str
    term: str | None
    explained: list[ExplainedOut]
    groups: list[GroupOut]


@dataclass(frozen=True)
class Meaning:
    """Something that can be explained: its name, the other ways in which people write it, and how it is told."""

    sort: Sort
    name: str
    also: frozenset[str]
    tell: Callable[[Words], ExplainedOut]


def explain(term: str, code: str) -> ExplainOut:
    """Every meaning of a word, in one language.

    Raises NotFound, with the words that look like it, where it has none.
    """
    wanted = _plain(term)
    found = [meaning for meaning in meanings() if wanted in (_plain(meaning.name), *meaning.also)]
    if not found:
        near = _near(wanted)
        raise NotFound("term-near" if near else "term", term, near)
    words = Words(code)
    told = [meaning.tell(words) for meaning in found]
    return ExplainOut(language=code, term=term, explained=told, groups=[])


def everything(code: str) -> ExplainOut:
    """All words that can be explained, in groups."""
    words = Words(code)
    groups = [
        GroupOut(
            sort=sort,
            label=words.say(f"explain.group.{sort}"),
            names=sorted({meaning.name for meaning in meanings() if meaning.sort is sort}),
        )
        for sort in Sort
    ]
    return ExplainOut(language=code, term=None, explained=[], groups=groups)


@cache
def meanings() -> tuple[Meaning, ...]:
    """Everything that can be explained."""
    return (*_keys(), *_sections(), *_values(), *_entries(), *_rules())


def _near(wanted: str) -> list[str]:
    names = {written: meaning.name for meaning in meanings() for written in (*meaning.also, _plain(meaning.name))}
    close = get_close_matches(wanted, names, n=8, cutoff=0.6) or [
        one for one in names if len(wanted) > 2 and wanted in one
    ]
    return list(dict.fromkeys(names[one] for one in close))[:5]


def _plain(term: str) -> str:
    """A word without the differences that people do not mean."""
    return "-".join(term.casefold().replace("_", "-").split())


# the language


def _keys() -> Iterator[Meaning]:
    """Keys that mean the same wherever they stand (`note`) are one."""
    same: dict[tuple[str, ...], list[Spot]] = {}
    for spot in language.spots():
        said = (Words(code).say(spot.key.text) for code in ("nl", "en"))
        same.setdefault((spot.key.name, *said), []).append(spot)
    for (name, *_), spots in same.items():
        ends = {".".join(spot.path[start:]) for spot in spots for start in range(len(spot.path))}
        also = frozenset(ends | {spot.key.id for spot in spots})
        yield Meaning(Sort.KEY, name, also, lambda words, spots=spots: _key(spots, words))  # type: ignore[misc]


def _key(spots: list[Spot], words: Words) -> ExplainedOut:
    spot = min(spots, key=lambda spot: (len(spot.path), spot.path[0] not in SHOWN_IN))
    node = node_of(spot)
    needed = spot.key.part.model_fields[_field(spot.key)].is_required()
    facts = {
        "where": [str(spot) for spot in spots],
        "write": _writable(node, words),
        "needed": [words.say("explain.yes" if needed else "explain.no")],
        "unknown": [words.say("explain.yes" if _may_be_unknown(node) else "explain.no")],
    }
    said = words.say(spot.key.text)
    return _told(Sort.KEY, spot.key.name, spot.key.name, said, facts, words, written(spot))


def _field(key: Key) -> str:
    return next(name for name, field in key.part.model_fields.items() if (field.alias or name) == key.name)


@cache
def _schema() -> dict[str, Any]:
    return model_schema()


def node_of(spot: Spot) -> dict[str, Any]:
    """What the schema says of a key."""
    return _node(spot.key)


@cache
def _node(key: Key) -> dict[str, Any]:
    part = next(kind.__name__ for kind in language.parts().values() if issubclass(kind, key.part))
    schema = _schema() if part == Model.__name__ else _schema()["$defs"][part]
    return dict(schema["properties"][key.name])


def _choices(node: dict[str, Any]) -> list[dict[str, Any]]:
    return list(node.get("anyOf", [node]))


def _may_be_unknown(node: dict[str, Any]) -> bool:
    return any(choice in UNKNOWN for choice in _choices(node))


def _writable(node: dict[str, Any], words: Words) -> list[str]:
    """What can be written somewhere, a line per kind of thing."""
    choices = [choice for choice in _choices(node) if choice.get("type") != "null"]
    lists = [choice["items"] for choice in choices if choice.get("type") == "array"]
    unknown = [choice for choice in choices if choice in UNKNOWN]
    alone = [choice for choice in choices if choice not in unknown and choice.get("type") != "array"]
    in_list = [one for below in lists for one in _choices(below) if one not in alone]
    lines = [line for choice in (*alone, *in_list) for line in _line(choice, words)]
    if lists:
        lines.append(words.say("explain.write.list" if alone else "explain.write.only-list"))
    lines += [line for choice in unknown for line in _line(choice, words)]
    return list(dict.fromkeys(lines))


def _ref(node: dict[str, Any]) -> str:
    """The shared kind that stands here, or the first of several."""
    return str(_choices(node)[0].get("$ref", "")).rpartition("/")[2]


def _line(choice: dict[str, Any], words: Words) -> Iterator[str]:
    name = _ref(choice)
    if name in language.lists():
        values = language.lists()[name]
        yield from (f"{value}: {words.say(language.value_text(values, value))}" for value in values)
    elif name == "unknown-who":
        pass  # said beside the word
    elif name in ("unknown", "all"):
        yield words.say(f"explain.write.{name}")
    elif name in language.special():
        yield f"{name}: {words.say(language.value_text(language.special()[name], name))}"
    elif name in ("Term", "Text"):
        yield words.say(f"explain.write.{name.lower()}")
    elif name in language.parts():
        keys = ", ".join(language.keys_of(language.parts()[name]))
        yield words.say("explain.write.part", {"keys": keys})
    elif name and f"type.{name}" in words.catalogue:
        yield words.say(f"type.{name}")
        if name in KNOWLEDGE and len(entries := knowledge.everywhere(name)) <= MOST_WORDS:
            yield words.say("explain.write.words", {"words": ", ".join(entries)})
    elif "patternProperties" in choice:
        (below,) = choice["patternProperties"].values()
        part = language.parts().get(_ref(below))
        keys = ", ".join(language.keys_of(part)) if part else ""
        yield words.say("explain.write.named", {"keys": keys}) if part else words.say("explain.write.pairs")
    elif "properties" in choice:
        yield words.say("explain.write.part", {"keys": ", ".join(choice["properties"])})
    elif "const" in choice:
        yield words.say("explain.write.number", {"number": str(choice["const"])})


def _sections() -> Iterator[Meaning]:
    for part in language.parts().values():
        under = [spot for spot, below in _part_spots() if below is part and part not in EVERYWHERE]
        also = {name for spot in under for name in (spot.path[-1], str(spot))}
        tell = lambda words, part=part: _section(part, words)  # noqa: E731
        yield Meaning(Sort.SECTION, language.slug(part), frozenset(also), tell)


@cache
def _part_spots() -> list[tuple[Spot, type]]:
    return [(spot, part) for spot in language.spots() for part in spot.parts]


def _section(part: Any, words: Words) -> ExplainedOut:
    keys = language.keys_of(part)
    facts = {
        "where": [str(spot) for spot, below in _part_spots() if below is part],
        "keys": [f"{name}: {words.say(key.text)}" for name, key in keys.items()],
    }
    return _told(
        Sort.SECTION, language.slug(part), language.slug(part), words.say(language.part_text(part)), facts, words
    )


def _values() -> Iterator[Meaning]:
    for name, values in language.lists().items():
        for value in values:
            where = _where(name)
            text = language.value_text(values, value)
            also = frozenset({f"{language.slug(values)}.{value}", *(f"{spot}.{value}" for spot in where)})
            yield Meaning(Sort.VALUE, str(value), also, _value(str(value), text, where))
    for section, special in language.SPECIAL.items():
        wanted = {"made-by": "subjects.organisations.made-by"}.get(section)
        for word in special:
            where = _where(wanted or word)
            yield Meaning(Sort.VALUE, word, frozenset(), _value(word, language.value_text(section, word), where))


def _value(value: str, text: str, where: list[str]) -> Callable[[Words], ExplainedOut]:
    return lambda words: _told(Sort.VALUE, value, value, words.say(text), {"where": where}, words)


def _where(kind: str) -> list[str]:
    return _by_kind().get(kind, [])


@cache
def _by_kind() -> dict[str, list[str]]:
    """Where each shared kind can stand."""
    found: dict[str, list[str]] = {}
    for spot in language.spots():
        for kind in _refs(node_of(spot)):
            found.setdefault(kind, []).append(str(spot))
    return found


def _refs(node: dict[str, Any]) -> set[str]:
    """The shared kinds that can stand here, alone or in a list."""
    choices = _choices(node)
    choices += [one for choice in choices if choice.get("type") == "array" for one in _choices(choice["items"])]
    return {choice.get("$ref", "").rpartition("/")[2] for choice in choices}


# the knowledge


def _entries() -> Iterator[Meaning]:
    for sort, section in KNOWN.items():
        for name, entry in knowledge.everywhere(section).items():
            called = getattr(entry, "name", None)
            also = set(called.root.values()) if isinstance(called, Text) and isinstance(called.root, dict) else {called}
            if isinstance(entry, Law):
                also.add(f"{entry.act} {entry.article}")
            tell = lambda words, sort=sort, name=name, entry=entry: _entry(sort, name, entry, words)  # noqa: E731
            yield Meaning(sort, name, frozenset(_plain(one) for one in also if isinstance(one, str)), tell)


def _entry(sort: Sort, name: str, entry: Entry, words: Words) -> ExplainedOut:
    """An entry with what it holds, where it comes from, and how sure that is."""
    facts = dict(_facts(entry, words))
    if entry.replaced_by:
        facts["replaced"] = [words.say("explain.replaced", {"name": entry.replaced_by})]
    section = f"{entry.of}-kinds" if isinstance(entry, Kind) else KNOWN[sort]
    facts["where"] = [spot for ref, spots in _by_kind().items() if section in ref.split(".") for spot in spots]
    read = {"status": words.say(f"explain.status.{entry.status}"), "checked": entry.checked}
    facts["status"] = [words.say("explain.read", read), *_texts(words, entry.pending)]
    version = {"source": entry.source, "version": entry.version}
    facts["source"] = [words.say("explain.version", version) if entry.version else entry.source]
    title = f"{entry.act} {entry.article}" if isinstance(entry, Law) else said_of(entry, words.language)
    says = words.value(entry.says) if isinstance(entry, Law) else said_of(entry, words.language)
    return _told(sort, name, title, says, facts, words)


def _facts(entry: Entry, words: Words) -> Iterator[tuple[str, list[str]]]:
    match entry:
        case Category():
            yield "plain", _texts(words, entry.plain)
            yield "sensitivity", [words.say(f"explain.sensitivity.{entry.sensitivity}")]
            yield "about", [_called("subjects", one, words) for one in entry.about]
            yield "part-of", [entry.parent] if entry.parent else []
            yield "contains", list(entry.examples)
        case Kind():
            yield "plain", _texts(words, entry.plain)
            yield "kind-of", [words.say(f"explain.of.{entry.of}")]
            marks = ("public-body", "informal", "mobile", "app")
            yield "marks", [words.say(f"explain.mark.{one}") for one in marks if getattr(entry, one.replace("-", "_"))]
        case Law():
            yield "act", _texts(words, entry.act_plain)
            yield "uses", [words.say(f"explain.use.{use}") for use in entry.uses]
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
        case Event() | KnownSubject():
            yield "plain", _texts(words, entry.plain)


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


# the rules


def _rules() -> Iterator[Meaning]:
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
    return _told(Sort.RULE, rule.id, rule.id, title, facts, words)


def _told(
    sort: Sort,
    name: str,
    title: str,
    says: str,
    facts: Mapping[str, list[str]],
    words: Words,
    example: str | None = None,
) -> ExplainedOut:
    said = [
        FactOut(key=key, label=words.say(f"explain.fact.{key}"), lines=lines) for key, lines in facts.items() if lines
    ]
    return ExplainedOut(sort=sort, name=name, title=title, says=says, facts=said, example=example)


# as text


def shown(found: ExplainOut) -> RenderableType:
    """Every meaning under each other, or the words by group."""
    words = Words(found.language)
    if found.term is None:
        heads = (Rich(f"{group.label} ({len(group.names)})", style="bold") for group in found.groups)
        names = (Padding(Rich(", ".join(group.names)), (0, 0, 1, 2)) for group in found.groups)
        pairs = (part for pair in zip(heads, names, strict=True) for part in pair)
        return Group(Rich(words.say("explain.nothing")), Rich(""), *pairs)
    return Group(*(part for meaning in found.explained for part in _shown(meaning, words)))


def _shown(meaning: ExplainedOut, words: Words) -> Iterable[RenderableType]:
    head = Rich(meaning.name, style="bold")
    head.append(f" ({words.say(f'explain.kind.{meaning.sort}')})", style="dim")
    yield head
    if meaning.title not in (meaning.name, meaning.says):
        yield Padding(Rich(meaning.title, style="bold"), (0, 0, 0, 2))
    yield Padding(Rich(meaning.says), (0, 0, 0, 2))
    for fact in meaning.facts:
        if len(fact.lines) == 1 or fact.key == "where":
            yield Padding(Rich(f"{fact.label}: {', '.join(_few(fact.lines))}"), (0, 0, 0, 2))
        else:
            yield Padding(Rich(f"{fact.label}:"), (0, 0, 0, 2))
            yield from (Padding(Rich(f"• {line}"), (0, 0, 0, 4)) for line in fact.lines)
    if meaning.example:
        yield Padding(Rich(words.say("explain.example")), (0, 0, 0, 2))
        yield from (Padding(Rich(line, style="cyan"), (0, 0, 0, 4)) for line in meaning.example.splitlines())
    yield Rich("")


def _few(spots: list[str]) -> list[str]:
    """Of many places only the last two keys, which mostly say enough."""
    return spots if len(spots) <= MOST_SPOTS else sorted({".".join(spot.split(".")[-2:]) for spot in spots})


def written(spot: Spot) -> str:
    """A key where it can stand, with an example as its value, in YAML."""
    lines: list[str] = []
    before = ""
    indent = 0
    for position, (key, shape) in enumerate(zip(spot.path, spot.shapes, strict=True)):
        last = position == len(spot.path) - 1
        value = f" {language.flow(language.examples()[spot.key.id][0])}" if last else ""
        lines.append(f"{' ' * indent}{before}{key}:{value}")
        indent += 2 * (1 + bool(before))
        before = ""
        if not last and shape == "named":
            lines.append(f"{' ' * indent}{next(iter(language.examples()[f'model.{key}'][0]))}:")
            indent += 2
        elif not last and shape == "list":
            before = "- "
    return "\n".join(lines)
