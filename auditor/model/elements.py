"""The words of a description: organisations, people, data, purposes, places and flows."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from auditor.knowledge.types import Age, Limit
from auditor.model.facts import (
    CarrierKind,
    CarrierRef,
    CategoryRef,
    ChannelRef,
    EventRef,
    Fact,
    ItemRef,
    Known,
    LawRef,
    MessageRef,
    NodeRef,
    NoneOrMore,
    OneOrMore,
    OrganisationKind,
    OrganisationRef,
    PlaceRef,
    PurposeRef,
    ReceiverRef,
    RoleRef,
    ScopeRef,
    Short,
    SourceRef,
    SubjectRef,
    SystemKind,
    Unknown,
    Word,
    YesNo,
    stated,
)
from auditor.values import CountryCode, Day, FirstThatFits, Id, Line, PastDay, Strict, Term, Text, WebAddress


def _no_duplicates(values: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(values)) == len(values):
        return values
    seen: set[Any] = set()
    for value in values:
        if value in seen:
            raise PydanticCustomError("repeated", "repeated", {"name": str(value)})
        seen.add(value)
    return values


_NO_CONDITION = frozenset({"yes", "no", "true", "false", "ja", "nee"})


def _is_condition(text: Text) -> Text:
    """A condition in words; whether something happens at all is said under another key."""
    for said in (text.root,) if isinstance(text.root, str) else text.root.values():
        if (word := said.casefold().strip(" .!")) in _NO_CONDITION:
            raise PydanticCustomError("no-condition", "no-condition", {"found": word})
    return text


If = Annotated[Text, AfterValidator(_is_condition)]
"""A condition in words: "als u schulden heeft"."""
All = Annotated[Literal["all"], Word()]
Items = Annotated[
    All | Annotated[OneOrMore[ItemRef], AfterValidator(_no_duplicates)], FirstThatFits(("~all", "~listed"))
]
"""`all`, or the ids of kinds of data."""
Scope = Annotated[
    All | Annotated[OneOrMore[ScopeRef], AfterValidator(_no_duplicates)], FirstThatFits(("~all", "~listed"))
]
"""Whose data: `all`, or groups of clients; several groups mean: clients of at least one of them."""


class Checked(Strict):
    """Who looked at this last, in which role, and when."""

    on: PastDay
    by: RoleRef | None = None


class Complete(Strict):
    """Somebody declares that a list is complete. Only a complete list supports a negative sentence."""

    on: PastDay
    by: RoleRef


class Reserve(Strict):
    """The client may not be told about this, yet or in general: why, under which law, until when."""

    reason: Text
    law: LawRef | None = None
    until: Day | None = None


class Element(Strict):
    """What everything with a name has.

    plain: the words a client reads, with article: "ons computerprogramma". note: for colleagues, never for clients.
    """

    name: Line | None = None
    plain: Text | None = None
    note: Text | None = None
    reserve: Reserve | None = None
    checked: Checked | None = None


class Contact(Strict):
    """How to reach a function of an organisation; never a person."""

    phone: Line | None = None
    email: Line | None = None
    address: Text | None = None
    page: Line | None = None


class Promise(Strict):
    """A promise to clients, with the function that keeps it."""

    term: Term
    by: RoleRef


class MayAsk(Strict):
    """Who may ask for a client of this age; without an age, for every client. `if` is a condition in words."""

    age: Age | None = None
    who: Known[OneOrMore[SubjectRef]]
    law: LawRef | None = None
    if_: If | None = None


class RightsDesk(Strict):
    """How a client asks to see, correct or erase: with whom, how, who may ask, and how long the reply takes.

    confidant, client-support: who stands beside a client and is no part of the organisation, and how to reach them.
    """

    ask: Known[RoleRef] | None = None
    how: Known[Text] | None = None
    reply_within: Promise | None = None
    identify: Text | None = None
    copy_: Text | None = None
    may_ask: tuple[MayAsk, ...] = ()
    contact: Known[Contact] | None = None
    officer: Known[RoleRef] | None = None
    complaints: Text | None = None
    confidant: Known[Text] | None = None
    client_support: Known[Text] | None = None


class Condition(StrEnum):
    """When a role can use its access."""

    OWN_CLIENTS = "own-clients"
    OWN_TEAM = "own-team"
    ALL = "all"
    INCIDENT = "incident"


class Right(StrEnum):
    """What a role can do with data at a place."""

    READ = "read"
    WRITE = "write"
    EXPORT = "export"
    DELETE = "delete"


class Access(Strict):
    """A role that can use items at a place, and when. `if` is a condition in words: "als u daarom vraagt"."""

    role: RoleRef
    can: Known[OneOrMore[Right]]
    when: Known[Condition] | None = None
    if_: If | None = None
    items: Items = "all"
    scope: Scope = "all"
    shared_account: Fact | None = None
    reviewed: PastDay | None = None
    note: Text | None = None
    reserve: Reserve | None = None


class TermOfLaw(Strict):
    """The term that a law gives to this kind of holder; the knowledge has the term and its start event."""

    law: LawRef


TermOrLaw = Annotated[Term | TermOfLaw, FirstThatFits(("~term", "~law"))]


class Fate(StrEnum):
    """What happens with a copy at the end of its term."""

    DELETE = "delete"
    ANONYMISE = "anonymise"
    ARCHIVE = "archive"
    NOTHING = "nothing"


class SetUp(StrEnum):
    """Whether the end of a term is really arranged."""

    AUTOMATIC = "automatic"
    BY_HAND = "by-hand"
    NOT_SET_UP = "not-set-up"


class Period(Strict):
    """One way in which a copy comes to its end: a term after an event, an event itself, or criteria in words."""

    term: Known[TermOrLaw] | None = None
    starts: Known[EventRef] | None = None
    until: Known[EventRef] | None = None
    criteria: Text | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = self._ways()
        if len(ways) != 1:
            key = "period-none" if not ways else "period-several"
            raise PydanticCustomError(key, key, {"found": ", ".join(ways)})
        if self.starts is not None and self.term is None:
            raise PydanticCustomError("starts-without-term", "starts-without-term")
        return self

    def _ways(self) -> list[str]:
        ways = ("term", self.term), ("until", self.until), ("criteria", self.criteria)
        return [name for name, value in ways if value is not None]


class Retention(Period):
    """How long items stay at a place.

    first-of / last-of: alternatives, whichever comes first or last. restarts-on: events after which the clock starts
    again. limit: whether the term is a minimum, a maximum or exact. set-up: whether it is really arranged.
    """

    items: Items = "all"
    scope: Scope = "all"
    first_of: Annotated[tuple[Period, ...], Field(min_length=2)] | None = None
    last_of: Annotated[tuple[Period, ...], Field(min_length=2)] | None = None
    then: Known[Fate] | None = None
    limit: Limit | None = None
    law: LawRef | None = None
    policy: Text | None = None
    set_up: Known[SetUp] | None = None
    restarts_on: NoneOrMore[EventRef] = ()
    note: Text | None = None

    def _ways(self) -> list[str]:
        return (
            super()._ways()
            + (["first-of"] if self.first_of is not None else [])
            + (["last-of"] if self.last_of is not None else [])
        )


class Collection(Strict):
    """The first writing down of items at a place.

    from: the client or another subject, an organisation, `observed` (a worker saw it), `online` (a worker looked it up
    on the internet) or `us` (we made it). required: whether the client must give it; if-missing: what happens when they
    do not. told: whether somebody other than the source, about whom it is, was told.
    """

    items: Items
    from_: Known[OneOrMore[SourceRef]]
    for_: Known[OneOrMore[PurposeRef]] | None = None
    by: NoneOrMore[RoleRef] = ()
    if_: If | None = None
    scope: Scope = "all"
    required: Fact | None = None
    if_missing: Text | None = None
    told: Fact | None = None
    note: Text | None = None
    reserve: Reserve | None = None


class Derivation(Strict):
    """An item made from others at a place: a score from notes."""

    item: ItemRef
    out_of: OneOrMore[ItemRef]
    for_: Known[OneOrMore[PurposeRef]] | None = None
    scope: Scope = "all"
    by_computer: Fact | None = None
    note: Text | None = None
    reserve: Reserve | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.item in self.out_of:
            raise PydanticCustomError("derived-from-itself", "derived-from-itself", {"name": self.item})
        return self


class Measures(Strict):
    """How a place is protected. Every measure has four states; silence is not no."""

    screen_lock: Fact | None = None
    encryption: Fact | None = None
    remote_wipe: Fact | None = None
    two_step_login: Fact | None = None
    managed: Fact | None = None
    locked_storage: Fact | None = None
    backups: Fact | None = None
    updates: Fact | None = None
    private_use: Fact | None = None
    shared_use: Fact | None = None
    private_cloud: Fact | None = None
    agreement: Fact | None = None


class Log(Strict):
    """Whether a place records who looked, and whom a client can ask."""

    kept: Fact
    ask: RoleRef | None = None
    keeps: Term | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.keeps is not None and self.kept is YesNo.NO:
            raise PydanticCustomError("term-of-no-log", "term-of-no-log")
        return self


class Processor(Strict):
    """A company that works with the data for the controller, and whether there is a contract."""

    organisation: OrganisationRef
    contract: Fact | None = None
    does: Text | None = None
    sub_processors: NoneOrMore[Annotated[Processor, Short("organisation", OrganisationRef)]] = ()


Processors = NoneOrMore[Annotated[Processor, Short("organisation", OrganisationRef)]]


class Safeguard(Strict):
    """What protects data outside the EEA: the article of the GDPR, and what it is."""

    law: LawRef | None = None
    what: Text | None = None


class Holder(Element):
    """What can hold data: a place, or an organisation whose inside is not described further.

    An empty list of access says something only where it is declared complete: nobody has access. One of keeps never
    does, because no rule says nothing of how long.
    """

    keeps: Known[Annotated[tuple[Retention, ...], Field(json_schema_extra={"minItems": 1})]] | None = None
    access: Known[tuple[Access, ...]] | None = None
    access_complete: Complete | None = None
    flows_complete: Complete | None = None

    @model_validator(mode="after")
    def _listed(self) -> Self:
        if self.access_complete is not None and isinstance(self.access, Unknown):
            raise PydanticCustomError("complete-without-list", "complete-without-list")
        if self.access == () and self.access_complete is None:
            raise PydanticCustomError("empty-access", "empty-access")
        if self.keeps == ():  # not as the least length of the list: pydantic counts only what is right in it
            raise PydanticCustomError("empty-keeps", "empty-keeps")
        return self


class Organisation(Holder):
    """A legal person or body. `use` takes name, kind and words from the knowledge: `{use: cbs}`.

    page: its own web page about what it does with data. looks-up-online: whether its workers look clients up on the
    internet or on social media.
    """

    use: ReceiverRef | None = None
    kind: Known[OrganisationKind] | None = None
    country: Known[CountryCode] | None = None
    safeguard: Known[Safeguard] | None = None
    page: WebAddress | None = None
    rights_desk: RightsDesk | None = None
    looks_up_online: Fact | None = None


class Place(Holder):
    """Where data can be: a system or a carrier."""

    controller: Known[OneOrMore[OrganisationRef]] | None = None
    joint_arrangement: Fact | None = None
    processor: Known[Processors] | None = None
    located: Known[OneOrMore[CountryCode]] | None = None
    safeguard: Known[Safeguard] | None = None
    collects: tuple[Collection, ...] = ()
    collects_complete: Complete | None = None
    derives: tuple[Derivation, ...] = ()
    measures: Measures = Measures()
    log: Log | None = None
    decides: Fact | None = None
    official: Fact | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        controllers = self.controller
        if self.joint_arrangement is not None and isinstance(controllers, tuple) and len(controllers) == 1:
            raise PydanticCustomError("joint-without-others", "joint-without-others")
        return self


class System(Place):
    """A program, mailbox, chat, list, log, backup, website. `on`: the carriers on which it lives.

    listens: whether it records or listens in on a talk. trains: whether the company behind it uses what is in it to
    make its own program better.
    """

    kind: Known[SystemKind] | None = None
    listens: Fact | None = None
    trains: Fact | None = None
    on: Known[NoneOrMore[CarrierRef]] = ()


class Carrier(Place):
    """A thing that holds data: phone, laptop, notebook, paper file, USB stick. `own`: it is the worker's own."""

    kind: Known[CarrierKind] | None = None
    owner: Known[OrganisationRef] | None = None
    own: Fact | None = None
    carried_by: Known[OneOrMore[RoleRef]] | None = None


