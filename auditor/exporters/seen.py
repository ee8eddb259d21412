"""What somebody can see in total, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Rich

from auditor.answers.base import any_of
from auditor.exporters import looked, traced
from auditor.exporters.checked import where
from auditor.exporters.looked import LookedOut, looked_out
from auditor.exporters.out import Out
from auditor.exporters.say import Speaker
from auditor.exporters.steps import CaseOut, ReaderOut, case_out, reader_out
from auditor.knowledge.types import Sensitivity
from auditor.model import Audience
from auditor.model.elements import Condition, Form
from auditor.results import Names, Param
from auditor.traces import Case, Presence, Reader, Status, Way, widest
from auditor.traces import looked as log_of
from auditor.traces.seen import Gap, Seeing, Seen, SeenItem, Unsure, Who

Care = Sensitivity | Literal["unknown"]
_PERHAPS = Case(Status.PERHAPS)


class CountOut(Out):
    """How many kinds of data of one sensitivity; unknown where nobody knows their category."""

    sensitivity: Care
    kinds: int


class WayOut(ReaderOut):
    """One way in which somebody can see a kind of data at a place, in every case in which they can.

    role is null where only the organisation is known. can: all that the role may do there; empty where nobody knows, or
    where it is no access that somebody gave. form, presence: as what and how the data is there.
    """

    form: Form
    presence: Presence
    cases: list[CaseOut]


class SeenItemOut(Out):
    """A kind of data that somebody can see; status: the surest over all ways."""

    item: str
    label: str
    sensitivity: Care
    status: Status
    ways: list[WayOut]


class UnsureOut(Out):
    """A place where somebody may see these kinds of data too: the description leaves it open, for this reason.

    beside: groups of clients of whom it does say who can look; it is about the others.
    """

    node: str
    gap: Gap
    beside: list[str]
    items: list[str]
    at: str


class SeenOut(Out):
    """What one role, the people at an organisation, or those there of whom nobody said which role can see.

    kinds: how many kinds of data. perhaps: how many of these only perhaps. open: kinds of data that they are not known
    to see, at a place of which nobody wrote down who can look. nowhere: kinds of data of which nobody wrote down where
    they are. closed: whether every list of who can look is declared complete. unsure: where they may see more. logs:
    whether there is a log of who looked, where they can see something. items, unsure, logs: null in the table of
    everybody.
    """

    who: Who
    role: str | None
    organisation: str
    label: str
    kinds: int
    counts: list[CountOut]
    perhaps: int
    open: list[str]
    nowhere: list[str]
    closed: bool
    items: list[SeenItemOut] | None
    unsure: list[UnsureOut] | None
    logs: list[LookedOut] | None


class SeesOut(Out):
    """The result of `auditor sees`. kinds: how many kinds of data the description has.

    places: at how many places and organisations data about people is. not_complete: at how many of these nobody
    declared complete who can look, so that anybody may see more there.
    """

    model: str
    language: str
    kinds: int
    places: int
    not_complete: int
    seen: list[SeenOut]


def sees_out(seeing: Seeing, found: Iterable[Seen], speaker: Speaker, *, whole: bool) -> SeesOut:
    """What these people can see. whole: with every kind of data, not only how many."""
    return SeesOut(
        model=seeing.view.model.name,
        language=speaker.language,
        kinds=len(seeing.view.items),
        places=seeing.places,
        not_complete=seeing.not_complete,
        seen=[_seen(seen, speaker, whole) for seen in found],
    )


def _seen(seen: Seen, speaker: Speaker, whole: bool) -> SeenOut:
    model = speaker.view.model
    return SeenOut(
        who=seen.who,
        role=seen.role,
        organisation=seen.organisation,
        label=_label(seen, speaker),
        kinds=len(seen.items),
        counts=[CountOut(sensitivity=kind or "unknown", kinds=count) for kind, count in seen.counts.items()],
        perhaps=seen.perhaps,
        open=list(seen.open),
        nowhere=list(seen.nowhere),
        closed=seen.closed,
        items=[_item(one, speaker) for one in seen.items] if whole else None,
        unsure=[_unsure(one, speaker) for one in seen.unsure] if whole else None,
        logs=[looked_out(log_of(speaker.view, node), model) for node in seen.nodes] if whole else None,
    )


def _item(one: SeenItem, speaker: Speaker) -> SeenItemOut:
    return SeenItemOut(
        item=one.item,
        label=speaker.label(one.item, "items"),
        sensitivity=one.sensitivity or "unknown",
        status=one.status,
        ways=[_way(reader, speaker) for reader in one.readers],
    )


def _way(reader: Reader, speaker: Speaker) -> WayOut:
    return WayOut(
        **reader_out(reader, speaker).model_dump(),
        form=reader.arrival.form,
        presence=reader.arrival.presence,
        cases=[case_out(case, speaker) for case in reader.cases],
    )


def _unsure(one: Unsure, speaker: Speaker) -> UnsureOut:
    at = where(speaker.view.model, one.path)
    return UnsureOut(node=one.node, gap=one.gap, beside=sorted(one.beside), items=list(one.items), at=at)


# as text


def everybody(seeing: Seeing, found: Iterable[Seen], speaker: Speaker) -> RenderableType:
    """A row for every role, and for the people of whom only the organisation is known: how much they can see."""
    table = Table(show_lines=True, title=Rich(speaker.text("seen.everybody")))
    for column, ratio in (("who", 6), ("kinds", 3), ("of-which", 5), ("open", 2)):
        table.add_column(speaker.text(f"seen.column.{column}"), ratio=ratio, overflow="fold")
    for seen in found:
        kinds = [str(len(seen.items))]
        kinds += [speaker.text("seen.only-perhaps", number=seen.perhaps)] if seen.perhaps else []
        table.add_row(
            Rich(f"{_label(seen, speaker)}\n{seen.role or seen.organisation}"),
            Rich("\n".join(kinds)),
            Rich("\n".join(_counts(seen, speaker))),
            Rich(str(len(seen.open))),
        )
    notes = [speaker.text("seen.open-means"), *_lists(seeing, speaker), speaker.text("seen.can-is-not-has")]
    return Group(table, *map(Rich, notes))


def _lists(seeing: Seeing, speaker: Speaker) -> Iterator[str]:
    if seeing.not_complete:
        counts = {"number": str(seeing.not_complete), "places": str(seeing.places)}
        yield speaker.text("seen.lists-open", **counts)


def somebody(seeing: Seeing, seen: Seen, speaker: Speaker) -> RenderableType:
    """Everything that somebody can see: first what deserves most care; where they may see more; and the logs."""
    who = _label(seen, speaker)
    lines: list[RenderableType] = [Rich(speaker.text("seen.title", who=who), style="bold")]
    if seen.items:
        total = {"kinds": str(len(seen.items)), "all": str(len(seeing.view.items))}
        lines.append(Rich(speaker.text("seen.total", **total, counts=", ".join(_counts(seen, speaker)))))
    else:
        lines.append(Rich(speaker.text("seen.on-no-list" if seen.closed else "seen.nothing-said", who=who)))
    for kind in seen.counts:
        care = _care(kind, speaker)
        lines.append(Padding(Rich(care[:1].upper() + care[1:], style="bold"), (1, 0, 0, 0)))
        lines += _items([one for one in seen.items if one.sensitivity is kind], seen, speaker)
    lines += _more(seen, who, speaker)
    lines.append(_apart(speaker.text("seen.can-is-not-has")))
    return Group(*lines, looked.block(seen.nodes, speaker))


def _items(items: Iterable[SeenItem], seen: Seen, speaker: Speaker) -> Iterator[RenderableType]:
    """Kinds of data that are seen in the same ways together, with those ways below them."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for one in items:
        alike.setdefault(tuple(_ways(one, seen, speaker)), []).append(speaker.label(one.item, "items"))
    for ways, labels in alike.items():
        yield Padding(Rich(", ".join(labels)), (0, 0, 0, 2))
        yield from (Padding(Rich(f"• {way}"), (0, 0, 0, 4)) for way in ways)


