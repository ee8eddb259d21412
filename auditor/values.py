"""The small values that a description and the knowledge share: texts, terms, identifiers."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    RootModel,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

Unit = Literal["years", "months", "weeks", "days"]


class Strict(BaseModel):
    """Frozen; refuses unknown keys; keys are written with hyphens."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,  # the whole model is built once, when a description is read
        alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
        validate_by_name=False,
        validate_by_alias=True,
        serialize_by_alias=True,
    )


_WITHOUT_INK = " \n\xa0\u200c\u200d\u115f\u1160\u2800\u3164\uffa0"


def _clean(text: str) -> str:
    """The text, where it holds nothing invisible: no control characters, nothing that turns the reading direction.

    Some signs are invisible only alone. The word for what nobody knows yet is no text.
    """
    if not text.strip(_WITHOUT_INK):
        raise PydanticCustomError("string_too_short", "", {"min_length": 1})
    if text == "unknown":
        raise PydanticCustomError("unknown-as-text", "unknown-as-text")
    if not text.isprintable():
        for char in text:
            if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Cn") and char not in "\n\u200c\u200d":
                raise PydanticCustomError("character", "", {"character": f"U+{ord(char):04X}"})
    return text


@dataclass(frozen=True)
class FirstThatFits:
    """Marks a union of which the first kind that fits is meant. The labels name the kinds where something is wrong."""

    labels: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        kinds = zip(get_args(source), self.labels, strict=True)
        return core_schema.union_schema(
            [(handler.generate_schema(kind), label) for kind, label in kinds], mode="left_to_right"
        )


ID = r"[a-z0-9]+(?:[-.][a-z0-9]+)*"
LONGEST_ID = 400
"""Characters of a name, with that of the partners before it."""
Id = Annotated[str, StringConstraints(pattern=rf"^{ID}(?:/{ID})*$", max_length=LONGEST_ID)]
"""A name in a description. Before a slash stands the partner whose description it is in: `council/intake`."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000), AfterValidator(_clean)]


class _WrittenDay:
    """Marks a day that is written as a day: no moment, and no number of seconds."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        made = core_schema.date_schema(strict=True)
        text = core_schema.str_schema(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", strict=True)
        written = core_schema.chain_schema([text, core_schema.date_schema()])
        return core_schema.union_schema([(written, "~day"), (made, "~object")], mode="left_to_right")

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "format": "date"}


FIRST_DAY = date(2000, 1, 1)
"""Nobody looked at a description before this day; an earlier one is a mistake in typing."""
_PAST_DAY = {"type": "string", "format": "date", "pattern": "^[2-9][0-9]{3}-[0-9]{2}-[0-9]{2}$"}
"""As much of it as a schema can say: it does not know what day it is."""


def _not_in_the_future(day: date) -> date:
    """Somebody has looked at it on this day already; a day later than now is allowed for other time zones."""
    if day > date.today() + timedelta(1):
        raise PydanticCustomError("future", "future", {"found": day.isoformat()})
    if day < FIRST_DAY:
        raise PydanticCustomError("long-ago", "long-ago", {"found": day.isoformat(), "first": str(FIRST_DAY.year)})
    return day


Day = Annotated[date, _WrittenDay()]
PastDay = Annotated[Day, AfterValidator(_not_in_the_future), WithJsonSchema(_PAST_DAY)]
_LANGUAGES = (
    "aa|ab|af|ak|am|an|ar|as|av|ay|az|ba|be|bg|bh|bi|bm|bn|bo|br|bs|ca|ce|ch|co|cr|cs|cv|cy|da|de|dv|dz|ee|el|"
    "en|eo|es|et|eu|fa|ff|fi|fj|fo|fr|fy|ga|gd|gl|gn|gu|gv|ha|he|hi|ho|hr|ht|hu|hy|hz|ia|id|ie|ig|ii|ik|io|is|"
    "it|iu|ja|jv|ka|kg|ki|kj|kk|kl|km|kn|ko|kr|ks|ku|kv|kw|ky|la|lb|lg|li|ln|lo|lt|lu|lv|mg|mh|mi|mk|ml|mn|mr|"
    "ms|mt|my|na|nb|nd|ne|ng|nl|nn|no|nr|nv|ny|oc|oj|om|or|os|pa|pi|pl|ps|pt|qu|rm|rn|ro|ru|rw|sa|sc|sd|se|sg|"
    "si|sk|sl|sm|sn|so|sq|sr|ss|st|su|sv|sw|ta|te|tg|th|ti|tk|tl|tn|to|tr|ts|tt|tw|ty|ug|uk|ur|uz|ve|vi|vo|wa|"
    "wo|xh|yi|yo|za|zh|zu|"
    "ckb|kab|kmr|pap|prs|rif|zgh|"
    "je"
)
"""ISO 639-1, languages without a code of two letters that many clients speak, and `je`: Dutch to a young person."""
LANGUAGE = rf"^({_LANGUAGES})$"
Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
WEB_ADDRESS = r"^https?://[a-zA-Z0-9-]+(\.[a-zA-Z0-9-]+)+(:[0-9]{1,5})?(/[a-zA-Z0-9._~%!$&'()*+,;=:@/-]*)?$"
WebAddress = Annotated[str, StringConstraints(pattern=WEB_ADDRESS, max_length=300)]
"""The address of a page that everybody can read: no log-in, no question and no place in the page."""


