"""What the data files of the knowledge may say.

Knowledge is what is not the user's: law, terms, kinds, categories, standard messages, national receivers. Every entry
names its source, the version date of that source, how it was read (`status`) and when it was last checked. An entry
with status `to-check` is shown as such to an officer and never reaches a client's text.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from auditor.values import CountryCode, Id, Line, Strict, Term, Text, Unit


class Status(StrEnum):
    """How an entry was read. Only the first three may carry a sentence to a client."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    OLDER_TEXT = "older-text"
    TO_CHECK = "to-check"


class Entry(Strict):
    """What every entry has: where it comes from and how sure we are.

    pending: a change that is coming. facts: numbers of the facts that this entry carries, in the collection of facts it
    was taken from. replaced_by: a retired entry names its successor. It goes on working; editors and `explain` point to
    the new one. also: everyday words, in any language, by which people look for it.
    """

    source: Line
    version: date | None = None
    status: Status
    checked: date
    pending: Text | None = None
    facts: tuple[Line, ...] = ()
    replaced_by: Id | None = None
    also: tuple[Line, ...] = ()

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


DpvTerm = Annotated[str, StringConstraints(pattern=r"^(?:dpv|pd):[A-Z][A-Za-z]+$")]
"""A term of the Data Privacy Vocabulary 2.1, or of its extension for personal data."""
FidesKey = Annotated[str, StringConstraints(pattern=r"^(?:user|system)(?:\.[a-z_]+)*$")]
"""A key of the data categories of Fides."""


