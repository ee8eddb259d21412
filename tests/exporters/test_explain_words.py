"""Everyday words in two languages find what people mean by them, also misspelt, and at once."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files

import pytest

from auditor import knowledge
from auditor.errors import NotFound
from auditor.exporters import explain as explaining
from auditor.exporters.explain import Sort, compiled, explain, index, meanings
from auditor.exporters.explain.base import KNOWN, plain_word
from auditor.exporters.printing import plain
from auditor.knowledge.types import Entry
from auditor.texts import LANGUAGES

FIRST = 3
EVERYDAY = {
    "bsn": "national-number",
    "burgerservicenummer": "uavg-46",
    "bewaren": "how-long",
    "bewaartermijn": "how-long",
    "hoe lang": "how-long",
    "dossier inzien": "may-i-read-my-file",
    "inzage": "avg-15",
    "schuld": "debts",
    "schuldhulp": "debt-agency",
    "huurachterstand": "arrears",
    "gezin": "family",
    "ouders": "parent",
    "huisarts": "health-care",
    "verwijsbrief": "doctor-referral",
    "toestemming": "avg-7",
    "geheim": "sr-272",
    "beroepsgeheim": "sr-272",
    "back-up": "backup",
    "whatsapp": "chat",
    "CBS": "cbs",
    "CAK": "cak",
    "eigen bijdrage": "contribution",
    "Veilig Thuis": "veilig-thuis",
    "zorgmelding": "police-to-safe-home",
    "meldcode": "besluit-meldcode-2",
    "verwijsindex": "jeugdwet-7.1",
    "datalek": "avg-33",
    "kind 12": "avg-12-to-15",
    "16 jaar": "avg-from-16",
    "gezag": "custody",
    "politie": "police",
    "spijbelen": "school-absence",
    "voedselbank": "volunteers",
    "klacht": "avg-77",
    "delete": "can-you-remove-it",
    "consent": "avg-7",
    "debt": "debts",
    "landlord": "landlord",
    "police": "police",
    "parents": "parent",
    "secret": "sr-272",
    "leak": "avg-33",
    "how long": "how-long",
    "keep": "how-long",
    "my file": "may-i-read-my-file",
    "passport": "identity-document",
    "health insurer": "may-you-call-my-insurer",
    "right to be forgotten": "avg-17",
    "JW305": "jw305",
    "wmo301": "wmo301",
    "WAMS": "wams",
    "36 579": "verzamelwet-vws-2a",
    "F-62": "safe-home-report",
    "EEA": "eea",
    "convenant": "partnership",
    "doelbinding": "avg-5-1-b",
    "nabestaanden": "jeugdwet-7.3.12",
    "printer": "printed-list",
    "kopie ID": "identity-document",
    "Zorgmail": "secure-mail",
    "reserve kopie": "backup",
    "beveiligd mailen": "secure-mail",
    "gegevensdeling": "where-does-it-go",
    "teamoverleg": "minutes",
    "bezwaar": "avg-21",
}
"""What people type, and what they mean; both languages."""
MISSPELT = {
    "beroepsgehiem": "beroepsgeheim",
    "bewaartermein": "how-long",
    "consnt": "consent",
    "huisars": "huisarts",
    "jw35": "jw305",
    "landlrod": "landlord",
    "meldcod": "meldcode",
    "polise": "police",
    "schulhulp": "schuldhulp",
    "toesteming": "toestemming",
    "veilig tuis": "veilig-thuis",
    "voedselbnk": "voedselbank",
    "whatsap": "whatsapp",
}


@pytest.mark.parametrize(("term", "name"), EVERYDAY.items())
def test_what_people_mean_is_among_the_first(term: str, name: str) -> None:
    for language in LANGUAGES:
        assert name in [meaning.name for meaning in explain(term, language).explained[:FIRST]]


@pytest.mark.parametrize("term", ["toestemming", "consent"])
def test_what_the_law_calls_consent_comes_before_the_paper_it_stands_on(term: str) -> None:
    names = [meaning.name for meaning in explain(term, "nl").explained]
    assert "avg-7" in names
    assert "consent-record" not in names[: names.index("avg-7")]


@pytest.mark.parametrize(("term", "name"), MISSPELT.items())
def test_a_misspelt_word_finds_the_one_that_is_meant(term: str, name: str) -> None:
    with pytest.raises(NotFound) as raised:
        explain(term, "nl")
    near = raised.value.candidates[:FIRST]
    assert name in near
    assert all(explain(word, "en").explained for word in near)


@pytest.mark.parametrize("sort", KNOWN)
def test_every_entry_is_found_by_its_id_and_its_everyday_words(sort: Sort) -> None:
    for name, entry in knowledge.everywhere(KNOWN[sort]).items():
        for term in (name, *entry.also):
            assert (sort, name) in [(word.sort, word.name) for word in index.called(term)], term


def test_every_section_of_the_knowledge_can_be_explained() -> None:
    assert sorted(KNOWN.values()) == sorted(knowledge.SECTIONS)


def test_a_word_that_is_no_name_is_looked_for_in_what_is_said() -> None:
    found = explain("dochter lezen", "nl")
    assert "who-reads-my-childs-file" in [meaning.name for meaning in found.explained[:FIRST]]
    assert (found.by_name, len(found.explained) <= index.MOST) == (False, True)
    assert plain(explaining.shown(found)).startswith('Niets heet "dochter lezen".')


def test_the_words_that_are_kept_are_those_there_are() -> None:
    """Renew them with: python -m tests.renew_catalogues."""
    assert (files(explaining) / index.FILE).read_text(encoding="utf-8") == compiled()


def test_every_word_is_kept_at_its_place() -> None:
    for word in index.words():
        meaning = meanings(word.sort)[word.position]
        assert (meaning.name, meaning.also) == (word.name, word.also)


def test_no_everyday_word_is_written_in_two_ways() -> None:
    entries: list[Entry] = [entry for section in knowledge.SECTIONS for entry in knowledge.everywhere(section).values()]
    for entry in entries:
        assert len({plain_word(word) for word in entry.also}) == len(entry.also)


def test_a_word_of_the_knowledge_needs_no_rule_no_graph_and_no_description() -> None:
    code = """
import sys
from click.testing import CliRunner
from auditor.cli import main
assert CliRunner().invoke(main, ["explain", "bsn"]).exit_code == 0
print([name for name in ("networkx", "yaml", "auditor.rules", "auditor.model", "auditor.importers")
       if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
