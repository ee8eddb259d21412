"""For the worker: which parts of the description a sentence rests on."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.errors import Problem
from auditor.exporters.markup import Html, joined, listed, tag
from auditor.exporters.say import Speaker
from auditor.model import Path
from auditor.results import Sentence
from auditor.ui.descriptions import Description


def sentences(said: Iterable[Sentence], description: Description, speaker: Speaker) -> Html:
    """Every sentence with its parts of the description; a list below a sentence line by line."""
    return tag("ul", [_sentence(sentence, description, speaker) for sentence in said], class_="evidence")


def _sentence(sentence: Sentence, description: Description, speaker: Speaker) -> Html:
    lines = zip(sentence.bullets, speaker.bullets(sentence), strict=True)
    below = [joined(text, paths(bullet.rests_on, description, speaker)) for bullet, text in lines]
    from_lines = {path for bullet in sentence.bullets for path in bullet.rests_on}
    own = [path for path in sentence.rests_on if path not in from_lines]
    none = not own and not from_lines
    return tag(
        "li",
        tag("span", speaker.sentence(sentence)),
        tag("span", speaker.text("ui.why.text", name=sentence.key), class_="at"),
        tag("span", speaker.text("ui.why.nothing"), class_="at") if none else paths(own, description, speaker),
        listed(below),
    )


def paths(found: Iterable[Path], description: Description, speaker: Speaker) -> Html:
    """Each path as people write it, with file and line."""
    written = [_path(path, description, speaker) for path in found]
    return tag("span", written, class_="at") if written else Html()


def _path(path: Path, description: Description, speaker: Speaker) -> Html:
    location = speaker.view.model.locate(path)
    words = Problem("", path=path).where
    return tag("code", f"{words} ({description.place(location)})" if location else words)
