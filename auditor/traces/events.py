"""Which event somebody means: by its id, or by its words in any language."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from auditor.errors import AuditorError, NotFound, shown
from auditor.model import View
from auditor.traces.dates import events_of
from auditor.values import Text


def event_named(view: View, said: str) -> str:
    """The id of the event with this id, name or plain words; capitals, blanks and hyphens do not matter.

    Raises NotFound where this view has no such event and nothing near it, and AuditorError where more than one event
    is called so, or where something near it was perhaps meant.
    """
    events = events_of(view)
    if said in events:
        return said
    by_words: dict[str, list[str]] = {}
    for event in events:
        for words in dict.fromkeys(map(_folded, _called(view, event))):
            by_words.setdefault(words, []).append(event)
    found = by_words.get(_folded(said), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise AuditorError("error.events-alike", name=shown(said), candidates=", ".join(found))
    close = get_close_matches(_folded(said), by_words, n=3, cutoff=0.6)
    near = list(dict.fromkeys(event for words in close for event in by_words[words]))
    if not near:
        raise NotFound("event", shown(said), events)
    raise AuditorError("error.no-such-event-near", name=shown(said), near=", ".join(near), candidates=", ".join(events))


def _called(view: View, event: str) -> Iterator[str]:
    """Everything an event is called."""
    yield event
    own = view.model.events.get(event)
    if own is None:
        known = view.knowledge.events[event]
        texts: tuple[Text | str | None, ...] = (known.name, known.plain, *known.also)
    else:
        texts = (own.name, own.plain)
    for text in texts:
        words = text.root if isinstance(text, Text) else text
        yield from words.values() if isinstance(words, dict) else [words] if words else []


def _folded(words: str) -> str:
    """Only the letters and numbers, without capitals."""
    return "".join(char for char in words.casefold() if char.isalnum())