def _ways(one: SeenItem, seen: Seen, speaker: Speaker) -> Iterator[str]:
    """A line per way in; of more people than one role, a line per place."""
    if seen.who is not Who.ORGANISATION:
        told = [reader for reader in one.readers if not any(_says_more(other, reader) for other in one.readers)]
        yield from dict.fromkeys(_way_in(reader, speaker) for reader in told)
        return
    for node in one.nodes:
        here = [reader for reader in one.readers if reader.node == node]
        notes = traced.told_readers(here, speaker)
        notes += [traced.told_case(case, speaker) for case in widest(case for reader in here for case in reader.cases)]
        yield speaker.text("seen.at", place=speaker.label(node), notes="; ".join(notes))


def _says_more(one: Reader, other: Reader) -> bool:
    """Whether the same way in lets them see the same nearer to one person or as a copy, in all cases of the other."""
    nearer = one.arrival.form.depth <= other.arrival.form.depth
    stays = one.arrival.presence is Presence.COPY or one.arrival.presence is other.arrival.presence
    same = (one.role, one.organisation, one.node, one.way, one.path)
    return (
        one is not other
        and same == (other.role, other.organisation, other.node, other.way, other.path)
        and (nearer and stays)
        and all(
            any(more.covers(case) and more.status.rank <= case.status.rank for more in one.cases)
            for case in other.cases
        )
    )


