"""How long: every rule and every doubt on one copy, and which of all copies disappears last."""

from __future__ import annotations

from typing import Any

import pytest

from auditor.knowledge import Knowledge
from auditor.knowledge.types import Limit, Status
from auditor.model import Audience, View
from auditor.traces import Clock, Doubt, Ending, EndKind, Traces, last_of, legal_term
from auditor.traces.own_terms import own_terms
from auditor.values import Term
from tests.traces.small import SECRET, collecting, described, endings, flow, last, rule

KNOWN, CRITERIA, UNKNOWN = 1, 2, 3
WMO, YOUTH, TAX, CHECKS = "wmo-2015-5.3.4", "jeugdwet-7.3.8", "awr-52", "regeling-jeugdwet-6b.6"
SELECTION = "selectielijst-2020-8.1.1"
FIVE = {"term": "5 years", "starts": "end-of-help"}
TEN = {"term": "10 years", "starts": "end-of-help"}
CLOSED = {"until": "account-closed"}
REMOVED = {"until": "deleted-by-worker"}
NEEDED = {"criteria": "as long as we need it"}
BACKUP = {"term": "28 days", "starts": "deleted-at-source"}

# One rule on one copy at the team (a welfare organisation): how it ends, how much is known, and why not more.
RULES: dict[str, tuple[Any, EndKind, int, Doubt | None]] = {
    "a term": (rule(**FIVE), EndKind.TERM, KNOWN, None),
    "a term, then anonymous, by hand": (rule("anonymise", "by-hand", **FIVE), EndKind.TERM, KNOWN, None),
    "an event": (rule(**CLOSED), EndKind.EVENT, KNOWN, None),
    "an event is the removal itself": (rule(None, None, **REMOVED), EndKind.EVENT, KNOWN, None),
    "an event at which nobody said what happens": (
        rule(None, None, until="end-of-help"),
        EndKind.EVENT,
        UNKNOWN,
        Doubt.FATE_UNKNOWN,
    ),
    "an event, and nobody said who removes it": (
        rule("delete", None, **CLOSED),
        EndKind.EVENT,
        UNKNOWN,
        Doubt.SET_UP_UNKNOWN,
    ),
    "an event at another copy is no removal of this one": (
        rule(None, None, until="deleted-at-source"),
        EndKind.EVENT,
        UNKNOWN,
        Doubt.FATE_UNKNOWN,
    ),
    "criteria": (rule(**NEEDED), EndKind.CRITERIA, CRITERIA, None),
    "first of two": (rule(first_of=[FIVE, CLOSED]), EndKind.FIRST_OF, KNOWN, None),
    "first of a term and criteria": (rule(first_of=[FIVE, NEEDED]), EndKind.FIRST_OF, KNOWN, None),
    "first of a term and unknown": (rule(first_of=[FIVE, {"term": "unknown"}]), EndKind.FIRST_OF, KNOWN, None),
    "first of two unknown": (
        rule(first_of=[{"until": "unknown"}, {"term": "unknown"}]),
        EndKind.FIRST_OF,
        UNKNOWN,
        None,
    ),
    "last of two": (rule(last_of=[FIVE, CLOSED]), EndKind.LAST_OF, KNOWN, None),
    "last of a term and criteria": (rule(last_of=[FIVE, NEEDED]), EndKind.LAST_OF, CRITERIA, None),
    "last of a term and unknown": (rule(last_of=[FIVE, {"term": "unknown"}]), EndKind.LAST_OF, UNKNOWN, None),
    "a maximum": (rule(limit="maximum", **FIVE), EndKind.TERM, KNOWN, None),
    "a minimum": (rule(limit="minimum", **FIVE), EndKind.TERM, UNKNOWN, Doubt.MINIMUM),
    "no rule": (None, EndKind.UNKNOWN, UNKNOWN, Doubt.NO_RULE),
    "a rule for another item": (rule(**FIVE, items="score"), EndKind.UNKNOWN, UNKNOWN, Doubt.NO_RULE),
    "unknown rules": ("unknown", EndKind.UNKNOWN, UNKNOWN, Doubt.UNKNOWN),
    "an unknown term": (rule(term="unknown"), EndKind.UNKNOWN, UNKNOWN, Doubt.UNKNOWN),
    "an unknown term, to be found out": (
        rule(term={"unknown": {"who": "worker"}}),
        EndKind.UNKNOWN,
        UNKNOWN,
        Doubt.UNKNOWN,
    ),
    "an unknown event": (rule(until="unknown"), EndKind.UNKNOWN, UNKNOWN, Doubt.UNKNOWN),
    "no start": (rule(term="5 years"), EndKind.TERM, UNKNOWN, Doubt.NO_START),
    "an unknown start": (rule(term="5 years", starts="unknown"), EndKind.TERM, UNKNOWN, Doubt.NO_START),
    "a law with a start": (rule(term={"law": YOUTH}), EndKind.TERM, KNOWN, None),
    "a law that is a minimum, and no more said": (
        rule(None, term={"law": YOUTH}),
        EndKind.TERM,
        UNKNOWN,
        Doubt.MINIMUM,
    ),
    "a law without a start": (rule(term={"law": TAX}), EndKind.TERM, UNKNOWN, Doubt.NO_START),
    "a law, and its start": (
        rule(term={"law": TAX}, starts="end-of-financial-year"),
        EndKind.TERM,
        KNOWN,
        None,
    ),
    "a law with criteria": (rule(term={"law": CHECKS}), EndKind.CRITERIA, CRITERIA, None),
    "a law for other holders": (rule(term={"law": SELECTION}), EndKind.UNKNOWN, UNKNOWN, Doubt.LAW_SILENT),
    "a law without a term": (rule(term={"law": "uavg-46"}), EndKind.UNKNOWN, UNKNOWN, Doubt.LAW_SILENT),
    "no fate": (rule(None, **FIVE), EndKind.TERM, UNKNOWN, Doubt.FATE_UNKNOWN),
    "an unknown fate": (rule("unknown", **FIVE), EndKind.TERM, UNKNOWN, Doubt.FATE_UNKNOWN),
    "an unknown fate at an event": (rule("unknown", **REMOVED), EndKind.EVENT, UNKNOWN, Doubt.FATE_UNKNOWN),
    "criteria without a fate": (rule(None, **NEEDED), EndKind.CRITERIA, UNKNOWN, Doubt.FATE_UNKNOWN),
    "nothing happens": (rule("nothing", **FIVE), EndKind.TERM, UNKNOWN, Doubt.NOTHING_HAPPENS),
    "archived": (rule("archive", **FIVE), EndKind.TERM, UNKNOWN, Doubt.ARCHIVED),
    "archived at an event": (rule("archive", **CLOSED), EndKind.EVENT, UNKNOWN, Doubt.ARCHIVED),
    "not set up": (rule(set_up="not-set-up", **FIVE), EndKind.TERM, UNKNOWN, Doubt.NOT_SET_UP),
    "not said whether set up": (rule(set_up=None, **FIVE), EndKind.TERM, UNKNOWN, Doubt.SET_UP_UNKNOWN),
    "unknown whether set up": (rule(set_up="unknown", **FIVE), EndKind.TERM, UNKNOWN, Doubt.SET_UP_UNKNOWN),
    "an event, unknown whether set up": (
        rule(None, "unknown", **REMOVED),
        EndKind.EVENT,
        UNKNOWN,
        Doubt.SET_UP_UNKNOWN,
    ),
    "a term after a removal is not over by itself": (
        rule(None, None, term="5 years", starts="deleted-by-worker"),
        EndKind.TERM,
        UNKNOWN,
        Doubt.FATE_UNKNOWN,
    ),
    "after a source that is not there": (rule(**BACKUP), EndKind.UNKNOWN, UNKNOWN, Doubt.SOURCE_UNKNOWN),
}