class Mode(StrEnum):
    """How data goes: both have it, only the receiver has it, the other looks, or by mouth."""

    COPY = "copy"
    MOVE = "move"
    VIEW = "view"
    TELL = "tell"


class Form(StrEnum):
    """What data has become on the way; the order is from most to least about one person."""

    AS_IS = "as-is"
    COARSER = "coarser"
    PSEUDONYMISED = "pseudonymised"
    FIGURES = "figures"
    ANONYMOUS = "anonymous"

    @property
    def depth(self) -> int:
        """0 for as it is; higher is further from one person."""
        return _DEPTHS[self]

    @property
    def personal(self) -> bool:
        """Whether this is still about one person in the law: coarser and pseudonymised data are."""
        return self in _PERSONAL

    def then(self, other: Form) -> Form:
        """What data of this form becomes when a next step makes it `other`: it never comes back nearer."""
        return self if self.depth >= other.depth else other


_DEPTHS = {form: depth for depth, form in enumerate(Form)}
_PERSONAL = frozenset((Form.AS_IS, Form.COARSER, Form.PSEUDONYMISED))


class Via(Strict):
    """The way: a standard message, a channel that only carries, a place in between, or words."""

    message: MessageRef | None = None
    channel: ChannelRef | None = None
    place: PlaceRef | None = None
    words: Text | None = None

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not any((self.message, self.channel, self.place, self.words)):
            raise PydanticCustomError("via-empty", "via-empty")
        return self