def _way_in(reader: Reader, speaker: Speaker) -> str:
    if reader.way is Way.ACCESS:
        rights = [speaker.text(f"seen.right.{right}") for right in reader.can]
        notes = [", ".join(rights) or speaker.text("seen.rights-unknown")]
    else:
        notes = [speaker.text(f"seen.way.{reader.way}")]
    whole = reader.when is Condition.ALL and reader.groups  # the cases below tell of which clients
    notes += [traced.told_when(reader.when, speaker)] if reader.when is not None and not whole else []
    presence, form = reader.arrival.how, reader.arrival.form
    notes += [speaker.text(f"presence.{presence}")] if presence is not Presence.COPY else []
    notes += [speaker.text(f"form.{form}")] if form is not Form.AS_IS else []
    notes += [traced.told_case(case, speaker) for case in reader.cases]
    return speaker.text("seen.at", place=speaker.label(reader.node), notes="; ".join(notes))


def _more(seen: Seen, who: str, speaker: Speaker) -> Iterator[RenderableType]:
    """Where they may see more than the description says; or that there is no more in it."""
    left_open = [one for one in seen.unsure if one.gap is not Gap.NOT_COMPLETE]
    if left_open:
        yield _apart(speaker.text("seen.unsure", who=who))
    for one in left_open:
        organisation = speaker.label(seen.organisation, "organisations")
        groups: Param = any_of(one.beside) if one.beside else ""
        why = speaker.text(_gap(one, speaker), organisation=organisation, groups=groups)
        count = speaker.text("seen.kinds", number=len(one.items))
        line = speaker.text("seen.at", place=speaker.label(one.node), notes=f"{why} ({count})")
        yield Padding(Rich(f"• {line}"), (0, 0, 0, 2))
    lists = tuple(one.node for one in seen.unsure if one.gap is Gap.NOT_COMPLETE)
    if lists:
        yield _apart(speaker.text("seen.not-complete", places=Names(lists)))
    if seen.nowhere:
        yield _apart(speaker.text("seen.nowhere", items=Names(seen.nowhere, "items")))
    if seen.closed and seen.items:
        yield _apart(speaker.text("seen.closed"))


def _gap(one: Unsure, speaker: Speaker) -> str:
    """What is left open: of all that is there, of these data, or of other clients than those of some groups."""
    if one.gap not in (Gap.UNDESCRIBED, Gap.INSIDE):
        return f"seen.gap.{one.gap}"
    if one.beside:
        return f"seen.gap.{one.gap}-others"
    return f"seen.gap.{one.gap}-data" if speaker.view.access(one.node) else f"seen.gap.{one.gap}"


def _apart(text: str) -> RenderableType:
    """A paragraph of its own."""
    return Padding(Rich(text), (1, 0, 0, 0))


def _counts(seen: Seen, speaker: Speaker) -> list[str]:
    return [
        speaker.text("seen.count", what=_care(kind, speaker), number=str(count)) for kind, count in seen.counts.items()
    ]


def _care(kind: Sensitivity | None, speaker: Speaker) -> str:
    """How sensitive data is: for an officer in the words of the law, for a client in plain words."""
    words = "care" if speaker.view.audience is Audience.OFFICER else "plainly"
    return speaker.text(f"seen.{words}.{kind or 'unknown'}")


def _label(seen: Seen, speaker: Speaker) -> str:
    """Who it is, with the organisation they are of."""
    organisation = speaker.label(seen.organisation, "organisations")
    if seen.role is None:
        key = "seen.people" if seen.who is Who.ORGANISATION else "trace.who-inside"
        return speaker.text(key, name=organisation)
    return speaker.text("seen.of", role=speaker.label(seen.role, "roles"), organisation=organisation)
