"""What changes for a client, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, Literal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text as Rich

from auditor.changes import OURSELVES, PERHAPS, Change, Changes, Kind
from auditor.exporters.checked import where
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.model import Audience, Model, Path, View
from auditor.results import Name, Param, Phrases, Sentence

MOST_ITEMS = 8
"""Kinds of data that a sentence names; of more it says how many."""
_SURE = frozenset(
    {Kind.ITEM_GONE, Kind.WRITTEN_GONE, Kind.MADE_GONE, Kind.HELD_GONE, Kind.PLACE_GONE, Kind.READER_GONE}
)
"""What has a sentence of its own where a complete list says that it is really so."""
_PERHAPS = frozenset({Kind.MADE_NEW, Kind.HELD_NEW, Kind.PLACE_NEW, Kind.READER_NEW, Kind.READER_MORE, Kind.READER_OF})
"""What has a sentence of its own where nobody knows if it is so."""
_BESIDE = frozenset(
    {
        Kind.PLACE_WHEN, Kind.FORM, Kind.HOW, Kind.READER_WHEN, Kind.TERM, Kind.TERM_KNOWN, Kind.TERM_UNKNOWN,
        Kind.LONGEST, Kind.LONGEST_KNOWN, Kind.LONGEST_UNKNOWN, Kind.BASIS,
        Kind.CATEGORY, Kind.CATEGORY_KNOWN, Kind.CATEGORY_UNKNOWN, Kind.DECIDES, Kind.DECIDES_KNOWN,
        Kind.DECIDES_UNKNOWN, Kind.READER_OF, Kind.COUNTRY, Kind.COUNTRY_KNOWN, Kind.COUNTRY_UNKNOWN,
    }
)  # fmt: skip
"""What is told with how it was and how it is."""
_ALWAYS = (Sentence("change.whenever"),)


class ChangeOut(Out):
    """One change for a client.

    items: the kinds of data it is about. subject: the id of the place, function, organisation, purpose or kind of data
    that it is about, in its section. at: of a function, the places where it is so. before, after: what the two
    descriptions say of it. perhaps: whether nobody knows if it is, or was, so. sure: whether it is gone because a
    complete list says so; else the description only does not say it any more. reserved: a client may not know this, or
    not all of it. old, new: where it stands in either description.
    """

    kind: Kind
    items: list[str]
    subject: str | None
    section: str | None
    at: list[str]
    said: str
    before: list[str]
    after: list[str]
    perhaps: bool
    sure: bool
    reserved: bool
    old: list[str]
    new: list[str]


class DiffOut(Out):
    """The result of `auditor diff`. old, new: the names of the two descriptions."""

    old: str
    new: str
    language: str
    audience: Literal[Audience.OFFICER]
    changes: list[ChangeOut]


class SpeakerOfTwo(Speaker):
    """Says things in the words of the second of two descriptions; what only the first has, in the words of that."""

    def __init__(self, before: View, after: View, language: str) -> None:
        super().__init__(after, language)
        self._before = Speaker(before, language)

    def label(self, name: str, section: str = "") -> str:
        """What a client reads for a part of either description."""
        is_new = any(name in elements for elements in _elements(self.view, section))
        is_old = any(name in elements for elements in _elements(self._before.view, section))
        return self._before.label(name, section) if is_old and not is_new else super().label(name, section)

    def known(self, section: str, name: str, form: str = "plain") -> str:
        """A text of the knowledge, or of the word for it of either description."""
        only_old = section == "events" and name in self._before.view.model.events
        if only_old and name not in self.view.model.events:
            return self._before.known(section, name, form)
        return super().known(section, name, form)


def _elements(view: View, section: str) -> Iterable[Mapping[str, object]]:
    sections: dict[str, Mapping[str, object]] = {
        "places": view.places, "organisations": view.organisations, "roles": view.roles, "items": view.items,
        "purposes": view.purposes, "scopes": view.scopes, "subjects": view.model.subjects,
    }  # fmt: skip
    return [sections[section]] if section else sections.values()


# as JSON


def diff_out(found: Changes, language: str) -> DiffOut:
    """The changes between two descriptions, in words."""
    return DiffOut(
        old=found.before.model.name,
        new=found.after.model.name,
        language=language,
        audience=Audience.OFFICER,
        changes=changes_out(found, language),
    )


def changes_out(found: Changes, language: str) -> list[ChangeOut]:
    """Every change in words."""
    speaker = SpeakerOfTwo(found.before, found.after, language)
    return [
        ChangeOut(
            kind=one.kind,
            items=list(one.items),
            subject=one.subject.id if one.subject else None,
            section=one.subject.section if one.subject else None,
            at=[name.id for name in one.at],
            said=speaker.sentence(_sentence([one])),
            before=[speaker.phrase(said) for said in one.before],
            after=[speaker.phrase(said) for said in one.after],
            perhaps=one.perhaps,
            sure=one.sure,
            reserved=one.reserved,
            old=[where(found.before.model, path) for path in one.old],
            new=[where(found.after.model, path) for path in one.new],
        )
        for one in found.found
    ]


# as text


def diff(found: Changes, language: str) -> RenderableType:
    """The changes between two descriptions under each other, and what such a comparison can tell."""
    speaker = SpeakerOfTwo(found.before, found.after, language)
    title = speaker.text("change.title", old=found.before.model.name, new=found.after.model.name)
    return Group(Rich(title, style="bold"), Rich(), *changes_shown(found, speaker), dim("change.compares", speaker))


def changes_shown(found: Changes, speaker: Speaker) -> list[RenderableType]:
    """The changes under each other, what has one sentence together; or that there are none."""
    if not found.found:
        return [Rich(speaker.text("change.none"))]
    told = [list(group) for _, group in groupby(sorted(found.found, key=_rank), key=_heading)]
    shown = [_change(group, found, speaker) for group in told]
    return [*shown, Rich(speaker.text("change.summary", count=str(len(told))))]


def _rank(one: Change) -> tuple[Any, ...]:
    """Together what has one sentence, in the order of reading; the sort keeps the rest of the order."""
    kind, subject, at, perhaps, sure = _heading(one)
    ids = [(name.id, name.section) for name in ((subject,) if subject else ()) + at]
    return (kind.rank, perhaps, sure, ids, one.reserved)


def _heading(one: Change) -> tuple[Kind, Name | None, tuple[Name, ...], bool, bool]:
    """What changes share that are told in one sentence; what each says of a part stands below it."""
    return (one.kind, one.subject, one.at if one.kind in _BESIDE else (), one.perhaps, one.sure)


def _change(group: Sequence[Change], found: Changes, speaker: Speaker) -> RenderableType:
    lines: list[RenderableType] = [Rich(speaker.sentence(_sentence(group)), style="bold")]
    lines += [bullet(speaker.phrase(line)) for line in _lines(group)]
    lines += [Rich(speaker.sentence(said)) for said in _reserved(group)]
    lines += [Rich(place, style="dim") for place in dict.fromkeys(p for one in group for p in _places(one, found))]
    return Padding(Group(*lines), (0, 0, 1, 0))


def _reserved(group: Sequence[Change]) -> list[Sentence]:
    """What of these changes a client may not know."""
    reserved = [one for one in group if one.reserved]
    if len(reserved) in (0, len(group)):
        return [Sentence("change.reserved")] if reserved else []
    items = dict.fromkeys(item for one in reserved for item in one.items)
    return [Sentence("change.reserved-part", {"items": Phrases(tuple(Name(item, "items") for item in items))})]


def _lines(group: Sequence[Change]) -> list[Sentence]:
    """What stands below a change: where, how it was and is, or all there is to say of what is new or gone.

    What holds for a part of the items says for which.
    """
    told = [_told(one) for one in group]
    every = set(_items_of(group))
    said: list[Sentence] = []
    parts: list[tuple[Sentence, dict[str, None]]] = []
    for one, lines in zip(group, told, strict=True):
        for line in lines:
            about = next((items for other, items in parts if other == line), None)
            if about is None:
                parts.append((line, dict.fromkeys(one.items)))
            else:
                about.update(dict.fromkeys(one.items))
    for line, items in sorted(parts, key=lambda part: every != part[1].keys()):
        about_all = every == items.keys()
        said.append(line if about_all else Sentence("change.line.part", {"line": line, "items": _named(tuple(items))}))
    return said


def _told(one: Change) -> list[Sentence]:
    where_ = [Sentence("change.line.where", {"said": Phrases(one.at)})] if one.at else []
    if one.kind in _BESIDE:
        pairs = (("before", one.before), ("now", one.after))
        return [*where_, *(Sentence(f"change.line.{key}", {"said": Phrases(said)}) for key, said in pairs)]
    when = (*one.before, *one.after)
    if one.at and when not in (_ALWAYS, (PERHAPS,)):  # a function: where it can see it, and when
        return [Sentence("change.line.where-when", {"places": Phrases(one.at), "said": Phrases(when)})]
    return where_ or list(when)


def _places(one: Change, found: Changes) -> list[str]:
    """Where the first of it stands, in the old and in the new description; not what stands in no file."""
    sides: tuple[tuple[Model, tuple[Path, ...]], ...] = (
        (found.before.model, one.old), (found.after.model, one.new),
    )  # fmt: skip
    told = [where(model, path) for model, paths in sides for path in paths[:1] if model.locate(path)]
    return list(dict.fromkeys(told))


def bullet(said: str) -> RenderableType:
    """A line of a list."""
    return Padding(Rich(f"• {said}"), (0, 0, 0, 2))


def dim(key: str, speaker: Speaker) -> Rich:
    """A remark at the end."""
    return Rich(speaker.text(key), style="dim")


# as sentences


def _sentence(group: Sequence[Change]) -> Sentence:
    """Changes in one sentence. The kinds of data stand last: nobody knows if a label is one thing or more."""
    one, items = group[0], _items_of(group)
    params: dict[str, Param] = {"items": _named(items)} if items else {}
    key = f"change.{one.kind}"
    if one.subject and one.subject.section == OURSELVES:
        return Sentence(f"change.{one.kind}.{one.subject.id}", params)
    if one.subject:
        params["subject"] = one.subject
    if one.perhaps and one.kind in _PERHAPS:
        return Sentence(f"{key}.perhaps", params)
    return Sentence(f"{key}.sure" if one.sure and one.kind in _SURE else key, params)


def _items_of(group: Sequence[Change]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for one in group for item in one.items))


def _named(items: tuple[str, ...]) -> Param:
    """Kinds of data in one list: of very many the first, and how many more there are."""
    named: list[Param] = [Name(item, "items") for item in items]
    if len(named) > MOST_ITEMS + 1:
        number = str(len(named) - MOST_ITEMS)
        named = [*named[:MOST_ITEMS], Sentence("change.more", {"number": number})]
    return Phrases(tuple(named))
