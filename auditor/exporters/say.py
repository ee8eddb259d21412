"""From keys to sentences, in the words of the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditor.exporters.words import Words
from auditor.model import View
from auditor.results import Finding, Sentence, Verdict
from auditor.texts import Speech
from auditor.values import Text


class Speaker:
    """Says what results hold, in one language and way of speaking, with the plain labels of one view of a model."""

    def __init__(self, view: View, language: str, speech: Speech = Speech.PLAIN) -> None:
        self.view = view
        self.language = language
        self.words = Words(language, self, speech)
        self.speech = self.words.speech

    def label(self, name: str, section: str = "") -> str:
        """What a client reads for a place, organisation, role, item, purpose, group or subject.

        Without a section the first one that has this id is meant, in that order.
        """
        view = self.view
        kinds: Mapping[str, tuple[str, Mapping[str, Any]]] = {
            "places": ("place", view.places),
            "organisations": ("organisation", view.organisations),
            "roles": ("role", view.roles),
            "items": ("item", view.items),
            "purposes": ("purpose", view.purposes),
            "scopes": ("scope", view.scopes),
            "subjects": ("subject", view.model.subjects),
        }
        for kind, elements in [kinds[section]] if section else kinds.values():
            if name in elements:
                return self._label(kind, name, elements[name])
        if name in view.knowledge.subjects:
            return self.words.known(view.knowledge.subjects[name].plain)
        return name

    def _label(self, kind: str, name: str, element: Any) -> str:
        plain = self._spoken(element.plain)
        if plain:
            return plain
        if kind == "organisation" and (receiver := self.view.receiver(name)):
            return (self._spoken(receiver.plain) if receiver.tellable else None) or receiver.name
        if kind == "item" and (category := self.view.category(name)) and not element.name:
            return self.words.known(category.plain)
        if kind == "place" and not element.name and (of_kind := self.view.kind(name)):
            return self.words.known(of_kind.plain)
        return self.words.say(f"label.{kind}", {"name": element.name or name})

    def name(self, name: str) -> str:
        """What a colleague reads: the proper name where there is one, else the plain label."""
        view = self.view
        for section in (view.holders, view.roles, view.items, view.purposes):
            if name in section:
                element: Any = section[name]
                receiver = view.receiver(name) if name in view.organisations else None
                return element.name or (receiver.name if receiver else None) or self.label(name)
        return self.label(name)

    def _spoken(self, text: Text | None) -> str | None:
        return self.words.spoken(text) if text else None

    def sentence(self, sentence: Sentence) -> str:
        """The sentence, with a capital and one full stop; the list below it is not part of it."""
        said = self.words.say(sentence.key, sentence.params).strip()
        said = said if said.endswith(("?", "!", ":")) else said.rstrip(".") + "."
        return said[:1].upper() + said[1:]

    def bullets(self, sentence: Sentence) -> list[str]:
        """The lines of the list below a sentence."""
        return [self.phrase(bullet) for bullet in sentence.bullets]

    def phrase(self, phrase: Sentence) -> str:
        """A phrase in value position: no capital, no full stop."""
        return self.words.say(phrase.key, phrase.params)

    def finding(self, finding: Finding, part: str) -> str:
        """One of the texts of a finding's rule (`title`, `found`, `why`, `fix`), filled in for this finding."""
        return self.words.say(f"rule.{finding.rule}.{part}", finding.params)

    def said_of(self, finding: Finding) -> str:
        """What a finding says of this model: what was found, or why its rule cannot tell; never one for the other."""
        if finding.verdict is Verdict.CANNOT_TELL:
            return self.text(finding.because, **finding.params) if finding.because else self.finding(finding, "title")
        return self.finding(finding, "found")

    def text(self, key: str, /, **params: Any) -> str:
        """A text of the catalogue."""
        return self.words.say(key, params)

    def known(self, section: str, name: str, form: str = "plain") -> str:
        """A text of the knowledge, or of the model's own word for it."""
        own = self.view.model.events.get(name) if section == "events" else None
        if own is not None:
            return (own.name if form == "name" else None) or self._spoken(own.plain) or own.name or name
        entry = self.view.knowledge.__getattribute__(section)[name]
        said = getattr(entry, form)
        return self.words.known(said) if isinstance(said, Text) else said or name
