"""The JSON Schema of a description, with everything that editors show: explanations, examples, words to complete.

An editor that explains a key shows the first description it finds, from the inside out. So what can stand under many
keys (a text, a name, yes and no) has its explanation as a comment, and the key has the description.

pydantic makes the bare schema from the model. What is added comes from the catalogues and the knowledge, by the names
of classes and keys.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from auditor import knowledge, texts
from auditor.client_data.description import MOST_EXCEPTIONS
from auditor.exporters import language
from auditor.exporters.known import said_of
from auditor.importers.description import LONGEST_ID
from auditor.importers.partners import MOST_PARTNERS
from auditor.knowledge.types import Entry
from auditor.model import Model, bounds
from auditor.model.build import RESERVED_WORDS
from auditor.model.defaults import DEFAULTS, LOOKED_AT, PARTS
from auditor.model.facts import Unknown, YesNo
from auditor.model.model import LISTS, SECTIONS
from auditor.values import CountryCode, Day, Id, Language, Line, PastDay, Term, WebAddress

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KNOWN = "knowledge."
MADE_BY = "made-by"


def model_schema() -> dict[str, Any]:
    """The schema of a description file. A file may hold a part of a description, so no section is required."""
    schema = Model.model_json_schema(by_alias=True, mode="validation", schema_generator=_AsWritten)
    schema.pop("required", None)
    title = "A description of where client data goes"
    return {"$schema": DIALECT, "title": title, **_Describer(schema).described()}


def in_both(key: str) -> str:
    """A text of the catalogue as a schema says it: in every language, the base first."""
    return _together(texts.catalogue(code).text(key) for code in texts.LANGUAGES)


def _together(said: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(said))


_CLOSED = {"additionalProperties": False}


class _AsWritten(GenerateJsonSchema):
    """The schema as pydantic makes it of the model, closed and without titles."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys that are no ids are refused."""
        found = super().dict_schema(schema)
        return {**found, **_CLOSED} if "patternProperties" in found else found

    def field_title_should_be_set(self, _: Any) -> bool:
        """No titles: they would only repeat the keys."""
        return False


# what editors show


_UNKNOWN = f"#/$defs/{Unknown.__name__}"
_SPELLINGS = ("yes", "no", "ja", "nee", "n/a", "nvt", *YesNo)
_VALUES: Mapping[str, Any] = {
    "id": Id, "line": Line, "day": Day, "past-day": PastDay, "country": CountryCode,
    "web-address": WebAddress,
}  # fmt: skip


@cache
def _values() -> Mapping[str, str]:
    """The schemas of plain values as pydantic makes them, each with the name under which it is shared."""
    return {json.dumps(TypeAdapter(kind).json_schema(), sort_keys=True): name for name, kind in _VALUES.items()}


