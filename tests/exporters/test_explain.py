"""Every word can be asked for, all its meanings are told, and an unknown one finds its neighbours."""

from __future__ import annotations

import datetime

import pytest

from auditor import knowledge
from auditor.errors import NotFound
from auditor.exporters import explain as explaining
from auditor.exporters import language
from auditor.exporters.described import known_word, model_schema
from auditor.exporters.explain import Sort, everything, explain
from auditor.exporters.explain.base import KNOWN
from auditor.exporters.explain.entries import told_entry
from auditor.exporters.explain.keys import by_kind
from auditor.exporters.printing import plain
from auditor.exporters.words import Words
from auditor.knowledge.types import Law, Status
from auditor.rules import RULES
from auditor.texts import LANGUAGES
from auditor.values import Text


def sorts(term: str) -> list[Sort]:
    return [meaning.sort for meaning in explain(term, "nl").explained]


def lines(term: str, sort: Sort, code: str = "en") -> dict[str, list[str]]:
    """The facts about the one meaning of this sort."""
    (found,) = [meaning for meaning in explain(term, code).explained if meaning.sort is sort]
    return {fact.key: fact.lines for fact in found.facts}


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_can_be_told_in_every_language(code: str) -> None:
    listed = everything(code)
    assert {group.sort for group in listed.groups} == set(Sort)
    for group in listed.groups:
        for name in group.names:
            found = explain(name, code)
            assert group.sort in [meaning.sort for meaning in found.explained], name
            assert all(meaning.says for meaning in found.explained), name
            assert name in plain(explaining.shown(found))
    assert plain(explaining.shown(listed))


def test_everything_is_listed() -> None:
    listed = {group.sort: set(group.names) for group in everything("nl").groups}
    assert listed[Sort.KEY] == {spot.key.name for spot in language.spots()}
    assert listed[Sort.RULE] >= {rule.id for rule in RULES}
    for sort, section in KNOWN.items():
        assert listed[sort] == set(knowledge.everywhere(section))
    values = {str(value) for values in language.lists().values() for value in values}
    assert listed[Sort.VALUE] == values | {word for words in language.SPECIAL.values() for word in words}


