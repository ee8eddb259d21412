"""Invented descriptions of social work: one neighbourhood team with its council, or a country full of them.

    python -m benchmarks.models --size M --write /tmp/m.yaml
    python -m benchmarks.models --size XL --folder /tmp/xl        one file per organisation

The same size and seed give the same bytes. What makes them like real ones:

* organisations hold 10 to 20 places (a program with files, mailboxes, drives, lists, back-ups, phones, laptops, paper)
  and most flows stay inside one;
* others go to neighbours in the same region, mostly one way, with some exchanges both ways; to and from a partner
  nobody described (a doctor, a landlord); and to and from hubs: a partnership of the region and national bodies, which
  get from many and send to many;
* a flow carries part of what is at its source, so data narrows along the way;
* conditions, groups of clients, unknowns, views, derivations, pseudonyms and figures, as often as descriptions have
  them.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks import model_words as words
from benchmarks.model_words import Slot

T = TypeVar("T")


class Size(NamedTuple):
    """How large a description is."""

    places: int
    flows: int
    items: int = 12


SIZES = {
    "S": Size(20, 40, 12),
    "M": Size(800, 5000, 60),
    "L": Size(10_000, 100_000, 120),
    "XL": Size(100_000, 1_000_000, 200),
}
SECTIONS = ("organisations", "roles", "scopes", "items", "purposes", "systems", "carriers", "flows")


class Edge(NamedTuple):
    """A flow as plain data: its ends, and the items it carries as bits."""

    source: str
    target: str
    items: int


@dataclass
class Part:
    """What the file of one organisation says: the text of each section, and the same as plain data.

    holders: its places and organisations. collects: the items, as bits, that its places write down first. edges: its
    flows, without those that the description denies.
    """

    name: str
    header: str = ""
    sections: dict[str, list[str]] = field(default_factory=dict)
    holders: list[str] = field(default_factory=list)
    collects: list[tuple[str, int]] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def add(self, section: str, text: str) -> None:
        """One more element of a section."""
        self.sections.setdefault(section, []).append(text)

    def text(self) -> str:
        """The whole file."""
        return self.header + "".join(
            f"\n{name}:\n{''.join(self.sections[name])}" for name in SECTIONS if name in self.sections
        )


def description(size: Size, seed: int = 1) -> str:
    """An invented description of this size, as the text of one file."""
    whole = Part("whole")
    for part in parts(size, seed):
        whole.header += part.header
        for section, texts in part.sections.items():
            whole.sections.setdefault(section, []).extend(texts)
    return whole.text()


def write_one(file: Path, size: Size, seed: int = 1) -> None:
    """The same as one file."""
    file.write_text(description(size, seed), encoding="utf-8")


def write(folder: Path, size: Size, seed: int = 1) -> list[Path]:
    """The same as a folder with one file per organisation; returns the files, first the one that all share."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for part in parts(size, seed):
        file = folder / f"{part.name}.yaml"
        file.write_text(part.text(), encoding="utf-8")
        written.append(file)
    return written


def item_ids(size: Size) -> list[str]:
    """The items of a description of this size, in the order of their bits."""
    return [name for name, _ in words.items(size.items)]


def parts(size: Size, seed: int = 1) -> Iterator[Part]:
    """The parts of a description of this size, each made when it is asked for."""
    return _Country(size, seed).parts()


REGION = 40
"""Organisations in a region."""
_INSIDE = 0.72
"""The share of the flows of an organisation that stay inside it."""
_OUT_OF_HUBS = 0.03
"""The share of all flows that leave a hub."""


class _Organisation(NamedTuple):
    """slots: the ids of its kinds of places. mask: the items it works with. nl, en: what clients call it."""

    number: int
    id: str
    kind: str
    name: str
    nl: str
    en: str
    slots: tuple[str, ...]
    mask: int
    groups: tuple[str, ...]

    def places(self, slots: Sequence[str]) -> list[str]:
        """The ids of those of these places that it has."""
        return [f"{self.id}-{slot}" for slot in slots if slot in self.slots]


class _Hub(NamedTuple):
    """takes, gives: the items that it gets and sends. region: None for the whole country."""

    id: str
    place: str
    region: int | None
    takes: int
    gives: int
    statistics: bool


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found


