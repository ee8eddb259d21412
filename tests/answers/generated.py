"""Generated descriptions in words that clients could read: ids tell if an answer is true, not if it is plain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from tests.traces.strategies import Data, Shape, models

Said = Mapping[str, str]


def _said(nl: str, en: str) -> Said:
    return {"nl": nl, "en": en}


LABELS: Mapping[str, tuple[Said, ...]] = {
    "organisations": (
        _said("ons team", "our team"),
        _said("de gemeente", "the council"),
        _said("het bedrijf met uw dossier", "the company with your file"),
    ),
    "roles": (
        _said("uw hulpverlener", "your helper"),
        _said("onze collega voor privacy", "our worker for privacy"),
        _said("de leider van ons team", "the leader of our team"),
    ),
    "items": (
        _said("uw naam", "your name"),
        _said("ons verslag over u", "our notes about you"),
        _said("uw schulden", "your debts"),
        _said("uw brieven", "your letters"),
    ),
    "scopes": (
        _said("als u hulp met geld krijgt", "if you get help with money"),
        _said("als u hulp voor uw kind krijgt", "if you get help for your child"),
        _said("als u hulp thuis krijgt", "if you get help at home"),
    ),
    "systems": (
        _said("ons programma", "our program"),
        _said("onze mail", "our mail"),
        _said("de lijst van de gemeente", "the list of the council"),
        _said("de kopie van uw dossier", "the copy of your file"),
        _said("de app van uw hulpverlener", "the app of your helper"),
        _said("de website van ons team", "the website of our team"),
    ),
    "carriers": (
        _said("de telefoon van uw hulpverlener", "your helper's phone"),
        _said("de map met papieren", "the folder with papers"),
    ),
}
"""A plain label for everything with a name that a generated description can have."""

CONDITIONS: Mapping[str, Said] = {
    "if you ask": _said("als u dat vraagt", "if you ask"),
    "if you want that": _said("als u dat wilt", "if you want that"),
    "if you have debts": _said("als u schulden heeft", "if you have debts"),
    "as long as we need it": _said("zo lang als wij u helpen", "as long as we help you"),
}
"""What the strategies say in one language."""


PURPOSES: Data = {
    "help": {"plain": _said("u te helpen", "help you"), "basis": "public-task"},
    "letters": {
        "plain": _said("u een brief te sturen", "send you a letter"),
        "basis": "consent",
        "consent-recorded": "yes",
    },
    "law": {"plain": _said("te doen wat de wet vraagt", "do what the law asks"), "basis": "legal-obligation"},
    "other": {"plain": _said("ons werk te plannen", "plan our work")},
}
DESKS: tuple[Data, ...] = (
    {},
    {"ask": "unknown", "how": "unknown"},
    {
        "ask": "role-1", "officer": "role-1", "how": _said("Stuur ons een brief.", "Send us a letter."),
        "identify": _said("Neem uw paspoort mee.", "Bring your passport."),
        "contact": {"phone": "088 000 00 01"}, "reply-within": {"term": "2 weeks", "by": "role-1"},
    },
)  # fmt: skip


@st.composite
def spoken_models(draw: st.DrawFn, shape: Shape) -> Data:
    """A generated description with conditions in both languages; with purposes, a rights desk and labels, or none."""
    data = _translated(draw(models(shape)))
    if draw(st.booleans()):
        data = _labelled(data)
    if draw(st.booleans()):
        data = _with_purposes(draw, data)
    desk = draw(st.sampled_from(DESKS))
    if desk and "reserve" not in data["roles"]["role-1"]:
        data["organisations"][data["owner"]]["rights-desk"] = desk
    assert isinstance(data, dict)
    return data


def _labelled(data: Data) -> Data:
    return data | {
        section: {name: {**part, "plain": LABELS[section][place]} for place, (name, part) in enumerate(parts.items())}
        for section, parts in data.items()
        if section in LABELS
    }


def _with_purposes(draw: st.DrawFn, data: Data) -> Data:
    """The same where everything that is written down or goes somewhere is for something, or nobody knows for what."""
    places = [*data.get("systems", {}).values(), *data.get("carriers", {}).values()]
    for use in [*data.get("flows", ()), *(use for place in places for use in place.get("collects", ()))]:
        names = draw(st.lists(st.sampled_from(sorted(PURPOSES)), max_size=3, unique=True))
        use["for"] = names or "unknown"
    return {**data, "purposes": PURPOSES}


def _translated(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: CONDITIONS[part] if key in ("if", "criteria") and isinstance(part, str) else _translated(part)
            for key, part in value.items()
        }
    return [_translated(part) for part in value] if isinstance(value, list) else value