Languages = Annotated[dict[Language, Line], Field(min_length=1)]


class Text(RootModel[Annotated[Line | Languages, FirstThatFits(("~text", "~languages"))]]):
    """Words of the user: one text for every language, or one per language."""

    model_config = ConfigDict(frozen=True)

    def said_in(self, language: str) -> str | None:
        """The words in this language, or None where nobody wrote them; never another language."""
        return self.root if isinstance(self.root, str) else self.root.get(language)

    def __hash__(self) -> int:
        return hash(self.root if isinstance(self.root, str) else tuple(sorted(self.root.items())))


_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("year", "years", "jaar", "jaren", "y"), "years"),
    **dict.fromkeys(("month", "months", "maand", "maanden", "m"), "months"),
    **dict.fromkeys(("week", "weeks", "weken", "w"), "weeks"),
    **dict.fromkeys(("day", "days", "dag", "dagen", "d"), "days"),
}  # fmt: skip
_WORDS = "|".join(sorted((word for word in _UNITS if len(word) > 1), key=len, reverse=True))
_N = "[0-9]{1,4}"
TERM = (
    rf"^(?:(?:0|[1-9][0-9]{{0,3}}) (?:{_WORDS})"
    rf"|P(?:{_N}Y(?:{_N}M)?(?:{_N}D)?|{_N}M(?:{_N}D)?|{_N}W|{_N}D))$"
)


class Part(NamedTuple):
    """A number with its unit, exactly as stated."""

    number: int
    unit: Unit


def months_and_days(parts: Iterable[Part]) -> tuple[int, int]:
    """A length in calendar months and in days; the two are never mixed, because no month is a number of days."""
    months = days = 0
    for number, unit in parts:
        months += number * {"years": 12, "months": 1}.get(unit, 0)
        days += number * {"weeks": 7, "days": 1}.get(unit, 0)
    return months, days


_MORE_THAN_NOTHING = re.compile("[1-9]")


def _lasts(term: str) -> str:
    if not _MORE_THAN_NOTHING.search(term):
        raise PydanticCustomError("term-of-nothing", "term-of-nothing", {"found": term})
    return term


class Term(RootModel[Annotated[str, StringConstraints(pattern=TERM), AfterValidator(_lasts)]]):
    """A length of time, kept exactly as given: `15 years`, `28 dagen`, `P1Y6M`. 30 days never becomes a month."""

    model_config = ConfigDict(frozen=True)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The numbers and units as stated, zero parts left out; at least one part."""
        if self.root.startswith("P"):
            found = re.findall(r"(\d+)([YMWD])", self.root)
            stated = [Part(int(number), _UNITS[unit.lower()]) for number, unit in found]
            return tuple(part for part in stated if part.number) or (stated[-1],)
        number, word = self.root.split(" ")
        return (Part(int(number), _UNITS[word]),)

    @cached_property
    def months_and_days(self) -> tuple[int, int]:
        """The same length in calendar months and in days; the two are never mixed."""
        return months_and_days(self.parts)

    def after(self, start: date) -> date:
        """The date this long after `start`. A month end stays a month end: 31 January + 1 month is 28 or 29 February.

        Raises OverflowError past the year 9999.
        """
        months, days = self.months_and_days
        year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
        if year > 9999:
            raise OverflowError(self.root)
        day = min(start.day, monthrange(year, month0 + 1)[1])
        return date(year, month0 + 1, day) + timedelta(days)

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The fewest and the most days this term can last, whatever day it starts on (never too narrow)."""
        months, days = self.months_and_days
        if not months:
            return days, days
        middle = months * 146097 / 4800  # average month of the Gregorian calendar
        return int(middle) - 3 + days, int(middle) + 4 + days

    def surely_longer_than(self, other: Term) -> bool:
        """Whether this term ends later than `other` from every possible start day."""
        (months, days), (other_months, other_days) = self.months_and_days, other.months_and_days
        if months == other_months:
            return days > other_days
        if days == other_days:
            return months > other_months
        return self.bounds[0] > other.bounds[1]

    def __hash__(self) -> int:
        return hash(self.root)
