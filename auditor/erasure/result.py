"""What comes out: the steps of an erasure, whom to tell, and what is open, as frozen data without sentences of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.model import Path
from auditor.model.elements import Condition
from auditor.results import Sentence
from auditor.traces import Groups, Status
from auditor.traces import Step as RouteStep
from auditor.values import Text


class State(StrEnum):
    """What can be done about a copy.

    can-go: nothing in the description keeps it and it says who can remove it. on-request: a law keeps it, and another
    article lets the person ask that it is destroyed. must-stay: a law keeps it. later: a back-up, which goes when its
    own term is over. moved: it is gone from here and lives on where it went. ask: others decide about it.
    out-of-reach: nobody can take it back. unknown: to be found out first.
    """

    CAN_GO = "can-go"
    ON_REQUEST = "on-request"
    MUST_STAY = "must-stay"
    LATER = "later"
    MOVED = "moved"
    ASK = "ask"
    OUT_OF_REACH = "out-of-reach"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a state is what it is; of `unknown` every fact that is missing.

    others: another organisation decides. undescribed: nobody described the inside of that organisation.
    rule-unknown: nobody knows how long it stays. rule-not-for-all: not for every client. law-unsure: a rule names a law
    of which we do not know that it keeps this here. minimum: the rule says "at least" and names neither law nor policy.
    who-unknown: nobody knows who decides. access-unknown: nobody knows who can do what there. nobody-may: nobody is
    described who may remove it there. remover-not-for-all: not of every client. remover-sometimes: only at an incident
    or under a condition. remover-when-unknown: nobody knows when. kind-unknown: nobody knows what kind of place it is.
    one-person: whether a log or back-up can lose one person. inside: it is somewhere in our own organisation.
    """

    OTHERS = "others"
    UNDESCRIBED = "undescribed"
    TOLD = "told"
    FIGURES = "figures"
    ANONYMOUS = "anonymous"
    RULE_UNKNOWN = "rule-unknown"
    RULE_NOT_FOR_ALL = "rule-not-for-all"
    LAW_UNSURE = "law-unsure"
    MINIMUM = "minimum"
    WHO_UNKNOWN = "who-unknown"
    ACCESS_UNKNOWN = "access-unknown"
    NOBODY_MAY = "nobody-may"
    REMOVER_NOT_FOR_ALL = "remover-not-for-all"
    REMOVER_SOMETIMES = "remover-sometimes"
    REMOVER_WHEN_UNKNOWN = "remover-when-unknown"
    KIND_UNKNOWN = "kind-unknown"
    ONE_PERSON = "one-person"
    INSIDE = "inside"


class Beyond(StrEnum):
    """What can be left over wherever a copy is removed: on paper, or because everybody could read it online."""

    PAPER = "paper"
    ONLINE = "online"


class How(StrEnum):
    """How another organisation got data: a copy, looking, by mouth, on its way to others, or access at our place."""

    COPY = "copy"
    VIEW = "view"
    TOLD = "told"
    THROUGH = "through"
    ACCESS = "access"


@dataclass(frozen=True)
class Keep:
    """A law that a retention rule names, and what the rule says of the end.

    sure: whether we know that this law keeps this at such a holder. groups: for clients in one of these; empty for all.
    on_request: the article under which the person can ask that it is destroyed. longer_if: when the law lets it stay
    longer.
    """

    law: str
    sure: bool
    until: tuple[Sentence, ...]
    groups: Groups
    on_request: str | None
    longer_if: Text | None
    path: Path


@dataclass(frozen=True)
class Remover:
    """A function that may remove a copy where it is, and in which cases.

    when: None where nobody knows (`asked`: it is an open question) or nobody said. condition: what must hold as well.
    groups: only of clients in one of these; empty for all of whom there is a copy. carries: whoever carries it, always.
    """

    role: str
    when: Condition | None = None
    asked: bool = False
    condition: Text | None = None
    groups: Groups = frozenset()
    carries: bool = False


@dataclass(frozen=True)
class Held:
    """One kind of data that is somewhere, and how sure that is."""

    item: str
    status: Status


@dataclass(frozen=True)
class Step:
    """The copies of some kinds of data at one place or organisation, of which the same can be said.

    otherwise: the state for clients about whom no law of `keeps` is, with `otherwise_why`; None where the laws are
    about all of them. until: how a back-up comes to its end. who: organisations that decide; empty where nobody knows.
    removers: functions that may remove it there. processors: companies to be told; processors_known: whether anybody
    wrote down which. through: data only goes through there, so nobody knows if there is a copy. weigh: purposes for a
    legal duty or public task, for which GDPR art. 17(3)(b) is to be weighed; weigh_unknown: whether there is a use of
    which nobody knows what for or on which basis, so that it may be one of those. again: where it stays and from where
    it can come here again once it is removed; put_back: the back-ups from which it can. route: the way in which the
    first of the items came here.
    """

    node: str
    items: tuple[Held, ...]
    state: State
    why: tuple[Why, ...] = ()
    otherwise: State | None = None
    otherwise_why: tuple[Why, ...] = ()
    keeps: tuple[Keep, ...] = ()
    until: tuple[Sentence, ...] = ()
    who: tuple[str, ...] = ()
    removers: tuple[Remover, ...] = ()
    processors: tuple[str, ...] = ()
    processors_known: bool = True
    through: bool = False
    weigh: tuple[str, ...] = ()
    weigh_unknown: bool = False
    again: tuple[str, ...] = ()
    put_back: tuple[str, ...] = ()
    beyond: Beyond | None = None
    route: tuple[RouteStep, ...] = ()
    rests_on: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Notified:
    """Somebody to be told of the erasure, GDPR art. 19.

    organisation: None where only the place is known. by: who gave it to them; by_us: whether we did, or nobody knows
    who; where others did, it is for them to tell. status: how sure it is that they got it.
    """

    organisation: str | None
    nodes: tuple[str, ...]
    items: tuple[str, ...]
    how: tuple[How, ...]
    status: Status
    by: tuple[str, ...]
    by_us: bool
    rests_on: tuple[Path, ...]


@dataclass(frozen=True)
class Erasure:
    """Everything that is known about removing these kinds of data.

    item: None for everything. before: what is open before anybody begins. laws: the articles about erasure that the
    knowledge has for this country.
    """

    item: str | None
    steps: tuple[Step, ...]
    notify: tuple[Notified, ...]
    before: tuple[Sentence, ...]
    laws: tuple[str, ...]
