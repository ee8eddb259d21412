"""What stays where a flow only goes through: by the rules of that place, and unknown where it has none."""

from __future__ import annotations

import pytest

from auditor.answers import ask
from auditor.exporters import flow_map
from auditor.exporters.say import Speaker
from auditor.loss import of_place
from auditor.model import Audience, Model
from auditor.results import AnswerState
from auditor.traces import Doubt, EndKind, How, Traces
from auditor.traces.steps import how_there
from tests.traces.small import Data, collecting, described, flow, last, rule, ways
from tests.traces.test_dates import days

DAYS_90 = rule(term="90 days", starts="sent")
YEAR = rule(term="1 year", starts="end-of-help")


def mailed(mail: Data, *more: Data, carriers: Data | None = None, **systems: Data) -> Model:
    """Notes go from the file to the council by way of the mailbox."""
    flows = [flow("file", "council", ["notes"], via={"place": "mail"}), *more]
    organisations = {"council": {"kind": "municipality", "keeps": [YEAR]}}
    return described(
        organisations=organisations,
        systems={"file": collecting("notes", keeps=[YEAR]), "mail": {"kind": "mailbox", **mail}, **systems},
        carriers=carriers or {},
        flows=flows,
    )


class TestHowLong:
    def test_the_rules_of_the_place_count(self) -> None:
        model = mailed({"keeps": [rule(term="9 years", starts="end-of-help")]})
        assert last(model) == ({"mail"}, set())

    def test_without_a_rule_nobody_knows(self) -> None:
        model = mailed({})
        assert last(model)[1] == {"mail"}
        (clock,) = (clock for clock in Traces(model).clocks(Traces(model).of("notes")) if clock.node == "mail")
        assert clock.through
        assert [ending.doubt for ending in clock.endings] == [Doubt.NO_RULE]

    def test_a_rule_about_other_data_says_nothing(self) -> None:
        assert last(mailed({"keeps": [{**DAYS_90, "items": ["score"]}]}))[1] == {"mail"}

    def test_a_description_can_say_that_nothing_stays(self) -> None:
        assert last(mailed({"keeps": [rule(until="receipt")]})) == ({"file", "council", "mail"}, set())

    def test_a_move_takes_its_copy_away_and_not_what_went_through(self) -> None:
        moves = flow("mail", "archive", mode="move")
        model = mailed({"keeps": [DAYS_90], **collecting("notes")}, moves, archive={"keeps": [YEAR]})
        traces = Traces(model)
        (clock,) = (clock for clock in traces.clocks(traces.of("notes")) if clock.node == "mail")
        assert [ending.kind for ending in clock.endings] == [EndKind.TERM]
        assert not clock.through
        found = traces.inventory.endings("mail")
        assert [ending.kind for _, endings in found for ending in endings] == [EndKind.TERM]

    def test_it_makes_no_day_until_which_something_surely_stays(self) -> None:
        model = mailed({"keeps": [rule(term="9 years", starts="end-of-help")]})
        traces = Traces(model)
        found = traces.last_day(traces.of("notes"), days(end_of_help="2026-03-31"))
        assert str(found.span.last) == "2035-03-31"
        assert str(found.span.first) == "2027-03-31"
        assert {one.clock.node for one in found.until} == {"file", "council"}

    @pytest.mark.parametrize("becomes", ["figures", "anonymous"])
    def test_what_is_no_longer_about_a_person_has_no_clock(self, becomes: str) -> None:
        model = described(
            systems={"file": collecting("notes"), "list": {}, "mail": {}},
            flows=[flow("file", "list", becomes=becomes), flow("list", "council", via={"place": "mail"})],
        )
        assert last(model)[1] == {"file"}


