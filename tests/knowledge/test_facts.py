"""Every fact of the collection that the knowledge was taken from is carried by an entry, or left out for a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor import knowledge
from auditor.errors import InvalidModel
from auditor.importers import load
from auditor.knowledge import SECTIONS
from auditor.knowledge.types import (
    Age,
    Asker,
    BillState,
    ConsentKind,
    Entry,
    KnownFlow,
    Limit,
    Matter,
    Status,
    Use,
)
from auditor.model.elements import Form, Mode
from tests.cli.conftest import ROOT

KNOWN = {country: knowledge.of(country) for country in ("NL", *knowledge.countries())}
LAWS = {id_: law for known in KNOWN.values() for id_, law in known.laws.items()}
BILLS = knowledge.of("NL").bills
FLOWS = knowledge.of("NL").flows
WHO = knowledge.of("NL").representation

NUMBERS = {
    "R": [*range(1, 29), *range(30, 60)],
    "L": [*range(1, 29), *range(30, 47), *range(50, 63), *range(70, 86), *range(90, 99), *range(100, 107),
          *range(110, 114), *range(120, 130), *range(130, 135)],
    "F": [*range(20, 31), *range(40, 50), *range(60, 79)],
    "G": [*range(1, 16), *range(20, 27)],
    "I": [*range(1, 15)],
    "Q": [*range(1, 37)],
    "M": [*range(1, 51)],
}  # fmt: skip
"""The facts by their letter: terms, law, flows, norms and advice, incidents, questions of clients and for a team."""
LEFT_OUT = {fact for one in knowledge.left_out().values() for fact in one.facts}
"""Facts of which something, or all, is no entry, each with its reason."""
NO_ENTRY = {"0.2", "6.1", "L-113"}
"""Those of which all is left out."""


def entries() -> Iterator[tuple[str, str, Entry]]:
    for known in KNOWN.values():
        for section in SECTIONS:
            found = getattr(known, section.replace("-", "_"))
            yield from ((section, id_, entry) for id_, entry in found.items())


def carried(letter: str, *sections: str) -> set[str]:
    return {
        fact
        for section, _, entry in entries()
        if section in (sections or SECTIONS)
        for fact in entry.facts
        if fact.startswith(f"{letter}-")
    }


@pytest.mark.parametrize("letter", NUMBERS)
def test_every_fact_is_carried_or_left_out_for_a_reason(letter: str) -> None:
    there = {f"{letter}-{number:02}" for number in NUMBERS[letter]}
    assert carried(letter) == there - NO_ENTRY


def test_what_is_left_out_has_a_reason_in_both_languages() -> None:
    for id_, one in knowledge.left_out().items():
        assert {*one.what.root} == {*one.why.root} == {"nl", "en"}, id_
    numbers = {f"{letter}-{number:02}" for letter, of in NUMBERS.items() for number in of}
    assert {fact for fact in LEFT_OUT if fact[0] in NUMBERS} <= numbers
    assert NO_ENTRY <= LEFT_OUT


def test_how_many_there_are() -> None:
    """57 terms and one open question, 109 facts of law, 40 flows."""
    assert len(carried("R", "laws", "bills", "representation")) == 58
    assert len(carried("L")) == 108
    assert len(carried("F", "flows")) == 39


# terms


def test_conflicting_terms_name_each_other_and_say_what_differs() -> None:
    pairs = {(id_, other) for id_, law in LAWS.items() for term in law.terms for other in term.conflicts_with}
    assert pairs == {(other, id_) for id_, other in pairs}
    assert all(term.conflict for law in LAWS.values() for term in law.terms if term.conflicts_with)
    selection = {other for id_, other in pairs if id_ in ("wmo-2015-5.3.4", "jeugdwet-7.3.8")}
    assert {other.removeprefix("selectielijst-2020-") for other in selection} == {
        *("8.1.1", "3.1.5", "12.1.2", "12.2.6"),  # Wmo: the end of the process or the last change
        *("8.1.2", "3.1.4", "12.1.12", "12.2.9"),  # youth help: the same
        *("8.4.1", "3.3.1"),  # an application that was broken off: 42 days or 15 years
    }


def test_a_term_that_may_be_longer_if_work_needs_it_is_no_exact_term() -> None:
    """A later end under a condition that can arise in every case; an agreement or an incident is an exception."""
    for id_ in ("wmo-2015-5.3.4", "jeugdwet-7.3.8", "bw-7.454", *(f"selectielijst-2020-8.1.{n}" for n in (1, 2))):
        assert all(term.limit is Limit.MINIMUM for term in LAWS[id_].terms if term.longer_if), id_


def test_a_term_to_check_is_never_told() -> None:
    assert not LAWS["wmo-2015-5.3.4-light-work"].tellable
    assert not LAWS["kinderbescherming-dossiers"].tellable
    assert all(not law.terms for law in LAWS.values() if law.status is Status.TO_CHECK)


# law

NO_STRENGTH = {
    "avg-12": "how information is given; no question of clients is about it alone",
    "uavg-36": "the authority may mediate; it need not",
    "jeugdwet-7.1.2.2": "says who is responsible",
    "jeugdwet-7.3.2": "a duty to inform; how strong the right is was not read",
    "besluit-jeugdwet-4.1.1": "says what the counsellor is; how strong the right is was not read",
    "wabvpz-15d": "how strong the right is was not read",
    "wabvpz-15g": "says who asks",
    "bw-7.455": "how strong the right is was not read",
}


def test_a_right_says_how_strong_it_is() -> None:
    without = {id_ for id_, law in LAWS.items() if Use.RIGHT in law.uses and law.strength is None}
    assert without == set(NO_STRENGTH)
    assert [id_ for id_, law in LAWS.items() if law.strength and Use.RIGHT not in law.uses] == []


def test_consent_says_which_kind_it_is() -> None:
    for id_, law in LAWS.items():
        assert not (Use.CONSENT in law.uses and not law.consents), id_
        assert len(law.consents) <= 1, f"{id_}: two kinds of consent never stand in for each other"
    kinds = {kind: {id_ for id_, law in LAWS.items() if kind in law.consents} for kind in ConsentKind}
    assert kinds[ConsentKind.SECTOR] == {"wmo-2015-5.1.1-4", "wmo-2015-5.2.5", "wabvpz-15a"}
    assert kinds[ConsentKind.HELP] == {"jeugdwet-7.3.4", "jeugdwet-7.3.5"}
    assert kinds[ConsentKind.SECRECY] == {"wmo-2015-5.3.3", "jeugdwet-7.3.11"}
    assert {"avg-6-1-a", "avg-7", "avg-9-2-a", "uavg-5-1"} <= kinds[ConsentKind.BASIS]


def test_inside_the_municipality_is_not_one_box() -> None:
    """What was obtained for others needs explicit consent for the Wmo, and none for debt help."""
    rules = {law.reuse.for_: law.reuse for law in LAWS.values() if law.reuse}
    assert rules.keys() == {"wmo-2015", "wgs"}
    assert (rules["wmo-2015"].needs_consent, rules["wgs"].needs_consent) == (True, False)
    assert set(rules["wmo-2015"].of) == {"jeugdwet", "participatiewet", "wgs"}
    assert set(rules["wgs"].of) == {"jeugdwet", "participatiewet", "wmo-2015"}


def test_what_is_to_be_checked_is_no_basis() -> None:
    wrong = {Use.BASIS, Use.SPECIAL, Use.CRIMINAL, Use.NATIONAL_NUMBER, Use.TRANSFER}
    assert [id_ for id_, law in LAWS.items() if law.status is Status.TO_CHECK and wrong & set(law.uses)] == []


class TestBills:
    def test_no_bill_is_a_law(self) -> None:
        assert BILLS.keys() == {
            "wams", "verzamelwet-vws-2a", "proactieve-dienstverlening", "abonnementstarief-wmo", "kredietregistratie",
            "archiefwet-nieuw", "verwijsindex-afschaffen", "selectielijst-2026", "omnibus-4", "digital-omnibus",
        }  # fmt: skip
        assert not BILLS.keys() & LAWS.keys()
        assert not BILLS.keys() & set(knowledge.everywhere("laws"))
        assert not any(getattr(bill, "uses", ()) or getattr(bill, "terms", ()) for bill in BILLS.values())
        assert {bill.state for bill in BILLS.values()} == set(BillState)

    @pytest.mark.parametrize("bill", sorted(BILLS))
    def test_nothing_can_be_based_on_a_bill(self, bill: str, tmp_path: Path) -> None:
        file = tmp_path / "model.yaml"
        purpose = f"{{basis: public-task, law: {bill}}}"
        team = "owner: team\norganisations: {team: {kind: welfare}}"
        file.write_text(f"model: 1\nname: A team\n{team}\npurposes: {{help: {purpose}}}\n", encoding="utf-8")
        with pytest.raises(InvalidModel) as raised:
            load(file)
        assert [problem.path for problem in raised.value.problems] == [("purposes", "help", "law")]

    def test_what_a_bill_would_change_says_so(self) -> None:
        changed = {law for bill in BILLS.values() for law in bill.changes}
        assert [law for law in changed if LAWS[law].pending is None] == []

    def test_a_pending_change_has_a_bill(self) -> None:
        changed = {law for bill in BILLS.values() for law in bill.changes}
        assert {id_ for id_, law in LAWS.items() if law.pending} == changed


# who may ask


class TestWhoMayAsk:
    def test_every_law_says_it_for_every_age(self) -> None:
        found: dict[tuple[str, Matter], list[Age]] = {}
        for entry in WHO.values():
            if entry.age:
                found.setdefault((entry.laws[0], entry.matter), []).append(entry.age)
        assert all(ages == list(Age) for ages in found.values())
        assert set(found) == {
            ("uavg-5-4", Matter.RIGHTS),
            ("jeugdwet-7.3.15", Matter.FILE),
            ("jeugdwet-7.3.4", Matter.HELP),
            ("wmo-2015-5.3.2", Matter.FILE),
            ("wmo-2015-5.3.5", Matter.ERASURE),
            ("wabvpz-15g", Matter.RIGHTS),
        }

    def test_for_12_to_15_it_is_weighed_and_never_told_beforehand(self) -> None:
        for id_, entry in WHO.items():
            assert entry.weighed == (entry.age in (Age.FROM_12_TO_15, None)), id_
            if entry.age is Age.FROM_12_TO_15:
                assert Asker.CLIENT in entry.who, id_
            if entry.age is Age.FROM_16:
                assert entry.who == (Asker.CLIENT,), id_

    def test_the_order_for_an_adult_who_cannot_decide_was_not_read(self) -> None:
        assert [id_ for id_, entry in WHO.items() if not entry.tellable] == ["adult-who-cannot-decide"]
        assert WHO["adult-who-cannot-decide"].age is None

    def test_who_asks_is_called_as_in_descriptions(self) -> None:
        assert {str(Asker.CLIENT), str(Asker.PARENT)} <= set(knowledge.of("NL").subjects)


# flows


class TestFlows:
    def test_says_how_and_what_it_becomes_as_a_description_does(self) -> None:
        fields = KnownFlow.model_fields
        assert set(fields["mode"].annotation.__args__) == {str(mode) for mode in Mode}  # type: ignore[union-attr]
        assert set(fields["becomes"].annotation.__args__) == {str(form) for form in Form}  # type: ignore[union-attr]

    def test_every_flow_carries_one_fact(self) -> None:
        assert [id_ for id_, flow in FLOWS.items() if len(flow.facts) != 1] == []

    def test_a_duty_names_its_law(self) -> None:
        assert [id_ for id_, flow in FLOWS.items() if flow.delivery == "duty" and not flow.laws] == []

    def test_messages_go_the_way_of_the_flow(self) -> None:
        for id_, flow in FLOWS.items():
            for name in flow.messages:
                message = knowledge.of("NL").messages[name]
                assert [end.kind for end in flow.from_] == [message.sender], id_
                assert [end.kind for end in flow.to] == [message.receiver], id_
                assert set(flow.categories) <= set(message.categories), id_

    def test_it_is_not_read_before_somebody_asks(self) -> None:
        knowledge.of.cache_clear()
        load(ROOT / "examples" / "wijkteam")
        assert "flows" not in vars(knowledge.of("NL"))
