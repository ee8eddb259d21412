"""What comes out of a loss: what is concerned, how it is protected, whom to tell, and what is asked; frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditor.knowledge.types import Sensitivity
from auditor.model import Path
from auditor.model.elements import Condition, Form, Mode, Right
from auditor.model.facts import State
from auditor.results import Sentence
from auditor.traces import Case, Groups, Presence, Status
from auditor.values import Text


class Kind(StrEnum):
    """What happened: a place is lost or breached, a message went wrong, a company leaks, an account is taken over."""

    PLACE = "place"
    FLOW = "flow"
    VENDOR = "vendor"
    ROLE = "role"


class OtherCopy(StrEnum):
    """Whether what is lost is somewhere else too.

    yes: surely, for every client. some: for a part of the clients, or only less precisely. perhaps: an unknown is on
    the way, data only goes through the other place, the other copy lies on the same thing, or the same kind of data was
    written down elsewhere as well and nobody knows whether it is the same. none-known: no other copy is described. no:
    there is none, and somebody declared the lists complete that support this.
    """

    YES = "yes"
    SOME = "some"
    PERHAPS = "perhaps"
    NONE_KNOWN = "none-known"
    NO = "no"


class Part(StrEnum):
    """What a place or organisation has to do with the loss."""

    ITSELF = "itself"
    DECIDES = "decides"
    PROCESSOR = "processor"
    SUB_PROCESSOR = "sub-processor"
    RECEIVED = "received"


class Asked(StrEnum):
    """The questions behind GDPR art. 33 and 34."""

    AWARE = "aware"
    RISK = "risk"
    SEEN = "seen"
    OTHER_COPY = "other-copy"
    HIGH_RISK = "high-risk"
    UNREADABLE = "unreadable"
    TAKEN_AWAY = "taken-away"
    EFFORT = "effort"
    RECORD = "record"


@dataclass(frozen=True)
class Lost:
    """One kind of data that is concerned.

    about: whose data it is. sensitivity: None where its category is not known. presences: how it is there: a copy, to
    look at, told, or passing; backed_up: what passes does so elsewhere, and this is a back-up of what stays. cases: how
    sure it is, for whom and under which conditions. moved_on: whether it surely leaves again, so that it is there for a
    while only. other: whether it is elsewhere too, and copies: where, surely or perhaps as `other` says; None where
    nothing is lost with it.
    """

    item: str
    about: tuple[str, ...]
    sensitivity: Sensitivity | None
    presences: tuple[Presence, ...]
    forms: tuple[Form, ...]
    cases: tuple[Case, ...]
    moved_on: bool = False
    backed_up: bool = False
    other: OtherCopy | None = None
    copies: tuple[str, ...] = ()
    rests_on: tuple[Path, ...] = ()

    @property
    def status(self) -> Status:
        """How sure it is that it is there."""
        return min((case.status for case in self.cases), key=lambda status: status.rank)

    @property
    def personal(self) -> bool:
        """Whether it is still about one person."""
        return any(form.personal for form in self.forms)


@dataclass(frozen=True)
class Measure:
    """One way in which a place is protected, or is open to others, in four states."""

    name: str
    state: State
    path: Path


@dataclass(frozen=True)
class Spot:
    """A place or organisation that is concerned, with what is there.

    parts: what it has to do with the loss. deciders: who decides about it; empty where nobody knows. processors: the
    companies that keep it running; processors_known: whether anybody wrote down which. systems: systems that live on
    this carrier; perhaps_on: those of which nobody knows on what they live. carried_by: who carries it, None where
    nobody knows; empty for what nobody carries. above: the company for which a sub-processor works. contract: with
    a processor. log: whether it is recorded who looked, and log_ask whom to ask. complete: whether somebody declared
    that nothing else is written down here and that all flows from here are described.
    """

    node: str
    parts: tuple[Part, ...]
    items: tuple[Lost, ...]
    measures: tuple[Measure, ...] = ()
    deciders: tuple[str, ...] = ()
    processors: tuple[str, ...] = ()
    processors_known: bool = True
    systems: tuple[str, ...] = ()
    perhaps_on: tuple[str, ...] = ()
    carried_by: tuple[str, ...] | None = ()
    above: str | None = None
    contract: State | None = None
    log: State | None = None
    log_ask: str | None = None
    kind_known: bool = True
    complete: bool = False
    path: Path = ()


@dataclass(frozen=True)
class Reach:
    """What a role can do at one place: rights, condition, and for which kinds of data that are there.

    can: None where nobody knows. when: None where nobody said; when_unknown: somebody wrote that it is not known.
    groups: only of clients in one of these; empty for all of them. shared: whether more people use this login.
    two_step: whether the place asks for a second step.
    """

    role: str
    node: str
    items: tuple[str, ...]
    can: tuple[Right, ...] | None
    when: Condition | None
    when_unknown: bool
    condition: Text | None
    groups: Groups
    shared: State
    two_step: State
    path: Path


@dataclass(frozen=True)
class Sent:
    """A flow that went to the wrong one. denied: the description says that it does not happen at all."""

    flow: str
    source: str
    target: str
    mode: Mode | None
    items_known: bool
    denied: bool
    encrypted: State
    path: Path


@dataclass(frozen=True)
class Said:
    """Something to do or to know, with the article it comes from, if any."""

    said: Sentence
    law: str | None = None


@dataclass(frozen=True)
class Ask:
    """A question of art. 33 or 34, and what the description knows for it; without facts it knows nothing."""

    asked: Asked
    law: str
    facts: tuple[Sentence, ...]


@dataclass(frozen=True)
class Loss:
    """Everything the description knows about a loss.

    about: the id of the place, flow, organisation or role. items: all kinds of data concerned, each once. reach: where
    the roles concerned can come if their account is taken over; perhaps_reach: places of which nobody wrote who can
    come there. tell: whom to tell and when. first_aid: what whoever lost it does now. unknown: what is not known.
    norm: the guidance that something lost is a breach, where the knowledge of the country has it.
    """

    kind: Kind
    about: str
    items: tuple[Lost, ...]
    spots: tuple[Spot, ...] = ()
    sent: Sent | None = None
    reach: tuple[Reach, ...] = ()
    perhaps_reach: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    tell: tuple[Said, ...] = ()
    first_aid: tuple[Sentence, ...] = ()
    unknown: tuple[Sentence, ...] = ()
    norm: str | None = None