def _both(indent: str, nl: str, en: str) -> str:
    """A text in two languages, as lines."""
    return f"{indent}nl: {nl}\n{indent}en: {en}\n"


def _plain(indent: str, nl: str, en: str) -> str:
    return f"{indent}plain:\n{_both(indent + '  ', nl, en)}"


class _Country:
    """What is decided once for the whole description; `there` is what came to each place until now."""

    def __init__(self, size: Size, seed: int) -> None:
        self.size = size
        self.random = random.Random(f"{seed}/{size.places}/{size.flows}/{size.items}")
        self.items = words.items(size.items)
        self.lines = [f"- {name}\n" for name, _ in self.items]
        self.core = (1 << min(words.CORE, size.items)) - 1
        self.topics = [
            sum(1 << bit for bit in range(start, min(start + words.TOPIC, size.items)))
            for start in range(words.CORE, size.items, words.TOPIC)
        ] or [self.core]
        self.there: dict[str, int] = {}
        national = min(len(words.NATIONAL), size.places // 150 + 1) if size.places >= 10 else 0
        regions = size.places // 600
        self.exchange = "exchange-hub" if regions else None
        self.organisations = self._organisations(size.places - national - regions - bool(self.exchange))
        self.hubs = self._hubs(national, regions)
        self.vendors = 1 + len(self.organisations) // 50

    # choices

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, values: Sequence[T]) -> T:
        return values[int(self.random.random() * len(values))]

    def some(self, mask: int, most: int) -> int:
        """About half of these items, at most `most`, and one at least."""
        part = mask & self.random.getrandbits(self.size.items)
        while part.bit_count() > most:
            fewer = part & self.random.getrandbits(self.size.items)
            part = fewer or 1 << self.one(_bits(part))
        return part or 1 << self.one(_bits(mask))

    def names(self, mask: int, before: str) -> str:
        """The items as a list of lines, each after this."""
        lines = self.lines
        return before + before.join([lines[bit] for bit in _bits(mask)])

    # who there is

    def _organisations(self, places: int) -> list[_Organisation]:
        found: list[_Organisation] = []
        while places > 0:
            number = len(found)
            here = 10 + int(self.random.random() * 11)
            if places < 30:  # the last two share what is left
                here = places // 2 if places > 20 else places
            places -= here
            kind, id_, name, nl, en = words.KINDS[number % 2] if number < 2 else self.one(words.KINDS)
            town = words.TOWNS[number // 4 % len(words.TOWNS)]
            first, others = [slot.id for slot in words.SLOTS[:6]], [slot.id for slot in words.SLOTS[6:]]
            slots = (first + self.random.sample(others, max(0, here - len(first))))[:here]
            mask = self.core | self.topics[0] if self.chance(0.6) else self.core
            for _ in range(3):
                mask |= self.one(self.topics)
            groups = tuple(sorted(self.random.sample([group[0] for group in words.GROUPS[:4]], 2)))
            side = words.GROUPS[4 + number % 2][0]
            found.append(
                _Organisation(number, f"{id_}-{number + 1}", kind, f"{name} {town}", f"{nl} {town}", f"{en} {town}",
                              tuple(slots), mask, (*groups, side))
            )  # fmt: skip
        return found

    def _hubs(self, national: int, regions: int) -> list[_Hub]:
        found = []
        for number, name in enumerate(words.NATIONAL[:national]):
            topic = self.topics[number % len(self.topics)]
            gives = self.some(topic, 4)
            takes = gives | self.some(topic, 5) | self.some(self.core, 2)
            found.append(_Hub(name, f"{name}-register", None, takes, gives, name in words.STATISTICS))
        for number in range(regions):
            gives = self.some(self.one(self.topics), 4) | self.some(self.core, 2)
            takes = gives | self.one(self.topics) | self.core
            id_ = f"partnership-{number + 1}"
            found.append(_Hub(id_, f"{id_}-table", number, takes, gives, False))
        return found

    def _region(self, organisation: _Organisation) -> range:
        """The numbers of the organisations in the same region."""
        start = organisation.number // REGION * REGION
        return range(start, min(start + REGION, len(self.organisations)))

    # the parts

    def parts(self) -> Iterator[Part]:
        yield self._shared()
        out_of_hubs = round(self.size.flows * _OUT_OF_HUBS) if self._sending_hubs() else 0
        left, places = self.size.flows - out_of_hubs, sum(len(one.slots) for one in self.organisations)
        for organisation in self.organisations:
            here = len(organisation.slots)
            flows = round(left * here / places) if places else left
            left, places = left - flows, places - here
            yield _OfOrganisation(self, organisation).part(flows)
        for hub, flows in self._sent_by(out_of_hubs):
            yield _OfHub(self, hub).part(flows)

    def _sending_hubs(self) -> list[_Hub]:
        return [hub for hub in self.hubs if not hub.statistics]

    def _sent_by(self, flows: int) -> Iterator[tuple[_Hub, int]]:
        """The number of flows that leave each hub: a national one sends more than one of a region."""
        weights = [0.0 if hub.statistics else 1.0 if hub.region is None else 0.1 for hub in self.hubs]
        for position, hub in enumerate(self.hubs):
            here = round(flows * weights[position] / (sum(weights[position:]) or 1))
            flows -= here
            yield hub, here

    def _shared(self) -> Part:
        part = Part("shared", f"model: 1\nname: Invented\nowner: {self.organisations[0].id}\n")
        for number in range(1, self.vendors + 1):
            part.add("organisations", f"  vendor-{number}:\n    name: Softwarehuis {number} B.V.\n    kind: vendor\n"
                     f"{_plain('    ', f'het bedrijf achter programma {number}', f'the company of program {number}')}"
                     f"    country: NL\n")  # fmt: skip
            part.add("roles", f"  helpdesk-{number}:\n    of: vendor-{number}\n"
                     + _plain("    ", "de helpdesk van ons programma", "the helpdesk of our program"))  # fmt: skip
            part.holders.append(f"vendor-{number}")
        for id_, nl, en, division in words.GROUPS:
            part.add("scopes", f"  {id_}:\n{_plain('    ', nl, en)}"
                     + (f"    division: {division}\n" if division else ""))  # fmt: skip
        for id_, category in self.items:
            part.add("items", f"  {id_}:\n    category: {category}\n")
        part.add("purposes", words.PURPOSES)
        if self.exchange:
            part.add("organisations", "  exchange:\n    name: Knooppunt\n    kind: message-hub-operator\n"
                     + _plain("    ", "het knooppunt", "the exchange"))  # fmt: skip
            part.add("systems", f"  {self.exchange}:\n    name: Knooppunt\n    kind: message-hub\n"
                     + _plain("    ", "het knooppunt", "the exchange") + "    controller: exchange\n    keeps:\n"
                     "    - items: all\n      term: 30 days\n      starts: receipt\n      then: delete\n")  # fmt: skip
            part.holders += ["exchange", self.exchange]
        return part


class _Maker:
    """Writes one part."""

    def __init__(self, country: _Country, name: str, groups: Sequence[str]) -> None:
        self.country = country
        self.made = Part(name)
        self.groups = groups
        self.pairs: set[tuple[str, str]] = set()
        self.chance, self.one, self.some, self.names = country.chance, country.one, country.some, country.names

    def collect(self, place: str, mask: int) -> list[str]:
        """The lines on what a place writes down first, in up to three pieces."""
        self.country.there[place] = mask
        self.made.collects.append((place, mask))
        lines = ["    collects:\n"]
        while mask:
            piece = self.some(mask, 6) if len(lines) < 3 else mask
            mask &= ~piece
            source = self.one(("client", "client", "client", "client", "observed", "us", "parent"))
            lines.append(f"    - items:\n{self.names(piece, '      ')}      from: {source}\n")
            lines.append(f"      for: {self.one(words.PURPOSE_IDS)}\n")
            if self.chance(0.3):
                lines.append(f"      scope: {self.one(self.groups)}\n")
            if self.chance(0.1):
                lines.append(f"      if:\n{_both('        ', *self.one(words.CONDITIONS))}")
        return lines

    def flow(self, source: str, target: str, mask: int, **said: str) -> None:
        """A flow with these items. What else it says is chosen here, and may be given."""
        said = {"mode": self._mode(), **said}
        chosen = self.country.random.random()
        if chosen < 0.01:
            said["happens"] = "unknown"
        elif chosen < 0.015:
            said["happens"] = "no"
        if self.chance(0.3):
            said["scope"] = self.one(self.groups)
        if self.chance(0.6):
            said["told"] = self.one(("yes", "yes", "yes", "no", "unknown"))
        if said["mode"] == "tell" and self.chance(0.7):
            said["written-down"] = self.one(("yes", "no", "unknown"))
        everything = said.pop("items", "") == "all"
        items = " all\n" if everything else f"\n{self.names(mask, '  ')}"
        purpose = "figures" if "becomes" in said else self.one(words.PURPOSE_IDS)
        rest = "".join([f"  {key}: {value}\n" for key, value in said.items()])
        if self.chance(0.15):
            rest += f"  if:\n{_both('    ', *self.one(words.CONDITIONS))}"
        if self.chance(0.15):
            rest += f"  every:\n{_both('    ', *self.one(words.TRIGGERS))}"
        self.made.add("flows", f"- from: {source}\n  to: {target}\n  items:{items}  for: {purpose}\n{rest}")
        if said.get("happens") == "no":
            return
        self.made.edges.append(Edge(source, target, -1 if everything else mask))
        if said["mode"] not in ("view", "tell") and said.get("becomes") != "anonymous":
            self.country.there[target] = self.country.there.get(target, 0) | mask

    def _mode(self) -> str:
        chosen = self.country.random.random()
        return (
            "copy" if chosen < 0.78 else "view" if chosen < 0.87 else "move" if chosen < 0.94
            else "tell" if chosen < 0.99 else "unknown"
        )  # fmt: skip

    def pair(self, sources: Sequence[str], targets: Sequence[str]) -> tuple[str, str]:
        """Two ends that no flow of this part connects yet, where they are found soon, and something at the first."""
        there = self.country.there
        sources = [source for source in sources if there.get(source)]
        for _ in range(8):
            found = (self.one(sources), self.one(targets))
            if found[0] != found[1] and found not in self.pairs:
                break
        else:
            found = next((source, target) for target in targets for source in sources if source != target)
        self.pairs.add(found)
        return found

    def keeps(self, rule: str, law: str | None) -> str:
        """The lines on how long a place keeps its data."""
        if rule == words.LAW and law is None:
            rule = words.BY_ID["list"].keeps[0]
        if not rule:
            return ""
        set_up = self.one(("automatic", "by-hand", "by-hand", "not-set-up", "unknown"))
        said = rule.format(law=law, set_up=set_up, years=self.one((2, 5, 5, 10)))
        lines = f"    keeps:\n    - items: all\n{said}"
        if rule == words.LAW and "youth" in self.groups and law != words.LAWS["youth-care"]:
            said = rule.format(law=words.LAWS["youth-care"], set_up=set_up)
            lines += f"    - items: all\n      scope: youth\n{said}"
        return lines


class _OfOrganisation(_Maker):
    def __init__(self, country: _Country, organisation: _Organisation) -> None:
        super().__init__(country, organisation.id, organisation.groups)
        self.organisation = organisation
        self.partner: str | None = None
        self.vendor = 1 + organisation.number // 50 % country.vendors

    def part(self, flows: int) -> Part:
        self._who()
        for slot in self.organisation.slots:
            self._place(words.BY_ID[slot])
        places = self.organisation.places(self.organisation.slots)
        inside = round(flows * _INSIDE) if len(places) > 2 else 0
        for source, target in words.USUAL[:inside]:
            if source in self.organisation.slots and target in self.organisation.slots:
                self._usual(source, target)
        for _ in range(inside - len(self.made.sections.get("flows", ()))):
            self._inside(places)
        for _ in range(flows - len(self.made.sections.get("flows", ()))):
            self._outside()
        return self.made

    def _who(self) -> None:
        country, who = self.country, self.organisation
        self.made.holders.append(who.id)
        self.made.add("organisations", f"  {who.id}:\n    name: {who.name}\n"
                      f"{_plain('    ', who.nl, who.en)}    kind: {who.kind}\n    country: NL\n")  # fmt: skip
        for id_, name, nl, en in words.ROLES:
            self.made.add("roles", f"  {who.id}-{id_}:\n    name: {name}\n    of: {who.id}\n"
                          + _plain("    ", f"{nl} {who.nl}", f"{en} {who.en}"))  # fmt: skip
        if len(who.slots) < 5 or self.chance(0.6):
            kind, id_, nl, en = self.one(words.PARTNERS)
            self.partner = f"{who.id}-{id_}"
            self.made.holders.append(self.partner)
            country.there[self.partner] = self.some(who.mask, 6)
            self.made.add("organisations", f"  {self.partner}:\n{_plain('    ', nl, en)}    kind: {kind}\n"
                          + self.one(("", "    keeps: unknown\n    access: unknown\n")))  # fmt: skip

    def _place(self, slot: Slot) -> None:
        who, place = self.organisation, f"{self.organisation.id}-{slot.id}"
        self.made.holders.append(place)
        lines = [f"  {place}:\n    name: {slot.name} {who.number + 1}\n{_plain('    ', slot.nl, slot.en)}"
                 f"    kind: {slot.kind}\n    controller: {who.id}\n"]  # fmt: skip
        if slot.carrier:
            lines.append(f"    owner: {who.id}\n    carried-by: {who.id}-{self.one(('worker', 'worker', 'lead'))}\n")
        elif words.LIES_ON.get(slot.id) in who.slots:
            lines.append(f"    on: {who.id}-{words.LIES_ON[slot.id]}\n")
        if not slot.carrier and self.chance(0.6):
            contract = self.one(("yes", "yes", "unknown"))
            lines.append(f"    processor:\n      organisation: vendor-{self.vendor}\n      contract: {contract}\n")
            lines.append(f"    located: {self.one(('NL', 'NL', 'NL', 'IE', 'unknown'))}\n")
        if slot.most:
            lines += self.collect(place, self.some(who.mask, slot.most))
        if slot.id == "file" and who.mask >> words.NOTES & who.mask >> words.SCORE & 1 and self.chance(0.6):
            derived, notes = self.country.items[words.SCORE][0], self.country.items[words.NOTES][0]
            lines.append(f"    derives:\n    - item: {derived}\n      out-of: {notes}\n      for: support\n")
        lines.append(self.keeps(self.one(slot.keeps), words.LAWS.get(who.kind)))
        lines.append(self._access(slot))
        lines.append(f"    measures:\n      encryption: {self._fact()}\n      {self._measure(slot)}: {self._fact()}\n")
        self.made.add("carriers" if slot.carrier else "systems", "".join(lines))

    def _access(self, slot: Slot) -> str:
        who = self.organisation
        if self.chance(0.05):
            return "    access: unknown\n"
        can = ("      - read\n", "      - read\n      - write\n", "      - read\n      - export\n")
        lines = ["    access:\n"]
        for role in self.country.random.sample([role[0] for role in words.ROLES], 1 if slot.carrier else 2):
            lines.append(f"    - role: {who.id}-{role}\n")
            lines.append("      can: unknown\n" if self.chance(0.02) else f"      can:\n{self.one(can)}")
            if self.chance(0.8):
                lines.append(f"      when: {self.one(('own-clients', 'own-clients', 'own-team', 'all'))}\n")
            if self.chance(0.3):
                lines.append(f"      scope: {self.one(self.groups)}\n")
            if self.chance(0.1):
                lines.append(f"      items:\n{self.names(self.some(who.mask, 6), '      ')}")
        if not slot.carrier and self.chance(0.2):
            lines.append(f"    - role: helpdesk-{self.vendor}\n      can: read\n      when: incident\n")
        if self.chance(0.1):
            lines.append(f"    access-complete:\n      on: 2026-10-12\n      by: {who.id}-manager\n")
        return "".join(lines)

    def _fact(self) -> str:
        return self.one(("yes", "yes", "yes", "no", "unknown"))

    def _measure(self, slot: Slot) -> str:
        return "remote-wipe" if slot.carrier else self.one(("two-step-login", "backups"))

    def _usual(self, source: str, target: str) -> None:
        first, second = f"{self.organisation.id}-{source}", f"{self.organisation.id}-{target}"
        self.pairs.add((first, second))
        there = self.country.there.get(first, 0)
        if not there:
            return
        if words.BY_ID[target].kind == "backup":
            self.flow(first, second, there, items="all", mode="copy")
        elif target == "dashboard":
            self.flow(first, second, self.some(there, 12), becomes=self.one(("figures", "coarser")))
        else:
            self.flow(first, second, self.some(there, 30))

    def _inside(self, places: Sequence[str]) -> None:
        first, second = self.pair(places, places)
        self.flow(first, second, self.some(self.country.there[first], 1 + int(self.country.random.random() * 30)))

    def _outside(self) -> None:
        who, country = self.organisation, self.country
        sources = who.places(words.SENDING)
        chosen = country.random.random()
        hubs = [hub for hub in country.hubs if hub.region is None or who.number // REGION == hub.region]
        if chosen < 0.25 and hubs:
            if self._to_hub(self.one(sources), self.one(hubs)):
                return
        elif chosen < 0.45 and self.partner:
            if chosen < 0.37:
                first, second = self.pair(sources, [self.partner])
            else:
                first, second = self.pair([self.partner], who.places(words.RECEIVING))
            self.flow(first, second, self.some(country.there[first], 8))
            return
        self._to_neighbour(sources)

    def _to_hub(self, source: str, hub: _Hub) -> bool:
        carried = self.country.there[source] & hub.takes
        if not carried:
            return False
        said = {"via": "ggk"} if self.chance(0.1) else {}
        if hub.statistics:
            said |= {"becomes": self.one(("pseudonymised", "figures", "anonymous")), "mode": "copy"}
        elif self.country.exchange and self.chance(0.2):
            said["via"] = f"\n    place: {self.country.exchange}"
        self.pairs.add((source, hub.place))
        self.flow(source, hub.place, self.some(carried, 10), **said)
        return True

    def _to_neighbour(self, sources: Sequence[str]) -> None:
        who, country = self.organisation, self.country
        back = self.chance(0.15)
        numbers = [who.number + step * (-1 if back else 1) for step in (1, 2, 3)]
        region = country._region(who)
        near = [country.organisations[number] for number in numbers if number in region]
        if not near:  # the last of a region, or the only one there is
            near = [country.organisations[number] for number in region if number < who.number][-1:]
        places = [place for one in near for place in one.places(words.RECEIVING)]
        if not places:
            places = [self.partner] if self.partner else who.places(words.RECEIVING)
        first, second = self.pair(sources, places)
        said = {}
        if country.exchange and self.chance(0.05):
            said["via"] = f"\n    place: {country.exchange}"
        self.flow(first, second, self.some(country.there[first], 3 if back else 12), **said)


class _OfHub(_Maker):
    def __init__(self, country: _Country, hub: _Hub) -> None:
        super().__init__(country, hub.id, [group[0] for group in words.GROUPS])
        self.hub = hub

    def part(self, flows: int) -> Part:
        hub, country = self.hub, self.country
        self.made.holders += [hub.id, hub.place]
        if hub.region is None:
            self.made.add("organisations", f"  {hub.id}:\n    use: {hub.id}\n")
        else:
            said = _plain("    ", "de samenwerking in uw regio", "the partnership in your region")
            name = f"    name: Samenwerking {hub.region + 1}\n"
            self.made.add("organisations", f"  {hub.id}:\n{name}    kind: partnership\n{said}")
        came = country.there.get(hub.place, 0)
        said = _plain("    ", "het register", "the register")
        kind = "statistics-register" if hub.statistics else "national-register"
        lines = [f"  {hub.place}:\n    name: Register\n    kind: {kind}\n    controller: {hub.id}\n{said}"]
        if hub.gives and not hub.statistics:
            lines += self.collect(hub.place, hub.gives)
        if hub.region is not None:
            lines.append(self.keeps(self.one(("", words.LAW)), "samenwerkingsverbanden-1.8"))
        self.made.add("systems", "".join(lines))
        country.there[hub.place] = came | hub.gives
        targets = self._targets()
        for _ in range(flows):
            first, second = self.pair([hub.place], targets)
            self.flow(first, second, self.some(hub.gives, 4), mode="copy")
        return self.made

    def _targets(self) -> list[str]:
        """Where it sends to: the programs and mailboxes of its region or country."""
        found = self.country.organisations
        if self.hub.region is not None:
            found = found[self.hub.region * REGION : (self.hub.region + 1) * REGION] or found
        return [place for one in found for place in one.places(("file", "mail", "post"))]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="M")
    parser.add_argument("--seed", type=int, default=1)
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--write", type=Path, help="as one file")
    target.add_argument("--folder", type=Path, help="as one file per organisation")
    given = parser.parse_args(arguments)
    if given.write:
        write_one(given.write, SIZES[given.size], given.seed)
    else:
        print(f"{len(write(given.folder, SIZES[given.size], given.seed))} files")


if __name__ == "__main__":
    main()