class TestWhatSomebodyAsksFor:
    @pytest.mark.parametrize(
        ("term", "expected"),
        [
            ("told", [Sort.KEY, Sort.KEY]),
            ("flows.told", [Sort.KEY]),
            ("keeps.term", [Sort.KEY]),
            ("systems.keeps.term", [Sort.KEY]),
            ("by-hand", [Sort.VALUE]),
            ("consent", [Sort.VALUE, Sort.VALUE]),
            ("mode.copy", [Sort.VALUE]),
            ("flows", [Sort.KEY, Sort.SECTION]),
            ("rights-desk", [Sort.KEY, Sort.SECTION]),
            ("debts", [Sort.CATEGORY]),
            ("client-registration", [Sort.KIND]),
            ("wmo-2015-5.3.4", [Sort.LAW]),
            ("end-of-help", [Sort.EVENT]),
            ("jw305", [Sort.MESSAGE]),
            ("vecozo", [Sort.CHANNEL]),
            ("cbs", [Sort.RECEIVER]),
            ("client", [Sort.SUBJECT]),
            ("retention-missing", [Sort.RULE]),
            ("acceptance-orphaned", [Sort.RULE]),
            ("how-long", [Sort.QUESTION]),
            ("was-it-leaked", [Sort.QUESTION]),
            ("m-24", [Sort.REFLECTION]),
            ("backups", [Sort.INVISIBLE_FLOW]),
            ("bio2", [Sort.NORM]),
            ("haga-hospital", [Sort.INCIDENT]),
            ("whatsapp", [Sort.KIND, Sort.KIND, Sort.NORM]),
        ],
    )
    def test_every_sort_of_word(self, term: str, expected: list[Sort]) -> None:
        assert [sort for sort in sorts(term) if sort in expected] == expected

    @pytest.mark.parametrize(
        ("term", "name"),
        [
            ("AVG art. 13", "avg-13"),
            ("schulden", "debts"),
            ("DEBTS", "debts"),
            ("  set_up ", "set-up"),
            ("einde van de hulp", "end-of-help"),
            ("lening", "debts"),
            ("Loans", "debts"),
            ("huurachterstand", "arrears"),
            ("screen shot", "screenshot"),
            ("I-06", "enschede-wifi"),
            ("Q-36", "does-my-file-say-veilig-thuis"),
            ("USB-Stick", "usb-stick"),
        ],
    )
    def test_as_people_write_it(self, term: str, name: str) -> None:
        assert [meaning.name for meaning in explain(term, "en").explained] == [name]

    def test_keys_that_mean_the_same_are_one(self) -> None:
        notes = [meaning for meaning in explain("note", "en").explained if meaning.sort is Sort.KEY]
        assert [meaning.says for meaning in notes] == [
            "A note for colleagues. A client never sees it.",
            "What you already know or have to ask, for colleagues.",
        ][: len(notes)]
        assert "flows.note" in next(fact.lines for fact in notes[0].facts if fact.key == "where")

    @pytest.mark.parametrize(
        ("term", "near"),
        [
            ("tolld", "told"),
            ("wmo-2015-5.3.99", "wmo-2015-5.3.4"),
            ("schuldn", "debts"),
            ("medicijne", "medication"),
            ("medicins", "medication"),
            ("mishandlng", "domestic-violence"),
            ("whatsap", "whatsapp"),
            ("toeslagenaffair", "tax-authority"),
        ],
    )
    def test_an_unknown_word_finds_its_neighbours(self, term: str, near: str) -> None:
        with pytest.raises(NotFound) as raised:
            explain(term, "nl")
        assert near in raised.value.candidates

    def test_a_word_like_nothing_has_no_neighbours(self) -> None:
        with pytest.raises(NotFound) as raised:
            explain("qqqqqqqqqq", "nl")
        assert (raised.value.key, raised.value.candidates) == ("error.no-such-term", ())


class TestKeys:
    def test_says_where_it_stands_and_what_can_be_written(self) -> None:
        said = lines("flows.told", Sort.KEY)
        assert said["where"] == ["flows.told"]
        assert said["write"][0] == "yes: Yes, it is so."
        assert said["write"][-1].startswith("unknown, when nobody knows")
        assert (said["needed"], said["unknown"]) == (["no"], ["yes"])

    def test_says_what_must_be_there(self) -> None:
        assert lines("flows.from", Sort.KEY)["needed"] == ["yes"]
        assert lines("flows.from", Sort.KEY)["unknown"] == ["no"]

    def test_lists_the_words_of_the_knowledge_where_there_are_few(self) -> None:
        assert "municipality" in lines("organisations.kind", Sort.KEY)["write"][1]
        assert len(lines("flows.mandatory", Sort.KEY)["write"]) == 1

    @pytest.mark.parametrize(
        ("term", "said"),
        [
            ("flows.items", "One, or a list between square brackets."),
            ("systems.keeps", "A list, also when there is only one."),
        ],
    )
    def test_says_whether_it_is_a_list(self, term: str, said: str) -> None:
        assert said in lines(term, Sort.KEY)["write"]

    def test_shows_how_it_is_written(self) -> None:
        (meaning,) = explain("collects.told", "en").explained
        assert meaning.example == "systems:\n  client-file:\n    collects:\n      - told: unknown"

    def test_a_word_says_under_which_keys_it_can_stand(self) -> None:
        assert lines("by-hand", Sort.VALUE)["where"] == [
            "organisations.keeps.set-up", "systems.keeps.set-up", "carriers.keeps.set-up",
        ]  # fmt: skip
        (_, as_word) = explain("unknown", "en").explained
        assert "flows.told" in next(fact.lines for fact in as_word.facts if fact.key == "where")


