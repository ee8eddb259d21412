"""Numbers that belong to a person, told from other numbers by the check that is built into them."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

_IBAN_LENGTHS = {
    15: "NO", 16: "BE", 18: "DK FI FK FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK", 21: "CH HR LI LV",
    22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE GI IL IQ OM SO TL", 24: "AD CZ DZ ES MD PK RO SA SE SK TN VG",
    25: "AO CV GW LY MZ PT ST", 26: "IR IS TR", 27: "BF BI CF CG CM DJ FR GA GR IT KM MC MG MR SM TD",
    28: "AL AZ BJ BY CI CY DO GQ GT HN HU LB MA ML NE NI PL SN SV TG", 29: "BR EG PS QA UA", 30: "JO KW MU YE",
    31: "MT SC", 32: "LC", 33: "RU",
}  # fmt: skip
IBAN_LENGTH = {country: length for length, countries in _IBAN_LENGTHS.items() for country in countries.split()}
"""Characters of a bank account number, per country."""
_TYPICAL = {(3, 3, 3), (4, 2, 3), (4, 3, 2), (2, 3, 4), (3, 2, 4), (5, 4), (4, 5), (3, 6), (6, 3), (2, 2, 2, 3)}
"""How people cut a BSN into groups, where more numbers stand in one row."""
_SEPARATOR = r"(?: ?[-_] ?|\.| {1,2})"
ROW = re.compile(rf"(?<!\d)\d(?:{_SEPARATOR}?\d)*+")
"""Digits, and groups of digits with little between them: one number, or a few in a row."""
_GROUP = re.compile(r"\d+")
_TIGHT = r"[ ./-]?"
BELGIAN = re.compile(rf"(?<!\d)\d\d{_TIGHT}\d\d{_TIGHT}\d\d{_TIGHT}\d{{3}}{_TIGHT}\d\d(?!\d)")
FRENCH = re.compile(
    rf"(?<!\d)[1-478](?:{_TIGHT}\d){{4}}{_TIGHT}(?:\d{_TIGHT}\d|2{_TIGHT}[AaBb])(?:{_TIGHT}\d){{8}}(?!\d)"
)
IBAN_START = re.compile(r"[A-Za-z]{2}[ .-]?\d[ .-]?\d")
_PIECE = re.compile(r"[ .-]{0,2}[A-Za-z0-9]")
_TAX_BEFORE, _TAX_AFTER = re.compile(r"nl ?$", re.I), re.compile(r"[ .]?b ?\d\d(?!\d)", re.I)
_NO_BSN_8 = re.compile(
    r"(?:kvk|k\.v\.k|kamer van koophandel|handelsregister|coc|chamber of commerce|agb)(?P<between>[^\d]{0,30})$", re.I
)
_NO_BSN_9 = re.compile(r"(?:rsin|siren|siret|fiscaal nummer)(?P<between>[^\d]{0,30})$", re.I)
_REFERENCE = re.compile(r"(?:19|20)\d\d\D{1,3}\d+|\d+\D{1,3}(?:19|20)\d\d")
"""A year and a number: a law or a case (`2021-1363`)."""
_BSN = re.compile(r"bsn|sofi|burgerservice", re.I)


def is_bsn(digits: str) -> bool:
    """Whether 8 or 9 digits pass the eleven-test of the Dutch citizen service number."""
    digits = digits.zfill(9)
    if len(digits) != 9 or not digits.strip("0"):
        return False
    weighed = sum(weight * int(digit) for weight, digit in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), digits, strict=True))
    return weighed % 11 == 0


def is_iban(letters: str) -> bool:
    """Whether these letters and digits, without anything between them, are a bank account number."""
    letters = letters.upper()
    if IBAN_LENGTH.get(letters[:2]) != len(letters):
        return False
    turned = letters[4:] + letters[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def is_belgian(digits: str) -> bool:
    """Whether 11 digits are a Belgian national register number, of somebody born before or after 2000."""
    body, check = digits[:9], int(digits[9:])
    possible = int(digits[2:4]) % 20 <= 12 and int(digits[4:6]) <= 31
    return possible and any(97 - int(century + body) % 97 == check for century in ("", "2"))


def is_french(letters: str) -> bool:
    """Whether 15 digits, with 2A or 2B for Corsica, are a French national number with its key."""
    body = letters[:13].upper().replace("2A", "19").replace("2B", "18")
    return 97 - int(body) % 97 == int(letters[13:])


def iban_at(text: str, start: int) -> int | None:
    """Where the bank account number that starts here ends, if one does."""
    letters, end = "", start
    wanted = None
    while wanted is None or len(letters) < wanted:
        piece = _PIECE.match(text, end)
        if piece is None:
            return None
        letters += piece[0][-1]
        end = piece.end()
        if len(letters) == 2:
            wanted = IBAN_LENGTH.get(letters.upper())
            if wanted is None:
                return None
    follows = text[end : end + 1]
    return end if not follows.isdecimal() and is_iban(letters) else None


def bsns_in(row: re.Match[str], text: str) -> list[tuple[int, int]]:
    """Where in this row of digits a BSN can stand. text: what stands before it is read there."""
    groups = [(group.start(), group.end()) for group in _GROUP.finditer(text, row.start(), row.end())]
    if len(groups) > 1 and _is_one_number(text, groups):
        return [] if _is_other(text, row.start(), row.end()) else [row.span()]
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(groups):
        taken = _from(text, groups, position)
        if taken:
            found.append((groups[position][0], groups[position + taken - 1][1]))
        position += taken or 1
    return found


def _from(text: str, groups: list[tuple[int, int]], first: int) -> int:
    """How many groups from this one on are a BSN."""
    start, end = groups[first]
    if end - start in (8, 9):
        number = text[start:end]
        plain = is_bsn(number) and compact_day(number) is None and not is_organisations(text, start, end)
        return 1 if plain else 0
    for length in (2, 3, 4):
        window = groups[first : first + length]
        if tuple(end - start for start, end in window) in _TYPICAL and _alike(text, window):
            last = window[-1][1]
            if is_bsn(_digits(text[start:last])) and not _is_other(text, start, last):
                return length
    return 0


def _is_one_number(text: str, groups: list[tuple[int, int]]) -> bool:
    """Whether the whole row is one BSN, cut anywhere. Short pieces only where they are all cut in the same way."""
    sizes = [end - start for start, end in groups]
    if sum(sizes) not in (8, 9) or not is_bsn(_digits(text[groups[0][0] : groups[-1][1]])):
        return False
    if sum(sizes) == 8:
        return min(sizes) > 1 and _alike(text, groups)
    return min(sizes) > 1 or _alike(text, groups)


def _alike(text: str, groups: list[tuple[int, int]]) -> bool:
    between = {text[one[1] : other[0]] for one, other in pairwise(groups)}
    return len(between) == 1


def is_organisations(text: str, start: int, end: int) -> bool:
    """Whether the words before a number say that it is a number of an organisation."""
    before = text[max(0, start - 60) : start]
    said = (_NO_BSN_8 if len(_digits(text[start:end])) == 8 else _NO_BSN_9).search(before)
    if said:
        return not _BSN.search(said["between"])
    return bool(_TAX_BEFORE.search(before) and _TAX_AFTER.match(text, end))


def _is_other(text: str, start: int, end: int) -> bool:
    return is_organisations(text, start, end) or _is_reference(text, start, end)


def _is_reference(text: str, start: int, end: int) -> bool:
    """Whether this is a year with a number, where nobody says that it is a BSN."""
    return bool(_REFERENCE.fullmatch(text, start, end)) and not _BSN.search(text, max(0, start - 30), start)


def compact_day(digits: str) -> date | None:
    """The day that 8 digits such as 19800312 name, in the last and this century."""
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day if len(digits) == 8 and 1900 <= day.year < 2100 else None


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdecimal())
