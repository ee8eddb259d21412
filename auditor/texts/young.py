"""Dutch that says `u`, said with `je`: only where that is sure.

`u` and `je` do not take the same form of every verb, and a program cannot always see which verb goes with which: "dan
krijgt u" becomes "dan krijg je", "wie helpt u" may become two things. What is not sure is left to people.
"""

from __future__ import annotations

import re

_READER = re.compile(r"\b(?:u|uw|uzelf)\b", re.IGNORECASE)
_PREPOSITION = (
    "aan|achter|bij|door|in|met|na|naar|naast|namens|onder|op|over|per|rond|sinds|tegen|tegenover|tijdens|uit|van|vanaf|"
    "via|volgens|voor|zonder"
)
_NO_TURNED_VERB = (
    "dat|doordat|het|laat|met|moet|nadat|niet|omdat|opdat|tot|totdat|uit|voordat|waaruit|want|wat|weet|zat|zodat"
)
"""Words on -t after which `u` is not the subject of a verb that loses it: krijgt u, krijg je."""
_TURNED = re.compile(rf"\b(?!(?:{_NO_TURNED_VERB})\b)[\w'’-]*t,? u\b", re.IGNORECASE)
_PERHAPS_SUBJECT = re.compile(rf"(?<!\w)(?!(?:{_PREPOSITION}) )[\w'’-]+ u\b|^u\b", re.IGNORECASE)
_HAS = re.compile(r"\bheeft\b", re.IGNORECASE)
_SELF = re.compile(r"\bzich\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\bu,? (?:en|of)\b|\b(?:en|of) u(?=$|[.,;:?!])", re.IGNORECASE)
"""With somebody else it becomes `jij` or `jou`."""
_LAST = re.compile(rf"\b(van) u\b|\b({_PREPOSITION}) u(?=$|[.,;:?!])")
"""After `van`, and after a preposition at the end of a clause, it has the weight: een foto van jou."""
_CLAUSE = re.compile(
    r"(?:als|wanneer|zodra|nadat|omdat|zolang|dat|wat|waar|of|welke? \w+(?: \w+)?|hoeveel \w+) u "
    r"(?:(?!\b(?:iemand|hij|zij|ze|die|dat|wie|men|het|er|u)\b)[\w'’-]+ ){0,5}heeft",
    re.IGNORECASE,
)
"""A whole clause of which `u` is surely the subject, and `heeft` the verb."""
_NOW = {"uw": "je", "u": "je", "uzelf": "jezelf"}


def speaks_to_reader(text: str) -> bool:
    """Whether a text says `u` or `uw`."""
    return _READER.search(text) is not None


def to_young(text: str) -> str | None:
    """The same words with `je`; None where it is not sure how they go."""
    if text.lower() == "u":
        return "jij"
    if _TURNED.search(text) or _TOGETHER.search(text):
        return None
    subject = _PERHAPS_SUBJECT.search(text)
    has = subject and _HAS.search(text)
    if (has and not _CLAUSE.fullmatch(text)) or (subject and _SELF.search(text)):
        return None
    said = _READER.sub(_young, _LAST.sub(lambda found: f"{found[1] or found[2]} jou", text))
    return _HAS.sub("hebt", said) if has else said


def _young(found: re.Match[str]) -> str:
    word = _NOW[found[0].lower()]
    return word.capitalize() if found[0][0].isupper() else word