@pytest.mark.parametrize("name", RULES)
def test_how_a_rule_lets_a_copy_end(name: str) -> None:
    rules, kind, level, doubt = RULES[name]
    keeps = {} if rules is None else {"keeps": [rules] if isinstance(rules, dict) else rules}
    model = described(systems={"file": collecting("notes", controller="team", **keeps)})
    (ending,) = endings(model, "file")
    assert (ending.kind, ending.level, ending.doubt) == (kind, level, doubt)
    unknown = Traces(model).longest(Traces(model).of("notes")).unknown
    assert bool(unknown) is (level == UNKNOWN)


def test_every_doubt_is_tried() -> None:
    tried = {doubt for _, _, _, doubt in RULES.values()} | {Doubt.NOT_SAID_FOR_ALL, Doubt.LAW_TO_CHECK}
    assert tried - {None} == set(Doubt)


def test_a_law_that_is_to_be_checked_is_not_told() -> None:
    model = described(systems={"file": collecting("notes", keeps=[rule(term={"law": YOUTH})])})
    traces = Traces(model)
    traces.view.knowledge = Knowledge("NL")
    laws = traces.view.knowledge.laws
    traces.view.knowledge.laws = {**laws, YOUTH: laws[YOUTH].model_copy(update={"status": Status.TO_CHECK})}
    (clock,) = traces.clocks(traces.of("notes"))
    (ending,) = clock.endings
    assert (ending.kind, ending.doubt, ending.law) == (EndKind.UNKNOWN, Doubt.LAW_TO_CHECK, YOUTH)


