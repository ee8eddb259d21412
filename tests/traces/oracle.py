"""The trace once more, by brute force, on the plain dict of a description and sharing no code with the product.

One client type at a time - a set of scope groups somebody can be in - and one explicit path at a time, without any
pruning. Slow and simple on purpose: it says what the words of `reach.py`, `readers.py` and `clocks.py` mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import Any, NamedTuple

Data = dict[str, Any]
Client = frozenset[str]
FORMS = ("as-is", "coarser", "pseudonymised", "figures", "anonymous")
PERSONAL = FORMS[:3]
ALWAYS, SOMETIMES, PERHAPS = range(3)
KNOWN, CRITERIA, UNKNOWN = 1, 2, 3

# What the knowledge says of the laws and receivers that the generated descriptions use, copied by hand:
# law -> holder kind (None: any other) -> (starts, is a minimum); term None with criteria -> "criteria".
LAWS: dict[str, dict[str | None, tuple[str | None, bool]]] = {
    "wmo-2015-5.3.4": {
        **dict.fromkeys(("municipality", "welfare", "care-provider"), ("last-change", True)),
        "safe-home-body": ("last-change", True),
        "payment-body": ("last-change", False),
    },
    "jeugdwet-7.3.8": {None: ("last-change", True)},
    "awr-52": {None: (None, True)},
    "regeling-jeugdwet-6b.6": {None: ("criteria", False)},
    "selectielijst-2020-8.1.1": {"municipality": ("end-of-process", False)},
    "uavg-46": {},
}
RECEIVERS = {"cak": "payment-body", "veilig-thuis": "safe-home-body", "cbs": "statistics-body", "bkr": "credit-bureau"}


class State(NamedTuple):
    """Data at a node: which, what it has become, and how it is there."""

    node: str
    item: str
    form: str
    presence: str


class Route(NamedTuple):
    """The best status with which something is reached, and how many steps the shortest such route has."""

    status: int
    steps: int


class Way(NamedTuple):
    """How sure something is, and all conditions for it."""

    status: int
    conditions: frozenset[str] = frozenset()


class Link(NamedTuple):
    """What can happen next: the state after it, how sure, and the condition."""

    state: State
    status: int
    condition: frozenset[str]


ANYHOW: frozenset[str] = frozenset()


def condition(part: Data) -> frozenset[str]:
    return frozenset([str(part["if"])] if "if" in part else [])


def fewest(ways: Iterable[Way]) -> set[Way]:
    """The ways that no other as sure one needs fewer conditions for."""
    found = set(ways)
    return {
        way
        for way in found
        if not any(o != way and o.status <= way.status and o.conditions <= way.conditions for o in found)
    }


# reading the dict


def several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def unknown(value: Any) -> bool:
    return value == "unknown" or (isinstance(value, dict) and list(value) == ["unknown"])


def known(value: Any) -> Any:
    return None if unknown(value) else value


def names(items: Any, item: str) -> bool:
    return items == "all" or unknown(items) or item in several(items)


def concerns(part: Data, client: Client) -> bool:
    """Whether a part of the description is about this client."""
    scope = part.get("scope", "all")
    return scope == "all" or unknown(scope) or not client.isdisjoint(several(scope))


def places(data: Data) -> Data:
    return {**data.get("systems", {}), **data.get("carriers", {})}


def holders(data: Data) -> Data:
    return {**places(data), **data.get("organisations", {})}


def flows(data: Data) -> list[Data]:
    return list(data.get("flows", []))


def clients(data: Data) -> list[Client]:
    """Every set of groups one person can be in: of a division, at most one."""
    groups = data.get("scopes", {})
    found = []
    for size in range(len(groups) + 1):
        for chosen in combinations(sorted(groups), size):
            divisions = [groups[group]["division"] for group in chosen if groups[group].get("division")]
            if len(divisions) == len(set(divisions)):
                found.append(frozenset(chosen))
    return found


def happening(flow: Data) -> int | None:
    """How sure a flow is; None when it does not happen."""
    happens = flow.get("happens", "yes")
    if happens in ("no", "not-applicable", False):
        return None
    if any(unknown(fact) for fact in (happens, flow["mode"], flow["items"], flow.get("scope", "all"))):
        return PERHAPS
    if unknown(flow.get("becomes", "as-is")):
        return PERHAPS
    return SOMETIMES if "if" in flow else ALWAYS


def landing(flow: Data) -> dict[str, int]:
    """How data of this flow is at the other side."""
    if flow["mode"] == "view":
        return {"view": ALWAYS}
    if flow["mode"] == "tell":
        written = flow.get("written-down", "unknown")
        if written in ("yes", True):
            return {"told": ALWAYS, "copy": ALWAYS}
        return {"told": ALWAYS, "copy": PERHAPS} if unknown(written) else {"told": ALWAYS}
    return {"copy": ALWAYS}


def further(one: str, other: str) -> str:
    return FORMS[max(FORMS.index(one), FORMS.index(other))]


# where


def steps(data: Data, client: Client, state: State) -> Iterator[Link]:
    """Everything that can happen next with data of this client that is in this state."""
    node, item, form, presence = state
    place = places(data).get(node, {})
    if presence == "carried" and form in PERSONAL:
        yield from beside(data, client, state)
    if presence != "copy" or form == "anonymous":
        return
    for derived in place.get("derives", []):
        if item in several(derived["out-of"]) and concerns(derived, client):
            yield Link(state._replace(item=derived["item"]), ALWAYS, ANYHOW)
    for carrier in [] if unknown(place.get("on")) else several(place.get("on", [])):
        yield Link(state._replace(node=carrier), ALWAYS, ANYHOW)
    for flow in flows(data):
        sure = happening(flow)
        if flow["from"] != node or sure is None or not names(flow["items"], item) or not concerns(flow, client):
            continue
        becomes = known(flow.get("becomes", "as-is")) or "as-is"
        for how, doubt in landing(flow).items():
            yield Link(State(flow["to"], item, further(form, becomes), how), max(sure, doubt), condition(flow))
        for via in several(flow.get("via", [])):
            if isinstance(via, dict) and "place" in via:
                yield Link(State(via["place"], item, form, "carried"), sure, condition(flow))


def beside(data: Data, client: Client, state: State) -> Iterator[Link]:
    """Where something may be too of what only goes through a place: on what the place lies on, and in its back-ups."""
    on = places(data).get(state.node, {}).get("on", [])
    for carrier in [] if unknown(on) else several(on):
        yield Link(state._replace(node=carrier), ALWAYS, ANYHOW)
    for flow in flows(data):
        backup = holders(data)[flow["to"]].get("kind") == "backup" and flow["to"] in places(data)
        becomes = known(flow.get("becomes", "as-is")) or "as-is"
        taken = flow["from"] == state.node and names(flow["items"], state.item) and concerns(flow, client)
        if backup and taken and happening(flow) is not None and "copy" in landing(flow) and becomes in PERSONAL:
            form = further(state.form, becomes)
            yield Link(State(flow["to"], state.item, form, "carried"), PERHAPS, condition(flow))


class Budget(Exception):
    """Too many paths for brute force."""


Next = dict[State, list[Link]]


class Found(NamedTuple):
    """What one client's data reaches: the best route, and every way."""

    route: Route
    ways: set[Way]


