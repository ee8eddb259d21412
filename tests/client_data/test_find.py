"""What the guard refuses and what it leaves alone: the cases of cases.yaml, and every number that can be made."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.client_data import Kind, find, find_all
from auditor.client_data.folding import folded, worth_reading
from auditor.client_data.numbers import IBAN_LENGTH, compact_day, is_belgian, is_bsn, is_french, is_iban
from tests.examples import times

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
thorough = settings(max_examples=times(100))


def refused(section: str) -> list[tuple[str, str]]:
    return [(kind, text) for kind, texts in CASES[section].items() for text in texts]


def marked(text: str) -> tuple[str, str]:
    """The text, and the part of it that must be found."""
    before, part, after = re.fullmatch(r"([^\[]*)\[([^\]]*)\]([^\]]*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    return before + part + after, part


class TestCases:
    @pytest.mark.parametrize(("kind", "text"), refused("refused"))
    def test_is_found_and_nothing_else_is(self, kind: str, text: str) -> None:
        written, part = marked(text)
        assert [(suspect.kind, suspect.text) for suspect in find_all(written)] == [(kind, part)]

    @pytest.mark.parametrize(("kind", "text"), refused("refused_in_contact"))
    def test_is_found_in_a_contact_too(self, kind: str, text: str) -> None:
        written, part = marked(text)
        assert [(suspect.kind, suspect.text) for suspect in find_all(written, contact=True)] == [(kind, part)]

    @pytest.mark.parametrize("text", [marked(text)[0] for kind, text in refused("refused") if kind == "phone"])
    def test_a_telephone_number_may_stand_in_a_contact(self, text: str) -> None:
        assert find(text, contact=True) is None

    @pytest.mark.parametrize(
        ("group", "text"), [(group, text) for group, texts in CASES["allowed"].items() for text in texts]
    )
    def test_is_left_alone(self, group: str, text: str) -> None:
        assert find_all(text, contact=group == "contact") == ()

    def test_every_kind_has_cases(self) -> None:
        assert CASES["refused"].keys() == set(Kind)


def test_everything_in_a_text_is_found_in_order() -> None:
    text = "Jan, geb. 12-03-1980, 06 12345678, jan@gmail.com, BSN 123456782, NL91 ABNA 0417 1643 00"
    found = find_all(text)
    assert [suspect.kind for suspect in found] == ["birth-date", "phone", "email", "bsn", "iban"]
    assert all(text[suspect.start : suspect.end] == suspect.text for suspect in found)
    assert find(text) == found[0]


def test_what_is_shown_never_repeats_it() -> None:
    for kind, text in refused("refused"):
        [suspect] = find_all(marked(text)[0])
        assert len(suspect.shown) == 3 < len(suspect.text), kind


class TestExceptions:
    def test_what_somebody_wrote_down_is_left_alone(self) -> None:
        assert find("Bel 088 123 45 67", allowed=frozenset({"088 123 45 67"})) is None

    def test_may_be_longer_than_what_is_found(self) -> None:
        assert find("Bel 088 123 45 67 na 9 uur", allowed=frozenset({"Bel 088 123 45 67"})) is None

    @pytest.mark.parametrize("allowed", ["088 123 45", "088 123 45 68", "0881234567", "8", ""])
    def test_is_about_that_text_only(self, allowed: str) -> None:
        assert find("Bel 088 123 45 67", allowed=frozenset({allowed}))

    def test_does_not_let_the_same_words_elsewhere_through(self) -> None:
        text = "Bel 088 123 45 67 of mail jan@gmail.com"
        assert [suspect.kind for suspect in find_all(text, allowed=frozenset({"088 123 45 67"}))] == ["email"]


# every number that can be made


def spelled(number: str, cuts: list[bool], separator: str) -> str:
    return "".join(char + (separator if cut else "") for char, cut in zip(number, cuts, strict=False)).strip(separator)


CUTS = st.lists(st.booleans(), min_size=40, max_size=40)
SEPARATORS = st.sampled_from([" ", ".", "-", "\u00a0", "\u2011", "\u200b", " - ", ""])
DIGITS = st.sampled_from(["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "⁰¹²³⁴⁵⁶⁷⁸⁹"])
FRAMES = st.sampled_from(["{}", "BSN {} van de cliënt", "({})", "x {}.", "nummer:{}"])


def completed(first: int) -> str:
    """The next number that passes the eleven-test."""
    tried = (f"{start}{last}" for start in range(first, first + 9) for last in range(10))
    return next(number for number in tried if is_bsn(number))


BSNS = st.integers(10_000_000, 99_999_990).map(completed)
OLD_BSNS = st.integers(1_000_000, 9_999_990).map(completed)


@thorough
@given(BSNS, CUTS, SEPARATORS, DIGITS, FRAMES)
def test_every_bsn_is_found_in_every_spelling(
    number: str, cuts: list[bool], separator: str, digits: str, frame: str
) -> None:
    written = spelled(number, cuts, separator).translate(str.maketrans("0123456789", digits))
    if re.fullmatch(r"(19|20)\d\d\D+\d{5}|\d{5}\D+(19|20)\d\d", folded(written)[0]):
        frame = "BSN {}"  # else it reads as a year and a number
    assert find(frame.format(written)), (number, written)


@thorough
@given(OLD_BSNS)
def test_every_old_bsn_is_found_with_and_without_its_zero(number: str) -> None:
    assert find(f"0{number}")
    day = compact_day(number)
    assert find(number) or (day and day.year >= 2016), number


@thorough
@given(st.data())
def test_every_bank_account_is_found_in_every_spelling(data: st.DataObject) -> None:
    country = data.draw(st.sampled_from(sorted(IBAN_LENGTH)))
    length = IBAN_LENGTH[country] - 4
    bank = data.draw(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4))
    bank += data.draw(st.text("0123456789", min_size=length - 4, max_size=length - 4))
    check = 98 - int("".join(str(int(char, 36)) for char in f"{bank}{country}00")) % 97
    number = f"{country}{check:02d}{bank}"
    assert is_iban(number)
    cut = spelled(number, [False, *data.draw(CUTS)], data.draw(st.sampled_from([" ", "-", "."])))
    written = data.draw(st.sampled_from([number, number.lower(), " ".join(re.findall(".{1,4}", number)), cut]))
    found = find_all(f"rekening {written} op naam")
    assert [(suspect.kind, suspect.text) for suspect in found] == [("iban", written)]


@thorough
@given(st.integers(0, 99), st.integers(1, 12), st.integers(1, 31), st.integers(1, 998), st.sampled_from(["", "2"]),
       st.sampled_from(["{}{}{}{}{}", "{}.{}.{}-{}.{}", "{} {} {} {} {}", "{}-{}-{}-{}-{}"]))  # fmt: skip
def test_every_belgian_number_is_found(year: int, month: int, day: int, row: int, century: str, form: str) -> None:
    body = f"{year:02d}{month:02d}{day:02d}{row:03d}"
    check = f"{97 - int(century + body) % 97:02d}"
    assert is_belgian(body + check)
    assert find(form.format(body[:2], body[2:4], body[4:6], body[6:], check))


@thorough
@given(st.sampled_from("12"), st.integers(0, 9_999), st.sampled_from(["75", "13", "2A", "2B", "99"]),
       st.integers(0, 999_999), st.sampled_from(["", " ", ".", "-"]))  # fmt: skip
def test_every_french_number_is_found(sex: str, month: int, department: str, row: int, cut: str) -> None:
    body = f"{sex}{month:04d}{department}{row:06d}"
    check = 97 - int(body.replace("2A", "19").replace("2B", "18")) % 97
    number = f"{body}{check:02d}"
    assert is_french(number)
    found = find(cut.join((sex, number[1:3], number[3:5], department, number[7:10], number[10:13], number[13:])))
    assert found


@thorough
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2015, 12, 31)),
       st.sampled_from(["{0.day}-{0.month}-{0.year}", "{0:%d/%m/%Y}", "{0:%Y-%m-%d}", "{0.day} {0:%B} {0.year}",
                        "{0:%B} {0.day}, {0.year}", "{0:%d.%m.%Y}", "{0:%Y%m%d}"]))  # fmt: skip
def test_every_day_before_2016_is_found(day: Any, form: str) -> None:
    assert find(f"({form.format(day)})")


YEARS = st.integers(1990, 2026)
LAW_TEXTS = st.one_of(
    st.builds("Stb. {}, {}".format, YEARS, st.integers(1, 600)),
    st.builds("Stcrt. {}, {}".format, YEARS, st.integers(1, 69999)),
    st.builds("wmo-2015-{}.{}.{}".format, st.integers(1, 9), st.integers(1, 9), st.integers(1, 19)),
    st.builds("selectielijst-2020-{}.{}.{}".format, st.integers(1, 29), st.integers(1, 9), st.integers(1, 9)),
    st.builds("artikel {}.{}.{}, lid {}".format, *[st.integers(1, 20)] * 4),
    st.builds("BWBR{:07d}".format, st.integers(1, 60000)),
    st.builds("Verordening (EU) {}/{}".format, YEARS, st.integers(1, 2500)),
    st.builds("Décret n° {}-{}".format, YEARS, st.integers(1, 1999)),
    st.builds("ECLI:NL:HR:{}:{}".format, YEARS, st.integers(1, 9999)),
    st.builds("{} {}".format, st.integers(1, 999), st.sampled_from(["jaar", "dagen", "%", "weken"])),
    st.builds("{} {}".format, st.integers(1000, 9999), st.sampled_from(["AB Utrecht", "XZ", "CH"])),
    st.builds("versie {}.{}.{}".format, *[st.integers(0, 30)] * 3),
    st.builds("KvK {:08d}".format, st.integers(1, 99999999)),
    st.dates(min_value=date(2016, 1, 1), max_value=date(2030, 1, 1)).map(str),
)  # fmt: skip


@thorough
@given(st.lists(LAW_TEXTS, min_size=1, max_size=4), st.sampled_from([", ", "; ", " en "]))
def test_texts_about_law_are_left_alone(texts: list[str], between: str) -> None:
    text = between.join(texts)
    assert find_all(text) == (), text


@settings(max_examples=times(200))
@given(st.text(st.sampled_from("0123456789 .-/@+()abNLjan\u200b①é:"), max_size=80), st.booleans())
def test_never_crashes_and_says_where(text: str, contact: bool) -> None:
    found = find_all(text, contact)
    assert find(text, contact) == (found[0] if found else None)
    for suspect, following in zip(found, (*found[1:], None), strict=False):
        assert text[suspect.start : suspect.end] == suspect.text
        assert following is None or suspect.end <= following.start


# spellings that hide


def test_every_character_that_reads_as_a_digit_is_read() -> None:
    digits = [char for code in range(sys.maxunicode + 1) if unicodedata.digit(char := chr(code), None) is not None]
    assert len(digits) > 500
    assert [char for char in digits if not worth_reading(char)] == []
    assert [char for char in digits if folded(char)[0] != str(unicodedata.digit(char))] == []


def test_every_invisible_character_is_passed_over() -> None:
    unseen = [char for code in range(128, 0xE1000) if unicodedata.category(char := chr(code)) in ("Cf", "Mn", "Me")]
    assert [char for char in unseen if folded(f"1{char}2")[0] != "12"] == []


# time


@pytest.mark.parametrize(
    "piece",
    [
        *("1", "1 ", "1-", "1.", "0", "+", "+1", "@", "a@", "a@a.a", "a.a@", "1 2", "12-03-1980 ", "NL91", "NL", "A1"),
        *("a" * 63 + "@", "geb ", "geboren 1-1-", "wet van ", "maart 1 ", "1 maart ", "(0)", "+31(0)", "00", "06 "),
        *("123456782 ", "BE ", "1\u200b", "①", "KvK ", "kvk 1", "1234567 ", "  1", " - 1", "né le "),
    ],
)
def test_takes_no_more_than_its_length(piece: str) -> None:
    """A text that is sixteen times as long may take a little more than sixteen times as long, and never a square."""

    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        start = time.process_time()
        find_all(text)
        return time.process_time() - start

    assert min(seconds(64_000) for _ in range(2)) < 60 * max(min(seconds(4_000) for _ in range(3)), 0.001)
