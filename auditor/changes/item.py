"""One kind of data in two descriptions: what is new, gone or different of it for a client.

What a change brings with it is told with that change and not again: who can see it at a new place stands under the new
place, and a function that could see it already is no new reader.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from auditor.changes import standing
from auditor.changes.change import Change, Kind
from auditor.changes.closing import declared_to_clients, not_declared
from auditor.changes.facts import Facts, People, There
from auditor.changes.phrases import key_of
from auditor.changes.standing import Standing
from auditor.changes.telling import PERHAPS
from auditor.model import Path
from auditor.results import Name, Sentence
from auditor.traces import StepKind

_BEGINS = {
    StepKind.COLLECT: Kind.WRITTEN_NEW,
    StepKind.DERIVE: Kind.MADE_NEW,
    StepKind.HELD: Kind.HELD_NEW,
}
"""What is new at a place where an item begins, the plainest first."""
_ALL = {Kind.ALL_PLACES_KNOWN: "where-does-it-go", Kind.ALL_READERS_KNOWN: "who-can-see"}
"""The questions whose answer can say that it names everything."""
_Seen = tuple[str, tuple[Sentence, ...], tuple[Sentence, ...]]
"""A place, and when somebody could and can see an item there."""


class Compared:
    """One kind of data that both descriptions have.

    new, gone: places it reaches in one of them only. untold: there, and where it is about a person in one of them only,
    the change of the place itself says all that is different.
    """

    def __init__(self, was: Facts, now: Facts) -> None:
        self.was = was
        self.now = now
        self.new = now.there.keys() - was.there.keys()
        self.gone = was.there.keys() - now.there.keys()
        both = was.there.keys() & now.there.keys()
        about_nobody = {node for node in both if was.there[node].personal is not now.there[node].personal}
        self.untold = {*self.new, *self.gone, *about_nobody}

    def changes(self) -> Iterator[Change]:
        """Every change of it, place by place and function by function."""
        yield from self._what_it_is()
        if not self.was.there or not self.now.there:
            if self.now.there:
                yield self._change(Kind.WHERE_KNOWN, after=self.now.of_item(), new=(self.now.path,))
            elif self.was.there:
                yield self._change(Kind.WHERE_UNKNOWN, before=self.was.of_item(), old=(self.was.path,))
            return
        yield from self._sources()
        yield from self._reached()
        for node in sorted(self.was.there.keys() & self.now.there.keys()):
            yield from self._at(self.was.there[node], self.now.there[node])
        yield from self._named(Kind.MADE_OF_NEW, self.was.made_of, self.now.made_of, "items")
        yield from self._companies()
        yield from self._readers()
        yield from self._unknown_readers()
        yield from self._longest()
        yield from self._named(Kind.PURPOSE_NEW, self.was.purposes, self.now.purposes, "purposes")
        yield from self._standings()
        yield from self._complete()

    def _change(self, kind: Kind, subject: Name | None = None, **more: Any) -> Change:
        return Change(kind, (self.now.item,), subject, **more)

    def _new(self, kind: Kind, subject: Name, said: tuple[Sentence, ...], paths: tuple[Path, ...]) -> Change:
        return self._change(kind, subject, after=said, new=paths)

    def _gone(
        self, kind: Kind, subject: Name, said: tuple[Sentence, ...], paths: tuple[Path, ...], sure: bool = False
    ) -> Change:
        """kind: what it would be if it were new."""
        return self._change(kind.mirror, subject, before=said, old=paths, sure=sure)

    def _named(
        self, kind: Kind, was: Mapping[str, tuple[Path, ...]], now: Mapping[str, tuple[Path, ...]], section: str
    ) -> Iterator[Change]:
        for name in sorted(now.keys() - was.keys()):
            yield self._new(kind, Name(name, section), (), now[name])
        for name in sorted(was.keys() - now.keys()):
            yield self._gone(kind, Name(name, section), (), was[name])

    # where

    def _sources(self) -> Iterator[Change]:
        """Who it comes from. What there is to say of an organisation that is reached only so stands below it."""
        was, now = self.was.sources, self.now.sources
        for name in [name for name in now if name not in was]:
            here = name.id in self.new and _begun(self.now.there[name.id]) is Kind.HELD_NEW
            yield self._new(Kind.SOURCE_NEW, name, self.now.of_place(name.id) if here else (), now[name])
        for name in [name for name in was if name not in now]:
            here = name.id in self.gone and _begun(self.was.there[name.id]) is Kind.HELD_NEW
            yield self._gone(Kind.SOURCE_NEW, name, self.was.of_place(name.id) if here else (), was[name])

    def _reached(self) -> Iterator[Change]:
        """Places and organisations that it comes to, or begins at."""
        for node in sorted(self.new):
            at = self.now.there[node]
            if not (_begun(at) is Kind.HELD_NEW and at.name in self.now.sources.keys() - self.was.sources.keys()):
                yield replace(self._new(_begun(at), at.name, self.now.of_place(node), at.paths), perhaps=at.perhaps)
        for node in sorted(self.gone):
            at = self.was.there[node]
            if not (_begun(at) is Kind.HELD_NEW and at.name in self.was.sources.keys() - self.now.sources.keys()):
                sure = self.now.closed("where-does-it-go")
                gone = self._gone(_begun(at), at.name, self.was.of_place(node), at.paths, sure)
                yield replace(gone, perhaps=at.perhaps)

    def _at(self, was: There, now: There) -> Iterator[Change]:
        """What is different at a place that both know of."""
        node = now.name.id
        if (StepKind.COLLECT in now.begins) and (StepKind.COLLECT not in was.begins):
            yield self._new(Kind.WRITTEN_NEW, now.name, (), now.paths)
        if (StepKind.COLLECT in was.begins) and (StepKind.COLLECT not in now.begins):
            sure = self.now.view.complete(node, "collects") is not None
            yield self._gone(Kind.WRITTEN_NEW, now.name, (), was.paths, sure)
        alike = bool(was.begins) is bool(now.begins)
        before, after = (was.when, now.when) if alike else (was.when_at_all, now.when_at_all)
        if before != after:
            yield self._different(Kind.PLACE_WHEN, was, now, before, after)
        if was.form != now.form:
            yield self._different(Kind.FORM, was, now, (was.form,), (now.form,))
        if was.how != now.how:
            both = was.ends and now.ends  # then how long has a sentence of its own
            before, after = (at.how if both else (*at.how, *at.ends) for at in (was, now))
            yield self._different(Kind.HOW, was, now, before, after)
        if was.ends and now.ends and key_of(was.ends) != key_of(now.ends):
            alike = was.known is now.known
            kind = Kind.TERM if alike else Kind.TERM_KNOWN if now.known else Kind.TERM_UNKNOWN
            before, after = _apart(was.ends, now.ends)
            yield self._change(kind, now.name, before=before, after=after, old=was.end_paths, new=now.end_paths)

    def _different(
        self, kind: Kind, was: There, now: There, before: tuple[Sentence, ...], after: tuple[Sentence, ...]
    ) -> Change:
        return self._change(kind, now.name, before=before, after=after, old=was.paths, new=now.paths)

    # who

    def _companies(self) -> Iterator[Change]:
        was, now = self.was.companies, self.now.companies
        for name in sorted(now.keys() - was.keys()):
            if not now[name].nodes <= self.untold:
                said = self.now.of_company(name)
                yield self._new(Kind.COMPANY_NEW, Name(name, "organisations"), said, now[name].paths)
        for name in sorted(was.keys() - now.keys()):
            if not was[name].nodes <= self.untold:
                said = self.was.of_company(name)
                yield self._gone(Kind.COMPANY_NEW, Name(name, "organisations"), said, was[name].paths)

    def _readers(self) -> Iterator[Change]:
        """Functions that can see it: only at places that both know of, for the others say it themselves."""
        was, now = self.was.readers, self.now.readers
        for role in sorted(was.keys() | now.keys()):
            before, after = was.get(role, {}), now.get(role, {})
            name = Name(role, "roles")
            gained = sorted(after.keys() - before.keys() - self.untold)
            lost = sorted(before.keys() - after.keys() - self.untold)
            if gained:
                kind = Kind.READER_MORE if before else Kind.READER_NEW
                yield from self._seeing(kind, name, [(node, (), after[node].when) for node in gained])
            if lost:
                kind = Kind.READER_LESS if after else Kind.READER_GONE
                sure = kind is Kind.READER_GONE and self.now.closed("who-can-see")
                yield from self._seeing(kind, name, [(node, before[node].when, ()) for node in lost], sure)
            both = [(node, before[node].when, after[node].when) for node in sorted(before.keys() & after.keys())]
            yield from self._seeing(Kind.READER_WHEN, name, [one for one in both if one[1] != one[2]])

    def _seeing(self, kind: Kind, name: Name, told: list[_Seen], sure: bool = False) -> Iterator[Change]:
        """The places where the same is to be said of a function as one change."""
        together: dict[Hashable, list[_Seen]] = {}
        for one in told:
            together.setdefault((key_of(one[1]), key_of(one[2])), []).append(one)
        for places in together.values():
            nodes = [node for node, _, _ in places]
            facts = self.now if places[0][2] else self.was
            perhaps = (*places[0][1], *places[0][2]) == (PERHAPS,) or all(facts.there[node].perhaps for node in nodes)
            yield self._change(
                kind,
                name,
                at=tuple(facts.name(node) for node in nodes),
                before=places[0][1],
                after=places[0][2],
                perhaps=perhaps and kind is not Kind.READER_WHEN,
                sure=sure,
                old=self._seen_at(self.was, name.id, nodes),
                new=self._seen_at(self.now, name.id, nodes),
            )

    @staticmethod
    def _seen_at(facts: Facts, role: str, nodes: Iterable[str]) -> tuple[Path, ...]:
        seen = facts.readers.get(role, {})
        return tuple(dict.fromkeys(path for node in nodes if node in seen for path in seen[node].paths))

    def _unknown_readers(self) -> Iterator[Change]:
        """Where it was described, or is described now, who can see it: only of what is there in both."""
        was, now = self.was.unknown_readers, self.now.unknown_readers
        for name in [name for name in now if name not in was and self._asked_before(name, now[name], self.was)]:
            yield self._change(Kind.WHO_UNKNOWN, name, old=(self.was.view.path(name.id),), new=now[name].paths)
        for name in [name for name in was if name not in now and self._asked_before(name, was[name], self.now)]:
            yield self._change(Kind.WHO_KNOWN, name, old=was[name].paths, new=(self.now.view.path(name.id),))

    @staticmethod
    def _asked_before(name: Name, somebody: People, other: Facts) -> bool:
        """Whether the same people could have been described on the other side, because it is there as well."""
        own = name.id in other.there and other.there[name.id].personal and name.id in somebody.nodes
        company = other.companies.get(name.id)
        return own or (company is not None and bool(company.nodes & somebody.nodes))

    # how long

    def _longest(self) -> Iterator[Change]:
        """Where it stays longest; not where a place says so itself: the only one, or one that is new or gone."""
        was, now = self.was.last, self.now.last
        alone = len(was.copies) == 1 and was.copies == now.copies
        unknown = now.nodes if was.known else was.nodes
        told = was.known is not now.known and unknown <= self.untold
        if not was.copies or not now.copies or alone or told:
            return
        if was.known is not now.known:
            kind = Kind.LONGEST_KNOWN if now.known else Kind.LONGEST_UNKNOWN
        elif was.known and was.nodes != now.nodes:
            kind = Kind.LONGEST
        else:
            return
        yield self._change(kind, before=was.ends, after=now.ends, old=was.paths, new=now.paths)

    # what it is, who decides about it, and what can be said of all of it

    def _what_it_is(self) -> Iterator[Change]:
        item, views = self.now.item, (self.was.view, self.now.view)
        was_about, now_about = (standing.about(view, item) for view in views)
        if was_about and now_about:  # else nobody knows what it is, which is told
            yield from self._named(Kind.ABOUT_NEW, was_about, now_about, "subjects")
        was, now = (standing.category(view, item) for view in views)
        yield from self._standing(Kind.CATEGORY, None, was, now)

    def _standings(self) -> Iterator[Change]:
        """Who decides, in which country it is, and for whom people work: only of what is there in both."""
        views = (self.was.view, self.now.view)
        here = {node for node, at in self.now.there.items() if at.personal} - self.untold
        for place in sorted(here & self.was.view.places.keys() & self.now.view.places.keys()):
            was, now = (standing.deciders(view, place) for view in views)
            yield from self._standing(Kind.DECIDES, Name(place, "places"), was, now)
        companies = [name for name in self.was.companies if name in self.now.companies]
        for holder in sorted({*here, *companies}):
            was, now = (standing.country(view, holder) for view in views)
            yield from self._standing(Kind.COUNTRY, self.now.name(holder), was, now)
        for role in sorted(self.was.readers.keys() & self.now.readers.keys()):
            seen = self.now.readers[role]
            both = self.was.readers[role].keys() & seen.keys() - self.untold
            was, now = (standing.works_for(view, role) for view in views)
            perhaps = all(seen[node].when == (PERHAPS,) for node in both)
            for change in self._standing(Kind.READER_OF, Name(role, "roles"), was, now) if both else ():
                yield replace(change, perhaps=perhaps)

    def _standing(self, kind: Kind, subject: Name | None, was: Standing, now: Standing) -> Iterator[Change]:
        if was.said != now.said:
            kind = kind.between(bool(was.said), bool(now.said))
            paths = {"old": (was.path,), "new": (now.path,)}
            yield self._change(kind, subject, before=was.phrases, after=now.phrases, **paths)

    def _complete(self) -> Iterator[Change]:
        """Whether a client reads that all places are named, and everybody who can see it."""
        for kind, question in _ALL.items():
            was, now = (declared_to_clients(facts.traces, question, facts.item) for facts in (self.was, self.now))
            if bool(was) is not bool(now):
                old, new = not_declared(was, self.now.view), not_declared(now, self.was.view)
                yield self._change(kind if now else kind.mirror, old=old, new=new)


def _apart(was: tuple[Sentence, ...], now: tuple[Sentence, ...]) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Of two lists what only one of them says; all of it where one says nothing else."""
    known_before, known_now = set(map(key_of, was)), set(map(key_of, now))
    before = tuple(said for said in was if key_of(said) not in known_now)
    after = tuple(said for said in now if key_of(said) not in known_before)
    return (before, after) if before and after else (was, now)


def _begun(at: There) -> Kind:
    """What is new when a place is: that it is written down there, made there, there already, or comes there."""
    return next((kind for step, kind in _BEGINS.items() if step in at.begins), Kind.PLACE_NEW)