Begun = dict[Client, dict[State, Found]]


def walk(
    data: Data, client: Client, origins: Iterable[Link], following: Next, limit: int, without: str | None = None
) -> dict[State, Found]:
    """Every state that some simple path reaches. Fills in what follows on every state.

    without: an item at which every path stops before it begins.
    """
    found: dict[State, Found] = {}
    walked = 0

    def visit(state: State, way: Way, path: tuple[State, ...]) -> None:
        nonlocal walked
        walked += 1
        if walked > limit:
            raise Budget
        path = (*path, state)
        route = Route(way.status, len(path))
        before = found.setdefault(state, Found(route, set()))
        found[state] = Found(min(before.route, route), before.ways | {way})
        if state not in following:
            following[state] = list(steps(data, client, state))
        for after, sure, needed in following[state]:
            if after not in path and after.item != without:
                visit(after, Way(max(way.status, sure), way.conditions | needed), path)

    for state, status, needed in origins:
        visit(state, Way(status, needed), ())
    return {state: Found(route, fewest(ways)) for state, (route, ways) in found.items()}


def collected(data: Data, item: str, client: Client, at: str | None = None) -> list[Link]:
    return [
        Link(State(name, item, "as-is", "copy"), SOMETIMES if "if" in collection else ALWAYS, condition(collection))
        for name, place in places(data).items()
        for collection in place.get("collects", [])
        if at in (None, name) and names(collection["items"], item) and concerns(collection, client)
    ]


