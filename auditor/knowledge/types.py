"""What the data files of the knowledge may say.

Knowledge is what is not the user's: law, terms, kinds, categories, standard messages, national receivers. Every entry
names its source, the version date of that source, how it was read (`status`) and when it was last checked. An entry
with status `to-check` is shown as such to an officer and never reaches a client's text.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from auditor.values import CountryCode, Id, Line, Strict, Term, Text


class Status(StrEnum):
    """How an entry was read. Only the first three may carry a sentence to a client."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    OLDER_TEXT = "older-text"
    TO_CHECK = "to-check"


class Entry(Strict):
    """What every entry has: where it comes from and how sure we are.

    replaced_by: a retired entry names its successor. It goes on working; editors and `explain` point to the new one.
    """

    source: Line
    version: date | None = None
    status: Status
    checked: date
    pending: Text | None = None
    replaced_by: Id | None = None

    @property
    def tellable(self) -> bool:
        """Whether a client may be told this."""
        return self.status is not Status.TO_CHECK


class Sensitivity(StrEnum):
    """Why a kind of data deserves more care."""

    ORDINARY = "ordinary"
    SPECIAL = "special"
    CRIMINAL = "criminal"
    NATIONAL_NUMBER = "national-number"
    FINANCIAL = "financial"
    FREE_TEXT = "free-text"


class Category(Entry):
    """A kind of data that social work writes down."""

    name: Text
    plain: Text
    sensitivity: Sensitivity
    parent: Id | None = None
    about: tuple[Id, ...] = ("client",)
    examples: tuple[Line, ...] = ()


class Subject(Entry):
    """Somebody the data can be about."""

    name: Text
    plain: Text


class KindOf(StrEnum):
    """What a kind is a kind of."""

    ORGANISATION = "organisation"
    SYSTEM = "system"
    CARRIER = "carrier"


class Kind(Entry):
    """A kind of organisation, system or carrier.

    plain: words for a client, with article: `een chatgroep`.
    public_body: the organisation carries out a public task under law.
    informal: a channel that organisations usually do not manage: consumer chat, private storage.
    mobile: it leaves the building.
    app: a client meets it as an app, a chat, a website or a phone.
    """

    of: KindOf
    name: Text
    plain: Text
    public_body: bool = False
    informal: bool = False
    mobile: bool = False
    app: bool = False


class Event(Entry):
    """A moment at which a clock starts, or at which something is removed.

    name: a noun phrase for the officer: `einde van de hulp`.
    plain: a clause for the client after "that time starts": `als uw hulp stopt`.
    """

    name: Text
    plain: Text


class Limit(StrEnum):
    """What a term says about the end: at least, at most, or exactly."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    EXACT = "exact"


class LegalTerm(Strict):
    """A retention term of a law for one kind of holder; one article may hold several."""

    holders: tuple[Id, ...] = ()
    term: Term | None = None
    criteria: Text | None = None
    starts: Id | None = None
    limit: Limit = Limit.MINIMUM
    longer_if: Text | None = None


class Use(StrEnum):
    """What a law can be named for."""

    BASIS = "basis"
    SPECIAL = "special"
    CRIMINAL = "criminal"
    NATIONAL_NUMBER = "national-number"
    RETENTION = "retention"
    SECRECY = "secrecy"
    CONSENT = "consent"
    RIGHT = "right"
    SECURITY = "security"
    TRANSFER = "transfer"
    DUTY = "duty"


class Law(Entry):
    """An article that a description, a rule or an answer can cite.

    act: short name of the act. article: as cited. says: one plain sentence for the officer.
    act_plain: what a client is told the act is about, after the name of the act: `hulp om thuis te kunnen wonen`.
    uses: what the article can be named for; terms: its retention terms, by holder.
    """

    act: Line
    article: Line
    says: Text
    act_plain: Text | None = None
    uses: tuple[Use, ...] = ()
    terms: tuple[LegalTerm, ...] = ()


class Channel(Entry):
    """A hub that only carries: it passes messages to the receiver and to nobody else."""

    name: Line
    plain: Text
    operator: Id | None = None


class Message(Entry):
    """A standard message: who sends it to whom, through which channels, with which kinds of data."""

    name: Line
    says: Text
    sender: Id
    receiver: Id
    channels: tuple[Id, ...] = ()
    categories: tuple[Id, ...]
    free_text: bool = False
    law: Id | None = None


class Receiver(Entry):
    """A national body that descriptions can use by name."""

    name: Line
    plain: Text
    kind: Id
    country: CountryCode
    keeps: Id | None = None


class Strength(StrEnum):
    """How strong the right to an answer is; never told stronger than the law makes it."""

    RIGHT = "right"
    PARTLY = "partly"
    WEIGHED = "weighed"
    GOOD_PRACTICE = "good-practice"


class Question(Entry):
    """A question that clients ask, with the articles behind it and how strong the right to an answer is."""

    asks: Text
    laws: tuple[Id, ...]
    strength: Strength
    strength_note: Text | None = None
    facts: tuple[Id, ...] = Field(default=(), description="numbers of the same question in the fact base")


class Region(Entry):
    """A list of countries with a meaning: the EEA, countries with an adequacy decision."""

    name: Text
    countries: tuple[CountryCode, ...]
