"""What passes data on without reading it, as far as a flow or its standard message names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from auditor.answers.base.asked import Asked
from auditor.answers.base.lines import line, say, sure
from auditor.knowledge.types import Channel
from auditor.model import Path
from auditor.results import Known, Sentence
from auditor.traces import Status


def channel_lines(asked: Asked, wanted: Callable[[Channel], bool] = lambda _: True) -> Iterator[Sentence]:
    """A line per channel with how sure it is that anything goes through it. wanted: only these."""
    known = asked.view.knowledge
    for channel, (status, paths) in sorted(_channels(asked).items()):
        entry = known.channels[channel]
        if wanted(entry):
            named = Known("channels", channel) if entry.tellable else say("to.channel")
            yield line(sure(named, status), [], *paths)


def _channels(asked: Asked) -> dict[str, tuple[Status, list[Path]]]:
    known = asked.view.knowledge
    found: dict[str, tuple[Status, list[Path]]] = {}
    for flow, status in asked.flows:
        for position, way in enumerate(flow.value.via):
            through = [way.channel] if way.channel else []
            message = known.messages[way.message] if way.message else None
            through += list(message.channels) if message and message.tellable else []
            for channel in through:
                best, paths = found.get(channel, (status, []))
                surest = min(best, status, key=lambda one: one.rank)
                found[channel] = (surest, [*paths, (*flow.path, "via", position)])
    return found