def ingredients(data: Data, item: str) -> list[str]:
    """Everything this item is made out of, through any number of derivations."""
    made = [derived for place in places(data).values() for derived in place.get("derives", [])]
    found: set[str] = set()
    for _ in data["items"]:
        found |= {
            one for derived in made if derived["item"] in {item, *found} for one in several(derived["out-of"])
        } - {item}
    return sorted(found)


def made(data: Data, item: str, client: Client, begun: Begun, at: str | None = None) -> list[Link]:
    """Where the item is made out of what is there of this client."""
    return [
        Link(state._replace(item=item), *way)
        for state, there in begun[client].items()
        if state.presence == "copy" and state.form != "anonymous" and at in (None, state.node)
        for derived in places(data).get(state.node, {}).get("derives", [])
        if derived["item"] == item and state.item in several(derived["out-of"]) and concerns(derived, client)
        for way in there.ways
    ]


def sent(data: Data, item: str, client: Client, nodes: Iterable[str]) -> list[Link]:
    """What nodes that send the item must hold of this client, as surely as they send it."""
    return [
        Link(State(flow["from"], item, "as-is", "copy"), sure, condition(flow))
        for flow in flows(data)
        if flow["from"] in nodes
        and flow["items"] != "all"
        and not unknown(flow["items"])
        and item in several(flow["items"])
        and concerns(flow, client)
        and (sure := happening(flow)) is not None
    ]


def says_it_sends(data: Data, node: str, item: str) -> bool:
    return any(
        flow["from"] == node and happening(flow) is not None and item in several(flow["items"])
        for flow in flows(data)
        if flow["items"] != "all" and not unknown(flow["items"])
    )


def may_get_it(data: Data, node: str, item: str) -> bool:
    return any(
        flow["to"] == node and happening(flow) is not None and names(flow["items"], item) for flow in flows(data)
    )


class Answer(NamedTuple):
    """What is reached, per client type; what can follow on what; and the nodes where the item was all along."""

    reached: Begun
    following: dict[Client, Next]
    held: frozenset[str]


def trace(data: Data, item: str, at: str | None = None, limit: int = 20_000) -> Answer:
    before = ingredients(data, item)
    begun: Begun = spread(data, before, {client: {} for client in clients(data)}, limit, without=item)[0]
    following: dict[Client, Next] = {client: {} for client in clients(data)}
    found, held = spread(data, [item], following, limit, begun=begun, at=at)
    return Answer(found, following, held)


def spread(
    data: Data,
    items: list[str],
    following: dict[Client, Next],
    limit: int,
    *,
    begun: Begun | None = None,
    at: str | None = None,
    without: str | None = None,
) -> tuple[Begun, frozenset[str]]:
    """Where these items come from where they are collected, made (out of what has `begun`) or held already."""
    held: list[tuple[str, str]] = []

    def walked() -> Begun:
        found: Begun = {}
        for client, after in following.items():
            origins = [one for item in items for one in collected(data, item, client, at)]
            origins += [one for item in items for one in made(data, item, client, begun, at)] if begun else []
            origins += [one for item, node in held for one in sent(data, item, client, [node])]
            found[client] = walk(data, client, origins, after, limit, without)
        return found

    reached = walked()
    if at is None:
        for beginnings in (True, False):
            with_copy = {
                (state.item, state.node) for states in reached.values() for state in states if state.presence == "copy"
            }
            more = [
                (item, node)
                for item in items
                for node in holders(data)
                if (item, node) not in with_copy
                and says_it_sends(data, node, item)
                and not (beginnings and may_get_it(data, node, item))
            ]
            if more:
                held += more
                reached = walked()
    return reached, frozenset(node for _, node in held)


def is_route(answer: Answer, client: Client, route: list[tuple[State, int]]) -> bool:
    """Whether these states can follow each other for this client with exactly these statuses."""
    following = answer.following[client]
    return all(after in {link[:2] for link in following[before]} for (before, _), after in pairwise(route))


# who

Person = tuple[str | None, str | None, str, str]


def belongs_to(data: Data, node: str) -> str | None:
    if node in data.get("organisations", {}):
        return node
    place = places(data)[node]
    controllers = known(place.get("controller"))
    return several(controllers)[0] if controllers else known(place.get("owner"))


def companies(processors: Any) -> Iterator[str]:
    for processor in several(processors if known(processors) else []):
        yield processor if isinstance(processor, str) else processor["organisation"]
        if isinstance(processor, dict):
            yield from companies(processor.get("sub-processors", []))


