"""An answer to a client: the card, and what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from auditor.exporters.cards import Card, Line, Said, paragraphs
from auditor.exporters.markup import Html, capital, folded, joined, listed, tag
from auditor.exporters.say import Speaker
from auditor.knowledge.types import Law
from auditor.texts import direction
from auditor.ui.components import evidence
from auditor.ui.descriptions import Description

SHOWN = 6
"""As many lines of a list as are open at first."""


def shown(card: Card) -> Html:
    """The question, the answer with its facts, what the client can do, and, apart, what we do not know yet."""
    speaker = card.speaker
    return tag(
        "article",
        (tag("p", text, class_="kicker") for text in about(card)),
        tag("h2", card.title, data_focus="", tabindex="-1"),
        tag("div", _prose(card.said, speaker), class_="answer"),
        (tag("section", tag("h3", name), _prose(said, speaker), class_=kind) for kind, name, said in parts(card)),
        class_="card",
        lang=speaker.language,
        dir=direction(speaker.language),
    )


def about(card: Card) -> Iterator[str]:
    """What the answer is about, and for whom it is, where it is not about all and for everybody."""
    speaker = card.speaker
    if card.about:
        yield speaker.text("ui.about", what=card.about)
    if card.for_whom:
        yield speaker.text("card.for", groups=", ".join(card.for_whom))


def parts(card: Card) -> Iterator[tuple[str, str, Sequence[Said]]]:
    """What stands apart below the answer: which part it is, its heading, and what it says."""
    for kind, said in (("can-do", card.can_do), ("unknown", card.unknown)):
        if said:
            yield kind, card.speaker.text(f"ui.card.{kind}"), said


def below(card: Card, description: Description) -> Html:
    """When this was checked and by whom, the law, and for the worker what every sentence rests on."""
    answer, speaker = card.answer, card.speaker
    model = speaker.view.model
    owner = speaker.text("ui.below.organisation", name=speaker.name(model.owner))
    return tag(
        "div",
        tag("p", owner, " ", _checked(speaker), class_="checked"),
        folded(speaker.text("ui.law.title"), _laws(card)),
        folded(
            speaker.text("ui.why.title"),
            tag("p", speaker.text("ui.why.intro")),
            evidence.sentences(answer.sentences(), description, speaker),
        ),
        class_="below",
    )


def _prose(said: Iterable[Said], speaker: Speaker) -> Iterator[Html]:
    for one in paragraphs(said, speaker.speech):
        yield tag("p", one.text)
        if one.lines:
            yield _lines(one.lines, speaker)


def _lines(lines: Sequence[Line], speaker: Speaker) -> Html:
    """A list; of a long one the rest opens when asked, so that the card stays a card."""
    items = [joined(capital(line.text), listed(line.below)) for line in lines]
    if len(items) <= SHOWN + 1:
        return listed(items)
    rest = items[SHOWN:]
    return joined(listed(items[:SHOWN]), folded(speaker.text("ui.card.more", number=len(rest)), listed(rest)))


def _checked(speaker: Speaker) -> str:
    checked = speaker.view.model.checked
    if checked is None:
        return speaker.text("ui.below.not-checked")
    if checked.by in speaker.view.roles:
        return speaker.text("ui.below.checked-by", date=checked.on, who=speaker.label(checked.by or ""))
    return speaker.text("ui.below.checked", date=checked.on)


def _laws(card: Card) -> Html:
    speaker = card.speaker
    return joined(
        tag("p", " ".join(card.strength)),
        [_act(list(of_act), speaker) for _, of_act in groupby(card.laws, key=lambda law: law.act)],
        tag("p", speaker.text("ui.law.no-advice")),
    )


def _act(laws: Sequence[Law], speaker: Speaker) -> Html:
    """One law or court, what it is about, and its articles."""
    act, plain = laws[0].act, laws[0].act_plain
    about = plain.said_in(speaker.language) if plain else None
    articles = [joined(tag("b", law.article), ": ", law.says.said_in(speaker.language) or "") for law in laws]
    return joined(tag("p", speaker.text("ui.law.act", act=act, what=about) if about else act), listed(articles))