class Category(Entry):
    """A kind of data that social work writes down.

    plain: what a client reads in a list, with article: `uw schulden`. says: what it is, for the officer.
    fields: names of fields of forms and messages in which it hides. dpv, fides: the same in other vocabularies, where
    they have it.
    """

    name: Text
    plain: Text
    says: Text
    sensitivity: Sensitivity
    parent: Id | None = None
    about: tuple[Id, ...] = ("client",)
    examples: tuple[Line, ...] = ()
    fields: tuple[Line, ...] = ()
    dpv: DpvTerm | None = None
    fides: FidesKey | None = None


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
    measures: the measures of a description that matter most here. traps: what is easily overlooked. asks: what to ask
    when somebody describes one. vendors: names of programs, only to help somebody who types one; nobody checked them.
    """

    of: KindOf
    name: Text
    plain: Text
    public_body: bool = False
    informal: bool = False
    mobile: bool = False
    app: bool = False
    measures: tuple[Id, ...] = ()
    traps: tuple[Text, ...] = ()
    asks: tuple[Text, ...] = ()
    vendors: tuple[Line, ...] = ()


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
    """A retention term of a law for one kind of holder; one article may hold several.

    conflicts_with: laws that give another term, or another start, for the same copy; conflict: what differs and whom to
    ask. Nothing here chooses between the two.
    """

    holders: tuple[Id, ...] = ()
    term: Term | None = None
    criteria: Text | None = None
    starts: Id | None = None
    limit: Limit = Limit.MINIMUM
    longer_if: Text | None = None
    conflicts_with: tuple[Id, ...] = ()
    conflict: Text | None = None


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


class Strength(StrEnum):
    """How strong the right to an answer is; never told stronger than the law makes it."""

    RIGHT = "right"
    PARTLY = "partly"
    WEIGHED = "weighed"
    GOOD_PRACTICE = "good-practice"


class ConsentKind(StrEnum):
    """Four things that are all called consent and never stand in for each other.

    basis: a legal basis or exception of the GDPR. secrecy: it lifts professional secrecy. sector: a sector law asks for
    it before one step. help: consent to the help itself.
    """

    BASIS = "basis"
    SECRECY = "secrecy"
    SECTOR = "sector"
    HELP = "help"


class Reuse(Strict):
    """Use for one law of data that was obtained for others: whether that needs explicit consent."""

    for_: Id
    of: tuple[Id, ...]
    needs_consent: bool


class Law(Entry):
    """An article that a description, a rule or an answer can cite. What is not law yet is a `Bill`.

    act: short name of the act. article: as cited. says: one plain sentence for the officer.
    act_plain: what a client is told the act is about, after the name of the act: `hulp om thuis te kunnen wonen`.
    uses: what the article can be named for; terms: its retention terms, by holder. strength: how strong the right is.
    consents: which kind of consent it is about. since: the day it entered into force, where that was read.
    on_request: the article under which a person can ask that what this one keeps is destroyed before its term is over.
    """

    act: Line
    article: Line
    says: Text
    act_plain: Text | None = None
    uses: tuple[Use, ...] = ()
    strength: Strength | None = None
    consents: tuple[ConsentKind, ...] = ()
    reuse: Reuse | None = None
    terms: tuple[LegalTerm, ...] = ()
    on_request: Id | None = None
    since: date | None = None


class BillState(StrEnum):
    """How far a change of the law is. None of these is law."""

    ANNOUNCED = "announced"
    PROPOSED = "proposed"
    BILL = "bill"
    CONTROVERSIAL = "controversial"


class Bill(Entry):
    """A change of the law that is coming, or perhaps not. It is no law: nothing can name it as a basis.

    number: under which it can be looked up. changes: the entries that would change; each of them says so as `pending`.
    """

    name: Line
    says: Text
    state: BillState
    number: Line | None = None
    changes: tuple[Id, ...] = ()


class Age(StrEnum):
    """The ages between which the law draws lines: UAVG 5(4), Jeugdwet 7.3.4, 7.3.5 and 7.3.15, Wmo 2015 5.3.2."""

    UNDER_12 = "under-12"
    FROM_12_TO_15 = "12-to-15"
    FROM_16 = "from-16"


class Matter(StrEnum):
    """What somebody asks or decides about, for a client of some age."""

    RIGHTS = "rights"
    FILE = "file"
    ERASURE = "erasure"
    HELP = "help"


class Asker(StrEnum):
    """Who asks or decides: the client (of any age), the parents, or who represents the client."""

    CLIENT = "client"
    PARENT = "parent"
    REPRESENTATIVE = "representative"


class Representation(Entry):
    """Who may ask or decide under one law, for a client of one age; without an age, for an adult who cannot decide.

    weighed: the worker weighs it in every case, so nobody is told beforehand that somebody can or cannot see a file.
    """

    says: Text
    laws: tuple[Id, ...]
    matter: Matter
    age: Age | None = None
    who: tuple[Asker, ...]
    weighed: bool = False


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


class Party(Strict):
    """One end of a flow: any organisation or place of a kind, a national body, or words where there is no such kind."""

    kind: Id | None = None
    receiver: Id | None = None
    called: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(one is not None for one in (self.kind, self.receiver, self.called)) != 1:
            raise ValueError("a kind, a receiver or words: one of them")
        return self


class Delivery(StrEnum):
    """Whether a flow must be there."""

    DUTY = "duty"
    VOLUNTARY = "voluntary"
    AGREED = "agreed"


class KnownFlow(Entry):
    """A flow that exists, to choose when describing. What is not stated here was not read, and is asked.

    mode and becomes: as a description says them. every: the rhythm or the trigger. told: how the person hears of it.
    """

    says: Text
    from_: tuple[Party, ...]
    to: tuple[Party, ...]
    messages: tuple[Id, ...] = ()
    channels: tuple[Id, ...] = ()
    categories: tuple[Id, ...] = ()
    laws: tuple[Id, ...] = ()
    mode: Literal["copy", "move", "view", "tell"] = "copy"
    becomes: Literal["as-is", "coarser", "pseudonymised", "figures", "anonymous"] = "as-is"
    delivery: Delivery | None = None
    every: Text | None = None
    told: Text | None = None
    note: Text | None = None


class QuestionGroup(StrEnum):
    """What a question of a client is about, in the order in which clients look for it."""

    WHAT = "what"
    WHO = "who"
    WHERE = "where"
    TIME = "time"
    RIGHTS = "rights"
    YOUNG = "young"
    PEOPLE = "people"


class Question(Entry):
    """A question that clients ask, with the articles behind it and how strong the right to an answer is.

    cites: the articles as they were read, also those that are no entry of their own; laws: those that are, in whatever
    country. strength: None where that was not looked into. by_person: never to be answered by a program; it goes to a
    person.
    """

    asks: Text
    group: QuestionGroup
    cites: Line
    laws: tuple[Id, ...] = ()
    strength: Strength | None = None
    strength_note: Text | None = None
    by_person: bool = False


class Footing(StrEnum):
    """What a question for a team rests on."""

    NORM = "norm"
    SECONDARY = "secondary"
    DERIVED = "derived"


class Reflection(Entry):
    """A question for a talk in the team: no accusation and no score.

    footing: whether the norm says this itself, another source says it, or it is our question under a general rule.
    cites: the norm, guidance or incident as it is named. laws, norms, incidents: those that are entries.
    kinds: the kinds of place it is about; empty where it is about any.
    """

    asks: Text
    footing: Footing
    cites: Line
    laws: tuple[Id, ...] = ()
    norms: tuple[Id, ...] = ()
    incidents: tuple[Id, ...] = ()
    kinds: tuple[Id, ...] = ()


class InvisibleFlow(Entry):
    """A way in which data goes that nobody draws, and the question that brings it up.

    kinds: the kinds of place from which or to which it goes.
    """

    name: Text
    asks: Text
    kinds: tuple[Id, ...] = ()


class Weight(StrEnum):
    """What a norm is: something to comply with, advice, or a figure that shows how often it goes wrong."""

    NORM = "norm"
    GUIDANCE = "guidance"
    FIGURE = "figure"


class Norm(Entry):
    """A norm, guidance or figure beside the law. who: for whom it is. points: what it says, each with its number.

    laws: its points that are entries of their own.
    """

    name: Text
    weight: Weight
    says: Text
    who: Text | None = None
    points: tuple[Text, ...] = ()
    laws: tuple[Id, ...] = ()


class Incident(Entry):
    """Something that went wrong somewhere else, and what it teaches.

    when: as exactly as it is known: `2018-2021`, `2021-07`. outcome: what came of it, after any correction.
    annulled: a court took the outcome away; it may not be told as one that stands.
    """

    name: Text
    when: Line
    says: Text
    outcome: Text
    teaches: Text
    annulled: bool = False


class Region(Entry):
    """A list of countries with a meaning: the EEA, countries with an adequacy decision."""

    name: Text
    countries: tuple[CountryCode, ...]


class LeftOut(Strict):
    """Something that was found and is nevertheless no entry. why: the reason. facts: its numbers, as of an `Entry`."""

    what: Text
    why: Text
    facts: tuple[Line, ...] = ()


Phrase = Annotated[str, StringConstraints(pattern=r"^[^\W_][^\n]*$", max_length=100)]
"""Words as they stand in a text. One that ends with * stands for every word that begins so."""


class WordsFor(Strict):
    """The words for one thing in the languages in which a statement can be written."""

    nl: tuple[Phrase, ...]
    en: tuple[Phrase, ...]
    fr: tuple[Phrase, ...]


class NumberWords(Strict):
    """Words for numbers, by language."""

    nl: dict[Phrase, int]
    en: dict[Phrase, int]
    fr: dict[Phrase, int]


class Cue(StrEnum):
    """What words show of a sentence: what it is about, or how it says it."""

    NO_VERB = "no-verb"
    NO_NOUN = "no-noun"
    NO_ELSE = "no-else"
    ANSWER_NO = "answer-no"
    ONLY = "only"
    UNLESS = "unless"
    PURPOSE_LIMIT = "purpose-limit"
    NOT_OURS = "not-ours"
    CLAUSE = "clause"
    DATA = "data"
    SHARES = "shares"
    SHARING = "sharing"
    OTHERS = "others"
    NO_OTHERS = "no-others"
    TOWARDS = "towards"
    NO_PARTY = "no-party"
    RECEIVES = "receives"
    STORES = "stores"
    WRITES = "writes"
    COLLECTS = "collects"
    RECEIVERS = "receivers"
    PROCESSORS = "processors"
    KEEPS = "keeps"
    REPLY = "reply"
    RIGHTS = "rights"
    SECURITY = "security"
    COOKIES = "cookies"
    SOURCES = "sources"
    OUTSIDE = "outside"
    LEAVES = "leaves"
    EUROPE = "europe"
    INSIDE = "inside"
    SELLS = "sells"
    DECIDES_BY_COMPUTER = "decides-by-computer"
    TRAINS = "trains"
    RECORDS_TALKS = "records-talks"
    TALKS = "talks"
    LOOKS_UP = "looks-up"
    SPECIAL = "special"
    AGE = "age"
    AGE_AFTER = "age-after"
    NO_NAMES = "no-names"


class ClaimTopic(StrEnum):
    """What a statement says no to, where that is not one receiver or one kind of data."""

    SHARING = "sharing"
    OUTSIDE = "outside"
    SALE = "sale"
    AUTOMATED_DECISIONS = "automated-decisions"
    TRAINING = "training"
    RECORDING = "recording"
    ONLINE_SEARCH = "online-search"


class StatementWords(Strict):
    """Words by which a privacy statement tells what a description holds. They are no law, so no entries with a source.

    languages: small words by which a language is known. leading: words with which a label begins that say nothing.
    claims: for every topic the ways to say no to it: cues near each other, of which the first one is the no.
    categories, kinds (of organisations), receivers, events, safeguards: by the id of the entry; countries: by code.
    bodies: public bodies that are no entry.
    """

    languages: WordsFor
    leading: WordsFor
    legal_forms: WordsFor
    units: dict[Unit, WordsFor]
    numbers: NumberWords
    cues: dict[Cue, WordsFor]
    placeholders: WordsFor
    claims: dict[ClaimTopic, tuple[tuple[Cue, ...], ...]]
    safeguards: dict[Id, WordsFor]
    countries: dict[CountryCode, WordsFor]
    events: dict[Id, WordsFor]
    kinds: dict[Id, WordsFor]
    receivers: dict[Id, WordsFor]
    bodies: dict[Id, WordsFor]
    categories: dict[Id, WordsFor]