def readers(data: Data, answer: Answer) -> dict[Client, dict[Person, set[Way]]]:
    """Per client everybody who can see it, and in which cases."""
    found: dict[Client, dict[Person, set[Way]]] = {}
    for client, states in answer.reached.items():
        seen = found.setdefault(client, {})
        for state, there in states.items():
            if state.form in PERSONAL:
                for way in there.ways:
                    for person, can in people(data, client, state, way):
                        seen.setdefault(person, set()).add(can)
    return {client: {person: fewest(ways) for person, ways in seen.items()} for client, seen in found.items()}


def people(data: Data, client: Client, state: State, way: Way) -> Iterator[tuple[Person, Way]]:
    node, roles = state.node, data.get("roles", {})
    holder = holders(data)[node]
    access = known(holder.get("access"))
    complete = access is not None and "access-complete" in holder
    described = complete
    for entry in access or []:
        looks = unknown(entry["can"]) or not {"read", "export"}.isdisjoint(several(entry["can"]))
        if looks and names(entry.get("items", "all"), state.item) and concerns(entry, client):
            described = True
            sure = PERHAPS if unknown(entry["can"]) else max(way.status, SOMETIMES if "if" in entry else ALWAYS)
            can = Way(sure, way.conditions | condition(entry))
            yield (entry["role"], roles[entry["role"]]["of"], node, "access"), can
    if node in data.get("organisations", {}):
        if not described:
            yield (None, node, node, "inside"), way
        return
    carried_by = several(known(holder.get("carried-by")) or [])
    for role in carried_by:
        yield (role, roles[role]["of"], node, "carries"), way
    if not described and (not carried_by or unknown(holder.get("access"))):
        yield (None, belongs_to(data, node), node, "undescribed"), way
    if state.presence in ("copy", "carried") and "access-complete" not in holder:
        named = {roles[entry["role"]]["of"] for entry in access or []}
        for company in companies(holder.get("processor", [])):
            if company not in named:
                yield (None, company, node, "operates"), Way(PERHAPS, way.conditions)


# how long

Level = tuple[int, int]
"""The least and the most that can be unknown of an end.

They differ only where a back-up's own term starts when "the source" is gone and there are several sources, or where
back-ups wait for each other: there the words leave room.
"""


def levels(data: Data, answer: Answer) -> dict[tuple[str, str], Level]:
    """Per copy how much is known of its end, for the client type for whom least is known."""
    found: dict[tuple[str, str], Level] = {}
    for client, states in answer.reached.items():
        for copy in {copy_of(state) for state in states if stays(state)}:
            low, high = level(data, answer, client, copy, ())
            before = found.get(copy[:2], (low, high))
            found[copy[:2]] = (max(low, before[0]), max(high, before[1]))
    return found


def stays(state: State) -> bool:
    """Whether it stays, or may stay: of what goes through a place nobody says that nothing is left behind."""
    return state.presence in ("copy", "carried") and state.form in PERSONAL


Copy = tuple[str, str, str]
"""Where, of which item, and whether it is there as a copy or only goes through."""


def copy_of(state: State) -> Copy:
    return state.node, state.item, state.presence


def level(data: Data, answer: Answer, client: Client, copy: Copy, waiting: tuple[Copy, ...]) -> Level:
    node, item, presence = copy
    gone = presence == "copy" and any(node not in carried_on for carried_on in moved_to(data, node, item))
    if gone:
        return KNOWN, KNOWN
    rules = [
        rule
        for rule in known(holders(data)[node].get("keeps")) or []
        if names(rule.get("items", "all"), item) and concerns(rule, client)
    ]
    found = [of_rule(data, answer, client, copy, rule, waiting) for rule in rules] or [(UNKNOWN, UNKNOWN)]
    return max(low for low, _ in found), max(high for _, high in found)


def moved_to(data: Data, node: str, item: str, passed: tuple[str, ...] = ()) -> list[set[str]]:
    """Per sure move of everybody's data from here: where it is about people on that way and the moves after it."""
    found = []
    for flow in flows(data):
        moved = flow["mode"] == "move" and happening(flow) == ALWAYS and flow.get("scope", "all") == "all"
        if moved and flow["from"] == node and names(flow["items"], item):
            to = flow["to"]
            stops = to in passed or flow.get("becomes", "as-is") not in PERSONAL
            after = [] if stops else moved_to(data, to, item, (*passed, to))
            found.append(set().union(*after) | ({to} if flow.get("becomes", "as-is") in PERSONAL else set()))
    return found


