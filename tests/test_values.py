"""Terms: kept as given, added to a date over the calendar, compared only where the calendar allows it."""

from __future__ import annotations

from calendar import isleap, monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from auditor import knowledge
from auditor.traces import legal_term
from auditor.values import PastDay, Term

AFTER = (
    # ends of months
    ("1 month", "2026-01-31", "2026-02-28"),
    ("1 month", "2028-01-31", "2028-02-29"),
    ("1 month", "2026-03-31", "2026-04-30"),
    ("1 month", "2026-02-28", "2026-03-28"),
    ("2 months", "2025-12-31", "2026-02-28"),
    ("P1M", "2026-12-31", "2027-01-31"),
    ("12 months", "2026-05-31", "2027-05-31"),
    ("18 maanden", "2026-08-31", "2028-02-29"),
    # leap days
    ("1 year", "2024-02-29", "2025-02-28"),
    ("4 jaar", "2024-02-29", "2028-02-29"),
    ("1 year", "2027-03-01", "2028-03-01"),
    ("P4Y", "2096-02-29", "2100-02-28"),
    ("365 days", "2024-01-01", "2024-12-31"),
    ("366 days", "2024-01-01", "2025-01-01"),
    # days and weeks
    ("42 days", "2026-02-01", "2026-03-15"),
    ("42 dagen", "2028-02-01", "2028-03-14"),
    ("P42D", "2026-12-01", "2027-01-12"),
    ("6 weken", "2026-02-01", "2026-03-15"),
    ("P6W", "2026-02-01", "2026-03-15"),
    ("30 days", "2026-01-31", "2026-03-02"),
    ("30 days", "2026-02-01", "2026-03-03"),
    ("28 days", "2026-02-01", "2026-03-01"),
    # more than one part: years and months first, then days
    ("P1Y6M", "2026-08-31", "2028-02-29"),
    ("P1M1D", "2026-01-31", "2026-03-01"),
    ("P1Y2M10D", "2026-01-31", "2027-04-10"),
    ("P1Y6M", "2024-08-29", "2026-02-28"),
    ("P0Y1M", "2026-01-30", "2026-02-28"),
    # a century without a leap day, and one with
    ("1 month", "2100-01-31", "2100-02-28"),
    ("1 month", "2000-01-31", "2000-02-29"),
)


@pytest.mark.parametrize(("term", "start", "end"), AFTER)
def test_the_date_after_a_term(term: str, start: str, end: str) -> None:
    assert Term(term).after(date.fromisoformat(start)) == date.fromisoformat(end)


CASES = {
    "T1": ("wmo-2015-5.3.4", "municipality", "2024-03-10", "2039-03-10"),
    "T2": ("wmo-2015-5.3.4", "payment-body", "2024-03-10", "2031-03-10"),
    "T3": ("wmo-2015-5.3.4", "safe-home-body", "2024-03-10", "2044-03-10"),
    "T4": ("jeugdwet-7.3.8", "youth-care", "2022-06-01", "2042-06-01"),
    "T5": ("selectielijst-2020-8.4.1", "municipality", "2026-02-01", "2026-03-15"),
    "T6": ("selectielijst-2020-12.1.3", "municipality", "2012-08-15", "2031-08-15"),
    "T9": ("nen-7513", "care-provider", "2025-05-05", "2030-05-05"),
}
"""Worked examples of terms of law: the article, the kind of holder, the start, the end."""


@pytest.mark.parametrize("name", CASES)
def test_a_worked_example_of_a_legal_term(name: str) -> None:
    law, holder, start, end = CASES[name]
    found = legal_term(knowledge.of("NL").laws[law], holder)
    assert found is not None
    assert found.term is not None
    assert found.term.after(date.fromisoformat(start)) == date.fromisoformat(end)


