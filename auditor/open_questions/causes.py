"""Where the answer to an open question is to be written, and what a rule needs to tell.

An answer says what it does not know of a place, a flow or a rule; who wants to settle it looks for the fact.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from auditor.model import Path
from auditor.results import Finding, OpenQuestion, Sentence

_SURE = ("happens", "mode", "items", "scope", "written-down")
_FACTS: Mapping[str, tuple[str, ...]] = {
    "category-unknown": ("category",),
    "carried-by-unknown": ("carried-by",),
    "carrier-unknown": ("on",),
    "company-unknown": ("processor",),
    "flow-uncertain": _SURE,
    "kind-unknown": ("kind",),
    "purpose-unknown": ("for",),
}
"""What a question is about, where it names the element only; the last is what to write where all of it is silent."""
_OF_RULE: Mapping[str, str] = {
    "end-no-start": "starts",
    "end-fate-unknown": "then",
    "end-set-up-unknown": "set-up",
    "end-not-set-up": "set-up",
    "end-nothing-happens": "then",
    "end-archived": "then",
    "end-minimum": "limit",
    "end-law-silent": "term",
    "end-law-to-check": "term",
}
"""The fact of a retention rule that leaves the end open."""
_OF_FACT: Mapping[str | int, str] = {
    "starts": "end-no-start",
    "then": "end-fate-unknown",
    "set-up": "end-set-up-unknown",
    "term": "end-unknown",
    "until": "end-unknown",
}
"""What to ask about a fact of a retention rule of which somebody wrote that it is unknown."""
UNSETTLED = frozenset(
    {
        "end-law-silent", "end-law-to-check", "end-minimum", "end-nothing-happens", "end-archived", "end-not-set-up",
        "end-source-unknown", "stay-unknown", "backup-unseen", "cloud-unseen", "sharing-unseen",
    }
)  # fmt: skip
"""Questions about something that does stand in the description."""


def causes(questions: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """The open questions of an answer without those that are open only because another one is: a back-up's."""
    asked = list(questions)
    own = [question for question in asked if question.key != "end-source-unknown"]
    return own if any(question.key.startswith("end-") for question in own) else asked


def places(question: OpenQuestion, unknown: Collection[Path]) -> Iterator[tuple[Path, str]]:
    """Where to write what settles a question, and what to ask there.

    unknown: where somebody wrote `unknown`. Where that is what the question is about, it stands there; else where
    nothing stands yet.
    """
    path, key = question.path, question.key
    if key.startswith("end-"):
        yield from _of_end(path, key, unknown)
    elif key == "access-unknown":
        yield (path if len(path) > 2 else (*path, "access")), key
    else:
        below = [(*path, name) for name in _FACTS.get(key, ()) if path[-1:] != (name,)]
        asked = [at for at in below if at in unknown]
        yield from ((at, key) for at in asked or below[-1:] or [path])


def _of_end(path: Path, key: str, unknown: Collection[Path]) -> Iterator[tuple[Path, str]]:
    if path[-1:] == ("keeps",):
        yield path, key
    elif path[-2:-1] != ("keeps",):  # a term of the law, at an organisation whose own rules nobody wrote down
        yield (*path, "keeps"), key
    elif key == "end-minimum" and (*path, "then") in unknown:  # what really goes at the end is no minimum
        yield (*path, "then"), _OF_FACT["then"]
    else:
        inside = [] if key in UNSETTLED else [at for at in unknown if at[: len(path)] == path]
        yield from ((at, _OF_FACT.get(at[-1], key)) for at in inside)
        if not inside:
            yield ((*path, _OF_RULE[key]) if key in _OF_RULE else path), key


_NEEDS: Mapping[str, tuple[str, ...]] = {
    "purpose-or-basis-missing": ("for", "basis"),
    "special-without-ground": ("special", "criminal"),
    "number-without-law": ("number",),
    "client-not-told": ("told", "controller"),
    "retention-missing": ("keeps", "term", "starts", "until"),
    "term-too-short": ("starts",),
    "term-too-long": ("starts",),
    "may-ask-against-age": ("who",),
    "copy-outlives-source": ("set-up",),
    "access-unconditional": ("when",),
    "processor-without-contract": ("processor", "contract"),
    "outside-eea": ("located", "country", "safeguard"),
    "unofficial-channel": ("official",),
}
"""The facts without which a rule cannot tell."""


def needs(finding: Finding) -> frozenset[str]:
    """The facts without which this rule cannot tell here."""
    measure = finding.params.get("missing")
    measures = re.split("-and-|-or-", measure.key.rpartition(".")[2]) if isinstance(measure, Sentence) else ()
    facts = measures if finding.rule == "carrier-unprotected" else _NEEDS.get(finding.rule, ())
    return frozenset((*facts, *(_SURE if is_perhaps(finding) else ())))


def is_perhaps(finding: Finding) -> bool:
    """Whether a rule cannot tell only because it is not sure that something happens."""
    return finding.because is not None and finding.because.endswith(".perhaps")
