"""What is supposed and what that changes for a client, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from rich.console import Group, RenderableType
from rich.text import Text as Rich

from auditor.changes import LeftOut, Replaced, WhatIf
from auditor.errors import Problem
from auditor.exporters.changed import ChangeOut, SpeakerOfTwo, bullet, changes_out, changes_shown, dim
from auditor.exporters.checked import where
from auditor.exporters.language import flow
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.model import Audience, Model
from auditor.results import Param, Phrases, Sentence

_FLOW = "change.what-if.flow"


class LeftOutOut(Out):
    """Something that is left out of a description, in words and where it stands."""

    said: str
    at: str


class ReplacedOut(Out):
    """A value that is another one: what stands there (null for nothing) and what is supposed, on one line of YAML."""

    path: str
    before: str | None
    after: str


class WhatIfOut(Out):
    """The result of `auditor what-if`. also: what cannot be there without what is left out."""

    model: str
    language: str
    audience: Literal[Audience.OFFICER]
    left_out: list[LeftOutOut]
    also: list[LeftOutOut]
    replaced: list[ReplacedOut]
    changes: list[ChangeOut]


def what_if_out(found: WhatIf, language: str) -> WhatIfOut:
    """What was supposed and what it changes, in words."""
    view = found.changes.before
    speaker = SpeakerOfTwo(view, found.changes.after, language)
    return WhatIfOut(
        model=view.model.name,
        language=language,
        audience=Audience.OFFICER,
        left_out=[_left_out(one, view.model, speaker) for one in found.left_out],
        also=[_left_out(one, view.model, speaker) for one in found.also],
        replaced=[
            ReplacedOut(
                path=Problem("", path=one.path).where,
                before=None if one.before is None else flow(one.before),
                after=flow(one.after),
            )
            for one in found.replaced
        ],
        changes=changes_out(found.changes, language),
    )


def _left_out(one: LeftOut, model: Model, speaker: Speaker) -> LeftOutOut:
    return LeftOutOut(said=speaker.phrase(one.said), at=where(model, one.path))


def what_if(found: WhatIf, language: str) -> RenderableType:
    """What was supposed, what had to go with it, and what changes."""
    speaker = SpeakerOfTwo(found.changes.before, found.changes.after, language)
    title = speaker.text("change.what-if.title", name=found.changes.before.model.name)
    supposed = [Sentence("change.what-if.without", {"what": said}) for said in _joined(found.left_out)]
    supposed += map(_replaced, found.replaced)
    lines: list[RenderableType] = [Rich(title, style="bold"), *(bullet(speaker.phrase(line)) for line in supposed)]
    if found.also:
        lines.append(Rich(speaker.text("change.what-if.also")))
        lines += [bullet(speaker.phrase(said)) for said in _joined(found.also)]
    return Group(*lines, Rich(), *changes_shown(found.changes, speaker), dim("change.what-if.kept", speaker))


def _replaced(one: Replaced) -> Sentence:
    path, value = Problem("", path=one.path).where, flow(one.after)
    if one.after is None:
        return Sentence("change.what-if.unset", {"path": path, "before": flow(one.before)})
    if one.before is None:
        return Sentence("change.what-if.set-new", {"path": path, "value": value})
    return Sentence("change.what-if.set", {"path": path, "value": value, "before": flow(one.before)})


def _joined(left: Iterable[LeftOut]) -> Iterator[Sentence]:
    """What is left out, each once: all that goes from one place in one line, and what else goes to one place."""
    said = list({(one.said.key, *one.said.params.values()): one.said for one in left}.values())
    flows = [one for one in said if one.key == _FLOW]
    from_one = _by(flows, "source")
    alone = [ends for found in from_one.values() if len(found) == 1 for ends in found]
    to_one = _by(alone, "target")
    yield from (one for one in said if one.key != _FLOW)
    for source, ends in from_one.items():
        if len(ends) > 1:
            yield Sentence(_FLOW, {"source": source, "target": Phrases(tuple(one.params["target"] for one in ends))})
    for target, ends in to_one.items():
        yield Sentence(_FLOW, {"source": Phrases(tuple(one.params["source"] for one in ends)), "target": target})


def _by(flows: Iterable[Sentence], end: str) -> dict[Param, list[Sentence]]:
    found: dict[Param, list[Sentence]] = {}
    for one in flows:
        found.setdefault(one.params[end], []).append(one)
    return found