def test_after_the_last_year_of_the_calendar_there_is_no_date() -> None:
    assert Term("1 year").after(date(9998, 12, 31)) == date(9999, 12, 31)
    for term in ("1 year", "1 month", "1 day", "9999 years"):
        with pytest.raises(OverflowError):
            Term(term).after(date(9999, 12, 31))


# as given

PARTS = {
    "15 years": [(15, "years")],
    "1 jaar": [(1, "years")],
    "28 dagen": [(28, "days")],
    "3 maanden": [(3, "months")],
    "2 weken": [(2, "weeks")],
    "P15Y": [(15, "years")],
    "P1Y6M": [(1, "years"), (6, "months")],
    "P1Y2M10D": [(1, "years"), (2, "months"), (10, "days")],
    "P1Y0M": [(1, "years")],
    "P6W": [(6, "weeks")],
}


@pytest.mark.parametrize("term", PARTS)
def test_a_term_stays_as_it_was_given(term: str) -> None:
    assert Term(term).root == term
    assert [tuple(part) for part in Term(term).parts] == PARTS[term]


NO_TERMS = (
    "", "P", "15", "years", "0 years", "-1 year", "1.5 years", "15  years", " 1 day", "15 YEARS", "1 eeuw",
    "12345 days", "P1H", "P1D1Y", "P1.5Y", "P1W1D", "\u0663 days",
)  # fmt: skip


@pytest.mark.parametrize("term", NO_TERMS)
def test_what_is_no_term_is_refused(term: str) -> None:
    with pytest.raises(ValidationError):
        Term(term)


# comparing

LONGER = (
    ("2 months", "1 month", True),
    ("1 month", "2 months", False),
    ("1 month", "1 month", False),
    ("1 month", "30 days", False),
    ("30 days", "1 month", False),
    ("31 days", "1 month", False),
    ("42 days", "1 month", True),
    ("1 month", "42 days", False),
    ("1 month", "3 weeks", True),
    ("1 year", "12 months", False),
    ("12 months", "1 year", False),
    ("1 year", "365 days", False),
    ("366 days", "1 year", False),
    ("15 years", "7 years", True),
    ("P1Y1D", "1 year", True),
    ("P15Y", "15 years", False),
)


@pytest.mark.parametrize(("one", "other", "longer"), LONGER)
def test_a_term_is_only_longer_when_it_always_is(one: str, other: str, longer: bool) -> None:
    assert Term(one).surely_longer_than(Term(other)) is longer


def test_a_month_is_never_thirty_days() -> None:
    month, days = Term("1 month"), Term("30 days")
    assert month != days
    assert month.months_and_days == (1, 0)
    assert days.months_and_days == (0, 30)
    lengths = {(month.after(start) - start).days for start in _days(2027, 2028)}
    assert lengths == {28, 29, 30, 31}


def _days(first: int, last: int) -> list[date]:
    return [date(first, 1, 1) + timedelta(day) for day in range((date(last, 12, 31) - date(first, 1, 1)).days + 1)]


terms = st.one_of(
    st.builds("{} {}".format, st.integers(1, 400), st.sampled_from(["days", "weeks", "months"])),
    st.builds("{} years".format, st.integers(1, 120)),
    st.builds("P{}Y{}M{}D".format, st.integers(0, 30), st.integers(0, 40), st.integers(1, 400)),
).map(Term)
starts = st.dates(date(1950, 1, 1), date(2150, 12, 31))
often = settings(max_examples=500)


@often
@given(terms, terms, starts)
def test_a_surely_longer_term_ends_later_from_every_day(one: Term, other: Term, start: date) -> None:
    if one.surely_longer_than(other):
        assert one.after(start) > other.after(start)
        assert not other.surely_longer_than(one)


@often
@given(terms, starts)
def test_a_term_lasts_no_fewer_or_more_days_than_its_bounds(term: Term, start: date) -> None:
    fewest, most = term.bounds
    assert fewest <= (term.after(start) - start).days <= most