class SecrecyLift(StrEnum):
    """What lifts professional secrecy; a different thing from the legal basis."""

    CONSENT = "consent"
    LAW = "law"
    CONFLICT_OF_DUTIES = "conflict-of-duties"
    INVOLVED = "directly-involved"
    NOT_APPLICABLE = "not-applicable"


class SectorConsent(Strict):
    """Consent that a sector law asks for, and whether it is asked and recorded."""

    law: LawRef
    asked: Fact | None = None


class Flow(Strict):
    """Data going from one place or organisation to another.

    every: the trigger or rhythm, in words. if: a condition in words ("als u schulden heeft"): the flow then happens
    sometimes. happens: `unknown` when nobody knows whether it happens, `no` for an explicit denial. told: whether the
    client is told. written-down: for mode tell, whether the hearer writes it down.
    """

    id: Id | None = None
    from_: NodeRef
    to: NodeRef
    items: Known[Items]
    for_: Known[OneOrMore[PurposeRef]] | None = None
    mode: Known[Mode]
    via: NoneOrMore[Annotated[Via, Short("channel", ChannelRef)]] = ()
    becomes: Known[Form] = Form.AS_IS
    every: Text | None = None
    if_: If | None = None
    happens: Fact | None = None
    scope: Known[Scope] = "all"
    told: Fact | None = None
    written_down: Fact | None = None
    encrypted: Fact | None = None
    mandatory: LawRef | None = None
    secrecy_lifted_by: Known[SecrecyLift] | None = None
    sector_consent: SectorConsent | None = None
    name: Line | None = None
    note: Text | None = None
    reserve: Reserve | None = None
    checked: Checked | None = None

    @property
    def form(self) -> Form:
        """What the data is after it. Where nobody knows, it may well be as it was."""
        return stated(self.becomes) or Form.AS_IS

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.from_ == self.to:
            raise PydanticCustomError("flow-to-itself", "flow-to-itself", {"name": self.to})
        if self.written_down is not None and self.mode is not Mode.TELL:
            raise PydanticCustomError("written-down-without-tell", "written-down-without-tell")
        for way in self.via:
            if way.place is not None and way.place in (self.from_, self.to):
                raise PydanticCustomError("via-an-end", "via-an-end", {"name": way.place})
        return self