class TestKnowledge:
    def test_a_law_tells_its_terms_for_whom_and_from_when(self) -> None:
        said = lines("wmo-2015-5.3.4", Sort.LAW)
        assert any("exactly 7 years, from last change" in line for line in said["terms"])
        assert said["uses"] == ["how long to keep"]
        assert "The text itself was read." in said["status"][0]

    @pytest.mark.parametrize(
        ("law", "where"),
        [
            ("wmo-2015-5.3.4", ["keeps.law", "term.law"]),
            ("avg-6-1-c", ["flows.mandatory", "purposes.law"]),
            ("avg-46", ["safeguard.law"]),
        ],
    )
    def test_a_law_stands_where_it_can_be_named_for_something(self, law: str, where: list[str]) -> None:
        assert sorted(lines(law, Sort.LAW)["where"]) == where

    def test_every_key_that_takes_a_law_is_named_by_some_law(self) -> None:
        named = {one for law in knowledge.everywhere("laws") for one in lines(law, Sort.LAW).get("where", [])}
        assert named == {".".join(spot.split(".")[-2:]) for spot in by_kind()["laws"]}

    def test_a_category_tells_where_it_hides(self) -> None:
        said = lines("comment-field", Sort.CATEGORY)
        assert said["fields"] == ["Commentaar"]
        assert said["part-of"] == ["free-text"]
        assert lines("debts", Sort.CATEGORY)["same-as"] == ["pd:FinancialStatus"]
        assert lines("name", Sort.CATEGORY)["same-as"] == ["pd:Name", "fides:user.name"]

    def test_a_kind_tells_what_to_ask_and_what_is_forgotten(self) -> None:
        said = lines("chat", Sort.KIND)
        assert "Who decided that this is allowed, and for what?" in said["asks"]
        assert "A group keeps members who have left." in said["traps"]
        assert said["vendors"] == ["WhatsApp", "Signal"]
        assert "screen-lock" in said["measures"]

    def test_a_question_for_a_person_says_so(self) -> None:
        assert lines("Q-36", Sort.QUESTION)["answered"] == ["A person answers this, never the program."]
        assert "answered" not in lines("is-it-abroad", Sort.QUESTION)

    def test_an_annulled_outcome_says_so(self) -> None:
        assert lines("I-06", Sort.INCIDENT)["outcome"][-1] == "Do not name this as something that still stands."
        assert len(lines("I-01", Sort.INCIDENT)["outcome"]) == 1

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_what_is_to_be_checked_says_so(self, code: str) -> None:
        to_check = [
            (name, sort)
            for sort, section in KNOWN.items()
            for name, entry in knowledge.everywhere(section).items()
            if entry.status is Status.TO_CHECK
        ]
        assert to_check
        expected = {"nl": "Nog na te kijken", "en": "Still to be checked"}[code]
        for name, sort in to_check:
            assert expected in lines(name, sort, code)["status"][0], name

    def test_a_retired_entry_names_its_successor(self, monkeypatch: pytest.MonkeyPatch) -> None:
        retired = Law(
            **{"source": "Invented", "status": "verified", "checked": datetime.date(2026, 11, 21)},
            act="Wet", article="art. 1", says=Text("Iets."), **{"replaced-by": "wmo-2015"},
        )  # fmt: skip
        told = told_entry(Sort.LAW, "old-law", retired, Words("en"))
        assert ["No longer in use; write wmo-2015."] in [fact.lines for fact in told.facts]
        word = known_word("old-law", retired)
        assert word["deprecated"] is True
        assert word["description"] == (
            "Wet art. 1: Iets. Gebruik dit niet meer; schrijf wmo-2015.\n\n"
            "Wet art. 1: Iets. No longer in use; write wmo-2015."
        )
        assert not any(choice.get("deprecated") for choice in model_schema()["$defs"]["laws"]["anyOf"])