@often
@given(st.integers(1, 60), st.integers(1, 500), starts)
def test_months_keep_the_day_or_end_with_their_month(months: int, days: int, start: date) -> None:
    whole = Term(f"P{months}M").after(start)
    assert (whole.year * 12 + whole.month) - (start.year * 12 + start.month) == months
    assert whole.day == min(start.day, monthrange(whole.year, whole.month)[1])
    assert Term(f"P{months}M{days}D").after(start) == whole + timedelta(days)


@often
@given(st.integers(1, 200), starts)
def test_years_keep_the_date_but_for_leap_days(years: int, start: date) -> None:
    end = Term(f"{years} years").after(start)
    leap_day = (start.month, start.day) == (2, 29) and not isleap(end.year)
    assert (end.year, end.month, end.day) == (start.year + years, start.month, 28 if leap_day else start.day)
    assert end == Term(f"{12 * years} months").after(start)


def _by_counting(start: date, term: Term) -> date:
    """The date a term later, without the arithmetic of the product: month by month, then day by day."""
    year, month = start.year, start.month
    months = sum(number * {"years": 12, "months": 1}.get(unit, 0) for number, unit in term.parts)
    days = sum(number * {"weeks": 7, "days": 1}.get(unit, 0) for number, unit in term.parts)
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = start.day
    while True:  # a month without that day ends sooner
        try:
            found = date(year, month, day)
            break
        except ValueError:
            day -= 1
    for _ in range(days):
        found += timedelta(1)
    return found


@often
@given(terms, starts)
def test_the_date_after_a_term_is_the_one_that_counting_finds(term: Term, start: date) -> None:
    assert term.after(start) == _by_counting(start, term)


@often
@given(terms, starts)
def test_the_date_after_a_term_is_the_one_of_another_library(term: Term, start: date) -> None:
    relativedelta = pytest.importorskip("dateutil.relativedelta").relativedelta
    months, days = term.months_and_days
    assert term.after(start) == start + relativedelta(months=months, days=days)


@often
@given(terms, starts, st.integers(0, 800))
def test_a_later_start_never_ends_sooner(term: Term, start: date, later: int) -> None:
    assert term.after(start) <= term.after(start + timedelta(later))


units = st.sampled_from(["days", "weeks", "months", "years"])


@often
@given(st.integers(1, 100), st.integers(0, 100), units, starts)
def test_more_of_a_unit_never_ends_sooner(number: int, more: int, unit: str, start: date) -> None:
    one, other = Term(f"{number} {unit}"), Term(f"{number + more} {unit}")
    assert one.after(start) <= other.after(start)
    assert (one.after(start) == other.after(start)) == (more == 0)


@pytest.mark.parametrize(
    ("term", "start", "end"),
    [
        ("1 day", "9999-12-30", "9999-12-31"),
        ("2 days", "9999-12-30", None),
        ("1 week", "9999-12-24", "9999-12-31"),
        ("1 week", "9999-12-25", None),
        ("1 month", "9999-11-30", "9999-12-30"),
        ("1 month", "9999-12-01", None),
        ("P1Y1D", "9998-12-30", "9999-12-31"),
        ("P1Y2D", "9998-12-30", None),
        ("9999 years", "0001-01-01", None),
        ("9998 years", "0001-01-01", "9999-01-01"),
    ],
)
def test_the_end_of_the_calendar_is_an_error_of_its_own(term: str, start: str, end: str | None) -> None:
    if end:
        assert Term(term).after(date.fromisoformat(start)) == date.fromisoformat(end)
    else:
        with pytest.raises(OverflowError):
            Term(term).after(date.fromisoformat(start))


def test_a_past_day_may_be_tomorrow_for_other_time_zones_and_no_later() -> None:
    days: TypeAdapter[date] = TypeAdapter(PastDay)
    tomorrow = date.today() + timedelta(1)
    assert days.validate_python(tomorrow) == tomorrow
    with pytest.raises(ValidationError):
        days.validate_python(tomorrow + timedelta(2))
