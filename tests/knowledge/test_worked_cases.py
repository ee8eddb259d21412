"""The worked cases of the retention terms: example dates, and the date on which a copy may or must go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from auditor import knowledge
from auditor.audit import audit
from auditor.importers import load
from auditor.knowledge.types import LegalTerm, Limit
from auditor.results import Verdict
from auditor.traces import legal_term

LAWS = knowledge.of("NL").laws


def term(law: str, holder: str) -> LegalTerm:
    found = legal_term(LAWS[law], holder)
    assert found is not None
    return found


def end(law: str, holder: str, start: str) -> date:
    length = term(law, holder).term
    assert length is not None
    return length.after(date.fromisoformat(start))


@pytest.mark.parametrize("holder", ["municipality", "care-provider", "supervisory-authority"])
def test_wmo_file_at_the_municipality_at_least_until_and_a_change_is_coming(holder: str) -> None:
    found = term("wmo-2015-5.3.4", holder)
    assert end("wmo-2015-5.3.4", holder, "2024-03-10") == date(2039, 3, 10)
    assert (found.limit, found.starts) == (Limit.MINIMUM, "last-change")
    assert "36 579" in str(LAWS["wmo-2015-5.3.4"].pending)


def test_contribution_of_the_same_client_at_the_cak() -> None:
    assert knowledge.of("NL").receivers["cak"].keeps == "wmo-2015-5.3.4"
    assert end("wmo-2015-5.3.4", "payment-body", "2024-03-10") == date(2031, 3, 10)
    assert term("wmo-2015-5.3.4", "payment-body").limit is Limit.EXACT


def test_file_of_the_same_client_at_veilig_thuis() -> None:
    assert end("wmo-2015-5.3.4", "safe-home-body", "2024-03-10") == date(2044, 3, 10)
    assert term("wmo-2015-5.3.4", "safe-home-body").limit is Limit.MINIMUM


@pytest.mark.parametrize("holder", ["youth-care", "child-protection"])
def test_file_of_youth_help(holder: str) -> None:
    assert end("jeugdwet-7.3.8", holder, "2022-06-01") == date(2042, 6, 1)


def test_wmo_application_withdrawn_by_the_selection_list_with_the_note_of_the_conflict() -> None:
    found = term("selectielijst-2020-8.4.1", "municipality")
    assert end("selectielijst-2020-8.4.1", "municipality", "2026-02-01") == date(2026, 3, 15)
    assert found.starts == "end-of-process"
    assert found.conflicts_with == ("wmo-2015-5.3.4",)
    assert "bevestigen" in str(found.conflict)


def test_school_absence_counts_from_birth() -> None:
    assert term("selectielijst-2020-12.1.3", "municipality").starts == "birth"
    assert end("selectielijst-2020-12.1.3", "municipality", "2012-08-15") == date(2031, 8, 15)


def test_treatment_by_a_child_psychiatrist_in_a_youth_file_follows_the_medical_term() -> None:
    """Article 7.3.1(3) of the Jeugdwet sends treatment to the WGBO; a youth help provider then has that term too."""
    assert "WGBO" in str(LAWS["jeugdwet-7.3.1-3"].says)
    assert LAWS["bw-7.454"].act == "WGBO"
    assert end("bw-7.454", "youth-care", "2022-06-01") == date(2042, 6, 1)


def test_a_spreadsheet_without_a_term_of_its_own_is_found(tmp_path: Path) -> None:
    (tmp_path / "model.yaml").write_text(
        """
model: 1
name: A team
owner: team
organisations: {team: {kind: municipality}}
items: {client-list: {category: contact}}
systems:
  file:
    kind: client-registration
    controller: team
    collects: [{items: client-list, from: client}]
    keeps: [{term: {law: wmo-2015-5.3.4}, then: delete, set-up: automatic}]
  list-on-drive: {kind: spreadsheet, controller: team}
flows: [{from: file, to: list-on-drive, items: client-list, mode: copy}]
""",
        encoding="utf-8",
    )
    found = [one for one in audit(load(tmp_path)).findings if one.rule == "retention-missing"]
    assert [(one.subject, one.verdict) for one in found] == [("list-on-drive", Verdict.BROKEN)]


def test_log_lines_of_a_care_provider_and_of_a_municipality() -> None:
    assert end("nen-7513", "care-provider", "2025-05-05") == date(2030, 5, 5)
    assert term("nen-7513", "care-provider").limit is Limit.MINIMUM
    assert legal_term(LAWS["nen-7513"], "municipality") is None
    by_risk = term("bio2-8.15.04", "municipality")
    assert by_risk.term is None
    assert by_risk.criteria is not None


END, PROVISION, BIRTH = "end-of-process", "end-of-provision", "birth"
SELECTION = {
    "R-30": {"8.1.1": ("P15Y", END)},
    "R-31": {"8.1.2": ("P20Y", END)},
    "R-32": {"3.1.4": ("P20Y", END)},
    "R-33": {"3.1.5": ("P15Y", END)},
    "R-34": {"8.1.9": ("P5Y", PROVISION)},
    "R-35": {"8.3.5": ("P5Y", END)},
    "R-36": {"8.1": ("P10Y", PROVISION)},
    "R-37": {"8.2": ("P5Y", END)},
    "R-38": {"8.3": ("P10Y", END)},
    "R-39": {"8.4.1": ("P42D", END), "3.3.1": ("P42D", END)},
    "R-40": {"8.1.14": ("P1Y", PROVISION)},
    "R-41": {"8.1.12": ("P20Y", PROVISION)},
    "R-42": {"12.1.1": ("P10Y", END)},
    "R-43": {"12.1.2": ("P15Y", END), "12.2.6": ("P15Y", END)},
    "R-44": {"12.1.12": ("P20Y", END), "12.2.9": ("P20Y", END)},
    "R-45": {"12.1.3": ("P19Y", BIRTH), "11.1.8": ("P19Y", BIRTH)},
    "R-46": {"11.1.9": ("P21Y", BIRTH)},
    "R-47": {"11.1.2": ("P1Y", END)},
    "R-48": {"12.1.9": ("P28D", END)},
    "R-49": {"17.2.1": ("P28D", END)},
    "R-50": {"17.1": ("P10Y", "end-of-employment"), "17.5": ("P10Y", END)},
    "R-51": {"13.1": ("P5Y", END), "13.1.2": ("P10Y", END)},
    "R-52": {"6.1": ("P5Y", END)},
    "R-53": {"19.1": ("P5Y", END), "19.1.1": ("P7Y", END)},
    "R-54": {"19.1.24": ("P6M", END)},
    "R-55": {"19.1.20": ("P9M", None), "19.1.21": ("P5Y", None)},
    "R-56": {"21": ("P20Y", None)},
    "R-57": {"29.1": ("P5Y", END)},
    "R-58": {"5.1.2": ("P20Y", None)},
    "R-59": {"2.1.2": (None, None)},
}
"""The selection list, typed over a second time: how long, and from when; None where that was not read."""


@pytest.mark.parametrize("fact", SELECTION)
def test_the_selection_list_is_what_was_read(fact: str) -> None:
    found = {
        name.removeprefix("selectielijst-2020-"): (one.term.root if one.term else None, one.starts)
        for name, law in LAWS.items()
        if name.startswith("selectielijst-2020-") and fact in law.facts
        for one in law.terms
    }
    assert found == SELECTION[fact]