def of_rule(data: Data, answer: Answer, client: Client, copy: Copy, rule: Data, waiting: tuple[Copy, ...]) -> Level:
    if "first-of" in rule or "last-of" in rule:
        choose = min if "first-of" in rule else max
        parts = rule.get("first-of") or rule["last-of"]
        found = [of_period(data, answer, client, copy, part, waiting) for part in parts]
        low, high = choose(low for low, _ in found), choose(high for _, high in found)
    else:
        low, high = of_period(data, answer, client, copy, rule, waiting)
    return (UNKNOWN, UNKNOWN) if not arranged(data, copy[0], rule) else (low, high)


def arranged(data: Data, node: str, rule: Data) -> bool:
    """Whether the copy is really removed, at a moment no later than the rule says."""
    then, set_up = rule.get("then"), rule.get("set-up")
    removed = then in ("delete", "anonymise")
    limit = rule.get("limit")
    if limit is None and not removed and isinstance(rule.get("term"), dict) and "law" in rule["term"]:
        _, minimum = by_law(data, node, rule["term"]["law"]) or (None, False)
        limit = "minimum" if minimum else None
    if limit == "minimum":
        return False
    if rule.get("until") == "deleted-by-worker":
        return then in (None, "delete", "anonymise") and set_up in (None, "automatic", "by-hand")
    return removed and set_up in ("automatic", "by-hand")


def of_period(data: Data, answer: Answer, client: Client, copy: Copy, period: Data, waiting: tuple[Copy, ...]) -> Level:
    if "criteria" in period:
        return CRITERIA, CRITERIA
    if "until" in period:
        return (UNKNOWN, UNKNOWN) if unknown(period["until"]) else (KNOWN, KNOWN)
    term, starts = period["term"], known(period.get("starts"))
    if unknown(term):
        return UNKNOWN, UNKNOWN
    if isinstance(term, dict):
        given = by_law(data, copy[0], term["law"])
        if given is None:
            return UNKNOWN, UNKNOWN
        if given[0] == "criteria":
            return CRITERIA, CRITERIA
        starts = starts or (None if unknown(period.get("starts")) else given[0])
    if starts == "deleted-at-source":
        return of_sources(data, answer, client, copy, waiting)
    return (KNOWN, KNOWN) if starts else (UNKNOWN, UNKNOWN)


def by_law(data: Data, node: str, law: str) -> tuple[str | None, bool] | None:
    organisation = belongs_to(data, node)
    described = data["organisations"][organisation] if organisation else {}
    kind = known(described.get("kind")) or RECEIVERS.get(described.get("use", ""))
    return LAWS[law].get(kind) or LAWS[law].get(None)


def of_sources(data: Data, answer: Answer, client: Client, copy: Copy, waiting: tuple[Copy, ...]) -> Level:
    """A term after the removal of what this copy was made from: how much is known of that.

    At least what is known of the best known source of this client, at most what is known of the worst known source of
    any client: a rule for one group is not told apart from the rules at its source for others.
    """
    found, doubtful = of_sources_of(data, answer, client, copy, waiting)
    lowest = min((low for low, _ in found), default=UNKNOWN)
    for other in answer.reached:
        more, doubt = of_sources_of(data, answer, other, copy, waiting)
        found, doubtful = found + more, doubtful or doubt
    return lowest, UNKNOWN if doubtful else max((high for _, high in found), default=UNKNOWN)


def of_sources_of(
    data: Data, answer: Answer, client: Client, copy: Copy, waiting: tuple[Copy, ...]
) -> tuple[list[Level], bool]:
    """The levels of the sources for one client type, and whether this copy has a beginning or an end of its own."""
    states = answer.reached[client]
    begins = any(states[state].route.steps == 1 for state in states if copy_of(state) == copy and stays(state))
    made_from = set()
    for state in filter(stays, states):
        for after, _, _ in answer.following[client][state]:
            if copy_of(after) == copy and stays(after):
                made_from.add(copy_of(state))
    here = {source for source in made_from if source[0] == copy[0]}
    waits = {source for source in made_from - here if source in waiting}
    found = [level(data, answer, client, source, (*waiting, copy)) for source in sorted(made_from - here - waits)]
    if here:
        found.append((KNOWN, UNKNOWN))
    return found, bool(begins or here or waits)
