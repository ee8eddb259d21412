"""Example dates: which are accepted, and the days that every kind of rule then gives."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from auditor import knowledge
from auditor.errors import AuditorError, NotFound
from auditor.model import Audience, Model, View
from auditor.traces import (
    DatedClock,
    DateKind,
    Dates,
    EndKind,
    LastDay,
    Traces,
    birthday,
    dated,
    event_named,
    events_of,
)
from auditor.traces.dates import AGES
from auditor.traces.endings import Ending
from tests.traces.small import SECRET, collecting, described, flow, rule

HELP, CONTACT, CHANGE, SENT = "end-of-help", "last-contact", "last-change", "sent"
FIVE = {"term": "5 years", "starts": HELP}
ONE = {"term": "1 year", "starts": CHANGE}
NEEDED = {"criteria": "as long as we need it"}
TODAY = date(2026, 11, 21)
BEYOND = "9999-12-31"


def days(**given: str) -> Dates:
    return Dates({name.replace("_", "-"): date.fromisoformat(day) for name, day in given.items()})


GIVEN = days(end_of_help="2026-03-31", last_change="2026-06-30", last_contact="2027-01-15", birth="2012-08-15")


def span(end: Any) -> tuple[str | None, str | None]:
    return (end.first.isoformat() if end.first else None, end.last.isoformat() if end.last else None)


def of(model: Model, node: str, dates: Dates = GIVEN, audience: Audience = Audience.OFFICER) -> DatedClock:
    (found,) = (one for one in last(model, dates, audience).clocks if one.clock.node == node)
    return found


def last(model: Model, dates: Dates = GIVEN, audience: Audience = Audience.OFFICER) -> LastDay:
    traces = Traces(model, audience)
    return traces.last_day(traces.of("notes"), dates)


def kept(*rules: dict[str, Any]) -> Model:
    return described(systems={"file": collecting("notes", controller="team", keeps=list(rules))})


# which dates


def view(audience: Audience = Audience.CLIENT, **sections: Any) -> View:
    return View(described(systems={"file": collecting("notes")}, **sections), audience)


def test_from_a_birth_follow_the_birthdays() -> None:
    found = Dates.of(view(), born=date(2012, 8, 15), today=TODAY)
    assert found.given == {
        "birth": date(2012, 8, 15),
        "turned-18": date(2030, 8, 15),
        "turned-23": date(2035, 8, 15),
    }
    assert found.never == set()


@pytest.mark.parametrize(
    ("died", "never"),
    [("2030-08-14", {"turned-18", "turned-23"}), ("2030-08-15", {"turned-23"}), ("2040-01-01", set())],
)
def test_a_birthday_after_the_death_never_comes(died: str, never: set[str]) -> None:
    found = Dates.of(view(), born=date(2012, 8, 15), died=date.fromisoformat(died), today=TODAY)
    assert found.never == never
    assert not never & found.given.keys()
    assert never | found.given.keys() == {"birth", "death", "turned-18", "turned-23"}


@pytest.mark.parametrize("rule_of", [{"term": "5 years", "starts": "turned-18"}, {"until": "turned-18"}])
def test_what_waits_for_a_birthday_that_never_comes_has_no_day(rule_of: dict[str, Any]) -> None:
    dates = Dates.of(view(), born=date(2012, 8, 15), died=date(2020, 1, 1), today=TODAY)
    model = kept(rule(**rule_of), rule(**FIVE, restarts_on="turned-18"))
    waits, restarts = of(model, "file", Dates({**dates.given, HELP: date(2020, 1, 1)}, dates.never)).ends
    assert (span(waits.rule), waits.missing, waits.never) == ((None, None), set(), {"turned-18"})
    assert (span(restarts.rule), restarts.missing) == (("2025-01-01", "2025-01-01"), set())


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        ("2012-02-29", 18, "2030-03-01"),
        ("2012-02-29", 20, "2032-02-29"),
        ("2096-02-29", 4, "2100-03-01"),
        ("2012-02-28", 18, "2030-02-28"),
        ("2012-08-15", 0, "2012-08-15"),
    ],
)
def test_who_is_born_on_a_leap_day_is_older_on_the_first_of_march(born: str, age: int, day: str) -> None:
    assert birthday(date.fromisoformat(born), age) == date.fromisoformat(day)


def test_every_birthday_of_the_knowledge_follows_from_a_birth() -> None:
    """An event that is called a birthday and is not derived would stay without a date."""
    called = {name for name, event in knowledge.of("NL").events.items() if "verjaardag" in str(event.name)}
    assert called == AGES.keys()


def test_a_birthday_past_the_calendar_is_left_out() -> None:
    assert "turned-18" not in Dates.of(view(), born=date(9990, 1, 1), today=date(9999, 1, 1)).given
    with pytest.raises(OverflowError):
        birthday(date(9990, 1, 1), 18)


@pytest.mark.parametrize(
    ("since", "born", "died", "key"),
    [
        ([(HELP, TODAY), (HELP, TODAY)], None, None, "error.two-dates"),
        ([("birth", date(2012, 1, 1))], date(2012, 1, 1), None, "error.two-dates"),
        ([("death", TODAY)], None, TODAY, "error.two-dates"),
        ([("turned-18", TODAY)], date(2012, 1, 1), None, "error.two-dates-by-birth"),
        ([], date(2026, 11, 22), None, "error.born-later"),
        ([("birth", date(2026, 11, 22))], None, None, "error.born-later"),
        ([], date(2012, 1, 1), date(2011, 12, 31), "error.died-before-birth"),
        ([("turned-18", TODAY)], None, date(2026, 11, 20), "error.died-before-birthday"),
        ([("nothing", TODAY)], None, None, "error.no-such-event"),
    ],
)
def test_dates_that_cannot_be(since: Any, born: date | None, died: date | None, key: str) -> None:
    with pytest.raises(AuditorError) as error:
        Dates.of(view(), since, born, died, TODAY)
    assert error.value.key == key


@pytest.mark.parametrize(("event", "born"), [(HELP, None), ("turned-18", date(2012, 1, 1))])
def test_of_which_event_there_are_two_dates_is_told(event: str, born: date | None) -> None:
    with pytest.raises(AuditorError) as error:
        Dates.of(view(), [(event, TODAY)] * (1 if born else 2), born, today=TODAY)
    assert error.value.params["name"] == event


# which event

OWN = {
    "file-closed": {"plain": {"nl": "als wij uw dossier sluiten", "en": "when we close your file"}},
    "full": {"name": "Schrift vol"},
    "secret-talk": {"name": "Secret talk", "reserve": SECRET},
}


@pytest.mark.parametrize(
    ("said", "event"),
    [
        ("end-of-help", HELP),
        ("End of Help", HELP),
        ("endofhelp", HELP),
        ("einde van de hulp", HELP),
        ("EINDE-VAN-DE-HULP", HELP),
        ("end of the help", HELP),
        ("when your help stops", HELP),
        ("als uw hulp stopt", HELP),
        ("file closed", "file-closed"),
        ("als wij uw dossier sluiten", "file-closed"),
        ("schrift vol", "full"),
    ],
)
def test_an_event_is_known_by_its_id_name_or_plain_words(said: str, event: str) -> None:
    assert event_named(view(events=OWN), said) == event


@pytest.mark.parametrize("event", knowledge.of("NL").events)
def test_every_event_of_the_knowledge_is_known_by_all_its_words(event: str) -> None:
    known = knowledge.of("NL").events[event]
    for text in (known.name, known.plain):
        for words in (text.said_in("nl"), text.said_in("en")):
            assert event_named(view(), str(words)) == event


def test_what_is_near_is_offered_with_all_that_this_audience_may_know() -> None:
    with pytest.raises(AuditorError) as error:
        event_named(view(events=OWN), "end of hepl")
    assert error.value.key == "error.no-such-event-near"
    assert HELP in str(error.value.params["near"])
    assert "file-closed" in str(error.value.params["candidates"])
    assert "secret" not in str(error.value.params)
    with pytest.raises(NotFound):
        event_named(view(), "???")


def test_a_reserved_event_is_known_to_an_officer_only() -> None:
    assert event_named(view(Audience.OFFICER, events=OWN), "secret talk") == "secret-talk"
    with pytest.raises(AuditorError) as error:
        event_named(view(events=OWN), "secret talk")
    assert "secret-talk" not in str(error.value.params)
    assert "secret-talk" not in events_of(view(events=OWN))


def test_two_events_that_are_called_the_same() -> None:
    both = {"one": {"name": "Ready"}, "other": {"name": "ready"}}
    with pytest.raises(AuditorError) as error:
        event_named(view(events=both), "ready")
    assert error.value.key == "error.events-alike"
    assert error.value.params == {"name": "ready", "candidates": "one, other"}


# one rule

RULES: dict[str, tuple[dict[str, Any], tuple[str | None, str | None], tuple[str | None, str | None]]] = {
    # the rule; what it says; what is sure
    "exact": (rule(**FIVE), ("2031-03-31", "2031-03-31"), ("2031-03-31", "2031-03-31")),
    "maximum": (rule(**FIVE, limit="maximum"), (None, "2031-03-31"), (None, "2031-03-31")),
    "minimum": (rule(**FIVE, limit="minimum"), ("2031-03-31", None), ("2031-03-31", None)),
    "no date for the start": (rule(term="5 years", starts=SENT), (None, None), (None, None)),
    "no start": (rule(term="5 years"), (None, None), (None, None)),
    "an event": (rule(until=HELP), ("2026-03-31", "2026-03-31"), ("2026-03-31", "2026-03-31")),
    "criteria": (rule(**NEEDED), (None, None), (None, None)),
    "an unknown term": (rule(term="unknown"), (None, None), (None, None)),
    "not set up": (rule(set_up="not-set-up", **FIVE), ("2031-03-31", "2031-03-31"), (None, None)),
    "set-up unknown": (rule(set_up="unknown", **FIVE), ("2031-03-31", "2031-03-31"), (None, None)),
    "no fate": (rule(None, **FIVE), ("2031-03-31", "2031-03-31"), (None, None)),
    "nothing happens": (rule("nothing", **FIVE), ("2031-03-31", "2031-03-31"), (None, None)),
    "archived": (rule("archive", **FIVE), ("2031-03-31", "2031-03-31"), (None, None)),
    "first of two": (rule(first_of=[FIVE, ONE]), ("2027-06-30", "2027-06-30"), ("2027-06-30", "2027-06-30")),
    "last of two": (rule(last_of=[FIVE, ONE]), ("2031-03-31", "2031-03-31"), ("2031-03-31", "2031-03-31")),
    "first of one with a date": (rule(first_of=[FIVE, {"until": SENT}]), (None, "2031-03-31"), (None, "2031-03-31")),
    "last of one with a date": (rule(last_of=[FIVE, {"until": SENT}]), ("2031-03-31", None), ("2031-03-31", None)),
    "first of a term and criteria": (rule(first_of=[FIVE, NEEDED]), (None, "2031-03-31"), (None, "2031-03-31")),
    "last of a term and criteria": (rule(last_of=[FIVE, NEEDED]), ("2031-03-31", None), ("2031-03-31", None)),
    "first of two, at most": (rule(first_of=[FIVE, ONE], limit="maximum"), (None, "2027-06-30"), (None, "2027-06-30")),
    "starts again on a day": (
        rule(**FIVE, restarts_on=CONTACT),
        ("2032-01-15", "2032-01-15"),
        ("2032-01-15", "2032-01-15"),
    ),
    "started again before": (
        rule(term="5 years", starts=CONTACT, restarts_on=HELP),
        ("2032-01-15", "2032-01-15"),
        ("2032-01-15", "2032-01-15"),
    ),
    "starts again, nobody said when": (rule(**FIVE, restarts_on=SENT), ("2031-03-31", None), ("2031-03-31", None)),
    "starts again on a day and on another": (
        rule(**FIVE, restarts_on=[CONTACT, SENT]),
        ("2032-01-15", None),
        ("2032-01-15", None),
    ),
    "at most, starts again, nobody said when": (
        rule(**FIVE, limit="maximum", restarts_on=SENT),
        (None, None),
        (None, None),
    ),
    "only the new start has a date": (
        rule(term="5 years", starts=SENT, restarts_on=CONTACT),
        ("2032-01-15", None),
        ("2032-01-15", None),
    ),
    "every alternative starts again": (
        rule(last_of=[FIVE, ONE], restarts_on=CONTACT),
        ("2032-01-15", "2032-01-15"),
        ("2032-01-15", "2032-01-15"),
    ),
    "an event that is waited for again": (
        rule(until=HELP, restarts_on=CONTACT),
        ("2027-01-15", None),
        ("2027-01-15", None),
    ),
    "an event after the new start": (
        rule(until=CONTACT, restarts_on=HELP),
        ("2027-01-15", "2027-01-15"),
        ("2027-01-15", "2027-01-15"),
    ),
    "an event, perhaps waited for again": (
        rule(until=HELP, restarts_on=SENT),
        ("2026-03-31", None),
        ("2026-03-31", None),
    ),
    "an age": (rule(term="19 years", starts="birth"), ("2031-08-15", "2031-08-15"), ("2031-08-15", "2031-08-15")),
    "past the calendar": (rule(term="9000 years", starts=HELP), (BEYOND, None), (BEYOND, None)),
    "past the calendar at most": (rule(term="9000 years", starts=HELP, limit="maximum"), (None, None), (None, None)),
    "past the calendar from birth": (rule(term="9000 years", starts="birth"), (BEYOND, None), (BEYOND, None)),
    "first of two, one past the calendar": (
        rule(first_of=[{"term": "9000 years", "starts": HELP}, FIVE]),
        ("2031-03-31", "2031-03-31"),
        ("2031-03-31", "2031-03-31"),
    ),
    "a law that is a minimum": (
        rule(None, None, term={"law": "wmo-2015-5.3.4"}),
        ("2041-06-30", None),
        ("2041-06-30", None),
    ),
    "a law, its start unknown": (rule(term={"law": "wmo-2015-5.3.4"}, starts="unknown"), (None, None), (None, None)),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_the_days_of_a_rule(name: str) -> None:
    written, by_rule, sure = RULES[name]
    found = of(kept(written), "file")
    (end,) = found.ends
    assert (span(end.rule), span(end.sure)) == (by_rule, sure)
    assert span(found.span) == sure
    assert end.doubtful == (by_rule != (None, None) and sure == (None, None))


KINDS = {
    "exact": DateKind.GONE,
    "maximum": DateKind.AT_LATEST,
    "minimum": DateKind.AT_LEAST,
    "past the calendar": DateKind.BEYOND,
    "criteria": DateKind.NONE,
}


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_of_a_span(name: str) -> None:
    (end,) = of(kept(RULES[name][0]), "file").ends
    assert end.sure.kind is KINDS[name]
    assert bool(end.sure) == (KINDS[name] is not DateKind.NONE)


def test_between_two_days() -> None:
    (end,) = of(kept(rule(last_of=[FIVE, {**ONE, "term": {"law": "selectielijst-2020-8.1.1"}}])), "file").ends
    assert end.sure.kind is DateKind.AT_LEAST  # the list is not for this kind of organisation
    found = last(described(
        systems={
            "file": collecting("notes", keeps=[rule(**ONE)]),
            "list": {"keeps": [rule(**FIVE)]},
        },
        flows=[flow("file", "list", if_="if you ask")],
    ))  # fmt: skip
    assert (found.span.kind, span(found.span)) == (DateKind.BETWEEN, ("2027-06-30", "2031-03-31"))


@pytest.mark.parametrize(
    ("born", "term", "day"),
    [
        ("2012-02-29", "19 years", "2031-03-01"),
        ("2012-02-29", "P19Y1D", "2031-03-02"),
        ("2012-02-29", "228 months", "2031-03-01"),
        ("2012-02-29", "20 years", "2032-02-29"),
        ("2012-02-29", "12 months", "2013-03-01"),
        ("2012-02-29", "1 month", "2012-03-29"),
    ],
)
def test_years_from_a_birth_are_over_on_a_birthday(born: str, term: str, day: str) -> None:
    (end,) = of(kept(rule(term=term, starts="birth")), "file", days(birth=born)).ends
    assert span(end.sure) == (day, day)


def test_what_is_missing_is_named() -> None:
    (end,) = of(kept(rule(first_of=[FIVE, {"until": SENT}], restarts_on=["receipt", CONTACT])), "file").ends
    assert end.missing == {SENT, "receipt"}
    assert last(kept(rule(**FIVE), rule(until=SENT))).missing == (SENT,)
    events = ("account-closed", "deleted-by-worker", "end-of-process", "receipt", SENT)
    assert last(kept(*(rule(until=event) for event in reversed(events)))).missing == events


def test_a_rule_that_could_not_be_is_no_date() -> None:
    for kind in (EndKind.MOVED, EndKind.UNKNOWN, EndKind.CRITERIA):
        assert not dated(Ending(kind), GIVEN).rule


# back-ups


def backed_up(*at_file: dict[str, Any], then: dict[str, Any] | None = None) -> Model:
    own = then or rule(term="28 days", starts="deleted-at-source")
    return described(
        systems={
            "file": collecting("notes", controller="team", keeps=list(at_file)),
            "backup": {"kind": "backup", "keeps": [own]},
        },
        flows=[flow("file", "backup")],
    )


@pytest.mark.parametrize(
    ("at_file", "sure"),
    [
        ([rule(**FIVE)], ("2031-04-28", "2031-04-28")),
        ([rule(**FIVE, limit="maximum")], (None, "2031-04-28")),
        ([rule(**FIVE, limit="minimum")], ("2031-04-28", None)),
        ([rule(set_up="not-set-up", **FIVE)], (None, None)),
        ([rule(**FIVE), rule(**ONE)], ("2027-07-28", "2031-04-28")),
        ([rule(**FIVE), rule(until=SENT)], (None, None)),
        ([rule(last_of=[FIVE, ONE])], ("2031-04-28", "2031-04-28")),
        ([rule(first_of=[FIVE, ONE])], ("2027-07-28", "2027-07-28")),
    ],
)
def test_a_back_up_adds_its_own_term_to_the_day_of_its_source(at_file: list[Any], sure: Any) -> None:
    assert span(of(backed_up(*at_file), "backup").span) == sure


def test_a_back_up_of_a_source_that_nobody_surely_empties_has_the_day_of_the_rule() -> None:
    (end,) = of(backed_up(rule(set_up="not-set-up", **FIVE)), "backup").ends
    assert (end.doubtful, span(end.rule)) == (True, ("2031-04-28", "2031-04-28"))


def test_the_day_on_which_a_source_is_removed_can_be_given_where_its_rules_have_none() -> None:
    removed = days(deleted_at_source="2029-01-01")
    assert span(of(backed_up(rule(until=SENT)), "backup", removed).span) == ("2029-01-29", "2029-01-29")
    both = Dates({**GIVEN.given, **removed.given})
    assert span(of(backed_up(rule(**FIVE)), "backup", both).span) == ("2031-04-28", "2031-04-28")
    early = Dates({**GIVEN.given, "deleted-at-source": date(2020, 1, 1)})
    assert span(of(backed_up(rule(until=SENT), rule(**FIVE, limit="minimum")), "backup", early).span)[1] is None


@pytest.mark.parametrize(
    ("removed", "first"), [("2020-01-01", "2031-04-28"), ("2031-03-31", "2031-04-28"), ("2035-01-01", "2035-01-29")]
)
def test_a_source_is_not_removed_before_its_rule_allows_it(removed: str, first: str) -> None:
    dates = Dates({**GIVEN.given, "deleted-at-source": date.fromisoformat(removed)})
    (end,) = of(backed_up(rule(**FIVE, limit="minimum")), "backup", dates).ends
    assert (span(end.rule), span(end.sure)) == ((first, first), (first, None))


def test_of_several_sources_nobody_knows_which_this_client_has() -> None:
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**FIVE)]),
            "mail": {"keeps": [rule(**ONE)]},
            "backup": {"keeps": [rule(term="28 days", starts="deleted-at-source")]},
        },
        flows=[flow("file", "mail", if_="if you mail"), flow("file", "backup"), flow("mail", "backup")],
    )
    assert span(of(model, "backup").span) == (None, "2031-04-28")


# several rules, groups of clients, moves

GROUPS = {"scopes": {"youth": {}, "debts": {}}}
PLACES = {"scopes": {"north": {"division": "place"}, "south": {"division": "place"}}}


def ends(found: DatedClock) -> list[tuple[list[str], tuple[str | None, str | None], bool]]:
    return [(sorted(end.ending.groups), span(end.sure), end in found.deciding) for end in found.ends]


def test_terms_with_different_starts_are_compared_by_their_days() -> None:
    found = of(kept(rule(**ONE), rule(**FIVE)), "file")
    assert ends(found) == [
        ([], ("2027-06-30", "2031-03-31"), False),
        ([], ("2031-03-31", "2031-03-31"), True),
    ]
    assert span(found.span) == ("2031-03-31", "2031-03-31")
    other = of(kept(rule(**ONE), rule(**FIVE)), "file", days(end_of_help="2020-01-01", last_change="2026-06-30"))
    assert [decides for _, _, decides in ends(other)] == [True, False]


def test_every_group_keeps_its_own_day() -> None:
    keeps = [rule(**ONE, scope="youth"), rule(**FIVE, scope="debts")]
    found = of(described(systems={"file": collecting("notes", keeps=keeps)}, **GROUPS), "file")
    assert ends(found) == [
        (["youth"], ("2027-06-30", "2031-03-31"), True),  # who has debts too stays longer
        (["debts"], ("2031-03-31", "2031-03-31"), True),
        ([], (None, None), True),
    ]
    assert span(found.span) == (None, None)


def test_groups_that_nobody_is_in_together_do_not_make_each_other_less_sure() -> None:
    keeps = [rule(**ONE, scope="north"), rule(**FIVE, scope="south")]
    found = of(described(systems={"file": collecting("notes", keeps=keeps)}, **PLACES), "file")
    assert [sure for _, sure, _ in ends(found)][:2] == [("2027-06-30", "2027-06-30"), ("2031-03-31", "2031-03-31")]


def test_two_rules_for_one_group_make_each_other_less_sure() -> None:
    keeps = [rule(**ONE, scope="north"), rule(**FIVE, scope="north")]
    found = of(described(systems={"file": collecting("notes", keeps=keeps)}, **PLACES), "file")
    assert [sure for _, sure, _ in ends(found)][:2] == [("2027-06-30", "2031-03-31"), ("2031-03-31", "2031-03-31")]


def test_groups_of_which_some_are_together_make_each_other_less_sure() -> None:
    scopes = {**PLACES["scopes"], "debts": {}}
    keeps = [rule(**ONE, scope=["north", "debts"]), rule(**FIVE, scope="south")]
    found = of(described(systems={"file": collecting("notes", keeps=keeps)}, scopes=scopes), "file")
    assert [sure for _, sure, _ in ends(found)][:2] == [("2027-06-30", "2031-03-31"), ("2031-03-31", "2031-03-31")]


@pytest.mark.parametrize(
    ("rules", "decide"),
    [
        ([rule(**FIVE), rule(term="10 years", starts=HELP), rule(**ONE)], [False, True, True]),
        ([rule(**FIVE), rule(**FIVE)], [True, True]),
        ([rule(**FIVE), rule(term="10 years", starts=HELP, scope="debts")], [True, True]),
        ([rule(**FIVE), rule(**NEEDED)], [True, True]),
    ],
)
def test_without_days_the_longest_of_terms_with_one_start_decides(rules: list[Any], decide: list[bool]) -> None:
    found = of(described(systems={"file": collecting("notes", keeps=rules)}, **GROUPS), "file", Dates())
    assert [decides for _, _, decides in ends(found)] == decide


def test_a_longer_rule_for_a_group_leaves_a_first_day_for_everybody() -> None:
    keeps = [rule(**ONE), rule(**FIVE, scope="debts")]
    found = last(described(systems={"file": collecting("notes", keeps=keeps)}, **GROUPS))
    assert span(found.span) == ("2027-06-30", "2031-03-31")


def collected_for(*groups: str) -> list[dict[str, Any]]:
    return [{"items": ["notes"], "from": "client", "scope": group} for group in groups]


def test_a_longer_rule_for_some_of_the_clients_of_a_copy_leaves_the_first_day_of_the_others() -> None:
    file = {"collects": collected_for("north"), "keeps": [rule(**ONE), rule(**FIVE, scope="debts")]}
    scopes = {**PLACES["scopes"], "debts": {}}
    assert span(of(described(systems={"file": file}, scopes=scopes), "file").span) == ("2027-06-30", "2031-03-31")


def test_a_back_up_for_everybody_is_there_as_long_as_for_those_of_the_shortest_rule() -> None:
    keeps = [rule(**FIVE, scope="north"), rule(**ONE, scope="south")]
    model = described(
        systems={
            "file": {"collects": collected_for("north", "south"), "keeps": keeps},
            "backup": {"keeps": [rule(term="28 days", starts="deleted-at-source")]},
        },
        flows=[flow("file", "backup")],
        **PLACES,
    )
    assert span(of(model, "backup").span) == ("2027-07-28", "2031-04-28")


def test_a_copy_that_surely_moves_counts_where_it_goes() -> None:
    model = described(
        systems={"form": collecting("notes"), "file": {"keeps": [rule(**ONE)]}},
        flows=[flow("form", "file", mode="move")],
    )
    found = last(model)
    assert span(found.span) == ("2027-06-30", "2027-06-30")
    assert [one.clock.node for one in found.last] == ["file"]
    assert of(model, "form").moved


def test_a_copy_that_moves_to_where_nobody_is_known_by_it_has_no_day() -> None:
    model = described(
        systems={"form": collecting("notes"), "file": {"keeps": [rule(**ONE)]}, "figures": {}},
        flows=[flow("form", "file"), flow("form", "figures", mode="move", becomes="figures")],
    )
    found = last(model)
    assert [one.clock.node for one in found.unknown] == ["form"]
    assert found.span.last is None


@pytest.mark.parametrize(
    "more", [{"if_": "if it is full"}, {"mode": "unknown"}, {"scope": "youth"}, {"happens": "unknown"}]
)
def test_a_copy_that_perhaps_moves_is_gone_at_the_latest(more: Any) -> None:
    model = described(
        systems={"form": collecting("notes", keeps=[rule(**FIVE)]), "file": {"keeps": [rule(**ONE)]}},
        flows=[flow("form", "file", **{"mode": "move", **more})],
        **GROUPS,
    )
    assert span(of(model, "form").span) == (None, "2031-03-31")


# the last of all copies


def spread(*keeps: dict[str, Any], **more: Any) -> Model:
    """A file, with a copy in a list under the given conditions."""
    mine, other = ([one] for one in keeps)
    return described(
        systems={"file": collecting("notes", keeps=mine), "list": {"keeps": other}},
        flows=[flow("file", "list", **more)],
        **GROUPS,
    )


@pytest.mark.parametrize(
    ("keeps", "more", "sure", "places"),
    [
        # sure there: the later of two
        ((rule(**ONE), rule(**FIVE)), {}, ("2031-03-31", "2031-03-31"), (["list"], ["list"], [])),
        # there sometimes: makes the end later, never the beginning
        ((rule(**ONE), rule(**FIVE)), {"if_": "if you ask"}, ("2027-06-30", "2031-03-31"), (["list"], ["file"], [])),
        ((rule(**FIVE), rule(**ONE)), {"if_": "if you ask"}, ("2031-03-31", "2031-03-31"), (["file"], ["file"], [])),
        ((rule(**ONE), rule(**FIVE)), {"scope": "debts"}, ("2027-06-30", "2031-03-31"), (["list"], ["file"], [])),
        ((rule(**ONE), rule(**FIVE)), {"happens": "unknown"}, ("2027-06-30", "2031-03-31"), (["list"], ["file"], [])),
        # nobody knows of one: at least until the other
        ((rule(**ONE), rule(until=SENT)), {}, ("2027-06-30", None), (["file"], ["file"], ["list"])),
        ((rule(**ONE), rule(set_up="unknown", **FIVE)), {}, ("2027-06-30", None), (["file"], ["file"], ["list"])),
        ((rule(**ONE), rule(**FIVE, limit="minimum")), {}, ("2031-03-31", None), (["file"], ["list"], ["list"])),
        ((rule(until=SENT), rule(**FIVE)), {"if_": "if you ask"}, (None, None), (["list"], [], ["file"])),
    ],
)  # fmt: skip
def test_the_last_of_all_copies(keeps: Any, more: Any, sure: Any, places: Any) -> None:
    found = last(spread(*keeps, **more))
    assert span(found.span) == sure
    told = [[one.clock.node for one in ones] for ones in (found.last, found.until, found.unknown)]
    assert tuple(told) == places


def test_nothing_is_kept() -> None:
    model = described(systems={"file": collecting("notes")}, items={"spoken": {"category": "talk-report"}})
    traces = Traces(model)
    found = traces.last_day(traces.of("spoken"), GIVEN)
    assert (found.span, found.clocks, found.unknown) == (type(found.span)(), (), ())


def test_a_reserved_rule_leaves_a_client_no_sure_day() -> None:
    keeps = [rule(**FIVE), rule(term="9 years", starts="secret-talk")]
    model = described(systems={"file": collecting("notes", keeps=keeps)}, events=OWN)
    dates = Dates({**GIVEN.given, "secret-talk": date(2026, 1, 1)})
    assert span(of(model, "file", dates).span) == ("2035-01-01", "2035-01-01")
    told = of(model, "file", GIVEN, Audience.CLIENT)
    assert told.span.last is None
    assert not any("secret-talk" in end.missing for end in told.ends)


def test_beside_anything_reserved_a_client_is_told_no_last_day() -> None:
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**FIVE)]),
            "secret": {"keeps": [rule(term="9 years", starts=HELP)], "reserve": SECRET},
        },
        flows=[flow("file", "secret")],
    )
    assert span(last(model).span) == ("2035-03-31", "2035-03-31")
    told = last(model, audience=Audience.CLIENT)
    assert span(told.span) == (None, None)
    assert (told.until, told.unknown) == ((), ())


@pytest.mark.parametrize("mode", ["move", "unknown", "copy"])
def test_beside_any_reserved_flow_a_client_is_told_no_first_day_of_any_place(mode: str) -> None:
    systems = {
        "file": collecting("notes", keeps=[rule(**FIVE)]), "list": {"keeps": [rule(**ONE)]},
        "secret": {"keeps": [rule(**ONE)], "reserve": SECRET},
    }  # fmt: skip
    flows = [flow("file", "list"), flow("file", "secret", mode=mode)]
    told = last(described(systems=systems, flows=flows), audience=Audience.CLIENT)
    assert [span(one.span) for one in told.clocks] == [(None, "2031-03-31"), (None, "2027-06-30")]
    assert told.until == ()
