"""What the gate answers: frozen data, one failure per broken limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auditor.texts.gate.measure import Measures

RULES: Mapping[str, str] = MappingProxyType(
    {
        "G1": "words in the body",
        "G2": "sentences",
        "G3": "mean words per sentence",
        "G4": "words in the longest sentence",
        "G5": "LIX: mean words per sentence plus % words of 7 letters or more",
        "G6": "uncommon words",
        "G7": "long words",
        "G8": "passive sentences",
        "G9": "jargon without explanation in the same or next sentence",
        "G10": "jargon terms, explained or not",
        "G11": "vague words, formal words and idioms",
        "G12": "commas in one sentence",
        "G13": "negations in one sentence",
        "G14": "question marks",
        "G15": "brackets, semicolons, slashes, dashes, abbreviations and dates in digits",
        "G16": "words that speak to the reader",
        "G17": "forms of address (u, je) in one answer",
        "G18": "promised facts that are missing",
        "G19": "template dirt",
        "G20": "misspelt words",
    }
)


@dataclass(frozen=True, slots=True)
class Failure:
    """One limit that an answer breaks.

    measured, limit: the value and the nearest value that would have passed.
    found: the words or pieces of text that caused it, where the rule can point at them.
    """

    rule: str
    measured: float
    limit: float
    found: tuple[str, ...] = ()

    def __str__(self) -> str:
        bound = "at most" if self.measured > self.limit else "at least"
        said = f"{self.rule} {RULES[self.rule]}: {self.measured:.4g}, {bound} {self.limit:g}"
        return f"{said} ({' | '.join(self.found)})" if self.found else said


@dataclass(frozen=True, slots=True)
class Report:
    """The measures of one answer and every rule it breaks, in rule order."""

    lang: str
    measures: Measures
    failures: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        return not self.failures

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the broken rules, each once."""
        return tuple(dict.fromkeys(failure.rule for failure in self.failures))

    def __str__(self) -> str:
        return "\n".join(map(str, self.failures)) or "passes"
