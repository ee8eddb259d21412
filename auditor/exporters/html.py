"""Answers as one self-contained HTML page: no scripts, nothing from outside, prints well."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from auditor.answers import EVERYONE, Person
from auditor.exporters.cards import Card, Line, Said, cards
from auditor.exporters.say import Speaker
from auditor.results import Answer
from auditor.texts import direction

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.15rem/1.5 system-ui, sans-serif; max-width: 38rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 0; }
article { border: 1px solid #7a8ca0; border-radius: .5rem; padding: 1rem 1.25rem; margin: 1.25rem 0; }
article { break-inside: avoid; }
.unknown { border-inline-start: .3rem solid #7a8ca0; padding-inline-start: .8rem; }
footer, .law { font-size: .95rem; }
"""


def answers(found: Iterable[Answer], speaker: Speaker, person: Person = EVERYONE) -> str:
    """The page with these answer cards."""
    model = speaker.view.model
    shown = "\n".join(_card(card) for card in cards(found, speaker, person))
    checked = (
        speaker.text("card.checked", name=model.name, date=model.checked.on)
        if model.checked
        else speaker.text("card.not-checked", name=model.name)
    )
    title = escape(speaker.text("card.title", name=model.name))
    return (
        f'<!doctype html>\n<html lang="{escape(speaker.language)}" dir="{direction(speaker.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{shown}\n</main>\n"
        f"<footer><p>{escape(checked)}</p></footer>\n</body>\n</html>\n"
    )


def _card(card: Card) -> str:
    speaker = card.speaker
    about = f" <small>{escape(card.about)}</small>" if card.about else ""
    groups = f"<p><small>{escape(speaker.text('card.for', groups=', '.join(card.for_whom)))}</small></p>\n"
    unknown = "".join(map(_said, card.unknown))
    if unknown:
        unknown = f'<div class="unknown"><h3>{escape(speaker.text("card.unknown"))}</h3>{unknown}</div>'
    language = escape(speaker.language)
    return (
        f'<article lang="{language}" dir="{direction(speaker.language)}">\n<h2>{escape(card.title)}{about}</h2>\n'
        f"{groups if card.for_whom else ''}{''.join(map(_said, (*card.said, *card.can_do)))}{unknown}{_law(card)}"
        "</article>"
    )


def _said(said: Said) -> str:
    lines = "".join(f"<li>{escape(line.text)}{_below(line)}</li>" for line in said.lines)
    return f"<p>{escape(said.text)}</p>\n" + (f"<ul>{lines}</ul>\n" if lines else "")


def _below(line: Line) -> str:
    return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in line.below)}</ul>" if line.below else ""


def _law(card: Card) -> str:
    known = card.speaker.view.knowledge
    laws = [known.laws[law] for law in card.answer.laws if law in known.laws and known.laws[law].tellable]
    lines = "".join(f"<li>{escape(f'{law.act}, {law.article}')}</li>" for law in laws)
    said = "".join(f"<p>{escape(one)}</p>" for one in card.strength)
    head = escape(card.speaker.text("card.law"))
    return f'<details class="law"><summary>{head}</summary>{said}<ul>{lines}</ul></details>\n'