class TestBeside:
    def test_it_is_on_the_phone_that_the_mailbox_lies_on(self) -> None:
        model = mailed({"keeps": [DAYS_90], "on": ["phone"]}, carriers={"phone": {"kind": "phone"}})
        assert ways(Traces(model).of("notes"), "phone") == {"carried always"}
        assert last(model)[1] == {"phone"}

    def test_it_is_perhaps_in_a_back_up(self) -> None:
        keeps = {"kind": "backup", "keeps": [rule(term="30 days", starts="deleted-at-source")]}
        model = mailed({"keeps": [DAYS_90]}, flow("mail", "copies"), copies=keeps)
        traces = Traces(model)
        assert ways(traces.of("notes"), "copies") == {"carried perhaps"}
        (clock,) = (clock for clock in traces.clocks(traces.of("notes")) if clock.node == "copies")
        assert clock.known
        assert clock.endings[0].sources == ("mail",)

    def test_nothing_goes_on_to_anybody_else(self) -> None:
        model = mailed(
            {"keeps": [DAYS_90]},
            flow("mail", "vendor"),
            flow("mail", "copies"),
            flow("copies", "vendor"),
            copies={"kind": "backup"},
        )
        assert "vendor" not in Traces(model).of("notes").reached

    def test_all_at_once_says_the_same(self) -> None:
        model = mailed({"on": ["phone"]}, flow("mail", "copies"), copies={"kind": "backup"}, carriers={"phone": {}})
        inventory = Traces(model).inventory
        assert {node for node, spots in inventory.may_stay.items() if spots[0].how is How.CARRIED} == {
            "mail", "phone", "copies",
        }  # fmt: skip

    def test_everything_from_everywhere_says_the_same(self) -> None:
        model = mailed({"on": ["phone"], "keeps": [DAYS_90]}, carriers={"phone": {"keeps": [YEAR]}})
        found = Traces(model).everywhere["notes"]["file"]
        assert found.known
        assert set(found.places()) == {"file", "mail", "phone", "council"}
        assert not Traces(mailed({"on": ["phone"]}, carriers={"phone": {}})).everywhere["notes"]["file"].known

    def test_there_is_a_route_to_it(self) -> None:
        model = mailed({"on": ["phone"]}, carriers={"phone": {}})
        (route,) = Traces(model).routes("notes", "phone").found
        assert [step.target for step in route.steps] == ["file", "mail", "phone"]

    def test_the_map_of_an_item_shows_it(self) -> None:
        model = mailed({"on": ["phone"]}, flow("mail", "copies"), copies={"kind": "backup"}, carriers={"phone": {}})
        drawn = flow_map.of_item(Traces(model), "notes")
        assert {("mail", "phone"), ("mail", "copies")} <= {(edge.source, edge.target) for edge in drawn.edges}


class TestAnswers:
    def test_nothing_passes_through_a_back_up_and_what_passes_is_no_condition(self) -> None:
        scopes: Data = {"debts": {"plain": {"nl": "als u schulden heeft", "en": "if you have debts"}}}
        via = flow("file", "council", ["notes"], via={"place": "mail"}, scope="debts")
        mail: Data = {"plain": {"nl": "onze mail", "en": "our mail"}, "kind": "mailbox"}
        copies: Data = {"plain": {"nl": "de kopie", "en": "the copy"}, "kind": "backup"}
        model = described(
            scopes=scopes,
            organisations={"council": {}},
            systems={"file": collecting("notes"), "mail": mail, "copies": copies},
            flows=[via, flow("mail", "copies")],
        )
        traces = Traces(model, Audience.CLIENT)
        (further,) = (s for s in ask(traces, "where-does-it-go", "notes").answer if s.key == "answer.where.further")
        speaker = Speaker(traces.view, "en")
        assert [speaker.phrase(line) for line in further.bullets][1:] == [
            "our mail: if you have debts. It passes through here, and something of it may stay.",
            "maybe the copy: if you have debts and if something of it stays where it passes through",
        ]
        (lost,) = of_place(Traces(model), "copies").items
        assert lost.backed_up
        (found,) = Traces(model).routes("notes", "copies").found
        assert how_there(found.steps) == "backed-up"

    def test_a_client_is_told_that_it_is_not_known(self) -> None:
        answer = ask(Traces(mailed({}), Audience.CLIENT), "how-long", "notes")
        assert answer.state is AnswerState.PARTLY
        assert [question.key for question in answer.open_questions] == ["end-through"]
        (said,) = (sentence for sentence in answer.unknown if sentence.bullets)
        notes = [str(bullet.params["notes"]) for bullet in said.bullets]
        assert ["answer.end.unknown-through" in note for note in notes] == [True]

    def test_a_known_term_is_told_as_perhaps(self) -> None:
        answer = ask(Traces(mailed({"keeps": [DAYS_90]}), Audience.CLIENT), "how-long", "notes")
        assert answer.state is AnswerState.KNOWN
        (said,) = (sentence for sentence in answer.answer if sentence.bullets)
        perhaps = [bullet for bullet in said.bullets if "subject.perhaps" in str(bullet.params["name"])]
        assert ["'mail'" in str(bullet.params) for bullet in perhaps] == [True]

    def test_what_may_stay_longest_is_not_told_as_what_stays(self) -> None:
        model = mailed({"keeps": [rule(term="9 years", starts="end-of-help")]})
        answer = ask(Traces(model, Audience.CLIENT), "how-long", "notes")
        assert [sentence.key for sentence in answer.answer] == ["answer.long.per-place"]
