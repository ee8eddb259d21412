"""One view of a model as numbers: where each kind of data can go next from each node, worked out once.

Nodes, kinds of data, groups of clients and conditions have a number; a set of groups or of conditions is an int with a
bit for each. Everything that follows data goes over the links of this form. A link holds all that matters of one step;
the step itself, for people, is made where somebody asks for a route.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from auditor.model import NamedFlow, Path, View
from auditor.model.elements import Form, Items, Scope
from auditor.model.facts import Unknown
from auditor.traces.cases import Case, Conditions, Groups, Status
from auditor.traces.steps import Presence, StepKind, presences, status_of
from auditor.values import Text

COPY, VIEW, TOLD, CARRIED = range(4)
PRESENCES = (Presence.COPY, Presence.VIEW, Presence.TOLD, Presence.CARRIED)
_PRESENCE_NUMBER = {presence: number for number, presence in enumerate(PRESENCES)}
ALWAYS, SOMETIMES, PERHAPS = range(3)
STATUSES = tuple(Status)
FORMS = tuple(Form)
ANONYMOUS = Form.ANONYMOUS.depth
SAME = -1
"""The item of a link over which data stays what it is."""
EVERYBODY = 0
"""The mask of no groups: every client."""
BACKUP = "backup"
"""The kind of system of the knowledge that copies whatever lies at another place."""
IN_THE_DARK = 1
"""The mask of a condition that is not told: see MOST_CASES."""


class Source(NamedTuple):
    """The part of the description that a step comes from."""

    kind: StepKind
    path: Path
    node: int | None = None
    flow: str | None = None


class Link(NamedTuple):
    """What can happen next with copies of these kinds of data at a node, each a bit of `items`.

    item: what they are made into, or SAME; becomes: how far it then is from one person.
    """

    node: int
    items: int
    item: int
    becomes: int
    presence: int
    rank: int
    scope: int
    conditions: int
    source: Source


class Origin(NamedTuple):
    """Copies that are at a node to begin with: which kinds of data, each a bit of `items`, whose, when, how sure."""

    node: int
    items: int
    form: int
    groups: int
    conditions: int
    rank: int
    source: Source


class Sending(NamedTuple):
    """A flow that happens, as far as anybody knows. named: it says in so many words what it carries."""

    node: int
    to: int
    items: int
    named: bool
    rank: int
    scope: int
    conditions: int
    source: Source


class Sent(NamedTuple):
    """What a flow says: its links, each with the number of its node. sending: None where it denies that it happens."""

    named: NamedFlow
    links: tuple[tuple[int, Link], ...]
    sending: Sending | None


class Made(NamedTuple):
    """A kind of data that is made at a node out of others, each a bit of `out_of`."""

    node: int
    item: int
    out_of: int
    scope: int
    source: Source


class Wiring:
    """Where the data of one view can go.

    before: the wiring of another view of which that of equal flows can be used, see `alike`.
    """

    def __init__(self, view: View, before: Wiring | None = None) -> None:
        self.view = view
        self.nodes = sorted(view.holders)
        self.items = sorted(view.items)
        self.node_number = {name: number for number, name in enumerate(self.nodes)}
        self.item_number = {name: number for number, name in enumerate(self.items)}
        self.all_items = (1 << len(self.items)) - 1
        self._group_bits = {name: 1 << number for number, name in enumerate(sorted(view.scopes))}
        self._apart = self._excluding()
        self._scopes: list[list[int]] = [[]]
        self._scope_number: dict[Scope, int] = {}
        self._met: dict[tuple[int, int], tuple[int, ...]] = {}
        self._condition_texts: list[Text | None] = [None]
        self._condition_bit: dict[str | tuple[tuple[str, str], ...], int] = {}
        self._links: dict[tuple[int, bool], dict[int, list[Link]]] = {}
        self._masks: dict[tuple[str, ...], int] = {}
        self._sent: dict[str, Sent] = {}
        self._sent_before: dict[str, Sent] = {}
        if before is not None and self.alike(before):
            self._scopes, self._scope_number, self._met = before._scopes, before._scope_number, before._met
            self._condition_texts, self._condition_bit = before._condition_texts, before._condition_bit
            self._masks, self._sent_before = before._masks, before._sent
            if view.places == before.view.places:
                self.collected, self.derivations, self.lying = before.collected, before.derivations, before.lying

    def alike(self, other: Wiring) -> bool:
        """Whether nodes, items and groups have the same numbers as in another wiring."""
        return (
            self.nodes == other.nodes
            and self.items == other.items
            and self.view.places.keys() == other.view.places.keys()
            and self.view.scopes == other.view.scopes
        )

    def changed_since(self, before: Wiring) -> int:
        """The items on the flows that an alike wiring before this one did not have, and on those it had, as bits."""
        _ = self.out, before.out
        changed = [*(self._sent.keys() - before._sent.keys()), *(before._sent.keys() - self._sent.keys())]
        changed += [key for key in self._sent.keys() & before._sent.keys() if self._sent[key] is not before._sent[key]]
        sent = [wiring._sent[key] for key in changed for wiring in (self, before) if key in wiring._sent]
        found = 0
        for one in sent:
            for _, link in one.links:
                found |= link.items
            found |= one.sending.items if one.sending else 0
        return found

    # numbers and names

    def groups(self, mask: int) -> Groups:
        """The groups of clients of a mask."""
        return frozenset(name for name, bit in self._group_bits.items() if mask & bit)

    def conditions(self, mask: int) -> Conditions:
        """The conditions of a mask."""
        return frozenset(text for number, text in enumerate(self._condition_texts) if mask >> number & 1)

    def case(self, rank: int, groups: int, conditions: int) -> Case:
        """How sure, for whom and when, in words."""
        return Case(STATUSES[rank], self.groups(groups), self.conditions(conditions))

    def mask(self, items: Items | Unknown) -> int:
        """The kinds of data of a list as bits; all of them where it says `all`, or where nobody knows."""
        if isinstance(items, str | Unknown):
            return self.all_items
        if items not in self._masks:
            number = self.item_number
            self._masks[items] = sum(1 << number[name] for name in set(items) if name in number)
        return self._masks[items]

    def scope(self, scope: Scope | Unknown) -> int:
        """The number of a scope; 0 is every client, also where nobody knows."""
        if isinstance(scope, str | Unknown):
            return 0
        if scope not in self._scope_number:
            self._scope_number[scope] = len(self._scopes)
            self._scopes.append(sorted({self._group_bits[name] for name in scope if name in self._group_bits}))
        return self._scope_number[scope]

    @property
    def scopes(self) -> range:
        """The numbers of all scopes that were asked for."""
        return range(len(self._scopes))

    def scope_groups(self, scope: int) -> list[int]:
        """The groups that a scope names, each as a mask; none for every client."""
        return self._scopes[scope]

    def condition(self, text: Text | None) -> int:
        """The mask of one condition; of none, nothing."""
        if text is None:
            return 0
        said = text.root if isinstance(text.root, str) else tuple(sorted(text.root.items()))
        if said not in self._condition_bit:
            self._condition_bit[said] = 1 << len(self._condition_texts)
            self._condition_texts.append(text)
        return self._condition_bit[said]

    # whose

    def meet(self, groups: int, scope: int) -> tuple[int, ...]:
        """Whose data goes on when data of these groups meets this scope; nothing where nobody can be in both."""
        if not scope:
            return (groups,)
        found = self._met.get((groups, scope))
        if found is None:
            bits = self._scopes[scope]
            inside = any(bit & groups for bit in bits)
            further = tuple(groups | bit for bit in bits if not self._apart.get(bit, 0) & groups)
            found = self._met[groups, scope] = (groups,) if inside else further
        return found

    def _excluding(self) -> dict[int, int]:
        """Per group of a division, the mask of the other groups of it."""
        masks: dict[str, int] = defaultdict(int)
        divisions = {name: self.view.scopes[name].division for name in self._group_bits}
        for name, division in divisions.items():
            masks[division or ""] |= self._group_bits[name]
        return {self._group_bits[name]: masks[division] & ~self._group_bits[name]
                for name, division in divisions.items() if division}  # fmt: skip

    # where data begins

    @cached_property
    def collected(self) -> list[Origin]:
        """Where data is first written down, by place."""
        found = []
        for place in sorted(self.view.places):
            node = self.node_number[place]
            for at in self.view.collects(place):
                conditions = self.condition(at.value.if_)
                rank = SOMETIMES if conditions else ALWAYS
                source, items = Source(StepKind.COLLECT, at.path), self.mask(at.value.items)
                for groups in self.meet(EVERYBODY, self.scope(at.value.scope)):
                    found.append(Origin(node, items, 0, groups, conditions, rank, source))
        return found

    @cached_property
    def derivations(self) -> list[Made]:
        """Everything that is made out of other data, by place and by what is made."""
        return [
            Made(self.node_number[place], self.item_number[at.value.item], self.mask(at.value.out_of),
                 self.scope(at.value.scope), Source(StepKind.DERIVE, at.path, self.node_number[place]))
            for place in sorted(self.view.places)
            if self.view.places[place].derives
            for at in sorted(self.view.derives(place), key=lambda at: at.value.item)
        ]  # fmt: skip

    @cached_property
    def lying(self) -> list[tuple[int, Link]]:
        """The things on which systems are, by the node of the system."""
        found = []
        for system in sorted(self.view.systems):
            for carrier in sorted(self.view.lies_on(system)):
                node = self.node_number[system]
                source = Source(StepKind.LIES_ON, (*self.view.path(system), "on"), node)
                there = Link(self.node_number[carrier], self.all_items, SAME, 0, COPY, ALWAYS, 0, 0, source)
                found.append((node, there))
        return found

    @cached_property
    def out_of(self) -> dict[int, int]:
        """Per kind of data, what it is directly made out of, anywhere, as bits."""
        found: dict[int, int] = defaultdict(int)
        for made in self.derivations:
            found[made.item] |= made.out_of
        return found

    # where it can go

    @property
    def sendings(self) -> list[Sending]:
        """Every flow that happens, as far as anybody knows, by name."""
        return self._wired[1]

    @property
    def out(self) -> list[list[Link]]:
        """Per node, what can happen next with copies there: made into other data, on a thing, sent by flows by name."""
        return self._wired[0]

    @cached_property
    def beside(self) -> list[list[Link]]:
        """Per node, where something may be as well of what only goes through there: no flow takes that any further.

        It is on the thing that a system lies on as surely as it goes through that system. Whether a back-up has it,
        hangs on whether it really stays.
        """
        return [
            [
                link._replace(presence=CARRIED, rank=link.rank if lies_on else PERHAPS)
                for link in links
                if (lies_on := link.source.kind is StepKind.LIES_ON) or self._backs_up(link)
            ]
            for links in self.out
        ]

    def _backs_up(self, link: Link) -> bool:
        """Whether this copies data about a person to a back-up."""
        sent = link.source.kind is StepKind.FLOW and link.presence == COPY and FORMS[link.becomes].personal
        return sent and self.view.kind_id(self.nodes[link.node]) == BACKUP

    @cached_property
    def _wired(self) -> tuple[list[list[Link]], list[Sending]]:
        out: list[list[Link]] = [[] for _ in self.nodes]
        for made in self.derivations:
            out[made.node].append(Link(made.node, made.out_of, made.item, 0, COPY, ALWAYS, made.scope, 0, made.source))
        for node, link in self.lying:
            out[node].append(link)
        sendings = []
        for named in sorted(self.view.flows, key=lambda flow: flow.id):
            sent = self._sent_before.get(named.id)
            if sent is None or sent.named != named:
                sent = self._send(named)
            self._sent[named.id] = sent
            for node, link in sent.links:
                out[node].append(link)
            if sent.sending:
                sendings.append(sent.sending)
        self._sent_before = {}
        return out, sendings

    def _send(self, named: NamedFlow) -> Sent:
        flow = named.value
        status = status_of(flow)
        if status is None:
            return Sent(named, (), None)
        node, to, items = self.node_number[flow.from_], self.node_number[flow.to], self.mask(flow.items)
        rank, scope, conditions = status.rank, self.scope(flow.scope), self.condition(flow.if_)
        source = Source(StepKind.FLOW, named.path, node, named.id)
        becomes = flow.form.depth
        links = [
            Link(to, items, SAME, becomes, _PRESENCE_NUMBER[presence], max(rank, sure.rank), scope, conditions, source)
            for presence, sure in presences(flow)
        ]
        for via in flow.via:
            if via.place is not None and via.place in self.view.places:
                through = self.node_number[via.place]
                links.append(Link(through, items, SAME, 0, CARRIED, rank, scope, conditions, source))
        sending = Sending(node, to, items, isinstance(flow.items, tuple), rank, scope, conditions, source)
        return Sent(named, tuple((node, link) for link in links), sending)

    def links(self, item: int, through: bool = False) -> dict[int, list[Link]]:
        """The same for one kind of data, of the nodes where anything can happen with it.

        through: for what only goes through there, and is no copy.
        """
        key = (item, through)
        if key not in self._links:
            bit, wired = 1 << item, self.beside if through else self.out
            found = ((node, [link for link in links if link.items & bit]) for node, links in enumerate(wired))
            self._links[key] = {node: links for node, links in found if links}
        return self._links[key]