# terms of law per kind of holder

HOLDERS = (
    ("municipality", "15 years", Limit.MINIMUM),
    ("welfare", "15 years", Limit.MINIMUM),
    ("care-provider", "15 years", Limit.MINIMUM),
    ("youth-care", "15 years", Limit.MINIMUM),
    ("information-bureau", "15 years", Limit.MINIMUM),
    ("safe-home-body", "20 years", Limit.MINIMUM),
    ("payment-body", "7 years", Limit.EXACT),
)


@pytest.mark.parametrize(("kind", "term", "limit"), HOLDERS)
def test_one_article_gives_every_kind_of_holder_its_own_term(kind: str, term: str, limit: Limit) -> None:
    model = described(
        organisations={"holder": {"kind": kind}},
        systems={"file": collecting("notes", controller=["holder", "team"], keeps=[rule(term={"law": WMO})])},
    )
    (ending,) = endings(model, "file")
    assert ending.term is not None
    assert (ending.term.root, ending.starts, ending.law, ending.level) == (term, "last-change", WMO, KNOWN)
    given = legal_term(Knowledge("NL").laws[WMO], kind)
    assert given is not None
    assert (given.term, given.limit) == (ending.term, limit)


@pytest.mark.parametrize("kind", ["vendor", "school", None])
def test_an_article_says_nothing_of_other_holders(kind: str | None) -> None:
    assert legal_term(Knowledge("NL").laws[WMO], kind) is None


def test_an_article_for_everybody_holds_for_any_holder() -> None:
    for kind in ("vendor", None):
        found = legal_term(Knowledge("NL").laws[YOUTH], kind)
        assert found is not None
        assert found.term is not None
        assert found.term.root == "20 years"


@pytest.mark.parametrize(
    ("facts", "term"),
    [
        ({"controller": "council"}, "P15Y"),
        ({"owner": "council"}, "P15Y"),
        ({"controller": "team", "owner": "council"}, None),
        ({"controller": "unknown"}, None),
        ({"owner": "unknown"}, None),
        ({}, None),
    ],
)
def test_the_holder_is_the_first_controller_or_the_owner_of_a_carrier(facts: dict[str, Any], term: str | None) -> None:
    carrier = collecting("notes", keeps=[rule(term={"law": SELECTION})], **facts)
    (ending,) = endings(described(carriers={"paper": carrier}), "paper")
    assert (ending.term.root if ending.term else None) == term


@pytest.mark.parametrize(
    ("receiver", "term", "doubt"),
    [
        ("cak", "7 years", Doubt.SET_UP_UNKNOWN),
        ("bidn", "15 years", Doubt.MINIMUM),
        ("veilig-thuis", "20 years", Doubt.MINIMUM),
        ("bkr", "5 years", Doubt.SET_UP_UNKNOWN),
        ("cbs", None, Doubt.NO_RULE),
    ],
)
def test_of_a_national_receiver_the_law_is_known_beside_the_doubt(
    receiver: str, term: str | None, doubt: Doubt
) -> None:
    model = described(
        organisations={"receiver": {"use": receiver}},
        systems={"file": collecting("notes")},
        flows=[flow("file", "receiver")],
    )
    (ending,) = endings(model, "receiver")
    assert (ending.term.root if ending.term else None, ending.doubt, ending.level) == (term, doubt, UNKNOWN)


def test_what_a_description_says_of_a_receiver_goes_before_the_law() -> None:
    model = described(
        organisations={"receiver": {"use": "cak", "keeps": [rule(**FIVE)]}},
        systems={"file": collecting("notes")},
        flows=[flow("file", "receiver")],
    )
    (ending,) = endings(model, "receiver")
    assert (ending.law, ending.level) == (None, KNOWN)


# copies of copies


def test_a_backup_adds_its_own_term() -> None:
    model = described(
        systems={"file": collecting("notes", keeps=[rule(**FIVE)]), "backup": {"keeps": [rule(**BACKUP)]}},
        flows=[flow("file", "backup")],
    )
    (ending,) = endings(model, "backup")
    assert ending.after is not None
    assert (ending.term and ending.term.root, ending.starts, ending.level) == ("28 days", "deleted-at-source", KNOWN)
    assert (ending.after.term and ending.after.term.root, ending.after.starts) == ("5 years", "end-of-help")
    assert last(model) == ({"backup"}, set())


