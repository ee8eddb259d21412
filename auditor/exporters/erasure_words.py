"""What is said of the steps of an erasure, in whole sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.answers.base import any_of, say, sure
from auditor.erasure import Held, Keep, Notified, Remover, State, Step
from auditor.exporters.access import cases_of_access
from auditor.exporters.cited import cited, shown_laws
from auditor.exporters.say import Speaker
from auditor.exporters.traced import route
from auditor.results import Name, Names, Param, Phrases, Sentence
from auditor.traces import Status

_WEIGHED = "avg-17-3-b"


def spoken(key: str, speaker: Speaker, **params: Param) -> str:
    """A sentence of the catalogue."""
    return speaker.sentence(Sentence(key, params))


def told_laws(keeps: Iterable[Keep], speaker: Speaker) -> list[Keep]:
    """The laws that this audience may be told of."""
    found = list(keeps)
    told = set(shown_laws((keep.law for keep in found), speaker))
    return [keep for keep in found if keep.law in told]


def items_of(items: Iterable[Held], speaker: Speaker) -> str:
    """The kinds of data that are surely there, then those that are there sometimes, and perhaps."""
    held = list(items)
    said = []
    for status in Status:
        names = tuple(one.item for one in held if one.status is status)
        line = say("line.plain", name=sure(Names(names, "items"), status))
        said += [speaker.phrase(line)] if names else []
    return "; ".join(said)


def words(step: Step, speaker: Speaker) -> Iterator[str]:
    """Everything that is known of a step, in whole sentences."""
    return (word for block in blocks(step, speaker) for word in block)


def blocks(step: Step, speaker: Speaker) -> Iterator[tuple[str, ...]]:
    """The same, with the sentences together that only mean something after each other."""
    if step.through:
        yield (spoken("erase.through", speaker),)
    yield spoken(f"erase.state.{step.state}", speaker), *(spoken(f"erase.why.{why}", speaker) for why in step.why)
    for keep in told_laws(step.keeps, speaker):
        yield tuple(_kept(keep, speaker))
    if step.otherwise:
        why = (spoken(f"erase.why.{why}", speaker) for why in step.otherwise_why)
        yield spoken(f"erase.otherwise.{step.otherwise}", speaker), *why
    if step.until:
        until = Phrases(tuple(dict.fromkeys(speaker.phrase(phrase) for phrase in step.until)))
        yield (spoken("erase.until", speaker, until=until),)
    law = cited(_WEIGHED, speaker)
    if step.weigh:
        yield (spoken("erase.weigh", speaker, purposes=Names(step.weigh, "purposes"), law=law),)
    if step.weigh_unknown:
        yield (spoken("erase.weigh-unknown", speaker, law=law),)
    if step.again:
        yield (spoken("erase.again", speaker, places=Names(step.again)),)
    if step.put_back:
        yield (spoken("erase.put-back", speaker, places=Names(step.put_back)),)
    if step.state is not State.OUT_OF_REACH:
        yield from ((said,) for said in _people(step, speaker))
    yield (spoken("erase.route", speaker, route=route(step.route, speaker)),)


def _kept(keep: Keep, speaker: Speaker) -> Iterator[str]:
    """A law that keeps it, how long, and with which article the client can ask to have it destroyed."""
    until: Param = Phrases(keep.until)
    law = cited(keep.law, speaker)
    if not keep.sure:
        yield spoken("erase.keep-unsure", speaker, law=law)
        return
    if keep.groups:
        yield spoken("erase.keep-for", speaker, law=law, until=until, groups=any_of(keep.groups))
    else:
        yield spoken("erase.keep", speaker, law=law, until=until)
    if keep.longer_if:
        yield spoken("erase.longer", speaker, condition=keep.longer_if)
    if keep.on_request and shown_laws([keep.on_request], speaker):
        yield spoken("erase.on-request", speaker, law=cited(keep.on_request, speaker))


def _people(step: Step, speaker: Speaker) -> Iterator[str]:
    """Who decides, who can do it, and which company is to be told."""
    if step.who:
        yield spoken("erase.who", speaker, names=Names(step.who, "organisations"))
    elif step.node in speaker.view.places:
        yield spoken("erase.who-unknown", speaker)
    if step.removers:
        names = Phrases(tuple(_remover(one, speaker) for one in step.removers))
        yield spoken("erase.roles", speaker, names=names)
    elif step.state in (State.ON_REQUEST, State.MUST_STAY) and speaker.view.model.owner in step.who:
        yield spoken("erase.roles-unknown", speaker)
    if step.processors:
        yield spoken("erase.processors", speaker, names=Names(step.processors, "organisations"))
    elif not step.processors_known:
        yield spoken("erase.processors-unknown", speaker)


def _remover(one: Remover, speaker: Speaker) -> Param:
    """A function, with the cases in which it may remove it."""
    role = Name(one.role, "roles")
    if one.carries:
        return role
    notes = cases_of_access(one.when, asked=one.asked, groups=one.groups, condition=one.condition)
    if one.when is None and not one.asked:
        notes.append(Sentence("erase.when-unsaid"))
    return Sentence("erase.remover", {"role": role, "notes": Phrases(tuple(notes))})


def notice(one: Notified, speaker: Speaker) -> str:
    """Whom to tell, about what and why them; or who has to pass it on."""
    if one.organisation is None:
        return spoken("erase.notify.place", speaker, place=Names(one.nodes))
    name = sure(Name(one.organisation, "organisations"), one.status)
    if not one.by_us:
        return spoken("erase.notify.not-us", speaker, name=name, names=Names(one.by, "organisations"))
    how = Phrases(tuple(Sentence(f"erase.how.{how}") for how in one.how))
    return spoken("erase.notify.line", speaker, name=name, items=Names(one.items, "items"), how=how)