class RoleKind(StrEnum):
    """How somebody in this role is bound to the organisation."""

    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"
    INTERN = "intern"
    EXTERNAL = "external"


class Role(Element):
    """A function in an organisation; never a person's name."""

    of: OrganisationRef
    kind: Known[RoleKind] | None = None


class SubjectGroup(Element):
    """Somebody the data is about, where the knowledge has no word for it."""


class ScopeGroup(Element):
    """A group of clients. `plain` is a condition for the client: "als u jeugdhulp krijgt".

    division: a client belongs to at most one group of the same division (one neighbourhood, one municipality); groups
    without a division can overlap, because somebody can get two kinds of help at once.
    """

    division: Id | None = None


class Item(Element):
    """A kind of data. `about`: whose data; from the category when nothing is said."""

    category: Known[CategoryRef]
    about: NoneOrMore[SubjectRef] = ()


class Basis(StrEnum):
    """Legal basis, GDPR article 6(1)(a) to (f)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal-obligation"
    VITAL_INTEREST = "vital-interest"
    PUBLIC_TASK = "public-task"
    LEGITIMATE_INTEREST = "legitimate-interest"


class Purpose(Element):
    """What data is used for. `plain` completes "wij schrijven dit op om ...": "u te helpen".

    basis and law: GDPR art. 6. special, criminal: the ground for art. 9 and art. 10 data. number: the law that allows
    the national number. secrecy-lifted-by, sector-consent and consent-to-help are other things than the basis.
    consent-recorded: whether the yes of a client is written down; if-withdrawn: what happens when they take it back.
    """

    basis: Known[OneOrMore[Basis]] | None = None
    law: Known[OneOrMore[LawRef]] | None = None
    special: Known[OneOrMore[LawRef]] | None = None
    criminal: Known[OneOrMore[LawRef]] | None = None
    number: Known[OneOrMore[LawRef]] | None = None
    secrecy_lifted_by: Known[SecrecyLift] | None = None
    sector_consent: SectorConsent | None = None
    consent_to_help: Fact | None = None
    consent_recorded: Fact | None = None
    if_withdrawn: Text | None = None


class OwnEvent(Element):
    """A start event of this description's own. `plain` follows "die tijd begint ..."."""


Same = Annotated[Literal["same"] | dict[Id, Id], FirstThatFits(("~same", "~pairs"))]
"""What two descriptions have in common: our id and theirs; or `same`: equal ids mean the same."""


class Partner(Strict):
    """Another description, of an organisation that we exchange data with; its elements are named `partner/element`.

    at: its file or folder, relative to this file. The sections say which of our elements are the partner's too.
    """

    at: Line
    organisations: Same | None = None
    roles: Same | None = None
    subjects: Same | None = None
    scopes: Same | None = None
    items: Same | None = None
    purposes: Same | None = None
    events: Same | None = None


class Accepted(Strict):
    """A finding that somebody accepts: which, why, in which role, until when."""

    finding: Line
    reason: Text
    by: RoleRef
    until: Day


class NotClientData(Strict):
    """A piece of text that looks like data about a person and is not: exactly as it stands, why, and who says so."""

    text: Line
    reason: Text
    by: RoleRef


class Assumption(Strict):
    """Something taken for granted while describing."""

    text: Text
    by: RoleRef | None = None
    on: PastDay | None = None
