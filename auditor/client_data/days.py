"""Dates that can be the day on which somebody was born."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from auditor.client_data.numbers import is_organisations

OLDEST, CONTRACTS, LATEST = 1900, 2016, 2100
"""A full date from 1900 up to 2016 counts as a birth date; later ones are those of contracts, laws and checks."""
_MONTHS = (
    "january januari janvier jan", "february februari fevrier feb fevr fev", "march maart mars mrt mar",
    "april avril apr avr", "may mei mai", "june juni juin jun", "july juli juillet jul juil",
    "august augustus aout aug", "september septembre sept sep", "october oktober octobre oct okt",
    "november novembre nov", "december decembre dec",
)  # fmt: skip
MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_NAMES = "|".join(sorted(MONTH, key=len, reverse=True))
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_NAMED = rf"{_DAY}(?:ste|de|er|st|nd|rd|th|e)?(?: of)?[ ./-]{{0,3}}(?P<named>{_NAMES})[ .,/-]{{0,3}}"
_IN_NUMBERS = (
    re.compile(r"(?<!\d)(?P<year>\d{4})(?P<cut>[-./])(?P<month>\d{1,2})(?P=cut)(?P<day>\d{1,2})(?!(?P=cut)?\d)"),
    re.compile(rf"{_DAY}(?P<cut>[-./]) ?(?P<month>\d{{1,2}})(?P=cut) ?(?P<year>\d{{4}})(?!(?P=cut)?\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)"),
)
_IN_WORDS = (
    re.compile(rf"{_NAMED}(?P<year>\d{{4}})(?!\d)", re.I),
    re.compile(
        rf"(?<![^\W\d_])(?P<named>{_NAMES})[ .]{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,]{{1,3}}"
        r"(?P<year>\d{4})(?!\d)",
        re.I,
    ),
)
_BESIDE_BIRTH = (
    re.compile(rf"{_DAY}(?P<cut>[-./ ])(?P<month>\d{{1,2}})(?P=cut)'?(?P<year>\d{{4}}|\d\d)(?!(?P=cut)?\d)"),
    re.compile(r"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})(?!\d)"),
    re.compile(rf"{_NAMED}'?(?P<year>\d\d)(?!\d)", re.I),
)
"""Spellings that are too loose to be a date anywhere else."""
_THREE_NUMBERS = re.compile(r"\d\D{1,3}\d{1,4}\D{1,3}\d")
_ANY_MONTH = re.compile("|".join(sorted({name[:3] for name in MONTH})), re.I)
_WORD = (
    r"(?<![^\W_])(?:geboren|geboorte(?:datum|dag|dd)?|geb(?:\.? ?dat(?:um|\.)?)?|verjaardag|jarig|born"
    r"|birth ?(?:date|day)|date of birth|d\.?o\.?b|ne(?:e|\(e\))?s? le|date de naissance|naissance|geburtsdatum)"
    r"(?![^\W_])"
)
_ANY_BIRTH = re.compile(_WORD, re.I)
_BEFORE = re.compile(rf"{_WORD}(?P<between>[^\d;]{{0,40}})$", re.I)
_AFTER = re.compile(rf"(?P<between>[^\d;]{{0,12}}?){_WORD}", re.I)
_NO_BIRTH = re.compile(
    r"(?<![^\W_])(?:tot|vanaf|sinds|bewaard|gecontroleerd|until|till|since|from|kept|checked|as of|jusqu|depuis|partir)"
    r"(?![^\W_])",
    re.I,
)
_LAW = re.compile(
    r"(?:(?:wet|wetboek|besluit|regeling|verordening|richtlijn|convenant|uitspraak)|(?<![^\W_])(?:arrest|stb|stcrt|act"
    r"|law|decree|order|directive|regulation|judgment|ruling|loi|decret|ordonnance|arrete|code|reglement|circulaire|arret))"
    r"(?![^\W_])[^;:]{0,40}?(?<![^\W_])(?:van|d\.d\.|du|de|le|of|dated|from)(?: de| le| the)? $",
    re.I,
)
"""A law, decision or judgment that is named by its date."""


def is_late_day(text: str) -> bool:
    """Whether the whole text is a day of these years as a description writes it, which is nobody's birth date."""
    return (
        len(text) == 10 and text[4] == text[7] == "-" and text[:4].isdecimal() and CONTRACTS <= int(text[:4]) <= LATEST
    )


def can_be_in(text: str) -> bool:
    """Whether a text with fewer than 8 digits can name a day: as three numbers, or with the name of a month."""
    return _THREE_NUMBERS.search(text) is not None or _ANY_MONTH.search(text) is not None


def days_in(text: str) -> Iterator[tuple[int, int, bool]]:
    """Every full date in this text: where, and whether it can be a birth date."""
    birth = _ANY_BIRTH.search(text) is not None
    for pattern in (*_IN_NUMBERS, *(_IN_WORDS if _ANY_MONTH.search(text) else ())):
        for found in pattern.finditer(text):
            years = [day.year for day in _days(found) if OLDEST <= day.year <= LATEST]
            if years and not is_organisations(text, found.start(), found.end()):
                yield found.start(), found.end(), (birth and _beside_birth(text, found)) or _is_old(text, found, years)
    for pattern in _BESIDE_BIRTH if birth else ():
        for found in pattern.finditer(text):
            if any(_days(found)) and _beside_birth(text, found):
                yield found.start(), found.end(), True


def _is_old(text: str, found: re.Match[str], years: list[int]) -> bool:
    """Whether this can be a birth date by its year alone, and is not the date of a law."""
    old = any(year < CONTRACTS for year in years)
    return old and not _LAW.search(text, max(0, found.start() - 80), found.start())


def _beside_birth(text: str, found: re.Match[str]) -> bool:
    before = _BEFORE.search(text[max(0, found.start() - 70) : found.start()])
    after = _AFTER.match(text[found.end() : found.end() + 40])
    return any(near and not _NO_BIRTH.search(near["between"]) for near in (before, after))


def _days(found: re.Match[str]) -> list[date]:
    """The days this can mean; 3/4/1980 is read both ways."""
    parts = found.groupdict()
    year, day = int(parts["year"]), int(parts["day"])
    year += 1900 if len(parts["year"]) == 2 else 0
    month = MONTH[parts["named"].lower()] if parts.get("named") else int(parts["month"])
    read = []
    for number, name in {(day, month), (day, month) if parts.get("named") else (month, day)}:
        try:
            read.append(date(year, name, number))
        except ValueError:
            continue
    return read
