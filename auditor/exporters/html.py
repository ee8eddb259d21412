"""Answers as one self-contained HTML page: no scripts, nothing from outside, prints well."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from auditor.exporters.cited import strength_said
from auditor.exporters.say import Speaker
from auditor.results import Answer, Sentence

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.15rem/1.5 system-ui, sans-serif; max-width: 38rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 0; }
article { border: 1px solid #7a8ca0; border-radius: .5rem; padding: 1rem 1.25rem; margin: 1.25rem 0; }
article { break-inside: avoid; }
.unknown { border-inline-start: .3rem solid #7a8ca0; padding-inline-start: .8rem; }
footer, .law { font-size: .95rem; }
"""


def answers(found: Iterable[Answer], speaker: Speaker) -> str:
    """The page with these answer cards."""
    model = speaker.view.model
    cards = "\n".join(_card(answer, speaker) for answer in found)
    checked = (
        speaker.text("card.checked", name=model.name, date=model.checked.on)
        if model.checked
        else speaker.text("card.not-checked", name=model.name)
    )
    title = escape(speaker.text("card.title", name=model.name))
    return (
        f'<!doctype html>\n<html lang="{escape(speaker.language)}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{cards}\n</main>\n"
        f"<footer><p>{escape(checked)}</p></footer>\n</body>\n</html>\n"
    )


def _card(answer: Answer, speaker: Speaker) -> str:
    title = speaker.known("questions", answer.question, "asks")
    about = f" <small>{escape(speaker.label(answer.item, 'items'))}</small>" if answer.item else ""
    said = "".join(_sentence(sentence, speaker) for sentence in (*answer.answer, *answer.facts))
    unknown = "".join(_sentence(sentence, speaker) for sentence in answer.unknown)
    if unknown:
        head = escape(speaker.text("card.unknown"))
        unknown = f'<div class="unknown"><h3>{head}</h3>{unknown}</div>'
    can_do = "".join(_sentence(sentence, speaker) for sentence in answer.can_do)
    return f"<article>\n<h2>{escape(title)}{about}</h2>\n{said}{unknown}{can_do}{_law(answer, speaker)}</article>"


def _sentence(sentence: Sentence, speaker: Speaker) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in speaker.bullets(sentence))
    return f"<p>{escape(speaker.sentence(sentence))}</p>\n" + (f"<ul>{lines}</ul>\n" if lines else "")


def _law(answer: Answer, speaker: Speaker) -> str:
    known = speaker.view.knowledge
    question = known.questions[answer.question]
    laws = [known.laws[law] for law in answer.laws if law in known.laws and known.laws[law].tellable]
    lines = "".join(f"<li>{escape(f'{law.act}, {law.article}')}</li>" for law in laws)
    said = "".join(f"<p>{escape(one)}</p>" for one in strength_said(question, speaker.words))
    head = escape(speaker.text("card.law"))
    return f'<details class="law"><summary>{head}</summary>{said}<ul>{lines}</ul></details>\n'