def test_a_backup_of_a_backup_adds_both() -> None:
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**FIVE)]),
            "backup": {"keeps": [rule(**BACKUP)]},
            "tape": {"keeps": [rule(term="1 year", starts="deleted-at-source")]},
        },
        flows=[flow("file", "backup"), flow("backup", "tape")],
    )
    (ending,) = endings(model, "tape")
    assert ending.after is not None
    assert ending.after.after is not None
    assert ending.after.after.term is not None
    assert ending.after.after.term.root == "5 years"
    assert last(model) == ({"tape"}, set())


@pytest.mark.parametrize(
    ("at_source", "level", "doubt"),
    [
        (rule(**NEEDED), CRITERIA, None),
        (rule(term="unknown"), UNKNOWN, Doubt.SOURCE_UNKNOWN),
        (rule(set_up="not-set-up", **FIVE), UNKNOWN, Doubt.SOURCE_UNKNOWN),
    ],
)
def test_a_backup_is_known_no_better_than_its_source(at_source: Any, level: int, doubt: Doubt | None) -> None:
    model = described(
        systems={"file": collecting("notes", keeps=[at_source]), "backup": {"keeps": [rule(**BACKUP)]}},
        flows=[flow("file", "backup")],
    )
    (ending,) = endings(model, "backup")
    assert (ending.level, ending.doubt) == (level, doubt)


def test_backups_that_wait_for_each_other_have_no_known_end() -> None:
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**BACKUP)]),
            "backup": {"keeps": [rule(**BACKUP)]},
        },
        flows=[flow("file", "backup"), flow("backup", "file")],
    )
    assert last(model) == (set(), {"file", "backup"})


def test_a_term_of_law_after_the_source_adds_up_too() -> None:
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**FIVE)]),
            "archive": {"keeps": [rule(term={"law": "jeugdwet-7.1.4.6"})]},
        },
        flows=[flow("file", "archive")],
    )
    (ending,) = endings(model, "archive")
    assert (ending.law, ending.starts, ending.level) == ("jeugdwet-7.1.4.6", "deleted-at-source", KNOWN)
    assert ending.after is not None


def test_a_backup_of_two_places_stays_until_both_are_gone() -> None:
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**FIVE)]),
            "list": collecting("notes", keeps=[rule(**TEN)]),
            "backup": {"keeps": [rule(**BACKUP)]},
        },
        flows=[flow("file", "backup"), flow("list", "backup")],
    )
    assert last(model) == ({"backup"}, set())


def test_the_sources_of_a_backup_have_a_fixed_order() -> None:
    sources = ("desk", "file", "hub", "list", "portal", "report", "tape")
    model = described(
        systems={name: collecting("notes", keeps=[rule(**FIVE)]) for name in reversed(sources)}
        | {"backup": {"keeps": [rule(**BACKUP)]}},
        flows=[flow(name, "backup") for name in reversed(sources)],
    )
    (ending,) = endings(model, "backup")
    assert ending.sources == sources


def test_a_backup_waits_only_for_what_came_to_it() -> None:
    rules = [rule(**TEN, items="notes"), rule(**FIVE, items="score")]
    model = described(
        systems={
            "file": collecting("notes", derives=[{"item": "score", "out-of": "notes"}], keeps=rules),
            "backup": {"keeps": [rule(**BACKUP)]},
        },
        flows=[flow("file", "backup", ["score"])],
    )
    traces = Traces(model)
    (clock,) = (one for one in traces.clocks(traces.of("notes")) if one.node == "backup")
    assert (clock.item, [ending.after and ending.after.term for ending in clock.endings]) == (
        "score",
        [Term("5 years")],
    )


@pytest.mark.parametrize(
    "facts",
    [
        {"items": ["score"]},
        {"mode": "view"},
        {"mode": "tell", "written_down": "no"},
        {"happens": "no"},
        {"becomes": "anonymous"},
    ],
)
def test_what_brings_no_copy_about_a_person_is_no_source(facts: dict[str, Any]) -> None:
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**FIVE)]),
            "list": collecting(keeps="unknown"),
            "backup": {"keeps": [rule(**BACKUP)]},
        },
        flows=[flow("file", "backup", ["notes"]), flow("list", "backup", **{"items": ["notes"], **facts})],
    )
    assert last(model)[1] == {"list"}


def test_what_is_written_down_at_the_backup_itself_has_no_source() -> None:
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**FIVE)]),
            "backup": collecting("notes", keeps=[rule(**BACKUP)]),
        },
        flows=[flow("file", "backup")],
    )
    assert last(model) == ({"file"}, {"backup"})


