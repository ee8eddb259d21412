"""What can be explained of the language: keys, the parts they stand in, and words to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from auditor import knowledge
from auditor.exporters import language
from auditor.exporters.described import model_schema
from auditor.exporters.explain.base import (
    ExplainedOut,
    Meaning,
    Sort,
    told,
)
from auditor.exporters.explain.written import written
from auditor.exporters.language import Key, Spot
from auditor.exporters.words import Words
from auditor.knowledge.types import Use
from auditor.model import Model
from auditor.model.build import KNOWLEDGE
from auditor.model.facts import Unknown
from auditor.texts import LANGUAGES
from auditor.values import Term, Text

UNKNOWN = ({"$ref": "#/$defs/unknown"}, {"$ref": "#/$defs/unknown-who"})
"""Where the schema says what `unknown` can look like."""
MOST_WORDS = 100
"""A longer list of words is not written out: there is `auditor explain` for each of them."""
EVERYWHERE = (Unknown, Text, Term)
"""Parts that stand under so many keys that nobody who asks for the key asks for them."""
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
SHOWN_IN = ("systems", "flows")
"""Where an example stands, when it can stand there."""


def keys() -> Iterator[Meaning]:
    """Keys that mean the same wherever they stand (`note`) are one."""
    same: dict[tuple[str, ...], list[Spot]] = {}
    for spot in language.spots():
        same.setdefault((spot.key.name, *_both(spot.key.text)), []).append(spot)
    for (name, *_), spots in same.items():
        ends = {".".join(spot.path[start:]) for spot in spots for start in range(len(spot.path))}
        also = frozenset(ends | {spot.key.id for spot in spots})
        tell = lambda words, spots=spots: _key(spots, words)  # noqa: E731
        yield Meaning(Sort.KEY, name, also, _both(spots[0].key.text), tell)


def _both(key: str) -> tuple[str, ...]:
    return tuple(Words(code).say(key) for code in LANGUAGES)


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
    return told(Sort.KEY, spot.key.name, spot.key.name, said, facts, words, written(spot))


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


def sections() -> Iterator[Meaning]:
    for part in language.parts().values():
        under = [spot for spot, below in _part_spots() if below is part and part not in EVERYWHERE]
        also = {name for spot in under for name in (spot.path[-1], str(spot))}
        tell = lambda words, part=part: _section(part, words)  # noqa: E731
        holds = _both(language.part_text(part))
        yield Meaning(Sort.SECTION, language.slug(part), frozenset(also), holds, tell)


@cache
def _part_spots() -> list[tuple[Spot, type]]:
    return [(spot, part) for spot in language.spots() for part in spot.parts]


def _section(part: Any, words: Words) -> ExplainedOut:
    keys = language.keys_of(part)
    facts = {
        "where": [str(spot) for spot, below in _part_spots() if below is part],
        "keys": [f"{name}: {words.say(key.text)}" for name, key in keys.items()],
    }
    return told(
        Sort.SECTION, language.slug(part), language.slug(part), words.say(language.part_text(part)), facts, words
    )


def values(where_of: Callable[[str], list[str]]) -> Iterator[Meaning]:
    """where_of: where a word of a list can stand."""
    for name, values in language.lists().items():
        for value in values:
            where = where_of(name)
            text = language.value_text(values, value)
            also = frozenset({f"{language.slug(values)}.{value}", *(f"{spot}.{value}" for spot in where)})
            yield Meaning(Sort.VALUE, str(value), also, _both(text), _value(str(value), text, where))
    for section, special in language.SPECIAL.items():
        wanted = {"made-by": "subjects.organisations.made-by"}.get(section)
        for word in special:
            where, text = where_of(wanted or word), language.value_text(section, word)
            yield Meaning(Sort.VALUE, word, frozenset(), _both(text), _value(word, text, where))


def _value(value: str, text: str, where: list[str]) -> Callable[[Words], ExplainedOut]:
    return lambda words: told(Sort.VALUE, value, value, words.say(text), {"where": where}, words)


@cache
def by_kind() -> dict[str, list[str]]:
    """Where each shared kind can stand."""
    found: dict[str, list[str]] = {}
    for spot in language.spots():
        for kind in _refs(node_of(spot)):
            found.setdefault(kind, []).append(str(spot))
        for use, named in _NAMED_AT.items():
            if spot.key.id in named:
                found.setdefault(f"laws-{use}", []).append(".".join(spot.path[-2:]))
    return found


def _refs(node: dict[str, Any]) -> set[str]:
    """The shared kinds that can stand here, alone or in a list."""
    choices = _choices(node)
    choices += [one for choice in choices if choice.get("type") == "array" for one in _choices(choice["items"])]
    return {choice.get("$ref", "").rpartition("/")[2] for choice in choices}
