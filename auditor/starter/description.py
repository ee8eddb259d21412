"""From answers to the text of a first description, with comments that say how to go on."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from typing import Any

from auditor import client_data, knowledge
from auditor.editor.form import Form
from auditor.exporters.words import Words
from auditor.model.facts import MADE_BY
from auditor.starter.answers import Answers
from auditor.texts import LANGUAGES

SCHEMA = "model.schema.json"
UNKNOWN = "unknown"
LONGEST_ID = 40
NEXT_DAY = "2030-01-31"
EXAMPLES = {
    "keeps": "[{items: all, term: 15 years, starts: end-of-help, then: delete, set-up: by-hand}]",
    "access": "[{role: worker, can: [read, write], when: own-clients}]",
}
_RESERVED = ("all", *MADE_BY, UNKNOWN)
_WIDTH = 100
_FORM = Form()


def description(answers: Answers, language: str) -> str:
    """The text of `model.yaml`; comments in this language, words for clients in every language."""
    return "\n".join(_Sheet(answers, Words(language)).lines()) + "\n"


class _Ids:
    """Ids made from names: short, ASCII, each used once; never a word that has a meaning of its own."""

    def __init__(self) -> None:
        self.taken = {*_RESERVED, *knowledge.of("NL").subjects}

    def of(self, name: str | None, otherwise: str) -> str:
        base = _slug(name or "")
        base = otherwise if not base or client_data.find(base) else base
        found, number = base, 1
        while found in self.taken:
            number += 1
            found = f"{base}-{number}"
        self.taken.add(found)
        return found


def _slug(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", ascii_only.lower()).strip("-")[:LONGEST_ID].strip("-")


class _Sheet:
    """The lines of the file, section by section."""

    def __init__(self, answers: Answers, words: Words) -> None:
        self.answers = answers
        self.words = words
        self.said: set[str] = set()
        """Keys that have been explained."""
        ids = _Ids()
        self.owner = ids.of(answers.name, "team")
        self.receiver = ids.of(answers.receiver, "receiver") if answers.receiver else None
        self.vendor = ids.of(answers.vendor, "vendor") if answers.vendor else None
        self.system = ids.of(answers.system, answers.system_kind or "program")
        self.chat = ids.of(None, "team-chat") if answers.chat is not False else None
        self.phone = ids.of(None, "work-phone") if answers.phones is not False else None
        self.paper = ids.of(None, "paper-file") if answers.paper is not False else None
        self.worker = "worker"
        self.privacy = "privacy-officer" if answers.privacy else None

    def lines(self) -> Iterator[str]:
        name = self.answers.name or _capital(self.words.say("new.label.our-team"))
        yield f"# yaml-language-server: $schema={SCHEMA}"
        yield from self.note("start")
        yield from self.note("unknown")
        yield f"#   keeps: {{unknown: {{who: {self.worker}, by: {NEXT_DAY}}}}}"
        yield from _FORM.pair("model", 1, 0)
        yield from _FORM.pair("name", name, 0)
        yield from _FORM.pair("owner", self.owner, 0)
        yield from self.section("organisations", self.organisations(name))
        yield from self.section("roles", self.roles())
        yield from self.section("items", self.items())
        yield from self.example("purposes", "support: {plain: {nl: u te helpen, en: help you}, basis: public-task}")
        yield from self.section("systems", self.systems())
        if self.phone or self.paper:
            yield from self.section("carriers", self.carriers())
        flows = list(self.flows())
        if flows:
            yield ""
            yield from self.note("flows")
            if any("happens" in flow for flow in flows):
                yield from self.note("happens")
            yield "flows:"
            for flow in flows:
                yield from _FORM.item(flow, 2, beside=True)
        else:
            yield from self.example("flows", f"- {{from: {self.system}, to: {self.owner}, items: all, mode: copy}}")

    def note(self, name: str, column: int = 0) -> Iterator[str]:
        """A comment."""
        start = " " * column + "# "
        said = self.words.say(f"new.note.{name}")
        yield from textwrap.wrap(said, _WIDTH, initial_indent=start, subsequent_indent=start, break_on_hyphens=False)

    def section(self, name: str, elements: dict[str, dict[str, Any]]) -> Iterator[str]:
        yield ""
        yield from self.note(name)
        yield f"{name}:"
        for element, facts in elements.items():
            short = _FORM.pair(element, facts, 2, beside=True)
            if len(short) == 1 and "rights-desk" not in facts:
                yield from short
                continue
            yield f"  {element}:"
            for key, value in facts.items():
                if key not in self.said and f"new.note.{key}" in self.words.catalogue:
                    self.said.add(key)
                    yield from self.note(key, 4)
                    if key in EXAMPLES:
                        yield f"    #   {key}: {EXAMPLES[key]}"
                yield from _FORM.pair(key, value, 4)

    def example(self, name: str, line: str) -> Iterator[str]:
        """A section that is not there yet, as a comment that shows how to write it."""
        yield ""
        yield from self.note(f"{name}-example")
        yield f"# {name}:"
        yield f"#   {line}"

    def label(self, name: str) -> dict[str, str]:
        """Words for a client, in every language."""
        return {language: Words(language).say(f"new.label.{name}") for language in LANGUAGES}

    def label_of_kind(self, kind: str) -> dict[str, str]:
        plain = knowledge.of("NL").kinds[kind].plain
        return {language: plain.said_in(language) or kind for language in LANGUAGES}

    def organisations(self, name: str) -> dict[str, dict[str, Any]]:
        answers = self.answers
        desk: dict[str, Any] = {"ask": self.privacy or UNKNOWN, "how": UNKNOWN}
        if answers.contact:
            desk["contact"] = _contact(answers.contact)
        own = {"name": name, "plain": self.label("our-team"), "kind": answers.kind or UNKNOWN, "rights-desk": desk}
        found: dict[str, dict[str, Any]] = {self.owner: own}
        if self.receiver:
            found[self.receiver] = {"name": answers.receiver, "kind": answers.receiver_kind or UNKNOWN}
            if answers.receiver_kind:
                found[self.receiver]["plain"] = self.label_of_kind(answers.receiver_kind)
        if self.vendor:
            plain = self.label("vendor")
            found[self.vendor] = {"name": answers.vendor, "plain": plain, "kind": "vendor", "country": UNKNOWN}
        return found

    def roles(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {self.worker: {"of": self.owner, "plain": self.label("worker")}}
        if self.privacy:
            plain = self.label("privacy-officer")
            found[self.privacy] = {"of": self.owner, "name": self.answers.privacy, "plain": plain}
        return found

    def items(self) -> dict[str, dict[str, Any]]:
        if self.answers.data:
            return {name: {"category": name} for name in self.answers.data}
        return {"file-content": {"category": UNKNOWN, "plain": self.label("file-content")}}

    def systems(self) -> dict[str, dict[str, Any]]:
        answers = self.answers
        kind = answers.system_kind
        program: dict[str, Any] = {"name": answers.system} if answers.system else {}
        program |= {
            "plain": self.label_of_kind(kind) if kind and kind != "client-registration" else self.label("program"),
            "kind": kind or UNKNOWN,
            "controller": UNKNOWN,
            "processor": {"organisation": self.vendor, "contract": UNKNOWN} if self.vendor else UNKNOWN,
            "located": UNKNOWN,
            "collects": [{"items": list(self.items()), "from": UNKNOWN, "for": UNKNOWN}],
            "keeps": UNKNOWN,
            "access": UNKNOWN,
        }
        found = {self.system: program}
        if self.chat:
            found[self.chat] = {
                "plain": self.label("team-chat"),
                "kind": "chat",
                "official": UNKNOWN,
                "controller": UNKNOWN,
                "processor": UNKNOWN,
                "located": UNKNOWN,
                "keeps": UNKNOWN,
                "access": UNKNOWN,
            }
        return found

    def carriers(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        if self.phone:
            measures = dict.fromkeys(("screen-lock", "encryption", "remote-wipe", "private-use"), UNKNOWN)
            found[self.phone] = {
                "plain": self.label("work-phone"),
                "kind": "phone",
                "own": UNKNOWN,
                "controller": UNKNOWN,
                "carried-by": UNKNOWN,
                "measures": measures,
                "keeps": UNKNOWN,
            }
        if self.paper:
            found[self.paper] = {
                "plain": self.label("paper-file"),
                "kind": "paper-file",
                "controller": UNKNOWN,
                "measures": {"locked-storage": UNKNOWN},
                "keeps": UNKNOWN,
                "access": UNKNOWN,
            }
        return found

    def flows(self) -> Iterator[dict[str, Any]]:
        """Where data goes from the program; what is on a phone, paper or chat came from somewhere."""
        answers = self.answers
        for to, used in ((self.chat, answers.chat), (self.phone, answers.phones), (self.paper, answers.paper)):
            if to:
                yield self.flow(to) | ({} if used else {"happens": UNKNOWN})
        if self.receiver:
            yield self.flow(self.receiver)

    def flow(self, to: str) -> dict[str, Any]:
        """A flow of which only the two ends are known."""
        facts = dict.fromkeys(("items", "for", "mode", "told"), UNKNOWN)
        return {"from": self.system, "to": to, **facts}


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _contact(given: str) -> dict[str, Any]:
    """How to reach a function, by what it looks like."""
    if re.fullmatch(r"\S+@\S+", given):
        return {"email": given}
    if re.fullmatch(r"\+?[0-9 ()/.-]{3,}", given):
        return {"phone": given}
    return {"page": given} if re.match(r"https?://|www\.", given) else {"address": given}