def test_a_copy_on_a_carrier_ends_after_that_of_the_system_on_it() -> None:
    model = described(
        systems={"app": collecting("notes", keeps=[rule(**FIVE)], on="phone")},
        carriers={"phone": {"keeps": [rule(**BACKUP)]}},
    )
    assert last(model) == ({"phone"}, set())


def test_a_move_ends_the_copy_it_leaves_behind() -> None:
    model = described(
        systems={"inbox": collecting("notes", keeps="unknown"), "file": {"keeps": [rule(**FIVE)]}},
        flows=[flow("inbox", "file", mode="move", id="moving")],
    )
    (ending,) = endings(model, "inbox")
    assert (ending.kind, ending.flow, ending.level) == (EndKind.MOVED, "moving", KNOWN)
    assert "file" in last(model)[0]
    assert not last(model)[1]


MOVE = {"mode": "move"}
CIRCLES: dict[str, tuple[list[Any], set[str]]] = {
    "of two": ([flow("inbox", "file", **MOVE), flow("file", "inbox", **MOVE)], {"inbox", "file"}),
    "of three": (
        [flow("inbox", "file", **MOVE), flow("file", "list", **MOVE), flow("list", "inbox", **MOVE)],
        {"inbox", "file", "list"},
    ),
    "before it, it is really gone": (
        [flow("inbox", "file", **MOVE), flow("file", "list", **MOVE), flow("list", "file", **MOVE)],
        {"file", "list"},
    ),
    "a way out of it": (
        [flow("inbox", "file", **MOVE), flow("file", "inbox", **MOVE), flow("file", "list", **MOVE)],
        {"inbox", "list"},
    ),
    "with other data on the way back": (
        [flow("inbox", "file", **MOVE), flow("file", "inbox", ["score"], **MOVE)],
        {"file"},
    ),
    "with nobody in it on the way back": (
        [flow("inbox", "file", **MOVE), flow("file", "inbox", becomes="anonymous", **MOVE)],
        set(),
    ),
    "perhaps": ([flow("inbox", "file", **MOVE), flow("file", "inbox", if_="if it is wrong", **MOVE)], {"file"}),
}


@pytest.mark.parametrize("name", CIRCLES)
def test_moves_in_a_circle_are_no_end(name: str) -> None:
    flows, unknown = CIRCLES[name]
    model = described(systems={"inbox": collecting("notes"), "file": {}, "list": {}}, flows=flows)
    assert last(model)[1] == unknown


def test_in_a_circle_of_moves_the_rules_of_the_places_hold_at_most() -> None:
    model = described(
        systems={"inbox": collecting("notes", keeps=[rule(**TEN)]), "file": {"keeps": [rule(**FIVE)]}},
        flows=[flow("inbox", "file", **MOVE), flow("file", "inbox", **MOVE)],
    )
    assert last(model) == ({"inbox", "file"}, set())
    assert {ending.limit for ending in endings(model, "inbox")} == {"maximum"}


@pytest.mark.parametrize(
    ("more", "limit"),
    [
        ({"mode": "move", "scope": ["debts"]}, "maximum"),
        ({"mode": "move", "happens": "unknown"}, "maximum"),
        ({"mode": "unknown"}, "maximum"),
        ({"mode": "move", "scope": ["debts"], "happens": "no"}, "exact"),
        ({"mode": "move", "scope": ["debts"], "items": ["score"]}, "exact"),
        ({"mode": "copy", "scope": ["debts"]}, "exact"),
    ],
    ids=str,
)
def test_what_may_be_moved_away_stays_at_most_so_long(more: dict[str, Any], limit: str) -> None:
    model = described(
        scopes={"debts": {}},
        systems={"inbox": collecting("notes", "score", keeps=[rule(**TEN)]), "file": {}},
        flows=[flow("inbox", "file", **more)],
    )
    (ending,) = endings(model, "inbox")
    assert (ending.limit, ending.leaves) == (limit, limit == "maximum")


def test_what_goes_through_a_place_from_which_a_copy_moves_away_stays_at_most_so_long() -> None:
    """The copy is gone at a day nobody knows; of what goes through, nobody knows if it stays."""
    model = described(
        systems={"inbox": collecting("notes", keeps=[rule(**FIVE)]), "file": {"keeps": [rule(**TEN)]}, "list": {}},
        flows=[flow("inbox", "file", mode="move"), flow("file", "list", via={"place": "inbox"})],
    )
    [ending] = endings(model, "inbox")
    assert (ending.kind, ending.limit, ending.leaves) == (EndKind.TERM, Limit.MAXIMUM, True)


