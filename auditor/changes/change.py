"""What comes out: changes for a client, as frozen data without sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from auditor.model import Path, View
from auditor.results import Name, Sentence


class Kind(StrEnum):
    """What is different, in the order in which a reader meets it.

    `new` and `gone` are about the descriptions: what is new in the second may have been so before, and what is gone
    from it may still be so.

    item: a kind of data. where: whether we know any place of it. written: somebody writes it down at a place. made: it
    is made there out of other data. held: it is there already. place: it comes there. source: from whom. made-of: out
    of which data. place-when: how surely, for whom and when it comes to a place. form: what it has become there. how:
    whether it stays there or is looked at. company: who works with it behind a place. reader: a function that can see
    it; more, less: one that could, or can, see it elsewhere too. reader-when: for whom and when. who: whether we know
    who can see it at a place. term: how long a place keeps it. longest: where it stays longest. purpose: what for.
    basis: why the law allows that. category: what kind of data it is. about: whose data. decides: which organisations
    decide about it at a place. country: where a place, an organisation or a company is. reader-of: for whom a function
    works that can see it. all-items, all-places, all-readers: whether an answer to a client may say that it names
    everything that is written down, every place where it is, and everybody who can see it.
    """

    ITEM_NEW = "item-new"
    ITEM_GONE = "item-gone"
    WHERE_KNOWN = "where-known"
    WHERE_UNKNOWN = "where-unknown"
    WRITTEN_NEW = "written-new"
    WRITTEN_GONE = "written-gone"
    MADE_NEW = "made-new"
    MADE_GONE = "made-gone"
    HELD_NEW = "held-new"
    HELD_GONE = "held-gone"
    PLACE_NEW = "place-new"
    PLACE_GONE = "place-gone"
    SOURCE_NEW = "source-new"
    SOURCE_GONE = "source-gone"
    MADE_OF_NEW = "made-of-new"
    MADE_OF_GONE = "made-of-gone"
    PLACE_WHEN = "place-when"
    FORM = "form"
    HOW = "how"
    COMPANY_NEW = "company-new"
    COMPANY_GONE = "company-gone"
    READER_NEW = "reader-new"
    READER_GONE = "reader-gone"
    READER_MORE = "reader-more"
    READER_LESS = "reader-less"
    READER_WHEN = "reader-when"
    WHO_KNOWN = "who-known"
    WHO_UNKNOWN = "who-unknown"
    TERM = "term"
    TERM_KNOWN = "term-known"
    TERM_UNKNOWN = "term-unknown"
    LONGEST = "longest"
    LONGEST_KNOWN = "longest-known"
    LONGEST_UNKNOWN = "longest-unknown"
    PURPOSE_NEW = "purpose-new"
    PURPOSE_GONE = "purpose-gone"
    BASIS = "basis"
    ABOUT_NEW = "about-new"
    ABOUT_GONE = "about-gone"
    CATEGORY = "category"
    CATEGORY_KNOWN = "category-known"
    CATEGORY_UNKNOWN = "category-unknown"
    DECIDES = "decides"
    DECIDES_KNOWN = "decides-known"
    DECIDES_UNKNOWN = "decides-unknown"
    READER_OF = "reader-of"
    COUNTRY = "country"
    COUNTRY_KNOWN = "country-known"
    COUNTRY_UNKNOWN = "country-unknown"
    ALL_ITEMS_KNOWN = "all-items-known"
    ALL_ITEMS_UNKNOWN = "all-items-unknown"
    ALL_PLACES_KNOWN = "all-places-known"
    ALL_PLACES_UNKNOWN = "all-places-unknown"
    ALL_READERS_KNOWN = "all-readers-known"
    ALL_READERS_UNKNOWN = "all-readers-unknown"

    @property
    def mirror(self) -> Kind:
        """The same change seen from the other side: what is new from here is gone from there."""
        start, _, end = self.rpartition("-")
        return Kind(f"{start}-{_OPPOSITE[end]}") if end in _OPPOSITE else self

    def between(self, was: bool, now: bool) -> Kind:
        """This kind where both descriptions know of it, or that it is known from now on, or no more."""
        return self if was and now else Kind(f"{self}-known" if now else f"{self}-unknown")

    @property
    def rank(self) -> int:
        """Its place in the order of reading."""
        return list(Kind).index(self)


ALL = frozenset(kind for kind in Kind if kind.startswith("all-"))
"""What is about complete lists only."""
_OPPOSITE: Mapping[str, str] = {
    "new": "gone", "gone": "new", "known": "unknown", "unknown": "known", "more": "less", "less": "more",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change for a client, about one or more kinds of data.

    items: ids; empty where a change is about all that is used for a purpose. subject: the place, function,
    organisation, purpose or kind of data that the change is about; None where it is about the items alone. at: of a
    function, the places where it is so. before, after: what the two descriptions say of it, as phrases; of what is new
    or gone one of them is empty. perhaps: of what is new or gone, whether nobody knows if it is, or was, so. sure: of
    what is gone, whether the second description itself says that it is not so, because the list is complete. reserved:
    a client may not know this, or not all of it. old, new: where it stands in either description.
    """

    kind: Kind
    items: tuple[str, ...]
    subject: Name | None = None
    at: tuple[Name, ...] = ()
    before: tuple[Sentence, ...] = ()
    after: tuple[Sentence, ...] = ()
    perhaps: bool = False
    sure: bool = False
    reserved: bool = False
    old: tuple[Path, ...] = ()
    new: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Changes:
    """Everything that changes for a client between two descriptions.

    before, after: the views that were compared. Where an element has another id only, the first has it under the new
    id, so that one id is one thing in both.
    """

    before: View
    after: View
    found: tuple[Change, ...]
