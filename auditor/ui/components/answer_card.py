"""An answer to a client: the card, and what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from auditor.exporters.cited import strength_said
from auditor.exporters.say import Speaker
from auditor.knowledge.types import Law
from auditor.results import Answer, Sentence
from auditor.ui.components import evidence
from auditor.ui.components.html import Html, capital, folded, joined, listed, tag
from auditor.ui.descriptions import Description

SHOWN = 6
"""As many lines of a list as are open at first."""


def card(answer: Answer, speaker: Speaker) -> Html:
    """The question, the answer with its facts, what the client can do, and, apart, what we do not know yet."""
    about = speaker.text("ui.about", what=speaker.label(answer.item, "items")) if answer.item else None
    return tag(
        "article",
        tag("p", about, class_="kicker") if about else "",
        tag("h2", speaker.known("questions", answer.question, "asks"), data_focus="", tabindex="-1"),
        tag("div", _prose((*answer.answer, *answer.facts), speaker), class_="answer"),
        _part("can-do", answer.can_do, speaker),
        _part("unknown", answer.unknown, speaker),
        class_="card",
    )


def below(answer: Answer, description: Description, speaker: Speaker) -> Html:
    """When this was checked and by whom, the law, and for the worker what every sentence rests on."""
    model = speaker.view.model
    owner = speaker.text("ui.below.organisation", name=speaker.name(model.owner))
    return tag(
        "div",
        tag("p", owner, " ", _checked(speaker), class_="checked"),
        folded(speaker.text("ui.law.title"), _laws(answer, speaker)),
        folded(
            speaker.text("ui.why.title"),
            tag("p", speaker.text("ui.why.intro")),
            evidence.sentences(answer.sentences(), description, speaker),
        ),
        class_="below",
    )


def _part(name: str, sentences: tuple[Sentence, ...], speaker: Speaker) -> Html:
    if not sentences:
        return Html()
    return tag("section", tag("h3", speaker.text(f"ui.card.{name}")), _prose(sentences, speaker), class_=name)


def _prose(sentences: Iterable[Sentence], speaker: Speaker) -> Iterator[Html]:
    """Sentences that follow each other in one paragraph, until a list."""
    paragraph: list[str] = []
    for sentence in sentences:
        paragraph.append(speaker.sentence(sentence))
        if sentence.bullets:
            yield tag("p", " ".join(paragraph))
            yield _lines([capital(line) for line in speaker.bullets(sentence)], speaker)
            paragraph = []
    if paragraph:
        yield tag("p", " ".join(paragraph))


def _lines(lines: Sequence[str], speaker: Speaker) -> Html:
    """A list; of a long one the rest opens when asked, so that the card stays a card."""
    if len(lines) <= SHOWN + 1:
        return listed(lines)
    rest = lines[SHOWN:]
    return joined(listed(lines[:SHOWN]), folded(speaker.text("ui.card.more", number=len(rest)), listed(rest)))


def _checked(speaker: Speaker) -> str:
    checked = speaker.view.model.checked
    if checked is None:
        return speaker.text("ui.below.not-checked")
    if checked.by in speaker.view.roles:
        return speaker.text("ui.below.checked-by", date=checked.on, who=speaker.label(checked.by or ""))
    return speaker.text("ui.below.checked", date=checked.on)


def _laws(answer: Answer, speaker: Speaker) -> Html:
    knowledge = speaker.view.knowledge
    question = knowledge.questions[answer.question]
    named = [knowledge.laws[name] for name in answer.laws if knowledge.laws[name].tellable]
    return joined(
        tag("p", " ".join(strength_said(question, speaker.words))),
        [_act(list(of_act), speaker) for _, of_act in groupby(named, key=lambda law: law.act)],
        tag("p", speaker.text("ui.law.no-advice")),
    )


def _act(laws: Sequence[Law], speaker: Speaker) -> Html:
    """One law or court, what it is about, and its articles."""
    act, plain = laws[0].act, laws[0].act_plain
    about = plain.said_in(speaker.language) if plain else None
    articles = [joined(tag("b", law.article), ": ", law.says.said_in(speaker.language) or "") for law in laws]
    return joined(tag("p", speaker.text("ui.law.act", act=act, what=about) if about else act), listed(articles))