def test_a_client_is_not_promised_an_end_that_a_reserved_move_undoes() -> None:
    model = described(
        systems={"inbox": collecting("notes"), "file": {"keeps": [rule(**FIVE)]}},
        flows=[flow("inbox", "file", **MOVE), flow("file", "inbox", reserve=SECRET, **MOVE)],
    )
    assert last(model, audience=Audience.CLIENT) == ({"file"}, {"inbox"})


def test_a_copy_that_was_moved_away_is_not_the_last() -> None:
    model = described(
        systems={"inbox": collecting("notes"), "file": {"keeps": [rule(**FIVE)]}},
        flows=[flow("inbox", "file", mode="move")],
    )
    assert last(model) == ({"file"}, set())


@pytest.mark.parametrize(
    "facts",
    [
        {"if_": "if it is full"},
        {"happens": "unknown"},
        {"happens": "no"},
        {"scope": "youth"},
        {"scope": "unknown"},
        {"items": ["score"]},
        {"items": "unknown"},
        {"mode": "unknown"},
        {"mode": "copy"},
    ],
)
def test_only_a_sure_move_for_everybody_does(facts: dict[str, Any]) -> None:
    model = described(
        scopes={"youth": {}},
        systems={"inbox": collecting("notes", keeps=[rule(**TEN)]), "file": {"keeps": [rule(**FIVE)]}},
        flows=[flow("inbox", "file", **{"mode": "move", **facts})],
    )
    (ending,) = endings(model, "inbox")
    assert ending.kind is EndKind.TERM


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({}, True),
        ({"becomes": "pseudonymised"}, True),
        ({"mode": "tell"}, True),
        ({"mode": "unknown"}, True),
        ({"becomes": "figures"}, False),
        ({"becomes": "anonymous"}, False),
        ({"mode": "view"}, False),
        ({"mode": "tell", "written_down": "no"}, False),
    ],
)
def test_a_copy_about_a_person_has_a_clock(facts: dict[str, Any], counts: bool) -> None:
    model = described(
        systems={"file": collecting("notes", keeps=[rule(**FIVE)])}, flows=[flow("file", "council", **facts)]
    )
    assert last(model)[1] == ({"council"} if counts else set())


def test_what_was_made_of_an_item_has_a_clock_of_its_own() -> None:
    rules = [rule(**FIVE, items="notes"), rule(**TEN, items="score")]
    file = collecting("notes", derives=[{"item": "score", "out-of": "notes"}], keeps=rules)
    traces = Traces(described(systems={"file": file}))
    clocks = traces.clocks(traces.of("notes"))
    assert [(clock.item, clock.endings[0].term and clock.endings[0].term.root) for clock in clocks] == [
        ("notes", "5 years"),
        ("score", "10 years"),
    ]


# rules for some clients

QUARTERS = {"north": {"division": "quarter"}, "south": {"division": "quarter"}, "debts": {}}


def _doubts(*rules: Any, flows: Any = (), **file: Any) -> list[Doubt | None]:
    model = described(scopes=QUARTERS, systems={"file": {**collecting("notes"), "keeps": list(rules), **file}})
    return [ending.doubt for ending in endings(model, "file")]


def test_a_rule_for_some_clients_leaves_the_others_unknown() -> None:
    assert _doubts(rule(**FIVE, scope="north")) == [None, Doubt.NOT_SAID_FOR_ALL]
    assert _doubts(rule(**FIVE, scope="north"), rule(**TEN, scope="south")) == [None, None, Doubt.NOT_SAID_FOR_ALL]
    assert _doubts(rule(**FIVE, scope="north"), rule(**TEN)) == [None, None]


def test_a_rule_for_the_clients_whose_data_is_there_is_enough() -> None:
    for_north = {"collects": [{"items": "all", "from": "client", "scope": "north"}]}
    assert _doubts(rule(**FIVE, scope="north"), **for_north) == [None]
    assert _doubts(rule(**FIVE, scope=["north", "south"]), **for_north) == [None]
    assert _doubts(rule(**FIVE, scope="south"), **for_north) == [Doubt.NO_RULE]
    assert _doubts(rule(**FIVE, scope="debts"), **for_north) == [None, Doubt.NOT_SAID_FOR_ALL]


def test_a_copy_is_unknown_when_it_is_unknown_for_one_group() -> None:
    """The surest arrival is for clients of the north; for those of the south nobody made a rule."""
    model = described(
        scopes=QUARTERS,
        systems={"file": collecting("notes", keeps=[rule(**FIVE)]), "list": {"keeps": [rule(**FIVE, scope="north")]}},
        flows=[flow("file", "list", scope="north"), flow("file", "list", scope="south", if_="if you ask")],
    )
    assert last(model)[1] == {"list"}
    assert [ending.doubt for ending in endings(model, "list")] == [None, Doubt.NO_RULE]