class _Describer:
    """Adds to the bare schema what editors show: explanations, examples, and the words that can be completed."""

    def __init__(self, schema: JsonSchemaValue) -> None:
        self.bare = schema
        self.shared: dict[str, JsonSchemaValue] = {}

    def described(self) -> JsonSchemaValue:
        """The whole schema, with everything that is used more than once under `$defs`."""
        defs = {name: _bounded(self._definition(name, node)) for name, node in self.bare.pop("$defs").items()}
        whole = self._part("Model", self._walk(self.bare))
        whole["properties"]["not-client-data"]["maxItems"] = MOST_EXCEPTIONS
        whole["properties"]["partners"]["maxProperties"] = MOST_PARTNERS
        whole["description"] = in_both(language.part_text(Model))
        defs = dict(sorted({**defs, **self.shared}.items()))
        return _with_defaults({**whole, "$defs": defs})

    def _definition(self, name: str, node: JsonSchemaValue) -> JsonSchemaValue:
        if name in language.lists():
            values = language.lists()[name]
            said = [in_both(language.value_text(values, value)) for value in values]
            comment = in_both(language.value_text(values))
            return {"$comment": comment, "type": "string", "enum": [*map(str, values)], "enumDescriptions": said}
        node = self._part(name, self._walk({key: value for key, value in node.items() if key != "description"}))
        if name == Term.__name__:
            node["not"] = {"pattern": "^[^1-9]*$"}  # no time at all
        part = language.parts()[name]
        explained = "description" if language.keys_of(part) else "$comment"
        return {explained: in_both(language.part_text(part)), **_offered(_EXAMPLES.get(name, [])), **node}

    def _part(self, name: str, node: JsonSchemaValue) -> JsonSchemaValue:
        """The part with an explanation for each of its keys."""
        keys = language.keys_of(language.parts()[name])
        if not keys:
            return node
        properties = {}
        for key, below in node["properties"].items():
            offered = _offered(language.examples()[keys[key].id]) if self._plain(below) else {}
            below = {name: value for name, value in below.items() if (name, value) != ("default", None)}
            description = in_both(keys[key].text)
            if "anyOf" in below:
                below["anyOf"] = [_for_key(choice, description) for choice in below["anyOf"]]
            properties[key] = {"description": description, **offered, **below}
        return {**node, "properties": properties}

    def _plain(self, node: JsonSchemaValue) -> bool:
        """Whether any value of this form means something: no reference, and nothing to choose from."""
        choices = [choice for choice in node.get("anyOf", [node]) if choice.get("type") != "null"]
        named = {choice.get("$ref", "").rpartition("/")[2] for choice in choices}
        return named <= {"line", "day", "past-day", "country", "web-address", "Text", "Term"}

    def _walk(self, node: Any) -> Any:
        """The same schema with references, values and words of their own under shared names."""
        if isinstance(node, list):
            return [self._walk(below) for below in node]
        if not isinstance(node, dict):
            return node
        if "refers-to" in node:
            return self._share(language.reference_name(node["refers-to"]), lambda name: self._reference(name, node))
        if isinstance(node.get("enum"), list) and True in node["enum"]:
            return self._share("spelling-of-yes-no", lambda _: _spelling())
        if name := _values().get(json.dumps({key: node[key] for key in node if key != "default"}, sort_keys=True)):
            default = {"default": node["default"]} if "default" in node else {}
            return {**self._share(name, self._value), **default}
        if (word := node.get("const")) in language.special() and word != "unknown":
            return self._share(str(word), lambda name: _word(name, language.value_text(language.special()[name], name)))
        if "patternProperties" in node and "type" in node:
            return self._names(node)
        node = {key: self._walk(below) for key, below in node.items()}
        if "anyOf" in node:
            node["anyOf"] = self._alternatives(node["anyOf"])
        return node

    def _alternatives(self, choices: list[JsonSchemaValue]) -> list[JsonSchemaValue]:
        """Alternatives of alternatives are alternatives, because editors explain only one level of them.

        What stands alone comes before a list: of the first that nearly fits, an editor says what is wrong.
        """
        flat: list[JsonSchemaValue] = []
        for choice in choices:
            flat += choice["anyOf"] if choice.keys() == {"anyOf"} else [choice]
        stated = [choice for choice in flat if not _says_unknown(choice)]
        if len(stated) < len(flat):
            stated += [self._share("unknown", _unknown_word), self._share("unknown-who", _unknown_who)]
        stated.sort(key=lambda choice: _LAST.get(str(choice.get("type")), 0))
        return [choice for position, choice in enumerate(stated) if choice not in stated[:position]]

    def _names(self, node: JsonSchemaValue) -> JsonSchemaValue:
        """A mapping whose keys are names that people choose, or languages."""
        ((pattern, below),) = node["patternProperties"].items()
        below = self._walk(below)
        node = {**node, "patternProperties": {pattern: below}}
        if pattern == TypeAdapter(Language).json_schema()["pattern"]:
            return {**node, "properties": dict.fromkeys(texts.LANGUAGES, below)}
        names = {"maxLength": TypeAdapter(Id).json_schema()["maxLength"]}
        if below != {"$ref": "#/$defs/id"}:  # a name that is given here, not one of a partner
            names = {"maxLength": LONGEST_ID, "not": {"enum": list(RESERVED_WORDS)}}
        return {**node, "propertyNames": names}

    def _share(self, name: str, make: Callable[[str], JsonSchemaValue]) -> JsonSchemaValue:
        if name not in self.shared:
            self.shared[name] = {}
            self.shared[name] = make(name)
        return {"$ref": f"#/$defs/{name}"}

    def _value(self, name: str) -> JsonSchemaValue:
        node = TypeAdapter(_VALUES[name]).json_schema()
        return {"$comment": in_both(f"type.{name}"), **node, **_STRICTER.get(name, {})}

    def _reference(self, name: str, node: JsonSchemaValue) -> JsonSchemaValue:
        """The words of the knowledge, or a name that the description itself defines, or either."""
        choices: list[JsonSchemaValue] = []
        if len(node["refers-to"]) == 1 and node["refers-to"][0].startswith(KNOWN):
            return _entries(node["refers-to"][0])
        for section in node["refers-to"]:
            if section.startswith(KNOWN):
                choices.append(self._share(section, _entries))
            elif section == MADE_BY:
                choices += [_word(word, language.value_text(section, word)) for word in language.SPECIAL[section]]
            else:
                own = self._share("id", self._value)
                choices += [own] if own not in choices else []
        return {"$comment": in_both(f"type.{name}"), **(choices[0] if len(choices) == 1 else {"anyOf": choices})}