# two rules on one copy


def _deciding(*rules: Any) -> list[str]:
    model = described(scopes=QUARTERS, systems={"file": collecting("notes", keeps=list(rules))})
    clock = Clock("file", "notes", Traces(model).of("notes").reached["file"].best, endings(model, "file"))
    assert len(clock.endings) == len(rules), "both are shown"
    return [_said(ending) for ending in clock.deciding]


def _said(ending: Ending) -> str:
    words = [ending.term.root if ending.term else ending.kind.value, *sorted(ending.groups)]
    return " ".join(words)


CHANGED = {"term": "5 years", "starts": "last-change"}
TWO_RULES = {
    "the longer": ([rule(**FIVE), rule(**TEN)], ["10 years"]),
    "both, with another start": ([rule(**CHANGED), rule(**TEN)], ["5 years", "10 years"]),
    "once, when they are the same": ([rule(**FIVE), rule(**FIVE, items="notes")], ["5 years"]),
    "both, with another fate": ([rule(**FIVE), rule("anonymise", **FIVE)], ["5 years", "5 years"]),
    "criteria before a term": ([rule(**NEEDED), rule(**TEN)], ["criteria"]),
    "unknown before anything": ([rule(**NEEDED), rule(term="unknown"), rule(**TEN)], ["unknown"]),
    "a term after an event before the event": (
        [rule(until="end-of-help"), rule(**FIVE)],
        ["5 years"],
    ),
    "both, an event and a term after another": ([rule(**CLOSED), rule(**FIVE)], ["event", "5 years"]),
    "both, as days and months lie close": (
        [rule(term="30 days", starts="end-of-help"), rule(term="1 month", starts="end-of-help")],
        ["30 days", "1 month"],
    ),
    "the longer, in other units": (
        [rule(term="6 weeks", starts="end-of-help"), rule(term="1 month", starts="end-of-help")],
        ["6 weeks"],
    ),
    "both, when the longer is a maximum": ([rule(limit="maximum", **TEN), rule(**FIVE)], ["10 years", "5 years"]),
    "both, when both are a maximum": (
        [rule(limit="maximum", **TEN), rule(limit="maximum", **FIVE)],
        ["10 years", "5 years"],
    ),
    "both, a maximum after an event and the event": (
        [rule(limit="maximum", **FIVE), rule(until="end-of-help")],
        ["5 years", "event"],
    ),
    "the longer, when the shorter is a maximum": ([rule(**TEN), rule(limit="maximum", **FIVE)], ["10 years"]),
    "the exact one, when a maximum is equal": ([rule(limit="maximum", **FIVE), rule(**FIVE)], ["5 years"]),
    "both, when the longer is for some clients": (
        [rule(**TEN, scope="north"), rule(**FIVE)],
        ["10 years north", "5 years"],
    ),
    "the longer, when the shorter is for some clients": ([rule(**TEN), rule(**FIVE, scope="north")], ["10 years"]),
    "both, for other groups": (
        [rule(**TEN, scope="north"), rule(**FIVE, scope="south"), rule(**FIVE)],
        ["10 years north", "5 years"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TWO_RULES)
def test_which_of_two_rules_decides(name: str) -> None:
    rules, expected = TWO_RULES[name]
    assert _deciding(*rules) == expected
    assert sorted(_deciding(*reversed(rules))) == sorted(expected)


def test_of_no_rules_none_decides() -> None:
    assert last_of([]) == ()


# all copies together


def _copies(**keeps: Any) -> tuple[set[str], set[str]]:
    """The last of a file and its copies at places with these rules."""
    systems = {"file": collecting("notes", keeps=[rule(**FIVE)])}
    systems |= {name: {"keeps": rules if isinstance(rules, str) else [rules]} for name, rules in keeps.items()}
    return last(described(systems=systems, flows=[flow("file", name) for name in keeps]))


def test_the_copy_that_disappears_last_decides() -> None:
    assert _copies(list=rule(**TEN)) == ({"list"}, set())
    assert _copies(list=rule(term="1 year", starts="end-of-help")) == ({"file"}, set())
    assert _copies(list=rule(**FIVE)) == ({"file", "list"}, set())


def test_a_maximum_stays_no_longer_than_anything() -> None:
    assert _copies(list=rule(limit="maximum", **TEN)) == ({"file", "list"}, set())
    assert _copies(list=rule(limit="maximum", **FIVE)) == ({"file"}, set())


def test_a_backup_with_a_maximum_may_be_gone_before_its_source() -> None:
    assert _copies(backup=rule(limit="maximum", **BACKUP)) == ({"file", "backup"}, set())


def test_copies_that_cannot_be_compared_decide_together() -> None:
    assert _copies(list=rule(**CHANGED)) == ({"file", "list"}, set())
    assert _copies(list=rule("anonymise", "by-hand", **FIVE)) == ({"file", "list"}, set())


def test_criteria_stay_longer_than_a_term() -> None:
    assert _copies(list=rule(**TEN), desk=rule(**NEEDED)) == ({"desk"}, set())


def test_one_unknown_copy_makes_the_total_unknown_with_the_known_beside_it() -> None:
    assert _copies(list=rule(**TEN), desk="unknown") == ({"list"}, {"desk"})
    assert _copies(list=rule(limit="minimum", **TEN)) == ({"file"}, {"list"})


def test_the_laws_of_two_equal_terms_do_not_make_them_differ() -> None:
    years = {"term": "20 years", "starts": "last-change"}
    model = described(
        systems={
            "file": collecting("notes", keeps=[rule(**years)]),
            "list": {"keeps": [rule(term={"law": YOUTH})]},
        },
        flows=[flow("file", "list")],
    )
    assert last(model) == ({"file", "list"}, set())


def test_an_item_without_copies_has_no_end() -> None:
    traces = Traces(described())
    found = traces.longest(traces.of("notes"))
    assert (found.deciding, found.unknown, found.clocks) == ((), (), ())


@pytest.mark.parametrize("period", [{"term": "unknown"}, NEEDED, CLOSED])
def test_a_rule_without_a_term_has_none_beside_that_of_the_law(period: dict[str, Any]) -> None:
    for beside, count in ((period, 0), (FIVE, 1)):
        file = collecting("notes", controller="team", keeps=[rule(law=YOUTH, **beside)])
        assert len(list(own_terms(View(described(systems={"file": file}), Audience.OFFICER)))) == count


# reserved


def test_a_client_does_not_see_a_reserved_copy_or_group() -> None:
    model = described(
        scopes={"youth": {}, "reported": {"reserve": SECRET}},
        systems={
            "file": collecting("notes", keeps=[rule(**FIVE, scope=["youth", "reported"]), rule(**FIVE)]),
            "list": {"keeps": [rule(**TEN)], "reserve": SECRET},
            "desk": {"keeps": [rule(**FIVE)]},
        },
        flows=[flow("file", "list"), flow("file", "desk")],
    )
    assert last(model) == ({"list"}, set())
    assert last(model, audience=Audience.CLIENT) == ({"desk"}, {"file"})
    traces = Traces(model, Audience.CLIENT)
    groups = {frozenset(ending.groups) for clock in traces.clocks(traces.of("notes")) for ending in clock.endings}
    assert groups == {frozenset({"youth"}), frozenset()}


ARREST = {"until": "arrest"}
HIDING = {
    "an event": rule(**ARREST),
    "a start": rule(term="5 years", starts="arrest"),
    "the first of": rule(first_of=[FIVE, ARREST]),
    "the first of, by its start": rule(first_of=[FIVE, {"term": "5 years", "starts": "arrest"}]),
    "the last of": rule(last_of=[FIVE, ARREST]),
    "a new start": rule(**FIVE, restarts_on=["arrest"]),
    "a group": rule(**FIVE, scope=["youth", "reported"]),
}


@pytest.mark.parametrize("name", HIDING)
def test_a_rule_of_which_a_part_is_reserved_gives_a_client_no_sure_end(name: str) -> None:
    file = collecting("notes", keeps=[HIDING[name], rule(**TEN)])
    model = described(
        scopes={"youth": {}, "reported": {"reserve": SECRET}},
        events={"arrest": {"name": "Arrest", "reserve": SECRET}},
        systems={"file": file},
    )
    assert last(model) == ({"file"}, set())
    assert last(model, audience=Audience.CLIENT) == (set(), {"file"})
    traces = Traces(model, Audience.CLIENT)
    (clock,) = traces.clocks(traces.of("notes"))
    assert {(ending.level, ending.why) for ending in clock.endings} == {(UNKNOWN, Doubt.UNKNOWN)}
    assert not any("arrest" in (ending.starts, *ending.restarts) for ending in clock.endings)


def test_a_copy_with_a_reserved_owner_is_not_told_to_a_client() -> None:
    model = described(
        organisations={"police": {"kind": "police", "reserve": SECRET}},
        carriers={"paper": collecting("notes", owner="police", keeps=[rule(term={"law": WMO})])},
    )
    assert last(model) == (set(), {"paper"})
    assert last(model, audience=Audience.CLIENT) == (set(), set())