_EXAMPLES: Mapping[str, list[Any]] = {
    "Term": ["15 years", "28 dagen", "6 months", "P1Y6M"],
    "Text": [{"nl": "ons computerprogramma", "en": "our computer program"}, "CliëntVolg"],
}
_WHO = {"unknown": {"who": "privacy-officer", "by": "2026-12-01"}}
_LAST = {"array": 1, "null": 2}
_STRICTER: Mapping[str, JsonSchemaValue] = {
    "line": {"pattern": r"\S"},
    "day": {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2026-12-01"]},
    "past-day": {"examples": ["2026-12-01"]},
    "country": {"examples": ["NL"]},
    "web-address": {"examples": ["https://team.example/privacy"]},
}
"""What the model checks with a function, as a schema can say it."""


@cache
def _default_parts() -> Mapping[str, str]:
    """The names of the parts for which there can be defaults, by the key under which they stand."""
    return {
        spot.path[-1]: spot.parts[0].__name__
        for spot in language.spots()
        if (len(spot.path) == 1 and spot.path[0] in (*SECTIONS, *LISTS))
        or (len(spot.path) == 2 and spot.path[0] == "systems" and spot.path[1] in PARTS)
    }


def _with_defaults(schema: JsonSchemaValue) -> JsonSchemaValue:
    """What a part must say is only asked of a file without `defaults`: with them, it can be said there.

    It is asked by patterns, because editors would offer keys a second time.
    """
    defs = schema["$defs"]
    strict: dict[str, Any] = {}
    loose: dict[str, Any] = {}
    needed = {name: defs[name]["required"] for name in _default_parts().values() if "required" in defs[name]}
    for key, name in _default_parts().items():
        usable = [below for below in defs[name]["properties"] if below not in LOOKED_AT]
        properties = {below: {"$ref": f"#/$defs/{name}/properties/{below}"} for below in usable}
        text = in_both(language.part_text(language.parts()[name]))
        loose[key] = {"description": text, "type": "object", "properties": properties, **_CLOSED}
        if key in PARTS:
            continue
        below = {
            part: {"items": {"required": needed[kind]}} for part, kind in _default_parts().items() if kind in needed
        }
        below = {part: items for part, items in below.items() if part in PARTS and part in defs[name]["properties"]}
        asked = {"required": needed[name]} if name in needed else {}
        asked = {**asked, **({"patternProperties": below} if below else {})}
        if key in SECTIONS:
            holder = schema["properties"][key]["patternProperties"]
            ((pattern, part),) = holder.items()
            holder[pattern] = {"anyOf": [part, {"type": "null"}]}
            strict[f"^{key}$"] = {"additionalProperties": {"type": "object", **asked}}
        elif asked:
            strict[f"^{key}$"] = {"items": asked}
    for name in needed:
        del defs[name]["required"]
    defaults = schema["properties"][DEFAULTS]
    said = {"type": "object", "properties": loose, **_CLOSED}
    schema["properties"][DEFAULTS] = {"description": defaults["description"], "anyOf": [said, {"type": "null"}]}
    return {**schema, "if": {"required": [DEFAULTS]}, "else": {"patternProperties": strict}}


def _bounded(node: Any) -> Any:
    """With how much can stand in a list; an element with more is refused."""
    if isinstance(node, list):
        return [_bounded(below) for below in node]
    if not isinstance(node, dict):
        return node
    found = {key: below if key in _NO_SCHEMA else _bounded(below) for key, below in node.items()}
    return {**found, "maxItems": bounds.MOST_IN_ELEMENT} if found.get("type") == "array" else found


_NO_SCHEMA = ("examples", "defaultSnippets", "enum", "const")
"""Keys of a schema whose value is no schema itself."""


def _says_unknown(choice: JsonSchemaValue) -> bool:
    said = (choice.get("const"), *choice.get("properties", ()))
    return "unknown" in said or choice.get("$ref") == _UNKNOWN


def _unknown_word(name: str) -> JsonSchemaValue:
    return _word(name, language.value_text("anywhere", name))


def _unknown_who(_: str) -> JsonSchemaValue:
    """`unknown` with who will find out."""
    form = {"anyOf": [{"$ref": _UNKNOWN}, {"type": "null"}]}
    said = {"type": "object", "properties": {"unknown": form}, "required": ["unknown"], **_CLOSED}
    return {"description": in_both(language.part_text(Unknown)), **_offered([_WHO]), **said}


def _for_key(choice: JsonSchemaValue, description: str) -> JsonSchemaValue:
    """A part that can stand under a key is explained by the key."""
    is_part = choice.get("$ref", "").rpartition("/")[2] in language.parts()
    return {**choice, "description": description} if is_part else choice


def _offered(values: list[Any]) -> JsonSchemaValue:
    """Values as examples; what has parts as a snippet, because editors have no words for it among the examples."""
    simple = [value for value in values if not isinstance(value, dict | list)]
    snippets = [{"label": language.flow(value), "body": value} for value in values if value not in simple]
    return {**({"examples": simple} if simple else {}), **({"defaultSnippets": snippets} if snippets else {})}


def _word(value: str, text: str) -> JsonSchemaValue:
    return {"const": str(value), "description": in_both(text)}


def _spelling() -> JsonSchemaValue:
    """Yes and no in other letters; the words themselves are what an editor offers."""
    words = "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in _SPELLINGS)
    return {"$comment": in_both(language.value_text(YesNo)), "type": ["boolean", "string"], "pattern": f"^(?:{words})$"}


def _entries(section: str) -> JsonSchemaValue:
    entries = knowledge.everywhere(section.removeprefix(KNOWN))
    comment = in_both(f"type.{section.removeprefix(KNOWN)}")
    return {"$comment": comment, "anyOf": [known_word(name, entry) for name, entry in entries.items()]}


def known_word(name: str, entry: Entry) -> JsonSchemaValue:
    """A word of the knowledge as editors offer it. What is still to check says so; what is retired is struck out."""
    said = []
    for code in texts.LANGUAGES:
        words = texts.catalogue(code)
        more = [] if entry.tellable else [words.text("explain.to-check")]
        more += [words.text("explain.replaced").format(name=entry.replaced_by)] if entry.replaced_by else []
        said.append(" ".join([said_of(entry, code), *more]))
    retired = {"deprecated": True, "deprecationMessage": _together(said)} if entry.replaced_by else {}
    return {"const": name, "description": _together(said), **retired}
